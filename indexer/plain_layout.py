"""Where paragraphs, list items and rows lie in plain text: lines put together to the pieces a reader sees.

Most plain text has one paragraph a line. Hard-wrapped text shows itself: long lines that end no sentence, followed by
lower case. Its width is measured on those, and then a line is joined to the next where the next word would not have
fitted on it.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from .canonical import Piece
from .sentences import continues
from .types import Span

_MONTHS = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
BULLET = re.compile(r"(?:[•●▪▫◦‣·○■□►➢✓*+–—-]|o(?=\s{2}))[ \t\xa0]+(?=\S)")
NUMBERED = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}[.)]|\(\d{{1,2}}\)|[a-zæøåA-Z]\)|"
    rf"[IVX]{{1,4}}\.)[ \t\xa0]+(?=\S)(?!(?:{_MONTHS})[a-z]*\b)",
    re.IGNORECASE,
)
_HASH = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_WRAP_MAX = 130
_PAIRS_THAT_PROVE_WRAPPING = 2


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: its span without white space at the ends, its indent in characters, its group.

    A group is a run of lines without a blank one between.
    """

    start: int
    end: int
    indent: int
    group: int


def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a plain text in order; together they hold every character that is not white space."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    found: list[Piece] = []
    table, at = 0, 0
    while at < len(lines):
        rows = _rows(text, lines, at)
        if rows:
            table += 1
            found += _row_pieces(text, lines[at : at + rows], table)
            at += rows
            continue
        if _UNDERLINE.fullmatch(text, lines[at].start, lines[at].end):
            _underline(found, lines, at, text[lines[at].start])
            at += 1
            continue
        stop = at + 1
        while stop < len(lines) and _joined(text, lines[stop - 1], lines[stop], width):
            stop += 1
        found.append(_piece(text, Span(lines[at].start, lines[stop - 1].end)))
        at = stop
    return tuple(found)


_UNDERLINE = re.compile(r"([=*_~#-])\1{2,}")


def _underline(found: list[Piece], lines: Sequence[Line], at: int, sign: str) -> None:
    """Add a line of dashes or the like: a rule, which also makes a heading of a line right above it."""
    above = lines[at - 1] if at else None
    if (
        found
        and above is not None
        and above.group == lines[at].group
        and found[-1] == Piece(Span(above.start, above.end))
    ):
        found[-1] = Piece(found[-1].span, "heading", 1 if sign == "=" else 2)
    found.append(Piece(Span(lines[at].start, lines[at].end), "furniture"))


def marker(text: str) -> int:
    """The length of a bullet or of heading marks at the start of a text: "• data" → 2. A number counts as words: 0."""
    match = BULLET.match(text) or _HASH.match(text)
    return match.end() if match else 0


def _lines(text: str) -> Iterator[Line]:
    offset, group, blank = 0, 0, True
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            group += blank
            indent = len(line) - len(line.lstrip())
            start = offset + indent
            yield Line(start, start + len(bare), indent, group)
        blank = not bare
        offset += len(line) + 1


def _starts_new(words: str) -> bool:
    return bool(BULLET.match(words) or NUMBERED.match(words) or _HASH.match(words))


def _wrap_width(text: str, lines: Sequence[Line]) -> int:
    """The width the text is wrapped at, measured on lines that surely go on in the next; 0 where it is not wrapped."""
    widths = []
    for line, after in itertools.pairwise(lines):
        if line.group != after.group or line.end - line.start > _WRAP_MAX:
            continue
        words = text[after.start : after.end]
        if not _starts_new(words) and continues(text[line.start : line.end], words):
            widths.append(line.indent + line.end - line.start)
    return max(widths) if len(widths) >= _PAIRS_THAT_PROVE_WRAPPING else 0


def _joined(text: str, line: Line, after: Line, width: int) -> bool:
    """True where `after` is the same paragraph as `line`."""
    if line.group != after.group:
        return False
    words, before = text[after.start : after.end], text[line.start : line.end]
    if _starts_new(words) or _HASH.match(before):
        return False
    if continues(before, words):
        return True
    length = line.indent + line.end - line.start
    first = words.split(None, 1)[0]
    return width > 0 and length <= width + 5 and length + 1 + len(first) > width


def _piece(text: str, span: Span) -> Piece:
    words = span.of(text)
    hashes = _HASH.match(words)
    if hashes:
        return Piece(span, "heading", len(hashes.group(1)))
    if BULLET.match(words) or NUMBERED.match(words):
        return Piece(span, "item")
    return Piece(span)


_RULE = re.compile(r"[\s|:+=_-]+")


def _rows(text: str, lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` form a table with cells between tabs or bars: at least two with equally many cells."""
    cells = len(_cells(text, lines[at]))
    if cells < 2:
        return 0
    stop = at + 1
    while stop < len(lines) and lines[stop].group == lines[at].group:
        words = text[lines[stop].start : lines[stop].end]
        if not _RULE.fullmatch(words) and len(_cells(text, lines[stop])) != cells:
            break
        stop += 1
    real = sum(not _RULE.fullmatch(text[line.start : line.end]) for line in lines[at:stop])
    return stop - at if real >= 2 else 0


def _cells(text: str, line: Line) -> list[Span]:
    """The cells of a line that has at least one tab or two bars; none that are blank."""
    words = text[line.start : line.end]
    gap = "\t" if "\t" in words else "|" if words.count("|") >= 2 else ""
    if not gap:
        return _columns(words, line.start)
    found, at = [], line.start
    for part in words.split(gap):
        bare = part.strip()
        if bare:
            start = at + part.index(bare)
            found.append(Span(start, start + len(bare)))
        at += len(part) + 1
    return found


_APART = re.compile(r" {2,}")


def _columns(words: str, at: int) -> list[Span]:
    """The cells of a line set in columns with blanks: at least three, none longer than a cell is."""
    edges = [(m.start(), m.end()) for m in _APART.finditer(words)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(words)]
    if len(starts) < 3 or any(end - start > 70 for start, end in zip(starts, ends, strict=True)):
        return []
    return [Span(at + start, at + end) for start, end in zip(starts, ends, strict=True)]


def _row_pieces(text: str, lines: Sequence[Line], table: int) -> Iterator[Piece]:
    header = True
    for line in lines:
        if _RULE.fullmatch(text[line.start : line.end]):
            yield Piece(Span(line.start, line.end), "row", table=table)
            continue
        yield Piece(Span(line.start, line.end), "row", 0, tuple(_cells(text, line)), header, table)
        header = False
