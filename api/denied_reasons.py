"""A reason that a text denies is none: "Det skyldes ikke ond vilje. De mangler geologer." tells of geologists."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from .candidates import Candidate, Scene
from .cut_what import tidy
from .question import Kind, Question
from .reading import Scored
from .views import Sentence, View

_DENIES = re.compile(
    r"\b(?:det|dette|det hele|årsagen|grunden|forklaringen|begrundelsen|problemet)\s+"
    r"(?:skyldes|skyldtes|er|var|handler|handlede)"
    r"\s+(?:\w+\s+)?(?:ikke|næppe)\b(?!\s+(?:kun|alene|mindst|bare|blot|tilfældigt))",
    re.I,
)
_INSTEAD = re.compile(r"\bikke\b[^.;]*?,\s*men\s+(?:derimod\s+|snarere\s+|fordi\s+|at\s+)*", re.I)
_NONE = re.compile(r"(?:det (?:skyldes|skyldtes|er|var) )?(?:\w+ )?(?:ikke|næppe) (?!kun|alene|mindst|bare|blot)", re.I)
_FIT = 0.72
_NEAR = 3  # sentences between what is asked about and the reason that is denied


def is_none(question: Question, candidate: Candidate) -> bool:
    """Is a value given as a reason what the text says is not one: "ikke ond vilje"?"""
    denies = question.kind is Kind.WHY and " ikke " not in f" {question.core.casefold()} "
    return question.kind is Kind.WHY and _NONE.match(candidate.value) is not None and (denies or _denied(candidate))


def _denied(candidate: Candidate) -> bool:
    return any(_DENIES.search(text) for text in (candidate.value, candidate.scored.sentence.text))


def instead(candidate: Candidate) -> Candidate | None:
    """What a text gives as the reason where it denies a value: after "men", or in the sentence that follows."""
    view, here = candidate.scored.view, candidate.scored.sentence
    found = _following(view, here)
    if found is None:
        return None
    return _given(candidate.scored, *found, fit=candidate.fit)


def _given(told: Scored, start: int, end: int, *, fit: float) -> Candidate:
    """The reason at a place, in the sentence that holds it; another tells what it is the reason for."""
    view = told.view
    sentence = next(s for s in view.sentences if s.start <= start < s.end)
    scored = told if sentence is told.sentence else dataclasses.replace(told, sentence=sentence)
    label = tidy(view.text[start:end])
    also = () if sentence is told.sentence else (told,)
    return Candidate(view.text[start:end], label, "Text", start, end, fit, scored, also=also)


def _following(view: View, sentence: Sentence) -> tuple[int, int] | None:
    """Where the reason stands that a sentence, which denies another, leads to."""
    match = _DENIES.search(sentence.text)
    if match is None:
        return None
    other = _INSTEAD.search(sentence.text, match.start())
    if other is not None:
        return sentence.start + other.end(), sentence.end
    following = view.sentences[sentence.number + 1] if sentence.number + 1 < len(view.sentences) else None
    return (following.start, following.end) if following is not None and following.part == sentence.part else None


def after(scene: Scene) -> Iterator[Candidate]:
    """The reason that follows a denied one, near a sentence that tells what is asked about."""
    view, here = scene.scored.view, scene.scored.sentence
    if scene.scored.own < 0.3:
        return
    for sentence in view.sentences[here.number : here.number + _NEAR]:
        found = _following(view, sentence)
        if found is None:
            continue
        yield _given(scene.scored, *found, fit=_FIT)
        return
