"""Reviewed corrections: an overlay that is applied last, survives rebuilds, and says so when its text is gone.

The file (ontology/corrections.yaml, or the one a setting names) holds a list under `corrections`; each has an `action`:

- `reject`: drops the statements of `doc` whose evidence holds `quote` (and whose `relation`, `subject`, `object` are
  these, where given)
- `merge`: `names` (labels or IRIs) are one thing
- `retype`: `name` (a label or IRI) has the class `type`
- `add`: the words `quote` in `doc` say `subject` `relation` `object`; subject and object are {label, type} or, for a
  literal, {value, kind}

and a `reason`, for the next reader.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .errors import CorpusError, UnreadableDocument
from .types import DocumentRecord, Entity, Evidence, Literal, Span, Statement


@dataclasses.dataclass(frozen=True, slots=True)
class Corrections:
    """The overlay, sorted out by what each item does; `fingerprint` names its content."""

    rejects: tuple[Mapping[str, Any], ...] = ()
    adds: tuple[Mapping[str, Any], ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
    retypes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    fingerprint: str = ""

    @property
    def documents(self) -> set[str]:
        """The doc_ids that a reject or an addition speaks of."""
        return {str(item["doc"]) for item in (*self.rejects, *self.adds)}

    def apply(self, record: DocumentRecord, notes: list[str]) -> DocumentRecord:
        """The record with its document's rejects and additions; what no longer finds its text is noted."""
        doc_id = record.document.doc_id
        for item in self.rejects:
            if item["doc"] == doc_id:
                record = _reject(record, item, notes)
        for item in self.adds:
            if item["doc"] == doc_id:
                record = _add(record, item, notes)
        return record


def load_corrections(path: Path | None) -> Corrections:
    """The corrections in a file (None: the project's own). Raises CorpusError with the item that is wrong."""
    import ontology

    from .safe_yaml import load_mapping

    path = path or ontology.CORRECTIONS
    if not path.exists():
        return Corrections()
    try:
        data = path.read_bytes()
        items = load_mapping(data.decode("utf-8"), "filen med rettelser").get("corrections") or []
    except (OSError, ValueError, UnreadableDocument) as error:
        raise CorpusError(f"rettelserne i {path} kan ikke læses: {error}") from error
    return _sorted_out(path, items, hashlib.sha256(data).hexdigest())


_FIELDS = {
    "reject": ("doc", "quote"),
    "merge": ("names",),
    "retype": ("name", "type"),
    "add": ("doc", "quote", "subject", "relation", "object"),
}


def _sorted_out(path: Path, items: Any, fingerprint: str) -> Corrections:
    found: dict[str, list[Mapping[str, Any]]] = {name: [] for name in _FIELDS}
    for number, item in enumerate(items if isinstance(items, list) else [items], 1):
        action = item.get("action") if isinstance(item, dict) else None
        wanted = _FIELDS.get(str(action), ("action",))
        missing = [field for field in wanted if not isinstance(item, dict) or not item.get(field)]
        if action not in _FIELDS or missing:
            raise CorpusError(f"rettelse nummer {number} i {path} mangler {', '.join(missing) or 'en kendt action'}")
        found[action].append(item)
    merges = []
    for item in found["merge"]:
        names = [str(name) for name in item["names"]]
        merges += [(names[0], other) for other in names[1:]]
    return Corrections(
        tuple(found["reject"]),
        tuple(found["add"]),
        tuple(merges),
        {str(item["name"]): str(item["type"]) for item in found["retype"]},
        fingerprint,
    )


def _gone(item: Mapping[str, Any], notes: list[str]) -> None:
    notes.append(f"rettelsen til {item['doc']} finder ikke længere «{item['quote']}» og er ikke brugt")


def _label(record: DocumentRecord, side: str | Literal) -> str:
    if isinstance(side, Literal):
        return side.value
    return next((entity.label for entity in record.entities if entity.key == side), side)


def _reject(record: DocumentRecord, item: Mapping[str, Any], notes: list[str]) -> DocumentRecord:
    text, quote = record.document.text, str(item["quote"])
    if quote not in text:
        _gone(item, notes)
        return record

    def hit(statement: Statement) -> bool:
        return (
            quote in statement.evidence.span.of(text)
            and item.get("relation", statement.relation) == statement.relation
            and item.get("subject", _label(record, statement.subject)) == _label(record, statement.subject)
            and str(item.get("object", _label(record, statement.object))) == _label(record, statement.object)
        )

    kept = tuple(statement for statement in record.statements if not hit(statement))
    if len(kept) == len(record.statements):
        notes.append(f"rettelsen til {item['doc']} («{quote}») rammer intet udsagn længere")
    return dataclasses.replace(record, statements=kept)


def _side(record: DocumentRecord, value: Any, span: Span) -> tuple[str | Literal, tuple[Entity, ...]]:
    """A subject or object of an addition as an entity key or literal, and the entities with a new one where needed."""
    if "value" in value:
        return Literal(str(value["value"]), str(value.get("kind", "text")), value.get("unit")), record.entities
    label, type_ = str(value["label"]), str(value["type"])
    for entity in record.entities:
        if label in (entity.label, *entity.alt):
            return entity.key, record.entities
    at = record.document.text.find(label, span.start, span.end)
    where = (Span(at, at + len(label)),) if at >= 0 else (span,)
    key = f"rettelse/{type_}/{label}"
    return key, (*record.entities, Entity(key, label, type_, mentions=where, reading="tilføjet ved rettelse"))


def _add(record: DocumentRecord, item: Mapping[str, Any], notes: list[str]) -> DocumentRecord:
    at = record.document.text.find(str(item["quote"]))
    if at < 0:
        _gone(item, notes)
        return record
    span = Span(at, at + len(str(item["quote"])))
    subject, entities = _side(record, item["subject"], span)
    record = dataclasses.replace(record, entities=entities)
    value, entities = _side(record, item["object"], span)
    statement = Statement(subject, str(item["relation"]), value, Evidence(span), reading="tilføjet ved rettelse")
    return dataclasses.replace(record, entities=entities, statements=(*record.statements, statement))
