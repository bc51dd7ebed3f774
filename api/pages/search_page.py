"""The search page: hits with their matches marked, facets with counts, sorting and pages, all of it in the address."""

from __future__ import annotations

import dataclasses
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from indexer.lexical import stem
from indexer.texts import EntityRow

from .. import exactness
from ..index import Index
from ..retrieval import Hit
from . import document_page, words
from .cache import per_index
from .spreadsheet import csv_file

PER_PAGE = 10
DEPTH = 200  # hits that are ranked, counted and paged through
SORTS = {"relevans": "Bedste først", "nyeste": "Nyeste først", "aeldste": "Ældste først"}
_COLUMNS = (
    "nr", "titel", "udgiver", "dato", "afsnit", "zone", "tekst", "score", "dokument", "fra", "til", "tekststykke",
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w-]*|\d[\d.,]*")


@dataclasses.dataclass(frozen=True, slots=True)
class Run:
    """A run of a hit's text, marked where it matches the query."""

    text: str
    marked: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Shown:
    """A hit with its text in runs, and its document's publisher and kind."""

    hit: Hit
    runs: tuple[Run, ...]
    publisher: str | None
    kind: str | None
    zone: str


@dataclasses.dataclass(frozen=True, slots=True)
class Results:
    """One page of a search; `facets` gives for each facet its values with their number of hits."""

    query: str
    hits: tuple[Shown, ...]
    total: int
    capped: bool
    page: int
    pages: int
    facets: dict[str, list[tuple[str, int]]]
    seconds: float


def found(index: Index, query: str, filters: Mapping[str, str], sort: str, page: int) -> Results:
    """The page of hits that was asked for. Raises UsageError for a filter that does not exist."""
    hits, seconds = _hits(index, query, tuple(sorted(filters.items())))
    facets = _facets(index, query, tuple(sorted(filters.items())))
    ordered = _sorted(hits, sort)
    pages = max(1, -(-len(ordered) // PER_PAGE))
    page = min(max(1, page), pages)
    rows = {row.doc_id: row for row in document_page.documents(index)}
    some = ordered[(page - 1) * PER_PAGE : page * PER_PAGE]
    shown = tuple(
        Shown(hit, marked(hit.text, query), rows[hit.doc_id].publisher, rows[hit.doc_id].kind, words.ZONES[hit.zone])
        for hit in some
    )
    return Results(query, shown, len(ordered), len(ordered) >= DEPTH, page, pages, facets, seconds)


def as_csv(index: Index, query: str, filters: Mapping[str, str], sort: str) -> bytes:
    """All the hits of a search, one a line with where they stand; UTF-8 with a mark, for spreadsheets."""
    hits, _ = _hits(index, query, tuple(sorted(filters.items())))
    rows = {row.doc_id: row for row in document_page.documents(index)}
    lines = [
        (
            str(number), hit.title, rows[hit.doc_id].publisher or "", hit.date or "", hit.heading,
            words.ZONES[hit.zone], " ".join(hit.text.split()), f"{hit.score:.4f}", hit.doc_id, str(hit.start),
            str(hit.end), hit.passage,
        )
        for number, hit in enumerate(_sorted(hits, sort), 1)
    ]  # fmt: skip
    return csv_file(_COLUMNS, lines)


@per_index
def _hits(index: Index, query: str, filters: tuple[tuple[str, str], ...]) -> tuple[tuple[Hit, ...], float]:
    """The hits, and how many seconds it took to find them."""
    started = time.perf_counter()
    return tuple(index.search(query, DEPTH, filters=dict(filters))), time.perf_counter() - started


def _sorted(hits: Sequence[Hit], sort: str) -> list[Hit]:
    if sort == "nyeste":
        return sorted(hits, key=lambda hit: hit.date or "", reverse=True)
    if sort == "aeldste":
        return sorted(hits, key=lambda hit: hit.date or "9999")
    return list(hits)


@per_index
def _things(index: Index) -> dict[str, EntityRow]:
    return {row.iri: row for row in index.texts.entities() if row.type in ("Theme", "Organisation", "Person")}


@per_index
def _facets(index: Index, query: str, filters: tuple[tuple[str, str], ...]) -> dict[str, list[tuple[str, int]]]:
    """How many of the hits have each value of each facet, most first."""
    rows, things = {row.doc_id: row for row in document_page.documents(index)}, _things(index)
    counts: dict[str, Counter[str]] = {name: Counter() for name in words.FACETS}
    for hit in _hits(index, query, filters)[0]:
        row = rows[hit.doc_id]
        for name, value in (("publisher", row.publisher), ("year", (row.date or "")[:4]), ("kind", row.kind)):
            if value:
                counts[name][value] += 1
        labels = {(things[i].type == "Theme", things[i].label) for i in index.texts.mentioned_in(hit.id) if i in things}
        for theme, label in labels:
            counts["theme" if theme else "actor"][label] += 1
    return {name: sorted(some.items(), key=lambda item: (-item[1], item[0])) for name, some in counts.items()}


def marked(text: str, query: str) -> tuple[Run, ...]:
    """The text in runs, marked where a word has a stem with the query in common or is built on such a word.

    >>> [run.text for run in marked("Digitaliseringspagten fra 2019", "pagt om digitalisering 2019") if run.marked]
    ['Digitaliseringspagten', '2019']
    """
    asked = exactness.read(query)
    stems = {key for key, _ in asked.stems} | set(asked.years) | set(asked.numbers) | set(asked.percents)
    long = tuple(key for key in stems if len(key) >= 8 and key.isalpha())
    runs: list[Run] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match[0].lower().rstrip(".,-")
        if word in stems or stem(word) in stems or any(key in word for key in long):
            end = match.start() + len(match[0].rstrip(".,-"))
            runs += [Run(text[last : match.start()], False), Run(text[match.start() : end], True)]
            last = end
    runs.append(Run(text[last:], False))
    return tuple(run for run in runs if run.text)


def page_numbers(page: int, pages: int) -> list[int | None]:
    """The page numbers to link to, None for a gap.

    >>> page_numbers(6, 20)
    [1, None, 5, 6, 7, None, 20]
    """
    kept = sorted({1, pages, *(n for n in (page - 1, page, page + 1) if 1 <= n <= pages)})
    made: list[int | None] = []
    for n in kept:
        if made and made[-1] is not None and n - made[-1] > 1:
            made.append(None)
        made.append(n)
    return made
