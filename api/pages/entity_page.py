"""A thing's page: its names, what is said of it with quotes, what points at it, its neighbours, and a CSV of it all."""

from __future__ import annotations

import dataclasses
import io
import itertools
import math
from collections import Counter
from collections.abc import Sequence

import pyoxigraph as ox

from indexer import iris
from indexer.errors import NotFound
from indexer.jsonld import write_jsonld
from indexer.rdf import PREFIXES
from indexer.texts import EntityRow

from ..index import Index
from . import claims, ontology_page, words
from .cache import per_index
from .claims import ClaimView, Node
from .spreadsheet import csv_file

_NEIGHBOURS = 8  # in the drawing; the table has them all
_PASSAGES = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """A neighbour's place in the drawing (SVG units), the label's lines, and the relation that leads there."""

    node: Node
    x: float
    y: float
    lines: tuple[str, ...]
    relation: str
    outward: bool
    text_y: float


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """A passage that mentions the thing."""

    doc_id: str
    title: str
    date: str | None
    start: int
    end: int
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Brief:
    """A line of the overview: its name, the anchor of the claims behind it, the values, and if sources disagree."""

    label: str
    anchor: str
    nodes: tuple[Node, ...]
    disputed: bool


# Relation, whether the thing is its subject, and what the overview calls it.
_BRIEF = (
    ("personHasRole", True, "Stilling"),
    ("personRoleIn", True, "Hos"),
    ("agreedBy", True, "Parter"),
    ("launchedBy", True, "Lanceret af"),
    ("launchedOn", True, "Lanceret"),
    ("initiativeCount", True, "Initiativer"),
    ("responsibleActor", True, "Ansvarlig"),
    ("budget", True, "Beløb"),
    ("targetDate", True, "Frist"),
    ("eventDate", True, "Tidspunkt"),
    ("eventPlace", True, "Sted"),
    ("partOf", True, "En del af"),
    ("realises", True, "Fører ud i livet"),
    ("buildsOn", True, "Bygger på"),
    ("succeeds", True, "Afløste"),
    ("succeeds", False, "Afløst af"),
)
_IN_BRIEF = 8  # values of one line


@dataclasses.dataclass(frozen=True, slots=True)
class ThingView:
    """All that the page of a thing shows; `row` is None for what is no entity (a claim, a piece of evidence …)."""

    node: Node
    row: EntityRow | None
    said: tuple[ClaimView, ...]
    pointing: tuple[ClaimView, ...]
    together: tuple[tuple[Node, int], ...]
    passages: tuple[Said, ...]
    documents: tuple[tuple[str, str, str | None, int], ...]
    facts: tuple[tuple[str, str, Node], ...]
    drawing: tuple[Point, ...]

    @property
    def brief(self) -> tuple[Brief, ...]:
        """The thing at a glance: who, when, how many, before and after; what is only expected or wished is left out."""
        found = []
        for relation, outward, label in _BRIEF:
            some = [
                c
                for c in (self.said if outward else self.pointing)
                if c.relation == relation and not c.negated and c.modality not in ("forventet", "ønsket")
            ]
            nodes = {n.value: n for n in (c.object if outward else c.subject for c in some)}
            if nodes:
                anchor = ("r-" if outward else "i-") + relation
                found.append(Brief(label, anchor, tuple(nodes.values())[:_IN_BRIEF], any(c.conflicts for c in some)))
        return tuple(found) if len(found) > 1 else ()

    @property
    def cut(self) -> bool:
        """True where the graph may hold more claims than are shown."""
        return max(len(self.said), len(self.pointing)) >= claims.MOST


@per_index
def shown(index: Index, iri: str) -> ThingView:
    """The page of whatever an IRI names. Raises NotFound where the graph says nothing of it."""
    row = _row(index, iri)
    facts = _facts(index, iri)
    if row is None and not facts:
        raise NotFound(f"indekset har intet, der hedder {iri}.")
    said, pointing = claims.said_of(index, iri), claims.pointing_at(index, iri)
    ids = index.texts.passages_mentioning(iri)
    return ThingView(
        claims.node(index, iri),
        row,
        said,
        pointing,
        _together(index, iri),
        _passages(index, ids[:_PASSAGES]),
        _documents(index, ids),
        facts,
        drawing(said, pointing),
    )


def _row(index: Index, iri: str) -> EntityRow | None:
    try:
        return index.texts.entity(iri)
    except NotFound:
        return None


