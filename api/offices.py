"""Whose office a sentence gives a person: "formand for teknisk udvalg", "KL's formand", and not another body's."""

from __future__ import annotations

import re

from indexer.mentions.actors_cues import GENERIC_REFERENCE

from . import words
from .candidates import Candidate
from .chunks import is_role
from .question import Kind, Question
from .views import content

_OF = r"\w* (?:for|i|hos|af|på|ved) (?P<body>(?:\w+ ?){1,3})"
_OWNED = r"(?P<body>\b[A-ZÆØÅ][\w-]*?)(?:['’]s|(?<=\w\w)s|['’]) (?:[a-zæøå]+ )?(?i:%s)(?:en)?,? $"
_UNIT = re.compile(
    r"(?:['’]s?|(?<=\w\w)s)\s+(?P<unit>(?:[\w-]+ (?:og|for) )?[\w-]*"
    r"(?:udvalg|råd|nævn|bestyrelse|afdeling|kreds|gruppe|panel|komit[eé]|forum|netværk|center|fraktion|sektion)"
    r"(?:en|et)?)\b",
    re.I,
)  # what belongs to a body: "KL's *Børneudvalg*"
_UNDER = re.compile(r"(?:vice|næst|under|sous)-?(?=\w{4})")  # the one below the holder of an office
_SAME = 0.5  # how far two words are alike that name one body


def of_another_body(question: Question, candidate: Candidate) -> bool:
    """ "Siger formand for *teknisk udvalg* Ketty Ravnsborg" names no chair of anything else, nor does "*BB's* formand".

    Not where the body is called something else there ("foreningens formand", a short name that the text explains).
    """
    named = [term.word for term in question.content if term.role == "name"]
    if question.kind is not Kind.WHO or not named or not question.focus or not is_role(question.focus):
        return False
    sentence, office = candidate.scored.sentence, re.escape(question.focus)
    at = candidate.start - sentence.start
    if not sentence.text.startswith(candidate.label, max(at, 0)):
        at = max(sentence.text.find(candidate.label), 0)
    found = re.search(office + _OF, sentence.text, re.I) or re.search(_OWNED % office, sentence.text[:at])
    if found is not None and _of_a_part(question, sentence.text, found.start("body")):
        return True
    if found is None or found["body"].casefold().rstrip("s") in GENERIC_REFERENCE:
        return False
    called = [*found["body"].casefold().split(), *_other_names(candidate, sentence.start + found.start("body"))]
    return all(words.alike(n, w) < _SAME for n in named for w in called)


def _of_a_part(question: Question, text: str, start: int) -> bool:
    """Does a body's name only tell whose part the office is in: "formanden for KL's *Skoleudvalg*" is not KL's?"""
    first = re.match(r"[\w-]+?(?=['’]s?\s|s\s)", text[start:])
    unit = _UNIT.match(text, start + first.end()) if first is not None else None
    if unit is None:
        return False
    said = [w for w in re.findall(r"\w{3,}", unit["unit"].casefold()) if w not in ("for", "og")]
    return all(words.alike(term.word.casefold(), w) < _SAME for term in question.content for w in said)


def of_another_rank(question: Question, candidate: Candidate) -> bool:
    """ "Styrelsens *vicedirektør*, Mogens Hauge" is no director: the office named nearest to a person is one above or
    below the one that is asked for."""
    if question.kind is not Kind.WHO or not question.focus or not is_role(question.focus):
        return False
    asked, office = _ranked(question.focus)
    ranks = [
        (t, rank)
        for t in candidate.scored.sentence.tokens
        for rank, base in (_ranked(words.lemma(t.low)),)
        if base.endswith(office)
    ]
    text = candidate.scored.view.text
    ahead = [(text[t.end : candidate.start], rank) for t, rank in ranks if t.end <= candidate.start]
    before = [rank for between, rank in ahead if _APART.search(between) is None]
    after = [rank for t, rank in ranks if t.start >= candidate.end]
    nearest = before[-1] if before else after[0] if after else asked
    return nearest != asked


_APART = re.compile(r",\s+\S|[;.]\s|\b(?:og|samt|mens)\b")  # between an office and a name that are not one's


def _ranked(office: str) -> tuple[str, str]:
    """The rank in the name of an office, and the office: ("vice", "direktør")."""
    found = _UNDER.match(office)
    return (found.group(), office[found.end() :]) if found is not None else ("", office)


def _other_names(candidate: Candidate, at: int) -> list[str]:
    """The words of the names by which a text calls what is mentioned at a place of it (in characters)."""
    return [
        word
        for entity in candidate.scored.view.record.entities
        if any(span.start <= at < span.end for span in entity.mentions)
        for name in (entity.label, *entity.alt)
        for word in content(name)
    ]
