"""A sentence with its entities on its tokens: what the statement rules read."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Mapping, Sequence

from ..grammar import index_at
from ..mentions import LITERALS, Sentence, sentences
from ..types import Document, Entity, Mention, Passage, Span, Zone
from . import pronouns
from .items import ACTORS, THINGS, WORKS, Item, Read

__all__ = ["ACTORS", "THINGS", "WORKS", "Item", "Page", "Read", "page"]


@dataclasses.dataclass(frozen=True, slots=True)
class Page:
    """A document as the rules read it: its sentences in order, its entities by key, what it is mainly about, its
    bylines.

    `titles` are the headings that name a work, each with the work's key; `order` the sentences' numbers by start;
    `titled` tells that the document's title names the main work.
    """

    document: Document
    passages: tuple[Passage, ...]
    reads: tuple[Read, ...]
    entities: Mapping[str, Entity]
    main: str | None
    bylines: tuple[Read, ...] = ()
    titles: Mapping[Span, str] = dataclasses.field(default_factory=dict)
    order: Mapping[int, int] = dataclasses.field(default_factory=dict)
    titled: bool = False

    def number(self, read: Read) -> int:
        """Which sentence of the document it is, counted from 0."""
        return self.order[read.sentence.span.start]

    @property
    def text(self) -> str:
        return self.document.text


def page(
    document: Document,
    passages: Sequence[Passage],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    sentences_: Sequence[Sentence] | None = None,
) -> Page:
    """The document with every entity mention and literal on its sentence's tokens."""
    spans = sorted(
        [
            (span, entity.type, entity.key, None, entity.confidence)
            for entity in entities
            if not entity.document
            for span in entity.mentions
        ]
        + [(m.span, m.type, None, m, m.confidence) for m in mentions if m.type in LITERALS],
        key=lambda row: (row[0].start, -row[0].end),
    )
    starts = [row[0].start for row in spans]
    reads = []
    for sentence in sentences(document, passages) if sentences_ is None else sentences_:
        if not (sentence.zone.carries_statements or sentence.zone is Zone.BYLINE):
            continue
        low = bisect.bisect_left(starts, sentence.span.start)
        high = bisect.bisect_left(starts, sentence.span.end)
        reads.append(_read(sentence, spans[low:high]))
    by_key = {entity.key: entity for entity in entities}
    bylines = [read for read in reads if read.sentence.zone is Zone.BYLINE]
    main, titled = _main(document, entities)
    reads = list(pronouns.resolve([read for read in reads if read.sentence.zone is not Zone.BYLINE]))
    return Page(
        document,
        tuple(passages),
        tuple(reads),
        by_key,
        main,
        tuple(bylines),
        _titles(reads, entities),
        {read.sentence.span.start: n for n, read in enumerate(reads)},
        titled,
    )


def _read(sentence: Sentence, spans: Sequence[tuple]) -> Read:  # type: ignore[type-arg]
    items: list[Item] = []
    nested: list[Item] = []
    goals: list[Item] = []
    for span, type_, key, mention, certain in spans:
        if span.end > sentence.span.end:
            continue
        first = index_at(sentence.tokens, span.start)
        last = max(first, index_at(sentence.tokens, span.end - 1))
        item = Item(
            first,
            last,
            span,
            type_,
            key,
            mention.value if mention else None,
            mention.unit if mention else None,
            mention.reading if mention else None,
            certain,
        )
        if type_ == "Goal":
            goals.append(item)
        elif items and items[-1].last >= first:
            nested.append(item)
        else:
            items.append(item)
    return Read(sentence, tuple(items), tuple(nested), tuple(goals))


def _titles(reads: Sequence[Read], entities: Sequence[Entity]) -> dict[Span, str]:
    """The headings that name a work, with its key: the first it names."""
    spans = sorted((s.start, s.end, e.key) for e in entities if e.type in THINGS for s in e.mentions)
    starts = [start for start, _, _ in spans]
    found: dict[Span, str] = {}
    for heading in {heading for read in reads for heading in read.sentence.headings}:
        at = bisect.bisect_left(starts, heading.start)
        if at < len(spans) and spans[at][1] <= heading.end:
            found[heading] = spans[at][2]
    return found


_INDEFINITE = re.compile(r"(?:ny|nye|nyt|en|et|bred|brede|stor|første)\s", re.IGNORECASE)


def _named_elsewhere(document: Document, named: Sequence[Entity], works: Sequence[Entity]) -> Entity | None:
    """The work with a name of its own that a title only announces ("Ny plan overlader det svære til kommunerne")."""
    if not all(_INDEFINITE.match(e.mentions[0].of(document.text)) and len(e.mentions) <= 2 for e in named):
        return None
    own = [e for e in works if e not in named and any(w[:1].isupper() for w in e.label.split()[1:])]
    best = max(own, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)
    return best if best is not None and len(best.mentions) > 1 and best.mentions[0].start < 1500 else None


def _main(document: Document, entities: Sequence[Entity]) -> tuple[str | None, bool]:
    """The work a document is about, and whether its title names it; else one that its beginning or most of it is
    about.
    """
    works = [e for e in entities if e.type in WORKS and e.mentions]
    if not works:
        return _used_most(entities), False
    titles = [piece.span for piece in document.zones if piece.zone is Zone.TITLE]
    titles += [document.metadata.spans["title"]] if "title" in document.metadata.spans else []
    named = [e for e in works if any(title.covers(span) for title in titles for span in e.mentions)]
    if not named:
        title = document.metadata.title.casefold()
        named = [e for e in works if any(len(name) > 8 and name.casefold() in title for name in (e.label, *e.alt))]
    if named and (own := _named_elsewhere(document, named, works)) is not None:
        return own.key, True
    if named:
        return max(named, key=lambda e: len(e.mentions)).key, True
    best = max(works, key=lambda e: (len(e.mentions), -e.mentions[0].start))
    total = sum(len(e.mentions) for e in works)
    first = min(e.mentions[0].start for e in works)
    if (best.mentions[0].start == first and best.mentions[0].start < (700 if len(best.mentions) > 1 else 300)) or (
        len(best.mentions) > 2 and len(best.mentions) >= 0.6 * total
    ):
        return best.key, False
    return None, False


def _used_most(entities: Sequence[Entity]) -> str | None:
    """The initiative that a text without a plan keeps speaking of, or None."""
    things = [e for e in entities if e.type in THINGS and e.mentions]
    best = max(things, key=lambda e: (len(e.mentions), -e.mentions[0].start), default=None)
    if best is None or len(best.mentions) < 4 or 2 * len(best.mentions) < sum(len(e.mentions) for e in things):
        return None
    return best.key
