"""The HTML that notebooks show. Everything that comes from a text or a vocabulary is escaped here; styles are inline,
since a notebook may be shown where style sheets are dropped, and every colour is given with its background."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .. import wording
from ..pages.words import REASONS

if TYPE_CHECKING:
    from ..contract import Answer
    from .statements import Quote

_BOX = "font-family:system-ui,sans-serif;max-width:60em;line-height:1.45"
_MARK = "background:#fff1a8;color:#1a1a1a;padding:0 .1em"
_FAINT = "opacity:.75;font-size:.9em"
_CELL = "text-align:left;vertical-align:top;padding:.3em .6em;border-bottom:1px solid #bbb;max-width:34em"
_LONG = 300


def escape(text: object) -> str:
    """Text as HTML.

    >>> escape("<b>5 & 6</b>")
    '&lt;b&gt;5 &amp; 6&lt;/b&gt;'
    """
    return html.escape(str(text), quote=True)


def count(number: int) -> str:
    """A count with Danish separators."""
    return wording.number(str(number))


def cell(value: Any) -> str:
    """A value as a table's cell: empty for None, lists joined, long text cut, fractions with a comma.

    >>> cell(0.9618), cell(12.0), cell(("KL", "staten"))
    ('0,9618', '12', 'KL, staten')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, float):
        return escape(wording.number(f"{value:.4f}".rstrip("0").rstrip(".")))
    if isinstance(value, datetime.date):
        return f'<span style="white-space:nowrap">{value}</span>'
    if isinstance(value, tuple | list):
        return escape(", ".join(str(item) for item in value))
    text = " ".join(str(value).split())
    return escape(text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…")


def faint(text: str) -> str:
    """HTML set smaller and lighter."""
    return f'<span style="{_FAINT}">{text}</span>'


def link(url: str, text: str) -> str:
    """A link where the address is one of the web's; the text alone otherwise."""
    if not url.startswith(("http://", "https://")):
        return escape(text)
    return f'<a href="{escape(url)}" rel="noopener">{escape(text)}</a>'


def box(*parts: str) -> str:
    """Parts under one another."""
    return f'<div lang="da" style="{_BOX}">{"".join(parts)}</div>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], caption: str, left_out: int = 0) -> str:
    """A table of cells that are HTML already; `caption` and heads are text."""
    top = "".join(f'<th scope="col" style="{_CELL}">{escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{c}</td>' for c in row) + "</tr>" for row in rows)
    more = f"<p>{faint(f'… og {count(left_out)} til. Brug .to_frame() eller et udsnit.')}</p>" if left_out > 0 else ""
    style = "border-collapse:collapse;font-size:.95em"
    said = f'<caption style="text-align:left;padding:.3em 0">{escape(caption)}</caption>'
    return box(f'<table style="{style}">{said}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>', more)


def marked(before: str, text: str, after: str) -> str:
    """Words marked in their context.

    >>> "<mark" in marked("Aftalen ", "indgik KL", " i maj")
    True
    """
    return f'{escape(before)}<mark style="{_MARK}">{escape(text)}</mark>{escape(after)}'


def runs(pieces: Iterable[tuple[str, bool]]) -> str:
    """Text in pieces, each marked or not."""
    return "".join(marked("", text, "") if on else escape(text) for text, on in pieces)


def quote(found: Quote) -> str:
    """A quote in its context, with where it stands."""
    where = f"{found.title}{f' ({found.date})' if found.date else ''} · {found.doc_id}, tegn {found.start}-{found.end}"
    words = marked(found.before, found.text, found.after)
    style = "margin:.2em 0 .2em .2em;padding-left:.8em;border-left:3px solid #888"
    return f'<blockquote style="{style}">{words}<br>{faint(escape(where))}</blockquote>'


def answer(found: Answer, contexts: Sequence[Quote]) -> str:
    """An answer: the text, what it rests on, where sources disagree, and how the question was read."""
    parts = [f"<p><strong>{escape(found.question)}</strong></p>", f"<p>{escape(found.answer)}</p>"]
    if found.conflicts:
        others = "; ".join(f"{c.value} {wording.marks(c.citations)}" for c in found.conflicts)
        parts.append(f"<p>Andre kilder siger: {escape(others)}</p>")
    for citation, context in zip(found.citations, contexts, strict=True):
        said = "".join(f"<li>{escape(statement.text)}</li>" for statement in citation.statements)
        claims = f"<details><summary>Udsagn i grafen</summary><ul>{said}</ul></details>" if said else ""
        parts.append(f"<div>[{citation.n}] {quote(context)}{claims}</div>")
    status = "besvaret" if found.status == "answered" else "intet svar"
    if found.reason:
        status += f": {REASONS[found.reason][:-1]}"
    sure = wording.number(f"{found.confidence:.2f}")
    parts.append(f"<p>{faint(escape(f'{status} · sikkerhed {sure} · {found.interpretation}'))}</p>")
    if found.sparql:
        parts.append(f"<details><summary>Forespørgslen</summary><pre>{escape(found.sparql)}</pre></details>")
    return box(*parts)
