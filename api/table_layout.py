"""Tables drawn with bars, tabs or blanks: from the lines of a text to columns and rows."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from . import table_columns
from .tables import MOST_LINES, NUMERIC, Cell, Row, Span, Table, named
from .views import View, content

_RULE = re.compile(r"[\s|:+=_–—-]+")
_GAP = re.compile(r"\t+| {2,}")
MOST_CELL = 400
MOST_ROWS = 400


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A line of a text with its cells as spans of the document; `None` is an empty cell."""

    start: int
    end: int
    cells: tuple[Span | None, ...]
    bars: bool


def tables(view: View) -> Iterator[Table]:
    """The tables that are drawn in a document."""
    for block in _blocks(view):
        made = _table(view, block)
        if made is not None:
            yield made


def _blocks(view: View) -> Iterator[list[Line]]:
    """Runs of lines with cells; a rule of dashes is passed over, any other line ends the run."""
    outside = _outside(view)
    run: list[Line] = []
    at = 0
    for line in view.text.split("\n")[:MOST_LINES]:
        start, at = at, at + len(line) + 1
        if line.strip() and _RULE.fullmatch(line) and run:
            continue
        cells = _cells(line, start)
        fits = len(cells) > 1 and not any(a <= start < b for a, b in outside)
        if run and (not fits or (len(cells) and ("|" in line) != run[-1].bars)):
            yield run
            run = []
        if fits:
            run.append(Line(start, start + len(line.rstrip()), tuple(cells), "|" in line))
    if run:
        yield run


def _outside(view: View) -> list[Span]:
    """The stretches that hold no table: menus, adverts, titles."""
    return [
        (s.start, s.end)
        for s in view.sentences
        if s.zone.is_furniture or s.zone.value in ("title", "heading", "navigation", "quotation")
    ]


def _cells(line: str, start: int) -> list[Span | None]:
    """The cells of a line: between bars, else between tabs or at least two blanks."""
    bare = line.strip()
    if not bare or len(line) > 3000:
        return []
    lead = len(line) - len(line.lstrip())
    if bare.count("|") >= 1:
        inner_start = lead + (1 if bare.startswith("|") else 0)
        inner_end = lead + len(bare) - (1 if bare.endswith("|") and len(bare) > 1 else 0)
        out: list[Span | None] = []
        at = inner_start
        for part in line[inner_start:inner_end].split("|"):
            said = part.strip()
            offset = at + part.find(said) if said else at
            out.append((start + offset, start + offset + len(said)) if said else None)
            at += len(part) + 1
        return out
    edges = [(m.start(), m.end()) for m in _GAP.finditer(bare)]
    if not edges:
        return []
    starts = [0, *(b for _, b in edges)]
    ends = [*(a for a, _ in edges), len(bare)]
    return [(start + lead + a, start + lead + b) for a, b in zip(starts, ends, strict=True)]


def _table(view: View, block: Sequence[Line]) -> Table | None:
    count = Counter(len(line.cells) for line in block)
    width = max(count, key=lambda n: (count[n], n))
    if len(block) < 2 or width < 2 or (not block[0].bars and len(block) < 3 and width < 3):
        return None
    lines = _aligned(view, block[:MOST_ROWS], width)
    grid = [[view.text[c[0] : c[1]] if c else "" for c in line.cells] for line in lines]
    if len(grid) < 2 or any(len(cell) > MOST_CELL for row in grid for cell in row):
        return None
    headed = _headed(grid, block[0].bars)
    names = grid[0] if headed else [""] * width
    body = grid[1:] if headed else grid
    told = _told(view, block[0].start)
    columns = table_columns.header(names, [[row[n] for row in body] for n in range(width)], told)
    if not block[0].bars and width == 2 and columns[1].sort not in NUMERIC and columns[1].sort.value != "date":
        return None  # two columns of words with blanks between are as likely a name and an address
    naming = _naming(names, body)
    rows = [_row(view, line, naming, names) for line in (lines[1:] if headed else lines)]
    kept = tuple(row for row in rows if row is not None)
    if not kept:
        return None
    head = (block[0].start, lines[0].end) if headed else None
    return Table(columns, kept, head, naming, f"{told} {names[naming]}", block[0].start)


