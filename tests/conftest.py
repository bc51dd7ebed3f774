"""What several test folders share: small corpora as real files, and one build of the shipped corpus."""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from api import Index, open_index
from indexer.build import Built, build
from indexer.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def seeds() -> Path:
    """The user's five texts, where they lie beside the project."""
    path = SHARED / "seeds"
    if not path.is_dir():
        pytest.skip("../shared/seeds is not beside this checkout")
    return path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Default settings with a data directory of the test's own."""
    return dataclasses.replace(Settings(), data=tmp_path / "data")


@pytest.fixture
def write_corpus(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes documents, by doc_id, into a corpus folder of the test's own and returns it."""

    def write(documents: Mapping[str, str]) -> Path:
        folder = tmp_path / "corpus"
        for doc_id, text in documents.items():
            path = folder / doc_id
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def build_texts(
    write_corpus: Callable[[Mapping[str, str]], Path], settings: Settings
) -> Callable[[Mapping[str, str]], Built]:
    """Builds an index of documents, by doc_id, in the test's own data directory."""
    return lambda documents: build([write_corpus(documents)], settings)


@contextlib.contextmanager
def alone(lock: Path) -> Iterator[None]:
    """One process at a time, of those that run the tests side by side (pytest-xdist), gets past this file."""
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the corpus that ships, built once for all tests, by whichever process comes first.

    STRATEGIGRAF_TEST_INDEX names a data directory to keep it in between runs; it is brought up to date first.
    """
    import corpus

    kept, home = os.environ.get("STRATEGIGRAF_TEST_INDEX"), tmp_path_factory.getbasetemp()
    shared = home.parent if os.environ.get("PYTEST_XDIST_WORKER") else home
    data = Path(kept) if kept else shared / "shipped"
    with alone(data.with_name(f"{data.name}.lock")):
        build([corpus.FOLDER], dataclasses.replace(Settings(), data=data), jobs=os.cpu_count() or 1)
    with open_index(data) as index:
        yield index
