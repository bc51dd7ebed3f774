"""Questions that a table answers: a cell, the rows that meet a condition, the most and the first, sums, differences.

Each attempt gives values whose rows are cited, with the header where the unit or the year stands there.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from . import contrast, ranks, table_source, wording, words
from . import question_cues as cues
from .candidates import Candidate
from .cut_when import date_value
from .linking import Lexis, Linked
from .lists import count_of
from .question import Kind, Question
from .reading import Scored
from .table_asked import (
    SUM,
    Asked,
    Condition,
    Named,
    Wanted,
    asked,
    chosen,
    conditions,
    explained,
    named_rows,
    paraphrased,
    wanted_columns,
)
from .tables import NUMERIC, Cell, Column, Row, Sort, Span, Table, amount, days, tables
from .views import View

LEAST = 0.74
MOST_QUOTE = 1200
_KINDS = frozenset({Kind.WHO, Kind.WHEN, Kind.NUMBER, Kind.WHAT, Kind.HOW, Kind.DEFINITION, Kind.COMPARE, Kind.WHERE})
_TREND = re.compile(
    r"\b(steg|stiger|stige|steget|faldt|falder|falde|faldet|vokset|vokser|op eller ned|større eller mindre)\b", re.I
)
_APART = re.compile(
    r"\b(forskel\w*|hvor (?:mange|meget)(?: [\w.]+){0,3} "
    r"(?:flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere)"
    r"|hvor meget (?:steg|falder|stiger|faldt|vokser)|hvor mange procentpoint)\b",
    re.I,
)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """An answer that a table gives, and how much of the question it accounts for."""

    best: Candidate
    score: float


def read(linked: Linked, views: Sequence[View], lexis: Lexis) -> Found | None:
    """The best answer that a table gives to a question, or None."""
    if linked.question.quoted or linked.strangers:
        return None
    ask = asked(linked, lexis)
    if linked.question.kind not in _KINDS and not (" eller " in ask.core and (ask.order or _TREND.search(ask.core))):
        return None
    if not ask.words:
        return None
    best: Found | None = None
    source = table_source.source(linked.question)
    for view in views:
        for table in tables(view):
            if table_source.of_another(source, view, table, views, lexis):
                continue
            for found in _attempts(ask, table, view):
                if best is None or found.score > best.score + 0.02:
                    best = found
    return best


def neighbour(question: Question, candidate: Candidate) -> bool:
    """True for a figure out of a drawn table's row that was found as if the row were a sentence.

    Where the table itself gives no answer, its row or column is not the one asked for.
    """
    if question.kind is not Kind.NUMBER:
        return False
    start = candidate.start
    return any(
        table.head is not None and any(row.label.line[0] <= start < row.label.line[1] for row in table.rows)
        for table in tables(candidate.scored.view)
        if table.start <= start
    )


def _attempts(ask: Asked, table: Table, view: View) -> Iterator[Found]:
    rows = named_rows(ask, table, view)
    spent = frozenset(i for n in rows for i in n.used)
    columns = wanted_columns(ask, table, spent)
    nouns = ask.rows_wanted(table)
    made: Found | None = None
    if len(rows) < 2 and (ask.order or any(ask.words[i].role == "focus" for i in nouns)):
        made = _conditioned(ask, table, view, columns)
    if made is not None:
        pass
    elif len(rows) > 1:
        made = _several(ask, table, view, rows, columns)
    elif rows:
        made = _one(ask, table, view, rows[0], columns)
    else:
        made = _conditioned(ask, table, view, columns)
        if made is None and not ask.order:
            guess = paraphrased(ask, table, view, frozenset(i for w in columns[:1] for i in w.used))
            made = _one(ask, table, view, guess, columns) if guess is not None else None
    if made is not None and made.score >= LEAST:
        yield made


def _passes(
    ask: Asked, table: Table, view: View, used: frozenset[int], strict: bool = False, close: bool = False
) -> float | None:
    """How much of the question is accounted for, or None where a word that matters is left over."""
    share, left = explained(ask, table, view, used, strict, close)
    for i in left:
        word = ask.words[i]
        if word.role in ("name", "year", "focus", "noun"):
            return None
        if word.role in ("verb", "number", "adj") and word.weight > 0.5:
            return None
    return share


# One row


def _one(ask: Asked, table: Table, view: View, row: Named, columns: Sequence[Wanted]) -> Found | None:
    if ask.order or any(t.pos == "NEG" for t in ask.question.tokens):
        return None
    changed = _change(ask, table, view, row)
    if changed is not None:
        return changed
    column = chosen(columns)
    nouns = ask.rows_wanted(table)
    if column is None:
        return _added_years(ask, table, view, row, nouns)
    cell = row.row.cells[column.index]
    if cell is None:
        return None
    share = _passes(
        ask, table, view, row.used | column.used | nouns, strict=row.strength <= 0.7, close=row.strength <= 0.7
    )
    if share is None:
        return None
    if SUM.search(ask.core) and table.columns[column.index].year and not table.columns[column.index].total:
        return None
    best = _value(ask, table, view, cell, table.columns[column.index], row.row)
    return Found(best, _score(share, row.strength)) if best is not None else None


def _score(share: float, strength: float) -> float:
    return round(0.75 * share + 0.25 * strength, 4)


def _value(ask: Asked, table: Table, view: View, cell: Cell, column: Column, row: Row) -> Candidate | None:
    """A cell's value, of the type that its column holds and the question asks for."""
    kind = ask.question.kind
    heads = (table.head,) if table.head and (column.year or (column.unit and "kr" not in cell.text)) else ()
    scored, also = _places(view, [cell.line, row.label.line], heads)
    if kind is Kind.WHO or column.sort is Sort.ACTOR:
        return _actors(ask, view, cell, scored, also)
    if column.sort is Sort.DATE or kind is Kind.WHEN:
        found = days(cell, view)
        if found is None:
            return _plain(cell, scored, also) if re.match(r"løbende|permanent", cell.text, re.I) else None
        date, label = date_value(found[2], cell.text, ask.core)
        return Candidate(date, label, "Date", cell.start, cell.end, 0.95, scored, also=also)
    if column.sort in NUMERIC:
        figure = amount(cell, column)
        if figure is None:
            return None if kind is Kind.NUMBER else _plain(cell, scored, also)
        value, shown, unit = figure
        return Candidate(
            digits(value), shown, "Number", cell.start, cell.end, 0.95, scored, unit=_unit(unit), also=also
        )
    if kind is Kind.NUMBER:
        figure = amount(cell, column)
        if figure is None or not figure[1]:
            return None
        return Candidate(
            digits(figure[0]), figure[1], "Number", cell.start, cell.end, 0.9, scored, unit=_unit(figure[2]), also=also
        )
    return _plain(cell, scored, also)


