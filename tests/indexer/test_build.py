"""A build: incremental, atomic, in any order the same, and never stopped by one bad document."""

from __future__ import annotations

import dataclasses
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from api import open_index
from indexer import increment, manifest, workers
from indexer.build import Built, build
from indexer.errors import BuildBusy, CorpusError, IndexMissing, StrategigrafError
from indexer.settings import Settings
from indexer.snapshot import open_snapshot, writing
from indexer.store import lines

Build = Callable[[Mapping[str, str]], Built]

PACT = "Havnepagten\n\nRegeringen og Danske Havne indgik Havnepagten i maj 2018. Pagten gælder 2018-2022 og har 12 initiativer.\n"
PLAN = (
    "# Handlingsplan for vand\n\nKommunerne vedtog Handlingsplan for vand 2020-2024. Planen indeholder 7 indsatser.\n"
)
NEWS = "3. maj 2021\n\nNyt råd\n\nVandrådet blev stiftet i 2019. Formand Lone Krag siger: ”Vi skal spare på vandet.”\n"


def content(data: Path) -> tuple[list[str], dict[str, str], list[tuple[str, float]], str]:
    """All that users can tell an index by: sorted N-Quads, texts, hits with scores, and the hash."""
    with open_index(data) as index:
        texts = {d.doc_id: index.texts.text(d.doc_id) for d in index.texts.documents()}
        hits = [(h.passage, h.score) for h in index.search("vandrådets formand og pagten", k=20)]
        return list(lines(iter(index.graph.store))), texts, hits, index.hash


def test_an_unchanged_document_is_not_read_again(build_texts: Build) -> None:
    """The second build of the same texts reads nothing and names the same index."""
    first = build_texts({"a.txt": PACT, "b.md": PLAN})
    second = build_texts({"a.txt": PACT, "b.md": PLAN})
    assert (first.read, first.unchanged) == (2, 0)
    assert (second.read, second.unchanged, second.hash) == (0, 2, first.hash)


def test_a_removed_document_leaves_no_trace(build_texts: Build, settings: Settings, tmp_path: Path) -> None:
    """What is gone from the corpus is gone from graph, texts and search."""
    build_texts({"a.txt": PACT, "b.md": PLAN})
    (tmp_path / "corpus" / "a.txt").unlink()
    built = build([tmp_path / "corpus"], settings)
    assert built.removed == 1
    quads, texts, hits, _ = content(settings.data)
    assert set(texts) == {"b.md"}
    assert not any("Havnepagt" in line or "a.txt" in line for line in quads)
    assert hits and all("a.txt" not in passage for passage, _ in hits)


TEXTS = (
    PACT,
    PLAN,
    NEWS,
    PACT.replace("12", "14"),
    "Referat\n\nMødet fandt sted i Odense den 4. juni 2019.\n",
    "Handlingsplanen for vand\n\nVandrådet (VR) fik ansvaret. Den kommunale handlingsplan for vand 2020-2024 har 9 indsatser, "
    "og Havnepagten har 14 initiativer. Havnepagten blev lanceret i maj 2017.\n",
    "6. juni 2022\n\nKystplanen\n\nVR og KL står bag handlingsplanen for vand. KL vil ikke udvide Havnepagten.\n",
    NEWS.replace("2019", "2018"),
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["a.txt", "b.txt", "n/c.txt"]), st.sampled_from([None, *TEXTS]), st.sampled_from([1, 2])),
    min_size=1,
    max_size=4,
)


@given(CHANGES, st.sampled_from([0.0, 1.0, 1.0]))
@hypothesis_settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_way_to_a_corpus_ends_in_the_same_index(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str | None, int]], most: float
) -> None:
    """Adds, edits and removals in any order, with any number of jobs, equal one clean build of what is left.

    So they do whether a change is put upon the last index (`most` 1) or all is made anew (0).
    """
    home = tmp_path_factory.mktemp("way")
    folder, stepwise, clean = home / "corpus", home / "stepwise", home / "clean"
    (folder / "n").mkdir(parents=True)
    (folder / "always.txt").write_text(NEWS, encoding="utf-8")
    few, workers._FEW = workers._FEW, 0
    usual, increment.MOST = increment.MOST, most
    try:
        for doc_id, text, jobs in changes:
            if text is None:
                (folder / doc_id).unlink(missing_ok=True)
            else:
                (folder / doc_id).write_text(text, encoding="utf-8")
            build([folder], dataclasses.replace(Settings(), data=stepwise), jobs=jobs)
    finally:
        workers._FEW, increment.MOST = few, usual
    build([folder], dataclasses.replace(Settings(), data=clean))
    assert content(stepwise) == content(clean)


