"""Words with their places to blocks in reading order: lines, tables, columns, paragraphs, headings, running heads.

Lengths are points, x grows to the right and y upwards. Widths may be estimates, since not every PDF says them; the
thresholds leave some room for that.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..plain_layout import NUMBERED
from ..types import Block
from .markdown import row


@dataclasses.dataclass(frozen=True, slots=True)
class Fragment:
    """Some words as the PDF draws them: where they begin, how large and how wide they are (0: not known)."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    width: float = 0.0


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
_BULLET = re.compile(r"^[•●▪▫◦‣·○■□►➢✓\x7f\uf0b7\uf0a7\u2212–-]\s*$|^[•●▪▫◦‣·○■□►➢✓\x7f\uf0b7\uf0a7]\s*|^[–-]\s+(?=\S)")
_END = re.compile(r"[.!?:…][\"”»)]*$")
_MAX_LINES = 1_500


def blocks(pages: Sequence[Page]) -> list[Block]:
    """The blocks of a document's pages in reading order, running heads and page numbers marked as furniture."""
    lines = [_lines(page, number) for number, page in enumerate(pages)]
    body = _body_size(lines)
    running = _running(lines, pages, body)
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
        ordered += _order(kept)
    return _finished(ordered, furniture, body)


# ---- lines


def estimated_width(text: str, size: float) -> float:
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
        beside = set().union(*starts[max(0, at - 3) : at], *starts[at + 1 : at + 4])
        lines += _joined(sorted(found, key=lambda f: f.x), number, beside)
    return lines


def _joined(found: Sequence[Fragment], number: int, beside: set[int]) -> Iterator[_Line]:
    """The pieces of one baseline as lines; `beside` is where pieces begin above and below."""
    current: _Line | None = None
    for piece in found:
        text = piece.text.strip()
        right = piece.x + (piece.width or estimated_width(text, piece.size))
        if current is not None:
            gap = piece.x - current.right
            bullet = _BULLET.fullmatch(current.text) is not None
            aligned = bool(beside & {round(piece.x) - 1, round(piece.x), round(piece.x) + 1})
            near = 0.5 * piece.size if aligned else piece.size
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
    parts: list[list[list[str]]] = []
    for found in rows:
        wrapped = len(found) < len(starts) and parts and _column(starts, found[0].x) != 0
        if not wrapped:
            parts.append([[] for _ in starts])
        for cell in found:
            parts[-1][_column(starts, cell.x) or 0].append(cell.text)
    cells = [[_unhyphenated(lines, Counter()) if lines else "" for lines in found] for found in parts]
    first = rows[0]
    bold = all(cell.bold for cell in first) and not all(cell.bold for cell in rows[-1])
    words = not any(re.search(r"\d", cell.text) for cell in first) and any(
        re.search(r"\d", t) for r in cells[1:] for t in r
    )
    right = max(cell.right for found in rows for cell in found)
    bottom = rows[-1][0]
    return _Line(
        "", first[0].x, right, bottom.y, first[0].size, False, first[0].top, first[0].page, cells, bold or words
    )


# ---- running heads and page numbers


def _running(lines: list[list[_Line]], pages: Sequence[Page], body: float) -> dict[tuple[int, int], str]:
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
        elif (
            len(places[(_pattern(line.text), round(line.y / 6))]) >= needed
            or _PAGE_OF.fullmatch(line.text.strip())
            or _in_margin(line, pages[number], body)
        ):
            kinds[number, id(line)] = "navigation" if high else "footer"
    return kinds


def _in_margin(line: _Line, page: Page, body: float) -> bool:
    """Small print at the very edge of a page is no running text, even on a page of its own."""
    return line.size < 0.9 * body and not 0.06 * page.height < line.y < 0.94 * page.height


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


def _order(lines: list[_Line], depth: int = 0) -> list[_Line]:
    """Lines in reading order.

    Where columns of running text stand side by side, lines that cross the gutter part the page into bands, and in each
    band the left column comes before the right one. Tables are put together inside a column.
    """
    top_down = sorted(lines, key=lambda line: (-line.y, line.x))
    gutter = _gutter(lines) if depth < 3 and len(lines) <= _MAX_LINES else None
    if gutter is None:
        return _with_tables(top_down)
    found: list[_Line] = []
    left: list[_Line] = []
    right: list[_Line] = []
    for line in top_down:
        if line.x >= gutter:
            right.append(line)
        elif line.right <= gutter + 4:
            left.append(line)
        else:
            found += _order(left, depth + 1) + _order(right, depth + 1) + [line]
            left, right = [], []
    return found + _order(left, depth + 1) + _order(right, depth + 1)


