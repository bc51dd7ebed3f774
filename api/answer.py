"""Values and evidence to an `Answer`: its words, its values, its citations, its other values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import suggestions, wording
from .candidates import Candidate
from .citations import Citer, distinct, sentence_place
from .contract import Answer, Citation, Conflict, Value, ValueType
from .linking import Linked
from .question import Kind
from .reading import Scored
from .solving import Solution
from .things import Things, things

if TYPE_CHECKING:
    from .index import Index

_TELLING = frozenset({Kind.WHAT, Kind.DEFINITION, Kind.PURPOSE, Kind.WHY, Kind.HOW, Kind.SAID, Kind.YESNO, Kind.QUOTE})
_TYPES: dict[str, ValueType] = {
    "Actor": "Actor",
    "Strategy": "Strategy",
    "Initiative": "Initiative",
    "Theme": "Theme",
    "Date": "Date",
    "Number": "Number",
}
MOST_CITED = 3


def answered(index: Index, citer: Citer, solution: Solution, k: int) -> Answer:
    """The answer that the best candidate gives, with at most k citations."""
    linked, found, decision = solution.linked, solution.found, solution.decision
    best = found[0]
    same = _agreeing(linked, best, found)
    places = [_place(best)] + [sentence_place(s) for s in best.also] + [_place(c) for c in same]
    most = k if best.how and len(best.also) >= MOST_CITED else MOST_CITED  # what is counted shows its members
    cited = citer.cite(distinct(places), max(1, min(k, most)))
    others = _others(best, found, linked)
    conflicts, more = _conflicts(citer, others, len(cited))
    values = tuple(_value(c, things(index)) for c in (best, *best.more))
    return Answer(
        question=linked.question.text,
        status="answered",
        answer=_text(linked, best, cited, conflicts),
        confidence=decision.confidence,
        values=values,
        citations=(*cited, *more),
        sparql=solution.sparql,
        interpretation=wording.interpretation(
            linked.question, linked.mended, [m.row.label for m in solution.meant[:1]]
        ),
        conflicts=conflicts,
        index=index.hash,
        took_ms=0.0,
    )


def _place(candidate: Candidate) -> tuple[Scored, int, int]:
    """The sentence that holds the value, or the value's own stretch where it lies outside it."""
    sentence = candidate.scored.sentence
    if candidate.also:
        return candidate.scored, sentence.start, sentence.end
    if sentence.start <= candidate.start and candidate.end <= sentence.end:
        return candidate.scored, sentence.start, sentence.end
    return candidate.scored, candidate.start, candidate.end


def _agreeing(linked: Linked, best: Candidate, found: Sequence[Candidate]) -> list[Candidate]:
    """Other sentences that say the same nearly as well: at most one more of another document."""
    out = []
    for other in found[1:]:
        said_same = other.value.casefold() == best.value.casefold() or linked.question.kind is Kind.YESNO
        if other.scored.sentence is best.scored.sentence or not said_same:
            continue
        if (
            other.scored.view is not best.scored.view
            and other.score >= 0.93 * best.score
            and best.type in ("Number", "Date", "Actor")
        ):
            out.append(other)
            break
        same = other.value == best.value and other.fit >= 0.8 * best.fit and other.score >= 0.8 * best.score
        if linked.question.kind is Kind.YESNO and (_beside(best, other) or same):
            out.append(other)
            if len(out) == 2:
                break
    return out


def _beside(best: Candidate, other: Candidate) -> bool:
    """Is the other in the next sentence, and nearly as good? A proposition is often spread over two."""
    near = abs(best.scored.sentence.number - other.scored.sentence.number) == 1
    return best.scored.view is other.scored.view and near and other.score >= 0.62 * best.score


def _others(best: Candidate, found: Sequence[Candidate], linked: Linked) -> list[Candidate]:
    """Values of the same kind that another source gives for the very same question."""
    if best.type != "Number" or linked.question.kind is not Kind.NUMBER or best.how:
        return []
    out: list[Candidate] = []
    for other in found[1:]:
        if other.value == best.value or other.value.startswith(best.value) or best.value.startswith(other.value):
            continue
        close = other.score >= 0.97 * best.score and other.scored.own >= 0.98 * best.scored.own
        apart = other.scored.sentence is not best.scored.sentence and all(o.value != other.value for o in out)
        if close and apart and other.fit >= 0.9 * best.fit:
            out.append(other)
    return out[:2]


