"""Votes for and against, told in one breath: "vedtaget med 17 stemmer mod 4", "11 stemte for og 8 imod"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .candidates import Candidate
from .cut_number import number_word
from .question import Kind

if TYPE_CHECKING:
    from .linking import Linked
    from .reading import Scored

_N = r"(?:\d{1,4}|[a-zæøå]{2,12})"
_TOLD = (
    re.compile(rf"\b(?P<for>{_N}) stemmer (?:i?mod|over for) (?P<against>{_N})\b", re.I),
    re.compile(
        rf"\b(?P<for>{_N}) (?:stemte |stemmer )?(?:for|ja)\b[^.;]{{0,30}}?(?:\bog|,|\bmod|\bmens) "
        rf"(?P<against>{_N}) (?:stemte |stemmer )?(?:i?mod|nej)\b",
        re.I,
    ),
)
_ASKED = re.compile(
    r"\bhvor mange\b.*\b(?:stemte|stemmer|sagde|sige[r]?)\b.*?\b(?P<way>nej|imod|mod|ja|for)\b(?! at\b.*\bstemte\b)",
    re.I,
)
_AGAINST = frozenset({"nej", "imod", "mod"})
_LOOKED_AT, _NAMED = 8, 0.5
CONFIDENCE = 0.85


def read(linked: Linked, ranked: Sequence[Scored]) -> Candidate | None:
    """The votes of the side that a question asks for, from a sentence that speaks of all whom it names."""
    question = linked.question
    asked = _ASKED.search(question.core)
    if question.kind is not Kind.NUMBER or asked is None or linked.strangers:
        return None
    side = "against" if asked["way"].casefold() in _AGAINST else "for"
    names = [i for i, term in enumerate(question.content) if term.role == "name"]
    for scored in ranked[:_LOOKED_AT]:
        if not any(scored.direct[i] >= _NAMED for i in names) or any(scored.covered(i) < _NAMED for i in names):
            continue
        told = next((m for pattern in _TOLD if (m := pattern.search(scored.sentence.text)) is not None), None)
        if told is not None and (count := _count(told[side])) is not None and _count(told["for"]) is not None:
            start = scored.sentence.start + told.start(side)
            return Candidate(count, count, "Number", start, start + len(told[side]), 0.9, scored)
    return None


def _count(said: str) -> str | None:
    """A number in digits or words, as digits."""
    if said.isdigit():
        return said
    value = number_word(said.casefold())
    return None if value is None else f"{value:g}"
