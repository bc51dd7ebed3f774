"""Which sentences the reader is shown: the likeliest by words, by search and by what kind of thing they tell.

The first dozen by words and passages hold 0.78 of the sentences that answer in other words than the question's, the
first dozen of this order 0.89, the first two dozen 0.94 (`tests/bench/reader/shortlist.py`, which fits the weights).
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from indexer.dates import MONTHS, SEASONS, WEEKDAYS
from indexer.lexical import grams
from indexer.types import Zone

from .question import Kind
from .reader_input import Offered
from .tables import heads, tables

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
    "coverage": 3.74,  # of the question by the sentence and what stands round it
    "own": -3.75,  # by the sentence alone
    "words": 2.63,  # its place in the order of words
    "passage": 0.94,  # the place of its passage in the order of search
    "search": 0.85,  # what search gives its passage
    "letters": 1.6,  # the question's in-word 4-grams that it holds, by their rarity
    "before": 1.04,  # those that the sentence before it holds
    "back": 1.4,  # the same, where it points back or is short
    "above": 2.38,  # those that heading and title hold
    "table": 0.53,
    "no number": -3.56,  # where one is asked for
    "no time": -3.56,
    "no name": -1.55,
    "no cause": -0.73,
    "heading": -2.64,
}
_SHORT = 9  # words of a sentence that often needs the one before it
_POINTS_BACK = re.compile(
    r"\W*(?:den|det|de|denne|dette|disse|han|hun|hans|hendes|her\w*|der\w*|begge|ingen|alle|samme|sådan\w*)\b", re.I
)
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
    letters = _letters(question.core, [sentence.text for _, sentence, _ in pool])
    above = _letters(question.core, [f"{view.title} {sentence.heading}" for view, sentence, _ in pool])
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
        told["back"] = told["before"] if told["before"] and needs_context(sentence) else 0.0
        told["above"] = above[row]
        told["table"] = float(sentence.zone is Zone.TABLE)
        if pattern is not None and not _has(pattern, sentence.text):
            told[lacks] = 1.0
        told["heading"] = float(sentence.zone in (Zone.HEADING, Zone.TITLE))
        table[row] = list(told.values())
    return [(view, sentence) for view, sentence, _ in pool], table


@functools.lru_cache(maxsize=20_000)
def _has(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None


def _pool(
    ranked: Sequence[Scored], hits: Sequence[Hit], views: Iterable[View]
) -> list[tuple[View, Sentence, int | None]]:
    """The best sentences by words and those of the best passages, each with the place of its passage; without the heads
    of tables, which stand with their cells."""
    found: dict[tuple[str, int], tuple[View, Sentence, int | None]] = {}
    by_id = {view.doc_id: view for view in views}
    for place, hit in enumerate(hits[:_HITS]):
        view = by_id.get(hit.doc_id)
        for sentence in view.sentences if view is not None else ():
            if hit.start <= sentence.start and sentence.end <= hit.end and not heads(by_id[hit.doc_id], sentence):
                found.setdefault((sentence.doc_id, sentence.number), (by_id[hit.doc_id], sentence, place))
    for scored in ranked[:_RANKED]:
        sentence = scored.sentence
        if not heads(scored.view, sentence):
            found.setdefault((sentence.doc_id, sentence.number), (scored.view, sentence, None))
    return list(found.values())


def _letters(asked: str, texts: Sequence[str]) -> list[float]:
    """How much of the question's 4-grams each text holds, by how few of the texts hold them (0-1)."""
    wanted = _grams(asked)
    own = [wanted & _grams(text) for text in texts]
    counts = Counter(itertools.chain.from_iterable(own))
    weights = {g: math.log((len(own) + 1) / (counts[g] + 0.5)) for g in sorted(wanted)}
    total = sum(weights.values()) or 1.0
    return [sum(weights[g] for g in sorted(held)) / total for held in own]


@functools.lru_cache(maxsize=20_000)
def _grams(text: str) -> frozenset[str]:
    return frozenset(g for word in re.findall(r"\w{3,}", text.casefold()) for g in grams(word))


def needs_context(sentence: Sentence) -> bool:
    """Does a sentence point back, or is it so short that the one before it says what it is about?"""
    return len(sentence.lows) <= _SHORT or _POINTS_BACK.match(sentence.text) is not None


def shown(sentences: Iterable[Placed]) -> list[Offered]:
    """The sentences as the reader takes them."""
    return [_shown(view, sentence) for view, sentence in sentences]


def _shown(view: View, sentence: Sentence) -> Offered:
    before = ""
    if sentence.number and needs_context(sentence):
        last = view.sentences[sentence.number - 1]
        if last.part == sentence.part and last.zone is sentence.zone:
            before = last.text
    return Offered(
        sentence.doc_id, sentence.number, sentence.text, sentence.heading, view.title, before, _columns(view, sentence)
    )


def _columns(view: View, sentence: Sentence) -> tuple[tuple[int, str], ...]:
    """Where each cell of a table's row begins in its sentence, and its column's header."""
    if sentence.zone is not Zone.TABLE and "|" not in sentence.text:
        return ()
    found = []
    for table in tables(view):
        if table.head is None or sentence.end <= table.head[1]:
            continue
        for row in table.rows:
            if not row.label.line[0] <= sentence.start < row.label.line[1]:
                continue
            for cell, column in zip(row.cells, table.columns, strict=True):
                if cell is not None and column.name and sentence.start <= cell.start < sentence.end:
                    found.append((cell.start - sentence.start, column.name))
    return tuple(found)
