"""The reason in the very sentence that says what is asked why: "Lauget lukker kajen, *for at skibene kan ligge i ro*".

Where a sentence has nearly all words of the question before "fordi", "for at" or "så", no other sentence tells it
better; the reader, which looks for a likely reason, at times points at one beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from . import cut_clause, decide
from .candidates import Candidate, Scene, scene
from .gapped import held
from .linking import Lexis, Linked
from .question import Kind
from .reading import Scored

_LOOKED_AT = 6
_HELD = 0.72  # of the question's words
_FIT = 0.45  # of a clause that a word for cause or aim opens
_ROLES = ("name", "year", "number")


def read(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """The clause of cause or aim behind the words that are asked about; None where no sentence has both."""
    question = linked.question
    if question.kind is not Kind.WHY or question.many or linked.strangers:
        return None
    found = []
    for scored in ranked[:_LOOKED_AT]:
        if held(question, scored) < _HELD:
            continue
        here = scene(question, scored, lexis, scored.view.mentions(scored.sentence))
        made = [c for c in cut_clause.marked_clauses(here) if c.fit >= _FIT and _behind(here, c)]
        found += [c for c in made if not _lacks(linked, c)][:1]
    return found[0] if len(found) == 1 else None


def _behind(here: Scene, clause: Candidate) -> bool:
    """Do most of the words that are asked about stand before a clause?"""
    at = here.index(clause.start)
    before = sum(1 for i in here.matched if i < at)
    return before > 1 and before >= len(here.matched) - before


def _lacks(linked: Linked, candidate: Candidate) -> bool:
    return any(term.role in _ROLES for term in decide.unsupported(linked, candidate))
