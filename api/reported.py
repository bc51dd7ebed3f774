"""Who only tells what a sentence says: in "…, fortæller kulturchef Ib Munch" he did none of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from . import quotations, words
from .candidates import Candidate
from .question import Kind, Question
from .views import content

_LEADS_IN = re.compile(r"[,»”“\"]\s*$")
_FAR = 80  # characters between the verb of saying and the name
_ALIKE = 0.5
_LEAST = 0.1  # of the words that are left to others
_LEADS = frozenset({"lede", "styre", "stå", "hedde"})  # whose holder a title before a name tells: "havnechef Ib Munch"


def without_speakers(question: Question, pool: Sequence[Candidate]) -> list[Candidate]:
    """Values without the speakers of their sentences, whose share of the words goes to the others there."""
    kept: list[Candidate] = []
    taken: dict[int, float] = {}
    for c in pool:
        if only_tells(question, c):
            taken[id(c.scored.sentence)] = max(taken.get(id(c.scored.sentence), 0.0), c.opinion[2])
        else:
            kept.append(c)
    return [_raised(c, taken.get(id(c.scored.sentence), 0.0)) for c in kept]


def _raised(candidate: Candidate, taken: float) -> Candidate:
    if not taken:
        return candidate
    share, whole, said = candidate.opinion
    return dataclasses.replace(candidate, opinion=(share, whole, min(1.0, said / max(_LEAST, 1.0 - taken))))


def only_tells(question: Question, candidate: Candidate) -> bool:
    """Is a value the speaker of a sentence whose matter is asked about, where the sentence names others too?

    Not where the question asks who says something, or for one who is called so ("hvem er kulturchef").
    """
    if question.kind is not Kind.WHO or candidate.more or quotations.verbs_of_saying(question.core):
        return False
    if any(t.verb is not None and t.verb.lemma in _LEADS for t in question.tokens):
        return False
    sentence = candidate.scored.sentence
    at = candidate.start - sentence.start
    if not sentence.text.startswith(candidate.label, max(0, at)):
        return False
    verb = next(
        (
            (a, b)
            for a, b in quotations.verbs_of_saying(sentence.text)
            if b <= at < b + _FAR and _LEADS_IN.search(sentence.text[:a])
        ),
        None,
    )
    if verb is None or re.search(r"[,.;]", sentence.text[verb[1] : at]):
        return False
    beside = content(sentence.text[verb[1] : sentence.text.find(".", at) if "." in sentence.text[at:] else None])
    titled = any(words.alike(t.word, w) >= _ALIKE for t in question.content for w in beside)
    others = (m for m in candidate.scored.view.mentions(sentence) if m.type in ("Person", "Organisation"))
    return not titled and any(m.span.end <= sentence.start + verb[0] for m in others)


_SAME_NAME = 0.85


def is_source(question: Question, candidate: Candidate) -> bool:
    """Is a value the very person whose account is asked about: "hvem skal ifølge *Ib Munch* male kajen"?"""
    if question.kind is not Kind.WHO or candidate.more:
        return False
    source = [term.word for term in question.scope if term.role == "name"]
    said = candidate.value.split()
    return bool(source) and all(any(words.alike(s, w) >= _SAME_NAME for w in said) for s in source)
