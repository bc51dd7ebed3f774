"""Visitors who mean harm: odd bytes, odd paths, bombs, and a slice of the fuzzer."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def exchange(server, sent: bytes) -> bytes:
    """What the server says to these bytes, until it hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(sent)
        found = b""
        while chunk := line.recv(65536):
            found += chunk
        return found


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /health HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 150_000 + b"\r\n\r\n", 431),
        (b"GET /" + b"a" * 150_000, 431),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /health\xff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"nonsense\r\n\r\n", 400),
        (b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\nxxxxxxxxx", 400),
        (b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\nx", 413),
        (b"GET /health HTTP/1.1\r\n\r\n", 400),
        (b"GET /health HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"FOO /api/ask HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"GET /health HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n", 400),
    ],
)
def test_what_is_no_request_of_ours(server, sent: bytes, status: int) -> None:
    """Refused with the right status before any route sees it."""
    found = exchange(server, sent)
    assert found.startswith(b"HTTP/1.1 %d " % status), found[:200]
    head, _, body = found.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head and b"x-content-type-options: nosniff" in head
    assert json.loads(body)["status"] == status


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"GET /sparql?query=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: junk\r\n\r\nASK {}", 400),
    ],
)
def test_what_is_no_request_of_the_endpoints(server, sent: bytes, status: int) -> None:
    """On /sparql the refusal is plain text, whoever gives it."""
    found = exchange(server, sent)
    assert found.startswith(b"HTTP/1.1 %d " % status) and b"content-type: text/plain; charset=utf-8" in found


@pytest.mark.parametrize(
    "name", ["%00", "a%00.css", "x" * 5_000, "%2e%2e/app.py", "..%2fapp.py", "vendor", "", ".", "%ff"]
)
@pytest.mark.parametrize("folder", ["/static/", "/static/vendor/", "/docs/", "/dokumenter/", "/ting/", "/id/", "/api/documents/", "/api/entities/"])  # fmt: skip
def test_names_that_no_file_has(server, folder: str, name: str) -> None:
    """Nothing is there, and nothing breaks: no file, or the folder's own page."""
    found = server.client.get(f"{folder}{name}")
    assert found.status_code in ((200, 404, 422) if name in ("", ".") else (400, 404, 422)), found.text[:200]
    assert "create_app" not in found.text


def test_a_packed_body_is_refused(server) -> None:
    """Nobody unpacks what strangers send: 415."""
    for address, type_ in (("/sparql", "application/sparql-query"), ("/api/ask", "application/json")):
        headers = {"Content-Type": type_, "Content-Encoding": "gzip"}
        found = server.client.post(address, content=b"ASK {}", headers=headers)
        assert found.status_code == 415 and "Content-Encoding" in found.text
    assert found.headers["content-type"] == "application/problem+json"


def test_a_refusal_carries_the_headers_of_an_answer(server) -> None:
    """A body that is too large is refused with the security headers, and readably for scripts of other sites."""
    found = server.client.post("/sparql", content=b"x" * 600_000)
    assert found.status_code == 413 and found.headers["access-control-allow-origin"] == "*"
    assert "default-src 'self'" in found.headers["content-security-policy"]


def test_a_large_body_hears_its_refusal(server) -> None:
    """Eight megabytes are refused with an answer, not with a broken line."""
    for address in ("/sparql", "/api/ask"):
        assert server.client.post(address, content=b"x" * (8 << 20)).status_code == 413


def test_a_chunked_body_is_bounded(server) -> None:
    """A body of unknown length ends at the limit, not in memory."""

    def endless():
        for _ in range(200):
            yield b"x" * 10_000

    try:
        found = server.client.post("/api/ask", content=endless(), headers={"Content-Type": "application/json"})
        assert found.status_code == 413
    except httpx.HTTPError:
        pass  # hung up while we were still sending
    assert server.get("/health").status_code == 200


CHUNKED = (
    b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
)


def pour(server, first: bytes, part: bytes, most: int) -> tuple[int, bytes]:
    """Sends `first` and then `part` over and over; gives how many parts the server took, and what it said."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(first)
        sent = 0
        try:
            while sent < most:
                line.sendall(part)
                sent += 1
        except OSError:
            return sent, b""
        line.settimeout(2)
        try:
            return sent, line.recv(65536)
        except OSError:
            return sent, b""


def test_headers_behind_a_body_are_bounded(server) -> None:
    """A few are dropped, a flood of them is refused; neither gets among the request's headers."""
    few = exchange(
        server,
        CHUNKED.replace(b"Host: x", b"Host: x\r\nConnection: close")
        + b"6\r\nASK {}\r\n0\r\nAccept: text/csv\r\nX-Forwarded-Prefix: /graf\r\n\r\n",
    )
    assert few.startswith(b"HTTP/1.1 200 ") and b"sparql-results+json" in few
    before = resident(server)
    sent, said = pour(server, CHUNKED + b"6\r\nASK {}\r\n0\r\n", b"X-Y: " + b"a" * 4000 + b"\r\n", 20_000)
    assert sent < 20_000 or said.startswith(b"HTTP/1.1 400")
    assert resident(server) - before < 30 << 20
    assert server.get("/health").status_code == 200


