"""Checks the promises on what is indexed: evidence for every statement, quotes to the character, files by checksum."""

from __future__ import annotations

from collections.abc import Iterator

from . import iris, manifest, rdf
from .snapshot import Snapshot
from .support import unsupported

_QUOTES = """
SELECT ?evidence ?id ?start ?end ?exact WHERE {
  ?evidence a sg:Evidence ; oa:hasSource/sg:docId ?id ; oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact }"""
_PASSAGES = """
SELECT ?passage ?id ?start ?end ?text WHERE {
  ?passage a sg:Passage ; sg:inDocument/sg:docId ?id ; sg:start ?start ; sg:end ?end ; sg:text ?text }"""
_BARE_CLAIMS = """
SELECT ?claim WHERE { ?claim a sg:Claim . FILTER NOT EXISTS { ?claim prov:wasDerivedFrom/a sg:Evidence } }"""
_FACTS = """
SELECT ?s ?p ?o WHERE {
  ?claim a sg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:negated false ; sg:modality ?m .
  FILTER(?m IN (sg:modalitet-besluttet, sg:modalitet-i-gang, sg:modalitet-gennemfoert)) }"""


def problems(snapshot: Snapshot) -> Iterator[str]:
    """Each promise that the index does not keep, as one line in Danish; nothing where all are kept."""
    for name in manifest.damaged(snapshot.folder, snapshot.manifest):
        yield f"filen {name} mangler eller er ikke den, der blev bygget"
    yield from _wrong_quotes(snapshot, _QUOTES, "evidence", "exact", "belægget")
    yield from _wrong_quotes(snapshot, _PASSAGES, "passage", "text", "tekststykket")
    for row in snapshot.graph.select(_BARE_CLAIMS):
        yield f"udsagnet {row['claim'].value} har intet belæg"
    yield from _bare_triples(snapshot)
    yield from _unsupported(snapshot)


def _wrong_quotes(snapshot: Snapshot, query: str, node: str, words: str, what: str) -> Iterator[str]:
    texts: dict[str, str] = {}
    for row in snapshot.graph.select(query):
        doc_id = row["id"].value
        text = texts.setdefault(doc_id, snapshot.texts.text(doc_id)) if doc_id not in texts else texts[doc_id]
        if text[int(row["start"].value) : int(row["end"].value)] != row[words].value:
            yield f"{what} {row[node].value} gengiver ikke {doc_id} ordret"


def _bare_triples(snapshot: Snapshot) -> Iterator[str]:
    """Relations that stand in the graph without a claim that states them."""
    carried = {(r["s"], r["p"], r["o"]) for r in snapshot.graph.select(_FACTS)}
    for name in relations():
        for row in snapshot.graph.select(f"SELECT ?s ?o WHERE {{ ?s sg:{name} ?o }}"):
            if (row["s"], rdf.sg(name), row["o"]) not in carried:
                yield f"{row['s'].value} {name} {row['o'].value} står i grafen uden et udsagn"


def relations() -> list[str]:
    """The names of all relations of the ontology, sorted."""
    import pyoxigraph as ox

    import ontology

    wanted = ox.NamedNode(iris.term("Relation"))
    return sorted(
        quad.subject.value.removeprefix(iris.NS)
        for quad in ox.parse(path=str(ontology.SCHEMA))
        if quad.object == wanted and quad.predicate.value == rdf.RDF + "type" and isinstance(quad.subject, ox.NamedNode)
    )


def _unsupported(snapshot: Snapshot) -> Iterator[str]:
    for document in snapshot.texts.documents():
        record = snapshot.texts.record(document.doc_id)
        for statement, reason in unsupported(record):
            quote = " ".join(statement.evidence.span.of(record.document.text).split())[:80]
            yield f"{document.doc_id}: {statement.relation} bæres ikke af «{quote}» ({reason})"
