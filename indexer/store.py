"""The graph on disk: load, query, serialise. Queries of strangers go through the server's workers, not through here."""

from __future__ import annotations

import hashlib
import itertools
import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from .errors import IndexDamaged, QueryError
from .links import link
from .rdf import PREFIXES

FORMATS: dict[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
RESULTS: dict[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_BROKEN = (OSError, RuntimeError)  # what the engine raises where its files are not what it wrote
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Graph:
    """A graph that is read: SPARQL 1.1 with our prefixes known, and serialisation."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    @classmethod
    def open(cls, path: Path) -> Graph:
        """The graph of a generation, read only. Raises IndexDamaged when it can't be opened."""
        try:
            return cls(ox.Store.read_only(str(path)))
        except (*_BROKEN, ValueError) as error:
            raise IndexDamaged(f"grafen i {path.name} kan ikke åbnes: {_line(error)}. Byg igen.") from error

    def __len__(self) -> int:
        return len(self.store)

    def query(self, query: str) -> Any:
        """The engine's own result. Raises QueryError with the parser's message, IndexDamaged for unreadable files."""
        try:
            return self.store.query(query, prefixes=PREFIXES)
        except (SyntaxError, ValueError) as error:
            raise QueryError(_line(error)) from error
        except _BROKEN as error:
            raise _unreadable(error) from error

    def select(self, query: str) -> list[dict[str, Term]]:
        """The rows of a SELECT, each a dictionary of the variables that are bound."""
        found = self.query(query)
        if not isinstance(found, ox.QuerySolutions):
            raise QueryError("forespørgslen er ikke en SELECT")
        names = [variable.value for variable in found.variables]
        rows = []
        try:
            for row in found:
                cells = ((name, row[name]) for name in names)
                rows.append({name: cell for name, cell in cells if cell is not None})
        except _BROKEN as error:
            raise _unreadable(error) from error
        return rows

    def ask(self, query: str) -> bool:
        """The answer of an ASK."""
        return bool(self.query(query))

    def serialize(self, format_: str, out: IO[bytes]) -> None:
        """The whole graph in a format of FORMATS or as "jsonld" with our context."""
        if format_ == "jsonld":
            from .jsonld import write_jsonld

            write_jsonld(self.store, out)
            return
        kind = FORMATS[format_]
        graph = None if kind.supports_datasets else ox.DefaultGraph()
        self.store.dump(out, kind, from_graph=graph, prefixes=PREFIXES)


def _unreadable(error: Exception) -> IndexDamaged:
    return IndexDamaged(f"grafen kan ikke læses: {_line(error)}. Byg igen.")


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:500]


class Tally:
    """A sum of the hashes of different lines: a set gives the same sum in any order, and a part of it can change.

    So a build that adds a few quads to two million need not read the others to name what it made. Sums of 512-bit
    hashes tell states of an index apart; they are no seal against somebody who looks for two that meet.
    """

    MODULUS = 1 << 512

    def __init__(self, value: int = 0) -> None:
        self.value = value

    def add(self, line: bytes) -> None:
        """Takes in a line that was not in."""
        self.value = (self.value + self._of(line)) % self.MODULUS

    def remove(self, line: bytes) -> None:
        """Takes out a line that was in."""
        self.value = (self.value - self._of(line)) % self.MODULUS

    @staticmethod
    def _of(line: bytes) -> int:
        return int.from_bytes(hashlib.blake2b(line).digest())


def line(quad: ox.Quad) -> bytes:
    """A quad as a line of N-Quads."""
    return f"{quad} .".encode()


def write(path: Path, quads: Iterable[ox.Quad], tally: Tally) -> int:
    """Writes a new store with the quads, tallies them, and returns how many differ; the folder must not exist."""
    seen: set[bytes] = set()

    def tallied() -> Iterator[ox.Quad]:
        for quad in quads:
            mark = hashlib.blake2b(line(quad)).digest()
            if mark[:16] not in seen:
                seen.add(mark[:16])
                tally.value += int.from_bytes(mark)
                yield quad

    store = ox.Store(str(path))
    store.bulk_extend(tallied())
    tally.value %= Tally.MODULUS
    store.flush()
    store.optimize()
    del store
    return len(seen)


def patch(old: Path, path: Path, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
    """Writes a store that is an old one with some quads removed and others added.

    RocksDB never changes a table once it is written, so the old store's tables are taken over as links to the same
    files; its other files are copied. Quads that go leave their terms behind in those tables: see `rewrite`.
    """
    path.mkdir()
    for file in sorted(old.iterdir()):
        if file.name not in _NOT_TAKEN:
            (link if file.suffix == ".sst" else shutil.copyfile)(file, path / file.name)
    store = ox.Store(str(path))
    for quad in removed:
        store.remove(quad)
    store.extend(added)
    store.flush()
    del store


def rewrite(old: Path, path: Path, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> None:
    """As `patch`, but into new files, in which nothing of what was removed is left."""
    gone = frozenset(removed)
    store = ox.Store(str(path))
    store.bulk_extend(quad for quad in itertools.chain(ox.Store.read_only(str(old)), added) if quad not in gone)
    store.flush()
    store.optimize()
    del store


_NOT_TAKEN = frozenset({"LOCK", "LOG"})


def lines(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Each different quad as one line of N-Quads, sorted: the same graph gives the same lines."""
    previous = None
    for line in sorted(f"{quad} ." for quad in quads):
        if line != previous:
            yield line
        previous = line
