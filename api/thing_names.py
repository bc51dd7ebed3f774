"""What the things of an index are called, packed: a million of them take some hundred megabytes.

Words, hooks and things have numbers, things in order of IRI. The words of a thing's names, what hangs on a hook and
what a name stands for are arrays of such numbers, which Python's collector of garbage need not look through. The rows
of the few things that a question means are read from the texts when it is asked.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.texts import EntityRow

from . import words
from .kept import Kept
from .views import said_in

Numbers = NDArray[np.int32]
Spelled = tuple[tuple[str, ...], ...]

_KEPT = 4_096  # rows
_END = -1  # closes a name
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_NAME = re.compile(r"(?:19|20)\d\d|\d\d")


class Source(Protocol):
    """Where things are read: `Texts`."""

    def named(self, types: Iterable[str]) -> Iterator[tuple[str, str, str, str | None, str | None, int]]:
        """IRI, label, other names as JSON, first and last day and mentions of each mentioned thing of these types, in
        order of IRI."""
        ...

    def entity(self, iri: str) -> EntityRow:
        """One thing."""
        ...


class ThingNames:
    """The names of an index's things of some types, by the keys of their words and by themselves."""

    def __init__(self, source: Source, types: Iterable[str]) -> None:
        self._source = source
        self.mentions = array("i")
        self._words = _Numbered()
        self._said, self._said_at = array("i"), array("q", [0])
        self._iris, self._iris_at = bytearray(), array("q", [0])
        self._years_of, self._years = array("i"), list[frozenset[str]]()
        self._known_years: dict[frozenset[str], int] = {}
        self._read(types)
        self._rows: Kept[int, EntityRow] = Kept(_KEPT)

    def __len__(self) -> int:
        return len(self.mentions)

    def names(self, thing: int) -> Spelled:
        """The content words of each of a thing's names, without years."""
        found, name = [], list[str]()
        for word in self._said[self._said_at[thing] : self._said_at[thing + 1]]:
            if word != _END:
                name.append(self._words.names[word])
            else:
                found.append(tuple(name))
                name = []
        return tuple(found)

    def years(self, thing: int) -> frozenset[str]:
        """The years of a thing's period and label."""
        return self._years[self._years_of[thing]]

    def hanging(self, hook: str) -> Numbers:
        """The things with a word of this key, or whose head has it."""
        number = self._hooks.numbers.get(hook)
        return self._hung[:0] if number is None else self._hung[self._hung_at[number] : self._hung_at[number + 1]]

    def called(self, name: str) -> EntityRow | None:
        """The one thing that a name stands for; None where none or several have it."""
        low = name.casefold()
        first, last = (int(np.searchsorted(self._hashes, hash(low), side)) for side in ("left", "right"))
        found = self._bearers[first:last].tolist()
        chosen = [bearer for bearer in found if bearer & 1] or found  # a label goes before another name
        if len(chosen) != 1:
            return None
        row = self.row(chosen[0] >> 1)
        return row if low in (known.casefold() for known in (row.label, *row.alt)) else None

    def row(self, thing: int) -> EntityRow:
        """All that the index knows of a thing."""
        found = self._rows.get(thing)
        if found is None:
            iri = self._iris[self._iris_at[thing] : self._iris_at[thing + 1]].decode()
            found = self._rows.put(thing, self._source.entity(iri))
        return found

    def _read(self, types: Iterable[str]) -> None:
        self._hooks = _Numbered()
        hooks_of: list[tuple[int, ...]] = []
        hooks, holders, hashes, bearers = array("i"), array("i"), array("q"), array("i")
        for thing, (iri, label, alt, start, end, mentions) in enumerate(self._source.named(types)):
            names = [label, *json.loads(alt)] if alt != "[]" else [label]
            own = {hook for word in self._put_words(names, hooks_of) for hook in hooks_of[word]}
            hooks.extend(own)
            holders.extend([thing] * len(own))
            for name in dict.fromkeys(name.casefold() for name in names):
                hashes.append(hash(name))
                bearers.append(2 * thing + (name == label.casefold()))
            self._put_years(" ".join((label, start or "", end or "")))
            self._iris += iri.encode()
            self._iris_at.append(len(self._iris))
            self.mentions.append(mentions)
        of = np.array(hooks, dtype=np.int32)
        self._hung = np.array(holders, dtype=np.int32)[np.argsort(of, kind="stable")]
        self._hung_at = np.concatenate(([0], np.cumsum(np.bincount(of, minlength=len(self._hooks.names)))))
        named = np.array(hashes, dtype=np.int64)
        order = np.argsort(named, kind="stable")
        self._hashes, self._bearers = named[order], np.array(bearers, dtype=np.int32)[order]

    def _put_words(self, names: Sequence[str], hooks_of: list[tuple[int, ...]]) -> Sequence[int]:
        """Notes the words of one thing's names; those that are new get a number and their hooks."""
        put: list[int] = []
        for said in dict.fromkeys(_content(name) for name in names):
            for word in said:
                number = self._words.number(word)
                if number == len(hooks_of):
                    hooks_of.append(tuple(map(self._hooks.number, hooks_for(word))))
                put.append(number)
                self._said.append(number)
            if said:
                self._said.append(_END)
        self._said_at.append(len(self._said))
        return put

    def _put_years(self, text: str) -> None:
        years = frozenset(_YEAR.findall(text))
        number = self._known_years.setdefault(years, len(self._years))
        if number == len(self._years):
            self._years.append(years)
        self._years_of.append(number)


class _Numbered:
    """Different words, numbered from 0 as they come."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers: dict[str, int] = {}

    def number(self, name: str) -> int:
        """The number of a word."""
        found = self.numbers.setdefault(name, len(self.names))
        if found == len(self.names):
            self.names.append(name)
        return found


def hooks_for(word: str) -> tuple[str, ...]:
    """What a word of a name is found by: its key and its head's."""
    k = words.keys(word)
    return tuple(part for part in (k.key, k.head) if part)


def _content(name: str) -> tuple[str, ...]:
    return tuple(w for w in said_in(name) if not _NO_NAME.fullmatch(w))
