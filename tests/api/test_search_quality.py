"""Search quality on the corpus that ships: hybrid holds against its parts, by the judgements of the benchmark."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from api import Index

BENCH = Path(__file__).parents[1] / "bench" / "search_quality.py"


@pytest.fixture(scope="module")
def bench() -> dict[str, Any]:
    return runpy.run_path(str(BENCH))


@pytest.fixture(scope="module")
def measured(bench: dict[str, Any], shipped: Index) -> dict[str, Any]:
    collection = bench["judged"](list(shipped.texts.all_passages()), shipped.retriever)
    assert len(collection.topics) >= 100
    return dict(bench["scores"](collection))


def test_hybrid_beats_its_parts(measured: dict[str, Any]) -> None:
    """nDCG@10 over all queries is at least 0.03 above the better of dense and lexical; so it is over the held-out half."""
    for part in ("all", "held out"):
        hybrid, dense, lexical = (measured[mode][part][0] for mode in ("hybrid", "dense", "lexical"))
        assert hybrid >= max(dense, lexical) + 0.03, part


def test_hybrid_is_no_worse_on_any_kind_of_query(measured: dict[str, Any]) -> None:
    """On each kind (names, numbers, slips of the pen …) hybrid is within 0.01 of the best part."""
    for kind, scores in measured["hybrid"].items():
        assert scores[0] >= max(measured[leg][kind][0] for leg in ("dense", "lexical")) - 0.01, kind


def test_measures_are_right(bench: dict[str, Any]) -> None:
    """nDCG, recall and reciprocal rank of small rankings that can be counted by hand."""
    measure = bench["measure"]
    assert measure(["a"], {"a": 1}) == (1.0, 1.0, 1.0, 1.0)
    assert measure(["x", "a"], {"a": 1})[3] == 0.5
    assert measure(["x", "a"], {"a": 1})[0] == pytest.approx(0.6309, abs=1e-4)
    assert measure(["a", "x"], {"a": 1, "b": 1})[1] == 0.5
    assert measure([], {"a": 1}) == (0.0, 0.0, 0.0, 0.0)
