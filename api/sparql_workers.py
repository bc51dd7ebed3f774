"""The pool of processes that run queries of strangers: a deadline each, a reserve for short ones, a short queue.

A query counts its time from its arrival, waiting included. Two workers take any query. When both are busy, the
reserve tries it for half a second, so that long queries never stand in the way of short ones; what is not done by then
waits for one of the two. Who waits too long, or finds the queue full, is told to come again. A worker that passes a
deadline, or whose client has gone, is killed and replaced. All methods belong to one event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import logging
import os
import struct
import sys
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any, Literal

from indexer.errors import StrategigrafError
from indexer.rdf import PREFIXES

from . import metrics

Status = Literal["ok", "bad", "refused", "unacceptable", "timeout", "busy", "memory", "large", "crash", "damaged"]

SIZE = 2
PATIENCE = 3.0  # seconds a query may wait for a worker
SHORT = 0.5  # seconds the reserve gives a query
QUEUE = 64
MEMORY = 420 << 20  # what a query may take beside what a worker needs to live; three workers stay under 1.5 GiB
NICE = 5  # the web process goes first: what it does is short, and all visitors wait for it
_START_SECONDS = 20.0
_SCRIPT = Path(__file__).with_name("sparql_worker.py")
_log = logging.getLogger("strategigraf.sparql")


@dataclasses.dataclass(frozen=True, slots=True)
class Job:
    """A query to run: which format for either kind of result (None: none the client accepts), and its dataset.

    `service` tells that the word SERVICE stands in it as a token.
    """

    query: str
    bindings: str | None = "json"
    graph: str | None = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    gzip: bool = False
    service: bool = False

    def frame(self) -> bytes:
        """The job as the worker reads it."""
        body = json.dumps(
            {
                "query": self.query,
                "bindings": self.bindings,
                "graph": self.graph,
                "default": self.default_graphs,
                "named": self.named_graphs,
                "gzip": self.gzip,
                "service": self.service,
                "prefixes": PREFIXES,
            }
        ).encode()
        return struct.pack(">Q", len(body)) + body


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """How a job ended: its result where `status` is "ok" (`kind` "bindings" or "graph"), else why there is none."""

    status: Status
    kind: str = "bindings"
    body: bytes = b""
    gzip: bool = False
    message: str = ""


class Worker:
    """One child process."""

    def __init__(self, process: asyncio.subprocess.Process, *, reserve: bool) -> None:
        self.process = process
        self.reserve = reserve
        self.caged = False

    @classmethod
    async def start(cls, store: Path, memory: int, *, reserve: bool) -> Worker:
        """A child that has opened the store. Raises StrategigrafError where it can't."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", str(_SCRIPT), str(store), str(memory), str(os.getpid()),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            env=_environment(os.environ),
        )  # fmt: skip
        with contextlib.suppress(OSError):
            ours = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(
                os.PRIO_PROCESS, process.pid, min(19, ours + NICE)
            )  # at once: loading the engine is work too
        worker = cls(process, reserve=reserve)
        try:
            async with asyncio.timeout(_START_SECONDS):
                header, _ = await worker._read()
        except (TimeoutError, asyncio.IncompleteReadError) as error:
            line = await worker.last_words()
            await worker.kill()
            raise StrategigrafError(f"en SPARQL-proces kan ikke starte ({line or error})") from error
        except BaseException:
            await worker.kill()
            raise
        worker.caged = bool(header.get("caged"))
        return worker

    async def ask(self, job: Job) -> tuple[dict[str, Any], bytes]:
        """The child's answer. Raises IncompleteReadError or OSError where it dies."""
        assert self.process.stdin is not None
        self.process.stdin.write(job.frame())
        await self.process.stdin.drain()
        return await self._read()

    async def _read(self) -> tuple[dict[str, Any], bytes]:
        stream = self.process.stdout
        assert stream is not None
        (length,) = struct.unpack(">Q", await stream.readexactly(8))
        header: dict[str, Any] = json.loads(await stream.readexactly(length))
        return header, await stream.readexactly(header["length"])

    async def last_words(self) -> str:
        """What a dying child wrote to standard error, at most its first 2,000 bytes."""
        assert self.process.stderr is not None
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(0.5):
                return (await self.process.stderr.read(2000)).decode("utf-8", "replace")
        return ""

    def end(self) -> None:
        """Ends the child at once; `kill` also waits until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def kill(self) -> None:
        """Ends the child at once, and waits until it is gone."""
        self.end()
        if self.process.stdin is not None:
            self.process.stdin.close()
        await self.process.wait()


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What a child needs of our environment: no tokens, no proxies."""
    kept = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "TMPDIR")
    return {name: environ[name] for name in kept if name in environ}


@dataclasses.dataclass(eq=False, slots=True)
class _Waiter:
    turn: asyncio.Future[Worker]
    any_worker: bool


