"""What something costs or counts each year, where a question asks that: "hvor meget om året", not what it comes to."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import contrast, differences, words
from .candidates import Candidate
from .offered import needs_context
from .quantities import Figure, figures
from .question import Kind
from .table_questions import digits
from .views import content

if TYPE_CHECKING:
    from .linking import Lexis, Linked
    from .views import Sentence, View

_YEARLY = re.compile(r"\b(?:om året|årlig(?:t|e)?|pr\.? år|per år|hvert år|i årlig\w*)\b", re.I)
_UNITS = frozenset({"mio", "mia", "million", "milliard", "krone", "kr", "penge", "år", "årlig", "koste", "beløb"})
_NEAR = 40  # signs between a figure and the words that make it yearly
_HELD = 0.75


def read(linked: Linked, views: Sequence[View], lexis: Lexis) -> Candidate | None:
    """The yearly figure of what a question names, in a sentence that names it or goes on about it; else None."""
    question = linked.question
    if question.kind is not Kind.NUMBER or linked.strangers or not _YEARLY.search(question.core):
        return None
    if differences.sides(question.core) is not None:
        return None  # "hvor meget dyrere om året"
    matter = [
        t.word for t in question.content
        if t.role in ("noun", "name") and words.lemma(t.word) not in _UNITS and not t.scope
    ]  # fmt: skip
    if not matter:
        return None
    sought = differences.wanted(linked)
    found = [
        (figure, sentence, view)
        for view in views
        for sentence in view.sentences
        if _YEARLY.search(sentence.text) and _speaks_of(matter, view, sentence, lexis)
        for figure in _yearly(sentence)
        if differences.fits(figure, dataclasses.replace(sought, much=False), sentence)
    ]
    if len({f.value for f, _, _ in found}) != 1:
        return None
    figure, sentence, view = found[0]
    unit = differences.money_unit(figure) if figure.kind == "money" else ""
    scored = contrast.scored(view, sentence)
    value = digits(figure.value)
    return Candidate(value, figure.said, "Number", figure.start, figure.end, 0.8, scored, unit=unit)


def _yearly(sentence: Sentence) -> Iterator[Figure]:
    """The figures that a sentence says are for each year: those the words for it stand by, nearest of all."""
    found = list(figures(sentence))
    for match in _YEARLY.finditer(sentence.text):
        at = sentence.start + match.start()
        near = [(min(abs(at - f.end), abs(f.start - at)), n) for n, f in enumerate(found)]
        if near and min(near)[0] <= _NEAR:
            yield found[min(near)[1]]


def _speaks_of(matter: Sequence[str], view: View, sentence: Sentence, lexis: Lexis) -> bool:
    """Does a sentence name all that is asked of, or does the one before it, which it goes on about ("Det koster …")?"""
    said = set(content(sentence.text))
    if needs_context(sentence) and sentence.number:
        said |= set(view.sentences[sentence.number - 1].words)
    over = frozenset(content(view.title)) | set(content(sentence.heading))
    own = [max((lexis.alike(w).get(s, 0.0) for s in said), default=0.0) >= _HELD for w in matter]
    wide = [max((lexis.alike(w).get(s, 0.0) for s in over), default=0.0) >= _HELD for w in matter]
    return any(own) and all(a or b for a, b in zip(own, wide, strict=True))
