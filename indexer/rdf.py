"""Resolved entities, claims and documents to quads; the only place that knows what evidence looks like in RDF.

Everything lies once, in the default graph (DESIGN.md, "Statements and evidence"): no blank nodes, IRIs from content,
one evidence node for each stretch of text however many claims it carries.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, Quad

from . import iris
from .resolved import Claim, Place, ResolvedDocument, Thing
from .types import Literal, Metadata

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCAT = "http://www.w3.org/ns/dcat#"
SCHEMA_ORG = "https://schema.org/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES = {
    "sg": iris.NS,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "dct": DCT,
    "prov": PROV,
    "oa": OA,
    "skos": SKOS,
    "schema": SCHEMA_ORG,
    "org": ORG,
}

# What else a thing is; queries need no reasoner.
SUPERCLASSES = {
    "Programme": ("Initiative",),
    "Solution": ("Initiative",),
    "Organisation": ("Actor",),
    "Person": ("Actor",),
    "Document": ("Publication",),
}

CONTEXT_CHARS = 32  # length of a quote selector's prefix and suffix, as the Web Annotation model suggests: some words


def _node(iri: str) -> NamedNode:
    return NamedNode(iri)


_TYPE = _node(RDF + "type")
_LABEL = _node(RDFS + "label")
_ALT = _node(SKOS + "altLabel")
_DERIVED = _node(PROV + "wasDerivedFrom")


@functools.lru_cache(maxsize=512)
def sg(name: str) -> NamedNode:
    """A term of our ontology as a node."""
    return NamedNode(iris.term(name))


def danish(text: str) -> OxLiteral:
    """A Danish text as a literal."""
    return OxLiteral(text, language="da")


def integer(value: int) -> OxLiteral:
    """A whole number as a literal."""
    return OxLiteral(str(value), datatype=_node(XSD + "integer"))


def decimal(value: float) -> OxLiteral:
    """A decimal of at most four places, written as the store writes it, so that reading it back changes nothing."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return OxLiteral(text, datatype=_node(XSD + "decimal"))


def date(value: str) -> OxLiteral:
    """An ISO year, month or day with its XSD type; a season ("2011-21") as EDTF.

    >>> date("2016-05").datatype.value.rsplit("#", 1)[1]
    'gYearMonth'
    """
    if re.fullmatch(r"\d{4}", value):
        kind = XSD + "gYear"
    elif re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", value):
        kind = XSD + "gYearMonth"
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        kind = XSD + "date"
    else:
        kind = EDTF
    return OxLiteral(value, datatype=_node(kind))


def literal(value: Literal) -> OxLiteral:
    """A statement's literal as RDF: dates by precision, counts as integers, money and shares as decimals."""
    if value.kind == "date":
        return date(value.value)
    if value.kind in ("number", "money", "percent"):
        if re.fullmatch(r"-?\d+", value.value):
            return integer(int(value.value))
        return decimal(float(value.value))
    return danish(value.value)


def _classes(type_: str) -> Iterator[NamedNode]:
    for name in (type_, *SUPERCLASSES.get(type_, ())):
        yield sg(name)


def thing_quads(thing: Thing) -> Iterator[Quad]:
    """An entity: its classes, its labels, its period, and how it was told from its namesakes."""
    node = _node(thing.iri)
    for cls in _classes(thing.type):
        yield Quad(node, _TYPE, cls)
    if thing.type == "Quotation":
        yield Quad(node, _node(RDF + "value"), danish(thing.label))
    else:
        yield Quad(node, _LABEL, danish(thing.label))
    for alt in thing.alt:
        yield Quad(node, _ALT, danish(alt))
    yield from _period_quads(node, thing)
    if thing.number:
        yield Quad(node, sg("number"), OxLiteral(thing.number))
    for reading in thing.readings:
        yield Quad(node, sg("reading"), danish(reading))