def _facts(index: Index, iri: str) -> tuple[tuple[str, str, Node], ...]:
    """What the graph says of it that is no relation: (property's IRI, its Danish name, value)."""
    rows = index.graph.select(f"SELECT DISTINCT ?p ?o WHERE {{ <{claims.safe(iri)}> ?p ?o }} ORDER BY ?p ?o LIMIT 200")
    terms = ontology_page.terms()
    found = []
    for row in rows:
        predicate = str(row["p"].value)
        term = terms.get(predicate)
        if term is not None and term.kind == "relation":
            continue
        found.append((predicate, term.label if term else _plain(predicate), claims.term_node(index, row["o"])))
    return tuple(found)


_PLAIN = {
    "type": "klasse", "label": "navn", "altLabel": "andet navn", "prefLabel": "navn", "subject": "subjekt",
    "predicate": "relation", "object": "objekt", "wasDerivedFrom": "belæg", "hasSource": "dokument",
    "hasSelector": "sted i teksten", "exact": "ordlyd", "prefix": "ordene før", "suffix": "ordene efter",
    "title": "titel", "publisher": "udgiver", "issued": "dato", "creator": "forfatter", "source": "kilde",
    "license": "licens", "language": "sprog", "value": "ordlyd", "wasGeneratedBy": "læst ind ved", "url": "adresse",
    "start": "begynder ved tegn", "end": "slutter før tegn",
}  # fmt: skip


def _plain(iri: str) -> str:
    name = iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    return _PLAIN.get(name, name)


@per_index
def _together(index: Index, iri: str) -> tuple[tuple[Node, int], ...]:
    rows = index.graph.select(
        f"SELECT ?o (COUNT(?p) AS ?n) WHERE {{ ?p sg:mentions <{claims.safe(iri)}> , ?o . "
        f"FILTER(?o != <{iri}>) }} GROUP BY ?o ORDER BY DESC(?n) ?o LIMIT 15"
    )
    return tuple((claims.node(index, str(row["o"].value)), int(row["n"].value)) for row in rows)


def _passages(index: Index, ids: Sequence[int]) -> tuple[Said, ...]:
    return tuple(Said(p.doc_id, p.title, p.date, p.start, p.end, p.text) for p in index.texts.passages(ids))


def _documents(index: Index, ids: Sequence[int]) -> tuple[tuple[str, str, str | None, int], ...]:
    counts: Counter[tuple[str, str, str | None]] = Counter()
    for passage in index.texts.passages(ids[:2000]):
        counts[passage.doc_id, passage.title, passage.date] += 1
    return tuple((*key, n) for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0][0])))


def drawing(said: Sequence[ClaimView], pointing: Sequence[ClaimView]) -> tuple[Point, ...]:
    """Some neighbours of every kind in a ring round (0, 0), those it points to first, clockwise from the top."""
    near: dict[tuple[str, bool], list[tuple[Node, str, bool]]] = {}
    seen: set[str] = set()
    ends = [(c, c.object, True) for c in said] + [(c, c.subject, False) for c in pointing]
    for claim, node, outward in ends:
        if node.iri and node.iri not in seen and not claim.negated and node.type != "Quotation":
            seen.add(node.iri)
            near.setdefault((claim.relation, outward), []).append((node, claim.label, outward))
    turns = [item for turn in itertools.zip_longest(*near.values()) for item in turn if item is not None]
    chosen = sorted(turns[:_NEIGHBOURS], key=lambda item: (not item[2], item[1]))
    return tuple(_point(place, len(chosen), *item) for place, item in enumerate(chosen))


def _point(place: int, of: int, node: Node, relation: str, outward: bool) -> Point:
    angle = 2 * math.pi * place / of - math.pi / 2
    x, y = round(140 * math.cos(angle), 1), round(155 * math.sin(angle), 1)
    lines = wrapped(node.label)
    above = y < -120
    return Point(node, x, y, lines, relation, outward, y - 14 - 14 * (len(lines) - 1) if above else y + 23)


def wrapped(label: str, width: int = 20, most: int = 3) -> tuple[str, ...]:
    """A label in lines of at most about width letters; the last one ends in an ellipsis where it does not fit.

    >>> wrapped("Den fællesoffentlige digitaliseringsstrategi 2016-2020")
    ('Den fællesoffentlige', 'digitaliseringsstrategi', '2016-2020')
    """
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return tuple(lines)


_COLUMNS = (
    "subjekt", "relation", "objekt", "modalitet", "benægtet", "afsender", "sikkerhed", "citat", "dokument", "fra",
    "til", "udsagn",
)  # fmt: skip


