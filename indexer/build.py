"""Many documents into a new generation: what changed, in parallel, skipping the unreadable; the switch comes last.

The generation that is there is also the cache: a document whose bytes, sidecar, vocabularies, code and settings are
unchanged keeps its record, and a passage whose words are unchanged keeps its vector.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyoxigraph as ox

from . import conformance, corpus_files, lexical, manifest, rdf, shacl, store, texts, vectors
from .corpus_files import Corpus, CorpusFile, Skip
from .corrections import Corrections, load_corrections
from .errors import IndexDamaged, IndexMissing, StrategigrafError
from .known import known_things
from .manifest import DocumentEntry, Manifest
from .resolve import Resolution, count_relations, resolve
from .settings import Settings
from .snapshot import Snapshot, new_generation, open_snapshot, remove_unread, switch, writing

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer

Report = Callable[[str, int, int], None]
"""Told of progress: the stage in Danish, how much is done, of how much."""

_EMBED_BATCH = 512


@dataclasses.dataclass(frozen=True, slots=True)
class Built:
    """What a build did: counts of documents, and what the new generation holds."""

    read: int
    unchanged: int
    removed: int
    skipped: tuple[Skip, ...]
    notes: tuple[str, ...]
    passages: int
    triples: int
    conforms: bool
    violations: tuple[shacl.Violation, ...]
    seconds: float
    hash: str

    def to_json(self) -> dict[str, Any]:
        """The contract's `build --json`."""
        skipped = [{"path": skip.path, "reason": skip.reason} for skip in self.skipped]
        return {
            "documents": {
                "read": self.read, "unchanged": self.unchanged, "removed": self.removed, "skipped": skipped,
            },
            "passages": self.passages,
            "triples": self.triples,
            "conforms": self.conforms,
            "seconds": round(self.seconds, 2),
            "index": self.hash,
            "notes": list(self.notes),
        }  # fmt: skip


@dataclasses.dataclass(slots=True)
class _Work:
    """What one build has found so far: records by doc_id, and what becomes of every document."""

    records: dict[str, bytes] = dataclasses.field(default_factory=dict)
    entries: dict[str, DocumentEntry] = dataclasses.field(default_factory=dict)
    skipped: list[Skip] = dataclasses.field(default_factory=list)
    notes: list[str] = dataclasses.field(default_factory=list)
    read: int = 0
    unchanged: int = 0


def build(paths: Sequence[Path], settings: Settings, *, jobs: int = 1, report: Report | None = None) -> Built:
    """Builds an index of the documents under paths into settings.data, and makes it the current one.

    Raises CorpusError for a corpus path that is missing or that holds no document, BuildBusy while another build
    writes, and StrategigrafError with one line where the disk is full or can't be written. Whatever is raised, the
    generation that was current stays so.
    """
    began = time.monotonic()
    tell = report or (lambda stage, done, total: None)
    corpus = corpus_files.scan(paths)
    try:
        with writing(settings.data):
            built = _build(corpus, settings, max(1, jobs), tell, began)
            remove_unread(settings.data)
            return built
    except OSError as error:
        raise StrategigrafError(
            f"kan ikke skrive i {settings.data}: {error.strerror or error}. Det gamle indeks er uændret."
        ) from error


def _previous(settings: Settings, notes: list[str]) -> Snapshot | None:
    try:
        return open_snapshot(settings.data)
    except IndexMissing:
        return None
    except IndexDamaged as error:
        notes.append(f"det gamle indeks bruges ikke: {error}")
        return None


