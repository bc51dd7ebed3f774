"""Relations that nouns carry: counts ("strategiens 33 initiativer"), parties ("aftalen mellem A og B"), periods in
names,
and what something is a condition for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..grammar import Token
from ..mentions.works import YEARS, signature
from ..types import Literal, Modality, Statement, Zone
from . import nominal_cues as cues
from .made import Maker
from .reading import ACTORS, THINGS, WORKS, Item, Page, Read
from .topics import topic

_COUNTED = re.compile(r"^(?:.*?)(?:" + "|".join(cues.INITIATIVES) + r")(?:er|erne|ne|s|ernes|r|et)?$")
_RANGE = re.compile(r"((?:19|20)\d\d)\s?(?:[-–—/]|til)\s?((?:19|20)?\d\d)(?!\d)")


def counts(page: Page, read: Read) -> Iterator[Statement]:
    """initiativeCount: "indeholder 60 digitaliseringsinitiativer", "planens 12 tiltag", "ét af de 29 initiativer"."""
    tokens, maker = read.tokens, Maker(page, read)
    for item in read.every():
        if item.type != "Number" or not item.unit or not (item.value or "").isdigit() or int(item.value or 0) < 2:
            continue
        noun = _counted_noun(tokens, item.last + 1)
        if (
            noun is None
            or _partial(tokens, item.first)
            or any(_OF_SOME.fullmatch(t.low) for t in tokens[item.last + 1 : noun])
            or any(t.low in _BEGUN for t in tokens[noun + 1 : noun + 3])  # "28 initiativer sat i gang"
            or "eller" in (tokens[item.first - 1].low, tokens[item.last + 1].low if item.last + 1 < len(tokens) else "")
        ):
            continue
        owner = _owner(page, read, item.first, noun)
        if owner is None:
            continue
        key, sure, hedge = owner
        if item.reading:
            hedge = f"teksten siger »{item.reading}«"
        yield maker.make(
            key, "initiativeCount", Literal(str(item.value), "number", item.unit), confidence=sure, reading=hedge
        )


def number_at(tokens: Sequence[Token], index: int) -> int | None:
    """The whole number a token says, in digits or words, or None; years are not counts here."""
    low = tokens[index].low
    if low in cues.NUMBER_WORDS:
        return cues.NUMBER_WORDS[low]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})*|\d{1,5}", low) and not re.fullmatch(r"(?:19|20)\d\d", low):
        if (
            index + 1 < len(tokens)
            and tokens[index + 1].text in (".", "%")
            and tokens[index + 1].start == tokens[index].end
        ):
            return None
        return int(low.replace(".", ""))
    return None


def _counted_noun(tokens: Sequence[Token], index: int) -> int | None:
    position = index
    while position < len(tokens) and position - index < 4:
        if _COUNTED.match(tokens[position].low) and tokens[position].pos in ("NOUN", "PROPN", "ADJ", "VERB"):
            return position
        if tokens[position].pos not in ("ADJ", "PART") and tokens[position].low not in ("og",):
            return None
        position += 1
    return None


_PART_BEFORE = re.compile(r"\b(?:mere|flere|yderligere|andre|øvrige|første|sidste|heraf|ud|endnu|nye)$")


# "de fire største initiativer" are not all of them
_OF_SOME = re.compile(
    r"(?:stør|mind|før|sid|ny|æld|høj)[e]?ste|\w+(?:igste|reste|leste)|øvrige|andre|resterende|forsinkede"
)


def _partial(tokens: Sequence[Token], index: int) -> bool:
    """True for "yderligere 5 tiltag" and "5 ud af": not how many there are in all."""
    before = " ".join(t.low for t in tokens[max(0, index - 2) : index])
    return bool(_PART_BEFORE.search(before)) and "flere end" not in before


def _owner(page: Page, read: Read, index: int, noun: int) -> tuple[str, float, str | None] | None:
    """Whose initiatives a count counts: a genitive right before, "i/fra X" right after, the clause's containing
    subject.
    """
    works = [i for i in read.items if i.type in WORKS and i.key]
    for item in works:
        between = [t.low for t in read.tokens[item.last + 1 : index]]
        if (
            0 <= index - item.last - 1 <= 1
            and all(w in ("de",) for w in between)
            and read.tokens[item.last].low.endswith("s")
        ):
            return str(item.key), 0.95, None
        gap = read.tokens[noun + 1 : item.first]
        if (
            0 < item.first - noun <= 3
            and not any(t.pos == "PUNCT" or t.finite for t in gap)
            and any(t.low in ("i", "fra", "under", "bag") for t in read.tokens[noun + 1 : item.first + 1])
            and not _some(read.tokens, index, item.last)
        ):
            return str(item.key), 0.9, None
        if between and between[-1] in ("med", "på", "har") and len(between) <= 3:
            return str(item.key), 0.85, None
    before = [i for i in works if i.last < index]
    verbs = [t for t in read.tokens[:index] if t.verb is not None and (t.finite or t.pos == "PART")]
    contains = any(v.verb and v.verb.lemma in cues.CONTAINS for v in verbs[-2:])
    if before and contains:
        return str(before[-1].key), 0.9, None
    if not works and contains and _speaks_of_paper(read, index):
        if _another(read.tokens[:index]):
            return None
        about = topic(page, read)
        pointing = read.tokens[0].low == "den"
        if pointing and not read.tokens[1].finite:
            return None  # "Den tredje, for 2032-2034, rummer": an article, not a pronoun
        needed = 0.75 if pointing else 0.7
        return (about[0], 0.7, "antallet hører til den, afsnittet handler om") if about and about[1] >= needed else None
    if not works and read.tokens[index - 1].low == "de" and index > 1:
        about = topic(page, read)
        return (about[0], 0.7, "antallet hører til den, afsnittet handler om") if about and about[1] >= 0.7 else None
    return None


_BEGUN = frozenset(
    ["sat", "igangsat", "startet", "begyndt", "afsluttet", "gennemført", "færdig", "færdige", "forsinket"]
)


def _another(tokens: Sequence[Token]) -> bool:
    """True for "Den næste, for 2032-2034, rummer" and "Udspillet havde": another paper than the text's own."""
    return any(
        t.low in ("næste", "forrige", "tidligere", "foregående", "sidste") or t.low.startswith("udspil") for t in tokens
    )


