"""How many of a kind: "alle", "hver eneste", "ingen", "de fleste" of a question against what a sentence gives for them.

A quantity is read with the noun that it stands by, so that "alle busser har rampe" says nothing of all stops; of "ca.
halvdelen af alle byer" only the part is meant.
"""

from __future__ import annotations

import dataclasses
import enum
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.grammar import Token

from . import words
from .chunks import VERBAL
from .cut_number import number_word
from .polarity import negative, refuses

if TYPE_CHECKING:
    from .candidates import Scene


class Amount(enum.IntEnum):
    """How many of a kind, the least first."""

    NONE = 0
    FEW = 1
    HALF = 2
    SOME = 3  # how many of all is left open: "flere", "mange", "7 af dem"
    MOST = 4
    ALL = 5


_PHRASES: tuple[tuple[Amount, re.Pattern[str]], ...] = tuple(
    (amount, re.compile(rf"(?:{pattern})(?= |$)"))
    for amount, pattern in (
        (Amount.SOME, r"(?:ikke|langtfra|langt fra) (?:alle|samtlige|hver eneste|enhver|hele|alt)"),
        (Amount.NONE, r"(?:slet |overhovedet )?(?:ingen|intet)|ikke (?:en|et|én|ét) eneste|hverken"),
        (Amount.MOST, r"næsten (?:alle|samtlige|hver eneste|hele)|stort set (?:alle|samtlige|hele)"),
        (Amount.MOST, r"(?:langt )?de fleste|det meste|flertallet|et flertal|hovedparten|størstedelen|størsteparten"),
        (Amount.MOST, r"(?:over|mere end|godt) halvdelen"),
        (
            Amount.FEW,
            r"(?:under|mindre end|færre end|knap|kun) halvdelen|en (?:tredjedel|fjerdedel|femtedel|tiendedel)",
        ),
        (
            Amount.FEW,
            r"de færreste|et (?:fåtal|mindretal)|fåtallet|mindretallet|(?:kun |ganske |meget |nogle |kun nogle |de )få",
        ),
        (Amount.FEW, r"(?:nogle |kun |ganske )?enkelte|(?:kun )?et par(?: stykker)?|kun (?:nogle|en del|dele)"),
        (
            Amount.FEW,
            r"(?:kun|alene|blot|bare) (?:den|det|én|ét|en|et)(?: ene)?(?= af)",
        ),
        (Amount.HALF, r"halvdelen|hver anden"),
        (Amount.ALL, r"alle(?: sammen)?|begge(?: to)?|samtlige|hver(?:t)? (?:eneste|evig eneste)|enhver|ethvert|hele"),
        (
            Amount.SOME,
            r"nogle|nogen|visse|flere|mange|adskillige|en (?:del|række)|et antal|dele|hver tredje|hver fjerde",
        ),
    )
)
_PART_OF = frozenset({"af", "blandt"})
_BETWEEN = frozenset({"DET", "ADJ", "NUM", "ADV", "PART"})
_LOOK = 6  # tokens from a quantity to its noun
_LIKE = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Quantity:
    """An amount, its words, the noun it is of ("" where it stands alone: "de fleste mener"), and its tokens."""

    amount: Amount
    said: str
    noun: str
    first: int
    end: int


def quantities(tokens: Sequence[Token]) -> list[Quantity]:
    """The quantities of a text in order, each with its noun; a whole that only a part of is meant is left out."""
    lows = [t.low for t in tokens]
    found: list[Quantity] = []
    i = 0
    while i < len(tokens):
        here = _at(lows, i)
        if here is None:
            i += 1
            continue
        amount, end = here
        noun, after = _noun(tokens, end)
        if lows[end : end + 1] != ["end"]:  # "flere end ti" sets a limit
            found.append(Quantity(amount, " ".join(t.text for t in tokens[i:end]), noun, i, end))
        i = after if end < len(lows) and lows[end] in _PART_OF else end
    return found


def _at(lows: Sequence[str], i: int) -> tuple[Amount, int] | None:
    """The amount that the words from i on give, and where they end."""
    text = " ".join(lows[i : i + 4])
    for amount, pattern in _PHRASES:
        match = pattern.match(text)
        if match is not None:
            return amount, i + match.group().count(" ") + 1
    number = lows[i].isdigit() or number_word(lows[i]) is not None
    if number and i + 1 < len(lows) and lows[i + 1] in _PART_OF:
        return Amount.SOME, i + 1  # "syv af rederne", "9 af dem"
    return None


