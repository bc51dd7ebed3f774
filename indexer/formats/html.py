"""HTML: everything a reader sees, in order, each block with its kind; menus, footers and teasers kept and marked.

Structure decides (h1-6, p, li, table, nav, footer …), then the names that pages give their parts. Where a page has no
`main` or `article`, trafilatura tells where its text begins and ends. Nothing is ever fetched.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableDocument
from ..types import Block, RawText
from .html_metadata import describe
from .markdown import row
from .txt import decode

_MAX_DEPTH = 180
_MAX_GUESSED = 5_000  # pages of more blocks are taken as they are
_DROPPED = frozenset(
    re.findall(
        r"\S+",
        """
    script style noscript template svg math head iframe object embed canvas audio video select option datalist
    link meta map area param source track dialog
    """,
    )
)
_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary
    table tbody td tfoot th thead tr ul search label button
    """,
    )
)
_KINDS = {
    "figcaption": "caption",
    "caption": "caption",
    "legend": "paragraph",
    "summary": "heading",
    "li": "item",
    "dd": "paragraph",
}
_FURNITURE_TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "form": "navigation",
    "menu": "navigation",
    "search": "navigation",
    "button": "navigation",
}
_ROLES = {
    "navigation": "navigation", "search": "navigation", "menu": "navigation", "menubar": "navigation",
    "banner": "navigation",
    "contentinfo": "footer", "alert": "advert",
}  # fmt: skip
# Words in class and id that say what a part of the page is; matched on whole words of the name.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE))
    for kind, words in (
        ("footer", "cookies?|cookiebanner|consent|gdpr|footer|sidefod|bund|colophon|site-info"),
        ("newsletter", "newsletter|nyhedsbrev|subscribe|signup|tilmelding"),
        ("comment_rules", "comments?|kommentarer?|disqus|respond"),
        ("advert", "ads?|advert|advertisement|annoncer?|reklame|sponsor(?:ed)?|promo|banner"),
        ("teaser", "related|relateret|relaterede|teasers?|most-read|mest-laeste|recommended|anbefalet|laes-ogsaa|"
                   "read-more|see-also|sidebar|widget"),
        ("keywords", "tags?|emneord|tag-list|keywords"),
        ("navigation", "nav|navbar|navigation|menu|hovedmenu|topmenu|breadcrumbs?|broedkrumme|pagination|pager|share|"
                       "sharing|social|some|del|skip-link|"
                       "skiplink|toolbar|topbar|searchbox|search-form|language-switcher"),
    )
)  # fmt: skip
_BYLINE = re.compile(r"(?:^|[\s_-])(?:byline|author|forfatter|skribent)(?:$|[\s_-])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)


def read(data: bytes) -> RawText:
    """The blocks of an HTML page and what its head says of it. Raises UnreadableDocument."""
    text = _text(data)
    root = _parsed(text)
    if root is None or not re.search(r"<\w", text):
        raise UnreadableDocument("kan ikke læses: filen er ikke HTML. Gem den som .txt, hvis den er ren tekst.")
    blocks = tuple(_blocks(root))
    if not blocks:
        raise UnreadableDocument(
            "kan ikke læses: siden holder ingen tekst. Henter den sin tekst med JavaScript, så gem den som vist."
        )
    structured = root.xpath("boolean(//main|//article|//*[@role='main'])")
    if not structured and len(blocks) <= _MAX_GUESSED:
        blocks = _marked_by_trafilatura(text, blocks)
    return RawText(blocks, describe(root, blocks))


def fragment(content: str) -> Iterator[Block]:
    """The blocks of a piece of HTML inside another format."""
    root = _parsed(f"<div>{content}</div>")
    if root is not None:
        yield from _blocks(root)


def _text(data: bytes) -> str:
    """The page as text: by byte order mark, by its own word, else as any text."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = named.group(1).decode("ascii").lower()
        name = "cp1252" if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else name
        try:
            if not name.startswith("utf-16"):
                return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass  # its own word is wrong: look at the bytes
    return decode(data)


def _parsed(text: str) -> Any:
    from lxml import etree, html

    bare = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text.replace("\x00", ""))
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, collect_ids=False)
    try:
        return html.document_fromstring(bare, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


class _Walk:
    """What surrounds the element being read, and the words of the block being gathered."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.blocks: list[Block] = []
        self.level = 0  # of the heading being read

    def flush(self, kind: str) -> None:
        """End the block being gathered; line breaks between short lines make blocks of their own."""
        text = "".join(self.words)
        self.words.clear()
        for part in _split_at_breaks(text):
            if part.strip():
                self.blocks.append(Block(part, kind, self.level if kind == "heading" else 0))


_BR = "\ue000"  # a private sign for <br>, taken out again in flush


def _split_at_breaks(text: str) -> list[str]:
    if _BR not in text:
        return [text]
    parts = re.sub(rf"(?:{_BR}\s*){{2,}}", "\ue001", text).split("\ue001")
    found: list[list[str]] = []
    for part in parts:
        before = ""
        for line in part.split(_BR):
            short = len(before) < 60 or len(line.strip()) < 60
            if not before or before.endswith((".", ":", "!", "?")) or (short and line.strip()[:1].isupper()):
                found.append([line])
            else:
                found[-1].append(line)
            before = line.strip() or before
    return [" ".join(lines) for lines in found]


def _blocks(root: Any) -> list[Block]:
    walk = _Walk()
    _read(root, walk, "paragraph", "", 0)
    walk.flush("paragraph")
    return walk.blocks


def _read(element: Any, walk: _Walk, kind: str, zone: str, depth: int) -> None:
    """Gather an element's words; `zone` is the furniture we are in ("" in the text itself)."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in _DROPPED or _is_hidden(element):
        return
    if depth > _MAX_DEPTH:
        walk.words.append(" ".join(element.itertext()))
        return
    if tag == "br":
        walk.words.append(_BR)
        return
    if tag in ("img", "input", "textarea"):
        return
    if tag not in _BLOCKS:
        _children(element, walk, kind, zone, depth)
        return
    walk.flush(zone or kind)
    zone = zone or _furniture(element, tag)
    if tag == "table" and not zone and _is_data(element):
        _table(element, walk)
        return
    if tag == "dl" and not zone and _is_facts(element):
        _facts(element, walk)
        return
    inner = _kind(element, tag, kind)
    if inner == "heading" and kind != "heading":
        walk.level = int(tag[1]) if tag[1:].isdigit() else 5
    _children(element, walk, inner, zone, depth)
    walk.flush(zone or inner)


def _children(element: Any, walk: _Walk, kind: str, zone: str, depth: int) -> None:
    kept = element.tag == "pre"
    walk.words.append(_clean(element.text, kept))
    for child in element:
        _read(child, walk, kind, zone, depth + 1)
        walk.words.append(_clean(child.tail, kept))


def _is_facts(element: Any) -> bool:
    """A list of short facts, each a name and its value: "Pris" and "12 mio. kr."."""
    pairs = [child.tag for child in element if child.tag in ("dt", "dd")]
    short = all(len("".join(child.itertext())) < 150 for child in element)
    return len(pairs) >= 2 and pairs == ["dt", "dd"] * (len(pairs) // 2) and len(pairs) == len(element) and short


def _facts(element: Any, walk: _Walk) -> None:
    """A row for each fact, its name in the first cell."""
    for name, value in zip(element[0::2], element[1::2], strict=True):
        walk.blocks.append(row([_words(name), _words(value)], False))


def _clean(text: str | None, kept: bool = False) -> str:
    """Text without our private signs; line ends kept as breaks where the page keeps them."""
    if not text:
        return ""
    text = text.replace(_BR, " ").replace("\ue001", " ")
    return text.replace("\n", _BR) if kept else text


def _kind(element: Any, tag: str, kind: str) -> str:
    if re.fullmatch(r"h[1-6]", tag) or tag in ("dt", "summary"):
        return "heading" if kind not in ("item",) else kind
    if tag == "blockquote" or kind == "quote":
        return "quote"
    if tag in ("li",):
        return "item"
    if tag in _KINDS:
        return _KINDS[tag]
    if (
        tag in ("p", "div", "span", "address")
        and kind == "paragraph"
        and _BYLINE.search(_names(element))
        and len(element) < 8
    ):
        return "byline" if len("".join(element.itertext())) < 120 else kind
    if tag in ("p", "div", "section", "td", "th", "pre"):
        return kind
    return "paragraph"


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:300]


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:300], re.IGNORECASE))


def _furniture(element: Any, tag: str) -> str:
    """The kind of furniture an element opens, "" for none. What holds the article or an h1 is none by its name."""
    if tag in ("html", "body", "main", "article", "h1", "p", "td", "tr", "tbody", "li") and tag not in _FURNITURE_TAGS:
        return (
            ""
            if tag in ("html", "body", "main", "article", "h1", "td", "tr", "tbody")
            else _by_name(element, strict=True)
        )
    role = (element.get("role") or "").lower()
    if role == "main" or _holds_article(element):
        return ""
    if tag in _FURNITURE_TAGS:
        return _by_name(element) or _FURNITURE_TAGS[tag]
    if role in _ROLES:
        return _ROLES[role]
    inside = any(
        parent.tag in ("article", "main") or parent.get("role") == "main" for parent in element.iterancestors()
    )
    if tag == "header" and not inside:
        return "navigation"
    if tag == "aside" and not inside:
        return _by_name(element) or "teaser"
    return _by_name(element)


def _by_name(element: Any, strict: bool = False) -> str:
    names = _names(element)
    if not names.strip():
        return ""
    found = next((kind for kind, pattern in _NAMES if pattern.search(names)), "")
    if found == "teaser" and any(
        near.tag == "h1" for near in itertools.islice(element.itersiblings(preceding=True), 4)
    ):
        return ""  # right after the h1 a "teaser" is what opens the article
    return found if not strict or found in ("keywords", "advert", "newsletter") else ""


def _holds_article(element: Any) -> bool:
    return bool(element.xpath("boolean(.//main|.//article|.//h1|.//*[@role='main'])"))


def _is_data(table: Any) -> bool:
    """A table of data, not of layout: no table inside, and at least two rows of at least two short cells."""
    if table.xpath("boolean(.//table)"):
        return False
    rows = table.xpath(".//tr")
    wide = sum(len(r.xpath("./td|./th")) >= 2 for r in rows)
    longest = max((len("".join(cell.itertext())) for cell in table.xpath(".//td|.//th")), default=0)
    return wide >= 2 or (wide == 1 and longest < 200)


def _table(table: Any, walk: _Walk) -> None:
    for caption in table.xpath("./caption"):
        walk.blocks.append(Block(_words(caption), "caption"))
    first = True
    for tr in table.xpath(".//tr"):
        found = tr.xpath("./td|./th")
        cells = [text for cell in found for text in [_words(cell)] + [""] * (_colspan(cell) - 1)]
        if not any(text.strip() for text in cells):
            continue
        heads = all(cell.tag == "th" for cell in found) or tr.getparent().tag == "thead"
        walk.blocks.append(row(cells, heads or (first and _first_row_heads(table, found))))
        first = False


def _first_row_heads(table: Any, cells: list[Any]) -> bool:
    """Without th anywhere, a first row all in bold heads the table."""
    if table.xpath("boolean(.//th)"):
        return False
    return all(cell.xpath("boolean(.//b|.//strong)") for cell in cells)


def _colspan(cell: Any) -> int:
    value = cell.get("colspan") or "1"
    return min(int(value), 50) if value.isdigit() and int(value) > 0 else 1


def _words(element: Any) -> str:
    """All words of an element, hidden ones left out, with a space where a block or line ends."""
    walk = _Walk()
    _read_all(element, walk, 0)
    return "".join(walk.words)


def _read_all(element: Any, walk: _Walk, depth: int) -> None:
    if not isinstance(element.tag, str) or element.tag in _DROPPED or _is_hidden(element) or depth > _MAX_DEPTH:
        return
    gap = " " if element.tag in _BLOCKS or element.tag == "br" else ""
    walk.words += [gap, _clean(element.text)]
    for child in element:
        _read_all(child, walk, depth + 1)
        walk.words.append(_clean(child.tail))
    walk.words.append(gap)


def _marked_by_trafilatura(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """On a page without structure: what stands before and after the main text that trafilatura finds is furniture."""
    import trafilatura

    main = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True, no_fallback=True)
    found = _bare(main or "")
    holds = [len(b.text) > 20 and _bare(b.text)[:200] in found for b in blocks]
    if sum(len(b.text) for b, h in zip(blocks, holds, strict=True) if h) < 200 or not any(holds):
        return blocks
    first = holds.index(True)
    last = len(holds) - 1 - holds[::-1].index(True)
    heads = [i for i, b in enumerate(blocks[:first]) if b.kind == "heading" and b.level == 1]
    first = heads[-1] if heads else first
    return tuple(
        b if first <= i <= last or b.kind not in ("paragraph", "item") else Block(b.text, "furniture")
        for i, b in enumerate(blocks)
    )


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
