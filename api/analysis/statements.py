"""Claims of the graph as values: who says what of whom, how surely, and the words that carry it."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from indexer import iris
from indexer.errors import NotFound, UsageError
from indexer.rdf import EDTF, PREFIXES, RDF, RDFS, XSD
from indexer.types import Modality

from .. import wording
from . import views
from .frames import Rows, need

if TYPE_CHECKING:
    from ..index import Index

AROUND = 140  # code points of context on each side of a quote
_BATCH = 400  # claims in one VALUES list
_KINDS = {
    **dict.fromkeys((EDTF, XSD + "date", XSD + "gYear", XSD + "gYearMonth"), "Date"),
    **dict.fromkeys((XSD + "integer", XSD + "decimal"), "Number"),
}
_MODALITIES = {iris.modality(str(modality)): str(modality) for modality in Modality}


@dataclasses.dataclass(frozen=True, slots=True)
class Name:
    """One side of a statement. `iri` is None for a literal, whose `type` is Date, Number or Text.

    `label` is a thing's name, or a literal as the graph has it: an ISO date, digits, words.
    """

    label: str
    iri: str | None
    type: str

    def __str__(self) -> str:
        return self.label


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """The words that carry a statement: the canonical text of `doc_id` from `start` to `end`, in code points.

    `before` and `after` are the words around it in the same paragraph; `iri` names the piece of evidence.
    """

    doc_id: str
    title: str
    date: str | None
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    passage: str | None = None
    iri: str | None = None

    def _repr_html_(self) -> str:
        return views.box(views.quote(self))


@dataclasses.dataclass(frozen=True, slots=True)
class StatementRow:
    """A claim with all that a reader needs to judge it.

    `quotes` carry it, one per sentence that says it; `context` are further stretches it rests on; `conflicts` are the
    IRIs of claims that say otherwise; `readings` say why something ambiguous was read as it was.
    """

    iri: str
    subject: Name
    relation: str
    object: Name
    unit: str | None
    modality: str
    negated: bool
    speaker: Name | None
    confidence: float
    quotes: tuple[Quote, ...]
    context: tuple[Quote, ...] = ()
    readings: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The claim as a plain line of Danish."""
        thing = wording.literal(self.object.label) if self.object.type == "Date" else self.object.label
        if self.object.type == "Number":
            thing = wording.number(thing)
        if self.unit and self.relation != "initiativeCount":  # whose sentence names what is counted
            thing = f"{thing} {self.unit}"
        said = wording.statement(self.subject.label, self.relation, thing)
        return f"Det passer ikke, at {said}" if self.negated else said

    def _repr_html_(self) -> str:
        how = f"{self.modality} · sikkerhed {wording.number(f'{self.confidence:.2f}')}"
        if self.speaker:
            how += f" · ifølge {self.speaker.label}"
        why = f"<p>{views.faint(views.escape('; '.join(self.readings)))}</p>" if self.readings else ""
        head = f"<p><strong>{views.escape(self.text)}</strong> {views.faint(views.escape(how))}</p>"
        return views.box(head, *(views.quote(q) for q in self.quotes), why)


