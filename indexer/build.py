"""Many documents into a new generation: what changed, in parallel, skipping the unreadable; the switch comes last.

The generation that is there is also the cache: a document whose bytes, sidecar, vocabularies, code and settings are
unchanged keeps its record, and a passage whose words are unchanged keeps its vector. How the rest is made, and how
little of it where little changed, is `generation.py`.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import corpus_files, manifest, shacl
from .corpus_files import Corpus, CorpusFile, Skip
from .corrections import Corrections, load_corrections
from .errors import CorpusError, IndexDamaged, IndexMissing, StrategigrafError, said
from .generation import Report, Run, Sources, write
from .manifest import DocumentEntry, Manifest
from .settings import Settings
from .snapshot import Snapshot, open_snapshot, remove_unread, writing


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
    """What one build has found so far: the records it read by doc_id, and what becomes of every document."""

    fresh: dict[str, bytes] = dataclasses.field(default_factory=dict)
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
            f"kan ikke skrive i {settings.data}: {said(error)}. Det gamle indeks er uændret."
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
        if not work.entries:
            raise _nothing_to_read(work)
        run = Run(settings, analysis, stamp, corrections, previous, jobs, tell, began)
        made = write(run, Sources(work.fresh, work.entries, work.notes))
        return Built(
            work.read, work.unchanged, removed, _sorted_skips(work), made.manifest.notes,
            int(made.manifest.counts["passages"]), int(made.manifest.counts["triples"]), made.manifest.conforms,
            made.violations, time.monotonic() - began, made.manifest.hash,
        )  # fmt: skip
    finally:
        if previous:
            previous.close()


def _nothing_to_read(work: _Work) -> CorpusError:
    reasons = "; ".join(f"{s.path}: {s.reason}" for s in work.skipped[:3])
    return CorpusError(
        "der er ingen dokumenter at læse (.txt, .md, .html, .pdf, .docx)"
        + (f" – {reasons}" if reasons else "")
        + ". Angiv en mappe med dokumenter: strategigraf build --corpus MAPPE"
    )


def _sort_out(
    corpus: Corpus, settings: Settings, previous: Snapshot | None, analysis: str, work: _Work
) -> list[tuple[CorpusFile, str]]:
    """The files that must be read, with their fingerprints; the others keep the record of the last generation."""
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
            _keep(file.doc_id, f"kan ikke læses: {said(error)}", previous, old, work)
            continue
        entry = old.get(file.doc_id)
        if usable and entry and entry.fingerprint == mark and not entry.kept:
            work.entries[file.doc_id] = entry
            work.unchanged += 1
        else:
            changed.append((file, mark))
    return changed


def _keep(doc_id: str, reason: str, previous: Snapshot | None, old: dict[str, DocumentEntry], work: _Work) -> None:
    """Reports a document that can't be read; its last version stays in the index where there is one."""
    if previous and doc_id in old:
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
    from . import word_forms
    from .workers import analyse_all

    if changed:
        _check_helpers(settings)
        word_forms.keep()
    old = {entry.doc_id: entry for entry in previous.manifest.documents} if previous else {}
    marks = {file.doc_id: mark for file, mark in changed}
    for done, (doc_id, record) in enumerate(analyse_all([file for file, _ in changed], settings, jobs), 1):
        if isinstance(record, bytes):
            work.fresh[doc_id] = record
            work.entries[doc_id] = DocumentEntry(doc_id, marks[doc_id])
            work.read += 1
        else:
            _keep(doc_id, str(record), previous, old, work)
        tell("Læser dokumenter", done, len(changed))


def _check_helpers(settings: Settings) -> None:
    """Raises where a setting names what is not there: once, and not once for every document."""
    from ontology.gazetteer import vocabulary_files

    vocabulary_files(settings.vocabularies)
    if settings.spacy_model:
        from .mentions import trained

        trained.require(settings.spacy_model)


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