def _aligned(view: View, block: Sequence[Line], width: int) -> list[Line]:
    """The lines with as many cells as the table has columns; a shorter line's cells are laid under those they touch."""
    out = []
    full = [line for line in block if len(line.cells) == width]
    spans = [
        (min(c[0] - l_.start for l_ in full if (c := l_.cells[n])), max(c[1] - l_.start for l_ in full if (c := l_.cells[n])))
        if any(l_.cells[n] for l_ in full)
        else (0, 0)
        for n in range(width)
    ]  # fmt: skip
    for line in block:
        if len(line.cells) == width:
            out.append(line)
        elif not line.bars and len(line.cells) < width:
            laid: list[Span | None] = [None] * width
            for cell in line.cells:
                if cell is not None:
                    a, b = cell[0] - line.start, cell[1] - line.start
                    best = max(range(width), key=lambda n: min(b, spans[n][1]) - max(a, spans[n][0]))
                    laid[best] = cell if laid[best] is None else laid[best]
            if laid[0] is not None or line is block[0]:
                out.append(dataclasses.replace(line, cells=tuple(laid)))
    return out


_FIGURE = re.compile(r"^(?:ca\.?\s*)?[-−]?\d[\d.,]*\s*(?:%|pct\.?|mio\.?|mia\.?|kr\.?)*$", re.I)  # noqa: RUF001
_YEAR = re.compile(r"^(?:B|R|F)?(?:19|20)\d\d$")


def _headed(grid: Sequence[Sequence[str]], bars: bool) -> bool:
    """Is the first line a header? Not where it holds a figure that is no year, or where all rows look like it."""
    first = grid[0]
    if any(_FIGURE.match(c) and not _YEAR.match(c) for c in first[1:]):
        return False
    if len(first) > 2:
        return True
    keys = sum(bool(table_columns.cued(row[0])) for row in grid)
    if bars:
        return keys < 0.5 * len(grid) or bool(table_columns.cued(first[1]) or len(grid) == 2)
    return len(grid) > 2 and any(_FIGURE.match(row[1]) or re.search(r"\b(?:19|20)\d\d\b", row[1]) for row in grid[1:])


def _naming(names: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """The column whose cells name the rows: the first that holds words, and not the numbers of the rows."""
    for n, name in enumerate(names):
        cells = [row[n] for row in body if row[n].strip()]
        worded = sum(bool(re.search(r"[^\W\d_]{2}", c) or _YEAR.match(c)) for c in cells)
        if not table_columns.NUMBERS.match(name.strip()) and cells and worded >= 0.6 * len(cells):
            return n
    return 0


def _row(view: View, line: Line, naming: int, names: Sequence[str]) -> Row | None:
    spot = line.cells[naming]
    if spot is None:
        return None
    whole = (min(c[0] for c in line.cells if c is not None), line.end)
    cells = tuple(Cell(view.text[c[0] : c[1]], c[0], c[1], whole) if c else None for c in line.cells)
    label = cells[naming]
    if label is None:
        return None
    number, name = named(label.text.strip("*_ "))
    for n, cell in enumerate(cells):
        if n != naming and cell is not None and table_columns.NUMBERS.match(names[n].strip()):
            number = cell.text.rstrip(".")
    total = bool(table_columns.TOTAL.match(label.text))
    return Row(label, name, number, cells, frozenset(content(name)), total)


_OPENS = re.compile(r":\s*$|^(?:tabel|figur|oversigt|skema|boks)\b", re.I)


def _told(view: View, start: int) -> str:
    """What stands over a table: its caption or the line that opens it, and its headings."""
    before = [s for s in view.sentences if s.start < start]
    said = []
    if before:
        last = before[-1]
        if last.zone.value in ("caption", "heading", "title") or _OPENS.search(last.text):
            said.append(last.text)
        following = view.sentences[last.number + 1] if last.number + 1 < len(view.sentences) else last
        said.append(following.heading)
    return " ".join(said)
