"""Danish dates in running text, as ISO 8601; relative ones count from the document's day and say how they were read.

Light and fast (no spaCy): extraction and questions both use it. A season is EDTF ("2011-21" is spring 2011), a stretch
of time is "first/last" ("2016/2020", "2017-01/2017-06").

Each kind of expression is one pattern and one function; where two overlap the longer wins, then the one listed first.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_DAY = datetime.timedelta(days=1)
_I = re.IGNORECASE
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS, 1)} | _SHORT
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
SEASONS = {"forår": 21, "sommer": 22, "efterår": 23, "vinter": 24}
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
_NUMBERS = {
    "et": 1, "én": 1, "en": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6,
    "syv": 7, "otte": 8, "ni": 9, "ti": 10,
    "elleve": 11, "tolv": 12, "femten": 15, "tyve": 20,
}  # fmt: skip
_ORDINALS = {"første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "sidste": 0}

_M = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"(?:jan|febr?|mar|apr|jun|jul|aug|sept?|okt|nov|dec)(?:\.|(?=\s+\d{4})))"
)
_Y = r"(?:19|20)\d{2}(?![\d]|[.,]\d)"
_WD = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)"
_SEASON = r"(?:forår(?:et)?|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?)"
_B = r"(?<![\w.,/–-])"  # nothing before that a date could be part of
_N = r"\d{1,2}|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|femten|tyve"
_TO = r"\s*(?:-|–|—|til(?: og med)?|t\.o\.m\.?)\s*"


class FoundDate(NamedTuple):
    """A date in a text: `text[start:end]` says `value` (ISO 8601 or EDTF); `reading` is Danish for what was assumed."""

    start: int
    end: int
    value: str
    reading: str | None = None


_Made = tuple[str, str | None] | None
_Maker = Callable[["_Words", "datetime.date | None"], _Made]
_RULES: list[tuple[re.Pattern[str], _Maker]] = []


def parse_date(text: str, day: datetime.date | None = None) -> Iterator[FoundDate]:
    """The dates in a text, in order and apart. `day` is what relative ones count from; without it they are left out.

    >>> [d.value for d in parse_date("Aftalen af 12. maj 2016 gælder til udgangen af 2020.")]
    ['2016-05-12', '2020-12-31']
    """
    yield from _dates(text, day)


@functools.lru_cache(maxsize=1024)
def _dates(text: str, day: datetime.date | None) -> tuple[FoundDate, ...]:
    """As `parse_date`; remembered, since mentions, numbers, statements and the gate each ask of the same sentence."""
    found = []
    for rank, (pattern, make) in enumerate(_RULES):
        for match in pattern.finditer(text):
            made = _attempt(make, match, day)
            if made:
                start, end = match.span("all") if "all" in pattern.groupindex else match.span()
                found.append((start, -end, rank, made))
    at, kept = 0, []
    for start, minus_end, _, (value, reading) in sorted(_longest(found), key=lambda item: item[:3]):
        if start >= at:
            kept.append(FoundDate(start, -minus_end, value, reading))
            at = -minus_end
    return tuple(kept)


def day_of(value: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of a value of `parse_date` (a year, month, day, season or stretch); None for others.

    >>> day_of("2011-21")
    (datetime.date(2011, 3, 1), datetime.date(2011, 5, 31))
    """
    if "/" in value:
        first, _, last = value.partition("/")
        a, b = day_of(first), day_of(last)
        return (a[0], b[1]) if a and b else None
    parts = value.split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return None
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3:
            one = datetime.date(numbers[0], numbers[1], numbers[2])
            return one, one
        if len(numbers) == 2 and numbers[1] in _SEASON_START:
            return _season_days(numbers[0], numbers[1])
        if len(numbers) == 2:
            return datetime.date(numbers[0], numbers[1], 1), _month_end(numbers[0], numbers[1])
        return datetime.date(numbers[0], 1, 1), datetime.date(numbers[0], 12, 31)
    except ValueError:
        return None


def _longest(
    found: list[tuple[int, int, int, tuple[str, str | None]]],
) -> list[tuple[int, int, int, tuple[str, str | None]]]:
    """The finds that no longer one overlaps; of two equally long the earlier rule's. Bounded: sorted sweep."""
    kept: list[tuple[int, int, int, tuple[str, str | None]]] = []
    for item in sorted(found, key=lambda i: (i[0], i[1], i[2])):
        start, end = item[0], -item[1]
        if kept and start < -kept[-1][1]:
            if end - start > -kept[-1][1] - kept[-1][0]:
                kept[-1] = item
            continue
        kept.append(item)
    return kept


