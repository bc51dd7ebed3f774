"""A sentence with its entities on its tokens: what the statement rules read."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Mapping, Sequence

from ..grammar import index_at
from ..mentions import LITERALS, Sentence, sentences
from ..types import Document, Entity, Mention, Passage, Zone
from . import pronouns
from .items import ACTORS, THINGS, WORKS, Item, Read

__all__ = ["ACTORS", "THINGS", "WORKS", "Item", "Page", "Read", "page"]

@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """A document as the rules read it: its sentences in order, its entities by key, what it is mainly about, and its bylines."""

    document: Document
    passages: tuple[Passage, ...]
    reads: tuple[Read, ...]
    entities: Mapping[str, Entity]
    main: str | None
    bylines: tuple[Read, ...] = ()

    @property
    def text(self) -> str:
        return self.document.text


def page(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], entities: Sequence[Entity]
) -> Page:
    """The document with every entity mention and literal on its sentence's tokens."""
    spans = sorted(
        [(span, entity.type, entity.key, None, entity.confidence) for entity in entities if not entity.document for span in entity.mentions]
        + [(m.span, m.type, None, m, m.confidence) for m in mentions if m.type in LITERALS],
        key=lambda row: (row[0].start, -row[0].end),
    )
    starts = [row[0].start for row in spans]
    reads = []
    for sentence in sentences(document, passages):
        if not (sentence.zone.carries_statements or sentence.zone is Zone.BYLINE):
            continue
        low = bisect.bisect_left(starts, sentence.span.start)
        high = bisect.bisect_left(starts, sentence.span.end)
        reads.append(_read(sentence, spans[low:high]))
    by_key = {entity.key: entity for entity in entities}
    bylines = [read for read in reads if read.sentence.zone is Zone.BYLINE]
    reads = list(pronouns.resolve([read for read in reads if read.sentence.zone is not Zone.BYLINE]))
    return Page(document, tuple(passages), tuple(reads), by_key, _main(document, entities), tuple(bylines))


def _read(sentence: Sentence, spans: Sequence[tuple]) -> Read:  # type: ignore[type-arg]
    items: list[Item] = []
    nested: list[Item] = []
    goals: list[Item] = []
    for span, type_, key, mention, certain in spans:
        if span.end > sentence.span.end:
            continue
        first = index_at(sentence.tokens, span.start)
        last = max(first, index_at(sentence.tokens, span.end - 1))
        item = Item(first, last, span, type_, key, mention.value if mention else None,
                    mention.unit if mention else None, mention.reading if mention else None, certain)
        if type_ == "Goal":
            goals.append(item)
        elif items and items[-1].last >= first:
            nested.append(item)
        else:
            items.append(item)
    return Read(sentence, tuple(items), tuple(nested), tuple(goals))


def _main(document: Document, entities: Sequence[Entity]) -> str | None:
    """The work a document is about: the one its title names, else the one it names most."""
    works = [e for e in entities if e.type in WORKS and e.mentions]
    if not works:
        return None
    title = document.metadata.spans.get("title")
    if title:
        named = [e for e in works if any(title.covers(span) for span in e.mentions)]
        if named:
            return max(named, key=lambda e: len(e.mentions)).key
    lead = min(max(600, len(document.text) // 5), 3000)
    best = max(works, key=lambda e: (len(e.mentions), -e.mentions[0].start))
    if len(best.mentions) >= 2 or best.mentions[0].start < lead:
        return best.key
    return None
