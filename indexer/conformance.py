"""SHACL over an index, document by document: only what changed is checked, in batches that bound memory.

A document's bundle is all that its shapes can see: the document with its passages, the claims whose first evidence
stands in it, and around those the things, evidence and disagreeing claims they point at. A bundle that is, to the quad,
one that conformed in the generation before is not checked again.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from . import rdf, shacl, shapes_fast
from .resolve import Resolution
from .resolved import Claim, ResolvedDocument
from .workers import die_with_parent

NAME = "conforming.sha256"
_BATCH = 20_000  # triples that one call of the validator sees
_FEW = 3  # batches that one process checks sooner than others have started
_DIGEST = 16

Told = Callable[[int, int], None]


def check(
    resolution: Resolution, base: str, version: str, known: frozenset[bytes], jobs: int, tell: Told
) -> tuple[tuple[shacl.Violation, ...], frozenset[bytes]]:
    """The violations of our shapes in an index, and the digests of the bundles that conform.

    `known` are the digests of bundles that were seen to conform before.
    """
    conforming: set[bytes] = set()
    waiting: list[tuple[frozenset[bytes], bytes]] = []
    batch: list[bytes] = []
    marks: set[bytes] = set()
    size = 0
    for lines in _bundles(resolution, base, version):
        mark = hashlib.sha256(b"\n".join(lines)).digest()[:_DIGEST]
        if mark in known:
            conforming.add(mark)
            continue
        batch += lines
        marks.add(mark)
        size += len(lines)
        if size >= _BATCH:
            waiting.append((frozenset(marks), b"\n".join(batch)))
            batch, marks, size = [], set(), 0
    if batch:
        waiting.append((frozenset(marks), b"\n".join(batch)))
    found: set[shacl.Violation] = set()
    for done, ((marked, _), violations) in enumerate(zip(waiting, _validated(waiting, jobs), strict=True), 1):
        found.update(violations)
        if not violations:
            conforming |= marked
        tell(done, len(waiting))
    order = sorted(found, key=lambda v: (v.focus, v.message, v.path or "", v.value or ""))
    return tuple(order), frozenset(conforming)


def _validated(batches: Sequence[tuple[frozenset[bytes], bytes]], jobs: int) -> Iterator[tuple[shacl.Violation, ...]]:
    if jobs == 1 or len(batches) < _FEW:
        yield from (_validate(lines) for _, lines in batches)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(batches)), mp_context=context, initializer=die_with_parent) as workers:
        yield from workers.map(_validate, [lines for _, lines in batches])


def _validate(lines: bytes) -> tuple[shacl.Violation, ...]:
    quads = list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    if shapes_fast.conforms(quads, shacl.shapes()):
        return ()
    return shacl.validate(shacl.to_rdflib(quads))


def _bundles(resolution: Resolution, base: str, version: str) -> Iterator[list[bytes]]:
    """For each document, the sorted N-Quads of its bundle."""
    things = {thing.iri: thing for thing in resolution.things}
    documents = {document.iri: document for document in resolution.documents}
    passages = {p.iri: (document, n) for document in resolution.documents for n, p in enumerate(document.passages)}
    claims = {claim.iri: claim for claim in resolution.claims}
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in resolution.claims:
        by_document[claim.evidence[0].document].append(claim)

    def around(document: ResolvedDocument) -> Iterator[ox.Quad]:
        yield from rdf.document_quads(document, base, version)
        for claim in _with_conflicts(by_document.get(document.iri, ()), claims):
            yield from rdf.claim_quads(claim)
            for place in (*claim.evidence, *claim.context):
                yield from rdf.place_quads(place)
                if place.document != document.iri:
                    yield from _other_document(documents[place.document], place.passage, passages, base, version)
            for iri in (claim.subject, claim.object, claim.speaker):
                if isinstance(iri, str) and iri in things:
                    yield from rdf.thing_quads(things[iri])
                elif isinstance(iri, str) and iri in documents and iri != document.iri:
                    yield from _other_document(documents[iri], None, passages, base, version)

    for document in resolution.documents:
        yield sorted({f"{quad} .".encode() for quad in around(document)})


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
    import dataclasses

    kept = (document.passages[passages[passage][1]],) if passage else ()
    yield from rdf.document_quads(dataclasses.replace(document, passages=kept), base, version)


def read(folder: Path) -> frozenset[bytes]:
    """The digests of the bundles that conformed in a generation; none where the file is missing."""
    try:
        data = (folder / NAME).read_bytes()
    except OSError:
        return frozenset()
    return frozenset(data[at : at + _DIGEST] for at in range(0, len(data), _DIGEST))


def write(folder: Path, conforming: frozenset[bytes]) -> None:
    """Writes the digests, sorted."""
    (folder / NAME).write_bytes(b"".join(sorted(conforming)))
