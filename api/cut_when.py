"""Dates, days and years: when something happened, happens or ends."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from indexer.dates import MONTHS, SEASONS, WEEKDAYS, FoundDate, parse_date
from indexer.types import Zone

from .candidates import Candidate, Scene

_SEASON = {number: name for name, number in SEASONS.items()}
_START = re.compile(
    r"\b(start\w*|begynd\w*|fra hvornår|lancer\w*|igangs\w*|træd\w* i kraft|indgå\w*|indgik|vedtag\w*|åbn\w*)\b", re.I
)
_END = re.compile(
    r"\b(slut\w*|udløb\w*|ophør\w*|hold\w* op|bortfald\w*|frem til|senest|frist\w*"
    r"|deadline|ende|færdig\w*|nået|nås|til hvornår"
    r"|indtil|gælder til)\b",
    re.I,
)
_MOVED = re.compile(r"\b(flytte\w*|udskyd\w*|udskud\w*|udskød|udsat\w*|udsætte\w*|rykke\w*)\b", re.I)
_SPAN = re.compile(r"\b(periode\w*|tidsrum|løbe\w*|løb|gæld\w*|gjaldt|vare\w*|strække\w*|år\w*|hvilke)\b", re.I)
_WEEKDAY = re.compile(r"\b(" + "|".join(WEEKDAYS) + r")s?\b", re.I)


def day(scene: Scene) -> datetime.date | None:
    """The day that relative dates of the document count from."""
    return scene.scored.view.day


def cut(scene: Scene) -> Iterator[Candidate]:
    """The dates of the sentence, with how well each stands to the words asked for."""
    sentence = scene.scored.sentence
    question = scene.question
    if "ugedag" in question.core.casefold():
        for match in _WEEKDAY.finditer(sentence.text):
            name = match.group(1).casefold()
            yield _made(scene, name, name, sentence.start + match.start(), sentence.start + match.end(), 0.6)
        return
    for found in (*parse_date(sentence.text, day(scene)), *_same_year(scene)):
        start, end = sentence.start + found.start, sentence.start + found.end
        first, last = scene.index(start), scene.index(end - 1) + 1
        told = found.value
        if "/" in told and _MOVED.search(sentence.text[: found.start]):
            told = told.partition("/")[2]  # "flyttet fra 1. marts til 1. juni"
        value, label = date_value(told, sentence.text[found.start : found.end], question.core)
        if _named_in(question.years, value, question.core):
            continue
        fit = 0.55 - min(0.25, 0.012 * max(0, _verb_distance(scene, first, last) - 2))
        fit += _preposition(scene, first, question.core)
        if not re.search(r"\d", sentence.text[found.start : found.end]) and found.reading:
            fit -= 0.15
        if re.search(r"\b(kommende|seneste|sidste|næste) år\b", sentence.text[found.start : found.end], re.I):
            fit -= 0.3
        if _inside_name(scene, start, end):
            fit -= 0.3
        if "/" in value and not _SPAN.search(question.core):
            fit -= 0.2  # a period, where a day is asked for
        if sentence.zone is Zone.DATELINE:
            fit -= 0.1
        yield _made(scene, value, label, start, end, fit)


_SAME_YEAR = re.compile(
    r"\b(?:(?:den )?(?P<day>\d{1,2})\. )?(?P<month>" + "|".join(MONTHS) + r") (?P<year>samme år|året efter|året før)\b",
    re.I,
)


def _same_year(scene: Scene) -> Iterator[FoundDate]:
    """ "Vedtaget i juni 2012 og i kraft den 1. juli samme år": the year stands before, here or a sentence earlier."""
    sentence, view = scene.scored.sentence, scene.scored.view
    for match in _SAME_YEAR.finditer(sentence.text):
        earlier = view.sentences[sentence.number - 1].text if sentence.number else ""
        years = re.findall(r"\b(?:19|20)\d\d\b", earlier) + re.findall(
            r"\b(?:19|20)\d\d\b", sentence.text[: match.start()]
        )
        if not years:
            continue
        year = int(years[-1]) + {"samme år": 0, "året efter": 1, "året før": -1}[match["year"].casefold()]
        value = f"{year}-{MONTHS.index(match['month'].casefold()) + 1:02d}"
        if match["day"]:
            value += f"-{int(match['day']):02d}"
        yield FoundDate(match.start(), match.end(), value)


def _made(scene: Scene, value: str, label: str, start: int, end: int, fit: float) -> Candidate:
    return Candidate(value, label, "Date", start, end, fit, scene.scored)


def date_value(value: str, words: str, core: str) -> tuple[str, str]:
    """The value to give for an ISO date, a season or a stretch of time, and its words."""
    if "/" in value:
        first, _, last = value.partition("/")
        value = last if _END.search(core) else first if _START.search(core) else value
    match = re.fullmatch(r"(\d{4})-(2[1-4])", value)
    if match:
        name = f"{_SEASON[int(match[2])]}et" if int(match[2]) in (21, 23) else f"{_SEASON[int(match[2])]}en"
        return f"{name} {match[1]}", f"{name} {match[1]}"
    return value, words


def _named_in(years: tuple[str, ...], value: str, core: str) -> bool:
    """True for a year that the question gives itself."""
    return value in years and len(value) == 4


def _verb_distance(scene: Scene, first: int, last: int) -> int:
    verbs = scene.verbs() or tuple(scene.matched)
    return min((first - i if i < first else i - last + 1 for i in verbs if i < first or i >= last), default=15)


def _preposition(scene: Scene, first: int, core: str) -> float:
    """ "fra 2012" fits a question for a beginning, "inden udgangen af 2020" one for an end."""
    before = " ".join(t.low for t in scene.tokens[max(0, first - 3) : first])
    end, start = bool(_END.search(core)), bool(_START.search(core))
    if re.search(r"\b(til|senest|inden|frem til|udgangen|med|indtil|ved)$", before) and end:
        return 0.2
    if end and re.search(r"\b(fra|fra den|siden|siden den)$", before):
        return -0.12
    if re.search(r"\b(fra|siden|den|i|per)$", before) and start and not end:
        return 0.12
    return 0.0


def _inside_name(scene: Scene, start: int, end: int) -> bool:
    """A year inside a title ("Strategien 2016-2020") dates the title, not the event."""
    return any(
        m.type in ("Strategy", "ActionPlan", "Agreement", "Programme", "Initiative", "Solution", "Publication")
        and m.span.start < start
        and end <= m.span.end
        for m in scene.mentions
    )
