"""The dense index: which passages' vectors lie nearest a question's, exactly while that is fast, else nearly.

Vectors are stored in half precision. Up to `EXACT` of them every one is compared; beyond, inverted lists of 8-bit codes
choose candidates and the stored vectors give the scores, so that both ways score alike. Nothing depends on the order or
the number of threads of a build: vectors are sorted by id, and the lists are trained on a sample taken at equal steps.
"""

from __future__ import annotations

import functools
import json
import math
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from .errors import IndexDamaged

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]
Ids = NDArray[np.int64]

EXACT = 50_000  # vectors; up to here every one is compared, in under 10 ms on one thread
_MAPPED = 64 << 20  # bytes; a larger file is mapped
_SAMPLE = 50  # vectors a list that the lists are trained on
_PROBED = 0.08  # share of the lists that a search reads: recall@10 is 0.98 at a million vectors, with 0.05 it is 0.97
_SPARE = 40  # candidates beyond k that are scored again
_FEW = 20_000  # a filter that leaves so few is searched without an index
_ROUND = 6  # decimals of a cosine: enough to rank, and the same however the sum was blocked


def quantise(vectors: Floats | Halves) -> Halves:
    """Vectors (n, d) as they are stored: in half precision, which moves a cosine by less than 0.00005."""
    return vectors.astype(np.float16)


def build(ids: Ids, vectors: Floats | Halves) -> VectorIndex:
    """An index over vectors (n, d), normalised, with their passage ids (n,), all different and non-negative."""
    if vectors.ndim != 2 or len(ids) != len(vectors):
        raise ValueError(f"{len(ids)} ids do not fit vectors of shape {vectors.shape}")
    order = np.argsort(ids, kind="stable")
    codes = quantise(vectors)[order]
    lists = _train(codes) if len(codes) > EXACT else None
    return VectorIndex(np.ascontiguousarray(ids[order], dtype=np.int64), codes, lists)


def load(path: Path) -> VectorIndex:
    """The index that `VectorIndex.save` wrote into the folder `path`; what is large in it is mapped, not read.

    A mapped file that is cut short under its reader ends the process, so what is not large is read.
    Raises IndexDamaged where files are missing or do not fit together.
    """
    try:
        ids = np.load(path / "ids.npy")
        codes = np.load(path / "vectors.npy", mmap_mode="r" if _is_large(path / "vectors.npy") else None)
        lists = _lists(path / "lists.faiss") if len(ids) > EXACT else None
        if codes.dtype != np.float16 or codes.ndim != 2 or len(codes) != len(ids):
            raise ValueError("numre og vektorer passer ikke sammen")
    except (OSError, ValueError, RuntimeError) as error:
        raise IndexDamaged(f"vektorerne i {path} kan ikke læses ({error}). Byg igen: strategigraf build.") from error
    return VectorIndex(ids, codes, lists)


def _is_large(path: Path) -> bool:
    return path.stat().st_size > _MAPPED


def _lists(path: Path) -> Any:
    return faiss.read_index(str(path), faiss.IO_FLAG_MMAP) if _is_large(path) else faiss.read_index(str(path))


