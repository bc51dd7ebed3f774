"""What a question demands of the figures and dates in a table's rows: over or under a bound, equal to a figure, in a
stretch of time, more or less than another column of the same row."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Sequence

from indexer.dates import MONTHS, day_of, parse_date

from . import table_bounds, words
from .polarity import NEGATION
from .question import Question
from .tables import Cell, Column, Row, Sort, Table, amount, days
from .views import View, content


@dataclasses.dataclass(frozen=True, slots=True)
class Met:
    """The rows that meet a condition, and the columns that it is a condition on."""

    rows: tuple[Row, ...]
    columns: frozenset[int]


_FIGURE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)|(?<![\d.,])\d+(?:,\d+)?(?= (?:mio|mia|kr|pct|procent)\b)"
)
_DATED = re.compile(
    r"\b(?:frist\w*|deadline\w*|færdig\w*|klar\w*|slut\w*|afslut\w*|udløb\w*|ibrug\w*|drift|start\w*|begynd\w*|åbn\w*"
    r"|tiltråd\w*|ansat|ansæt\w*|indfør\w*|gå[rt]? i|i mål|senest|inden|før|efter|i løbet af)\b",
    re.I,
)
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.I)
_ROOMY = 0.6  # of the rows, that have a figure or a date in a column, for it to be one of such
_SOME = 0.7  # how alike a word of the question and of a header are
_LATER = re.compile(r"\b(?:nu|nye?|endte|blev|ventes|endelig\w*|faktisk|seneste|regnskab\w*|i dag)\b", re.I)

# What the figures of one column are held against in another.
_GOAL = re.compile(r"\b(?:del)?mål\w*|krav|måltal|\bplan\w*|frist\w*|lovet|løfte", re.I)
_BASE = re.compile(
    r"mål\b|målet|måltal|krav|budget|bevil|plan|lovet|ønske|frist|oprindelig|\bfør\b|aftalt|vent"
    r"|prognose|skøn|estimat|ramme|afsat|tidligere",
    re.I,
)
_AIM = re.compile(r"mål\b|målet|måltal|krav|plan|lovet|ønske|frist|løfte|budget|aftalt", re.I)  # what is to be reached
_OUTCOME = re.compile(
    r"resultat|regnskab|forbrug|faktisk|\bnu\b|\bny\b|\bnye\b|opnået|målt|status|senest|reel|revis|endelig|\bblev\b"
    r"|realiser|brugt|efter\b|\bi dag\b",
    re.I,
)
_LOWER = re.compile(
    r"\b(?:billigere|lavere|hurtigere|kortere|færre|mindre|under|inden for|faldt|faldet|falder|mindske\w*|reducer\w*"
    r"|tidligere end|sparet|underforbrug|(?:gik|gået|går) tilbage|tilbagegang)\b",
    re.I,
)
_HIGHER = re.compile(
    r"\b(?:dyrere|højere|længere|flere|mere|over|steg|steget|stiger|voks\w+|senere|forsinke\w*|overskred\w*"
    r"|overskrid\w*|spræng\w*|overgik|overgået|merforbrug|(?:gik|gået|går) frem|fremgang|for høj[et]|overforbrug)\b",
    re.I,
)
_REACHED = re.compile(
    r"\b(?:nåe?de\w*|nået|nås|når|opfyld\w*|indfri\w*|lev\w* op|klare\w*|overgik|overgået|i mål)\b", re.I
)
_MISSED = re.compile(
    r"\b(?:misse\w*|til kort|sl[oå]g\w* fejl|slået fejl|under (?:del)?mål\w*|bag(?:ved|ud)? mål\w*|mangle\w*|glip"
    r"|forfejl\w*|skuffe\w*)\b",
    re.I,
)
_BETTER_LOW = re.compile(
    r"\b(?:dage?|timer?|minutter|uger|måneder|\w*tid|fejl\w*|klager?|nedbrud|\w*fravær|udgift\w*|omkostning\w*|pris\w*"
    r"|rykkere|ulykker|uheld)\b",
    re.I,
)
_GAINED = re.compile(
    r"\b(?:spare\w*|bespare\w*|til tiden|rettidig\w*|inden|besvar\w*|løst|rettet|korrekt\w*|overhold\w*)\b", re.I
)
_SPELLED = (
    (
        re.compile(r"\b(\d[\d.,]*)( (?:procent|pct\.?|kr\.?|mio\.?(?: kr\.?)?))? eller (?:mere|derover|flere)\b", re.I),
        r"mindst \1\2",
    ),
    (
        re.compile(
            r"\b(\d[\d.,]*)( (?:procent|pct\.?|kr\.?|mio\.?(?: kr\.?)?))? eller (?:mindre|derunder|færre)\b", re.I
        ),
        r"højst \1\2",
    ),
    (re.compile(r"\b(?:en|én) (?=procent\b)", re.I), "1 "),
    (re.compile(r"\ben halv million\b", re.I), "500.000"),
    (re.compile(r"\b(?:en|én) million\b", re.I), "1.000.000"),
    (re.compile(r"\b(?:et |ét )?tusind\b(?! kr)", re.I), "1.000"),
    (re.compile(r"\b(?:et |ét )?hundrede\b", re.I), "100"),
    (re.compile(r"\bhalvdelens?\b", re.I), "50 pct."),
    (re.compile(r"\bhver tiende\b", re.I), "10 pct."),
)


def spelled_out(core: str) -> str:
    """A question with the round figures that it says in words as figures.

    >>> spelled_out("Hvilke koster over en halv million?")
    'Hvilke koster over 500.000?'
    """
    for said, figure in _SPELLED:
        core = said.sub(figure, core)
    return core


def limits(core: str) -> bool:
    """Does a question hold figures against a bound or another column?"""
    return table_bounds.bound(spelled_out(core)) is not None or _way(core) is not None


def unbounded(core: str) -> str:
    """A question without its bounds and its days: "mindst 20 pct.", "senest 1. maj"."""
    core = re.sub(r"\bførst\b(?!\s*(?:\?|$|af\b))", " ", core)
    return re.sub(
        r"\b(?:senest|tidligst|mindst)\b(?=\s+(?:(?:den|i|fra|klar|færdig)\b|\d))", " ", table_bounds.without(core)
    )


def conditions(question: Question, table: Table, view: View) -> list[Met]:
    """The conditions that rows have to meet, as far as the table's columns can tell."""
    dated = _when(question, table, view)
    if table_bounds.bound(spelled_out(question.core)) is not None:
        bounded = _bounded(question, table)
        return [f for f in (bounded, dated) if f is not None] if bounded is not None else []
    found = [_equal(question, table), dated]
    if dated is None or _way(question.core) in ("lower", "higher"):
        found.append(_versus(question, table, view))
    return [f for f in found if f is not None]


