"""Which of two came first, where each has its day for itself: two texts by their own dates, two events by theirs.

"Hvilken tekst er ældst, Lone Krags klumme eller havnens referat?" is answered by the days that stand over the texts;
"åbnede slusen før eller efter broen blev revet ned?" by the two days that the texts tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from indexer.dates import day_of, parse_date

from . import about_texts, contrast, wording
from .candidates import Candidate
from .decide import Decision
from .question import Question, parse
from .texts_beside import built

if TYPE_CHECKING:
    import datetime

    from .solving import Solution

Solve = Callable[[str], "Solution"]

_LISTED = re.compile(
    r"^(?:[^?]*?\b(?:står|findes|ligger|nævnes|omtales)\s+(?:der\s+)?(?:bl\.a\.\s+|blandt andet\s+|både\s+)?)?"
    r"(?P<one>[^?]+?)\s+(?:og|eller)\s+(?P<two>[^?]+?)\s*(?::|[–—-]|,)\s+(?P<head>hv(?:ad|em|ilke[nt]?)\b[^?]*)$",
    re.I,
)
_ANOTHER = re.compile(r"^(?:den|det)\s+(?=(?:fra|om|af|i|på|med|hvor|der|som)\b)", re.I)
_AROUND = re.compile(
    r"^(?P<verb>\w+)\s+(?P<one>.+?)\s+(?P<first>før|efter)\s+eller\s+(?P<second>før|efter),?\s+(?:at\s+)?(?P<two>.+)$",
    re.I,
)
_EVENT = re.compile(
    r"^(?P<what>.+?)\s+(?P<verb>blev|bliver|er|var|kom|trådte|åbnede|lukkede|begyndte|startede|udløb|sluttede|fik)\b"
    r"(?P<rest>.*)$",
    re.I,
)
_CHANGED = re.compile(r"\s(?P<done>\w+(?:et|t|te|ede))$")
_OF_TWO = re.compile(r"^(?P<which>hvilke[nt])\s+af\s+(?:de|disse)\s+(?:to\s+)?(?P<noun>[a-zæøå]+)", re.I)
_SURE = 0.7


def composed(question: Question, solve: Solve) -> Solution | None:
    """What came first of two that each have a day; None where a question asks nothing of the kind, or a day is not
    told."""
    core = _OF_TWO.sub(r"\g<which> \g<noun>", question.core.rstrip(" ?.!"))
    return _texts(core, question, solve) or _around(core, question, solve)


def _texts(core: str, question: Question, solve: Solve) -> Solution | None:
    two = texts_ordered(core)
    order = contrast.order(core)
    if two is None or order is None:
        return None
    parts = [solve(f"Hvornår er {text} fra?") for text in two]
    days = _days(parts)
    if days is None:
        return None
    first = 0 if (days[0] < days[1]) == contrast.lower_wins(order.group()) else 1
    return _told(question, parts, first, two[first], f" for {two[1 - first]}")


def texts_ordered(core: str) -> tuple[str, str] | None:
    """The two texts of which a question asks which is the older or the newer.

    >>> texts_ordered("Hvilken tekst er ældst, Lone Krags klumme eller havnens referat")
    ('Lone Krags klumme', 'havnens referat')
    >>> texts_ordered("Nederst står nyheden om broen og den om færgen – hvilken er nyest")
    ('nyheden om broen', 'nyheden om færgen')
    >>> texts_ordered("Hvad er ældst, broen eller færgen") is None
    True
    """
    order = contrast.order(core)
    if order is None or not contrast.dated(order.group()):
        return None
    listed = _LISTED.match(core)
    options = contrast.options(core) or ((listed["head"], listed["one"], listed["two"]) if listed is not None else None)
    if options is None or len(options) != _HEAD_AND_TWO:
        return None
    head, one, two = options
    noun = one.split()[0]
    if _ANOTHER.match(two) and not _ANOTHER.match(one) and " " in one:
        two = _ANOTHER.sub(f"{noun} ", two)
    if not (_names_text(head) or (_names_text(one) and _names_text(two))):
        return None
    return one, two


_HEAD_AND_TWO = 3


def _names_text(part: str) -> bool:
    return bool(about_texts.texts_named(parse(f"{part}?"), strictly=False))


def _around(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Blev A vedtaget før eller efter B (blev lukket)": the word that the two days bear out."""
    asks = around(core)
    if asks is None:
        return None
    parts = [solve(ask) for ask in asks]
    days = _days(parts)
    if days is None:
        return None
    return _told(question, parts, 0, "før" if days[0] < days[1] else "efter", "")


def around(core: str) -> tuple[str, str] | None:
    """The questions for the two days that "før eller efter" sets against each other.

    >>> around("Blev slusen åbnet før eller efter broen blev revet ned")
    ('Hvornår blev slusen åbnet?', 'Hvornår blev broen revet ned?')
    >>> around("Kom færgen før eller efter broen")
    ('Hvornår kom færgen?', 'Hvornår kom broen?')
    """
    match = _AROUND.match(core)
    if match is None or match["first"].casefold() == match["second"].casefold():
        return None
    verb, one, two = match["verb"].casefold(), match["one"], match["two"]
    event = _EVENT.match(two)
    done = _CHANGED.search(one)
    if event is not None:
        second = f"{event['verb'].casefold()} {event['what']}{event['rest']}"
    else:
        second = f"{verb} {two} {done['done']}" if done is not None and verb == "blev" else f"{verb} {two}"
    return f"Hvornår {verb} {one}?", f"Hvornår {second}?"


def _days(parts: Sequence[Solution]) -> tuple[datetime.date, datetime.date] | None:
    """When both were, where neither day may fall within the other's time."""
    if any(part.decision.reason is not None or not part.found for part in parts):
        return None
    one, two = (_time(part.found[0]) for part in parts)
    if one is None or two is None or not (one[1] < two[0] or two[1] < one[0]):
        return None
    return one[0], two[0]


def _time(found: Candidate) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day of what a value says: a day, a month, "foråret 2019"."""
    if found.type == "Date" and (days := day_of(found.value)) is not None:
        return days
    told = list(parse_date(found.value, None))
    return day_of(told[0].value) if len(told) == 1 else None


def _told(question: Question, parts: Sequence[Solution], first: int, value: str, of_other: str) -> Solution:
    won, lost = parts[first].found[0], parts[1 - first].found[0]
    how = f"{_said(won)} mod {_said(lost)}{of_other}"
    also = (*won.also, lost.scored, *lost.also)
    best = Candidate(value, value, "Text", won.start, won.end, 0.8, won.scored, how=how, also=also)
    sure = Decision(min(_SURE, *(part.decision.confidence for part in parts)))
    return built(question, parts[first], best, sure)


def _said(found: Candidate) -> str:
    return wording.day(found.value) if found.type == "Date" else found.value
