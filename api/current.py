"""The generation that answers: watched, replaced while requests go on, and checked for damage.

A request takes one Generation and keeps it to its end. Every two seconds the holder looks at the data directory: a new
generation is opened, warmed and put in place of the old one, which closes when its last request is done. A new one
that can't be opened changes nothing and is tried again. Where a file of the generation in use has changed on disk, its
checksum is taken again; where that is wrong, nothing is answered from it any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer import manifest as manifests
from indexer.errors import IndexDamaged, IndexMissing, StrategigrafError
from indexer.snapshot import current, remove

from . import metrics
from .cache import Cache
from .sparql_workers import Pool

if TYPE_CHECKING:
    from .index import Index

WATCH_SECONDS = 2.0
_RETRY_SECONDS = 10.0
_log = logging.getLogger("strategigraf.index")

Mark = tuple[int, int, int]


class Generation:
    """One index in use, with what is computed once for it: workers, cached answers, derived pages."""

    def __init__(self, index: Index, pool: Pool, *, caching: bool = True) -> None:
        self.index = index
        self.pool = pool
        self.etag = index.hash[:16]
        self.users = 0
        self.retired = False
        self.damage: str | None = None
        kept = {"max_bytes": 0} if not caching else {}
        self.answers: Cache[bytes] = Cache("api", **kept)
        self.results: Cache[Any] = Cache("sparql", **kept)
        self.facets: dict[str, dict[str, list[str]]] = {}
        self.derived: Cache[Any] = Cache("derived")
        self.marks = _marks(index)

    async def close(self) -> None:
        """Ends its workers and lets go of its files."""
        await self.pool.close()
        self.index.close()


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _marks(index: Index) -> dict[str, Mark | None]:
    folder = index.snapshot.folder
    return {name: _mark(folder / name) for name in index.manifest.files}


def damage(index: Index, marks: dict[str, Mark | None]) -> str | None:
    """What is wrong with the files of an open index, looking only into those that changed; None where all is well.

    `marks` (size, time, inode by file) is brought up to date for the files found right.
    """
    folder = index.snapshot.folder
    for name, wanted in index.manifest.files.items():
        now = _mark(folder / name)
        if now is not None and now == marks.get(name):
            continue
        with contextlib.suppress(OSError):
            if manifests.file_hash(folder / name) == wanted:
                marks[name] = now
                continue
        return f"indeksets fil {name} mangler eller er beskadiget. Byg igen."
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    """How a server runs: the data directory, seconds a query may take, whether answers are cached."""

    data: Path
    query_limit: float = 10.0
    caching: bool = True
    watch_seconds: float = WATCH_SECONDS


class Holder:
    """Holds the current Generation. All methods belong to the server's event loop."""

    def __init__(self, options: Options, open_: Callable[[Path], Index], first: Index | None = None) -> None:
        self.options = options
        self._open = open_
        self._first = first
        self._generation: Generation | None = None
        self._old: set[Generation] = set()
        self._task: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self.trouble: str | None = None

    async def start(self) -> None:
        """Opens the current index and begins to watch. Raises what `open_index` raises."""
        index, self._first = self._first, None
        generation = await self._prepare(index)
        await asyncio.to_thread(warm_answers, generation.index)
        self._put(generation)
        self._task = asyncio.get_running_loop().create_task(self._watch())

    async def stop(self) -> None:
        """Ends the watch and all workers."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        for generation in [*self._old, *([self._generation] if self._generation else [])]:
            await generation.close()
        await asyncio.gather(*self._closing, return_exceptions=True)

    @property
    def generation(self) -> Generation:
        """The one that answers now. Raises IndexMissing before the start, IndexDamaged where its files are bad."""
        if self._generation is None:
            raise IndexMissing("indekset er ved at blive åbnet. Prøv igen om lidt.")
        if self._generation.damage is not None:
            raise IndexDamaged(self._generation.damage)
        return self._generation

    @contextlib.asynccontextmanager
    async def use(self) -> AsyncIterator[Generation]:
        """The current generation, kept open until the block ends."""
        generation = self.generation
        generation.users += 1
        try:
            yield generation
        finally:
            generation.users -= 1
            self._close_unused(generation)

    async def _prepare(self, index: Index | None) -> Generation:
        """An opened and warmed generation: the first request to it waits for nothing."""
        if index is None:
            index = await asyncio.to_thread(self._open, self.options.data)
        pool = Pool(index.snapshot.folder / "graph", self.options.query_limit)
        try:
            await asyncio.to_thread(warm, index)
            await pool.start()
            return Generation(index, pool, caching=self.options.caching)
        except BaseException:
            await pool.close()
            index.close()
            raise

    def _put(self, generation: Generation) -> None:
        old, self._generation = self._generation, generation
        metrics.served(generation.index.generation, generation.index.hash)
        _log.info("index in use", extra={"generation": generation.index.generation})
        if old is not None:
            old.retired = True
            self._old.add(old)
            self._close_unused(old)

    def _close_unused(self, generation: Generation) -> None:
        if generation.retired and generation.users == 0 and generation in self._old:
            self._old.discard(generation)
            task = asyncio.get_running_loop().create_task(self._dispose(generation))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _dispose(self, generation: Generation) -> None:
        """Closes an old generation and, as its last reader, removes it: what was taken out must not lie about."""
        name = generation.index.generation
        await generation.close()
        await asyncio.to_thread(remove, self.options.data, name)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self.options.watch_seconds)
            try:
                await self._look()
            except Exception as error:  # the watch must go on, whatever a broken data directory does
                _log.error("watching failed", extra={"error": type(error).__name__})

    async def _look(self) -> None:
        now = self._generation
        assert now is not None
        name = await asyncio.to_thread(current, self.options.data)
        if name is not None and name != now.index.generation:
            await self._switch()
            return
        self.trouble = None
        now.damage = await asyncio.to_thread(damage, now.index, now.marks)
        if now.damage is not None:
            _log.error("index damaged", extra={"generation": now.index.generation, "reason": now.damage})

    async def _switch(self) -> None:
        try:
            fresh = await self._prepare(None)
        except (StrategigrafError, OSError, RuntimeError) as error:
            self.trouble = "et nyt indeks kan ikke åbnes; det gamle bruges stadig."
            metrics.SWITCHES.labels("failed").inc()
            reason = str(error) if isinstance(error, StrategigrafError) else type(error).__name__
            _log.error("new index refused", extra={"reason": reason})
            await asyncio.sleep(min(_RETRY_SECONDS, 2 * self.options.watch_seconds))
            return
        self.trouble = None
        metrics.SWITCHES.labels("done").inc()
        self._put(fresh)
        async with self.use() as generation:
            await asyncio.to_thread(warm_answers, generation.index)


def warm(index: Index) -> None:
    """Opens the parts of an index that a search and a query need, so that no visitor waits for that."""
    index.graph.ask("ASK { ?s ?p ?o }")  # to count its triples would read them all: a minute for a hundred million
    index.search("digitalisering", k=1)


def warm_answers(index: Index) -> None:
    """Reads what the first question, and the first that no text answers, need; it takes some seconds, so a switch does
    not wait for it."""
    for question in ("Hvad er digitalisering?", "Hvem har bagt pandekager på Mars?"):
        with contextlib.suppress(StrategigrafError):
            index.ask(question)