def _conflicts(citer: Citer, others: Sequence[Candidate], already: int) -> tuple[tuple[Conflict, ...], list[Citation]]:
    cited: list[Citation] = []
    conflicts = []
    for other in others:
        made = citer.cite([_place(other)], 1)[0]
        number = already + len(cited) + 1
        cited.append(made.model_copy(update={"n": number}))
        conflicts.append(Conflict(value=other.value, citations=(number,)))
    return tuple(conflicts), cited


_CLASSES: dict[str, ValueType] = {
    **dict.fromkeys(("Organisation", "Person"), "Actor"),
    **dict.fromkeys(("Strategy", "ActionPlan", "Agreement", "Programme"), "Strategy"),
    **dict.fromkeys(("Initiative", "Solution"), "Initiative"),
}


def _value(candidate: Candidate, known: Things) -> Value:
    """A value; one that names a thing of the graph carries its IRI, its class and its own spelling of the name."""
    kind = _TYPES.get(candidate.type, "Text")
    row = known.called(candidate.value) if kind in ("Actor", "Text") and candidate.value not in ("ja", "nej") else None
    if row is None or row.type not in _CLASSES:
        return Value(label=candidate.label, iri=None, type=kind, value=candidate.value)
    value = row.label if row.label.casefold() == candidate.value.casefold() else candidate.value
    return Value(label=value, iri=row.iri, type=_CLASSES[row.type], value=value)


def _text(linked: Linked, best: Candidate, cited: Sequence[Citation], conflicts: Sequence[Conflict]) -> str:
    numbers = [c.n for c in cited]
    short = _short(linked, best)
    text = f"{wording.capital(short)} {wording.marks(numbers)}."
    if best.how:
        text = f"{wording.capital(short)}: {best.how} {wording.marks(numbers)}."
    if linked.question.kind in _TELLING:
        sentence = best.scored.sentence.text
        if " ".join(sentence.split()).strip(".") != " ".join(short.split()).strip("."):
            text += f" {wording.quote(sentence)}"
    if conflicts:
        text += (
            f" {wording.disagreement()}: "
            + wording.listed([f"{wording.number(c.value)} {wording.marks(c.citations)}" for c in conflicts])
            + "."
        )
    return text


def _short(linked: Linked, best: Candidate) -> str:
    if best.type == "Date":
        return wording.day(best.value)
    if best.type == "Number":
        scaled = best.unit.startswith(("mi", "tusind"))  # the text's own "42 mio. kr." reads better than all its digits
        if best.value.replace(".", "").isdigit() and (best.how or not scaled):
            return f"{wording.number(best.value)} {best.unit}".strip()
        return best.label
    return wording.listed([c.label for c in (best, *best.more)])


def unanswered(index: Index, citer: Citer, solution: Solution, k: int) -> Answer:
    """No answer: why not, and the nearest passage where one comes near."""
    linked, ranked, decision = solution.linked, solution.ranked, solution.decision
    reason = decision.reason or "not_stated"
    near = [sentence_place(s) for s in ranked[:1] if s.coverage >= 0.35] if reason != "off_topic" else []
    if reason == "ambiguous":  # the sentences that give the readings their different answers
        near = [_place(solution.found[0])] + [sentence_place(s) for s in solution.found[0].also]
    cited = citer.cite(distinct(near), max(1, min(k, MOST_CITED)))
    text = wording.no_answer(reason, decision.missing, linked.question)
    if cited and reason != "ambiguous":
        text += wording.nearest(cited[0].document.title)
    offered = solution.readings or suggestions.offered(index, solution)
    text += wording.offer(offered)
    return Answer(
        question=linked.question.text,
        status="no_answer",
        answer=text,
        confidence=decision.confidence,
        values=(),
        citations=tuple(cited),
        sparql=None,
        interpretation=wording.interpretation(
            linked.question, linked.mended, [m.row.label for m in solution.meant[:1]]
        ),
        reason=reason,
        suggestions=offered,
        index=index.hash,
        took_ms=0.0,
    )
