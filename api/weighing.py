"""Which value is given, or none: the rules' best and the reader's likeliest weighed against "the texts don't say".

Two logistic models over a few figures of rules and reader, fitted by `tests/bench/reader/weigh.py` on questions to
texts that the reader was not trained on. One tells how likely a value is right, the other how likely no text says it.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from . import clock, day_asked, decide, hops, pointed_lists, reported, second_opinion, spoken, words
from .decide import Decision
from .lists import count_of
from .question import Kind, Question, Term

if TYPE_CHECKING:
    from .candidates import Candidate
    from .linking import Linked
    from .second_opinion import Opinion

_KINDS = tuple(kind for kind in Kind if kind not in (Kind.YESNO, Kind.COMPARE))
_REASONS = ("not_stated", "outside_period", "false_premise", "off_topic")
NAMES = (
    "whole",  # log odds of the reader's share of the value's sentence, with "none of them" as a choice
    "share",  # the same among the sentences alone
    "words",  # of its share of the value's words
    "all",  # of all sentences together against "none of them"
    "own",  # how far the sentence holds the question's words
    "coverage",  # and what stands round it
    "fit",
    "trust",  # less where a name, year or number of the question is elsewhere
    "apart",  # is it nothing?
    "sound",
    "firm",  # the reader's share of sentence and words together
    "firm apart",
    "rules",  # is it what the rules give first?
    "reader",  # is it what the reader gives first?
    "sure",  # the rules' confidence in what they give first
    "both sure",  # the same where this is it
    "several",  # are several things asked for?
    "list",  # is it a list of the rules?
    *_REASONS,
    *_KINDS,
)
RIGHT: Mapping[str, float] = {
    "whole": 0.16,
    "share": 0.08,
    "words": 0.27,
    "all": -0.04,
    "own": -0.71,
    "coverage": 2.84,
    "fit": 0.67,
    "trust": 1.35,
    "apart": 0.78,
    "sound": 0.36,
    "firm": 2.87,
    "firm apart": -0.32,
    "rules": -0.17,
    "reader": 0.12,
    "sure": -0.77,
    "both sure": 1.16,
    "several": -0.65,
    "list": -1.51,
    "not_stated": 0.18,
    "outside_period": 0.02,
    "false_premise": 0.30,
    "off_topic": -0.30,
    "who": 0.09,
    "when": 0.33,
    "where": 0.07,
    "number": -0.41,
    "what": -0.07,
    "definition": 0.71,
    "why": 0.23,
    "how": 0.65,
    "quote": 0.18,
    "said": -0.12,
}
UNSAID: Mapping[str, float] = {
    "whole": -0.42,
    "share": 0.12,
    "words": 0.05,
    "all": -0.65,
    "own": 1.20,
    "coverage": -0.41,
    "fit": 1.03,
    "trust": -3.29,
    "apart": -2.14,
    "sound": -0.32,
    "firm": 0.62,
    "firm apart": 0.58,
    "rules": 0.15,
    "reader": 0.10,
    "sure": -0.79,
    "both sure": -0.73,
    "several": -0.77,
    "list": 0.13,
    "not_stated": -0.19,
    "outside_period": -0.31,
    "false_premise": -0.40,
    "off_topic": 0.34,
    "who": 0.20,
    "when": 0.19,
    "where": -2.23,
    "number": 0.66,
    "what": -0.51,
    "definition": -1.29,
    "why": 0.46,
    "how": -1.56,
    "quote": -1.87,
    "said": -0.01,
}
RIGHT_AT_LEAST = -5.99
UNSAID_AT_LEAST = 0.84
_SURE, _LISTED, _RATHER = 0.9, 0.6, 0.5  # how sure rules are of a value, of a list, and of a list that is likely
_HELD, _DENIED = 0.3, 0.1  # the reader's share of a sentence that it thinks likely, and unlikely
_UNREAD, _NOTHING = 0.6, 0.1  # how sure rules are of a sentence it was not shown, and its share of any other value
_FIRMLY = 0.85  # how sure it is of another value, for a sure one to be weighed at all
_POINTED = 0.8  # the reader's share of words that it surely points at
_LIKELY = (0.55, 0.75, 0.5)  # or: how sure, how well the value fits, and the share of its sentence
# Values with less of a chance are not given; chosen on 2,133 questions to texts that the reader was not trained on
# (long.jsonl, wide.jsonl), a fifth of them without an answer.
_CHANCE, _AGAINST, _DOUBTFUL = 0.1, 0.15, 0.35
_LIST_CHANCE = 0.12  # of a list that the reader points at where the question gives no number; chosen by hand, on few
_TOLD = frozenset({Kind.WHAT, Kind.DEFINITION, Kind.PURPOSE, Kind.WHY, Kind.HOW})
_SURELY_SAID, _SENTENCE = 0.1, 0.4  # how unlikely "no text says it", and how likely a sentence, for it to be shown
_OPTIONS = 10  # values that are weighed
_PASSED_BY = 0.03  # the reader's share of a sentence whose list it does not believe in
_LIKELY_LIST = 0.5  # the reader's share of a sentence whose list goes before one of the rules' elsewhere
_LIKELIER = 1.5  # and how many times the share of theirs it is
_FIRM = 0.6  # the reader's share of sentence and words, for a value to be weighed that nothing else speaks for
_FIRM_OF_PREMISE = 0.75  # the same where the texts speak of who is named, but not of what is taken for granted
_FIRM_OF_TOPIC = 0.9  # the same where what somebody says of a matter is asked for
_LOOKED_AT = 0.02  # the reader's share of a sentence whose values are
_NAMED = 0.85  # how far a sentence holds a name, for it to speak of the one that is meant
_IN_ITS_OWN_WORDS = 0.95  # how far a sentence holds a word of the question that it says itself
_FLOOR = 0.3  # of the trust by which the reader's values are ranked


@dataclasses.dataclass(frozen=True, slots=True)
class Option:
    """A value that may be given, and its figures by the names of NAMES."""

    candidate: Candidate
    figures: Mapping[str, float]


def chosen(
    linked: Linked, opinion: Opinion, found: Sequence[Candidate], decision: Decision, pool: Sequence[Candidate]
) -> tuple[list[Candidate], Decision]:
    """The values with the one that is given first, and the decision; its confidence is how likely that is right."""
    pool = clock.first(linked.question, day_asked.first(linked.question, pool))
    given = options(linked, opinion, found, decision, pool) if opinion.reads else []
    if not given:
        return list(found), decision  # where there is no reader, or it was shown nothing, the rules decide
    own = next((o for o in given if o.figures["rules"]), None)
    if own is not None and _stands(linked.question, own, given, decision):
        return [own.candidate, *found[1:]], decision
    weighed = [(round(_likely(o.figures, RIGHT, RIGHT_AT_LEAST), 4), o) for o in given]
    right, best = max(weighed, key=lambda w: w[0])
    unsaid = round(_likely(given[0].figures, UNSAID, UNSAID_AT_LEAST), 4)
    best = _of_the_number(linked.question, _with_fellows(best, given), given)
    others = [c for c in found if c is not best.candidate]
    denied = (
        decision.reason == "false_premise"
        and best.figures["firm"] < _FIRM_OF_PREMISE
        and _names(linked, best.candidate)
    )
    denied = denied or _of_unknown_years(linked, decision, best) or _of_another_title(linked, best.candidate)
    told = unsaid < _SURELY_SAID and _tells(linked.question, decision, best)
    told = told or _told_beside(linked.question, decision, best)
    if not denied and (told or (right > unsaid and right >= _least(linked.question, decision, best))):
        return [best.candidate, *others], Decision(right)
    return list(found), decision if decision.reason is not None else Decision(right, "not_stated")


def _of_another_title(linked: Linked, candidate: Candidate) -> bool:
    """Is a title in quotation marks asked about ("Sammen om engene"), and nothing of it near the value?"""
    titles = [title.casefold().split() for title in linked.question.quoted if title[:1].isupper()]
    names = {term.word for term in linked.question.content if term.role == "name"}
    of_titles = {name for name in names if any(name.casefold() in title for title in titles)}
    return bool(of_titles) and of_titles <= {term.word for term in decide.unsupported(linked, candidate)}


def _of_unknown_years(linked: Linked, decision: Decision, best: Option) -> bool:
    """Do the texts know none of the years that are asked about, and does the value not stand in words that date it?"""
    asked = set(linked.question.years)
    unknown = asked and asked <= {term.word for term in linked.absent}
    return bool(unknown) and decision.reason == "outside_period" and best.figures["trust"] < 1.0


def _tells(question: Question, decision: Decision, best: Option) -> bool:
    """Is the sentence of a value likely enough to be shown, though which of its words answer is open? It says more than
    a name or a figure does, and stands beside the value."""
    read_past = decision.reason in ("outside_period", "false_premise")
    return question.kind in _TOLD and best.candidate.opinion[1] >= _SENTENCE and not read_past


_BESIDE, _WORDS = 0.8, 0.6  # the reader's shares of a reason's sentence and words
_HELD_NEAR = 0.75  # of what is asked, told by that sentence and those beside it


def _told_beside(question: Question, decision: Decision, best: Option) -> bool:
    """Does the reader point at a sentence right beside the one that holds what the question asks the reason for?"""
    share, _, said = best.candidate.opinion
    if question.kind is not Kind.WHY or decision.reason not in (None, "not_stated") or share < _BESIDE or said < _WORDS:
        return False
    scored, weights = best.candidate.scored, [t.weight for t in question.content]
    near = sum(w * max(n, d) for w, n, d in zip(weights, scored.near, scored.direct, strict=True))
    return near >= _HELD_NEAR * (sum(weights) or 1.0)


def _least(question: Question, decision: Decision, best: Option) -> float:
    """How likely right a value must be: more where the rules find none, and where a name stands only elsewhere; a list
    of as many as are asked for is rarely a chance, another is more often."""
    pointed = best.candidate.pointed
    counted = pointed and 1 + len(best.candidate.more) == pointed_lists.asked(question)
    if counted or decision.reason is None:
        return _LIST_CHANCE if pointed and not counted else _CHANCE
    return _DOUBTFUL if best.figures["trust"] < 1.0 or decision.reason == "off_topic" else _AGAINST


def _stands(question: Question, own: Option, given: Sequence[Option], decision: Decision) -> bool:
    """Are the rules sure of their value, and does the reader not speak against it?

    Where texts are worded like those the rules were made on, they are right more often than the weights allow for.
    """
    share, several = own.candidate.opinion[0], bool(own.candidate.more)
    if spoken.of_this_matter(question, own.candidate, [o.candidate for o in given if o is not own], decision):
        return True
    if several and decision.confidence >= _SURE and _named_there_only(question, own, given):
        return True
    if several and (0.0 < share < _PASSED_BY or _outdone(own.candidate, [o.candidate for o in given])):
        return False
    if (
        not share
        and decision.confidence >= _UNREAD
        and max(o.candidate.opinion[1] * o.candidate.opinion[2] for o in given) < _NOTHING
    ):
        return True  # the reader was not shown its sentence, and has no value of its own
    if decision.confidence < (_LISTED if several else _SURE):
        if several:
            return decision.confidence >= _RATHER and share >= _HELD
        # rules tell the figures and times of one sentence apart better than the reader, but not its names and phrases
        sure = (decision.confidence, own.candidate.fit, share)
        return not _pointed_past(own, given) and all(a >= b for a, b in zip(sure, _LIKELY, strict=True))
    others = (o.candidate.opinion for o in given if o is not own and not o.figures["apart"])
    return share >= _DENIED or max((whole * words for _, whole, words in others), default=0.0) < _FIRMLY


def _named_there_only(question: Question, own: Option, given: Sequence[Option]) -> bool:
    """Does the sentence of the rules' list say a compound of the question in that very form, which no likelier sentence
    does? Parties to "a climate pact" are not those of another agreement."""
    mine = own.candidate
    likelier = [o.candidate for o in given if o.candidate.opinion[0] > mine.opinion[0] and not o.figures["rules"]]
    others = [c for c in likelier if c.scored.sentence is not mine.scored.sentence]
    pairs = enumerate(zip(question.content, mine.scored.direct, strict=False))
    at = [i for i, (term, direct) in pairs if direct >= _IN_ITS_OWN_WORDS and _compound(term)]
    return bool(others) and any(all(_holds(c, i) < _NAMED for c in others) for i in at)


def _compound(term: Term) -> bool:
    return term.role == "noun" and not term.focus and bool(words.keys(term.word).modifier)


def _holds(candidate: Candidate, i: int) -> float:
    return candidate.scored.direct[i] if i < len(candidate.scored.direct) else 1.0


def _pointed_past(own: Option, given: Sequence[Option]) -> bool:
    """Does the reader point at other words of the rules' own sentence ("styrelsens direktør, *Torben Aagesen*")?"""
    value = own.candidate
    if value.opinion[2] >= _DENIED or value.type in ("Number", "Date"):
        return False
    return any(
        o.candidate.scored.sentence is value.scored.sentence and o.candidate.opinion[2] >= _POINTED for o in given
    )


