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
    named, asked = _bodies(question), _office(question)
    if question.kind is not Kind.WHO or not named or not asked:
        return False
    sentence, office = candidate.scored.sentence, re.escape(asked)
    at = candidate.start - sentence.start
    if not sentence.text.startswith(candidate.label, max(at, 0)):
        at = max(sentence.text.find(candidate.label), 0)
    found = re.search(office + _OF, sentence.text, re.I) or re.search(_OWNED % office, sentence.text[:at])
    if found is not None and _of_a_part(question, sentence.text, found.start("body")):
        return True
    if found is None or found["body"].casefold().rstrip("s") in GENERIC_REFERENCE:
        return False
    if found["body"][:1].islower() and not any(t.role == "name" for t in question.content):
        return False  # "formanden for laget", who may well be that of "digelaget"
    called = [*found["body"].casefold().split(), *_other_names(candidate, sentence.start + found.start("body"))]
    return all(words.alike(n, w) < _SAME for n in named for w in called)


def _office(question: Question) -> str:
    """The office whose holder is asked for, "" where none is: "hvem er *formand*", "hvem *leder*"."""
    if question.focus:
        return question.focus if is_role(question.focus) else ""
    return "leder" if _LEADS.search(question.core) is not None else ""


_LEADS = re.compile(r"\bhvem (?:leder|ledede|er leder af|var leder af|står i spidsen for)\b", re.I)


def _bodies(question: Question) -> list[str]:
    """The names of a question; written small, the nouns that are no such word as "udvalget": "landmændenes samråd"."""
    named = [term.word for term in question.content if term.role == "name"]
    if named:
        return named
    held = question.keywords or re.search(
        rf"{re.escape(question.focus)}\w* (?:for|i|hos|af) \S+ \S+$", question.core, re.I
    )
    nouns = [term.word for term in question.content if term.role == "noun" and not term.focus] if held else []
    return nouns if len(nouns) > 1 and GENERIC_REFERENCE.keys().isdisjoint(nouns) else []


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
    if question.kind is Kind.WHO and not question.focus:
        return _as_another(question, candidate)
    if question.kind is not Kind.WHO or not is_role(question.focus):
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


_AS = re.compile(
    r"(?<!post )(?<!stilling )(?<!job )(?<!fortid )\bsom (?:\w+(?:ende|isk|ny) |ny )?(?P<office>[a-zæøå-]{4,})", re.I
)


def _as_another(question: Question, candidate: Candidate) -> bool:
    """ "*Som direktør* efterfulgte Ida Holm …" tells nothing of who came after as chair."""
    asked = _as_office(question.core)
    told = _as_office(candidate.scored.sentence.text)
    return bool(asked and told) and words.alike(asked, told) < _SAME and asked not in candidate.scored.sentence.words


def _as_office(text: str) -> str:
    found = (words.lemma(match["office"].casefold()) for match in _AS.finditer(text))
    return next((office for office in found if is_role(office)), "")


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
