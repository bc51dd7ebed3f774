"""A sentence with its entities on its tokens."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from ..grammar import Token
from ..mentions import Sentence
from ..types import Span

WORKS = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme"})
THINGS = WORKS | {"Initiative", "Solution"}
ACTORS = frozenset({"Organisation", "Person"})


@dataclasses.dataclass(frozen=True, slots=True)
class Item:
    """An entity or literal on tokens `first` to `last` (inclusive); `key` is None for a literal."""

    first: int
    last: int
    span: Span
    type: str
    key: str | None = None
    value: str | None = None
    unit: str | None = None
    reading: str | None = None
    certain: float = 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class Read:
    """A sentence, its items from left to right (none overlap), the items nested in them, and goals."""

    sentence: Sentence
    items: tuple[Item, ...]
    nested: tuple[Item, ...]
    goals: tuple[Item, ...]
    speaker: str | None = None

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def every(self) -> Iterator[Item]:
        """All items, nested ones too, goals apart."""
        yield from self.items
        yield from self.nested