def _unit(unit: str) -> str:
    return "procent" if unit.casefold().startswith(("pct", "%", "procent")) else unit


def _plain(cell: Cell, scored: Scored, also: tuple[Scored, ...]) -> Candidate:
    return Candidate(cell.text, cell.text, "Text", cell.start, cell.end, 0.9, scored, also=also)


def _actors(ask: Asked, view: View, cell: Cell, scored: Scored, also: tuple[Scored, ...]) -> Candidate | None:
    """Who a cell names: one value each where it lists names."""
    if not re.search(r"[^\W\d_]{2}", cell.text):
        return None
    text = re.split(r"\s+(?:i samarbejde|sammen) med\s+", cell.text)[0]
    cuts = [m.span() for m in re.finditer(r"\s*[;/]\s*|,\s+(?:og\s+)?|\s+(?:og|samt)\s+(?=[A-ZÆØÅ])", text)]
    known = [(m.span.start - cell.start, m.span.end - cell.start) for s in [scored.sentence] for m in view.mentions(s)
             if cell.start <= m.span.start and m.span.end <= cell.end]  # fmt: skip
    cuts = [c for c in cuts if not any(a < c[1] and c[0] < b for a, b in known) and not _one_name(text, c)]
    starts, ends = [0, *(b for _, b in cuts)], [*(a for a, _ in cuts), len(text)]
    parts = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    if len(parts) > 1 and any(text[a:b][:1].islower() for a, b in parts):
        parts = [(0, len(text))]
    if ask.question.kind is Kind.WHO and (text[:1].islower() or text[:1].isdigit()):
        return None
    made = [
        Candidate(text[a:b], text[a:b], "Actor", cell.start + a, cell.start + b, 0.95, scored, also=also)
        for a, b in parts
    ]
    return dataclasses.replace(made[0], more=tuple(made[1:])) if made else None