def _bounded(question: Question, table: Table) -> Met | None:
    """Rows whose figure is over or under the one in the question."""
    bound = table_bounds.bound(spelled_out(question.core))
    if bound is None:
        return None
    options = []
    for n, column in enumerate(table.columns):
        figures = _amounts(table, n)
        if n == table.naming or sum(f is not None for f in figures) < _ROOMY * len(figures):
            continue
        percent = column.sort is Sort.PERCENT or column.unit.startswith("pct")
        if bound.unit in ("pct", "procent", "%") and not percent:
            continue
        if (bound.unit in ("kr", "kroner") or bound.power) and (percent or column.sort is Sort.DATE):
            continue
        for of in dict.fromkeys((bound.plain * 10**bound.power, bound.plain)):
            rows = tuple(r for r, f in zip(table.body, figures, strict=True) if f is not None and bound.admits(f, of))
            if 0 < len(rows) < len(table.body):
                options.append((_headed(question, column, bound.noun), n, rows))
                break
    return _best(question, options)


def _equal(question: Question, table: Table) -> Met | None:
    """Rows that give the very figure of the question: "skal lægge 200.000"."""
    bound = table_bounds.bound(question.core)
    options = []
    for match in _FIGURE.finditer(question.core):
        if bound is not None and bound.start <= match.start() < bound.end:
            continue
        value = match.group()
        for n, column in enumerate(table.columns):
            cells = [row.cells[n] for row in table.body]
            rows = tuple(
                row
                for row, cell in zip(table.body, cells, strict=True)
                if cell is not None and re.match(rf"{re.escape(value)}(?![\d.,]*\d)", cell.text)
            )
            if n != table.naming and 0 < len(rows) < len(table.body):
                options.append((_headed(question, column, ""), n, rows))
    return _best(question, options)


