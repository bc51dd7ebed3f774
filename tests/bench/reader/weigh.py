"""Fits the weights of `api/weighing.py` on questions to texts that the reader was not trained on.

`python tests/bench/reader/weigh.py TEXTS...` takes texts with questions as examples.py does. A writer with few texts gets
an index of all of them, one with many an index of the kept ones; only kept texts are asked about. It prints the share of
questions that are answered or refused rightly, as the weights in use, the rules alone and weights fitted to other writers
would have it, then the weights fitted to all. A list is right where F1 of its members is 0.85, any other value where it
says what the answer says; both only where their sentence is the one that the answer stands in. Needs scikit-learn.
"""

from __future__ import annotations

import concurrent.futures
import dataclasses
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from examples import indexed
from sklearn.linear_model import LogisticRegression
from train import HELD, apart

from api import solving, weighing
from api.candidates import Candidate
from api.quantities import numbers

FEW = 36  # texts of a writer that stand in one index
FOLDS = 5
PROCESSES = 2
STRICTNESS = 0.1  # the inverse weight of the penalty
LISTED = 0.85


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question: who wrote it, the figures of each value that may be given, which of them are right, and whether any
    text answers it; `alone` tells whether the rules alone do right."""

    writer: str
    figures: np.ndarray[Any, Any]
    right: tuple[bool, ...]
    said: bool
    alone: bool


def main(paths: Sequence[Path]) -> None:
    """Prints shares and weights."""
    texts: dict[str, dict[str, Any]] = {}
    for path in paths:
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            kept = texts.setdefault(row["id"], {"id": row["id"], "text": row.get("text"), "questions": []})
            kept["text"] = kept["text"] or row.get("text")
            kept["questions"] += row["questions"]
    writers: dict[str, list[dict[str, Any]]] = {}
    for row in texts.values():
        writers.setdefault(row["id"].rpartition("-")[0], []).append(row)
    asked = []
    told = [(writer, rows) for writer, rows in sorted(writers.items()) if not f"{writer}-".startswith(HELD)]
    with concurrent.futures.ProcessPoolExecutor(PROCESSES) as pool:
        for made in pool.map(_of_writer, told):
            asked += made
            print(len(asked), "questions", file=sys.stderr, flush=True)
    names = sorted({a.writer for a in asked})
    print(len(asked), "questions,", sum(not a.said for a in asked), "without an answer")
    print("rules alone", round(float(np.mean([a.alone for a in asked])), 4))
    used = tuple(np.array([w.get(n, 0.0) for n in weighing.NAMES]) for w in (weighing.RIGHT, weighing.UNSAID))
    starts = (weighing.RIGHT_AT_LEAST, weighing.UNSAID_AT_LEAST)
    print("in use     ", round(float(np.mean([_well(a, used, starts) for a in asked])), 4))
    well = []
    for fold in range(FOLDS):
        own = [a for a in asked if names.index(a.writer) % FOLDS != fold]
        weights, starting = _fitted(own)
        well += [_well(a, weights, starting) for a in asked if names.index(a.writer) % FOLDS == fold]
    print("held out   ", round(float(np.mean(well)), 4))
    weights, starting = _fitted(asked)
    for title, fitted, start in zip(("RIGHT", "UNSAID"), weights, starting, strict=True):
        print(f"{title}_AT_LEAST = {start:.2f}")
        print(f"{title}: Mapping[str, float] = {{")
        for name, weight in zip(weighing.NAMES, fitted, strict=True):
            print(f'    "{name}": {weight:.2f},')
        print("}")


def _of_writer(told: tuple[str, list[dict[str, Any]]]) -> list[Asked]:
    writer, rows = told
    return list(_asked(writer, rows if len(rows) <= FEW else [r for r in rows if apart(r["id"])]))


def _asked(writer: str, rows: list[dict[str, Any]]) -> Iterator[Asked]:
    with indexed({row["id"]: row["text"] for row in rows}) as (index, _):
        seen: list[tuple[list[weighing.Option], bool, Candidate | None]] = []
        chosen = weighing.chosen

        def recorded(linked: Any, opinion: Any, found: Any, decision: Any, pool: Any) -> Any:
            first = found[0] if found and decision.reason is None else None
            seen.append((weighing.options(linked, opinion, found, decision, pool), decision.reason is not None, first))
            return chosen(linked, opinion, found, decision, pool)

        weighing.chosen = recorded
        try:
            for row in (r for r in rows if apart(r["id"])):
                for question in row["questions"]:
                    if question["kind"] in ("yesno", "comparison"):
                        continue
                    seen.clear()
                    solving.direct(index, question["q"])
                    if not seen or not seen[0][0]:
                        continue
                    options, refused, first = seen[0]
                    said = bool(question["in"])
                    alone = (refused and not said) or (first is not None and _right(first, question))
                    figures = np.array([[o.figures[n] for n in weighing.NAMES] for o in options])
                    yield Asked(writer, figures, tuple(_right(o.candidate, question) for o in options), said, alone)
        finally:
            weighing.chosen = chosen


def _right(candidate: Candidate, question: dict[str, Any]) -> bool:
    """Does a value say what the answer says, from the answer's own sentence?"""
    if not question["in"]:
        return False
    stretches = question["in"] if isinstance(question["in"], list) else [question["in"]]
    sentences = [candidate.scored.sentence.text, *(s.sentence.text for s in candidate.also)]
    if not any(_overlap(s, stretch) for s in sentences for stretch in stretches):
        return False
    given = [c.label for c in (candidate, *candidate.more)]
    wanted = question.get("members")
    if wanted is None and question["kind"] == "list":
        wanted = [part for part in re.split(r",\s+|\s+(?:og|samt|eller)\s+", question["a"]) if part.strip()]
    if not wanted:
        figure = question["kind"] in ("howmany", "money") or (
            question["kind"] == "twostep" and question["a"][:1].isdigit()
        )
        return len(given) == 1 and (_counted(given[0], question["a"]) if figure else _same(given[0], question["a"]))
    met, told = (
        sum(any(_same(g, w) for g in given) for w in wanted),
        sum(any(_same(g, w) for w in wanted) for g in given),
    )
    recall, precision = met / len(wanted), told / len(given)
    return bool(met) and 2 * recall * precision / (recall + precision) >= LISTED


