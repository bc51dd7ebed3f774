"""Mentions in sentences to statements, each with the evidence that carries it: every rule group in turn."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from ..mentions import Sentence
from ..types import Document, Entity, Literal, Mention, Passage, Statement, Zone
from . import (
    bibliographic,
    concluded,
    deadlines,
    duties,
    employers,
    frames,
    lineage,
    lists,
    members,
    nominal,
    occasions,
    people,
    quotes,
    subjects,
    targets,
    tracks,
)
from .reading import Page, Read, page

__all__ = ["state"]

# The rules that read one sentence, in order of trust; the first to state a triple gives its evidence.
RULES = (
    frames.find,
    nominal.counts,
    nominal.parties,
    nominal.periods,
    concluded.lines,
    nominal.conditions,
    nominal.parts,
    people.roles,
    employers.find,
    lists.lines,
    members.initiatives,
    members.named,
    tracks.members,
    members.among,
    members.budgets,
    members.carriers,
    duties.held,
    duties.driven,
    duties.leads,
    duties.together,
    duties.seated,
    lineage.kin,
    lineage.since,
    lineage.owned,
    occasions.minutes,
    occasions.held,
    occasions.speakers,
    subjects.goals,
    targets.figures,
    deadlines.ready,
    subjects.named_after,
    subjects.themes,
    nominal.involvement,
)


def state(
    document: Document,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    sentences: Sequence[Sentence] | None = None,
) -> tuple[Statement, ...]:
    """All statements of a document, in order of evidence; furniture and metadata zones carry none but bibliography."""
    whole = page(document, passages, mentions, entities, sentences)
    found = quotes.quotes(whole)
    whole = dataclasses.replace(whole, reads=tuple(_spoken(read, found) for read in whole.reads))
    made: list[Statement] = list(bibliographic.metadata(whole))
    for read in whole.reads:
        if read.sentence.row is not None and read.sentence.row.header:
            continue
        rules = (people.roles,) if quotes.hearsay(read) else RULES
        for rule in rules:
            made.extend(rule(whole, read))
    for read in whole.bylines:
        made.extend(employers.find(whole, read))
        made.extend(people.roles(whole, read))  # who the author is, beside author itself
    made.extend(lists.tables(whole))
    made.extend(quotes.said(whole, found))
    return _once(made)


def _spoken(read: Read, found: Sequence[quotes.Quote]) -> Read:
    for quote in found:
        if quote.speaker and quote.span.overlaps(read.sentence.span):
            overlap = min(quote.span.end, read.sentence.span.end) - max(quote.span.start, read.sentence.span.start)
            if overlap > 0.35 * (read.sentence.span.end - read.sentence.span.start):
                return dataclasses.replace(read, speaker=quote.speaker)
    reporter = quotes.reporter(read)
    return dataclasses.replace(read, speaker=reporter) if reporter else read


def _once(made: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each claim once a sentence: of two rules that say the same there, the surer."""
    best: dict[tuple[object, ...], Statement] = {}
    for statement in made:
        if isinstance(statement.object, str) and statement.object == statement.subject:
            continue
        side = statement.object if isinstance(statement.object, str) else (statement.object.value,)
        key = (statement.subject, statement.relation, side, statement.evidence.span)
        if key not in best or best[key].confidence < statement.confidence:
            best[key] = statement
    return tuple(sorted(best.values(), key=lambda s: (s.evidence.span, s.relation, str(s.subject), str(s.object))))


__all__ += ["Literal", "Page", "Zone"]
