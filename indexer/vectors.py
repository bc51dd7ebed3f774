"""The dense index: which passages' vectors lie nearest a question's, exactly while that is fast, else nearly.

Vectors are stored once, as 8-bit integers on one global scale (measured to cost nothing in ranking), so that a million
of 384 dimensions take 384 MB and the same text gives the same bytes in every build. Up to `EXACT` vectors every one is
compared; beyond, inverted lists choose the candidates and the stored vectors give the final scores. Nothing depends on
the order or the number of threads of a build: lists are trained on a sample drawn from the ids.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from .errors import IndexDamaged

Floats = NDArray[np.float32]
Codes = NDArray[np.int8]
Ids = NDArray[np.int64]

EXACT = 100_000  # vectors; up to here every one is compared
SCALE = 127.0 / 0.35  # 8-bit steps to one; no dimension of a normalised vector of these models came near 0.35
_BLOCK = 16_384  # rows compared at a time; bounds memory


def quantise(vectors: Floats) -> Codes:
    """Normalised vectors (n, d) as 8-bit codes on the global scale; what lies outside is cut off."""
    codes: Codes = np.clip(np.rint(vectors * SCALE), -127, 127).astype(np.int8)
    return codes


def restore(codes: Codes) -> Floats:
    """The vectors (n, d) that codes stand for, of unit length again."""
    vectors = codes.astype(np.float32)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = vectors / np.maximum(norms, 1e-12)
    return unit


def build(ids: Ids, vectors: Floats) -> VectorIndex:
    """An index over vectors (n, d), normalised, with their passage ids (n,), all different and non-negative."""
    if vectors.ndim != 2 or len(ids) != len(vectors):
        raise ValueError(f"{len(ids)} ids do not fit vectors of shape {vectors.shape}")
    order = np.argsort(ids, kind="stable")
    return VectorIndex(np.ascontiguousarray(ids[order], dtype=np.int64), quantise(vectors[order]))


def load(path: Path) -> VectorIndex:
    """The index that `VectorIndex.save` wrote into the folder `path`; its codes are mapped, not read.

    Raises IndexDamaged where files are missing or do not fit together.
    """
    try:
        ids = np.load(path / "ids.npy", mmap_mode="r")
        codes = np.load(path / "codes.npy", mmap_mode="r")
        if codes.dtype != np.int8 or codes.ndim != 2 or len(codes) != len(ids):
            raise ValueError("ids and codes do not fit together")
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"the vectors at {path} can't be read ({error}); run: strategigraf build") from error
    return VectorIndex(ids, codes)


class VectorIndex:
    """Vectors with passage ids, sorted by id; safe to share between threads once made."""

    def __init__(self, ids: Ids, codes: Codes) -> None:
        self.ids = ids
        self.codes = codes

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def dimension(self) -> int:
        """Length of one vector."""
        return int(self.codes.shape[1])

    def save(self, path: Path) -> None:
        """Writes the index into the folder `path`, which is made where it is missing."""
        path.mkdir(parents=True, exist_ok=True)
        np.save(path / "ids.npy", self.ids)
        np.save(path / "codes.npy", self.codes)
        about: dict[str, Any] = {"count": len(self), "dimension": self.dimension, "scale": SCALE}
        (path / "vectors.json").write_text(json.dumps(about, sort_keys=True), "utf-8")

    def vectors(self, ids: Ids) -> Floats:
        """The stored vectors (n, d) of these ids. Raises KeyError for an id that is not held."""
        places = np.searchsorted(self.ids, ids)
        if len(ids) and (places.max() >= len(self) or not np.array_equal(self.ids[places], ids)):
            raise KeyError("an id is not in the vector index")
        return restore(self.codes[places])

    def search(self, queries: Floats, k: int, among: Ids | None = None) -> tuple[Floats, Ids]:
        """The k nearest of each query (q, d): cosines (q, k) and ids (q, k), best first, ties by id.

        `among` limits the search to these ids. Where fewer than k are held, the rest is -inf with id -1.
        """
        places = None if among is None else self._places(among)
        total = len(self) if places is None else len(places)
        scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
        found = np.full((len(queries), k), -1, dtype=np.int64)
        if k < 1 or not total or not len(queries):
            return scores, found
        best = faiss.ResultHeap(len(queries), k, keep_max=True)
        rows = np.ascontiguousarray(queries, dtype=np.float32)
        for start in range(0, total, _BLOCK):
            chosen = slice(start, start + _BLOCK) if places is None else places[start : start + _BLOCK]
            block = rows @ restore(self.codes[chosen]).T
            top = min(k, block.shape[1])
            part = np.argsort(-block, axis=1, kind="stable")[:, :top]
            best.add_result(np.take_along_axis(block, part, 1), self.ids[chosen][part])
        best.finalize()
        filled = min(k, total)
        scores[:, :filled], found[:, :filled] = best.D[:, :filled], best.I[:, :filled]
        return _by_score_then_id(scores, found)

    def _places(self, among: Ids) -> Ids:
        wanted = np.unique(among)
        places = np.searchsorted(self.ids, wanted)
        places = places[places < len(self)]
        return places[np.isin(self.ids[places], wanted)]


def _by_score_then_id(scores: Floats, ids: Ids) -> tuple[Floats, Ids]:
    order = np.lexsort((ids, -scores), axis=1)
    return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)
