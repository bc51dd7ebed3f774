"""Fits the weights by which `api/offered.py` chooses the sentences that the reader is shown, and measures the choice.

`python tests/bench/reader/shortlist.py TEXTS` takes texts with questions as examples.py does, builds indexes of a dozen
texts, and prints how often the sentence with the answer is among the first n: by the weights in use, by words alone, and
by weights fitted to the other texts; then weights fitted to all. Needs the extra `transformers` (scikit-learn).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from examples import gold_in, indexed
from sklearn.linear_model import LogisticRegression

from api.library import HITS, library
from api.linking import link
from api.offered import WEIGHTS, features
from api.question import parse
from api.reading import rank

SIZE = 12  # texts of an index
FOLDS = 4
DEPTHS = (1, 6, 12, 18, 24, 36)
HARD = 30  # of the sentences that don't answer, those that look likeliest


def main(data: Path) -> None:
    """Prints the shares and the weights."""
    rows = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    groups = [list(_asked(rows[at : at + SIZE])) for at in range(0, len(rows), SIZE)]
    flat = [one for group in groups for one in group]
    print(len(flat), "questions;", round(float(np.mean([len(t) for t, _ in flat])), 1), "sentences looked at")
    _tell("in use", [_place(t @ np.array(list(WEIGHTS.values())), g) for t, g in flat])
    _tell("by words", [_place(t[:, list(WEIGHTS).index("words")], g) for t, g in flat])
    places: list[int] = []
    for fold in range(FOLDS):
        fitted = _fitted([one for n, group in enumerate(groups) if n % FOLDS != fold for one in group])
        places += [_place(t @ fitted, g) for n, group in enumerate(groups) if n % FOLDS == fold for t, g in group]
    _tell("fitted to the others", places)
    for name, weight in zip(WEIGHTS, _fitted(flat), strict=True):
        print(f'    "{name}": {weight:.2f},')


def _asked(rows: list[dict[str, Any]]) -> Iterator[tuple[np.ndarray[Any, Any], int]]:
    """For each question with an answer the table of features, and the row of the sentence that holds it (-1: none)."""
    with indexed({row["id"]: row["text"] for row in rows}) as (index, ids):
        shelf = library(index)
        for row in rows:
            for asked in row["questions"]:
                within = asked["in"][0] if isinstance(asked["in"], list) else asked["in"]
                gold = within and gold_in(shelf.view(ids[row["id"]]).sentences, within, asked["a"])
                if not gold:
                    continue
                parsed = parse(asked["q"])
                hits = index.retriever.search(parsed.core, HITS)
                views, lexis = shelf.read([] if shelf.small else hits)
                linked = link(parsed, lexis)
                pool, table = features(linked.question, rank(linked.question, views, lexis, {}), hits, views)
                keys = [(s.doc_id, s.number) for _, s in pool]
                key = (ids[row["id"]], gold["number"])
                yield table, keys.index(key) if key in keys else -1


def _fitted(asked: list[tuple[np.ndarray[Any, Any], int]]) -> np.ndarray[Any, Any]:
    rows, right = [], []
    for table, gold in asked:
        if gold < 0:
            continue
        likely = np.argsort(-(table[:, 2] + table[:, 3] + 2 * table[:, list(WEIGHTS).index("letters")]), kind="stable")[
            :HARD
        ]
        for row in sorted({*likely.tolist(), gold}):
            rows.append(table[row])
            right.append(row == gold)
    found: np.ndarray[Any, Any] = LogisticRegression(max_iter=2000).fit(np.array(rows), np.array(right)).coef_[0]
    return found


def _place(worth: np.ndarray[Any, Any], gold: int) -> int:
    return int((worth > worth[gold]).sum()) if gold >= 0 else 10_000


def _tell(name: str, places: list[int]) -> None:
    shares = {n: round(float(np.mean([p < n for p in places])), 3) for n in DEPTHS}
    print(f"{name:22}", shares)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
