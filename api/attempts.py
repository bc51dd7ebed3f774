"""A question taken apart where it needs several answers: attempts in their order, the first that gives one is taken.

Each attempt reads one shape of question: two counts held against each other, a sum, a thing described by another, and
so on. The last is the question as it stands, asked in one step (`solving.direct`).
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from . import (
    both,
    bridging,
    comparing,
    contrast,
    dated_pairs,
    differences,
    from_graph,
    gaps,
    hops,
    reading,
    readings,
    second_opinion,
    shared,
    steps,
    sums,
    table_members,
    tally,
    texts_beside,
    told_apart,
    told_first,
    told_lists,
    two_counts,
    versus,
)
from .candidates import Candidate
from .decide import Decision
from .library import HITS, library
from .linking import Lexis, Linked, link
from .question import Kind, Question, parse
from .second_opinion import Opinion
from .solving import SURE, Solution, bonus, direct
from .table_asked import SUM
from .things import Meant, things

if TYPE_CHECKING:
    from .bridging import Second
    from .index import Index
    from .views import View


def solve(index: Index, question: str) -> Solution:
    """The solution of a question: the first that an attempt gives, or what its words as they stand give."""
    asked = Asked(index, question)
    return next((found for attempt in ATTEMPTS if (found := attempt(asked)) is not None), asked.plain)


class Asked:
    """A question with what its attempts share, so that nothing is asked twice."""

    def __init__(self, index: Index, text: str) -> None:
        self.index, self.text = index, text
        self.one = functools.cache(lambda part: direct(index, part, alone=part == text))
        self.whole = functools.cache(functools.partial(direct, index))  # a part as if it were asked alone
        self.inside = functools.partial(_inside, index)
        self.texts = functools.partial(_texts, index)
        self.side = functools.partial(_side, index)

    @functools.cached_property
    def parsed(self) -> Question:
        """How it was read."""
        return parse(self.text)

    @property
    def plain(self) -> Solution:
        """Its solution in one step."""
        return self.one(self.text)

    @functools.cached_property
    def bridged(self) -> Solution | None:
        """Its solution where one thing is known by another that has to be found first."""
        return bridging.nested(self.index, self.parsed, self.plain, functools.partial(_second, self.index))

    @functools.cached_property
    def composed(self) -> Solution | None:
        """Its solution in steps that its grammar shows."""
        return steps.composed(self.parsed, self.one, self.texts)

    @functools.cached_property
    def summed(self) -> bool:
        """Is a sum asked for? What a table adds up goes before what we would add up."""
        return SUM.search(self.parsed.core) is not None


Attempt = Callable[[Asked], Solution | None]


def _told_first(asked: Asked) -> Solution | None:
    """A statement and what is asked of it: the inner question, where nothing else hangs on the statement."""
    told = told_first.parts(asked.text)
    return None if told is None or told.outer else _asked_as(solve(asked.index, told.inner), asked.text)


def _rows(asked: Asked) -> Solution | None:
    """The rows of a table within a limit."""
    if not table_members.limited(asked.parsed):
        return None
    return asked.plain if table_members.gives(asked.plain.found, asked.plain.decision.confidence) else None


def _told_list(asked: Asked) -> Solution | None:
    """A list that a sentence gives outright."""
    if not told_lists.may_tell(asked.parsed):
        return None
    return asked.plain if told_lists.gives(asked.plain.found, asked.plain.decision.confidence) else None


def _two_counts(asked: Asked) -> Solution | None:
    return two_counts.composed(asked.parsed, asked.side)


def _dated_pair(asked: Asked) -> Solution | None:
    return dated_pairs.composed(asked.parsed, asked.side)


def _texts_beside(asked: Asked) -> Solution | None:
    return texts_beside.composed(asked.parsed, asked.whole, asked.inside, asked.texts)


def _sum(asked: Asked) -> Solution | None:
    return sums.composed(asked.parsed, asked.whole)


def _shared(asked: Asked) -> Solution | None:
    return shared.composed(asked.parsed, asked.whole, asked.texts)


def _reading(asked: Asked) -> Solution | None:
    """The one reading of an ambiguous question that its own words pick."""
    picked = readings.picked(asked.parsed, things(asked.index).meant(asked.parsed, readings.LOOKED_AT))
    return None if picked is None else _asked_as(solve(asked.index, picked), asked.text)


def _apart(asked: Asked) -> Solution | None:
    """Two questions in one, whose second hangs on the first."""
    return asked.bridged if bridging.apart(asked.parsed) else None


def _sure_difference(asked: Asked) -> Solution | None:
    """A difference of which each side was asked for itself, and surely answered."""
    if not differences.sides(asked.parsed.core) or asked.composed is None:
        return None
    return asked.composed if asked.composed.decision.confidence >= _FIRM else None


def _held_against(asked: Asked) -> Solution | None:
    return _held_together(asked.index, asked.parsed, asked.one)


def _composed(asked: Asked) -> Solution | None:
    """What its steps give; where a sum is asked for or two things are compared, a table goes first."""
    whole = None if asked.summed else asked.composed
    compares = differences.sides(asked.parsed.core) or contrast.order(asked.parsed.core) is not None
    if whole is None and (asked.summed or compares):
        tabled = asked.plain
        if tabled.decision.reason is None and tabled.found[0].how:
            return tabled
    return asked.composed if asked.summed else whole


def _total(asked: Asked) -> Solution | None:
    return sums.total(asked.parsed, asked.one) or sums.total(asked.parsed, asked.whole)


def _tallied(asked: Asked) -> Solution | None:
    return tally.composed(asked.index, asked.plain.linked.question, asked.plain)


def _bridged(asked: Asked) -> Solution | None:
    found = asked.bridged
    return None if found is None or _goes_before(asked.plain, found) else found


def _nested(asked: Asked) -> Solution | None:
    """A thing that a relative clause or a preposition describes, found first."""
    plain, parsed, texts = asked.plain, asked.parsed, asked.texts
    firm = plain.decision.reason is None and plain.decision.confidence >= _FIRM
    nested = None
    if not firm:
        nested = hops.nested(parsed, asked.one, asked.whole, asked.inside) or steps.nested(parsed, asked.one)
    if nested is None and _unsure(plain):
        nested = hops.nested(parsed, asked.whole, asked.whole, asked.inside)
        nested = nested or steps.composed(parsed, asked.whole, texts)
    return None if nested is None or _goes_before(plain, nested) else nested


def _named(asked: Asked) -> Solution | None:
    """A refused question asked again by the name alone that a description stands beside."""
    if asked.plain.decision.reason is None or (bare := told_apart.named(asked.text)) is None:
        return None
    alone = solve(asked.index, bare)
    return _asked_as(alone, asked.text) if alone.decision.reason is None else None


def _ambiguous(asked: Asked) -> Solution | None:
    """The readings of a name that several things bear, where they lead to different answers."""
    index, plain = asked.index, asked.plain
    if not plain.found:
        return None
    meant = things(index).meant(plain.linked.question, readings.LOOKED_AT)
    return readings.several(asked.parsed, plain, meant, asked.one, lambda thing: _told(index, plain.linked, thing))


ATTEMPTS: tuple[Attempt, ...] = (
    _told_first,
    _rows,
    _told_list,
    _two_counts,
    _dated_pair,
    _texts_beside,
    _sum,
    _shared,
    _reading,
    _apart,
    _sure_difference,
    _held_against,
    _composed,
    _total,
    _tallied,
    _bridged,
    _nested,
    _named,
    _ambiguous,
)


Compare = Callable[[Linked, Opinion, Sequence["View"], Lexis], Candidate | None]


def _held_together(index: Index, parsed: Question, one: Callable[[str], Solution]) -> Solution | None:
    """The solution of a question that holds two or more things against each other, where the reader finds both."""
    look, core = functools.partial(_look, index), parsed.core
    reads: list[Compare] = []
    if both.sides(core) is not None:
        reads.append(functools.partial(both.read, look=look))
    if differences.sides(core) or versus.either(core):
        reads.append(functools.partial(gaps.read, look=look))
    elif contrast.order(core) is not None and not table_members.limited(parsed):
        reads.append(comparing.read)
    found = (_compared(index, parsed, one(parsed.text), read) for read in reads)
    return next((solution for solution in found if solution is not None), None)


def _compared(index: Index, parsed: Question, plain: Solution, read: Compare) -> Solution | None:
    """What comes first or most, or what lies between: as rules have surely reckoned it, or read in the sentences that
    the reader finds to speak of it; None where it can't be read."""
    reckoned = plain.decision.reason is None and plain.found[0].how and plain.decision.confidence >= SURE
    if reckoned and (read is not comparing.read or contrast.options(parsed.core) is not None):
        return plain
    if plain.decision.reason in ("unknown_entity", "ambiguous"):
        return None
    shelf = library(index)
    hits = index.retriever.search(parsed.core, HITS)
    views, lexis = shelf.read([] if shelf.small else hits)
    opinion = second_opinion.ask(plain.linked, plain.ranked, hits, views)
    if plain.decision.reason == "outside_period" and sum(told.whole for told in opinion.reads.values()) < _SOME_CHANCE:
        return None
    best = read(plain.linked, opinion, views, lexis)
    if reckoned and (best is None or not _elsewhere(opinion, best, plain.found[0])):
        return plain
    if best is None:
        return None
    sure = Decision(comparing.CONFIDENCE)
    return dataclasses.replace(plain, found=(best,), decision=sure, sparql=None, opinion=second_opinion.NONE)


