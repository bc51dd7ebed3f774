"""What the dataset is and what the endpoint can: VoID and the SPARQL service description, as RDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from indexer import iris
from indexer.rdf import DCT, PREFIXES, RDF, XSD

from . import rdf_out

if TYPE_CHECKING:
    from fastapi import Request

    from .index import Index

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = "http://www.w3.org/ns/formats/"
_MORE = {"sd": SD, "void": VOID, "formats": FORMATS}
_HOST = re.compile(r"(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
            "Turtle", "N-Triples", "RDF_XML", "JSON-LD")  # fmt: skip

_ABOUT = "Strategier, planer, aftaler, initiativer og aktører, læst af offentlige tekster; alt med ordret belæg."

Counts = dict[str, dict[str, int]]


def root(request: Request) -> str:
    """Where this server is, as its visitor sees it, without a slash at the end."""
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host):
        host = "localhost"
    return f"{request.scope.get('scheme', 'http')}://{host}{request.scope.get('root_path', '')}"


def counts(index: Index) -> Counts:
    """How many things each class has, and how many triples each property: `{"classes": {...}, "properties": {...}}`."""
    wanted = {
        "classes": "SELECT ?key (COUNT(*) AS ?n) WHERE { ?s a ?key } GROUP BY ?key",
        "properties": "SELECT ?key (COUNT(*) AS ?n) WHERE { ?s ?key ?o } GROUP BY ?key",
        "subjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s ?p ?o }",
    }
    found: Counts = {}
    for name, query in wanted.items():
        rows = index.graph.select(query)
        found[name] = {row["key"].value if "key" in row else "": int(row["n"].value) for row in rows}
    return found


def _n(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _text(value: str, language: str | None = "da") -> ox.Literal:
    return ox.Literal(value, language=language) if language else ox.Literal(value)


def _number(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_n(XSD + "integer"))


def service_description(at: str, index: Index, format_: str) -> bytes:
    """The description of the endpoint under `at` (SPARQL 1.1 Service Description)."""
    return rdf_out.serialize(_service(at, index), format_, _MORE)


def _service(at: str, index: Index) -> Iterator[ox.Triple]:
    service, dataset, graph = _n(f"{at}/sparql"), _n(f"{at}/.well-known/void#dataset"), _n(f"{at}/sparql#graph")
    a = _n(RDF + "type")
    yield ox.Triple(service, a, _n(SD + "Service"))
    yield ox.Triple(service, _n(SD + "endpoint"), service)
    yield ox.Triple(service, _n(SD + "supportedLanguage"), _n(SD + "SPARQL11Query"))
    for name in _RESULTS:
        yield ox.Triple(service, _n(SD + "resultFormat"), _n(FORMATS + name))
    yield ox.Triple(service, _n(SD + "languageExtension"), _n(iris.term("soeg")))
    yield ox.Triple(service, _n(SD + "defaultDataset"), dataset)
    yield ox.Triple(dataset, a, _n(SD + "Dataset"))
    yield ox.Triple(dataset, _n(SD + "defaultGraph"), graph)
    yield ox.Triple(graph, a, _n(SD + "Graph"))
    yield ox.Triple(graph, _n(VOID + "triples"), _number(len(index.graph)))


def description(at: str, index: Index, found: Counts, format_: str) -> bytes:
    """The VoID description of the dataset, with how much of each class and property it holds."""
    return rdf_out.serialize(_void(at, index, found), format_, _MORE)


def _void(at: str, index: Index, found: Counts) -> Iterator[ox.Triple]:
    here = f"{at}/.well-known/void"
    dataset, a = _n(f"{here}#dataset"), _n(RDF + "type")
    yield ox.Triple(_n(here), a, _n(VOID + "DatasetDescription"))
    yield ox.Triple(_n(here), _n("http://xmlns.com/foaf/0.1/primaryTopic"), dataset)
    yield ox.Triple(dataset, a, _n(VOID + "Dataset"))
    yield ox.Triple(
        dataset, _n(DCT + "title"), _text("Strategigraf: danske offentlige strategier og det, der står om dem")
    )
    yield ox.Triple(dataset, _n(DCT + "description"), _text(_ABOUT))
    yield ox.Triple(dataset, _n(DCT + "identifier"), _text(index.hash, None))
    yield ox.Triple(dataset, _n(VOID + "sparqlEndpoint"), _n(f"{at}/sparql"))
    yield ox.Triple(dataset, _n(VOID + "uriSpace"), _text(index.base, None))
    for vocabulary in sorted({iris.NS, *(PREFIXES[p] for p in ("dct", "prov", "oa", "skos", "schema"))}):
        yield ox.Triple(dataset, _n(VOID + "vocabulary"), _n(vocabulary))
    yield ox.Triple(dataset, _n(VOID + "triples"), _number(len(index.graph)))
    yield ox.Triple(dataset, _n(VOID + "distinctSubjects"), _number(found["subjects"].get("", 0)))
    yield ox.Triple(dataset, _n(VOID + "documents"), _number(int(index.manifest.counts["documents"])))
    yield from _partitions(here, dataset, "class", found["classes"], "entities")
    yield from _partitions(here, dataset, "property", found["properties"], "triples")


def _partitions(
    here: str, dataset: ox.NamedNode, kind: str, found: dict[str, int], measure: str
) -> Iterator[ox.Triple]:
    for key, number in sorted(found.items()):
        part = _n(f"{here}#{kind}-{hashlib.sha256(key.encode()).hexdigest()[:12]}")
        yield ox.Triple(dataset, _n(f"{VOID}{kind}Partition"), part)
        yield ox.Triple(part, _n(VOID + kind), _n(key))
        yield ox.Triple(part, _n(VOID + measure), _number(number))
