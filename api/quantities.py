"""Figures in running text, each with what it counts and the clause it stands in."""

from __future__ import annotations

import dataclasses
import fractions
import functools
import re
from collections.abc import Iterator

from indexer.dates import parse_date
from indexer.numbers import FoundNumber, parse_numbers

from . import words
from .views import Sentence, content

HEREOF = r"(?:heraf|deraf|hvoraf)"  # what follows is a part of the figure before
_CLAUSE = re.compile(
    r";|:\s|,?\s+(?:mens|hvorimod|men)\s|,\s+(?=(?:og|heraf|deraf|hvoraf|mod|imod)\b)|\s+(?:mod|imod)\s+(?=\d)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNITS = frozenset({"kr.", "kroner", "kr", "euro"})


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A number of a sentence: its value, what kind it is, the noun it counts ("" where none stands by it), its words,
    its place in the document, and the words of its clause."""

    value: float
    kind: str
    noun: str
    said: str
    start: int
    end: int
    clause: str
    sentence: Sentence

    @property
    def words(self) -> frozenset[str]:
        """The content words of the clause."""
        return frozenset(content(self.clause))

    def alike(self, other: Figure) -> bool:
        """True for two figures of the same kind, that one noun (or none) can stand by."""
        same = self.kind == other.kind
        return same and (
            not self.noun or not other.noun or counts(self.noun, other.noun) or counts(other.noun, self.noun)
        )


def counts(asked: str, noun: str) -> bool:
    """Does a noun that stands by a number name what is asked for: "biler" and "elbiler"?"""
    one, other = words.lemma(asked.casefold()), words.lemma(noun.casefold())
    return words.alike(one, other) >= 0.5 or (len(one) > 2 and other.endswith(one))


@functools.lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[FoundNumber, ...]:
    """The numbers of a text in order, without years and dates; offsets are characters of it."""
    dated = [(d.start, d.end) for d in parse_date(text) if not re.fullmatch(r"\d{1,3}", text[d.start : d.end])]
    return tuple(n for n in parse_numbers(text, skip=dated) if not _YEAR.fullmatch(text[n.start : n.end]))


def figures(sentence: Sentence) -> Iterator[Figure]:
    """The numbers of a sentence in order, without years and dates."""
    text = sentence.text
    for found in numbers(text):
        shown = text[found.start : found.end]
        kind, value = found.kind, float(found.value)
        if kind == "fraction":
            value = float(fractions.Fraction(value).limit_denominator(20))
        noun = (found.noun or "").casefold()
        if noun and not any(t.low == noun and t.pos in ("NOUN", "PROPN", "ADJ") for t in sentence.tokens):
            noun = ""
        said = shown
        if kind == "number" and found.unit and noun:
            said = f"{shown} {found.unit}"
        if kind == "money" and not re.search(r"kr|mio|mia|mill|tusind", shown):
            rest = re.search(r"\b(?:mio|mia|millioner|milliarder)\.?(?:\s*(?:kr\.?|kroner))?", text[found.end :], re.I)
            said = f"{shown} {rest.group()}" if rest else shown
        yield Figure(
            value, kind, "" if noun in _UNITS else noun, said, sentence.start + found.start,
            sentence.start + found.end, _clause(text, found.start), sentence,
        )  # fmt: skip


def _clause(text: str, at: int) -> str:
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text)]
    first = max(c for c in cuts if c <= at)
    last = min((m.start() for m in _CLAUSE.finditer(text) if m.start() > at), default=len(text))
    return text[first:last]
