"""From ranked sentences to values: each kind of question has its cutter."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence

from indexer.types import Zone

from . import (
    cut_clause,
    cut_definition,
    cut_number,
    cut_outcome,
    cut_predicate,
    cut_what,
    cut_when,
    cut_who,
    lists,
    quotations,
    yesno,
)
from .candidates import Candidate, Scene, scene
from .linking import Lexis
from .question import Kind, Question
from .reading import Scored, bare_text
from .tables import heads
from .views import Sentence

SENTENCES, MORE_SENTENCES = 12, 20
_SHORT = frozenset({Kind.NUMBER, Kind.WHEN})  # the value tells much of whether a sentence is right
DEFINING = 60  # a name stands in many sentences, and one line of a glossary says what it is

_OUTCOMES = frozenset({Kind.WHAT, Kind.HOW})  # asked in many words

_CUTTERS: dict[Kind, Callable[[Scene], Iterator[Candidate]]] = {
    Kind.WHO: cut_who.cut,
    Kind.WHEN: cut_when.cut,
    Kind.WHERE: cut_what.places,
    Kind.NUMBER: cut_number.cut,
    Kind.WHAT: cut_what.cut,
    Kind.DEFINITION: cut_definition.cut,
    Kind.PURPOSE: cut_clause.purpose,
    Kind.WHY: cut_clause.why,
    Kind.HOW: cut_clause.how,
    Kind.SAID: cut_clause.said,
}


Cuts = dict[int, list[Candidate]]
"""What was cut from sentences for one question, by `id` of the scored sentence, which must live as long."""


def candidates(
    question: Question, ranked: Sequence[Scored], lexis: Lexis, known: Cuts | None = None
) -> list[Candidate]:
    """The values that the best sentences hold, best first; `known` is looked in first, and added to."""
    found: list[Candidate] = []
    told = [scored for scored in ranked if not scored.sentence.text.rstrip(' ”»"').endswith("?")] or ranked
    if question.kind is Kind.YESNO:
        told = ranked  # a text may ask the same, and answer
    told = [scored for scored in told if not heads(scored.view, scored.sentence)] or told
    most = MORE_SENTENCES if question.kind in _SHORT else DEFINING if question.kind is Kind.DEFINITION else SENTENCES
    for scored in told[:most]:
        cut = known.get(id(scored)) if known is not None else None
        if cut is None:
            here = scene(question, scored, lexis, scored.view.mentions(scored.sentence))
            cut = [_with_unit(_weighed(here, candidate)) for candidate in _cut(here)]
            if known is not None:
                known[id(scored)] = cut
        found.extend(cut)
    found.sort(key=lambda c: (-c.score, c.scored.sentence.doc_id, c.start, c.end))
    return found


def _cut(here: Scene) -> Iterator[Candidate]:
    kind = here.question.kind
    if kind is Kind.YESNO:
        yield from yesno.cut(here)
    elif kind is Kind.QUOTE:
        yield from _speaker(here)
    elif kind in _OUTCOMES and not here.question.many and cut_outcome.asks(here.question):
        yield from cut_outcome.cut(here)
        yield from (dataclasses.replace(c, fit=c.fit - 0.15) for c in _CUTTERS[kind](here))
    else:
        yield from _CUTTERS[kind](here)
        if kind is Kind.WHAT:
            yield from cut_predicate.cut(here)
        if kind is Kind.WHY and here.question.many:
            yield from lists.cut(here)
        if kind is Kind.WHO and _told_by_someone(here.scored.sentence) and not here.question.focus:
            said = quotations.speaker(here.scored.view, here.scored.sentence)
            if said is not None and said.person and not _already_named(here, said.name):
                yield from (dataclasses.replace(c, fit=0.42) for c in _speaker(here))


def _told_by_someone(sentence: Sentence) -> bool:
    """Does a sentence speak of one whom it does not name: "Vi har længe savnet …"?"""
    return sentence.zone is Zone.QUOTATION or (sentence.zone is Zone.BODY and quotations.in_first_person(sentence.text))


_AMOUNT = re.compile(
    r"\d[\d.,]*\s*(?:(?:mio|mia)\b\.?|millioner|milliarder)(?:\s*(?:kr\b\.?|kroner|euro))?"
    r"|\d[\d.,]*\s*(?:kr|pct)\b\.?",
    re.I,
)


def _with_unit(candidate: Candidate) -> Candidate:
    """A stretch that ends within an amount is given the whole of it: no chunk knows that "6 mio. kr." is one thing."""
    if candidate.type != "Text" or candidate.more or candidate.label != candidate.value:
        return candidate
    sentence = candidate.scored.sentence
    for match in _AMOUNT.finditer(sentence.text):
        first, last = sentence.start + match.start(), sentence.start + match.end()
        if first < candidate.end < last and candidate.end - candidate.start <= len(candidate.label) + 1:
            start = min(candidate.start, first)
            label = sentence.text[start - sentence.start : match.end()]
            return dataclasses.replace(candidate, value=label, label=label, start=start, end=last)
    return candidate


def _weighed(here: Scene, candidate: Candidate) -> Candidate:
    """A value from a sentence with the verb that is asked about fits better than one from a sentence without it."""
    if here.question.kind in (Kind.QUOTE, Kind.SAID, Kind.DEFINITION, Kind.PURPOSE):
        return candidate
    verbs = [n for n, term in enumerate(here.question.content) if term.role == "verb" and term.weight >= 0.3]
    strong = [n for n in verbs if here.question.content[n].weight > 0.5]
    if verbs and not strong:
        plus = 0.06 if max(here.scored.direct[n] for n in verbs) >= 0.5 else 0.0
        return dataclasses.replace(candidate, fit=candidate.fit + plus)
    if not strong:
        return candidate
    held = max(here.scored.direct[n] for n in strong)
    if here.question.kind is Kind.WHEN and any(
        cut_when.told_by_preposition(here.question.content[n].word, candidate) for n in strong
    ):
        held = 1.0
    return dataclasses.replace(
        candidate,
        fit=max(
            0.0,
            candidate.fit
            + (0.06 if held >= 0.5 else -0.2 if here.question.kind in (Kind.WHEN, Kind.WHO, Kind.WHAT) else -0.14),
        ),
    )


def _speaker(here: Scene) -> Iterator[Candidate]:
    """Who says the sentence; cited is the sentence, and the one that names the speaker."""
    view, sentence = here.scored.view, here.scored.sentence
    found = quotations.speaker(view, sentence)
    if found is None and _word_for_word(here):
        found = quotations.author(view)
    if found is None or _already_named(here, found.name):
        yield from cut_who.cut(here)
        return
    fit = 0.85 if found.person else 0.6
    also = () if found.sentence is sentence else (_beside(here.scored, found.sentence),)
    yield Candidate(found.name, found.name, "Actor", found.start, found.end, fit, here.scored, also=also)


def _word_for_word(here: Scene) -> bool:
    """Does the question quote the sentence, or a part of it?"""
    said = bare_text(here.scored.sentence.text)
    return any(len(q) >= _TELLING and (q in said or said in q) for q in map(bare_text, here.question.quoted))


_TELLING = 15  # letters that are no chance


def _already_named(here: Scene, name: str) -> bool:
    """True for a name that the question gives itself."""
    parts = [w.casefold() for w in re.findall(r"[^\W\d_]+", name)]
    terms = here.question.content
    return bool(parts) and all(any(here.lexis.alike(t.word).get(w, 0.0) >= 0.85 for t in terms) for w in parts)


def _beside(scored: Scored, sentence: Sentence) -> Scored:
    return Scored(scored.view, sentence, scored.direct, scored.near, scored.coverage, scored.own, scored.score)
