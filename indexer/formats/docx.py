"""Word documents: headings by style, lists, tables, captions, headers and footers, core properties.

The zip is checked from its directory before anything is unpacked, and its XML may declare no entities.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ..errors import UnreadableDocument
from ..types import Block, RawText
from .markdown import row

MAX_UNPACKED = 300_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 200
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DAMAGED = "kan ikke læses: Word-filen er ødelagt eller afkortet. Åbn og gem den igen, og byg så."
_OLD = "kan ikke læses: filen er i det gamle Word-format (.doc). Gem den som .docx og byg igen."
_ENCRYPTED = "kan ikke læses: filen er krypteret. Gem den uden adgangskode og byg igen."


def read(data: bytes) -> RawText:
    """The blocks of a Word document and its properties. Raises UnreadableDocument."""
    check_zip(data)
    try:
        import docx

        document = docx.Document(io.BytesIO(data))
        blocks = tuple(_blocks(document))
        said = _properties(document)
    except UnreadableDocument:
        raise
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises whatever its parts raise: KeyError, XMLSyntaxError, BadZipFile …
        raise UnreadableDocument(_DAMAGED) from error
    return RawText(blocks, said)


def check_zip(data: bytes) -> None:
    """Raises UnreadableDocument where a zip's directory promises too much, or its XML declares entities."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableDocument(_ENCRYPTED if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data else
                                 _OLD)  # fmt: skip
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members)
            if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or total > 10_000_000 + MAX_RATIO * packed:
                raise UnreadableDocument(
                    f"kan ikke læses: filen pakker ud til {total} bytes i {len(members)} dele; det er for meget."
                )
            if any(member.flag_bits & 1 for member in members):
                raise UnreadableDocument(_ENCRYPTED)
            for member in members:
                if member.filename.endswith((".xml", ".rels")) and _declares(archive, member):
                    raise UnreadableDocument(
                        "kan ikke læses: filens XML erklærer sine egne entiteter, og det tillades ikke."
                    )
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise UnreadableDocument(_DAMAGED) from None
    except Exception as error:
        if isinstance(error, UnreadableDocument | MemoryError):
            raise
        raise UnreadableDocument(_DAMAGED) from None  # zlib.error and its like


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    with archive.open(member) as stream:
        head = stream.read(4096)
    plain = head.replace(b"\x00", b"")  # UTF-16 as well
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _properties(document: Any) -> dict[str, Any]:
    """Core properties that say something. The file's dates are not the text's, and are left out."""
    core = document.core_properties
    said = {"title": core.title, "author": core.author, "language": core.language, "kind": core.category}
    if said["author"] in ("python-docx", "Microsoft Office User", "Bruger", "User", "Ejer", "Administrator"):
        said["author"] = ""
    return {key: value.strip() for key, value in said.items() if isinstance(value, str) and value.strip()}


def _blocks(document: Any) -> Iterator[Block]:
    styles = _Styles(document)
    seen: set[str] = set()
    yield from _running(document, "header", "navigation", seen)
    yield from _body(document.element.body, styles)
    yield from _notes(document)
    yield from _running(document, "footer", "footer", seen)


class _Styles:
    """What a paragraph's style says it is, looked up by style id through the styles it is based on."""

    def __init__(self, document: Any) -> None:
        self._named: dict[str, tuple[str, str | None, Any]] = {}
        for style in document.styles.element.iterchildren(f"{_W}style"):
            name = style.find(f"{_W}name")
            based = style.find(f"{_W}basedOn")
            self._named[style.get(f"{_W}styleId") or ""] = (
                (name.get(f"{_W}val") or "").lower() if name is not None else "",
                based.get(f"{_W}val") if based is not None else None,
                style,
            )

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Any]]:
        for _ in range(12):  # based-on may be a circle in a broken file
            if style_id is None or style_id not in self._named:
                return
            name, style_id, element = self._named[style_id]
            yield name, element


def _body(parent: Any, styles: _Styles) -> Iterator[Block]:
    for child in parent.iterchildren():
        if child.tag == f"{_W}p":
            yield from _paragraph(child, styles)
        elif child.tag == f"{_W}tbl":
            yield from _table(child)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from _body(content, styles)


def _paragraph(element: Any, styles: _Styles) -> Iterator[Block]:
    text = _text(element)
    if text.strip():
        kind, level = _kind(element, styles)
        for part in text.split("\x0b"):
            if part.strip():
                yield Block(part, kind, level)
    for box in element.iter(f"{_W}txbxContent"):
        if not any(parent.tag == f"{_MC}Fallback" for parent in box.iterancestors()):
            yield from _body(box, styles)


