"""Which table, and which of its columns, a question for the most, the first or the cheapest is about.

What speaks for a table: how far the reader finds its rows, whether its rows are called what is asked for, whether a
column is, and whether the rest of the question stands over it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.dates import MONTHS

from . import contrast, table_source, words
from . import question_cues as cues
from .question import Kind
from .tables import NUMERIC, Cell, Column, Row, Sort, Table, tables
from .views import content

if TYPE_CHECKING:
    from .linking import Lexis, Linked
    from .second_opinion import Opinion
    from .views import View

SURE = 0.5  # the share of the reader that needs nothing else
_SAME = 0.75
_TIED = 0.2
_PLAN = re.compile(
    r"\b(?:mål\w*|budget\w*|ramme\w*|afsat\w*|bevilg\w*|bevilling\w*|plan\w*|frist\w*|før|oprindelig\w*)\b", re.I
)
_DONE = re.compile(
    r"\b(?:resultat\w*|regnskab\w*|forbrug\w*|faktisk\w*|opnået|nået|brugt|realiseret|reel\w*|nu"
    r"|endelig\w*|i alt|samlet)\b",
    re.I,
)
_ASKS_PLAN = re.compile(
    r"\b(?:skal|skulle|budget\w*|afsat|sat af|bevilget|planlagt\w*|plan\w*|mål\w*|frist\w*|oprindelig\w*)\b", re.I
)
_DUE = re.compile(r"\b(?:kort|læng)\w*\s+(?:\w+\s+)?(?:\w*frist|\w*tidsplan|varsel)\b", re.I)
_COUNTER = re.compile(r"\W*(?:nr|nummer|no|#)\b\W*", re.I)
_BARE = re.compile(r"(?:ca\.? )?\d")


@dataclasses.dataclass(frozen=True, slots=True)
class Ranked:
    """A table, the rows that the question is about, and the column to order them by; `worth` is how much speaks for
    it, `firm` whether it does so whatever the reader thinks."""

    view: View
    table: Table
    column: int
    rows: tuple[Row, ...]
    worth: float
    firm: bool


def ranked(linked: Linked, opinion: Opinion, views: Sequence[View], lexis: Lexis, word: str) -> Ranked | None:
    """The table that a question with a word of order is about, None where too little speaks for any."""
    asked, source = _Asked(linked, lexis, word), table_source.source(linked.question)
    found = [
        made
        for view in views
        for table in tables(view)
        if not table_source.of_another(source, view, table, views, lexis)
        and (made := _one(asked, opinion, view, table, source)) is not None
    ]
    return max(found, key=lambda r: (round(r.worth, 3), r.firm), default=None)


@dataclasses.dataclass(frozen=True, slots=True)
class _Asked:
    linked: Linked
    lexis: Lexis
    word: str

    @property
    def focus(self) -> str:
        return self.linked.question.focus or ""

    def held(self, word: str, said: frozenset[str]) -> bool:
        alike = self.lexis.alike(word)
        return any(max(alike.get(s, 0.0), words.alike(word, s)) >= _SAME for s in said)

    @property
    def rest(self) -> Iterator[tuple[str, float]]:
        """The words besides focus and order, with their weights."""
        for term in self.linked.question.content:
            low = term.word.casefold()
            if low == self.word or term.focus or low == self.focus or term.role in ("verb", "other", "number"):
                continue
            if low in MONTHS:
                continue
            yield term.word, 1.6 if term.role == "name" else 1.0


def _one(
    asked: _Asked, opinion: Opinion, view: View, table: Table, source: table_source.Source | None
) -> Ranked | None:
    found = share(opinion, view, table)
    noun = _noun(asked, table)
    column = _column(asked, table)
    if column is None or len(table.body) < 2:
        return None
    n, called = column
    rows, set_by = _rows(asked, table, n)
    own = table.columns[n].words
    over = frozenset(content(f"{table.told} {view.title}")) | view.head
    rest = [(w, weight) for w, weight in asked.rest if w not in set_by and not asked.held(w, own)]
    told = sum(weight for w, weight in rest if asked.held(w, over) or w in view.years)
    about = told / total if (total := sum(weight for _, weight in rest)) else 0.5
    about = 1.0 if table_source.named(source, view, table, asked.lexis) else about
    firm = noun >= 1.0 and called >= 0.5 and about >= 0.5
    if not firm and found < SURE and not (found >= 0.15 and noun >= 1.0 and (called >= 0.5 or about >= 0.5)):
        return None
    worth = 1.2 * found + 0.6 * noun + 0.7 * min(called, 1.2) + 0.5 * about
    return Ranked(view, table, n, rows, worth, firm)


def share(opinion: Opinion, view: View, table: Table) -> float:
    """How far the reader finds a table's rows, all in all (0-1)."""
    spans = [c.line for row in table.rows for c in (row.label,)]
    total = 0.0
    for (doc_id, number), told in opinion.reads.items():
        if doc_id == view.doc_id and number < len(view.sentences):
            at = view.sentences[number].start
            total += told.share if any(a <= at < b for a, b in spans) else 0.0
    return min(1.0, total)


