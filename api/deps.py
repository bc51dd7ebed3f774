"""What routes take from the app: the generation of this request, and work in limited threads."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Callable
from typing import Annotated, Any, TypeVar

import anyio
import anyio.to_thread
from fastapi import Depends, Request
from starlette.responses import Response

from indexer.errors import Busy

from .current import Generation

T = TypeVar("T")

THREADS = 12  # of plain routes: SQLite and the graph, some milliseconds each
ASKING = 1  # a question costs three searches, most of it under Python's lock: two at a time made searches wait 0.4 s
SEARCHING = 2
WAITING = 64  # visitors who may wait for a turn of one kind
PATIENCE = 10.0  # seconds each of them may


async def _generation(request: Request) -> AsyncIterator[Generation]:
    async with request.app.state.holder.use() as generation:
        request.scope["state"]["generation"] = generation.index.generation
        yield generation


Current = Annotated[Generation, Depends(_generation)]


@functools.cache
def limiter(name: str, tokens: int) -> anyio.CapacityLimiter:
    """The limiter of this name, one a process."""
    return anyio.CapacityLimiter(tokens)


async def in_thread(name: str, tokens: int, work: Callable[[], T]) -> T:
    """The work's result, done in a thread; at most `tokens` of this name at a time, to keep Python's lock free.

    Raises Busy where too many wait already, or one has waited too long.
    """
    turns, mine = limiter(name, tokens), object()
    if turns.statistics().tasks_waiting >= WAITING:
        raise Busy("tjenesten har for meget at lave lige nu. Prøv igen om lidt.")
    try:
        with anyio.fail_after(PATIENCE):
            await turns.acquire_on_behalf_of(mine)
    except TimeoutError:
        raise Busy("tjenesten har for meget at lave lige nu. Prøv igen om lidt.") from None
    try:
        return await anyio.to_thread.run_sync(work)
    finally:
        turns.release_on_behalf_of(mine)


def not_modified(request: Request, etag: str) -> bool:
    """True where the client holds this version already (weak comparison, RFC 9110, 13.1.2)."""
    given = request.headers.get("if-none-match")
    if not given:
        return False
    if given.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag.removeprefix("W/") for part in given[:4000].split(","))


def marked(generation: Generation, variant: str = "") -> dict[str, str]:
    """The headers of an answer from a generation: ETag from the index hash, which index, and to ask again each time."""
    tail = f"-{variant}" if variant else ""
    return {
        "ETag": f'W/"{generation.etag}{tail}"',
        "X-Strategigraf-Index": generation.index.hash,
        "Cache-Control": "no-cache",
    }


def as_json(request: Request, generation: Generation, body: bytes, **headers: str) -> Response:
    """JSON bytes as an answer, or 304 where the client holds them."""
    sent = {**marked(generation), **headers}
    if not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)
    return Response(body, 200, sent, "application/json")


async def cached_json(
    request: Request, generation: Generation, key: tuple[Any, ...], limit: tuple[str, int], make: Callable[[], bytes]
) -> Response:
    """The answer kept under this key, or made in a thread of `limit` (name, how many); 304 where the client has it."""
    sent = marked(generation)
    if not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)

    async def fresh() -> tuple[bytes, int]:
        body = await in_thread(*limit, make)
        return body, len(body)

    if "no-cache" in request.headers.get("cache-control", ""):
        body, _ = await fresh()
    else:
        body = await generation.answers.get(key, fresh)
    return Response(body, 200, sent, "application/json")
