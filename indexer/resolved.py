"""The nouns of the second phase: what all documents together speak of. Imports nothing of ours but the first ones."""

from __future__ import annotations

import dataclasses

from .types import Literal, Metadata


@dataclasses.dataclass(frozen=True, slots=True)
class Thing:
    """An entity across documents. `iri` is its identity; `start` and `end` are its period's years or dates.

    `type` is a class name of the ontology; `mentions` and `documents` count where it is named; `known` is set where
    the vocabularies gave the identity.
    """

    iri: str
    type: str
    label: str
    alt: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    number: str | None = None
    readings: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    known: bool = False
    kind: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A piece of evidence: a stretch of one document and its words, with some words before and after."""

    iri: str
    doc_id: str
    document: str
    passage: str | None
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A statement that one or more documents make; `object` is an IRI or a literal.

    `asserted` tells that the plain triple stands beside it; `conflicts` are IRIs of claims that say otherwise.
    """

    iri: str
    subject: str
    relation: str
    object: str | Literal
    modality: str
    negated: bool
    speaker: str | None
    confidence: float
    evidence: tuple[Place, ...]
    context: tuple[Place, ...] = ()
    readings: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    asserted: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class ResolvedPassage:
    """A passage with its IRI, its number in the index and the IRIs of what it mentions, sorted."""

    number: int
    iri: str
    start: int
    end: int
    text: str
    zone: str
    heading: str
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class ResolvedDocument:
    """A document with its IRI and its passages; `entities` maps the document's own entity keys to IRIs."""

    doc_id: str
    iri: str
    metadata: Metadata
    text: str
    passages: tuple[ResolvedPassage, ...]
    entities: dict[str, str]
