"""What the claims of an index say of its strategies, plans, agreements and other things: one figure a thing.

Counting, adding and ordering need all things at once; they are read by one query a relation, once an index.
"""

from __future__ import annotations

import dataclasses
import threading
import weakref
from typing import TYPE_CHECKING

from indexer import iris
from indexer.dates import day_of
from indexer.store import PROLOGUE
from indexer.texts import EntityRow

from .library import library
from .reading import Scored

if TYPE_CHECKING:
    from .index import Index

LEAST = 0.6  # claims less sure than this are not counted


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A claim with a value, about a thing of the index: where the text says it, how surely, how often."""

    row: EntityRow
    relation: str
    value: str
    doc_id: str
    start: int
    end: int
    confidence: float
    times: int = 1
    other: str = ""


def query(relation: str, rest: str = "") -> str:
    """The query that finds every claim of a relation with its evidence."""
    return PROLOGUE + (
        f"SELECT DISTINCT ?thing ?value ?doc ?start ?end ?confidence WHERE {{\n"  # nosec B608
        f"  ?claim rdf:subject ?thing ; rdf:predicate <{iris.term(relation)}> ; rdf:object ?value ;\n"
        f"         sg:negated false ; sg:confidence ?confidence ; prov:wasDerivedFrom ?evidence .\n"
        f"  ?evidence oa:hasSource/sg:docId ?doc ; oa:hasSelector ?position .\n"
        f"  ?position oa:start ?start ; oa:end ?end .\n{rest}"
        f"}} ORDER BY ?thing DESC(?confidence) ?value ?doc ?start"
    )


class Figures:
    """The figures of one index, by relation; each relation is read once."""

    def __init__(self, index: Index) -> None:
        self._index = weakref.ref(index)
        self._rows = {row.iri: row for row in index.texts.entities()}
        self._known: dict[str, tuple[Figure, ...]] = {}

    def all(self, relation: str) -> tuple[Figure, ...]:
        """Every claim of a relation, those about one thing together, the surest first."""
        found = self._known.get(relation)
        index = self._index()
        if found is None and index is not None:
            found = self._known[relation] = tuple(self._read(index, relation))
        return found or ()

    def _read(self, index: Index, relation: str) -> list[Figure]:
        out: dict[tuple[str, str], Figure] = {}
        for row in index.graph.select(query(relation)):
            thing = self._rows.get(row["thing"].value)
            confidence = float(row["confidence"].value)
            if thing is None or confidence < LEAST:
                continue
            key = (thing.iri, row["value"].value)
            known = out.get(key)
            if known is not None:
                out[key] = dataclasses.replace(known, times=known.times + 1)
                continue
            other = self._rows.get(row["value"].value)
            out[key] = Figure(
                thing, relation, row["value"].value, row["doc"].value, int(row["start"].value),
                int(row["end"].value), confidence, other=other.label if other is not None else "",
            )  # fmt: skip
        return list(out.values())

    def best(self, relation: str, row: EntityRow) -> Figure | None:
        """The value of a thing that is said most often and surely, as exactly as a claim that agrees gives it."""
        found = [f for f in self.all(relation) if f.row.iri == row.iri]
        best = min(found, key=lambda f: (-f.times, -f.confidence, f.doc_id, f.start), default=None)
        if best is None or not best.value[:4].isdigit() or len(best.value) < 4:
            return best
        return max((f for f in found if f.value.startswith(best.value)), key=lambda f: (len(f.value), f.times))


def scored(index: Index, figure: Figure) -> Scored | None:
    """The sentence that carries a figure, to be cited."""
    view = library(index).view(figure.doc_id)
    for sentence in view.sentences:
        if sentence.start < figure.end and figure.start < sentence.end:
            return Scored(view, sentence, (), (), 1.0, 1.0, figure.confidence)
    return None


def day(figure: Figure, last: bool = False) -> int | None:
    """A date's first (or last) day as a number, for comparing."""
    days = day_of(figure.value)
    return days[1 if last else 0].toordinal() if days is not None else None


_KEPT: weakref.WeakKeyDictionary[Index, Figures] = weakref.WeakKeyDictionary()
_OPENING = threading.Lock()


def figures(index: Index) -> Figures:
    """The figures of an index."""
    with _OPENING:
        found = _KEPT.get(index)
        if found is None:
            found = _KEPT[index] = Figures(index)
        return found
