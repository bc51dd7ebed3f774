"""The document pages: the list with its filters, and one document's text with zones, entities and a quote marked."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexer.texts import DocumentRow, EntityRow
from indexer.types import DocumentRecord, Span, Zone, ZoneSpan

from ..index import Index
from . import claims, words
from .cache import per_index
from .claims import ClaimView, Quote


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A run of text of one look: in an entity's mention (`iri`, `group`), in the quote (`marked`), or in neither.

    `start` is its first code point in the document.
    """

    text: str
    start: int = 0
    iri: str | None = None
    group: str = ""
    type: str = ""
    marked: bool = False
    first: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list or table of the page. `items` are a list's items or a table's rows of cells.

    `tag` is the HTML element; `zone` is set where the zone is no plain body text; `start` is its first code point;
    `again` is true where the block before it is furniture of the same zone.
    """

    tag: str
    zone: str
    start: int
    furniture: bool
    pieces: tuple[Piece, ...] = ()
    items: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    header: bool = False
    again: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's page: metadata, contents, text and what is found in it."""

    row: DocumentRow
    blocks: tuple[Block, ...]
    headings: tuple[tuple[str, int], ...]
    found: tuple[EntityRow, ...]
    groups: tuple[tuple[str, str, int], ...]
    quote: Span | None
    read: tuple[tuple[ClaimView, Quote], ...]

    @property
    def cut(self) -> bool:
        """True where more may have been read of it than is listed."""
        return len(self.read) >= claims.MOST


@dataclasses.dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    iri: str
    type: str


def listed(index: Index, publisher: str = "", kind: str = "", year: str = "", text: str = "") -> list[DocumentRow]:
    """The documents that pass the filters, newest first; `text` is looked for in title, publisher and author."""
    wanted = text.casefold().split()
    found = [
        row
        for row in documents(index)
        if (not publisher or row.publisher == publisher)
        and (not kind or row.kind == kind)
        and (not year or (row.date or "").startswith(year))
        and all(word in f"{row.title} {row.publisher} {row.author} {row.doc_id}".casefold() for word in wanted)
    ]
    return sorted(found, key=lambda row: (row.date or "", row.title), reverse=True)


@per_index
def documents(index: Index) -> tuple[DocumentRow, ...]:
    """Every document's bibliographic data."""
    return tuple(index.texts.documents())


@per_index
def choices(index: Index) -> dict[str, list[tuple[str, int]]]:
    """The values that the list can be filtered by, each with its number of documents."""
    rows = documents(index)
    counts = {
        "publisher": Counter(row.publisher for row in rows if row.publisher),
        "kind": Counter(row.kind for row in rows if row.kind),
        "year": Counter(row.date[:4] for row in rows if row.date),
    }
    ordered = {name: sorted(some.items()) for name, some in counts.items()}
    ordered["year"].reverse()
    return ordered


def shown(index: Index, doc_id: str, start: int | None = None, end: int | None = None) -> DocumentView:
    """One document, with the stretch from start to end marked. Raises NotFound."""
    record, things = _read(index, doc_id)
    text = record.document.text
    quote = _stretch(text, start, end)
    marks = _marks(record, index.texts.keys(doc_id), things)
    blocks = tuple(_blocks(text, record.document.zones, marks, quote))
    counts = Counter(words.group(row.type) for row in things.values())
    groups = tuple((name, label, counts[name]) for name, label in words.GROUPS.items() if counts[name])
    headings = tuple(
        (piece.span.of(text).strip(), piece.span.start) for piece in record.document.zones if piece.zone is Zone.HEADING
    )
    found = tuple(sorted(things.values(), key=lambda row: (row.type, row.label)))
    row = index.texts.document(doc_id)
    return DocumentView(row, blocks, headings, found, groups, quote, claims.in_document(index, doc_id))


@per_index
def _read(index: Index, doc_id: str) -> tuple[DocumentRecord, dict[str, EntityRow]]:
    record = index.texts.record(doc_id)
    things: dict[str, EntityRow] = {}
    for iri in sorted(set(index.texts.keys(doc_id).values())):
        for row in _entity(index, iri):
            things[iri] = row
    named = {index.texts.keys(doc_id).get(entity.key) for entity in record.entities if entity.mentions}
    return record, {iri: row for iri, row in things.items() if iri in named}


def _entity(index: Index, iri: str) -> Iterator[EntityRow]:
    from indexer.errors import NotFound

    try:
        yield index.texts.entity(iri)
    except NotFound:
        return


def _stretch(text: str, start: int | None, end: int | None) -> Span | None:
    if start is None or end is None:
        return None
    first, last = max(0, start), min(len(text), end)
    return Span(first, last) if first < last else None


