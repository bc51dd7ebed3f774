"""What something is or shall be like: the adjectives that a sentence coordinates before its noun or after "være".

"Hvordan skal badene være?" is answered by "*rene, varme* og *gratis* bade" and by "badene skal være *rene, varme* og
*gratis*": each adjective is one answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.grammar import Token

from . import chunks, held, pointed_lists, words
from .pointed_members import Span
from .question import Kind, Question, Term
from .reading import Scored
from .wordlists import several

_SHALL_BE = re.compile(
    r"^(?:og\s+|men\s+)?hvor(?:dan|ledes)\s+(?P<verb>skal|skulle|bør|burde|må|kan|kunne|vil|er|var|bliver|blev|beskrives"
    r"|omtales|karakteriseres)\s+(?P<thing>[^?]+)",
    re.I,
)
_DESCRIBES = re.compile(
    r"\b(?:kendetegne\w*|karakteriser\w*|beskriv\w*|præge\w*|forbinde\w*\s+med)\s+(?P<thing>[^?]+)|"
    r"\b(?:egenskaber(?:ne)?|kendetegn(?:ene)?|træk(?:kene)?|adjektiver(?:ne)?|tillægsord(?:ene)?|kvaliteter(?:ne)?)\s+"
    r"(?P<sort>[^?]+)",
    re.I,
)
_NAMED = several("egenskab kendetegn træk adjektiv tillægsord kvalitet ord")
_BE = several("være er var blive bliver blev været blevet virke fremstå forblive opleve opleves gøre gøres")
_BE_ASKED = frozenset({"skal", "skulle", "bør", "burde", "må", "kan", "kunne", "vil"})
_STATE = re.compile(r"\b(?:være|blive|virke|fremstå|opleves|beskrives|indrettes|fungere)\b", re.I)
_QUALIFIES = frozenset({"ADJ", "PART", "ADV", "VERB"})
_SAME = 0.85  # how alike the noun asked about and the one that is described are
_LEAST = 0.55  # how much of what else is asked the sentence holds
_LOOKED_AT = 60  # sentences


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The sentence that holds most of the question among those that say what its thing is like, and its adjectives."""
    noun = thing(question)
    if not noun:
        return None
    want = pointed_lists.asked(question)
    best: tuple[float, Scored, list[Span]] | None = None
    for scored in ranked[:_LOOKED_AT]:
        if scored.sentence.zone.is_furniture:
            continue
        share = held.share(question, scored, lambda term: _counts(term, noun))
        if share < _LEAST or (best is not None and share <= best[0]):
            continue
        for spans in _adjectives(scored, noun, want):
            best = (share, scored, spans)
            break
    return (best[1], best[2]) if best is not None else None


def thing(question: Question) -> str:
    """The noun whose properties are asked for; "" where none are.

    >>> from api.question import parse
    >>> thing(parse("Hvordan skal den nye service være?")), thing(parse("Hvordan skal planen føres ud i livet?"))
    ('service', '')
    """
    core = question.core
    shall = _SHALL_BE.match(core)
    if shall is not None:
        if shall["verb"].casefold() in _BE_ASKED and not _STATE.search(shall["thing"]):
            return ""
        start = shall.start("thing")
    else:
        named = _DESCRIBES.search(core)
        if named is None or question.kind not in (Kind.WHAT, Kind.WHO, Kind.HOW):
            return ""
        start = named.start("thing") if named["thing"] else named.start("sort")
        if named["thing"] and not (question.focus in _NAMED or core.casefold().startswith("hvad ")):
            return ""
    for token in question.tokens:
        if token.start < start:
            continue
        if token.pos == "NOUN" and token.low not in _NAMED:
            return words.lemma(token.low)
        if token.pos in ("REL", "SCONJ") or (token.finite and (shall is not None or token.pos != "MODAL")):
            return ""
    return ""


def _counts(term: Term, noun: str) -> bool:
    told = words.lemma(term.word)
    return (
        not term.focus
        and term.role != "number"
        and told not in _BE
        and told not in _NAMED
        and words.alike(noun, told) < _SAME
    )


def _adjectives(scored: Scored, noun: str, want: int) -> Iterator[list[Span]]:
    tokens = scored.sentence.tokens
    for i, token in enumerate(tokens):
        if token.pos in ("NOUN", "PROPN") and words.alike(noun, words.lemma(token.low)) >= _SAME:
            for first, last in (_before(tokens, i), _after(tokens, i)):
                spans = _parts(scored, first, last, want)
                if len(spans) > 1:
                    yield spans


