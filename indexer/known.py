"""The vocabularies' entries as things of an index, under its base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import iris
from .resolved import Thing

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer


def known_things(gazetteer: Gazetteer, base: str) -> dict[str, Thing]:
    """By IRI: what each entry is called and which period tells it from its namesakes."""
    found = {}
    for entry in gazetteer.entries:
        iri = rebased(entry.iri, base)
        found[iri] = Thing(
            iri,
            entry.type,
            entry.label,
            tuple(entry.alt),
            str(entry.start) if entry.start else None,
            str(entry.end) if entry.end else None,
            entry.number,
            known=True,
            kind=entry.kind,
        )
    return found


def rebased(iri: str, base: str) -> str:
    """An IRI of the vocabularies under the base of an index."""
    return base + iri[len(iris.BASE) :] if iri.startswith(iris.BASE) else iri
