"""A labelled field ("Økonomi: 40 mio. kr.") speaks of its own section's matter, and of no other section's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import words
from .labels import LABELLED
from .views import content

if TYPE_CHECKING:
    from .candidates import Candidate
    from .question import Question

_SAID = 0.75  # how far a word of a heading is one of the question


def of_another_section(question: Question, candidate: Candidate) -> bool:
    """Is a value a field's, under a heading that holds nothing of what is asked about, while another heading does?"""
    sentence, view = candidate.scored.sentence, candidate.scored.view
    field = LABELLED.match(sentence.text)
    if field is None:
        return False
    asked = [t.word for t in question.content if t.role in ("name", "noun") and not t.focus]
    label = {*content(field[1])}
    about = [word for word in asked if all(words.alike(word, own) < _SAID for own in label)]

    def held(said: str) -> bool:
        return any(words.alike(word, own) >= _SAID for word in about for own in content(said))

    if not about or held(f"{sentence.heading} {sentence.topic} {sentence.text}"):
        return False
    return any(held(heading) for heading in view.headings - {sentence.heading})
