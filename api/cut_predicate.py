"""Clauses as values: what somebody promises, what has to be done, what something is for, where no noun says it.

"Havnen lover, *at molen er færdig i maj*" answers "hvilket løfte giver havnen" and "hvad lover havnen"; "styrelsen vil
*give alle et kursus*" answers "hvad vil styrelsen gøre".
"""

from __future__ import annotations

from collections.abc import Iterator

from . import chunks
from .candidates import Candidate, Scene
from .cut_what import asked_preposition, tidy
from .wordlists import several

_DOING = several("gøre ske foretage udføre sørge")
_ADVERBS = several("i også derfor nu selv især stadig gerne ikke kun først derefter fremover samtidig dog bare så")


def cut(scene: Scene) -> Iterator[Candidate]:
    """The clauses of the sentence that may be what "hvad" or "hvilket løfte" asks for."""
    if scene.question.many:
        return
    yield from _content(scene)
    tail = asked_preposition(scene)
    if tail:
        yield from _for_what(scene, tail)
    yield from _done(scene)


def _value(scene: Scene, first: int, last: int, fit: float) -> Iterator[Candidate]:
    tokens = scene.tokens
    while last > first and tokens[last - 1].pos == "PUNCT":
        last -= 1
    if last - first < 2 or scene.asked(first, last):
        return
    fresh = [i for i in range(first, last) if tokens[i].text[0].isalnum() and i not in scene.solid]
    if len(fresh) * 3 < last - first:
        return
    label = tidy(scene.between(first, last))
    yield Candidate(label, label, "Text", tokens[first].start, tokens[last - 1].end, fit, scene.scored)


def _content(scene: Scene) -> Iterator[Candidate]:
    """The clause that a word of the question opens in the sentence: "lover, at …", "et krav om, at …"."""
    tokens = scene.tokens
    for i in sorted(scene.matched):
        at = i + 1
        while at < len(tokens) and tokens[at].low in _ADVERBS:
            at += 1
        stop = chunks.with_clause(tokens, at)
        opens = stop > at
        if not opens:
            continue
        first = next(n for n in range(at, stop) if tokens[n].low in chunks.OPENS)
        focus = any(term.focus and i in spots for term, spots in zip(scene.question.content, scene.places, strict=True))
        verb = tokens[i].pos in chunks.VERBAL
        begin = first + 1 if tokens[first].low == "at" and tokens[first].pos != "INFM" else first
        yield from _value(scene, begin, stop, 0.78 if focus else 0.62 if verb else 0.45)


def _for_what(scene: Scene, tail: str) -> Iterator[Candidate]:
    """The clause after the preposition that the question leaves hanging: "… bruges til *at måle vandet*"."""
    tokens = scene.tokens
    for i, token in enumerate(tokens[:-1]):
        if token.low != tail or not any(n < i for n in scene.matched):
            continue
        at = i + 2 if tokens[i + 1].text == "," else i + 1
        if at < len(tokens) and tokens[at].low in chunks.OPENS:
            near = min((i - n for n in scene.matched if n < i), default=30)
            yield from _value(scene, at, chunks.clause_end(tokens, at + 1), 0.8 - min(0.2, 0.015 * near))


def _done(scene: Scene) -> Iterator[Candidate]:
    """What is done, where the question asks only that: "hvad vil X gøre", "hvad skal der ske med X"."""
    question, tokens = scene.question, scene.tokens
    verbs = [t for t in question.tokens if t.pos in chunks.VERBAL and t.pos != "AUX" and t.pos != "MODAL"]
    lemmas = {chunks.base(t) for t in verbs}
    if question.focus_at >= 0 or question.wh != "hvad" or not lemmas or not lemmas <= _DOING:
        return
    subject = [n for n in scene.solid if tokens[n].pos in ("NOUN", "PROPN")]
    at = next((n for n, t in enumerate(tokens) if (t.finite or t.pos in ("MODAL", "AUX")) and n), -1)
    if at < 0 or not subject or tokens[at].low == "havde":
        return  # "havde ønsket" is not what is done now
    if tokens[at].pos in ("MODAL", "AUX"):
        main = next((n for n in range(at + 1, len(tokens)) if tokens[n].pos in ("VERB", "PART")), -1)
        if main < 0:
            return
        at = main
    if any(n < at for n in subject):
        yield from _value(scene, at, chunks.clause_end(tokens, at + 1), 0.52)
