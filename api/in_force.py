"""From when a rule holds, where another line says so: "Bestemmelserne i stk. 1 træder i kraft den 1. januar 2027".

The rule is asked for by what it says; the line that dates it only points at its number, in the same paragraph or by the
paragraph's. A date may count from the one before: "stk. 2 træder i kraft et halvt år efter".
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.dates import day_of, parse_date

from . import contrast, wording, words
from .candidates import Candidate
from .lists import count_of
from .question import Kind
from .views import content

if TYPE_CHECKING:
    from .linking import Lexis, Linked
    from .views import Sentence, View

_HOLDS = (
    r"(?:træder i kraft|trådte i kraft|får virkning|har virkning|gælder (?:først )?fra|finder anvendelse fra"
    r"|anvendes fra|indføres)"
)
_POINTS = re.compile(
    rf"(?P<kind>stk\.|§+|nr\.|punkt|pkt\.)\s*(?P<no>\d{{1,3}})(?P<more>(?:\s*(?:,|og|-|–)\s*\d{{1,3}})*)"
    rf"(?P<rest>[^.;\d]{{0,40}}?)\b{_HOLDS}",
    re.I,
)
_NUMBER = r"(?:et|en|ét|én|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|\d{1,2})"
_LATER = re.compile(
    rf"\b(?:(?P<half>et halvt år)|(?P<n>{_NUMBER}) (?P<unit>år|måned(?:er)?|uger?|dage?))\s+(?:efter|senere)\b",
    re.I,
)
_ASKS = re.compile(r"\b(?:fra hvilke[nt]?|fra hvornår|fra og med hvilke[nt]?|i kraft|virkning|gælder?|gjaldt)\b", re.I)
_ENDS = re.compile(r"\b(?:op med|ikke længere|ophør\w*|udløb\w*|slut\w*)\b", re.I)
_EMPTY = frozenset({"dato", "virkning", "kraft", "regel", "bestemmelse", "træde", "gælde", "paragraf", "§"})
_HELD, _LEAST = 0.6, 0.6
_ALIKE = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class _Dated:
    """A rule that a line dates: the line, the rule's sentences, the day it holds from and the words for that."""

    view: View
    line: Sentence
    rule: tuple[Sentence, ...]
    day: datetime.date
    at: tuple[int, int]


def read(linked: Linked, views: Sequence[View], lexis: Lexis) -> Candidate | None:
    """The day from which the rule that a question tells of holds; None where no rule is dated so, or none fits."""
    question = linked.question
    if question.kind is not Kind.WHEN or linked.strangers or not _ASKS.search(question.core):
        return None
    if _ENDS.search(question.core):
        return None
    terms = [
        t.word for t in question.content
        if t.role in ("noun", "name", "verb", "adj") and words.lemma(t.word) not in _EMPTY and not t.scope
    ]  # fmt: skip
    best: tuple[float, _Dated] | None = None
    for view in views:
        for dated in _dated(view):
            held = _held(terms, dated, lexis)
            if held >= _LEAST and (best is None or held > best[0] + 1e-9):
                best = (held, dated)
    return _answer(best[1]) if best is not None else None


def _answer(dated: _Dated) -> Candidate:
    value = dated.day.isoformat()
    scored = contrast.scored(dated.view, dated.line)
    also = tuple(contrast.scored(dated.view, s) for s in dated.rule[:1])
    how = " ".join(dated.line.text.split()).rstrip(".")
    return Candidate(
        value, wording.day(value), "Date", *dated.at, 0.8, scored, how=f"teksten siger »{how}«", also=also
    )  # fmt: skip


def _held(terms: Sequence[str], dated: _Dated, lexis: Lexis) -> float:
    """How far the rule, its heading and its document say what is asked (0-1); 0 where the rule itself says nothing."""
    own = frozenset(w for s in dated.rule for w in content(s.text))
    over = frozenset(content(dated.rule[0].heading)) | frozenset(content(dated.view.title))

    def best(word: str, said: frozenset[str]) -> float:
        alike = lexis.alike(word)
        return max((max(alike.get(s, 0.0), words.alike(word, s)) for s in said), default=0.0)

    within = [best(w, own) for w in terms]
    above = [best(w, over) for w in terms]
    telling = [score for score, wide in zip(within, above, strict=True) if wide < _HELD]
    if not telling or 2 * sum(score >= _HELD for score in telling) < len(telling):
        return 0.0
    around = [max(pair) for pair in zip(within, above, strict=True)]
    return sum(score >= _ALIKE for score in around) / len(terms) + 0.01 * sum(within)


def _dated(view: View) -> Iterator[_Dated]:
    """The rules of a document that a line dates, in order."""
    before: datetime.date | None = None
    for sentence in view.sentences:
        for match in _POINTS.finditer(sentence.text):
            told = _day(sentence.text, match.end(), before)
            if told is None:
                continue
            before, start, end = told
            at = (sentence.start + start, sentence.start + end)
            for number in (match["no"], *re.findall(r"\d+", match["more"])):
                rule = _rule(view, sentence, match["kind"], number)
                if rule:
                    yield _Dated(view, sentence, rule, before, at)


def _day(text: str, start: int, before: datetime.date | None) -> tuple[datetime.date, int, int] | None:
    """The day that a line tells after a place, as it stands or counted from the one before; where it says so."""
    for found in parse_date(text):
        span = day_of(found.value)
        if found.start >= start and span is not None:
            return span[0], found.start, found.end
    later = _LATER.search(text, start)
    if later is None or before is None:
        return None
    if later["half"]:
        return _months_on(before, 6), later.start(), later.end()
    count = int(later["n"]) if later["n"].isdigit() else _count(later["n"])
    unit = later["unit"].casefold()
    if unit.startswith("år"):
        day = _months_on(before, 12 * count)
    elif unit.startswith("måned"):
        day = _months_on(before, count)
    else:
        day = before + datetime.timedelta(days=count * (7 if unit.startswith("uge") else 1))
    return day, later.start(), later.end()


def _count(word: str) -> int:
    return 1 if word.casefold() in ("et", "en", "ét", "én") else count_of(word.casefold())


def _months_on(day: datetime.date, months: int) -> datetime.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


def _rule(view: View, line: Sentence, kind: str, number: str) -> tuple[Sentence, ...]:
    """The sentences of the rule with a number: of the same section for a "stk.", of the document for a "§"."""
    whole = kind.startswith("§")
    mark = re.compile(rf"{'§' if whole else re.escape(kind)}\s*{number}(?!\d)", re.I)
    other = re.compile(r"§\s*\d" if whole else rf"(?:{re.escape(kind)}|§)\s*\d", re.I)
    found: list[Sentence] = []
    inside = False
    for sentence in view.sentences:
        if not whole and sentence.heading != line.heading:
            continue
        if other.match(sentence.text):
            if inside:
                break
            inside = mark.match(sentence.text) is not None
        if inside and sentence is not line:
            found.append(sentence)
    told = [s for s in found if len(content(s.text)) > 1]
    return tuple(told)
