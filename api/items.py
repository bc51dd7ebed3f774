"""Figures side by side in one sentence, each said of its own: "45 pct. til Nordhede, 35 pct. til Sundsyssel"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import words
from .question import Kind, Question

if TYPE_CHECKING:
    from .candidates import Candidate

_ITEM = re.compile(
    r"(?P<figure>\d[\d.,]*)(?:\s*(?:pct\.?|procent|%|(?:mio\.?|mia\.?|millioner|milliarder)?\s*(?:kr\.?|kroner)?))?"
    r"(?:\s+[a-zæøå]+)?\s+(?P<link>til|fra|i|på|hos|for|ved)\s+(?P<of>[^,;.()]+?)(?=\s+(?:og|samt)\s+\d|[,;.()]|$)",
    re.I,
)
_NAME, _SAID = 0.85, 0.6  # how far a word of an item is the question's name, or its noun


def of_another(question: Question, candidate: Candidate) -> bool:
    """Is a figure said of another than the one that the question names, where its neighbour is said of that one?"""
    if question.kind is not Kind.NUMBER or candidate.type != "Number":
        return False
    sentence = candidate.scored.sentence
    at = candidate.start - sentence.start
    found = list(_ITEM.finditer(sentence.text))
    own = next((item for item in found if item.start() <= at < item.end("figure")), None)
    if own is None:
        return False
    told = _named(question, own["of"])
    others = (item for item in found if item is not own and item["link"].casefold() == own["link"].casefold())
    return any(_named(question, item["of"]) > told for item in others)


def _named(question: Question, said: str) -> set[str]:
    """The names and nouns of a question that some words hold."""
    told = re.findall(r"\w+", said.casefold())
    return {
        term.word
        for term in question.content
        if (least := {"name": _NAME, "noun": _SAID}.get(term.role))
        and not term.focus
        and any(words.alike(term.word, word) >= least for word in told)
    }
