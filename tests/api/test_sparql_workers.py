"""The pool of workers on a small graph: deadlines, memory, the reserve, and what becomes of a dead worker."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import pytest

from api.sparql_workers import Job, Outcome, Pool
from indexer import store

T = TypeVar("T")
BOMB = Job("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
SHORT = Job("ASK { ?s ?p ?o }")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand triples on disk."""
    path = tmp_path_factory.mktemp("pool") / "graph"
    node = ox.NamedNode
    quads = (ox.Quad(node(f"http://e/{n}"), node(f"http://p/{n % 7}"), ox.Literal(f"v{n}")) for n in range(1000))
    store.write(path, quads, store.Tally())
    return path


def with_pool(graph: Path, work: Callable[[Pool], Awaitable[T]], **options: object) -> T:
    """Runs work with a started pool."""

    async def run() -> T:
        pool = Pool(graph, **{"limit": 20.0, **options})  # type: ignore[arg-type]
        await pool.start()
        try:
            return await work(pool)
        finally:
            await pool.close()

    return asyncio.run(run())


def test_a_result(graph: Path) -> None:
    """A query's result comes whole, in the format of its kind."""
    outcome = with_pool(graph, lambda pool: pool.run(Job("SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 1", bindings="csv")))
    assert outcome == Outcome("ok", "bindings", b"s\r\nhttp://e/0\r\n")


def test_the_deadline(graph: Path) -> None:
    """A query past its time is ended, and the pool is whole again."""

    took = []

    async def work(pool: Pool) -> tuple[str, str, int]:
        began = asyncio.get_running_loop().time()
        first = await pool.run(BOMB)
        took.append(asyncio.get_running_loop().time() - began)
        return first.status, (await pool.run(SHORT)).status, pool.alive

    for _ in range(3):  # a busy machine may be late once
        assert with_pool(graph, work, limit=0.5)[:2] == ("timeout", "ok")
        if took[-1] < 2:
            break
    assert min(took) < 2


def test_short_queries_pass_long_ones(graph: Path) -> None:
    """While every worker runs a long query, the reserve answers short ones."""

    async def work(pool: Pool) -> list[str]:
        bombs = [asyncio.create_task(pool.run(BOMB)) for _ in range(2)]
        await asyncio.sleep(0.1)
        found = [(await pool.run(SHORT)).status for _ in range(3)]
        assert not any(bomb.done() for bomb in bombs)
        for bomb in bombs:
            bomb.cancel()
        await asyncio.gather(*bombs, return_exceptions=True)
        return found

    assert with_pool(graph, work) == ["ok", "ok", "ok"]


def test_more_long_queries_than_workers(graph: Path) -> None:
    """What finds no worker in time is told so; nobody waits past the limit."""

    async def work(pool: Pool) -> list[str]:
        return sorted(outcome.status for outcome in await asyncio.gather(*(pool.run(BOMB) for _ in range(6))))

    statuses = with_pool(graph, work, limit=1.0)
    assert statuses.count("timeout") >= 2 and set(statuses) <= {"timeout", "busy"}


def test_memory(graph: Path) -> None:
    """A query that wants more memory than it may is ended alone."""
    columns = ", ".join(["?a"] * 200)
    query = (
        f'SELECT (STRLEN(?d) AS ?n) {{ BIND("{"a" * 1000}" AS ?a) BIND(CONCAT({columns}) AS ?b) '
        + "".join(f"BIND(CONCAT({', '.join([f'?{x}'] * 30)}) AS ?{y}) " for x, y in ("bc", "cd"))
        + "}"
    )

    async def work(pool: Pool) -> tuple[str, str]:
        return (await pool.run(Job(query))).status, (await pool.run(SHORT)).status

    assert with_pool(graph, work, memory=80 << 20) == ("memory", "ok")


def test_a_cancelled_query_frees_its_worker(graph: Path) -> None:
    """As when the visitor hangs up."""

    async def work(pool: Pool) -> str:
        for _ in range(4):
            bomb = asyncio.create_task(pool.run(BOMB))
            await asyncio.sleep(0.05)
            bomb.cancel()
        return (await pool.run(SHORT)).status

    assert with_pool(graph, work, size=1) == "ok"


def test_nothing_is_fetched(graph: Path) -> None:
    """Even a SERVICE that every check had missed reaches nobody: the kernel says no."""
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(1)
        caught: list[object] = []

        def listen() -> None:
            try:
                caught.append(trap.accept())
            except TimeoutError:
                pass

        thread = threading.Thread(target=listen)
        thread.start()
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/"

        async def work(pool: Pool) -> str:
            from api import sparql_workers

            assert pool.caged
            worker = await sparql_workers.Worker.start(graph, 200 << 20, reserve=False)
            try:
                disguised = Job(f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")
                header, _ = await worker.ask(disguised)
                return str(header["status"])
            finally:
                await worker.kill()

        assert with_pool(graph, work) == "refused"
        thread.join()
        assert not caught


def test_the_cage_itself() -> None:
    """In a process that has shut itself in, sockets and programs are refused, files are not."""
    import subprocess
    import sys

    script = Path(__file__).parents[2] / "api" / "sparql_worker.py"
    code = f"""
import runpy, socket, subprocess
ours = runpy.run_path({str(script)!r}, run_name="cage")
assert ours["no_network"]()
for what in (lambda: socket.socket(), lambda: subprocess.run(["true"])):
    try:
        what()
    except PermissionError:
        continue
    raise SystemExit("not caged")
open({str(script)!r}).close()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    """One clear line."""
    from indexer.errors import StrategigrafError

    with pytest.raises(StrategigrafError, match="SPARQL"):
        with_pool(tmp_path / "nothing", lambda pool: pool.run(SHORT))
