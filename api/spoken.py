"""Speakers whose names stand outside the words they say, held against names that only stand where others speak.

The reader points at words of a sentence. Of "- I årevis kom vi bagefter. Nu kommer vi før, siger hun." it finds the
sentence, but no name in it; and of the sentence that names another speaker it may think more than it should.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import quotations
from .question import Kind, Question

if TYPE_CHECKING:
    from .candidates import Candidate
    from .decide import Decision
    from .views import Sentence

THROUGH = 0.5  # the share of its words that a sentence's speaker has who is not named in it
_SURE, _SAID = 0.7, 0.6  # how sure the rules are of a speaker, and how far the words are the remark's
_NOT_SAID = 0.2  # and how far those of the others are
_MATTER = ("name", "noun", "adj", "verb", "number", "year")


def elsewhere_named(candidate: Candidate, sentence: Sentence) -> bool:
    """Is a value somebody who speaks in a sentence that does not name him: its writer, its "hun", who is quoted?"""
    outside = not sentence.start <= candidate.start < sentence.end
    speaks = candidate.type == "Actor" and candidate.scored.sentence is sentence and not candidate.more
    return outside and speaks and candidate.label not in sentence.text


def of_this_matter(question: Question, own: Candidate, others: Sequence[Candidate], decision: Decision) -> bool:
    """Do the rules give the speaker of words that hold what the remark was about, and the sentences of the others
    nothing of it? "Hvem talte om firsernes landbrug?": not the one who "spurgte, om det giver mening at måle"."""
    if question.kind is not Kind.QUOTE or decision.reason is not None or decision.confidence < _SURE:
        return False
    said = quotations.speaker(own.scored.view, own.scored.sentence)
    if said is None or not said.person or said.name != own.value:
        return False
    return _held(question, own) >= _SAID and all(_held(question, c) <= _NOT_SAID for c in others)


def _held(question: Question, candidate: Candidate) -> float:
    """How much of what the question tells stands in the sentence of a value, by weight."""
    pairs = [
        (term.weight, direct)
        for term, direct in zip(question.content, candidate.scored.direct, strict=False)
        if term.role in _MATTER
    ]
    return sum(w * d for w, d in pairs) / (sum(w for w, _ in pairs) or 1.0)
