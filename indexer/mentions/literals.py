"""Dates, counts, money and percentages of a sentence as mentions with normalised values."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..dates import parse_date
from ..numbers import parse_numbers
from ..types import Mention, Span
from .reading import Sentence


def find(sentence: Sentence, day: datetime.date | None) -> Iterator[Mention]:
    """The dates and numbers of a sentence; relative dates count from `day`."""
    words = sentence.words
    dates = list(parse_date(words, day))
    for found in dates:
        span = Span(sentence.span.start + found.start, sentence.span.start + found.end)
        yield Mention(span, "Date", span.of(sentence.text), value=found.value, reading=found.reading)
    yield from _numbers(sentence, words, [(found.start, found.end) for found in dates])


_KINDS = {"number": "Number", "fraction": "Number", "money": "Money", "percent": "Percent"}


def _numbers(sentence: Sentence, words: str, dates: list[tuple[int, int]]) -> Iterator[Mention]:
    for found in parse_numbers(words, dates):
        span = Span(sentence.span.start + found.start, sentence.span.start + found.end)
        yield Mention(
            span, _KINDS[found.kind], span.of(sentence.text), value=found.value, unit=found.unit, reading=found.reading
        )
