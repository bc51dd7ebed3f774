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


def test_a_port_that_is_taken(small_data: Path) -> None:
    """One line that says what to try."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(sys.executable, "-m", "api.cli", "serve", "--data", str(small_data), "--port", port)
    assert "--port" in one_line(done)
