"""What the tracks of a plan hold, where running text goes through them: "Planens første spor handler om hjælp",
"I fjerde spor … Initiativet X giver …".

A paragraph that opens with one of a plan's tracks speaks of the plan: what it deals with is the plan's theme, what it
names by "initiativet", "løsningen" or "ordningen" is the plan's initiative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Statement, Zone
from .made import Maker
from .reading import THINGS, WORKS, Item, Page, Read
from .topics import topic

_ORDINAL = r"(?:første|andet|anden|tredje|fjerde|femte|sjette|syvende|ottende|sidste|næste|\d{1,2}\.)"
_TRACK = re.compile(
    rf"\s*(?:[Ii]\s+|[Uu]nder\s+|[Mm]ed\s+)?(?:(?:[Dd]et|[Dd]en|[A-ZÆØÅ]?[a-zæøå]+ens?|[A-ZÆØÅ]?[a-zæøå]+s)\s+)?{_ORDINAL}\s+"
    r"(?:[a-zæøå]*spor|indsatsområde|fokusområde|tema|pejlemærke|søjle|indsats|ben|hovedområde|kapitel)(?:et|en)?\b",
    re.IGNORECASE,
)
_BY_NAME = re.compile(
    r"\b(?:[Ii]nitiativet|[Ll]øsningen|[Oo]rdningen|[Pp]rojektet|[Ii]ndsatsen|[Pp]uljen|[Kk]ampagnen|[Vv]ærktøjet|[Tt]jenesten|[Tt]iltaget|[Ff]orløbet)\s+[»”“\"]?$"
)


def members(page: Page, read: Read) -> Iterator[Statement]:
    """hasInitiative for what such a paragraph calls an initiative by name, and concernsTheme for what it deals with."""
    if read.sentence.zone not in (Zone.BODY, Zone.LIST) or read.speaker is not None:
        return
    opening = _opening(page, read)
    if opening is None:
        return
    about = _plan(page, opening)
    if about is None:
        return
    maker = Maker(page, read)
    for item in read.items:
        if item.key is None or item.key == about:
            continue
        if item.type in THINGS - WORKS and _named(read, item):
            yield maker.make(about, "hasInitiative", item.key, confidence=0.75)
        elif item.type == "Theme" and read is opening:
            yield maker.make(about, "concernsTheme", item.key, confidence=0.75)


def _opening(page: Page, read: Read) -> Read | None:
    """The sentence that opens the paragraph with one of the tracks, or None."""
    number = page.number(read)
    for earlier in reversed(page.reads[max(0, number - 8) : number + 1]):
        if "\n" in page.text[earlier.sentence.span.end : read.sentence.span.start].strip(" "):
            return None
        if _TRACK.match(earlier.sentence.words):
            return earlier
    return None


def _plan(page: Page, opening: Read) -> str | None:
    """The plan whose track it is: the one the sentence names, else the one the section or text is about."""
    named = next((i for i in opening.items if i.type in WORKS and i.key and i.first <= 2), None)
    if named is not None:
        return named.key
    if page.main is not None and page.entities[page.main].type in WORKS:
        return page.main
    about = topic(page, opening)
    return about[0] if about is not None and about[1] >= 0.7 else None


def _named(read: Read, item: Item) -> bool:
    """True for a name in capitals behind its class noun, and for one that begins a clause or follows its verb."""
    before = read.sentence.text[max(read.sentence.span.start, item.span.start - 24) : item.span.start]
    name = item.span.of(read.sentence.text)
    return bool(_BY_NAME.search(before)) or (
        name[:1].isupper() and item.first > 0 and read.tokens[item.first - 1].low in ("en", "et", "med", "er")
    )
