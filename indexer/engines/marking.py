"""The encoder with low-rank changes and a head: a few scores for each token of a text, instead of one vector.

The changes lie in one file of half-precision arrays (`.npz`): for a linear map `l3.q` the arrays `l3.q.down` (rank,
inputs) and `l3.q.up` (outputs, rank), whose product times `scale` is added to the map; `head.w` (k, hidden), `head.b`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from . import graph, shared
from .weights import Floats, Sizes, Weights

_STEP = 32  # lengths are padded to a multiple of this, so that few shapes occur


class Marker:
    """Scores of tokens by the encoder's weights as an adapter changes them; safe to share between threads."""

    def __init__(self, weights: Path, adapter: Path, threads: int = 0) -> None:
        """Raises OSError, ValueError or KeyError where a file can't be read or the two don't fit each other."""
        self._weights, self.tokenizer = shared.opened(weights)
        self.pieces = self._weights.pieces
        with np.load(adapter, allow_pickle=False) as file:
            parts = {name: file[name].astype(np.float32) for name in file.files}
        changed = _Changed(self._weights, parts)
        self._request = shared.request(graph.build_marking(changed, parts["head.w"], parts["head.b"]), threads)
        self._lock = threading.Lock()

    def marks(self, ids: Sequence[int]) -> Floats:
        """The scores (len(ids), k) of one text's tokens."""
        length = -(-len(ids) // _STEP) * _STEP
        padded = np.full((1, length), self.pieces.padding, dtype=np.int64)
        padded[0, : len(ids)] = ids
        mask = np.zeros((1, length), dtype=np.float32)
        mask[0, : len(ids)] = 1.0
        distinct, back = np.unique(padded, return_inverse=True)
        vectors = self._weights.rows("emb.word", distinct)[back.reshape(padded.shape)]
        with self._lock:
            result = self._request.infer({"vectors": vectors, "mask": mask})
            found: Floats = np.array(next(iter(result.values())))[0, : len(ids)]
        return found


class _Changed:
    """The weights' tensors with the adapter's products added."""

    def __init__(self, weights: Weights, parts: Mapping[str, Floats]) -> None:
        self.sizes: Sizes = weights.sizes
        self._weights = weights
        self._parts = parts

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor as `Weights.tensor` gives it, changed where the adapter has parts for it."""
        found = self._weights.tensor(name)
        linear, _, kind = name.rpartition(".")
        down = self._parts.get(f"{linear}.down")
        if kind == "w" and down is not None:
            found = found + float(self._parts["scale"]) * (self._parts[f"{linear}.up"] @ down).reshape(-1)
        return found.reshape(shape) if shape else found
