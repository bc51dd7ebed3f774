"""Values that have a form of their own: a mail address, a telephone number, a page on the net."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import words
from .wordlists import several

if TYPE_CHECKING:
    from .candidates import Candidate
    from .question import Question

_FORMS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (several("mailadresse e-mailadresse emailadresse"), re.compile(r"@")),
    (several("telefonnummer tlf mobilnummer"), re.compile(r"(?:\d\s?){8}")),
    (
        several("hjemmeside webadresse internetadresse link url websted"),
        re.compile(r"www\.|https?:|\.(?:dk|eu|com|org)\b", re.I),
    ),
    (several("postnummer"), re.compile(r"\b\d{4}\b")),
    (several("cvr-nummer cvr"), re.compile(r"\b\d{8}\b")),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}\. [a-zæøå]+", re.I)
_DATE_IN = re.compile(
    r"\bhvilken (?:dato|dag) i\s+(?:(?:foråret|sommeren|efteråret|vinteren|[a-zæøå]+)\s+)?(?:19|20)\d\d\b", re.I
)


def _coarser(question: Question, candidate: Candidate) -> bool:
    """Is a day of a year or a month asked for ("hvilken dato i 2019"), and the value but a part of that year?"""
    return candidate.type == "Date" and _DATE_IN.search(question.core) is not None and not _DAY.match(candidate.value)


_ASKS = ("hvad er", "hvad var", "hvilken", "hvilket")


def of_other_form(question: Question, candidate: Candidate) -> bool:
    """Is a mail address or the like asked for ("hvad er hans *mailadresse*"), and the value none?"""
    if _coarser(question, candidate):
        return True
    if question.many or not (question.keywords or question.core.casefold().startswith(_ASKS)):
        return False
    nouns = [term for term in question.content if term.role == "noun"]
    heads = [term for term in nouns if term.focus] or nouns[-1:]
    asked = [words.lemma(term.word.casefold()) for term in heads]
    form = next((pattern for known, pattern in _FORMS if not known.isdisjoint(asked)), None)
    return form is not None and form.search(candidate.label) is None
