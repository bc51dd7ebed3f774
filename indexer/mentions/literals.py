"""Dates, counts, money and percentages of a sentence as mentions with normalised values."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from ..dates import parse_date
from ..types import Mention, Span
from .reading import Sentence


def find(sentence: Sentence, day: datetime.date | None) -> Iterator[Mention]:
    """The dates of a sentence; relative ones count from `day`."""
    words = sentence.words
    for found in parse_date(words, day):
        if words[found.start : found.start + 1].isdigit() and found.end - found.start > 5 and "/" in found.value:
            continue  # a period is part of a name: `works` reads it
        span = Span(sentence.span.start + found.start, sentence.span.start + found.end)
        yield Mention(span, "Date", span.of(sentence.text), value=found.value, reading=found.reading)
