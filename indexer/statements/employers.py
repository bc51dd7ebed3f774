"""Which body a person speaks or works for, where no role leads over to it: "Pia Holm (Bro Kommune)", "Hos Havnerådet
siger formand Bo Juul".

`people.roles` reads "formand for X"; here stand the ways that put the body beside the name or before it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence

from ..grammar import Token, strip_genitive
from ..mentions.persons import is_role
from ..types import Statement
from .made import Maker
from .reading import Item, Page, Read

_AT = frozenset(("fra", "hos", "i", "ved", "på", "af"))
_BETWEEN = frozenset(("DET", "ADJ", "NOUN"))


def find(page: Page, read: Read) -> Iterator[Statement]:
    """personRoleIn for every person whose body stands beside the name, in brackets, or opens the sentence."""
    maker = Maker(page, dataclasses.replace(read, speaker=None))
    for person in read.every():
        if person.type != "Person" or person.key is None:
            continue
        for rule in _RULES:
            body = rule(page, read, person)
            if body is not None and body.key:
                yield maker.make(person.key, "personRoleIn", body.key, confidence=0.8)
                break


def _role_before(read: Read, person: Item) -> bool:
    at = person.first - 1
    return at >= 0 and is_role(strip_genitive(read.tokens[at].low).split("-")[-1])


def _body_at(read: Read, index: int) -> Item | None:
    """The body that starts at a token, or behind an article, an adjective and a class noun ("plejecentret Solhøj")."""
    for item in read.items:
        if item.type == "Organisation" and item.key and 0 <= item.first - index <= 3:
            between = read.tokens[index : item.first]
            return item if all(t.pos in _BETWEEN and not t.text[0].isupper() for t in between) else None
    return None


def _low(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].low if 0 <= index < len(tokens) else ""


def _after_name(page: Page, read: Read, person: Item) -> Item | None:
    """ "Køkkenchef Bo Juul fra plejecentret Solhøj", "Bo Juul fra Havnerådet"."""
    at = person.last + 1
    if _low(read.tokens, at) not in _AT or (
        _low(read.tokens, at) not in ("fra", "hos") and not _role_before(read, person)
    ):
        return None
    return _body_at(read, at + 1)


def _bracketed(page: Page, read: Read, person: Item) -> Item | None:
    """ "Pia Holm (Bro Kommune, formand)"."""
    if _low(read.tokens, person.last + 1) != "(":
        return None
    close = next((i for i in range(person.last + 2, len(read.tokens)) if read.tokens[i].text == ")"), 0)
    body = _body_at(read, person.last + 2)
    if body is None:
        body = next((i for i in read.items if i.type == "Organisation" and person.last < i.first < close), None)
    return body if body is not None and body.last < close <= person.last + 16 else None


def _beside(page: Page, read: Read, person: Item) -> Item | None:
    """ "Pressechef Bo Juul, Region Hav": behind a comma, where a role stands before the name and no list goes on."""
    at = person.last + 1
    if _low(read.tokens, at) == "(":  # "Bo Juul (formand), Bro Kommune"
        at = next((i + 1 for i in range(at, min(at + 6, len(read.tokens))) if read.tokens[i].text == ")"), at)
    if _low(read.tokens, at) != "," or not _role_before(read, person):
        return None
    body = _body_at(read, at + 1)
    after = _low(read.tokens, body.last + 1) if body else ""
    return body if after in ("", ",", ".", ";", ")", ":") else None


_HEARD = re.compile(r"(?:hos|i|fra|ved|på)$", re.IGNORECASE)


def _opening(page: Page, read: Read, person: Item) -> Item | None:
    """ "Hos Havnerådet lægger formand Bo Juul vægt på …", and "I X er man glade. Formand Bo Juul siger"."""
    if not _role_before(read, person):
        return None
    here = _fronted(read)
    if here is not None and here.last < person.first and not _other_person(read, here, person):
        return here
    number = page.order.get(read.sentence.span.start, 0)  # 0 for a byline, too: nothing goes before it
    if not number or person.first > 4:
        return None
    before = page.reads[number - 1]
    same = "\n" not in page.text[before.sentence.span.end : read.sentence.span.start]
    front = _fronted(before) if same else None
    speaks_of = front is not None and any(t.low in ("man", "de", "også") for t in before.tokens[front.last :])
    return front if speaks_of and not any(i.type == "Person" for i in before.items) else None


def _fronted(read: Read) -> Item | None:
    """The body of "Hos X …" and "I foreningen X …" at a sentence's start, also behind "Glade er man i"."""
    tokens = read.tokens
    for at in range(min(6, len(tokens))):
        if tokens[at].low == "hos" or (at <= 1 and tokens[at].low in ("i", "fra")) or _low(tokens, at - 1) == "man":
            return _body_at(read, at + 1)
    return None


def _other_person(read: Read, body: Item, person: Item) -> bool:
    return any(i.type == "Person" and body.last < i.first < person.first for i in read.items)


def _where(page: Page, read: Read, person: Item) -> Item | None:
    """ "Havnerådet, hvor direktør Bo Juul mener", "Havnerådet, hvis formand er Bo Juul"."""
    tokens = read.tokens
    for at in range(max(1, person.first - 6), person.first):
        if tokens[at].low not in ("hvor", "hvis") or tokens[at - 1].text != ",":
            continue
        body = next((i for i in read.items if i.type == "Organisation" and i.last == at - 2 and i.key), None)
        roles = [t for t in tokens[at + 1 : person.first] if is_role(strip_genitive(t.low).split("-")[-1])]
        if body is not None and roles:
            return body
    return None


_RULES: tuple[Callable[[Page, Read, Item], Item | None], ...] = (_after_name, _bracketed, _beside, _where, _opening)
