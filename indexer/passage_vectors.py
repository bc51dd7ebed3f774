"""The vectors of an index's passages: made for new words, taken over for words that were there before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from . import vectors
from .settings import Settings
from .snapshot import Snapshot
from .vectors import Halves, Ids

_BATCH = 512
NAME = "keys.npy"
Keys = np.ndarray[Any, np.dtype[np.void]]
Said = Sequence[tuple[int, str]]
"""Passages by number, each with its words."""


class OtherEncoder(Exception):
    """The encoder that is there makes other vectors than the one that made the index."""


def text_keys(passages: Sequence[str]) -> Keys:
    """Sixteen bytes of SHA-256 for each passage's words, as an array (n,) of void16: what its vector is filed under."""
    joined = b"".join(hashlib.sha256(text.encode()).digest()[:16] for text in passages)
    return np.frombuffer(joined, dtype="V16")


def write(
    folder: Path,
    said: Said,
    settings: Settings,
    previous: Snapshot | None,
    gone: Sequence[int] | None,
    tell: Callable[[str, int, int], None],
) -> tuple[str, str]:
    """Writes the dense index; returns the encoder's name and engine.

    `gone` are numbers of the previous index's passages that are no more; its others are kept and `said` put among them.
    With None none is kept: then `said` is all there is. Raises OtherEncoder where what is kept does not fit.
    """
    old = _Old(previous, settings)
    keys = text_keys([text for _, text in said])
    places = old.places(keys)
    missing = np.flatnonzero(places < 0)
    if len(missing) or previous is None:
        from .embedding import open_encoder

        encoder = open_encoder(settings.encoder)
        name, engine = encoder.name, encoder.engine
        if previous is not None and (previous.manifest.encoder, previous.manifest.engine) != (name, engine):
            if gone is not None:
                raise OtherEncoder
            places, missing = np.full(len(said), -1), np.arange(len(said))
        codes = np.empty((len(said), encoder.dimension), dtype=np.float16)
        for at in range(0, len(missing), _BATCH):
            some = missing[at : at + _BATCH]
            codes[some] = vectors.quantise(encoder.encode_passages([said[n][1] for n in some]))
            tell("Beregner vektorer", min(at + _BATCH, len(missing)), len(missing))
    else:
        name, engine = previous.manifest.encoder, previous.manifest.engine
        codes = np.empty((len(said), old.codes.shape[1]), dtype=np.float16)
    there = places >= 0
    if there.any():
        codes[there] = old.codes[places[there]]
    ids = np.array([number for number, _ in said], dtype=np.int64)
    if gone is not None:
        stay = ~np.isin(old.ids, np.asarray(gone, dtype=np.int64))
        ids = np.concatenate([old.ids[stay], ids])
        keys = np.concatenate([old.keys[stay], keys])
        codes = np.concatenate([old.codes[stay], codes])
    order = np.argsort(ids, kind="stable")
    vectors.VectorIndex(ids[order], codes[order]).save(folder)
    np.save(folder / NAME, keys[order])
    return name, engine


class _Old:
    """The vectors of the previous index, with their passages' numbers and the keys of their words; none of another."""

    def __init__(self, previous: Snapshot | None, settings: Settings) -> None:
        self.keys: Keys = np.empty(0, dtype="V16")
        self.ids: Ids = np.empty(0, dtype=np.int64)
        self.codes: Halves = np.empty((0, 0), dtype=np.float16)
        if previous is not None and previous.manifest.settings.get("encoder") == settings.encoder:
            self.keys = np.load(previous.folder / "vectors" / NAME)
            self.ids, self.codes = previous.vectors.ids, previous.vectors.codes

    def places(self, keys: Keys) -> Ids:
        """Where the vector of each of these keys is; -1 where there is none."""
        if not len(self.keys) or not len(keys):
            return np.full(len(keys), -1, dtype=np.int64)
        first = np.ascontiguousarray(self.keys).view(np.uint64)[::2]
        order = np.argsort(first, kind="stable")
        at = np.searchsorted(first[order], np.ascontiguousarray(keys).view(np.uint64)[::2])
        found: Ids = order[np.minimum(at, len(order) - 1)]
        return np.where(self.keys[found] == keys, found, -1)
