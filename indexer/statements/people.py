"""Roles beside names: "kontorchef Pia Færch", "KL's formand Martin Damm", "Anne Holm, direktør i Klimarådet"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, strip_genitive
from ..mentions.persons import is_role
from ..types import Literal, Statement
from .made import Maker
from .reading import Item, Page, Read
from .terms import terms

_COMPOUND = re.compile(r"^([A-ZÆØÅ]{2,8}|[A-ZÆØÅ][\wæøå]+)-(\w+)$")


def roles(page: Page, read: Read) -> Iterator[Statement]:
    """personHasRole and personRoleIn for every person that has a role beside the name."""
    for item in read.every():
        if item.type == "Person" and item.key:
            yield from _role(Maker(page, dataclasses.replace(read, speaker=None)), read, item)


def _role(maker: Maker, read: Read, person: Item) -> Iterator[Statement]:
    assert person.key is not None
    found = _before(read, person) or _as(read, person)
    if found is None or found[2] is None:
        behind = _after(read, person)
        if (
            found is not None
            and behind is not None
            and behind[:2] != found[:2]
            and read.tokens[person.last + 1].text == "("
        ):
            yield from _made(maker, read, person, found)  # "Kontorchef Bo Juul (formand)": two roles
        found = behind or found
    if found is not None:
        yield from _made(maker, read, person, found)


def _as(read: Read, person: Item) -> Found | None:
    """The role that opens the sentence of the person it names: "Som direktør for Havnehuset har Bo Juul …"."""
    tokens = read.tokens
    if len(tokens) < 5 or tokens[0].low != "som" or not 3 <= person.first <= 30:
        return None
    role = next((n for n in (1, 2, 3) if _is_role(tokens[n])), None)
    if role is None or any(i.type == "Person" and i.first < person.first for i in read.items):
        return None
    body = next((i for i in read.items if i.type == "Organisation" and i.key and role + 2 <= i.first <= role + 3), None)
    return (role, role, body.key if body is not None and tokens[role + 1].low in ("for", "i", "hos", "ved") else None)


def _made(maker: Maker, read: Read, person: Item, found: Found) -> Iterator[Statement]:
    assert person.key is not None
    first, last, organisation = found
    words = read.sentence.text[read.tokens[first].start : read.tokens[last].end]
    compound = _COMPOUND.match(words)
    if compound and organisation is None:
        organisation = _named(maker.page, compound.group(1))
        words = compound.group(2) if organisation else words
    words = _tidy(words)
    yield maker.make(person.key, "personHasRole", Literal(words, "text"), confidence=0.9)
    if organisation:
        yield maker.make(person.key, "personRoleIn", organisation, confidence=0.85)
    yield from terms(maker, read, person, last)


_DEFINITE = re.compile(r"(chef|direktør|borgmester|minister|ordfører|rektor)e?n$|(mand|leder|kvinde)e?n$")


def _tidy(role: str) -> str:
    """A role as it is listed: "Direktøren" → "direktør", "KL-formand" as it stands."""
    role = role if role[:2].isupper() else role[:1].lower() + role[1:]
    return _DEFINITE.sub(lambda m: m.group(1) or m.group(2), role)


Found = tuple[int, int, str | None]


def _before(read: Read, person: Item) -> Found | None:
    tokens, last = read.tokens, person.first - 1
    if last >= 0 and tokens[last].text == ",":
        last -= 1
    organisation = None
    end = last
    # "formand for KL Jacob", "direktør i Digitaliseringsstyrelsen, Rikke": the body stands between role and name
    inner = next((i for i in read.items if i.type == "Organisation" and i.last == last and i.key), None)
    if (
        inner is not None
        and inner.first >= 2
        and tokens[inner.first - 1].low in ("i", "for", "hos", "fra", "ved")
        and _is_role(tokens[inner.first - 2])
    ):
        return _wide(tokens, inner.first - 2), inner.first - 2, inner.key
    if end > 0 and tokens[end].low in ("er", "var", "hedder", "hed", "blev") and _is_role(tokens[end - 1]):
        end -= 1  # "Innovationsminister var Sophie Løhde"
    if end > 0 and tokens[end].text == ":" and _is_role(tokens[end - 1]) and end <= 4:
        end -= 1  # "Ansvarshavende redaktør: Bo Juul"
    for start in range(max(0, end - 5), end - 1):
        office = (
            tokens[start].low in ("minister", "ordfører", "rådmand", "kommissær") and tokens[start + 1].low == "for"
        )
        field = tokens[start + 2 : end + 1]
        if office and all(t.pos in ("NOUN", "ADJ", "CCONJ", "PROPN") or t.text == "," for t in field):
            return start, end, None  # "minister for voksenlæring Bo Juul"
    if end < 0 or not _is_role(tokens[end]):
        return None
    first = _wide(tokens, end)
    owner = next(
        (
            i
            for i in read.every()
            if i.type == "Organisation"
            and i.key
            and 0 < first - i.last <= 3
            and _genitive(tokens[i.last])
            and all(t.pos == "ADJ" for t in tokens[i.last + 1 : first])
        ),
        None,
    )
    if owner is not None:
        organisation = owner.key
    return first, end, organisation


def _wide(tokens: Sequence[Token], index: int) -> int:
    """The first token of a role of several words: "administrerende direktør", "minister for offentlig innovation"."""
    if index > 1 and tokens[index - 1].low == "og" and tokens[index - 2].text.endswith("-"):
        return index - 2  # "miljø- og fødevareminister"
    if index and tokens[index - 1].low in (
        "administrerende",
        "adm",
        "adm.",
        "daværende",
        "tidligere",
        "fungerende",
        "politisk",
        "ledende",
        "kommunal",
        "teknisk",
        "konstitueret",
    ):
        return index - 1 if tokens[index - 1].low not in ("daværende", "tidligere") else index
    if index and _FIELD.fullmatch(tokens[index - 1].low) and (index < 2 or tokens[index - 2].pos != "DET"):
        return index - 1
    return index


# "lægefaglig direktør", "ansvarshavende redaktør": what the office is about, not how its holder feels
_FIELD = re.compile(
    r"(?:[a-zæøå]*(?:faglig|videnskabelig|kunstnerisk|klinisk|teknisk|kommerciel|økonomisk|juridisk|strategisk|digital)"
    r"|ansvarshavende|administrerende|ledende|udøvende|ordførende|kommitterede)"
)


def _before_only(read: Read, person: Item) -> tuple[int, int] | None:
    """The role right before a name, as its first and last token."""
    end = person.first - 1
    return (_wide(read.tokens, end), end) if end >= 0 and _is_role(read.tokens[end]) else None


def _after(read: Read, person: Item) -> Found | None:
    tokens, index = read.tokens, person.last + 1
    if index < len(tokens) and tokens[index].text == "(":
        index += 1
    elif index < len(tokens) and tokens[index].text == ",":
        index += 1
        if index + 2 < len(tokens) and tokens[index].low in ("der", "som") and tokens[index + 1].low in ("er", "var"):
            index += 2
    elif index < len(tokens) and tokens[index].low in ("er", "var", "blev") and index + 1 < len(tokens):
        index += 1
    elif [t.low for t in tokens[index : index + 2]] in (["har", "været"], ["havde", "været"]):
        index += 2
    elif (
        index + 1 < len(tokens)
        and tokens[index].low in ("fra", "hos")
        and (role := _before_only(read, person)) is not None
    ):
        body = next((i for i in read.items if i.type == "Organisation" and i.first == index + 1 and i.key), None)
        return (*role, body.key) if body is not None else None
    else:
        return None
    start = index
    while (
        index < len(tokens)
        and index - start < 3
        and tokens[index].pos in ("ADJ", "PROPN", "DET")
        and not _is_role(tokens[index])
    ):
        index += 1
    if index >= len(tokens) or not _is_role(tokens[index]):
        return None
    owner = next(
        (
            i
            for i in read.every()
            if i.type == "Organisation" and i.key and i.last == index - 1 and _genitive(tokens[i.last])
        ),
        None,
    )
    organisation = owner.key if owner else None
    if any(i.type == "Person" and i.first == index + 1 for i in read.items):
        return None  # "Nicolai Wammen, forsvarsminister Trine Bramsen": the next one's role
    last = index
    if index + 2 < len(tokens) and tokens[index + 1].low in ("i", "for", "hos", "ved", "af"):
        body = next(
            (i for i in read.items if i.type == "Organisation" and i.first in (index + 2, index + 3) and i.key), None
        )
        if body is not None:
            organisation = body.key
            last_word = body.last
            if any(i.type == "Person" and i.first in (last_word + 1, last_word + 2) for i in read.items):
                return None  # "Caroline Stage, formanden for Danske Regioner, Anders Kühnau": the next one's role
    return index, last, organisation


def _is_role(token: Token) -> bool:
    return is_role(strip_genitive(token.low).split("-")[-1]) and token.pos in ("NOUN", "PROPN", "ADJ", "VERB")


def _genitive(token: Token) -> bool:
    return strip_genitive(token.text) != token.text or token.low.endswith("s")


def _named(page: Page, name: str) -> str | None:
    wanted = name.casefold()
    for entity in page.entities.values():
        if entity.type == "Organisation" and wanted in (entity.label.casefold(), *(a.casefold() for a in entity.alt)):
            return entity.key
    return None