def _text(element: Any) -> str:
    """The words of a paragraph: deleted text and field codes left out, tabs as spaces, two line breaks as a gap."""
    parts: list[str] = []
    for node in element.iter():
        if any(p.tag in (f"{_W}txbxContent", f"{_W}del", f"{_MC}Fallback") for p in _between(node, element)):
            continue
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
    text = "".join(parts)
    return re.sub(r"\n\s*\n+", "\x0b", re.sub(r"(?<=[.:!?])\s*\n(?=\S)", "\x0b", text))


def _between(node: Any, top: Any) -> Iterator[Any]:
    while node is not None and node is not top:
        yield node
        node = node.getparent()


_HEADING = re.compile(r"(?:heading|overskrift)\s*(\d)")


def _kind(element: Any, styles: _Styles) -> tuple[str, int]:
    properties = element.find(f"{_W}pPr")
    style = properties.find(f"{_W}pStyle") if properties is not None else None
    chain = list(styles.chain(style.get(f"{_W}val"))) if style is not None else []
    for name, _ in chain:
        heading = _HEADING.match(name)
        if heading:
            return "heading", int(heading.group(1))
        for kind, names in (
            ("title", ("title", "titel")),
            ("caption", ("caption", "billedtekst")),
            ("quote", ("quote", "citat", "intense quote", "stærkt citat")),
            ("item", ("list", "opstilling", "liste")),
        ):
            if name == names[0] or name in names or (kind == "item" and name.startswith(names)):
                return kind, 0
        if name in ("subtitle", "undertitel"):
            return "heading", 2
    holders = [properties, *(style.find(f"{_W}pPr") for _, style in chain)]
    for holder in (h for h in holders if h is not None):
        outline = holder.find(f"{_W}outlineLvl")
        if outline is not None and (outline.get(f"{_W}val") or "9").isdigit() and int(outline.get(f"{_W}val")) < 9:
            return "heading", int(outline.get(f"{_W}val")) + 1
        if holder.find(f"{_W}numPr") is not None:
            return "item", 0
    return "paragraph", 0


def _table(table: Any) -> Iterator[Block]:
    """Rows with their cells; a cell that spans columns is followed by empty ones. A table of one cell is a box."""
    rows = [child for child in table.iterchildren(f"{_W}tr")]
    for number, tr in enumerate(rows):
        cells: list[str] = []
        for cell in tr.iter(f"{_W}tc"):
            if cell.getparent().getparent() is not table and cell.getparent() is not tr:
                continue
            words = " ".join(_text(p).replace("\x0b", " ") for p in cell.iter(f"{_W}p"))
            cells += [words] + [""] * (_span(cell) - 1)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) == 1 and len(rows) <= 2:
            yield Block(cells[0], "paragraph")
        else:
            yield row(cells, number == 0 and _is_head(tr, cells, len(rows)))


def _span(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val") if span is not None else "1"
    return min(int(value), 60) if value and value.isdigit() and int(value) > 0 else 1


def _is_head(tr: Any, cells: list[str], rows: int) -> bool:
    """The first row heads a table that says so, or whose first row is bold, or has no numbers where others have."""
    if tr.find(f"{_W}trPr/{_W}tblHeader") is not None or tr.find(f".//{_W}b") is not None:
        return True
    look = tr.getparent().find(f"{_W}tblPr/{_W}tblLook")
    if look is not None and look.get(f"{_W}firstRow") == "0":
        return False
    return rows > 1 and not any(re.search(r"\d", cell) for cell in cells)


def _running(document: Any, name: str, kind: str, seen: set[str]) -> Iterator[Block]:
    """The headers or footers of all sections, each text once."""
    for section in document.sections:
        for part in (getattr(section, name), getattr(section, f"first_page_{name}")):
            if part.is_linked_to_previous:
                continue
            for paragraph in part.paragraphs:
                text = " ".join(paragraph.text.split())
                if text and text not in seen:
                    seen.add(text)
                    yield Block(text, kind)


def _notes(document: Any) -> Iterator[Block]:
    """Footnotes and endnotes, after the text."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root:
            if note.get(f"{_W}type") in (None, "normal"):
                text = " ".join(_text(p) for p in note.iter(f"{_W}p"))
                if text.strip():
                    yield Block(text, "paragraph")
