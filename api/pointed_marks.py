"""What the reader's marks say of a list's members: where each begins and ends, and which stretches are none.

Grammar finds the stretches between commas and "og"; the reader marks words as the first or the last of a member. Where
both speak, a member goes from its likeliest first word to its likeliest last one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Mark(NamedTuple):
    """A word, in characters of its sentence, and how likely it begins and ends a member (0-1)."""

    start: int
    end: int
    begins: float
    ends: float


_CLEAR = 0.25  # of the likeliest mark of its kind in the sentence, for a mark to count
_LINK = re.compile(r"(?:[,;]\s*|(?<!-)[,;]?\s+(?:og|samt|eller)\s+)$")  # "Børne- og Ungeudvalget" is one
_EDGES = ' \t\n.,;:!?»«"“”’[]|*–-'


def refined(text: str, spans: Sequence[Span], marks: Sequence[Mark]) -> list[Span]:
    """Members without what the reader marks to be outside them; those without any mark go where others have both.

    >>> text = "De fik den foran Stue A/S og Egevand"
    >>> marks = [Mark(17, 21, 0.8, 0.0), Mark(22, 25, 0.0, 0.8), Mark(29, 36, 0.9, 0.9)]
    >>> [text[a:b] for a, b in refined(text, [(0, 25), (29, 36)], marks)]
    ['Stue A/S', 'Egevand']
    """
    first, last = _most(marks)
    if not first or not last:
        return list(spans)
    spans = [part for span in spans for part in _divided(text, span, marks)]
    held = [[m for m in marks if m.start < b and a < m.end] for a, b in spans]
    sure = [
        any(m.begins >= _CLEAR * first for m in inside) and any(m.ends >= _CLEAR * last for m in inside)
        for inside in held
    ]
    if sum(sure) < 2:
        return [_narrowed(text, span, inside) for span, inside in zip(spans, held, strict=True)]
    out: list[Span] = []
    for span, inside in zip(spans, held, strict=True):
        marked = any(m.begins >= _CLEAR * first or m.ends >= _CLEAR * last for m in inside)
        if marked or (out and text[span[0]].isupper()):  # a name after others is left out by marks more often
            out.append(_narrowed(text, span, inside))
    return out


def marked(text: str, marks: Sequence[Mark]) -> list[Span]:
    """Members by marks alone: each from a first word to the likeliest last one before the next member begins.

    >>> text = "De to, Hav og Strand, kom til"
    >>> marks = [Mark(7, 10, 0.8, 0.7), Mark(14, 20, 0.7, 0.8)]
    >>> [text[a:b] for a, b in marked(text, marks)]
    ['Hav', 'Strand']
    """
    first, _ = _most(marks)
    starts: list[Mark] = []
    for mark in marks:
        if mark.begins < _CLEAR * first:
            continue
        apart = not starts or _linked(text, starts[-1].start, mark.start)
        if apart:
            starts.append(mark)
        elif mark.begins > starts[-1].begins:
            starts[-1] = mark
    out = []
    for n, mark in enumerate(starts):
        until = starts[n + 1].start if n + 1 < len(starts) else len(text)
        own = [m for m in marks if mark.start <= m.start < until]
        best = max(own, key=lambda m: (m.ends, -m.start))
        out.append(_bare(text, mark.start, best.end))
    return out


def weakest(spans: Sequence[Span], marks: Sequence[Mark]) -> float:
    """How likely the least likely of some members is one, by its best mark."""
    return min(
        (max((max(m.begins, m.ends) for m in marks if m.start < b and a < m.end), default=0.0) for a, b in spans),
        default=0.0,
    )


def _most(marks: Sequence[Mark]) -> tuple[float, float]:
    return max((m.begins for m in marks), default=0.0), max((m.ends for m in marks), default=0.0)


def _linked(text: str, start: int, end: int) -> bool:
    """Does a comma or "og" stand between two places?"""
    return re.search(r"[,;]\s|(?<!-)\s(?:og|samt|eller)\s", text[start:end]) is not None


def _divided(text: str, span: Span, marks: Sequence[Mark]) -> list[Span]:
    """A stretch at each "og" and other words inside it before which a member ends, and after which one begins."""
    first, last = _most(marks)
    out, start = [], span[0]
    for before, after in itertools.pairwise(marks):
        if not (start < after.start < span[1] and before.start >= start):
            continue
        own = [m for m in marks if start <= m.start and m.end <= after.start]
        ended = max(own, key=lambda m: m.ends)
        link = _LINK.search(text[start : after.start])
        if link is None and text[before.end - 1 : after.start].startswith("-"):
            continue
        if after.begins < 2 * _CLEAR * first or ended.ends < (_CLEAR if link else 2 * _CLEAR) * last:
            continue
        if link is not None or ended is not before:  # "A *var også* B"
            out.append((start, start + link.start() if link is not None else ended.end))
            start = after.start
    return [*out, (start, span[1])]


def _narrowed(text: str, span: Span, inside: Sequence[Mark]) -> Span:
    start, end = span
    if not inside:
        return span
    begin = max(inside, key=lambda m: (m.begins, -m.start))
    own = max((m.begins for m in inside if m.start <= start + 1), default=0.0)  # a bracket may stand before it
    if begin.start > start and begin.begins > 2 * own and begin.begins >= _CLEAR:
        start = begin.start
    rest = [m for m in inside if m.end > start]
    close = max(rest, key=lambda m: (m.ends, m.start))
    if close.end < end and close.ends > 2 * rest[-1].ends and close.ends >= _CLEAR:
        end = close.end
    return _bare(text, start, end) if (start, end) != span else span


def _bare(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
