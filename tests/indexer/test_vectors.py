"""The dense index: exact where it says so, near enough beyond, and the same whatever the order of a build."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import vectors
from indexer.errors import IndexDamaged


def unit(count: int, seed: int = 0, dimension: int = 48, groups: int = 40) -> np.ndarray:
    """Vectors of length one, crowded round a few centres as texts are."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(99).normal(size=(groups, dimension))
    made = centres[random.integers(0, groups, count)] + 0.7 * random.normal(size=(count, dimension))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


def exact(rows: np.ndarray, queries: np.ndarray, k: int) -> np.ndarray:
    return np.argsort(-(queries @ rows.T), axis=1, kind="stable")[:, :k]


def test_search_is_exact() -> None:
    """Ids and cosines are those of comparing with every vector."""
    rows, queries = unit(3000), unit(50, seed=1)
    scores, ids = vectors.build(np.arange(3000), rows).search(queries, 10)
    best = exact(rows, queries, 10)
    agree = np.mean([len(set(a) & set(b)) / 10 for a, b in zip(ids, best, strict=True)])
    assert agree >= 0.995
    assert np.abs(scores[:, 0] - (queries @ rows.T).max(axis=1)).max() < 5e-4
    assert (np.diff(scores, axis=1) <= 0).all()


@pytest.mark.parametrize("filtered", [False, True])
def test_more_asked_than_held(filtered: bool) -> None:
    """Places that can't be filled are -inf with id -1."""
    index = vectors.build(np.array([5, 2, 9]), unit(3))
    scores, ids = index.search(unit(1, seed=3), 5, np.array([2, 9, 77]) if filtered else None)
    held = {2, 9} if filtered else {2, 5, 9}
    assert set(ids[0][: len(held)]) == held
    assert list(ids[0][len(held) :]) == [-1] * (5 - len(held))
    assert np.isneginf(scores[0][len(held) :]).all()


def test_empty_index(tmp_path: Path) -> None:
    """An index of nothing is saved, loaded and searched."""
    vectors.build(np.array([], dtype=np.int64), np.empty((0, 48), np.float32)).save(tmp_path)
    index = vectors.load(tmp_path)
    assert len(index) == 0
    assert index.search(unit(1), 3)[1].tolist() == [[-1, -1, -1]]


def test_order_of_rows_does_not_matter() -> None:
    """The same vectors in another order give the same codes, ids and scores."""
    rows, ids = unit(500), np.arange(500)
    shuffled = np.random.default_rng(5).permutation(500)
    one, other = vectors.build(ids, rows), vectors.build(ids[shuffled], rows[shuffled])
    assert np.array_equal(one.codes, other.codes)
    for left, right in zip(one.search(unit(20, 2), 7), other.search(unit(20, 2), 7), strict=True):
        assert np.array_equal(left, right)


def test_a_score_does_not_depend_on_company() -> None:
    """A query alone and in a batch, a passage alone and among others, get the same score."""
    rows, queries = unit(800), unit(30, 4)
    index = vectors.build(np.arange(800), rows)
    together, _ = index.search(queries, 5)
    alone = np.concatenate([index.search(query[None], 5)[0] for query in queries])
    assert np.array_equal(together, alone)
    assert index.cosines(queries[0], np.array([17]))[0] == index.cosines(queries[0], np.arange(800))[17]


def test_equal_vectors_break_ties_by_id() -> None:
    """The lower id comes first."""
    row = unit(1)
    _, ids = vectors.build(np.array([8, 3, 5]), np.repeat(row, 3, axis=0)).search(row, 3)
    assert ids.tolist() == [[3, 5, 8]]


def test_lists_find_what_comparing_all_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit, recall@10 against the exact search is 0.98 or more, also through a saved file."""
    monkeypatch.setattr(vectors, "EXACT", 5000)
    rows, queries = unit(20_000), unit(200, seed=1)
    index = vectors.build(np.arange(20_000), rows)
    index.save(tmp_path)
    loaded = vectors.load(tmp_path)
    assert (tmp_path / "lists.faiss").is_file()
    _, ids = loaded.search(queries, 10)
    assert np.array_equal(ids, index.search(queries, 10)[1])
    best = exact(rows, queries, 10)
    assert np.mean([len(set(a) & set(b)) / 10 for a, b in zip(ids, best, strict=True)]) >= 0.98


def test_lists_obey_a_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only ids asked for come back, whether the filter leaves few or many."""
    monkeypatch.setattr(vectors, "EXACT", 1000)
    monkeypatch.setattr(vectors, "_FEW", 500)
    index = vectors.build(np.arange(4000), unit(4000))
    for step in (2, 20):
        _, ids = index.search(unit(5, 6), 10, np.arange(0, 4000, step))
        assert (ids % step == 0).all()


@settings(max_examples=25, deadline=None)
@given(st.sets(st.integers(0, 10**12), min_size=1, max_size=40), st.integers(0, 1000))
def test_any_ids_survive_a_file(ids: set[int], seed: int) -> None:
    """Ids of any size come back with their own vectors."""
    wanted = np.array(sorted(ids), dtype=np.int64)
    rows = unit(len(ids), seed)
    index = vectors.build(wanted, rows)
    assert np.abs(index.vectors(wanted) - rows).max() < 1e-3
    with pytest.raises(KeyError):
        index.vectors(np.array([wanted.max() + 1]))


def test_damaged_files_are_told(tmp_path: Path) -> None:
    """A missing or cut file raises IndexDamaged with the way out."""
    with pytest.raises(IndexDamaged, match="strategigraf build"):
        vectors.load(tmp_path)
    vectors.build(np.arange(10), unit(10)).save(tmp_path)
    (tmp_path / "vectors.npy").write_bytes((tmp_path / "vectors.npy").read_bytes()[:100])
    with pytest.raises(IndexDamaged):
        vectors.load(tmp_path)
    with pytest.raises(ValueError, match="do not fit"):
        vectors.build(np.arange(3), unit(4))
