"""What a sentence without a work of its own is about: the work last named in the paragraph, its heading, the main
one.
"""

from __future__ import annotations

from collections.abc import Collection

from ..types import Zone
from .reading import THINGS, WORKS, Item, Page, Read


def topic(
    page: Page, read: Read, item: Item | None = None, classes: Collection[str] = WORKS
) -> tuple[str, float] | None:
    """The key of the work a sentence (or an item in it) is about, and how sure that is; None where nothing fits."""
    here = [i for i in read.items if i.type in classes and i.key]
    if here:
        return _nearest(here, item, read), 0.85
    number = page.number(read)
    own = _section(page, read, classes)
    for earlier in reversed(page.reads[max(0, number - 12) : number]):
        if earlier.sentence.headings != read.sentence.headings:
            break
        if not _close(page, earlier, read):
            continue
        works = [
            i
            for i in earlier.items
            if i.type in classes
            and i.key
            and not _aside(earlier, i)
            and not _passing(page, earlier, i)
            and (own is None or i.key == own or i.first <= 1)
        ]
        if works:
            return str(works[0].key), 0.75
    for heading in reversed(read.sentence.headings):
        named = page.titles.get(heading)
        if named and page.entities[named].type in classes:
            return named, 0.7
    sure = 0.7 if page.titled else 0.6
    return (page.main, sure) if page.main and page.entities[page.main].type in classes else None


def _section(page: Page, read: Read, classes: Collection[str]) -> str | None:
    """The initiative or solution that the nearest heading names: its section is about that one, whatever else is
    named in it but as what a sentence begins with."""
    heading = read.sentence.headings[-1] if read.sentence.headings else None
    key = page.titles.get(heading) if heading is not None else None
    return key if key is not None and page.entities[key].type in (THINGS - WORKS) & set(classes) else None


_PASSING = frozenset(["af", "til", "med", "for", "fra", "under"])


def _passing(page: Page, read: Read, item: Item) -> bool:
    """True for another work than the title's, named behind a preposition: "en udløber af strategien 2011-2015"."""
    if not page.titled or item.key == page.main or item.first < 2:
        return False
    return any(t.low in _PASSING for t in read.tokens[item.first - 1 : item.first])


def _close(page: Page, earlier: Read, read: Read) -> bool:
    """True for the same paragraph, and for what a list, table or quotation hangs on."""
    between = page.text[earlier.sentence.span.end : read.sentence.span.start]
    if "\n" not in between.strip(" "):
        return True
    if read.sentence.zone is Zone.LIST:
        number = page.number(read)
        before = reversed(page.reads[max(0, number - 60) : number])
        lead = next((r for r in before if r.sentence.zone is not Zone.LIST), None)
        if lead is None or earlier.sentence.zone is Zone.LIST:
            return False  # a sibling in the list is not what the list hangs on
        return earlier is lead or "\n" not in page.text[earlier.sentence.span.end : lead.sentence.span.start].strip(" ")
    if read.sentence.zone in (Zone.TABLE, Zone.QUOTATION):
        return earlier.sentence.zone is not Zone.TABLE and len(between) < 2500
    return False


def _nearest(here: list[Item], item: Item | None, read: Read) -> str:
    """The work a theme or goal belongs to: not one it is only compared with, the first before it, else the first."""
    central = [i for i in here if not _aside(read, i)] or here
    if item is not None:
        before = [i for i in central if i.last < item.first]
        if before:
            return str(before[-1].key)
    return str(central[0].key)


_ASIDES = (
    ("tråd", "med"),
    ("forhold", "til"),
    ("modsætning", "til"),
    ("siden",),
    ("ligesom",),
    ("lighed", "med"),
    ("udover",),
    ("tilknytning", "til"),
    ("sammenhæng", "med"),
    ("forbindelse", "med"),
    ("siden", "af"),
    ("oven", "på"),
)


def _aside(read: Read, item: Item) -> bool:
    """True for a work that is only a comparison: "i tråd med den fælleskommunale strategi"."""
    before = tuple(t.low for t in read.tokens[max(0, item.first - 3) : item.first])
    if any(
        t.verb is not None and t.verb.lemma in ("afløse", "erstatte")
        for t in read.tokens[max(0, item.first - 2) : item.first]
    ):
        return True  # what is gone is not what the text goes on about
    return any(before[-len(words) :] == words for words in _ASIDES)


def things(read: Read) -> list[Item]:
    """The works, initiatives and solutions of a sentence."""
    return [i for i in read.items if i.type in THINGS and i.key]
