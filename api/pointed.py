"""Values that the reader points at, where the rules cut none like them: its likeliest words in its likeliest sentences.

A figure or a date among the words is given as the rules would give it; other words are given as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import loose_times, neighbours
from .candidates import Candidate
from .cut_number import read_figure
from .cut_what import tidy
from .cut_when import date_value, dates_of
from .question import Kind, Question
from .reading import Scored

if TYPE_CHECKING:
    from .reader import Read
    from .second_opinion import Opinion

_LIKELY = 0.12  # the share of a sentence whose likeliest words are a value of their own
_WORDS = 0.15  # and the share of those words
_SAME = 0.8  # how far two values overlap that are one
_SURE = 0.6  # the share of words that are given whatever kind of thing the question seems to ask for
FIT = 0.55
TYPES = {
    Kind.WHAT: "Text",
    Kind.WHERE: "Text",
    Kind.WHY: "Text",
    Kind.HOW: "Text",
    Kind.PURPOSE: "Text",
    Kind.DEFINITION: "Text",
    Kind.SAID: "Text",
    Kind.WHO: "Actor",
    Kind.WHEN: "Date",
    Kind.NUMBER: "Number",
}
_NO_FIGURE = frozenset({Kind.WHY, Kind.HOW, Kind.PURPOSE, Kind.DEFINITION, Kind.WHO})  # what no amount answers
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = re.compile(r"\b(?:kr|mio|mia|pct)$", re.I)  # ends with a stop of its own
_EDGES = " \t\n.,;:!?»«\"“”'’()[]|*–-/"


def values(
    question: Question, opinion: Opinion, ranked: Sequence[Scored], read: Sequence[Candidate]
) -> list[Candidate]:
    """The likeliest words of the likeliest sentences, where none of `read` is like them."""
    if question.kind not in TYPES:
        return []
    found = []
    for scored in ranked:
        reads = opinion.of(scored.sentence)
        if reads is not None and reads.share >= _LIKELY:
            known = [c for c in read if c.scored.sentence is scored.sentence]
            made = (c for c in _of(question, scored, reads) if not _clause_for_name(question, c))
            new = (c for c in made if not any(_alike(c, old) for old in known))
            found += list(new)[:1]
    return found


def _of(question: Question, scored: Scored, read: Read) -> Iterator[Candidate]:
    for span in read.spans[:2]:
        start, end = stripped(scored.sentence.text, span.start, span.end)
        if span.share >= _WORDS and end - start >= 2:
            found = made(question, scored, start, end, sure=span.share >= _SURE)
            if found is not None:
                yield found


def _clause_for_name(question: Question, candidate: Candidate) -> bool:
    """ "Ida Holm er også formand for Havneudvalget" answers no "hvilket udvalg": the name inside it does."""
    return question.kind is Kind.WHO and neighbours.holds_a_verb(candidate)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A part of a text without the marks at its edges, and without what stands after the end of bold type in it."""
    within = text[start:end]
    start += len(within) - len(within.lstrip(_EDGES))
    within = text[start:end].partition("**")[0]
    end = start + len(within.rstrip(_EDGES))
    return start, end + (_SHORT.search(text[start:end]) is not None and text[end : end + 1] == ".")


def made(question: Question, scored: Scored, start: int, end: int, *, sure: bool) -> Candidate | None:
    """The words as a value of the kind that is asked for; None where they can't be one. An amount that the reader is
    `sure` of answers what else looks like a question for a definition ("hvad er den samlede regning")."""
    text, at, kind = scored.sentence.text[start:end], scored.sentence.start, TYPES[question.kind]
    if kind == "Date":
        return _date(question, scored, start, end)
    if kind == "Number":
        figure = read_figure(text)
        dated = _date(question, scored, start, end) if sure else None  # "hvor længe gælder aftalen": til 2027
        if dated is not None and dated.type == "Date" and (figure is None or _YEAR.fullmatch(figure[2])):
            return dated
        if figure is None:
            return None
        first, last, value, unit = figure
        unit = unit or _counted(text[last:])
        label = f"{text[first:last]} {unit}".strip()
        return Candidate(value, label, "Number", at + start + first, at + start + last, FIT, scored, unit=unit)
    label = tidy(text)
    if label[:1].isdigit() and question.kind in _NO_FIGURE and not (sure and question.kind is Kind.DEFINITION):
        return None
    return Candidate(label, label, kind, at + start, at + end, FIT, scored)


def _counted(after: str) -> str:
    """What a figure counts, where the words go on with it."""
    found = re.match(r"\s+([^\W\d_]+)\b", after)
    return found[1] if found else ""


def _date(question: Question, scored: Scored, start: int, end: int) -> Candidate:
    text, at = scored.sentence.text, scored.sentence.start
    for found in dates_of(scored.view, scored.sentence, question.core):
        if found.start < end and start < found.end:
            value, label = date_value(found.value, text[found.start : found.end], question.core)
            return Candidate(value, label, "Date", at + found.start, at + found.end, FIT, scored)
    for first, last, _ in loose_times.loose(text):
        if first <= start and end <= last and (first, last) != (start, end):  # "når det" of "når det er besluttet"
            label = tidy(text[first:last])
            return Candidate(label, label, "Text", at + first, at + last, FIT, scored)
    label = tidy(re.sub(r"^(?:i|på|den|fra)\s+", "", text[start:end]))
    return Candidate(label, label, "Text", at + start, at + end, FIT, scored)


def _alike(one: Candidate, other: Candidate) -> bool:
    inner = min(one.end, other.end) - max(one.start, other.start)
    if inner == one.end - one.start and other.type == "Date":
        return True  # "9. november" of "den 9. november samme år"
    return inner > 0 and 2 * inner / (one.end - one.start + other.end - other.start) >= _SAME
