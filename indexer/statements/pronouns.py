"""Pronouns as items of their sentence: "Den løber til 2025", "siger hun". Only where who or what is meant is safe."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from ..mentions.persons import is_role
from ..types import Span
from .items import THINGS, Item, Read

_COMMON = THINGS - {"Programme", "Initiative"} | {"Organisation"}


def resolve(reads: Sequence[Read]) -> Iterator[Read]:
    """The sentences with items for "den" (what the sentence before began with), "han" and "hun" (the last person), and
    "formanden" (the one person with that office)."""
    person: Item | None = None
    offices = _offices(reads)
    before: Read | None = None
    for read in reads:
        found = [*_found(read, before, person), *_holders(read, offices)]
        if found:
            read = dataclasses.replace(
                read,
                items=tuple(
                    sorted([*(i for i in read.items if not _replaced(i, found)), *found], key=lambda i: i.first)
                ),
            )
        people = [i for i in read.items if i.type == "Person" and i.key]
        if people:
            person = people[-1]
        before = read
        yield read


def _offices(reads: Sequence[Read]) -> dict[str, Item]:
    """The offices that one person alone has in a text, in the definite: "formanden", "borgmesteren"."""
    holders: dict[str, dict[str, Item]] = {}
    for read in reads:
        for person in read.items:
            if person.type != "Person" or not person.key:
                continue
            for at in (person.first - 1, person.last + 2):
                if not 0 <= at < len(read.tokens) or (at > person.last and read.tokens[at - 1].text not in "(,"):
                    continue
                role = read.tokens[at].low.split("-")[-1]
                if read.tokens[at].pos in ("NOUN", "PROPN", "ADJ") and is_role(role) and not role.endswith(("en", "n")):
                    for name in _definite(role):
                        holders.setdefault(name, {}).setdefault(person.key, person)
    return {office: next(iter(who.values())) for office, who in holders.items() if len(who) == 1}


_BASE = ("formand", "borgmester", "minister", "direktør", "ordfører", "rektor", "kommissær", "chef")


def _definite(role: str) -> Iterator[str]:
    """ "klimaminister" is later called "klimaministeren" or "ministeren"."""
    yield f"{role}en"
    for base in _BASE:
        if role.endswith(base) and role != base and not role.startswith(("næst", "vice", "under", "souschef")):
            yield f"{base}en"


def _holders(read: Read, offices: Mapping[str, Item]) -> Iterator[Item]:
    """Items for an office in the definite that stands alone, where one person has it."""
    taken = {i for item in read.items for i in range(item.first, item.last + 1) if item.type == "Person"}
    for index, token in enumerate(read.tokens):
        holder = offices.get(token.low)
        if holder is None or index in taken or any(i in taken for i in (index + 1, index + 2)):
            continue
        before = read.tokens[index - 1] if index else None
        if before is not None and (before.low.endswith("s") or before.pos in ("ADJ", "DET", "PREP")):
            continue  # "KL's formand", "den nye direktør": perhaps another
        after = read.tokens[index + 1] if index + 1 < len(read.tokens) else None
        if after is not None and after.low in ("for", "i", "hos", "af", "ved"):
            continue
        yield _item(index, token.start, token.end, holder)


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


_OF_WORKS = frozenset(
    ("rumme", "indeholde", "omfatte", "bestå", "afløse", "erstatte", "løbe", "gælde", "dække", "bygge", "udløbe")
)


def _only_work(read: Read, before: Read, index: int) -> Item | None:
    """The one work of a sentence that begins with who made it: "Regeringen og KL fremlagde havneplanen. Den rummer …".

    Only before a verb that plans and agreements take, and bodies don't.
    """
    if index or len(read.tokens) < 2 or "\n" in read.sentence.text[before.sentence.span.end : read.sentence.span.start]:
        return None
    verb = read.tokens[1].verb
    works = [i for i in before.items if i.type in _PLANS and i.key]
    if verb is None or verb.lemma not in _OF_WORKS or len({i.key for i in works}) != 1:
        return None
    return works[0]


_PLANS = frozenset(("Strategy", "ActionPlan", "Agreement"))


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
    only = _only_work(read, before, index)
    if only is not None:
        return only
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


def _replaced(item: Item, found: Sequence[Item]) -> bool:
    """True for an item on whose place a pronoun or office has been read: "Borgmesteren" is no body then."""
    return any(item.first == other.first and item.last == other.last for other in found)
