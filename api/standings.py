"""Who has how much, as text tells it: "fire i Nordby, tre i Sandvig"; or sentence by sentence, with its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import words
from .views import content

if TYPE_CHECKING:
    from .contrast import Measured
    from .views import Sentence

_PIECE = re.compile(r",\s+(?:og\s+)?|;\s+|:\s+|\s+(?:og|mens|mod|men|hvorimod)\s+")
_NAME = re.compile(r"[A-ZÆØÅ][\w-]*(?:\s+[A-ZÆØÅ][\w-]*)*")
_OPENS = re.compile(r"(?:i|på|hos|for|ved|fra|til|den|det|de|så|og|men|i alt)\s+", re.I)
_LONGEST = 60  # signs of a subject


def named(sentence: Sentence, found: Sequence[Measured]) -> Iterator[tuple[str, int, Measured]]:
    """The names that a sentence sets beside a figure each, their places in the document, and the figures.

    A piece between commas, "og", "mens" or "mod" counts where it holds one figure and one name.
    """
    text, cuts = sentence.text, [0]
    for match in _PIECE.finditer(sentence.text):
        cuts.append(match.end())
    for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True):
        own = [m for m in found if start <= m.at - sentence.start < stop]
        lead = _OPENS.match(text, start)
        start = lead.end() if lead is not None else start  # "*I* Nordby er der fire": its capital makes no name
        names = [m for m in _NAME.finditer(text, start, stop) if not _common(sentence, m, start)]
        if len(own) == 1 and len(names) == 1:
            yield names[0].group().strip(), sentence.start + names[0].start(), own[0]


def _common(sentence: Sentence, match: re.Match[str], start: int) -> bool:
    """Is it a word that only has its capital because it begins the sentence?"""
    word = match.group()
    return start == 0 and match.start() == 0 and " " not in word and words.known(words.lemma(word.casefold()))


def subject(sentence: Sentence) -> tuple[str, int, int] | None:
    """What a sentence speaks of: its words before the first finite verb or figure, with their place in the document."""
    stop = next((t.start for t in sentence.tokens if t.finite or t.text[:1].isdigit()), None)
    if stop is None or stop == sentence.start:
        return None
    text = sentence.text[: stop - sentence.start]
    text = re.split(r",\s+(?:der|som|hvis|hvor)\b", text)[0]
    lead = _OPENS.match(text)
    start = lead.end() if lead is not None else 0
    said = text[start:].strip(" ,:;–—-*_|•")
    start = text.find(said, start)
    if not content(said) or len(said) > _LONGEST:
        return None
    return said, sentence.start + start, sentence.start + start + len(said)