class _Words:
    """A match whose groups read as lower-case Danish, however they were typed: "AAR" is "år"."""

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match
        self.string, self.start, self.end = match.string, match.start(), match.end()

    def __getitem__(self, group: str) -> str:
        """The words of a group, "" where it took no part."""
        found = self._match[group]
        if not found:
            return ""
        low = str(found).lower()
        return low.replace("aa", "å").replace("oe", "ø").replace("ae", "æ")


def _attempt(make: _Maker, match: re.Match[str], day: datetime.date | None) -> _Made:
    try:
        return make(_Words(match), day)
    except (ValueError, OverflowError):
        return None  # 31. februar, year 0: no date


def _rule(pattern: str) -> Callable[[_Maker], _Maker]:
    """Add a kind of expression; its Danish letters may also be typed "ae", "oe" and "aa"."""
    parts = re.split(r"(\[[^\]]*\])", pattern)  # character classes stay as they are
    typed = (part if part.startswith("[") else _SPELLED.sub(lambda m: _SPELLINGS[m.group()], part) for part in parts)

    def add(make: _Maker) -> _Maker:
        _RULES.append((re.compile("".join(typed), _I), make))
        return make

    return add


_SPELLINGS = {"æ": "(?:æ|ae)", "ø": "(?:ø|oe)", "å": "(?:å|aa)"}
_SPELLED = re.compile("[æøå]")


# ---- calendar helpers


def _month(name: str) -> int:
    return _MONTH_NUMBER[name.lower().rstrip(".")]


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _season_days(year: int, season: int) -> tuple[datetime.date, datetime.date]:
    first = datetime.date(year, _SEASON_START[season], 1)
    last = _month_end(year + 1, 2) if season == 24 else _month_end(year, _SEASON_START[season] + 2)
    return first, last


def _season(name: str) -> int:
    return next(code for stem, code in SEASONS.items() if name.lower().startswith(stem))


def _year(digits: str, day: datetime.date | None) -> int:
    """A year of two or four digits; two digits lie between 1950 and 2049."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def _counted(day: datetime.date) -> str:
    return f"regnet fra dokumentets dato {day.isoformat()}"


def _nearest(month: int, number: int, day: datetime.date) -> datetime.date:
    """The date without a year that lies nearest to day."""
    options = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            options.append(datetime.date(year, month, number))
        except ValueError:
            continue
    return min(options, key=lambda option: (abs((option - day).days), option > day))


def _shift(day: datetime.date, months: int) -> tuple[int, int]:
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def _ym(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


# ---- full dates


@_rule(rf"{_B}(?P<a>\d{{1,2}})\.?{_TO}(?P<b>\d{{1,2}})\.?\s*(?P<m>{_M})\s*(?P<y>{_Y})?")
def _day_stretch(m: _Words, day: datetime.date | None) -> _Made:
    """ "12.-14. maj 2016" """
    if not m["y"] and not day:
        return None
    month = _month(m["m"])
    year = int(m["y"]) if m["y"] else _nearest(month, int(m["a"]), day).year  # type: ignore[arg-type]
    first, last = datetime.date(year, month, int(m["a"])), datetime.date(year, month, int(m["b"]))
    if last <= first:
        return None
    return f"{first}/{last}", None if m["y"] else _counted(day)  # type: ignore[arg-type]


@_rule(
    rf"{_B}(?P<a>\d{{1,2}})\.\s*(?P<m>{_M})(?:\s*(?P<y>{_Y}))?{_TO}(?:den\s|d\.\s?)?(?P<b>\d{{1,2}})\.\s*(?P<n>{_M})\s*(?P<z>{_Y})"
)
def _date_to_date(m: _Words, day: datetime.date | None) -> _Made:
    """ "1. januar til 31. marts 2016" """
    last = datetime.date(int(m["z"]), _month(m["n"]), int(m["b"]))
    first = datetime.date(int(m["y"] or m["z"]), _month(m["m"]), int(m["a"]))
    return (f"{first}/{last}", None) if first < last else None


@_rule(
    rf"{_B}(?:(?P<wd>{_WD})(?:en)?,?\s+)?(?:den\s+|d\.\s*)?(?P<d>\d{{1,2}})\.?\s*(?:(?P<m>{_M})|(?P<m2>maj))\s*(?P<y>{_Y})"
)
def _full(m: _Words, day: datetime.date | None) -> _Made:
    """ "torsdag den 12. maj 2016" """
    date = datetime.date(int(m["y"]), _month(m["m"] or m["m2"]), int(m["d"]))
    return date.isoformat(), _weekday_check(m["wd"], date)


@_rule(
    rf"{_B}(?:(?P<i>i\s+)?(?P<wd>{_WD})(?P<s>s|en)?,?\s+)?(?:den\s+|d\.\s*)?(?P<d>\d{{1,2}})\.\s*(?P<m>{_M})(?!\s*{_Y}|\w)"
    rf"(?:\s+(?P<rel>i år|sidste år|i fjor|næste år|samme år))?"
)
def _without_year(m: _Words, day: datetime.date | None) -> _Made:
    """ "den 16. maj": the year that brings it nearest to the document's day"""
    if day is None or m["rel"] == "samme år":
        return None
    month, number = _month(m["m"]), int(m["d"])
    date = _nearest(month, number, day)
    if m["rel"]:
        date = datetime.date(_relative_year(m["rel"], day), month, number)
    wrong = _weekday_check(m["wd"], date)
    return date.isoformat(), f"årstallet er {_counted(day)}" + (f"; {wrong}" if wrong else "")


