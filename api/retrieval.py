"""Ranking: a question to hits, by meaning (dense), by words (lexical), or by both (hybrid).

Hybrid adds scores, not ranks: each leg's scores become z-scores over the pooled candidates; about half the weight is
meaning's (less for names and numbers), the rest the words' (stems and four-letter pieces alike). What is written
exactly (years, percentages, numbers, quoted phrases, acronyms) lifts a passage that holds it; page furniture and bare
headings sink. Scores are rounded before ranking, and ties break by IRI.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.embedding import Encoder
from indexer.errors import UsageError
from indexer.lexical import LexicalIndex, Scored, words
from indexer.stop_words import STOP_WORDS
from indexer.types import Zone
from indexer.vectors import VectorIndex

from . import exactness
from .kept import Kept
from .spelling import spelled

Mode = Literal["hybrid", "dense", "lexical"]
Unit = Literal["passage", "document"]
Filters = Mapping[str, str]
Selector = Callable[[Filters], "Sequence[int] | None"]
Floats = NDArray[np.float64]
Legs = Callable[[], tuple[Scored, Scored]]
"""Gives a question's hits by stems and by four-letter pieces."""

MODES: tuple[Mode, ...] = ("hybrid", "dense", "lexical")
UNITS: tuple[Unit, ...] = ("passage", "document")
FACETS = ("publisher", "year", "kind", "theme", "actor")
MAX_K = 1_000
MAX_QUERY = 4_000  # code points of a question that are read

_POOL = 100  # candidates each leg gives
# What a passage loses for what it is, in the units of the mode's score: the words of titles and headings already count
# for the text below them, and alone they tell a reader little.
_SUNK: dict[Mode, dict[str, float]] = {
    "hybrid": {"furniture": 1.0, "heading": 0.8},
    "lexical": {"furniture": 1.0, "heading": 0.8},
    "dense": {"furniture": 0.03, "heading": 0.025},
}
_BATCH = 256
_KEPT = 20_000  # passages held in memory
_KEPT_SEARCHES = 64  # searches, and vectors of questions: one question is read by several, and in several steps
# Share of the dense score, see `_share`. Half and half is what 2,000 questions over paragraphs of other texts liked
# best (DESIGN.md); between 0.45 and 0.6 our own judgements, tuned on or held out, differ by less than 0.01. Less for
# questions that hold a year or an acronym was worse on paragraphs (tests/bench/paragraphs.py) and no better elsewhere.
_MEANING, _MEANING_OF_EXACT, _MEANING_OF_A_FEW_WORDS, _MEANING_OF_NAMES, _MEANING_OF_FIGURES = 0.5, 0.25, 0.4, 0.1, 0.02
_SENTENCE = 4  # words that make a query more than a name


class PassageRow(Protocol):
    """What retrieval needs to know of a passage; offsets are code points in the document's canonical text."""

    id: int
    iri: str
    doc_id: str
    start: int
    end: int
    text: str
    zone: str
    title: str
    date: str | None
    heading: str


class PassageSource(Protocol):
    """Where passages are read by id."""

    def passages(self, ids: Sequence[int]) -> Sequence[PassageRow]:
        """The passages of these ids, in their order."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A ranked passage: the contract's fields, and what the answer needs to judge it.

    `dense` is the cosine to the question, `lexical` the sum of both BM25 scores; `zone` what the passage is; `asked`
    what was looked for.
    """

    rank: int
    score: float
    doc_id: str
    passage: str
    text: str
    start: int
    end: int
    title: str
    date: str | None
    id: int
    zone: str
    heading: str = ""
    dense: float = 0.0
    lexical: float = 0.0
    asked: exactness.Asked = dataclasses.field(default=exactness.NOTHING, repr=False, compare=False)

    @property
    def why(self) -> str:
        """What matched, in Danish; worked out when it is shown, since an answer looks at many more than it shows."""
        return exactness.why(self.asked, self.text, self.title, self.dense, Zone(self.zone).is_furniture)

    def to_json(self) -> dict[str, object]:
        """The hit as CONTRACT.md shows it."""
        names = ("rank", "score", "doc_id", "passage", "text", "start", "end", "title", "date", "why", "zone")
        return {name: getattr(self, name) for name in names}