def denied(linked: Linked, cell: Candidate, opinion: Opinion, pool: Sequence[Candidate]) -> bool:
    """Is the reader firm on another value than a table's cell, in a sentence that is not the cell's row?"""
    if opinion.share(cell)[0] >= _DENIED:
        return False
    rows = [s.sentence for s in (cell.scored, *cell.also)]
    return any(
        c.opinion[1] * c.opinion[2] >= _FIRMLY
        and c.value.casefold() != cell.value.casefold()
        and all(c.scored.sentence is not row for row in rows)
        and second_opinion.trust(linked, c)
        for c in pool
    )


def _outdone(own: Candidate, given: Sequence[Candidate]) -> bool:
    """Does the reader point at a list that goes before the rules': of other members in the same sentence, or in one
    that it finds likely where it does not find the rules' so?"""
    share = own.opinion[0]
    for other in given:
        if not other.pointed or other.opinion[2] < 1.0:
            continue
        if other.scored.sentence is own.scored.sentence:
            told = {m.value.casefold() for m in (other, *other.more)}
            extra = [m.value for m in (own, *own.more) if m.value.casefold() not in told]
            kept = len(extra) + len(told) == 1 + len(own.more) and all(hops.proper(name) for name in extra)
            return not kept  # unless the rules' list has all of them, and names more
        if other.opinion[1] >= _LIKELY_LIST and other.opinion[0] >= _LIKELIER * share:
            return True
    return False


