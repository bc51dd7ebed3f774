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
    (several("mailadresse e-mailadresse emailadresse mail e-mail email"), re.compile(r"@")),
    (several("telefonnummer telefon tlf mobilnummer"), re.compile(r"(?:\d\s?){8}")),
    (
        several("hjemmeside webadresse internetadresse link url websted"),
        re.compile(r"www\.|https?:|\.(?:dk|eu|com|org)\b", re.I),
    ),
    (several("postnummer"), re.compile(r"\b\d{4}\b")),
    (several("cvr-nummer cvr"), re.compile(r"\b\d{8}\b")),
)
_ASKS = ("hvad er", "hvad var", "hvilken", "hvilket")


def of_other_form(question: Question, candidate: Candidate) -> bool:
    """Is a mail address or the like asked for ("hvad er hans *mailadresse*"), and the value none?"""
    if question.many or not (question.keywords or question.core.casefold().startswith(_ASKS)):
        return False
    asked = next(
        (w for t in question.content if t.role == "noun" for w in (words.lemma(t.word.casefold()),) if w in _ALL), ""
    )
    form = next((pattern for nouns, pattern in _FORMS if asked in nouns), None)
    return form is not None and form.search(candidate.label) is None


_ALL = frozenset(noun for nouns, _ in _FORMS for noun in nouns)
