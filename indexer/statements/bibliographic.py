"""publishedBy, publishedOn and author, where the document's own text says so."""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Evidence, Literal, Span, Statement
from .reading import Page


def metadata(page: Page) -> Iterator[Statement]:
    """The claims that byline, dateline and source line carry; what a sidecar says is none."""
    known, document = page.document.metadata, "document"
    spans = known.spans
    if "date" in spans and known.date:
        yield _made(document, "publishedOn", Literal(known.date, "date"), _line(page, spans["date"]))
    for field, relation in (("author", "author"), ("publisher", "publishedBy")):
        if field in spans:
            keys = [
                e.key
                for e in page.entities.values()
                if e.type in ("Person", "Organisation") and any(s.overlaps(spans[field]) for s in e.mentions)
            ]
            for key in keys if field == "author" else keys[:1]:
                yield _made(document, relation, key, _line(page, spans[field]))


def _line(page: Page, span: Span) -> Span:
    """The line around a span, without blanks at its ends."""
    text = page.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if end - start > 400:
        return span
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _made(subject: str, relation: str, object_: str | Literal, span: Span) -> Statement:
    return Statement(subject, relation, object_, Evidence(span), confidence=0.9)