def _period_quads(node: NamedNode, thing: Thing) -> Iterator[Quad]:
    """The years that tell a thing from its namesakes, flat and as a period of time (DCTERMS, DCAT); no statement."""
    if not (thing.start or thing.end):
        return
    period = _node(iris.period(thing.iri, thing.start, thing.end))
    yield Quad(node, _node(DCT + "temporal"), period)
    yield Quad(period, _TYPE, _node(DCT + "PeriodOfTime"))
    for value, flat, exact in ((thing.start, "periodStart", "startDate"), (thing.end, "periodEnd", "endDate")):
        if value:
            yield Quad(node, sg(flat), date(value))
            yield Quad(period, _node(DCAT + exact), date(value))


def _metadata_quads(node: NamedNode, meta: Metadata) -> Iterator[Quad]:
    yield Quad(node, _node(DCT + "title"), danish(meta.title))
    yield Quad(node, _LABEL, danish(meta.title))
    yield Quad(node, _node(DCT + "language"), OxLiteral(meta.language))
    texts = (("publisher", meta.publisher), ("creator", meta.author), ("type", meta.kind), ("license", meta.license))
    for name, value in texts:
        if value:
            yield Quad(node, _node(DCT + name), OxLiteral(value))
    if meta.date:
        yield Quad(node, _node(DCT + "issued"), date(meta.date))
    if meta.url:
        yield Quad(node, _node(SCHEMA_ORG + "url"), OxLiteral(meta.url))
    for source in meta.sources:
        label = f"{source.title} <{source.url}>" if source.url else source.title
        yield Quad(node, _node(DCT + "source"), OxLiteral(label))


def document_quads(document: ResolvedDocument, base: str, version: str) -> Iterator[Quad]:
    """A document with its bibliographic data, its passages and what each of them mentions."""
    node = _node(document.iri)
    for cls in _classes("Document"):
        yield Quad(node, _TYPE, cls)
    yield Quad(node, sg("docId"), OxLiteral(document.doc_id))
    yield from _metadata_quads(node, document.metadata)
    run = _node(iris.run(base, document.doc_id, version))
    yield Quad(node, _node(PROV + "wasGeneratedBy"), run)
    yield Quad(run, _TYPE, _node(PROV + "Activity"))
    yield Quad(run, _LABEL, danish(f"læsning af {document.doc_id}"))
    for passage in document.passages:
        piece = _node(passage.iri)
        yield Quad(piece, _TYPE, sg("Passage"))
        yield Quad(piece, sg("inDocument"), node)
        yield Quad(piece, sg("start"), integer(passage.start))
        yield Quad(piece, sg("end"), integer(passage.end))
        yield Quad(piece, sg("zone"), OxLiteral(passage.zone))
        yield Quad(piece, sg("text"), danish(passage.text))
        for iri in passage.mentions:
            yield Quad(piece, sg("mentions"), _node(iri))


def _object(claim: Claim) -> NamedNode | OxLiteral:
    return _node(claim.object) if isinstance(claim.object, str) else literal(claim.object)


def claim_quads(claim: Claim, base: str) -> Iterator[Quad]:
    """A claim with its evidence, and the plain triple where it is stated as a fact and not negated."""
    node, subject, relation, value = _node(claim.iri), _node(claim.subject), sg(claim.relation), _object(claim)
    yield Quad(node, _TYPE, sg("Claim"))
    yield Quad(node, _TYPE, _node(RDF + "Statement"))
    yield Quad(node, _node(RDF + "subject"), subject)
    yield Quad(node, _node(RDF + "predicate"), relation)
    yield Quad(node, _node(RDF + "object"), value)
    yield Quad(node, sg("modality"), _node(iris.modality(claim.modality)))
    yield Quad(node, sg("negated"), OxLiteral("true" if claim.negated else "false", datatype=_node(XSD + "boolean")))
    yield Quad(node, sg("confidence"), decimal(claim.confidence))
    if claim.speaker:
        yield Quad(node, sg("speaker"), _node(claim.speaker))
    if isinstance(claim.object, Literal) and claim.object.unit:
        yield Quad(node, sg("unit"), OxLiteral(claim.object.unit))
    for reading in claim.readings:
        yield Quad(node, sg("reading"), danish(reading))
    for other in claim.conflicts:
        yield Quad(node, sg("conflictsWith"), _node(other))
    for place in claim.evidence:
        yield Quad(node, _DERIVED, _node(place.iri))
    for place in claim.context:
        yield Quad(node, sg("context"), _node(place.iri))
    if claim.asserted:
        yield Quad(subject, relation, value)
        yield from _membership_quads(claim, base)
    yield from _quantity_quads(claim)


