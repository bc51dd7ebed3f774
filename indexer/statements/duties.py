"""Who carries and who helps, where a noun or a participle says it: "Ejerskabet ligger hos X", "drevet af X", "sammen
med X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Modality, Statement
from .made import Maker
from .reading import ACTORS, THINGS, Item, Page, Read
from .topics import topic

_DUTY = re.compile(
    r"(?:[a-zæøå]*(?:ansvaret|ejerskabet|driften|ledelsen|opgaven|styringen|koordineringen|tovholderrollen|hovedansvaret|forankringen|administrationen))$"
)
_LIES = re.compile(
    r"\b(?:ligger\s+(?:hos|i|ved)|lægges\s+(?:hos|i)|placeres\s+(?:hos|i)|er\s+(?:placeret|lagt|forankret|overdraget|givet|overgået)\s+(?:hos|i|til|over\s+til)|"
    r"varetages\s+af|påhviler|tilfalder|hører\s+hjemme\s+hos|går\s+til|gik\s+til|overgår\s+(?:[^,;]{0,60}\s)?til|overtages\s+af|deles\s+(?:af|mellem)|bæres\s+af)\s+",
    re.IGNORECASE,
)


def held(page: Page, read: Read) -> Iterator[Statement]:
    """responsibleActor from "Ansvaret for X ligger hos Y" and "Ejerskabet ligger hos Y"."""
    tokens = read.tokens
    noun = next((n for n, t in enumerate(tokens[:6]) if _DUTY.match(t.low)), None)
    lies = _LIES.search(read.sentence.words) if noun is not None else None
    if noun is None or lies is None:
        return
    at = read.sentence.span.start + lies.end()
    actors = _run(read, at)
    what = next((i for i in read.items if i.type in THINGS and i.key and noun < i.first <= noun + 5), None)
    about = (str(what.key), 0.85) if what is not None else topic(page, read, None, THINGS)
    if what is None and noun > 1:
        return
    for actor in actors:
        if about is not None and about[1] >= 0.75 and actor.key:
            yield Maker(page, read).make(about[0], "responsibleActor", actor.key, confidence=min(about[1], 0.8))


def _run(read: Read, at: int) -> list[Item]:
    """The actors that begin within four words of an offset, those that "og" adds too."""
    found: list[Item] = []
    for item in read.items:
        if item.span.start < at:
            continue
        gap = read.sentence.text[found[-1].span.end if found else at : item.span.start]
        fits = (
            re.fullmatch(r"\s*(?:,|og|samt|,\s*og|&)?\s*(?:[a-zæøå-]+\s+){0,2}", gap)
            if found
            else len(gap.split()) <= 3
        )
        if item.type not in ACTORS or not fits:
            break
        found.append(item)
    return found


_DONE_BY = re.compile(
    r"\b(?:drevet|ledet|administreret|koordineret|varetaget|styret|ejet|bemandet|forvaltet)\s+(?:i\s+dag\s+)?af\s+",
    re.IGNORECASE,
)
# "Vagten, en døgnåben linje, som drives af X": what is apposed stands between
_RUN_BY = re.compile(
    r",\s+(?:som|der)\s+(?:i\s+dag\s+)?(?:drives|ledes|administreres|koordineres|varetages|styres|forvaltes|driftes|bemandes|ejes)\s+af\s+",
    re.IGNORECASE,
)


def driven(page: Page, read: Read) -> Iterator[Statement]:
    """responsibleActor from a participle behind a noun: "Madglad, der er et skoleprojekt drevet af X"."""
    for match in (*_DONE_BY.finditer(read.sentence.words), *_RUN_BY.finditer(read.sentence.words)):
        far = 60 if match.re is _DONE_BY else 110
        at = read.sentence.span.start + match.start()
        before = [i for i in read.items if i.type in THINGS and i.key and i.span.end <= at]
        actors = _run(read, read.sentence.span.start + match.end())
        if (
            not before
            or not actors
            or at - before[-1].span.end > far
            or "." in read.sentence.text[before[-1].span.end : at]
        ):
            continue
        for actor in actors:
            yield Maker(page, read).make(str(before[-1].key), "responsibleActor", str(actor.key), confidence=0.8)


_IT_IS = re.compile(
    r"\s*Det\s+(?:er|bliver)\s+(?P<who>.{2,80}?),?\s+(?:der|som)\s+(?:skal\s+)?(?:leder?|driver?|koordinerer?|styrer?|står\s+for|stå\s+for|har\s+ansvaret\s+for|varetager?)\s+"
    r"(?:arbejdet|indsatsen|projektet|opgaven|driften|udviklingen|ordningen|det|den)\b"
)


def leads(page: Page, read: Read) -> Iterator[Statement]:
    """responsibleActor from "Det er X, der leder arbejdet": of what was named right before."""
    match = _IT_IS.match(read.sentence.words)
    if match is None or any(i.type in THINGS and i.key for i in read.items if i.first <= 8):
        return
    about = topic(page, read, None, THINGS)
    if about is None or about[1] < 0.75:
        return
    for actor in read.items:
        if actor.type in ACTORS and actor.key and actor.span.end <= read.sentence.span.start + match.end("who") + 1:
            yield Maker(page, read).make(about[0], "responsibleActor", actor.key, confidence=0.75)


_TOGETHER = re.compile(
    r"\b(?:sammen\s+med|i\s+samarbejde\s+med|i\s+(?:tæt\s+)?partnerskab\s+med|med\s+deltagelse\s+af|med\s+bidrag\s+fra|med\s+hjælp\s+fra|med\s+sparring\s+fra|i\s+fællesskab\s+med)\s+",
    re.IGNORECASE,
)
_MADE = frozenset(
    [
        "udvikle",
        "opføre",
        "etablere",
        "bygge",
        "gennemføre",
        "afvikle",
        "ske",
        "udarbejde",
        "afprøve",
        "teste",
        "drive",
        "lave",
        "skrive",
        "tilrettelægge",
        "udrulle",
        "foregå",
        "udforme",
        "køre",
    ]
)


def together(page: Page, read: Read) -> Iterator[Statement]:
    """participates from "X udvikles sammen med A og B": they help with what the sentence or its list item is about."""
    for match in _TOGETHER.finditer(read.sentence.words):
        actors = _run(read, read.sentence.span.start + match.end())
        if not actors or not any(t.verb is not None and t.verb.lemma in _MADE for t in read.tokens):
            continue
        at = read.sentence.span.start + match.start()
        subject = next((i for i in read.items if i.key and i.span.end <= at), None)
        if subject is not None and subject.type in ACTORS:
            continue  # "KL arbejder sammen med …": two who act, the frames know what for
        here = [i for i in read.items if i.type in THINGS and i.key]
        about = (str(here[0].key), 0.8) if len(here) == 1 or (here and here[0].first <= 2) else None
        about = about or (topic(page, read, None, THINGS) if not here else None)
        for actor in actors:
            if about is not None and about[1] >= 0.7 and actor.key and actor.key != about[0]:
                yield Maker(page, read).make(
                    actor.key, "participates", about[0], modality=Modality.ONGOING, confidence=0.75
                )


_SEATED = re.compile(r"\b(?:repræsenteret|medlem|medlemmer|plads)\s+(?:i|af)\s+", re.IGNORECASE)
_WHERE = re.compile(r",\s+(?:hvor|som|der\s+består\s+af)\s+", re.IGNORECASE)
_ATTENDS = frozenset(["deltage", "medvirke", "sidde", "bidrage", "indgå"])


def seated(page: Page, read: Read) -> Iterator[Statement]:
    """participates from "A var sammen med B repræsenteret i X" and "X, hvor A, B og C har deltaget"."""
    maker = Maker(page, read)
    for match in _SEATED.finditer(read.sentence.words):
        at = read.sentence.span.start + match.end()
        body = next((i for i in read.items if i.key and i.span.start >= at and i.span.start - at <= 12), None)
        if body is None or body.type not in {"Organisation", "Event", *THINGS}:
            continue
        for actor in read.items:
            if actor.type == "Organisation" and actor.key and actor.span.end <= at and actor.key != body.key:
                yield maker.make(actor.key, "participates", str(body.key), confidence=0.75)
    for match in _WHERE.finditer(read.sentence.words):
        at = read.sentence.span.start + match.start()
        body = next((i for i in read.items if i.span.end == at and i.key and i.type in ("Organisation", "Event")), None)
        actors = _run(read, read.sentence.span.start + match.end())
        if body is None or not actors:
            continue
        behind = read.tokens[actors[-1].last + 1 : actors[-1].last + 5]
        if any(t.verb is not None and t.verb.lemma in _ATTENDS for t in behind):
            for actor in actors:
                if actor.key and actor.key != body.key:
                    yield maker.make(actor.key, "participates", str(body.key), confidence=0.8)
