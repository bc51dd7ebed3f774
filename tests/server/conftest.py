"""Real servers over a real index: `strategigraf serve` in a process of its own, on a port the kernel picks."""

from __future__ import annotations

import dataclasses
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import httpx2 as httpx
import pytest

import corpus
from indexer.build import build
from indexer.settings import Settings

DOCUMENTS = (
    "nyheder/2016-05-13-ny-strategi-er-lanceret.md",
    "nyheder/2022-03-22-ny-digital-post.md",
    "nyheder/2023-11-01-nemid-er-lukket.html",
    "nyheder/2023-11-01-nemid-er-lukket.meta.yaml",
    "nyheder/2019-03-25-marts-maaned.md",
    "nyheder/2012-10-31-aftale-om-grunddata.md",
    "nyheder/2014-12-01-en-maaned-med-digital-post.html",
    "nyheder/2014-12-01-en-maaned-med-digital-post.meta.yaml",
)


def strategigraf(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """The command in a process of its own, its standard error to be read."""
    command = [sys.executable, "-m", "api.cli", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


class Server:
    """A running server; `log` is what it wrote to standard error so far."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.process = strategigraf("serve", "--data", str(data), "--port", "0", *arguments)
        self.lines: list[str] = []
        self._ready = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._ready.wait(60)
        found = re.search(r"svarer på (http://\S+?)/?\n", self.log)
        if not found:
            self.stop()
            raise AssertionError(f"the server did not start: {self.log[-2000:]}")
        self.base = found[1]
        self.port = int(self.base.rpartition(":")[2])
        self.client = httpx.Client(base_url=self.base, timeout=30, trust_env=False)

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            if "svarer på" in line:
                self._ready.set()
        self._ready.set()

    @property
    def log(self) -> str:
        """All of standard error."""
        return "".join(self.lines)

    def get(self, address: str, accept: str | None = None, **headers: str) -> httpx.Response:
        """The answer to a GET; redirects are not followed."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.get(address, headers={"Accept": accept or "*/*", **sent})

    def sparql(self, query: str, accept: str | None = None, **more: str) -> httpx.Response:
        """The answer to a query by GET."""
        headers = {"Accept": accept} if accept else {}
        return self.client.get("/sparql", params={"query": query, **more}, headers=headers)

    def children(self) -> set[int]:
        """The process ids of its workers."""
        found = set()
        for path in Path("/proc").glob("[0-9]*/status"):
            try:
                status = path.read_text()
            except OSError:
                continue
            if f"\nPPid:\t{self.process.pid}\n" in status:
                found.add(int(path.parent.name))
        return found

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ends the server and gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(30)
        self._reader.join(5)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        return status

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()
        self.stop()


def copy_documents(folder: Path) -> Path:
    """A small corpus of shipped documents in a folder of its own."""
    for name in DOCUMENTS:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(corpus.FOLDER / name, target)
    return folder


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six documents."""
    return copy_documents(tmp_path_factory.mktemp("small") / "corpus")


@pytest.fixture(scope="session")
def small_data(small_corpus: Path) -> Path:
    """An index of the six documents; nobody may change it."""
    data = small_corpus.parent / "data"
    build([small_corpus], dataclasses.replace(Settings(), data=data))
    return data


@pytest.fixture(scope="session")
def server(small_data: Path) -> Iterator[Server]:
    """One server that many tests share."""
    with Server(small_data, "--query-limit", "3") as running:
        yield running


@pytest.fixture
def own_data(small_data: Path, tmp_path: Path) -> Path:
    """A copy of the index that a test may change."""
    return Path(shutil.copytree(small_data, tmp_path / "data"))


@pytest.fixture
def start() -> Iterator[Callable[..., Server]]:
    """Starts servers that end with the test."""
    started: list[Server] = []

    def begin(data: Path, *arguments: str) -> Server:
        running = Server(data, *arguments)
        started.append(running)
        return running

    yield begin
    for running in started:
        running.client.close()
        running.stop(signal.SIGKILL)
