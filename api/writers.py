"""Who wrote a text: which document is meant, and who its byline names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.types import Zone

from . import cut_who
from .candidates import Candidate
from .linking import Lexis
from .question import Question, Term
from .reading import Scored
from .views import Sentence, View, content


def asks(question: Question) -> bool:
    """True for "hvem har skrevet artiklen …": a text's writer, not a person who says or signs something."""
    about_text = any(term.scope for term in question.terms) or any(t.low in ("artiklen", "teksten", "lederen", "indlægget", "nyheden") for t in question.tokens)
    return cut_who.asks_writer(question) and about_text


def candidates(question: Question, views: Sequence[View], lexis: Lexis) -> list[Candidate]:
    """The persons of the bylines of the documents that fit, best first."""
    terms = tuple(t for t in question.terms if t.role != "verb")
    found = [c for view in views for c in _of(question, view, lexis, terms)]
    found.sort(key=lambda c: (-c.score, c.scored.sentence.doc_id, c.start))
    return found


def _of(question: Question, view: View, lexis: Lexis, terms: Sequence[Term]) -> Iterator[Candidate]:
    title = set(content(view.title)) | set(content(view.dated))
    held = []
    for term in terms:
        match = lexis.alike(term.word)
        best = max((match[w] for w in title if w in match), default=0.0)
        best = max(best, 0.8 * max((match[w] for w in view.head if w in match), default=0.0))
        best = max(best, 0.5 * max((match[w] for w in view.words if w in match), default=0.0))
        held.append(best)
    total = sum(t.weight for t in terms) or 1.0
    coverage = sum(t.weight * h for t, h in zip(terms, held, strict=True)) / total if terms else 0.5
    for line in view.sentences:
        if line.zone in (Zone.BYLINE, Zone.SOURCE):
            yield from _persons(question, view, line, coverage)


def _persons(question: Question, view: View, line: Sentence, coverage: float) -> Iterator[Candidate]:
    even = (1.0,) * len(question.content)
    scored = Scored(view, line, (0.0,) * len(even), tuple(coverage for _ in even), coverage, coverage, coverage)
    for mention in view.mentions(line):
        if mention.type == "Person":
            yield Candidate(mention.text, mention.text, "Actor", mention.span.start, mention.span.end, 0.9, scored)
