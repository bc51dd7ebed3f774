"""What a question says exactly: years, percentages, numbers, quoted phrases, acronyms; and which of it a passage holds.

Vectors blur these, and word counts give "2016" no more weight than any other rare word. Here they are read once from
the question and looked for in each candidate, for the lift in ranking and for the line that tells why a hit was found.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable

from indexer.lexical import GRAM, grams, stem, words
from indexer.stop_words import STOP_WORDS

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,3})?)\s{0,2}(?:%|procent\b|pct\b)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])\d{1,12}(?:[.,]\d{1,6}){0,4}(?![\w]|[.,]\d)")
_QUOTED = re.compile(r"[\"“”„»«]([^\"“”„»«\n]{2,200})[\"“”„»«]")
_ACRONYM = re.compile(r"(?<!\w)(?=[A-ZÆØÅ0-9-]{0,10}[A-ZÆØÅ][A-ZÆØÅ0-9-]{0,9}[A-ZÆØÅ])[A-ZÆØÅ][A-ZÆØÅ0-9-]{1,10}(?!\w)")

# What one exact thing adds, in standard deviations of the fused score; measured in tests/bench/search_quality.py.
_WEIGHTS = {"phrase": 1.6, "acronym": 0.4, "percent": 0.8, "number": 0.7, "year": 0.4}
_NEAR = 0.5  # share of a word's pieces that another word must hold to be named as alike
_ELSEWHERE = 0.5  # of the weight, when it stands in title, heading or date and not in the passage


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The exact parts of one question, by kind, and its content words by stem."""

    phrases: tuple[str, ...]
    acronyms: tuple[str, ...]
    percents: tuple[str, ...]
    numbers: tuple[str, ...]
    years: tuple[str, ...]
    stems: tuple[tuple[str, str], ...]

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Each exact part with its kind."""
        kinds = (
            ("phrase", self.phrases),
            ("acronym", self.acronyms),
            ("percent", self.percents),
            ("number", self.numbers),
            ("year", self.years),
        )
        return [(kind, value) for kind, values in kinds for value in values]


NOTHING = Asked((), (), (), (), (), ())


@functools.lru_cache(maxsize=1024)
def read(query: str) -> Asked:
    """The exact parts of a question.

    >>> asked = read('Hvad siger KL om "fælles sprog" og 20 procent i 2016?')
    >>> asked.phrases, asked.acronyms, asked.percents, asked.years
    (('fælles sprog',), ('KL',), ('20',), ('2016',))
    """
    years = _unique(_YEAR.findall(query))
    percents = _unique(match.replace(",", ".") for match in _PERCENT.findall(query))
    numbers = _unique(_plain(n) for n in _NUMBER.findall(query))
    shouting = query.upper() == query
    stems = {stem(word): word for word in words(query) if word not in STOP_WORDS and not word.isdigit()}
    return Asked(
        phrases=_unique(_spaced(phrase) for phrase in _QUOTED.findall(query)),
        acronyms=() if shouting else _unique(_ACRONYM.findall(query)),
        percents=percents,
        numbers=tuple(n for n in numbers if n not in years and n not in percents),
        years=years,
        stems=tuple((key, word) for key, word in stems.items()),
    )


def lift(asked: Asked, text: str, around: str, date: str | None) -> float:
    """How far the exact parts that a passage holds raise it, from 0 to the sum of their weights.

    `around` is what stands about the passage (title, heading); `date` the document's.
    """
    parts = asked.parts
    if not parts:
        return 0.0
    elsewhere = f"{around} {date or ''}"
    raised = 0.0
    for kind, value in parts:
        if _holds(kind, value, text):
            raised += _WEIGHTS[kind]
        elif _holds(kind, value, elsewhere):
            raised += _WEIGHTS[kind] * _ELSEWHERE
    return raised


def why(asked: Asked, text: str, title: str, cosine: float, furniture: bool) -> str:
    """A line in Danish that tells what matched: words, exact parts, and closeness of meaning.

    >>> why(read("pagtens mål i 2019"), "Pagten fra 2019 har tre mål.", "", 0.861, False)
    'ord: pagten, mål · tal: 2019 · betydningslighed 0,86'
    """
    held = [(kind, value) for kind, value in asked.parts if _holds(kind, value, text)]
    pieces = []
    matched = _matched(asked, text)
    if matched:
        pieces.append("ord: " + ", ".join(matched))
    elif _matched(asked, title):
        pieces.append("ord i titlen: " + ", ".join(_matched(asked, title)))
    alike = _alike(asked, text)
    if alike:
        pieces.append("ligner: " + ", ".join(alike))
    phrases = [f"»{value}«" for kind, value in held if kind == "phrase"]
    if phrases:
        pieces.append("vending: " + ", ".join(phrases))
    numbers = [_shown(kind, value) for kind, value in held if kind in _DIGITS]
    if numbers:
        pieces.append("tal: " + ", ".join(numbers))
    if cosine:
        pieces.append(f"betydningslighed {cosine:.2f}".replace(".", ","))
    if furniture:
        pieces.append("står uden for brødteksten")
    return " · ".join(pieces)


_DIGITS = frozenset({"percent", "number", "year"})


def _shown(kind: str, number: str) -> str:
    return number.replace(".", ",") + (" procent" if kind == "percent" else "")


def _matched(asked: Asked, text: str) -> list[str]:
    surface = {stem(word): word for word in reversed(words(text))}
    return [surface[key] for key, _ in asked.stems if key in surface][:8]


def _alike(asked: Asked, text: str) -> list[str]:
    """Words of the text that share most four-letter pieces with a word asked for: compounds, slips of the pen."""
    surface = dict.fromkeys(words(text))
    held = {stem(word) for word in surface}
    found: dict[str, None] = {}
    for key, word in asked.stems:
        wanted = set(grams(word))
        if key in held or len(wanted) < 2:
            continue
        near = [(len(wanted & set(grams(other))) / len(wanted), other) for other in surface if len(other) > GRAM]
        share, best = max(near, default=(0.0, ""))
        if share >= _NEAR:
            found[best] = None
    return list(found)[:4]


def _holds(kind: str, value: str, text: str) -> bool:
    if kind == "phrase":
        return value.casefold() in _spaced(text).casefold()
    if kind == "acronym":
        return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None
    return value in _figures(kind, text)


@functools.lru_cache(maxsize=20_000)  # of one passage many queries ask
def _figures(kind: str, text: str) -> frozenset[str]:
    """The percentages, years or numbers of a text, as they are compared."""
    if kind == "percent":
        return frozenset(found.replace(",", ".") for found in _PERCENT.findall(text))
    return frozenset(_YEAR.findall(text) if kind == "year" else map(_plain, _NUMBER.findall(text)))


def _plain(number: str) -> str:
    """`60.000` and `60000` are one number; `3.2` and `2,5` keep their point."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
        return number.replace(".", "")
    return number.replace(",", ".")


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:16]
