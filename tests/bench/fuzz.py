"""Hostile requests from a seed against a running server, each answer held against what is promised.

    python tests/bench/fuzz.py http://127.0.0.1:8000 --requests 20000 --seed 1

Promised: no 5xx other than 503; errors as problem+json, on /sparql as text; 405 with Allow, 503 with Retry-After; the
security headers on every answer of the app; no path, traceback or module name in a body. Prints what broke and a
count of statuses as JSON; exits 1 where anything broke.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import re
import socket
import sys
import urllib.parse
from collections import Counter
from collections.abc import Callable

LEAKS = re.compile(rb"Traceback|File \"|site-packages|/home/|/root/|\.py\b|/tmp/|pyoxigraph|sqlite3?\.|0x[0-9a-f]{8,}")
PATHS = (
    "/sparql", "/api/ask", "/api/search", "/api/documents", "/api/documents/x", "/api/documents/x/text", "/api/entities",
    "/api/entities/aktoer/kl", "/api/graph", "/api/examples", "/id/aktoer/kl", "/id/aktoer/kl.ttl", "/.well-known/void",
    "/health", "/health/ready", "/metrics", "/docs", "/openapi.json", "/ns", "/", "/soeg", "/strategier", "/editor",
    "/ting/aktoer/kl", "/dokumenter/x", "/ontologi", "/om", "/was", "/static", "/static/vendor", "/static/strategigraf.css",
    "/dokumenter", "/docs/swagger-ui.css", "/favicon.ico", "/robots.txt", "/sparql/", "/id", "/ting", "/nope",
)  # fmt: skip
NAMES = ("q", "query", "k", "mode", "limit", "offset", "depth", "focus", "type", "publisher", "year", "kind", "theme",
         "actor", "default-graph-uri", "named-graph-uri", "update", "format", "question", "")  # fmt: skip
NASTY = (
    "", " ", "\x00", "\x1b[31m", "'", '"', "\\", "' OR 1=1 --", "'; DROP TABLE documents; --", "<script>alert(1)</script>",
    "{{7*7}}", "${jndi:ldap://127.0.0.1/x}", "../../../../etc/passwd", "%2e%2e%2f", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "\u202e\u0000\ufeff", "æøå", "Ⅷ", "İ", "ß" * 300, "a" * 5000, "-1", "0", "1e9", "NaN", "٣", "99999999999999999999",
    "true", "null", "[]", "{}", "http://127.0.0.1:9/", "file:///etc/passwd", "hybrid", "dense", "Strategy", "2020",
    "digital post", "Hvem indgik aftalen?", "aktoer/kl", "KL", "\r\nX-Injected: 1", "%", "%zz", "?", "#", "*" * 50,
    "x" * 40_000, "a/" * 3000, "..%2f..%2f", "..\\..\\", "a\x00.md", ".", "..", "/", "//evil.example/", "CON", "~root", ".git/config",
    "(" * 300, "((((((((((a|a)*)*)*)*)*)*)*)*)*)*", "SELECT", "AND OR NOT", "title:x", "\"unclosed", "a:b:c", "+", "~1 ^2",
)  # fmt: skip
QUERIES = (
    "SELECT * { ?s ?p ?o } LIMIT 5", "ASK {}", "DESCRIBE <http://e/>", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 3",
    "INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * {" + "{" * 3000 + "}" * 3000 + "}", "SELECT * { ?s ?p " + "(" * 80 + ")" * 80 + " }", "SELECT (1/0 AS ?x) {}",
    "SELECT * { FILTER(" + "!" * 500 + "1) }", "SELECT * { ?s ?p \"\"\"unclosed }", "SELECT * { <http://[> ?p ?o }",
    "SELECT * { ?p sg:soeg \"digital\" }", "SELECT * { (?p ?s) sg:soeg (\"digital\" 99999) }", "SELECT * { ?p sg:soeg ?x }",
    "SELECT * { (?p ?p) sg:soeg \"x\" }", "SELECT (REPLACE(\"aaaa\", \"(a*)*b\", \"x\") AS ?x) {}", "BASE <x> SELECT * {}",
    "SELECT * { BIND(STRDT(\"x\", <http://e/\\u0000>) AS ?x) }", "PREFIX : <> SELECT * { :a :b :c }", "\ufeffASK {}",
    "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "SELECT ?x { VALUES ?x { " + "1 " * 3000 + "} } LIMIT 1",
)  # fmt: skip
ACCEPTS = ("*/*", "", "text/html", "application/json", "text/turtle", "image/png", "application/sparql-results+xml", ";;;,,,",
           "*/*;q=0", "text/*;q=banana", "a" * 500, "application/ld+json;profile=x", ",".join(["text/csv"] * 200))  # fmt: skip
TYPES = ("application/json", "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update",
         "text/plain", "", "multipart/form-data", "application/json; charset=utf-16", "x/y" * 40)  # fmt: skip
METHODS = (*["GET"] * 12, "POST", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE")
HEADERS = (
    ("X-Forwarded-Prefix", "//evil.example"), ("X-Forwarded-Prefix", "/a/../b"), ("X-Forwarded-Prefix", "/graf"),
    ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "javascript"), ("Host", "evil.example\t"), ("Host", ""),
    ("X-Request-Id", "a" * 500), ("X-Request-Id", "<b>"), ("If-None-Match", "*"), ("If-None-Match", '"' + "x" * 3000),
    ("Range", "bytes=0-1"), ("Range", "bytes=9-1,-"), ("Accept-Encoding", "gzip;q=0"), ("Accept-Encoding", "gzip, gzip" * 30),
    ("Expect", "100-continue"), ("Origin", "null"), ("Cookie", "a=" + "b" * 2000), ("Content-Encoding", "gzip"),
    ("Cache-Control", "no-cache"), ("Connection", "upgrade"), ("Upgrade", "websocket"), ("X-HTTP-Method-Override", "DELETE"),
)  # fmt: skip


class Broken(Exception):
    """An answer that is not as promised."""


def random_bytes(dice: random.Random, most: int) -> bytes:
    """Some bytes of any kind."""
    return dice.randbytes(dice.randrange(most))


def parameters(dice: random.Random) -> str:
    """A query string, well formed or not."""
    if dice.random() < 0.1:
        return "".join(chr(dice.randrange(33, 127)) for _ in range(dice.randrange(60)))
    pairs = []
    for _ in range(dice.randrange(4)):
        name = dice.choice(NAMES)
        value = dice.choice(QUERIES) if name in ("query", "update") else dice.choice(NASTY)
        quote = urllib.parse.quote(value.encode("utf-8", "surrogatepass")) if dice.random() < 0.95 else "%ff%fe%00"
        pairs.append(f"{name}={quote}")
    return "&".join(pairs)


def target(dice: random.Random) -> str:
    """A path and query string."""
    path = dice.choice(PATHS)
    if dice.random() < 0.25:
        tail = urllib.parse.quote(dice.choice(NASTY).encode("utf-8", "surrogatepass"), safe="/.%")
        path = f"{path}/{tail}"
    given = parameters(dice)
    return f"{path}?{given}" if given else path


def body(dice: random.Random, type_: str) -> bytes:
    """A body, fitting its type or not."""
    kind = dice.randrange(6)
    if kind == 0:
        return random_bytes(dice, 300)
    if kind == 1:
        return json.dumps({dice.choice(NAMES): dice.choice(NASTY) for _ in range(3)}).encode()
    if kind == 2:
        return json.dumps(
            {"question": dice.choice([*NASTY, 7, None, ["x"], "\ud800", "Hvem indgik aftalen?"])}
        ).encode()
    if kind == 3:
        return parameters(dice).encode()
    if kind == 4:
        return dice.choice(QUERIES).encode("utf-8", "surrogatepass")
    return dice.choice((b"", b"", b"[" * 20_000, b'{"a":' * 9_000, b"a" * 530_000, b"\x1f\x8b\x08" + b"\0" * 90))


def ordinary(dice: random.Random, host: str, port: int) -> tuple[str, str, http.client.HTTPResponse, bytes]:
    """A request that is HTTP, whatever it says: method, target, answer and the answer's body."""
    method, at = dice.choice(METHODS), target(dice)
    headers = {"Accept": dice.choice(ACCEPTS)}
    if dice.random() < 0.4:
        name, value = dice.choice(HEADERS)
        headers[name] = value
    content = None
    if method in ("POST", "PUT", "PATCH"):
        headers["Content-Type"] = dice.choice(TYPES)
        content = body(dice, headers["Content-Type"])
    line = http.client.HTTPConnection(host, port, timeout=30)
    try:
        line.request(method, at, content, headers)
        answer = line.getresponse()
        return method, at, answer, answer.read()
    finally:
        line.close()


