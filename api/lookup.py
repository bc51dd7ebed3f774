"""Things of the graph by name, by id, with their statements, and with what lies around them."""

from __future__ import annotations

import functools
import urllib.parse
import weakref
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

import ontology
from indexer import iris
from indexer.errors import NotFound
from indexer.rdf import RDF, RDFS
from indexer.texts import EntityRow

from . import rdf_out
from .shapes import (
    Edge,
    EntityDetail,
    EntityRef,
    EntitySummary,
    EvidenceRef,
    Neighbourhood,
    Node,
    StatementDetail,
)

if TYPE_CHECKING:
    from .index import Index

T = TypeVar("T")
Names = dict[str, tuple[str, str]]

_ACTORS = ("Organisation", "Person")
_INCOMING = 1_000  # triples that point at a thing, shown in its RDF
_CLAIMS = 3_000  # claims of one step of a neighbourhood
_MANY = 200


def once(make: Callable[[Index], T]) -> Callable[[Index], T]:
    """A function of an index whose result is kept as long as the index is."""
    kept: weakref.WeakKeyDictionary[Any, T] = weakref.WeakKeyDictionary()

    @functools.wraps(make)
    def found(index: Index) -> T:
        if index not in kept:
            kept[index] = make(index)
        return kept[index]

    return found


@once
def names(index: Index) -> Names:
    """Type and label of every thing, by IRI."""
    return {row.iri: (row.type, row.label) for row in index.texts.entities()}


@once
def _folded(index: Index) -> list[tuple[EntityRow, tuple[str, ...]]]:
    return [(row, tuple(name.casefold() for name in (row.label, *row.alt))) for row in index.texts.entities()]


@functools.cache
def relation_labels() -> dict[str, str]:
    """The Danish label of every term of the ontology, by IRI."""
    label = RDFS + "label"
    found = {}
    for quad in ox.parse(path=str(ontology.SCHEMA)):
        if quad.predicate.value == label and isinstance(quad.object, ox.Literal) and quad.object.language == "da":
            found[str(getattr(quad.subject, "value", ""))] = quad.object.value
    return found


def local_id(index: Index, iri: str) -> str:
    """A thing's place under `/id/`, or its whole IRI where it lives elsewhere."""
    return iris.local(index.base, iri) or iri


def ref(index: Index, iri: str) -> EntityRef | None:
    """A thing by name, or None where the index has no such thing."""
    found = names(index).get(iri)
    return EntityRef(id=local_id(index, iri), iri=iri, label=found[1], type=found[0]) if found else None


def summary(index: Index, row: EntityRow) -> EntitySummary:
    """A thing as lists show it."""
    return EntitySummary(
        id=local_id(index, row.iri), iri=row.iri, label=row.label, type=row.type, alt=row.alt, start=row.start,
        end=row.end, number=row.number, mentions=row.mentions, documents=row.documents,
    )  # fmt: skip


def find(index: Index, text: str | None, type_: str | None = None) -> list[EntityRow]:
    """Things whose names hold the text: named so, then beginning so, then holding it; the most mentioned first."""
    wanted = " ".join(text.split()).casefold() if text else ""
    types = _ACTORS if type_ == "Actor" else (type_,)
    found = []
    for row, known in _folded(index):
        if type_ is not None and row.type not in types:
            continue
        rank = _fit(wanted, known)
        if rank is not None:
            found.append((rank, -row.mentions, row.iri, row))
    return [item[3] for item in sorted(found, key=lambda item: item[:3])]


def _fit(wanted: str, known: Sequence[str]) -> int | None:
    if not wanted:
        return 0
    if wanted in known:
        return 0
    if any(name.startswith(wanted) for name in known):
        return 1
    return 2 if any(wanted in name for name in known) else None


def entity(index: Index, id_: str) -> EntityRow:
    """The thing with this id or IRI. Raises NotFound."""
    iri = id_ if id_.startswith(("http://", "https://")) else index.base + urllib.parse.quote(id_, safe="/-._~")
    return index.texts.entity(iri)


def focus(index: Index, text: str) -> EntityRow:
    """The thing of this IRI, id or exact name. Raises NotFound."""
    try:
        return entity(index, text)
    except NotFound:
        wanted = " ".join(text.split()).casefold()
        for row in find(index, text):
            if wanted in (row.label.casefold(), *(alt.casefold() for alt in row.alt)):
                return row
        raise NotFound("indekset har ingen ting med det id eller navn. Find den i /api/entities?q=…") from None


