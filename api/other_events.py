"""A day of another event: "X, der blev *solgt* i 2022" says nothing of when it was *founded*, nor a deadline of when
it was opened, nor a figure of one day what it was on another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from indexer.dates import MONTHS

from .question import Kind
from .tables import tables

if TYPE_CHECKING:
    from .candidates import Candidate
    from .question import Question

_BEGINS = re.compile(
    r"\b(?:(?:ny|ind)?(?:stift|oprett|etabler|grundl[aæ]g|grundlag)\w*|dannet|dannede[s]?|født|indvi(?:et|ede[s]?|es)"
    r"|åbn\w+|(?:tag\w*|tog[e]?s?) i brug|(?:sat(?:te)?[s]?|sættes) i (?:drift|gang)|idriftsat\w*|begynd\w+|start\w+"
    r"|lancer\w+)\b",
    re.I,
)
_ENDS = re.compile(
    r"\b(?:nedl[aæ]g\w+|nedlagt|luk\w+|ophæv\w*|ophør\w*|afskaff\w+|udfas\w+|afvik\w+|opløst\w*|konkurs"
    r"|ud af (?:drift|brug)|slukk?e\w*|slukket)\b",
    re.I,
)
_TRADED = re.compile(
    r"\b(?:(?:op|frasol|videre)?(?:solgt|solgte[s]?|sælges|købt|købte[s]?)|overtag\w+|overtog\w*)\b", re.I
)
_KINDS = (_BEGINS, _ENDS, _TRADED)
_APART = re.compile(r"[,;:()–]|\s(?:og|men|mens|samt|da|efter at|før|inden|indtil|fordi)\s", re.I)


def of_another(question: Question, candidate: Candidate) -> bool:
    """Is a date one of another event than the one that is asked for?"""
    if question.kind is Kind.NUMBER:
        return _on_another_day(question, candidate)
    if question.kind is not Kind.WHEN or candidate.how:
        return False
    return (
        _told_of_another(question, candidate)
        or _only_planned(question, candidate)
        or _only_in_force(question, candidate)
        or _only_counted(question, candidate)
    )


def _told_of_another(question: Question, candidate: Candidate) -> bool:
    """Does the clause of a date tell of a beginning where an end is asked for, or the like, and its sentence of no
    such thing as is asked for?"""
    asked = _of_kinds(question.core)
    if len(asked) != 1:
        return False
    sentence = candidate.scored.sentence
    told = _of_kinds(_clause(sentence.text, candidate.start - sentence.start))
    return bool(told) and asked.isdisjoint(told) and asked.isdisjoint(_of_kinds(sentence.text))


def _of_kinds(text: str) -> set[int]:
    return {n for n, kind in enumerate(_KINDS) if kind.search(text) is not None}


def _clause(text: str, at: int) -> str:
    """The part of a sentence round a place, between signs and the words that join clauses."""
    cuts = [m.span() for m in _APART.finditer(text)]
    first = max((end for _, end in cuts if end <= at), default=0)
    last = min((start for start, _ in cuts if start >= at), default=len(text))
    return text[first:last]


_AGREED = re.compile(
    r"\b(?:indg(?:å|aa)et|indgik|indgås|enige|enighed|underskrevet|underskrev|håndslag|slutte[dt]|forhandle\w*)\b"
    r"|\bblev\b.*\b(?:til|lavet|vedtaget)\W*$",
    re.I,
)
_IN_FORCE_ASKED = re.compile(
    r"\b(?:kraft|gæld\w*|virkning|løb\w*|udløb\w*|fra hvornår|begynd\w*|start\w*|slutdato\w*|periode\w*)\b", re.I
)
_IN_FORCE = re.compile(
    r"\b(?:i kraft|gæld(?:er|ende|te)|virkning|løber|løb|udløber|begynder|varer)"
    r"(?:\s+(?:fra og med|fra|til|den|med|allerede|først))*\s*$",
    re.I,
)


def _only_in_force(question: Question, candidate: Candidate) -> bool:
    """Does a date tell from when something holds ("træder i kraft *1. juli*"), or when it was looked back at, where it
    is asked when it was agreed?"""
    if _AGREED.search(question.core) is None or _IN_FORCE_ASKED.search(question.core) is not None:
        return False
    sentence = candidate.scored.sentence
    at = max(0, candidate.start - sentence.start)
    reviewed = _REVIEWED.search(_clause(sentence.text, at)) is not None and _AGREED.search(sentence.text) is None
    return reviewed or _IN_FORCE.search(sentence.text[:at]) is not None


_REVIEWED = re.compile(
    r"\bmødes igen\b|\bgøre[s]? status\b|evaluering|evaluere|\brevider|\bgenforhandl|\bmidtvejs", re.I
)


_COUNTED_ON = re.compile(
    r"^\W*pr\.\s+(?:den\s+)?\d{1,2}\.\s+\w+(?:\s+\d{4})?,?[^.]*?\b(?:var|er|stod|står|lå|ligger|havde|har|fandtes|udgjorde)\b"
    r"(?:\s+\w+){0,3}?\s+\d",
    re.I,
)


def _only_counted(question: Question, candidate: Candidate) -> bool:
    """Is the day only that of a count ("*pr. 1. maj* var der 214 både"), and no count asked about?"""
    counted = _COUNTED_ON.match(candidate.scored.sentence.text)
    asks = any(t.role == "number" for t in question.content)
    return counted is not None and not asks and candidate.start < candidate.scored.sentence.start + counted.end()


_HAPPENED = re.compile(
    r"\b(?:blev|var|kom)\b.*\b(?:færdig\w*|færdiggjort|indviet|åbnet|taget i brug|sat i drift|gennemført|afsluttet"
    r"|lanceret|fuldført|nået|bygget|opført)\b|\b(?:åbnede|indviede|stod færdig\w*)\b",
    re.I,
)
_PLANNED = re.compile(
    r"\b(?:skulle|skal|burde|frist\w*|senest|plan\w*|forvente\w*|deadline|ville|mål\w*|ventes|ventede\w*)\b", re.I
)
_DEADLINE = re.compile(r"frist|deadline|\bsenest\b|forvente|planlagt|skal være|mål", re.I)


def _only_planned(question: Question, candidate: Candidate) -> bool:
    """Is the date of a column of deadlines, where it is asked when a thing was in fact done?"""
    if _HAPPENED.search(question.core) is None or _PLANNED.search(question.core) is not None:
        return False
    for table in tables(candidate.scored.view):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                if cell is not None and cell.start <= candidate.start < cell.end:
                    return _DEADLINE.search(column.name) is not None
    return False


_DATE = rf"(?P<day>\d{{1,2}})\. (?P<month>{'|'.join(MONTHS)})(?: (?P<year>(?:19|20)\d\d))?"
_ASKED_DAY = re.compile(rf"\b(?:den|pr\.|per)\s+{_DATE}\W*$", re.I)
_AS_OF = re.compile(rf"\bpr\.\s+(?:den\s+)?{_DATE}|^\W*den\s+{_DATE.replace('?P<', '?P<s')}", re.I)


def _on_another_day(question: Question, candidate: Candidate) -> bool:
    """Is a figure "pr. 1. februar" given where that of the first of August is asked for?"""
    asked = _ASKED_DAY.search(question.core)
    if asked is None:
        return False
    told = list(_AS_OF.finditer(candidate.scored.sentence.text))
    return bool(told) and not any(_same_day(asked, _parts(match)) for match in told)


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    day, month, year = (match[name] or match[f"s{name}"] or "" for name in ("day", "month", "year"))
    return day, month.casefold(), year


def _same_day(asked: re.Match[str], told: tuple[str, str, str]) -> bool:
    day, month, year = told
    years: Iterable[str] = {y for y in (asked["year"], year) if y}
    return (asked["day"], asked["month"].casefold()) == (day, month) and len(set(years)) < 2
