"""A small reader on the encoder we ship: which of some sentences answers a question, and in which words.

It generates nothing: it points at sentences and words of the texts. `tests/bench/reader` holds the texts and questions
it was trained on, how, and what it is worth. Where its engine is missing, answers come from the rules alone.
"""

from __future__ import annotations

import dataclasses
import functools
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .pointed_marks import Mark
from .reader_input import Offered, Placed, pack

if TYPE_CHECKING:
    from indexer.engines.marking import Marker
    from indexer.engines.weights import Floats

ADAPTER = Path(__file__).with_name("reader.npz")
_LONGEST = 40  # words of a span
_SPANS = 4  # that are told for each sentence
_MEMBER_BEGINS, _MEMBER_ENDS = 4, 5  # the scores of a word as the first and the last of a list's member
_MEMBER = 0.1  # how likely a word has to be either, or half as likely as the likeliest of its sentence
INPUTS = 2  # at most
_KEPT = 8  # inputs whose scores are kept
_ENOUGH = 0.5  # the share of all sentences read, with "none of them" as a choice, that needs no further input


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """Words of a sentence, in characters of it; `share` is how far they are the answer if the sentence has it (0-1)."""

    start: int
    end: int
    share: float


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """What the reader thinks of one offered sentence.

    `offered` is its place in the list; `share` how far it answers, against the other sentences (0-1, in sum 1);
    `spans` its likeliest answers, best first. `whole` is the share with "none of them" as one more choice. `several`
    goes from the first to the last member of a list that the sentence gives, should a list be asked for, by `marks`.
    """

    offered: int
    share: float
    whole: float
    spans: tuple[Span, ...]
    starts: Floats
    ends: Floats
    placed: Placed
    several: Span | None = None
    marks: tuple[Mark, ...] = ()

    def share_of(self, start: int, end: int, *, inside: bool = False) -> float:
        """How far the words from start to end (characters of the sentence) are the answer: the share of the spans
        that overlap them, each by how far it does; for words `inside` a span, such as a figure without what it counts,
        by how much of them it holds."""
        total = 0.0
        for span in self.spans:
            inner = min(end, span.end) - max(start, span.start)
            if inner > 0:
                both = end - start + span.end - span.start
                total += span.share * (inner / (end - start) if inside else 2 * inner / both)
        return min(1.0, total)


class Reader:
    """Reads sentences for questions; safe to share between threads."""

    def __init__(self, marker: Marker) -> None:
        self._marker = marker
        self._marks = functools.lru_cache(maxsize=_KEPT)(marker.marks)  # a comparison is read again, whole

    def read(self, question: str, offered: Sequence[Offered], inputs: int = INPUTS) -> list[Read]:
        """What it thinks of the sentences that found room in its inputs, in the order they stand in there.

        A second input, of the sentences that found none in the first, is read where the first hardly answers.
        """
        read: list[tuple[Placed, Floats, float]] = []
        left = list(range(len(offered)))
        for _ in range(inputs):
            given = [offered[at] for at in left]
            packed = pack(question, given, self._marker.tokenizer, self._marker.pieces)
            if not packed.placed:
                break
            marks = self._marks(packed.ids)
            for p in packed.placed:
                own = dataclasses.replace(p, offered=left[p.offered])
                read.append((own, marks, float(marks[p.mark, 0] - marks[0, 0])))
            if sum(_with_none([odds for _, _, odds in read])) >= _ENOUGH:
                break
            seen = {own.offered for own, _, _ in read}
            left = [at for at in left if at not in seen]
        odds = [odds for _, _, odds in read]
        among = _shares(np.array(odds, dtype=np.float32)) if odds else ()
        return [_read(p, marks, float(a), w) for (p, marks, _), a, w in zip(read, among, _with_none(odds), strict=True)]


def _with_none(odds: Sequence[float]) -> list[float]:
    """The share of each sentence (0-1) by its odds against "none of them", which is one more choice."""
    found: list[float] = _shares(np.array([*odds, 0.0], dtype=np.float32))[:-1].tolist()
    return found


def _read(placed: Placed, marks: Floats, share: float, whole: float) -> Read:
    starts = marks[[w[0] for w in placed.words], 1]
    ends = marks[[w[1] for w in placed.words], 2]
    pairs = starts[:, None] + ends[None, :]
    count = len(placed.words)
    pairs = np.where(_ahead(count), pairs, -np.inf)
    shares = _shares(pairs.reshape(-1))
    spans = tuple(
        Span(placed.words[at // count][2], placed.words[at % count][3], round(float(shares[at]), 4))
        for at in np.argsort(-shares, kind="stable")[:_SPANS].tolist()
    )
    told, of_words = round(share, 4), _of_words(placed, marks)
    several = _several(placed, of_words) if of_words else None
    return Read(placed.offered, told, round(whole, 4), spans, starts, ends, placed, several, of_words)


@functools.lru_cache(maxsize=128)
def _ahead(count: int) -> NDArray[np.bool_]:
    """Which word (column) may end a span that a word (row) begins, of so many words."""
    ahead = np.arange(count)[None, :] - np.arange(count)[:, None]
    allowed: NDArray[np.bool_] = (ahead >= 0) & (ahead < _LONGEST)
    return allowed


def _of_words(placed: Placed, marks: Floats) -> tuple[Mark, ...]:
    """How likely each word of a sentence begins and ends a member of a list; nothing of a reader that tells neither."""
    if marks.shape[1] <= _MEMBER_ENDS:
        return ()
    begins = _chances(marks[[w[0] for w in placed.words], _MEMBER_BEGINS])
    ends = _chances(marks[[w[1] for w in placed.words], _MEMBER_ENDS])
    pairs = zip(placed.words, begins.tolist(), ends.tolist(), strict=True)
    return tuple(Mark(w[2], w[3], round(b, 4), round(e, 4)) for w, b, e in pairs)


def _several(placed: Placed, marks: Sequence[Mark]) -> Span | None:
    """From the first word that begins a member of a list to the last that ends one; None where none does either."""
    begins = np.array([m.begins for m in marks], dtype=np.float32)
    ends = np.array([m.ends for m in marks], dtype=np.float32)
    first = int(np.argmax(begins >= min(_MEMBER, begins.max() / 2)))
    last = len(ends) - 1 - int(np.argmax(ends[::-1] >= min(_MEMBER, ends.max() / 2)))
    if last < first:
        return None
    sure = float(np.sqrt(begins.max() * ends.max()))
    return Span(placed.words[first][2], placed.words[last][3], round(sure, 4))


def _chances(scores: Floats) -> Floats:
    found: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return found


def _shares(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares


def reader() -> Reader | None:
    """The reader, loaded at the first call; None where its engine or its weights can't be used."""
    with _LOADING:
        return _reader()


_LOADING = threading.Lock()


def prepare() -> None:
    """Begins to load the reader, if it is not, beside what the caller does before it reads: the encoder is loaded too,
    and most of both is work outside of Python."""
    if not _reader.cache_info().currsize and not _LOADING.locked():
        threading.Thread(target=reader, name="reader").start()


@functools.lru_cache(maxsize=1)
def _reader() -> Reader | None:
    try:
        from indexer.engines.bulk import bundled
        from indexer.engines.marking import Marker

        return Reader(Marker(bundled(), ADAPTER))
    except (ImportError, OSError, ValueError, KeyError, RuntimeError):
        return None
