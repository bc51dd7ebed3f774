"""Raw text to canonical text by named steps; after this nobody edits text, because offsets count in it.

A `.txt` keeps its own text: only line ends change, and the few characters that no XML may hold become a space, one
for one. Other formats' blocks are cleaned and set one after the other with a blank line between (items of a
list and rows of a table: a line break).
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Callable

from .types import Block, RawText, Span

CELL_GAP = " | "
EMPTY_CELL = "–"


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """A block in its place in the canonical text; `kind`, `level` and `header` as in `Block`, `cells` as spans there.

    `table` numbers the tables from 1 (0: in none).
    """

    span: Span
    kind: str = ""
    level: int = 0
    cells: tuple[Span, ...] = ()
    header: bool = False
    table: int = 0


@dataclasses.dataclass(frozen=True, slots=True)
class CanonicalText:
    """The text that offsets count in, and the pieces the format told apart (none for a verbatim `.txt`)."""

    text: str
    pieces: tuple[Piece, ...] = ()


def canonical(raw: RawText) -> CanonicalText:
    """The canonical text of what a reader returned."""
    if raw.verbatim is not None:
        return CanonicalText(verbatim_text(raw.verbatim))
    return _placed(raw.blocks)


def verbatim_text(text: str) -> str:
    """A text file's own words: line ends become "\\n"; characters that no XML may hold become spaces, one for one."""
    return _forbidden(line_ends(text))


def line_ends(text: str) -> str:
    """Every line end is "\\n": CR LF, CR, and the page break of converted documents."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


_XML_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def _forbidden(text: str) -> str:
    return _XML_FORBIDDEN.sub(" ", text)


def no_controls(text: str) -> str:
    """Control characters become spaces; "\\n" and tab stay for the steps after this one."""
    return "".join(" " if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cs") else c for c in _forbidden(text))


_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def no_invisibles(text: str) -> str:
    """Soft hyphens, zero-width spaces, byte order marks and direction marks go; joiners inside emoji stay."""
    return _INVISIBLE.sub("", text)


_WHITE = re.compile(r"\s+")


def plain_spaces(text: str) -> str:
    """Every run of white space, no-break spaces and line breaks included, is one space."""
    return _WHITE.sub(" ", text).strip()


def composed(text: str) -> str:
    """NFC: "a" + ring is "å"."""
    return unicodedata.normalize("NFC", text)


def no_ligatures(text: str) -> str:
    """The Latin ligatures that typesetting leaves in PDFs: "ﬁ" is "fi"."""
    return re.sub("[\ufb00-\ufb06]", lambda m: unicodedata.normalize("NFKC", m.group()), text)


STEPS: tuple[Callable[[str], str], ...] = (no_controls, no_invisibles, no_ligatures, composed, plain_spaces)


def clean(text: str) -> str:
    """A block's text after all steps, on one line."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    for step in STEPS:
        text = step(text)
    return text


def explain(text: str) -> list[str]:
    """The names of the steps that change this text."""
    names = []
    for step in STEPS:
        after = step(text)
        if after != text:
            names.append(step.__name__)
        text = after
    return names


def _placed(blocks: tuple[Block, ...]) -> CanonicalText:
    parts: list[str] = []
    pieces: list[Piece] = []
    offset, table, before = 0, 0, ""
    for block in blocks:
        text, cells = _block_text(block)
        if not text:
            before = "" if block.kind == "row" else before
            continue
        if block.kind == "row" and (before != "row" or (block.header and not _heads(pieces))):
            table += 1
        if pieces:
            gap = "\n" if block.kind == before and before in ("item", "row") else "\n\n"
            parts.append(gap)
            offset += len(gap)
        placed = tuple(Span(offset + s, offset + e) for s, e in cells)
        number = table if block.kind == "row" else 0
        pieces.append(Piece(Span(offset, offset + len(text)), block.kind, block.level, placed, block.header, number))
        parts.append(text)
        offset += len(text)
        before = block.kind
    return CanonicalText("".join(parts), tuple(pieces))


def _heads(pieces: list[Piece]) -> bool:
    """True where the row before is itself a head row: a table's head may have two."""
    return bool(pieces) and pieces[-1].header


def _block_text(block: Block) -> tuple[str, list[tuple[int, int]]]:
    """The block's clean text and the ranges of its cells in it."""
    if not block.cells:
        return clean(block.text), []
    contents = [clean(block.text[start:end]) for start, end in block.cells]
    if not any(contents):
        return "", []
    ranges, at = [], 0
    for content in (c or EMPTY_CELL for c in contents):
        ranges.append((at, at + len(content)))
        at += len(content) + len(CELL_GAP)
    return CELL_GAP.join(c or EMPTY_CELL for c in contents), ranges
