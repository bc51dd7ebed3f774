"""Members that a question's own verb governs: the objects right after it, or the subjects of its passive before it.

"Hvad skal planen sikre?" is answered by "… der skal sikre *ro og orden*", "hvad skal beboerne bevare?" by "mens
beboernes *ro og udsyn* bevares", and "hvilke to aftaler løber ud?" by "når *x og y* udløber".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import coordinations, held, pointed_lists, words
from .coordinations import Listed
from .pointed_members import Span
from .question import Kind, Question, Term
from .reading import Scored
from .wordlists import several

_LIGHT = several(
    "være have blive få gøre komme gå stå ligge tage give sige nævne mene handle findes hedde kalde"
    " kunne skulle ville måtte"
)
_EMPTY = several("ting emne punkt forhold eksempel område del")
_PARTICLES = several("ud op ned ind af til over om på igennem frem tilbage")
_WHAT_IS_IT = re.compile(r"^hvad (?:er|var) det(?:,| der| som|,? [^?]+ (?:skal|vil|bør|kan|skulle|ville) )", re.I)
_LEAST = 0.62  # how much of what else is asked the sentence and what stands round it hold
_OWN = 0.5  # and the sentence itself, where no number is asked for
_TERMS = 2  # other terms, where no number is asked for
_SAME = 0.95
_NEAR = 2  # tokens between a verb and its objects
_LOOKED_AT = 30


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The sentence that says the question's verb of several things, and these; None where no sentence does."""
    verb = _verb(question)
    if verb is None or question.kind is not Kind.WHAT:
        return None
    want = pointed_lists.asked(question)
    if not (want or question.wh == "hvad" or _WHAT_IS_IT.match(question.core)):
        return None
    acts = _acts(question, verb)
    others = sum(_counts(t, verb) for t in question.content)
    if not others or (not want and others < _TERMS):
        return None
    best: tuple[float, Scored, list[Span]] | None = None
    for scored in ranked[:_LOOKED_AT]:
        share = held.share(question, scored, lambda term: _counts(term, verb))
        own = held.share(question, scored, lambda term: _counts(term, verb), near=False)
        if share < _LEAST or (not want and own < _OWN) or (best is not None and share <= best[0]):
            continue
        spans = _members(scored, _base(question, verb), want, acts=acts)
        if spans:
            best = (share, scored, spans)
    return (best[1], best[2]) if best is not None else None


def _verb(question: Question) -> Term | None:
    """The first verb of a question that says something."""
    return next((t for t in question.content if t.role == "verb" and words.lemma(t.word) not in _LIGHT), None)


def _base(question: Question, verb: Term) -> str:
    """The verb as one word: "løb … ud" is "udløbe"."""
    base = words.lemma(verb.word)
    after = question.tokens[verb.at + 1] if verb.at + 1 < len(question.tokens) else None
    ends = question.tokens[verb.at + 2] if verb.at + 2 < len(question.tokens) else None
    if after is not None and base.startswith(after.low):
        return base
    if after is not None and ends is not None and (after.low, ends.low) == ("over", "for"):
        return base
    alone = ends is None or ends.pos in ("PUNCT", "PREP", "SCONJ", "ADV")
    return after.low + base if after is not None and after.low in _PARTICLES and alone else base


def _acts(question: Question, verb: Term) -> bool:
    """Does what is asked for do what the verb says ("hvilke to ting løber ud"), rather than have it done to it?"""
    before = question.tokens[max(question.focus_at, 0) + 1 : verb.at]
    return not any(t.pos in ("NOUN", "PROPN", "PRON", "DET") or t.pos in ("MODAL", "AUX") for t in before)


def _counts(term: Term, verb: Term) -> bool:
    return term.at != verb.at and not term.focus and term.role != "number" and words.lemma(term.word) not in _EMPTY


def _members(scored: Scored, verb: str, want: int, *, acts: bool) -> list[Span]:
    sentence = scored.sentence
    at = [i for i, t in enumerate(sentence.tokens) if _says(t, verb)]
    if not at:
        return []
    for listed in coordinations.of(sentence, want):
        if want and len(listed.spans) != want:
            continue
        for i in at:
            if _governs(sentence.tokens, i, listed, sentence.start, acts=acts):
                return list(listed.spans)
    return []


def _says(token: Token, verb: str) -> bool:
    if token.pos not in ("VERB", "PART", "AUX") and not token.low.endswith("s"):
        return False
    return words.lemma(token.low) == verb or words.alike(verb, token.low) >= _SAME or _passive(token.low, verb)


def _passive(low: str, verb: str) -> bool:
    return low in (verb + "s", verb + "des", verb[:-1] + "tes")


def _governs(tokens: Sequence[Token], i: int, listed: Listed, start: int, *, acts: bool) -> bool:
    """Are some members the objects of a verb right before them, or the subjects of one after them?"""
    first = next(n for n, t in enumerate(tokens) if t.end - start > listed.spans[0][0])
    last = next((n for n, t in enumerate(tokens) if t.end - start >= listed.spans[-1][1]), len(tokens) - 1)
    passive = tokens[i].low.endswith("s") or (tokens[i].pos == "PART" and _become(tokens[:i]))
    if i < first:
        lead = tokens[i + 1 : first]
        plain = all(t.pos in ("ADV", "CCONJ") or re.fullmatch(r"bl\.?a\.?|f\.?eks\.?", t.low) for t in lead)
        return plain and not passive and not acts and len(lead) <= _NEAR
    between = tokens[last + 1 : i]
    if any(t.pos in ("VERB", "REL", "SCONJ", "INFM", "NOUN", "PROPN") or t.text in ".;:" for t in between):
        return False
    return passive or acts


def _become(before: Sequence[Token]) -> bool:
    return any(t.low in ("blev", "bliver", "blive", "blevet", "er", "var") for t in before)