# --- one thing and its statements -----------------------------------------------------------------------------------

_STATEMENTS = """SELECT ?c ?s ?p ?o ?modality ?negated ?confidence ?speaker ?unit WHERE {
  { ?c rdf:subject <%(iri)s> } UNION { ?c rdf:object <%(iri)s> }
  ?c a sg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:modality ?modality ; sg:negated ?negated ;
     sg:confidence ?confidence .
  OPTIONAL { ?c sg:speaker ?speaker } OPTIONAL { ?c sg:unit ?unit } }"""
_EVIDENCE = """SELECT ?c ?e ?doc ?passage ?start ?end ?quote WHERE {
  VALUES ?c { %s }
  ?c prov:wasDerivedFrom ?e . ?e oa:hasSource ?source ; oa:hasSelector ?at , ?says . ?source sg:docId ?doc .
  ?at oa:start ?start ; oa:end ?end . ?says oa:exact ?quote . OPTIONAL { ?e sg:inPassage ?passage } }"""
_CONFLICTS = "SELECT ?c ?other WHERE { VALUES ?c { %s } ?c sg:conflictsWith ?other }"


def detail(index: Index, id_: str, limit: int, offset: int) -> EntityDetail:
    """A thing with a page of the statements it is part of. Raises NotFound."""
    row = entity(index, id_)
    claims = {found["c"].value: found for found in index.graph.select(_STATEMENTS % {"iri": row.iri})}
    order = sorted(claims, key=lambda c: (claims[c]["s"].value != row.iri, claims[c]["p"].value, c))
    shown = order[offset : offset + limit]
    statements = _statements(index, {claim: claims[claim] for claim in shown})
    return EntityDetail(
        **summary(index, row).model_dump(), total=len(order), offset=offset, limit=limit, statements=statements
    )


def _statements(index: Index, claims: dict[str, dict[str, Any]]) -> tuple[StatementDetail, ...]:
    if not claims:
        return ()
    listed = " ".join(f"<{claim}>" for claim in claims)
    evidence: dict[str, list[EvidenceRef]] = {claim: [] for claim in claims}
    for found in index.graph.select(_EVIDENCE % listed):
        evidence[found["c"].value].append(_evidence(index, found))
    conflicts: dict[str, list[str]] = {claim: [] for claim in claims}
    for found in index.graph.select(_CONFLICTS % listed):
        conflicts[found["c"].value].append(found["other"].value)
    return tuple(
        _statement(
            index, claim, row, sorted(evidence[claim], key=lambda e: (e.doc_id, e.start, e.end)), conflicts[claim]
        )
        for claim, row in claims.items()
    )


def _evidence(index: Index, found: dict[str, Any]) -> EvidenceRef:
    doc_id = found["doc"].value
    document = index.texts.document(doc_id)
    passage = found.get("passage")
    return EvidenceRef(
        iri=found["e"].value, doc_id=doc_id, title=document.title, date=document.date,
        passage=passage.value if passage else None, quote=found["quote"].value,
        start=int(found["start"].value), end=int(found["end"].value),
    )  # fmt: skip


def _statement(
    index: Index, claim: str, row: dict[str, Any], evidence: Sequence[EvidenceRef], conflicts: Sequence[str]
) -> StatementDetail:
    subject, object_ = _name(index, row["s"]), _name(index, row["o"])
    relation = relation_labels().get(row["p"].value, row["p"].value.rpartition("#")[2])
    negated = row["negated"].value == "true"
    unit = row["unit"].value if "unit" in row else None
    said = f"{subject} {'– ikke: ' if negated else ''}{relation} {object_}{f' {unit}' if unit else ''}"
    return StatementDetail(
        claim=claim, s=row["s"].value, p=row["p"].value, o=row["o"].value, subject=subject, relation=relation,
        object=object_, text=said, modality=_modality(row["modality"].value), negated=negated,
        confidence=float(row["confidence"].value),
        speaker=ref(index, row["speaker"].value) if "speaker" in row else None,
        unit=unit, conflicts=tuple(sorted(conflicts)), evidence=tuple(evidence),
    )  # fmt: skip


def _name(index: Index, term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        known = ref(index, term.value)
        return known.label if known else _title(index, term.value)
    return str(term.value)


def _title(index: Index, iri: str) -> str:
    for property_ in (RDFS + "label", RDF + "value"):
        for quad in index.graph.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(property_), None, None):
            return str(getattr(quad.object, "value", quad.object))
    return iri.rpartition("/")[2]