@dataclasses.dataclass(frozen=True, slots=True)
class Pool:
    """Candidates of one question: passage ids (n,) and each leg's scores (n,).

    `core` (n,) marks those among a leg's first hundred. They are ranked by themselves, before the others, so that the
    first hits are the same however many are asked for. A leg gives a passage it did not find no score (to look it up
    cost as much as another search, and made nothing better); the cosine is always the true one.
    """

    ids: NDArray[np.int64]
    dense: Floats
    words: Floats
    grams: Floats
    core: NDArray[np.bool_]


class Retriever:
    """Searches one snapshot's passages; safe to share between threads.

    `select` turns filters (publisher, year, kind, theme, actor) into the ids of the passages that pass, or None for
    all; the snapshot gives it, because themes and actors stand in the graph.
    """

    def __init__(
        self,
        texts: PassageSource,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        encoder: Encoder,
        select: Selector | None = None,
    ) -> None:
        self.texts = texts
        self.vectors = vectors
        self.lexical = lexical
        self.encoder = encoder
        self.select = select
        self._rows: dict[int, PassageRow] = {}
        self._frequency = functools.lru_cache(maxsize=4096)(lexical.frequency)
        self._kept: Kept[tuple[str, int, str, str], tuple[Hit, ...]] = Kept(_KEPT_SEARCHES)
        self._begun: Kept[str, Callable[[], NDArray[np.float32]]] = Kept(_KEPT_SEARCHES)

    def search(
        self,
        query: str,
        k: int = 10,
        mode: Mode = "hybrid",
        unit: Unit = "passage",
        filters: Filters | None = None,
    ) -> list[Hit]:
        """The k best hits for one question, best first. Raises UsageError for a mode, unit or k that does not exist."""
        wanted = (query, k, mode, unit) if not filters and len(query) <= MAX_QUERY else None
        found = self._kept.get(wanted) if wanted is not None else None
        if found is None:
            found = tuple(next(self.search_many([query], k, mode, unit, filters), ()))
            if wanted is not None:
                self._kept.put(wanted, found)
        return list(found)

    def prepare(self, query: str) -> None:
        """Begins to make a question's vector beside what the caller does next, where its engine can: a search for it
        may follow."""
        self._ahead(_calm(self._as_written(query[:MAX_QUERY].strip())))

    def _ahead(self, text: str) -> Callable[[], NDArray[np.float32]] | None:
        """What waits for the vector of a question that is being made, begun if it is not; None for another engine."""
        begin = getattr(self.encoder, "begin", None)
        if begin is None or not text:
            return None
        found = self._begun.get(text)
        if found is None:
            found = self._begun.put(text, begin(text))
        return found

    def search_many(
        self,
        queries: Sequence[str],
        k: int = 10,
        mode: Mode = "hybrid",
        unit: Unit = "passage",
        filters: Filters | None = None,
    ) -> Iterator[list[Hit]]:
        """The hits of each question in turn; questions are encoded in batches."""
        _check(k, mode, unit)
        among = self._among(filters)
        depth = max(_POOL, k * (4 if unit == "document" else 1))
        for start in range(0, len(queries), _BATCH):
            batch = [self._as_written(query[:MAX_QUERY].strip()) for query in queries[start : start + _BATCH]]
            ahead = self._ahead(_calm(batch[0])) if len(batch) == 1 and mode != "lexical" else None
            found = [self._in_words(query, mode, depth, among, at_once=ahead is not None) for query in batch]
            rows = None
            if mode != "lexical":
                rows = ahead() if ahead is not None else self.encoder.encode_queries([_calm(query) for query in batch])
            for place, (query, legs) in enumerate(zip(batch, found, strict=True)):
                row = None if rows is None else rows[place : place + 1]
                yield self._rank(query, row, k, mode, unit, depth, among, legs) if query else []

    def _as_written(self, query: str) -> str:
        """The question in the letters of the texts."""
        return spelled(query, self._frequency)

    def _in_words(
        self, query: str, mode: Mode, depth: int, among: NDArray[np.int64] | None, *, at_once: bool = False
    ) -> Legs:
        """Both lexical legs of a question, looked up while its vector is made: both are work outside of Python.

        They are looked up `at_once` where the vector is being made already, else by another thread.
        """
        if mode == "dense" or not query:
            return lambda: ([], [])
        allowed = None if among is None else among.tolist()

        def both() -> tuple[Scored, Scored]:
            words = self.lexical.search_words(query, depth, allowed)
            return words, self.lexical.search_grams(query, depth, allowed)

        if at_once:
            found = both()
            return lambda: found
        return both if mode == "lexical" else self._beside.submit(both).result

    @functools.cached_property
    def _beside(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="words")

    def _read(self, ids: NDArray[np.int64]) -> list[PassageRow]:
        """The passages of these ids, in their order; those read lately are kept, since a snapshot never changes."""
        known = self._rows
        wanted: list[int] = ids.tolist()
        missing = [i for i in wanted if i not in known]
        fresh = {row.id: row for row in self.texts.passages(missing)} if missing else {}
        rows = [fresh.get(i) or known[i] for i in wanted]
        if len(known) + len(fresh) > _KEPT:
            known = self._rows = {}
        known.update(fresh)
        return rows

    def _among(self, filters: Filters | None) -> NDArray[np.int64] | None:
        wanted = {name: value for name, value in (filters or {}).items() if value}
        unknown = set(wanted) - set(FACETS)
        if unknown:
            names = ", ".join(sorted(unknown))
            raise UsageError(f"der er intet filter, der hedder {names}. Vælg blandt {', '.join(FACETS)}.")
        if not wanted:
            return None
        if self.select is None:
            raise UsageError("dette indeks kan ikke filtreres.")
        ids = self.select(wanted)
        return None if ids is None else np.unique(np.asarray(ids, dtype=np.int64))

    def _rank(
        self,
        query: str,
        row: NDArray[np.float32] | None,
        k: int,
        mode: Mode,
        unit: Unit,
        depth: int,
        among: NDArray[np.int64] | None,
        in_words: Legs,
    ) -> list[Hit]:
        pool = self._pool(row, mode, depth, among, in_words)
        if not len(pool.ids):
            return []
        asked = exactness.read(query)
        passages = self._read(pool.ids)
        scores = np.round(_fused(pool, mode, _share(query, asked)) + self._adjusted(asked, passages, mode), 4)
        scores[~pool.core] = np.minimum(scores[~pool.core], scores[pool.core].min())
        outside, worth = (~pool.core).tolist(), scores.tolist()
        order = sorted(range(len(passages)), key=lambda n: (outside[n], -worth[n], passages[n].iri))
        if unit == "document":
            order = _first_of_each(order, [passage.doc_id for passage in passages])
        return [
            _hit(rank, worth[n], passages[n], float(pool.dense[n]), float(pool.words[n] + pool.grams[n]), asked)
            for rank, n in enumerate(order[:k], 1)
        ]

    def _adjusted(self, asked: exactness.Asked, passages: Sequence[PassageRow], mode: Mode) -> Floats:
        sunk: Floats = np.array([-_SUNK[mode].get(_part(Zone(passage.zone)), 0.0) for passage in passages])
        if mode == "dense":
            return sunk
        if not asked.parts:
            return sunk + 0.0
        raised: Floats = sunk + np.array(
            [exactness.lift(asked, p.text, f"{p.title} {p.heading}", p.date) for p in passages]
        )
        return raised

    def _pool(
        self,
        row: NDArray[np.float32] | None,
        mode: Mode,
        depth: int,
        among: NDArray[np.int64] | None,
        in_words: Legs,
    ) -> Pool:
        legs: dict[str, dict[int, float]] = {"dense": {}, "words": {}, "grams": {}}
        if row is not None:
            scores, ids = self.vectors.search(row, depth, among)
            legs["dense"] = {i: s for s, i in zip(scores[0].tolist(), ids[0].tolist(), strict=True) if i >= 0}
        words, grams = in_words()
        legs["words"], legs["grams"] = dict(words), dict(grams)
        numbers = sorted(set().union(*legs.values()))
        found = np.array(numbers, dtype=np.int64)
        first = {name: dict(itertools.islice(leg.items(), _POOL)) for name, leg in legs.items()}
        inner = set().union(*first.values())
        core = np.array([i in inner for i in numbers], dtype=bool)
        columns = {
            name: np.array([(first if i in inner else legs)[name].get(i, 0.0) for i in numbers], dtype=np.float64)
            for name in legs
        }
        if mode == "hybrid" and row is not None and len(found):
            columns["dense"] = self.vectors.cosines(row[0], found).astype(np.float64)
        return Pool(found, columns["dense"], columns["words"], columns["grams"], core)


