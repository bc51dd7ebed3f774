"""Claims as pages show them: who says what of whom, how surely, and the words that carry it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from indexer import iris
from indexer.errors import NotFound
from indexer.rdf import EDTF, XSD

from .. import wording
from ..index import Index
from . import ontology_page, words
from .cache import per_index

MOST = 400  # claims of one thing that a page shows
_DATES = {EDTF, XSD + "date", XSD + "gYear", XSD + "gYearMonth"}
_NUMBERS = {XSD + "integer", XSD + "decimal"}


@dataclasses.dataclass(frozen=True, slots=True)
class Node:
    """A thing with its name; `iri` is None for a literal, whose `label` is written the Danish way.

    `value` is the bare value: the IRI, or the literal as it stands in the graph.
    """

    label: str
    iri: str | None = None
    type: str = ""
    value: str = ""

    @property
    def group(self) -> str:
        """The colour group of its class."""
        return words.group(self.type)


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a document that carries a claim, with where it stands. Offsets count code points."""

    doc_id: str
    title: str
    date: str | None
    start: int
    end: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that a reader needs to judge it; `conflicts` are what other sources say instead."""

    iri: str
    subject: Node
    relation: str
    label: str
    object: Node
    modality: str
    negated: bool
    confidence: float
    speaker: Node | None
    readings: tuple[str, ...]
    conflicts: tuple[Node, ...]
    quotes: tuple[Quote, ...]
    context: tuple[Quote, ...]

    @property
    def text(self) -> str:
        """The claim as a plain line of Danish."""
        said = wording.statement(self.subject.label, self.relation, self._value)
        return f"Det passer ikke, at {said}" if self.negated else said

    @property
    def _value(self) -> str:
        """The object as it stands in a sentence: days with their article, a count without its unit."""
        if self.object.iri is not None:
            return self.object.label
        if self.relation == "initiativeCount":
            return words.number(self.object.value)
        plain = wording.literal(self.object.value)
        return plain if plain != self.object.value else self.object.label


@per_index
def node(index: Index, iri: str) -> Node:
    """The thing an IRI names, with the best name the index has for it."""
    try:
        row = index.texts.entity(iri)
        return Node(row.label, iri, row.type, iri)
    except NotFound:
        pass
    name = f"<{safe(iri)}>"
    for found in index.graph.select(
        f"SELECT ?label ?type WHERE {{ OPTIONAL {{ {name} rdfs:label|rdf:value|skos:prefLabel|sg:text ?label }} "
        f"OPTIONAL {{ {name} a ?type }} }} ORDER BY ?type ?label LIMIT 1"
    ):
        label, type_ = found.get("label"), found.get("type")
        kind = type_.value.removeprefix(iris.NS) if isinstance(type_, ox.NamedNode) else ""
        if isinstance(label, ox.Literal):
            return Node(_shorten(label.value), iri, kind, iri)
    known = ontology_page.terms().get(iri)
    return Node(known.label if known else iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1], iri, "", iri)


def _shorten(text: str, most: int = 120) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def safe(iri: str) -> str:
    """An IRI that can stand between angle brackets. Raises NotFound for one that no IRI can look like."""
    if any(ord(char) <= 32 or char in '<>"{}|^`\\' for char in iri):
        raise NotFound(f"{iri!r} er ikke et navn i grafen.")
    return iri


def literal(term: ox.Literal, unit: str | None = None) -> Node:
    """A literal as Danes write it, with its unit."""
    kind = term.datatype.value
    if kind in _DATES:
        shown = words.date(term.value)
    elif kind in _NUMBERS:
        shown = words.number(term.value)
    else:
        shown = term.value
    return Node(f"{shown} {unit}" if unit else shown, None, "", term.value)


def term_node(index: Index, term: object, unit: str | None = None) -> Node:
    """Any term of the graph as a node."""
    if isinstance(term, ox.Literal):
        return literal(term, unit)
    return node(index, str(getattr(term, "value", term)))


@per_index
def said_of(index: Index, iri: str) -> tuple[ClaimView, ...]:
    """The claims whose subject a thing is, in the ontology's order of relations."""
    return _claims(index, f"?c rdf:subject <{safe(iri)}>")


@per_index
def pointing_at(index: Index, iri: str) -> tuple[ClaimView, ...]:
    """The claims whose object a thing is."""
    return _claims(index, f"?c rdf:object <{safe(iri)}>")


@per_index
def in_document(index: Index, doc_id: str) -> tuple[tuple[ClaimView, Quote], ...]:
    """What is read of a document: each claim with its first quote there, in the order of the text."""
    source = safe(iris.document(index.base, doc_id))
    found = _claims(index, f"?c prov:wasDerivedFrom/oa:hasSource <{source}>")
    pairs = [(claim, quote) for claim in found for quote in [q for q in claim.quotes if q.doc_id == doc_id][:1]]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].start, pair[1].end)))


def one(index: Index, iri: str) -> ClaimView:
    """A claim by its own IRI. Raises NotFound."""
    for found in _claims(index, f"VALUES ?c {{ <{safe(iri)}> }}"):
        return found
    raise NotFound(f"indekset har intet udsagn {iri}.")


