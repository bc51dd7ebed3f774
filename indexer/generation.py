"""Writes one generation: all of it anew, or the one before with a small change; the switch to it comes last.

Both ways give the same quads, texts, vectors and words. A small change takes over the files of the last generation that
nobody changes, as links, and copies the others; a generation that readers hold open is never written in.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from . import carried, conformance, increment, lexical, manifest, passage_vectors, rdf, shacl, store, texts
from .carried import Carried, Change
from .conformance import Checked
from .corrections import Corrections
from .identity import Vocabulary, briefs_of
from .increment import Delta, Old, Rules
from .known import known_things
from .manifest import DocumentEntry, Manifest
from .resolve import Resolution, count_relations, resolve
from .resolved import ResolvedDocument
from .settings import Settings
from .snapshot import Snapshot, new_generation, switch
from .store import Tally
from .types import DocumentRecord

Report = Callable[[str, int, int], None]
"""Told of progress: the stage in Danish, how much is done, of how much."""


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """What one build works with: settings and their stamp, the version of the analysis, and the last generation."""

    settings: Settings
    analysis: str
    stamp: dict[str, Any]
    corrections: Corrections
    previous: Snapshot | None
    jobs: int
    tell: Report
    began: float


@dataclasses.dataclass(frozen=True, slots=True)
class Sources:
    """The documents of the new index: the records of those that were read, and all by their entries.

    Those that were not read keep the record of the last generation.
    """

    fresh: Mapping[str, bytes]
    entries: Mapping[str, DocumentEntry]
    notes: list[str]

    def record_bytes(self, doc_id: str, previous: Snapshot | None) -> bytes:
        """A document's encoded record."""
        if doc_id in self.fresh:
            return self.fresh[doc_id]
        assert previous is not None
        return previous.texts.record_bytes(doc_id)


@dataclasses.dataclass(frozen=True, slots=True)
class Written:
    """A finished generation's manifest, and where its graph is not as the shapes say."""

    manifest: Manifest
    violations: tuple[shacl.Violation, ...]


def write(run: Run, sources: Sources) -> Written:
    """Writes a generation and makes it the current one: by the change alone where that is small."""
    rules = _rules(run)
    if _continues(run, sources):
        try:
            return _extended(run, rules, sources)
        except (increment.TooMuch, passage_vectors.OtherEncoder):
            pass
    return _whole(run, rules, sources)


def _rules(run: Run) -> Rules:
    from ontology.gazetteer import load_gazetteer

    settings, corrections = run.settings, run.corrections
    known = known_things(load_gazetteer(only=settings.vocabularies), settings.base)
    return Rules(settings.base, run.analysis, Vocabulary(known), corrections.merges, corrections.retypes)


def _continues(run: Run, sources: Sources) -> bool:
    """True where the last generation was made as this one is to be, and differs from it in few documents."""
    if run.previous is None or not (run.previous.folder / carried.NAME).exists():
        return False
    old = run.previous.manifest
    made = (old.analysis, old.settings, old.base, old.version)
    if made != (run.analysis, run.stamp, run.settings.base, manifest.version()):
        return False
    return len(sources.fresh) + len(_lost(run, sources)) <= increment.MOST * len(old.documents)


def _lost(run: Run, sources: Sources) -> set[str]:
    return {entry.doc_id for entry in run.previous.manifest.documents} - set(sources.entries) if run.previous else set()


# ---------------------------------------------------------------------------------------------------------------------
# All of it


