"""What came before and after, whose it is and since when, where a noun phrase says it: "forgængeren, X", "regeringens
plan fra juni 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Modality, Statement
from .made import Maker, date
from .reading import WORKS, Item, Page, Read

_BEFORE = re.compile(
    r"\b(?:forgængeren?|forløberen?)(?:\s+for\s+[^,»]{2,60}?)?[,\s:»”“\"*]+$|\b(?:den|det)\s+(?:gamle|tidligere|forrige|hidtidige|foregående|nuværende|eksisterende)\s+"
    r"[a-zæøå]*(?:strategi|plan|aftale|program|pagt|forlig|politik)[,\s:»”“\"*]+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:efterfølgeren?|afløseren?)[,\s:»”“\"*]+$|\b(?:den|det)\s+(?:næste|kommende|nye)\s+[a-zæøå]*(?:strategi|plan|aftale|program|pagt|forlig|politik)[,\s:»”“\"*]+$",
    re.IGNORECASE,
)


def kin(page: Page, read: Read) -> Iterator[Statement]:
    """succeeds from "forgængeren, X" and "den næste strategi »Y«": before or after the work the text is about."""
    main = page.main
    for item in read.items:
        if item.type not in WORKS or item.key is None or item.key == main or main is None:
            continue
        before = read.sentence.text[max(read.sentence.span.start, item.span.start - 80) : item.span.start]
        maker = Maker(page, read)
        if page.entities[main].type not in WORKS:
            continue
        if _BEFORE.search(before) or (_SAID_OLD.match(item.span.of(page.text)) and _same_kind(page, main, item.key)):
            yield maker.make(main, "succeeds", item.key, confidence=0.75)
        elif _AFTER.search(before) and _names_next(before):
            past = any(t.verb is not None and t.finite and t.verb.form == "past" for t in read.tokens)
            mood = Modality.DONE if past else Modality.EXPECTED
            yield maker.make(item.key, "succeeds", main, modality=mood, confidence=0.7)


_SAID_OLD = re.compile(r"(?:den|det)\s+(?:gamle|tidligere|forrige|hidtidige|foregående)\s", re.IGNORECASE)


def _same_kind(page: Page, main: str, other: str) -> bool:
    """True for two works of one class, the one that the title names the later; the other known by its period."""
    now, before = page.entities[main], page.entities[other]
    if not page.titled or now.type != before.type or before.period[0] is None:
        return False
    return now.period[0] is None or before.period[0] < now.period[0]


def _names_next(before: str) -> bool:
    """True where the words point past the work the text is about ("næste", "efterfølgeren"), not at itself ("nye")."""
    return bool(re.search(r"\b(?:næste|kommende|efterfølgeren?|afløseren?)\b", before[-40:], re.IGNORECASE))


_SINCE = re.compile(r"[»«”“\"*,\s]{0,4}\s?(?:fra|af)\s+(?:den\s+)?$", re.IGNORECASE)


def since(page: Page, read: Read) -> Iterator[Statement]:
    """launchedOn from "Lastbilaftalen fra 2020", "strategien »X«, fra juni 2023"."""
    for item in read.items:
        if item.type not in WORKS or item.key is None or _refers(read, item):
            continue
        inside = next((i for i in read.nested if i.type == "Date" and item.span.covers(i.span)), None)
        when = inside or next((i for i in read.items if i.first > item.last), None)
        if when is None or when.type != "Date" or not when.value or "/" in when.value:
            continue
        gap = read.sentence.text[item.span.end : when.span.start] if inside is None else " fra "
        if inside is not None and not read.sentence.text[: when.span.start].endswith("fra "):
            continue
        behind = read.sentence.text[when.span.end : when.span.end + 12]
        if inside is not None and _NO_NAME.fullmatch(page.entities[item.key].label):
            continue  # "programmet fra 2021": which one is meant is not known, so its year is no news
        if any(t.verb is not None and t.verb.lemma in ("løbe", "gælde", "vare", "dække") for t in read.tokens):
            continue  # "løber programmet fra 2021": its period
        if _SINCE.fullmatch(gap) and "fra" in gap and not re.match(r"\s*(?:og|til|frem|[-–])", behind):
            yield Maker(page, read).make(
                item.key, "launchedOn", date(when), modality=Modality.DONE, confidence=0.8, reading=when.reading
            )


_NO_NAME = re.compile(
    r"(?:den\s+|det\s+)?(?:strategi|plan|handlingsplan|aftale|program|pagt|forlig|projekt)(?:en|n|met|et)?\s+fra\s+(?:\w+\s+)?\d{4}",
    re.IGNORECASE,
)
_BARE = frozenset(
    (
        "strategien",
        "planen",
        "aftalen",
        "programmet",
        "handlingsplanen",
        "den",
        "det",
        "forliget",
        "pagten",
        "udspillet",
    )
)


def _refers(read: Read, item: Item) -> bool:
    """True for "aftalen", "den": which one is meant is a guess, and it may be another than the one of that date."""
    return item.first == item.last and read.tokens[item.first].low in _BARE


_OWNED = re.compile(
    r"\s+(?:(?:nye|nationale|egen|egne|første|store|fælles|samlede|overordnede|længe ventede)\s+){0,2}$"
)


def _owner_only(label: str) -> bool:
    """True for a name that says no more than whose it is: "Regeringens strategi fra 2022"."""
    words = [
        w
        for w in re.findall(r"[^\W\d_]+", label)
        if w.casefold() not in ("fra", "for", "nye", "egen", "fælles", "årene")
    ]
    return len(words) <= 2 and bool(words) and words[-1].casefold() in ("strategi", "plan", "handlingsplan", "aftale")


def owned(page: Page, read: Read) -> Iterator[Statement]:
    """launchedBy from a genitive before a plan: "regeringens havneplan", "Naturministeriets nye strategi »X«"."""
    for item in read.items:
        if item.type not in ("Strategy", "ActionPlan") or item.key is None or page.entities[item.key].confidence < 0.6:
            continue
        for actor in (*read.items, *read.nested):
            if actor.type != "Organisation" or actor.key is None:
                continue
            inside = item.span.covers(actor.span) and actor.span.start == item.span.start
            gap = read.sentence.text[actor.span.end : item.span.start] if actor.span.end <= item.span.start else ""
            if _owner_only(page.entities[item.key].label):
                continue  # "kommunernes strategi" is the municipalities': no news
            surface = actor.span.of(read.sentence.text).rstrip("’'")
            genitive = surface.endswith("s") or read.sentence.text[actor.span.end : actor.span.end + 2] in ("'s", "’s")
            if (
                genitive
                and not _no_more(page, item, actor)
                and (_OWNED.fullmatch(gap) or (inside and not _anaphor(page, item)))
            ):
                yield Maker(page, read).make(item.key, "launchedBy", actor.key, modality=Modality.DONE, confidence=0.7)


def _no_more(page: Page, item: Item, actor: Item) -> bool:
    """True for a plan that has no other name than whose it is ("kommunernes handlingsplan"): that says too little."""
    owner = actor.span.of(page.text).casefold()
    return item.key is not None and page.entities[item.key].label.casefold().startswith(owner)


def _anaphor(page: Page, item: Item) -> bool:
    return len(item.span.of(page.text).split()) < 2