def _one_name(text: str, cut: Span) -> bool:
    """ "Teknik og Havn" is one office: two plain words that a dictionary knows."""
    if not re.search(r"\bog\b|\bsamt\b", text[cut[0] : cut[1]]):
        return False
    left, right = re.split(r",\s", text[: cut[0]])[-1].strip(), text[cut[1] :].strip()
    return len(left.split()) == 1 and all(
        not w.isupper() and (words.known(words.lemma(w.casefold())) or words.split(words.lemma(w.casefold())))
        for w in (left, right.split()[0])
    )


# Figures worked out


def _added_years(ask: Asked, table: Table, view: View, row: Named, nouns: frozenset[int]) -> Found | None:
    """ "Hvad koster X": the years of its row added up, where the table has no column that does."""
    columns = [n for n, c in enumerate(table.columns) if c.year and c.sort is Sort.MONEY]
    if len(columns) < 2 or any(c.total for c in table.columns) or ask.question.kind is not Kind.NUMBER:
        return None
    if len({table.columns[n].year for n in columns}) < len(columns):
        return None
    if any(c.year in ask.question.years for c in table.columns if c.year) or len({c.year for c in table.columns}) < 2:
        return None
    column = table.columns[columns[0]]
    asks = frozenset(i for i, lemma in enumerate(ask.lemmas) if lemma & _asks(column))
    share = _passes(ask, table, view, row.used | nouns | asks)
    cells = [cell for n in columns if (cell := row.row.cells[n]) is not None]
    return _summed(table, view, cells, column, "år for år", share, row.strength) if share is not None else None


def _asks(column: Column) -> frozenset[str]:
    from .table_columns import ASKS

    return ASKS[column.sort]


def _summed(
    table: Table, view: View, cells: Sequence[Cell], column: Column, said: str, share: float, strength: float
) -> Found | None:
    figures = [amount(c, column) for c in cells]
    if len(cells) < 2 or any(f is None for f in figures):
        return None
    given = [f for f in figures if f is not None]
    total = round(sum(f[0] for f in given), 6)
    scored, also = _places(view, [c.line for c in cells], (table.head,) if table.head else ())
    shown = _scaled(total, given[0][2])
    how = f"lagt sammen {said}: {wording.listed([c.text for c in cells])}"
    best = Candidate(digits(total), shown, "Number", cells[0].start, cells[0].end, 0.9, scored, how=how, also=also)
    return Found(worded(best, total, given[0][2]), _score(share, strength))


def worded(best: Candidate, value: float, unit: str) -> Candidate:
    """A computed figure said in the table's own unit: the number is given in full, the words as the table counts."""
    return dataclasses.replace(best, label=_scaled(value, unit), unit="" if "kr" in unit else _unit(unit))


def _scaled(value: float, unit: str) -> str:
    power = next(
        (p for name, p in (("mia", 9), ("mio", 6), ("mill", 6), ("t", 3)) if unit.casefold().startswith(name)), 0
    )
    return f"{wording.number(digits(round(value / 10**power, 6)))} {unit}".strip()