def _modality(iri: str) -> str:
    return relation_labels().get(iri) or iri.rpartition("modalitet-")[2]


# --- what lies around a thing ---------------------------------------------------------------------------------------

_AROUND = """SELECT DISTINCT ?c ?s ?p ?o ?modality ?negated WHERE {
  VALUES ?x { %s }
  { ?c rdf:subject ?x } UNION { ?c rdf:object ?x }
  ?c a sg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:modality ?modality ; sg:negated ?negated .
  FILTER(isIRI(?o)) } ORDER BY ?c LIMIT %d"""


def around(index: Index, text: str, depth: int, limit: int) -> Neighbourhood:
    """The things within `depth` claims of the one named, and the claims between them. Raises NotFound."""
    centre = focus(index, text)
    distance = {centre.iri: 0}
    claims: dict[str, dict[str, Any]] = {}
    front, cut = [centre.iri], False
    for step in range(1, depth + 1):
        found = _step(index, front)
        cut = cut or len(found) >= _CLAIMS
        claims.update({row["c"].value: row for row in found})
        front = []
        for row in found:
            for end in (row["s"].value, row["o"].value):
                if end in distance or ref(index, end) is None:
                    continue
                if len(distance) >= limit:
                    cut = True
                    continue
                distance[end] = step
                front.append(end)
        if not front:
            break
    edges = tuple(_edge(row) for _, row in sorted(claims.items()) if _within(row, distance))
    return Neighbourhood(
        focus=centre.iri, depth=depth, nodes=tuple(_nodes(index, distance)), edges=edges, truncated=cut
    )


def _step(index: Index, front: Sequence[str]) -> list[dict[str, Any]]:
    return index.graph.select(_AROUND % (" ".join(f"<{iri}>" for iri in front[:_MANY]), _CLAIMS))


def _within(row: dict[str, Any], distance: dict[str, int]) -> bool:
    return row["s"].value in distance and row["o"].value in distance


def _edge(row: dict[str, Any]) -> Edge:
    relation = row["p"].value
    return Edge(
        source=row["s"].value, target=row["o"].value, relation=relation,
        label=relation_labels().get(relation, relation.rpartition("#")[2]), claim=row["c"].value,
        modality=_modality(row["modality"].value), negated=row["negated"].value == "true",
    )  # fmt: skip


def _nodes(index: Index, distance: dict[str, int]) -> Iterator[Node]:
    for iri, steps in sorted(distance.items(), key=lambda item: (item[1], item[0])):
        type_, label = names(index)[iri]
        yield Node(id=local_id(index, iri), iri=iri, label=label, type=type_, depth=steps)


# --- Linked Data ----------------------------------------------------------------------------------------------------


def _node(index: Index, local: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(index.base + local)
    except ValueError:
        return None


def exists(index: Index, local: str) -> bool:
    """True where the graph says something of the thing at this place under `/id/`."""
    node = _node(index, local)
    return node is not None and next(index.graph.store.quads_for_pattern(node, None, None, None), None) is not None


def described(index: Index, local: str, format_: str) -> bytes | None:
    """What the graph says of a thing, and what points at it, in an RDF format; None where there is no such thing."""
    node = _node(index, local)
    if node is None:
        return None
    store = index.graph.store
    outgoing = [quad.triple for quad in store.quads_for_pattern(node, None, None, None)]
    if not outgoing:
        return None
    incoming = [quad.triple for quad in islice(store.quads_for_pattern(None, None, node, None), _INCOMING)]
    return rdf_out.serialize([*outgoing, *incoming], format_)


def page_of(index: Index, local: str) -> str:
    """The page of what stands at this place under `/id/`, by path: a document's own; for a passage or a piece of
    evidence its document, opened there; else the page of things, which shows whatever the graph knows.

    Raises NotFound for a passage that the index lacks.
    """
    if local.startswith("dokument/"):
        return "/dokumenter/" + local.removeprefix("dokument/")
    from .pages import entity_page  # the pages build on this file

    place = entity_page.place(index, index.base + local)
    if place is not None:
        doc_id, start, end = place
        return f"/dokumenter/{urllib.parse.quote(doc_id, safe='/-._~')}?start={start}&slut={end}#citat"
    return "/ting/" + local
