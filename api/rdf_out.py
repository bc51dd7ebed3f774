"""Triples to bytes in the formats that the data doors offer."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from indexer.rdf import PREFIXES
from indexer.store import FORMATS

_FORMATS = {**FORMATS, "jsonld": ox.RdfFormat.JSON_LD}


def serialize(triples: Iterable[ox.Triple], name: str, more: dict[str, str] | None = None) -> bytes:
    """Triples in the format of this name (turtle, ntriples, rdfxml, jsonld); `more` are further prefixes."""
    ordered = sorted(set(triples), key=str)
    found = ox.serialize(ordered, format=_FORMATS[name], prefixes={**PREFIXES, **(more or {})})
    assert found is not None
    return found
