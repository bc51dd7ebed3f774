"""By when something shall be ready, where a sentence says it of what it names: "Alle kommuner skal senest den 1. marts
2028 kunne tilbyde X", "X ventes at åbne i maj 2027", "Rådene skal være nedsat senest den 30. september 2027".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Modality, Statement, Zone
from .made import Maker, date
from .reading import Item, Page, Read

_THINGS = frozenset(("Initiative", "Programme", "Solution"))
_READY = (
    r"(?:klar|åbne(?:s|t)?|i\s+drift|i\s+luften|færdig(?:t|e)?|gennemført|etableret|oprettet|nedsat|indført|udrullet|"
    r"tilbyde(?:s)?|implementeret|idriftsat|taget\s+i\s+brug|tages\s+i\s+brug|på\s+plads|i\s+brug|afsluttet|ibrugtaget|lanceret|igangsat|"
    r"åbent|begynde|starte|leveret|bygget|opført|fuldt\s+bemandet|i\s+mål)"
)
_BY = r"(?:senest|inden|ved\s+udgangen\s+af|i\s+løbet\s+af|fra)"
_SHALL = re.compile(
    rf"\b(?:skal|bør)\b.{{0,90}}?\b{_READY}\b|\bskal\b.{{0,40}}?\b{_BY}\b.{{0,60}}?\b{_READY}\b",
    re.IGNORECASE | re.DOTALL,
)
_EXPECTED = re.compile(
    rf"\b(?:ventes|forventes)\b.{{0,60}}?\b{_READY}\b|\b{_READY}\b.{{0,40}}?\b(?:ventes|forventes)\b",
    re.IGNORECASE | re.DOTALL,
)
_PREPOSED = frozenset(("senest", "inden", "i", "den", "udgangen", "ved", "til", "af", "løbet"))


def ready(page: Page, read: Read) -> Iterator[Statement]:
    """targetDate for the one initiative or solution of a sentence that says by when it shall be there."""
    if read.sentence.zone not in (Zone.BODY, Zone.LIST) or read.speaker is not None or read.goals:
        return
    words = read.sentence.words
    shall = _SHALL.search(words)
    cue = shall or _EXPECTED.search(words)
    if cue is None:
        return
    dates = [i for i in read.items if i.type == "Date" and i.value and "/" not in i.value and _set(read, i)]
    things = [i for i in read.items if i.type in _THINGS and i.key]
    if len(dates) != 1 or len({i.key for i in things}) != 1:
        return
    when = dates[0]
    if not cue.start() - 40 <= when.span.start - read.sentence.span.start <= cue.end() + 60:
        return
    yield Maker(page, read).make(
        str(things[0].key),
        "targetDate",
        date(when),
        modality=Modality.DECIDED if shall else Modality.EXPECTED,
        confidence=0.75,
        reading=when.reading,
    )


def _set(read: Read, when: Item) -> bool:
    before = read.tokens[when.first - 1].low if when.first else ""
    inside = read.tokens[when.first].low
    return before in _PREPOSED or inside in _PREPOSED