def _build(corpus: Corpus, settings: Settings, jobs: int, tell: Report, began: float) -> Built:
    work = _Work(skipped=list(corpus.skipped), notes=list(corpus.notes))
    previous = _previous(settings, work.notes)
    try:
        analysis = manifest.analysis_version(settings)
        changed = _sort_out(corpus, settings, previous, analysis, work)
        corrections = load_corrections(settings.corrections)
        stamp = _settings_stamp(settings, corrections)
        there = {file.doc_id for file in corpus.files}
        removed = sum(entry.doc_id not in there for entry in previous.manifest.documents) if previous else 0
        if previous and not changed and _same(previous.manifest, work, stamp, settings, analysis):
            return _unchanged(previous, work, began)
        _analyse(changed, settings, previous, jobs, work, tell)
        if not work.records:
            from .errors import CorpusError

            reasons = "; ".join(f"{s.path}: {s.reason}" for s in work.skipped[:3])
            raise CorpusError(
                "der er ingen dokumenter at læse (.txt, .md, .html, .pdf, .docx)"
                + (f" – {reasons}" if reasons else "")
                + ". Angiv en mappe med dokumenter: strategigraf build --corpus MAPPE"
            )
        run = _Run(settings, analysis, stamp, corrections, previous, removed, jobs, tell, began)
        return _write(run, work)
    finally:
        if previous:
            previous.close()


def _sort_out(
    corpus: Corpus, settings: Settings, previous: Snapshot | None, analysis: str, work: _Work
) -> list[tuple[CorpusFile, str]]:
    """The files that must be read, with their fingerprints; the others' records are taken from the last generation."""
    usable = previous is not None and previous.manifest.analysis == analysis
    old = {entry.doc_id: entry for entry in previous.manifest.documents} if previous else {}
    changed = []
    for file in corpus.files:
        try:
            size = file.path.stat().st_size
            if size > settings.max_bytes:
                raise OSError(0, f"filen fylder {size} byte; grænsen er {settings.max_bytes}")
            mark = manifest.fingerprint(file.path.read_bytes(), file.sidecar.read_bytes() if file.sidecar else None)
        except OSError as error:
            _keep(file.doc_id, f"kan ikke læses: {error.strerror}", previous, old, work)
            continue
        entry = old.get(file.doc_id)
        if usable and entry and entry.fingerprint == mark and not entry.kept and previous:
            work.records[file.doc_id] = previous.texts.record_bytes(file.doc_id)
            work.entries[file.doc_id] = entry
            work.unchanged += 1
        else:
            changed.append((file, mark))
    return changed


def _keep(doc_id: str, reason: str, previous: Snapshot | None, old: dict[str, DocumentEntry], work: _Work) -> None:
    """Reports a document that can't be read; its last version stays in the index where there is one."""
    if previous and doc_id in old:
        work.records[doc_id] = previous.texts.record_bytes(doc_id)
        work.entries[doc_id] = dataclasses.replace(old[doc_id], kept=True)
        reason += " (den version, der var indekseret før, er beholdt)"
    work.skipped.append(Skip(doc_id, reason))


def _analyse(
    changed: Sequence[tuple[CorpusFile, str]],
    settings: Settings,
    previous: Snapshot | None,
    jobs: int,
    work: _Work,
    tell: Report,
) -> None:
    from .workers import analyse_all

    old = {entry.doc_id: entry for entry in previous.manifest.documents} if previous else {}
    marks = {file.doc_id: mark for file, mark in changed}
    for done, (doc_id, record) in enumerate(analyse_all([file for file, _ in changed], settings, jobs), 1):
        if isinstance(record, bytes):
            work.records[doc_id] = record
            work.entries[doc_id] = DocumentEntry(doc_id, marks[doc_id])
            work.read += 1
        else:
            _keep(doc_id, str(record), previous, old, work)
        tell("Læser dokumenter", done, len(changed))


def _settings_stamp(settings: Settings, corrections: Corrections) -> dict[str, Any]:
    """The settings that an index depends on, as plain values for the manifest and the hash."""
    return {
        "encoder": settings.encoder,
        "vocabularies": list(settings.vocabularies),
        "spacy_model": settings.spacy_model,
        "corrections": corrections.fingerprint,
    }


