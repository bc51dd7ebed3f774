"""What has come, gone or is disputed between two figures that the texts give: "forsvundet fra 2012 til i dag".

Such a question names its two sides by time ("fra åbningen til nu", "siden 2012") or by who says it ("A og B uenige").
Each side is asked for itself; a text may also say outright what lies between ("siden 2012 er 14 skranker forsvundet").
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from indexer.dates import parse_date

from . import words
from .views import content

if TYPE_CHECKING:
    from .quantities import Figure

_HOW_MANY = re.compile(r"\bhvor (?P<much>mange|meget)\b", re.I)
_COME_OR_GONE = re.compile(
    r"\b(?P<verb>forsvund(?:et|ne)|forsvandt|mistet|mistede|tabt|tabte|nedlagt|nedlagde|lukket|lukkede|fjernet|fjernede"
    r"|skåret (?:væk|bort)|sparet (?:væk|bort)|skrumpet|svundet|svandt|blevet (?:flere|færre)|kommet til|kom til"
    r"|lagt til|føjet til|tilføjet|voks(?:et|ede|er)|steget|steg|faldet|faldt|øget|sænket|hævet|reduceret)\b"
    r"(?:\s+(?:ind|væk|op|ned))?(?:\s+med\b)?",
    re.I,
)
_STRETCH = (
    re.compile(r",?\s*\bfra (?P<then>[^,?]+?) (?:og )?(?:frem |ind)?til (?:og med )?(?P<now>[^,?]+)", re.I),
    re.compile(r",?\s*\bmellem (?P<then>[^,?]+?) og (?P<now>[^,?]+)", re.I),
    re.compile(r",?\s*\bsiden (?P<then>[^,?]+)(?P<now>)", re.I),
)
_NOW = re.compile(r"\b(?:nu|i dag|for tiden|i år)\b", re.I)
_START = re.compile(r"\b\w*(?:start|begyndelsen|åbning|indvielse|oprettelse|grundlæggelse|stiftelse)\w*\b", re.I)
_SOURCE = re.compile(r"\s*\bifølge\b.*$", re.I)
_AUXILIARY = re.compile(r"\b(?:er|var|blev|bliver|har|havde|der)\b", re.I)
_DISPUTED = (
    re.compile(
        r"^(?P<lead>.*?)\bhvor (?P<much>mange|meget|langt)\b(?P<unit>[^,?]*?)\s+(?:er|var|ligger|lå|står|stod)\s+"
        r"(?P<one>[^,?]+?)\s+og\s+(?P<two>[^,?]+?)\s+(?:uenige(?:\s+om)?|fra hinanden)\b,?(?P<rest>.*)$",
        re.I,
    ),
    re.compile(
        r"^(?P<lead>.*?)\bhvor (?P<much>mange|meget)\b(?P<unit>[^,?]*?)\s+(?:ad)?skiller\s+"
        r"(?P<one>[^,?]+?)\s+(?:og|fra)\s+(?P<two>[^,?]+?)(?P<rest>,.*|\s+(?:i|på|om|når)\s.*|)$",
        re.I,
    ),
    re.compile(
        r"^(?P<lead>.*?)\bhvor (?:stor|stort|bredt)\b(?P<unit>)(?P<much>)\s+er\s+"
        r"(?:uenigheden|spændet|gabet|afstanden)\s+mellem\s+"
        r"(?P<one>[^,?]+?)\s+og\s+(?P<two>[^,?]+?)(?P<rest>,.*|\s+(?:om|i|på|når)\s.*|)$",
        re.I,
    ),
)
_ABOUT = re.compile(r"^\W*(?:når det (?:gælder|drejer sig om|handler om)|om|i spørgsmålet om|med hensyn til)\s+", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Ends:
    """The two sides of a question, the later one first; the question for each; the word in which a text would say
    itself what lies between, which is then no figure of a side."""

    left: str
    right: str
    asks: tuple[str, str]
    said: str


def ends(core: str) -> Ends | None:
    """What a question sets apart, None where it names no two sides.

    >>> ends("Hvor mange broer er forsvundet fra 1950 til i dag").asks
    ('Hvor mange broer i dag?', 'Hvor mange broer 1950?')
    >>> ends("Hvor mange dage er Ry og Vejle uenige om").asks
    ('Hvor mange dage ifølge Ry?', 'Hvor mange dage ifølge Vejle?')
    """
    core = core.rstrip(" ?.!")
    return _disputed(core) or _stretch(core)


def _stretch(core: str) -> Ends | None:
    asked, verb = _HOW_MANY.search(core), _COME_OR_GONE.search(core)
    if asked is None or verb is None or _RATE.match(core, asked.end()):
        return None
    for pattern in _STRETCH:
        match = pattern.search(core, asked.end())
        if match is None:
            continue
        then = _SOURCE.sub("", match["then"]).strip()
        now = _SOURCE.sub("", match["now"]).strip() or "i dag"
        if not _times(then) or (pattern is not _STRETCH[0] and not _times(now)):
            continue
        lead = _WITH.sub("", core[: asked.start()]).strip(" ,:–-")
        rest = core[asked.end() : match.start()] + core[match.end() :]
        matter = _COME_OR_GONE.sub(" ", _SOURCE.sub("", rest))
        told = " ".join(f"{_AUXILIARY.sub(' ', matter)} {lead}".split())
        start = f"Hvor {asked['much'].casefold()} {told}"
        return Ends(f"{told} {now}", then, (f"{start} {now}?", f"{start} {then}?"), verb["verb"])
    return None


_WITH = re.compile(r"\b(?:med|på)\s*$", re.I)  # "*med* hvor mange"
_RATE = re.compile(r"\s*(?:procent|pct|%)(?!\w)", re.I)  # of what was, not what lies between


def _times(side: str) -> bool:
    """Does a side of a stretch tell a time, not a place or a figure?"""
    return next(parse_date(side), None) is not None or bool(_NOW.search(side) or _START.search(side))


def _disputed(core: str) -> Ends | None:
    match = next((m for pattern in _DISPUTED if (m := pattern.match(core))), None)
    if match is None:
        return None
    about = " ".join(f"{match['unit']} {_ABOUT.sub('', match['rest'])} {match['lead'].strip(' ,:–-')}".split())
    start = f"Hvor {'mange' if match['much'].casefold() == 'mange' else 'meget'} {about}".strip()
    one, two = match["one"].strip(), match["two"].strip()
    asks = (f"{start} ifølge {one}?", f"{start} ifølge {two}?")
    return Ends(f"{about} {one}".strip(), two, asks, "uenig")


def says_itself(figure: Figure, ends: Ends) -> bool:
    """Is a figure what lies between two, as its sentence says: "er vokset *med 13*", "*14* er forsvundet", "siden 2015
    har *4* søgt væk"?"""
    sentence = figure.sentence
    before = sentence.text[: figure.start - sentence.start]
    if _COME_OR_GONE.search(before) is not None and (_BY.search(before) or _TO.search(before)):
        return _BY.search(before) is not None  # "er vokset til 37" gives a side
    since = _SINCE.search(sentence.text)
    if since is not None and since["then"] in ends.right:
        return True
    return any(words.alike(word, own) >= _SAME for word in content(ends.said) for own in content(figure.clause))


_SINCE = re.compile(r"\bsiden (?:\w+ ){0,2}?(?P<then>(?:19|20)\d\d)\b", re.I)
_BY = re.compile(r"\bmed\s+(?:(?:ca\.?|cirka|knap|godt|omkring|over|hele|i alt|næsten)\s+)?$", re.I)
_TO = re.compile(r"\b(?:til|fra)\s+(?:\S+\s+){0,2}$", re.I)
_SAME = 0.75
