"""What a question demands of the words in a table's rows: a verdict, an answer, a name that a cell gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import question_cues as cues
from . import words
from .polarity import NEGATION
from .question import Question
from .table_limits import Met
from .tables import NUMERIC, Row, Sort, Table
from .views import content

_ALIKE = 0.75  # how alike a word of the question and one of a cell are that say the same
_TOGETHER = 0.8  # of a table's share, that the rows with the same word hold which the reader points at
_APART = 3  # how many times likelier each of them is than any other
_BACKED = 0.3  # of a table's share, that rows hold whose word means what the question says in other words
_YES = re.compile(
    r"^(?:ja|enig\w*|accepter\w*|godkend\w*|følge[rs]?\b(?! ikke).*|vedtag\w*|tiltråd\w*|tilslut\w*|grøn\w*|opfyldt"
    r"|nået|imødekom\w*|gennemført|færdig\w*|afsluttet|i drift|på plads|bevilget)$",
    re.I,
)
_NO = re.compile(
    r"^(?:nej|afvist|uenig\w*|forkast\w*|følges ikke|ikke .*|rød\w*|mangler.*|udestår|ej .*|standset|opgivet|ansøgt.*"
    r"|under .*|i gang|forsinket.*|udskudt|afventer.*)$",
    re.I,
)
_FOR = re.compile(
    r"\b(?:ja til|fuldt ud|helt|enig\w*|accepter\w*|godkend\w*|følge[rs]?|retter sig|tilslut\w*|grønt lys|vedtag\w*"
    r"|imødekom\w*|efter planen|nåe?de|nået|nås|opfyld\w*|indfri\w*|færdig\w*|på plads|i drift)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:nej til|afvis\w*|uenig\w*|forkast\w*|misse\w*|mangle\w*|udestå\w*|til kort|glip|imod)\b", re.I
)
_PARTLY = re.compile(r"\b(?:delvis\w*|til dels|halvt)\b", re.I)


def condition(question: Question, table: Table, shares: Sequence[float]) -> Met | None:
    """The rows whose cell in some column says what the question does, or what the reader plainly goes by."""
    told = named(question, table)
    if told is not None:
        return told
    for find in (_meant, _backed):
        found = [(n, find(question, _groups(table, n), table, shares)) for n in _columns(table)]
        met = [(_held(rows, table, shares), Met(rows, frozenset({n}))) for n, rows in found if rows]
        if met:
            return max(met, key=lambda m: m[0])[1]
    return None


def named(question: Question, table: Table) -> Met | None:
    """The rows whose cell in some column says what the question does in the same words."""
    quoted = [(n, _quoted(question, table, n)) for n in _columns(table)]
    found = [(n, rows if rows else _named(question, table, n)) for n, rows in quoted]
    met = [Met(rows, frozenset({n})) for n, rows in found if 1 < len(rows) < len(table.body)]
    return min(met, key=lambda m: len(m.rows), default=None)


def _columns(table: Table) -> list[int]:
    sorts = [*NUMERIC, Sort.DATE]
    return [n for n, c in enumerate(table.columns) if n != table.naming and c.sort not in sorts]


def _quoted(question: Question, table: Table, n: int) -> tuple[Row, ...]:
    """The rows whose cell begins with one that stands whole in the question ("Kontor 7")."""
    core = question.core.casefold()
    cells = [(row, c.text.strip(" *_.").casefold()) for row in table.body if (c := row.cells[n]) is not None]
    whole = {t for _, t in cells if len(t.split()) > 1 and re.search(rf"(?<!\w){re.escape(t)}(?!\w)", core)}
    best = max(whole, key=lambda t: (len(t), t), default="")
    return tuple(row for row, t in cells if best and t.startswith(best))


def _groups(table: Table, n: int) -> dict[str, tuple[Row, ...]]:
    """The rows by what their cell in a column says."""
    found: dict[str, tuple[Row, ...]] = {}
    for row in table.body:
        cell = row.cells[n]
        if cell is not None:
            key = cell.text.strip(" *_.").casefold()
            found[key] = (*found.get(key, ()), row)
    return found


def _named(question: Question, table: Table, n: int) -> tuple[Row, ...]:
    """The rows whose cell holds a word of the question that no header or label does: a firm, a place."""
    heads = [words.lemma(w) for c in table.columns for w in content(c.name)]
    best: tuple[Row, ...] = ()
    for term in question.content:
        low = term.word.casefold()
        plain = term.role in ("verb", "year", "number") or term.focus or low in cues.STOP
        if any(words.alike(low, w) >= _ALIKE for row in table.body for w in row.words):
            continue  # it names a row
        if plain or any(words.alike(words.lemma(low), h) >= _ALIKE for h in heads):
            continue
        rows = tuple(
            row
            for row in table.body
            if (c := row.cells[n]) is not None and any(words.alike(low, w) >= _ALIKE for w in content(c.text))
        )
        if 1 < len(rows) < len(table.body):
            best = tuple(r for r in best if any(r is o for o in rows)) if best else rows
    denied = NEGATION.search(question.core) is not None
    return tuple(r for r in table.body if not any(r is b for b in best)) if best and denied else best


def _meant(
    question: Question, groups: dict[str, tuple[Row, ...]], table: Table, shares: Sequence[float]
) -> tuple[Row, ...]:
    """The rows whose verdict means what the question asks in other words, where the reader doesn't speak against it."""
    negative = NEGATION.search(question.core) is not None
    way = _AGAINST if _AGAINST.search(question.core) else _FOR if _FOR.search(question.core) else None
    if way is None or _PARTLY.search(question.core):
        return ()
    wanted = _NO if (way is _AGAINST) != negative else _YES
    if not any(_YES.match(said) or _NO.match(said) for said in groups):
        return ()
    picked = {id(row) for said, own in groups.items() for row in own if wanted.match(said)}
    rows = tuple(row for row in table.body if id(row) in picked)
    if not 0 < len(rows) < len(table.body):
        return ()
    return rows if _held(rows, table, shares) >= _BACKED * sum(shares) else ()


def _backed(
    question: Question, groups: dict[str, tuple[Row, ...]], table: Table, shares: Sequence[float]
) -> tuple[Row, ...]:
    """The rows with the same word in a column that the reader sets apart from all others."""
    for rows in groups.values():
        inside = [s for row, s in zip(table.body, shares, strict=True) if any(row is r for r in rows)]
        outside = [s for row, s in zip(table.body, shares, strict=True) if not any(row is r for r in rows)]
        if len(rows) < 2 or not outside or sum(inside) < _TOGETHER * sum(shares):
            continue
        if min(inside) >= _APART * max(0.01, *outside) and question.many:
            return rows
    return ()


def _held(rows: Sequence[Row], table: Table, shares: Sequence[float]) -> float:
    return sum(s for row, s in zip(table.body, shares, strict=True) if any(row is r for r in rows))