def test_marks_between_parts_are_bounded(server) -> None:
    """A body whose parts are a byte each, with 16 kB of remarks on each of them, ends; it takes no memory."""
    before = resident(server)
    sent, _ = pour(server, CHUNKED, b"1;" + b"a" * 16_000 + b"\r\nx\r\n", 6_000)
    assert sent < 6_000 and resident(server) - before < 30 << 20
    assert server.get("/health").status_code == 200


def resident(server) -> int:
    """Bytes of memory that the web process holds."""
    return int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_thousands_of_requests_leave_nothing_behind(server) -> None:
    """No file stays open and little memory is taken over two thousand requests of many kinds, each new to the caches."""
    addresses = ("/health", "/api/search?q=post+{n}&mode=lexical", "/sparql?query=ASK%7B%3Chttp://e/{n}%3E?p?o%7D", "/nope/{n}",
                 "/sparql?query=nonsense{n}", "/api/documents?limit=1&offset={n}", "/sparql?query=ASK%7BSERVICE%3Chttp://e/{n}%3E%7B%7D%7D")  # fmt: skip

    def rounds(first: int, count: int) -> None:
        for n in range(first, first + count):
            for address in addresses:
                assert server.get(address.format(n=n)).status_code in (200, 400, 404)

    rounds(0, 100)
    time.sleep(1)
    files, held = len(os.listdir(f"/proc/{server.process.pid}/fd")), resident(server)
    rounds(100, 200)
    time.sleep(1)
    assert len(os.listdir(f"/proc/{server.process.pid}/fd")) <= files + 5
    assert resident(server) - held < 40 << 20


def test_slow_senders_keep_nobody_out(server) -> None:
    """Two hundred lines that send a byte of their head now and then; others are answered meanwhile."""
    lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        for letter in b"GET /health":
            for line in lines:
                line.sendall(bytes([letter]))
            began = time.monotonic()
            assert server.get("/health").status_code == 200 and time.monotonic() - began < 2
    finally:
        for line in lines:
            line.close()


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/..%2f..%2fetc/passwd", "/docs/..%2fapp.py", "/docs/../../app.py",
     "/api/documents/..%2f..%2fetc%2fpasswd/text", "//evil.example/", "/%00", "/id/..%2f..%2f", "/static//etc/passwd"],
)  # fmt: skip
def test_paths_lead_nowhere_else(server, path: str) -> None:
    """No file but ours, no other host."""
    found = exchange(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert found.split()[1] in (b"404", b"400", b"303"), found[:200]
    assert b"root:" not in found and b"import " not in found and b"evil.example" not in found


def test_host_headers_are_not_believed(server) -> None:
    """A strange Host stands in no address we give."""
    found = httpx.get(f"{server.base}/sparql", headers={"Host": "e<vil>", "Accept": "text/turtle"}, trust_env=False)
    assert "e<vil>" not in found.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 3000 + "}" * 3000,
        "SELECT * { ?s ?p " + "(" * 3000 + ")" * 3000 + " }",
        "SELECT * { ?s ?p " + "[ ?q " * 3000 + "1" + "]" * 3000 + " }",
        "SELECT * { FILTER(" + "!" * 5000 + "1) }",
        "SELECT * { FILTER(" + "-" * 5000 + "1) }",
        "SELECT * { ?a " + "^" * 5000 + "<x:y> ?b }",
        "SELECT * { FILTER(1" + "<(" * 3000 + "1" + ")" * 3000 + ") }",
    ],
    ids=lambda query: query[:24],
)
def test_nesting_is_refused(server, query: str) -> None:
    """What would end a parser is refused before it."""
    assert server.sparql(query).status_code in (400, 503)
    assert server.client.post("/sparql", data={"query": query}).status_code in (400, 503)


def test_a_query_that_ends_its_worker_ends_nothing_else(server) -> None:
    """A stack overflow in the engine is one 503; the next query is answered."""
    assert (
        server.client.post(
            "/sparql", data={"query": "SELECT * { FILTER(" + "+".join(["1"] * 20_000) + ") }"}
        ).status_code
        == 503
    )
    assert server.sparql("ASK {}").status_code == 200