def _noun(tokens: Sequence[Token], start: int) -> tuple[str, int]:
    """The noun that a quantity before `start` is of, and where the phrase ends."""
    for i in range(start, min(len(tokens), start + _LOOK)):
        token = tokens[i]
        if token.pos in ("NOUN", "PROPN"):
            return token.low, i + 1
        if token.pos in VERBAL or not (token.pos in _BETWEEN or token.low in _PART_OF or _at([token.low], 0)):
            break
    return "", start


_EXCEPT = re.compile(r"\b(?:på nær|undtagen|bortset fra|med undtagelse af|foruden)\b", re.I)


def judged(scene: Scene) -> tuple[bool, str] | None:
    """Whether what a sentence says of how many bears a question out, and its words; None where it doesn't tell."""
    asked = [q for q in quantities(scene.question.tokens) if q.amount is not Amount.HALF]
    if len(asked) != 1 or _EXCEPT.search(scene.scored.sentence.text):
        return None
    own = asked[0]
    of_kind = [q for q in quantities(scene.tokens) if _same(scene, own, q)]
    if not of_kind:
        return None
    named = [q for q in of_kind if q.noun] or of_kind[:1]
    held = [(h, q.said) for q in named if (h := _borne_out(scene, own, q)) is not None]
    first = next((found for found in held if found[0]), held[0] if held else None)
    return None if first is None else (first[0], f"»{first[1]}«")


def _borne_out(scene: Scene, own: Quantity, told: Quantity) -> bool | None:
    """Does one quantity of a sentence bear out that of the question; None where that can't be told."""
    held = _held(own, told)
    if held is None:
        return None
    if _denies(scene.question.tokens, own) != _denies(_clause(scene.tokens, told), told):
        return False if own.amount is Amount.ALL and told.amount > Amount.NONE else None
    return held


def _same(scene: Scene, asked: Quantity, told: Quantity) -> bool:
    """Are two quantities of one kind of thing? One without a noun is of what its sentence is about."""
    if not asked.noun:
        return True
    if not told.noun:
        return told.said.casefold() not in _NEVER_ALONE and _spoken_of(scene, asked.noun)
    like = max(scene.lexis.alike(asked.noun).get(told.noun, 0.0), words.alike(asked.noun, told.noun))
    return like >= _LIKE


_MANY = frozenset({"mange", "adskillige", "en række"})
_NEVER_ALONE = frozenset({"hele", "nogen", "hverken", "intet"})
_BACK = 2  # sentences before one that "de fleste" or "flere af dem" may point back to


def _spoken_of(scene: Scene, noun: str) -> bool:
    """Does the sentence, or one right before it, speak of a kind of thing?"""
    view, sentence = scene.scored.view, scene.scored.sentence
    near = view.sentences[max(0, sentence.number - _BACK) : sentence.number + 1]
    alike = scene.lexis.alike(noun)
    return any(alike.get(word, 0.0) >= _LIKE for s in near if s.part == sentence.part for word in s.words)


def _held(asked: Quantity, told: Quantity) -> bool | None:
    match asked.amount:
        case Amount.ALL:
            return told.amount is Amount.ALL
        case Amount.NONE:
            return told.amount is Amount.NONE
        case Amount.MOST:
            return None if told.amount is Amount.SOME else told.amount >= Amount.MOST
        case Amount.SOME:
            few = asked.said.casefold() == "mange" and told.amount is Amount.FEW
            return False if few or told.amount is Amount.NONE else None
        case Amount.FEW:
            if told.said.casefold() in _MANY:
                return False
            return None if told.amount is Amount.SOME else told.amount in (Amount.FEW, Amount.HALF)
    return None


def _denies(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Is what is said of a quantity denied, but for the quantity's own words: "mange er *ikke* med"?"""
    rest = " ".join(t.text for i, t in enumerate(tokens) if not quantity.first <= i < quantity.end)
    return negative(rest) != refuses(rest)


def _clause(tokens: Sequence[Token], quantity: Quantity) -> Sequence[Token]:
    """The tokens to the end of the clause that a quantity stands in."""
    cuts = [i for i, t in enumerate(tokens) if t.text in (";", ".", "–") or (t.text == "," and _joins(tokens, i))]
    return tokens[: min((c for c in cuts if c >= quantity.end), default=len(tokens))]


def _joins(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].low in ("og", "men", "mens", "hvorimod")