def as_csv(view: ThingView) -> bytes:
    """What is said of a thing and what points at it, one line a quote."""
    rows = [
        (
            claim.subject.label, claim.label,
            claim.object.value if claim.object.iri is None else claim.object.label,
            claim.modality, "ja" if claim.negated else "nej", claim.speaker.label if claim.speaker else "",
            f"{claim.confidence:.2f}", quote.text, quote.doc_id, str(quote.start), str(quote.end), claim.iri,
        )
        for claim in (*view.said, *view.pointing)
        for quote in claim.quotes
    ]  # fmt: skip
    return csv_file(_COLUMNS, rows)


@dataclasses.dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of things."""

    iri: str
    label: str
    type: str
    mentions: int
    documents: int
    period: tuple[str | None, str | None]

    @property
    def years(self) -> str:
        """Its period, where the name does not already say it."""
        said = all((year or "")[:4] in self.label for year in self.period)
        return "" if said else words.period(*self.period)


@per_index
def every(index: Index) -> tuple[Listed, ...]:
    """All things, most mentioned first."""
    rows = index.texts.entities()
    found = [Listed(r.iri, r.label, r.type, r.mentions, r.documents, (r.start, r.end)) for r in rows]
    return tuple(sorted(found, key=lambda r: (-r.mentions, r.label, r.iri)))


def fold(text: str) -> str:
    """A name as it is compared: lower case, æ, ø and å spelled out, accents dropped.

    >>> fold("Århus Ældreråd") == fold("aarhus aeldreraad")
    True
    """
    return iris.slug(text, limit=10_000).replace("-", " ")


@per_index
def folded(index: Index) -> tuple[tuple[str, Listed], ...]:
    """All things with all their names as they are compared."""
    alts = {row.iri: row.alt for row in index.texts.entities()}
    return tuple(
        (" | ".join(fold(name) for name in (item.label, *alts.get(item.iri, ()))), item) for item in every(index)
    )


def search(index: Index, text: str = "", type_: str = "") -> list[Listed]:
    """Things by a part of any of their names and by class, most mentioned first."""
    wanted = fold(text) if text.strip() else ""
    return [item for names, item in folded(index) if wanted in names and (not type_ or item.type == type_)]


def place(index: Index, iri: str) -> tuple[str, int, int] | None:
    """Where a passage or a piece of evidence stands: (doc_id, start, end) in code points; None for anything else."""
    local = iri.removeprefix(index.base)
    if local.startswith("passage/"):
        passage = index.texts.passage_by_iri(iri)
        return passage.doc_id, passage.start, passage.end
    if local.startswith("belaeg/"):
        evidence = iri.removesuffix("/position").removesuffix("/citat")
        rows = index.graph.select(
            f"SELECT ?doc ?start ?end WHERE {{ <{claims.safe(evidence)}> oa:hasSource/sg:docId ?doc ; "
            "oa:hasSelector ?at . ?at oa:start ?start ; oa:end ?end } LIMIT 1"
        )
        for row in rows:
            return row["doc"].value, int(row["start"].value), int(row["end"].value)
    return None


def is_claim(view: ThingView) -> bool:
    """True where the thing is a claim."""
    return any(isinstance(value.iri, str) and value.iri == iris.term("Claim") for _, _, value in view.facts)


def rdf(index: Index, iri: str, format_: str) -> bytes:
    """What the graph says of a thing, with the claims on it and their evidence, as "turtle" or "jsonld"."""
    triples = index.graph.query(_describe(iri))
    if format_ == "jsonld":
        out = io.BytesIO()
        write_jsonld((ox.Quad(t.subject, t.predicate, t.object) for t in triples), out)
        return out.getvalue()
    return bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"")


def _describe(iri: str) -> str:
    name = f"<{claims.safe(iri)}>"
    return (
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ BIND({name} AS ?s) ?s ?p ?o }} UNION "
        f"{{ {{ ?s rdf:subject {name} }} UNION {{ ?s rdf:object {name} }} ?s ?p ?o }} UNION "
        f"{{ {{ ?c rdf:subject {name} }} UNION {{ ?c rdf:object {name} }} "
        "?c prov:wasDerivedFrom ?s . ?s ?p ?o } UNION "
        f"{{ {{ ?c rdf:subject {name} }} UNION {{ ?c rdf:object {name} }} ?c prov:wasDerivedFrom/oa:hasSelector ?s . "
        "?s ?p ?o } }"
    )
