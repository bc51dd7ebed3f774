"""One question to its ranked values: text and graph both asked, their values held against each other."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import decide, extract, from_graph, labels, reading, writers
from .candidates import Candidate
from .decide import Decision
from .library import HITS, library
from .linking import Lexis, Linked, link
from .question import Kind, Question, parse
from .reading import Scored
from .things import Meant, things

if TYPE_CHECKING:
    from .index import Index
    from .retrieval import Hit
    from .views import View

AGREED = 0.06  # what a value gains where text and graph give the same
SEVERAL = 0.06  # what a list gains where the question asks which ones


@dataclasses.dataclass(frozen=True, slots=True)
class Solution:
    """A question as it was read, its values best first, the sentences behind them, and the decision.

    `readings` are the questions that an ambiguous one may mean.
    """

    linked: Linked
    ranked: tuple[Scored, ...]
    found: tuple[Candidate, ...]
    decision: Decision
    meant: tuple[Meant, ...]
    sparql: str | None = None
    readings: tuple[str, ...] = ()


def solve(index: Index, question: str) -> Solution:
    """The solution of a question, taken apart where it needs several answers."""
    from . import hops, readings, steps, tally

    asked: dict[str, Solution] = {}

    def one(part: str) -> Solution:
        """The solution of a part; the same part is often asked for twice."""
        if part not in asked:
            asked[part] = direct(index, part)
        return asked[part]

    parsed = parse(question)
    picked = readings.picked(parsed, things(index).meant(parsed, readings.LOOKED_AT))
    if picked is not None:
        return _asked_as(solve(index, picked), question)
    whole = steps.composed(parsed, one, lambda text: _texts(index, text))
    if whole is not None:
        return whole
    plain = one(question)
    tallied = tally.composed(index, plain.linked.question, plain)
    if tallied is not None:
        return tallied
    nested = hops.nested(parsed, one) or steps.nested(parsed, one)
    if nested is not None:
        return nested
    meant = things(index).meant(plain.linked.question, readings.LOOKED_AT)
    several = None
    if plain.found:
        several = readings.several(parsed, plain, meant, one, lambda thing: _told(index, plain.linked, thing))
    return several if several is not None else plain


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


def direct(index: Index, question: str) -> Solution:
    """The solution of a question that is asked in one step."""
    parsed = parse(question)
    shelf = library(index)
    hits = index.retriever.search(parsed.core, HITS) if parsed.core.strip() and not shelf.small else []
    meant = things(index).meant(parsed)
    rows = from_graph.ask(index, parsed, meant)
    told = () if shelf.small else _defined_in(index, parsed, meant)
    views, lexis = shelf.read(hits, [*from_graph.documents(rows), *told])
    linked = link(parsed, lexis)
    if linked.mended:
        meant = things(index).meant(linked.question)
        rows = from_graph.ask(index, linked.question, meant)
    ranked = reading.rank(linked.question, views, lexis, _bonus(hits, views))
    read = extract.candidates(linked.question, ranked, lexis)
    read += labels.candidates(linked.question, views, lexis)
    about_text = writers.asks(linked.question)
    if about_text:
        read = writers.candidates(linked.question, about_text, views, lexis)
    known = [] if about_text else from_graph.candidates(linked.question, rows, ranked, views, lexis)
    found = _fit(linked.question, _merged(linked.question, read, [candidate for candidate, _ in known]))
    found, decision = _best(linked, found)
    sparql = next((query for c, query in known if found and c.value == found[0].value), None)
    return Solution(linked, tuple(ranked), tuple(found), decision, tuple(meant), sparql)


_MENTIONS = 400  # passages that are looked through for one that defines
_DEFINING = 4  # documents with such a passage that are read


def _defined_in(index: Index, question: Question, meant: Sequence[Meant]) -> list[str]:
    """The documents with a passage that seems to say what the thing asked about is, whatever search says of them."""
    if question.kind is not Kind.DEFINITION or not meant:
        return []
    names = "|".join(re.escape(n) for n in (meant[0].row.label, *meant[0].row.alt))
    named = rf"(?:^|[.\n] *)[*_»\"]*(?:{names})[*_«\"]*"
    tells = re.compile(rf"{named}\s*(?:[–—:]\s|er (?:en|et|den|det|de)\b)|(?P<less>{named}\s*(?:er\s|står for\s|\())")
    rows = index.texts.passages(index.texts.passages_mentioning(meant[0].row.iri)[:_MENTIONS])
    found = [(match["less"] is not None, row.doc_id) for row in rows if (match := tells.search(row.text)) is not None]
    return list(dict.fromkeys(doc_id for _, doc_id in sorted(found, key=lambda f: f[0])))[:_DEFINING]


def _bonus(hits: Sequence[Hit], views: Sequence[View]) -> dict[tuple[str, int], float]:
    """What search thinks of each passage, 1 for the best and 0 for the last."""
    if not hits:
        return {}
    high, low = hits[0].score, hits[-1].score
    parts = {(v.doc_id, p.span.start): n for v in views for n, p in enumerate(v.record.passages)}
    return {
        (hit.doc_id, parts[hit.doc_id, hit.start]): (hit.score - low) / (high - low or 1.0)
        for hit in hits
        if (hit.doc_id, hit.start) in parts
    }


def _fit(question: Question, found: list[Candidate]) -> list[Candidate]:
    """The values that could be given; all of them where none could, so that the refusal can say what was near."""
    least = decide.LEAST_FIT.get(question.kind, 0.0)
    return [c for c in found if c.fit >= least] or found


_SECOND = 4  # how many values are tried after one that can't be given
_NEAR = 0.8  # and how near the best they have to be


def _best(linked: Linked, found: list[Candidate]) -> tuple[list[Candidate], Decision]:
    """The values with a list that may be given first, where one is asked for and the best value may not be given."""
    decision = decide.decide(linked, found)
    if decision.reason is None or decision.reason == "unknown_entity" or not linked.question.many:
        return found, decision
    for other in found[1 : 1 + _SECOND]:
        if not other.more or other.score < _NEAR * found[0].score:
            continue
        again = decide.decide(linked, [other])
        if again.reason is None and not [t for t in decide.unsupported(linked, other) if t.role in ("name", "year")]:
            return [other, *(c for c in found if c is not other)], again
    return found, decision


def _merged(question: Question, read: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Both lists in one order; a value that both give is surer."""
    told = {c.value.casefold() for c in known}
    seen = {c.value.casefold() for c in read[:6]}
    both = [dataclasses.replace(c, fit=min(1.0, c.fit + AGREED)) if c.value.casefold() in told else c for c in read]
    both += [dataclasses.replace(c, fit=min(1.0, c.fit + AGREED)) if c.value.casefold() in seen else c for c in known]
    # A reason or a definition is known by its words, not by its sentence.
    share = 0.45 if question.kind in (Kind.WHY, Kind.DEFINITION) else 0.62
    both.sort(
        key=lambda c: (
            -round(
                share * c.scored.score
                + (1 - share) * c.fit
                + (SEVERAL if c.more and question.wh.startswith("hvilke") else 0.0),
                4,
            ),
            -len(c.more),
            c.scored.sentence.doc_id,
            c.start,
            c.end,
        )
    )
    return _listed(question, both)


def _listed(question: Question, found: list[Candidate]) -> list[Candidate]:
    """Where several are asked for and the best is one member of a list that its own sentence gives: that list first."""
    if not question.many or not found or found[0].more:
        return found
    best = found[0]
    for whole in found[1:12]:
        members = {c.value.casefold() for c in (whole, *whole.more)}
        if len(members) > 1 and whole.scored.sentence is best.scored.sentence and best.value.casefold() in members:
            whole = dataclasses.replace(whole, fit=max(whole.fit, best.fit), scored=best.scored)
            return [whole, *(c for c in found if c.value.casefold() not in members or c.more)]
    return found
