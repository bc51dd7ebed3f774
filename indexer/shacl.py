"""A graph and its shapes to a report, by pyshacl over an in-memory rdflib graph."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib


XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclasses.dataclass(frozen=True, slots=True)
class Violation:
    """One place where the graph is not as a shape says: the node, the shape's message, the property and the value."""

    focus: str
    message: str
    path: str | None
    value: str | None


@lru_cache(maxsize=1)
def shapes() -> rdflib.Graph:
    """Our shapes."""
    import rdflib

    import ontology

    return rdflib.Graph().parse(ontology.SHAPES, format="turtle")


def to_rdflib(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    """The quads as an rdflib graph."""
    import rdflib
    from rdflib.term import Identifier

    def term(node: object) -> Identifier:
        if isinstance(node, ox.NamedNode):
            return rdflib.URIRef(node.value)
        if isinstance(node, ox.Literal):
            if node.language:
                return rdflib.Literal(node.value, lang=node.language)
            if node.datatype.value == XSD_STRING:  # RDF 1.1 makes them one; rdflib tells them apart
                return rdflib.Literal(node.value)
            return rdflib.Literal(node.value, datatype=rdflib.URIRef(node.datatype.value))
        return rdflib.BNode(getattr(node, "value", None))

    graph = rdflib.Graph()
    for quad in quads:
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


def validate(graph: rdflib.Graph) -> tuple[Violation, ...]:
    """The violations of our shapes in a graph, in order of node and message; empty where it conforms."""
    import pyshacl
    from rdflib.namespace import RDF, SH

    conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes(), advanced=False, inplace=True)
    if conforms:
        return ()
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = report.value(result, SH.resultMessage)
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        found.append(
            Violation(
                str(report.value(result, SH.focusNode)),
                str(message or ""),
                str(path) if path is not None else None,
                str(value) if value is not None else None,
            )
        )
    return tuple(sorted(set(found), key=lambda v: (v.focus, v.message, v.path or "", v.value or "")))


def validate_file(path: Path) -> tuple[Violation, ...]:
    """The violations in an RDF file. Raises CorpusError where it can't be read as RDF."""
    from .errors import CorpusError

    try:
        return validate(to_rdflib(ox.parse(path=str(path))))
    except (OSError, ValueError, SyntaxError) as error:
        line = " ".join(str(error).split())
        raise CorpusError(f"{path} kan ikke læses som RDF: {line}. Brug .ttl, .nt, .nq, .trig eller .rdf.") from error