def test_a_small_change_takes_over_what_nobody_changes(
    build_texts: Build, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new generation links the old one's tables and segments, and what readers hold open stays as it was."""
    monkeypatch.setattr(increment, "MOST", 1.0)
    build_texts({"a.txt": PACT, "b.md": PLAN})
    before = content(settings.data)
    with open_snapshot(settings.data) as old:
        marks = {name: (old.folder / name).stat().st_ino for name in old.manifest.files}
        (tmp_path / "corpus" / "c.txt").write_text(NEWS, encoding="utf-8")
        build([tmp_path / "corpus"], settings)
        with open_snapshot(settings.data) as new:
            same = {name for name, mark in marks.items() if (new.folder / name).exists()
                    and (new.folder / name).stat().st_ino == mark}  # fmt: skip
        assert {Path(name).parts[0] for name in same} == {"graph", "lexical"}
        assert all(name.endswith(".sst") or "lexical" in name for name in same)
        assert not list(manifest.damaged(old.folder, old.manifest))
        assert list(lines(iter(old.graph.store))) == before[0]


def test_what_is_gone_leaves_no_bytes(
    build_texts: Build, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a removal put upon the last index, no file of the new one holds a word of the removed text."""
    monkeypatch.setattr(increment, "MOST", 1.0)
    secret = "Kaldenavnet Zebrafinkehjørnet bruges af Quillajabarkrådet.\n"
    build_texts({"a.txt": PACT, "b.md": PLAN, "hemmelig.txt": secret})
    (tmp_path / "corpus" / "hemmelig.txt").unlink()
    build([tmp_path / "corpus"], settings)
    for path in sorted((settings.data / "generations").rglob("*")):
        if path.is_file():
            data = path.read_bytes().lower()
            assert not any(word in data for word in (b"zebrafinke", b"quillaja", b"hemmelig")), path


def _until(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize("delay", [0.0, 0.3, 0.6, 0.9, 1.2, 1.6, 2.0, 2.6])
def test_a_killed_build_leaves_the_old_index_or_the_new(
    build_texts: Build, settings: Settings, write_corpus: Callable[[Mapping[str, str]], Path], delay: float
) -> None:
    """SIGKILL at any moment: the next reader gets a whole index, and the next build works."""
    build_texts({"a.txt": PACT})
    old = content(settings.data)
    folder = write_corpus({"b.md": PLAN, "c.txt": NEWS})
    command = [sys.executable, "-m", "api.cli", "build", "--corpus", str(folder), "--data", str(settings.data)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = content(settings.data)
    built = build([folder], settings)
    new = content(settings.data)
    assert after in (old, new)
    assert built.passages > 0
    assert len(list((settings.data / "generations").iterdir())) == 1


def test_a_reader_keeps_the_generation_it_opened(build_texts: Build, settings: Settings) -> None:
    """An index that is open while another is built still answers from its own texts."""
    build_texts({"a.txt": PACT})
    with open_index(settings.data) as old:
        before = old.hash
        build_texts({"a.txt": PACT.replace("12", "99")})
        assert "12 initiativer" in old.texts.text("a.txt")
        assert old.search("initiativer")[0].text.count("12")
    with open_index(settings.data) as new:
        assert new.hash != before
        assert "99 initiativer" in new.texts.text("a.txt")


def test_two_builds_never_write_at_once(build_texts: Build, settings: Settings) -> None:
    """The second build says so in one line and changes nothing."""
    build_texts({"a.txt": PACT})
    with writing(settings.data), pytest.raises(BuildBusy, match="en anden build"):
        build_texts({"a.txt": PLAN})
    with open_index(settings.data) as index:
        assert "Havnepagten" in index.texts.text("a.txt")


def test_a_damaged_file_is_found_at_opening(build_texts: Build, settings: Settings) -> None:
    """One changed byte in any file is one clear error, never a silently wrong answer; a build mends it."""
    build_texts({"a.txt": PACT})
    with open_snapshot(settings.data) as snapshot:
        files = [snapshot.folder / name for name in snapshot.manifest.files]
    for path in files:
        whole = path.read_bytes()
        if not whole:
            continue
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        with pytest.raises(StrategigrafError, match="Byg igen"):
            open_snapshot(settings.data)
        path.write_bytes(whole)
    files[-1].write_bytes(b"")
    built = build_texts({"a.txt": PACT})
    assert any("bruges ikke" in note for note in built.notes)
    open_snapshot(settings.data).close()


def test_the_same_doc_id_under_two_paths_is_two_documents(tmp_path: Path, settings: Settings) -> None:
    """Both are kept, told apart by a prefix that the build reports and that does not depend on what else is built."""
    for name, text in (("nord", PACT), ("syd", PLAN), ("vest", NEWS)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "plan.txt").write_text(text, encoding="utf-8")
    two = build([tmp_path / "nord", tmp_path / "syd"], settings)
    with open_index(settings.data) as index:
        first = {d.doc_id for d in index.texts.documents()}
    build([tmp_path / "vest", tmp_path / "syd", tmp_path / "nord"], settings)
    with open_index(settings.data) as index:
        then = {d.doc_id for d in index.texts.documents()}
    assert len(first) == 2 and first < then
    assert len(two.notes) == 2 and all(any(doc_id in note for note in two.notes) for doc_id in first)


BAD = {
    "tom.txt": b"",
    "billede.txt": bytes(range(256)) * 20,
    "krypteret.pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 9 0 R>>\n",
    "halv.docx": b"PK\x03\x04 half a zip",
    "halv.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "forkert.md": b"---\ntitle: [uden slut\n---\nTekst om noget.\n",
}


def test_bad_documents_are_reported_and_the_rest_is_built(tmp_path: Path, settings: Settings) -> None:
    """Each unreadable file gives one clear line with its name; the good one is indexed."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "god.txt").write_text(PACT, encoding="utf-8")
    (folder / "linje\nskift.txt").write_text(PACT, encoding="utf-8")
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "stor.txt").write_bytes(b"ord " * 300_000)
    (folder / "ud.txt").symlink_to("/etc/hostname")
    built = build([folder], dataclasses.replace(settings, max_bytes=1_000_000))
    reasons = {skip.path: skip.reason for skip in built.skipped}
    assert set(reasons) == {*BAD, "linje\\nskift.txt", "stor.txt", "ud.txt"}
    assert all(reason and "\n" not in reason and "Traceback" not in reason for reason in reasons.values())
    with open_index(settings.data) as index:
        assert [d.doc_id for d in index.texts.documents()] == ["god.txt"]


def test_a_document_that_breaks_keeps_its_last_version(build_texts: Build, settings: Settings, tmp_path: Path) -> None:
    """What was indexed before stays until the file can be read again, and the report says so."""
    build_texts({"a.txt": PACT, "b.txt": NEWS})
    (tmp_path / "corpus" / "a.txt").write_bytes(b"\x00\x01\x02" * 500)
    built = build([tmp_path / "corpus"], settings)
    assert [skip.path for skip in built.skipped] == ["a.txt"] and "beholdt" in built.skipped[0].reason
    with open_index(settings.data) as index:
        assert "Havnepagten" in index.texts.text("a.txt")
    (tmp_path / "corpus" / "a.txt").write_text(PLAN, encoding="utf-8")
    assert not build([tmp_path / "corpus"], settings).skipped


@pytest.mark.parametrize("make", ["missing", "empty"])
def test_a_corpus_with_nothing_to_read_is_one_clear_error(tmp_path: Path, settings: Settings, make: str) -> None:
    """A missing path or an empty folder says what to do, and leaves no index."""
    folder = tmp_path / "intet"
    if make == "empty":
        folder.mkdir()
    with pytest.raises(CorpusError, match=r"(findes ikke|ingen dokumenter)"):
        build([folder], settings)
    with pytest.raises(IndexMissing):
        open_snapshot(settings.data)


def test_a_data_directory_that_cannot_be_written_is_one_clear_error(tmp_path: Path, settings: Settings) -> None:
    """A file where the data directory should be: one line, no traceback."""
    (tmp_path / "god.txt").write_text(PACT, encoding="utf-8")
    (tmp_path / "fil").write_text("", encoding="utf-8")
    with pytest.raises(StrategigrafError, match="kan ikke skrive"):
        build([tmp_path / "god.txt"], dataclasses.replace(settings, data=tmp_path / "fil" / "data"))


def test_another_base_gives_every_thing_another_iri(build_texts: Build, settings: Settings, tmp_path: Path) -> None:
    """--base moves all things, those of the vocabularies too, and is recorded in the index."""
    build_texts({"a.txt": "KL og regeringen indgik Havnepagten i 2018.\n"})
    build([tmp_path / "corpus"], dataclasses.replace(settings, base="https://data.example.dk/id/"))
    with open_index(settings.data) as index:
        assert index.base == "https://data.example.dk/id/"
        assert not any("w3id.org/strategigraf/id/" in line for line in lines(iter(index.graph.store)))
    shutil.rmtree(settings.data)
