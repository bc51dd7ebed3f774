"""What each of two says, where a question asks for both: two sources that disagree, two things that differ.

The figures or dates are those of the sentences that the reader finds for the one and for the other.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.dates import parse_date

from . import comparing, contrast, gaps, pointed
from .candidates import Candidate
from .differences import wanted
from .quantities import counts
from .table_questions import digits

if TYPE_CHECKING:
    from .linking import Lexis, Linked
    from .second_opinion import Opinion
    from .views import Sentence, View

_WH = r"hv(?:em|ad|or|ilke[nt]?|ornår|ordan|orfor)\b"
_EACH = re.compile(
    rf"\b(?:hver især|hver for sig|hver af dem)\b|\b{_WH}[^?]*\bde (?:to )?(?:hver|begge)\b|\bhvilke to forskellige\b"
    r"|\bhvilke to (?:tal|beløb|datoer|år|årstal|svar|bud|opgørelser|priser)\b",
    re.I,
)
_TWO = re.compile(
    r"^\W*(?P<one>[^,.?]{2,60}?)\s+og\s+(?P<two>[^,.?]{2,60}?)\s+(?:er|har|giver|regner|opgør|siger|oplyser|skriver)\b",
    re.I,
)
_RESPECTIVELY = re.compile(
    r"^(?P<ask>.+?)\s+(?:(?P<for>ifølge|i følge|hos|i|for|på|til|af)\s+)?henholdsvis\s+(?P<one>[^,?]{2,60}?)"
    r"\s+og\s+(?P<two>[^,?]{2,60})$",
    re.I,
)
_DIFFER = re.compile(
    r"^(?:hvad er|hvad var|hvilken)\s+forskel(?:len)?(?:\s+er der)?\s+(?:på|mellem|i),?\s+(?P<ask>[^?]*?)"
    r"(?:(?P<in>\s(?:i|på|med|for|hos|ved)\s+|,\s+)"
    r"(?P<one>[^?,]+?))?\s+og\s+(?P<in2>i\s+|på\s+|med\s+|for\s+|hos\s+|ved\s+)?(?P<two>[^?]+)$",
    re.I,
)
_AND_WHAT = re.compile(
    rf"^(?P<ask>{_WH}.+?)\s+ifølge\s+(?P<one>[^,?]+),?\s+og\s+hvad\s+(?:siger|skriver|oplyser|mener)\s+(?P<two>[^?]+)$",
    re.I,
)
_DATED = re.compile(r"\b(?:hvornår|frist\w*|dato\w*|årstal\w*|tidspunkt\w*)\b", re.I)
_FLOOR = math.log(0.015)  # the worth of a figure that a reading does not find
_COUNTED = re.compile(
    r"\b(?:hvor (?:mange|meget|stor|lang|høj|længe|ofte)\w*|tal(?:let)?|antal\w*|grænse\w*|sats\w*)\b", re.I
)
_APART = 0.5  # what speaks for two documents, where sources are asked


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The questions for the one and the other; `sources` where it is who says it that differs."""

    one: str
    two: str
    sources: bool


def sides(core: str) -> Asked | None:
    """What is asked of each of two, or None where a question asks for one thing.

    >>> sides("Hvad er forskellen på prisen i Lygten og i Tavlen")
    Asked(one='prisen i Lygten', two='prisen i Tavlen', sources=False)
    """
    core = core.rstrip(" ?.!")
    for pattern in (_AND_WHAT, _RESPECTIVELY):
        match = pattern.match(core)
        if match is not None:
            sources = pattern is _AND_WHAT or re.search(r"\bi?følge\b", core, re.I) is not None
            said = f"{match['ask']} {'ifølge' if sources else match.groupdict().get('for') or ''}".strip()
            return Asked(f"{said} {match['one']}", f"{said} {match['two']}", sources=sources)
    if _EACH.search(core) is not None:
        two = _TWO.match(core)
        about = core[two.end() :] if two is not None else core
        about = _EACH.sub(" ", re.split(r"[.?;]\s+", about)[0]).strip(" ,")
        about = re.sub(r"^(?:ikke |u)?enige om,?\s+", "", about.strip(), flags=re.I)
        if two is None:
            return Asked(core, core, sources=True)
        return Asked(f"{about} ifølge {two['one']}", f"{about} ifølge {two['two']}", sources=True)
    differ = _DIFFER.match(core)
    if differ is None or re.match(r"hvor\b", core, re.I):
        return None
    if not differ["in"]:
        return Asked(differ["ask"].strip(" ,"), f"{differ['in2'] or ''}{differ['two']}".strip(), sources=False)
    first = f"{differ['ask']}{differ['in']}{differ['one'] or ''}".strip(" ,")
    joint = differ["in2"] or differ["in"] or " "
    return Asked(first, f"{differ['ask']} {joint.strip(' ,')} {differ['two']}".strip(), sources=False)


