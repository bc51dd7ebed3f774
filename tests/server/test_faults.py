"""Builds that are shot, doubled or out of disk, and files that are broken: the old index, the new one, or one line."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api import open_index
from indexer.errors import IndexDamaged
from indexer.snapshot import current

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    """A command of ours, from the project's folder."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=ROOT, env=environ, **options)  # type: ignore[call-overload,no-any-return]


def build(data: Path, corpus: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """A build in a process of its own."""
    return run(
        sys.executable, "-m", "api.cli", "build", "--data", str(data), "--corpus", str(corpus), "--json", **options
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a command that failed, without a traceback."""
    assert done.returncode == 1, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and "Traceback" not in done.stderr, done.stderr
    return lines[0]


def test_a_slice_of_the_faults() -> None:
    """No silent error after faults in any file. The whole, kills too: tests/bench/faults.py."""
    done = run(sys.executable, "tests/bench/faults.py", "index", "--count", "24", "--seed", "3")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["wrong"] == []


def test_builds_that_are_shot(own_data: Path, small_corpus: Path, tmp_path: Path) -> None:
    """After each kill the index is the old one or the new one, whole; what killed builds left is swept away."""
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    (corpus / "mere.md").write_text("# Mere\n\nKL og Danske Regioner indgik en aftale i 2019.\n", encoding="utf-8")
    command = [sys.executable, "-m", "api.cli", "build", "--data", str(own_data), "--corpus", str(corpus)]
    with open_index(own_data) as index:
        before = (index.hash, len(index.texts.documents()), len(index.graph))
    seen = []
    for wait in (0.4, 1.5, 2.5):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=ROOT)
        time.sleep(wait)
        process.kill()
        process.wait()
        with open_index(own_data) as index:
            seen.append((index.hash, len(index.texts.documents()), len(index.graph)))
    assert build(own_data, corpus).returncode == 0
    with open_index(own_data) as index:
        after = (index.hash, len(index.texts.documents()), len(index.graph))
        assert index.search("aftale", k=3)
    assert set(seen) <= {before, after} and (before[1], after[1]) == (6, 7)
    assert len(list((own_data / "generations").iterdir())) == 1


def test_two_builds_at_once(own_data: Path, small_corpus: Path, tmp_path: Path) -> None:
    """One builds; the other says that it is busy, or comes after it. The index is whole."""
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    (corpus / "mere.md").write_text("# Mere\n\nKL og Danske Regioner indgik en aftale i 2019.\n", encoding="utf-8")
    command = [sys.executable, "-m", "api.cli", "build", "--data", str(own_data), "--corpus", str(corpus)]
    both = [
        subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, cwd=ROOT)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 1]), said
    if codes == [0, 1]:
        assert "en anden build" in "".join(said)
    with open_index(own_data) as index:
        assert len(index.texts.documents()) == 7


@pytest.mark.parametrize("limit", [4_096, 60_000, 150_000])
def test_a_full_disk(own_data: Path, small_corpus: Path, tmp_path: Path, limit: int) -> None:
    """No file may grow past the limit: one clear line, and the old index answers as before."""
    corpus = Path(shutil.copytree(small_corpus, tmp_path / "corpus"))
    (corpus / "mere.md").write_text("# Mere\n\nKL og Danske Regioner indgik en aftale i 2019.\n", encoding="utf-8")
    before = current(own_data)
    done = build(own_data, corpus, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    one_line(done)
    assert current(own_data) == before
    assert [path.name for path in (own_data / "generations").iterdir()] == [before]
    with open_index(own_data) as index:
        assert len(index.texts.documents()) == 6 and index.search("digital post", k=1)


def test_serving_what_is_not_there(tmp_path: Path) -> None:
    """No index: one line that says how to build it."""
    done = run(sys.executable, "-m", "api.cli", "serve", "--data", str(tmp_path / "none"), "--port", "0")
    assert "strategigraf build" in one_line(done)


@pytest.mark.parametrize("name", ["texts.sqlite", "vectors", "lexical", "graph", "manifest.json"])
def test_serving_a_damaged_index(own_data: Path, name: str) -> None:
    """One line that names the file."""
    home = own_data / "generations" / (current(own_data) or "")
    path = home / name
    if path.is_dir():  # LOG is RocksDB's diary, no part of the data
        path = max((p for p in path.rglob("*") if p.is_file() and p.name != "LOG"), key=lambda p: p.stat().st_size)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    done = run(sys.executable, "-m", "api.cli", "serve", "--data", str(own_data), "--port", "0")
    line = one_line(done)
    assert "Byg igen" in line and (path.name in line or "manifest" in line)


READER = """
import sys
from pathlib import Path
from api import open_index
from indexer.errors import StrategigrafError

data, name, opened = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "open"

def say(index):
    print([(hit.passage, hit.score) for hit in index.search("digital post og grunddata", k=5)], len(index.graph))
    print(index.ask("Hvem indgik aftalen om grunddata?").answer, index.graph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))

def cut(folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.relative_to(folder).as_posix().startswith(name) and path.name not in ("LOCK", "LOG"):
            with path.open("r+b") as stream:
                stream.truncate(path.stat().st_size // 2)

try:
    index = open_index(data)
    if opened:
        say(index)
    cut(index.snapshot.folder)
    say(index)
except StrategigrafError as error:
    print("FEJL", str(error))
    sys.exit(3)
"""


@pytest.mark.parametrize("name", ["vectors/", "lexical/", "graph/", "texts.sqlite"])
@pytest.mark.parametrize("when", ["checked", "open"])
def test_files_that_are_cut_short_under_a_reader(own_data: Path, name: str, when: str) -> None:
    """A file may be mapped; cut short after the check, or in use, it gives the right answer or one line, never a crash."""
    done = run(sys.executable, "-c", READER, str(own_data), name, when)
    assert done.returncode in (0, 3), done.stderr  # a process that a signal ended has a negative one
    assert "Traceback" not in done.stderr
    lines = done.stdout.splitlines()
    if done.returncode == 3:
        assert (
            lines[-1].startswith("FEJL") and "Byg igen" in lines[-1] and sum(x.startswith("FEJL") for x in lines) == 1
        )
    elif when == "open":
        assert lines[:2] == lines[2:4]
    with pytest.raises(IndexDamaged):  # whoever opens it now is told by the checksums
        open_index(own_data)


def test_a_large_index_is_mapped_and_checked_too(own_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files are mapped they give the same hits, and the checksums see them cut short before anything maps them."""
    from indexer import lexical, vectors

    with open_index(own_data) as index:
        read = [(hit.passage, hit.score) for hit in index.search("digital post", k=5)]
    monkeypatch.setattr(lexical, "_MAPPED", 0)
    monkeypatch.setattr(vectors, "_MAPPED", 0)
    with open_index(own_data) as index:
        assert [(hit.passage, hit.score) for hit in index.search("digital post", k=5)] == read
        folder = index.snapshot.folder
    for path in (folder / "vectors" / "vectors.npy", max(folder.glob("lexical/*"), key=lambda p: p.stat().st_size)):
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(IndexDamaged, match=path.name):
            open_index(own_data)
        path.write_bytes(whole)


def test_a_port_that_is_taken(small_data: Path) -> None:
    """One line that says what to try."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(sys.executable, "-m", "api.cli", "serve", "--data", str(small_data), "--port", port)
    assert "--port" in one_line(done)
