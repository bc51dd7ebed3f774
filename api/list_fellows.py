"""A fellow in a list of what the question itself names: it stands beside that, and tells nothing of it.

"Vi har travlt med *nye master*, Kabel II og meget andet" doesn't say what Kabel II is, and "møder i Vig og *Asnæs*" not
which municipalities came to the meeting in Vig.
"""

from __future__ import annotations

import re

from . import coordinations
from .candidates import Candidate
from .question import Kind, Question
from .wordlists import several

_PLACED = several("i på ved")
_INDEFINITE = re.compile(r"(?:en|et|én|ét)\s", re.I)  # "en ny ordning, Blå Bus, og et råd": this one tells


def of_named(question: Question, candidate: Candidate) -> bool:
    """Does a value stand in one list with what is to be defined, or with the place where somebody did something?"""
    if question.kind is Kind.DEFINITION:
        named = " ".join(t.word for t in question.content if t.role == "name" and not t.scope)
    elif question.kind is Kind.WHO:
        named = _place(question)
    else:
        return False
    if not named or _INDEFINITE.match(candidate.value):
        return False
    sentence, values = candidate.scored.sentence, {m.value.casefold() for m in (candidate, *candidate.more)}
    for listed in coordinations.of(sentence):
        members = {sentence.text[a:b].casefold() for a, b in listed.spans}
        whole = question.kind is Kind.DEFINITION and listed.first and len(candidate.value) >= len(sentence.text) - 2
        if named.casefold() in members and (whole or values <= members):
            return True
    return False


def _place(question: Question) -> str:
    """The name behind "i" or "på" that is said of where, or ""."""
    tokens = question.tokens
    spots = (i for i in range(1, len(tokens)) if tokens[i - 1].low in _PLACED and tokens[i].text[:1].isupper())
    return next((tokens[i].text for i in spots), "")
