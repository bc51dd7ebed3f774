"""Themes and goals: which work deals with them, which sets them, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..mentions import enumerations
from ..mentions.works import head_of
from ..types import Literal, Statement, Zone
from .made import Maker, date
from .reading import THINGS, WORKS, Item, Page, Read
from .topics import topic

_DEADLINES = frozenset(["inden", "ved", "i", "senest", "til", "frem", "udgangen", "mod"])


_MISSES = frozenset(["ønske", "efterlyse", "savne", "kritisere", "foreslå", "opfordre", "mangle"])
_DEALS = frozenset(["handle", "omhandle", "vedrøre", "dreje", "berøre"])


def themes(page: Page, read: Read) -> Iterator[Statement]:
    """concernsTheme for every theme a sentence introduces."""
    maker = Maker(page, read)
    for item in read.items:
        if item.type != "Theme" or item.key is None or read.sentence.zone is Zone.HEADING:
            continue
        about = topic(page, read, item)
        if about is None:
            continue
        subject, sure = about
        if sure < 0.85 and any(
            t.verb is not None and t.verb.lemma in _DEALS for t in read.tokens[max(0, item.first - 6) : item.first]
        ):
            continue  # "Initiativ 1.2 handler om …": something else than the work deals with it
        if _part_deals(read, item) or (sure < 0.85 and _another_paper(page, read, item, subject)):
            continue
        if sure <= 0.6 and read.sentence.zone is Zone.BODY and item.certain == 0.75:
            continue  # enumerated in running text, with no work near
        if any(t.verb is not None and t.verb.lemma in _MISSES for t in read.tokens[: item.first]):
            continue  # "foreningen savner fokus på …": what the work does not deal with
        if item.certain == 0.7 and sure < 0.85:
            continue  # a field by its form alone ("KI-indsatsen"): only where the work is near
        if item.certain >= 0.95 and sure < 0.85:
            continue  # a known word without a cue: only beside the work itself
        yield maker.make(subject, "concernsTheme", item.key, confidence=sure * 0.9)


def _part_deals(read: Read, theme: Item) -> bool:
    """True for "To initiativer i planen handler om data": it is they that do."""
    verb = next(
        (n for n, t in enumerate(read.tokens[: theme.first]) if t.verb is not None and t.verb.lemma in _DEALS), None
    )
    if verb is None:
        return False
    work = next((i for i in read.items if i.type in WORKS and i.last < verb), None)
    return work is not None and any(t.low in ("i", "af", "under", "fra") for t in read.tokens[: work.first][-2:])


def _another_paper(page: Page, read: Read, theme: Item, subject: str) -> bool:
    """True for "Med samme aftale kom …" in a paragraph about a strategy: what the words refer to is no item here."""
    taken = {n for i in read.items for n in range(i.first, i.last + 1)}
    for index, token in enumerate(read.tokens[: theme.first]):
        head = head_of(token.low) if index not in taken and token.pos in ("NOUN", "PROPN") else None
        if head is None or head.type not in WORKS or head.form == "pl" or head.type == page.entities[subject].type:
            continue
        if head.form == "def" or (index and read.tokens[index - 1].low in ("samme", "denne", "dette")):
            return True
    return False


def named_after(page: Page, read: Read) -> Iterator[Statement]:
    """concernsTheme for the theme in the name of the work a text is about: "psykiatristrategien"."""
    for work in read.items:
        if work.type not in WORKS or work.key is None or work.key != page.main:
            continue
        for theme in read.nested:
            if theme.type == "Theme" and theme.key and work.span.covers(theme.span):
                yield Maker(page, read).make(work.key, "concernsTheme", theme.key, confidence=0.85)


def goals(page: Page, read: Read) -> Iterator[Statement]:
    """hasGoal for every goal a sentence states, and targetDate where it says by when."""
    maker = Maker(page, read)
    for item in read.goals:
        about = _setter(page, read, item)
        assert item.key is not None
        if about is not None and (
            about[1] >= 0.7 or read.sentence.zone is not Zone.BODY or len(page.entities[about[0]].mentions) > 2
        ):
            yield maker.make(about[0], "hasGoal", item.key, confidence=about[1] * 0.95)
        deadline = _deadline(read, item)
        if deadline is None and (announced := _announced(page, read)) is not None:
            lead, when = announced
            yield maker.make(
                item.key, "targetDate", date(when), reading=when.reading, confidence=0.8, context=(lead.sentence.span,)
            )
        if deadline is not None:
            end = Literal(str(deadline.value).rpartition("/")[2], "date")
            yield maker.make(item.key, "targetDate", end, reading=deadline.reading, confidence=0.85)


_NOUNS = ("mål", "formål", "ambition", "vision", "hensigt", "sigte")


def _setter(page: Page, read: Read, goal: Item) -> tuple[str, float] | None:
    """Whose goal it is: the project in "formålet med projektet er at", else the work the sentence or section is
    about.
    """
    for item in read.items:
        before = [t.low for t in read.tokens[max(0, item.first - 4) : item.first]]
        if item.type in THINGS and item.key and item.last < goal.first and any(w.startswith(_NOUNS) for w in before):
            return item.key, 0.9
    first = next((i for i in read.items if i.key), None)
    if (
        first is not None
        and first.type == "Organisation"
        and first.first <= 1
        and not any(i.type in THINGS for i in read.items)
    ):
        return None  # "Foreningen har til formål at …" is the body's own goal
    return topic(page, read, goal) or (
        topic(page, read, goal, THINGS) if any(i.type in THINGS for i in read.items) else None
    )


def _announced(page: Page, read: Read) -> tuple[Read, Item] | None:
    """The line that a list of goals hangs on and the date it sets: "Inden udgangen af 2032 vil vi"."""
    lead = enumerations.lead_in(read.sentence) if read.sentence.zone is Zone.LIST else None
    if lead is None:
        return None
    number = page.number(read)
    above = next((r for r in reversed(page.reads[max(0, number - 30) : number]) if lead.covers(r.sentence.span)), None)
    if above is None or not _WILL.search(above.sentence.words):
        return None
    when = next((i for i in above.items if i.type == "Date" and i.value and "/" not in i.value), None)
    return (above, when) if when is not None else None


_WILL = re.compile(r"\b(?:inden|senest|ved|i|mod|til)\b.{0,40}\b(?:vil|skal)\b", re.IGNORECASE)


_COMPARED = re.compile(r"\b(?:forhold\s+til|sammenlignet\s+med|siden|end\s+i|ift\.?)\s+$", re.IGNORECASE)


def _latest(read: Read, item: Item) -> bool:
    """True for "senest i skoleåret 2029/30": by its end."""
    return any(t.low in ("senest", "inden") for t in read.tokens[max(0, item.first - 3) : item.first])


def _deadline(read: Read, goal: Item) -> Item | None:
    """The date inside a goal's words, or right after them; of "fra 13 procent i 2025 til 9 i 2031" the last."""
    found = []
    for item in read.every():
        if (
            item.type == "Date"
            and item.value
            and ("/" not in item.value or _latest(read, item))
            and goal.span.start <= item.span.start <= goal.span.end + 4
        ):
            words = {t.low for t in read.tokens[max(0, item.first - 2) : item.last + 1]}
            before = read.sentence.text[max(read.sentence.span.start, item.span.start - 18) : item.span.start]
            if words & _DEADLINES and not _COMPARED.search(before):
                found.append(item)
    if len(found) > 1 and re.search(r"\bfra\b", goal.span.of(read.sentence.text)):
        return found[-1]
    return found[0] if found else None


__all__ = ["WORKS", "goals", "themes"]
