"""The answers of the API's further doors, as pydantic models: what CONTRACT.md names without drawing its shape."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from .contract import Shape, Status

EntityType = Literal[
    "Strategy", "ActionPlan", "Agreement", "Initiative", "Programme", "Solution", "Organisation", "Person", "Actor",
    "Role", "Event", "Theme", "Goal", "Place", "Publication", "Quotation", "Document",
]  # fmt: skip


def _whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = Annotated[int, BeforeValidator(_whole)]
"""A whole number as JSON knows it, where 5.0 is one too."""


class Question(Shape):
    """What is posted to `/api/ask`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        json_schema_extra={"example": {"question": "Hvem indgik aftalen om den fællesoffentlige strategi?"}},
    )

    question: str = Field(min_length=1, max_length=1000, description="Et spørgsmål på dansk.")
    k: Whole = Field(default=5, ge=1, le=20, description="Højst så mange citater.")


class SourceRef(Shape):
    """A page that a document's facts come from."""

    id: str
    title: str
    url: str | None = None


class DocumentSummary(Shape):
    """A document's bibliographic data; `chars` is the length of its canonical text in code points."""

    doc_id: str
    iri: str
    title: str
    publisher: str | None = None
    author: str | None = None
    date: str | None = None
    url: str | None = None
    language: str
    kind: str | None = None
    license: str | None = None
    sources: tuple[SourceRef, ...] = ()
    chars: int


class EntityRef(Shape):
    """An entity by name. `id` is its place under `/api/entities/` and `/id/`."""

    id: str
    iri: str
    label: str
    type: str


class EntitySummary(EntityRef):
    """An entity with its other names, its period, and how often it is named."""

    alt: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    number: str | None = None
    mentions: int
    documents: int


class DocumentDetail(DocumentSummary):
    """A document with the entities found in it."""

    entities: tuple[EntityRef, ...]


class DocumentList(Shape):
    """A page of the documents; `total` counts all that pass the filters."""

    total: int
    offset: int
    limit: int
    documents: tuple[DocumentSummary, ...]


class EntityList(Shape):
    """A page of the entities found; `total` counts all of them."""

    total: int
    offset: int
    limit: int
    entities: tuple[EntitySummary, ...]


class EvidenceRef(Shape):
    """Where a statement stands: `quote` is the document's canonical text from `start` to `end`."""

    iri: str
    doc_id: str
    title: str
    date: str | None = None
    passage: str | None = None
    quote: str
    start: int
    end: int


class StatementDetail(Shape):
    """A claim of the graph with its evidence. `o` is an IRI or a literal, `object` its name; `text` is Danish."""

    claim: str
    s: str
    p: str
    o: str
    subject: str
    relation: str
    object: str
    text: str
    modality: str
    negated: bool
    confidence: float
    speaker: EntityRef | None = None
    unit: str | None = None
    conflicts: tuple[str, ...] = ()
    evidence: tuple[EvidenceRef, ...]


class EntityDetail(EntitySummary):
    """An entity with a page of its statements; `total` counts all."""

    total: int
    offset: int
    limit: int
    statements: tuple[StatementDetail, ...]


class Node(EntityRef):
    """A node of a neighbourhood; `depth` is its distance from the focus."""

    depth: int


class Edge(Shape):
    """A claim between two nodes."""

    source: str
    target: str
    relation: str
    label: str
    claim: str
    modality: str
    negated: bool


class Neighbourhood(Shape):
    """What lies around an entity; `truncated` tells that there is more than is shown."""

    focus: str
    depth: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool


class ExampleQuestion(Shape):
    """A question that this index answers."""

    question: str
    answer: str
    status: Status


class ExampleQuery(Shape):
    """A SPARQL query with its question in Danish, and how many rows (or triples) it gives on this index."""

    id: str
    question: str
    query: str
    rows: int


class Examples(Shape):
    """Examples that are known to give a result on this index."""

    questions: tuple[ExampleQuestion, ...]
    queries: tuple[ExampleQuery, ...]


class Health(Shape):
    """How the service is: `status` is "ok" while it can answer, `note` says what is not as it should be."""

    status: Literal["ok", "unavailable"]
    index: str | None = None
    generation: str | None = None
    documents: int | None = None
    workers: int = 0
    sandboxed: bool = False
    note: str | None = None
