"""The nouns of the project, in the order the data meets them; this module imports nothing of ours.

Every `start` and `end` counts Unicode code points in a document's canonical text, half open: `text[start:end]` is the
surface. All records are frozen, checked where they are made, and turn into plain JSON values with `to_json`.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Mapping
from typing import Any


class Zone(enum.StrEnum):
    """What a stretch of canonical text is; decides which statements it may carry (CONTRACT.md, "A document")."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    CAPTION = "caption"
    QUOTATION = "quotation"
    BYLINE = "byline"
    DATELINE = "dateline"
    SOURCE = "source"
    KEYWORDS = "keywords"
    TEASER = "teaser"
    ADVERT = "advert"
    COMMENT_RULES = "comment_rules"
    NAVIGATION = "navigation"
    NEWSLETTER = "newsletter"
    FOOTER = "footer"

    @property
    def carries_statements(self) -> bool:
        """True for the zones whose words are the author's own account."""
        return self in _CONTENT

    @property
    def carries_metadata(self) -> bool:
        """True for the zones that say only who published or wrote the document, and when."""
        return self in _METADATA

    @property
    def is_furniture(self) -> bool:
        """True for what the page around the text says: searchable and citable, but it carries no statement."""
        return not (self.carries_statements or self.carries_metadata)


_CONTENT = frozenset({Zone.TITLE, Zone.HEADING, Zone.BODY, Zone.LIST, Zone.TABLE, Zone.CAPTION, Zone.QUOTATION})
_METADATA = frozenset({Zone.BYLINE, Zone.DATELINE, Zone.SOURCE})


class Modality(enum.StrEnum):
    """How sure the text itself is: a hope in a quotation is not a decision."""

    DECIDED = "besluttet"
    ONGOING = "i gang"
    DONE = "gennemført"
    EXPECTED = "forventet"
    WISHED = "ønsket"

    @property
    def is_fact(self) -> bool:
        """True where the plain triple may be asserted beside the claim."""
        return self in (Modality.DECIDED, Modality.ONGOING, Modality.DONE)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of canonical text. Raises ValueError unless 0 <= start < end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        """The words between start and end of a canonical text."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """One piece of what a reader of a format found: a paragraph, a heading, a list item, a table row.

    `kind` is what the format itself says ("paragraph", "heading", "item", "row", "caption", "quote", "furniture",
    "byline", or "" where the format says nothing); `level` is a heading's depth from 1; `cells` are the code point
    ranges of a row's cells inside `text`; `header` tells that a row heads its table.
    """

    text: str
    kind: str = ""
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()
    header: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class RawText:
    """What a format reader returns: blocks in reading order, and what the format's own metadata says.

    `verbatim` is set by `.txt` alone: the canonical text is then that text, only line ends changed, and `blocks` is
    empty.
    """

    blocks: tuple[Block, ...]
    metadata: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    verbatim: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A page that a document's facts come from, shown wherever the document is cited."""

    id: str
    title: str
    url: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Metadata:
    """A document's bibliographic data. `origin` says for each field where it comes from.

    Origins: "front matter", "sidecar", "format" or "inferred". A field that was inferred from the canonical text has
    its place there in `spans`, so that publishedOn, author and publishedBy can be claims with a quote.
    `date` is ISO 8601: a year, a year and month, or a full date.
    """

    title: str
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str = "da"
    kind: str | None = None
    license: str | None = None
    sources: tuple[Source, ...] = ()
    origin: Mapping[str, str] = dataclasses.field(default_factory=dict)
    spans: Mapping[str, Span] = dataclasses.field(default_factory=dict)

    @property
    def day(self) -> datetime.date | None:
        """The document's date as a day (the first of its month or year), or None: what relative dates count from."""
        if not self.date:
            return None
        parts = [int(part) for part in self.date[:10].split("-")]
        return datetime.date(*[*parts, 1, 1][:3])


@dataclasses.dataclass(frozen=True, slots=True)
class ZoneSpan:
    """A stretch of canonical text and what it is. `level` is a heading's depth (0: unknown).

    For a table row, `cells` are its cells and `header` tells whether the row heads the table; `table` numbers the
    tables of a document from 1 (0: not in a table), so that cells find their column head.
    """

    span: Span
    zone: Zone
    level: int = 0
    cells: tuple[Span, ...] = ()
    header: bool = False
    table: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class Document:
    """A document as all later stages see it: canonical text, its zones in order, its metadata.

    `zones` are sorted, do not overlap, and cover every line that holds more than white space.
    """

    doc_id: str
    text: str
    zones: tuple[ZoneSpan, ...]
    metadata: Metadata

    def zone_at(self, offset: int) -> Zone:
        """The zone of the code point at offset (BODY between zones)."""
        for piece in self.zones:
            if piece.span.start <= offset < piece.span.end:
                return piece.zone
        return Zone.BODY


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """A unit of search and citation: whole sentences of one zone kind, under the encoder's length.

    `sentences` are spans in the document's canonical text; `headings` the spans of the headings above, outermost first.
    """

    doc_id: str
    span: Span
    zone: Zone
    sentences: tuple[Span, ...]
    headings: tuple[Span, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Mention:
    """A name, date, number or role in the text.

    `type` is a class name of the ontology ("Organisation", "Strategy", …) or "Date", "Number", "Money", "Percent".
    `value` is the normalised value of the literal ones (ISO date, digits); `iri` the identity when the vocabularies
    know the name; `reading` why an ambiguous one was read as it was.
    """

    span: Span
    type: str
    text: str
    value: str | None = None
    iri: str | None = None
    unit: str | None = None
    reading: str | None = None
    confidence: float = 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Entity:
    """Something a document speaks of, with all its mentions there.

    `key` is local to the document (stable under edits elsewhere in it where possible); `iri` is set when the
    vocabularies know it. `period` is (first, last) as ISO years or dates, part of a strategy's identity; `reading`
    says how it was told from its namesakes. `document` marks the entity that is the document itself.
    """

    key: str
    label: str
    type: str
    alt: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()
    iri: str | None = None
    period: tuple[str | None, str | None] = (None, None)
    number: str | None = None
    within: str | None = None
    reading: str | None = None
    confidence: float = 1.0
    document: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Literal:
    """A statement's value that is no entity: kind is "date", "number", "money", "percent" or "text".

    `value` is ISO 8601 (or EDTF for a season: "2011-21" is spring 2011), digits with a point, or the words.
    """

    value: str
    kind: str
    unit: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry a statement: `span` is the sentence (or cell, or line) that says it.

    `context` are further spans the reading rests on: the table's head, the heading that names the subject.
    """

    span: Span
    context: tuple[Span, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """One claim of one document. `subject` and a non-literal `object` are entity keys of the same document.

    `subject` may be a Literal of kind "text" for `saidBy` (the quotation). `negated` turns it round; `speaker` is the
    key of the person or body that says it, when it is not the document's own voice.
    """

    subject: str | Literal
    relation: str
    object: str | Literal
    evidence: Evidence
    modality: Modality = Modality.DECIDED
    speaker: str | None = None
    negated: bool = False
    confidence: float = 1.0
    reading: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentRecord:
    """All that the first phase finds in one document; what the cache holds and the second phase reads."""

    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