def digits(value: float) -> str:
    """A figure as digits: "12500000", "6.5"."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def _change(ask: Asked, table: Table, view: View, row: Named) -> Found | None:
    """A row in two years: how much more or less, or which way it went."""
    trend, apart = _TREND.search(ask.core), _APART.search(ask.core)
    spots = [n for y in ask.question.years for n, c in enumerate(table.columns) if c.year == y and c.sort in NUMERIC]
    if len(spots) != 2 or not (trend or apart):
        return None
    cells = [row.row.cells[n] for n in spots]
    if cells[0] is None or cells[1] is None:
        return None
    column = table.columns[spots[0]]
    one, two = amount(cells[0], column), amount(cells[1], table.columns[spots[1]])
    years = frozenset(
        i for i, w in enumerate(ask.words) if w.role in ("year", "verb") or _TREND.fullmatch(w.low) or w.low == "vokse"
    )
    asks = frozenset(i for i, lemma in enumerate(ask.lemmas) if lemma & _asks(column))
    share = _passes(ask, table, view, row.used | years | asks | ask.rows_wanted(table))
    if one is None or two is None or share is None:
        return None
    scored, also = _places(view, [cells[0].line], (table.head,) if table.head else ())
    names = [table.columns[n].name for n in spots]
    how = f"fra {one[1]} ({names[0]}) til {two[1]} ({names[1]})"
    if apart or ask.question.kind is Kind.NUMBER:
        value = abs(round(two[0] - one[0], 6))
        best = Candidate(
            digits(value), digits(value), "Number", cells[0].start, cells[1].end, 0.9, scored, how=how, also=also
        )
        return Found(worded(best, value, one[2]), _score(share, row.strength))
    word = "steget" if two[0] > one[0] else "faldet" if two[0] < one[0] else "uændret"
    best = Candidate(word, word, "Text", cells[0].start, cells[0].end, 0.9, scored, how=how, also=also)
    return Found(best, _score(share, row.strength))


# Several rows that the question names


def _several(ask: Asked, table: Table, view: View, rows: Sequence[Named], columns: Sequence[Wanted]) -> Found | None:
    column = _measure(ask, table, columns) if ask.order else chosen(columns)
    if column is None:
        return None
    own = table.columns[column.index]
    used = frozenset(i for n in rows for i in n.used) | column.used | ask.rows_wanted(table) | _ordering(ask)
    share = _passes(ask, table, view, used)
    cells = [(n.row, c) for n in rows if (c := n.row.cells[column.index]) is not None]
    if share is None or len(cells) != len(rows):
        return None
    strength = min(n.strength for n in rows)
    if own.sort in NUMERIC and _APART.search(ask.core) and len(cells) == 2:
        return _between(table, view, cells, own, _score(share, strength))
    if ask.order and not _APART.search(ask.core):
        return _most(ask, table, view, cells, own, _score(share, strength), len(rows) > 2)
    if own.sort in NUMERIC and SUM.search(ask.core):
        return _summed(
            table,
            view,
            [c for _, c in cells],
            own,
            "for " + wording.listed([r.name for r, _ in cells]),
            share,
            strength,
        )
    values = [_value(ask, table, view, c, own, r) for r, c in cells]
    given = [v for v in values if v is not None]
    if len(given) < len(values):
        return None
    return Found(_joined(table, view, given, [c.line for _, c in cells], own), _score(share, strength))


def _joined(table: Table, view: View, values: Sequence[Candidate], lines: Sequence[Span], column: Column) -> Candidate:
    heads = (table.head,) if table.head and (column.year or column.unit) else ()
    scored, also = _places(view, lines, heads)
    flat = [m for v in values for m in (dataclasses.replace(v, more=()), *v.more)]
    placed = [dataclasses.replace(v, scored=scored, also=also if n == 0 else ()) for n, v in enumerate(flat)]
    distinct = list({v.value: v for v in reversed(placed)}.values())[::-1]
    return dataclasses.replace(distinct[0], more=tuple(distinct[1:]), also=also)


def _between(table: Table, view: View, cells: Sequence[tuple[Row, Cell]], column: Column, score: float) -> Found | None:
    """The difference of two rows' figures."""
    (first, a), (second, b) = cells
    one, two = amount(a, column), amount(b, column)
    if one is None or two is None:
        return None
    value = abs(round(one[0] - two[0], 6))
    how = f"{one[1]} for {first.name} og {two[1]} for {second.name}"
    scored, also = _places(view, [a.line, b.line], (table.head,) if table.head and column.unit else ())
    best = Candidate(digits(value), digits(value), "Number", a.start, a.end, 0.9, scored, how=how, also=also)
    return Found(worded(best, value, one[2]), score)


# Rows that the question asks for


