"""Places by preposition and capital: "i Vejle og København", where something is held or happens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..types import Mention, Span, Zone
from .actors_cues import NOT_ACTORS
from .events import is_event
from .reading import Sentence

_HAPPENS = frozenset(
    ["afholde", "holde", "finde", "mødes", "møde", "samle", "lancere", "præsentere", "indvie", "åbne", "sted"]
)


def happens(sentence: Sentence, span: Span) -> bool:
    """True for a place after "i" or "på" in a sentence where something is held or happens."""
    before = sentence.text[max(sentence.span.start, span.start - 14) : span.start].split()
    return (
        bool(before)
        and before[-1].casefold() in ("i", "på", "ved", "og", "hhv.")
        and any(is_event(t.low) or (t.verb and t.verb.lemma in _HAPPENS) for t in sentence.tokens)
    )


_STED = re.compile(r"\s*(?:[Ss]ted|[Mm]ødested)\s*:\s*(?P<name>[A-ZÆØÅ][^,;.\n(]{2,50})")
_ROOM = re.compile(
    r"\s*(?P<name>(?:Mødelokale|Lokale|Mødesal|Byrådssal|Mødesalen|Byrådssalen|Rådssalen)\b[^,;\n]{0,40})"
)
_HALL = re.compile(
    r"\b(?:i|på|ved)\s+(?P<name>[A-ZÆØÅ][\wæøå-]*(?:huset|salen|hallen|centret|centeret|kroen|slottet|gården|museet|biblioteket|Rådhus|rådhuset|kirken|parken)"
    r"(?:\s[A-ZÆØÅ][\wæøå-]*)?|(?:Pakhus|Hal|Sal|Lokale|Hotel|Comwell|Scandic)\s[A-ZÆØÅ\d][\wæøå-]*|[A-ZÆØÅ][\wæøå-]*\s(?:Rådhus|Strand|Havn|Slot|Torv|Plads|Bibliotek|Station|Kro|Mark|Hal|Park))\b"
)


def venues(sentence: Sentence) -> Iterator[Mention]:
    """Where something is held, told by its form: "Sted: Bro Rådhus", "i Kulturhuset Valsen", "i Pakhus 9"."""
    if (label := _STED.match(sentence.words)) is not None:
        start = sentence.span.start + label.start("name")
        yield Mention(Span(start, start + len(label["name"].rstrip())), "Place", label["name"].rstrip(), confidence=0.8)
    room = _ROOM.match(sentence.words)
    if room is not None and sentence.span.start < 1500 and len(sentence.tokens) <= 8:
        start, name = sentence.span.start + room.start("name"), room["name"].rstrip()
        yield Mention(Span(start, start + len(name)), "Place", name, confidence=0.8)
    if any(is_event(t.low) or (t.verb and t.verb.lemma in _HAPPENS) for t in sentence.tokens):
        for match in _HALL.finditer(sentence.text, sentence.span.start, sentence.span.end):
            yield Mention(Span(*match.span("name")), "Place", match["name"], confidence=0.7)


_TOWNS = re.compile(
    r"\b(?:byer|byerne|kommuner|landsbyer|øer|steder|havne|bydele|områder),\s+(?P<names>[A-ZÆØÅ][\wæøå-]*(?:\s[A-ZÆØÅ][\wæøå-]*){0,2}(?:(?:,|\sog|\ssamt)\s[A-ZÆØÅ][\wæøå-]*(?:\s[A-ZÆØÅ][\wæøå-]*){0,2})+)"
)
_IN = re.compile(r"\s(?:i|på)\s(?P<name>[A-ZÆØÅ][a-zæøå]{2,}(?:\s(?:Å|[A-ZÆØÅ][a-zæøå]{2,}))?)(?=[\s,.;:)]|$)")


def beside(sentence: Sentence, found: Sequence[Mention]) -> Iterator[Mention]:
    """The towns of "i tre byer, A, B og C", and where a body or an initiative is: "Videncentret for X i Y"."""
    for match in _TOWNS.finditer(sentence.text, sentence.span.start, sentence.span.end):
        for name in re.finditer(r"[A-ZÆØÅ][\wæøå-]*(?:\s[A-ZÆØÅ][\wæøå-]*)*", match["names"]):
            start = match.start("names") + name.start()
            yield Mention(Span(start, start + len(name.group())), "Place", name.group(), confidence=0.7)
    for mention in found:
        if mention.type in ("Organisation", "Event") and " " in mention.text:
            where = _IN.match(sentence.text, mention.span.end, sentence.span.end)
            if where and where["name"].upper() not in NOT_ACTORS:
                yield Mention(Span(*where.span("name")), "Place", where["name"], confidence=0.6)


def find(sentence: Sentence, taken: Sequence[Span]) -> Iterator[Mention]:
    """Capitalised single words after "i" in a sentence where something happens; coordinated ones with them."""
    tokens = sentence.tokens
    if sentence.zone is Zone.HEADING or not any(
        is_event(t.low) or (t.verb and t.verb.lemma in _HAPPENS) for t in tokens
    ):
        return
    index = 0
    while index < len(tokens):
        if tokens[index].low in ("i", "ved", "hhv") and index + 1 < len(tokens):
            position = index + 1
            while position < len(tokens) and tokens[position].low in ("hhv", "hhv.", "."):
                position += 1
            while position < len(tokens):
                token = tokens[position]
                if token.pos != "PROPN" or token.text.upper() in NOT_ACTORS or token.text.isupper():
                    break
                if any(span.start <= token.start < span.end for span in taken):
                    break
                yield Mention(Span(token.start, token.end), "Place", token.text, confidence=0.6)
                position += 1
                if position < len(tokens) and tokens[position].low in (",", "og"):
                    position += 1
                else:
                    break
            index = position
        index += 1
