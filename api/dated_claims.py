"""When something is so: a date that a question puts forward against the one that a sentence gives for the same.

"Løber planen til 2025?" is answered by where the text says that it ends, "blev huset solgt i maj?" by the date of that
sale; a date that only tells which thing is meant ("aftalen fra 2016") is no claim.
"""

from __future__ import annotations

import dataclasses
import datetime
import enum
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.dates import day_of, parse_date
from indexer.grammar import Token

from . import words
from .chunks import VERBAL, base
from .wordlists import several

if TYPE_CHECKING:
    from .candidates import Scene
    from .question import Question

_ENDING = several("udløbe slutte ophøre ende stoppe lukke bortfalde afslutte afvikle udgå")
_STARTING = several("begynde starte åbne indlede træde påbegynde igangsætte")
_LASTING = several("gælde løbe vare række køre strække foregå fortsætte virke være have bestå ligge")
_END = re.compile(r"\b(?:til|indtil|til og med)\s+(?:den\s+|ved\s+|og\s+med\s+)?$", re.I)
_START = re.compile(r"\b(?:fra|siden|fra og med)\s+(?:den\s+|og\s+med\s+)?$", re.I)
_BEFORE = re.compile(r"\b(?P<word>før|inden|senest)\s+(?:den\s+|i\s+|med\s+)?$", re.I)
_AFTER = re.compile(r"\b(?P<word>efter|tidligst)\s+(?:den\s+|i\s+)?$", re.I)
_MODIFIES = re.compile(r"\b(?:fra|for|om|af)\s+(?:den\s+)?$", re.I)
_MOST_AFTER = 2  # words that may follow a date that is put forward: "i 2018 *afsluttet*"


class Tense(enum.Enum):
    """Which part of a thing's time a date tells."""

    AT = "at"
    END = "end"
    START = "start"
    BEFORE = "before"
    AFTER = "after"


@dataclasses.dataclass(frozen=True, slots=True)
class Claim:
    """A date with what it tells of which verb; `days` is its first and last day."""

    days: tuple[datetime.date, datetime.date]
    tense: Tense
    verb: str
    said: str


def judged(scene: Scene) -> tuple[bool, str] | None:
    """Whether the date of a sentence bears out the one a question puts forward, and its words; None where none does."""
    view, sentence = scene.scored.view, scene.scored.sentence
    asked = list(_asked(scene.question, view.day))
    if len(asked) != 1:
        return None
    own = asked[0]
    told = [c for c in _claims(sentence.text, sentence.tokens, sentence.start, view.day) if _of_same(scene, own, c)]
    held = [(h, c) for c in told if (h := _held(own, c)) is not None]
    if not held:
        return None
    holds = next((c.said for h, c in held if h), None)
    return (True, f"»{holds}«") if holds is not None else (False, f"»{held[0][1].said}«")


def _asked(question: Question, day: datetime.date | None) -> Iterator[Claim]:
    """The dates that a question puts forward: those that say when, not which thing."""
    scoped = {term.at for term in question.scope}
    for claim, first, end in _placed(question.core, question.tokens, 0, day):
        after = [t for t in question.tokens[end:] if t.pos != "PUNCT"]
        before = question.tokens[first - 2] if first > 1 else None
        named = before is not None and before.pos in ("NOUN", "PROPN")
        which = named and _MODIFIES.search(question.core[: question.tokens[first].start]) is not None
        bare = first > 0 and question.tokens[first - 1].pos in ("NOUN", "PROPN")  # "strategien 2016-2020"
        lasting = claim.verb in _LASTING and not after
        if (which and not lasting) or bare or scoped.intersection(range(first, end)):
            continue
        if len(after) <= _MOST_AFTER and not any(t.pos in ("NOUN", "PROPN") for t in after):
            yield claim


def _claims(text: str, tokens: Sequence[Token], start: int, day: datetime.date | None) -> list[Claim]:
    return [claim for claim, _, _ in _placed(text, tokens, start, day)]


