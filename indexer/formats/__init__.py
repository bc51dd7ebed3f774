"""One reader a document format: bytes to `RawText`. The table is the only place that knows which formats there are."""

from __future__ import annotations

import importlib
from pathlib import PurePosixPath

from ..errors import UnreadableDocument
from ..types import RawText

# Ending → module here; imported when first needed, since some readers are slow to load.
READERS = {
    ".txt": "txt",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
# Formats whose parsing is linear, in pure Python and bounded: they may be read without a child process.
LIGHT = frozenset({".txt", ".md"})


def ending(name: str) -> str:
    """The lower-case ending that names the format: "Rapport.PDF" → ".pdf"."""
    return PurePosixPath(name).suffix.lower()


def read(name: str, data: bytes) -> RawText:
    """What the file's bytes hold. Raises UnreadableDocument, one Danish line, where they can't be read."""
    module = READERS.get(ending(name))
    if module is None:
        raise UnreadableDocument(f"kan ikke læses: formatet «{ending(name) or 'uden endelse'}» kendes ikke")
    if not data.strip(b"\x00\t\n\r\x0c\x0b "):
        raise UnreadableDocument("kan ikke læses: filen er tom")
    raw = importlib.import_module(f"{__name__}.{module}").read(data)
    if not isinstance(raw, RawText):
        raise TypeError(f"{module}.read returned {type(raw).__name__}")
    return raw
