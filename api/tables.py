"""A document's tables as values: columns with what they hold, rows with their label and every cell's place.

A table may be drawn with bars, set in columns with blanks or tabs, or told as records ("Initiativ 1: …" with lines
like "Ansvarlig: …" under it). `table_layout.py` and `table_records.py` read the shapes; what comes out is the same.
"""

from __future__ import annotations

import dataclasses
import enum
import re
import weakref

from indexer.dates import day_of, parse_date
from indexer.types import Zone

from .views import Sentence, View, content

Span = tuple[int, int]


class Sort(enum.StrEnum):
    """What a column holds."""

    NAME = "name"
    ACTOR = "actor"
    DATE = "date"
    MONEY = "money"
    COUNT = "count"
    PERCENT = "percent"
    VERDICT = "verdict"
    TEXT = "text"


NUMERIC = frozenset({Sort.MONEY, Sort.COUNT, Sort.PERCENT})


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """`text[start:end]` of the document; `line` is the stretch that is cited for it."""

    text: str
    start: int
    end: int
    line: Span


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column's header, what it holds, its year ("2027"), its unit ("mio. kr."), and whether it adds up others."""

    name: str
    sort: Sort
    year: str = ""
    unit: str = ""
    total: bool = False

    @property
    def words(self) -> frozenset[str]:
        """The content words of the header."""
        return frozenset(content(self.name))


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """A row: the cell that names it, that name without its number, the number, and its cells (None: empty)."""

    label: Cell
    name: str
    number: str
    cells: tuple[Cell | None, ...]
    words: frozenset[str]
    total: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table: `head` the header's stretch, `naming` the column of the labels (-1 for records), `told` what stands over
    it and in its header's corner."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: Span | None
    naming: int
    told: str
    start: int

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows that are not sums of others."""
        return tuple(row for row in self.rows if not row.total)

    @property
    def noun(self) -> str:
        """What its rows are, as its header says."""
        return self.columns[self.naming].name if self.naming >= 0 else ""


_TABLES: weakref.WeakKeyDictionary[View, tuple[Table, ...]] = weakref.WeakKeyDictionary()
MOST_LINES = 20_000  # of one document


def tables(view: View) -> tuple[Table, ...]:
    """The tables of a document in order; found once a view."""
    from . import table_layout, table_records

    found = _TABLES.get(view)
    if found is None:
        made = [*table_layout.tables(view), *table_records.tables(view)]
        found = _TABLES[view] = tuple(sorted(made, key=lambda t: t.start))
    return found


def heads(view: View, sentence: Sentence) -> bool:
    """True for the row that names a table's columns: it says what the cells below are."""
    if sentence.zone is not Zone.TABLE and "|" not in sentence.text:
        return False
    return any(t.head is not None and t.head[0] <= sentence.start < t.head[1] for t in tables(view))


NUMBERED = re.compile(
    r"^(?:nr\.?\s*|[A-Za-zæøåÆØÅ]{3,20}\s+)?(?P<no>\d{1,3}(?:\.\d{1,3})*(?:\.?[A-ZÆØÅ])?|[A-ZÆØÅ]\d{1,2})(?:[.:)]|\s*[–-])?\s+(?=\S)"
)
_MONTHS = frozenset("jan feb mar apr maj jun jul aug sep okt nov dec".split())  # noqa: SIM905
_AMOUNT = re.compile(
    r"^(?:ca\.?|op til|cirka|knap|over|godt)?\s*(?P<n>[-−]?(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+)?)\s*"
    r"(?P<unit>(?:%|pct\.?|procent|mio\.?|mia\.?|millioner|milliarder|t\.)?\s*(?:kr\.?|kroner)?)\s*(?P<rest>.*)$",
    re.I | re.S,
)
_SCALES = (
    ("mia", 9),
    ("milliard", 9),
    ("mio", 6),
    ("million", 6),
    ("t.kr", 3),
    ("t. kr", 3),
    ("tusind", 3),
    ("1.000 kr", 3),
)


def amount(cell: Cell, column: Column) -> tuple[float, str, str] | None:
    """A cell's figure: its value with "mio." multiplied out, its words with the unit, and the unit alone.

    >>> cell = Cell("6,5", 0, 3, (0, 3))
    >>> amount(cell, Column("Budget", Sort.MONEY, unit="mio. kr."))
    (6500000.0, '6,5 mio. kr.', 'mio. kr.')
    """
    match = _AMOUNT.match(cell.text)
    if match is None or (len(match["rest"].split()) > 6 and not match["unit"].strip()):
        return None
    plain = match["n"].replace(".", "").replace(" ", "").replace(",", ".").replace("−", "-")
    own = match["unit"].strip()
    unit = own or column.unit
    power = next((p for name, p in _SCALES if unit.casefold().startswith(name)), 0)
    shown = f"{match['n']} {unit}".strip()
    return round(float(plain) * 10**power, 6), shown, unit


def days(cell: Cell, view: View) -> tuple[int, int, str] | None:
    """A cell's first date as the days it spans, and its ISO value."""
    for found in parse_date(cell.text, view.day):
        span = day_of(found.value)
        if span is not None:
            return span[0].toordinal(), span[1].toordinal(), found.value
    return None


def named(text: str) -> tuple[str, str]:
    """A label as its number and its name: "4.A Døren på Klem" gives ("4.A", "Døren på Klem").

    >>> named("Initiativ 3.2: Grønne tage"), named("Skærmbesøg"), named("2027")
    (('3.2', 'Grønne tage'), ('', 'Skærmbesøg'), ('', '2027'))
    """
    match = NUMBERED.match(text)
    rest = text[match.end() :].strip() if match is not None else ""
    if match is None or (match["no"].isdigit() and len(match["no"]) == 4) or rest[:3].casefold() in _MONTHS:
        return "", text
    return (match["no"], rest) if re.search(r"[^\W\d_]{2}", rest) else ("", text)
