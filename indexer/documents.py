"""One document from bytes to `Document`: the chain of reader, canonical text, zones and metadata."""

from __future__ import annotations

from . import formats, metadata
from .canonical import canonical
from .errors import UnreadableDocument
from .settings import Settings
from .types import Document
from .zones import zone

MAX_CHARS = 20_000_000


def read_document(doc_id: str, name: str, data: bytes, sidecar: bytes | None, settings: Settings) -> Document:
    """The document in a file's bytes; `name` tells its format, `sidecar` the bytes of its `.meta.yaml`.

    Pure: the same bytes give the same document. Raises UnreadableDocument, one Danish line that says what to do.
    """
    if len(data) > settings.max_bytes:
        raise too_large(len(data), settings)
    beside = metadata.parse_sidecar(sidecar) if sidecar is not None else None
    raw = formats.read(name, data)
    found = canonical(raw)
    if not found.text.strip():
        raise UnreadableDocument(
            "kan ikke læses: filen holder ingen tekst. Er den et billede, så kør tekstgenkendelse først."
        )
    if len(found.text) > MAX_CHARS:
        raise UnreadableDocument(f"kan ikke læses: teksten er for lang (over {MAX_CHARS} tegn). Del den op.")
    zones = zone(found)
    return Document(doc_id, found.text, zones, metadata.describe(doc_id, raw, beside, found.text, zones))


def too_large(size: int, settings: Settings) -> UnreadableDocument:
    """The error for a file of more bytes than the settings allow."""
    return UnreadableDocument(
        f"kan ikke læses: filen fylder {size} bytes, og grænsen er {settings.max_bytes} "
        "(STRATEGIGRAF_MAX_BYTES). Del den op, eller hæv grænsen."
    )