def test_no_worker_can_open_a_socket(server) -> None:
    """Every worker runs under the kernel's filter, with no new privileges."""
    server.sparql("ASK { ?s ?p 'wait for a worker' }")
    deadline = time.monotonic() + 10
    while not (caged := [_is_caged(pid) for pid in server.children()]) or not all(caged):
        assert time.monotonic() < deadline  # a worker that is just being started gets time for its first steps
        time.sleep(0.1)
    assert len(caged) == 3


def _is_caged(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status").read_text()
    return "NoNewPrivs:\t1" in status and "Seccomp:\t2" in status


def test_a_bomb_is_ended_and_nobody_else_waits(server) -> None:
    """Three bombs at once: each 503 by limit and a second, health and search answer meanwhile, memory comes back."""
    answers: list[tuple[int, float, str | None]] = []

    def bomb() -> None:
        began = time.monotonic()
        found = httpx.post(f"{server.base}/sparql", data={"query": BOMB}, timeout=30, trust_env=False)
        answers.append((found.status_code, time.monotonic() - began, found.headers.get("retry-after")))

    threads = [threading.Thread(target=bomb) for _ in range(3)]
    for thread in threads:
        thread.start()
    waits = []
    while any(thread.is_alive() for thread in threads):
        for address in ("/health", "/api/search?q=digital+post"):
            began = time.monotonic()
            assert server.get(address).status_code == 200
            waits.append(time.monotonic() - began)
        time.sleep(0.05)
    assert [status for status, _, _ in answers] == [503] * 3 and all(retry for _, _, retry in answers)
    assert max(took for _, took, _ in answers) < 3 + 3  # the limit of the server, a second, and a busy machine
    assert sorted(waits)[len(waits) // 2] < 0.3
    assert server.sparql("ASK {}").status_code == 200


def test_a_bomb_from_the_editor_says_so_too(server) -> None:
    """A query that is too slow is 503 on the page and as a download; one that can't be read, or calls out, is 400."""
    for query, status in ((BOMB, 503), ("SELECT * {", 400), ("ASK { SERVICE <http://e/> { ?s ?p ?o } }", 400), ("ASK {}" + " " * 200_000, 400)):  # fmt: skip
        page = server.client.post("/editor", data={"query": query})
        assert page.status_code == status and page.headers["content-type"].startswith("text/html")
        if len(query) < 50_000:
            found = server.client.get("/editor/hent", params={"query": query})
            assert found.status_code == status, found.text
            assert status != 503 or found.headers["retry-after"]
    assert server.client.post("/editor", data={f"f{n}": "x" for n in range(50)}).status_code == 400


def test_a_result_without_end_is_refused_whole(server) -> None:
    """No part of a result that is too large is sent."""
    found = server.sparql("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert found.status_code == 503 and found.headers["content-type"].startswith("text/plain")


def test_a_visitor_who_leaves_frees_the_worker(small_data: Path, start: Callable[..., object]) -> None:
    """Bombs whose senders hang up at once leave the workers free."""
    server = start(small_data, "--query-limit", "60")
    for _ in range(6):
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            body = f"query={BOMB.replace(' ', '+').replace('?', '%3F')}".encode()
            line.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                         b"Content-Length: %d\r\n\r\n%s" % (len(body), body))  # fmt: skip
            time.sleep(0.3)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and server.sparql("ASK {}").status_code != 200:
        time.sleep(0.2)
    began = time.monotonic()
    assert server.sparql("SELECT * { ?s a sg:Document }").status_code == 200
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_orphans(small_data: Path, start: Callable[..., object], how: signal.Signals) -> None:
    """When the server goes, its workers go, also in the middle of a query."""
    server = start(small_data, "--query-limit", "5")
    thread = threading.Thread(target=lambda: _quietly(server.base))
    thread.start()
    time.sleep(0.5)
    workers = server.children()
    assert workers
    server.stop(how)
    thread.join(20)
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and any(_alive(pid) for pid in workers):
        time.sleep(0.05)
    assert not [pid for pid in workers if _alive(pid)]


def _quietly(base: str) -> None:
    try:
        httpx.post(f"{base}/sparql", data={"query": BOMB}, timeout=30, trust_env=False)
    except httpx.HTTPError:
        pass


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_slice_of_the_fuzzer(server) -> None:
    """Some hundred hostile requests, none answered otherwise than promised. The whole: tests/bench/fuzz.py."""
    command = [sys.executable, str(ROOT / "tests/bench/fuzz.py"), server.base, "--requests", "700", "--seed", "7"]
    found = subprocess.run(command, capture_output=True, text=True, timeout=200)
    assert found.returncode == 0, found.stdout + found.stderr
    assert json.loads(found.stdout)["broken_count"] == 0
    assert "unexpected error" not in server.log