def _some(tokens: Sequence[Token], index: int, last: int) -> bool:
    """True for "Fire projekter fra planen fortsatte": some of them, of which something further is said."""
    opens = not any(t.finite or t.low in ("de", "alle", "samtlige") for t in tokens[:index])
    said = next((t for t in tokens[last + 1 : last + 4] if t.finite), None)
    return opens and said is not None and said.pos not in ("AUX", "MODAL")


_PAPER = frozenset(("papiret", "dokumentet", "aftaleteksten", "kataloget", "teksten", "publikationen"))


def _speaks_of_paper(read: Read, index: int) -> bool:
    """True for "papiret på 58 sider rummer" and "Den tæller": the work itself, or the paper it stands on."""
    first, second = read.tokens[0], read.tokens[1]
    return (first.low == "den" and second.finite) or any(t.low in _PAPER for t in read.tokens[:index])


def parties(page: Page, read: Read) -> Iterator[Statement]:
    """agreedBy from "aftalen mellem A og B", "aftale mellem A og B om X", "X er en aftale mellem A og B"."""
    tokens, maker = read.tokens, Maker(page, read)
    for index, token in enumerate(tokens):
        if token.low != "mellem" or index == 0:
            continue
        actors = _run(read, index + 1)
        if len(actors) < 2:
            continue
        works = [i for i in read.items if i.type in WORKS and i.key]
        if any(t.low in ("samarbejde", "partnerskab", "samarbejdet") for t in tokens[max(0, index - 2) : index]):
            yield from _together(read, maker, index, actors)
            continue
        near = next((i for i in reversed(works) if 0 <= index - i.last - 1 <= 2), None)
        said = any(
            t.low.startswith(("aftal", "indgået", "forlig", "partnerskab", "pagt"))
            for t in tokens[max(0, index - 4) : index]
        )
        if near is None and said:
            after = [i for i in works if i.first > actors[-1].last and i.first - actors[-1].last <= 5]
            near = after[0] if after else (works[0] if len(works) == 1 and works[0].last < index else None)
        if near is None or near.key is None:
            continue
        for actor in actors:
            yield maker.make(near.key, "agreedBy", str(actor.key), modality=Modality.DONE, confidence=0.85)


