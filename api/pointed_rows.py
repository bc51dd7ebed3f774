"""Cells of a table's column whose row the reader points at: those of the rows that meet what the question says."""

from __future__ import annotations

from . import words
from .question import Question
from .tables import Cell, Row, Table, tables
from .views import Sentence, View, content

_ALIKE = 0.8  # how alike a word of the question and one of a cell are that mean the same
_ROLES = frozenset({"noun", "name", "adj", "year", "number"})


def row_of(view: View, sentence: Sentence) -> tuple[Table, Row] | None:
    """The table and the row that a sentence is."""
    for table in tables(view):
        for row in table.body if table.naming >= 0 else ():
            if row.label.line[0] <= sentence.start < row.label.line[1]:
                return table, row
    return None


def meeting(question: Question, table: Table, row: Row, column: int) -> tuple[Row, ...]:
    """The rows that meet what the question says of the other columns, the given one with them; none where it says
    nothing of them, or the row does not meet it."""
    kept: tuple[Row, ...] = table.body
    for at in range(len(table.columns)):
        if at == column:
            continue
        held = {
            id(r) for t in question.content for r in _holding(table, at, t.word) if t.role in _ROLES and not t.focus
        }
        if 0 < len(held) < len(table.body):
            kept = tuple(r for r in kept if id(r) in held)
    return kept if row in kept and len(kept) < len(table.body) else ()


def _holding(table: Table, at: int, word: str) -> list[Row]:
    """The rows whose cell in a column holds a word."""
    cells = [(row, row.cells[at]) for row in table.body]
    return [row for row, cell in cells if cell is not None and _says(cell, word.casefold())]


def _says(cell: Cell, word: str) -> bool:
    return any(words.alike(word, other) >= _ALIKE for other in (*content(cell.text), cell.text.casefold()))
