"""What was found in one document, as the JSON that `strategigraf graph` prints (CONTRACT.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .types import DocumentRecord, Entity, Literal, Statement

IriOf = Callable[[str], str | None]


def document_json(record: DocumentRecord, iri_of: IriOf | None = None) -> dict[str, Any]:
    """One document's entities and statements; `iri_of` gives an entity key its IRI in the whole graph.

    Subjects and objects are labels; the document itself also answers to the label "@document".
    """
    text = record.document.text
    labels = {entity.key: entity.label for entity in record.entities}
    return {
        "doc": record.document.doc_id,
        "entities": [_entity(entity, text, iri_of) for entity in record.entities],
        "statements": [_statement(statement, labels, text) for statement in record.statements],
    }


def _entity(entity: Entity, text: str, iri_of: IriOf | None) -> dict[str, Any]:
    return {
        "label": entity.label,
        "alt": [*entity.alt, *(["@document"] if entity.document else [])],
        "type": entity.type,
        "iri": iri_of(entity.key) if iri_of else entity.iri,
        "mentions": [{"text": span.of(text), "start": span.start, "end": span.end} for span in entity.mentions],
    }


def _statement(statement: Statement, labels: dict[str, str], text: str) -> dict[str, Any]:
    span = statement.evidence.span
    value = statement.object
    return {
        "subject": _side(statement.subject, labels),
        "relation": statement.relation,
        "object": _side(value, labels),
        "unit": value.unit if isinstance(value, Literal) else None,
        "evidence": span.of(text),
        "start": span.start,
        "end": span.end,
        "modality": str(statement.modality),
        "negated": statement.negated,
        "speaker": labels.get(statement.speaker) if statement.speaker else None,
        "confidence": statement.confidence,
        "reading": statement.reading,
    }


def _side(value: str | Literal, labels: dict[str, str]) -> str:
    return value.value if isinstance(value, Literal) else labels[value]
