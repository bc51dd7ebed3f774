"""Lists that a table gives: the first cells of the rows in which some cell says what the question asks for.

"Which measures had a good effect?" is answered by the names of the rows whose cell reads "good effect".
"""

from __future__ import annotations

import dataclasses
import weakref
from collections.abc import Iterator, Sequence

from indexer.types import Zone

from . import reading
from .candidates import Candidate
from .contrast import row
from .linking import Lexis
from .question import Question, Term
from .reading import Scored
from .views import Sentence, View, content

Cell = tuple[str, int, int]
_LEAST = 0.75  # how far a cell must say a word that is asked for
_DOCUMENTS = 3
_TABLES: weakref.WeakKeyDictionary[View, tuple[Table, ...]] = weakref.WeakKeyDictionary()


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with the sentence that begins it."""

    sentence: Sentence
    cells: tuple[Cell, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table: its heading row and the others, and the words over it (caption, section, title)."""

    header: Row
    rows: tuple[Row, ...]
    above: tuple[str, ...]


def candidates(question: Question, ranked: Sequence[Scored], lexis: Lexis) -> Iterator[Candidate]:
    """For each table of the documents that treat the matter best, the rows that say what is asked for."""
    best: dict[str, Scored] = {}
    for scored in ranked[:12]:
        best.setdefault(scored.view.doc_id, scored)
    for scored in list(best.values())[:_DOCUMENTS]:
        for table in tables(scored.view):
            yield from _listed(question, table, scored, lexis)


def tables(view: View) -> tuple[Table, ...]:
    """The tables of a document, found once."""
    found = _TABLES.get(view)
    if found is None:
        found = _TABLES[view] = tuple(_found(view))
    return found


def _found(view: View) -> Iterator[Table]:
    run: list[Row] = []
    line = -1
    for sentence in (*view.sentences, None):
        cells = row(sentence, view) if sentence is not None else []
        begins = view.text.rfind("\n", 0, sentence.start) if sentence is not None else -2
        if begins == line:
            continue
        if run and abs(len(cells) - len(run[0].cells)) > 1:
            if len(run) > 2:
                yield _table(view, run)
            run = []
        if sentence is not None and len(cells) > 1:
            run.append(Row(sentence, tuple(cells)))
            line = begins
        elif run and len(run) < 3:
            run = []


def _table(view: View, run: Sequence[Row]) -> Table:
    first = run[0].sentence
    before = view.sentences[max(0, first.number - 3) : first.number]
    above = [s.text for s in before if s.zone in (Zone.CAPTION, Zone.HEADING)]
    return Table(run[0], tuple(run[1:]), content(" ".join([first.text, first.heading, view.title, *above])))


def _listed(question: Question, table: Table, scored: Scored, lexis: Lexis) -> Iterator[Candidate]:
    """The first cells (or those of the column asked for) of the rows that say all that is asked and not said above."""
    terms = [t for t in question.content if not t.focus and t.role != "other" and t.weight > 0.35]
    wanted = [t for t in terms if _held(t, table.above, lexis) < _LEAST]
    if not wanted or len(wanted) == len(question.content):
        return
    fits = [r for r in table.rows if _says(wanted, r, lexis)]
    if not fits or len(fits) == len(table.rows):
        return
    column = _column(question, table.header, lexis)
    even = tuple(0.8 for _ in question.content)
    made = dataclasses.replace(scored, direct=even, near=even, coverage=0.85, own=0.75, score=0.85 * scored.scope)
    parts = []
    for fit in fits:
        text, start, end = fit.cells[min(column, len(fit.cells) - 1)]
        if text.strip():
            here = dataclasses.replace(made, sentence=fit.sentence)
            parts.append(Candidate(text, text, "Text", start, end, 0.9, here))
    if parts:
        yield dataclasses.replace(parts[0], more=tuple(parts[1:]), also=tuple(p.scored for p in parts[1:3]))


def _held(term: Term, said: Sequence[str], lexis: Lexis) -> float:
    match = lexis.alike(term.word)
    return max((reading.matched(term, match, w) for w in said), default=0.0)


def _says(wanted: Sequence[Term], made: Row, lexis: Lexis) -> bool:
    """Does one cell after the first say all of the terms?"""
    return any(all(_held(t, content(text), lexis) >= _LEAST for t in wanted) for text, _, _ in made.cells[1:])


def _column(question: Question, header: Row, lexis: Lexis) -> int:
    """The column whose heading is the noun asked for; the first where none is."""
    for n, (text, _, _) in enumerate(header.cells):
        if any(t.focus and _held(t, content(text), lexis) >= 0.85 for t in question.content):
            return n
    return 0
