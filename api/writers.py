"""Questions about a text itself: who wrote it, when and where it is from; which text is meant, what its lines say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.dates import parse_date
from indexer.types import Zone

from . import cut_who, wording
from . import question_cues as cues
from .candidates import Candidate
from .linking import Lexis
from .question import Kind, Question, Term
from .reading import Scored
from .views import Sentence, View, content

_DATED = re.compile(r"\b(dateret|bragt|skrevet|udgivet|publiceret|offentliggjort|trykt|udkom\w*|fra|dato\w*)\b", re.I)
_PUBLISHED = re.compile(
    r"[*_(]*(?:bragt|opdateret|publiceret|udgivet|offentliggjort|dato|trykt|skrevet|sidst opdateret)\b", re.I
)
_SOURCE = re.compile(r"\b(kilde|kilden)\b", re.I)


def asks(question: Question) -> str:
    """ "author", "date" or "source" where a question asks that of a text; else ""."""
    if question.kind is Kind.WHO and cut_who.asks_writer(question) and _text_named(question, strictly=False):
        return "author"
    if question.kind is Kind.WHEN and _DATED.search(question.core) and _text_named(question, strictly=True):
        return "date"
    if (
        question.kind in (Kind.WHAT, Kind.WHO)
        and _SOURCE.search(question.core)
        and _text_named(question, strictly=False)
    ):
        return "source"
    return ""


def _text_named(question: Question, *, strictly: bool) -> bool:
    """Does the question speak of an article, a leader, a text? Strictly: as what it asks about, not as its source."""
    tokens = question.tokens
    for i, token in enumerate(tokens):
        if token.low in cues.GENRES and token.pos in ("NOUN", "PROPN"):
            before = [t.low for t in tokens[max(0, i - 3) : i] if t.pos == "PREP" or t.low == "ifølge"]
            if not strictly or not any(w in ("i", "ifølge", "af", "om") for w in before):
                return True
    return False


def candidates(question: Question, wanted: str, views: Sequence[View], lexis: Lexis) -> list[Candidate]:
    """The persons, dates or sources that the lines of the documents that fit name, best first."""
    terms = tuple(
        t for t in question.terms if t.role != "verb" and t.word.casefold() not in ("dato", "kilden", "kilde", "datoen")
    )
    found = [c for view in views for c in _of(question, wanted, view, lexis, terms)]
    found.sort(key=lambda c: (-c.score, c.scored.sentence.doc_id, c.start))
    return found


def _of(question: Question, wanted: str, view: View, lexis: Lexis, terms: Sequence[Term]) -> Iterator[Candidate]:
    coverage = _fits(view, lexis, terms)
    zones = {
        "author": (Zone.BYLINE, Zone.SOURCE),
        "date": (Zone.DATELINE, Zone.BYLINE),
        "source": (Zone.SOURCE, Zone.BYLINE),
    }[wanted]
    if wanted == "author":
        yield from _signed(question, view, lexis, terms)
    for line in view.sentences:
        first_lines = wanted == "date" and line.number < 5 and _PUBLISHED.match(line.text) is not None
        if line.zone in zones or first_lines:
            yield from _said(question, wanted, view, line, coverage)


_SIGNED = re.compile(
    r"[\W_]*(?:af|tekst(?: af)?:?|(?:skrevet|udarbejdet|forfattet) af:?|forfattere?(?:en)?(?: er|:)|klumme af"
    r"|interview:?)\s+(?=\w)",
    re.I,
)


def _signed(question: Question, view: View, lexis: Lexis, terms: Sequence[Term]) -> Iterator[Candidate]:
    """The writer of one part of a document: a line "Af Lone Krag" or "Forfatter er …" beside what the terms name."""
    for line in view.sentences:
        match = _SIGNED.match(line.text)
        people = [m for m in view.mentions(line) if m.type == "Person"] if match else []
        if not people or match is None or len(line.tokens) > 30:
            continue
        if people[0].span.start - line.start - match.end() > 40:
            continue
        near = [s for s in view.sentences[max(0, line.number - 2) : line.number + 4] if s.heading == line.heading]
        said = set(content(" ".join([line.heading.rsplit("\n", 1)[-1], *(s.text for s in near)])))
        held = [max((v for w, v in lexis.alike(t.word).items() if w in said), default=0.0) for t in terms]
        weights = [max(0.3, t.weight) if t.word.casefold() not in cues.GENRES else 0.3 for t in terms]
        coverage = sum(w * h for w, h in zip(weights, held, strict=True)) / (sum(weights) or 1.0)
        if coverage < 0.6:
            continue
        even = (coverage,) * len(question.content)
        scored = Scored(view, line, (0.0,) * len(even), even, coverage, coverage, coverage)
        made = [Candidate(p.text, p.text, "Actor", p.span.start, p.span.end, 0.97, scored) for p in people]
        several = re.match(r"[^.;]{0,60}\bog\b", view.text[people[0].span.end : line.end]) is not None
        yield dataclasses.replace(made[0], more=tuple(made[1:]) if several else ())


def _fits(view: View, lexis: Lexis, terms: Sequence[Term]) -> float:
    """How well a document is the one that the terms describe: by title and date, first lines, all of it."""
    title = set(content(view.title)) | set(content(view.dated))
    bylines = {w for s in view.sentences if s.zone in (Zone.BYLINE, Zone.SOURCE) for w in s.words}
    held = []
    for term in terms:
        match = lexis.alike(term.word)
        best = max((match[w] for w in title if w in match), default=0.0)
        best = max(best, 0.9 * max((match[w] for w in bylines if w in match), default=0.0))
        best = max(best, 0.8 * max((match[w] for w in view.head if w in match), default=0.0))
        best = max(best, 0.5 * max((match[w] for w in view.words if w in match), default=0.0))
        held.append(best)
    weights = [
        0.3
        if t.word.casefold() in cues.GENRES and t.word.casefold() not in ("leder", "lederen")
        else max(t.weight, 0.5)
        for t in terms
    ]
    total = sum(weights) or 1.0
    return sum(w * h for w, h in zip(weights, held, strict=True)) / total if terms else 0.5


def _said(question: Question, wanted: str, view: View, line: Sentence, coverage: float) -> Iterator[Candidate]:
    even = (coverage,) * len(question.content)
    scored = Scored(view, line, (0.0,) * len(even), even, coverage, coverage, coverage)
    if wanted == "date":
        for found in parse_date(line.text, None):
            fit = 0.95 if line.zone is Zone.DATELINE or _PUBLISHED.match(line.text) else 0.75
            start = line.start + found.start
            yield Candidate(found.value, wording.day(found.value), "Date", start, line.start + found.end, fit, scored)
        return
    kinds = ("Person",) if wanted == "author" else ("Organisation", "Person")
    made = [
        Candidate(m.text, m.text, "Actor", m.span.start, m.span.end, 0.95, scored)
        for m in view.mentions(line)
        if m.type in kinds
    ]
    if wanted == "author" and made:
        yield dataclasses.replace(made[0], more=tuple(made[1:]))  # "Forfattere: A og B"
    else:
        yield from made
