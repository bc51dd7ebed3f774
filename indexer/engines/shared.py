"""What the engines of one process share: the opened weights' file, its tokenizer, and how a model is compiled.

A process that searches and reads has two models of one family; their words and weights are read once.
"""

from __future__ import annotations

import functools
import threading
from pathlib import Path
from typing import Any

import openvino

from .tokens import Tokenizer
from .weights import Weights


def opened(path: Path) -> tuple[Weights, Tokenizer]:
    """A weights' file and its tokenizer. Raises ValueError or OSError where it can't be read."""
    with _OPENING:
        return _opened(path)


_OPENING = threading.Lock()


@functools.lru_cache(maxsize=1)
def _opened(path: Path) -> tuple[Weights, Tokenizer]:
    weights = Weights(path)
    return weights, Tokenizer(weights.pieces)


def _core() -> Any:
    with _OPENING:
        return _made()


@functools.lru_cache(maxsize=1)
def _made() -> Any:
    return openvino.Core()


def precision() -> str:
    """What the processor multiplies fastest without another result: bf16 where it has instructions for it, else f32."""
    return "bf16" if "BF16" in _core().get_property("CPU", "OPTIMIZATION_CAPABILITIES") else "f32"


def request(model: openvino.Model, threads: int = 0) -> Any:
    """A request of a model compiled for this processor; `threads` 0 leaves the number to OpenVINO."""
    # One stream: with two, OpenVINO 2026.4 crashed when the batch's shape changed between requests.
    options: dict[str, Any] = {
        "INFERENCE_PRECISION_HINT": precision(),
        "NUM_STREAMS": 1,
        "ENABLE_CPU_PINNING": False,
    }
    if threads:
        options["INFERENCE_NUM_THREADS"] = threads
    return _core().compile_model(model, "CPU", options).create_infer_request()