def _weekday_check(name: str | None, date: datetime.date) -> str | None:
    if name and WEEKDAYS[date.weekday()] != name.lower():
        return f"teksten siger {name.lower()}, men {date.isoformat()} er en {WEEKDAYS[date.weekday()]}"
    return None


@_rule(r"(?<![\w.,/])(?P<y>(?:19|20)\d{2})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d|-\d)(?:T[\d:.+Z-]{4,30})?")
def _iso(m: _Words, day: datetime.date | None) -> _Made:
    return datetime.date(int(m["y"]), int(m["m"]), int(m["d"])).isoformat(), None


@_rule(
    r"(?<![\w.,/-])(?:den\s+|d\.\s*)?(?P<d>\d{1,2})(?P<g>\s?[./-]\s?)(?P<m>\d{1,2})(?:\s?[./-]\s?|(?<=/\d\d)\s|(?<=/\d)\s)(?P<y>(?:19|20)\d{2}|\d{2}\b)(?![\d%]|[.,/-]\d)"
)
def _numeric(m: _Words, day: datetime.date | None) -> _Made:
    """ "12.5.2016", "12/05-2016", "14.02.17": day before month, as Danes write"""
    if len(m["y"]) == 2 and "-" in m["g"]:
        return None
    year = _year(m["y"], day)
    return datetime.date(year, int(m["m"]), int(m["d"])).isoformat(), "dag før måned" if "/" in m["g"] and int(
        m["d"]
    ) <= 12 else None


@_rule(r"(?<![\w.,/-])(?:den\s+|d\.\s*)(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/-])")
def _numeric_short(m: _Words, day: datetime.date | None) -> _Made:
    """ "d. 12/5" """
    return (_nearest(int(m["m"]), int(m["d"]), day).isoformat(), f"årstallet er {_counted(day)}") if day else None


# ---- months and seasons


@_rule(rf"{_B}(?P<a>{_M})(?:\s+(?P<ya>{_Y}))?{_TO}(?P<b>{_M})\s+(?P<y>{_Y})")
def _month_stretch(m: _Words, day: datetime.date | None) -> _Made:
    """ "april-juni 2016", "maj 2016 til marts 2017" """
    first, last = _ym(int(m["ya"] or m["y"]), _month(m["a"])), _ym(int(m["y"]), _month(m["b"]))
    return (f"{first}/{last}", None) if first < last else None


@_rule(rf"{_B}(?P<m>{_M})(?=\s+(?:og|eller)\s+{_M}\s+(?P<y>{_Y}))")
def _month_and(m: _Words, day: datetime.date | None) -> _Made:
    """the first of "maj og juni 2016" """
    return _ym(int(m["y"]), _month(m["m"])), None


