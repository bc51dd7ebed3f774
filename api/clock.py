"""Where the hours of the day are asked for ("inden for hvilke klokkeslæt", "åbningstid"): "8 til 22", "kl. 9.30"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .candidates import Candidate

if TYPE_CHECKING:
    from .question import Question
    from .reading import Scored

_ASKS = re.compile(
    r"\b(?:klokkeslæt(?:tet|tene)?|hvad tid|hvornår på (?:dagen|døgnet)|hvilke timer|tidspunkt på (?:dagen|døgnet)"
    r"|\w*åbningstid(?:en|er|erne)?|\w*telefontid(?:en|er|erne)?|\w*træffetid(?:en|er)?)\b",
    re.I,
)
_HOUR = r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?"
_HOURS = re.compile(r"(?<![\d.:/-])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d.:/-])")
_STRETCH = re.compile(
    rf"(?:\b(?:kl\.?|fra|mellem)\s+(?:kl\.?\s*)?|(?<![\d.,–-]))"
    rf"(?P<hours>{_HOUR}\s*(?:-|–|til|og)\s*(?:kl\.?\s*)?{_HOUR})(?![\d.,]*\d)"
    r"(?!\s*(?:kr|pct|procent|mio|mia|år|dage|uger|måneder|minutter|%))",
    re.I,
)
_ONE = re.compile(rf"\bkl(?:\.|okken)\s*(?P<hours>{_HOUR})(?![\d.,]*\d)", re.I)
_OPEN = re.compile(r"\b(?:kl\.|klokken|åb[en]\w*|åbning\w*|ring\w*|tid\w*|lukk\w*|møde\w*|døgn\w*)", re.I)
_SEEN, _FIRM = 0.2, 0.9


def asks(question: Question) -> bool:
    """Does a question ask for hours of the day?"""
    return _ASKS.search(question.core) is not None


def values(question: Question, ranked: Sequence[Scored]) -> Iterator[Candidate]:
    """The hours that sentences give, where hours are asked for."""
    if not asks(question):
        return
    for scored in ranked:
        sentence = scored.sentence
        if not _OPEN.search(sentence.text):
            continue
        match = _STRETCH.search(sentence.text) or _ONE.search(sentence.text)
        if match is not None:
            start, end = (sentence.start + at for at in match.span("hours"))
            said = " ".join(match["hours"].split())
            yield Candidate(said, said, "Text", start, end, 1.0, scored)


def written(text: str) -> re.Match[str] | None:
    """The hour that stands with a text's day: "09/11/2011 08:50"."""
    return _HOURS.search(text)


def first(question: Question, found: Sequence[Candidate]) -> Sequence[Candidate]:
    """Only the hours, where they are asked for and the reader finds a sentence with some likely."""
    if not asks(question):
        return found
    hours = [c for c in found if _hours(c) and c.opinion[0] >= _SEEN]
    sure = [dataclasses.replace(c, opinion=(*c.opinion[:2], max(_FIRM, c.opinion[2]))) for c in hours]
    return sure or found


def _hours(candidate: Candidate) -> bool:
    return candidate.type == "Text" and re.fullmatch(rf"{_HOUR}(?:\W.*{_HOUR})?", candidate.value) is not None
