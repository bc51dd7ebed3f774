"""Whether the words that a statement points at carry it: the rule behind `verify`, and the gate of the first phase.

The object's surface or number stands in the evidence or its context; the subject stands there too, or a stored mention
of it does elsewhere in the document (a coreference link), or it is the document itself.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from .types import DocumentRecord, Entity, Literal, Span, Statement


def unsupported(record: DocumentRecord) -> Iterable[tuple[Statement, str]]:
    """The statements of a record whose evidence does not carry them, each with the reason in English."""
    entities = {entity.key: entity for entity in record.entities}
    for statement in record.statements:
        reason = why_unsupported(record, statement, entities)
        if reason:
            yield statement, reason


def why_unsupported(record: DocumentRecord, statement: Statement, entities: dict[str, Entity]) -> str | None:
    """Why a statement is not carried by its evidence, or None where it is."""
    text = record.document.text
    spans = (statement.evidence.span, *statement.evidence.context)
    if any(span.end > len(text) for span in spans):
        return "evidence lies outside the text"
    if isinstance(statement.subject, str):
        subject = entities.get(statement.subject)
        if subject is None:
            return "the subject is no entity of the document"
        if not subject.document and not subject.mentions:
            return "the subject is not mentioned in the document"
    elif not _quoted(statement.subject.value, spans, text):
        return "the quotation does not stand in the evidence"
    if isinstance(statement.object, str):
        value = entities.get(statement.object)
        if value is None:
            return "the object is no entity of the document"
        if not value.document and not any(m.overlaps(span) for m in value.mentions for span in spans):
            return "the object is not mentioned in the evidence"
        return None
    return None if _carried(record, statement.object, spans) else "the value does not stand in the evidence"


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _quoted(words: str, spans: tuple[Span, ...], text: str) -> bool:
    """True where the spans hold the quotation, or its first sentence does: a long one has its first as evidence."""
    inside = _plain(" ".join(span.of(text) for span in spans))
    return _plain(words) in inside or any(_plain(span.of(text)) in _plain(words) for span in spans)


def _said(words: str, spans: Iterable[Span], text: str) -> bool:
    return any(_plain(words) in _plain(span.of(text)) for span in spans)


def _carried(record: DocumentRecord, value: Literal, spans: tuple[Span, ...]) -> bool:
    text = record.document.text
    if value.kind == "text":
        return _said(value.value, spans, text)
    quotes = [span.of(text) for span in spans]
    if value.kind == "date":
        return any(_dated(quote, value.value, record.document.metadata.day) for quote in quotes)
    from .numbers import parse_numbers

    return any(_equal(found.value, value.value) for quote in quotes for found in parse_numbers(quote))


def _dated(quote: str, wanted: str, day: datetime.date | None) -> bool:
    """True where the quote names the date, or a stretch of time that begins or ends with it."""
    from .dates import parse_date

    for found in parse_date(quote, day):
        ends = found.value.split("/")
        if any(end == wanted or end.startswith(wanted + "-") for end in ends):
            return True
    return False


def _equal(found: str, wanted: str) -> bool:
    try:
        return float(found) == float(wanted)
    except ValueError:
        return found == wanted