def _whole(run: Run, rules: Rules, sources: Sources) -> Written:
    tell, settings = run.tell, run.settings
    tell("Samler grafen", 0, 4)
    records = {doc_id: sources.record_bytes(doc_id, run.previous) for doc_id in sorted(sources.entries)}
    decoded = (texts.decode_record(data) for data in records.values())
    corrected = [run.corrections.apply(record, sources.notes) for record in decoded]
    resolution = resolve(corrected, rules.base, rules.vocabulary.things, rules.merges, rules.retypes)
    tell("Samler grafen", 1, 4)
    things = {thing.iri: thing for thing in resolution.things}
    violations, suspects = _check(run, Checked(resolution.documents, things, resolution.claims))
    tell("Samler grafen", 2, 4)
    with new_generation(settings.data) as folder:
        (folder / "lock").touch()
        quads, said = Tally(), Tally()
        triples = store.write(folder / "graph", _quads(resolution, rules), quads)
        tell("Samler grafen", 3, 4)
        texts.write(folder / "texts.sqlite", resolution.documents, resolution.things, records)
        for document in resolution.documents:
            said.add(_line(document))
        facts = {"quads": quads.value, "texts": said.value, "suspects": sorted(suspects)}
        carried.write(folder / carried.NAME, _all_of(resolution, corrected, facts))
        tell("Samler grafen", 4, 4)
        passages = [(p.number, p.text) for document in resolution.documents for p in document.passages]
        encoder = passage_vectors.write(folder / "vectors", passages, settings, run.previous, None, tell)
        lexical.build(folder / "lexical", [row for document in resolution.documents for row in _rows(document)])
        made = _manifest(run, sources, facts, encoder, _counts(resolution, triples), not violations)
        return Written(_finished(folder, run, made), violations)


def _quads(resolution: Resolution, rules: Rules) -> Iterator[Any]:
    parts = (resolution.documents, resolution.things, resolution.claims, resolution.places)
    yield from rdf.quads(*parts, rules.base, rules.version)


def _all_of(resolution: Resolution, records: Sequence[DocumentRecord], facts: Mapping[str, object]) -> Change:
    return Change(
        gone=(),
        parts=list(carried.parts_of(resolution.identities)),
        briefs={record.document.doc_id: briefs_of(record) for record in records},
        gone_clusters=(),
        clusters=carried.clusters_of(resolution.identities),
        gone_groups=(),
        groups=[(mark, doc_id) for doc_id, marks in resolution.marks.items() for mark in marks],
        facts=facts,
    )


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


# ---------------------------------------------------------------------------------------------------------------------
# The last one, with a small change


def _extended(run: Run, rules: Rules, sources: Sources) -> Written:
    tell, previous = run.tell, run.previous
    assert previous is not None
    tell("Samler grafen", 0, 4)
    opened = carried.open_carried(previous.folder)
    assert opened is not None
    with opened as before:
        facts = before.facts()
        delta = _delta(run, rules, sources, before, facts["suspects"])
    tell("Samler grafen", 1, 4)
    violations, suspects = _check(run, delta.checked)
    tell("Samler grafen", 2, 4)
    with new_generation(run.settings.data) as folder:
        (folder / "lock").touch()
        erased = {doc_id for doc_id in delta.gone if doc_id in sources.fresh or doc_id not in sources.entries}
        put = store.rewrite if erased else store.patch
        put(previous.folder / "graph", folder / "graph", delta.removed, delta.added)
        tell("Samler grafen", 3, 4)
        facts |= _facts(facts, delta, suspects)
        records = {doc.doc_id: sources.record_bytes(doc.doc_id, previous) for doc in delta.documents}
        texts.patch(
            previous.folder / "texts.sqlite", folder / "texts.sqlite",
            delta.gone, delta.documents, delta.gone_things, delta.things.values(), records,
        )  # fmt: skip
        change = dataclasses.replace(delta.change, facts=facts)
        carried.write(folder / carried.NAME, change, previous.folder / carried.NAME)
        tell("Samler grafen", 4, 4)
        encoder = _more_vectors(folder, run, delta)
        _more_words(folder, previous, delta)
        counts = increment.add_counts(previous.manifest.counts, delta.counts)
        made = _manifest(run, sources, facts, encoder, counts, not violations)
        return Written(_finished(folder, run, made), violations)


def _delta(run: Run, rules: Rules, sources: Sources, before: Carried, suspects: Collection[str]) -> Delta:
    previous = run.previous
    assert previous is not None
    notes: list[str] = []

    def record(doc_id: str) -> DocumentRecord:
        return run.corrections.apply(previous.texts.record(doc_id), notes)

    fresh = {doc_id: run.corrections.apply(texts.decode_record(data), notes) for doc_id, data in sources.fresh.items()}
    delta = increment.difference(Old(before, record, previous.texts.keys), rules, fresh, _lost(run, sources), suspects)
    for doc_id in sorted(run.corrections.documents & set(sources.entries)):  # what they say is said anew every time
        run.corrections.apply(texts.decode_record(sources.record_bytes(doc_id, previous)), sources.notes)
    return delta