@_rule(rf"{_B}(?<!\d\. )(?<!\d )(?P<m>{_M})\s+(?:måned\s+)?(?:(?P<y>{_Y})|(?P<rel>i år|sidste år|i fjor|næste år))")
def _month_year(m: _Words, day: datetime.date | None) -> _Made:
    if m["y"]:
        return _ym(int(m["y"]), _month(m["m"])), None
    return (_ym(_relative_year(m["rel"], day), _month(m["m"])), _counted(day)) if day else None


@_rule(
    rf"{_B}(?:i|til|fra|siden|inden|medio|primo|ultimo|(?:begyndelsen|starten|midten|slutningen|"
    rf"løbet) af)\s+(?P<all>(?P<m>{_M}))"
    rf"(?!\s*\d|\s+(?:måned\s+)?(?:i år|sidste år|i fjor|næste år|samme år|og|eller)|[\w-])"
)
def _bare_month(m: _Words, day: datetime.date | None) -> _Made:
    """ "i marts": the one nearest to the document's day"""
    if day is None or "." in m["m"]:
        return None
    near = _nearest(_month(m["m"]), 15, day)
    return _ym(near.year, near.month), f"årstallet er {_counted(day)}"


@_rule(rf"{_B}(?P<s>{_SEASON})\s+(?P<y>{_Y})(?:\s?[/-]\s?(?:20)?\d{{2}})?")
def _season_year(m: _Words, day: datetime.date | None) -> _Made:
    return f"{m['y']}-{_season(m['s'])}", None


@_rule(
    rf"{_B}(?:(?P<to>til|kommende|næste|fra|inden)|(?:i|siden|(?:i )?løbet af|sidste|dette|denne))\s+"
    rf"(?P<all>(?P<s>{_SEASON})s?)(?!\s+(?:i\s+)?\d|[\w-])(?P<rel>\s+(?:sidste år|i fjor|næste år|i år))?"
)
def _bare_season(m: _Words, day: datetime.date | None) -> _Made:
    """ "i foråret": the last one that had begun; "til foråret": the next"""
    if day is None:
        return None
    season = _season(m["s"])
    year = day.year
    if m["rel"]:
        year = _relative_year(m["rel"].strip(), day)
    elif m["to"]:
        year += datetime.date(year, _SEASON_START[season], 1) <= day
    elif datetime.date(year, _SEASON_START[season], 1) > day:
        year -= 1
    return f"{year}-{season}", _counted(day)


@_rule(rf"{_B}(?P<s>forårets|sommerens|efterårets|vinterens)(?=\s+[a-zæøå])")
def _genitive_season(m: _Words, day: datetime.date | None) -> _Made:
    """ "forårets økonomiaftale" """
    if day is None:
        return None
    season = _season(m["s"])
    year = day.year - (datetime.date(day.year, _SEASON_START[season], 1) > day)
    return f"{year}-{season}", _counted(day)


# ---- halves, quarters, weeks


@_rule(
    rf"{_B}(?P<n>[12]\.|første|andet|anden)\s*(?:halvår|halvdel)\s*(?:i |af )?(?P<y>{_Y}|(?:i år|næste år|"
    rf"sidste år))|{_B}H(?P<h>[12])\s+(?P<y2>{_Y})"
)
def _half(m: _Words, day: datetime.date | None) -> _Made:
    number = int(m["h"]) if m["h"] else _ordinal(m["n"])
    year, why = _year_or_relative(m["y"] or m["y2"], day)
    return f"{_ym(year, 6 * number - 5)}/{_ym(year, 6 * number)}", why


@_rule(
    rf"{_B}(?P<n>[1-4]\.|første|andet|anden|tredje|fjerde)\s*kvartal\s*(?:i |af )?(?P<y>{_Y}|(?:i år|næste år|"
    rf"sidste år))|{_B}(?:Q|K)(?P<q>[1-4])\s+(?P<y2>{_Y})"
)
def _quarter(m: _Words, day: datetime.date | None) -> _Made:
    number = int(m["q"]) if m["q"] else _ordinal(m["n"])
    year, why = _year_or_relative(m["y"] or m["y2"], day)
    return f"{_ym(year, 3 * number - 2)}/{_ym(year, 3 * number)}", why