class VectorIndex:
    """Vectors with passage ids, sorted by id; safe to share between threads once made."""

    def __init__(self, ids: Ids, codes: Halves, lists: Any = None) -> None:
        """`ids` rise; `codes` (n, d) are their vectors as stored; `lists` hold places, where there are many vectors."""
        self.ids = ids
        self.codes = codes
        self._lists = lists

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
        np.save(path / "vectors.npy", self.codes)
        if len(self) > EXACT:
            self._lists = self._lists or _train(self.codes)
            faiss.write_index(self._lists, str(path / "lists.faiss"))
        about: dict[str, Any] = {"count": len(self), "dimension": self.dimension}
        (path / "vectors.json").write_text(json.dumps(about, sort_keys=True), "utf-8")

    def search(self, queries: Floats, k: int, among: Ids | None = None) -> tuple[Floats, Ids]:
        """The k nearest of each query (q, d): cosines (q, k) and ids (q, k), best first, ties by id.

        `among` limits the search to these ids. Where fewer than k are held, the rest is -inf with id -1.
        """
        rows = np.ascontiguousarray(queries, dtype=np.float32)
        scores = np.full((len(rows), max(k, 0)), -np.inf, dtype=np.float32)
        found = np.full((len(rows), max(k, 0)), -1, dtype=np.int64)
        places = None if among is None else self._places(among)
        if k < 1 or not len(self) or (places is not None and not len(places)):
            return scores, found
        nearest = self._nearest(rows, k + _SPARE, places)
        for number, row in enumerate(rows):
            near = nearest[number][nearest[number] >= 0]
            cosines, ids = self.score(row, near), self.ids[near]
            order = np.lexsort((ids, -cosines))[:k]
            scores[number, : len(order)], found[number, : len(order)] = cosines[order], ids[order]
        return scores, found

    def score(self, query: Floats, places: Ids) -> Floats:
        """Cosines (n,) of a query (d,) to the vectors at these places, rounded so that they never depend on company."""
        products = self.codes[places].astype(np.float64) @ query.astype(np.float64)
        return np.round(products, _ROUND).astype(np.float32)

    def cosines(self, query: Floats, ids: Ids) -> Floats:
        """Cosines (n,) of a query (d,) to the vectors of these ids. Raises KeyError for an id that is not held."""
        return self.score(query, self._exactly(ids))

    def vectors(self, ids: Ids) -> Floats:
        """The stored vectors (n, d) of these ids. Raises KeyError for an id that is not held."""
        return self.codes[self._exactly(ids)].astype(np.float32)

    def _nearest(self, rows: Floats, k: int, places: Ids | None) -> Ids:
        """Places (q, k) of the nearest vectors, in no order that counts; -1 where there are fewer."""
        if places is not None and len(places) <= _FEW:
            scores = rows @ self.codes[places].astype(np.float32).T
            top = min(k, len(places))
            chosen: Ids = places[np.argpartition(-scores, top - 1, axis=1)[:, :top]]
            return chosen
        near: Ids = self._index.search(rows, min(k, len(self)), params=self._options(places))[1]
        return near

    def _options(self, places: Ids | None) -> Any:
        selector = None if places is None else faiss.IDSelectorBatch(places)
        if self._lists is None:
            return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        probed = max(1, math.ceil(self._lists.nlist * _PROBED))
        return faiss.SearchParametersIVF(sel=selector, nprobe=probed)  # type: ignore[call-arg]

    @functools.cached_property
    def _index(self) -> Any:
        """The lists, or where there are none an index that compares all; made when first asked for."""
        if self._lists is not None:
            return self._lists
        flat = faiss.IndexFlatIP(self.dimension)
        flat.add(self.codes.astype(np.float32))
        return flat

    def _exactly(self, ids: Ids) -> Ids:
        places: Ids = np.searchsorted(self.ids, ids)
        if len(ids) and (places.max() >= len(self) or not np.array_equal(self.ids[places], ids)):
            raise KeyError("an id is not in the vector index")
        return places

    def _places(self, among: Ids) -> Ids:
        wanted = np.unique(among)
        places = np.searchsorted(self.ids, wanted)
        places = places[places < len(self)]
        return places[np.isin(self.ids[places], wanted)]


def _train(codes: Halves) -> Any:
    """Inverted lists over all vectors, trained on a sample of them; 8-bit inside, so that they add little memory."""
    dimension = codes.shape[1]
    lists = 2 ** round(math.log2(2 * math.sqrt(len(codes))))
    coarse = faiss.IndexFlatIP(dimension)
    kind = faiss.ScalarQuantizer.QT_8bit
    index = faiss.IndexIVFScalarQuantizer(coarse, dimension, lists, kind, faiss.METRIC_INNER_PRODUCT, False)
    index.cp.niter, index.cp.spherical, index.cp.seed = 10, True, 2011
    index.cp.min_points_per_centroid = 1
    step = max(1, len(codes) // (lists * _SAMPLE))
    index.train(codes[::step].astype(np.float32))
    for start in range(0, len(codes), _FEW):
        index.add(codes[start : start + _FEW].astype(np.float32))
    return index
