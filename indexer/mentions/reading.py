"""A document as the mention finders and statement rules read it: sentences with tokens, zone and headings."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, tokenise
from ..types import Document, Passage, Span, Zone, ZoneSpan


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading, list item or table cell.

    `column_head` is the text at the top of a cell's column. `headings` are the spans of the headings above it,
    outermost first; `row` is set for a cell, with `column` counted
    from 0; `paragraph` numbers the passages, so that neighbours are known; `list_start` is where the list begins that
    it is in (-1: in none).
    """

    text: str
    span: Span
    zone: Zone
    tokens: tuple[Token, ...]
    headings: tuple[Span, ...] = ()
    paragraph: int = 0
    row: ZoneSpan | None = None
    column: int = 0
    column_head: str = ""
    list_start: int = -1

    @property
    def words(self) -> str:
        """The sentence as it stands."""
        return self.span.of(self.text)


def sentences(document: Document, passages: Sequence[Passage]) -> tuple[Sentence, ...]:
    """All sentences that may hold content, in order; a table's cells come one by one."""
    rows = [piece for piece in document.zones if piece.zone is Zone.TABLE and piece.cells]
    found = list(_cells(document, rows, passages))
    starts = [row.span.start for row in rows]
    lists = _lists(document)
    for number, passage in enumerate(passages):
        for span in passage.sentences:
            near = bisect.bisect_left(starts, span.end)
            if near and rows[near - 1].span.overlaps(span):
                continue
            for piece in _pieces(document.text, span):
                tokens = _tokens(document.text, piece)
                if tokens:
                    start = lists[max(0, bisect.bisect_right(lists, piece.start) - 1)] if lists else -1
                    start = start if passage.zone is Zone.LIST else -1
                    found.append(
                        Sentence(document.text, piece, passage.zone, tokens, passage.headings, number, list_start=start)
                    )
    return tuple(sorted(found, key=lambda sentence: sentence.span))


_NO_VOWEL = re.compile(r"[^AEIOUYÆØÅ]{2,4}")


def _tokens(text: str, span: Span) -> tuple[Token, ...]:
    """The tokens of a stretch. In a heading set in capitals alone they tell nothing, so its words count as small.

    What has no vowel stays ("KL"): it can be no word.
    """
    words = span.of(text)
    if not words.isupper() or len(words) > 300 or sum(map(str.isalpha, (w[0] for w in words.split()))) < 3:
        return tokenise(text, span.start, span.end)
    small = " ".join(w if _NO_VOWEL.fullmatch(w) else w.lower() for w in words.split(" "))
    small = small[:1].upper() + small[1:]
    if len(small) != len(words):
        return tokenise(text, span.start, span.end)
    found = tokenise(small, 0, len(small))
    return tuple(dataclasses.replace(t, start=t.start + span.start, end=t.end + span.start) for t in found)


def _lists(document: Document) -> list[int]:
    """Where each list begins: the first of the list items that follow each other."""
    return [
        piece.span.start
        for before, piece in zip((None, *document.zones), document.zones, strict=False)
        if piece.zone is Zone.LIST and (before is None or before.zone is not Zone.LIST)
    ]


LONGEST = 1500
"""Code points of the longest stretch that is read as one sentence; rules look at all pairs of words in it."""


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence, or a monstrous one in stretches that end at a blank."""
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def _cells(document: Document, rows: Sequence[ZoneSpan], passages: Sequence[Passage]) -> Iterator[Sentence]:
    heads: dict[int, tuple[Span, ...]] = {row.table: row.cells for row in rows if row.header}
    for row in rows:
        home = next((n for n, p in enumerate(passages) if p.span.start <= row.span.start < p.span.end), 0)
        headings = passages[home].headings if passages else ()
        for column, cell in enumerate(row.cells):
            tokens = _tokens(document.text, cell)
            if tokens:
                above = heads.get(row.table, ())
                head = above[column].of(document.text) if column < len(above) and not row.header else ""
                yield Sentence(document.text, cell, Zone.TABLE, tokens, headings, home, row, column, head)