def _placed(
    text: str, tokens: Sequence[Token], start: int, day: datetime.date | None
) -> Iterator[tuple[Claim, int, int]]:
    """The dates of a text, each with the tokens it takes up."""
    for found in parse_date(text, day):
        days = day_of(found.value)
        inside = [i for i, t in enumerate(tokens) if start + found.start < t.end and t.start < start + found.end]
        if days is None or not inside or tokens[inside[0]].start < start + found.start:
            continue  # "2011-strategien" is a name
        verb, said = _governor(tokens, inside[0], inside[-1] + 1), text[found.start : found.end]
        span = found.value.split("/")
        ends = [day_of(end) for end in span] if len(span) > 1 and verb in _LASTING else []
        if ends and ends[0] and ends[1]:  # "gælder fra 2020 til 2024": a beginning and an end
            yield Claim(ends[0], Tense.START, verb, said), inside[0], inside[-1] + 1
            yield Claim(ends[1], Tense.END, verb, said), inside[0], inside[-1] + 1
            continue
        tense = _tense(text[: found.start], text[found.start :], verb)
        yield Claim(days, tense, verb, said), inside[0], inside[-1] + 1


def _tense(before: str, own: str, verb: str) -> Tense:
    if _BEFORE.search(before):
        return Tense.BEFORE
    if _AFTER.search(before):
        return Tense.AFTER
    if _END.search(before) or re.match(r"(?:frem )?(?:til|indtil)\b", own, re.I):
        return Tense.END
    if _START.search(before) or re.match(r"(?:fra|siden)\b", own, re.I):
        return Tense.START
    return Tense.END if verb in _ENDING else Tense.START if verb in _STARTING else Tense.AT


def _governor(tokens: Sequence[Token], first: int, end: int) -> str:
    """The dictionary form of the verb that a date goes with: the last one of its clause before it, else the next."""
    for i in range(first - 1, -1, -1):
        if tokens[i].pos in ("VERB", "PART") or (tokens[i].pos in VERBAL and not _helps(tokens, i, first)):
            rest = next((t for t in tokens[end:] if t.pos in ("VERB", "PART", "PUNCT")), None)
            waits = tokens[i].pos in ("AUX", "MODAL") and rest is not None and rest.pos != "PUNCT"
            return base(rest) if waits and rest is not None else base(tokens[i])
        if tokens[i].text in (";", ":") or (tokens[i].text == "," and _new_clause(tokens, i + 1)):
            break
    following = next((t for t in tokens[end:] if t.pos in VERBAL or t.pos in ("VERB", "PART")), None)
    return base(following) if following is not None else ""


def _helps(tokens: Sequence[Token], i: int, stop: int) -> bool:
    return tokens[i].pos in ("AUX", "MODAL") and any(t.pos in ("VERB", "PART") for t in tokens[i + 1 : stop])


def _new_clause(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and (
        tokens[i].pos in ("SCONJ", "REL") or tokens[i].low in ("og", "men", "mens", "da", "hvor")
    )


_LIKE = 0.5


def _of_same(scene: Scene, asked: Claim, told: Claim) -> bool:
    """Does a date of the sentence tell of the very thing that is asked: of the same verb, or of the same end of it?"""
    if asked.tense in (Tense.END, Tense.START) and told.tense is asked.tense:
        return True
    if asked.verb in _LASTING and told.tense in (Tense.END, Tense.START):
        return asked.tense is Tense.AT
    if not asked.verb or not told.verb or told.verb in ("være", "blive", "have"):
        return False
    like = max(scene.lexis.alike(asked.verb).get(told.verb, 0.0), words.alike(asked.verb, told.verb))
    return like >= _LIKE


def _held(asked: Claim, told: Claim) -> bool | None:
    """Is the one date as the other says; None where that can't be told."""
    (first, last), (since, until) = asked.days, told.days
    if asked.tense is Tense.BEFORE:
        return None if told.tense is Tense.AFTER or (since <= last and until >= first) else until < first
    if asked.tense is Tense.AFTER:
        return None if told.tense is Tense.BEFORE or (since <= last and until >= first) else since > last
    if told.tense is Tense.BEFORE:
        return False if first > until else None
    if told.tense is Tense.AFTER:
        return False if last < since else None
    if asked.tense is Tense.AT and told.tense is not Tense.AT:
        over = first > until if told.tense is Tense.END else last < since
        return False if over else None
    return first <= until and since <= last