def _together(read: Read, maker: Maker, index: int, actors: Sequence[Item]) -> Iterator[Statement]:
    """participates from "X er et samarbejde mellem A og B"."""
    what = next(
        (i for i in read.items if i.last < index and i.type in THINGS | {"Organisation"} and i.key and i.first <= 2),
        None,
    )
    if (
        what is None
        or any(t.text in ".;" for t in read.tokens[what.last + 1 : index])
        or not any(t.low in ("er", "var", "blev", "bliver") for t in read.tokens[what.last + 1 : index])
    ):
        return
    for actor in actors:
        if actor.key != what.key:
            yield maker.make(str(actor.key), "participates", str(what.key), confidence=0.8)


def _run(read: Read, index: int) -> list[Item]:
    """The coordinated actors that begin at a token."""
    found: list[Item] = []
    for item in read.items:
        if item.first < index:
            continue
        gap = read.tokens[index : item.first]
        if item.type not in ACTORS or any(
            t.low not in (",", "og", "samt", "de", "den", "fem", "98") and t.pos not in ("DET", "ADJ", "NUM")
            for t in gap
        ):
            break
        found.append(item)
        index = item.last + 1
    return found


def periods(page: Page, read: Read) -> Iterator[Statement]:
    """validFrom and validTo from the years in a work's name: "digitaliseringsstrategien 2016-2020"."""
    maker = Maker(page, read)
    yield from _in_period(maker, read)
    for item in read.items:
        if item.type not in WORKS or item.key is None or _unnamed(page, item.key):
            continue
        match = _RANGE.search(item.span.of(page.text))
        if match is None:
            continue
        first, last = match.group(1), match.group(2)
        last = first[:2] + last if len(last) == 2 else last
        if first < last:
            yield maker.make(item.key, "validFrom", Literal(first, "date"), confidence=0.9)
            yield maker.make(item.key, "validTo", Literal(last, "date"), confidence=0.9)


def _unnamed(page: Page, key: str) -> bool:
    """True for a work that the text calls no more than "planen for 2019-2021": which one it is, it doesn't say."""
    entity = page.entities[key]
    sign = signature(entity.label)
    return entity.iri is None and sign is not None and not (sign.topics or sign.modifiers)


_POINTERS = frozenset(["den", "dem", "disse", "initiativerne", "tiltagene", "projekterne", "indsatserne", "flere"])


def _in_period(maker: Maker, read: Read) -> Iterator[Statement]:
    """ "Programmet skal i perioden 2023-2026 hjælpe …": the period of the work a sentence begins with."""
    first = read.items[0] if read.items else None
    if first is None or first.type not in WORKS or first.key is None or first.first > 1:
        return
    for item in read.items[1:3]:
        before = [t.low for t in read.tokens[max(first.last + 1, item.first - 2) : item.first]]
        if (
            item.type == "Date"
            and "/" in (item.value or "")
            and "perioden" in (*before, *read.tokens[item.first].low.split())
        ):
            start, _, end = str(item.value).partition("/")
            yield maker.make(first.key, "validFrom", Literal(start, "date"), confidence=0.85, reading=item.reading)
            yield maker.make(first.key, "validTo", Literal(end, "date"), confidence=0.85, reading=item.reading)
            return


