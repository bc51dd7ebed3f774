"""SHACL over an index, document by document: only what changed is checked, in batches that bound memory.

A document's bundle is all that its shapes can see: the document with its passages, the claims whose first evidence
stands in it, and around those the things, evidence and disagreeing claims they point at.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import pyoxigraph as ox

from . import rdf, shacl, shapes_fast
from .resolved import Claim, ResolvedDocument, Thing
from .workers import QuietContext, die_with_parent

_BATCH = 20_000  # triples that one call of the validator sees

Told = Callable[[int, int], None]


@dataclasses.dataclass(frozen=True, slots=True)
class Checked:
    """Documents whose bundles are to be checked, with the claims and things that those can see.

    `alone` are things that are checked by themselves, for what a document says of them has not changed.
    """

    documents: Sequence[ResolvedDocument]
    things: Mapping[str, Thing]
    claims: Sequence[Claim]
    alone: Sequence[Thing] = ()


def check(
    found: Checked, base: str, version: str, jobs: int, tell: Told
) -> tuple[tuple[shacl.Violation, ...], frozenset[str]]:
    """The violations of our shapes, and the doc_ids among which those stand that violate them."""
    suspects: set[str] = set()
    violations: set[shacl.Violation] = set()
    doubtful: list[tuple[frozenset[str], bytes]] = []
    total = len(found.documents)
    done = 0
    for doc_ids, quads in _batches(found, base, version):
        if not shapes_fast.conforms(quads, shacl.shapes()):
            doubtful.append((doc_ids, b"\n".join(f"{quad} .".encode() for quad in quads)))
        done += len(doc_ids)
        tell(min(done, total), total)
    for (doc_ids, _), wrong in zip(doubtful, _validated(doubtful, jobs), strict=True):
        violations.update(wrong)
        if wrong:
            suspects |= doc_ids
    order = sorted(violations, key=lambda v: (v.focus, v.message, v.path or "", v.value or ""))
    return tuple(order), frozenset(suspects)


def _batches(found: Checked, base: str, version: str) -> Iterator[tuple[frozenset[str], list[ox.Quad]]]:
    """Bundles put together, each with the doc_ids it holds."""
    quads: list[ox.Quad] = [quad for thing in found.alone for quad in rdf.thing_quads(thing)]
    doc_ids: set[str] = set()
    for doc_id, bundle in _bundles(found, base, version):
        quads += bundle
        doc_ids.add(doc_id)
        if len(quads) >= _BATCH:
            yield frozenset(doc_ids), quads
            quads, doc_ids = [], set()
    if quads:
        yield frozenset(doc_ids), quads


def _validated(doubtful: Sequence[tuple[frozenset[str], bytes]], jobs: int) -> Iterator[tuple[shacl.Violation, ...]]:
    """What pyshacl says of the batches that the fast check is not sure of."""
    if jobs == 1 or len(doubtful) < 2:
        yield from (_validate(lines) for _, lines in doubtful)
        return
    with ProcessPoolExecutor(
        min(jobs, len(doubtful)), mp_context=QuietContext(), initializer=die_with_parent
    ) as workers:
        yield from workers.map(_validate, [lines for _, lines in doubtful])


def _validate(lines: bytes) -> tuple[shacl.Violation, ...]:
    return shacl.validate(shacl.to_rdflib(ox.parse(lines, format=ox.RdfFormat.N_QUADS)))


def _bundles(found: Checked, base: str, version: str) -> Iterator[tuple[str, Iterator[ox.Quad]]]:
    """Each document's doc_id and the quads of its bundle, some of them more than once."""
    documents = {document.iri: document for document in found.documents}
    passages = {p.iri: (document, n) for document in found.documents for n, p in enumerate(document.passages)}
    claims = {claim.iri: claim for claim in found.claims}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in found.claims:
        by_document[claim.evidence[0].document].append(claim)

    def around(document: ResolvedDocument) -> Iterator[ox.Quad]:
        yield from rdf.document_quads(document, base, version)
        seen: set[str] = set()
        for claim in _with_conflicts(by_document.get(document.iri, ()), claims):
            yield from rdf.claim_quads(claim, base)
            for place in (*claim.evidence, *claim.context):
                if place.iri not in seen:
                    seen.add(place.iri)
                    yield from rdf.place_quads(place)
                    if place.document != document.iri:
                        yield from _other_document(documents[place.document], place.passage, passages, base, version)
            for iri in (claim.subject, claim.object, claim.speaker):
                if not isinstance(iri, str) or iri in seen:
                    continue
                seen.add(iri)
                if iri in found.things:
                    yield from rdf.thing_quads(found.things[iri])
                elif iri in documents and iri != document.iri:
                    yield from _other_document(documents[iri], None, passages, base, version)

    for document in found.documents:
        yield document.doc_id, around(document)


def _with_conflicts(claims: Iterable[Claim], every: dict[str, Claim]) -> Iterator[Claim]:
    """The claims and all that disagree with them, directly or through others."""
    stack, seen = list(claims), set()
    while stack:
        claim = stack.pop()
        if claim.iri not in seen:
            seen.add(claim.iri)
            yield claim
            stack += [every[iri] for iri in claim.conflicts]


def _other_document(
    document: ResolvedDocument,
    passage: str | None,
    passages: dict[str, tuple[ResolvedDocument, int]],
    base: str,
    version: str,
) -> Iterator[ox.Quad]:
    """A document that is pointed at, with the one passage that is."""
    kept = (document.passages[passages[passage][1]],) if passage else ()
    yield from rdf.document_quads(dataclasses.replace(document, passages=kept), base, version)
