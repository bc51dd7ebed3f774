"""The graph on disk: load, query, serialise. Queries of strangers go through the server's workers, not through here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from .errors import IndexDamaged, QueryError
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


def write(path: Path, quads: Iterable[ox.Quad]) -> int:
    """Writes a new store with the quads and returns how many differ; the folder must not exist."""
    store = ox.Store(str(path))
    store.bulk_extend(quads)
    store.flush()
    store.optimize()
    count = len(store)
    del store
    return count


def lines(quads: Iterable[ox.Quad]) -> Iterator[str]:
    """Each different quad as one line of N-Quads, sorted: the same graph gives the same lines."""
    previous = None
    for line in sorted(f"{quad} ." for quad in quads):
        if line != previous:
            yield line
        previous = line


def fingerprint(quads: Iterable[ox.Quad]) -> str:
    """SHA-256 of the sorted N-Quads, as hex."""
    total = hashlib.sha256()
    for line in lines(quads):
        total.update(line.encode())
        total.update(b"\n")
    return total.hexdigest()
