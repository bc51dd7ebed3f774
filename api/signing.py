"""Whose signature is asked for: a person beside an agreement has not signed it unless the text says so.

"Hvem underskrev pagten på havnens vegne?" is not answered by the director who speaks of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .chunks import is_role
from .question import Kind

if TYPE_CHECKING:
    from .candidates import Candidate
    from .question import Question

_SIGNS = re.compile(
    r"\b(?:(?:med)?underskr[ei]v\w*|skr[ei]v\w* under|sign(?:er|ere|erede|eret)\b|sat(?:te)? sit navn|sætter sit navn"
    r"|underteg\w+|underskrift\w*|parafer\w*)\b",
    re.I,
)
_FOR_SOME = re.compile(r"\bpå (?:\S+ ){0,4}?vegne\b|\bfor (?:[A-ZÆØÅ]\w+|\w+(?:en|et|ne))\s*\??$")
_IN_CLAUSE = re.compile(r"\b(?:da|når|dengang|efter|før|inden|som|hvor|hvis)\b", re.I)
_NEAR = 2  # sentences beside the value's own


def unsaid(question: Question, candidate: Candidate) -> bool:
    """Is a person who signed for somebody asked for, and nothing said of signing where the value stands?"""
    signs = _SIGNS.search(question.core)
    if question.kind is not Kind.WHO or signs is None or _IN_CLAUSE.search(question.core[: signs.start()]):
        return False  # "hvem var direktør, da aftalen blev underskrevet": another thing is asked
    office = bool(question.focus) and is_role(question.focus)
    if not office and _FOR_SOME.search(question.core) is None:
        return False
    view, at = candidate.scored.view, candidate.scored.sentence.number
    said = " ".join(s.text for s in view.sentences[max(0, at - _NEAR) : at + _NEAR + 1])
    return _SIGNS.search(said) is None and not candidate.scored.sentence.zone.carries_metadata
