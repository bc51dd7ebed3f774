"""A name that fits several strategies: which are meant, whether it matters, and which one a word of time picks.

"Hvor mange initiativer har digitaliseringsstrategien?" has as many answers as there are strategies of that name. Where
the question says nothing that sets them apart and their answers differ, the readings are named instead of guessed at.
Where it asks for the newest, the first or the one in force, that one is put in its place.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from indexer.conflicts import compatible_dates
from indexer.texts import EntityRow

from . import plan as planning
from . import wording, words
from .candidates import Candidate
from .decide import Decision
from .question import Kind, Question
from .things import Meant

if TYPE_CHECKING:
    from .solving import Solution

Solve = Callable[[str], "Solution"]
Told = Callable[[Meant], "Candidate | None"]

LOOKED_AT = 24  # things that a name may stand for
MOST = 4  # readings that are asked for
_WORKS = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme"})
_KINDS = frozenset({Kind.WHO, Kind.WHEN, Kind.NUMBER})
_LAST = re.compile(r"(?:ny|sen)est\w*|sidste|nuværende|gældende|aktuelle|nugældende", re.I)
_FIRST = re.compile(r"første|ældst\w*|tidligst\w*", re.I)
_ORDINAL = re.compile(
    r"første|anden|andet|tredje|fjerde|femte|sjette|syvende|ottende|niende|forrige|næste|tidligere", re.I
)
_SOURCED = 0.05  # how much less well a thing may be named than the best


def picked(question: Question, meant: Sequence[Meant]) -> str | None:
    """The question with the thing that a word of time picks ("den nyeste strategi") named outright, or None."""
    if question.years:
        return None
    group = _group(question, meant)
    for token in question.tokens:
        last, first = _LAST.fullmatch(token.low), _FIRST.fullmatch(token.low)
        if not (last or first) or len(group) < 2:
            continue
        dated = [m for m in group if m.row.start]
        span = _span(question, group)
        if len(dated) < 2 or span is None or not 0 <= span[0] - token.start <= 40:
            continue
        chosen = (max if last else min)(dated, key=lambda m: (m.row.start or "", m.row.end or "", m.row.iri))
        start = min(token.start, span[0])
        return _put(question, (start, span[1]), chosen.row.label)
    return None


def several(question: Question, plain: Solution, meant: Sequence[Meant], solve: Solve, told: Told) -> Solution | None:
    """The solution that names the readings of a question, or None where it has one, or all have one answer."""
    if question.kind not in _KINDS or question.years or question.scope or question.quoted or question.many:
        return None
    linked = plain.linked.question
    group = _group(linked, meant)
    span = _span(linked, group)
    if len(group) < 2 or span is None or _told_apart(linked, group):
        return None
    found: list[tuple[EntityRow, Candidate]] = []
    for thing in group[:MOST]:
        value = told(thing) or _read(thing.row, solve(_put(linked, span, thing.row.label)))
        if value is not None:
            found.append((thing.row, value))
    if not _differ([value for _, value in found]):
        return None
    labels = tuple(row.label for row, _ in found)
    if len({label.casefold() for label in labels}) < len(labels):
        return None  # "menes der Havnepagten eller Havnepagten?" helps nobody
    best = dataclasses.replace(found[0][1], more=(), also=tuple(value.scored for _, value in found[1:]))
    asked = tuple(_put(linked, span, row.label) for row, _ in found)
    decision = Decision(0.3, "ambiguous", labels)
    return dataclasses.replace(plain, found=(best,), decision=decision, sparql=None, readings=asked)


def _group(question: Question, meant: Sequence[Meant]) -> list[Meant]:
    """The works that the question names equally well by the same words."""
    works = [m for m in meant if m.row.type in _WORKS]
    if not works:
        return []
    top = max(works, key=lambda m: (m.score, len(m.terms)))
    if any(m.terms > top.terms and m.score >= top.score - 0.2 for m in meant):
        return []
    group = [m for m in works if m.terms == top.terms and m.score >= top.score - _SOURCED]
    named = [m for m in group if any(name in question.core.casefold() for name in _undated(m.row))]
    group = named or group  # a name that is given word for word is meant before one that is only made of its words
    dated = {name for m in group if m.row.start for name in _undated(m.row)}
    return [m for m in group if m.row.start or not dated & set(_undated(m.row))]  # undated, it is one of the dated


def _undated(row: EntityRow) -> list[str]:
    """A thing's names of more than one word without their years, in lower case."""
    bare = [re.sub(r"[\s,–-]*\b(?:19|20)\d\d\b.*$", "", name).casefold() for name in (row.label, *row.alt)]
    return [name for name in bare if " " in name]


def _span(question: Question, group: Sequence[Meant]) -> tuple[int, int] | None:
    """Where in the question's text the name stands, with its determiner; None where other words stand inside it."""
    if not group:
        return None
    spots = sorted(question.content[i].at for i in group[0].terms)
    first, last = spots[0], spots[-1]
    inner = {t.at for i, t in enumerate(question.content) if i not in group[0].terms and t.weight > 0.3}
    if any(first < at < last for at in inner):
        return None
    before = question.tokens[first - 1] if first else None
    start = before.start if before is not None and before.low in ("den", "det", "de") else question.tokens[first].start
    return start, question.tokens[last].end


def _put(question: Question, span: tuple[int, int], label: str) -> str:
    name = wording.inside(label) if span[0] else label
    return f"{question.core[: span[0]]}{name}{question.core[span[1] :]}".strip(" ?") + "?"


def _told_apart(question: Question, group: Sequence[Meant]) -> bool:
    """Does the question say more than the name and what is asked: something that may pick one of them?"""
    if any(_ORDINAL.fullmatch(token.low) for token in question.tokens):
        return True
    relation = {w for frame in planning.frames() for w in frame.words | frame.focus}
    for i, term in enumerate(question.content):
        if i in group[0].terms or term.focus or term.weight <= 0.4:
            continue
        keys = words.keys(term.word)
        if keys.key not in relation and not (keys.head and keys.head in relation):
            return True
    return False


def _read(row: EntityRow, solution: Solution) -> Candidate | None:
    """The answer about one reading, where its sentence, heading or title holds the reading's own name or years."""
    if solution.decision.reason is not None:
        return None
    best = solution.found[0].scored
    years = set(re.findall(r"\b(?:19|20)\d\d\b", row.label))
    near = set(best.sentence.words) | set(re.findall(r"\w+", f"{best.sentence.heading} {best.view.title}".casefold()))
    called = any(
        e.label == row.label and any(m.start < best.sentence.end and best.sentence.start < m.end for m in e.mentions)
        for e in best.view.record.entities
    )
    return solution.found[0] if called or (bool(years) and years <= near) else None


def _differ(values: Sequence[Candidate]) -> bool:
    """Do the readings have different answers: no two of them may be one date less exactly, or lists that overlap."""
    first = values[0] if values else None
    return any(first is not None and not _same(first, other) for other in values[1:])


def _same(one: Candidate, other: Candidate) -> bool:
    if one.type == "Date" and other.type == "Date":
        return compatible_dates(one.value, other.value)
    members = [{c.value.casefold() for c in (v, *v.more)} for v in (one, other)]
    return len(members[0] & members[1]) > 0.5 * len(members[0] | members[1])