class Statements(Rows[StatementRow]):
    """Claims in order of subject, relation and object."""

    title = "udsagn"

    def __init__(self, rows: Iterable[StatementRow], index: Index) -> None:
        super().__init__(rows)
        self._index = index

    def _again(self, rows: Iterable[StatementRow]) -> Statements:
        return Statements(rows, self._index)

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """One row a claim; `citat`, `dokument`, `start` and `slut` are of its first quote, `belæg` counts them."""
        return (
            "subjekt", "subjekt_type", "relation", "objekt", "objekt_type", "enhed", "modalitet", "benægtet",
            "afsender", "sikkerhed", "belæg", "citat", "dokument", "start", "slut", "subjekt_iri", "objekt_iri", "iri",
        )  # fmt: skip

    def record(self, row: StatementRow) -> dict[str, Any]:
        """One claim as a flat dictionary."""
        first = row.quotes[0] if row.quotes else None
        where = (first.text, first.doc_id, first.start, first.end) if first else (None, None, None, None)
        values = (
            row.subject.label, row.subject.type, row.relation, row.object.label, row.object.type, row.unit,
            row.modality, row.negated, row.speaker.label if row.speaker else None, row.confidence, len(row.quotes),
            *where, row.subject.iri, row.object.iri, row.iri,
        )  # fmt: skip
        return dict(zip(self.columns(), values, strict=True))

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return ("Udsagn", "Hvordan", "Belæg")

    def _shown(self, row: StatementRow) -> Sequence[str]:
        more = len(row.quotes) - 1
        quotes = "".join(views.quote(q) for q in row.quotes[:1])
        quotes += views.faint(f"og {more} andre steder" if more > 1 else "og et andet sted") if more else ""
        how = row.modality + (f", ifølge {row.speaker.label}" if row.speaker else "")
        how += ", kilderne er uenige" if row.conflicts else ""
        return (views.escape(row.text), views.escape(how), quotes)

    def to_networkx(self) -> Any:
        """A networkx.MultiDiGraph of the claims between things: nodes by IRI with label and type, one edge a claim."""
        graph = need("networkx", "en netværksgraf").MultiDiGraph()
        for row in self._rows:
            if row.subject.iri is None or row.object.iri is None:
                continue
            for side in (row.subject, row.object):
                graph.add_node(side.iri, label=side.label, type=side.type)
            graph.add_edge(
                row.subject.iri, row.object.iri, key=row.iri, relation=row.relation, modality=row.modality,
                negated=row.negated, confidence=row.confidence, quotes=len(row.quotes),
            )  # fmt: skip
        return graph

    def to_rdflib(self) -> Any:
        """An rdflib.Graph of these claims as they stand in the graph: claim, evidence, selectors, labels."""
        from .queries import to_rdflib

        return to_rdflib(_triples(self._index, self._rows))


def statements(
    index: Index,
    subject: str | None = None,
    relation: str | Sequence[str] | None = None,
    object: str | None = None,
    doc: str | None = None,
) -> Statements:
    """The claims that fit. `subject` and `object` are labels or IRIs, `object` also a literal's value.

    Raises UsageError for a relation that does not exist, NotFound for a name or document that the index lacks.
    """
    pattern = _pattern(index, subject, relation, object, doc)
    return Statements(read(index, pattern), index)


def things_named(index: Index, name: str) -> list[str]:
    """IRIs of what has this label, other name or IRI, whatever its capitals. Raises NotFound with the nearest names."""
    wanted = name.casefold()
    rows = index.texts.entities()
    found = [row.iri for row in rows if row.iri == name or row.label.casefold() == wanted]
    found = found or [row.iri for row in rows if any(alt.casefold() == wanted for alt in row.alt)]
    if not found:
        found = [row.iri for row in index.texts.documents() if name in (row.iri, row.title)]
    if found:
        return found
    import difflib

    near = difflib.get_close_matches(name, sorted({row.label for row in rows}), n=3)
    tip = f" Mente du {wording.listed([f'»{label}«' for label in near])}?" if near else ""
    raise NotFound(f"grafen kender ikke »{name}«.{tip}")


