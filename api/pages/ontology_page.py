"""The ontology page: classes, relations and themes as trees, with how often each is used and where that is seen."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

import pyoxigraph as ox

import ontology
from indexer import iris
from indexer.rdf import PREFIXES, RDF, RDFS, SKOS

from ..index import Index
from .cache import per_index

_OWL = "http://www.w3.org/2002/07/owl#"
_TYPE, _LABEL, _SUB = ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "label"), ox.NamedNode(RDFS + "subClassOf")
_DEFINITION, _PREF = ox.NamedNode(SKOS + "definition"), ox.NamedNode(SKOS + "prefLabel")


@dataclasses.dataclass(frozen=True, slots=True)
class Term:
    """A class, relation or property of the ontology with its Danish name and definition.

    `kind` is "class", "relation" (carried by claims), "property" or "concept"; `above` are the names it specialises.
    """

    iri: str
    name: str
    label: str
    definition: str
    kind: str
    above: tuple[str, ...]
    domain: str | None
    range: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class Branch:
    """A class or theme with those below it, and how many things it has (or passages mention it)."""

    name: str
    iri: str
    label: str
    definition: str
    count: int
    below: tuple[Branch, ...]


@lru_cache(maxsize=1)
def terms() -> dict[str, Term]:
    """Every term of the ontology by IRI, in the file's order."""
    quads = [*ox.parse(path=str(ontology.SCHEMA), format=ox.RdfFormat.TURTLE)]
    facts: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(iris.NS):
            facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate, []).append(quad.object)
    return {iri: _term(iri, found) for iri, found in facts.items()}


def _term(iri: str, found: dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]) -> Term:
    types = {value.value for value in found.get(_TYPE, [])}
    kind = "class" if _OWL + "Class" in types else "relation" if iris.term("Relation") in types else "property"
    if not types & {_OWL + "Class", _OWL + "ObjectProperty", _OWL + "DatatypeProperty"}:
        kind = "concept"
    name = iri[len(iris.NS) :]
    return Term(
        iri,
        name,
        _danish(found.get(_LABEL, [])) or _danish(found.get(_PREF, [])) or name,
        _danish(found.get(_DEFINITION, [])),
        kind,
        tuple(_short(v.value) for v in found.get(_SUB, found.get(ox.NamedNode(RDFS + "subPropertyOf"), []))),
        _first(found.get(ox.NamedNode(RDFS + "domain"), [])),
        _first(found.get(ox.NamedNode(RDFS + "range"), [])),
    )


def _danish(values: list[ox.NamedNode | ox.Literal]) -> str:
    return next((v.value for v in values if isinstance(v, ox.Literal) and v.language == "da"), "")


def _first(values: list[ox.NamedNode | ox.Literal]) -> str | None:
    return _short(values[0].value) if values else None


def _short(iri: str) -> str:
    for prefix, start in {**PREFIXES, "org": "http://www.w3.org/ns/org#", "foaf": "http://xmlns.com/foaf/0.1/"}.items():
        if iri.startswith(start):
            return iri[len(start) :] if prefix == "sg" else f"{prefix}:{iri[len(start) :]}"
    return iri


@lru_cache(maxsize=1)
def order() -> dict[str, int]:
    """The place of each relation in the ontology, by name: the order that pages keep."""
    return {term.name: place for place, term in enumerate(terms().values())}


@per_index
def class_counts(index: Index) -> dict[str, int]:
    """How many things of the graph each class has."""
    rows = index.graph.select("SELECT ?c (COUNT(?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c")
    return {str(row["c"].value).removeprefix(iris.NS): int(row["n"].value) for row in rows}


@per_index
def relation_counts(index: Index) -> dict[str, int]:
    """How many claims each relation has."""
    rows = index.graph.select("SELECT ?p (COUNT(?c) AS ?n) WHERE { ?c a sg:Claim ; rdf:predicate ?p } GROUP BY ?p")
    return {str(row["p"].value).removeprefix(iris.NS): int(row["n"].value) for row in rows}


@per_index
def classes(index: Index) -> tuple[Branch, ...]:
    """The classes as trees, by what each specialises."""
    counts = class_counts(index)
    known = {term.name: term for term in terms().values() if term.kind == "class"}

    def branch(term: Term) -> Branch:
        below = tuple(branch(other) for other in known.values() if term.name in other.above)
        return Branch(term.name, term.iri, term.label, term.definition, counts.get(term.name, 0), below)

    return tuple(branch(term) for term in known.values() if not set(term.above) & set(known))


@per_index
def relations(index: Index) -> tuple[tuple[Term, int], ...]:
    """The relations that claims carry, each with its number of claims."""
    counts = relation_counts(index)
    return tuple((term, counts.get(term.name, 0)) for term in terms().values() if term.kind == "relation")


def properties() -> tuple[Term, ...]:
    """The other properties: of claims, evidence and passages, and the vocabularies' identity data."""
    return tuple(term for term in terms().values() if term.kind == "property")


@lru_cache(maxsize=1)
def _theme_facts() -> tuple[dict[str, str], dict[str, str], dict[str, list[str]]]:
    labels: dict[str, str] = {}
    definitions: dict[str, str] = {}
    below: dict[str, list[str]] = {}
    for quad in ox.parse(path=str(ontology.vocabulary("themes")), format=ox.RdfFormat.TURTLE):
        subject, value = str(getattr(quad.subject, "value", "")), quad.object
        if quad.predicate == _PREF and isinstance(value, ox.Literal) and value.language == "da":
            labels[subject] = value.value
        elif quad.predicate == _DEFINITION and isinstance(value, ox.Literal) and value.language == "da":
            definitions[subject] = value.value
        elif quad.predicate.value == SKOS + "broader" and isinstance(value, ox.NamedNode):
            below.setdefault(value.value, []).append(subject)
        elif quad.predicate.value == SKOS + "narrower" and isinstance(value, ox.NamedNode):
            below.setdefault(subject, []).append(value.value)
    return labels, definitions, below


@per_index
def themes(index: Index) -> tuple[Branch, ...]:
    """The vocabulary's themes as trees, each with how many passages mention it."""
    labels, definitions, below = _theme_facts()
    rows = index.graph.select("SELECT ?t (COUNT(?p) AS ?n) WHERE { ?t a sg:Theme . ?p sg:mentions ?t } GROUP BY ?t")
    counts = {str(row["t"].value): int(row["n"].value) for row in rows}
    children = {iri for some in below.values() for iri in some}

    def branch(iri: str, seen: frozenset[str]) -> Branch:
        here = index.base + iri[len(iris.BASE) :] if iri.startswith(iris.BASE) else iri
        count = counts.get(iri, counts.get(here, 0))
        nested = sorted({other for other in below.get(iri, ()) if other not in seen}, key=lambda i: labels.get(i, i))
        tail = iri.rsplit("/", 1)[-1]
        lower = tuple(branch(other, seen | {other}) for other in nested)
        return Branch(tail, iri, labels.get(iri, tail), definitions.get(iri, ""), count, lower)

    roots = sorted((i for i in labels if i not in children and "/tema/" in i), key=lambda i: labels[i])
    return tuple(branch(iri, frozenset({iri})) for iri in roots)


@per_index
def known_themes(index: Index) -> frozenset[str]:
    """The IRIs that the vocabulary's themes have in this index."""
    return frozenset(index.base + iri[len(iris.BASE) :] for iri in _theme_facts()[0] if iri.startswith(iris.BASE))
