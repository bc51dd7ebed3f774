"""Beginnings and ends: when a plan was launched does not say when it ran out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import words
from .question import Kind, Question
from .wordlists import several

if TYPE_CHECKING:
    from indexer.grammar import Token

    from .candidates import Candidate

_BEGINS = several("begynde starte lancere igangsætte åbne oprette stifte indføre vedtage offentliggøre indgå")
_ENDS = several("udløbe slutte ophøre ende stoppe lukke afslutte nedlægge udfase afvikle")
_ALIKE = 0.7
_TELLING = 0.5  # the weight of a verb that what is asked hangs on


def at_the_other_end(question: Question, candidate: Candidate) -> bool:
    """Does the verb beside a time tell of a beginning where an end is asked for, or the other way round?

    "Hvornår *udløb* planen?" is not answered by "planen, som rådet *lancerede* i juni 2015".
    """
    if question.kind is not Kind.WHEN:
        return False
    if begins_where_an_end_is_asked(question, candidate):
        return True
    asked = [term.word.casefold() for term in question.content if term.role == "verb" and term.weight >= _TELLING]
    ends, begins = _any(asked, _ENDS), _any(asked, _BEGINS)
    if ends == begins:
        return False
    sentence = candidate.scored.sentence
    if any(_any([token.low], _ENDS if ends else _BEGINS) for token in sentence.tokens):
        return False
    beside = _verb_beside(sentence.tokens, candidate.start)
    return beside is not None and _any([beside], _BEGINS if ends else _ENDS)


_END_ASKED = re.compile(
    r"\b(?:slut(?:dato|tidspunkt|ter|tede|te)?|ophør\w*|udløb\w*|forbi|rind(?:er|e) ud|hold(?:er|t|e)\b.{0,20}\bop"
    r"|sidste \w*dag|gyldighed\w*"
    r"|stopper|stoppede|stop|til(?: og med)? hvornår)\b",
    re.I,
)
_BEGIN_ASKED = re.compile(r"\b(?:begynd\w*|start\w*|fra hvornår|træde\w* i kraft)\b", re.I)
_FROM = re.compile(
    r"\b(?:fra(?: og med)?|i kraft|begynde[rt]?|begyndte|starte[rt]?|startede|siden)\s+(?:pr\.?\s+)?"
    r"(?:den\s+|d\.\s+)?$",
    re.I,
)


def begins_where_an_end_is_asked(question: Question, candidate: Candidate) -> bool:
    """Asked until when: "gælder fra *1. januar 2017* til udgangen af 2022" tells where something begins."""
    asking = question.core[max(0, question.core.casefold().rfind("hvornår")) :]
    if question.kind is not Kind.WHEN or not _END_ASKED.search(asking) or _BEGIN_ASKED.search(asking):
        return False
    sentence = candidate.scored.sentence
    return _FROM.search(sentence.text[: max(0, candidate.start - sentence.start)]) is not None


def _verb_beside(tokens: tuple[Token, ...], start: int) -> str | None:
    """The verb nearest to a place of the text, in dictionary form."""
    verbs = [(abs(t.start - start), t.verb.lemma) for t in tokens if t.verb is not None and t.pos in ("VERB", "PART")]
    return min(verbs)[1] if verbs else None


def _any(said: list[str], known: frozenset[str]) -> bool:
    return any(words.alike(other, word) >= _ALIKE for word in said for other in known)
