"""Which sentences the reader is shown: the likeliest by words, by search and by what kind of thing they tell.

The first dozen by words and passages hold 0.78 of the sentences that answer in other words than the question's, the
first dozen of this order 0.89, the first two dozen 0.94 (`tests/bench/reader/shortlist.py`, which fits the weights).
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from indexer.dates import MONTHS, SEASONS, WEEKDAYS
from indexer.lexical import grams
from indexer.types import Zone

from .question import Kind
from .reader_input import Offered

if TYPE_CHECKING:
    from indexer.engines.weights import Floats

    from .question import Question
    from .reading import Scored
    from .retrieval import Hit
    from .views import Sentence, View

Placed = tuple["View", "Sentence"]

OFFERED = 24  # sentences
_RANKED, _HITS = 50, 12  # the best by words, and the passages, that are looked at
WEIGHTS = {
    "coverage": 4.11,  # of the question by the sentence and what stands round it
    "own": -3.77,  # by the sentence alone
    "words": 2.72,  # its place in the order of words
    "passage": 0.61,  # the place of its passage in the order of search
    "search": 1.64,  # what search gives its passage
    "letters": 2.41,  # the question's in-word 4-grams that it holds, by their rarity
    "before": 2.04,  # those that the sentence before it holds
    "no number": -3.45,  # where one is asked for
    "no time": -3.26,
    "no name": -1.93,
    "no cause": -0.9,
    "heading": -2.8,
}
_NUMBER = re.compile(
    r"\d|\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\w{3,}ten|tyve|tredive|fyrre|halvtreds|tres|\w*firs|halvfems"
    r"|hundred\w*|tusind\w*|million\w*|milliard\w*|halv\w*|dobbelt\w*|\w+del(?:e|en)?)\b",
    re.I,
)
_TIME = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|(?:{'|'.join(SEASONS)})\w*"
    r"|kvartal|år|årene|årsskiftet|måned\w*|uger?)\b",
    re.I,
)
_NAME = re.compile(r"(?<=[\w,;] )[»(\"]?[A-ZÆØÅ]|^\W*[A-ZÆØÅ]{2}")
_CAUSE = re.compile(
    r"\b(?:fordi|da|eftersom|derfor|skyld\w*|grund\w*|for at|årsag\w*|idet|så|efter|gennem|ved at|med)\b|:", re.I
)
_LACKS = {
    Kind.NUMBER: ("no number", _NUMBER),
    Kind.WHEN: ("no time", _TIME),
    Kind.WHO: ("no name", _NAME),
    Kind.WHY: ("no cause", _CAUSE),
    Kind.HOW: ("no cause", _CAUSE),
}


def offered(
    question: Question, ranked: Sequence[Scored], hits: Sequence[Hit], views: Iterable[View], most: int = OFFERED
) -> list[Placed]:
    """At most so many sentences with their documents, each once, likeliest first."""
    pool, table = features(question, ranked, hits, views)
    if not pool:
        return []
    worth = table @ np.array(list(WEIGHTS.values()), dtype=np.float32)
    order = sorted(range(len(pool)), key=lambda i: (-round(float(worth[i]), 4), pool[i][1].doc_id, pool[i][1].number))
    return [pool[i] for i in order[:most]]


def features(
    question: Question, ranked: Sequence[Scored], hits: Sequence[Hit], views: Iterable[View]
) -> tuple[list[Placed], Floats]:
    """The sentences looked at, and a table (sentences, weights) of what `WEIGHTS` weighs."""
    pool = _pool(ranked, hits, views)
    scores = {id(s.sentence): (place, s) for place, s in enumerate(ranked[:_RANKED])}
    high, low = (hits[0].score, hits[-1].score) if hits else (1.0, 0.0)
    letters = _letters(question.core, [sentence for _, sentence, _ in pool])
    place = {(sentence.doc_id, sentence.number): at for at, (_, sentence, _) in enumerate(pool)}
    lacks, pattern = _LACKS.get(question.kind, ("", None))
    table = np.zeros((len(pool), len(WEIGHTS)), dtype=np.float32)
    for row, (_, sentence, hit) in enumerate(pool):
        told = dict.fromkeys(WEIGHTS, 0.0)
        if id(sentence) in scores:
            rank, scored = scores[id(sentence)]
            told.update(coverage=scored.coverage, own=scored.own, words=1 / (1 + rank / 3))
        if hit is not None:
            told["passage"] = 1 / (1 + hit / 2)
            told["search"] = (hits[hit].score - low) / ((high - low) or 1.0)
        told["letters"] = letters[row]
        before = place.get((sentence.doc_id, sentence.number - 1))
        told["before"] = letters[before] if before is not None else 0.0
        if pattern is not None and pattern.search(sentence.text) is None:
            told[lacks] = 1.0
        told["heading"] = float(sentence.zone in (Zone.HEADING, Zone.TITLE))
        table[row] = list(told.values())
    return [(view, sentence) for view, sentence, _ in pool], table


def _pool(
    ranked: Sequence[Scored], hits: Sequence[Hit], views: Iterable[View]
) -> list[tuple[View, Sentence, int | None]]:
    """The best sentences by words and those of the best passages, each with the place of its passage."""
    found: dict[tuple[str, int], tuple[View, Sentence, int | None]] = {}
    by_id = {view.doc_id: view for view in views}
    for place, hit in enumerate(hits[:_HITS]):
        view = by_id.get(hit.doc_id)
        for sentence in view.sentences if view is not None else ():
            if hit.start <= sentence.start and sentence.end <= hit.end:
                found.setdefault((sentence.doc_id, sentence.number), (by_id[hit.doc_id], sentence, place))
    for scored in ranked[:_RANKED]:
        sentence = scored.sentence
        found.setdefault((sentence.doc_id, sentence.number), (scored.view, sentence, None))
    return list(found.values())


def _letters(asked: str, sentences: Sequence[Sentence]) -> list[float]:
    """How much of the question's 4-grams each sentence holds, by how few of the sentences hold them (0-1)."""
    wanted = _grams(asked)
    own = [wanted & _grams(sentence.text) for sentence in sentences]
    weights = {g: math.log((len(own) + 1) / (sum(g in o for o in own) + 0.5)) for g in wanted}
    total = sum(weights.values()) or 1.0
    return [sum(weights[g] for g in sorted(held)) / total for held in own]


@functools.lru_cache(maxsize=20_000)
def _grams(text: str) -> frozenset[str]:
    return frozenset(g for word in re.findall(r"\w{3,}", text.casefold()) for g in grams(word))


def shown(sentences: Iterable[Placed]) -> list[Offered]:
    """The sentences as the reader takes them."""
    return [Offered(s.doc_id, s.number, s.text, s.heading, view.title) for view, s in sentences]
