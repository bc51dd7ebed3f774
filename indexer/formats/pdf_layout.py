"""Words with their places to blocks in reading order: lines, tables, columns, paragraphs, headings, running heads.

Lengths are points, x grows to the right and y upwards. Widths are estimated from the letters, since many PDFs do not say
them; every threshold leaves room for that.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..types import Block
from .markdown import row


@dataclasses.dataclass(frozen=True, slots=True)
class Fragment:
    """Some words as the PDF draws them: where they begin, how large they are."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """A page's fragments in drawing order, and its width and height."""

    fragments: tuple[Fragment, ...]
    width: float
    height: float


@dataclasses.dataclass(slots=True)
class _Line:
    """Words on one baseline without a wide gap; or a whole table (`rows`), as high as all its rows."""

    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool
    top: float = 0.0
    page: int = 0
    rows: list[list[str]] | None = None
    head: bool = False


_NARROW, _WIDE = frozenset("iljtfrI.,;:'|!()[]-/ "), frozenset("mwMWÆæ@%—")
_BULLET = re.compile(r"^[•●▪▫◦‣·○■□►➢✓\x7f\uf0b7\uf0a7\u2212]\s*$|^[•●▪▫◦‣·○■□►➢✓\x7f\uf0b7\uf0a7]\s*|^[–-]\s+(?=\S)")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s+\S")
_END = re.compile(r"[.!?:…][\"”»)]*$")
_MAX_CUT = 1_500


def blocks(pages: Sequence[Page]) -> list[Block]:
    """The blocks of a document's pages in reading order, running heads and page numbers marked as furniture."""
    lines = [_with_tables(_lines(page, number)) for number, page in enumerate(pages)]
    running = _running(lines, pages)
    body = _body_size(lines)
    ordered: list[_Line] = []
    furniture: list[tuple[int, Block]] = []
    seen: set[str] = set()
    for number, found in enumerate(lines):
        kept = []
        for line in found:
            kind = running.get((number, id(line)))
            if kind is None:
                kept.append(line)
            elif kind and _pattern(line.text) not in seen:
                seen.add(_pattern(line.text))
                furniture.append((number, Block(line.text, kind)))
        ordered += _order(kept, 0)
    return _finished(ordered, furniture, body)


# ---- lines


def _width(text: str, size: float) -> float:
    """An estimate of how wide the words are: Helvetica's widths in three classes."""
    narrow = sum(c in _NARROW for c in text)
    wide = sum(c in _WIDE for c in text)
    upper = sum(c.isupper() for c in text)
    return size * (0.28 * narrow + 0.85 * wide + 0.53 * (len(text) - narrow - wide) + 0.12 * upper)