def _before(tokens: Sequence[Token], head: int) -> tuple[int, int]:
    """The words between a noun and what its phrase begins with: "en *nær, varm og billig* service"."""
    first = head
    while first and tokens[first - 1].pos not in ("DET", "PREP", "NUM", "PRON", "INFM", "REL", "SCONJ", "AUX", "MODAL"):
        before = tokens[first - 1]
        if before.text in ".:;?!–()|" or (before.finite and not _listed(tokens, first - 1)):
            break
        first -= 1
    return first, head


def _after(tokens: Sequence[Token], head: int) -> tuple[int, int]:
    """The words after "være" or "er" whose subject is a noun: "badene skal være *rene, varme og gratis*"."""
    at = next((j for j in range(head + 1, len(tokens)) if tokens[j].pos in ("AUX", "MODAL") or tokens[j].finite), None)
    if at is None or any(t.pos == "NOUN" and t.low.endswith("s") for t in tokens[head : head + 1]):
        return head, head
    while at + 1 < len(tokens) and (tokens[at].pos == "MODAL" or tokens[at + 1].low in _BE or _skipped(tokens[at + 1])):
        at += 1
        if tokens[at].low in ("være", "blive", "været", "blevet"):
            break
    if tokens[at].low not in _BE and not _skipped(tokens[at]):
        return head, head
    first = last = at + 1
    while last < len(tokens) and (_joins(tokens[last]) or tokens[last].pos in _QUALIFIES or _lone(tokens, last)):
        last += 1
    return first, last


def _skipped(token: Token) -> bool:
    return token.pos == "ADV" or token.low in ("både", "også", "altid", "fortsat")


def _joins(token: Token) -> bool:
    return token.text == "," or token.low in chunks.LINKS or token.low in ("både", "men")


def _lone(tokens: Sequence[Token], i: int) -> bool:
    """Is a word that the grammar takes for a noun alone between commas or "og", as an adjective stands?"""
    before, after = tokens[i - 1], tokens[i + 1] if i + 1 < len(tokens) else None
    apart = _joins(before) or before.low in _BE or before.pos == "ADV"
    ended = after is None or _joins(after) or after.pos in ("PREP", "PUNCT")
    return tokens[i].pos == "NOUN" and tokens[i].text.islower() and apart and ended


def _listed(tokens: Sequence[Token], i: int) -> bool:
    """Is a participle that looks like a verb one of several adjectives: "brede, *oplyste* og trygge stier"?"""
    return tokens[i].low.endswith(("ede", "te", "ende")) and i > 0 and _joins(tokens[i - 1])


def _parts(scored: Scored, first: int, last: int, want: int) -> list[Span]:
    """The adjectives between two tokens, each with its adverb; by commas alone where that gives as many as asked."""
    tokens, at = scored.sentence.tokens, scored.sentence.start
    pieces: list[list[Token]] = [[]]
    commas: list[list[Token]] = [[]]
    for n in range(first, last):
        if _joins(tokens[n]):
            pieces.append([])
            if tokens[n].text == "," or not commas[-1] or not any(t.text == "," for t in tokens[n + 1 : last]):
                commas.append([])
            else:
                commas[-1].append(tokens[n])
            continue
        pieces[-1].append(tokens[n])
        commas[-1].append(tokens[n])
    pieces, commas = [p for p in pieces if p], [c for c in commas if c]
    if len(pieces) < 2 or not all(_adjective(p) for p in pieces) or not any(_sure(p) for p in pieces):
        return []
    chosen = commas if want == len(commas) != len(pieces) else pieces
    return [(p[0].start - at, p[-1].end - at) for p in chosen]


def _adjective(piece: Sequence[Token]) -> bool:
    """One word that may be an adjective, with at most two adverbs before it."""
    *before, last = piece
    led = len(before) <= 2 and all(t.pos in ("ADV", "ADJ", "PART") or t.low in ("mere", "mest", "så") for t in before)
    noun = last.pos == "NOUN" and not before and words.known(words.lemma(last.low) + "erne")
    return led and last.text[:1].islower() and not noun and last.pos in (*_QUALIFIES, "NOUN")


def _sure(piece: Sequence[Token]) -> bool:
    return piece[-1].pos in ("ADJ", "PART")