def _best(question: Question, options: Sequence[tuple[float, int, tuple[Row, ...]]]) -> Met | None:
    """The rows by the column that the question names most fully; by the last of several where it asks what is now."""
    if not options:
        return None
    most = max(o[0] for o in options)
    alike = [o for o in options if o[0] == most]
    _, n, rows = alike[-1] if _LATER.search(question.core) else alike[0]
    return Met(rows, frozenset({n}))


def _headed(question: Question, column: Column, noun: str) -> float:
    """How many of the question's words a column's header says, twice for what the figure counts."""
    header = [words.lemma(w) for w in content(column.name)]
    said = [words.lemma(t.word.casefold()) for t in question.content]
    held = sum(any(words.alike(s, h) >= _SOME for h in header) for s in dict.fromkeys(said))
    counted = any(words.alike(words.lemma(noun), h) >= _SOME for h in header) if noun else False
    return held + 2.0 * counted + (1.0 if column.year and column.year in question.years else 0.0)


def _amounts(table: Table, n: int) -> list[float | None]:
    column = table.columns[n]
    found = [amount(c, column) if (c := row.cells[n]) is not None else None for row in table.body]
    dated = column.sort is Sort.DATE
    return [None if f is None or dated else f[0] for f in found]


# Dates


def _when(question: Question, table: Table, view: View) -> Met | None:
    """Rows whose date lies where the question says: "i 2027", "før nytår 2024", "i 2025, men inden 1. marts"."""
    core = re.sub(r"\bnytår (\d{4})", r"1. januar \1", question.core)
    year = re.search(r"\b(?:19|20)\d\d\b", core)
    day = datetime.date(int(year.group()), 1, 1) if year is not None else view.day
    stretches = []
    for found in parse_date(core, day):
        span = day_of(found.value)
        bare = re.fullmatch(r"\d{4}", found.value) is not None
        if span is None or (bare and _DATED.search(core) is None):
            continue
        stretches.append((table_bounds.way_of(core, found), (span[0].toordinal(), span[1].toordinal())))
    if not stretches:
        return None
    options = []
    for n, column in enumerate(table.columns):
        own = [days(c, view) if (c := row.cells[n]) is not None else None for row in table.body]
        if n == table.naming or sum(o is not None for o in own) < _ROOMY * len(own):
            continue
        rows = tuple(
            row
            for row, o in zip(table.body, own, strict=True)
            if o is not None and all(table_bounds.lies(way, asked, o[:2]) for way, asked in stretches)
        )
        if 0 < len(rows) < len(table.body):
            options.append((_headed(question, column, ""), n, rows))
    return _best(question, options)


# One column against another


def _way(core: str) -> str | None:
    """What the question asks of rows: that they reached or missed a goal, or are lower or higher than they were."""
    negative = NEGATION.search(core) is not None
    if _GOAL.search(core) or _MISSED.search(core):
        if _MISSED.search(core):
            return "reached" if negative else "missed"
        if _REACHED.search(core):
            return "missed" if negative else "reached"
    low, high = _LOWER.search(core), _HIGHER.search(core)
    if (low is None) == (high is None):
        return None
    return "lower" if (low is not None) != negative else "higher"


