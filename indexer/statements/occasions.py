"""Meetings and conferences: when and where they are held, and who is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Literal, Statement
from .made import Maker, date
from .reading import ACTORS, Item, Page, Read
from .which import vague

_LABEL = re.compile(
    r"\s*(?P<noun>til\s?stede|(?:desuden|også)\s+(?:deltog|til\s?stede)|fra\s+(?:administrationen|forvaltningen|sekretariatet)|deltagere|mødedeltagere|fremmødte|"
    r"tilstede(?:værende)?|dato|tid(?:spunkt)?|tid og sted|sted|"
    r"mødested|lokale)\s*:\s*",
    re.IGNORECASE,
)
_HEAD_CHARS = 1500  # so far into a text the lines about its own meeting may stand


def minutes(page: Page, read: Read) -> Iterator[Statement]:
    """What the lines at the head of minutes say of the meeting itself: "Dato:", "Sted:", "Til stede:"."""
    if read.sentence.span.start > _HEAD_CHARS:
        return
    meeting = _meeting(page)
    if meeting is None:
        return
    maker, label = Maker(page, read), _LABEL.match(read.sentence.words)
    here = next((i for i in read.items if i.key == meeting), None)
    if label is None and here is not None and not vague(page, meeting):
        when = next((i for i in read.items if i.type == "Date" and i.value and 0 < i.first - here.last <= 4), None)
        if when is not None and "/" not in str(when.value):
            yield maker.make(meeting, "eventDate", date(when), confidence=0.8, reading=when.reading)
    if label is None:
        room = read.items[0] if read.items and read.items[0].type == "Place" and not read.items[0].first else None
        if room is not None and room.key and len(read.tokens) <= 8:
            yield maker.make(meeting, "eventPlace", room.key, confidence=0.8)
        return
    noun = label["noun"].casefold()
    for item in read.items:
        if noun.startswith(("til", "delt", "møded", "frem", "fra", "desuden", "også")) and noun not in (
            "tid",
            "tidspunkt",
            "tid og sted",
        ):
            if item.type == "Person" and item.key:
                yield maker.make(item.key, "participates", meeting, confidence=0.85)
                if (body := _chairs(page, read, item, meeting)) is not None:
                    yield maker.make(item.key, "personRoleIn", body, confidence=0.75)
        elif item.type == "Date" and item.value and "/" not in item.value:
            yield maker.make(meeting, "eventDate", date(item), confidence=0.85, reading=item.reading)
            return
        elif item.type == "Place" and item.key:
            yield maker.make(meeting, "eventPlace", item.key, confidence=0.85)
            return


_OFFICES = frozenset(("formand", "næstformand", "forkvinde", "næstforkvinde", "formanden", "medlem"))


def _chairs(page: Page, read: Read, person: Item, meeting: str) -> str | None:
    """The body whose meeting it is, for a person with "(formand)" behind the name."""
    behind = [t.low for t in read.tokens[person.last + 1 : person.last + 3]]
    if len(behind) < 2 or behind[0] != "(" or behind[1] not in _OFFICES:
        return None
    name = page.entities[meeting].label.partition(" i ")[2].casefold()
    bodies = (e for e in page.entities.values() if e.type == "Organisation" and e.label.casefold() == name)
    return next((body.key for body in bodies), None) if name else None


def _meeting(page: Page) -> str | None:
    """The meeting that minutes are of: named with "møde" or a number at the head of the text."""
    for entity in page.entities.values():
        if (
            entity.type == "Event"
            and entity.mentions
            and entity.mentions[0].start < 300
            and re.search(r"møde", entity.label, re.I)
        ):
            return entity.key
    return None


_CUT = re.compile(
    r"[.;:!?]|,\s+(?:der|som|hvor|og|men|fordi|så|mens)\s|\s(?:og|men|mens|fordi)\s(?:det|den|der|vi|de|han|hun)\s"
)


def held(page: Page, read: Read) -> Iterator[Statement]:
    """eventPlace and eventDate from what stands behind an event's name: "årsmødet i Havnehuset den 11. april 2024"."""
    maker = Maker(page, read)
    events = [i for i in read.every() if i.type == "Event" and i.key]
    for number, event in enumerate(events):
        rest = read.sentence.text[event.span.end : read.sentence.span.end]
        cut = _CUT.search(rest)
        stop = event.span.end + min(cut.start() if cut else len(rest), 140)
        if number + 1 < len(events):
            stop = min(stop, events[number + 1].span.start)
        behind = [i for i in read.every() if event.span.end <= i.span.start < stop]
        place = next((i for i in behind if i.type == "Place" and i.key and _at(read, i)), None)
        inside = next((i for i in read.nested if i.type == "Place" and event.span.covers(i.span)), None)
        place = place or inside
        when = next((i for i in behind if i.type == "Date" and i.value and "/" not in i.value), None)
        if vague(page, str(event.key)):
            continue
        if place is not None and place.key:
            yield maker.make(str(event.key), "eventPlace", place.key, confidence=0.8)
        if when is not None and not _from(read, when):
            yield maker.make(str(event.key), "eventDate", _whole(when), confidence=0.8, reading=when.reading)


def _whole(when: Item) -> Literal:
    """A date; a season counts as its year, for an event is asked for by year."""
    season = re.fullmatch(r"(\d{4})-2[1-4]", str(when.value))
    return Literal(season.group(1), "date") if season else date(when)


def _at(read: Read, place: Item) -> bool:
    return place.first > 0 and read.tokens[place.first - 1].low in ("i", "på", "ved", ",")


def _from(read: Read, when: Item) -> bool:
    return any(t.low in ("fra", "siden", "inden", "senest") for t in read.tokens[max(0, when.first - 2) : when.first])


_SPEAKS = re.compile(
    r"\b(?:oplæg(?:sholder\w*)?|taler\w*|deltager|deltog|møder\s+(?:også\s+)?\w*|medvirker|holder\s+tale|hovedtaler\w*|kan\s+opleves|står\s+på\s+scenen|debatterer)\b",
    re.I,
)


def speakers(page: Page, read: Read) -> Iterator[Statement]:
    """participates for a person who gives a talk, where the sentence or the one before names the event."""
    if not _SPEAKS.search(read.sentence.words) or read.speaker is not None:
        return
    number = page.number(read)
    near = [read, *page.reads[max(0, number - 1) : number]]
    event = next((i for r in near for i in r.items if i.type == "Event" and i.key), None)
    if (
        event is None
        or vague(page, str(event.key))
        or any(i.type == "Organisation" and i.first == 0 for i in read.items)
    ):
        return
    for person in read.items:
        if person.type in ACTORS and person.type == "Person" and person.key:
            yield Maker(page, read).make(person.key, "participates", str(event.key), confidence=0.7)
