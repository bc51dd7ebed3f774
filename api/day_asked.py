"""Where a day is asked for ("hvilken dato", "sidste ansøgningsdag"), a day goes before a month, a year or a period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import words
from .question import Kind, Question

if TYPE_CHECKING:
    from .candidates import Candidate

_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\. [a-zæøå]+", re.I)  # "2027-03-01", "2. maj" where the year is not told
_DAYS = frozenset({"dato", "dag"})
_SEEN = 0.08  # the reader's share of the sentence that tells the day


def asks_a_day(question: Question) -> bool:
    """Does a question ask for a day of the calendar?

    >>> from .question import parse
    >>> asks_a_day(parse("Hvornår er sidste tilmeldingsdag?")), asks_a_day(parse("Hvornår ringer de i dag?"))
    (True, False)
    """
    if question.kind is not Kind.WHEN:
        return False
    for i, token in enumerate(question.tokens):
        if token.pos != "NOUN":
            continue
        base = words.lemma(token.low)
        parted = words.split(base)
        if (parted is not None and parted[1] in _DAYS) or (base in _DAYS and i == question.focus_at):
            return True
    return False


def first(question: Question, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """The values without the times that are no day, where a day is asked for and the reader finds one likely."""
    if not asks_a_day(question) or not any(_DAY.fullmatch(c.value) and c.opinion[0] >= _SEEN for c in found):
        return found
    return [c for c in found if c.type != "Date" or _DAY.fullmatch(c.value)]
