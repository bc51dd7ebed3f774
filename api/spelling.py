"""Words of a question as this index spells them: `groenland` and `gronland` are asked by keyboards without æ, ø, å.

Only a word that no passage holds is changed, and only into one that some passage holds; of a word that the dictionary
knows ("laste") no single letter is changed ("læste").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from indexer.stop_words import STOP_WORDS

from .words import known as in_dictionary

_WORD = re.compile(r"[^\W\d_]+")
_PAIRS = {"ae": "æ", "oe": "ø", "aa": "å"}
_SINGLE = {"a": "aåæ", "o": "oø", "e": "eæ"}
_PLACES = 4  # letters of one word that are tried
_LONGEST = 48
_SHORT = 4  # letters; a shorter word is another word as soon as one letter is ("bor", "bør")


def spelled(text: str, count: Callable[[str], int]) -> str:
    """The text with its unknown words in the spelling that is known; `count` says how many passages hold a word.

    >>> spelled("Hvor ligger Groenland?", {"ligger": 3, "grønland": 2, "hvor": 1}.get)
    'Hvor ligger Grønland?'
    """
    return _WORD.sub(lambda found: _respelled(found[0], count), text)


def _respelled(word: str, count: Callable[[str], int]) -> str:
    low = word.casefold()
    if not 2 <= len(low) <= _LONGEST or low in STOP_WORDS or not any(c in low for c in "aoeå") or count(low):
        return word
    others = [other for other in _others(low, alone=not in_dictionary(low)) if other != low]
    usual = [other for other in others if other in STOP_WORDS]
    known = [other for other in others if len(other) > _SHORT or len(other) != len(low)]
    held = [(count(other) or 0, other) for other in known]
    most, best = max(held, default=(0, ""))
    if usual:
        best = usual[0]
    elif not most:
        return word
    return best.upper() if word.isupper() else best.capitalize() if word[0].isupper() else best


def _others(low: str, alone: bool) -> Iterator[str]:
    """Other ways to write a word: the old aa for å, Danish letters for pairs and, with `alone`, for single letters."""
    yield low.replace("å", "aa")
    yield "".join(_PAIRS.get(part, part) for part in re.split(r"(ae|oe|aa)", low))
    places = [at for at, letter in enumerate(low) if letter in _SINGLE][:_PLACES] if alone else []
    for letters in itertools.product(*(_SINGLE[low[at]] for at in places)):
        other = list(low)
        for at, letter in zip(places, letters, strict=True):
            other[at] = letter
        yield "".join(other)
