"""All documents' entities and statements to identities, merged claims and conflicts: the second phase, on one screen.

Nothing here depends on the order of the documents: clusters are made from sets, and every choice among members is by
count, then length, then alphabet.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from . import iris
from .conflicts import with_conflicts
from .identity import Identities, identify
from .rdf import CONTEXT_CHARS
from .resolved import Claim, Place, ResolvedDocument, ResolvedPassage, Thing
from .types import DocumentRecord, Literal, Modality, Span, Statement


@dataclasses.dataclass(frozen=True, slots=True)
class Resolution:
    """What all documents together say: documents in order of doc_id, things and claims in order of IRI."""

    documents: tuple[ResolvedDocument, ...]
    things: tuple[Thing, ...]
    claims: tuple[Claim, ...]
    places: tuple[Place, ...]


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
    documents = _documents(ordered, base, identities)
    quotations: dict[str, Thing] = {}
    claims, places = _claims(ordered, documents, base, quotations)
    used = _used(documents, claims)
    things = [thing for thing in identities.things.values() if thing.iri in used]
    things += quotations.values()
    return Resolution(
        documents,
        tuple(sorted(things, key=lambda thing: thing.iri)),
        tuple(with_conflicts(claims)),
        tuple(sorted(places.values(), key=lambda place: place.iri)),
    )


def _used(documents: Sequence[ResolvedDocument], claims: Sequence[Claim]) -> set[str]:
    found = {iri for document in documents for iri in document.entities.values()}
    for claim in claims:
        found.add(claim.subject)
        if isinstance(claim.object, str):
            found.add(claim.object)
    return found


def _documents(records: Sequence[DocumentRecord], base: str, identities: Identities) -> tuple[ResolvedDocument, ...]:
    found, number = [], 0
    for record in records:
        document = record.document
        keys = identities.of(document.doc_id)
        starts = sorted(
            (span.start, span.end, keys[entity.key])
            for entity in record.entities
            if not entity.document
            for span in entity.mentions
        )
        passages = []
        for passage in sorted(record.passages, key=lambda p: p.span):
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
            number += 1
        found.append(
            ResolvedDocument(
                document.doc_id,
                iris.document(base, document.doc_id),
                document.metadata,
                document.text,
                tuple(passages),
                dict(keys),
            )
        )
    return tuple(found)


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


def _claims(
    records: Sequence[DocumentRecord],
    documents: Sequence[ResolvedDocument],
    base: str,
    quotations: dict[str, Thing],
) -> tuple[list[Claim], dict[str, Place]]:
    places: dict[str, Place] = {}
    evidence: dict[tuple[object, ...], set[Place]] = defaultdict(set)
    context: dict[tuple[object, ...], set[Place]] = defaultdict(set)
    confidence: dict[tuple[object, ...], float] = {}
    readings: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for record, doc in zip(records, documents, strict=True):
        at = _Places(doc, base, places).at
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
            evidence[key].add(at(statement.evidence.span))
            context[key].update(at(span) for span in statement.evidence.context)
            confidence[key] = max(confidence.get(key, 0.0), statement.confidence)
            if statement.reading:
                readings[key].add(statement.reading)
    claims = [
        _claim(base, key, evidence[key], context[key], confidence[key], readings[key])
        for key in sorted(evidence, key=_parts)
    ]
    return claims, places


def _parts(key: tuple[object, ...]) -> tuple[str, ...]:
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
    key: tuple[object, ...],
    evidence: set[Place],
    context: set[Place],
    confidence: float,
    readings: set[str],
) -> Claim:
    subject, relation, value, modality, speaker, negated = key
    assert isinstance(value, str | Literal) and isinstance(modality, Modality)
    return Claim(
        iri=iris.claim(base, *_parts(key)),
        subject=str(subject),
        relation=str(relation),
        object=value,
        modality=str(modality),
        negated=bool(negated),
        speaker=str(speaker) if speaker else None,
        confidence=round(confidence, 4),
        evidence=tuple(sorted(evidence, key=_where)),
        context=tuple(sorted(context - evidence, key=_where)),
        readings=tuple(sorted(readings)),
        asserted=modality.is_fact and not negated,
    )


def count_relations(claims: Iterable[Claim]) -> Counter[str]:
    """How many claims each relation has."""
    return Counter(claim.relation for claim in claims)
