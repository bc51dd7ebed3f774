"""Markdown by markdown-it-py (CommonMark and tables): front matter apart, no markup left, every block with its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..errors import UnreadableDocument
from ..metadata import FRONT_MATTER, parse_front_matter
from ..types import Block, RawText
from .txt import decode

if TYPE_CHECKING:
    from markdown_it.token import Token


def read(data: bytes) -> RawText:
    """The blocks of a Markdown file; `metadata` holds its front matter. Raises UnreadableDocument."""
    from markdown_it import MarkdownIt

    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    front, body = parse_front_matter(text)
    parser = MarkdownIt("commonmark", {"maxNesting": 30}).enable(["table", "strikethrough"])
    blocks = tuple(_blocks(parser.parse(body)))
    if not blocks:
        raise UnreadableDocument("kan ikke læses: filen holder ingen tekst ud over sit hoved")
    return RawText(blocks, {FRONT_MATTER: front} if front else {})


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Walk the flat token list once, with the containers we are in on a stack."""
    stack: list[str] = []
    numbers: list[int | None] = []  # one for each open list: the next number, None for bullets
    fresh = False  # the next inline text is the first of its item
    level = 0
    cells: list[str] = []
    for token in tokens:
        kind = token.type
        if kind.endswith("_open"):
            stack.append(kind[:-5])
            if kind in ("bullet_list_open", "ordered_list_open"):
                start = token.attrGet("start")
                numbers.append(int(start or 1) if kind.startswith("ordered") else None)
            fresh = fresh or kind == "list_item_open"
            level = int(token.tag[1:]) if kind == "heading_open" else level
            cells = [] if kind == "tr_open" else cells
        elif kind.endswith("_close"):
            stack.pop()
            if kind in ("bullet_list_close", "ordered_list_close"):
                numbers.pop()
            elif kind == "tr_close":
                yield row(cells, "thead" in stack)
        elif kind == "inline":
            text = _plain(token)
            if stack[-1] in ("th", "td"):
                cells.append(text)
                continue
            yield from _text_block(token, text, stack, numbers, level if stack[-1] == "heading" else 0, fresh)
            fresh = False
        elif kind in ("fence", "code_block"):
            yield Block(token.content, "paragraph")
        elif kind == "html_block":
            yield from _html(token.content)


def _text_block(
    token: Token, text: str, stack: list[str], numbers: list[int | None], level: int, fresh: bool
) -> Iterator[Block]:
    if level:
        yield Block(text, "heading", level)
    elif "blockquote" in stack:
        yield Block(text, "quote")
    elif numbers and fresh:
        number = numbers[-1]
        if number is not None:
            numbers[-1] = number + 1
        yield Block(f"{number}. {text}" if number is not None else text, "item", len(numbers))
    elif _only_image(token):
        yield Block(text, "caption")
    else:
        yield Block(text, "paragraph")


def row(cells: Sequence[str], header: bool) -> Block:
    """A table row as a block: its cells' texts one after the other, with their ranges."""
    parts, ranges, at = [], [], 0
    for cell in cells:
        parts.append(cell)
        ranges.append((at, at + len(cell)))
        at += len(cell) + 1
    return Block("\n".join(parts), "row", 0, tuple(ranges), header)


def _plain(token: Token) -> str:
    """The words of an inline token without markup: link texts and alt texts stay, tags and comments go."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            parts.append("\n")
    return "".join(parts)


def _only_image(token: Token) -> bool:
    children = [c for c in token.children or () if c.type != "text" or c.content.strip()]
    return bool(children) and all(child.type == "image" for child in children)


def _html(content: str) -> Iterator[Block]:
    from .html import fragment

    yield from fragment(content)