def _lines(page: Page, number: int) -> list[_Line]:
    """Fragments on one baseline put together where no wide gap parts them; from the top down, left to right."""
    rows: list[list[Fragment]] = []
    for piece in sorted(page.fragments, key=lambda f: (-f.y, f.x)):
        if rows and abs(rows[-1][0].y - piece.y) <= 0.35 * min(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    starts = [{round(piece.x) for piece in found} for found in rows]
    lines: list[_Line] = []
    for at, found in enumerate(rows):
        beside = set().union(*starts[max(0, at - 1) : at], *starts[at + 1 : at + 2])
        lines += _joined(sorted(found, key=lambda f: f.x), number, beside)
    return lines


def _joined(found: Sequence[Fragment], number: int, beside: set[int]) -> Iterator[_Line]:
    """The pieces of one baseline as lines; `beside` is where pieces begin above and below: a shared start is a column."""
    current: _Line | None = None
    for piece in found:
        text = piece.text.strip()
        right = piece.x + _width(text, piece.size)
        if current is not None:
            gap = piece.x - current.right
            bullet = _BULLET.fullmatch(current.text) is not None
            aligned = bool(beside & {round(piece.x) - 1, round(piece.x), round(piece.x) + 1})
            near = 0.5 * piece.size if aligned else 1.2 * piece.size + 0.1 * (current.right - current.x)
            if gap <= near or (bullet and gap < 5 * piece.size):
                glue = "" if text[0] in ".,;:)!?" or current.text.endswith("(") else " "
                current.text += glue + text
                current.right = max(right, current.right)
                current.size = max(current.size, piece.size) if not bullet else piece.size
                current.bold = current.bold and piece.bold
                continue
            yield current
        current = _Line(text, piece.x, right, piece.y, piece.size, piece.bold, piece.y + piece.size, number)
    if current is not None:
        yield current


# ---- tables


def _with_tables(lines: list[_Line]) -> list[_Line]:
    """The lines of a page with every run of rows with aligned, short cells replaced by one table."""
    rows: list[list[_Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].y - line.y) < 0.5 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    found: list[_Line] = []
    at = 0
    while at < len(rows):
        stop = _table_end(rows, at)
        if stop > at:
            found.append(_table(rows[at:stop]))
            at = stop
        else:
            found += rows[at]
            at += 1
    return found


def _table_end(rows: list[list[_Line]], at: int) -> int:
    """Where the table that begins at row `at` ends; `at` where none does."""
    if len(rows[at]) < 2:
        return at
    starts = [cell.x for cell in rows[at]]
    stop, full, tops = at + 1, 1, rows[at][0]
    while stop < len(rows):
        found, before = rows[stop], rows[stop - 1][0]
        if before.y - found[0].y > 4 * before.size or any(_column(starts, cell.x) is None for cell in found):
            break
        if len(found) == 1 and (before.y - found[0].y > 1.6 * before.size or len(found[0].text) > 60):
            break
        full += len(found) >= 2
        stop += 1
    while stop > at + 1 and len(rows[stop - 1]) == 1 and _column(starts, rows[stop - 1][0].x) == 0:
        stop -= 1  # a lone line at the left margin under a table is text
    cells = [cell for found in rows[at:stop] for cell in found]
    letters = sum(len(cell.text) for cell in cells) / len(cells)
    if full < 2 or letters > 35 or (letters > 24 and stop - at >= 8) or tops.size > 60:
        return at
    return stop


def _column(starts: Sequence[float], x: float) -> int | None:
    """Which column begins at x, within ten points."""
    near = [(abs(start - x), number) for number, start in enumerate(starts)]
    distance, number = min(near)
    return number if distance <= 10 else None


def _table(rows: list[list[_Line]]) -> _Line:
    starts = [cell.x for cell in rows[0]]
    cells: list[list[str]] = []
    for found in rows:
        wrapped = len(found) < len(starts) and cells and _column(starts, found[0].x) != 0
        if not wrapped:
            cells.append([""] * len(starts))
        for cell in found:
            column = _column(starts, cell.x) or 0
            cells[-1][column] = f"{cells[-1][column]} {cell.text}".strip()
    first = rows[0]
    bold = all(cell.bold for cell in first) and not all(cell.bold for cell in rows[-1])
    words = not any(re.search(r"\d", cell.text) for cell in first) and any(re.search(r"\d", t) for r in cells[1:] for t in r)
    right = max(cell.right for found in rows for cell in found)
    bottom = rows[-1][0]
    return _Line("", first[0].x, right, bottom.y, first[0].size, False, first[0].top, first[0].page, cells, bold or words)


# ---- running heads and page numbers


def _running(lines: list[list[_Line]], pages: Sequence[Page]) -> dict[tuple[int, int], str]:
    """(page, line's id) → "navigation" (a running head), "footer", or "" (a bare page number, left out)."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    marginal: list[tuple[int, _Line, bool]] = []
    for number, found in enumerate(lines):
        for line in found:
            high = line.y > 0.9 * pages[number].height
            if line.rows is None and (high or line.y < 0.1 * pages[number].height):
                marginal.append((number, line, high))
                places[(_pattern(line.text), round(line.y / 6))].add(number)
    needed = max(2, min(5, round(0.3 * len(pages))))
    kinds: dict[tuple[int, int], str] = {}
    for number, line, high in marginal:
        if re.fullmatch(r"(?:side\s*)?[-–]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–]?", line.text.strip(), re.IGNORECASE):
            kinds[number, id(line)] = ""
        elif len(places[(_pattern(line.text), round(line.y / 6))]) >= needed or _PAGE_OF.fullmatch(line.text.strip()):
            kinds[number, id(line)] = "navigation" if high else "footer"
    return kinds


_PAGE_OF = re.compile(r"(?:side\s*)?\d{1,4}\s*(?:af|/|of)\s*\d{1,4}", re.IGNORECASE)


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", text.casefold())


def _body_size(lines: list[list[_Line]]) -> float:
    sizes: Counter[float] = Counter()
    for found in lines:
        for line in found:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# ---- reading order


def _order(lines: list[_Line], depth: int) -> list[_Line]:
    """Lines in reading order: cut at a gutter into columns, else at the widest gap between rows, again and again."""
    if len(lines) < 2:
        return lines
    if depth > 150 or len(lines) > _MAX_CUT:
        return sorted(lines, key=lambda line: (-line.y, line.x))
    columns = _gutter(lines)
    if columns is None:
        columns = _gap(lines)
    if columns is None:
        return sorted(lines, key=lambda line: (-line.y, line.x))
    return _order(columns[0], depth + 1) + _order(columns[1], depth + 1)


def _gutter(lines: list[_Line]) -> tuple[list[_Line], list[_Line]] | None:
    """Left and right of a white gutter that runs through all lines, with at least three lines on either side."""
    by_x = sorted(lines, key=lambda line: line.x)
    reach = 0.0
    for at, line in enumerate(by_x):
        if at >= 3 and len(by_x) - at >= 3 and line.x - reach > 4:
            left, right = by_x[:at], by_x[at:]
            if _overlap(left, right) > 0.3:
                return left, right
        reach = max(reach, line.x + 0.94 * (line.right - line.x))
    return None


def _overlap(left: list[_Line], right: list[_Line]) -> float:
    """How much of the lower of two columns stands beside the other."""
    low = max(min(line.y for line in left), min(line.y for line in right))
    high = min(max(line.top for line in left), max(line.top for line in right))
    smaller = min(max(line.top for line in side) - min(line.y for line in side) for side in (left, right))
    return (high - low) / smaller if smaller > 0 else 0.0


def _gap(lines: list[_Line]) -> tuple[list[_Line], list[_Line]] | None:
    """Above and below the widest white stripe; None where no stripe parts the lines."""
    by_top = sorted(lines, key=lambda line: -line.top)
    floor, best, where = by_top[0].y, 0.5, 0
    for at, line in enumerate(by_top[1:], 1):
        if floor - line.top > best:
            best, where = floor - line.top, at
        floor = min(floor, line.y)
    return (by_top[:where], by_top[where:]) if where else None


# ---- paragraphs


@dataclasses.dataclass(slots=True)
class _Paragraph:
    lines: list[_Line]

    @property
    def last(self) -> _Line:
        return self.lines[-1]


def _finished(lines: list[_Line], furniture: list[tuple[int, Block]], body: float) -> list[Block]:
    """Blocks of all lines; a page's furniture stands after the paragraph that begins before or on it."""
    edges = _edges(lines)
    paragraphs: list[_Paragraph] = []
    for line in lines:
        if paragraphs and _goes_on(paragraphs[-1], line, edges, body):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(_Paragraph([line]))
    levels = _levels(paragraphs, body)
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text.casefold() for line in lines)))
    found: list[Block] = []
    waiting = sorted(furniture, key=lambda item: item[0])
    for paragraph in paragraphs:
        while waiting and waiting[0][0] < paragraph.lines[0].page:
            found.append(waiting.pop(0)[1])
        found += _block(paragraph, levels, body, words)
    return found + [block for _, block in waiting]


