"""The figure that a goal sets: "80 procent af al kommunikation skal være digital" has the target value 80 procent.

The deadline of a goal is `subjects.goals`'; together they say how much and by when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..grammar import strip_genitive
from ..types import Literal, Statement
from .made import Maker
from .reading import Item, Page, Read

_FIGURES = {"Percent": "percent", "Money": "money", "Number": "number"}
# "de 98 kommuner", "børn under 6 år", "nr. 3": a figure that says which ones, not how many
_TELLS_WHICH = frozenset(
    ("de", "disse", "alle", "samtlige", "begge", "nr", "nr.", "nummer", "punkt", "kapitel", "klasse", "niveau", "fase")
)
_AGES = frozenset(("år", "årige", "årig", "klasse"))


def figures(page: Page, read: Read) -> Iterator[Statement]:
    """targetValue, with its unit, for every goal that sets one figure."""
    for goal in read.goals:
        found = _figure(read, goal)
        if found is None or goal.key is None or found.value is None:
            continue
        kind = _FIGURES[found.type]
        literal = Literal(found.value, kind, _unit(read, found) or {"percent": "procent", "money": "kr."}.get(kind))
        reading = f"teksten siger »{found.reading}«" if found.reading else None
        yield Maker(page, read).make(goal.key, "targetValue", literal, confidence=0.8, reading=reading)


def _unit(read: Read, figure: Item) -> str | None:
    """What a figure counts, with the noun where its unit stops at an adjective ("50 godkendte projekter")."""
    unit = figure.unit
    if figure.type != "Number" or not unit:
        return unit
    at = next((n for n in range(figure.last + 1, min(figure.last + 4, len(read.tokens))) if _is(read, n, unit)), None)
    if at is not None and read.tokens[at].pos != "NOUN" and at + 1 < len(read.tokens):
        after = read.tokens[at + 1]
        return f"{unit} {after.low}" if after.pos == "NOUN" else unit
    return strip_genitive(unit)


def _is(read: Read, index: int, unit: str) -> bool:
    return read.tokens[index].low == unit.split()[-1].casefold()


def _figure(read: Read, goal: Item) -> Item | None:
    """The one figure inside a goal's words; of "fra 30 til 20 dage" the one to be reached; None where it is unclear."""
    inside = [i for i in read.every() if i.type in _FIGURES and i.value and goal.span.covers(i.span)]
    inside = [i for i in inside if not _which(read, i)]
    shares = [i for i in inside if i.type == "Percent"]
    chosen = shares if len(shares) == 1 else inside
    if len(chosen) == 2 and _from_to(read, chosen):
        chosen = chosen[1:]
    return chosen[0] if len(chosen) == 1 and "/" not in str(chosen[0].value) else None


def _which(read: Read, figure: Item) -> bool:
    """True for a figure that tells which things are meant, and for a bare number that counts nothing."""
    before = read.tokens[figure.first - 1].low if figure.first else ""
    if figure.type != "Number":
        return False
    if before in _TELLS_WHICH or not figure.unit:
        return True
    if read.tokens[figure.first].low in ("én", "ét", "en", "et") and figure.unit.split()[0] not in (
        "gang",
        "time",
        "dag",
    ):
        return True  # "én pålogning skal være nok": no figure to reach
    earlier = [t.low for t in read.tokens[max(0, figure.first - 3) : figure.first]]
    if before == "og" and "mellem" in earlier:
        return True  # "unge mellem 13 og 17 år"
    return figure.unit.casefold() in _AGES and before in ("under", "over", "fra", "mellem", "til", "på", "om")


def _from_to(read: Read, figures_: Sequence[Item]) -> bool:
    """True for "fra 30 til højst 20 dage": the second is what shall be reached."""
    first, second = figures_
    before = [t.low for t in read.tokens[max(0, second.first - 2) : second.first]]
    return first.first > 0 and read.tokens[first.first - 1].low == "fra" and bool({"til", "mod"} & set(before))
