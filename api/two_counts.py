"""Two counts that a question adds or subtracts, each of something that it names or describes for itself.

"Forskellen på antallet af broer i Ry og antallet af fyr i havneplanen", "hvor mange flere broer har Ry, end der er fyr
i havneplanen", "hvor mange broer bliver det, hvis man lægger tallet for Ry sammen med tallet for Vejle": each side is a
question of its own, and is asked as one, with what it describes looked up first.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import sums, words
from .chunks import VERBAL
from .question import Kind, Question, parse

if TYPE_CHECKING:
    from .solving import Solution

Solve = Callable[[str], "Solution"]

_NUMBER_OF = r"(?:antal(?:let)?(?: af)?|tal(?:let)? (?:for|på)|mængden af)"
_APART = re.compile(
    rf"\bforskel\w*\s+(?:på|mellem|i)\s+{_NUMBER_OF}\s+(?P<one>.+?)\s+og\s+(?:på\s+)?{_NUMBER_OF}\s+(?P<two>.+?)"
    r"(?:,\s+(?:hvor (?:stor|meget|mange)|hvad)\b[^,]*)?$",
    re.I,
)
_MORE = re.compile(
    r"\bhvor mange (?P<way>flere|færre)\s+(?P<left>.+?)\s*,?\s+end\s+(?P<right>.+)$",
    re.I,
)
_ADDED = re.compile(
    r"^hvor mange (?P<noun>[\w-]+(?:\s+[\w-]+)?)\s+(?:får|fik|har|bliver|er|giver|kommer|når|i alt)\b.*?(?:hvis|når)"
    rf"\s+(?:man|vi|jeg|du)\s+(?:lægger|tæller|regner)\s+(?:{_NUMBER_OF}\s+)?(?P<one>.+?)"
    rf"(?:\s+sammen\s+med\s+(?:{_NUMBER_OF}\s+)?(?P<two>.+?)|\s+og\s+(?:{_NUMBER_OF}\s+)?(?P<other>.+?)\s+sammen)$",
    re.I,
)
_PLACE = re.compile(r"^(?P<noun>.+?)\s+(?P<place>(?:i|på|for|hos|ved|til|under|fra|med|af)\s+.+)$", re.I)
_POINTING = re.compile(r"^(?P<det>den|det|de)\s*,?\s+(?=(?:som|der|fra|i|for|om|hvor)\b)", re.I)
_LEAST = 0.5  # how sure both sides have to be


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The two questions for the counts, and whether they are added or subtracted."""

    one: str
    two: str
    added: bool = False


def asked(core: str) -> Asked | None:
    """The two counts that a question adds or subtracts; None where it names no two, or only two places of one count.

    >>> asked("Hvor stor er forskellen på antallet af broer i Ry og antallet af fyr i planen")
    Asked(one='Hvor mange broer er der i Ry?', two='Hvor mange fyr er der i planen?', added=False)
    >>> asked("Hvor mange flere broer er der i Ry end fyr i den plan, der gælder nu")
    Asked(one='Hvor mange broer er der i Ry?', two='Hvor mange fyr er der i den plan, der gælder nu?', added=False)
    >>> asked("Hvor mange broer bliver det, hvis man lægger tallet for Ry sammen med tallet for Vejle")
    Asked(one='Hvor mange broer er der i Ry?', two='Hvor mange broer er der i Vejle?', added=True)
    >>> asked("Hvor mange flere broer har Ry end Vejle") is None
    True
    """
    core = core.rstrip(" ?.!")
    if (apart := _APART.search(core)) is not None:
        return Asked(_of(apart["one"]), _of(apart["two"]))
    if (added := _ADDED.match(core)) is not None:
        noun, other = added["noun"], added["two"] or added["other"]
        return Asked(_in(noun, added["one"]), _in(noun, other), added=True)
    more = _MORE.search(core)
    return _more(more["left"], more["right"]) if more is not None else None


def _of(phrase: str) -> str:
    """ "Broer i Ry" as it is asked for."""
    placed = _PLACE.match(phrase.strip(" ,"))
    noun, place = (placed["noun"], placed["place"]) if placed is not None else (phrase, "")
    return f"Hvor mange {sums.indefinite(noun)} er der {place}".rstrip() + "?"


def _in(noun: str, thing: str) -> str:
    return f"Hvor mange {noun} er der i {thing.strip(' ,')}?"


def _more(left: str, right: str) -> Asked | None:
    """The sides of "hvor mange flere …": another kind in another place, or "den, der …" for a thing like the first."""
    tokens = parse(f"{left}?").tokens
    if not tokens or tokens[0].pos not in ("NOUN", "ADJ"):
        return None
    there = re.sub(r"^der\s+(?:er|var|findes|fandtes)\s+", "", right, flags=re.I)
    pointing = _POINTING.match(there)
    if pointing is not None:
        noun = _thing(left)
        if noun is None:
            return None
        described = f"{pointing['det']} {noun}"
        comma = ", " if re.match(r"(?:som|der|hvor)\b", there[pointing.end() :], re.I) else " "
        start = next((t for t in tokens if t.pos in VERBAL or t.pos in ("AUX", "MODAL")), None)
        counted = left[: start.start].strip() if start is not None else left.split()[0]
        return Asked(
            f"Hvor mange {left}?", f"Hvor mange {counted} er der i {described}{comma}{there[pointing.end() :]}?"
        )
    placed = _PLACE.match(there)
    if placed is None or not _counted(placed["noun"]):
        return None
    return Asked(f"Hvor mange {left}?", f"Hvor mange {placed['noun']} er der {placed['place']}?")


def _counted(phrase: str) -> bool:
    """Is a phrase of things in the plural, and none that is named: "initiativer", "nye broer"?"""
    tokens = [t for t in parse(f"{phrase}?").tokens if t.pos not in ("ADJ", "PUNCT")]
    if len(tokens) != 1 or tokens[0].pos != "NOUN" or tokens[0].text[:1].isupper():
        return False
    low = tokens[0].low
    return not low.endswith(("en", "et", "erne", "ene"))


def _thing(left: str) -> str | None:
    """The noun of the thing that the first side is of: "initiativer havde den *fælles strategi* 2016-2020"."""
    tokens = parse(f"{left}?").tokens
    found = [n for n, t in enumerate(tokens) if t.pos == "NOUN" and t.text.islower()]
    if len(found) < 2:
        return None
    first = found[-1]
    while first and tokens[first - 1].pos == "ADJ" and tokens[first - 1].low.endswith("e"):
        first -= 1
    noun = tokens[found[-1]].low if first < found[-1] else words.lemma(tokens[found[-1]].low)
    return " ".join([*(t.text for t in tokens[first : found[-1]]), noun])


def composed(question: Question, solve: Solve) -> Solution | None:
    """The sum or the difference of two counts that are each asked for; None where either is not surely told."""
    if question.kind not in (Kind.NUMBER, Kind.WHAT, Kind.COMPARE, Kind.HOW):
        return None
    counts = asked(question.core)
    if counts is None:
        return None
    parts = (solve(counts.one), solve(counts.two))
    if any(part.decision.confidence < _LEAST for part in parts):
        return None
    if counts.added:
        return sums.reckoned(question, parts, lambda a, b: a + b, "{a} og {b} lagt sammen")
    found = sums.reckoned(question, parts, lambda a, b: abs(a - b), "forskellen på {a} og {b}")
    return found if found is not None and found.found[0].value != "0" else None  # the same figure, met twice
