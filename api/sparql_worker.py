"""The process that runs queries of strangers: `python sparql_worker.py STORE MEMORY_BYTES`.

It reads frames from standard input and answers each with one on standard output. A frame is a length (8 bytes, big
endian) and JSON; an answer's JSON is followed by as many bytes as its `length` says. It holds the store read only,
has a ceiling of memory, can open no socket and start no program, and dies with the server. It keeps no time: the
server kills it at the deadline. A result is made whole before its first byte leaves.

Nothing of ours is imported here, so that a fresh worker is ready in some 50 ms.
"""

from __future__ import annotations

import ctypes
import gzip
import io
import json
import os
import re
import resource
import signal
import struct
import sys
from typing import IO, Any, cast

import pyoxigraph as ox

MAX_RESULT = 32 << 20
_GZIP_FROM = 1024
_REQUEST_MAX = 4 << 20
_RETIRE_RSS = 160 << 20  # a worker that has grown by this much ends after its answer, and gives its memory back

_BINDINGS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


class TooLarge(Exception):
    """The result has more bytes than an answer may have."""


class Bounded(io.RawIOBase):
    """A buffer that refuses to grow past MAX_RESULT."""

    def __init__(self) -> None:
        self.parts = io.BytesIO()
        self.full = False

    def writable(self) -> bool:
        """True: results are written to it."""
        return True

    def write(self, data: Any) -> int:
        """Takes bytes. Raises TooLarge where they are too many."""
        if self.parts.tell() + len(data) > MAX_RESULT:
            self.full = True
            raise TooLarge
        return self.parts.write(data)


# --- the cage -------------------------------------------------------------------------------------------------------

_FORBIDDEN = {  # socket, connect, execve, execveat, fork, vfork, ptrace, io_uring_setup
    "x86_64": (0xC000003E, (41, 42, 59, 322, 57, 58, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 221, 281, 117, 425)),
}


def no_network() -> bool:
    """Forbids sockets and new programs in this process by a seccomp filter; False where the kernel won't have it."""
    machine = os.uname().machine
    if machine not in _FORBIDDEN:
        return False
    arch, numbers = _FORBIDDEN[machine]
    deny, allow = 0x00050000 | 13, 0x7FFF0000  # SECCOMP_RET_ERRNO with EACCES, SECCOMP_RET_ALLOW
    load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
    tests = len(numbers)
    lines = [
        (load, 0, 0, 4),  # the instruction set; any other one is denied
        (equal, 0, tests + 3, arch),
        (load, 0, 0, 0),  # the call's number; the x32 table is denied
        (at_least, tests + 1, 0, 0x40000000),
        *((equal, tests - n, 0, number) for n, number in enumerate(numbers)),
        (give, 0, 0, allow),
        (give, 0, 0, deny),
    ]
    program = b"".join(struct.pack("HBBI", *line) for line in lines)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    libc = ctypes.CDLL(None, use_errno=True)
    filter_ = Program(len(lines), ctypes.cast(buffer, ctypes.c_void_p))
    if libc.prctl(38, 1, 0, 0, 0) != 0:  # PR_SET_NO_NEW_PRIVS
        return False
    return bool(libc.prctl(22, 2, ctypes.byref(filter_), 0, 0) == 0)  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER


def die_with_parent(parent: int) -> None:
    """Asks the kernel to kill this process when the server ends; ends it now where that has happened already."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(0)


def _status(field: str) -> int:
    with open("/proc/self/status", encoding="ascii") as stream:
        found = re.search(rf"^{field}:\s+(\d+) kB", stream.read(), re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def limit_memory(more: int) -> None:
    """Caps the address space at what it is now and `more` bytes; core dumps are off."""
    ceiling = _status("VmSize") + more
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, ceiling))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


# --- one query ------------------------------------------------------------------------------------------------------


def calls_out(query: str) -> bool | None:
    """True where rdflib's parser finds a SERVICE in the query, False where it finds none, None where it can't parse."""
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        tree = parseQuery(query)
    except Exception:  # pyparsing's own, RecursionError and what rdflib's actions raise: all mean "can't parse"
        return None
    waiting, seen = [tree], 0
    while waiting and seen < 1_000_000:
        node, seen = waiting.pop(), seen + 1
        if getattr(node, "name", None) == "ServiceGraphPattern":
            return True
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif not isinstance(node, str) and hasattr(node, "__iter__"):
            waiting.extend(node)
    return False


def run(store: ox.Store, ask: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Answers one request: the header of the answer, and its body."""
    query = ask["query"]
    if ask["service"] or ("service" in query.casefold() and calls_out(query)):
        return {"status": "refused"}, b""
    try:
        options: dict[str, Any] = {"prefixes": ask["prefixes"]}
        if ask["default"] or ask["named"]:
            options["default_graph"] = [ox.NamedNode(iri) for iri in ask["default"]]
            options["named_graphs"] = [ox.NamedNode(iri) for iri in ask["named"]]
    except ValueError as error:
        return {"status": "bad", "message": f"ugyldig graf-IRI: {error}"}, b""
    sink = Bounded()
    try:
        kind, format_ = _evaluate(store, query, options, ask, sink)
    except SyntaxError as error:
        return {"status": "bad", "message": str(error)}, b""
    except MemoryError:
        return {"status": "memory"}, b""
    except (TooLarge, ValueError, RecursionError) as error:  # RecursionError is a RuntimeError, and the query's fault
        if sink.full:
            return {"status": "large"}, b""
        return {"status": "bad", "message": str(error)}, b""
    except (
        OSError,
        RuntimeError,
    ):  # the store's files are not what they were; what it says of them is no stranger's business
        return {"status": "large" if sink.full else "damaged"}, b""
    if format_ is None:
        return {"status": "unacceptable", "kind": kind}, b""
    body = sink.parts.getvalue()
    zipped = bool(ask["gzip"]) and len(body) >= _GZIP_FROM
    return {"status": "ok", "kind": kind, "gzip": zipped}, gzip.compress(body, 4, mtime=0) if zipped else body


def _evaluate(
    store: ox.Store, query: str, options: dict[str, Any], ask: dict[str, Any], sink: Bounded
) -> tuple[str, str | None]:
    out = cast(IO[bytes], sink)  # it writes as a file does, up to its bound
    result = store.query(query, **options)
    if isinstance(result, ox.QueryTriples):
        name = ask["graph"]
        if name is not None:
            ox.serialize(result, out, format=_GRAPHS[name], prefixes=ask["prefixes"])
        return "graph", name
    name = ask["bindings"]
    if name is not None:
        result.serialize(out, format=_BINDINGS[name])
    return "bindings", name


# --- frames ---------------------------------------------------------------------------------------------------------


def _read(stream: IO[bytes]) -> dict[str, Any] | None:
    head = stream.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    if length > _REQUEST_MAX:
        return None
    found: dict[str, Any] = json.loads(stream.read(length))
    return found


def _write(stream: IO[bytes], header: dict[str, Any], body: bytes) -> None:
    head = json.dumps({**header, "length": len(body)}).encode()
    stream.write(struct.pack(">Q", len(head)) + head)
    stream.write(body)
    stream.flush()


def main(path: str, memory: int, parent: int) -> None:
    """Serves queries until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the server ends us
    die_with_parent(parent)
    caged = no_network()
    store = ox.Store.read_only(path)
    limit_memory(memory)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    start = _status("VmRSS")
    _write(stdout, {"status": "ready", "caged": caged}, b"")
    while (ask := _read(stdin)) is not None:
        header, body = run(store, ask)
        header["retire"] = _status("VmRSS") - start > _RETIRE_RSS
        _write(stdout, header, body)
        if header["retire"]:
            return


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