@_rule(
    rf"{_B}(?P<n>[1-4]\.|første|andet|anden|tredje|fjerde)\s*(?P<k>halvår|kvartal)(?!\s*(?:i |af )?(?:\d|i år|"
    rf"næste år|sidste år))"
)
def _bare_part(m: _Words, day: datetime.date | None) -> _Made:
    """ "1. kvartal": of the document's year"""
    if day is None:
        return None
    number, size = _ordinal(m["n"]), 6 if m["k"].lower() == "halvår" else 3
    if number * size > 12:
        return None
    return f"{_ym(day.year, size * (number - 1) + 1)}/{_ym(day.year, size * number)}", f"årstallet er {_counted(day)}"


@_rule(rf"{_B}uge\s+(?P<w>\d{{1,2}})(?:\s*(?:,|i|-|/)?\s*(?P<y>{_Y}))?(?!\d)")
def _week(m: _Words, day: datetime.date | None) -> _Made:
    if not m["y"] and day is None:
        return None
    year = int(m["y"]) if m["y"] else day.year  # type: ignore[union-attr]
    first = datetime.date.fromisocalendar(year, int(m["w"]), 1)
    return f"{first}/{first + 6 * _DAY}", None if m["y"] else f"årstallet er {_counted(day)}"  # type: ignore[arg-type]


def _ordinal(word: str) -> int:
    return int(word.rstrip(".")) if word[0].isdigit() else _ORDINALS[word.lower()]


def _year_or_relative(words: str, day: datetime.date | None) -> tuple[int, str | None]:
    if words[0].isdigit():
        return int(words), None
    if day is None:
        raise ValueError("no day to count from")
    return _relative_year(words, day), _counted(day)


# ---- ends and beginnings

_END = r"(?:ved\s+|inden\s+|til\s+|i\s+|efter\s+|frem\s+til\s+)?(?:udgangen|slutningen af|udløbet)\s+af\s+"


@_rule(
    rf"{_B}(?:(?:ved|inden|til|efter|før|senest)\s+)?(?:udgangen\s+af|udløbet\s+af|ultimo)\s+(?:den\s+)?"
    rf"(?:(?P<m>{_M})\s+)?(?P<y>{_Y}|året|i år|næste år)"
)
def _end_of(m: _Words, day: datetime.date | None) -> _Made:
    """ "ved udgangen af 2020", "ultimo maj 2016", "inden udgangen af året": the last day"""
    words = m["y"].lower()
    year, why = (
        (int(words), None) if words[0].isdigit() else _year_or_relative("i år" if words == "året" else words, day)
    )
    return _month_end(year, _month(m["m"]) if m["m"] else 12).isoformat(), why


@_rule(rf"{_B}(?:(?:ved|inden|til|efter)\s+)?(?:udgangen\s+af|ultimo)\s+(?P<m>{_M})(?!\s*\d|\w)")
def _end_of_month(m: _Words, day: datetime.date | None) -> _Made:
    if day is None:
        return None
    near = _nearest(_month(m["m"]), 15, day)
    return _month_end(near.year, near.month).isoformat(), f"årstallet er {_counted(day)}"


@_rule(
    rf"{_B}(?:(?:ved|inden|til)\s+)?udgangen\s+af\s+(?P<n>[1-4]\.|første|andet|anden|tredje|"
    rf"fjerde)\s*(?P<k>halvår|kvartal)\s+(?:i |af )?(?P<y>{_Y})"
)
def _end_of_part(m: _Words, day: datetime.date | None) -> _Made:
    size = 6 if m["k"].lower() == "halvår" else 3
    return _month_end(int(m["y"]), size * _ordinal(m["n"])).isoformat(), None


@_rule(
    rf"{_B}(?:(?:ved|inden|til|efter|før)\s+)?(?:årets\s+(?:udgang|udløb|slutning)|årsskiftet)(?:\s+(?P<a>{_Y})\s?[/-–]\s?(?:20)?\d{{2}})?"
)
def _year_end(m: _Words, day: datetime.date | None) -> _Made:
    """ "inden årets udgang", "ved årsskiftet 2019/2020" """
    if m["a"]:
        return f"{m['a']}-12-31", None
    return (f"{day.year}-12-31", _counted(day)) if day else None


