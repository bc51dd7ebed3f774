"""Events by head noun (meetings, conferences, negotiations, elections), with what tells which one is meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..grammar import strip_genitive
from ..types import Mention, Span, Zone
from .reading import Sentence

# Endings of nouns for something that happens at a time and place.
HEADS = (
    "møde|topmøde|dialogmøde|konference|seminar|topmøde|folkemøde|messe|høring|forhandling|folketingsvalg|kommunalvalg|"
    "årsdag|festival|workshop|webinar|hackathon|temadag|borgermøde|årsmøde|landsmøde|kickoff|indvielse"
)
_EVENT = re.compile(rf"^(?P<topic>.*?)(?P<head>{HEADS})(?P<end>t|et|n|en|r|er|rne|erne|ne|s|ts|ets|ns|ens)?$")


@functools.lru_cache(maxsize=16384)
def is_event(low: str) -> bool:
    """True for a noun that names something that is held: "topmødet", "konferencen"."""
    return _EVENT.match(low) is not None


_NUMBERED = re.compile(r"\b(?:[Mm]øde|[a-zæøå]+møde|[A-ZÆØÅ][a-zæøå]+møde)\s+(?:nr\.?|nummer)\s*\d{1,3}\b")
_CALLED = re.compile(
    rf"\b[A-ZÆØÅa-zæøå]*(?i:{HEADS}|tal|samling|træf|lejr|dag)(?:en|et|n|t)\s+[»”“\"„](?P<name>[^»«”“\"\n]{{3,80}})[«”“\"]"
)


def called(sentence: Sentence) -> Iterator[Mention]:
    """The title of an event: "Konferencen »Bag skærmen«"."""
    for match in _CALLED.finditer(sentence.text, sentence.span.start, sentence.span.end):
        yield Mention(Span(*match.span("name")), "Event", match["name"], confidence=0.8)


_INDEFINITE = ("en", "et", "flere", "nogle", "mange", "alle")


def find(sentence: Sentence, named: Sequence[Mention] = ()) -> Iterator[Mention]:
    """The events a sentence names: definite, compound or described ones; not "møder" at large.

    `named` are the sentence's other mentions: "sit første møde" is the first meeting of the body that held it.
    """
    if (meeting := _own(sentence)) is not None:
        yield meeting
        return
    tokens = sentence.tokens
    for numbered in _NUMBERED.finditer(sentence.text, sentence.span.start, sentence.span.end):
        yield Mention(Span(*numbered.span()), "Event", numbered.group(), confidence=0.8)
    for index, token in enumerate(tokens):
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        match = _EVENT.match(token.low)
        if not match or (
            not match["topic"]
            and len(match["head"]) < 8
            and not _described(tokens, index)
            and not (match["head"] == "topmøde" and _PLACED.match(sentence.text, token.end, sentence.span.end))
        ):
            continue
        if match["end"] in ("r", "er") and not (
            index and (tokens[index - 1].pos == "NUM" or tokens[index - 1].low in ("to", "tre", "fire", "fem", "de"))
        ):
            continue  # "møder" at large
        if match["head"] in ("forhandling",) and not match["topic"]:
            continue
        if sentence.text[token.end : token.end + 2].strip()[:1] in tuple('»”“"„'):
            continue  # "Konferencen »X«": its title stands for it
        first = index
        while (
            first
            and (tokens[first - 1].pos in ("ADJ", "NUM") or tokens[first - 1].low in ("den", "det", "de"))
            and index - first < 4
        ):
            first -= 1
        if index and tokens[index - 1].pos == "PROPN" and first == index:
            first = index - 1
        span = Span(tokens[first].start, token.end)
        name = _whose(sentence, span, named)
        if sentence.zone is Zone.TITLE and name == span.of(sentence.text):
            name += _about(sentence, span.end)
        if not _ANY_FIRST.fullmatch(name):
            yield Mention(span, "Event", name, confidence=0.7)


_PLACED = re.compile(r"\s+(?:i|på|ved)\s+[A-ZÆØÅ]|\s+den\s+\d")
# "Første møde holdes i januar": whose, nobody says
_ANY_FIRST = re.compile(r"(?:det\s+|sit\s+)?(?:første|andet|tredje|næste|sidste|seneste)\s+møde", re.IGNORECASE)


_MEETING = re.compile(
    r"\s*(?:Referat\s+(?:af|fra)\s+)?(?P<name>(?:(?:[Oo]rdinært|[Ee]kstraordinært|[Kk]onstituerende|[Ff]ælles)\s+)?[A-ZÆØÅa-zæøå]*møde)\b"
    r"(?P<whose>\s+i\s+[A-ZÆØÅ][^\d,\n]{3,60}?)?(?=[\s,]+(?:nr\.?\s*\d+|(?:man|tirs|ons|tors|fre|lør|søn)dag|den\s+\d|d\.\s*\d|\d{1,2}\.))",
)
_COMMITTEE = re.compile(
    r"[^\n:.]{0,60}(?:udvalget|rådet|bestyrelsen|nævnet|kommissionen|styregruppen|udvalg|råd|bestyrelse)"
)


def _own(sentence: Sentence) -> Mention | None:
    """The meeting that minutes are of, in their title: "Ordinært møde tirsdag den 14. april", with whose it was."""
    match = _MEETING.match(sentence.words) if sentence.zone is Zone.TITLE else None
    if match is None:
        return None
    start = sentence.span.start + match.start("name")
    end = sentence.span.start + match.end("whose" if match["whose"] else "name")
    words = sentence.text[start:end]
    if not match["whose"]:
        above = [line.strip() for line in sentence.text[: sentence.span.start].split("\n")]
        body = next((line for line in reversed(above[-8:]) if _COMMITTEE.fullmatch(line)), None)
        words = f"{words} i {body}" if body and not body.isupper() else words
    return Mention(Span(start, end), "Event", words, confidence=0.8)


_ABOUT = re.compile(r"\s(?:om|for)\s[^.,:;–—!?»”\"\n]{3,60}$")


def _about(sentence: Sentence, end: int) -> str:
    """What a title says that its meeting is about: "Pressemøde i går om havnen" → " om havnen"; "" where nothing."""
    found = _ABOUT.search(sentence.text[end : sentence.span.end].rstrip())
    return found.group() if found and not any(t.finite for t in sentence.tokens if t.start >= end) else ""


_ITS_OWN = re.compile(r"\b(?:sit|dets|dens|deres)\s+$", re.IGNORECASE)


def _whose(sentence: Sentence, span: Span, named: Sequence[Mention]) -> str:
    """An event's words, with the body in front that "sit" points at: "Kystrådets første møde"."""
    words = span.of(sentence.text)
    if not _ITS_OWN.search(sentence.text[max(sentence.span.start, span.start - 8) : span.start]):
        return words
    bodies = [m for m in named if m.type == "Organisation" and m.span.end < span.start]
    if len({m.text for m in bodies}) != 1:
        return words
    body = strip_genitive(bodies[0].text)
    return f"{body[:1].upper()}{body[1:]}{'’' if body[-1] in 'sxz' else 's'} {words}"


def _described(tokens: tuple, index: int) -> bool:  # type: ignore[type-arg]
    if (
        tokens[index - 1 : index]
        and tokens[index - 1].low in ("næste", "seneste", "første", "andet", "årlige")
        and any(t.verb and t.verb.lemma in ("holde", "afholde", "finde") for t in tokens)
    ):
        return True
    return index > 0 and (tokens[index - 1].pos == "PROPN" or (tokens[index].text[0].isupper() and index > 0))
