"""Names in capitals that no head noun and no list explains: what is said around their places tells what they name.

"Digital Kurs" stands after "afløses" and before "løber fra 2022": a plan. "Mit Spor" stands after "tøjlerne for" and
before "benyttes": something that is used. All places in a document count together; where they disagree, or where
somebody who acts is meant, nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..grammar import strip_genitive
from ..types import Document, Mention, Span, Zone
from . import recurring_cues as cues
from .actors import is_body
from .actors_cues import GENERAL, NOT_ACTORS
from .persons import is_role
from .persons_cues import FIRST_NAMES
from .reading import Sentence
from .works import head_of

_CAPITAL = r"[A-ZÆØÅ][\wæøåÆØÅ’'-]*"
_RUN = re.compile(rf"{_CAPITAL}(?:\s(?:(?:i|på|for|til|med|uden|af|om|mod|ud|en|et|den|det)\s){{0,2}}{_CAPITAL})*")
_MOST = 400  # names a document is asked about; a register of names has more, and they are no plans


def find(document: Document, read: Sequence[Sentence], taken: Sequence[Mention]) -> Iterator[Mention]:
    """Every place of the names whose surroundings make them plans or initiatives, where nothing else was found."""
    held = {m.text.casefold() for m in taken if m.type in ("Person", "Organisation", "Place")}
    content = [s for s in read if s.zone.carries_statements]
    spans = sorted(
        (m.span for m in taken if m.type not in ("Date", "Number", "Money", "Percent", "Goal", "Theme")),
        key=lambda s: s.start,
    )
    places: dict[str, list[tuple[Sentence, int]]] = {}
    for sentence in content:
        for name, start in _candidates(sentence):
            places.setdefault(name, []).append((sentence, start))
    for name, found in list(places.items())[:_MOST]:
        if name.casefold() in held:
            continue
        kind = _kind(name, found, document)
        if kind is None:
            continue
        for sentence, start in found:
            span = Span(start, start + len(name))
            if not any(s.overlaps(span) for s in spans):
                yield Mention(
                    _with_years(span, sentence) if kind in _PLANS else span,
                    kind,
                    _with_years(span, sentence).of(document.text) if kind in _PLANS else name,
                    confidence=0.65,
                )


_PLANS = frozenset(kind for kind, _ in cues.CALLED)
_YEARS = re.compile(r"\s(?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d")


def _with_years(span: Span, sentence: Sentence) -> Span:
    years = _YEARS.match(sentence.text, span.end, sentence.span.end)
    return Span(span.start, years.end()) if years else span


def _candidates(sentence: Sentence) -> Iterator[tuple[str, int]]:
    """The names in capitals of a sentence with their places; at its start a single word may be any word."""
    if sentence.words.isupper():
        return
    for match in _RUN.finditer(sentence.text, sentence.span.start, sentence.span.end):
        name = match.group()
        start = match.start()
        name = name[:-2] if name[-2:] in ("'s", "’s") else name
        if start == sentence.span.start and " " in name and not _opens_name(sentence, name):
            start += name.index(" ") + 1  # "Ifølge Havneblad": the name comes after
            name = name.partition(" ")[2]
            if not name[0].isupper():
                continue
        words = name.split()
        if strip_genitive(words[-1]) != words[-1] and len(words) == 1:
            name = strip_genitive(name)
        if len(name) < 5 or len(words) > 7 or name.isupper() or _ordinary(words):
            continue
        yield name, start


def _opens_name(sentence: Sentence, name: str) -> bool:
    """True unless the capital is only that of the sentence: "Ifølge", "Med", "I"."""
    return sentence.tokens[0].pos not in ("PREP", "ADV", "SCONJ", "CCONJ", "PRON", "MODAL", "AUX", "VERB", "NEG")


def _ordinary(words: Sequence[str]) -> bool:
    """True for what other finders know better: persons, bodies, words for plans, abbreviations."""
    first = words[0].casefold()
    if (
        first.split("-")[0] in FIRST_NAMES
        or words[0] in NOT_ACTORS
        or any(is_role(strip_genitive(w.casefold())) for w in words)
    ):
        return True
    lows = [strip_genitive(word.casefold()) for word in words]
    return any(low in GENERAL or is_body(low) or head_of(low) is not None for low in lows if low[0].isalpha())


def _kind(name: str, found: Sequence[tuple[Sentence, int]], document: Document) -> str | None:
    """What the places of a name make it, or None."""
    work = thing = actor = inside = 0
    for sentence, start in found:
        text, end = sentence.text, start + len(name)
        before = text[max(sentence.span.start, start - 45) : start]
        after = text[end : min(sentence.span.end, end + 70)]
        inside += start > sentence.span.start + 1 or " " in name
        heading = sentence.zone in (Zone.TITLE, Zone.HEADING)
        work += bool(cues.WORK_BEFORE.search(before)) + bool(cues.WORK_AFTER.match(after)) * (not heading)
        thing += bool(cues.THING_BEFORE.search(before)) + bool(cues.THING_AFTER.match(after))
        actor += bool(cues.ACTOR.match(after) or cues.ACTOR_BEFORE.search(before) or cues.PLACE_BEFORE.search(before))
    if actor or not inside or not (work or thing):
        return None
    single = " " not in name
    if work > thing and (len(found) > 1 or work > 1 or not single):
        return _called(document)
    if thing > work and (thing > 1 or (len(found) > 1 and (not single or inside > 1))):
        return "Initiative"
    return None


def _called(document: Document) -> str:
    """The class of plan that the text speaks of most: "strategien", "planen", "aftalen", "programmet"."""
    counts = [(len(pattern.findall(document.text)), -order, kind) for order, (kind, pattern) in enumerate(cues.CALLED)]
    return max(counts)[2]
