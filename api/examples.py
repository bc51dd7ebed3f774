"""Example questions and queries: data in `queries/`, shown only where this index gives them a result.

A query file begins with its Danish question in a comment; its name is its id. `/api/examples.ttl` gives them as
`sh:SPARQLExecutable`, the form that SPARQL editors and other endpoints collect.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from indexer.errors import StrategigrafError
from indexer.rdf import PREFIXES, RDF, RDFS, SCHEMA_ORG, danish

from . import example_questions, rdf_out, soeg
from .shapes import ExampleQuestion, Examples

if TYPE_CHECKING:
    from .index import Index

FOLDER = Path(__file__).with_name("queries")
QUESTIONS = FOLDER / "spoergsmaal.txt"
SH = "http://www.w3.org/ns/shacl#"
ENOUGH = 8  # questions that are shown


@dataclasses.dataclass(frozen=True, slots=True)
class Example:
    """A query from a file: its id, its question, and its text with the prefixes it needs."""

    id: str
    question: str
    query: str

    @property
    def form(self) -> str:
        """The word its kind of query begins with, in lower case: select, ask, construct or describe."""
        words = (line.split()[0].lower() for line in self.query.splitlines() if line.split())
        return next(word for word in words if word in ("select", "ask", "construct", "describe"))


@functools.cache
def queries() -> tuple[Example, ...]:
    """All example queries, in order of id."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.rq")))


def _read(path: Path) -> Example:
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    body = rest.strip() + "\n"
    used = "".join(
        f"PREFIX {name}: <{iri}>\n"
        for name, iri in PREFIXES.items()
        if f"{name}:" in body and f"PREFIX {name}:" not in body
    )
    return Example(path.stem, first.removeprefix("#").strip(), used + body)


def questions() -> tuple[str, ...]:
    """The questions that are tried, in order."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def plain(index: Index, query: str) -> str:
    """A query with its sg:soeg replaced by hits of this index. Raises QueryError where it is used wrongly."""

    def search(text: str, hits: int) -> list[soeg.Found]:
        return [soeg.Found(hit.passage, hit.score, hit.start, hit.end) for hit in index.search(text, k=hits)]

    return soeg.rewrite(query, search)


def rows(index: Index, query: str) -> int:
    """How many rows or triples a query of ours gives; 1 or 0 for an ASK. Raises QueryError."""
    found = index.graph.query(plain(index, query))
    if isinstance(found, ox.QueryBoolean):
        return int(bool(found))
    return sum(1 for _ in found)


def size(kind: str, body: bytes) -> int:
    """How many rows SPARQL JSON has (1 or 0 for an ASK), or how many triples N-Triples has, by the result's kind."""
    if kind == "graph":
        return body.count(b"\n")
    found = json.loads(body)
    return int(found["boolean"]) if "boolean" in found else len(found["results"]["bindings"])


def answered(index: Index, question: str) -> ExampleQuestion | None:
    """An example question with its answer; None where this index has none, or lacks what the question names."""
    try:
        if not example_questions.fits(index, question):
            return None
        answer = index.ask(question)
    except StrategigrafError:
        return None
    if answer.status != "answered":
        return None
    return ExampleQuestion(question=question, answer=answer.answer, status=answer.status)


def as_rdf(at: str, found: Examples, format_: str) -> bytes:
    """The queries as sh:SPARQLExecutable for the endpoint under `at`."""
    return rdf_out.serialize(_triples(at, found), format_, {"sh": SH, "schema": SCHEMA_ORG})


def _triples(at: str, found: Examples) -> Iterator[ox.Triple]:
    forms = {example.id: example.form for example in queries()}
    a, target = ox.NamedNode(RDF + "type"), ox.NamedNode(SCHEMA_ORG + "target")
    for example in found.queries:
        node, form = ox.NamedNode(f"{at}/api/examples#{example.id}"), forms[example.id]
        yield ox.Triple(node, a, ox.NamedNode(SH + "SPARQLExecutable"))
        yield ox.Triple(node, a, ox.NamedNode(f"{SH}SPARQL{form.capitalize()}Executable"))
        yield ox.Triple(node, ox.NamedNode(RDFS + "comment"), danish(example.question))
        yield ox.Triple(node, ox.NamedNode(SH + form), ox.Literal(example.query))
        yield ox.Triple(node, target, ox.NamedNode(f"{at}/sparql"))
