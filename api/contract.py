"""The JSON shapes promised to users (CONTRACT.md), as pydantic models, and nothing else.

Names, shapes and invariants may grow; none of them may break. Offsets count code points of a document's canonical
text, half open.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["answered", "no_answer"]
Reason = Literal["unknown_entity", "not_stated", "outside_period", "false_premise", "ambiguous", "off_topic"]
ValueType = Literal["Actor", "Strategy", "Initiative", "Theme", "Date", "Number", "Text"]


class Shape(BaseModel):
    """What all shapes share: fixed once made, and no field that the contract does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Shape):
    """One short answer: a name, a date as ISO 8601, a number as digits, `ja` or `nej`."""

    label: str
    iri: str | None = None
    type: ValueType
    value: str


class DocumentRef(Shape):
    """The document that a citation stands in."""

    iri: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


class CitedStatement(Shape):
    """A statement of the graph that the cited passage supports; `text` says it in Danish."""

    s: str
    p: str
    o: str
    text: str


class Citation(Shape):
    """A quote: the canonical text of `doc_id` from `start` to `end`, to the character."""

    n: int = Field(ge=1)
    doc_id: str
    document: DocumentRef
    passage: str
    quote: str
    start: int = Field(ge=0)
    end: int
    score: float
    statements: tuple[CitedStatement, ...] = ()


class Conflict(Shape):
    """Another value that a source gives, with the numbers of the citations that say so.

    `source` and `date` are of the document that gives it, `speaker` whom its sentence names as the source.
    """

    value: str
    citations: tuple[int, ...]
    source: str | None = None
    date: str | None = None
    speaker: str | None = None


class Answer(Shape):
    """One answer in Danish, or a `no_answer` with its reason; `suggestions` are questions that the index can answer."""

    question: str
    status: Status
    answer: str
    confidence: float = Field(ge=0.0, le=1.0)
    values: tuple[Value, ...] = ()
    citations: tuple[Citation, ...] = ()
    sparql: str | None = None
    interpretation: str = ""
    conflicts: tuple[Conflict, ...] = ()
    reason: Reason | None = None
    suggestions: tuple[str, ...] = ()
    index: str
    took_ms: float


class SearchHit(Shape):
    """One ranked passage; `why` says in Danish what matched."""

    rank: int = Field(ge=1)
    score: float
    doc_id: str
    passage: str
    text: str
    start: int
    end: int
    title: str
    date: str | None = None
    why: str = ""


class SearchResult(Shape):
    """What `/api/search` answers: hits, and for each facet how many hits each of its values has."""

    query: str
    hits: tuple[SearchHit, ...]
    facets: dict[str, dict[str, int]] = Field(default_factory=dict)


class Skipped(Shape):
    """A document that could not be read, and why."""

    path: str
    reason: str


class BuildDocuments(Shape):
    """How many documents a build read, kept, removed and skipped."""

    read: int
    unchanged: int
    removed: int
    skipped: tuple[Skipped, ...] = ()


class BuildReport(Shape):
    """What `build --json` prints."""

    documents: BuildDocuments
    passages: int
    triples: int
    conforms: bool
    seconds: float


class GraphMention(Shape):
    """One place where an entity is named."""

    text: str
    start: int
    end: int


class GraphEntity(Shape):
    """An entity as `graph` prints it, by label."""

    label: str
    alt: tuple[str, ...] = ()
    type: str
    iri: str
    mentions: tuple[GraphMention, ...] = ()


class GraphStatement(Shape):
    """A statement as `graph` prints it: subject and object by label, dates ISO, numbers digits."""

    subject: str
    relation: str
    object: str
    evidence: str
    start: int
    end: int
    modality: str
    speaker: str | None = None
    confidence: float


class GraphDocument(Shape):
    """What was found in one document."""

    doc: str
    entities: tuple[GraphEntity, ...]
    statements: tuple[GraphStatement, ...]


class GraphDump(Shape):
    """What `graph` prints."""

    documents: tuple[GraphDocument, ...]


def plain(shape: Shape) -> dict[str, Any]:
    """A shape as plain JSON values, keys in the contract's order."""
    return shape.model_dump(mode="json")