def _noun(asked: _Asked, table: Table) -> float:
    """How far its rows are what is asked for: 1 where its head says so, 0.5 where nothing speaks against it."""
    said = frozenset(content(table.noun))
    if asked.focus:
        if asked.held(asked.focus, said) or any(words.alike(asked.focus, w) >= 0.5 for w in said):
            return 1.0
        return 0.0 if said else 0.5
    kind = asked.linked.question.kind
    people = table.naming >= 0 and (table.columns[table.naming].sort is Sort.ACTOR or bool(said & cues.WHO_NOUNS))
    return 0.5 if kind is not Kind.WHO or people else 0.0


def _column(asked: _Asked, table: Table) -> tuple[int, float] | None:
    """The column to order by, and how far it is called what is asked for."""
    core = asked.linked.question.core
    dated = (contrast.dated(asked.word) and not asked.word.startswith("hurtig")) or _DUE.search(core) is not None
    able = [
        n
        for n, c in enumerate(table.columns)
        if n != table.naming
        and not _COUNTER.fullmatch(c.name)
        and (c.sort is Sort.DATE if dated else c.sort in NUMERIC or figured(table, n))
    ]
    whole = [n for n in able if table.columns[n].total]
    if whole and not asked.linked.question.years:
        able = [n for n in able if n in whole or not table.columns[n].year]  # not the years that it adds up
    if not able:
        return None
    terms = [t.word for t in asked.linked.question.content if t.word.casefold() != asked.word and t.word != asked.focus]

    def called(column: Column) -> float:
        named = sum(
            max((asked.lexis.alike(w).get(s, words.alike(w, s)) for s in column.words), default=0.0) for w in terms
        )
        year = 1.0 if column.year and column.year in asked.linked.question.years else 0.0
        paid = 0.5 if column.sort is Sort.MONEY and contrast.paid(core, asked.word) else 0.0
        return named + year + paid

    worths = sorted(
        ((round(called(table.columns[n]) + 0.3 * due(core, table.columns[n]), 3), -n) for n in able), reverse=True
    )
    if len(worths) > 1 and worths[0][0] - worths[1][0] <= _TIED:
        return None
    return -worths[0][1], called(table.columns[-worths[0][1]])


def due(core: str, column: Column) -> int:
    """1 for a column of what came of things where no plan is asked about, or of the plan where one is; -1 for the
    other of the two, 0 for one that is neither."""
    plan = (_PLAN.search(column.name) is not None) - (_DONE.search(column.name) is not None)
    return plan if _ASKS_PLAN.search(core) else -plan


def figured(table: Table, n: int) -> bool:
    """Do most cells of a column begin with a figure, as in "17 minutter"?"""
    told = [c for row in table.rows if (c := row.cells[n]) is not None and _BARE.match(c.text)]
    return table.columns[n].sort is Sort.TEXT and len(told) > 1 and 4 * len(told) >= 3 * len(table.rows)


def _rows(asked: _Asked, table: Table, ordered: int) -> tuple[tuple[Row, ...], frozenset[str]]:
    """The rows that words of the question pick out by another cell than that which names them, and those words."""
    rows, used = table.body, set()
    others = [
        n
        for n, c in enumerate(table.columns)
        if n not in (ordered, table.naming) and c.sort not in (*NUMERIC, Sort.DATE)
    ]
    for term in asked.linked.question.content:
        if term.word.casefold() == asked.word or term.word == asked.focus:
            continue
        for n in others:
            kept = tuple(r for r in rows if asked.held(term.word, _said(r.cells[n])))
            if 1 < len(kept) < len(rows):
                rows = kept
                used.add(term.word)
    return rows, frozenset(used)


def _said(cell: Cell | None) -> frozenset[str]:
    return frozenset(content(cell.text)) if cell is not None else frozenset()
