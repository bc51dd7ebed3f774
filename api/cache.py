"""Answers kept as bytes, for one generation of the index: bounded, oldest out first, each computed once at a time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

from . import metrics

T = TypeVar("T")

MAX_BYTES = 64 << 20
_MAX_SHARE = 16  # one entry may take at most this part of the whole


class Cache(Generic[T]):
    """Values with their sizes. It belongs to one event loop; a value must never change once it is in."""

    def __init__(self, door: str, max_bytes: int = MAX_BYTES) -> None:
        self.door = door
        self.max_bytes = max_bytes
        self._held: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._bytes = 0
        self._coming: dict[Hashable, asyncio.Future[T]] = {}

    def __len__(self) -> int:
        return len(self._held)

    async def get(self, key: Hashable, make: Callable[[], Awaitable[tuple[T, int]]]) -> T:
        """The value of a key; `make` gives it with its size in bytes (a negative size: don't keep it).

        Who asks while it is being made waits for the same making; an error reaches all of them and is not kept.
        """
        if key in self._held:
            self._held.move_to_end(key)
            metrics.CACHE.labels(self.door, "hit").inc()
            return self._held[key][0]
        while key in self._coming:
            metrics.CACHE.labels(self.door, "shared").inc()
            coming = self._coming[key]
            try:
                return await asyncio.shield(coming)
            except asyncio.CancelledError:
                if not coming.cancelled():
                    raise  # we are the one who was cancelled
        metrics.CACHE.labels(self.door, "miss").inc()
        return await self._make(key, make)

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[tuple[T, int]]]) -> T:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._coming[key] = future
        try:
            value, size = await make()
        except asyncio.CancelledError:
            future.cancel()
            raise
        except BaseException as error:
            future.set_exception(error)
            future.exception()  # nobody need be waiting
            raise
        else:
            future.set_result(value)
            self._keep(key, value, size)
            return value
        finally:
            del self._coming[key]

    def _keep(self, key: Hashable, value: T, size: int) -> None:
        if not 0 <= size <= self.max_bytes // _MAX_SHARE:
            return
        self._held[key] = value, size
        self._bytes += size
        while self._bytes > self.max_bytes:
            _, (_, gone) = self._held.popitem(last=False)
            self._bytes -= gone
