"""Yes or no where the reader has a say: the rules' verdict on the sentence that it finds likeliest.

The rules tell whether a sentence bears a question out or denies it, and are right in 0.8 of the sentences that speak of
the matter; the reader tells better than their words which sentence does (`tests/bench/reader`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from indexer.types import Zone

from . import second_opinion
from .candidates import Candidate
from .decide import Decision
from .linking import Linked
from .second_opinion import Opinion

# Chosen on yes/no questions of texts kept apart from the reader's training (tests/bench/reader/README.md).
_RULES = 0.65  # how sure rules have to be, for the reader not to be asked for another sentence
_READER = 0.25  # how sure the reader has to be of its sentence, with "none of them" as a choice
_FIRM, _FITS, _CERTAIN = 0.6, 0.35, 0.95  # the reader's share and the verdict's own fit that go before rules less sure
_ALL_BUT_SURE = 0.9  # the reader's share that goes before rules that are certain of another sentence
_BESIDE = 0.2  # and for it to be cited beside the rules' own


def weighed(
    linked: Linked, opinion: Opinion, found: Sequence[Candidate], decision: Decision, pool: Sequence[Candidate]
) -> tuple[list[Candidate], Decision]:
    """The verdicts with the best first, and what is decided of it; as they were where the reader has no view."""
    if opinion.likeliest() is None:
        return list(found), decision
    own = _likeliest(opinion, pool)
    share = 0.0 if own is None else own.opinion[1] * second_opinion.trust(linked, own)
    surer = own is not None and share >= _FIRM and own.fit >= _FITS and decision.confidence < _CERTAIN
    turned = own is not None and bool(found) and own.value != found[0].value
    surer = surer or (own is not None and turned and share >= _ALL_BUT_SURE and own.fit >= _FIRM)
    if decision.reason is None and decision.confidence >= _RULES and not surer:
        best = found[0]
        if (
            own is not None
            and own.value == best.value
            and share >= _BESIDE
            and own.scored.sentence != best.scored.sentence
        ):
            best = dataclasses.replace(best, also=(*best.also, own.scored))
        return [_with_what_follows(best, opinion, pool), *found[1:]], decision
    if decision.reason is None and _shows(found[0]) and opinion.share(found[0])[0] >= _SHOWN:
        return list(found), decision
    shown = own is not None and _shows(own) and own.opinion[0] >= _FIRM and share >= _SHOWN
    if own is not None and (share >= _READER or shown):
        return [own, *(c for c in found if c is not own)], Decision(round(0.95 * share, 4))
    return list(found), decision if decision.reason is not None else Decision(decision.confidence, "not_stated")


def _with_what_follows(best: Candidate, opinion: Opinion, pool: Sequence[Candidate]) -> Candidate:
    """A verdict with the sentence after its own, where that takes the matter up ("*Det* har byen nu imødekommet"), has
    the same verdict and is one that the reader finds."""
    here = best.scored.sentence
    for other in pool:
        sentence = other.scored.sentence
        after = sentence.doc_id == here.doc_id and sentence.number == here.number + 1
        if not after or other.value != best.value or any(s.sentence is sentence for s in best.also):
            continue
        if _TAKEN_UP.match(sentence.text) and opinion.share(other)[0] >= _BESIDE:
            return dataclasses.replace(best, also=(*best.also, other.scored))
    return best


_TAKEN_UP = re.compile(r"(?:og |men )?(?:det|dette|den|denne|disse|sådan)\b", re.I)
_NEAR = 0.6  # the part of the likeliest sentence's share that a verdict has which shows what it rests on
_SHOWN = 0.15  # and the share of the rules' own sentence where theirs shows it
_BYLINE = 0.3


def _likeliest(opinion: Opinion, pool: Sequence[Candidate]) -> Candidate | None:
    """The verdict on the sentence that the reader finds likeliest; one on a sentence nearly as likely goes before where
    that shows a date, figure or word that denies what is asked."""
    told: dict[tuple[str, int], Candidate] = {}
    for candidate in pool:
        told.setdefault((candidate.scored.sentence.doc_id, candidate.scored.sentence.number), candidate)
    shares = {key: opinion.reads[key].share * _states(told[key]) for key in told if key in opinion.reads}
    if not shares:
        return None
    most = max(shares.values())
    best = max(
        shares, key=lambda key: (_shows(told[key]) and shares[key] >= _NEAR * most, shares[key] * _held(told[key]))
    )
    return told[best]


def _held(candidate: Candidate) -> float:
    """What the share of a sentence is worth by what it says of the question's own words: a verdict on one that says
    nothing of them is hardly one."""
    return _LEAST_HELD + (1 - _LEAST_HELD) * min(1.0, candidate.fit / _FITS)


_LEAST_HELD = 0.6


def _states(candidate: Candidate) -> float:
    """What the share of a sentence is worth: little of a byline or a heading, which states nothing."""
    zone = candidate.scored.sentence.zone
    return _BYLINE if zone.carries_metadata or zone in (Zone.HEADING, Zone.TITLE) else 1.0


def _shows(candidate: Candidate) -> bool:
    """Does a verdict show the date, figure or word of the text that it rests on, or that it was left open?"""
    return re.search(r"\d|»|\b(?:afgjort|vedtaget)\b", candidate.how) is not None
