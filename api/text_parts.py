"""The texts that a question may mean: whole documents, and the items of their lists of teasers with dates of their own.

A page often ends in "Læs også", where each item has its day, its headline and some words:

    14.02.17 Ledelse
    Sprognævnet ser på breve fra kommunerne
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.types import Zone

from . import about_texts, reading
from .linking import Lexis
from .question import Question, Term
from .topics import day_of_line
from .views import Sentence, View, content

_GENRE, _LEAST = 0.3, 0.5  # what a noun like "artikel" weighs among the words that describe a text; any other at least


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """One text: all of a document, or the sentences of one item of it; `fits` tells how far it is the one described."""

    view: View
    sentences: tuple[Sentence, ...]
    whole: bool
    fits: float


def described(question: Question, views: Sequence[View], lexis: Lexis) -> list[Part]:
    """The texts in order of how well the question's words describe them."""
    terms = tuple(_describing(question))
    found = [Part(view, view.sentences, True, _whole(question, view, lexis, terms)) for view in views]
    found = [dataclasses.replace(p, fits=p.fits + _SO_CALLED * is_called_so(question, p, lexis)) for p in found]
    for view in views:
        found.extend(Part(view, item, False, _item(question, view, item, lexis, terms)) for item in items(view))
    found.sort(key=lambda p: (-p.fits, not p.whole, p.view.doc_id, p.sentences[0].number if p.sentences else 0))
    return found


def is_called_so(question: Question, part: Part, lexis: Lexis) -> bool:
    """Does a document call itself what the question calls it: a report, an evaluation?"""
    named = [question.tokens[i].low for i in about_texts.texts_named(question, strictly=False)]
    lines = [s.text for s in part.sentences[:_FIRST] if len(s.tokens) <= _SHORT]
    said = content("\n".join([part.view.title, *lines]))
    return part.whole and any(lexis.alike(name).get(w, 0.0) >= _SO for name in named for w in said)


_SO_CALLED = 0.15  # what a text gains that calls itself what the question calls it
_SO = 0.6
_FIRST, _SHORT = 4, 20  # lines that say what a text is, and their length in tokens


def items(view: View) -> tuple[tuple[Sentence, ...], ...]:
    """The dated items of a document's lists of teasers, the line with the day first."""
    return tuple(tuple(item) for item in _items(view.sentences))


def _items(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    item: list[Sentence] = []
    for sentence in sentences:
        opens = dates_item(sentence)
        if item and (opens or sentence.zone is not Zone.TEASER):
            yield item
            item = []
        if opens or item:
            item.append(sentence)
    if item:
        yield item


def dates_item(sentence: Sentence) -> bool:
    """Is this the line of a teaser that gives its day?"""
    return sentence.zone is Zone.TEASER and day_of_line(sentence.text, len(sentence.tokens)) != ""


def _describing(question: Question) -> Iterator[tuple[Term, float]]:
    """The words that tell which text is meant, each with its weight."""
    verb = about_texts.putting_out(question)
    named = about_texts.texts_named(question, strictly=False)
    for term in question.terms:
        token = question.tokens[term.at]
        if about_texts.names_text(question.tokens, term.at):
            leader = token.low in ("leder", "lederen")
            yield term, _LEAST if leader else _GENRE
        elif term.role == "verb" or term.focus or about_texts.tells_of_text(question, term.at):
            continue
        elif verb >= 0 and named and verb < term.at < named[0]:
            yield term, _GENRE  # "bragte *avisen* nyheden": who put it out
        else:
            yield term, max(term.weight, _LEAST)


Weighed = Sequence[tuple[Term, float]]


def _quoted(question: Question, titles: str) -> bool:
    """Does the question give, between marks, a title or heading of the text?"""
    said = reading.bare_text(titles)
    return any(len(bare := reading.bare_text(q)) >= 8 and bare in said for q in question.quoted)


_ALSO = re.compile(r"\s*(?:læs|se|hør)\s+(?:også|mere|med)\b", re.I)


def only_pointed_at(question: Question, views: Sequence[View]) -> bool:
    """Is the title that a question gives between marks but that of another text, to which "Læs også: …" points?"""
    titles = [bare for q in question.quoted if len(bare := reading.bare_text(q)) >= _TELLING]
    if not titles:
        return False
    lines = [s for view in views for s in view.sentences if any(t in reading.bare_text(s.text) for t in titles)]
    called = any(t in reading.bare_text(view.title) for view in views for t in titles)
    return bool(lines) and not called and all(_ALSO.match(s.text) for s in lines)


_TELLING = 12  # letters of a title that are no chance


def _whole(question: Question, view: View, lexis: Lexis, terms: Weighed) -> float:
    """How well a document is the one that the terms describe: by title and date, first lines, all of it."""
    if _quoted(question, "\n".join([view.title, *view.headings])):
        return 1.0
    title = frozenset(content(view.title)) | frozenset(content(view.dated))
    bylines = frozenset(w for s in view.sentences if s.zone in (Zone.BYLINE, Zone.SOURCE) for w in s.words)
    own = frozenset(w for s in view.sentences if not s.zone.is_furniture for w in s.words)
    places = ((1.0, title), (0.9, bylines), (0.8, view.head), (0.5, own | view.head))
    return _held(terms, lexis, places)


def _item(question: Question, view: View, item: Sequence[Sentence], lexis: Lexis, terms: Weighed) -> float:
    if len(item) > 1 and _quoted(question, item[1].text):
        return 1.0
    headline = frozenset(item[1].words if len(item) > 1 else item[0].words)
    own = frozenset(w for s in item for w in s.words)
    return _held(terms, lexis, ((1.0, headline), (0.8, own), (0.3, view.words)))


def _held(terms: Weighed, lexis: Lexis, places: Sequence[tuple[float, frozenset[str]]]) -> float:
    if not terms:
        return 0.5
    total = sum(weight for _, weight in terms) or 1.0
    return sum(weight * _best(lexis.alike(term.word), places) for term, weight in terms) / total


def _best(match: Mapping[str, float], places: Sequence[tuple[float, frozenset[str]]]) -> float:
    return max((share * match[w] for share, said in places for w in said if w in match), default=0.0)
