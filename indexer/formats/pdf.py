"""PDF: words with their places to paragraphs in reading order.

pypdf gives the words, `pdf_layout` puts them to lines, columns and paragraphs. What returns on page after page, and
page numbers, are furniture.
"""

from __future__ import annotations

import io
import logging
import math
import re
import warnings
from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableDocument
from ..types import RawText
from .pdf_layout import Fragment, Page, blocks, estimated_width

MAX_PAGES = 3_000
_DAMAGED = "kan ikke læses: PDF-filen er ødelagt eller afkortet. Hent den igen og byg igen."
_ENCRYPTED = "kan ikke læses: filen er krypteret. Gem den uden adgangskode og byg igen."


def read(data: bytes) -> RawText:
    """The blocks of a PDF and what its information dictionary says. Raises UnreadableDocument."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument("kan ikke læses: filen er ikke en PDF, selv om den hedder .pdf.")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every oddity of every file
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data)
    except (UnreadableDocument, MemoryError):
        raise
    except (
        Exception
    ) as error:  # a broken PDF can raise anything: KeyError, AttributeError, RecursionError, struct.error …
        raise UnreadableDocument(_DAMAGED) from error


def _read(data: bytes) -> RawText:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument(_ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument(
            f"kan ikke læses: filen har {len(reader.pages)} sider, og grænsen er {MAX_PAGES}. Del den op."
        )
    widths = _Widths()
    pages = [_page(page, widths) for page in reader.pages]
    if not any(page.fragments for page in pages):
        raise UnreadableDocument(
            "kan ikke læses: PDF-filen holder ingen tekst. Er den scannet, så kør tekstgenkendelse først."
        )
    return RawText(tuple(blocks(pages)), _information(reader))


class _Widths:
    """How wide words are, from the font's own widths where pypdf knows them, else estimated from the letters."""

    def __init__(self) -> None:
        self._fonts: dict[int, Any] = {}

    def of(self, font: Any, text: str, size: float) -> float:
        """The width in points of a text in a font of that size."""
        guess = estimated_width(text, size)
        if font is None:
            return guess
        if id(font) not in self._fonts:
            self._fonts[id(font)] = _metrics(font), font  # held, so that its id stays its own
        metrics = self._fonts[id(font)][0]
        if metrics is None:
            return guess
        try:
            width = float(metrics.get_text_width(text)) / 1000 * size
        except Exception:  # a font with broken tables
            return guess
        return width if 0.5 * guess <= width <= 2 * guess else guess


def _metrics(font: Any) -> Any:
    """pypdf's own reading of a font's widths; it is not part of its public face, so it may be missing or fail."""
    try:
        from pypdf.generic._font import Font

        return Font.from_font_resource(font)
    except Exception:
        return None


def _page(page: Any, widths: _Widths) -> Page:
    """The fragments of a page, seen so that most of its words lie level; words at another angle are left out.

    A page that is shown turned, or drawn turned, has its words at a right angle in its own coordinates.
    """
    box = page.mediabox
    width, height = float(box.width), float(box.height)
    turned: dict[int, list[Fragment]] = {}

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] - float(box.left)
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] - float(box.bottom)
        right, up = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
        quarter = round(math.atan2(up, right) / (math.pi / 2)) % 4
        place = ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[quarter]
        found = turned.setdefault(quarter, [])
        found += _fragments(text, place, max(size * math.hypot(right, up), 1.0), font, widths)

    page.extract_text(visitor_text=visit)
    quarter = max(turned, key=lambda q: sum(len(f.text) for f in turned[q]), default=0)
    sides = (height, width) if quarter % 2 else (width, height)
    return Page(tuple(dict.fromkeys(turned.get(quarter, ()))), *sides)  # bold is drawn twice by some programs


def _fragments(text: str, place: tuple[float, float], size: float, font: Any, widths: _Widths) -> Iterator[Fragment]:
    """The lines of one drawn text, without white space at their ends, each where it begins."""
    name = str(font.get("/BaseFont", "")) if font else ""
    bold = bool(re.search(r"bold|black|heavy|semib|demi", name, re.IGNORECASE))
    for number, line in enumerate(line for line in text.split("\n") if line.strip()):
        words = line.strip()
        shift = widths.of(font, line[: len(line) - len(line.lstrip())], size) if line[0].isspace() else 0.0
        across, down = round(place[0] + shift, 1), round(place[1] - number * size * 1.2, 1)
        yield Fragment(words, across, down, size, bold, widths.of(font, words, size))


def _information(reader: Any) -> dict[str, Any]:
    """Title and author where they are no leftovers of a program. The file's date is not the text's, and is left out."""
    said: dict[str, Any] = {}
    info = reader.metadata or {}
    title = str(info.get("/Title") or "").strip()
    if title and not re.search(
        r"\.(?:docx?|pdf|indd|pptx?|qxd|rtf)$|^microsoft|^untitled|^dokument\d|^[\w-]+$|^\(", title, re.IGNORECASE
    ):
        said["title"] = title
    author = str(info.get("/Author") or "").strip()
    if author and not re.search(
        r"^\(?(?:anonymous|user|bruger|admin\w*|unspecified|[a-z0-9_]+)\)?$", author, re.IGNORECASE
    ):
        said["author"] = author
    language = reader.trailer["/Root"].get_object().get("/Lang") if "/Root" in reader.trailer else None
    if isinstance(language, str) and re.match(r"[a-z]{2}(?:-|$)", language, re.IGNORECASE):
        said["language"] = language
    return said
