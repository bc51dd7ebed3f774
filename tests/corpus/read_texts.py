"""Reads a corpus document as plain text and metadata, with ordinary libraries only.

The check must not lean on the product's own readers, or a fault there would hide a fault here.
"""

from __future__ import annotations

import html.parser
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pypdf
import yaml

SUFFIXES = (".md", ".txt", ".html", ".htm", ".pdf", ".docx")
BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "td",
    "th",
    "tr",
    "br",
    "title",
    "option",
    "header",
    "footer",
    "nav",
    "aside",
    "section",
    "article",
    "ul",
    "ol",
    "dt",
    "dd",
    "a",
    "button",
    "figcaption",
    "label",
    "blockquote",
}


@dataclass(frozen=True, slots=True)
class Text:
    """A document: path relative to the corpus, metadata as written, and its text with one block a line."""

    path: str
    meta: dict[str, Any]
    text: str


class _Stripper(html.parser.HTMLParser):
    """Collects the text outside script and style, a line break at every block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.hidden += tag in ("script", "style")
        self.parts.append("\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style")
        self.parts.append("\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(re.sub(r"\s+", " ", data))


def unwrap(text: str) -> str:
    """Joins the lines of a wrapped paragraph; headings, list items and table rows keep their own line."""
    return re.sub(r"(?<=[^\n|])\n(?=[^\s#>|*+\-–•·\d])", " ", text.replace("\r\n", "\n"))


def markdown_text(text: str) -> str:
    """Markdown without its marks; every table cell on a line of its own."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", unwrap(text))
    text = re.sub(r"(?m)^\s{0,3}(#{1,6}|>+)\s*", "", text)
    return re.sub(r"[*_`]{1,3}", "", text.replace("|", "\n"))


def pdf_text(path: Path) -> str:
    """The text of a PDF with line-end hyphens undone; a digit before the hyphen keeps it."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    text = re.sub(r"(?<=[a-zæøå])[-\u00ad]\n(?=[a-zæøå])", "", text)
    text = re.sub(r"(?<=\d)([-–])\n(?=\d)", r"\1", text)
    return re.sub(r"(?<![.:!?])\n(?=\S)|\n(?=[a-zæøå\d(])", " ", text)


def docx_text(path: Path) -> str:
    """Paragraphs and table cells of a DOCX, one a line."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def html_text(text: str) -> str:
    """All text of a page, furniture and all."""
    stripper = _Stripper()
    stripper.feed(text)
    return "".join(stripper.parts)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """YAML front matter and the rest; no front matter gives an empty dict."""
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return (yaml.safe_load(match.group(1)), text[match.end() :]) if match else ({}, text)


def read(path: Path, corpus: Path) -> Text:
    """One document; the sidecar ``stem.meta.yaml`` is read where there is no front matter."""
    sidecar = path.with_name(f"{path.stem}.meta.yaml")
    meta = yaml.safe_load(sidecar.read_text("utf-8")) if sidecar.exists() else {}
    name = path.relative_to(corpus).as_posix()
    if path.suffix == ".pdf":
        return Text(name, meta, pdf_text(path))
    if path.suffix == ".docx":
        return Text(name, meta, docx_text(path))
    raw = path.read_text("utf-8")
    if path.suffix == ".md":
        front, body = front_matter(raw)
        return Text(name, front or meta, markdown_text(body))
    return Text(name, meta, html_text(raw) if path.suffix in (".html", ".htm") else unwrap(raw))


def read_all(corpus: Path) -> list[Text]:
    """Every document under the corpus, ordered by path; README is about the corpus, not in it."""
    paths = sorted(p for p in corpus.rglob("*") if p.suffix in SUFFIXES and p.name != "README.md")
    return [read(path, corpus) for path in paths]
