"""What a table answers: the rows whose cell says what is asked, and the row with the most, the least, the first.

"Which measures had a good effect?" is answered by the names of the rows whose cell reads "good effect"; "which gets
most money?" by the name of the row with the greatest figure in the column of money.
"""

from __future__ import annotations

import dataclasses
import re
import weakref
from collections.abc import Iterator, Sequence

from indexer.dates import day_of, parse_date
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


_MOST = re.compile(r"\b(?:flest|mest|størst\w*|højest\w*|dyrest\w*|længst\w*|sidst|senest|nyest\w*)\b", re.I)
_LEAST_OF = re.compile(
    r"\b(?:færrest|mindst|mindste|lavest\w*|billigst\w*|kortest\w*|tidligst\w*|først|ældst\w*)\b", re.I
)
_WHEN = re.compile(r"(?:sidst|senest|nyest|tidligst|først|ældst)", re.I)
_MONEY = re.compile(
    r"\b(?:penge|kroner|kr|koster|kostede|midler|beløb|budget|bevilling|udgift\w*|dyrest|billigst)\b", re.I
)
_MONEY_HEADS = re.compile(r"\b(?:mio|mia|kr|kroner|beløb|udgift\w*|budget|bevilling|i alt|pris|økonomi|midler)\b", re.I)
_DATE_HEADS = re.compile(r"\b(?:frist|dato|start|slut|klar|tid\w*|år|deadline|færdig|afsluttet|periode)\b", re.I)


def orders(core: str) -> bool:
    """Does a question ask for the most or the least of something, of all that there are?"""
    return " end " not in core and (_MOST.search(core) is None) != (_LEAST_OF.search(core) is None)


def extreme(question: Question, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """The row with the most, the least, the first of what a column of a table gives, as the question orders it."""
    core = question.core
    most, least = _MOST.search(core), _LEAST_OF.search(core)
    if not orders(core) or " eller " in core or not question.wh.startswith(("hvilk", "hvad", "hvem")):
        return None
    word = (most or least or re.match("", core)).group()  # type: ignore[union-attr]
    best: dict[str, Scored] = {}
    for scored in ranked[:12]:
        best.setdefault(scored.view.doc_id, scored)
    for scored in list(best.values())[:_DOCUMENTS]:
        for table in tables(scored.view):
            if not _treats(question, table, scored.view, lexis):
                continue
            found = _ordered(question, table, word, scored.view, lexis)
            if len(found) > 2 and len(found) >= len(table.rows) - 1:
                found.sort(key=lambda f: f[0], reverse=most is not None)
                if found[0][0] != found[1][0]:
                    return _first(question, found, scored)
    return None


def _treats(question: Question, table: Table, view: View, lexis: Lexis) -> bool:
    """Do the table, what stands over it and its document's first lines say the names and the noun asked for?"""
    cells = [w for r in table.rows for w in content(r.cells[0][0])]
    said = (*table.above, *view.head, *cells)
    asked = [t for t in question.content if t.focus or t.role == "name"]
    focus = [t for t in asked if t.focus]
    return (
        bool(asked)
        and all(_held(t, said, lexis) >= (0.5 if t.role == "name" else 0.45) for t in asked)
        and (not focus or _held(focus[0], table.above, lexis) >= 0.45)
    )


def _ordered(question: Question, table: Table, word: str, view: View, lexis: Lexis) -> list[tuple[float, Row, str]]:
    """Each row's figure in the column that the question orders by."""
    heads = [text for text, _, _ in table.header.cells]
    dated = _WHEN.match(word) is not None
    column = -1
    for n, head in enumerate(heads[1:], 1):
        if question.years and head.strip() in question.years:
            column = n
            break
        if dated:
            fits = _DATE_HEADS.search(head) is not None
        elif _MONEY.search(question.core):
            fits = _MONEY_HEADS.search(head) is not None
        else:
            fits = any(_held(t, content(head), lexis) >= 0.75 for t in question.content if t.role == "noun")
        if fits:
            column = n
    found = []
    for made in table.rows:
        at = column + len(made.cells) - len(heads)
        if column < 0 or not 0 < at < len(made.cells):
            continue
        key = _key(made.cells[at][0], dated, view)
        if key is not None:
            found.append((key, made, made.cells[at][0]))
    return found


def _key(cell: str, dated: bool, view: View) -> float | None:
    if dated:
        days = next((d for f in parse_date(cell, view.day) if (d := day_of(f.value)) is not None), None)
        days = days or (day_of(cell.strip()) if re.fullmatch(r"\s*(?:19|20)\d\d\s*", cell) else None)
        return float(days[1].toordinal()) if days else None
    match = re.search(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?", cell)
    return float(match.group().replace(".", "").replace(",", ".")) if match else None


def _first(question: Question, found: Sequence[tuple[float, Row, str]], scored: Scored) -> Candidate:
    (_, made, said), (_, other, less) = found[0], found[1]
    text, start, end = made.cells[0]
    label = re.sub(r"^(?:\d{1,2}(?:\.\w{1,2})?[.)]?|[a-z]\))\s+", "", text)
    even = tuple(0.8 for _ in question.content)
    here = dataclasses.replace(
        scored, sentence=made.sentence, direct=even, near=even, coverage=0.85, own=0.75, score=0.9
    )
    how = f"{said.strip()} mod {less.strip()} for {other.cells[0][0].strip()}"
    start += len(text) - len(label)
    return Candidate(label, label, "Text", start, end, 0.9, here, how=how)


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
