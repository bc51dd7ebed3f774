"""The coordinations of a sentence by its grammar alone: where each begins after what governs it, and its members.

"Planen skal sikre *ro, orden og gode vaner*, mens …" begins after the verb and ends before the next clause; "om både
*x, y og z*" begins after "både"; of "tilskud til *x, y og z*" only the last noun of the first part is a member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from indexer.grammar import Token

from . import chunks, lists, pointed_members
from .pointed_members import Span
from .views import Sentence

_CLAUSAL = frozenset({"AUX", "MODAL", "REL", "SCONJ", "INFM", "PRON", "NEG"})
_ARTICLES = frozenset({"en", "et", "den", "det", "de"})
_STOPS = frozenset(".:;?!–()|")
_BOTH = re.compile(r"^.*?\bbåde\s+", re.I)
_LEADS = re.compile(
    r"^(?:.*?\b(?:hhv\.?|henholdsvis|bl\.\s?a\.|blandt andet|blandt andre|f\.? ?eks\.|fx|for eksempel|eksempelvis"
    r"|nemlig|herunder|såsom|især|navnlig|dels)\s+)",
    re.I,
)
_PREP = re.compile(r"(?:^|\s)(?:af|til|med|om|på|for|i|ved|fra|over|mellem|mod|under|hos|blandt|inden for)\s+", re.I)
_AND_PREP = re.compile(
    r"\s+(?:og|samt|eller)\s+(?:(?:både|også|især|dermed)\s+)?(?P<prep>af|til|med|om|på|for|i|ved|fra|mod|under|hos)\s+",
    re.I,
)
_MORE = re.compile(
    r"(?:,|\s+og|\s+samt|\s+eller|)\s+(?:(?:en (?:lang )?række|meget|mange|flere|lidt|nogle)\s+)?"
    r"(?:andet|andre|andre\s[^,.]*|mere|flere|mv|m\.v|m\.m|mm|osv|o\.l|o\.lign|lignende)\.?$",
    re.I,
)
_RECEIVER = re.compile(  # "gav *byen* en ny park"
    r"^(?:(?:de|den|det)\s+[^\W\d_]+|[^\W\d_]+(?:en|et|erne|ne))\s+"
    r"(?=(?:en|et|to|tre|fire|fem|seks|flere|mange|nye?|bedre|større|færre|mere)\s)",
    re.I,
)
_COUNTED = re.compile(r"(?:\d|(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti)\s)", re.I)
_JOINS = re.compile(r",\s|\s(?:og|samt|eller)\s")


class Listed(NamedTuple):
    """The members of a coordination, in characters of their sentence; `first` and `last` are the tokens that it goes
    from and to (exclusive) with what leads it in; `open_ended` tells that it ends with "and others"."""

    spans: tuple[Span, ...]
    first: int
    last: int
    open_ended: bool


def of(sentence: Sentence, want: int = 0) -> Iterator[Listed]:
    """The coordinations of a sentence; `want` is how many members are asked for, 0 where nobody knows.

    Each has two members or more.
    """
    for whole, last in _segments(sentence.tokens):
        first = _governed(sentence.tokens, whole, last)
        start, end = sentence.tokens[first].start - sentence.start, sentence.tokens[last - 1].end - sentence.start
        text = sentence.text
        if text[end : end + 1] == "." and _MORE.search(text[start : end + 1]):
            end += 1
        spans, open_ended = _cut(text, start, end, want)
        if len(spans) > 1 and not _half_phrases(sentence, spans):
            spans[-1] = (spans[-1][0], _with_infinitive(sentence, spans[-1][1], last))
            yield Listed(tuple(spans), first, last, open_ended)


def members(text: str, start: int, end: int, want: int = 0) -> list[Span]:
    """The members of the coordination that fills a stretch of a text, without what leads it in.

    >>> text = "tilskud til cykler, busser og lette tog og på sigt til broer"
    >>> [text[a:b] for a, b in members(text, 0, len(text))]
    ['cykler', 'busser', 'lette tog']
    >>> text = "dannelsen af et råd, oprettelse af to puljer og en lang række andre tiltag"
    >>> [text[a:b] for a, b in members(text, 0, len(text))]
    ['dannelsen af et råd', 'oprettelse af to puljer']
    """
    return _cut(text, start, end, want)[0]


def _cut(text: str, start: int, end: int, want: int) -> tuple[list[Span], bool]:
    led = _BOTH.match(text[start:end]) or _LEADS.match(text[start:end])
    if led is not None and ("både" in led.group().casefold() or not _JOINS.search(led.group())):
        start += led.end()
    more = _MORE.search(text[start:end])
    end = start + more.start() if more is not None else end
    first = re.match(_PREP, text[start:end])
    own = first.group().strip().casefold() if first is not None else ""
    start += first.end() if first is not None else 0
    for again in _AND_PREP.finditer(text, start, end):
        if again["prep"].casefold() != own and _JOINS.search(text[start : again.start()]):
            end = again.start()  # "*til x, y og z* og på w": another thing begins
            break
    spans = _pieces(text, start, end, want, joined=more is not None)
    if len(spans) > 2 and _announces(text, spans):
        spans = spans[1:]  # "*tre byer*, A, B og C"
    if len(spans) < 2:
        return [], False
    a, b = spans[0]
    preps = list(_PREP.finditer(text, a, b))
    if preps and preps[-1].end() < b and not any(_PREP.search(text[x:y]) for x, y in spans[1:]):
        spans[0] = (preps[-1].end(), b)
    receiver = _RECEIVER.match(text[spans[0][0] : spans[0][1]])
    spans[0] = (spans[0][0] + (receiver.end() if receiver is not None else 0), spans[0][1])
    return [_without_prep(text, s, own) for s in spans], more is not None


def _announces(text: str, spans: Sequence[Span]) -> bool:
    """Does the first part only count the others?"""
    counts = lists.announced(text[slice(*spans[0])]) == len(spans) - 1 and len(text[slice(*spans[0])].split()) <= 3
    return counts and not any(_COUNTED.match(text[a:b]) for a, b in spans[1:])


def _pieces(text: str, start: int, end: int, want: int, *, joined: bool) -> list[Span]:
    """The parts; where "and others" ended them, the comma before the last member is as good as an "og"."""
    found = pointed_members.cut(text[:end], start, end, want=want)
    if joined and not found and text.count(", ", start, end) == 1:
        comma = text.index(", ", start, end)
        found = [(start, comma), (comma + 2, end)]
    if not joined and found and not re.search(r"\b(?:og|samt|eller)\b", text[start:end]):
        return []
    return found if all(start <= a and b <= end for a, b in found) else []


def _without_prep(text: str, span: Span, own: str) -> Span:
    """ "ved x, *ved* y og z" without the preposition that is said again."""
    again = re.match(rf"{own}\s+", text[span[0] : span[1]], re.I) if own else None
    return (span[0] + again.end(), span[1]) if again is not None else span


def _segments(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches between verbs, clauses and stops that hold a comma or an "og"."""
    first = 0
    for i in range(len(tokens) + 1):
        if i < len(tokens) and not ends(tokens, i):
            continue
        a, b = first, i
        while b > a and (tokens[b - 1].text == "," or tokens[b - 1].low in chunks.LINKS):
            b -= 1
        while a < b and (tokens[a].text == "," or tokens[a].low in chunks.LINKS):
            a += 1
        if any(t.text == "," or t.low in chunks.LINKS for t in tokens[a:b]):
            yield a, b
        first = i + 1