def _elsewhere(opinion: Opinion, best: Candidate, reckoned: Candidate) -> bool:
    """Does the reader surely find one value's table or sentence, and hardly the other's?"""
    return comparing.found_in(opinion, best) >= _FINDS and comparing.found_in(opinion, reckoned) < 1 - _FINDS


_FINDS = 0.85


def _look(index: Index, text: str) -> tuple[Opinion, list[View]]:
    """The reader's view of what the texts say of a side of a comparison, and those texts."""
    parsed, shelf = parse(text), library(index)
    hits = index.retriever.search(parsed.core, HITS)
    views, lexis = shelf.read([] if shelf.small else hits)
    linked = link(parsed, lexis)
    ranked = reading.rank(linked.question, views, lexis, bonus(hits, views))
    return second_opinion.ask(linked, ranked, hits, views), views


_SOME_CHANCE = 0.5
_FIRM = 0.9  # how sure the answer to a whole question is that need not be asked in steps (chosen on ib and jytte)


_FIRMLY_READ = 0.85  # the reader's share of sentence and words
_LESS_SURE = 0.05
_HELD = 0.3  # its share of a sentence that bears out or denies what is asked


def _goes_before(plain: Solution, nested: Solution) -> bool:
    """Has the reader found one sentence that answers the whole question, and is what came of its steps less sure?"""
    if plain.decision.reason is not None or not plain.found:
        return False
    _, whole, words = plain.found[0].opinion
    if plain.linked.question.kind is Kind.YESNO:  # the reader points at no words of a verdict
        return whole >= _HELD and nested.decision.confidence < plain.decision.confidence
    if nested.found and nested.found[0].value == plain.found[0].value:
        return False  # the steps also show how the one thing is known to be the other
    return whole * words >= _FIRMLY_READ and nested.decision.confidence < plain.decision.confidence - _LESS_SURE