def _facts(facts: Mapping[str, Any], delta: Delta, suspects: Collection[str]) -> dict[str, object]:
    quads, said = Tally(facts["quads"]), Tally(facts["texts"])
    increment.tallied(quads, delta)
    for document in delta.gone.values():
        said.remove(_line(document))
    for document in delta.documents:
        said.add(_line(document))
    return {"quads": quads.value, "texts": said.value, "suspects": sorted(suspects)}


def _more_vectors(folder: Path, run: Run, delta: Delta) -> tuple[str, str]:
    was = {p.number: p.text for document in delta.gone.values() for p in document.passages}
    now = {p.number: p.text for document in delta.documents for p in document.passages}
    said = [(number, text) for number, text in now.items() if was.get(number) != text]
    gone = [number for number, text in was.items() if now.get(number) != text]
    return passage_vectors.write(folder / "vectors", said, run.settings, run.previous, gone, run.tell)


def _more_words(folder: Path, previous: Snapshot, delta: Delta) -> None:
    was = {row for document in delta.gone.values() for row in _rows(document)}
    now = {row for document in delta.documents for row in _rows(document)}
    if was <= now:
        lexical.extend(previous.folder / "lexical", folder / "lexical", sorted(now - was))
        return
    made = texts.Texts(folder / "texts.sqlite")
    lexical.build(folder / "lexical", sorted(_row(p.id, p.text, p.title, p.heading) for p in made.all_passages()))


# ---------------------------------------------------------------------------------------------------------------------
# Both


def _check(run: Run, checked: Checked) -> tuple[tuple[shacl.Violation, ...], frozenset[str]]:
    def tell(done: int, total: int) -> None:
        run.tell("Kontrollerer former", done, total)

    return conformance.check(checked, run.settings.base, run.analysis, run.jobs, tell)


def _line(document: ResolvedDocument) -> bytes:
    return document.doc_id.encode("utf-8", "surrogatepass") + b"\x1f" + document.text.encode()


def _rows(document: ResolvedDocument) -> Iterable[lexical.Row]:
    for passage in document.passages:
        yield _row(passage.number, passage.text, document.metadata.title, passage.heading)


def _row(number: int, text: str, title: str, heading: str) -> lexical.Row:
    """What the word index reads of a passage: its words, and the title and headings over it."""
    new = [over for over in (title, heading) if not text.startswith(over)]  # a title may be its beginning
    return number, text, " ".join(new)


def _manifest(
    run: Run,
    sources: Sources,
    facts: Mapping[str, Any],
    encoder: tuple[str, str],
    counts: dict[str, Any],
    conforms: bool,
) -> Manifest:
    name, engine = encoder
    return Manifest(
        format=manifest.FORMAT,
        hash=_hash(facts, name, engine, run.stamp, run.settings),
        version=manifest.version(),
        analysis=run.analysis,
        base=run.settings.base,
        encoder=name,
        engine=engine,
        settings=run.stamp,
        documents=tuple(sorted(sources.entries.values(), key=lambda entry: entry.doc_id)),
        counts=counts,
        conforms=conforms,
        notes=tuple(sources.notes),
    )


def _hash(facts: Mapping[str, Any], encoder: str, engine: str, stamp: dict[str, Any], settings: Settings) -> str:
    """The contract's index hash: the set of N-Quads, canonical texts, encoder and settings, never file bytes."""
    named = [facts["quads"], facts["texts"], encoder, engine, stamp, settings.base]
    return hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()


def _finished(folder: Path, run: Run, made: Manifest) -> Manifest:
    previous = run.previous
    known = manifest.known_files(previous.folder, previous.manifest) if previous else {}
    manifest.write(folder, made, known)
    switch(run.settings.data, folder, made.hash)
    return made
