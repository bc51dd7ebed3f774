"""Several figures in one sentence: which of them is said of what the question asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.dates import MONTHS
from indexer.grammar import Token

from .candidates import Scene
from .wordlists import several

_TURNS = frozenset({"mens", "men", "mod", "heraf", "hvoraf", "deraf", "hvorimod", "derefter"})
_WHOLE_ASKED = re.compile(r"\b(?:i alt|samlet|tilsammen|findes|eksisterer|totalt?)\b", re.I)
_PAST_ASKED = re.compile(
    r"\b(?:før|tidligere|forrige|foregående|oprindelig\w*|dengang|hidtil|sidste år|sidst|i fjor)\b", re.I
)
_APART = 0.3  # what a figure gains where all that is matched stands by it, and loses where it stands by others
_VERB = 2.0  # what happened tells more of which figure is meant than whom it happened to
_WHOLE = 0.3
_PART = 0.15
_THEN = 0.2


def shares(scene: Scene, places: Sequence[tuple[int, int]]) -> list[float]:
    """For each figure what it gains or loses by the words beside it: "heraf 12 *kvinder*" where women are counted.

    Every word of the question in the sentence belongs to the figure that is nearest, across as few turns as can be;
    what stands before "fra 21 til 26" or "21 mod 26" belongs to both.
    """
    if len(places) < 2:
        return [0.0] * len(places)
    held = [0.0] * len(places)
    total = 0.0
    for term, spots in zip(scene.question.content, scene.places, strict=True):
        if term.focus or term.role == "year" or term.weight < 0.3 or not spots:
            continue
        owners = {owner for spot in spots for owner in _owners(scene, spot, places)}
        weight = term.weight * (_VERB if term.role == "verb" else 1.0)
        total += weight
        for owner in owners:
            held[owner] += weight / len(owners)
    if not total:
        return held
    even = 1 / len(places)
    return [_APART * (own / total - even) for own in held]


def _owners(scene: Scene, spot: int, places: Sequence[tuple[int, int]]) -> set[int]:
    """The figure that a word belongs to, or both of a pair."""
    nearest = min(range(len(places)), key=lambda n: (_steps(scene, spot, places[n]), n))
    owners = {nearest}
    if spot < places[nearest][0]:
        following = nearest + 1
        if following < len(places) and _paired(scene, places[nearest], places[following]):
            owners.add(following)
        while following < len(places) and _goes_on(scene, places[following - 1], places[following]):
            owners.add(following)
            following += 1
    return owners


_UNITS = several("kr kroner mio mia million millioner milliard milliarder tusind procent pct euro")


def _goes_on(scene: Scene, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "*Driften* kostede 24 mio. kr. i 2017 *og* 27 mio. kr. i 2018": is the second said of nothing else?"""
    between = scene.tokens[one[1] : other[0]]
    nouns = [t for t in between if t.pos in ("NOUN", "PROPN") and t.low.rstrip(".") not in _UNITS]
    return any(t.low == "og" for t in between) and len(between) <= 12 and all(t.low in MONTHS for t in nouns)


