"""What stands behind the preposition that a question leaves hanging: "hvad har skolen travlt *med*" by "skolen har
travlt *med flytning, ny hal og meget andet*".

The word before the preposition ("travlt", "fokus", "fælles tilgange") and the preposition stand together in both.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.grammar import Token

from . import coordinations, held, pointed_lists, words
from .pointed_members import Span
from .question import Kind, Question, Term
from .reading import Scored
from .wordlists import several

_PREPOSITIONS = several("af til med om på for i ved fra over mellem mod under")
_TELLING = frozenset({"NOUN", "ADJ", "PART"})
_ENDS = frozenset({"REL", "SCONJ", "VERB", "AUX", "MODAL", "INFM", "PRON"})
_SAME, _LEAST = 0.85, 0.6
_LOOKED_AT = 25


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The sentence with the asked word and its preposition, and the members of the list behind them."""
    at = hanging(question.tokens) if question.kind is Kind.WHAT else -1
    if at < 0:
        return None
    noun, preposition = question.tokens[at - 1], question.tokens[at].low
    beside = question.tokens[at - 2] if question.tokens[at - 2].pos == "ADJ" else None
    others = [t for t in question.content if _counts(t, noun)]
    if not others and beside is None:
        return None
    want = pointed_lists.asked(question)
    best: tuple[float, Scored, list[Span]] | None = None
    for scored in ranked[:_LOOKED_AT]:
        share = held.share(question, scored, lambda term: _counts(term, noun))
        if share < _LEAST or (best is not None and share <= best[0]):
            continue
        spans = _behind(scored, noun, beside, preposition, want)
        if len(spans) > 1 and (not want or len(spans) == want):
            best = (share, scored, spans)
    return (best[1], best[2]) if best is not None else None


def hanging(tokens: Sequence[Token]) -> int:
    """Where the preposition stands that nothing follows, right behind a word that tells what it goes with; or -1."""
    return next((i for i in range(2, len(tokens)) if _free(tokens, i) and tokens[i - 1].pos in _TELLING), -1)


def leaves(tokens: Sequence[Token], preposition: str) -> bool:
    """Does a question leave this preposition hanging, whatever word stands before it?"""
    return any(t.low == preposition and _free(tokens, i) for i, t in enumerate(tokens) if i > 1)


def _free(tokens: Sequence[Token], i: int) -> bool:
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].low in _PREPOSITIONS and (after is None or after.pos in ("PREP", "PUNCT", "SCONJ"))


def _counts(term: Term, noun: Token) -> bool:
    return term.word.casefold() != noun.low and not term.focus


def _behind(scored: Scored, noun: Token, beside: Token | None, preposition: str, want: int) -> list[Span]:
    sentence, tokens = scored.sentence, scored.sentence.tokens
    for i in range(1, len(tokens) - 2):
        if tokens[i].low != preposition or not _is(tokens[i - 1], noun):
            continue
        if beside is not None and not (i > 1 and _is(tokens[i - 2], beside)):
            continue
        stop = next((n for n in range(i + 1, len(tokens)) if tokens[n].pos in _ENDS or tokens[n].text in ".;:"), -1)
        end = tokens[stop if stop > 0 else len(tokens) - 1].start - sentence.start
        text, start = sentence.text[:end].rstrip(" ,"), tokens[i + 1].start - sentence.start
        return list(coordinations.members(text, start, len(text), want)) if start < len(text) else []
    return []


def _is(token: Token, other: Token) -> bool:
    return token.low == other.low or words.alike(other.low, token.low) >= _SAME
