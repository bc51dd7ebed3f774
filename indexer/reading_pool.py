"""Stand-in until the limited children are there: reads documents in this process. (The readers' author replaces it.)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from .documents import read_document
from .errors import UnreadableDocument
from .settings import Settings
from .types import Document


class ReadingPool:
    """Reads documents; results come in the order of the items."""

    def __init__(self, jobs: int, settings: Settings) -> None:
        self._settings = settings

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def read(
        self, items: Iterable[tuple[str, Path, Path | None]]
    ) -> Iterator[tuple[str, Document | UnreadableDocument]]:
        """For each (doc_id, path, sidecar) its doc_id with the document, or why it can't be read."""
        for doc_id, path, sidecar in items:
            try:
                beside = sidecar.read_bytes() if sidecar else None
                yield doc_id, read_document(doc_id, path.name, path.read_bytes(), beside, self._settings)
            except UnreadableDocument as error:
                yield doc_id, error