def _overlap(sentence: str, stretch: str) -> bool:
    one, other = _letters(sentence), _letters(stretch)
    return bool(one) and (one in other or other in one)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _same(given: str, wanted: str) -> bool:
    """The same letters, or all words of what is wanted among few others."""
    if _letters(given) == _letters(wanted):
        return True
    told, asked = (set(re.findall(r"\w+", text.casefold())) for text in (given, wanted))
    asked -= {"den", "det", "de", "en", "et", "og", "at", "fordi", "da", "i", "på", "af", "for", "til", "som", "der"}
    return bool(asked) and len(asked & told) >= 0.8 * len(asked) and len(told) <= 2 * len(asked) + 6


def _counted(given: str, wanted: str) -> bool:
    """The same figure."""
    one, other = numbers(given), numbers(wanted)
    return one[0].value == other[0].value if one and other else _same(given, wanted)


def _fitted(asked: Sequence[Asked]) -> tuple[tuple[Any, Any], tuple[float, float]]:
    options = [(row, ok) for a in asked for row, ok in zip(a.figures, a.right, strict=True)]
    right = _regression(np.array([row for row, _ in options]), np.array([ok for _, ok in options]))
    unsaid = _regression(np.array([a.figures[0] for a in asked]), np.array([not a.said for a in asked]))
    return (right[0], unsaid[0]), (right[1], unsaid[1])


def _regression(rows: np.ndarray[Any, Any], labels: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], float]:
    """Weights for the figures as they are, fitted on figures of mean 0 and deviation 1."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRICTNESS, max_iter=3000).fit((rows - mean) / spread, labels)
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - mean @ weights)


def _well(asked: Asked, weights: Any, starts: tuple[float, float]) -> bool:
    worth = asked.figures @ weights[0] + starts[0]
    best = int(worth.argmax())
    answers = worth[best] > asked.figures[0] @ weights[1] + starts[1]
    return asked.right[best] if answers else not asked.said


if __name__ == "__main__":
    main([Path(path) for path in sys.argv[1:]])