def facets(
    doc_ids: Iterable[str], describe: Callable[[str], Mapping[str, Sequence[str]]], most: int = 20
) -> dict[str, list[dict[str, object]]]:
    """How many documents of a result carry each value of each facet, most first: `{"year": [{"value", "count"}]}`.

    `describe` gives a document's values by facet name; the snapshot has them.
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for doc_id in dict.fromkeys(doc_ids):
        for name, values in describe(doc_id).items():
            if name in counts:
                counts[name].update(set(values))
    ordered = {name: sorted(counter.items(), key=lambda item: (-item[1], item[0])) for name, counter in counts.items()}
    return {name: [{"value": v, "count": n} for v, n in items[:most]] for name, items in ordered.items()}


def _check(k: int, mode: str, unit: str) -> None:
    if mode not in MODES:
        raise UsageError(f"man kan ikke søge på måden {mode}. Vælg blandt {', '.join(MODES)}.")
    if unit not in UNITS:
        raise UsageError(f"man kan ikke få hele {unit} frem. Vælg blandt {', '.join(UNITS)}.")
    if not 1 <= k <= MAX_K:
        raise UsageError(f"antallet af resultater skal ligge mellem 1 og {MAX_K}, ikke {k}.")


def _fused(pool: Pool, mode: Mode, share: float) -> Floats:
    if mode == "dense":
        return pool.dense
    lexical = (_z(pool.words, pool.core) + _z(pool.grams, pool.core)) / 2
    return lexical if mode == "lexical" else share * _z(pool.dense, pool.core) + (1 - share) * lexical


def _part(zone: Zone) -> str:
    if zone in (Zone.TITLE, Zone.HEADING):
        return "heading"
    return "furniture" if zone.is_furniture else "text"


def _share(query: str, asked: exactness.Asked) -> float:
    """Meaning's share of the score: vectors say much about a sentence, and little about a bare name or number."""
    if len(words(query)) >= _SENTENCE:
        return _MEANING_OF_EXACT if asked.phrases or asked.numbers or asked.percents else _MEANING
    said = [word for word in re.findall(r"[^\W_]+", query) if word.casefold() not in STOP_WORDS]
    if any(character.isdigit() for word in said for character in word):
        return _MEANING_OF_FIGURES
    named = any(word != word.lower() for word in said)
    return _MEANING_OF_NAMES if named else _MEANING_OF_A_FEW_WORDS


