"""The word index: BM25 over Danish stems, and over the four-letter pieces inside words, which see into compounds.

Both live in one tantivy index. We cut words ourselves and hand tantivy tokens that it only splits at spaces, so that
documents, questions and the reason shown beside a hit are read by the same code. A question is never parsed as a
query language: each of its tokens becomes one optional term.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from .errors import IndexDamaged
from .links import link
from .stemming import snowball
from .stop_words import telling

GRAM = 4
MAX_QUERY_CHARS = 4_000
MAX_QUERY_TERMS = 400
MAX_WORD = 48  # a longer "word" is no word; tantivy would drop terms past 65,530 bytes
_WORD = re.compile(r"[^\W_]+")
_HEAP = 512_000_000  # bytes; large enough that a million passages come out as few segments
_FEW = 20_000_000
_WIDE = 5_000  # ids; to name more in a query costs more than to sift its hits
_ABOUT = 0.3  # what a word over the text (title, heading) counts against one in it; see tests/bench/search_quality.py
_MANY = 50_000  # passages; beyond, a question's common terms are left out
_COMMON = 0.1  # share of the passages that a common term stands in
_TIED = 28  # hits beyond k that are read to see where a tie ends
_ALWAYS = 6  # terms that are read however common they are
_MAPPED = 64 << 20  # bytes; a larger index is opened where it lies

Row = tuple[int, str] | tuple[int, str, str]
"""A passage's id and text, and what stands over it (the document's title, its headings)."""
Scored = list[tuple[int, float]]


def words(text: str) -> list[str]:
    """The words of a text as the index knows them, case folded, in order.

    >>> words("Digitaliseringspagten (2019): 60-70 initiativer")
    ['digitaliseringspagten', '2019', '60', '70', 'initiativer']
    """
    return [word[:MAX_WORD] for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold())]


@functools.lru_cache(maxsize=400_000)
def stem(word: str) -> str:
    """The Snowball stem of one case-folded word: `strategierne` and `strategi` meet in `strategi`."""
    return snowball(word)


@functools.lru_cache(maxsize=50_000)  # a word of 48 letters takes 2.7 kB: strangers' words must not fill the memory
def grams(word: str) -> tuple[str, ...]:
    """The four-letter pieces inside one case-folded word; a shorter word is its own piece.

    >>> grams("pagten")
    ('pagt', 'agte', 'gten')
    """
    if len(word) <= GRAM:
        return (word,)
    return tuple(word[i : i + GRAM] for i in range(len(word) - GRAM + 1))


@functools.lru_cache(maxsize=400_000)
def _joined(word: str) -> str:
    return " ".join(grams(word))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=False, indexed=True, fast=True)  # unsigned ends the writer's thread
    for field in ("words", "grams", "about"):
        builder.add_text_field(field, stored=False, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def build(path: Path, rows: Iterable[Row]) -> None:
    """Writes an index of rows into the empty folder `path`; equal rows give equal scores and order.

    Ids are non-negative. A sequence is put in order of id; a mere iterable is taken to be in order, and is not held
    in memory. The folder is made where it is missing.
    """
    path.mkdir(parents=True, exist_ok=True)
    small = isinstance(rows, Sequence) and len(rows) < 20_000
    rows = sorted(rows) if isinstance(rows, Sequence) else rows
    index = tantivy.Index(_schema(), path=str(path), reuse=False)
    _add(index, rows, _FEW if small else _HEAP)


def extend(old: Path, path: Path, rows: Sequence[Row]) -> None:
    """Writes into `path` an index that is an old one with more rows; the folder must not exist.

    tantivy never changes a segment once it is written, so those of the old index become links to the same files. There
    is no `remove`: until segments are merged, what is deleted still counts in the scores. Build anew instead.
    """
    path.mkdir()
    for file in sorted(old.iterdir()):
        if file.suffix != ".lock":
            (shutil.copyfile if file.suffix == ".json" else link)(file, path / file.name)
    if rows:
        _add(tantivy.Index.open(str(path)), sorted(rows), _FEW)


def _add(index: tantivy.Index, rows: Iterable[Row], heap: int) -> None:
    writer = index.writer(heap_size=heap, num_threads=1)
    for identifier, text, *about in rows:
        found = words(text)
        document = tantivy.Document()
        document.add_integer("id", identifier)
        document.add_text("words", " ".join(map(stem, found)))
        document.add_text("grams", " ".join(map(_joined, found)))
        document.add_text("about", " ".join(stem(word) for over in about for word in words(over)))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def load(path: Path) -> LexicalIndex:
    """The index that `build` wrote at `path`. Raises IndexDamaged where there is none that can be read.

    tantivy maps its files, and a mapped file that is cut short under its reader ends the process. So a copy is opened
    of an index that is not large, and of one that can't be written (tantivy takes a lock file to open an index).
    """
    try:
        if _size(path) > _MAPPED and os.access(path, os.W_OK):
            return LexicalIndex(tantivy.Index.open(str(path)))
        with _copied(path) as copy:  # once opened, the files need no name
            return LexicalIndex(tantivy.Index.open(str(copy)))
    except (ValueError, OSError) as error:
        raise IndexDamaged(f"ordindekset kan ikke læses ({error}). Byg igen: strategigraf build") from error


@contextlib.contextmanager
def _copied(path: Path) -> Iterator[Path]:
    copy = Path(tempfile.mkdtemp(prefix="strategigraf-"))
    try:
        for file in path.iterdir():
            shutil.copyfile(file, copy / file.name)
        yield copy
    finally:
        for _ in range(50):  # a thread of tantivy's may put its lock file there while we sweep
            shutil.rmtree(copy, ignore_errors=True)
            if not copy.exists():
                break
            time.sleep(0.01)


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.iterdir())


class LexicalIndex:
    """A word index opened for reading; safe to share between threads."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search_words(self, query: str, k: int = 100, among: Sequence[int] | None = None) -> Scored:
        """The k passages whose stems fit best, as (id, BM25), best first, ties by id; `among` limits them to ids.

        What stands over a passage (title, headings) counts too, less than its own words; stop words do not.
        """
        return self._search({"words": 1.0, "about": _ABOUT}, Counter(map(stem, telling(_bounded(query)))), k, among)

    def search_grams(self, query: str, k: int = 100, among: Sequence[int] | None = None) -> Scored:
        """The k passages whose four-letter pieces fit best, as (id, BM25), best first, ties by id."""
        return self._search({"grams": 1.0}, Counter(_pieces(query)), k, among)

    def frequency(self, word: str) -> int:
        """How many passages hold the stem of this word."""
        return int(self._searcher.doc_freq("words", stem(word)))

    def _search(self, fields: Mapping[str, float], terms: Counter[str], k: int, among: Sequence[int] | None) -> Scored:
        if not terms or k < 1 or (among is not None and not len(among)):
            return []
        if among is not None and len(among) > _WIDE:
            found = self._sifted(fields, terms, k, among)
            if found is not None:
                return found
        some = self._telling(next(iter(fields)), terms)
        optional = [self._term(field, term, n * weight) for field, weight in fields.items() for term, n in some]
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in optional])
        if among is not None:
            allowed = tantivy.Query.term_set_query(self._schema, "id", [int(i) for i in among])
            must = tantivy.Occur.Must
            query = tantivy.Query.boolean_query([(must, query), (must, tantivy.Query.const_score_query(allowed, 0.0))])
        hits = self._best(query, k)
        ids = self._searcher.fast_field_values("id", [address for _, address in hits])
        found = [(int(i), float(score)) for i, (score, _) in zip(ids, hits, strict=True) if i is not None]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]

    def _best(self, query: tantivy.Query, k: int) -> list[Any]:
        """The k best hits and all that score as the last of them: which of those come first depends on the segments."""
        wanted = k + _TIED
        while True:
            hits = self._searcher.search(query, wanted, count=False).hits
            if len(hits) < wanted or hits[-1][0] < hits[k - 1][0] or wanted > _WIDE:
                return list(hits)
            wanted *= 4

    def _sifted(self, fields: Mapping[str, float], terms: Counter[str], k: int, among: Sequence[int]) -> Scored | None:
        """The k best among many ids, sifted from more hits than k; None where those did not hold k of them."""
        more = 2 * k * len(self) // len(among) + k
        if more > _WIDE:
            return None
        hits = self._search(fields, terms, more, None)
        allowed = np.isin([number for number, _ in hits], np.asarray(among))
        kept = [hit for hit, fits in zip(hits, allowed, strict=True) if fits][:k]
        return kept if len(kept) == k or len(hits) < more else None

    def _telling(self, field: str, terms: Counter[str]) -> list[tuple[str, int]]:
        """The terms that are worth reading: among many passages, those in a tenth of them cost most and tell least."""
        some = list(terms.items())[:MAX_QUERY_TERMS]
        if len(self) <= _MANY:
            return some
        frequency = {term: self._searcher.doc_freq(field, term) for term, _ in some}
        rarest = sorted(some, key=lambda term: (frequency[term[0]], term[0]))
        return [term for n, term in enumerate(rarest) if n < _ALWAYS or frequency[term[0]] <= _COMMON * len(self)]

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return query if weight == 1 else tantivy.Query.boost_query(query, weight)


def _bounded(query: str) -> list[str]:
    return words(query[:MAX_QUERY_CHARS])


def _pieces(query: str) -> Iterator[str]:
    for word in _bounded(query):
        yield from grams(word)
