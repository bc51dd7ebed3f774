"""Members that the next sentence gives of what one sentence speaks of: "Flere opgaver venter. Det er bl.a. *x* og *y*".

A sentence that opens with "det handler om", "her gælder det" or "fx" has no words of its own for what it lists; the one
before it has them. Where examples are asked for, a list that ends in "and others" gives them too.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from . import coordinations, held, pointed_lists, words
from .pointed_members import Span
from .question import Kind, Question, Term
from .reading import Scored
from .wordlists import several

_SHOWN = (
    r"(?:bl\.\s?a\.|blandt andet|blandt andre|f\.? ?eks\.|fx|for eksempel|eksempelvis|især|navnlig|nemlig|herunder)"
)
_POINTS_BACK = re.compile(
    rf"^\W*(?:(?:det|dette|de|her|disse)\s+(?:er|var|handler|handlede|gælder|gjaldt|drejer|drejede|omfatter|omfattede"
    rf"|vedrører|tæller|kan|kunne)\b(?:\s+(?:det|sig|være|også|om|{_SHOWN}))*"
    rf"|(?:blandt (?:dem|disse)|heriblandt|som eksempler|eksempler)\b(?:\s+(?:er|var|nævnes|kan nævnes|på det(?:te)?))*"
    rf"|{_SHOWN}(?:\s+(?:ved|i|om|på|til|er|var))?)(?=\W)",
    re.I,
)
_EMPTY = several("eksempel ting forhold emne liste nævne nævnes give få være")
_FAR = 4  # tokens between what points back and the first member
_LEAST, _OF_EXAMPLES = 0.6, 0.45
_OWN = 0.35  # how much of the question the two sentences hold themselves
_LOOKED_AT = 25
_SAME = 0.75


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The sentence that lists what the one before it speaks of, and its members, where that one holds the question."""
    examples = "eksemp" in question.core.casefold()
    if question.kind is not Kind.WHAT or not (question.many or examples):
        return None
    want = pointed_lists.asked(question)
    before = {(s.sentence.doc_id, s.sentence.number): s for s in ranked}
    best: tuple[float, Scored, list[Span]] | None = None
    for led in ranked[:_LOOKED_AT]:
        following = led.view.sentences[led.sentence.number + 1 : led.sentence.number + 2]
        if not following or following[0].part != led.sentence.part or following[0].zone is not led.sentence.zone:
            continue
        scored = before.get((following[0].doc_id, following[0].number))
        none = (0.0,) * len(led.direct)
        scored = scored if scored is not None else dataclasses.replace(led, sentence=following[0], direct=none)
        spans = _members(scored, examples, want)
        if not spans:
            continue
        both = dataclasses.replace(scored, direct=tuple(map(max, scored.direct, led.direct)))
        share = held.share(question, both, _counts)
        own = held.share(question, both, _counts, near=False)
        if share < (_OF_EXAMPLES if examples else _LEAST) or own < _OWN or not _focused(question, led, scored):
            continue
        if best is None or share > best[0]:
            best = (share, scored, spans)
    return (best[1], best[2]) if best is not None else None


def _counts(term: Term) -> bool:
    return words.lemma(term.word) not in _EMPTY and term.role != "number"


def _focused(question: Question, led: Scored, scored: Scored) -> bool:
    """Does one of both sentences hold the noun that is asked for, if it says anything?"""
    if not question.focus or question.focus in _EMPTY:
        return True
    return any(words.alike(question.focus, w) >= _SAME for s in (led, scored) for w in s.sentence.words)


def _members(scored: Scored, examples: bool, want: int) -> list[Span]:
    sentence = scored.sentence
    points = _POINTS_BACK.match(sentence.text)
    for listed in coordinations.of(sentence, want):
        if want and len(listed.spans) != want:
            continue
        if points is not None:
            opened = sum(points.end() <= t.start - sentence.start < listed.spans[0][0] for t in sentence.tokens)
            if listed.spans[0][0] >= points.end() - 1 and opened <= _FAR:
                return list(listed.spans)
        elif examples and listed.open_ended and listed.first == 0:
            return list(listed.spans)
    return []
