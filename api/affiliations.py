"""What a person belongs to, as it stands right behind the name: "Ida Holm (Vandlisten)", "Ida Holm fra Landpartiet"."""

from __future__ import annotations

import re

from . import words
from .candidates import Candidate
from .question import Question
from .views import content

_BEHIND = re.compile(
    r"(?:\s*[(,]\s*|\s+(?:fra|for|hos|i|af)\s+|(?:\s*[(,]\s*|\s+)(?:[a-zæøå-]+\s+){1,3}(?:fra|for|hos|i)\s+)$"
)
_NEAR = 60  # characters
_SAME = 0.85


def of_asked_person(question: Question, candidate: Candidate) -> bool:
    """Does a value stand behind the name of the person whom a question names, as what he or she belongs to?"""
    names = [t.word for t in question.content if t.role == "name"]
    sentence = candidate.scored.sentence
    at = candidate.start - sentence.start
    if not names or at < 0:
        return False
    before = sentence.text[max(0, at - _NEAR) : at]
    behind = _BEHIND.search(before)
    if behind is None:
        return False
    name = before[: behind.start()].split()[-1:]
    return bool(name) and any(words.alike(n.casefold(), w) >= _SAME for n in names for w in content(name[0]))