@_rule(rf"{_B}(?P<k>primo|medio)\s+(?:(?P<m>{_M})\s+)?(?P<y>{_Y})")
def _early_mid(m: _Words, day: datetime.date | None) -> _Made:
    if m["m"]:
        return _ym(int(m["y"]), _month(m["m"])), f"{m['k'].lower()} måneden"
    early = m["k"].lower() == "primo"
    return _ym(int(m["y"]), 1 if early else 6), "primo er årets første måned" if early else "medio er midt på året"


# ---- years


@_rule(
    rf"(?<![\w.,–-])(?:(?:fra|mellem|perioden|årene)\s+)?(?P<all>(?P<a>{_Y})(?P<g>\s?[-–—/]\s?|"
    rf"\s+(?:til(?: og med)?|og frem til|frem til|t\.o\.m\.)\s+)"
    rf"(?P<b>(?:19|20)\d{{2}}|\d{{2}}))(?![\d%/]|[.,–-]\d)"
)
def _year_stretch(m: _Words, day: datetime.date | None) -> _Made:
    """ "2016-2020", "2016-20", "fra 2011 til 2015", "skoleåret 2016/17" """
    first = int(m["a"])
    if len(m["b"]) == 2 and not re.fullmatch(r"\s?[-–/]\s?", m["g"]):
        return None
    last = int(m["b"]) if len(m["b"]) == 4 else first // 100 * 100 + int(m["b"])
    return (f"{first}/{last}", None) if first < last <= first + 60 else None


_SCHOOL = r"(?:skole|studie|folketings|regnskabs)året"


@_rule(
    rf"(?<!\w)(?P<all>{_SCHOOL}\s+(?P<a>(?:19|20)\d{{2}})/\d{{2,4}}\s+"
    rf"(?:til|og frem til|frem til)(?:\s+og\s+med)?\s+(?:{_SCHOOL}\s+)?"
    rf"(?P<b>(?:19|20)\d{{2}})/(?P<c>\d{{2,4}}))(?!\d)"
)
def _school_years(m: _Words, day: datetime.date | None) -> _Made:
    """ "skoleåret 2026/27 til og med skoleåret 2030/31" """
    last = int(m["c"]) if len(m["c"]) == 4 else int(m["b"]) // 100 * 100 + int(m["c"])
    return (f"{m['a']}/{last}", None) if int(m["a"]) < last <= int(m["a"]) + 60 else None


@_rule(rf"{_B}(?:i\s+(?:perioden|årene|tiden)\s+)?mellem\s+(?P<all>(?P<a>{_Y})\s+og\s+(?P<b>{_Y}))")
def _between_years(m: _Words, day: datetime.date | None) -> _Made:
    return (f"{m['a']}/{m['b']}", None) if m["a"] < m["b"] else None


@_rule(r"(?<!\w)(?P<c>19|20)?(?P<d>\d)0['’]?erne\b")
def _decade(m: _Words, day: datetime.date | None) -> _Made:
    """ "1990'erne", "90'erne" """
    century = m["c"] or ("20" if int(m["d"]) < 3 else "19")
    return f"{century}{m['d']}0/{century}{m['d']}9", None


# After these a number of four digits is a count, not a year.
_COUNT_AFTER = re.compile(
    r"\s*(?:kr\b|kroner|mio|mia|pct|procent|%|km|kilometer|m2|m²|kvm|stk|personer|borgere|danskere|medarbejdere|kommuner|"
    r"virksomheder|elever|patienter|ansatte|brugere|boliger|deltagere|stillinger|pladser|timer|dage|skoler|mennesker|"
    r"besøgende|tons?|ton|børn|ældre|unge|husstande|årsværk|gange|sager|læger|årlige|nye)\b",
    _I,
)
_YEAR_BEFORE = re.compile(
    r"\b(?:i|fra|siden|til|efter|før|inden|år|året|årene|for|ultimo|primo|medio|januar|maj|juni)\s+$", _I
)


@_rule(rf"(?<![\w.,/–-])(?P<y>{_Y})(?![\w%/]|-\d|-[a-zæøå]{{1,2}}\b|\s?['’]?erne)")
def _plain_year(m: _Words, day: datetime.date | None) -> _Made:
    if _COUNT_AFTER.match(m.string, m.end) and not _YEAR_BEFORE.search(m.string, max(0, m.start - 12), m.start):
        return None
    return m["y"], None


