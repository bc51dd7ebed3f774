"""A bound ("over 40 mio. kr.") or a stretch of time ("inden 1. maj") that a question sets for the rows of a table."""

from __future__ import annotations

import dataclasses
import re

from indexer.dates import FoundDate

_BOUND = re.compile(
    r"\b(?P<way>over|mere end|flere end|større end|højere end|mindst|minimum|under|mindre end|færre end|lavere end"
    r"|højst|maksimalt|op til)\s+(?P<n>\d[\d.]*(?:,\d+)?)\s*(?P<scale>mio|mia|millioner|milliarder)?"
    r"(?P<rest>\W*(?P<unit>pct|procent|%|kr|kroner)?\W*(?P<noun>[^\W\d_]+)?)",
    re.I,
)
_LESS = frozenset({"under", "mindre end", "færre end", "lavere end"})
_AT_MOST = frozenset({"højst", "maksimalt", "op til"})
_AT_LEAST = frozenset({"mindst", "minimum"})
_POWERS = {"mio": 6, "millioner": 6, "mia": 9, "milliarder": 9}
_CLOSE = 14  # characters before a date that say how it bounds


@dataclasses.dataclass(frozen=True, slots=True)
class Bound:
    """A figure that others are held against: `plain` as it is written, times ten to the `power` that its scale says.

    `start` and `end` place it in the question (in characters), `said` are its words to the scale; `unit` and `noun` are
    what follows, in lower case, "" where nothing does.
    """

    way: str
    plain: float
    power: int
    start: int
    end: int
    said: str
    unit: str
    noun: str

    def admits(self, value: float, of: float) -> bool:
        """Is a value over, under or at a figure, as the words say?"""
        if self.way in _LESS:
            return value < of
        if self.way in _AT_MOST:
            return value <= of
        return value >= of if self.way in _AT_LEAST else value > of


def bound(core: str) -> Bound | None:
    """The first bound that a question sets.

    >>> found = bound("Hvilke koster højst 2,5 mio. kr. om året?")
    >>> found.way, found.plain, found.power, found.unit, found.admits(2.0, 2.5)
    ('højst', 2.5, 6, 'kr', True)
    """
    match = _BOUND.search(core)
    if match is None:
        return None
    plain = float(match["n"].rstrip(".").replace(".", "").replace(",", "."))
    unit, noun = (match["unit"] or "").casefold(), (match["noun"] or "").casefold()
    power = _POWERS.get((match["scale"] or "").casefold(), 0)
    said = core[match.start() : match.start("rest")]
    return Bound(match["way"].casefold(), plain, power, match.start(), match.end(), said, unit, noun)


def without(core: str) -> str:
    """A question without its bounds."""
    return _BOUND.sub(" ", core)


def way_of(core: str, found: FoundDate) -> str:
    """How a date of a question bounds others: "after", "before" (its first day), "until" (its last one) or "in"."""
    before = core[max(0, found.start - _CLOSE) : found.start].casefold()
    said = core[found.start : found.end].casefold()
    whole = "udgangen" in said or re.match(r"\s+(?:er|var) omme", core[found.end :], re.I) is not None
    if re.search(r"\b(?:efter|senere end)\s+(?:den\s+)?$", before):
        return "after"
    if re.search(r"\b(?:før|tidligere end|inden)\s+(?:den\s+)?$", before) and not whole:
        return "before"
    return "until" if re.search(r"\b(?:senest|inden|før|til og med|frem til)\b", before + said) else "in"


def lies(way: str, span: tuple[int, int], own: tuple[int, int]) -> bool:
    """Does a cell's `own` stretch of days lie where one of a question says? Both are a first and a last day."""
    (first, last), (start, end) = span, own
    if way == "after":
        return start > last
    if way == "before":
        return end < first
    return end <= last if way == "until" else first <= start and end <= last
