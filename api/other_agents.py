"""Who did it in the sentence of a figure: "staten bruger 7 mia. på it" tells nothing of what municipalities spend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import chunks, words
from .question import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.grammar import Token

    from .candidates import Candidate
    from .question import Question

_SAME = 0.5
_NAMES = ("NOUN", "PROPN")


def done_by_another(question: Question, candidate: Candidate) -> bool:
    """Does the sentence say, by the question's own verb, that somebody else did it, and not name the one asked of?"""
    if question.kind is not Kind.NUMBER:
        return False
    verb, agent = _after_verb(question.tokens)
    tokens = candidate.scored.sentence.tokens
    if not agent or any(words.alike(agent, t.low) >= _SAME for t in tokens if t.pos in _NAMES):
        return False
    at = next((i for i, t in enumerate(tokens) if i and t.finite and words.alike(verb, t.low) >= _SAME), 0)
    acts = tokens[at - 1] if at else None
    return acts is not None and acts.pos in _NAMES and tokens[0].pos != "PREP"


def _after_verb(tokens: Sequence[Token]) -> tuple[str, str]:
    """The main verb of a question and the definite noun right behind it, which does it: "bruger *kommunerne*"."""
    for i, token in enumerate(tokens[:-1]):
        after = tokens[i + 1]
        if i and token.finite and token.pos == "VERB" and after.pos in _NAMES:
            definite = after.low.endswith(("en", "et", "ne")) or after.text[:1].isupper()
            return (chunks.base(token), after.low) if definite else ("", "")
    return "", ""