def _governed(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the first member begins after a preposition that no noun governs: "travlt med *x*, y og z"."""
    for i in range(first + 1, last):
        if tokens[i].text == "," or tokens[i].low in chunks.LINKS:
            break
        if tokens[i].pos == "PREP" and tokens[i - 1].pos in ("ADJ", "ADV", "PART", "VERB"):
            return i + 1
    return first


def _closes_after(tokens: Sequence[Token], i: int) -> bool:
    return i >= len(tokens) or tokens[i].pos == "PUNCT" or tokens[i].low in chunks.LINKS


def ends(tokens: Sequence[Token], i: int) -> bool:
    """Does a token end a coordination of noun phrases: a verb of its own, the opening of a clause, a stop?"""
    token = tokens[i]
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if token.low == "som" and after is not None and after.pos == "NOUN" and _closes_after(tokens, i + 2):
        return False  # "naturen som værn": no clause
    if token.text in _STOPS or token.pos in _CLAUSAL:
        return True
    if token.pos == "VERB":
        listed = before is not None and (before.low in chunks.LINKS or before.text == "," or before.pos == "DET")
        noun_next = after is not None and after.pos in ("NOUN", "ADJ", "PROPN", "PART")
        if listed and after is not None and after.pos == "PROPN":
            return False  # "formand Ida Holm, *kasserer* Ole Krag"
        return not (listed and noun_next and token.low.endswith(("ede", "te", "ende")))
    if token.pos == "NOUN" and after is not None and after.low in _ARTICLES and token.text[0].islower():
        return chunks.possible_verb(token.low) is not None  # "der *yder* en god service"
    return (
        token.pos == "PART"
        and after is not None
        and after.pos in ("PREP", "PUNCT", "ADV", "DET")
        and _closes(tokens, i)
    )


def _half_phrases(sentence: Sentence, spans: Sequence[Span]) -> bool:
    """ "de *sociale* og *sundhedsmæssige områder*": several adjectives of one noun are not several things."""
    nouns = []
    for a, b in (spans[0], spans[-1]):
        inside = [t for t in sentence.tokens if a <= t.start - sentence.start < b]
        nouns.append(any(t.pos in ("NOUN", "PROPN", "NUM") or t.text[:1].isupper() for t in inside))
    return nouns == [False, True]


def _with_infinitive(sentence: Sentence, end: int, last: int) -> int:
    """Where a last member ends that goes on in an infinitive: "lyst til *at læse*"."""
    tokens = sentence.tokens
    dangling = tokens[last - 1].pos == "PREP" and end == tokens[last - 1].end - sentence.start
    if not dangling or last >= len(tokens) or tokens[last].pos != "INFM":
        return end
    stop = last + 1
    while stop < len(tokens) and not (tokens[stop].text in _STOPS or tokens[stop].text == "," or tokens[stop].finite):
        if tokens[stop].pos in ("REL", "SCONJ"):
            break
        stop += 1
    return tokens[stop - 1].end - sentence.start


def _closes(tokens: Sequence[Token], i: int) -> bool:
    """Is a participle the rest of a verb ("har *ført* til", "blev *drøftet*") and not an adjective?"""
    return any(t.pos == "AUX" for t in tokens[max(0, i - 12) : i])