def _conditioned(ask: Asked, table: Table, view: View, columns: Sequence[Wanted]) -> Found | None:
    """Rows that meet the question's conditions: listed, counted, added up, or the one with the most."""
    nouns = ask.rows_wanted(table)
    found = [c for c in conditions(ask, table, view, nouns) if c.rows]
    found = _apart_from(found)
    rows = [r for r in table.body if all(r in c.rows for c in found)]
    set_by = frozenset(i for c in found for i in c.used)
    if not rows:
        return None
    if ask.order:
        return _ordered(ask, table, view, rows, set_by | nouns, columns)
    if SUM.search(ask.core) and ask.question.kind in (Kind.NUMBER, Kind.WHAT):
        made = _sum(ask, table, view, rows if found else None, set_by | nouns, columns)
        if made is not None:
            return made
    if any(t.pos == "NEG" for t in ask.question.tokens) and not found:
        return None
    column_words = frozenset(
        i for c in found for i, lemma in enumerate(ask.lemmas)
        if lemma & _asks(table.columns[c.column]) or ask.held(i, table.columns[c.column].words) >= 0.75
    )  # fmt: skip
    counting = (
        ask.question.kind is Kind.NUMBER and ask.question.focus and any(ask.words[i].role == "focus" for i in nouns)
    )
    if found and counting:
        return _counted(ask, table, view, rows, set_by | nouns | column_words)
    listing = nouns and (ask.question.many or ask.question.kind is Kind.WHAT or _rows_are_actors(ask, table))
    if listing:
        return _listed(ask, table, view, rows, set_by | nouns | column_words, bool(found))
    if found:
        return _other_cell(ask, table, view, rows, set_by | nouns | column_words, columns, found)
    return None


def _apart_from(found: Sequence[Condition]) -> list[Condition]:
    """Conditions without those whose words another, wider one holds."""
    return [c for c in found if not any(c.used < o.used for o in found)]


def _rows_are_actors(ask: Asked, table: Table) -> bool:
    return bool({w for w in table.columns[table.naming].words} & cues.WHO_NOUNS) if table.naming >= 0 else False


def _listed(
    ask: Asked, table: Table, view: View, rows: Sequence[Row], used: frozenset[int], limited: bool
) -> Found | None:
    used |= frozenset(i for i, w in enumerate(ask.words) if count_of(w.low) == len(rows))
    share = _passes(ask, table, view, used, strict=True, close=not limited)
    if share is None or (not limited and not ask.question.many) or len(rows) > 40:
        return None
    values = [_label(r) for r in rows]
    scored, also = _places(view, [r.label.line for r in rows], ())
    made = [Candidate(v, v, "Text", r.label.start, r.label.end, 0.9, scored) for v, r in zip(values, rows, strict=True)]
    best = dataclasses.replace(made[0], more=tuple(made[1:]), also=also)
    return Found(best, _score(share, 0.9 if limited else 0.75))


def _label(row: Row) -> str:
    return row.name.strip(" *_:.") or row.label.text


def _counted(ask: Asked, table: Table, view: View, rows: Sequence[Row], used: frozenset[int]) -> Found | None:
    share = _passes(ask, table, view, used, strict=True)
    if share is None:
        return None
    scored, also = _places(view, [r.label.line for r in rows], ())
    how = "talt op: " + wording.listed([_label(r) for r in rows])
    value = str(len(rows))
    best = Candidate(value, value, "Number", rows[0].label.start, rows[0].label.end, 0.9, scored, how=how, also=also)
    return Found(best, _score(share, 0.9))


def _other_cell(
    ask: Asked, table: Table, view: View, rows: Sequence[Row], used: frozenset[int], columns: Sequence[Wanted],
    found: Sequence[Condition],
) -> Found | None:  # fmt: skip
    """ "Hvem har frist den 1. maj 2027": one column asked of the rows that another picks out."""
    taken = {c.column for c in found}
    column = chosen([w for w in columns if w.index not in taken])
    if column is None or len(rows) > 6:
        return None
    share = _passes(ask, table, view, used | column.used, strict=True)
    if share is None:
        return None
    own = table.columns[column.index]
    values = [_value(ask, table, view, c, own, r) for r in rows if (c := r.cells[column.index]) is not None]
    given = [v for v in values if v is not None]
    if not given or (len(given) > 1 and not ask.question.many):
        return None
    return Found(_joined(table, view, given, [r.label.line for r in rows], own), _score(share, 0.8))