def _gutter(lines: list[_Line]) -> float | None:
    """Where the second column of running text begins; None on a page without columns.

    Many lines begin there, as many end before it, both fill their columns as cells of a table do not, and they
    stand side by side.
    """
    starts = Counter(round(line.x / 2) for line in lines if len(line.text) >= 12)
    first = min((line.x for line in lines), default=0.0)
    best: tuple[int, float] | None = None
    for step, count in starts.items():
        edge = step * 2 - 3.0
        if count + starts[step + 1] + starts[step - 1] < 5 or edge < first + 80:
            continue
        left = [line for line in lines if line.right <= edge + 4]
        right = [line for line in lines if line.x >= edge]
        if _is_column(left) and _is_column(right) and _overlap(left, right) > 0.3:
            filled = min(len(left), len(right))
            best = max(best, (filled, edge)) if best else (filled, edge)
    return best[1] if best else None


def _is_column(lines: list[_Line]) -> bool:
    """Running text: five lines or more, of some length, most of them reaching near the right edge."""
    if len(lines) < 5 or sum(len(line.text) for line in lines) < 18 * len(lines):
        return False
    left = sorted(line.x for line in lines)[len(lines) // 4]
    edge = sorted(line.right for line in lines)[int(len(lines) * 0.9)]
    full = sum(line.right > left + 0.75 * (edge - left) for line in lines)
    return full >= 0.5 * len(lines)


def _overlap(left: list[_Line], right: list[_Line]) -> float:
    """How much of the lower of two columns stands beside the other."""
    low = max(min(line.y for line in left), min(line.y for line in right))
    high = min(max(line.top for line in left), max(line.top for line in right))
    smaller = min(max(line.top for line in side) - min(line.y for line in side) for side in (left, right))
    return (high - low) / smaller if smaller > 0 else 0.0


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
    if line.rows is not None or before.rows is not None or _starts_item(line.text, before.text):
        return False
    if abs(before.size - line.size) > 0.08 * body or before.bold != line.bold:
        return False
    ended = bool(_END.search(before.text))
    lower = line.text[:1].islower() or line.text[:1].isdigit()
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


def _starts_item(text: str, before: str) -> bool:
    """A bullet; or a number that no sentence before goes on to: "i henhold til § / 3. Loven" is running text."""
    if _BULLET.match(text):
        return True
    return NUMBERED.match(text) is not None and (_END.search(before) is not None or NUMBERED.match(before) is not None)


def _is_heading(paragraph: _Paragraph, body: float) -> bool:
    text = " ".join(line.text for line in paragraph.lines)
    first = paragraph.lines[0]
    if len(text) > 200 or len(paragraph.lines) > 4 or not any(c.isalpha() for c in text) or first.rows is not None:
        return False
    if first.size >= 1.15 * body and not (text.endswith(".") and text.count(" ") > 12):
        return True
    return (
        first.bold
        and first.size >= 0.95 * body
        and len(text) <= 120
        and not text.endswith((".", ",", ";"))
        and not _BULLET.match(text)
    )


def _levels(paragraphs: list[_Paragraph], body: float) -> dict[tuple[float, bool], int]:
    """(size, bold) of headings → level: the largest is 1."""
    looks = {(round(p.lines[0].size), p.lines[0].bold) for p in paragraphs if _is_heading(p, body)}
    return {look: min(level, 6) for level, look in enumerate(sorted(looks, key=lambda k: (-k[0], not k[1])), 1)}


def _block(
    paragraph: _Paragraph, levels: dict[tuple[float, bool], int], body: float, words: Counter[str]
) -> Iterator[Block]:
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
        yield Block(text, "item" if bullet or NUMBERED.match(text) else "paragraph")


# Short first parts that Danish writes with a hyphen.
_HYPHENED = frozenset({"it", "e", "eu", "tv", "pc", "ai", "ph", "fn", "u", "s"})


def _unhyphenated(lines: Sequence[str], words: Counter[str]) -> str:
    """Lines joined to one; a hyphen at a line's end goes where the word was only parted.

    It stays after capitals and digits ("KL-", "2016-"), after "it", "e" and their like, before "og" and "eller", and
    where the document writes the word with a hyphen elsewhere.
    """
    text = lines[0]
    for line in lines[1:]:
        head = re.search(r"([^\W\d_]+)[-\u2010\u00ad]$", text)
        tail = re.match(r"[^\W\d_]+", line)
        if text.endswith("-") and line.startswith("-"):
            text += line[1:]
        elif text.endswith("\u00ad") and tail:
            text = text[:-1] + line
        elif not head or not tail or not tail.group()[0].islower():
            text = (
                text + line
                if re.search(r"\w[-–]$", text) and tail and tail.group() not in ("og", "eller")
                else f"{text} {line}"
            )
        elif tail.group() in ("og", "eller", "samt"):
            text = f"{text} {line}"
        else:
            first, second = head.group(1), tail.group()
            with_hyphen = words[f"{first}-{second}".casefold()]
            keep = (
                with_hyphen > words[(first + second).casefold()]
                or first.lower() in _HYPHENED
                or (first.isupper() and len(first) > 1)
            )
            text = (text if keep else text[:-1]) + line
    return text