class Pool:
    """The workers of one generation's graph."""

    def __init__(self, store: Path, limit: float, *, size: int = SIZE, memory: int = MEMORY) -> None:
        self.store = store
        self.limit = limit
        self.size = size
        self.memory = memory
        self._free: list[Worker] = []
        self._waiting: list[_Waiter] = []
        self._all: set[Worker] = set()
        self._renewals: set[asyncio.Task[None]] = set()
        self._burials: set[asyncio.Task[None]] = set()
        self._closed = False

    async def start(self) -> None:
        """Starts all workers. Raises StrategigrafError where they can't open the graph."""
        for number in range(self.size + 1):
            await self._add(reserve=number == self.size)

    @property
    def caged(self) -> bool:
        """True where the kernel keeps every worker from the network."""
        return bool(self._all) and all(worker.caged for worker in self._all)

    @property
    def alive(self) -> int:
        """How many workers there are."""
        return len(self._all)

    async def run(self, job: Job) -> Outcome:
        """Runs a query to its end or to its deadline. Cancelling it kills the worker that runs it."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self.limit
        worker = await self._acquire(deadline, any_worker=True)
        if worker is None:
            return Outcome("busy")
        if worker.reserve:
            outcome = await self._on(worker, job, min(SHORT, deadline - loop.time()))
            if outcome.status != "timeout" or loop.time() >= deadline:
                return outcome
            worker = await self._acquire(deadline, any_worker=False)
            if worker is None:
                return Outcome("busy")
        return await self._on(worker, job, deadline - loop.time())

    async def _acquire(self, deadline: float, *, any_worker: bool) -> Worker | None:
        for reserve in (False, True) if any_worker else (False,):
            for worker in self._free:
                if worker.reserve == reserve:
                    self._free.remove(worker)
                    return worker
        if len(self._waiting) >= QUEUE:
            return None
        loop = asyncio.get_running_loop()
        waiter = _Waiter(loop.create_future(), any_worker)
        self._waiting.append(waiter)
        metrics.SPARQL_WAITING.set(len(self._waiting))
        try:
            async with asyncio.timeout(min(PATIENCE, deadline - loop.time())):
                return await asyncio.shield(waiter.turn)
        except TimeoutError:
            return waiter.turn.result() if waiter.turn.done() else None
        except asyncio.CancelledError:
            if waiter.turn.done():
                self._release(waiter.turn.result())
            raise
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
            metrics.SPARQL_WAITING.set(len(self._waiting))

    def _release(self, worker: Worker) -> None:
        for waiter in self._waiting:
            if (waiter.any_worker or not worker.reserve) and not waiter.turn.done():
                self._waiting.remove(waiter)
                waiter.turn.set_result(worker)
                return
        self._free.append(worker)

    async def _on(self, worker: Worker, job: Job, seconds: float) -> Outcome:
        """The job on this worker, which is free again, or being replaced, when this returns."""
        healthy = False
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                header, body = await worker.ask(job)
            healthy = not header["retire"]
            return Outcome(
                header["status"], header.get("kind", "bindings"), body, header.get("gzip", False),
                header.get("message", ""),
            )  # fmt: skip
        except TimeoutError:
            metrics.SPARQL_KILLED.labels("reserve" if worker.reserve else "deadline").inc()
            return Outcome("timeout")
        except (asyncio.IncompleteReadError, OSError):
            return await self._died(worker)
        finally:
            if healthy:
                self._release(worker)
            else:
                self._replace(worker)

    async def _died(self, worker: Worker) -> Outcome:
        words = await worker.last_words()
        starved = "memory allocation" in words or "MemoryError" in words
        metrics.SPARQL_KILLED.labels("memory" if starved else "crash").inc()
        return Outcome("memory" if starved else "crash")

    def _replace(self, worker: Worker) -> None:
        self._all.discard(worker)
        worker.end()
        self._background(worker.kill(), self._burials)
        if not self._closed:
            self._background(self._renew(reserve=worker.reserve), self._renewals)

    async def _renew(self, *, reserve: bool) -> None:
        pause = 0.2
        while not self._closed:
            try:
                await self._add(reserve=reserve)
                return
            except (StrategigrafError, OSError) as error:
                _log.warning("a worker could not be started", extra={"reason": type(error).__name__})
                await asyncio.sleep(pause)
                pause = min(5.0, pause * 2)

    async def _add(self, *, reserve: bool) -> None:
        worker = await Worker.start(self.store, self.memory, reserve=reserve)
        if self._closed:
            await worker.kill()
            return
        self._all.add(worker)
        self._release(worker)

    @staticmethod
    def _background(work: Coroutine[Any, Any, None], among: set[asyncio.Task[None]]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        among.add(task)
        task.add_done_callback(among.discard)

    async def close(self) -> None:
        """Ends all workers."""
        self._closed = True
        for task in list(self._renewals):
            task.cancel()
        await asyncio.gather(*self._renewals, return_exceptions=True)
        await asyncio.gather(*(worker.kill() for worker in self._all), *self._burials, return_exceptions=True)
        self._all.clear()
        self._free.clear()
