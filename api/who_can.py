"""Who can do, say or own something: a person, a body, an office, people – and no abstract phrase.

"Dannelsen af Havrådet" begins with a thing that is done, "aktiv i" with no thing at all: neither answers "hvem".
"""

from __future__ import annotations

import itertools

from . import hanging, words
from .abstracts import abstract
from .candidates import Candidate
from .question import Kind, Question


def fits(question: Question, candidate: Candidate) -> bool:
    """Can a value be the one whom a question for somebody asks for? Every member of a list has to."""
    if question.kind not in (Kind.WHO, Kind.QUOTE):
        return True
    if candidate.more and _both_sides(question, candidate):
        return False
    return all(_one(member) for member in (candidate, *candidate.more))


def _both_sides(question: Question, candidate: Candidate) -> bool:
    """ "Hvem indgik byen aftale *med*" asks for the other side: no list holds who made it *with* whom."""
    if not hanging.leaves(question.tokens, "med"):
        return False
    text = candidate.scored.sentence.text
    spots = sorted((at, at + len(m.label)) for m in (candidate, *candidate.more) if (at := text.find(m.label)) >= 0)
    return any(" med " in text[end:start] for (_, end), (start, _) in itertools.pairwise(spots))


def _one(candidate: Candidate) -> bool:
    sentence = candidate.scored.sentence
    inside = [t for t in sentence.tokens if candidate.start <= t.start and t.end <= candidate.end]
    if not inside or candidate.end - candidate.start > len(candidate.label) + 8:
        return True  # a claim points at its whole sentence
    mentions = candidate.scored.view.mentions(sentence)
    if any(m.type in ("Person", "Organisation") and m.span.start <= inside[0].start < m.span.end for m in mentions):
        return True
    if inside[-1].pos == "PREP" or inside[0].pos in ("INFM", "SCONJ"):
        return False
    if inside[0].pos in ("ADJ", "ADV", "PART") and inside[1:2] and inside[1].pos == "PREP" and inside[0].text.islower():
        return inside[0].low.endswith("e")  # "ansatte i havnen" are people, "aktiv i havnen" is how one is
    head = next((t for t in inside if t.pos in ("NOUN", "PROPN", "PRON")), None)
    if head is None:
        return True
    base = words.lemma(head.low)
    return not (head.text.islower() or head.start == sentence.start) or not abstract(base)
