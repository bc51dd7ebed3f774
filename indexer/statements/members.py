"""What belongs to a work: the items of its lists of initiatives, money set aside for it, who carries it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator

from ..mentions import enumerations, introduced
from ..types import Literal, Modality, Span, Statement
from . import lists
from . import nominal_cues as cues
from .made import Maker
from .reading import ACTORS, THINGS, WORKS, Item, Page, Read
from .topics import topic


def initiatives(page: Page, read: Read) -> Iterator[Statement]:
    """hasInitiative for list items under "Initiativer", cells under that head, and names after "tre initiativer:";
    partOf for the programmes that a work is made of: "seks programmer:".
    """
    sentence = read.sentence
    kind = enumerations.kind_of(sentence)
    if kind in ("Initiative", "Programme"):
        name = enumerations.item_name(sentence)
        members = [i for i in read.items if i.type in THINGS and i.key and i.span == name]
        title = enumerations.title_of(sentence)
    elif sentence.row is not None and enumerations.cell_kind(sentence.column_head) == "Initiative":
        members, title = [i for i in read.items if i.type in THINGS - WORKS and i.key][:1], None
    else:
        named = {
            m.span
            for m in (*enumerations.after_colon(sentence), *enumerations.before_verb(sentence))
            if m.type in ("Initiative", "Programme")
        }
        members, title = [i for i in read.items if i.span in named and i.key], None
    if members and title is not None:
        listed = [i for i in members if i.type not in WORKS]
        read = dataclasses.replace(read, items=tuple(i for i in read.items if i.type not in WORKS or i in listed))
    about = _owner(page, read, title) if members else None  # what an item names further on does not own it
    above = [span for span in (title, *sentence.headings[-1:]) if span is not None]
    if kind == "Programme" and any(_SUBPROGRAMMES.search(span.of(page.text)) for span in above):
        # "Otte delprogrammer" are parts of a programme: where none is named, of what nobody says
        about = _programme(page, read, {i.key for i in members}) or (about if about and about[1] >= 0.85 else None)
    for member in members:
        if about is not None and about[1] >= 0.65 and member.key and about[0] != member.key:
            context = (title,) if title is not None else ()
            maker = Maker(page, read)
            if kind == "Programme" or member.type in WORKS:
                yield maker.make(member.key, "partOf", about[0], confidence=about[1], context=context)
            else:
                yield maker.make(about[0], "hasInitiative", member.key, confidence=about[1], context=context)


_SUBPROGRAMMES = re.compile(r"\b(?:del|under)programmer", re.IGNORECASE)


def _programme(page: Page, read: Read, members: Collection[str | None]) -> tuple[str, float] | None:
    """The programme that "delprogrammer" are parts of: the only one that the text has named before the list."""
    start = min(read.sentence.list_start, read.sentence.span.start) if read.sentence.list_start >= 0 else 0
    found = [
        e.key
        for e in page.entities.values()
        if e.type == "Programme" and e.key not in members and any(m.start < start for m in e.mentions)
    ]
    return (found[0], 0.75) if len(found) == 1 else None


def _owner(page: Page, read: Read, title: Span | None) -> tuple[str, float] | None:
    """The work that a list's lead-in or heading names, else the one the section is about."""
    if title is not None:
        if title in page.titles and page.entities[page.titles[title]].type in WORKS:
            return page.titles[title], 0.85
        for item in (
            i
            for r in page.reads[max(0, page.number(read) - 40) : page.number(read)]
            if title.covers(r.sentence.span) or r.sentence.span.covers(title)
            for i in r.items
        ):
            if item.type in WORKS and item.key:
                return item.key, 0.85
    return topic(page, read)


def named(page: Page, read: Read) -> Iterator[Statement]:
    """hasInitiative for what a sentence or a numbered heading introduces by name as one of a plan's initiatives."""
    spans = {mention.span for mention in introduced.members(read.sentence)}
    heading = introduced.numbered(read.sentence)
    spans |= {heading.span} if heading is not None else set()
    members = [i for i in read.items if i.type in THINGS - {"Strategy", "Agreement"} and i.key and i.span in spans]
    if not members or (read.speaker is not None and heading is None):
        return
    work = next((i for i in read.items if i.type in WORKS and i.key and i.last < members[0].first), None)
    about = (str(work.key), 0.85) if work is not None else topic(page, read)
    for member in members:
        if about is not None and member.key and member.key != about[0]:
            yield Maker(page, read).make(about[0], "hasInitiative", member.key, confidence=max(0.7, about[1]))


