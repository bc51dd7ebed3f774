"""Runs extraction on a text in tests, with an empty gazetteer unless one is given."""

from __future__ import annotations

from indexer.documents import read_document
from indexer.pipeline import analyse
from indexer.settings import Settings
from indexer.types import DocumentRecord, Literal, Statement
from ontology.gazetteer import Gazetteer, load_gazetteer


def read(
    text: str, gazetteer: Gazetteer | None = None, name: str = "tekst.txt", sidecar: str | None = None
) -> DocumentRecord:
    """The record of one text; without a gazetteer nothing is known, so all is understood."""
    document = read_document(name, name, text.encode(), sidecar.encode() if sidecar else None, Settings())
    return analyse(document, gazetteer if gazetteer is not None else load_gazetteer(only=()))


def names(record: DocumentRecord, key: str | Literal) -> set[str]:
    """Every name of a statement's side, folded for comparing: no case, articles or quotation marks."""
    if isinstance(key, Literal):
        return {plain(key.value)}
    entity = next(e for e in record.entities if e.key == key)
    return {plain(name) for name in (entity.label, *entity.alt)}


def plain(name: str) -> str:
    """A name for comparing in tests."""
    words = name.casefold().strip(' .”"').split()
    return " ".join(w for w in words if w not in ("den", "det", "en", "et", "ny", "nye", "nationale", "national"))


def states(record: DocumentRecord, triple: str) -> list[Statement]:
    """The statements that say "subject | relation | object"."""
    subject, relation, object_ = (part.strip() for part in triple.split(" | "))
    return [
        s
        for s in record.statements
        if s.relation == relation
        and plain(subject) in names(record, s.subject)
        and plain(object_) in names(record, s.object)
    ]
