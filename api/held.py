"""How much of a question a sentence holds, counted over chosen terms of it."""

from __future__ import annotations

from collections.abc import Callable

from .question import Question, Term
from .reading import Scored

_BY_ROLE = {"name": 1.6, "year": 1.0, "number": 0.9, "noun": 1.0, "adj": 0.8, "verb": 0.6}


def share(question: Question, scored: Scored, counts: Callable[[Term], bool], *, near: bool = True) -> float:
    """How far the terms that count are held by a sentence, or (where `near`) by what stands round it: 0-1, and 1 where
    none counts. A name, year or number that neither holds makes it 0."""
    total = held = 0.0
    for i, term in enumerate(question.content):
        if not counts(term) or term.role not in _BY_ROLE or i >= len(scored.direct):
            continue
        found = max(scored.direct[i], scored.near[i] if near else 0.0)
        if term.role in ("name", "year") and max(scored.direct[i], scored.near[i]) < 0.5:
            return 0.0
        total += _BY_ROLE[term.role]
        held += _BY_ROLE[term.role] * found
    return held / total if total else 1.0