def _versus(question: Question, table: Table, view: View) -> Met | None:
    way = _way(question.core)
    if way is None:
        return None
    pair = _pair(question, table, view)
    if pair is None:
        return None
    base, outcome = pair
    rows = []
    for row in table.body:
        one, two = _measure(row.cells[base], table.columns[base], view), None
        two = _measure(row.cells[outcome], table.columns[outcome], view)
        if one is None or two is None or one[1] != two[1]:
            continue
        if _goes(way, one[0], two[0], _better_low(row, base, table), inclusive=_within(question.core)):
            rows.append(row)
    return Met(tuple(rows), frozenset(pair)) if 0 < len(rows) < len(table.body) else None


def _within(core: str) -> bool:
    return re.search(r"\binden for\b|\bhold\w* (?:sig|budget\w*|plan\w*)", core, re.I) is not None


def _goes(way: str, base: float, outcome: float, low: bool, *, inclusive: bool) -> bool:
    if way == "lower":
        return outcome < base or (inclusive and outcome == base)
    if way == "higher":
        return outcome > base
    good = outcome <= base if low else outcome >= base
    return good == (way == "reached")


def _better_low(row: Row, base: int, table: Table) -> bool:
    """Is a lower figure the better one: days, errors, prices?"""
    cell = row.cells[base]
    said = f"{row.label.text} {cell.text if cell is not None else ''} {table.columns[base].name}"
    if table.columns[base].sort is Sort.DATE:
        return True
    return _BETTER_LOW.search(said) is not None and _GAINED.search(said) is None


def _measure(cell: Cell | None, column: Column, view: View) -> tuple[float, str] | None:
    """A cell's figure or day, and what it counts."""
    if cell is None:
        return None
    if column.sort is Sort.DATE or _MONTH.search(cell.text):
        day = days(cell, view)
        return (float(day[1]), "day") if day is not None else None
    found = amount(cell, column)
    return (found[0], re.sub(r"[\d.,\s]+", " ", found[2] or cell.text).strip().casefold()) if found else None


def _pair(question: Question, table: Table, view: View) -> tuple[int, int] | None:
    """The two columns that are held against each other: what was to be, or was, and what came."""
    able = []
    for n, column in enumerate(table.columns):
        found = [_measure(row.cells[n], column, view) for row in table.body]
        if n != table.naming and sum(f is not None for f in found) >= _ROOMY * len(found):
            able.append((n, found))
    pairs = [
        (a, b)
        for a, first in able
        for b, second in able
        if a < b
        and sum(x is not None and y is not None and x[1] == y[1] for x, y in zip(first, second, strict=True))
        >= _ROOMY * len(first)
    ]
    if not pairs:
        return None
    return max((_ordered(p, table) for p in pairs), key=lambda p: (_fits(question, table, p), p))


def _ordered(pair: tuple[int, int], table: Table) -> tuple[int, int]:
    """Two columns, the one that the other is held against first."""
    a, b = (table.columns[n].name for n in pair)
    one, two = re.search(r"\b(?:19|20)\d\d\b", a), re.search(r"\b(?:19|20)\d\d\b", b)
    turned = (_BASE.search(b) and not _BASE.search(a)) or (_OUTCOME.search(a) and not _OUTCOME.search(b))
    if not _BASE.search(a) and one and two and one.group() > two.group():
        turned = True
    return (pair[1], pair[0]) if turned else pair


def _fits(question: Question, table: Table, pair: tuple[int, int]) -> float:
    """How far two columns are those that the question holds against each other."""
    base, outcome = (table.columns[n] for n in pair)
    score = 2.0 * (_BASE.search(base.name) is not None) + 1.0 * (_OUTCOME.search(outcome.name) is not None)
    score += _headed(question, base, "") + _headed(question, outcome, "")
    goal = _way(question.core) in ("reached", "missed")
    score += 4.0 * (goal and _AIM.search(base.name) is not None)
    years = [y for y in question.years if y in base.name or y in outcome.name]
    return score + len(years)
