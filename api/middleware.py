"""What surrounds every request: its id, figures and log line; its limits; the headers of its answer.

Four plain ASGI classes, outermost first: Marked, Observed, Guarded, Methods. They see each message once and hold no
request's words longer than the request.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import time
import uuid
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import logs, metrics, problems

MAX_BODY = 512 << 10  # bytes; a SPARQL query may have 200,000 characters
MAX_TARGET = 60_000  # bytes of an address; the server's parser of addresses counts in 16 bits
_BODY_SECONDS = 15.0
_DRAIN, _DRAIN_SECONDS = 32 << 20, 5.0
_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+){1,8}")
_log = logging.getLogger("strategigraf.http")


class Observed:
    """Gives a request its id, counts and logs its answer, and answers 500 where nothing else did."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex[:16]
        scope.setdefault("state", {})["request_id"] = request_id
        seen = {"status": 0, "bytes": 0}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            elif message["type"] == "http.response.body":
                seen["bytes"] += len(message.get("body", b""))
            await send(message)

        metrics.IN_FLIGHT.inc()
        try:
            await self.app(scope, receive, watched)
        except Exception as error:  # the last resort: whatever a route failed to foresee
            _log.error("unexpected error", extra={"request_id": request_id, **logs.described(error)})
            if seen["status"] == 0:
                await problems.respond(scope, 500)(scope, receive, watched)
        finally:
            metrics.IN_FLIGHT.dec()
            _note(scope, seen, began, request_id)


def template(scope: Scope) -> str:
    """The template of the route that answered, or "-" where none did."""
    return str(getattr(scope.get("route"), "path", None) or "-")


def _note(scope: Scope, seen: dict[str, int], began: float, request_id: str) -> None:
    took = time.perf_counter() - began
    route = template(scope)
    method = scope["method"] if scope["method"] in metrics.METHODS else "other"
    metrics.REQUESTS.labels(method, route, str(seen["status"])).inc()
    metrics.SECONDS.labels(route).observe(took)
    generation = scope.get("state", {}).get("generation")
    _log.info(
        "request",
        extra={
            "request_id": request_id, "method": method, "route": route, "status": seen["status"],
            "ms": round(took * 1000, 1), "bytes": seen["bytes"], "generation": generation,
        },
    )  # fmt: skip


class Guarded:
    """Reads a bounded body in bounded time before any route sees it; answers HEAD; takes a proxy's path prefix."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        prefix = headers.get("x-forwarded-prefix", "").rstrip("/")
        if prefix and _PREFIX.fullmatch(prefix) and ".." not in prefix:
            scope["root_path"] = prefix
        if scope["path"].endswith("/sparql/"):  # some clients add a slash to an endpoint's address
            scope["path"] = scope["path"][:-1]
        if len(scope.get("query_string", b"")) > MAX_TARGET:
            await problems.respond(scope, 414, f"Adressen er for lang; højst {MAX_TARGET} byte.")(scope, receive, send)
            return
        _plain_encoding(scope, headers)
        packed = headers.get("content-encoding", "identity").strip().lower() not in ("", "identity")
        body = 415 if packed else await _body(headers, receive)
        if isinstance(body, int):
            await _drain(receive)
            await problems.respond(scope, body, _SAID[body], {"Connection": "close"})(scope, receive, send)
            return
        if body is None:
            return  # the client went away
        if scope["method"] == "HEAD":
            asked = {**scope, "method": "GET"}  # the server must go on knowing that no body is to follow
            await self.app(asked, _replayed(body, receive), _without_body(send))
            scope["route"] = asked.get("route")
            return
        await self.app(scope, _replayed(body, receive), send)


_SAID = {
    400: "Content-Length er ikke et tal.",
    408: f"Indholdet kom ikke frem inden {_BODY_SECONDS:g} sekunder.",
    415: "Indholdet skal sendes, som det er, uden Content-Encoding.",
    413: f"Indholdet fylder for meget; højst {MAX_BODY} byte.",
}


def _plain_encoding(scope: Scope, headers: Headers) -> None:
    """Leaves gzip in Accept-Encoding only where the client really takes it (`gzip;q=0` says no)."""
    wanted = headers.get("accept-encoding")
    if wanted is None:
        return
    weights: dict[str, float] = {}
    for part in wanted.lower().split(",")[:20]:
        name, _, rest = part.strip().partition(";")
        match = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", rest)
        weights[name.strip()] = float(match[1]) if match else (0.0 if rest.strip() else 1.0)
    taken = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    scope["headers"] = [*kept, (b"accept-encoding", b"gzip" if taken else b"identity")]


async def _body(headers: Headers, receive: Receive) -> bytes | int | None:
    """The whole body, or the status that refuses it, or None where the client has gone."""
    length = headers.get("content-length")
    if length is None and "transfer-encoding" not in headers:
        return b""
    if length is not None and not (length.isascii() and length.isdigit()):
        return 400
    if length is not None and int(length) > MAX_BODY:
        return 413
    parts, size = [], 0
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return None
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > MAX_BODY:
                    return 413
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError:
        return 408


async def _drain(receive: Receive) -> None:
    """Reads on for a while, so that a client who is still sending hears the refusal and not a broken line."""
    size = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            while size < _DRAIN:
                message = await receive()
                size += len(message.get("body", b""))
                if message["type"] == "http.disconnect" or not message.get("more_body"):
                    return


def _replayed(body: bytes, receive: Receive) -> Receive:
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _without_body(send: Send) -> Send:
    async def bare(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return bare


POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Content-Security-Policy": POLICY,
}
_OPEN = ("/sparql", "/api/", "/id/", "/.well-known/", "/openapi.json", "/ns")  # readable from scripts of any site
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After, X-Request-Id, X-Strategigraf-Index, Link",
}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}


class Marked:
    """Sets the security headers, and opens the data doors to scripts of other sites, whoever it is that answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**SECURITY, **(_CORS if _is_open(scope) else {})}.items():
                    headers.setdefault(name, value)
                if message["status"] == 503:
                    headers.setdefault("Retry-After", str(problems.RETRY_SECONDS))
            await send(message)

        await self.app(scope, receive, marked)


def _is_open(scope: Scope) -> bool:
    """True for a door whose answers scripts of any site may read."""
    return problems.local_path(scope).startswith(_OPEN)


class Methods:
    """Answers OPTIONS, and 405 for a method that a path does not take.

    `allowed` gives the methods that a request's path takes, none where there is no such path.
    """

    def __init__(self, app: ASGIApp, allowed: Callable[[Scope], tuple[str, ...]]) -> None:
        self.app = app
        self.allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles one connection."""
        methods = self.allowed(scope) if scope["type"] == "http" else ()
        if methods and scope["method"] == "OPTIONS":
            extra = {"Access-Control-Allow-Methods": ", ".join(methods), **_PREFLIGHT} if _is_open(scope) else {}
            await Response(status_code=204, headers={"Allow": ", ".join(methods), **extra})(scope, receive, send)
        elif methods and scope["method"] not in methods:
            await problems.respond(scope, 405, None, {"Allow": ", ".join(methods)})(scope, receive, send)
        else:
            await self.app(scope, receive, send)