_PLURAL = (
    "initiativerne",
    "tiltagene",
    "projekterne",
    "indsatserne",
    "løsningerne",
    "initiativer",
    "tiltag",
    "projekter",
    "indsatser",
)


def among(page: Page, read: Read) -> Iterator[Statement]:
    """hasInitiative from "Blandt initiativerne er A og B" and from "»A«, strategiens initiativ 1.1"."""
    tokens = read.tokens
    members = [i for i in read.items if i.type in THINGS - WORKS and i.key]
    works = [i for i in read.items if i.type in WORKS and i.key]
    lows = [t.low for t in tokens]
    noun = next((n for n, low in enumerate(lows[:8]) if low in _PLURAL), None)
    verb = next(
        (n for n, low in enumerate(lows[: (noun or 0) + 14]) if low in ("er", "var") and noun is not None and n > noun),
        None,
    )
    if noun is not None and verb is not None and any(low in ("blandt", "af", "eksempler") for low in lows[:noun]):
        about = (str(works[0].key), 0.85) if works and works[0].last < verb else topic(page, read)
        for member in members:
            if member.first > verb and about is not None and about[1] >= 0.7 and member.key:
                yield Maker(page, read).make(about[0], "hasInitiative", member.key, confidence=about[1])
    for member in members:
        owner = _numbered(read, member, works)
        if owner is not None and member.key:
            yield Maker(page, read).make(owner, "hasInitiative", member.key, confidence=0.85)


def _numbered(read: Read, member: Item, works: list[Item]) -> str | None:
    """The work of "initiativ 1.3 i strategien, »Navn«" and "»Navn«, strategiens initiativ 1.3"."""
    for work in works:
        after = [t.low for t in read.tokens[work.last + 1 : work.last + 3]]
        if (
            0 < work.first - member.last <= 4
            and after[:1] == ["initiativ"]
            and read.tokens[work.last].low.endswith("s")
        ):
            return work.key
        before = [t.low for t in read.tokens[max(0, work.first - 4) : work.first]]
        gap = [t.low for t in read.tokens[work.last + 1 : member.first]]
        if (
            "initiativ" in before
            and 0 < member.first - work.last <= 4
            and "," in gap
            and all(not w.isalpha() for w in gap)
        ):
            return work.key
    return None


_SHARE = frozenset(
    [
        "heraf",
        "deraf",
        "indgik",
        "omfatter",
        "udgør",
        "også",
        "ekstra",
        "spare",
        "udskyde",
        "skære",
        "beskære",
        "fjerne",
        "mangle",
        "besparelse",
        "besparelser",
        "gevinst",
    ]
)
_MONEY_FOR = frozenset(["til", "for", "med", "på", "over"])


def budgets(page: Page, read: Read) -> Iterator[Statement]:
    """budget: money that a sentence about a work sets aside, costs or amounts to."""
    money = [i for i in read.every() if i.type == "Money" and i.value]
    if not money:
        return
    words = {t.low for t in read.tokens} | {t.verb.lemma for t in read.tokens if t.verb}
    funded = bool(words & cues.FUNDS) or any(w.startswith(cues.FUND_STEMS) for w in words)
    if not funded and "have" not in words:
        return
    here = [i for i in read.items if i.type in THINGS and i.key]
    for item in money[:4]:
        if any(t.low in ("heraf", "deraf") for t in read.tokens[: item.first]) and not {"heraf", "deraf"} & {
            t.low for t in read.tokens[:2]
        }:
            continue  # a part of the amount before it
        if not _CURRENCY.search(item.span.of(page.text)) and any(
            t.finite for t in read.tokens[item.last + 1 : item.last + 2]
        ):
            continue  # "4,3 mio. havde en postkasse": no money
        target = _funded(read, here, item)
        if target is None and (here or words & _SHARE or not funded):
            continue
        if _for_other(read, item, target is None) or (target is None and _other_subject(read)):
            continue
        if item.first and read.tokens[item.first - 1].low in ("de", "disse"):
            continue  # "de 33 mio. kr." were spoken of before
        about = (target, 0.8) if target else lists.labelled(page, read) or topic(page, read)
        if about is not None and about[1] >= 0.7:
            reading = f"teksten siger »{item.reading}«" if item.reading else None
            literal = Literal(str(item.value), "money", item.unit or "kr.")
            yield Maker(page, read).make(about[0], "budget", literal, confidence=about[1], reading=reading)


