"""A small reader on the encoder we ship: which of some sentences answers a question, and in which words.

It generates nothing: it points at sentences and words of the texts. `tests/bench/reader` holds the texts and questions
it was trained on, how, and what it is worth. Where its engine is missing, answers come from the rules alone.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .reader_input import Offered, Placed, pack

if TYPE_CHECKING:
    from indexer.engines.marking import Marker
    from indexer.engines.weights import Floats

ADAPTER = Path(__file__).with_name("reader.npz")
_LONGEST = 40  # words of a span
_SPANS = 4  # that are told for each sentence


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
    `spans` its likeliest answers, best first. `whole` is the share with "none of them" as one more choice.
    """

    offered: int
    share: float
    whole: float
    spans: tuple[Span, ...]
    starts: Floats
    ends: Floats
    placed: Placed

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

    def read(self, question: str, offered: Sequence[Offered]) -> list[Read]:
        """What it thinks of each sentence that found room in its input, in the order they stand in there."""
        packed = pack(question, offered, self._marker.tokenizer, self._marker.pieces)
        if not packed.placed:
            return []
        marks = self._marker.marks(packed.ids)
        scores = marks[[p.mark for p in packed.placed], 0]
        among = _shares(scores)
        whole = _shares(np.append(scores, marks[0, 0]))
        return [_read(p, marks, float(a), float(w)) for p, a, w in zip(packed.placed, among, whole, strict=False)]


def _read(placed: Placed, marks: Floats, share: float, whole: float) -> Read:
    starts = marks[[w[0] for w in placed.words], 1]
    ends = marks[[w[1] for w in placed.words], 2]
    pairs = starts[:, None] + ends[None, :]
    count = len(placed.words)
    ahead = np.arange(count)[None, :] - np.arange(count)[:, None]
    pairs = np.where((ahead >= 0) & (ahead < _LONGEST), pairs, -np.inf)
    shares = _shares(pairs.reshape(-1))
    spans = tuple(
        Span(placed.words[at // count][2], placed.words[at % count][3], round(float(shares[at]), 4))
        for at in np.argsort(-shares, kind="stable")[:_SPANS].tolist()
    )
    return Read(placed.offered, round(share, 4), round(whole, 4), spans, starts, ends, placed)


def _shares(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares


@functools.lru_cache(maxsize=1)
def reader() -> Reader | None:
    """The reader, loaded at the first call; None where its engine or its weights can't be used."""
    try:
        from indexer.engines.bulk import bundled
        from indexer.engines.marking import Marker

        return Reader(Marker(bundled(), ADAPTER))
    except (ImportError, OSError, ValueError, KeyError, RuntimeError):
        return None
