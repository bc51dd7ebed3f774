"""Documents, entities and themes of an index as rows."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from indexer.errors import UsageError
from indexer.iris import KINDS
from indexer.rdf import SUPERCLASSES
from indexer.texts import DocumentRow, EntityRow

from .. import wording
from . import views
from .frames import Rows

if TYPE_CHECKING:
    from ..index import Index


class Documents(Rows[DocumentRow]):
    """Documents in order of doc_id."""

    title = "dokumenter"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Bibliographic data; `chars` is the length of the canonical text."""
        return ("doc_id", "title", "publisher", "author", "date", "kind", "language", "url", "license", "chars", "iri")

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return ("Dokument", "Titel", "Udgiver", "Dato", "Slags", "Tegn")

    def _shown(self, row: DocumentRow) -> Sequence[str]:
        return [
            views.cell(v) for v in (row.doc_id, row.title, row.publisher, row.date, row.kind, views.count(row.chars))
        ]


class Entities(Rows[EntityRow]):
    """Things of the graph in order of class and label."""

    title = "ting"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Names and class; `start` and `end` are the period; `known` is set where a vocabulary gave the identity."""
        return ("label", "type", "start", "end", "number", "alt", "mentions", "documents", "known", "iri")

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return ("Navn", "Klasse", "Periode", "Andre navne", "Omtaler", "Dokumenter")

    def _shown(self, row: EntityRow) -> Sequence[str]:
        period = "-".join(part for part in (row.start, row.end) if part)
        return [views.cell(v) for v in (row.label, row.type, period, row.alt, row.mentions, row.documents)]


@dataclasses.dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, how many passages in how many documents mention it, and the strategies a claim ties it to.

    `first` and `last` are the years of the oldest and newest document that mentions it.
    """

    label: str
    passages: int
    documents: int
    first: str | None
    last: str | None
    strategies: tuple[str, ...]
    iri: str


class Themes(Rows[ThemeRow]):
    """Themes, the most mentioned first."""

    title = "temaer"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """One row a theme; `strategies` are labels of what a claim says has the theme."""
        return ("label", "passages", "documents", "first", "last", "strategies", "iri")

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return ("Tema", "Tekststykker", "Dokumenter", "Ældste", "Nyeste", "Strategier og planer", "IRI")

    def record(self, row: ThemeRow) -> dict[str, Any]:
        """One theme as a dictionary."""
        return {name: getattr(row, name) for name in self.columns()}


def documents(index: Index) -> Documents:
    """Every document of the index."""
    return Documents(index.texts.documents())


def classes() -> dict[str, frozenset[str]]:
    """The classes that can be asked for, each with itself and those below it.

    >>> sorted(classes()["Actor"])
    ['Organisation', 'Person']
    """
    found: dict[str, set[str]] = defaultdict(set)
    for name in KINDS:
        found[name].add(name)
        for above in SUPERCLASSES.get(name, ()):
            found[above].add(name)
    return {name: frozenset(below) for name, below in found.items()}


def entities(index: Index, type: str | None = None, q: str | None = None) -> Entities:
    """The things of a class (or one below it) whose name holds `q`. Raises UsageError for an unknown class."""
    known = classes()
    if type is not None and type not in known:
        raise UsageError(f"der er ingen klasse »{type}«; der er {wording.listed(sorted(known))}")
    wanted = q.casefold() if q else ""
    rows = [
        row
        for row in index.texts.entities()
        if (type is None or row.type in known[type])
        and (not wanted or any(wanted in name.casefold() for name in (row.label, *row.alt)))
    ]
    return Entities(sorted(rows, key=lambda row: (row.type, row.label, row.start or "", row.iri)))


_MENTIONED = """SELECT ?t (COUNT(DISTINCT ?p) AS ?passages) (COUNT(DISTINCT ?d) AS ?documents)
  (MIN(?year) AS ?first) (MAX(?year) AS ?last)
WHERE { ?t a sg:Theme . ?p sg:mentions ?t ; sg:inDocument ?d .
  OPTIONAL { ?d dct:issued ?issued BIND(SUBSTR(STR(?issued), 1, 4) AS ?year) } } GROUP BY ?t"""
_TIED = "SELECT DISTINCT ?t ?label WHERE { ?s sg:concernsTheme ?t ; rdfs:label ?label } ORDER BY ?label"


def themes(index: Index) -> Themes:
    """Every theme that is mentioned or tied to something by a claim."""
    tied: dict[str, list[str]] = defaultdict(list)
    for row in index.graph.select(_TIED):
        tied[str(row["t"].value)].append(str(row["label"].value))
    counts = {str(row["t"].value): row for row in index.graph.select(_MENTIONED) if "t" in row}
    found = []
    for entity in index.texts.entities():
        if entity.type != "Theme":
            continue
        row = counts.get(entity.iri, {})
        number = {name: int(row[name].value) if name in row else 0 for name in ("passages", "documents")}
        year = {name: str(row[name].value) if name in row else None for name in ("first", "last")}
        found.append(ThemeRow(entity.label, **number, **year, strategies=tuple(tied[entity.iri]), iri=entity.iri))  # type: ignore[arg-type]
    return Themes(sorted(found, key=lambda row: (-row.passages, row.label, row.iri)))
