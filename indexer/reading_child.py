"""The child process that reads strangers' documents, and the frames it speaks with its parent.

Run as `python -m indexer.reading_child`. A request is a JSON frame with doc_id and name, a frame with the file's bytes
and one with the sidecar's (the head says whether there is one); a reply is one JSON frame. JSON, not pickle: what comes
back from a child that read hostile bytes is data and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import sys
from typing import IO, Any

from .documents import read_document
from .errors import UnreadableDocument
from .settings import Settings
from .types import Document, Metadata, Source, Span, Zone, ZoneSpan

MEMORY = 1_500_000_000  # bytes of address space a child may take
_HEAD = struct.Struct(">Q")


def send(stream: IO[bytes], *frames: bytes) -> None:
    """Write frames, each after its length in eight bytes."""
    for frame in frames:
        stream.write(_HEAD.pack(len(frame)))
        stream.write(frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame; None where the stream has ended."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    length = _HEAD.unpack(head)[0]
    frame = stream.read(length)
    return frame if len(frame) == length else None


def encode(document: Document) -> dict[str, Any]:
    """A document as plain JSON values."""
    meta = document.metadata
    return {
        "doc_id": document.doc_id,
        "text": document.text,
        "zones": [
            [z.span.start, z.span.end, z.zone.value, z.level, [[c.start, c.end] for c in z.cells], z.header, z.table]
            for z in document.zones
        ],
        "metadata": {
            "fields": {
                name: getattr(meta, name)
                for name in ("title", "publisher", "author", "date", "url", "language", "kind", "license")
            },
            "sources": [[source.id, source.title, source.url] for source in meta.sources],
            "origin": dict(meta.origin),
            "spans": {name: [span.start, span.end] for name, span in meta.spans.items()},
        },
    }


def decode(data: dict[str, Any]) -> Document:
    """The document that `encode` made these values of."""
    meta = data["metadata"]
    zones = tuple(
        ZoneSpan(Span(start, end), Zone(zone), level, tuple(Span(*cell) for cell in cells), header, table)
        for start, end, zone, level, cells, header, table in data["zones"]
    )
    metadata = Metadata(
        **meta["fields"],
        sources=tuple(Source(*source) for source in meta["sources"]),
        origin=meta["origin"],
        spans={name: Span(*span) for name, span in meta["spans"].items()},
    )
    return Document(data["doc_id"], data["text"], zones, metadata)


def main() -> None:
    """Answer requests until the parent closes the pipe; one that runs out of memory ends the child after its reply."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the pipe
    _limit()
    requests = sys.stdin.buffer
    while (head := receive(requests)) is not None:
        asked = json.loads(head)
        data, beside = receive(requests), receive(requests)
        if data is None or beside is None:
            return
        reply, healthy = _answer(asked, data, beside if asked["sidecar"] else None)
        with contextlib.suppress(BrokenPipeError):
            send(replies, json.dumps(reply).encode())
        if not healthy:
            return


def _answer(asked: dict[str, Any], data: bytes, beside: bytes | None) -> tuple[dict[str, Any], bool]:
    settings = Settings(max_bytes=asked["max_bytes"])
    try:
        return {"document": encode(read_document(asked["doc_id"], asked["name"], data, beside, settings))}, True
    except UnreadableDocument as error:
        return {"error": str(error)}, True
    except MemoryError:
        return {
            "error": f"kan ikke læses: filen kræver mere end {MEMORY // 10**6} MB hukommelse at læse. Del den op."
        }, False
    except Exception as error:  # a reader's own fault; the others must be read all the same
        return {"error": f"kan ikke læses: læseren fejlede ({type(error).__name__}). Meld fejlen med filen."}, False


def _limit() -> None:
    """Cap memory, leave no core file, end with the parent; what a system lacks is left out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends us
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError, ImportError):
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, on Linux


if __name__ == "__main__":
    main()