RAW: tuple[Callable[[random.Random], bytes], ...] = (
    lambda d: random_bytes(d, 400),
    lambda d: b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    lambda d: b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n",
    lambda d: b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET /\xe6\xf8\xe5 HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    lambda d: b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    lambda d: b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    lambda d: b"POST /api/ask HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nx\r\n0\r\n\r\n",
    lambda d: b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx",
    lambda d: b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET //evil.example/../.. HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET /static/../../app.py HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET /static/%2e%2e/%2e%2e/app.py HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET / HTTP/9.9\r\n\r\n",
    lambda d: b"CONNECT 127.0.0.1:9 HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    lambda d: b"GET /health HTTP/1.0\r\n\r\n",
    lambda d: b"GET /health HTTP/1.1\r\n\r\n",
    lambda d: b"FOO /api/ask HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET ? HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda d: b"GET /static/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    lambda d: b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n",
    lambda d: b"GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    lambda d: b"GET /health HTTP/1.1\r\nX: a\nY: b\r\n Z: c\r\n\r\n",
    lambda d: b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n" * 30,
    lambda d: b"".join(
        b"GET /api/search?q=x HTTP/1.1\r\nHost: x\r\n%s: 1\r\n\r\n" % random_bytes(d, 20) for _ in range(3)
    ),
    lambda d: (
        b"GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n"
    ),
)


