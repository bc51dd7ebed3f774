"""Does a sentence speak of another than the question: another name, another year, another day?

A value whose sentence lacks the question's name may still be its answer, where heading or sentence before give it; it
rarely is where the sentence names another. `weighing.py` weighs both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indexer.dates import parse_date

from . import words
from .views import content

if TYPE_CHECKING:
    from .candidates import Candidate
    from .linking import Linked

_NAMED = re.compile(r"(?<=[\w,;:(»”–-] )[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w-]+)*")
_SAME = 0.75


def other_name(linked: Linked, candidate: Candidate) -> float:
    """1 where the question names what the sentence does not, and the sentence names something else beside the value."""
    missing = _missing(linked, candidate)
    if not missing:
        return 0.0
    sentence = candidate.scored.sentence
    asked = [t.word for t in linked.question.content]
    members = (candidate, *candidate.more)
    for match in _NAMED.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if any(start < m.end and m.start < end for m in members):
            continue
        if all(words.alike(a, w) < _SAME for a in asked for w in content(match.group())):
            return 1.0
    return 0.0


def named_beside(linked: Linked, candidate: Candidate) -> float:
    """The share (0-1) of the question's names that the sentence lacks and its heading or the sentence before gives."""
    missing = _missing(linked, candidate)
    if not missing:
        return 0.0
    sentence, view = candidate.scored.sentence, candidate.scored.view
    said = set(content(sentence.heading))
    if sentence.number:
        before = view.sentences[sentence.number - 1]
        said.update(before.words if before.part == sentence.part else ())
    alike = view.vocabulary.alike
    held = [max((alike(name).get(w, 0.0) for w in said), default=0.0) >= _SAME for name in missing]
    return sum(held) / len(held)


def other_time(linked: Linked, candidate: Candidate) -> float:
    """1 where the question gives a day, month or year and the sentence only others."""
    asked = {d.value for d in parse_date(linked.question.core)} | set(linked.question.years)
    sentence = candidate.scored.sentence
    said = {d.value for d in parse_date(sentence.text, candidate.scored.view.day)}
    if not asked or not said or candidate.type == "Date":
        return float(bool(asked) and candidate.type == "Date" and not any(_fits(a, candidate.value) for a in asked)) / 2
    return float(not any(_fits(a, s) for a in asked for s in said))


def _fits(one: str, other: str) -> bool:
    """Does one date lie in the other: 2024 and 2024-05-03?"""
    return one.startswith(other) or other.startswith(one)


def _missing(linked: Linked, candidate: Candidate) -> list[str]:
    """The question's names that neither the sentence nor another that the value rests on holds."""
    scored = (candidate.scored, *candidate.also)
    return [
        term.word
        for i, term in enumerate(linked.question.content)
        if term.role == "name" and all(i >= len(s.direct) or s.direct[i] < _SAME for s in scored)
    ]