@per_index
def by_triples(index: Index, triples: tuple[tuple[str, str, str], ...]) -> tuple[ClaimView, ...]:
    """The claims on given subjects and relations; for an answer's citations."""
    pairs = " ".join(f"(<{safe(s)}> <{safe(p)}>)" for s, p, _ in sorted(set(triples)))
    found = _claims(index, f"VALUES (?s ?p) {{ {pairs} }} ?c rdf:subject ?s ; rdf:predicate ?p")
    wanted = {(s, p, o) for s, p, o in triples}
    return tuple(c for c in found if (c.subject.iri, iris.NS + c.relation, c.object.value) in wanted)


def _claims(index: Index, pattern: str) -> tuple[ClaimView, ...]:
    rows = index.graph.select(
        "SELECT ?c ?s ?p ?o ?modality ?negated ?confidence ?speaker ?unit WHERE { "
        f"{pattern} . ?c a sg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:modality ?modality ; "
        "sg:negated ?negated ; sg:confidence ?confidence . OPTIONAL { ?c sg:speaker ?speaker } "
        f"OPTIONAL {{ ?c sg:unit ?unit }} }} ORDER BY ?p ?c LIMIT {MOST}"
    )
    claims = list(dict.fromkeys(str(row["c"].value) for row in rows))
    carried, context = _quotes(index, claims, "prov:wasDerivedFrom"), _quotes(index, claims, "sg:context")
    readings, conflicts = _readings(index, claims), _conflicts(index, claims)
    views = [
        _view(index, row, carried, context, readings, conflicts)
        for row in {str(row["c"].value): row for row in rows}.values()
    ]
    order = ontology_page.order()
    return tuple(sorted(views, key=lambda v: (order.get(v.relation, 999), v.negated, v.object.label, v.iri)))


def _view(
    index: Index,
    row: dict[str, ox.NamedNode | ox.BlankNode | ox.Literal],
    carried: dict[str, list[Quote]],
    context: dict[str, list[Quote]],
    readings: dict[str, list[str]],
    conflicts: dict[str, list[Node]],
) -> ClaimView:
    iri, predicate = str(row["c"].value), str(row["p"].value)
    speaker, unit = row.get("speaker"), row.get("unit")
    terms = ontology_page.terms()
    return ClaimView(
        iri=iri,
        subject=term_node(index, row["s"]),
        relation=predicate.removeprefix(iris.NS),
        label=terms[predicate].label if predicate in terms else predicate.removeprefix(iris.NS),
        object=term_node(index, row["o"], unit.value if unit else None),
        modality=_modality(row["modality"].value),
        negated=row["negated"].value == "true",
        confidence=float(row["confidence"].value),
        speaker=term_node(index, speaker) if speaker else None,
        readings=tuple(readings.get(iri, ())),
        conflicts=tuple(conflicts.get(iri, ())),
        quotes=tuple(carried.get(iri, ())),
        context=tuple(context.get(iri, ())),
    )


def _modality(iri: str) -> str:
    known = ontology_page.terms().get(iri)
    return known.label if known else iri.rsplit("-", 1)[-1]


def _batches(items: Sequence[str], size: int = 200) -> Iterable[str]:
    for at in range(0, len(items), size):
        yield " ".join(f"<{iri}>" for iri in items[at : at + size])


def _quotes(index: Index, claims: Sequence[str], relation: str) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = {}
    for some in _batches(claims):
        rows = index.graph.select(
            f"SELECT ?c ?doc ?title ?date ?start ?end ?quote WHERE {{ VALUES ?c {{ {some} }} ?c {relation} ?e . "
            "?e oa:hasSource ?d ; oa:hasSelector ?at , ?said . ?at oa:start ?start ; oa:end ?end . "
            "?said oa:exact ?quote . ?d sg:docId ?doc ; dct:title ?title . OPTIONAL { ?d dct:issued ?date } } "
            "ORDER BY ?c ?date ?doc ?start"
        )
        for row in rows:
            date = row.get("date")
            quote = Quote(
                row["doc"].value,
                row["title"].value,
                date.value if date else None,
                int(row["start"].value),
                int(row["end"].value),
                row["quote"].value,
            )
            found.setdefault(str(row["c"].value), []).append(quote)
    return found


def _readings(index: Index, claims: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for some in _batches(claims):
        for row in index.graph.select(f"SELECT ?c ?why WHERE {{ VALUES ?c {{ {some} }} ?c sg:reading ?why }}"):
            found.setdefault(str(row["c"].value), []).append(row["why"].value)
    return {claim: sorted(why) for claim, why in found.items()}


def _conflicts(index: Index, claims: Sequence[str]) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for some in _batches(claims):
        rows = index.graph.select(
            f"SELECT ?c ?o ?unit WHERE {{ VALUES ?c {{ {some} }} ?c sg:conflictsWith ?d . ?d rdf:object ?o . "
            "OPTIONAL { ?d sg:unit ?unit } } ORDER BY ?c ?o"
        )
        for row in rows:
            unit = row.get("unit")
            found.setdefault(str(row["c"].value), []).append(term_node(index, row["o"], unit.value if unit else None))
    return found


def grouped(claims: Iterable[ClaimView]) -> list[tuple[str, str, list[ClaimView]]]:
    """Claims by relation, in their order: (relation, its Danish label, the claims)."""
    found: dict[str, list[ClaimView]] = {}
    for claim in claims:
        found.setdefault(claim.relation, []).append(claim)
    return [(relation, some[0].label, some) for relation, some in found.items()]