# A year that a compound or an older range carries: "2016-strategien", "strategi 2011-".
@_rule(r"(?<![\w.,/–-])(?P<all>(?P<y>(?:19|20)\d{2}))-(?=[a-zæøå]{3})")
def _year_in_compound(m: _Words, day: datetime.date | None) -> _Made:
    return m["y"], None


# ---- relative


@_rule(rf"{_B}(?P<w>i dag|i går|i forgårs|i morgen|i overmorgen)\b")
def _near_day(m: _Words, day: datetime.date | None) -> _Made:
    if day is None:
        return None
    shift = {"i dag": 0, "i går": -1, "i forgårs": -2, "i morgen": 1, "i overmorgen": 2}[m["w"].lower()]
    return (day + shift * _DAY).isoformat(), _counted(day)


@_rule(rf"{_B}i\s+(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)s\b(?!\s+(?:den\s+)?\d)")
def _last_weekday(m: _Words, day: datetime.date | None) -> _Made:
    """ "i torsdags": the one before the document's day"""
    if day is None:
        return None
    back = (day.weekday() - WEEKDAYS.index(m["wd"].lower()) - 1) % 7 + 1
    return (day - back * _DAY).isoformat(), _counted(day)


_PAST = re.compile(r"\b(?:blev|var|havde|kom|gik|fik|sagde|skrev|tog|stod|[a-zæøå]{3,}ede|[a-zæøå]{3,}te)\b", _I)


@_rule(rf"(?<![\w-])(?P<on>på\s+)?(?P<wd>{_WD})(?!\s+(?:den\s+|d\.\s*)?\d)(?=[\s,.;:!?)]|$)")
def _weekday(m: _Words, day: datetime.date | None) -> _Made:
    """ "på mandag", "lanceres mandag": the next one; "mandag blev …": the last, the document's day included"""
    if day is None or re.search(r"\b(?:en|hver)\s+$", m.string[max(0, m.start - 6) : m.start], _I):
        return None  # "en mandag" is any Monday
    ahead = (WEEKDAYS.index(m["wd"].lower()) - day.weekday()) % 7
    clause = m.string[max(0, m.start - 60) : m.end + 30]
    if not m["on"] and _PAST.search(clause):
        return (day - (-ahead % 7) * _DAY).isoformat(), _counted(day)
    return (day + (ahead or (7 if m["on"] else 0)) * _DAY).isoformat(), _counted(day)


@_rule(rf"{_B}(?P<w>i år|sidste år|i fjor|næste år|forrige år|forgangne år|indeværende år|dette år|kommende år)\b")
def _near_year(m: _Words, day: datetime.date | None) -> _Made:
    return (str(_relative_year(m["w"], day)), _counted(day)) if day else None


def _relative_year(words: str, day: datetime.date) -> int:
    low = words.lower()
    if low in ("sidste år", "i fjor", "forrige år", "forgangne år"):
        return day.year - 1
    return day.year + (low in ("næste år", "kommende år"))


@_rule(rf"{_B}(?:i\s+)?(?P<w>sidste|forrige|denne|indeværende|næste|kommende)\s+(?P<u>måned|uge)\b")
def _near_unit(m: _Words, day: datetime.date | None) -> _Made:
    if day is None:
        return None
    step = {"sidste": -1, "forrige": -1, "næste": 1, "kommende": 1}.get(m["w"].lower(), 0)
    if m["u"].lower() == "måned":
        return _ym(*_shift(day, step)), _counted(day)
    monday = day - day.weekday() * _DAY + 7 * step * _DAY
    return f"{monday}/{monday + 6 * _DAY}", _counted(day)


@_rule(
    rf"{_B}(?:for\s+(?P<a>{_N})\s+(?P<u>år|måneder|måned|uger|uge|dage|dag)\s+siden|om\s+(?P<b>{_N})\s+(?P<v>år|måneder|måned|uger|uge|dage|dag))\b"
)
def _ago(m: _Words, day: datetime.date | None) -> _Made:
    """ "for to år siden", "om tre måneder" """
    if day is None:
        return None
    amount = -_number(m["a"]) if m["a"] else _number(m["b"])
    unit = (m["u"] or m["v"]).lower()
    if unit == "år":
        return str(day.year + amount), _counted(day)
    if unit.startswith("måned"):
        return _ym(*_shift(day, amount)), _counted(day)
    return (day + amount * (7 if unit.startswith("uge") else 1) * _DAY).isoformat(), _counted(day)
