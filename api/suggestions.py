"""Questions that the index is known to answer, offered where it could not answer another.

They are made of claims about the things that the question means (else those of the nearest sentence, else the things
that the texts speak of most), and each is asked before it is offered: what is shown has an answer, the claim's own.
"""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.conflicts import compatible_dates
from indexer.texts import EntityRow

from . import wording
from .question import parse
from .things import things

if TYPE_CHECKING:
    from .index import Index
    from .solving import Solution

ENOUGH = 2  # questions that are offered
_TRIED = 4  # questions that are asked of one thing before it is left
_THINGS = 4
_MAIN = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme", "Initiative", "Solution"})
_ASKED_OF = _MAIN | {"Organisation", "Person", "Event"}
_READ = 400  # claims of one thing that are looked at; they are enough to ask about, and some things have thousands
_CLAIMS = """SELECT ?p ?o ?label ?confidence WHERE {{
  {{ SELECT ?c WHERE {{ ?c rdf:subject <{iri}> }} LIMIT {most} }}
  ?c rdf:predicate ?p ; rdf:object ?o ; sg:negated false ; sg:confidence ?confidence .
  OPTIONAL {{ ?o rdfs:label ?label }}
}} ORDER BY DESC(?confidence) ?p ?o"""


def offered(index: Index, solution: Solution) -> tuple[str, ...]:
    """Questions about what a question without an answer speaks of, each known to have an answer."""
    asked = parse(solution.linked.question.text).core.casefold().rstrip(" ?.!")
    out: list[str] = []
    for row in _about(index, solution):
        for question in _known(index).of(row):
            if question.casefold().rstrip("?") != asked and question not in out:
                out.append(question)
        if len(out) >= ENOUGH:
            break
    return tuple(out[:ENOUGH])


def _about(index: Index, solution: Solution) -> list[EntityRow]:
    """The things to offer questions about, the nearest first."""
    rows = [meant.row for meant in solution.meant]
    for scored in solution.ranked[:1]:
        if solution.decision.reason != "off_topic" and scored.coverage >= 0.35:
            span = (scored.sentence.start, scored.sentence.end)
            for entity in scored.view.record.entities:
                if any(span[0] <= m.start and m.end <= span[1] for m in entity.mentions):
                    row = things(index).called(entity.label)
                    rows += [row] if row is not None else []
    rows = [row for row in rows if row.type in _ASKED_OF][:_THINGS] + list(_known(index).main)
    return list({row.iri: row for row in rows}.values())[: 2 * _THINGS]


class _Known:
    """The questions of one index that have an answer, by thing; each thing is tried once."""

    def __init__(self, index: Index) -> None:
        self._index = weakref.ref(index)
        self._of: dict[str, tuple[str, ...]] = {}
        self.main = tuple(index.texts.most_mentioned(_MAIN, _THINGS))

    def of(self, row: EntityRow) -> tuple[str, ...]:
        found = self._of.get(row.iri)
        index = self._index()
        if found is None and index is not None:
            found = self._of[row.iri] = tuple(_answerable(index, row))
        return found or ()


def _answerable(index: Index, row: EntityRow) -> Iterator[str]:
    """The questions about a thing whose answer is what a claim says, at most as many as are offered."""
    from .solving import direct

    given = 0
    for question, values in list(_questions(index, row).items())[:_TRIED]:
        solution = direct(index, question)
        if solution.decision.reason is None and _same(solution.found[0].value, values):
            yield question
            given += 1
            if given == ENOUGH:
                return


def _questions(index: Index, row: EntityRow) -> dict[str, list[str]]:
    """A question for each relation that a thing has a claim of, with the values that would answer it."""
    out: dict[str, list[str]] = {}
    for found in index.graph.select(_CLAIMS.format(iri=row.iri, most=_READ)):
        relation = found["p"].value.rpartition("#")[2]
        question = wording.asking(relation, row.type, row.label)
        if question is not None:
            out.setdefault(question, []).append(found["label"].value if "label" in found else found["o"].value)
    return out


def _same(value: str, values: Sequence[str]) -> bool:
    low = value.casefold()
    said = [v.casefold() for v in values]
    return any(low == v or (low[:4].isdigit() and compatible_dates(low, v)) or (v in low and " " in low) for v in said)


_KEPT: weakref.WeakKeyDictionary[Index, _Known] = weakref.WeakKeyDictionary()
_OPENING = threading.Lock()


def _known(index: Index) -> _Known:
    with _OPENING:
        found = _KEPT.get(index)
        if found is None:
            found = _KEPT[index] = _Known(index)
        return found
