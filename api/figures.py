"""What the claims of an index say of its strategies, plans, agreements and other things: one figure a thing.

Counting, adding and ordering need all things at once; they are read by one query a relation, once an index. What is
asked of one thing is read of that thing alone.
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
MOST = 20_000  # claims of one relation that are read together


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


def query(relation: str, thing: str = "?thing", value: str = "?value") -> str:
    """The query that finds every claim of a relation with its evidence, or those of one thing or one value alone."""
    bound = "".join(f" BIND({iri} AS {name})" for iri, name in ((thing, "?thing"), (value, "?value")) if iri != name)
    ends = [f"rdf:subject {thing}", f"rdf:object {value}"]
    first, last = ends if value == "?value" else ends[::-1]  # the engine begins with the first that names a thing
    return PROLOGUE + (
        f"SELECT DISTINCT ?thing ?value ?doc ?start ?end ?confidence WHERE {{\n"  # nosec B608
        f"  ?claim {first} ; rdf:predicate <{iris.term(relation)}> ; {last} ;\n"
        f"         sg:negated false ; sg:confidence ?confidence ; prov:wasDerivedFrom ?evidence .\n"
        f"  ?evidence oa:hasSource/sg:docId ?doc ; oa:hasSelector ?position .\n"
        f"  ?position oa:start ?start ; oa:end ?end .{bound}\n"
        f"}} ORDER BY ?thing DESC(?confidence) ?value ?doc ?start"
    )


class Figures:
    """The figures of one index, by relation; each relation is read once, and whole only where it has few claims."""

    def __init__(self, index: Index) -> None:
        self._index = weakref.ref(index)
        self._known: dict[str, tuple[Figure, ...]] = {}
        self._about: dict[str, dict[str, list[Figure]]] = {}

    def all(self, relation: str) -> tuple[Figure, ...]:
        """Every claim of a relation, those about one thing together, the surest first.

        None of them where there are more than MOST: nobody could check what is reckoned from so many.
        """
        found = self._known.get(relation)
        index = self._index()
        if found is None and index is not None:
            many = index.manifest.counts["relations"].get(relation, 0) > MOST
            found = self._known[relation] = () if many else tuple(_read(index, relation, query(relation)))
        return found or ()

    def of(self, relation: str, iri: str) -> list[Figure]:
        """The claims of a relation about one thing, the surest first; the others are not read for it."""
        index = self._index()
        if self._known.get(relation):
            return self._by_thing(relation).get(iri, [])
        return _read(index, relation, query(relation, thing=f"<{iri}>")) if index is not None else []

    def tied(self, relation: str, iri: str) -> list[Figure]:
        """The claims of a relation whose value is one thing, those about one thing together."""
        index = self._index()
        return _read(index, relation, query(relation, value=f"<{iri}>")) if index is not None else []

    def _by_thing(self, relation: str) -> dict[str, list[Figure]]:
        found = self._about.get(relation)
        if found is None:
            found = {}
            for figure in self.all(relation):
                found.setdefault(figure.row.iri, []).append(figure)
            self._about[relation] = found
        return found

    def best(self, relation: str, row: EntityRow) -> Figure | None:
        """The value of a thing that is said most often and surely, as exactly as a claim that agrees gives it."""
        found = self.of(relation, row.iri)
        best = min(found, key=lambda f: (-f.times, -f.confidence, f.doc_id, f.start), default=None)
        if best is None or not best.value[:4].isdigit() or len(best.value) < 4:
            return best
        return max((f for f in found if f.value.startswith(best.value)), key=lambda f: (len(f.value), f.times))


def _read(index: Index, relation: str, asked: str) -> list[Figure]:
    """The claims that a query finds, one figure for each value of a thing."""
    claims = [row for row in index.graph.select(asked) if float(row["confidence"].value) >= LEAST]
    named = {row[name].value for row in claims for name in ("thing", "value")}
    rows = {row.iri: row for row in index.texts.entities_of(sorted(named))}
    out: dict[tuple[str, str], Figure] = {}
    for claim in claims:
        thing, value = rows.get(claim["thing"].value), claim["value"].value
        if thing is None:
            continue
        known = out.get((thing.iri, value))
        if known is not None:
            out[thing.iri, value] = dataclasses.replace(known, times=known.times + 1)
            continue
        out[thing.iri, value] = Figure(
            thing, relation, value, claim["doc"].value, int(claim["start"].value), int(claim["end"].value),
            float(claim["confidence"].value), other=rows[value].label if value in rows else "",
        )  # fmt: skip
    return list(out.values())


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