def _same(old: Manifest, work: _Work, stamp: dict[str, Any], settings: Settings, analysis: str) -> bool:
    return (
        tuple(sorted(work.entries.values(), key=lambda e: e.doc_id)) == old.documents
        and old.settings == stamp
        and old.base == settings.base
        and old.analysis == analysis
        and old.version == manifest.version()
    )


def _unchanged(previous: Snapshot, work: _Work, began: float) -> Built:
    old = previous.manifest
    return Built(
        0, work.unchanged, 0, _sorted_skips(work), tuple(work.notes), int(old.counts["passages"]),
        int(old.counts["triples"]), old.conforms, (), time.monotonic() - began, old.hash,
    )  # fmt: skip


def _sorted_skips(work: _Work) -> tuple[Skip, ...]:
    return tuple(sorted(work.skipped, key=lambda skip: skip.path))


def _resolution(work: _Work, settings: Settings, corrections: Corrections, gazetteer: Gazetteer) -> Resolution:
    records = (texts.decode_record(work.records[doc_id]) for doc_id in sorted(work.records))
    corrected = [corrections.apply(record, work.notes) for record in records]
    return resolve(
        corrected, settings.base, known_things(gazetteer, settings.base), corrections.merges, corrections.retypes
    )


def _quads(resolution: Resolution, settings: Settings, analysis: str) -> Iterator[ox.Quad]:
    yield from rdf.quads(
        resolution.documents, resolution.things, resolution.claims, resolution.places, settings.base, analysis
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Run:
    """What one build works with: settings and their stamp, the version of the analysis, and the last generation."""

    settings: Settings
    analysis: str
    stamp: dict[str, Any]
    corrections: Corrections
    previous: Snapshot | None
    removed: int
    jobs: int
    tell: Report
    began: float


def _write(run: _Run, work: _Work) -> Built:
    """Resolves, checks and writes a generation, and makes it the current one."""
    from ontology.gazetteer import load_gazetteer

    settings, tell = run.settings, run.tell
    tell("Samler grafen", 0, 4)
    gazetteer = load_gazetteer(only=settings.vocabularies)
    resolution = _resolution(work, settings, run.corrections, gazetteer)
    quads = list(_quads(resolution, settings, run.analysis))
    tell("Samler grafen", 1, 4)
    violations, conforming = _check(run, resolution)
    tell("Samler grafen", 2, 4)
    with new_generation(settings.data) as folder:
        (folder / "lock").touch()
        conformance.write(folder, conforming)
        triples = store.write(folder / "graph", quads)
        tell("Samler grafen", 3, 4)
        texts.write(folder / "texts.sqlite", resolution.documents, resolution.things, work.records)
        tell("Samler grafen", 4, 4)
        encoder, engine = _write_vectors(folder / "vectors", resolution, settings, run.previous, tell)
        lexical.build(folder / "lexical", _rows(resolution))
        made = Manifest(
            format=manifest.FORMAT,
            hash=_hash(quads, resolution, encoder, engine, run.stamp, settings),
            version=manifest.version(),
            analysis=run.analysis,
            base=settings.base,
            encoder=encoder,
            engine=engine,
            settings=run.stamp,
            documents=tuple(sorted(work.entries.values(), key=lambda entry: entry.doc_id)),
            counts=_counts(resolution, triples),
            conforms=not violations,
            notes=tuple(work.notes),
        )
        manifest.write(folder, made)
        switch(settings.data, folder, made.hash)
    return Built(
        read=work.read,
        unchanged=work.unchanged,
        removed=run.removed,
        skipped=_sorted_skips(work),
        notes=tuple(work.notes),
        passages=made.counts["passages"],
        triples=triples,
        conforms=made.conforms,
        violations=violations,
        seconds=time.monotonic() - run.began,
        hash=made.hash,
    )


def _check(run: _Run, resolution: Resolution) -> tuple[tuple[shacl.Violation, ...], frozenset[bytes]]:
    same = run.previous is not None and run.previous.manifest.analysis == run.analysis
    before = conformance.read(run.previous.folder) if run.previous and same else frozenset()
    return conformance.check(
        resolution,
        run.settings.base,
        run.analysis,
        before,
        run.jobs,
        lambda done, total: run.tell("Kontrollerer former", done, total),
    )


def _hash(
    quads: Sequence[ox.Quad],
    resolution: Resolution,
    encoder: str,
    engine: str,
    stamp: dict[str, Any],
    settings: Settings,
) -> str:
    """The contract's index hash: sorted N-Quads, canonical texts, encoder and settings, never file bytes."""
    total = hashlib.sha256(store.fingerprint(quads).encode())
    for document in resolution.documents:
        total.update(hashlib.sha256(document.doc_id.encode() + b"\x1f" + document.text.encode()).digest())
    total.update(json.dumps([encoder, engine, stamp, settings.base], sort_keys=True).encode())
    return total.hexdigest()


def _counts(resolution: Resolution, triples: int) -> dict[str, Any]:
    return {
        "documents": len(resolution.documents),
        "passages": sum(len(document.passages) for document in resolution.documents),
        "triples": triples,
        "statements": len(resolution.claims),
        "entities": dict(sorted(Counter(thing.type for thing in resolution.things).items())),
        "relations": dict(sorted(count_relations(resolution.claims).items())),
        "conflicts": sum(1 for claim in resolution.claims if claim.conflicts),
    }


def text_keys(passages: Sequence[str]) -> np.ndarray[Any, np.dtype[np.void]]:
    """Sixteen bytes of SHA-256 for each passage's words, as an array (n,) of void16: what its vector is filed under."""
    joined = b"".join(hashlib.sha256(text.encode()).digest()[:16] for text in passages)
    return np.frombuffer(joined, dtype="V16")


def _rows(resolution: Resolution) -> list[lexical.Row]:
    """What the word index reads of each passage: its words, and the title and headings over it."""
    rows: list[lexical.Row] = []
    for document in resolution.documents:
        for passage in document.passages:
            over = (document.metadata.title, passage.heading)
            new = [text for text in over if not passage.text.startswith(text)]  # a title may be its beginning
            rows.append((passage.number, passage.text, " ".join(new)))
    return rows


def _write_vectors(
    folder: Path, resolution: Resolution, settings: Settings, previous: Snapshot | None, tell: Report
) -> tuple[str, str]:
    """Writes the dense index, taking over the vectors of unchanged words; returns the encoder's name and engine."""
    said = [passage.text for document in resolution.documents for passage in document.passages]
    keys = text_keys(said)
    old = _old_codes(previous, settings)
    missing = [n for n, key in enumerate(keys.tolist()) if key not in old]
    if missing or previous is None:
        from .embedding import open_encoder

        encoder = open_encoder(settings.encoder, bulk=True)
        name, engine = encoder.name, encoder.engine
        if previous is not None and (previous.manifest.encoder, previous.manifest.engine) != (name, engine):
            old, missing = {}, list(range(len(said)))
        for at in range(0, len(missing), _EMBED_BATCH):
            some = missing[at : at + _EMBED_BATCH]
            codes = vectors.quantise(encoder.encode_passages([said[n] for n in some]))
            old.update({keys[n].tobytes(): code for n, code in zip(some, codes, strict=True)})
            tell("Beregner vektorer", min(at + _EMBED_BATCH, len(missing)), len(missing))
    else:
        name, engine = previous.manifest.encoder, previous.manifest.engine
    codes = np.stack([old[key] for key in keys.tolist()])
    vectors.VectorIndex(np.arange(len(said), dtype=np.int64), codes).save(folder)
    np.save(folder / "keys.npy", keys)
    return name, engine


def _old_codes(previous: Snapshot | None, settings: Settings) -> dict[bytes, Any]:
    if previous is None or previous.manifest.settings.get("encoder") != settings.encoder:
        return {}
    keys = np.load(previous.folder / "vectors" / "keys.npy")
    codes = np.asarray(previous.vectors.codes)
    return dict(zip(keys.tolist(), codes, strict=True))
