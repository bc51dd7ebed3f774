"""What a person belongs to, as it stands right behind the name: "Ida Holm (Vandlisten)", "Ida Holm fra Landpartiet".

Who was there for a body is the one in a list of those present behind whose name that body stands.
"""

from __future__ import annotations

import dataclasses
import re

from . import words
from .candidates import Candidate
from .question import Kind, Question
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


_BRACKET = re.compile(r"\s*\(([^()]{2,60})\)")


def of_asked_body(question: Question, candidate: Candidate) -> Candidate:
    """A list of people without those who stand there for other bodies than the one that a question names.

    Only where the list says of some what they belong to, in brackets, and that is the body of a few of them.
    """
    if question.kind is not Kind.WHO or not candidate.more:
        return candidate
    names = [t.word.casefold() for t in question.content if t.role in ("name", "noun")]
    members = (candidate, *candidate.more)
    of_it = [m for m in members if _belongs(m, names)]
    if not of_it or len(of_it) == len(members):
        return candidate
    return dataclasses.replace(
        of_it[0],
        more=tuple(of_it[1:]),
        how=candidate.how,
        also=candidate.also,
        opinion=candidate.opinion,
        pointed=candidate.pointed and len(of_it) > 1,
    )


def _belongs(member: Candidate, names: list[str]) -> bool:
    """Do all words of the bracket behind a member's name stand in the question, or those of a part: "(formand, KL)"?"""
    bracket = _BRACKET.match(member.scored.view.text, member.end)
    parts = [content(part) for part in bracket[1].split(",")] if bracket is not None else []
    return any(said and all(any(words.alike(n, w) >= _SAME for n in names) for w in said) for said in parts)