def read(linked: Linked, opinion: Opinion, views: Sequence[View], lexis: Lexis, look: gaps.Look) -> Candidate | None:
    """The two values, the first with the second as its other member; None where they can't be read."""
    asked = sides(linked.question.core)
    if asked is None or linked.question.kind not in pointed.TYPES or linked.strangers:
        return None
    readings = [(opinion, views), *(look(text + "?") for text in dict.fromkeys((asked.one, asked.two)))]
    sums = [sum(read.whole for read in told.reads.values()) for told, _ in readings]
    if sums[0] < comparing.LEAST and min(sums[1:]) < comparing.LEAST:
        return None
    found = [list(itertools.islice(_values(linked, told, seen), gaps.MOST)) for told, seen in readings]
    whole = {value.key: value.worth for value in found[0]}
    best: tuple[float, _Value, _Value] | None = None
    for a, b in itertools.product(found[1] or found[0], found[-1] or found[0]):
        if a.key == b.key or a.candidate.value == b.candidate.value or not a.alike(b):
            continue
        apart = a.candidate.scored.view.doc_id != b.candidate.scored.view.doc_id
        worth = a.worth + b.worth + sum(max(0.0, whole.get(v.key, _FLOOR) - _FLOOR) for v in (a, b)) / 2
        worth += _APART if asked.sources and apart else 0.0
        if best is None or worth > best[0] + 1e-9:
            best = (worth, a, b)
    if best is None:
        return None
    one, two = (v.candidate for v in best[1:])
    also = () if one.scored.sentence is two.scored.sentence else (two.scored,)
    return dataclasses.replace(one, more=(two,), also=also)


@dataclasses.dataclass(frozen=True, slots=True)
class _Value:
    """A value that one of the two may have: where it stands, what kind it is, how far the reader points at it (log)."""

    key: tuple[str, int]
    kind: tuple[str, str]
    worth: float
    candidate: Candidate

    def alike(self, other: _Value) -> bool:
        """Do both tell the same sort of thing?"""
        (kind, noun), (its_kind, its_noun) = self.kind, other.kind
        return kind == its_kind and (not noun or not its_noun or counts(noun, its_noun) or counts(its_noun, noun))


def _values(linked: Linked, opinion: Opinion, views: Sequence[View]) -> Iterator[_Value]:
    """The dates or figures of the sentences that the reader finds, or its own words where the question asks for no
    figure."""
    bearing, core = gaps.bearing(opinion, views), linked.question.core
    if _DATED.search(core) is not None:
        yield from _dates(opinion, bearing)
        return
    sought = wanted(linked)
    if sought.kind or _COUNTED.search(core) is not None:
        for spot in gaps.spots(bearing, sought, opinion):
            figure, scored = spot.placed.figure, spot.placed.scored
            key = (scored.sentence.doc_id, figure.start)
            label = (
                f"{figure.said} {figure.noun}".strip()
                if figure.noun and figure.noun not in figure.said
                else figure.said
            )
            made = Candidate(digits(figure.value), label, "Number", figure.start, figure.end, 0.8, scored)
            yield _Value(key, (figure.kind, figure.noun), math.log(spot.share) + spot.words, made)
        return
    for share, view, sentence in bearing:
        for span in opinion.reads[sentence.doc_id, sentence.number].spans[:1]:
            start, end = pointed.stripped(sentence.text, span.start, span.end)
            value = pointed.made(linked.question, contrast.scored(view, sentence), start, end, sure=True)
            if value is not None:
                yield _Value((view.doc_id, value.start), (value.type, ""), math.log(share) + span.share, value)


def _dates(opinion: Opinion, bearing: Sequence[tuple[float, View, Sentence]]) -> Iterator[_Value]:
    for share, view, sentence in bearing:
        told = opinion.reads[sentence.doc_id, sentence.number]
        for found in parse_date(sentence.text, view.day):
            start, said = sentence.start + found.start, sentence.text[found.start : found.end]
            made = Candidate(
                found.value, said, "Date", start, sentence.start + found.end, 0.8, contrast.scored(view, sentence)
            )
            worth = math.log(share) + told.share_of(found.start, found.end, inside=True)
            yield _Value((view.doc_id, start), ("date", ""), worth, made)