def _unsure(plain: Solution) -> bool:
    """Is a question, asked as a whole, refused or answered with less than an even chance?"""
    return plain.decision.reason is not None or plain.decision.confidence < _SOME_CHANCE


def _second(index: Index, text: str, second: Second) -> Solution:
    """The solution of a question that is read on the way to another's answer."""
    solution = direct(index, text, second=second)
    if second.name or contrast.order(text) is None:
        return solution
    return _held_together(index, parse(text), lambda _: solution) or solution


def _side(index: Index, text: str) -> Solution:
    """The solution of a question that is one of two sides, with what it describes looked up first."""
    from . import bridging

    plain = direct(index, text)
    found = bridging.nested(index, parse(text), plain, functools.partial(_second, index))
    return plain if found is None or _goes_before(plain, found) else found


def _inside(index: Index, part: str, doc_id: str) -> Solution:
    """The solution of a part in one document."""
    return direct(index, part, alone=False, within=doc_id)


def _told(index: Index, linked: Linked, thing: Meant) -> Candidate | None:
    """What the graph's surest claim about one thing answers to a question."""
    rows = from_graph.ask(index, linked.question, [thing])
    views, lexis = library(index).read([], from_graph.documents(rows))
    ranked = reading.rank(linked.question, views, lexis, {})
    known = from_graph.candidates(linked.question, rows, ranked, views, lexis)
    return max((c for c, _ in known), key=lambda c: (c.fit, c.score), default=None)


def _asked_as(solution: Solution, text: str) -> Solution:
    """A solution as that of the question in its asker's own words."""
    asked = dataclasses.replace(solution.linked.question, text=text)
    return dataclasses.replace(solution, linked=dataclasses.replace(solution.linked, question=asked))


def _texts(index: Index, text: str) -> tuple[list[View], Lexis]:
    """The documents that speak of something, and their words."""
    shelf = library(index)
    return shelf.read([] if shelf.small else index.retriever.search(text, HITS))
