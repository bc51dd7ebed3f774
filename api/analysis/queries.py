"""Results of SPARQL as Python values: a table for SELECT, a truth value for ASK, triples for CONSTRUCT and DESCRIBE."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from indexer.rdf import PREFIXES, XSD
from indexer.store import Term

from .. import local_query
from ..results import short
from . import views
from .frames import Rows, need

if TYPE_CHECKING:
    from ..index import Index

Value = str | int | float | bool | None
_PARSED: dict[str, Callable[[str], str | int | float | bool]] = {
    XSD + "integer": int,
    XSD + "decimal": float,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda text: text in ("true", "1"),
}


def value(term: Term | None) -> Value:
    """A term as a Python value: numbers and truth values as such; IRIs, dates and texts as text.

    >>> value(ox.Literal(33)), value(ox.Literal("KL", language="da")), value(None)
    (33, 'KL', None)
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        parse = _PARSED.get(term.datatype.value)
        return parse(term.value) if parse else term.value
    return str(getattr(term, "value", term))


@dataclasses.dataclass(frozen=True)
class Row(Mapping[str, Value]):
    """One solution: Python values by variable; `terms` has the RDF terms as they stand, with language and datatype."""

    names: tuple[str, ...]
    terms: tuple[Term | None, ...]

    def __getitem__(self, name: str) -> Value:
        try:
            return value(self.terms[self.names.index(name)])
        except ValueError:
            raise KeyError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


class Table(Rows[Row]):
    """The rows of a SELECT."""

    title = "rækker"

    def __init__(self, rows: Iterable[Row], names: Sequence[str]) -> None:
        super().__init__(rows)
        self.names = tuple(names)

    def _again(self, rows: Iterable[Row]) -> Table:
        return Table(rows, self.names)

    def columns(self) -> tuple[str, ...]:  # type: ignore[override]  # a query names its own columns
        """The variables, in the query's order."""
        return self.names

    def record(self, row: Row) -> dict[str, Any]:
        """One solution as a dictionary."""
        return dict(row)

    def _shown(self, row: Row) -> Sequence[str]:
        return [
            views.link(term.value, short(term)) if isinstance(term, ox.NamedNode) else views.cell(short(term))
            for term in row.terms
        ]


@dataclasses.dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK."""

    value: bool

    def __bool__(self) -> bool:
        return self.value

    def to_frame(self) -> Any:
        """A pandas DataFrame with one cell."""
        return need("pandas", "en dataramme").DataFrame({"svar": [self.value]})

    def _repr_html_(self) -> str:
        return views.box(f"<p>{'ja' if self.value else 'nej'}</p>")


class Triples(Rows[ox.Triple]):
    """The triples of a CONSTRUCT or DESCRIBE, each once, in order."""

    title = "tripler"

    def __init__(self, rows: Iterable[ox.Triple]) -> None:
        super().__init__(sorted(set(rows), key=str))

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Subject, predicate and object."""
        return ("subjekt", "prædikat", "objekt")

    def record(self, row: ox.Triple) -> dict[str, Any]:
        """A triple as a dictionary of Python values."""
        terms = (row.subject, row.predicate, row.object)
        return dict(zip(self.columns(), map(value, terms), strict=True))  # type: ignore[arg-type]

    def _shown(self, row: ox.Triple) -> Sequence[str]:
        return [views.cell(short(term)) for term in (row.subject, row.predicate, row.object)]  # type: ignore[arg-type]

    def to_rdflib(self) -> Any:
        """An rdflib.Graph with our prefixes bound."""
        return to_rdflib(self._rows)

    def to_networkx(self) -> Any:
        """A networkx.MultiDiGraph of the triples between IRIs; nodes carry the `label` that the triples give them."""
        graph = need("networkx", "en netværksgraf").MultiDiGraph()
        label = PREFIXES["rdfs"] + "label"
        for row in self._rows:
            subject, predicate = str(getattr(row.subject, "value", row.subject)), row.predicate.value
            if isinstance(row.object, ox.NamedNode):
                graph.add_edge(subject, row.object.value, key=predicate, relation=short(row.predicate))
            elif predicate == label and isinstance(row.object, ox.Literal):
                graph.add_node(subject, label=row.object.value)
        return graph


Result = Table | Truth | Triples


def to_rdflib(triples: Iterable[ox.Triple]) -> Any:
    """Triples as an rdflib.Graph with our prefixes bound."""
    import rdflib

    buffer = io.BytesIO()
    ox.serialize(triples, buffer, format=ox.RdfFormat.N_TRIPLES)
    graph = rdflib.Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(data=buffer.getvalue(), format="nt")
    return graph


def run(index: Index, query: str) -> Result:
    """A query's result; our prefixes and `sg:soeg` are known. Raises QueryError. There is no time limit."""
    found = local_query.run(index, query)
    if isinstance(found, ox.QueryBoolean):
        return Truth(bool(found))
    if isinstance(found, ox.QueryTriples):
        return Triples(found)
    names = tuple(variable.value for variable in found.variables)
    return Table((Row(names, tuple(row[name] for name in names)) for row in found), names)
