"""A question that speaks from one end of a scale, and a sentence that speaks from the other: "hurtigt", "i årevis".

The scales of everyday Danish are data (`ontology/scales.yaml`): words and fixed phrases, no pairs of single words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import ontology

from . import words
from .polarity import NEGATION

_NEAR = 24  # characters before a phrase in which a negation turns it round


@functools.lru_cache(maxsize=1)
def _scales() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """The two ends of each scale."""
    return tuple((_pattern(ends[0]), _pattern(ends[1])) for ends in ontology.table("scales")["scales"].values())


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda p: (-len(p), p))
    said = (re.escape(p).replace(r"\*", r"\w*").replace("_", r"\w+").replace(r"\ ", r"\s+") for p in longest)
    return re.compile(rf"\b(?:{'|'.join(said)})\b", re.I)


def opposed(asked: str, said: str) -> str:
    """The words of a sentence that deny, from the other end of a scale, what a question puts forward; else "".

    >>> opposed("Gik det hurtigt med at få broen bygget?", "Broen blev færdig efter årelange forhandlinger.")
    'årelange'
    >>> opposed("Gik det hurtigt med broen?", "Broen stod klar på få uger."), opposed("Er den ny?", "Den er dyr.")
    ('', '')
    """
    if turned := _turned_degree(asked, said):
        return turned
    for scale in _scales():
        own = {end for end, _ in _ends(scale, asked)}
        told = list(_ends(scale, said))
        if len(own) == 1 and told and {end for end, _ in told}.isdisjoint(own):
            return told[0][1]
    return ""


_DEGREE = re.compile(r"\b(mere|mindre|flere|færre)\s+(\w{4,})", re.I)
_OTHER_DEGREE = {"mere": "mindre", "mindre": "mere", "flere": "færre", "færre": "flere"}
_SAME_THING = 0.85


def _turned_degree(asked: str, said: str) -> str:
    """ "*Mindre attraktivt*" against "*mere attraktivt*", where neither is denied; else ""."""
    if NEGATION.search(asked) or NEGATION.search(said):
        return ""
    told = [(m[1].casefold(), m[2].casefold(), m.group()) for m in _DEGREE.finditer(said)]
    for match in _DEGREE.finditer(asked):
        degree, thing = match[1].casefold(), match[2].casefold()
        like = [(how, phrase) for how, what, phrase in told if words.alike(thing, what) >= _SAME_THING]
        if like and all(how == _OTHER_DEGREE[degree] for how, _ in like):
            return like[0][1]
    return ""


def _ends(scale: tuple[re.Pattern[str], re.Pattern[str]], text: str) -> Iterator[tuple[int, str]]:
    """The ends of a scale that a text speaks from, a denied one as the other, with its words."""
    taken: list[tuple[int, int]] = []
    for end, pattern in sorted(enumerate(scale), key=lambda p: -p[0]):
        for match in pattern.finditer(text):
            if match.start() and match.group()[0].isupper():
                continue  # part of a name: "Rosenborg"
            if any(first <= match.start() < last for first, last in taken):
                continue  # the longer phrase holds the shorter
            taken.append(match.span())
            before = text[max(0, match.start() - _NEAR) : match.start()]
            denied = NEGATION.search(re.split(r"[,.;:]", before)[-1]) is not None
            yield (1 - end if denied else end), " ".join(match.group().split())
