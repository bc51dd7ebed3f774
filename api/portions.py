"""Sums told with what each part of them goes to: "540 mio. til boliger, 210 mio. til støtte og resten til forsøg".

Asked what the whole is divided among, all purposes answer; asked of one sum, only its own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .candidates import Candidate
from .question import Question

Span = tuple[int, int]


class Portion(NamedTuple):
    """One part of a sum: its figure ("" for "the rest") and where its purpose stands in the text."""

    figure: str
    start: int
    end: int


_UNIT = r"(?:\s*(?:mio\.?|mia\.?|millioner|milliarder|tusind|pct\.?|procent|%))?(?:\s*(?:kr\.?|kroner))?"
_SUM = rf"(?<!\d)(?P<figure>\d(?:[\d.,]{{0,15}}\d)?){_UNIT}"
_REST = r"(?:resten|de (?:sidste|resterende|øvrige)|den sidste \w+)"
_PART = re.compile(
    rf"(?:{_SUM}|{_REST})(?P<between>(?:\s+(?!til\b)[^\W\d_]+){{0,5}})\s+til\s+(?:at\s+)?(?=[^\W\d_])", re.I
)
_STOP = re.compile(
    rf"[,;]?\s+(?:og|samt|mens|men)\s+(?={_SUM.replace('?P<figure>', '?:')}\b|{_REST}|de\s|den\s|der\s)"
    rf"|[,;]\s+(?={_SUM.replace('?P<figure>', '?:')}\b|{_REST})|[,;]\s+(?:mens|men|som|der|hvor)\b|[.;](?:\s|$)",
    re.I,
)
_DIVIDES = re.compile(r"\bhva\w*\b.*\b(?:på|til|mellem|imellem)(?:\W*$|\s+(?:i|ifølge|fra|under|af|efter)\b)", re.I)


def asked(question: Question) -> bool:
    """Does a question ask what a sum goes to: "hvad er pengene delt ud på", "hvad går de 30 mio. til"?"""
    return _DIVIDES.search(question.core) is not None


def told(text: str) -> list[Portion]:
    """The parts of a sum in a sentence; none where it tells of fewer than two.

    >>> text = "Heraf går 540 til billige boliger og 210 til støtte, mens de sidste 140 er sat af til lokale forsøg."
    >>> [(p.figure, text[p.start : p.end]) for p in told(text)]
    [('540', 'billige boliger'), ('210', 'støtte'), ('140', 'lokale forsøg')]
    """
    found = []
    for match in _PART.finditer(text):
        stop = _STOP.search(text, match.end())
        end = stop.start() if stop is not None else len(text)
        purpose = text[match.end() : end].rstrip(" .,;")
        if purpose:
            found.append(Portion(match["figure"] or "", match.end(), match.end() + len(purpose)))
    return found if len(found) > 1 else []


def purposes(question: Question, text: str) -> list[Span]:
    """Where the purposes stand that a question asks for: all, or that of the sum which it names."""
    parts = told(text) if asked(question) else []
    own = [p for p in parts if p.figure and p.figure in _figures(question)]
    return [(p.start, p.end) for p in own or parts]


def of_another(question: Question, candidate: Candidate) -> bool:
    """Is a value the purpose of another sum than the one a question names?"""
    sentence = candidate.scored.sentence
    spans = purposes(question, sentence.text)
    if len(spans) != 1 or candidate.more:
        return len(spans) == 1
    at = candidate.start - sentence.start
    return not (spans[0][0] <= at < spans[0][1])


def _figures(question: Question) -> frozenset[str]:
    return frozenset(re.findall(r"\d[\d.,]*\d|\d", question.core))
