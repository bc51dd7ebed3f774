"""All documents' entities and statements to identities, merged claims and conflicts: the second phase, on one screen.

Nothing here depends on the order of the documents: clusters are made from sets, and every choice among members is by
count, then length, then alphabet. What a claim is, and which claims it disagrees with, depends on the claims of its
group alone (`_mark`), so that a build that changes little reads only the documents of the groups it touches: `gather`.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from . import iris
from .conflicts import SINGLE_VALUED, with_conflicts
from .identity import Identities, identify
from .passage_ids import first_ids
from .rdf import CONTEXT_CHARS
from .resolved import Claim, Place, ResolvedDocument, ResolvedPassage, Thing
from .types import DocumentRecord, Literal, Modality, Span, Statement

Keys = Mapping[str, str]
"""A document's entity keys to IRIs."""


@dataclasses.dataclass(frozen=True, slots=True)
class Gathered:
    """What some documents say: the documents in order, the things that are quotations, claims and evidence by IRI.

    `marks` are the groups that each document's statements are in.
    """

    documents: tuple[ResolvedDocument, ...]
    quotations: tuple[Thing, ...]
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    marks: dict[str, frozenset[int]]


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """What all documents together say: documents in order of doc_id, things and claims in order of IRI."""

    documents: tuple[ResolvedDocument, ...]
    things: tuple[Thing, ...]
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]
    identities: Identities
    marks: dict[str, frozenset[int]]


def resolve(
    records: Iterable[DocumentRecord],
    base: str,
    known: Mapping[str, Thing],
    merges: Sequence[tuple[str, str]] = (),
    retypes: Mapping[str, str] | None = None,
) -> Resolution:
    """Identities, merged claims and conflicts of all documents.

    `known` are the vocabularies' things by IRI (under `base`); `merges` and `retypes` come from the reviewed
    corrections: pairs of labels or IRIs that name one thing, and types to set.
    """
    ordered = sorted(records, key=lambda record: record.document.doc_id)
    identities = identify(ordered, base, known, merges, retypes or {})
    keys = {record.document.doc_id: identities.of(record.document.doc_id) for record in ordered}
    found = gather(ordered, keys, first_ids(keys), base)
    things = [*identities.things.values(), *found.quotations]
    return Resolution(
        found.documents,
        tuple(sorted(things, key=lambda thing: thing.iri)),
        found.claims,
        found.places,
        identities,
        found.marks,
    )


def gather(
    records: Sequence[DocumentRecord],
    keys: Mapping[str, Keys],
    first: Mapping[str, int],
    base: str,
    wanted: frozenset[int] | None = None,
) -> Gathered:
    """What documents say, given their entities' IRIs and the numbers of their first passages.

    With `wanted`, only the claims of these groups, and the evidence of those.
    """
    documents = tuple(_document(record, keys[record.document.doc_id], first, base) for record in records)
    quotations: dict[str, Thing] = {}
    claims, places, marks = _claims(records, documents, base, quotations, wanted)
    return Gathered(
        documents,
        tuple(quotations.values()),
        tuple(with_conflicts(claims)),
        tuple(sorted(places.values(), key=lambda place: place.iri)),
        marks,
    )


def _document(record: DocumentRecord, keys: Keys, first: Mapping[str, int], base: str) -> ResolvedDocument:
    document = record.document
    starts = sorted(
        (span.start, span.end, keys[entity.key])
        for entity in record.entities
        if not entity.document
        for span in entity.mentions
    )
    passages = []
    for number, passage in enumerate(sorted(record.passages, key=lambda p: p.span), first[document.doc_id]):
        text = passage.span.of(document.text)
        inside = {iri for start, end, iri in starts if passage.span.start <= start and end <= passage.span.end}
        heading = " › ".join(" ".join(span.of(document.text).split()) for span in passage.headings)
        passages.append(
            ResolvedPassage(
                number,
                iris.passage(base, document.doc_id, passage.span.start, passage.span.end, text),
                passage.span.start,
                passage.span.end,
                text,
                str(passage.zone),
                heading,
                tuple((s.start, s.end) for s in passage.sentences),
                tuple(sorted(inside)),
            )
        )
    return ResolvedDocument(
        document.doc_id,
        iris.document(base, document.doc_id),
        document.metadata,
        document.text,
        tuple(passages),
        dict(keys),
    )


class _Places:
    """Evidence nodes of one document, made once for each stretch."""

    def __init__(self, document: ResolvedDocument, base: str, seen: dict[str, Place]) -> None:
        self._document, self._base, self._seen = document, base, seen

    def at(self, span: Span) -> Place:
        doc, text = self._document, self._document.text
        quote = text[span.start : span.end]
        iri = iris.evidence(self._base, doc.doc_id, span.start, span.end, quote)
        if iri not in self._seen:
            home = next((p.iri for p in doc.passages if p.start <= span.start and span.end <= p.end), None)
            home = home or next((p.iri for p in doc.passages if p.start <= span.start < p.end), None)
            self._seen[iri] = Place(
                iri,
                doc.doc_id,
                doc.iri,
                home,
                span.start,
                span.end,
                quote,
                text[max(0, span.start - CONTEXT_CHARS) : span.start],
                text[span.end : span.end + CONTEXT_CHARS],
            )
        return self._seen[iri]