def _sum(
    ask: Asked, table: Table, view: View, rows: Sequence[Row] | None, used: frozenset[int], columns: Sequence[Wanted]
) -> Found | None:
    """The sum of a column: the table's own where it has a row for it, else added up."""
    column = chosen([w for w in columns if table.columns[w.index].sort in NUMERIC])
    if column is None:
        return None
    own = table.columns[column.index]
    share = _passes(ask, table, view, used | column.used, strict=rows is None)
    if share is None:
        return None
    if rows is None:
        for row in table.rows:
            cell = row.cells[column.index]
            if row.total and cell is not None:
                best = _value(ask, table, view, cell, own, row)
                return Found(best, _score(share, 1.0)) if best is not None else None
        if not ask.rows_wanted(table) or (own.sort is Sort.PERCENT):
            return None
    if own.sort is Sort.PERCENT:
        return None
    cells = [c for r in (rows or table.body) if (c := r.cells[column.index]) is not None and amount(c, own)]
    names = wording.listed([_label(r) for r in rows]) if rows and len(rows) <= 6 else "række for række"
    return _summed(table, view, cells, own, f"for {names}" if rows and len(rows) <= 6 else names, share, 0.8)


# The most and the first


def _ordering(ask: Asked) -> frozenset[int]:
    said = ask.order.casefold()
    return frozenset(i for i, w in enumerate(ask.words) if w.low == said or w.low in ("eller", "end"))


def _measure(ask: Asked, table: Table, columns: Sequence[Wanted]) -> Wanted | None:
    """The column that a question orders by: "flest penge", "tidligst", "højest andel"."""
    word = ask.order.casefold()
    when = contrast.dated(word)
    able = [
        w for w in columns
        if (table.columns[w.index].sort is Sort.DATE if when else table.columns[w.index].sort in NUMERIC)
    ]  # fmt: skip
    if able:
        best = chosen(able)
        undue = best is not None and ranks.due(ask.core, table.columns[best.index]) < 0
        rivals = (c for c in table.columns if best is not None and c.sort is table.columns[best.index].sort)
        return None if undue and any(ranks.due(ask.core, c) > 0 for c in rivals) else best
    sorts = (Sort.DATE,) if when else (Sort.MONEY,) if contrast.paid(ask.core, word) else ()
    spots = [n for n, c in enumerate(table.columns) if c.sort in sorts and (not c.year or c.total)]
    if not when and ask.question.years:
        spots = [n for n, c in enumerate(table.columns) if c.sort in NUMERIC and c.year == ask.question.years[-1]]
    totals = [n for n in spots if table.columns[n].total]
    spots = totals or spots
    if not spots and not when:
        named = [
            Wanted(n, s, frozenset(i for i in range(len(ask.words)) if ask.held(i, c.words) >= 0.75))
            for n, c in enumerate(table.columns)
            if c.sort in NUMERIC and not c.year
            and (s := max((ask.held(i, c.words) for i in range(len(ask.words))), default=0.0)) >= 0.75
        ]  # fmt: skip
        return chosen(sorted(named, key=lambda w: -w.score))
    if len(spots) != 1:
        return None
    asks = _asks(table.columns[spots[0]]) | {table.columns[spots[0]].year}
    return Wanted(spots[0], 1.0, frozenset(i for i, lemma in enumerate(ask.lemmas) if lemma & asks))


def _ordered(
    ask: Asked, table: Table, view: View, rows: Sequence[Row], used: frozenset[int], columns: Sequence[Wanted]
) -> Found | None:
    """The row with the most, the least, the first or the last; or the name that the most rows have."""
    if _APART.search(ask.core) or " eller " in ask.core:
        return None
    busiest = _busiest(ask, table, view, rows, used)
    if busiest is not None:
        return busiest
    column = _measure(ask, table, columns)
    if column is not None and table.columns[column.index].year:
        used |= frozenset(i for i, w in enumerate(ask.words) if w.low == table.columns[column.index].year)
    if column is None or ask.question.kind is Kind.WHEN:
        return None
    picks = ask.question.kind in (Kind.WHAT, Kind.WHO, Kind.COMPARE, Kind.WHERE) or re.match(
        r"hvad koster (?:\w+ )?(?:mest|mindst)", ask.core, re.I
    )
    if not picks:
        return None
    own = table.columns[column.index]
    share = _passes(ask, table, view, used | column.used | _ordering(ask), strict=True)
    cells = [(r, c) for r in rows if (c := r.cells[column.index]) is not None]
    if share is None:
        return None
    return _most(ask, table, view, cells, own, _score(share, 0.85), True)


