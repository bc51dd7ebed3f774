"""One question, asked in one step, to its ranked values: text and graph both asked, their values held against each
other."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import (
    about_texts,
    affiliations,
    announced_items,
    attendance,
    clock,
    contacts,
    counted_parties,
    decide,
    denied_reasons,
    differences,
    echoed_reasons,
    extract,
    framed_quotes,
    from_graph,
    full_names,
    gapped,
    hops,
    in_force,
    labels,
    left_out,
    list_fellows,
    measures,
    neighbours,
    numbered_parts,
    other_agents,
    other_events,
    other_plans,
    parties,
    phases,
    pointed,
    pointed_lists,
    portions,
    quoted_words,
    reader,
    reading,
    remainders,
    reported,
    roles,
    second_opinion,
    signing,
    table_members,
    table_questions,
    titles,
    told_lists,
    typed_values,
    verdicts,
    votes,
    weighing,
    who_can,
    writers,
    yearly,
)
from .candidates import Candidate
from .chunks import is_role
from .decide import Decision
from .library import HITS, library
from .linking import Lexis, Linked, link
from .question import Kind, Question, parse
from .reading import Scored
from .second_opinion import Opinion
from .tables import heads
from .things import Meant, things

if TYPE_CHECKING:
    from .bridging import Second
    from .index import Index
    from .retrieval import Hit
    from .views import View

AGREED = 0.06  # what a value gains where text and graph give the same
SEVERAL = 0.06  # what a list gains where the question asks which ones


@dataclasses.dataclass(frozen=True, slots=True)
class Solution:
    """A question as it was read, its values best first, the sentences behind them, and the decision.

    `readings` are the questions that an ambiguous one may mean; `opinion` is what the reader, where it was asked,
    thinks of the sentences.
    """

    linked: Linked
    ranked: tuple[Scored, ...]
    found: tuple[Candidate, ...]
    decision: Decision
    meant: tuple[Meant, ...]
    sparql: str | None = None
    readings: tuple[str, ...] = ()
    opinion: Opinion = second_opinion.NONE


@dataclasses.dataclass(frozen=True, eq=False)
class ByRules:
    """What the rules read for a question, whoever asks it and for what: alone, as a part of another, on the way to one.

    `told` is what a table gives or what is reckoned, with how sure that is; `read` and `known` are the values of text
    and graph; `cuts` what was cut from each sentence; `settled` tells that lines of who wrote a text, when, or whom
    to turn to are asked for: the reader knows nothing better.
    """

    parsed: Question
    linked: Linked
    meant: tuple[Meant, ...]
    views: tuple[View, ...]
    lexis: Lexis
    hits: tuple[Hit, ...]
    ranked: tuple[Scored, ...]
    told: tuple[Candidate, float] | None
    read: tuple[Candidate, ...]
    known: tuple[tuple[Candidate, str], ...]
    cuts: extract.Cuts
    settled: bool


def _by_rules(index: Index, question: str, within: str) -> ByRules:
    parsed = parse(question)
    shelf = library(index)
    hits = index.retriever.search(parsed.core, HITS) if parsed.core.strip() and not shelf.small else []
    meant = things(index).meant(parsed)
    rows = from_graph.ask(index, parsed, meant)
    defining = [] if shelf.small else _defined_in(index, parsed, meant)
    if within:
        views = [shelf.view(within)]
        lexis = Lexis([view.vocabulary for view in views])
    else:
        views, lexis = shelf.read(hits, [*from_graph.documents(rows), *defining])
    linked = link(parsed, lexis)
    if linked.mended:
        meant = things(index).meant(linked.question)
        rows = from_graph.ask(index, linked.question, meant)
    ranked = roles.weigh(linked.question, reading.rank(linked.question, views, lexis, bonus(hits, views)), lexis)
    if turned_to := contacts.lines(linked.question, views, lexis):
        known_lines = {id(s.sentence) for s in turned_to}
        ranked = [*turned_to, *(s for s in ranked if id(s.sentence) not in known_lines)]
    told = _reckoned(linked, ranked, views, lexis)
    told = told if told is None or not _no_answer(linked, told[0]) else None
    cuts: extract.Cuts = {}
    asked = about_texts.asks(linked.question)
    of_text = writers.candidates(linked.question, asked, views, lexis) if asked else None
    of_text = of_text if of_text is not None else parties.candidates(linked.question, views, lexis)
    of_text = of_text if of_text is not None else attendance.candidates(linked.question, views, lexis)
    if of_text is not None:
        read = of_text
        known = []
    else:
        read = extract.candidates(linked.question, ranked, lexis, cuts)
        read += labels.candidates(linked.question, views, lexis)
        read = [c for c in read if not table_questions.neighbour(linked.question, c)]
        read = [c for c in read if not portions.of_another(linked.question, c)]
        read = [c for c in read if not other_plans.of_another(linked.question, meant, c)]
        read = reported.without_speakers(linked.question, read)
        known = from_graph.candidates(linked.question, rows, ranked, views, lexis)
    known = [(c, query) for c, query in known if _of_office(index, linked.question, c)]
    known = [(c, query) for c, query in known if not other_plans.of_another(linked.question, meant, c)]
    if linked.question.kind is Kind.WHO and of_text is None:
        read = [c for c in read if not _a_thing(index, c)]
        known = [(c, query) for c, query in known if not _a_thing(index, c)]
    if within:
        known = [(c, query) for c, query in known if c.scored.view.doc_id == within]
    return ByRules(
        parsed, linked, tuple(meant), tuple(views), lexis, tuple(hits), tuple(ranked), told, tuple(read), tuple(known),
        cuts, of_text is not None or contacts.settles(linked.question, read),
    )  # fmt: skip


def direct(
    index: Index, question: str, *, alone: bool = True, within: str = "", second: Second | None = None
) -> Solution:
    """The solution of a question that is asked in one step; one that is not `alone` is part of another, and is answered
    by the rules, which say better than the reader when a part has no answer. `within` names the only document read,
    `second` tells what the reader is asked of a question that is read on the way to another's answer."""
    if alone or not library(index).small:
        index.expect(parse(question).core)
    by_rules = library(index).once((question, within), lambda: _by_rules(index, question, within))
    linked, meant, ranked = by_rules.linked, list(by_rules.meant), by_rules.ranked
    if alone and second is None and (lacking := numbered_parts.missing(linked.question, by_rules.views)):
        return Solution(linked, tuple(ranked), (), Decision(0.1, "not_stated", (lacking,)), tuple(meant))
    about_text = by_rules.settled
    told, read, known = by_rules.told, list(by_rules.read), list(by_rules.known)
    if second is not None:
        told = told if told is not None and second.admits(told[0]) else None
        read = [c for c in read if second.admits(c)]
        known = [(c, query) for c, query in known if second.admits(c)]
    found, decision = _best(linked, _usable(linked, read, [candidate for candidate, _ in known]), meant)
    tabular: Solution | None = None
    members = None
    opinion: Opinion | None = None
    asked = second_opinion.wanted(linked.question, decision) and not _known_alone(found, decision, known)
    rows = table_members.asks(linked.question) and (asked or linked.question.many)
    if alone and second is None and not about_text and rows and table_members.stand_in(by_rules.views):
        opinion = _opinion(index, by_rules)
        members = table_members.read(linked.question, opinion, by_rules.views)
    if members is not None and decision.reason not in ("unknown_entity", "ambiguous"):
        sure = Decision(table_members.CONFIDENCE)
        return Solution(linked, tuple(ranked), (members,), sure, tuple(meant))
    if told is not None and not _surer(linked.question, found, decision, told[0]):
        tabular = Solution(linked, tuple(ranked), (told[0],), Decision(told[1]), tuple(meant))
        if second is not None or not alone or about_text or told[0].more or told[0].how:
            return tabular
    asked = asked or (second is not None and second.name == "")
    if alone and not about_text and (asked or tabular is not None):
        opinion = _opinion(index, by_rules, second) if opinion is None else opinion
        pool = _opined(by_rules, opinion, read, [candidate for candidate, _ in known])
        if second is not None:
            pool = [c for c in pool if second.admits(c)]
        if tabular is not None and not weighing.denied(linked, tabular.found[0], opinion, pool):
            return tabular
        if linked.question.kind is Kind.YESNO:
            found, decision = verdicts.weighed(linked, opinion, found, decision, pool)
        else:
            found, decision = weighing.chosen(linked, opinion, found, decision, pool)
    else:
        opinion = second_opinion.NONE
    sparql = next((query for c, query in known if found and c.value == found[0].value), None)
    found = [framed_quotes.right_speaker(linked.question, c) for c in found[:1]] + list(found[1:])
    if linked.question.kind is Kind.WHO:
        found = [_better_told(c, [*read, *(k for k, _ in known)]) for c in found[:1]] + list(found[1:])
        found = [affiliations.of_asked_body(linked.question, full_names.whole(c)) for c in found[:1]] + list(found[1:])
    return Solution(linked, tuple(ranked), tuple(found), decision, tuple(meant), sparql, opinion=opinion)


