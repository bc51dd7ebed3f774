"""Values that the graph knows to be another plan's: the sentence tells how many initiatives, since when or by whom, of
a plan that is not the one asked about."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from indexer.texts import EntityRow
from indexer.types import Entity

from .candidates import Candidate
from .question import Kind, Question
from .things import Meant

_PLANS = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme"})
_KINDS = frozenset({Kind.NUMBER, Kind.WHEN, Kind.WHO})
_NAMED = 0.95  # how surely a plan is meant that is named in full
_CLEARLY = 0.2  # how much surer it must be than the next one


def of_another(question: Question, meant: Sequence[Meant], candidate: Candidate) -> bool:
    """Is a value told of other plans only? "The joint strategy holds 60 initiatives" says nothing of the pact's.

    What a sentence is about are the subjects of its statements; a sentence that makes none says nothing either way.
    """
    if question.kind not in _KINDS or candidate.how or candidate.also:
        return False
    asked = asked_about(question, meant)
    if asked is None:
        return False
    told = list(_subjects(candidate)) or _of_other_period(candidate, asked)
    return bool(told) and not any(_same(entity, asked) for entity in told)


def asked_about(question: Question, meant: Sequence[Meant]) -> EntityRow | None:
    """The one plan that a question is about; None where two might be meant, or one is only named to describe another
    ("the plan *that followed* the pact")."""
    plans = [m for m in meant if m.row.type in _PLANS]
    if not plans or plans[0].score < _NAMED:
        return None
    if any(m.score > plans[0].score - _CLEARLY and not m.terms < plans[0].terms for m in plans[1:]):
        return None
    row, terms = plans[0].row, plans[0].terms
    begins_then = row.start is None or not question.years or row.start[:4] in question.years
    return row if begins_then and not _describes(question, min(question.content[i].at for i in terms)) else None


def _describes(question: Question, first: int) -> bool:
    """Does a name that begins at a token stand in a relative clause?"""
    return any(
        t.text == "," or (t.low in ("som", "der") and before.pos in ("NOUN", "PROPN"))
        for before, t in itertools.pairwise(question.tokens[:first])
    )


def _subjects(candidate: Candidate) -> Iterator[Entity]:
    """The plans that the statements of a value's sentence are about."""
    record, sentence = candidate.scored.view.record, candidate.scored.sentence
    entities = {entity.key: entity for entity in record.entities}
    for statement in record.statements:
        span = statement.evidence.span
        if span.start >= sentence.end or sentence.start >= span.end or not isinstance(statement.subject, str):
            continue
        entity = entities.get(statement.subject)
        if entity is not None and entity.type in _PLANS:
            yield entity


def _of_other_period(candidate: Candidate, asked: EntityRow) -> list[Entity]:
    """The plans that a value's sentence names, where all of them began in another year than the one asked about."""
    sentence, begun = candidate.scored.sentence, asked.start
    named = [
        entity
        for entity in candidate.scored.view.record.entities
        if entity.type in _PLANS and any(m.start < sentence.end and sentence.start < m.end for m in entity.mentions)
    ]
    apart = begun and all(e.period[0] and e.period[0][:4] != begun[:4] for e in named)
    return named if apart else []


def _same(entity: Entity, row: EntityRow) -> bool:
    """Is a document's entity the thing of a row: by IRI, or by a name that both have, in no other period?"""
    if entity.iri is not None and row.known:
        return entity.iri == row.iri
    start, end = entity.period
    apart = (start and row.start and start[:4] != row.start[:4]) or (end and row.end and end[:4] != row.end[:4])
    ours, theirs = ({n.casefold() for n in (e.label, *e.alt)} for e in (entity, row))
    called = entity.label.casefold() in theirs or row.label.casefold() in ours  # "strategien" may be both's other name
    return not apart and called
