"""Rows of a table that the reader points at which meet what a question demands of them: a bound, a figure, a date, a
target reached or missed, a verdict.

The reader knows which table is meant but weighs each row for itself; the figures of the rows tell which are asked for.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import contrast, pointed_lists, table_limits, table_said, words
from .candidates import Candidate
from .question import Kind, Question
from .reading import Scored
from .table_asked import SUM
from .tables import Cell, Row, Table, named, tables
from .views import View, content

if TYPE_CHECKING:
    from .reader import Read
    from .second_opinion import Opinion

_MEANT = 0.4  # the share of a table's rows together, for the table to be the one that is meant
_LIKELY = 0.2  # the same with "none of them" as a choice
_ALIKE = 0.75  # how alike the noun asked for and a column's header are
_APART = 5  # how many times likelier the last row that is meant is than the first that is not
_LEAST = 0.1  # the share of each row that is meant by the reader alone
_ALL = 0.9  # of the table's share, that the rows meant hold
_KINDS = frozenset({Kind.WHO, Kind.WHAT, Kind.WHERE})
CONFIDENCE = 0.75


@dataclasses.dataclass(frozen=True, slots=True)
class Meant:
    """A table that the reader points at, with what it thinks of its rows."""

    view: View
    table: Table
    reads: tuple[Read | None, ...]  # of `table.body`

    @property
    def shares(self) -> tuple[float, ...]:
        """How far each row answers, against all sentences."""
        return tuple(read.share if read is not None else 0.0 for read in self.reads)


def asks(question: Question) -> bool:
    """May a question be answered by several rows: does it ask for several, or for people, and for no sum or most?"""
    several = question.many or question.keywords or question.kind is Kind.WHO
    added = SUM.search(question.core) is not None and not (question.many and table_limits.limits(question.core))
    return question.kind in _KINDS and several and not one_of_all(question) and not added


def stand_in(views: Sequence[View]) -> bool:
    """Is there a table of several rows with names in the texts, so that the reader's view of its rows is wanted?"""
    return any(_named_rows(table) for view in views for table in tables(view))


def _named_rows(table: Table) -> bool:
    return table.naming >= 0 and len(table.body) >= 2 and table.head is not None


def gives(found: Sequence[Candidate], confidence: float) -> bool:
    """Is this what a table's rows gave?"""
    return bool(found) and found[0].pointed and confidence == CONFIDENCE


def one_of_all(question: Question) -> bool:
    """Is the most, the least, the first or the last asked for? "Mindst 20 pct." and "senest 1. maj" ask for none."""
    told = table_limits.unbounded(question.core)
    return any(contrast.MOST.fullmatch(m.group()) for m in contrast.orders(told))


def limited(question: Question) -> bool:
    """Does a question ask for all that meet a limit, though it may hold a word that orders: "hvilke er *dyrere*"?"""
    return question.many and asks(question) and table_limits.limits(question.core)


def read(question: Question, opinion: Opinion, views: Sequence[View]) -> Candidate | None:
    """The members that the rows of the likeliest table give, where they are fewer than all and more than one."""
    meant = _meant(opinion, views)
    if meant is None:
        return None
    rows, columns = _rows(question, meant)
    wanted = pointed_lists.asked(question)
    if not 1 < len(rows) < len(meant.table.body) or wanted not in (0, len(rows)):
        return None
    return _members(question, meant, rows, columns)


def _meant(opinion: Opinion, views: Sequence[View]) -> Meant | None:
    """The table whose rows the reader finds likeliest together."""
    docs = {doc_id for doc_id, _ in opinion.reads}
    found = []
    for view in views:
        if view.doc_id not in docs:
            continue
        by_start = {s.start: opinion.of(s) for s in view.sentences if (view.doc_id, s.number) in opinion.reads}
        for table in tables(view):
            if not _named_rows(table):
                continue
            found.append(Meant(view, table, tuple(by_start.get(r.label.line[0]) for r in table.body)))
    best = max(found, key=lambda m: sum(m.shares), default=None)
    if best is None or sum(best.shares) < _MEANT:
        return None
    return best if sum(r.whole for r in best.reads if r is not None) >= _LIKELY else None


