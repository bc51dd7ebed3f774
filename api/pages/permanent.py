"""The permanent link of an answer: it names the index and carries what was answered, so that changes can be shown.

A link holds the short values and, for each quote, where it stood and a digest of its words: enough to say what is the
same, what is new and what is gone. It is a stranger's text once it comes back, so it is bounded and checked.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import json
import zlib
from typing import Any

from indexer.errors import NotFound

from ..contract import Answer
from ..index import Index

_MOST = 4_000  # bytes of an unpacked link
_VALUES = 12
_QUOTES = 8


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """What a link remembers: status, values by label, and (doc_id, start, end, digest) of each quote."""

    status: str
    values: tuple[str, ...]
    quotes: tuple[tuple[str, int, int, str], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Changes:
    """What an answer of today has and had not when the link was made, and the other way round."""

    same_status: bool
    was_answered: bool
    same: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    quotes: tuple[tuple[str, str, str], ...]  # (doc_id, the document's title, what became of the quote)

    @property
    def none(self) -> bool:
        """True where the answer is the same and every quote still stands."""
        return self.same_status and not self.new and not self.gone and all(s == "uændret" for *_, s in self.quotes)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def pack(answer: Answer) -> str:
    """What a link remembers of an answer, as letters that an address can hold."""
    values = [value.label[:120] for value in answer.values[:_VALUES]]
    quotes = [[c.doc_id, c.start, c.end, _digest(c.quote)] for c in answer.citations[:_QUOTES]]
    raw = json.dumps([answer.status, values, quotes], ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return base64.urlsafe_b64encode(zlib.compress(raw, 9)).decode("ascii").rstrip("=")


def unpack(packed: str) -> Kept | None:
    """What a link remembers, or None where it holds anything else.

    >>> unpack("nonsense") is None
    True
    """
    try:
        data = base64.urlsafe_b64decode(packed[:_MOST] + "=" * (-len(packed[:_MOST]) % 4))
        raw = zlib.decompressobj().decompress(data, _MOST)
        return _kept(json.loads(raw))
    except (ValueError, TypeError, KeyError, binascii.Error, zlib.error, RecursionError):
        return None


def _kept(parts: Any) -> Kept:
    status, values, quotes = parts
    if status not in ("answered", "no_answer"):
        raise ValueError("no status")
    kept = [(str(d)[:500], int(a), int(b), str(h)[:10]) for d, a, b, h in quotes[:_QUOTES]]
    return Kept(status, tuple(str(v)[:120] for v in values[:_VALUES]), tuple(kept))


def changes(index: Index, kept: Kept, answer: Answer) -> Changes:
    """What became of an answer since its link was made."""
    now, before = [value.label for value in answer.values], list(kept.values)
    return Changes(
        answer.status == kept.status,
        kept.status == "answered",
        tuple(value for value in now if value in before),
        tuple(value for value in now if value not in before),
        tuple(value for value in before if value not in now),
        tuple((quote[0], *_became(index, quote)) for quote in kept.quotes),
    )


def _became(index: Index, quote: tuple[str, int, int, str]) -> tuple[str, str]:
    doc_id, start, end, digest = quote
    try:
        text, title = index.texts.text(doc_id), index.texts.document(doc_id).title
    except NotFound:
        return "", "dokumentet er fjernet"
    if 0 <= start < end <= len(text) and _digest(text[start:end]) == digest:
        return title, "uændret"
    return title, "teksten er ændret"
