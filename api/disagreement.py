"""Where sources give different values for one thing: found among claims and among sentences, told with who says what.

A claim disagrees where the graph has another value of the same single-valued relation of the same thing. A sentence
disagrees where another document says all that is asked, as well as the best one does, and gives another value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.conflicts import SINGLE_VALUED, compatible_dates

from . import figures, words
from . import plan as planning
from .candidates import Candidate
from .question import Kind, Question, Term
from .reading import Scored
from .wordlists import several

if TYPE_CHECKING:
    from .index import Index
    from .solving import Solution

MOST = 2
_TYPES = {Kind.NUMBER: "Number", Kind.WHEN: "Date"}
_SURE = 0.8  # claims less sure than this don't contradict an answer
_NAME = r"[A-ZÆØÅ][\w’'-]*(?:\s+(?:og|for|af|i)?\s*[A-ZÆØÅ][\w’'-]*)*"
_SPEAKER = re.compile(
    rf"\b[Ii]følge\s+(?P<after>{_NAME})|\b(?P<before>{_NAME})(?:\s+(?:selv|derimod|dog))?\s+"
    r"(?:skriver|skrev|siger|sagde|oplyser|oplyste|angiver|opgiver|nævner|regner|anfører|melder|daterer|vurderer|hævder)\b"
)


def others(index: Index, solution: Solution) -> list[Candidate]:
    """The values that other sources give for the very same question, best first."""
    best, question = solution.found[0], solution.linked.question
    if _TYPES.get(question.kind) != best.type or best.how or best.more or question.many:
        return []
    out: list[Candidate] = []
    for other in (*_claimed(index, solution, best), *_said(solution, best)):
        if not any(_agree(other, known) for known in (best, *out)):
            out.append(other)
    return out[:MOST]


def speaker(scored: Scored) -> str:
    """Whom a sentence itself gives as its source: "ifølge KL", "Computerworld skriver"; "" where it gives none."""
    match = _SPEAKER.search(scored.sentence.text)
    return (match["after"] or match["before"]).removesuffix("’s").removesuffix("'s") if match is not None else ""


def _agree(one: Candidate, other: Candidate) -> bool:
    """Is it one value, given more or less exactly?"""
    if one.type == "Date":
        return compatible_dates(one.value, other.value)
    a, b = one.value, other.value
    return a == b or _number(a) == _number(b)


def _number(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value


def _claimed(index: Index, solution: Solution, best: Candidate) -> Iterator[Candidate]:
    """Other values of the relation that is asked for, of the thing that the question names most fully."""
    question = solution.linked.question
    if not solution.meant:
        return
    thing = max(solution.meant, key=lambda m: (len(m.terms), m.score))
    for plan in planning.plans(question, [thing]):
        if plan.relation not in SINGLE_VALUED:
            continue
        known = figures.figures(index).of(plan.relation, thing.row.iri)
        agreeing = [f for f in known if _same(best, f.value)]
        for figure in known:
            if _same(best, figure.value) or not agreeing or figure.confidence < _SURE:
                continue
            scored = figures.scored(index, figure)
            if scored is not None and _speaks_of_it(question, scored, best):
                value = figure.value
                yield Candidate(value, value, best.type, figure.start, figure.end, 0.8, scored)


def _same(best: Candidate, value: str) -> bool:
    return compatible_dates(best.value, value) if best.type == "Date" else _number(best.value) == _number(value)


def _speaks_of_it(question: Question, scored: Scored, best: Candidate) -> bool:
    """Does another sentence say what is asked in the question's own words: its verb, or the noun that is counted?"""
    if scored.sentence is best.scored.sentence or scored.sentence.text.rstrip().endswith("?"):
        return False
    asked = [t for t in question.content if _tells(t) or t.focus]
    return bool(asked) and all(any(words.alike(t.word, w) >= 0.6 for w in scored.sentence.words) for t in asked)


_EMPTY = several("komme ske finde gå ligge stå være blive få have gøre begynde")


def _tells(term: Term) -> bool:
    """Does a verb say which event is meant: "indgået" does, "kom" may be of anything?"""
    return term.role == "verb" and words.lemma(term.word) not in _EMPTY


def _said(solution: Solution, best: Candidate) -> Iterator[Candidate]:
    """Other values in sentences of other documents that answer as well as the best one."""
    question = solution.linked.question
    if best.type == "Date" and not any(_tells(t) for t in question.content):
        return  # without a verb of its own, two dates may be of two events
    for other in solution.found[1:]:
        if other.type != best.type or other.scored.sentence is best.scored.sentence or other.how:
            continue
        elsewhere = other.scored.view is not best.scored.view
        share = 0.93 if elsewhere else 0.98
        close = other.score >= share * best.score and other.scored.own >= share * best.scored.own
        if close and other.fit >= 0.85 * best.fit and other.unit == best.unit and _as_full(question, other, best):
            yield other


def _as_full(question: Question, other: Candidate, best: Candidate) -> bool:
    """Does the other sentence, or its title or heading, hold every name, noun and verb that the question gives?"""
    for i, term in enumerate(question.content):
        if i >= len(other.scored.direct) or term.role not in ("name", "noun", "verb", "year") or term.weight <= 0.5:
            continue
        if other.scored.direct[i] < 0.5 and (other.scored.near[i] < 0.65 or best.scored.direct[i] >= 0.5):
            return False
    return True
