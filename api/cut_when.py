"""Dates, days and years: when something happened, happens or ends."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from indexer.dates import MONTHS, SEASONS, WEEKDAYS, FoundDate, parse_date
from indexer.types import Zone

from . import figures_apart, loose_times, words
from .candidates import Candidate, Scene
from .views import Sentence, View
from .wordlists import several

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


_BEGINS = several("begynde starte lancere igangsætte ikrafttræde indføre påbegynde åbne gælde")
_ENDS = several("slutte ophøre udløbe stoppe lukke gælde")
_SINCE = re.compile(r"\b(?:fra|siden)(?: den| og med)? ?$|^(?:fra|siden)\b", re.I)
_UNTIL = re.compile(r"\b(?:til|indtil|til og med|udgangen af)(?: den)? ?$|^(?:frem )?(?:til|indtil)\b", re.I)


def told_by_preposition(verb: str, candidate: Candidate) -> bool:
    """ "*Fra* den 1. juni" says when something begins, "*til* udgangen af 2027" when it ends, without those verbs."""
    base = words.lemma(verb)
    said = candidate.scored.sentence
    before = said.text[: max(0, candidate.start - said.start)]
    for verbs, told in ((_BEGINS, _SINCE), (_ENDS, _UNTIL)):
        if base in verbs and (told.search(before) or told.search(candidate.label)):
            return True
    return False


def cut(scene: Scene) -> Iterator[Candidate]:
    """The dates of the sentence, with how well each stands to the words asked for."""
    sentence = scene.scored.sentence
    question = scene.question
    if "ugedag" in question.core.casefold():
        for match in _WEEKDAY.finditer(sentence.text):
            name = match.group(1).casefold()
            yield _made(scene, name, name, sentence.start + match.start(), sentence.start + match.end(), 0.6)
        return
    halves = tuple(_first_of_two(sentence.text))
    dates = dates_of(scene.scored.view, sentence, question.core)
    yield from _loosely(scene, dates)
    for found in dates:
        start, end = sentence.start + found.start, sentence.start + found.end
        first, last = scene.index(start), scene.index(end - 1) + 1
        told = found.value
        if "/" in told and _MOVED.search(sentence.text[: found.start]):
            told = told.partition("/")[2]  # "flyttet fra 1. marts til 1. juni"
        value, label = date_value(told, sentence.text[found.start : found.end], question.core)
        if _named_in(question.years, value, question.core):
            continue
        fit = 0.55 - min(0.25, 0.012 * max(0, _verb_distance(scene, first, last) - 2))
        fit += _preposition(scene, first, question.core) + _beside(scene, dates, found) - _refused(sentence.text, found)
        if found in halves:
            fit -= 0.2  # its year stands with another day
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


def dates_of(view: View, sentence: Sentence, core: str) -> tuple[FoundDate, ...]:
    """The dates of a sentence, those that take their year from another one among them; of a stretch of time the end
    that is asked for, if one is."""
    reckoned = (*_first_of_two(sentence.text), *_years_lent(sentence.text), *_same_year(view, sentence))
    dated = parse_date(sentence.text, view.day)
    found = (*reckoned, *(d for d in dated if not any(d.start < r.end and r.start < d.end for r in reckoned)))
    return tuple(_end_of(d, sentence.text, core) for d in found)


_TO = re.compile(r"\s+til(?: og med)?(?: den)?\s+|\s*–\s*", re.I)


def _end_of(found: FoundDate, text: str, core: str) -> FoundDate:
    """Of "1. juni til 15. september 2021" the last day, where the question is when something ends; or the first."""
    first, stretch, last = found.value.partition("/")
    cut = _TO.search(text[found.start : found.end])
    if not stretch or cut is None or _SPAN.search(core):
        return found
    if _END.search(core):
        return found._replace(start=found.start + cut.end(), value=last)
    return found._replace(end=found.start + cut.start(), value=first) if _START.search(core) else found


_LIMIT = re.compile(
    r"\b(?:(?:frem )?til(?: og med)?|indtil|siden|til udgangen af|slutter|udløber|ophører)(?: den)? ?$", re.I
)


def limits(scene: Scene) -> Iterator[Candidate]:
    """Until or since when, where it is asked how long: "gælder *til og med 2028*"; how soon: "*efter 24 timer*"."""
    sentence = scene.scored.sentence
    for found in parse_date(sentence.text, day(scene)):
        before = _LIMIT.search(sentence.text[: found.start])
        opens = _UNTIL.match(sentence.text[found.start : found.end]) is not None
        if (before is None and not opens) or found.value in scene.question.years:
            continue
        start = found.start if before is None or before.group()[0].casefold() in "us" else before.start()
        first = scene.index(sentence.start + found.start)
        fit = 0.55 - min(0.2, 0.012 * max(0, scene.distance(first, first + 1) - 2))
        label = " ".join(sentence.text[start : found.end].split())
        yield Candidate(label, label, "Text", sentence.start + start, sentence.start + found.end, fit, scene.scored)
    known = [(d.start, d.end) for d in parse_date(sentence.text, day(scene))]
    for start, end, _ in loose_times.loose(sentence.text):
        said = " ".join(sentence.text[start:end].split())
        if not _SOON.match(said) or any(a < end and start < b for a, b in known):
            continue
        first = scene.index(sentence.start + start)
        fit = 0.5 - min(0.2, 0.012 * max(0, scene.distance(first, first + 1) - 2))
        yield Candidate(said, said, "Text", sentence.start + start, sentence.start + end, fit, scene.scored)


_SOON = re.compile(r"(?:til|indtil|siden|efter|inden for|frem til|senest|om|først efter)\b", re.I)


def _loosely(scene: Scene, dates: tuple[FoundDate, ...]) -> Iterator[Candidate]:
    """Times that no calendar fixes, where no date stands in the same words."""
    sentence, core = scene.scored.sentence, scene.question.core
    asked_day = re.search(r"\bdage?\b|ugedag", core, re.I) is not None
    for start, end, fit in loose_times.loose(sentence.text):
        if any(d.start < end and start < d.end for d in dates):
            continue
        first, last = scene.index(sentence.start + start), scene.index(sentence.start + end - 1) + 1
        if scene.asked(first, last):
            continue
        fit -= min(0.15, 0.012 * max(0, _verb_distance(scene, first, last) - 2))
        fit += 0.2 if asked_day and _WEEKDAY.search(sentence.text[start:end]) else 0.0
        fit -= 0.06 if dates else 0.0
        said = " ".join(sentence.text[start:end].split())
        yield Candidate(said, said, "Text", sentence.start + start, sentence.start + end, fit, scene.scored)
    if not re.search(r"frist\b|fristen\b|varsel", core, re.I):
        return
    for match in _NOTICE.finditer(sentence.text):
        start = sentence.start + match.start()
        fit = 0.45 - min(0.15, 0.012 * _verb_distance(scene, scene.index(start), scene.index(start) + 2))
        said = " ".join(match.group().split())
        yield Candidate(said, said, "Text", start, sentence.start + match.end(), fit, scene.scored)


_NOTICE = re.compile(
    r"\b(?:(?:inden for|højst|mindst|senest) )?(?:\d+|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten)"
    r" (?:år|måneder|uger|dage|timer|hverdage|arbejdsdage|måneds|måneders|ugers|dages)(?: varsel)?\b",
    re.I,
)
_LINE = re.compile(r"\W*((?:19|20)\d\d)\s*[:–|-]\s+")
_DAY = re.compile(r"(?:den )?(\d{1,2})\. (" + "|".join(MONTHS) + r")\b(?! \d{4})", re.I)


_TWO_DAYS = re.compile(
    r"(?:den )?(\d{1,2})\. (" + "|".join(MONTHS) + r")(?= (?:og|eller)(?: den)? \d{1,2}\. (?:" + "|".join(MONTHS)
    + r") ((?:19|20)\d\d)\b)",
    re.I,
)  # fmt: skip


def _first_of_two(text: str) -> Iterator[FoundDate]:
    """ "30. juni og 31. oktober 2023": two days of one year."""
    for match in _TWO_DAYS.finditer(text):
        yield FoundDate(*match.span(), f"{match[3]}-{MONTHS.index(match[2].casefold()) + 1:02d}-{int(match[1]):02d}")


def _years_lent(text: str) -> Iterator[FoundDate]:
    """ "2022: Huset åbner den 4. juni.": a line of a chronicle, whose days are of its year."""
    line = _LINE.match(text)
    if line is None:
        return
    for match in _DAY.finditer(text, line.end()):
        value = f"{line[1]}-{MONTHS.index(match[2].casefold()) + 1:02d}-{int(match[1]):02d}"
        yield FoundDate(match.start(), match.end(), value)


_NOT_BUT = re.compile(
    r"\b(?:ikke(?: som [\w ]{3,30}?)?|i stedet for|oprindeligt?|hidtil|mod tidligere)(?: den| i| til)? ?$", re.I
)


_BUT = re.compile(r"\bmen(?: først| allerede)?(?: den| i| til| fra)? ?$", re.I)


def _refused(text: str, found: FoundDate) -> float:
    """ "Holdes *ikke den 14. maj*, men den 3. juni": what a day loses that the sentence takes back."""
    before = text[: found.start]
    if _NOT_BUT.search(before):
        return 0.3
    return -0.25 if _BUT.search(before) and _NOT_BUT_BEFORE.search(before) else 0.0


_NOT_BUT_BEFORE = re.compile(r"\bikke(?: den| i| til)? \w", re.I)


def _beside(scene: Scene, dates: tuple[FoundDate, ...], found: FoundDate) -> float:
    """What a date gains or loses by the words of the question that stand nearest it, where a sentence gives several."""
    start = scene.scored.sentence.start
    rivals = [d for d in dates if "/" not in d.value or _SPAN.search(scene.question.core)]
    if found not in rivals:
        return 0.0
    places = [(scene.index(start + d.start), scene.index(start + d.end - 1) + 1) for d in rivals]
    return figures_apart.shares(scene, places)[rivals.index(found)]


_SAME_YEAR = re.compile(
    r"\b(?:(?:den )?(?P<day>\d{1,2})\. )?(?P<month>" + "|".join(MONTHS) + r") (?P<year>samme år|året efter|året før)\b",
    re.I,
)


def _same_year(view: View, sentence: Sentence) -> Iterator[FoundDate]:
    """ "Vedtaget i juni 2012 og i kraft den 1. juli samme år": the year stands before, here or a sentence earlier."""
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


def date_value(value: str, said: str, core: str) -> tuple[str, str]:
    """The value to give for an ISO date, a season or a stretch of time, and its words."""
    if "/" in value:
        first, _, last = value.partition("/")
        value = last if _END.search(core) else first if _START.search(core) else value
    match = re.fullmatch(r"(\d{4})-(2[1-4])", value)
    if match:
        name = f"{_SEASON[int(match[2])]}et" if int(match[2]) in (21, 23) else f"{_SEASON[int(match[2])]}en"
        return f"{name} {match[1]}", f"{name} {match[1]}"
    return value, said


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