def _calm(query: str) -> str:
    """A sentence all in capitals in small letters: the model reads capitals as foreign words.

    >>> _calm("HVEM BOR I GRØNLAND NU?"), _calm("KL og DI"), _calm("EU AI ACT")
    ('hvem bor i grønland nu?', 'KL og DI', 'EU AI ACT')
    """
    return query.lower() if query.isupper() and len(query.split()) >= _SENTENCE else query


def _z(scores: Floats, core: NDArray[np.bool_]) -> Floats:
    """Scores in standard deviations from the mean of the core."""
    known = scores[core]
    centred: Floats = (scores - known.mean()) / max(float(known.std()), 1e-9)
    return centred


def _first_of_each(order: Sequence[int], owners: Sequence[str]) -> list[int]:
    seen: dict[str, int] = {}
    for place in order:
        seen.setdefault(owners[place], place)
    return list(seen.values())


def _hit(rank: int, score: float, passage: PassageRow, dense: float, lexical: float, asked: exactness.Asked) -> Hit:
    return Hit(
        rank=rank,
        score=score,
        doc_id=passage.doc_id,
        passage=passage.iri,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        title=passage.title,
        date=passage.date,
        id=passage.id,
        zone=str(passage.zone),
        heading=passage.heading,
        dense=round(dense, 4),
        lexical=round(lexical, 4),
        asked=asked,
    )