def raw(dice: random.Random, host: str, port: int) -> tuple[bytes, bytes]:
    """Bytes that need not be HTTP, and what the server says to them."""
    sent = dice.choice(RAW)(dice)
    with socket.create_connection((host, port), timeout=20) as line:
        found = b""
        with contextlib.suppress(OSError):  # refused before all was sent
            line.sendall(sent)
        line.settimeout(0.2)  # what is no whole request is waited for, by both sides
        with contextlib.suppress(OSError):
            while chunk := line.recv(65536):
                found += chunk
        return sent, found


def check(method: str, at: str, answer: http.client.HTTPResponse, content: bytes) -> None:
    """Raises Broken where an answer is not as promised."""
    status, kind = answer.status, answer.headers.get("content-type", "")
    if status >= 500 and status != 503:
        raise Broken(f"status {status}")
    if status == 503 and not answer.headers.get("retry-after"):
        raise Broken("503 without Retry-After")
    if status == 405 and not answer.headers.get("allow"):
        raise Broken("405 without Allow")
    if answer.headers.get("x-content-type-options") != "nosniff" or "default-src 'self'" not in answer.headers.get(
        "content-security-policy", ""
    ):
        raise Broken("security headers are missing")
    if "evil.example" in answer.headers.get("location", "") or answer.headers.get("x-injected"):
        raise Broken("a header was injected")
    path = urllib.parse.urlsplit(at).path
    if status >= 400 and method != "HEAD":
        if path.rstrip("/") == "/sparql":
            if not kind.startswith("text/plain"):
                raise Broken(f"an error of /sparql as {kind}")
        elif path.startswith(("/api", "/id/", "/.well-known")) and kind != "application/problem+json":
            raise Broken(f"an error as {kind}")
        elif kind == "application/problem+json" and json.loads(content)["status"] != status:
            raise Broken("a problem with another status")
        if leak := LEAKS.search(content):
            raise Broken(f"a leak: {leak.group()!r}")
    length = answer.headers.get("content-length")
    if method != "HEAD" and length is not None and int(length) != len(content) and status not in (204, 304):
        raise Broken("a torn body")


def check_raw(sent: bytes, said: bytes) -> None:
    """Raises Broken where the first line of an answer to raw bytes is no refusal or answer of ours."""
    for status in re.findall(rb"(?:^|\r\n|\n)HTTP/1\.1 (\d{3})", said):
        if status[:1] == b"5" and status != b"503":
            raise Broken(f"raw status {status!r}")
    if said and not said.startswith(b"HTTP/1."):
        raise Broken("no HTTP answer")
    leak = LEAKS.search(said)
    if said.startswith(b"HTTP/1.1 4") and leak and leak.group() not in sent:
        raise Broken(f"a leak: {leak.group()!r}")


def main() -> int:
    """Reads the arguments, sends the requests, prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    place = urllib.parse.urlsplit(given.base)
    host, port = place.hostname or "127.0.0.1", place.port or 80
    dice, seen, broken = random.Random(given.seed), Counter[str](), []
    for number in range(given.requests):
        what = f"request {number}"
        try:
            if dice.random() < 0.1:
                what = f"raw {number}"
                check_raw(*raw(dice, host, port))
                seen["raw"] += 1
                continue
            method, at, answer, content = ordinary(dice, host, port)
            what = f"{number} {method} {at[:200]}"
            seen[str(answer.status)] += 1
            check(method, at, answer, content)
        except Broken as error:
            broken.append(f"{what}: {error}")
        except (OSError, http.client.HTTPException) as error:
            broken.append(f"{what}: {type(error).__name__} {error}"[:300])
    print(
        json.dumps(
            {"broken": broken[:40], "broken_count": len(broken), "statuses": dict(sorted(seen.items()))}, indent=1
        )
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
