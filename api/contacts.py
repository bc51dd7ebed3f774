"""Whom to write to: "Skriv til Morten Ager" answers "hvem kontakter man", whatever verb the question has."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import words
from .wordlists import several

if TYPE_CHECKING:
    from .candidates import Candidate, Scene
    from .linking import Lexis
    from .question import Question
    from .reading import Scored
    from .views import View

# "målgruppe" is what fixed phrases with "henvende sig til" are read as.
VERBS = several("kontakt kontakte skrive ringe henvende maile sende melde tilmelde spørge målgruppe")
_INFINITIVES = r"(?:kontakte|skrive|ringe|maile|henvende|sende|melde|tilmelde|spørge)"
_PRESENT = r"(?:kontakter|skriver|ringer|mailer|henvender|sender|melder|tilmelder|spørger)"
_ASKED = re.compile(
    rf"\bhvem\s+(?:skal|skulle|kan|kunne|bør|må)\s+(?!{_INFINITIVES}\b)[^?]*?\b{_INFINITIVES}\b"
    rf"|\bhvem\s+{_PRESENT}\s+(?:man|jeg|vi|du|en)\b|\bhvem\s+(?:man|jeg|vi|du)\s+(?:\w+\s+)?(?:{_PRESENT}|{_INFINITIVES})\b"
    r"|^\W*kontakt(?:person|oplysninger)?\b",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:skriv|kontakt(?:person\w*)?|ring|mail|henvend(?:else\w*)?|tilmeld(?:ing\w*)?|meld|send(?:es)?|sendes|spørg|rettes"
    r"|fås|bestilles)\b[^.;?]{0,40}?$",
    re.I,
)
_NEAR = 0.35  # how far what it is about stands beside the line that says whom to write to


def asked(core: str) -> bool:
    """Does a question ask whom to write to, and not who wrote?"""
    return _ASKED.search(core) is not None


def lines(question: Question, views: Sequence[View], lexis: Lexis) -> list[Scored]:
    """The sentences that say whom to turn to in the matter asked about, which often hold none of the question's words.

    "Mangler din forening omtale? Skriv til Morten Ager."
    """
    from . import reading

    if question.kind != "who" or not asked(question.core):
        return []
    telling = frozenset((v.doc_id, s.number) for v in views for s in v.sentences if _TELLS.search(s.text))
    found = reading.rank(question, views, lexis, {}, telling) if telling else []
    return [_as_told(question, s) for s in found if _in_matter(question, s)]


def _as_told(question: Question, scored: Scored) -> Scored:
    """The line as one that says itself what the lines before it say: it goes on from them. Of what is not named there
    ("hvem skal *firmaerne* henvende sig til") it lends as much as it holds of the whole."""
    lent = scored.coverage if scored.coverage >= _MATTER else 0.0
    told = [max(d, n) for d, n in zip(scored.direct, scored.near, strict=True)]
    direct = tuple(
        v if t.role in ("name", "year") else max(v, lent) for v, t in zip(told, question.content, strict=True)
    )
    own = max(scored.own, scored.coverage)
    return dataclasses.replace(scored, direct=direct, own=own, score=scored.score + _PLUS)


_TELLS = re.compile(
    r"\b(?:skriv|kontakt|ring|mail|henvend|meld|send|spørg)\b[^.;?]{0,20}? (?=[A-ZÆØÅa-zæøå])"
    r"|\bkontakt\w*:|\b(?:sendes|rettes|fås|bestilles)\b[^.;?]{0,20}?\b(?:til|hos)\b",
    re.I,
)
_PLUS = 0.25


def settles(question: Question, read: Sequence[Candidate]) -> bool:
    """Is the best value one of such a line, which surely speaks of the matter?"""
    if question.kind != "who" or not asked(question.core) or not read:
        return False
    best = max(read, key=lambda c: c.score)
    before = best.scored.sentence.text[: max(0, best.start - best.scored.sentence.start)]
    return _TOLD.search(before) is not None and best.scored.coverage >= _MATTER


_MATTER = 0.45


def named(scene: Scene, first: int) -> bool:
    """Is the name that begins at a token the one whom readers are told to turn to, in the matter asked about?"""
    before = scene.scored.sentence.text[: scene.tokens[first].start - scene.scored.sentence.start]
    told = asked(scene.question.core) and _TOLD.search(before) is not None
    return told and _in_matter(scene.question, scene.scored)


def _in_matter(question: Question, scored: Scored) -> bool:
    """Does a line, or what stands round it, hold something of what is asked about?"""
    about = [i for i, t in enumerate(question.content) if t.role != "other" and words.lemma(t.word) not in VERBS]
    return not about or max(scored.covered(i) for i in about) >= _NEAR