def _with_fellows(best: Option, given: Sequence[Option]) -> Option:
    """The list that the reader points at in the sentence of a value which is but one of its members, or all in one; a
    list of the rules where the value is several of its members ("elever, forældre" of three)."""
    if best.candidate.more:
        return best
    for other in given:
        whole = other.candidate
        if whole.more and not whole.pointed and _cut_short(best.candidate, whole):
            return other
        if not whole.pointed or whole.opinion[2] < 1.0 or whole.scored.sentence is not best.candidate.scored.sentence:
            continue
        members = (whole, *whole.more)
        if any(m.start < best.candidate.end and best.candidate.start < m.end for m in members):
            return other
    return best


def _cut_short(one: Candidate, whole: Candidate) -> bool:
    """Does a value hold several members of a list, but not each of them?"""
    if whole.scored.sentence is not one.scored.sentence:
        return False
    held = [m.start < one.end and one.start < m.end for m in (whole, *whole.more)]
    return sum(held) > 1 and not any(m.start < one.start for m in (whole, *whole.more))


def _of_the_number(question: Question, best: Option, given: Sequence[Option]) -> Option:
    """The list of as many as are asked for, where its sentence says that number too, before a value that is not as
    many: "hvilke *to*" is not answered by one."""
    asked = pointed_lists.asked(question)
    if asked < _SEVERAL or 1 + len(best.candidate.more) == asked:
        return best
    for other in given:
        counted = 1 + len(other.candidate.more) == asked
        said = any(count_of(t.low) == asked for t in other.candidate.scored.sentence.tokens)
        likely = other.candidate.pointed and other.candidate.opinion[0] >= _LIKELY_COUNTED
        if counted and not other.figures["apart"] and (said or likely):
            return other
    return best