@functools.lru_cache(maxsize=1)
def relations() -> dict[str, str]:
    """The relations that claims set, with their Danish labels, in the ontology's order.

    >>> relations()["agreedBy"]
    'er aftalt eller vedtaget af'
    """
    import ontology

    label, relation = ox.NamedNode(RDFS + "label"), iris.term("Relation")
    labels: dict[str, str] = {}
    carried = []
    for quad in ox.parse(path=str(ontology.SCHEMA), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        name = quad.subject.value.removeprefix(iris.NS)
        if quad.predicate == label and isinstance(quad.object, ox.Literal) and quad.object.language == "da":
            labels[name] = quad.object.value
        if isinstance(quad.object, ox.NamedNode) and quad.object.value == relation and name != "Relation":
            carried.append(name)
    return {name: labels.get(name, name) for name in carried}


def _relation(name: str) -> str:
    short = name.removeprefix(iris.NS).removeprefix("sg:")
    known = relations()
    if short in known:
        return short
    for key, label in known.items():
        if label == name:
            return key
    raise UsageError(f"der er ingen relation »{name}«; der er {', '.join(known)}")


def _node(iri: str) -> str:
    try:
        return str(ox.NamedNode(iri))
    except ValueError as error:
        raise NotFound(f"{iri!r} er ikke et navn i grafen.") from error


def _pattern(
    index: Index, subject: str | None, relation: str | Sequence[str] | None, object: str | None, doc: str | None
) -> str:
    parts = ["?c a sg:Claim ."]
    if subject is not None:
        nodes = " ".join(_node(iri) for iri in things_named(index, subject))
        parts.append(f"VALUES ?s {{ {nodes} }} ?c rdf:subject ?s .")
    if relation is not None:
        names = [relation] if isinstance(relation, str) else list(relation)
        nodes = " ".join(_node(iris.term(_relation(name))) for name in names)
        parts.append(f"VALUES ?p {{ {nodes} }} ?c rdf:predicate ?p .")
    if object is not None:
        parts.append(_object_pattern(index, object))
    if doc is not None:
        parts.append(f"FILTER EXISTS {{ ?c prov:wasDerivedFrom/oa:hasSource {_node(index.texts.document(doc).iri)} }}")
    return " ".join(parts)


def _object_pattern(index: Index, name: str) -> str:
    literal = f"?c rdf:object ?o . FILTER(isLiteral(?o) && STR(?o) = {ox.Literal(name)})"
    try:
        nodes = " ".join(_node(iri) for iri in things_named(index, name))
    except NotFound:
        if not index.graph.ask(f"ASK {{ ?c a sg:Claim . {literal} }}"):
            raise
        return literal
    return f"VALUES ?o {{ {nodes} }} ?c rdf:object ?o ."


_CORE = """SELECT ?c ?s ?p ?o ?modality ?negated ?confidence ?speaker ?unit WHERE {{ {pattern}
  ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; sg:modality ?modality ; sg:negated ?negated ;
     sg:confidence ?confidence .
  OPTIONAL {{ ?c sg:speaker ?speaker }} OPTIONAL {{ ?c sg:unit ?unit }} }}"""
_QUOTES = """SELECT ?c ?e ?doc ?passage ?start ?end WHERE {{ VALUES ?c {{ {claims} }}
  ?c {relation} ?e . ?e oa:hasSource/sg:docId ?doc ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL {{ ?e sg:inPassage ?passage }} }}"""
_VALUES = "SELECT ?c ?v WHERE {{ VALUES ?c {{ {claims} }} ?c {relation} ?v }}"


class _Reader:
    """Reads names and quotes of one index, each once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.name = functools.cache(self._name)
        self.text = functools.lru_cache(maxsize=64)(index.texts.text)
        self.document = functools.cache(index.texts.document)

    def _name(self, iri: str) -> Name:
        try:
            row = self.index.texts.entity(iri)
            return Name(row.label, iri, row.type)
        except NotFound:
            pass
        query = (
            f"SELECT ?label ?type WHERE {{ {_node(iri)} rdfs:label|rdf:value ?label ; a ?type }} ORDER BY ?type LIMIT 1"
        )
        for found in self.index.graph.select(query):
            return Name(str(found["label"].value), iri, str(found["type"].value).rsplit("#", 1)[-1])
        return Name(iri.rsplit("/", 1)[-1], iri, "")

    def side(self, term: Any) -> Name:
        if isinstance(term, ox.Literal):
            return Name(term.value, None, _KINDS.get(term.datatype.value, "Text"))
        return self.name(term.value)

    def quote(self, row: dict[str, Any]) -> Quote:
        doc_id, start, end = row["doc"].value, int(row["start"].value), int(row["end"].value)
        passage = row["passage"].value if "passage" in row else None
        return self.quoted(doc_id, start, end, passage, row["e"].value)

    def quoted(self, doc_id: str, start: int, end: int, passage: str | None = None, iri: str | None = None) -> Quote:
        text, document = self.text(doc_id), self.document(doc_id)
        before, after = around(text, start, end)
        return Quote(doc_id, document.title, document.date, start, end, text[start:end], before, after, passage, iri)


def around(text: str, start: int, end: int, most: int = AROUND) -> tuple[str, str]:
    """The words before and after a stretch in its own paragraph, cut at a word, with an ellipsis where cut.

    >>> around("En. To tre.\\n\\nFire.", 4, 6)
    ('En. ', ' tre.')
    """
    before = text[max(0, start - most) : start]
    after = text[end : end + most]
    cut_left = start > most and "\n" not in before
    cut_right = end + most < len(text) and "\n" not in after
    before, after = before.rsplit("\n", 1)[-1], after.split("\n", 1)[0]
    if cut_left and " " in before:
        before = "… " + before.split(" ", 1)[1]
    if cut_right and " " in after:
        after = after.rsplit(" ", 1)[0] + " …"
    return before, after


def read(index: Index, pattern: str) -> list[StatementRow]:
    """The claims `?c` that a SPARQL pattern finds, with quotes cut from the canonical texts."""
    rows = {row["c"].value: row for row in index.graph.select(_CORE.format(pattern=pattern))}
    claims = sorted(rows)
    reader = _Reader(index)
    carried = _quotes(reader, claims, "prov:wasDerivedFrom")
    context = _quotes(reader, claims, "sg:context")
    readings, conflicts = _values(index, claims, "sg:reading"), _values(index, claims, "sg:conflictsWith")
    found = [
        StatementRow(
            iri=iri,
            subject=reader.side(row["s"]),
            relation=row["p"].value.removeprefix(iris.NS),
            object=reader.side(row["o"]),
            unit=row["unit"].value if "unit" in row else None,
            modality=_MODALITIES.get(row["modality"].value, ""),
            negated=row["negated"].value == "true",
            speaker=reader.side(row["speaker"]) if "speaker" in row else None,
            confidence=float(row["confidence"].value),
            quotes=tuple(carried.get(iri, ())),
            context=tuple(context.get(iri, ())),
            readings=tuple(readings.get(iri, ())),
            conflicts=tuple(conflicts.get(iri, ())),
        )
        for iri in claims
        for row in [rows[iri]]
    ]
    order = {name: place for place, name in enumerate(relations())}
    return sorted(found, key=lambda r: (r.subject.label, order.get(r.relation, 999), r.object.label, r.iri))


def _batches(claims: Sequence[str]) -> Iterable[str]:
    for at in range(0, len(claims), _BATCH):
        yield " ".join(_node(iri) for iri in claims[at : at + _BATCH])


def _quotes(reader: _Reader, claims: Sequence[str], relation: str) -> dict[str, list[Quote]]:
    found: dict[str, list[Quote]] = defaultdict(list)
    for some in _batches(claims):
        for row in reader.index.graph.select(_QUOTES.format(claims=some, relation=relation)):
            found[str(row["c"].value)].append(reader.quote(row))
    return {iri: sorted(quotes, key=lambda q: (q.doc_id, q.start, q.end)) for iri, quotes in found.items()}


def _values(index: Index, claims: Sequence[str], relation: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for some in _batches(claims):
        for row in index.graph.select(_VALUES.format(claims=some, relation=relation)):
            found[str(row["c"].value)].append(str(row["v"].value))
    return {iri: sorted(values) for iri, values in found.items()}


def _triples(index: Index, rows: Sequence[StatementRow]) -> Iterable[ox.Triple]:
    """The claims, their evidence with its selectors, what their sides are, and the plain triples beside them."""
    store = index.graph.store
    selector, label, kind = (
        ox.NamedNode(PREFIXES["oa"] + "hasSelector"),
        ox.NamedNode(RDFS + "label"),
        ox.NamedNode(RDF + "type"),
    )
    whole: set[ox.NamedNode] = set()
    sides: set[ox.NamedNode] = set()
    for row in rows:
        whole.add(ox.NamedNode(row.iri))
        whole.update(ox.NamedNode(quote.iri) for quote in (*row.quotes, *row.context) if quote.iri)
        sides.update(ox.NamedNode(side.iri) for side in (row.subject, row.object) if side.iri)
        yield from _plain(store, row)
    for node in tuple(whole):
        found = (quad.object for quad in store.quads_for_pattern(node, selector, None))
        whole.update(part for part in found if isinstance(part, ox.NamedNode))
    for node in whole:
        yield from (quad.triple for quad in store.quads_for_pattern(node, None, None))
    for node in sides:
        for predicate in (label, kind):
            yield from (quad.triple for quad in store.quads_for_pattern(node, predicate, None))


def _plain(store: ox.Store, row: StatementRow) -> Iterable[ox.Triple]:
    for quad in store.quads_for_pattern(ox.NamedNode(row.iri), ox.NamedNode(RDF + "object"), None):
        subject, relation = ox.NamedNode(row.subject.iri or row.iri), ox.NamedNode(iris.term(row.relation))
        yield from (found.triple for found in store.quads_for_pattern(subject, relation, quad.object))
