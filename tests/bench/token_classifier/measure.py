"""Patterns against a small token classifier on the encoder's vectors, on names and wordings that neither has seen.

    python -m tests.bench.token_classifier.measure [--seed N] [--rounds N]

The classifier reads, for each word, the encoder's vector of its first piece and those of the words beside it, and is a
softmax regression (numpy) trained on the `train` sentences of `sentences.yaml`, each filled several times with
generated names. Both are scored on the `test` sentences, filled with names from other syllables and topics: exact
spans with their class. `union` are the patterns' finds and what the classifier adds where they find nothing.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import numpy as np
import openvino
import yaml

from indexer.documents import read_document
from indexer.engines import graph
from indexer.engines.bulk import bundled
from indexer.engines.tokens import Tokenizer
from indexer.engines.weights import Floats, Weights
from indexer.pipeline import analyse
from indexer.settings import Settings
from ontology.gazetteer import load_gazetteer

from .generated import fill

HERE = Path(__file__).parent
CLASSES = {
    "Organisation": "O", "Person": "P", "Initiative": "I", "Solution": "I", "Programme": "I",
    "Strategy": "W", "ActionPlan": "W", "Agreement": "W",
}  # fmt: skip
TAGS = ("-", *(f"{mark}{kind}" for kind in "OPIW" for mark in "bi"))

Spans = set[tuple[int, int, str]]


class Vectors:
    """The encoder's vectors for the words of a sentence: its graph without the mean at the end."""

    def __init__(self) -> None:
        self._weights = Weights(bundled())
        self._tokenizer = Tokenizer(self._weights.pieces)
        with mock.patch.object(graph, "_mean", lambda state, mask: state):
            model = graph.build(self._weights)
        self._request = openvino.Core().compile_model(model, "CPU").create_infer_request()

    def of(self, words: Sequence[str]) -> Floats:
        """(words, 3 x 384): the word before, the word, the word after."""
        pieces = self._weights.pieces
        ids, first = [pieces.start, *self._tokenizer.ids("passage:")], []
        for word in words:
            first.append(len(ids))
            ids += self._tokenizer.ids(word)
        ids.append(pieces.end)
        row = self._weights.rows("emb.word", np.array(ids))[None]
        result = self._request.infer({"vectors": row, "mask": np.ones((1, len(ids)), dtype=np.float32)})
        state = np.array(next(iter(result.values())))[0]
        own = state[first]
        empty = np.zeros((1, own.shape[1]), dtype=np.float32)
        return np.hstack([np.vstack([empty, own[:-1]]), own, np.vstack([own[1:], empty])])


def tags(words: Sequence[tuple[int, int]], spans: Spans) -> list[int]:
    """The tag of each word, as its number."""
    found = [0] * len(words)
    for start, end, kind in spans:
        inside = [n for n, (first, last) in enumerate(words) if first < end and start < last]
        for place, number in enumerate(inside):
            found[number] = TAGS.index(("i" if place else "b") + kind)
    return found


def untag(words: Sequence[tuple[int, int]], found: Sequence[int]) -> Spans:
    """The spans that tags say."""
    spans: Spans = set()
    open_: tuple[int, int, str] | None = None
    for (start, end), number in zip(words, found, strict=True):
        tag = TAGS[number]
        if open_ is not None and tag == f"i{open_[2]}":
            open_ = (open_[0], end, open_[2])
            continue
        if open_ is not None:
            spans.add(open_)
        open_ = (start, end, tag[1]) if tag != "-" else None
    if open_ is not None:
        spans.add(open_)
    return spans


def train(features: Floats, wanted: np.ndarray, steps: int = 400, decay: float = 1e-3) -> tuple[Floats, Floats, Floats]:
    """Weights of a softmax regression by Adam, and the scale of the features."""
    scale = features.std(axis=0) + 1e-6
    inputs = np.hstack([features / scale, np.ones((len(features), 1), dtype=np.float32)])
    weights = np.zeros((inputs.shape[1], len(TAGS)), dtype=np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    target = np.eye(len(TAGS), dtype=np.float32)[wanted]
    for step in range(1, steps + 1):
        scores = inputs @ weights
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        slope = inputs.T @ (chances - target) / len(inputs) + decay * weights
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= 0.01 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights[:-1], weights[-1], scale


def by_patterns(text: str) -> Spans:
    """What the project's own finders say, without any vocabulary."""
    page = f"Om sagen\n\n3. maj 2018\n\n{text}\n"
    document = read_document("a.txt", "a.txt", page.encode(), None, Settings())
    record = analyse(document, load_gazetteer(only=()))
    at = document.text.index(text)
    found: Spans = set()
    for mention in record.mentions:
        kind = CLASSES.get(mention.type)
        if kind and mention.span.start >= at:
            start, end = mention.span.start - at, mention.span.end - at
            found.add((start, end - len(re.search(r"(?:[’']?s)?$", "").group()), kind))  # type: ignore[union-attr]
    return found


def figures(name: str, gold: Sequence[Spans], found: Sequence[Spans]) -> str:
    """Precision, recall and F1, in all and by class."""
    rows = []
    for kind in ("OPIW", *"OPIW"):
        right = sum(len({s for s in g & f if s[2] in kind}) for g, f in zip(gold, found, strict=True))
        said = sum(len({s for s in f if s[2] in kind}) for f in found)
        there = sum(len({s for s in g if s[2] in kind}) for g in gold)
        f1 = 2 * right / max(1, said + there)
        rows.append(
            f"{kind if len(kind) == 1 else 'all'} P {right / max(1, said):.2f} R {right / max(1, there):.2f} F1 {f1:.2f}"
        )
    return f"{name:11}" + "  ".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=6, help="how often each sentence is filled with names")
    asked = parser.parse_args()
    sentences = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    chance = random.Random(asked.seed)
    encoder = Vectors()
    made = [fill(s, chance, "train") for _ in range(asked.rounds) for s in sentences["train"]]
    unseen = [fill(s, chance, "test") for _ in range(asked.rounds) for s in sentences["test"]]
    features, wanted = [], []
    for text, spans in made:
        words = [m.span() for m in re.finditer(r"\w[\w./&’'-]*|[^\w\s]", text)]
        features.append(encoder.of([text[a:b] for a, b in words]))
        wanted += tags(words, spans)
    weights, bias, scale = train(np.vstack(features), np.array(wanted))
    gold, patterns, learned, union = [], [], [], []
    for text, spans in unseen:
        words = [m.span() for m in re.finditer(r"\w[\w./&’'-]*|[^\w\s]", text)]
        scores = encoder.of([text[a:b] for a, b in words]) / scale @ weights + bias
        guessed = untag(words, scores.argmax(axis=1).tolist())
        ours = by_patterns(text)
        gold.append(spans)
        patterns.append(ours)
        learned.append(guessed)
        union.append(ours | {g for g in guessed if not any(g[0] < o[1] and o[0] < g[1] for o in ours)})
    print(f"{len(made)} sentences to learn from, {len(unseen)} to score, seed {asked.seed}")
    for name, found in (("patterns", patterns), ("classifier", learned), ("union", union)):
        print(figures(name, gold, found))


if __name__ == "__main__":
    main()