def _quotation(statement: Statement, doc: ResolvedDocument, base: str, found: dict[str, Thing]) -> str:
    assert isinstance(statement.subject, Literal)
    words = statement.subject.value
    iri = f"{base}{iris.KINDS['Quotation']}/{iris.digest(doc.doc_id, words)}"
    found[iri] = Thing(iri, "Quotation", words, mentions=1, documents=1)
    return iri


_Key = tuple[str, str, str | Literal, Modality, str | None, bool]
"""What makes a claim itself: subject, relation, object, modality, speaker, polarity."""


def _claims(
    records: Sequence[DocumentRecord],
    documents: Sequence[ResolvedDocument],
    base: str,
    quotations: dict[str, Thing],
    wanted: frozenset[int] | None,
) -> tuple[list[Claim], dict[str, Place], dict[str, frozenset[int]]]:
    places: dict[str, Place] = {}
    evidence: dict[_Key, set[Place]] = defaultdict(set)
    context: dict[_Key, set[Place]] = defaultdict(set)
    confidence: dict[_Key, float] = {}
    readings: dict[_Key, set[str]] = defaultdict(set)
    marks: dict[str, frozenset[int]] = {}
    for record, doc in zip(records, documents, strict=True):
        at = _Places(doc, base, places).at
        found = list(_said(record, doc, base, quotations))
        marks[doc.doc_id] = frozenset(mark for _, _, mark in found)
        for statement, key, mark in found:
            if wanted is not None and mark not in wanted:
                continue
            evidence[key].add(at(statement.evidence.span))
            context[key].update(at(span) for span in statement.evidence.context)
            confidence[key] = max(confidence.get(key, 0.0), statement.confidence)
            if statement.reading:
                readings[key].add(statement.reading)
    claims = [
        _claim(base, key, evidence[key], context[key], confidence[key], readings[key])
        for key in sorted(evidence, key=_parts)
    ]
    return claims, places, marks


def _said(
    record: DocumentRecord, doc: ResolvedDocument, base: str, quotations: dict[str, Thing]
) -> Iterator[tuple[Statement, _Key, int]]:
    """A document's statements, each with its claim and its group."""
    for statement in record.statements:
        subject = (
            doc.entities[statement.subject]
            if isinstance(statement.subject, str)
            else _quotation(statement, doc, base, quotations)
        )
        value = doc.entities[statement.object] if isinstance(statement.object, str) else statement.object
        if subject == value:
            continue
        speaker = doc.entities[statement.speaker] if statement.speaker else None
        key = (subject, statement.relation, value, statement.modality, speaker, statement.negated)
        yield statement, key, _mark(subject, statement.relation, value if isinstance(value, str) else "")


@functools.lru_cache(maxsize=100_000)
def _mark(subject: str, relation: str, value: str) -> int:
    """The group of claims whose conflicts and plain triples depend on each other, as 63 bits of a hash.

    Claims of one value are told apart by their object where that is a thing; literals may meet in one triple ("2" of
    different units), and values of single-valued relations disagree.
    """
    parts = (subject, relation) if relation in SINGLE_VALUED else (subject, relation, value)
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:8]) >> 1


def _parts(key: _Key) -> tuple[str, ...]:
    subject, relation, value, modality, speaker, negated = key
    if isinstance(value, Literal):
        said = ("literal", value.kind, value.value, value.unit or "")
    else:
        said = ("iri", str(value), "", "")
    return (str(subject), str(relation), *said, str(modality), str(speaker or ""), str(bool(negated)))


def _where(place: Place) -> tuple[str, int, int]:
    return place.doc_id, place.start, place.end


def _claim(
    base: str,
    key: _Key,
    evidence: set[Place],
    context: set[Place],
    confidence: float,
    readings: set[str],
) -> Claim:
    subject, relation, value, modality, speaker, negated = key
    return Claim(
        iri=iris.claim(base, *_parts(key)),
        subject=subject,
        relation=relation,
        object=value,
        modality=str(modality),
        negated=negated,
        speaker=speaker,
        confidence=round(confidence, 4),
        evidence=tuple(sorted(evidence, key=_where)),
        context=tuple(sorted(context - evidence, key=_where)),
        readings=tuple(sorted(readings)),
        asserted=modality.is_fact and not negated,
    )


def count_relations(claims: Iterable[Claim]) -> Counter[str]:
    """How many claims each relation has."""
    return Counter(claim.relation for claim in claims)
