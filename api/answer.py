"""Values and evidence to an `Answer`: its words, its values, its citations, its other values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import disagreement, suggestions, wording, words
from .candidates import Candidate
from .citations import Citer, distinct, sentence_place
from .contract import Answer, Citation, Conflict, Value, ValueType
from .linking import Linked
from .question import Kind, Question
from .reading import Scored
from .solving import Solution
from .things import Things, things
from .views import content

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
    others = disagreement.others(index, solution)
    conflicts, more = _conflicts(citer, others, len(cited))
    sides = _sides((best, *others), (cited[0], *more)) if others else []
    values = tuple(_value(c, things(index)) for c in (best, *best.more))
    return Answer(
        question=linked.question.text,
        status="answered",
        answer=_text(linked, best, cited, sides),
        confidence=decision.confidence,
        values=values,
        citations=(*cited, *more),
        sparql=solution.sparql,
        interpretation=wording.interpretation(linked.question, linked.mended, _read_as(solution)),
        conflicts=conflicts,
        index=index.hash,
        took_ms=0.0,
    )


def _read_as(solution: Solution) -> list[str]:
    """The thing that the question names most fully; none where several are named as well, or only a part of one is."""
    question = solution.linked.question
    sure = [m for m in solution.meant if m.score >= 0.9 and _said_in_full(question, m.row.label)]
    if solution.found and solution.found[0].how:  # two things that were asked for one by one
        return list(dict.fromkeys(m.row.label for m in sure))[:2]
    best = max(sure, key=lambda m: (len(m.terms), m.score), default=None)
    if best is None:
        return []
    rivals = [m for m in sure if m.terms == best.terms and m.score >= best.score - 0.01 and m is not best]
    return [best.row.label] if not rivals else []


def _said_in_full(question: Question, label: str) -> bool:
    """Does a question say all of a label, or the whole period that tells it from others of its name?"""
    years = re.findall(r"\b(?:19|20)\d\d\b", label)
    if years:
        return set(years) <= set(question.years)
    return all(any(words.alike(t.word, w) >= 0.85 for t in question.content) for w in content(label))


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


def _conflicts(citer: Citer, others: Sequence[Candidate], already: int) -> tuple[tuple[Conflict, ...], list[Citation]]:
    cited: list[Citation] = []
    conflicts = []
    for other in others:
        made = citer.cite([_place(other)], 1)[0]
        number = already + len(cited) + 1
        cited.append(made.model_copy(update={"n": number}))
        conflicts.append(
            Conflict(
                value=other.value,
                citations=(number,),
                source=made.document.publisher or made.document.title,
                date=made.document.date,
                speaker=disagreement.speaker(other.scored) or None,
            )
        )
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


def _text(linked: Linked, best: Candidate, cited: Sequence[Citation], sides: Sequence[str]) -> str:
    numbers = [c.n for c in cited]
    short = _short(linked, best)
    text = f"{wording.capital(short)} {wording.marks(numbers)}."
    if best.how:
        text = f"{wording.capital(short)}: {best.how} {wording.marks(numbers)}."
    if linked.question.kind in _TELLING:
        sentence = best.scored.sentence.text
        if " ".join(sentence.split()).strip(".") != " ".join(short.split()).strip("."):
            text += f" {wording.quote(sentence)}"
    if sides:
        text += wording.disagreement(sides)
    return text


def _sides(values: Sequence[Candidate], cited: Sequence[Citation]) -> list[str]:
    """What each source says, with its date and whom it names: "KL (2. maj 2016): 33 [1]"."""
    publishers = {c.document.publisher for c in cited}
    out = []
    for value, citation in zip(values, cited, strict=True):
        document = citation.document
        name = document.publisher if document.publisher and len(publishers) == len(cited) else None
        speaker = disagreement.speaker(value.scored)
        out.append(wording.side(name, document.title, document.date, speaker, _figure(value), citation.n))
    return out


def _short(linked: Linked, best: Candidate) -> str:
    if best.type == "Number" and best.how and any(c.isalpha() for c in best.label):
        return best.label  # reckoned, and said in the unit that the text counts in
    if (
        best.type == "Number"
        and not best.more
        and best.label == best.value
        and best.value not in ("1", "0")
        and not best.unit
    ):
        return f"{wording.number(best.value)} {_counted(linked)}".strip()
    if best.type in ("Date", "Number"):
        return wording.listed([_figure(c) for c in (best, *best.more)])
    return wording.listed([c.label for c in (best, *best.more)])


def _counted(linked: Linked) -> str:
    """The noun that a question counts, as it stands there: "hvor mange *initiativer*"."""
    question = linked.question
    asks = question.kind is Kind.NUMBER and question.wh == "hvor mange" and question.focus_at >= 0
    token = question.tokens[question.focus_at] if asks else None
    return token.text if token is not None and token.text.islower() and token.low.endswith(("er", "e", "r")) else ""


def _figure(value: Candidate) -> str:
    """A date or number as Danes write it; the text's own "42 mio. kr." reads better than all its digits."""
    if value.type == "Date":
        return wording.day(value.value)
    scaled = value.unit.startswith(("mi", "tusind"))
    if scaled and value.how and value.value.isdigit():
        return wording.amount(value.value, value.unit)
    if value.value.replace(".", "").isdigit() and (value.how or not scaled):
        return f"{wording.number(value.value)} {value.unit}".strip()
    return value.label


def unanswered(index: Index, citer: Citer, solution: Solution, k: int) -> Answer:
    """No answer: why not, and the nearest passage where one comes near."""
    linked, ranked, decision = solution.linked, solution.ranked, solution.decision
    reason = decision.reason or "not_stated"
    near = [sentence_place(s) for s in ranked[:1] if s.coverage >= 0.35] if reason != "off_topic" else []
    if reason == "ambiguous":  # the sentences that give the readings their different answers
        near = [_place(solution.found[0])] + [sentence_place(s) for s in solution.found[0].also]
    cited = citer.cite(distinct(near), max(1, min(k, MOST_CITED)))
    text = wording.no_answer(reason, decision.missing, linked.question, [t.word for t in linked.absent])
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
        interpretation=wording.interpretation(linked.question, linked.mended, _read_as(solution)),
        reason=reason,
        suggestions=offered,
        index=index.hash,
        took_ms=0.0,
    )