def _paired(scene: Scene, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """ "Fra 21 til 26", "21 klager mod 26": is the second the same thing at another time?"""
    between = [t.low for t in scene.tokens[one[1] : other[0]]]
    return len(between) <= 7 and bool({"til", "mod"} & set(between[-3:])) and not {",", ";"} & set(between[:-3])


def _steps(scene: Scene, spot: int, place: tuple[int, int]) -> int:
    """How far a word stands from a figure; another part of the sentence is farther than the words between tell."""
    first, last = place
    if first <= spot < last:
        return 0
    between = scene.tokens[last:spot] if spot >= last else scene.tokens[spot + 1 : first]
    steps = len(between) + 1
    for token in between:
        steps += 4 if token.text in ",;()|/" else 6 if token.low in _TURNS or token.text == "." else 0
        steps += 2 if token.low == "og" else 0
    crossed = range(last, spot + 1) if spot >= last else range(spot + 1, first + 1)
    return steps + 6 * sum(n in crossed for n in _labels(scene.tokens))


def _labels(tokens: Sequence[Token]) -> list[int]:
    """Where labels stand in a run of fields: "Kunde: Region Himmerbo *Leverandør:* Ventus *Pris:* 40.000 kr."."""
    found = []
    for n, token in enumerate(tokens):
        if token.text != ":" or not n:
            continue
        first = next((i for i in range(n - 1, max(-1, n - 4), -1) if tokens[i].text[0].isupper()), -1)
        if first > 0 and tokens[first - 1].text not in (":", ","):
            found.append(first)
    return found


_PART_ASKED = re.compile(r"\bhvor (?:meget|mange|stor)\b(?: en)?(?: del)? af\b|\b(?:andel\w*|heraf|del af)\b", re.I)
_TOTAL = re.compile(r"\b(?:i alt|samlet|tilsammen|totalt?)\b")
_PART_SAID = frozenset({"heraf", "hvoraf", "deraf"})


def part_asked(core: str) -> bool:
    """Is a part of something asked for: "hvor meget af pengene"?"""
    return _PART_ASKED.search(core) is not None


def part_or_whole(scene: Scene, first: int, last: int) -> float:
    """ "*Af 24* milepæle er 15 nået", "7 *af vores 9*": all there are, not those that the question asks about."""
    tokens = scene.tokens
    before = [t.low for t in tokens[max(0, first - 3) : first]]
    if part_asked(scene.question.core) and any(t.low in _PART_SAID for t in tokens):
        return _PART if _PART_SAID & set(before) else -_PART
    if _WHOLE_ASKED.search(scene.question.core):
        near = [t.low for t in (*tokens[max(0, first - 3) : first], *tokens[last : last + 5])]
        return -_PART if _PART_SAID & set(before) else _PART if _TOTAL.search(" ".join(near)) else 0.0
    if "af" not in before:
        return 0.0
    at = first - len(before) + max(n for n, low in enumerate(before) if low == "af")
    between = tokens[at + 1 : first]
    if any(t.pos not in ("DET", "PRON", "ADJ") and t.low not in ("alle", "de", "i", "alt") for t in between):
        return 0.0
    opens = at == 0 or tokens[at - 1].low in ("ud", "heraf") or tokens[at - 1].text in ",.:"
    counted = at > 0 and (tokens[at - 1].text[:1].isdigit() or tokens[at - 1].pos == "NUM")
    others = any(t.text[:1].isdigit() or t.pos == "NUM" for n, t in enumerate(tokens) if not at <= n < last)
    return -_WHOLE if others and (opens or counted) else 0.0


def then_or_now(scene: Scene, first: int) -> float:
    """ "618 hændelser *mod* 402 året før": the figure that another is held against is of an earlier time."""
    tokens = scene.tokens
    at = next((n for n, t in enumerate(tokens) if t.low == "mod" and _held_against(tokens, n)), -1)
    if at < 0:
        return 0.0
    asked = set(scene.question.years)
    then = {t.low for t in tokens[at:]} - {t.low for t in tokens[:at]}
    past = bool(asked & then) or _PAST_ASKED.search(scene.question.core) is not None or _only_after(scene, at)
    after = first > at
    if past:
        return 2 * _THEN if after else -_THEN
    return -_THEN if after else 0.0


def _only_after(scene: Scene, at: int) -> bool:
    """ "4,6 tilbud *mod 3,1 i Licita*": does a name of the question stand only there, right after the second figure?"""
    figure = next((n for n in range(at + 1, min(at + 4, len(scene.tokens))) if scene.tokens[n].text[:1].isdigit()), -1)
    terms = zip(scene.question.content, scene.places, strict=True)
    near = [n for term, spots in terms if term.role == "name" and spots and min(spots) > at for n in spots]
    return figure >= 0 and any(figure < n <= figure + 3 for n in near)


def _held_against(tokens: Sequence[Token], at: int) -> bool:
    """Is a figure on both sides of a token?"""
    following = tokens[at + 1 : at + 4]
    return any(t.text[:1].isdigit() for t in tokens[:at]) and any(t.text[:1].isdigit() for t in following)
