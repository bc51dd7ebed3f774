"""Turns in threads: so many at a time, so many in the queue, and no longer than a visitor waits."""

from __future__ import annotations

import asyncio
import threading

import pytest

from api import deps
from indexer.errors import Busy


def test_turns_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than the tokens at once; who waits too long, or finds the queue full, is told; nothing leaks."""
    monkeypatch.setattr(deps, "PATIENCE", 0.3)
    monkeypatch.setattr(deps, "WAITING", 3)
    running, most, gate, lock = 0, 0, threading.Event(), threading.Lock()

    def work() -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        gate.wait(5)
        with lock:
            running -= 1
        return "done"

    async def visit() -> list[object]:
        tasks = [asyncio.create_task(deps.in_thread("test-turns", 2, work)) for _ in range(8)]
        await asyncio.sleep(0.8)
        gate.set()
        first = await asyncio.gather(*tasks, return_exceptions=True)
        again = await asyncio.gather(*(deps.in_thread("test-turns", 2, work) for _ in range(4)))
        return [*first, *again]

    found = asyncio.run(visit())
    assert most == 2
    assert [isinstance(f, Busy) for f in found[:8]].count(True) == 6
    assert found.count("done") == 6


def test_an_error_gives_the_turn_back() -> None:
    """The work's own error passes through."""

    def fail() -> None:
        raise KeyError("x")

    async def visit() -> None:
        for _ in range(5):
            with pytest.raises(KeyError):
                await deps.in_thread("test-errors", 1, fail)

    asyncio.run(visit())