def _rows(question: Question, meant: Meant) -> tuple[tuple[Row, ...], frozenset[int]]:
    """The rows that meet the conditions of a question, and the columns those are of; where it sets none that a table
    can tell, those that the reader sets clearly apart."""
    table = meant.table
    found = [*table_limits.conditions(question, table, meant.view)]
    if not found and table_limits.limits(question.core):
        given = table_said.condition(question, table, meant.shares)
        return (given.rows, given.columns) if given is not None else ((), frozenset())
    said = table_said.named(question, table) if found else table_said.condition(question, table, meant.shares)
    found += [said] if said is not None else []
    if found:
        rows = tuple(r for r in table.body if all(any(r is o for o in f.rows) for f in found))
        return rows, frozenset(n for f in found for n in f.columns)
    return (_set_apart(meant) if question.many and not _about_one(question, table) else ()), frozenset()


def _about_one(question: Question, table: Table) -> bool:
    """Does a question say a word that only one row holds: "hvilke kommuner køber *chatrobot*"?"""
    rows = [{w for c in row.cells if c is not None for w in content(c.text)} for row in table.body]
    for term in question.content:
        if term.focus or term.role not in ("noun", "name"):
            continue
        if sum(any(words.alike(term.word.casefold(), w) >= _ALIKE for w in said) for said in rows) == 1:
            return True
    return False


def _set_apart(meant: Meant) -> tuple[Row, ...]:
    """The rows that the reader finds far likelier than all others."""
    ranked = sorted(range(len(meant.shares)), key=lambda n: -meant.shares[n])
    for k in range(2, len(ranked)):
        top = [meant.shares[n] for n in ranked[:k]]
        if top[-1] >= max(_LEAST, _APART * meant.shares[ranked[k]]) and sum(top) >= _ALL:
            return tuple(meant.table.body[n] for n in sorted(ranked[:k]))
    return ()


def _members(question: Question, meant: Meant, rows: Sequence[Row], used: frozenset[int]) -> Candidate | None:
    column = _asked_column(question, meant, used)
    by_start = {s.start: s for s in meant.view.sentences}
    kind = "Actor" if question.kind is Kind.WHO else "Text"
    found: dict[str, Candidate] = {}
    for row in rows:
        cell, sentence = row.cells[column], by_start.get(row.label.line[0])
        if cell is None or sentence is None:
            return None
        label = _label(cell)
        scored = Scored(meant.view, sentence, (), (), 0.9, 0.9, 0.9)
        found.setdefault(label.casefold(), Candidate(label, label, kind, cell.start, cell.end, 0.9, scored))
    told = list(found.values())
    if len(told) < 2:
        return None
    also = tuple(m.scored for m in told[1:])
    return dataclasses.replace(told[0], more=tuple(told[1:]), also=also, pointed=True)


def _asked_column(question: Question, meant: Meant, used: frozenset[int]) -> int:
    """The column that is asked for: headed by the noun asked for, else the one that the reader's words stand in."""
    table = meant.table
    free = [n for n in range(len(table.columns)) if n not in used]
    if question.focus:
        alike = [
            max((words.alike(question.focus, words.lemma(w)) for w in content(table.columns[n].name)), default=0.0)
            for n in free
        ]
        best = max(range(len(free)), key=lambda i: alike[i], default=-1)
        if best >= 0 and alike[best] >= _ALIKE and _worded(table, free[best]):
            return free[best]
    held = dict.fromkeys(range(len(table.columns)), 0.0)
    by_start = {s.start: s for s in meant.view.sentences}
    for row, given in zip(table.body, meant.reads, strict=True):
        if given is None or not given.spans:
            continue
        place = by_start[row.label.line[0]].start + given.spans[0].start
        for n, cell in enumerate(row.cells):
            if cell is not None and cell.start <= place < cell.end:
                held[n] += given.share * given.spans[0].share
    best = max(free, key=lambda n: (held[n], n == table.naming), default=table.naming)
    return best if held[best] > held[table.naming] and _worded(table, best) else table.naming


def _worded(table: Table, column: int) -> bool:
    """Do the cells of a column hold words, not letters and figures that number the rows?"""
    cells = [c.text for row in table.body if (c := row.cells[column]) is not None]
    return 2 * sum(re.search(r"[^\W\d_]{2}", text) is not None for text in cells) > len(cells)


def _label(cell: Cell) -> str:
    """A cell without the number before its name; "0. klasse" is a name."""
    name = named(cell.text.strip("*_ "))[1].strip(" *_:.")
    return name if name[:1].isupper() else cell.text.strip("*_ ")
