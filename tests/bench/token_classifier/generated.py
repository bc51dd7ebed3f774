"""Names for the slots of `sentences.yaml`, from syllables and topics that train and test do not share."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

import random
import re

_PARTS = {
    "train": {
        "first": "bel dor fra gim hal jes kor lun mar".split(),
        "last": "sund by rup holm bæk lev sted".split(),
        "topic": "klima havne sundheds skole bolig trafik kultur energi".split(),
        "thing": "løft hjælp nøgle bro kort spring".split(),
        "word": "Grøn Tryg Fælles Åben Nær".split(),
        "noun": "Havn Skole Vej Dør Time".split(),
    },
    "test": {
        "first": "nor pal rys sko tov ulv vin ørn åd".split(),
        "last": "vik ager kær tved mose lund skov".split(),
        "topic": "natur ældre vand landbrugs bibliotek ungdoms fiskeri turisme".split(),
        "thing": "greb vagt fyr makker taske rejse".split(),
        "word": "Stille Stærk Lokal Ny Varm".split(),
        "noun": "Strand Hverdag Plads Stemme Gade".split(),
    },
}  # fmt: skip
_SLOT = re.compile(r"\{([OPIW])\}")


def name(kind: str, chance: random.Random, part: str) -> str:
    """A name of a class: organisation, person, initiative or work."""
    pool = _PARTS[part]
    stem = (chance.choice(pool["first"]) + chance.choice(pool["last"])).capitalize()
    topic = chance.choice(pool["topic"])
    if kind == "P":
        given = (chance.choice(pool["first"]) + chance.choice(("a", "e", "us", "in"))).capitalize()
        return f"{given} {stem}"
    if kind == "O":
        letters = "".join(chance.choice("BDFGKLMPRTV") for _ in range(3))
        made = (
            f"{stem} Kommune", f"Region {stem}", f"{topic.capitalize()}styrelsen", f"{topic.capitalize()}rådet", f"Foreningen {stem}", f"{stem} A/S",
            letters, f"Dansk {topic.capitalize()}forening", stem,
        )  # fmt: skip
        return chance.choice(made)
    if kind == "I":
        thing, noun = chance.choice(pool["thing"]), chance.choice(pool["noun"])
        return chance.choice(
            (
                f"{chance.choice(pool['word'])} {noun}",
                f"{topic.capitalize()}{thing}et",
                f"{stem}hub",
                f"{noun} til Alle",
            )
        )
    years = f"{chance.randint(2016, 2024)}-{chance.randint(2025, 2032)}"
    heads = ("strategi", "plan", "aftale", "pagt", "handlingsplan")
    head = chance.choice(heads)
    return chance.choice(
        (
            f"{topic.capitalize()}{head} {years}",
            f"Sammen om {topic.rstrip('s')} {years}",
            f"{topic}{head}en",
            f"{topic.capitalize()}{head}en",
        )
    )


def fill(sentence: str, chance: random.Random, part: str) -> tuple[str, set[tuple[int, int, str]]]:
    """A sentence with a name in each slot, and where they stand with their class."""
    text, spans, at = "", set(), 0
    for slot in _SLOT.finditer(sentence):
        text += sentence[at : slot.start()]
        made = name(slot.group(1), chance, part)
        spans.add((len(text), len(text) + len(made), slot.group(1)))
        text, at = text + made, slot.end()
    text += sentence[at:]
    return text[:1].upper() + text[1:], spans
