"""An index opened for asking: one snapshot with its search, its answers and its graph. The door from Python.

>>> from api import open_index                                            # doctest: +SKIP
>>> open_index("data").ask("Hvem indgik aftalen?").answer                 # doctest: +SKIP
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.snapshot import Snapshot, open_snapshot
from indexer.store import Graph
from indexer.texts import Texts

if TYPE_CHECKING:
    from indexer.manifest import Manifest
    from ontology.gazetteer import Gazetteer

    from .contract import Answer
    from .retrieval import Hit, Mode, Retriever, Unit


class Index:
    """One generation of an index; safe to share between threads. Close it, or use it as a context manager."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @property
    def hash(self) -> str:
        """The hash that names this state of the index."""
        return self.snapshot.hash

    @property
    def generation(self) -> str:
        """The name of the generation on disk."""
        return self.snapshot.generation

    @property
    def base(self) -> str:
        """Where the IRIs of things live."""
        return self.snapshot.base

    @property
    def manifest(self) -> Manifest:
        """What the index was made from."""
        return self.snapshot.manifest

    @property
    def texts(self) -> Texts:
        """Documents, passages and entities."""
        return self.snapshot.texts

    @property
    def graph(self) -> Graph:
        """The RDF graph."""
        return self.snapshot.graph

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that the vocabularies of this index know."""
        return self.snapshot.gazetteer

    @functools.cached_property
    def retriever(self) -> Retriever:
        """The ranking over this index's passages."""
        from .retrieval import Retriever

        parts = self.snapshot
        return Retriever(parts.texts, parts.vectors, parts.lexical, parts.encoder, parts.texts.select)

    def search(
        self,
        query: str,
        k: int = 10,
        mode: Mode = "hybrid",
        unit: Unit = "passage",
        filters: Mapping[str, str] | None = None,
    ) -> list[Hit]:
        """The k best passages (or documents) for a text, best first. Raises UsageError for a bad k, mode or unit."""
        return self.retriever.search(query, k, mode, unit, filters)

    def ask(self, question: str, k: int = 5) -> Answer:
        """One answer with its citations, or why there is none."""
        from .ask import answer

        return answer(self, question, k)

    def close(self) -> None:
        """Lets a build remove this generation."""
        self.snapshot.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def open_index(path: str | os.PathLike[str] | None = None, *, check: bool = True) -> Index:
    """The current index of a data directory (default: `$STRATEGIGRAF_DATA`, else `./data`).

    Raises IndexMissing where nothing is built there, IndexDamaged where a file is not what was built.
    """
    from indexer.settings import from_environment

    data = Path(path) if path is not None else from_environment().data
    return Index(open_snapshot(data, check=check))
