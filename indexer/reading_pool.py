"""Many documents read, strangers' formats in children with limits on time and memory.

Small plain text and Markdown are read in this process: their readers are linear and bounded. All else goes to children
that are started when first needed, used again, and killed and replaced when a document takes too long or too much.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from . import formats
from .documents import read_document, too_large
from .errors import UnreadableDocument, said
from .reading_child import decode, receive, send
from .settings import Settings
from .types import Document

LIGHT_BYTES = 64_000  # a .txt or .md up to this size is read in this process
SIDECAR_BYTES = 1_000_000

Item = tuple[str, "Path | tuple[str, bytes]", "Path | bytes | None"]
Result = Document | UnreadableDocument


class ReadingPool:
    """Reads documents, `jobs` at a time at most; a context manager that leaves no child behind.

    >>> with ReadingPool(2, Settings()) as pool:
    ...     [(doc_id, result.text) for doc_id, result in pool.read([("a.txt", ("a.txt", b"Hej."), None)])]
    [('a.txt', 'Hej.')]
    """

    def __init__(self, jobs: int, settings: Settings) -> None:
        self._jobs = max(1, jobs)
        self._settings = settings
        self._idle: deque[_Child] = deque()
        self._all: list[_Child] = []
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._closed = True
            children, self._all = self._all, []
        for child in children:
            child.kill()

    def read(self, items: Iterable[Item]) -> Iterator[tuple[str, Result]]:
        """For each (doc_id, path or (name, bytes), sidecar) its doc_id with the document, or why it can't be read.

        In the order of the items, which are taken only a few ahead. Nothing raises for what a document holds.
        """
        threads = ThreadPoolExecutor(self._jobs, thread_name_prefix="reading")
        waiting: deque[tuple[str, Future[Result] | Result]] = deque()
        try:
            for doc_id, source, sidecar in items:
                waiting.append((doc_id, self._begin(threads, doc_id, source, sidecar)))
                while len(waiting) > 2 * self._jobs or (waiting and not isinstance(waiting[0][1], Future)):
                    yield _result(*waiting.popleft())
            while waiting:
                yield _result(*waiting.popleft())
        finally:
            for _, future in waiting:
                if isinstance(future, Future):
                    future.cancel()
            if waiting:
                self.__exit__(None, None, None)  # given up half way: end what still runs
            threads.shutdown(wait=True, cancel_futures=True)

    def _begin(
        self, threads: ThreadPoolExecutor, doc_id: str, source: Path | tuple[str, bytes], sidecar: Path | bytes | None
    ) -> Future[Result] | Result:
        """A document that is light at once, any other as a future."""
        try:
            name, data = _loaded(source, self._settings)
            beside = _small(sidecar) if isinstance(sidecar, Path) else sidecar
        except UnreadableDocument as error:
            return error
        except OSError as error:
            return UnreadableDocument(f"kan ikke læses: {said(error)}. Er filen til at åbne?")
        if formats.ending(name) in formats.LIGHT and len(data) <= LIGHT_BYTES:
            return _in_process(doc_id, name, data, beside, self._settings)
        return threads.submit(self._in_child, doc_id, name, data, beside)

    def _in_child(self, doc_id: str, name: str, data: bytes, beside: bytes | None) -> Result:
        child = self._borrow()
        if child is None:
            return UnreadableDocument("kan ikke læses: læsningen blev afbrudt.")
        result, healthy = child.read(doc_id, name, data, beside, self._settings)
        with self._lock:
            if healthy and not self._closed:
                self._idle.append(child)
                return result
            if child in self._all:
                self._all.remove(child)
        child.kill()
        return result

    def _borrow(self) -> _Child | None:
        with self._lock:
            if self._closed:
                return None
            if self._idle:
                return self._idle.pop()
            child = _Child()
            self._all.append(child)
            return child


def _loaded(source: Path | tuple[str, bytes], settings: Settings) -> tuple[str, bytes]:
    """Name and bytes; raises UnreadableDocument for what is no plain file or too large, before a byte is read."""
    if isinstance(source, tuple):
        return source
    found = source.stat()
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableDocument("kan ikke læses: det er ikke en almindelig fil.")
    if found.st_size > settings.max_bytes:
        raise too_large(found.st_size, settings)
    return source.name, source.read_bytes()


def _small(sidecar: Path) -> bytes:
    """A sidecar's bytes; raises UnreadableDocument for what is no plain file or no sidecar by its size."""
    found = sidecar.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > SIDECAR_BYTES:
        raise UnreadableDocument("kan ikke læses: sidecar-filen er for stor eller ikke en almindelig fil.")
    return sidecar.read_bytes()


def _in_process(doc_id: str, name: str, data: bytes, beside: bytes | None, settings: Settings) -> Result:
    try:
        return read_document(doc_id, name, data, beside, settings)
    except UnreadableDocument as error:
        return error
    except Exception as error:  # a reader's own fault never stops the others
        return UnreadableDocument(f"kan ikke læses: læseren fejlede ({type(error).__name__}). Meld fejlen med filen.")


def _result(doc_id: str, result: Future[Result] | Result) -> tuple[str, Result]:
    return doc_id, result.result() if isinstance(result, Future) else result


class _Child:
    """One child process; used by one thread at a time."""

    def __init__(self) -> None:
        path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "indexer.reading_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._late = False

    def read(
        self, doc_id: str, name: str, data: bytes, beside: bytes | None, settings: Settings
    ) -> tuple[Result, bool]:
        """The document, or why not, and whether this child can be used again."""
        assert self._process.stdin and self._process.stdout
        head = {"doc_id": doc_id, "name": name, "sidecar": beside is not None, "max_bytes": settings.max_bytes}
        timer = threading.Timer(settings.read_seconds, self._expire)
        timer.daemon = True
        timer.start()
        reply = None
        try:
            with contextlib.suppress(OSError, ValueError):
                send(self._process.stdin, json.dumps(head).encode(), data, beside or b"")
                reply = receive(self._process.stdout)
        finally:
            timer.cancel()
        if reply is None:
            return UnreadableDocument(self._why(settings)), False
        answer = json.loads(reply)
        if "error" in answer:
            return UnreadableDocument(answer["error"]), self._process.poll() is None and "fejlede" not in answer[
                "error"
            ]
        return decode(answer["document"]), True

    def _why(self, settings: Settings) -> str:
        if self._late:
            return (
                f"kan ikke læses: det tog over {settings.read_seconds:g} sekunder (STRATEGIGRAF_READ_SECONDS). "
                "Del filen op, eller hæv grænsen."
            )
        return "kan ikke læses: læseren gik ned på filen. Gem den på ny, og byg igen."

    def _expire(self) -> None:
        self._late = True
        self._process.kill()

    def kill(self) -> None:
        """End the process and close its pipes."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream:
                    stream.close()
        self._process.wait()