def _quantity_quads(claim: Claim) -> Iterator[Quad]:
    """A count, share or amount with its unit as one value (schema.org), beside the claim's flat number."""
    value = claim.object
    if not isinstance(value, Literal) or value.kind not in ("number", "money", "percent"):
        return
    node = _node(iris.quantity(claim.iri))
    yield Quad(_node(claim.iri), sg("quantity"), node)
    yield Quad(node, _TYPE, _node(SCHEMA_ORG + "QuantitativeValue"))
    yield Quad(node, _node(SCHEMA_ORG + "value"), literal(value))
    if value.unit:
        yield Quad(node, _node(SCHEMA_ORG + "unitText"), OxLiteral(value.unit))


_TERMS = {"roleFrom": "startDate", "roleTo": "endDate"}


def _membership_quads(claim: Claim, base: str) -> Iterator[Quad]:
    """The office that a person holds (W3C Organization Ontology), a node for each piece of evidence.

    What a sentence says of a title and of a body are two claims; they meet in the node that the person and the
    sentence make, so that each claim's triples follow from that claim alone.
    """
    if claim.relation not in ("personRoleIn", "personHasRole", *_TERMS):
        return
    for place in claim.evidence:
        node = _node(iris.membership(claim.subject, place.iri))
        yield Quad(node, _TYPE, _node(ORG + "Membership"))
        yield Quad(node, _node(ORG + "member"), _node(claim.subject))
        yield Quad(node, _DERIVED, _node(place.iri))
        if isinstance(claim.object, str):
            yield Quad(node, _node(ORG + "organization"), _node(claim.object))
        elif claim.relation in _TERMS:
            yield Quad(node, _node(SCHEMA_ORG + _TERMS[claim.relation]), literal(claim.object))
        else:
            role = _node(iris.role(base, claim.object.value))
            yield Quad(node, _node(ORG + "role"), role)
            yield Quad(role, _TYPE, sg("Role"))
            yield Quad(role, _LABEL, danish(claim.object.value))


def place_quads(place: Place) -> Iterator[Quad]:
    """A piece of evidence: its document, its passage and both selectors (Web Annotation Data Model, 4.2)."""
    node, position, quote = (
        _node(place.iri),
        _node(iris.selector(place.iri, "position")),
        _node(iris.selector(place.iri, "citat")),
    )
    yield Quad(node, _TYPE, sg("Evidence"))
    yield Quad(node, _TYPE, _node(OA + "SpecificResource"))
    yield Quad(node, _node(OA + "hasSource"), _node(place.document))
    if place.passage:
        yield Quad(node, sg("inPassage"), _node(place.passage))
    yield Quad(node, _node(OA + "hasSelector"), position)
    yield Quad(node, _node(OA + "hasSelector"), quote)
    yield Quad(position, _TYPE, _node(OA + "TextPositionSelector"))
    yield Quad(position, _node(OA + "start"), integer(place.start))
    yield Quad(position, _node(OA + "end"), integer(place.end))
    yield Quad(quote, _TYPE, _node(OA + "TextQuoteSelector"))
    yield Quad(quote, _node(OA + "exact"), OxLiteral(place.quote))
    if place.prefix:
        yield Quad(quote, _node(OA + "prefix"), OxLiteral(place.prefix))
    if place.suffix:
        yield Quad(quote, _node(OA + "suffix"), OxLiteral(place.suffix))


def quads(
    documents: Iterable[ResolvedDocument],
    things: Iterable[Thing],
    claims: Iterable[Claim],
    places: Iterable[Place],
    base: str,
    version: str,
) -> Iterator[Quad]:
    """All quads of an index. The same values in any order give the same set."""
    for document in documents:
        yield from document_quads(document, base, version)
    for thing in things:
        yield from thing_quads(thing)
    for claim in claims:
        yield from claim_quads(claim, base)
    for place in places:
        yield from place_quads(place)
