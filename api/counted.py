"""Several counts asked for at once: "hvor mange artikler, møder og emner" by "Artikler: 980 | Møder: 6 | Emner: 8"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import held, words
from .pointed_members import Span
from .question import Question, Term
from .reading import Scored
from .table_asked import SUM

_NOUN = r"[^\W\d_][\w-]{2,}"
_ASKS = re.compile(rf"\bhvor mange\s+(?P<nouns>{_NOUN}(?:,\s+{_NOUN})*,?\s+og\s+(?:hvor mange\s+)?{_NOUN})(?=\W)", re.I)
_PARTS = re.compile(r",\s+|,?\s+og\s+(?:hvor mange\s+)?", re.I)
_FIGURE = r"(?<![\d.,])\d{1,3}(?:\.\d{3})+|(?<![\d.,])\d+(?:,\d+)?"
_AFTER = re.compile(rf"(?P<noun>{_NOUN})\s*(?::|er|=|\|)\s*(?P<figure>{_FIGURE})(?![\d.,]*\d)")
_BEFORE = re.compile(rf"(?P<figure>{_FIGURE})\s+(?:[a-zæøå]+e\s+)?(?P<noun>{_NOUN})")
_SAME, _LEAST = 0.85, 0.4
_LOOKED_AT = 30


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The line that counts each of several things, and its counts in the order that they are asked for."""
    nouns = asked(question)
    if not nouns:
        return None
    for scored in ranked[:_LOOKED_AT]:
        spans = [_count(scored.sentence.text, noun) for noun in nouns]
        found = [s for s in spans if s is not None]
        if len(found) == len(nouns) and held.share(question, scored, lambda t: _counts(t, nouns)) >= _LEAST:
            return scored, found
    return None


def asked(question: Question) -> list[str]:
    """The things whose counts are asked for; none where only one is.

    >>> from api.question import parse
    >>> asked(parse("Hvor mange skoler, haller og stadioner har Vig?")), asked(parse("Hvor mange skoler har Vig?"))
    (['skoler', 'haller', 'stadioner'], [])
    """
    found = _ASKS.search(question.core) if not SUM.search(question.core) else None
    nouns = [n.casefold() for n in _PARTS.split(found["nouns"])] if found is not None else []
    return nouns if len(nouns) > 1 and all(n.endswith(("r", "e", "s", "er")) or words.known(n) for n in nouns) else []


def _counts(term: Term, nouns: Sequence[str]) -> bool:
    return not term.focus and term.word.casefold() not in nouns and term.role != "verb"


def _count(text: str, noun: str) -> Span | None:
    """Where a text counts something: "Events: *6*", "*12 nye skoler*"."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            if words.alike(noun, match["noun"].casefold()) >= _SAME:
                return match.span("figure") if pattern is _AFTER else match.span()
    return None
