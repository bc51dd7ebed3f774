"""Lists that the reader points at: first member to last in its likely sentences, cut at commas and "og"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import pointed
from .candidates import Candidate
from .question import Question
from .reading import Scored

if TYPE_CHECKING:
    from .second_opinion import Opinion

_LIKELY = 0.2  # the share of a sentence whose members count (chosen on lists of kept texts, tests/bench/reader)
_MOST = 24  # members
_BETWEEN = re.compile(
    r"(?:,|;)\s+(?:(?:og|samt|eller)\s+)?(?:(?:at|om)\s+)?|\s+(?:og|samt|eller)\s+(?:(?:at|om)\s+)?|\s+\|\s+"
)


def values(question: Question, opinion: Opinion, ranked: Sequence[Scored]) -> list[Candidate]:
    """The list of a question that asks for several things, as its first member with the others; none below two."""
    if not question.many or question.kind not in pointed.TYPES:
        return []
    likeliest, members, whole = opinion.likeliest(), [], 0.0
    for scored in sorted(ranked, key=lambda s: (s.sentence.doc_id, s.sentence.number)):
        read = opinion.of(scored.sentence)
        at = (scored.sentence.doc_id, scored.sentence.number)
        if read is None or read.several is None or not (read.share >= _LIKELY or at == likeliest):
            continue
        found = list(_members(question, scored, read.several.start, read.several.end))
        if found:
            members += found
            whole += read.whole
    told = list({m.value.casefold(): m for m in reversed(members)}.values())[::-1][:_MOST]
    if len(told) < 2:
        return []
    first = told[0]
    others = tuple(dict.fromkeys(m.scored for m in told if m.scored is not first.scored))
    said = (min(1.0, whole), min(1.0, whole), 1.0)
    return [dataclasses.replace(first, more=tuple(told[1:]), also=others, opinion=said)]


def _members(question: Question, scored: Scored, start: int, end: int) -> Iterator[Candidate]:
    text, at = scored.sentence.text, start
    cuts = [(m.start(), m.end()) for m in _BETWEEN.finditer(text, start, end)]
    for stop, following in (*cuts, (end, end)):
        first, last = pointed.stripped(text, at, stop)
        at = following
        made = pointed.made(question, scored, first, last, sure=True) if last - first >= 2 else None
        if made is not None:
            yield made