_CURRENCY = re.compile(r"\b(?:kr|kroner|dkk|euro|eur|dollars?|usd)\b|€", re.IGNORECASE)
_ASIDE = re.compile(
    r"^(?:ved siden af|til|derudover|desuden|ud over|udover|heraf|deraf|foruden|samtidig)\b", re.IGNORECASE
)
_EACH = re.compile(r"\s?(?:pr\.|per)\s+(?!år\b)[a-zæøå]")
_PART = re.compile(r"\baf\s+(?:den|det|de)\s+samlede", re.IGNORECASE)
_MORE = re.compile(r"\b(?:desuden|derudover|ekstra|merudgift\w*|ekstraregning\w*|forsink\w+)\b", re.IGNORECASE)


def _for_other(read: Read, money: Item, unnamed: bool) -> bool:
    """True for money beside a work or for something else: "Til lærebøger blev der desuden afsat …", "Ved siden af
    planen er der …", what a delay costs."""
    text = read.sentence.text
    before = text[read.sentence.span.start : money.span.start]
    if _EACH.match(text, money.span.end) or _PART.match(text[money.span.end : money.span.end + 30].lstrip()):
        return True  # "2 kr. pr. indbygger", "30 mio. kr. af den samlede ramme"
    return bool(_MORE.search(read.sentence.words)) or (
        bool(_ASIDE.match(before)) and (unnamed or not before.casefold().startswith("til "))
    )


_MONEY_NOUNS = re.compile(
    r"budget|økonomi|ramme|bevilling|finansiering|udgift|omkostning|investering|beløb|midler|pris|regning|mio|mia|kr|kroner|alt"
)


def _other_subject(read: Read) -> bool:
    """True where a noun that is neither money nor a body stands before the verb: the money is its own."""
    taken = {n for i in read.items if i.type in ACTORS | {"Date", "Money"} for n in range(i.first, i.last + 1)}
    for number, token in enumerate(read.tokens):
        if token.finite:
            return False
        noun = token.pos in ("NOUN", "PROPN") or (not number and token.low.endswith(("et", "en")))
        if noun and number not in taken and not _MONEY_NOUNS.search(token.low):
            return True
    return False


def _funded(read: Read, here: list[Item], money: Item) -> str | None:
    after = [i for i in here if 0 < i.first - money.last <= 6 and read.tokens[i.first - 1].low in _MONEY_FOR]
    before = [i for i in here if i.last < money.first and any(t.finite for t in read.tokens[i.last + 1 : money.first])]
    return after[0].key if after else (before[-1].key if before else None)


_CARRIES = frozenset(
    [
        "tovholder",
        "ansvarlig",
        "ansvarlige",
        "projektejer",
        "projektleder",
        "koordinator",
        "sekretariat",
        "sekretær",
        "vært",
        "initiativtager",
    ]
)


def carriers(page: Page, read: Read) -> Iterator[Statement]:
    """responsibleActor from "X er tovholder", where what X carries is what the text is about."""
    tokens = read.tokens
    for item in read.items:
        after = tokens[item.last + 1 : item.last + 4]
        if (
            item.type not in ACTORS
            or item.key is None
            or len(after) < 2
            or after[0].low not in ("er", "bliver", "var", "blev")
        ):
            continue
        noun = next((t for t in after[1:] if t.low in _CARRIES), None)
        if item.type == "Person" and noun is not None and noun.low.startswith("projekt"):
            continue  # a post in a body, not who answers for the work
        if noun is None or any(i.type in THINGS for i in read.items if i.first > item.last):
            continue
        about = topic(page, read, None, THINGS)
        if about is not None and about[1] >= 0.75:
            mood = Modality.EXPECTED if after[0].low == "bliver" else Modality.DECIDED
            yield Maker(page, read).make(about[0], "responsibleActor", item.key, modality=mood, confidence=0.7)