_SEVERAL = 2
_LIKELY_COUNTED = 0.12  # the reader's share of a list that has as many members as are asked for


def options(
    linked: Linked, opinion: Opinion, found: Sequence[Candidate], decision: Decision, pool: Sequence[Candidate]
) -> list[Option]:
    """The reader's likeliest values, its surest list and the one that the rules give, if any; each once."""
    pool = reported.without_speakers(linked.question, pool)
    weighed = [(second_opinion.trust(linked, c), c) for c in pool if second_opinion.sound(linked.question, c)]
    trusts = {id(c): trust for trust, c in weighed}
    trusted = [(trust, c) for trust, c in weighed if trust]
    firsts = [_surest(trusted)] if trusted else []
    if linked.question.many and any(c.more for _, c in trusted):
        firsts.append(_surest([(trust, c) for trust, c in trusted if c.more]))
    firm = [c for trust, c in weighed if trust or _firm(linked, c)]
    others = sorted(firm, key=lambda c: (-round(_sure(1.0, c), 4), not c.pointed, -c.fit, c.start))
    rules = (
        dataclasses.replace(found[0], opinion=opinion.share(found[0])) if found and decision.reason is None else None
    )
    total = sum(read.whole for read in opinion.reads.values())
    made: list[Option] = []
    for candidate in dict.fromkeys((*firsts, *others)):
        first = any(candidate is c for c in firsts)
        likely = first or (len(made) < _OPTIONS and candidate.opinion[1] >= _LOOKED_AT)
        if not likely or any(_twice(candidate, o.candidate) for o in made):
            continue
        both = rules is not None and not any(o.figures["rules"] for o in made) and _same(candidate, rules)
        standing = (trusts[id(candidate)], True)
        made.append(Option(candidate, _figures(linked, candidate, decision, total, standing, rules=both, reader=first)))
    if rules is not None and not any(o.figures["rules"] for o in made):
        standing = (second_opinion.trust(linked, rules), second_opinion.sound(linked.question, rules))
        made.append(Option(rules, _figures(linked, rules, decision, total, standing, rules=True, reader=False)))
    return made