def _marks(record: DocumentRecord, keys: dict[str, str], things: dict[str, EntityRow]) -> list[_Mark]:
    """The mentions to mark, in order, none overlapping: the longer wins, then the earlier."""
    every = [
        _Mark(span.start, span.end, keys[entity.key], things[keys[entity.key]].type)
        for entity in record.entities
        if keys.get(entity.key) in things
        for span in entity.mentions
    ]
    every.sort(key=lambda m: (m.start, -(m.end - m.start)))
    kept: list[_Mark] = []
    for mark in every:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _pieces(text: str, span: Span, marks: Sequence[_Mark], quote: Span | None) -> tuple[Piece, ...]:
    """The text of span cut where a mention or the quote begins or ends."""
    here = [m for m in marks if m.start < span.end and span.start < m.end]
    edges = {span.start, span.end}
    for first, last in [(m.start, m.end) for m in here] + ([(quote.start, quote.end)] if quote else []):
        edges.update(edge for edge in (first, last) if span.start < edge < span.end)
    cuts = sorted(edges)
    made = []
    for first, last in itertools.pairwise(cuts):
        mark = next((m for m in here if m.start <= first and last <= m.end), None)
        marked = quote is not None and quote.start <= first and last <= quote.end
        opening = marked and quote is not None and _opens(text, quote, first)
        piece = Piece(text[first:last], first, marked=marked, first=opening)
        if mark is not None:
            piece = dataclasses.replace(piece, iri=mark.iri, group=words.group(mark.type), type=mark.type)
        made.append(piece)
    return tuple(made)


def _opens(text: str, quote: Span, at: int) -> bool:
    return not text[quote.start : at].strip()


def _blocks(text: str, zones: Sequence[ZoneSpan], marks: Sequence[_Mark], quote: Span | None) -> Iterator[Block]:
    depth = _Depth()
    opened = quote is None
    before: Block | None = None
    starts, ends = [m.start for m in marks], [m.end for m in marks]
    for some in _runs(zones):
        first = some[0]
        span = Span(first.span.start, some[-1].span.end)
        here = marks[bisect.bisect_right(ends, span.start) : bisect.bisect_left(starts, span.end)]
        block = _block(text, some, here, quote, depth)
        if opened:
            block = _without_anchor(block)
        opened = opened or any(piece.first for piece in _all_pieces(block))
        if before is not None and block.furniture and before.furniture and before.zone == block.zone:
            block = dataclasses.replace(block, again=True)
        before = block
        yield block


def _all_pieces(block: Block) -> Iterable[Piece]:
    yield from block.pieces
    for row in block.items:
        for cell in row:
            yield from cell


def _without_anchor(block: Block) -> Block:
    def plain(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(dataclasses.replace(piece, first=False) for piece in pieces)

    items = tuple(tuple(plain(cell) for cell in row) for row in block.items)
    return dataclasses.replace(block, pieces=plain(block.pieces), items=items)


def _runs(zones: Sequence[ZoneSpan]) -> Iterator[list[ZoneSpan]]:
    """Zones one by one, but a list's items together and a table's rows together."""
    run: list[ZoneSpan] = []
    for piece in zones:
        joins = (
            run
            and piece.zone is run[-1].zone
            and (piece.zone is Zone.LIST or (piece.zone is Zone.TABLE and piece.table == run[-1].table))
        )
        if run and not joins:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


class _Depth:
    """Heading levels on the page: the text's own depths, from h3, with no level left out."""

    def __init__(self) -> None:
        self.now = 2

    def of(self, level: int) -> int:
        self.now = min(max(3, level + 2 if level else 3), self.now + 1, 6)
        return self.now


def _block(text: str, run: list[ZoneSpan], marks: Sequence[_Mark], quote: Span | None, depth: _Depth) -> Block:
    first = run[0]
    zone = first.zone

    def cut(span: Span) -> tuple[Piece, ...]:
        return _pieces(text, span, marks, quote)

    if zone is Zone.LIST:
        items = tuple((cut(piece.span),) for piece in run)
        return Block("ul", zone, first.span.start, False, items=items)
    if zone is Zone.TABLE and any(piece.cells for piece in run):
        rows = tuple(tuple(cut(cell) for cell in piece.cells or (piece.span,)) for piece in run)
        return Block("table", zone, first.span.start, False, items=rows, header=first.header)
    if zone is Zone.HEADING:
        return Block(f"h{depth.of(first.level)}", zone, first.span.start, False, cut(first.span))
    tag = "blockquote" if zone is Zone.QUOTATION else "p"
    return Block(tag, zone, first.span.start, zone.is_furniture, cut(first.span))