def _busiest(ask: Asked, table: Table, view: View, rows: Sequence[Row], used: frozenset[int]) -> Found | None:
    """ "Hvem har ansvaret for flest initiativer": the actor that most rows name."""
    low = ask.order.casefold()
    if low not in ("flest", "færrest") or ask.question.kind is not Kind.WHO:
        return None
    after = ask.core.casefold().split(low, 1)[1].split()
    if not after or not any(
        after[0].startswith(w.low) and i in ask.rows_wanted(table) for i, w in enumerate(ask.words)
    ):
        return None
    spots = [n for n, c in enumerate(table.columns) if c.sort is Sort.ACTOR]
    if len(spots) != 1:
        return None
    tally: dict[str, list[Row]] = {}
    for row in rows:
        cell = row.cells[spots[0]]
        for part in re.split(r"\s*[;/]\s*|,\s+|\s+og\s+(?=[A-ZÆØÅ])", cell.text) if cell is not None else ():
            tally.setdefault(part.strip(), []).append(row)
    ranked = sorted(tally.items(), key=lambda t: len(t[1]), reverse=low == "flest")
    if len(ranked) < 2 or len(ranked[0][1]) == len(ranked[1][1]):
        return None
    asks = frozenset(i for i, lemma in enumerate(ask.lemmas) if lemma & _asks(table.columns[spots[0]]))
    share = _passes(ask, table, view, used | asks | _ordering(ask))
    name, own = ranked[0]
    cell = own[0].cells[spots[0]]
    if share is None or cell is None:
        return None
    scored, also = _places(view, [r.label.line for r in own], ())
    how = f"{len(own)} af {len(rows)}: {wording.listed([_label(r) for r in own])}"
    return Found(
        Candidate(name, name, "Actor", cell.start, cell.end, 0.9, scored, how=how, also=also), _score(share, 0.85)
    )


def _most(
    ask: Asked, table: Table, view: View, cells: Sequence[tuple[Row, Cell]], column: Column, score: float, many: bool
) -> Found | None:
    """The row whose figure or date wins, with the one that comes next."""
    low = contrast.lower_wins(ask.order)
    keyed = [(k, r, c) for r, c in cells if (k := _key(c, column, view, low)) is not None]
    if len(keyed) < 2:
        return None
    keyed.sort(key=lambda k: k[0], reverse=not low)
    best, other = keyed[0], keyed[1]
    if best[0] == other[0]:
        return None
    shown = [f[1] if column.sort in NUMERIC and (f := amount(c, column)) else c.text for _, _, c in (best, other)]
    heads = (table.head,) if table.head and column.unit else ()
    scored, also = _places(view, [best[2].line, other[2].line] if not many else [best[2].line], heads)
    how = f"{shown[0]} mod {shown[1]} for {_label(other[1])}"
    if many:
        scored, also = _places(view, [best[2].line, other[2].line], heads)
    label = _label(best[1])
    made = Candidate(label, label, "Text", best[1].label.start, best[1].label.end, 0.9, scored, how=how, also=also)
    return Found(made, score)


def _key(cell: Cell, column: Column, view: View, low: bool) -> float | None:
    if column.sort is Sort.DATE:
        found = days(cell, view)
        return float(found[1]) if found is not None else None
    figure = amount(cell, column)
    return figure[0] if figure is not None else None


# What is cited


def _places(view: View, lines: Sequence[Span], heads: Sequence[Span]) -> tuple[Scored, tuple[Scored, ...]]:
    """The stretches to cite: each row, or rows that follow each other as one where they are many, and the header."""
    runs = sorted(set(lines))
    most = 3 - bool(heads)
    while len(runs) > most:  # the two that stand nearest become one stretch
        n = min(range(len(runs) - 1), key=lambda i: runs[i + 1][0] - runs[i][1])
        runs[n : n + 2] = [(runs[n][0], runs[n + 1][1])]
    first = lines[0]
    runs.sort(key=lambda r: not (r[0] <= first[0] < r[1]))
    found = [_scored(view, span) for span in (*runs, *heads)]
    return found[0], tuple(found[1:])


def _scored(view: View, span: Span) -> Scored:
    """A stretch of the document as a sentence that can be cited."""
    here = next((s for s in view.sentences if s.start < span[1] and span[0] < s.end), view.sentences[0])
    text = view.text[span[0] : span[1]]
    sentence = dataclasses.replace(here, start=span[0], end=span[1], text=text)
    return Scored(view, sentence, (), (), 0.9, 0.9, 0.9)
