"""Who made an agreement or signed it, as the agreement's own lines say it.

An agreement names its parties in lines without a verb, over and under its text: "Indgået den 4. marts 2024 mellem …",
a list under "Parter", names one a line after "For parterne". Its text hardly says who they are.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.types import Zone

from . import lists, pointed_blocks, pointed_members, text_parts, words, writers
from .candidates import Candidate
from .linking import Lexis
from .question import Kind, Question
from .text_parts import Part
from .views import Sentence, View, content
from .wordlists import several

Place = tuple[Sentence, int, int]  # a sentence and a name in characters of it

_AGREEMENTS = several("aftale pagt forlig partnerskab overenskomst traktat kontrakt samarbejdsaftale charter alliance")
_SIGNS = re.compile(r"\b(?:(?:med)?underskr\w+|skr[ei]v\w* under|signer\w*)\b", re.I)
_JOINS = re.compile(
    r"\b(?:st(?:år|od|å) bag|indg(?:ik|år|ået|å)|part(?:er|erne)?|er med|var med|tilslutt\w+|tiltrådt\w*|aftale(?:de|t)"
    r"|enig(?:e|es|edes)|mellem hvem|mellem hvilke)\b",
    re.I,
)
_PARTIES = re.compile(
    r"\b(?:part(?:er|erne)|indg(?:ik|år|ået|å)|tilslutt\w+|tiltrådt\w*)\b", re.I
)  # of what needs no noun
_MADE = re.compile(
    r"^\W*(?:[^\W\d_]+\s+){0,3}?(?:indgået|aftale\w*|forlig\w*|pagt\w*|partnerskab\w*|underskrevet)\b", re.I
)
_BETWEEN = re.compile(r"\bmellem\s+", re.I)
_LABEL = re.compile(
    r"^\W*(?:aftale|forligs|pagtens\s+|aftalens\s+)?(?:parter(?:ne)?|partier(?:ne)?|deltagere)\b\W*:?\W*", re.I
)
_FOR = re.compile(
    r"^\W*(?:for\s+(?:\w+s?\s+)?\w*(?:parterne|partierne)|(?:med)?underskr\w+|underskrifter|på vegne af)\b", re.I
)
_DATED = re.compile(r"^\W*(?:[^\W\d_]+,?\s+)?(?:den\s+)?\d{1,2}\.\s+[a-zæøå]+\s+\d{4}(?:\s+af)?\W*$", re.I)
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]+)\)")
_HEAD, _TAIL = 10, 16  # lines that are looked through
_SHORT = 14  # tokens of a line that only names
_OPENING = 3  # words of a title
_SAME, _STEM = 0.8, 5  # how alike two words are, and the letters that a word shares with a compound of it
_MEANT, _MARGIN = 0.5, 0.1


def candidates(question: Question, views: Sequence[View], lexis: Lexis) -> list[Candidate] | None:
    """The parties to the agreement that is meant, or those who signed it; None where its own lines don't say."""
    signs = _SIGNS.search(question.core) is not None
    joins = _JOINS if any(_agreement(t.low) for t in question.tokens) else _PARTIES
    if question.kind is not Kind.WHO or not (signs or joins.search(question.core)):
        return None
    parts = [p for p in text_parts.described(question, views, lexis) if p.whole and p.fits >= _MEANT]
    meant = [
        p for p in parts if p.fits >= parts[0].fits - _MARGIN and _is_agreement(p.view) and _named(question, p.view)
    ]
    if len(meant) != 1:
        return None
    (part,) = meant
    found = _signed(part.view) if signs else []
    found = found or _listed(part.view, unpacked=question.focus == "parti")
    if len(found) < 2:
        return None
    return [_list(question, part, found)]


def _agreement(low: str) -> bool:
    base = words.lemma(low)
    return low in _AGREEMENTS or base in _AGREEMENTS or words.headed(base, _AGREEMENTS)


def _is_agreement(view: View) -> bool:
    """Is a text an agreement, by the words that its title begins with?"""
    return any(_agreement(w) for w in re.findall(r"[^\W\d_]+", view.title.casefold())[:_OPENING])


def _named(question: Question, view: View) -> bool:
    """Does a title say which agreement a question means: "*vandløbs*aftalen", "aftalen om rene *vandløb*"?"""
    title = content(view.title)
    for token in question.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.start == question.tokens[0].start:
            said = ""
        elif _agreement(token.low):
            said = words.keys(token.low).modifier
        else:
            said = token.low
        if said and said not in _AGREEMENTS and any(words.alike(said, w) >= _SAME for w in title):
            return True
        if said and _agreement(token.low):
            return any(token.low.startswith(w[:_STEM]) for w in title if len(w) >= _STEM)
    return False


def _listed(view: View, *, unpacked: bool) -> list[Place]:
    """The parties in a line that says between whom it was made, or in what stands under "Parter"."""
    for line in view.sentences[:_HEAD]:
        between = _BETWEEN.search(line.text)
        if between is not None and _MADE.match(line.text) and not any(t.finite for t in line.tokens):
            spans = pointed_members.cut(line.text, between.end(), len(line.text))
            return [place for a, b in spans for place in _unpacked(line, a, b, unpacked)]
    for line in view.sentences:
        label = _LABEL.match(line.text)
        if label is None:
            continue
        if label.end() < len(line.text) and label.group().rstrip().endswith(":"):
            return [(line, a, b) for a, b in pointed_members.cut(line.text, label.end(), len(line.text))]
        if label.end() == len(line.text):
            return pointed_blocks.items(view, line)
    return []


def _unpacked(line: Sentence, a: int, b: int, unpacked: bool) -> Iterator[Place]:
    """ "regeringen (Fællespartiet og Vandlisten)" by its parties, where parties are asked for."""
    bracket = _BRACKET.match(line.text, b)
    start = bracket.start("inside") if bracket is not None else 0
    inside = [(start + x, start + y) for x, y in lists.members(bracket["inside"])] if bracket and unpacked else []
    if bracket is not None and unpacked and len(inside) < 2 and line.text[a].islower():
        inside = [bracket.span("inside")]  # "regeringen (Fællespartiet)"
    yield from ((line, x, y) for x, y in inside or [(a, b)])


def _signed(view: View) -> list[Place]:
    """The people at the end of a text, one a line, after "For parterne", a place and a day, or "Underskrevet"."""
    lines = view.sentences[-_TAIL:]
    opened = next((n for n, s in enumerate(lines) if _FOR.match(s.text) or _DATED.match(s.text)), -1)
    if opened < 0:
        return []
    found = []
    for line in lines[opened + 1 :]:
        people = [m for m in view.mentions(line) if m.type == "Person"]
        if not people or len(line.tokens) > _SHORT or any(t.finite for t in line.tokens) or line.zone is Zone.TEASER:
            break
        found.append((line, people[0].span.start - line.start, people[0].span.end - line.start))
    return found


def _list(question: Question, part: Part, found: Sequence[Place]) -> Candidate:
    made = [
        Candidate(
            label, label, "Actor", s.start + a, s.start + b, 0.97, writers.even(question, part.view, s, part.fits)
        )
        for s, a, b in found
        for label in (" ".join(s.text[a:b].split()),)
    ]
    also = {id(m.scored.sentence): m.scored for m in made[1:] if m.scored.sentence is not made[0].scored.sentence}
    return dataclasses.replace(made[0], more=tuple(made[1:]), also=tuple(also.values()))