_KNOWN = 0.85  # how sure such a claim is


def _known_alone(found: Sequence[Candidate], decision: Decision, known: Sequence[tuple[Candidate, str]]) -> bool:
    """Does the graph surely know what no word of the sentence shows? "Its starting point is KL's plan": the reader sees
    a sentence alone, and can't tell that this is the plan asked about."""
    if not found or decision.reason is not None or decision.confidence < _KNOWN or any(found[0].scored.direct):
        return False
    return any(c.value == found[0].value and c.scored.sentence is found[0].scored.sentence for c, _ in known)


_BETTER = 0.25  # how much more of the question another sentence holds


def _better_told(best: Candidate, others: Sequence[Candidate]) -> Candidate:
    """A name with the sentence that says most of the question, of those that give the name: to be cited."""
    if best.more or best.how or best.also:
        return best
    same = [c for c in others if not c.more and c.value.casefold() == best.value.casefold()]
    most = max(same, key=lambda c: c.scored.coverage, default=best)
    return most if most.scored.coverage >= best.scored.coverage + _BETTER else best


def _opinion(index: Index, by_rules: ByRules, second: Second | None = None) -> Opinion:
    """The reader's view of a question's sentences; it is loaded beside what the search for them needs."""
    hits: Sequence[Hit] = by_rules.hits
    if not hits:
        reader.prepare()
        hits = index.retriever.search(by_rules.parsed.core, HITS)
    return second_opinion.ask(by_rules.linked, by_rules.ranked, hits, by_rules.views, second)