def _firm(linked: Linked, candidate: Candidate) -> bool:
    """Is the reader so sure of a value that it is weighed though the question's names are not with it?"""
    _, whole, words = candidate.opinion
    if decide.by_topic(linked.question) and _MATTER.search(linked.question.core) is not None:
        return False  # "hvad siger X om Y": what is said of another matter is no answer, however firm
    if whole * words < (_FIRM if not decide.by_topic(linked.question) else _FIRM_OF_TOPIC):
        return False
    return not second_opinion.misplaced(linked, candidate)


_MATTER = re.compile(r"\b(?:om|til|ved)\s+\w", re.I)


def _names(linked: Linked, candidate: Candidate) -> bool:
    """Does a sentence name the very ones that a question names: what it says of them is then another thing than the
    question takes for granted?"""
    pairs = zip(linked.question.content, candidate.scored.direct, strict=False)
    named = [direct for term, direct in pairs if term.role == "name"]
    return bool(named) and min(named) >= _NAMED


def _twice(one: Candidate, other: Candidate) -> bool:
    return _same(one, other) and one.scored.sentence is other.scored.sentence


def _surest(trusted: Sequence[tuple[float, Candidate]]) -> Candidate:
    """The value that the reader is surest of, by how far each may be trusted."""
    return max(trusted, key=lambda t: (round(_sure(*t), 4), t[1].pointed, t[1].fit, -t[1].start))[1]


def _sure(trust: float, candidate: Candidate) -> float:
    _, whole, words = candidate.opinion
    return float(whole * words**0.25 * max(_FLOOR, trust))


def _figures(
    linked: Linked,
    candidate: Candidate,
    decision: Decision,
    total: float,
    standing: tuple[float, bool],
    *,
    rules: bool,
    reader: bool,
) -> dict[str, float]:
    """The figures of a value; `standing` tells how far it may be trusted, and whether it is sound."""
    question, (share, whole, words), (trust, sound) = linked.question, candidate.opinion, standing
    figures = dict.fromkeys(NAMES, 0.0) | {
        "whole": _odds(whole),
        "share": _odds(share),
        "words": _odds(words),
        "all": _odds(total),
        "own": candidate.scored.own,
        "coverage": candidate.scored.coverage,
        "fit": min(1.2, candidate.fit),
        "trust": trust,
        "apart": float(trust == 0.0),
        "sound": float(sound),
        "firm": whole * words,
        "firm apart": whole * words * (trust == 0.0),
        "rules": float(rules),
        "reader": float(reader),
        "sure": decision.confidence,
        "both sure": decision.confidence if rules else 0.0,
        "several": float(question.many),
        "list": float(bool(candidate.more) and not candidate.pointed),
    }
    for name in (decision.reason, question.kind):
        if name in figures:
            figures[name] = 1.0
    return figures


def _same(one: Candidate, other: Candidate) -> bool:
    return one.value.casefold() == other.value.casefold() and len(one.more) == len(other.more)


def _odds(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return math.log((share + 0.02) / (1.02 - share))


def _likely(figures: Mapping[str, float], weights: Mapping[str, float], start: float) -> float:
    return 1 / (1 + math.exp(-(start + sum(weights.get(name, 0.0) * value for name, value in figures.items()))))
