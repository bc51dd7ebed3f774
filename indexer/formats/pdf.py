"""PDF: words with their places to paragraphs in reading order.

pypdf gives the words, `pdf_layout` puts them to lines, columns and paragraphs. What returns on page after page, and
page numbers, are furniture.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
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
    box = page.mediabox
    left, bottom = float(box.left), float(box.bottom)
    found: list[Fragment] = []

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if not text.strip():
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] - left
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] - bottom
        scale = (tm[0] ** 2 + tm[1] ** 2) ** 0.5 * (cm[0] ** 2 + cm[1] ** 2) ** 0.5
        slanted = abs(tm[1]) > abs(tm[0])
        name = str(font.get("/BaseFont", "")) if font else ""
        bold = bool(re.search(r"bold|black|heavy|semib|demi", name, re.IGNORECASE))
        if slanted:
            return
        height = max(size * scale, 1.0)
        for number, line in enumerate(line for line in text.split("\n") if line.strip()):
            words = line.lstrip()
            shift = widths.of(font, line[: len(line) - len(words)], height) if words != line else 0.0
            words = words.rstrip()
            found.append(
                Fragment(words, x + shift, y - number * height * 1.2, height, bold, widths.of(font, words, height))
            )

    page.extract_text(visitor_text=visit)
    return Page(tuple(found), float(box.width), float(box.height))


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
