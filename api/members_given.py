"""A thing described that turns out to be one of those who are asked for: "*Ungerådet*, Ventil og Fonden sad i gruppen".

"Hvem sad i den gruppe, der skrev planen?" asks for all of them; a step that takes one of them for the group, and asks
who was with it, loses that one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .candidates import Candidate

_FORM = re.compile(r"\s+(?:A/S|ApS|I/S|P/S|AB|AS|Oy|Ltd\.?|GmbH)$")
_JOINS = re.compile(
    r"\s*(?:(?:i|på|for|af)\s+(?:[A-ZÆØÅ]\w+\s?)*)?(?:\([^)]*\)\s*)?"
    r"(?:,(?: og\b| samt\b)?|\b(?:og|samt)\b|&)\s*(?:den |det |de )?"
)
_INSIDE = re.compile(r"\s+(?:i|på|for|af)\s+")


def among(name: str, answer: Candidate) -> bool:
    """Is a name one of a list that is given for the answer about it, or does it stand in one row with that list?"""
    members = (answer, *answer.more)
    if not answer.more or answer.how or answer.type in ("Number", "Date"):
        return False
    bare = _FORM.sub("", name).casefold()
    if any(_FORM.sub("", member.label).casefold() in (bare, f"{bare}s") for member in members):
        return True
    sentence = answer.scored.sentence
    first, last = min(m.start for m in members) - sentence.start, max(m.end for m in members) - sentence.start
    for match in re.finditer(rf"\b{re.escape(name)}\b", sentence.text):
        before, behind = sentence.text[match.end() : first], sentence.text[last : match.start()]
        if match.end() <= first and (_JOINS.fullmatch(before) or _INSIDE.fullmatch(before)):
            return True
        if last <= match.start() and _JOINS.fullmatch(behind):
            return True
    return False