def _edges(lines: list[_Line]) -> dict[tuple[int, int], float]:
    """(page, left edge in steps of 40 points) → how far the lines that begin there reach."""
    edges: dict[tuple[int, int], float] = defaultdict(float)
    for line in lines:
        for step in (0, 1):
            key = (line.page, int(line.x // 40) + step)
            edges[key] = max(edges[key], line.right)
    return edges


def _goes_on(paragraph: _Paragraph, line: _Line, edges: dict[tuple[int, int], float], body: float) -> bool:
    """True where a line belongs to the paragraph before it."""
    before = paragraph.last
    if line.rows is not None or before.rows is not None or _BULLET.match(line.text) or _NUMBERED.match(line.text):
        return False
    if abs(before.size - line.size) > 0.08 * body or before.bold != line.bold:
        return False
    ended = bool(_END.search(before.text))
    lower = line.text[:1].islower()
    drop = before.y - line.y
    if before.page != line.page or drop < -0.5 * line.size or drop > 1.75 * line.size or line.x > before.right + 20:
        small = before.size <= 1.1 * body and line.size <= 1.1 * body
        return small and lower and not ended
    if drop > 1.45 * line.size and (ended or not lower):
        return False
    item = _BULLET.match(paragraph.lines[0].text) is not None
    indented = line.x > before.x + 0.8 * line.size and not (item and len(paragraph.lines) == 1)
    if indented and ended:
        return False
    reach = edges[(before.page, int(before.x // 40))]
    short = before.right < before.x + 0.75 * (reach - before.x)
    return not (short and (ended or not lower)) or (before.size > 1.15 * body and not ended)


def _is_heading(paragraph: _Paragraph, body: float) -> bool:
    text = " ".join(line.text for line in paragraph.lines)
    first = paragraph.lines[0]
    if len(text) > 200 or len(paragraph.lines) > 4 or not any(c.isalpha() for c in text) or first.rows is not None:
        return False
    if first.size >= 1.15 * body and not (text.endswith(".") and text.count(" ") > 12):
        return True
    return first.bold and first.size >= 0.95 * body and len(text) <= 120 and not text.endswith((".", ",", ";")) and not _BULLET.match(text)


def _levels(paragraphs: list[_Paragraph], body: float) -> dict[tuple[float, bool], int]:
    """(size, bold) of headings → level: the largest is 1."""
    looks = {(round(p.lines[0].size), p.lines[0].bold) for p in paragraphs if _is_heading(p, body)}
    return {look: min(level, 6) for level, look in enumerate(sorted(looks, key=lambda k: (-k[0], not k[1])), 1)}


def _block(paragraph: _Paragraph, levels: dict[tuple[float, bool], int], body: float, words: Counter[str]) -> Iterator[Block]:
    first = paragraph.lines[0]
    if first.rows is not None:
        for number, cells in enumerate(first.rows):
            yield row(cells, first.head and number == 0)
        return
    text = _unhyphenated([line.text for line in paragraph.lines], words)
    if _is_heading(paragraph, body):
        yield Block(text, "heading", levels.get((round(first.size), first.bold), 6))
        return
    bullet = _BULLET.match(text)
    dash = bullet is not None and text[0] in "–-"
    if bullet and not dash:
        text = text[bullet.end() :]
    if text.strip():
        yield Block(text, "item" if bullet or _NUMBERED.match(text) else "paragraph")


def _unhyphenated(lines: Sequence[str], words: Counter[str]) -> str:
    """Lines joined to one; a hyphen at a line's end goes where the word was only parted.

    It stays after capitals and digits ("KL-", "2016-"), after one or two letters ("it-"), before "og" and "eller", and where
    the document writes the word with a hyphen elsewhere.
    """
    text = lines[0]
    for line in lines[1:]:
        head = re.search(r"([^\W\d_]+)[-\u2010\u00ad]$", text)
        tail = re.match(r"[^\W\d_]+", line)
        if text.endswith("\u00ad") and tail:
            text = text[:-1] + line
        elif not head or not tail or not tail.group()[0].islower():
            text = text + line if re.search(r"\w[-–]$", text) and tail and not tail.group() in ("og", "eller") else f"{text} {line}"
        elif tail.group() in ("og", "eller", "samt"):
            text = f"{text} {line}"
        else:
            first, second = head.group(1), tail.group()
            with_hyphen = words[f"{first}-{second}".casefold()]
            keep = with_hyphen > words[(first + second).casefold()] or len(first) <= 2 or (first.isupper() and len(first) > 1)
            text = (text if keep else text[:-1]) + line
    return text
