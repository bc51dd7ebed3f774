"""Canonical text to passages: whole sentences of one zone kind, short enough for the encoder.

Neighbouring paragraphs of one zone under the same heading share a passage while they fit. Items stand with the sentence
that leads into them; rows stand with their table's head, in the passage or among its headings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from .plain_layout import marker
from .sentences import sentences
from .types import Document, Passage, Span, Zone, ZoneSpan
from .zone_cues import DATED_ITEM

MAX_WORDS = 120
MAX_CHARS = 900


@dataclasses.dataclass(frozen=True, slots=True)
class _Run:
    """Sentences that belong together: one paragraph, item or row, with what a passage needs to know of it."""

    zone: Zone
    sentences: tuple[Span, ...]
    headings: tuple[Span, ...]
    table: int = 0
    part: int = 0  # rises at every rule between paragraphs: no passage reaches over one
    leads: bool = False  # its last sentence ends in a colon: what follows belongs to it


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in order. Every sentence of every zone is in exactly one, rules apart.

    A sentence longer than the limit is a passage of its own.
    """
    runs = list(_runs(document))
    found: list[Passage] = []
    for group in _groups(document.text, runs):
        found += _packed(document, group)
    return tuple(found)


def _runs(document: Document) -> Iterator[_Run]:
    path: list[tuple[int, Span]] = []
    head: dict[int, Span] = {}
    part = 0
    for piece in document.zones:
        if piece.zone in (Zone.TITLE, Zone.HEADING):
            level = 1 if piece.zone is Zone.TITLE else max(piece.level, 2)
            while path and path[-1][0] >= level:
                path.pop()
            above = tuple(span for _, span in path)
            path.append((level, piece.span))
        else:
            above = () if piece.zone.is_furniture else tuple(span for _, span in path)
        found = _sentences_of(document.text, piece)
        if not found:
            part += 1
            continue
        if piece.table:
            if piece.header:
                head.setdefault(piece.table, piece.span)
            elif piece.table in head:
                above = (*above, head[piece.table])
        leads = piece.zone is Zone.BODY and found[-1].of(document.text).endswith(":")
        yield _Run(piece.zone, found, above, piece.table, part, leads)


def _sentences_of(text: str, piece: ZoneSpan) -> tuple[Span, ...]:
    """The sentences of one zone span; a row is one, a bullet belongs to none."""
    if not any(c.isalnum() for c in piece.span.of(text)):
        return ()
    if piece.zone is Zone.TABLE:
        return (piece.span,)
    start = piece.span.start + marker(piece.span.of(text))
    return sentences(text, Span(start, piece.span.end), wrapped=True)


def _groups(text: str, runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs that may share a passage: the same zone, table and headings; a lead-in goes with its list."""
    group: list[_Run] = []
    for at, run in enumerate(runs):
        after = runs[at + 1] if at + 1 < len(runs) else None
        if run.leads and after is not None and after.zone is Zone.LIST:
            if len(run.sentences) > 1:
                rest = dataclasses.replace(run, sentences=run.sentences[:-1], leads=False)
                if group and not _together(group[-1], rest):
                    yield group
                    group = []
                group.append(rest)
            if group:
                yield group
            group = [dataclasses.replace(run, zone=Zone.LIST, sentences=run.sentences[-1:])]
            continue
        if group and (not _together(group[-1], run) or _opens_teaser(text, run)):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _opens_teaser(text: str, run: _Run) -> bool:
    """True for the date that heads one of several teasers: each is about something else."""
    return run.zone is Zone.TEASER and DATED_ITEM.match(text, run.sentences[0].start) is not None


def _together(before: _Run, run: _Run) -> bool:
    if run.zone in (Zone.TITLE, Zone.HEADING) or before.zone is not run.zone:
        return False
    if before.table != run.table or before.part != run.part:
        return False
    if before.headings == run.headings:
        return True
    return bool(run.table) and before.headings == run.headings[:-1]  # the head row itself comes first


def _packed(document: Document, group: Sequence[_Run]) -> Iterator[Passage]:
    """The runs of a group as passages: whole runs while they fit, a run that is too long cut between sentences."""
    headings = group[0].headings
    taken: list[Span] = []
    for run in group:
        if taken and not _fits(document.text, taken[0], run.sentences[-1]):
            yield _passage(document, run.zone, taken, headings)
            taken, headings = [], run.headings
        for sentence in run.sentences:
            if taken and not _fits(document.text, taken[0], sentence):
                yield _passage(document, run.zone, taken, headings)
                taken, headings = [], run.headings
            taken.append(sentence)
    if taken:
        yield _passage(document, group[0].zone, taken, headings)


def _fits(text: str, first: Span, last: Span) -> bool:
    return last.end - first.start <= MAX_CHARS and len(text[first.start : last.end].split()) <= MAX_WORDS


def _passage(document: Document, zone: Zone, taken: Sequence[Span], headings: tuple[Span, ...]) -> Passage:
    return Passage(document.doc_id, Span(taken[0].start, taken[-1].end), zone, tuple(taken), headings)
