"""PDF: words with their places to paragraphs in reading order.

pypdf gives the words, `pdf_layout` puts them to lines, columns and paragraphs. What returns on page after page, and page
numbers, are furniture.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from typing import Any

from ..errors import UnreadableDocument
from ..types import RawText
from .pdf_layout import Fragment, Page, blocks

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
    except Exception as error:  # a broken PDF can raise anything: KeyError, AttributeError, RecursionError, struct.error …
        raise UnreadableDocument(_DAMAGED) from error


def _read(data: bytes) -> RawText:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument(_ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument(f"kan ikke læses: filen har {len(reader.pages)} sider, og grænsen er {MAX_PAGES}. Del den op.")
    pages = [_page(page) for page in reader.pages]
    if not any(page.fragments for page in pages):
        raise UnreadableDocument("kan ikke læses: PDF-filen holder ingen tekst. Er den scannet, så kør tekstgenkendelse først.")
    return RawText(tuple(blocks(pages)), _information(reader))


def _page(page: Any) -> Page:
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
        lines = [line for line in text.split("\n") if line.strip()]
        for number, line in enumerate(lines):
            if not slanted:
                found.append(Fragment(line, x, y - number * size * scale * 1.2, max(size * scale, 1.0), bold))

    page.extract_text(visitor_text=visit)
    return Page(tuple(found), float(box.width), float(box.height))


def _information(reader: Any) -> dict[str, Any]:
    """Title and author where they are no leftovers of a program; the file's date is only a weak hint."""
    said: dict[str, Any] = {}
    info = reader.metadata or {}
    title = str(info.get("/Title") or "").strip()
    if title and not re.search(r"\.(?:docx?|pdf|indd|pptx?|qxd|rtf)$|^microsoft|^untitled|^dokument\d|^[\w-]+$|^\(", title, re.IGNORECASE):
        said["title"] = title
    author = str(info.get("/Author") or "").strip()
    if author and not re.search(r"^\(?(?:anonymous|user|bruger|admin\w*|unspecified|[a-z0-9_]+)\)?$", author, re.IGNORECASE):
        said["author"] = author
    date = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(info.get("/CreationDate") or ""))
    if date:
        said["weak_date"] = "-".join(date.groups())
    language = reader.trailer["/Root"].get_object().get("/Lang") if "/Root" in reader.trailer else None
    if isinstance(language, str) and re.match(r"[a-z]{2}(?:-|$)", language, re.IGNORECASE):
        said["language"] = language
    return said
