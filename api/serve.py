"""`strategigraf serve`: the app under uvicorn, with bounds that uvicorn itself does not set."""

from __future__ import annotations

import asyncio
import http
import logging
import socket
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from indexer.errors import StrategigrafError, said
from indexer.settings import Settings

from . import logs, problems
from .current import Options, warm
from .middleware import MAX_TARGET, SECURITY

MAX_HEAD = 96 << 10  # bytes of a request line and its headers
_MAX_CONNECTIONS = 1_000
_KEEP_ALIVE = 30
_MAX_BODY = 40 << 20  # bytes of one body as they come, with the marks between its parts; the app reads on to 32 MiB
_MAX_TRAILERS = 8 << 10  # bytes of headers behind a body, which nobody reads
_GRACE = 15  # seconds that open requests get when the server is asked to stop
_HEAD_SECONDS = 20.0
_HEARD_SECONDS = 0.5
_log = logging.getLogger("strategigraf.http")


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 with bounds on the size of a request's head, of what may come with its body, and on the head's time."""

    url = b""
    _head = 0
    _rest = 0
    _trailers = 0
    _deaf = False
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Starts the clock for the first request's head; turns the client away where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > _MAX_CONNECTIONS:
            self._say(503, "Tjenesten er optaget. Prøv igen om lidt.")
            return
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stops the clock."""
        self._stop()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feeds the parser; refuses a head that is too large."""
        if self._deaf:
            return
        if self._head >= 0:
            if self._head == 0:
                self._wait()
            self._head += len(data)
        else:
            self._rest += len(data)
            if self._rest > _MAX_BODY:
                self._deaf = True
                self.transport.close()
                return
        try:
            super().data_received(data)
        finally:
            if self._head > MAX_HEAD and not self._deaf and not self.transport.is_closing():
                self._say(431, "Adressen eller hovederne er for store.")

    def on_message_begin(self) -> None:
        """A new request's head begins."""
        self._head = max(self._head, 1)
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header of the head; those behind a body are dropped, since they would be taken for the head's."""
        if self._head >= 0:
            super().on_header(name, value)
            return
        self._trailers += len(name) + len(value)
        if self._trailers > _MAX_TRAILERS:
            raise ValueError("too many headers behind the body")

    def on_headers_complete(self) -> None:
        """The head has arrived; what follows is the body, which the app bounds."""
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MAX_HEAD:
            raise ValueError("the head is too large")  # the parser hands it on to send_400_response
        hosts = sum(name.lower() == b"host" for name, _ in self.headers)
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() == "1.1"):
            raise ValueError("one Host, and one only (RFC 9112, 3.2)")
        super().on_headers_complete()
        self._head = -1
        self._stop()

    def send_400_response(self, msg: str) -> None:
        """Answers what is no HTTP/1.1, or has an address too long for the parser; `msg` is uvicorn's."""
        if self._head >= 0 and len(self.url or b"") > MAX_TARGET:
            self._say(414, f"Adressen er for lang; højst {MAX_TARGET} byte.")
        else:
            self._say(400, "Det er ikke en gyldig HTTP-forespørgsel.")

    def on_message_complete(self) -> None:
        """The request has arrived."""
        self._head = self._rest = self._trailers = 0
        super().on_message_complete()

    def _wait(self) -> None:
        self._stop()
        self._timer = self.loop.call_later(_HEAD_SECONDS, self._late)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        if self._head >= 0 and not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            self.transport.close()

    def _say(self, status: int, text: str) -> None:
        """Answers without the app, in the shape that the app's errors have, and hangs up."""
        path = (self.url or b"").partition(b"?")[0].decode("latin-1")
        refused = problems.respond({"path": path if path.isprintable() else ""}, status, text, {"Connection": "close"})
        line = f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}\r\n".encode()
        refused.headers.update(SECURITY)
        head = b"".join(b"%b: %b\r\n" % pair for pair in refused.raw_headers)
        self.transport.write(line + head + b"\r\n" + bytes(refused.body))
        self._deaf = True  # a line closed at once, with bytes unread, would break before the client has heard us
        self.loop.call_later(_HEARD_SECONDS, self.transport.close)


class _Server(uvicorn.Server):
    """Says where it answers once it does."""

    def __init__(self, config: uvicorn.Config, at: str) -> None:
        super().__init__(config)
        self.at = at

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Opens the index and the doors, then tells."""
        await super().startup(sockets)
        if self.started:
            print(f"Strategigraf svarer på {self.at}", file=sys.stderr, flush=True)


def serve(settings: Settings, host: str = "127.0.0.1", port: int = 8000, query_limit: float = 10.0) -> None:
    """Serves the index in settings.data until the process is asked to stop.

    Raises IndexMissing or IndexDamaged where there is none to serve, StrategigrafError where the port is taken or the
    machine is no Linux.
    """
    if not sys.platform.startswith("linux"):
        raise StrategigrafError("serveren kører på Linux. På andre systemer virker kommandolinjen og Python.")
    from .app import create_app
    from .index import open_index

    first = open_index(settings.data)
    warm(first)  # what can't be opened is told as one line, before the server is up
    logs.set_up()
    sys.setswitchinterval(0.001)  # the event loop waits no longer than this for Python's lock
    bound = _bind(host, port)
    app = create_app(Options(settings.data, query_limit), open_index, first)
    config = uvicorn.Config(
        app, http=BoundedProtocol, log_config=None, access_log=False, server_header=False, date_header=True,
        timeout_keep_alive=_KEEP_ALIVE, timeout_graceful_shutdown=_GRACE,
        ws="none", lifespan="on", backlog=512,
    )  # fmt: skip
    name, at = bound.getsockname()[:2]
    _Server(config, f"http://{f'[{name}]' if ':' in name else name}:{at}/").run(sockets=[bound])


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(family, kind, proto)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        return bound
    except OSError as error:
        raise StrategigrafError(
            f"kan ikke lytte på {host}:{port} ({said(error)}). Vælg en anden --port eller --host."
        ) from error
