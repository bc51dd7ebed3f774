"""A graph as JSON-LD with our context, written by rdflib."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import IO

import pyoxigraph as ox


def write_jsonld(quads: Iterable[ox.Quad], out: IO[bytes]) -> None:
    """Writes the whole store as one compacted JSON-LD document; the context stands in the file, nothing is fetched."""
    import ontology

    from .shacl import to_rdflib

    context = json.loads(ontology.CONTEXT.read_text(encoding="utf-8"))
    text = to_rdflib(iter(quads)).serialize(format="json-ld", context=context["@context"], auto_compact=False)
    out.write(text.encode("utf-8"))
