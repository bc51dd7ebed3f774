"""Pronouns as items of their sentence: "Den løber til 2025", "siger hun". Only where who or what is meant is safe."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ..types import Span
from .items import THINGS, Item, Read

_COMMON = THINGS - {"Programme", "Initiative"} | {"Organisation"}


def resolve(reads: Sequence[Read]) -> Iterator[Read]:
    """The sentences with items for "den" (what the sentence before began with) and "han", "hun" (the last person)."""
    person: Item | None = None
    before: Read | None = None
    for read in reads:
        found = list(_found(read, before, person))
        if found:
            read = dataclasses.replace(read, items=tuple(sorted([*read.items, *found], key=lambda i: i.first)))
        people = [i for i in read.items if i.type == "Person" and i.key]
        if people:
            person = people[-1]
        before = read
        yield read


def _found(read: Read, before: Read | None, person: Item | None) -> Iterator[Item]:
    taken = {i for item in read.items for i in range(item.first, item.last + 1)}
    for index, token in enumerate(read.tokens):
        if index in taken:
            continue
        if (
            token.low in ("han", "hun")
            and person is not None
            and not any(i.type == "Person" for i in read.items if i.last < index)
        ):
            yield _item(index, token.start, token.end, person)
        elif (
            token.low == "det" and not index and _alone(read, index) and (meant := _neuter(read, before)) is not None
        ) or (token.low == "den" and _alone(read, index) and (meant := _meant(read, before, index)) is not None):
            yield _item(index, token.start, token.end, meant)


_THAT = re.compile(
    r"\bat\b|\b(?:er|var|bliver)\s+(?:ikke\s+)?(?:en|et|den|det|de|godt|svært|nødvendigt|vigtigt|tid|klart|besluttet)\b",
    re.IGNORECASE,
)
_NEUTER = re.compile(r"(?:projekt|initiativ|program|partnerskab|samarbejde|udspil|forlig)(?:me)?t\b", re.IGNORECASE)


def _neuter(read: Read, before: Read | None) -> Item | None:
    """What "Det" at a sentence's start means when the sentence before began with "Projektet …"."""
    if before is None or "\n" in read.sentence.text[before.sentence.span.end : read.sentence.span.start]:
        return None
    named = [i for i in before.items if i.key]
    if (
        len({i.key for i in named}) == 1
        and named[0].type in ("Initiative", "Solution")
        and not _THAT.search(read.sentence.words)
    ):
        return named[0] if named[0].span.of(read.sentence.text)[-2:] not in ("en", "ne") else None
    first = named[0] if named else None
    if first is None or first.type not in ("Programme", "Initiative", "Agreement") or first.first > 1:
        return None
    return first if _NEUTER.search(first.span.of(read.sentence.text)) else None


def _item(index: int, start: int, end: int, meant: Item) -> Item:
    return Item(index, index, Span(start, end), meant.type, meant.key, certain=min(meant.certain, 0.75))


def _alone(read: Read, index: int) -> bool:
    """True where "den" stands by itself, before a verb or at an end, not as an article."""
    if index + 1 >= len(read.tokens):
        return True
    after = read.tokens[index + 1]
    return after.finite or after.text in ".,;:" or after.pos in ("PREP", "CCONJ", "MODAL", "AUX")


def _meant(read: Read, before: Read | None, index: int) -> Item | None:
    """What stands first in the sentence before, if a work or a body; inside a sentence the last work before it."""
    here = [i for i in read.items if i.last < index and i.type in _COMMON and i.key]
    if here:
        alone = len({i.key for i in here}) == 1 or (here[0].first <= 1 and here[0].type in THINGS)
        return here[0] if alone else None
    if before is None or read.sentence.paragraph != before.sentence.paragraph:
        return None
    if index > 1 and read.tokens[index - 1].low == "og" and any(t.pos == "NOUN" for t in read.tokens[:index]):
        return None  # "Adresserne har deres egen plan, og den …": what this sentence speaks of
    first = next((i for i in before.items if i.type in _COMMON | {"Programme", "Initiative"} and i.key), None)
    if first is not None and first.first and before.tokens[first.first - 1].low in ("om", "for", "af"):
        return None  # "Lov om Digital Brevpost er vedtaget. Den …": the law
    if first is not None and first.type == "Organisation" and not first.span.of(before.sentence.text).endswith("en"):
        return None  # "den" is a word for "styrelsen", not for a name
    return (
        first
        if first is not None
        and first.type in _COMMON
        and "\n" not in read.sentence.text[before.sentence.span.end : read.sentence.span.start]
        else None
    )