_CONDITION = frozenset(
    ("forudsætning", "forudsætninger", "forudsætningen", "grundlag", "grundlaget", "fundament", "fundamentet")
)


def conditions(page: Page, read: Read) -> Iterator[Statement]:
    """supports from "forudsætninger for realiseringen af X", where what is the condition is said before."""
    tokens, maker = read.tokens, Maker(page, read)
    for index, token in enumerate(tokens[:-1]):
        if token.low not in _CONDITION or tokens[index + 1].low != "for":
            continue
        after = [i for i in read.items if i.type in THINGS and i.key and 0 < i.first - index <= 6]
        if not after:
            continue
        here = [i for i in read.items if i.type in THINGS and i.key and i.last < index]
        about = (str(here[-1].key), 0.8) if here else None
        if about is None and any(t.low in _POINTERS for t in tokens[:index]):
            about = topic_before(page, read, str(after[0].key))
        if about and about[0] != after[0].key:
            yield maker.make(about[0], "supports", str(after[0].key), confidence=about[1])


def topic_before(page: Page, read: Read, other: str) -> tuple[str, float] | None:
    """The work the paragraph was about before this sentence, other than the one named here."""
    number = page.number(read)
    for earlier in reversed(page.reads[max(0, number - 3) : number]):
        if earlier.sentence.paragraph == read.sentence.paragraph:
            for item in earlier.items:
                if item.type in WORKS and item.key and item.key != other:
                    return item.key, 0.7
    return (page.main, 0.6) if page.main and page.main != other else None


_PART = (("som", "led", "i"), ("som", "et", "led", "i"), ("som", "en", "del", "af"), ("som", "del", "af"))


def parts(page: Page, read: Read) -> Iterator[Statement]:
    """partOf from "X blev etableret som led i Y"."""
    lows = [t.low for t in read.tokens]
    for index, low in enumerate(lows):
        words = next((w for w in _PART if low == "som" and tuple(lows[index : index + len(w)]) == w), None)
        if words is None:
            continue
        whole = next(
            (i for i in read.items if i.type in WORKS and i.key and 0 <= i.first - index - len(words) <= 2), None
        )
        part = next((i for i in reversed(read.items) if i.last < index and i.type in THINGS and i.key), None)
        if whole is not None and part is not None and whole.key != part.key:
            yield Maker(page, read).make(str(part.key), "partOf", str(whole.key), confidence=0.8)


def involvement(page: Page, read: Read) -> Iterator[Statement]:
    """participates where an actor takes part in "projekterne", "initiativerne": those of the work the text is about."""
    if read.sentence.zone is Zone.HEADING or any(i.type in THINGS for i in read.items):
        return
    tokens, maker = read.tokens, Maker(page, read)
    for index, token in enumerate(tokens):
        if token.verb is None or token.verb.lemma not in ("indgå", "deltage", "medvirke", "inddrage", "bidrage"):
            continue
        after = tokens[index + 1 : index + 8]
        if not any(t.low in ("i", "til") for t in after) or not any(
            re.search(
                r"(?:projekt|initiativ|indsats|tiltag)(?:er|erne|ne|s)?$|^(?:arbejdet|samarbejdet|udmøntningen|gennemførelsen|implementeringen|udformningen)$",
                t.low,
            )
            for t in after
        ):
            continue
        actor = next((i for i in read.items if i.type in ACTORS and i.last < index), None)
        about = topic(page, read)
        if actor is not None and actor.key and about is not None:
            yield maker.make(
                actor.key,
                "participates",
                about[0],
                modality=Modality.EXPECTED
                if any(t.low in ("vil", "skal") for t in tokens[:index])
                else Modality.ONGOING,
                confidence=0.65,
                reading="projekterne er dem, som teksten handler om",
            )


__all__ = ["YEARS", "conditions", "counts", "involvement", "number_at", "parties", "parts", "periods"]
