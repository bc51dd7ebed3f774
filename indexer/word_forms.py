"""simplemma's Danish dictionary as one file that is looked up where it lies, instead of 788,000 words at every start.

simplemma unpacks its whole dictionary at the first word (0.7 s of a processor, 120 MB a process). A build therefore
leaves a constant hash table of it where Python keeps what it derives from this file (`__pycache__`), named by
simplemma's version and mapped into memory by who comes later: one question from a cold start needs a thousand words.
Where there is no such file and none can be written, simplemma's own dictionary is used, with the same results.

The file: magic, number of words, number of slots; a slot for each hash with where its word's record lies (0 for none;
the next slot where it is taken); the records: length and bytes of the word, length and bytes of its dictionary form.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import importlib.util
import mmap
import os
import struct
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY, DictionaryFactory

_MAGIC = b"sgforms1"
_HEAD = struct.Struct("<8sII")
_LANGUAGE = "da"


class FormsFile(Mapping[str, str]):
    """A word's dictionary form, looked up in the file. Raises ValueError for a file that is not whole."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._data) < _HEAD.size:
            raise ValueError(f"{path.name} is cut short")
        magic, count, slots = _HEAD.unpack_from(self._data)
        self._count: int = count
        end = _HEAD.size + 4 * slots
        if magic != _MAGIC or slots & (slots - 1) or len(self._data) <= end or self._data[-8:] != _MAGIC:
            raise ValueError(f"{path.name} holds no word forms")
        self._slots = memoryview(self._data)[_HEAD.size : end].cast("I")
        self._mask = slots - 1

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The form of a word, or the default for one that is not there."""
        word = key.encode()
        if len(word) > 255:
            return default
        data, slots, mask = self._data, self._slots, self._mask
        slot = zlib.crc32(word) & mask
        sought = bytes((len(word),)) + word
        while at := slots[slot]:
            end = at + len(sought)
            if data[at:end] == sought:
                return data[end + 1 : end + 1 + data[end]].decode()
            slot = (slot + 1) & mask
        return default

    def __getitem__(self, key: str) -> str:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        for at in self._slots:
            if at:
                yield self._data[at + 1 : at + 1 + self._data[at]].decode()

    def __len__(self) -> int:
        return self._count


def write(path: Path, forms: Mapping[str, str]) -> None:
    """Writes words and their forms as such a file, whole or not at all."""
    import numpy as np

    pairs = [(key.encode(), forms[key].encode()) for key in forms]
    pairs = [pair for pair in pairs if max(map(len, pair)) <= 255]  # no Danish word is so long
    slots = 1 << max(4, (2 * len(pairs)).bit_length())
    lengths = np.array([len(key) + len(form) + 2 for key, form in pairs], dtype=np.int64)
    places = _HEAD.size + 4 * slots + np.cumsum(lengths) - lengths
    table = _spread(np.array([zlib.crc32(key) for key, _ in pairs], dtype=np.int64), places, slots)
    records = b"".join(b"%c%b%c%b" % (len(key), key, len(form), form) for key, form in pairs)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_HEAD.pack(_MAGIC, len(pairs), slots) + table.tobytes() + records + _MAGIC)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _spread(hashes: Any, places: Any, slots: int) -> Any:
    """The table: every place in its hash's slot, or in the first free one after it."""
    import numpy as np

    table = np.zeros(slots, dtype=np.uint32)
    wanted, waiting = hashes & (slots - 1), np.arange(len(hashes))
    while len(waiting):
        free = waiting[table[wanted[waiting]] == 0]
        _, first = np.unique(wanted[free], return_index=True)
        settled = free[first]
        table[wanted[settled]] = places[settled]
        waiting = np.setdiff1d(waiting, settled, assume_unique=True)
        wanted[waiting] = (wanted[waiting] + 1) & (slots - 1)
    return table


def place() -> Path:
    """Where the file lies: beside this module's bytecode, wherever Python keeps that."""
    kept = Path(importlib.util.cache_from_source(__file__))
    return kept.with_name(f"word_forms.simplemma-{importlib.metadata.version('simplemma')}.{sys.byteorder}")


def keep() -> None:
    """Makes the file where it is missing; says nothing where it can't be written."""
    with contextlib.suppress(OSError):
        if not place().is_file():
            write(place(), DEFAULT_DICTIONARY_FACTORY.get_dictionary(_LANGUAGE))


@functools.cache
def _dictionary() -> Mapping[str, str]:
    """The file where there is one, and what simplemma unpacks otherwise."""
    try:
        return FormsFile(place())
    except (OSError, ValueError):
        return DEFAULT_DICTIONARY_FACTORY.get_dictionary(_LANGUAGE)


class _Danish(DictionaryFactory):
    """What simplemma asks for its dictionary."""

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """The Danish one, whatever the language."""
        return _dictionary()


@functools.cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(dictionary_factory=_Danish()))


@functools.cache
def _lookup() -> DictionaryLookupStrategy:
    return DictionaryLookupStrategy(_Danish())


def lemmatize(word: str) -> str:
    """The dictionary form of a word as simplemma's rules find it, with its case.

    >>> lemmatize("strategierne")
    'strategi'
    """
    return _lemmatizer().lemmatize(word, lang=_LANGUAGE)


def known(word: str) -> bool:
    """True for a word that stands in the dictionary.

    >>> known("strategi"), known("strutagi")
    (True, False)
    """
    return _lookup().get_lemma(word, _LANGUAGE) is not None