def _usable(linked: Linked, read: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Both lists in one, without what answers nothing."""
    merged = _merged(linked.question, read, known)
    kept = (_whole(c) for c in merged if not _worthless(linked, c))
    return _fit(linked.question, [affiliations.of_asked_body(linked.question, c) for c in kept])


def _opined(by_rules: ByRules, opinion: Opinion, read: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """The values of the sentences that the reader finds likely, whatever words they share with the question."""
    linked, ranked, views, lexis = by_rules.linked, by_rules.ranked, by_rules.views, by_rules.lexis
    likely = opinion.likely()
    if not likely:
        return []
    of_them = [v for v in views if v.doc_id in {doc_id for doc_id, _ in likely}]
    scored = reading.rank(linked.question, of_them, lexis, {}, likely)
    seen = {id(s.sentence): s for s in ranked}
    scored = [seen.get(id(s.sentence), s) for s in scored if (s.sentence.doc_id, s.sentence.number) in likely]
    scored = [s for s in scored if not heads(s.view, s.sentence)]
    more = extract.candidates(linked.question, scored, lexis, dict(by_rules.cuts))
    more = [c for c in more if not table_questions.neighbour(linked.question, c)]
    least = decide.LEAST_FIT.get(linked.question.kind, 0.0)
    firm = [c for c in more if c.fit >= least and not _worthless(linked, c)]
    more += pointed.values(linked.question, opinion, scored, firm)
    more += clock.values(linked.question, scored)
    more = [c for c in more if not other_plans.of_another(linked.question, by_rules.meant, c)]
    more += [c for c in read if opinion.of(c.scored.sentence) is not None and c not in more]
    told = [dataclasses.replace(c, opinion=opinion.share(c)) for c in _usable(linked, more, known)]
    none = [c for c in more if denied_reasons.is_none(linked.question, c)]
    instead = [(c, given) for c in none if (given := denied_reasons.instead(c)) is not None]
    told += [dataclasses.replace(given, opinion=opinion.share(c)) for c, given in instead]
    listed = pointed_lists.values(linked.question, opinion, scored)
    listed = [c for c in listed if not list_fellows.of_named(linked.question, c)]
    listed = [affiliations.of_asked_body(linked.question, c) for c in listed if who_can.fits(linked.question, c)]
    return [*listed, *told]


def _of_office(index: Index, question: Question, candidate: Candidate) -> bool:
    """False for a body where the holder of an office is asked for: "hvilken minister", "hvem er formand"."""
    if question.kind is not Kind.WHO or not (question.focus and is_role(question.focus)):
        return True
    row = things(index).called(candidate.value)
    return row is None or row.type == "Person"


_THINGS = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme", "Solution", "Initiative", "Theme", "Event"})


def _a_thing(index: Index, candidate: Candidate) -> bool:
    """Is what would answer "hvem" or "hvilket firma" the name of a plan or a system?"""
    row = things(index).called(candidate.value) if not candidate.more else None
    return row is not None and row.type in _THINGS


_MENTIONS = 400  # passages that are looked through for one that defines
_DEFINING = 4  # documents with such a passage that are read


def _defined_in(index: Index, question: Question, meant: Sequence[Meant]) -> list[str]:
    """The documents with a passage that seems to say what the thing asked about is, whatever search says of them."""
    if question.kind is not Kind.DEFINITION or not meant:
        return []
    names = "|".join(re.escape(n) for n in (meant[0].row.label, *meant[0].row.alt))
    named = rf"(?:^|[.\n] *)[*_»\"]*(?:{names})[*_«\"]*"
    tells = re.compile(rf"{named}\s*(?:[–—:]\s|er (?:en|et|den|det|de)\b)|(?P<less>{named}\s*(?:er\s|står for\s|\())")
    rows = index.texts.passages(index.texts.passages_mentioning(meant[0].row.iri, _MENTIONS))
    found = [(match["less"] is not None, row.doc_id) for row in rows if (match := tells.search(row.text)) is not None]
    return list(dict.fromkeys(doc_id for _, doc_id in sorted(found, key=lambda f: f[0])))[:_DEFINING]


SURE = 0.9  # how sure a sentence must be to go before a cell


def _surer(question: Question, found: Sequence[Candidate], decision: Decision, told: Candidate) -> bool:
    """Does a sentence say outright what a cell of a table, or a count of its rows, only leads to?"""
    if told.pointed:
        return False  # a sentence tells it in the very form that is asked for
    want = pointed_lists.asked(question)
    if want and found and 1 + len(found[0].more) == want and decision.reason is None and decision.confidence >= SURE:
        return True
    if question.many and not told.more and not told.how and _one_of_several(told, found, decision):
        return True
    reckoned = (question.many and told.more) or (told.how and not told.how.startswith("talt"))
    return not reckoned and bool(found) and decision.reason is None and decision.confidence >= SURE


def _one_of_several(told: Candidate, found: Sequence[Candidate], decision: Decision) -> bool:
    """Is a cell that a table gives but one member of the list that a sentence gives?"""
    several = found[:1] if decision.reason is None else ()
    return any(len(c.more) > 1 and told.value.casefold() in {m.value.casefold() for m in (c, *c.more)} for c in several)


def _reckoned(
    linked: Linked, ranked: Sequence[Scored], views: Sequence[View], lexis: Lexis
) -> tuple[Candidate, float] | None:
    """What a table gives, or what is reckoned from figures of the text, and how sure that is."""
    tabular = table_questions.read(linked, views, lexis)
    if tabular is not None:
        return tabular.best, round(min(0.95, tabular.score), 4)
    echoed = gapped.read(linked, ranked, lexis)
    if echoed is not None:
        return dataclasses.replace(echoed, pointed=True), gapped.CONFIDENCE
    echoed = echoed_reasons.read(linked, ranked, lexis) or counted_parties.read(linked, ranked, lexis)
    if echoed is not None:
        return echoed, gapped.CONFIDENCE
    if (voted := votes.read(linked, ranked)) is not None:
        return voted, votes.CONFIDENCE
    found = left_out.read(linked, ranked, lexis) or differences.read(linked, ranked, lexis)
    found = found or remainders.read(linked, ranked, lexis) or in_force.read(linked, views, lexis)
    found = found or yearly.read(linked, views, lexis)
    if found is None and (numbered := numbered_parts.told(linked.question, views)) is not None:
        return numbered, numbered_parts.CONFIDENCE
    if found is None and (announced := announced_items.told(linked.question, views)) is not None:
        return announced, announced_items.CONFIDENCE
    if found is None and (listed := told_lists.read(linked, ranked)) is not None:
        return listed, told_lists.CONFIDENCE
    return (found, 0.7) if found is not None else None


def bonus(hits: Sequence[Hit], views: Sequence[View]) -> dict[tuple[str, int], float]:
    """What search thinks of each passage, 1 for the best and 0 for the last."""
    if not hits:
        return {}
    high, low = hits[0].score, hits[-1].score
    parts = {(v.doc_id, p.span.start): n for v in views for n, p in enumerate(v.record.passages)}
    return {
        (hit.doc_id, parts[hit.doc_id, hit.start]): (hit.score - low) / (high - low or 1.0)
        for hit in hits
        if (hit.doc_id, hit.start) in parts
    }


def _fit(question: Question, found: list[Candidate]) -> list[Candidate]:
    """The values that could be given; all of them where none could, so that the refusal can say what was near."""
    least = decide.LEAST_FIT.get(question.kind, 0.0)
    return [c for c in found if c.fit >= least] or found


def _worthless(linked: Linked, candidate: Candidate) -> bool:
    """True for a value that answers nothing: a pronoun, a name that the question gives, words of a sentence that says
    that it is not known."""
    if linked.question.kind is Kind.YESNO:
        return False
    if not who_can.fits(linked.question, candidate) or not titles.may_be(linked.question.wh, candidate):
        return True
    empty = _EMPTY.fullmatch(candidate.value) is not None or neighbours.only_points(candidate)
    empty = empty or neighbours.lacks_its_clause(candidate)
    telling = linked.question.kind in (Kind.WHO, Kind.WHAT) and empty
    unnamed = _POSSESSED.fullmatch(candidate.value) is not None or neighbours.holds_a_verb(candidate)
    cut_wrongly = linked.question.kind is Kind.WHO and unnamed  # "vores revisor, Grethe Holm": who that is stands after
    number = linked.question.kind is Kind.NUMBER and (
        neighbours.numbers_a_heading(candidate)
        or neighbours.denies(linked, candidate)
        or neighbours.priced_apart(linked, candidate)
        or other_agents.done_by_another(linked.question, candidate)
        or (candidate.type != "Number" and " " in candidate.value and not _FIGURED.search(candidate.value))
    )
    said = neighbours.unknown(candidate) or neighbours.said_by_question(linked, candidate)
    said = said or neighbours.points_back(linked.question, candidate)
    said = said or phases.begins_where_an_end_is_asked(linked.question, candidate)
    said = said or quoted_words.of_others(linked.question, candidate)
    said = said or denied_reasons.is_none(linked.question, candidate)
    said = said or typed_values.of_other_form(linked.question, candidate) or signing.unsaid(linked.question, candidate)
    said = said or reported.is_source(linked.question, candidate) or _of_another_thing(linked.question, candidate)
    said = said or list_fellows.of_named(linked.question, candidate)
    return telling or cut_wrongly or number or said


def _no_answer(linked: Linked, told: Candidate) -> bool:
    """Does what a table gives only repeat a name of the question, or is it of another event or measure?"""
    return neighbours.said_by_question(linked, told) or _of_another_thing(linked.question, told)


def _of_another_thing(question: Question, candidate: Candidate) -> bool:
    """Is a value clearly one of another event, or does it measure something else?"""
    return measures.of_another(question, candidate) or other_events.of_another(question, candidate)


def _whole(candidate: Candidate) -> Candidate:
    """A list of names without the members that a verb shows to be more than a name."""
    if candidate.type != "Actor" or not candidate.more:
        return candidate
    return dataclasses.replace(candidate, more=tuple(m for m in candidate.more if not neighbours.holds_a_verb(m)))


_FIGURED = re.compile(r"\d|^(?:til|indtil|siden|efter|inden|senest|om|hver|frem til)\b", re.I)
_EMPTY = re.compile(
    r"(?:den|det|de|dem|han|hun|vi|man|disse|dette|denne|der|som|sig|alle|begge|flere|mange|nogle)|"
    r"(?:\w+ )?(?:i år|sidste år|næste år|i dag|i går)|\S+-(?:ejet|ejede|drevne?|ledede?|baserede?|støttede?)",
    re.I,
)


_POSSESSED = re.compile(r"(?:min|mit|mine|vor|vores|jeres|deres|hans|hendes) \w+", re.I)


_SECOND = 4  # how many values are tried after one that can't be given
_NEAR = 0.8  # and how near the best they have to be


def _best(linked: Linked, found: list[Candidate], meant: list[Meant]) -> tuple[list[Candidate], Decision]:
    """The values with a list that may be given first, where one is asked for and the best value may not be given."""
    decision = decide.decide(linked, found, meant)
    if decision.reason is None or decision.reason == "unknown_entity" or not linked.question.many:
        return found, decision
    for other in found[1 : 1 + _SECOND]:
        if not other.more or other.score < _NEAR * found[0].score:
            continue
        again = decide.decide(linked, [other], meant)
        if again.reason is None and not [t for t in decide.unsupported(linked, other) if t.role in ("name", "year")]:
            return [other, *(c for c in found if c is not other)], again
    return found, decision


def _merged(question: Question, read: list[Candidate], known: list[Candidate]) -> list[Candidate]:
    """Both lists in one order; a value that both give is surer."""
    told = {c.value.casefold() for c in known}
    seen = {c.value.casefold() for c in read[:6]}
    both = [dataclasses.replace(c, fit=min(1.0, c.fit + AGREED)) if c.value.casefold() in told else c for c in read]
    both += [dataclasses.replace(c, fit=min(1.0, c.fit + AGREED)) if c.value.casefold() in seen else c for c in known]
    # A reason or a definition is known by its words, not by its sentence.
    share = 0.45 if question.kind in (Kind.WHY, Kind.DEFINITION) else 0.62
    both.sort(
        key=lambda c: (
            -round(
                share * c.scored.score
                + (1 - share) * c.fit
                + (SEVERAL if c.more and question.wh.startswith("hvilke") else 0.0),
                4,
            ),
            -len(c.more),
            c.scored.sentence.doc_id,
            c.start,
            c.end,
        )
    )
    return _listed(question, both)


def _joined(whole: Candidate) -> bool:
    """Are the members joined by "og", or three? "Biolog Tove Rask, Foreningen Levende Kyst" is one person of a body."""
    last = sorted((whole, *whole.more), key=lambda c: c.start)[-2:]
    between = whole.scored.view.text[last[0].end : last[-1].start]
    return len(whole.more) > 1 or re.search(r"\b(?:og|samt)\b|&", between) is not None


def _listed(question: Question, found: list[Candidate]) -> list[Candidate]:
    """Where several are asked for, or "hvem", and the best is one member of a list that its own sentence gives: that
    list first."""
    office = bool(question.focus) and is_role(question.focus)
    several = question.many or (question.kind is Kind.WHO and question.wh == "hvem" and not office)
    if not several or not found or found[0].more:
        return found
    best = found[0]
    for whole in found[1:12]:
        members = {c.value.casefold() for c in (whole, *whole.more)}
        if not question.many and not all(hops.proper(c.value) for c in (whole, *whole.more)):
            continue  # "Efterfølgeren, Ida Holm": what she is, and her name
        if not question.many and not _joined(whole):
            continue
        held = best.value.casefold() in members
        held = held or (best.type == "Actor" and any(m.endswith(" " + best.value.casefold()) for m in members))
        if len(members) > 1 and whole.scored.sentence is best.scored.sentence and held:
            whole = dataclasses.replace(whole, fit=max(whole.fit, best.fit), scored=best.scored)
            return [whole, *(c for c in found if c.value.casefold() not in members or c.more)]
    return found
