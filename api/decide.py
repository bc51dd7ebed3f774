"""Answer, or say why not: what a question demands held against what the best evidence supports."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from indexer.types import Mention, Zone

from . import cut_when, neighbours, words
from .candidates import Candidate
from .chunks import is_role
from .contract import Reason
from .linking import Linked
from .question import STANDS, Kind, Question, Term
from .things import Meant
from .views import content

LEAST = {
    Kind.WHO: 0.6,
    Kind.WHEN: 0.55,
    Kind.WHERE: 0.6,
    Kind.NUMBER: 0.52,
    Kind.WHAT: 0.56,
    Kind.DEFINITION: 0.45,
    Kind.PURPOSE: 0.5,
    Kind.WHY: 0.36,
    Kind.HOW: 0.36,
    Kind.YESNO: 0.25,
    Kind.QUOTE: 0.55,
    Kind.SAID: 0.5,
    Kind.COMPARE: 0.5,
}


_LABEL = re.compile(
    r"(?:sted|adresse|lokale|dato|tid|tidspunkt|frist|afbud|til stede|deltagere|formand|kontakt)\s*:", re.I
)
_SUPERLATIVE = re.compile(
    r"\b(flest\w*|færrest|mest|mindst|størst\w*|ældst\w*|yngst\w*|højest\w*|lavest\w*|længst\w*|dyrest\w*|billigst\w*)\b",
    re.I,
)


_MORE = r"(?:flere|færre|mere|mindre|længere|kortere|større|højere|lavere|dyrere|billigere|tidligere|senere)"
_DIFFERENCE = re.compile(rf"\bhvor (?:mange|meget|langt?|stor)\b.{{0,12}}\b{_MORE}\b.*\bend\b", re.I)
_COMPARED = re.compile(rf"\b{_MORE}\b.{{0,60}}\bend\b", re.I)
_COMPARISON_SAID = re.compile(
    rf"\b(?:{_MORE}|oversteg|overstiger|overskr\w+|dobbelt\w*|fordobl\w*|halver\w*)\b"
    r"|\b(?:over|under|mod)\s+(?:de\s+|det\s+)?\d",
    re.I,
)
_DIFFERENCE_SAID = re.compile(rf"\b{_MORE}\b|\b(?:steget|faldet|vokset|forskel\w*|øget|sænket) (?:med|på)\b", re.I)


LEAST_FIT = {Kind.WHAT: 0.3, Kind.WHY: 0.36, Kind.WHO: 0.34, Kind.WHEN: 0.3, Kind.NUMBER: 0.38, Kind.WHERE: 0.28}

# What an unsupported verb costs: "hvornår blev hun *ansat*" stands and falls with it.
_VERB_COST = {
    Kind.WHEN: 0.35,
    Kind.WHY: 0.35,
    Kind.WHO: 0.25,
    Kind.NUMBER: 0.22,
    Kind.YESNO: 0.2,
    Kind.HOW: 0.25,
    Kind.WHERE: 0.25,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Decision:
    """`reason` is None for an answer; `missing` are the words of the question that the evidence does not hold."""

    confidence: float
    reason: Reason | None = None
    missing: tuple[str, ...] = ()


_UNMARKED = {Kind.WHY: 0.5, Kind.DEFINITION: 0.45}


def decide(linked: Linked, found: Sequence[Candidate], meant: Sequence[Meant] = ()) -> Decision:
    """Whether the best value may be given, how sure we are, and if not, why; `meant` are the things of the question."""
    question = linked.question
    strangers = [t for t in linked.strangers if not t.scope and not _in_quotes(question.quoted, t.word)]
    if strangers:
        return Decision(0.1, "unknown_entity", tuple(t.word for t in strangers))
    if not question.content and not found:
        return Decision(0.05, "off_topic")
    if not found:
        years = tuple(t.word for t in linked.absent if t.role == "year")
        return Decision(0.1, "outside_period" if years else "off_topic" if _off_topic(linked) else "not_stated", years)
    best = found[0]
    missing = unsupported(linked, best)
    confidence = confidence_in(linked, best, missing, meant)
    listed = (0.16 if len(best.more) > 1 else 0.12) if question.many and best.more else 0.0  # rarely a chance
    if confidence >= LEAST[question.kind] - listed and best.fit >= LEAST_FIT.get(question.kind, 0.0):
        return Decision(confidence)
    return Decision(confidence, _reason(linked, best, missing, meant), tuple(t.word for t in missing))


def confidence_in(linked: Linked, best: Candidate, missing: Sequence[Term], meant: Sequence[Meant]) -> float:
    """How sure the rules are of a value (0.02-0.99); `missing` are the terms that its evidence does not hold."""
    found = max(0.02, _confidence(linked, best, missing) - neighbours.cost(linked, best, meant))
    unmarked = best.fit < _UNMARKED.get(linked.question.kind, 0.0)  # nothing says that the sentence tells why or what
    return round(min(found, 0.6) if unmarked else found, 4)


def unsupported(linked: Linked, best: Candidate) -> list[Term]:
    """The terms that neither the sentence nor what stands round it holds."""
    if (
        (best.scored.sentence.zone.carries_metadata or not any(best.scored.direct))
        and best.fit >= 0.75
        and best.scored.coverage >= 0.4
    ):
        return _foreign_to_text(linked, best)
    out = []
    for i, term in enumerate(linked.question.content):
        if _denied_otherwise(linked, best, term):
            continue
        held = (
            max(best.scored.covered(i), *(s.covered(i) for s in best.also), 0.0)
            if best.also
            else best.scored.covered(i)
        )
        labelled = best.fit >= 0.75 and best.scored.coverage >= 0.6 and _LABEL.match(best.scored.sentence.text)
        if labelled and term.role in ("verb", "noun"):
            continue
        topic = by_topic(linked.question) and term.role == "noun" and not is_role(words.lemma(term.word))
        need = (
            0.6
            if topic
            else {"name": 0.5, "year": 0.5, "number": 0.5, "noun": 0.4, "verb": 0.35, "adj": 0.3}.get(term.role, 0.0)
        )
        if linked.question.kind is Kind.WHEN and term.role == "verb":
            need = 0.5  # what the date is of
        if term.role == "year" and linked.question.kind is not Kind.WHEN and _other_year(linked, best):
            held = 0.0
        if term.role == "name" and _about_another(linked, best, i):
            held = 0.0
        if linked.question.kind is Kind.WHEN and term.role == "verb" and cut_when.told_by_preposition(term.word, best):
            continue
        if held < need and not _said_by_value(term, best):
            out.append(term)
    return out


_FIGURES = ("number", "year")
_FIGURE_SAID = re.compile(r"\d")
_WORDS_SAID = re.compile(r"»\D+«")


def _denied_otherwise(linked: Linked, best: Candidate, term: Term) -> bool:
    """Does the text give another date, figure or word instead of the question's own, which so need not stand there?"""
    if linked.question.kind is not Kind.YESNO or best.value != "nej":
        return False
    if term.role in _FIGURES:
        return _FIGURE_SAID.search(best.how) is not None
    return term.role in ("adj", "other") and _WORDS_SAID.search(best.how) is not None


def by_topic(question: Question) -> bool:
    """ "Hvad siger X om Y": what X says of other things answers nothing; a fear or a demand is rarely one of many."""
    return question.kind is Kind.SAID and question.wh != STANDS


def _foreign_to_text(linked: Linked, best: Candidate) -> list[Term]:
    """The names and nouns of a question that a text's own title and head don't hold: its byline answers for itself."""
    scored = best.scored
    return [
        term
        for i, term in enumerate(linked.question.content)
        if term.role in ("name", "noun") and not term.focus and i < len(scored.near) and scored.covered(i) < 0.4
    ]


_LOOSE = frozenset({"verb", "noun", "adj", "other"})  # a reason is often told in other words
_PLACED = frozenset({Kind.NUMBER, Kind.WHEN, Kind.WHY})
_HELD_APART = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme", "Solution", "Initiative"})
_SPOKEN_OF = _HELD_APART | {"Organisation", "Place"}


def _about_another(linked: Linked, best: Candidate, i: int) -> bool:
    """True where the name stands only near, and the sentence speaks of another by name: "Thor har 72 møller"."""
    if linked.question.kind not in _PLACED or best.scored.direct[i] >= 0.5 or best.scored.near[i] >= 0.9:
        return False
    sentence, view = best.scored.sentence, best.scored.view
    if sentence.zone is Zone.TABLE:
        return False  # a row names its own parts
    asked_name = linked.question.content[i].word
    if any(words.alike(asked_name, w) >= 0.85 for w in content(sentence.heading.rsplit("\n", 1)[-1])):
        return False  # the section is about it
    verb = next((t for t in sentence.tokens if t.finite), None)
    stop = verb.start if verb is not None else sentence.end
    far = best.scored.near[i] <= 0.55  # the name stands neither beside the sentence nor over it
    own = [
        m
        for m in view.mentions(sentence)
        if (m.type in _SPOKEN_OF and m.span.end <= stop) or (m.type in _HELD_APART and far)
    ]
    names = [
        m.text for m in own if m.text.split()[-1][:1].isupper() and (m.span.start > sentence.start or " " in m.text)
    ]
    first = sentence.tokens[0].text
    if first[:1].isupper() and len(first) > 1 and re.search(rf"[a-zæøå,] {re.escape(first)}\b", view.text):
        names.append(first)
    pairs = zip(sentence.tokens, sentence.tokens[1:], strict=False)
    names += [t.text for a, t in pairs if a.low in ("i", "på", "ved") and t.end <= stop and t.text[:1].isupper()]
    asked = [t.word for t in linked.question.content]
    return any(all(words.alike(a, w) < 0.5 for a in asked for w in name.casefold().split()) for name in names)


def of_another_named(linked: Linked, best: Candidate) -> bool:
    """Does a sentence that lacks a name of the question tell its figure or day of another: "*Ry* betaler 3 mio."?"""
    sentence = best.scored.sentence
    verb = next((t for t in sentence.tokens if t.finite), None)
    lacking = [i for i, term in enumerate(linked.question.content) if term.role == "name"]
    if linked.question.kind not in _PLACED or verb is None or sentence.zone is Zone.TABLE:
        return False
    apart = [linked.question.content[i].word for i in lacking if _about_another(linked, best, i)]
    kinds = {kind for word in apart for kind in _kinds(best, word)} or ({"Place"} if apart else set())
    asked = [t.word for t in linked.question.content]
    told = [
        m
        for m in best.scored.view.mentions(sentence)
        if m.span.end <= verb.start and not kinds.isdisjoint(_kinds_of(m))
    ]
    return any(all(words.alike(a, w) < 0.5 for a in asked for w in m.text.casefold().split()) for m in told)


def _kinds(best: Candidate, word: str) -> set[str]:
    """What the text of a value takes a name for: a place, a system …"""
    found: set[str] = set()
    for sentence in best.scored.view.sentences:
        if word.casefold() in sentence.words:
            for mention in best.scored.view.mentions(sentence):
                if any(words.alike(word, w) >= 0.85 for w in mention.text.casefold().split()):
                    found |= _kinds_of(mention)
    return found


def _kinds_of(mention: Mention) -> set[str]:
    town = mention.type == "Organisation" and re.search(r"\b(?:kommune|region)\b", mention.text, re.I) is not None
    return {"Place", "Organisation"} if town else {mention.type} & _SPOKEN_OF


def _other_year(linked: Linked, best: Candidate) -> bool:
    """True where the sentence gives years and none of those asked for is among them."""
    said = {w for w in best.scored.sentence.words if re.fullmatch(r"(19|20)\d\d", w)}
    asked = set(linked.question.years)
    titled = len(asked) > 1 and asked <= best.scored.view.years  # a period that names what the whole text is about
    return bool(said) and not said & asked and not titled


def _said_by_value(term: Term, best: Candidate) -> bool:
    return any(words.alike(term.word, w) >= 0.5 for v in (best, *best.more) for w in v.value.casefold().split())


def _confidence(linked: Linked, best: Candidate, missing: Sequence[Term]) -> float:
    base = 0.3 * best.scored.coverage + 0.3 * best.scored.own + 0.4 * best.fit
    cost = sum(_cost(linked, term) for term in missing)
    if linked.question.kind is Kind.YESNO and best.value == "ja":
        cost += 0.25 * len([t for t in linked.absent if t.role in ("noun", "adj") and not t.scope])
    if linked.question.kind is Kind.WHY and best.fit >= 0.5 and {t.role for t in missing} <= _LOOSE:
        named = [i for i, t in enumerate(linked.question.content) if t.role == "name"]
        said = all(max(best.scored.direct[i], *(s.direct[i] for s in best.also), 0.0) >= 0.5 for i in named)
        cost = min(cost, 0.2) if said and len(missing) == 1 else 0.5 * cost if said and named else cost
    if (
        _SUPERLATIVE.search(linked.question.core)
        and not best.how
        and not _SUPERLATIVE.search(best.scored.sentence.text)
    ):
        cost += 0.3
    if (
        _DIFFERENCE.search(linked.question.core)
        and not best.how
        and not _DIFFERENCE_SAID.search(best.scored.sentence.text)
    ):
        cost += 0.5  # one of two figures is not what lies between them
    if (
        linked.question.kind is Kind.YESNO
        and _COMPARED.search(linked.question.core)
        and not best.how
        and not any(_compares(s.sentence.text) for s in (best.scored, *best.also))
    ):
        cost += 0.6  # what a sentence says of one thing is no comparison
    return round(max(0.02, min(0.99, base + 0.12 - cost)), 4)


def _compares(text: str) -> bool:
    """Does a sentence set one thing against another, or say which is most?"""
    return _COMPARISON_SAID.search(text) is not None or _SUPERLATIVE.search(text) is not None


def _cost(linked: Linked, term: Term) -> float:
    kind = linked.question.kind
    if term.role == "name":
        return 0.5
    if term.role in ("year", "number"):
        return 0.45 if term.role == "year" else 0.3
    if term.focus:
        return 0.3 if kind not in (Kind.WHY, Kind.PURPOSE, Kind.WHEN) and term.weight > 0.5 else 0.05
    if term.told:
        return 0.05  # said to lead up to the question
    if term.role == "verb":
        return _VERB_COST.get(kind, 0.15) if term.weight > 0.5 else 0.04
    if term.role == "noun":
        return 0.45 if by_topic(linked.question) else 0.22 if kind is Kind.NUMBER else 0.16
    return 0.06


def _reason(linked: Linked, best: Candidate, missing: Sequence[Term], meant: Sequence[Meant]) -> Reason:
    roles = {t.role for t in missing}
    known = any(m.score > 1.1 for m in meant)  # a thing of the very period that is asked for
    if "year" in roles and (not known or any(t.role == "year" for t in linked.absent)):
        return "outside_period"
    if best.scored.coverage < 0.25 or _off_topic(linked):
        return "off_topic"
    if linked.question.kind in (Kind.WHY, Kind.HOW) and "verb" in roles:
        return "false_premise"
    return "not_stated"


def _off_topic(linked: Linked) -> bool:
    """True where no text holds anything of what the question is about, and it names nothing that one knows."""
    telling = [t for t in linked.question.content if t.role in ("name", "noun", "adj", "verb") and t.weight > 0.4]
    about = [t for t in telling if t.role != "verb"] or telling
    return bool(about) and all(t in linked.absent for t in about)


def _in_quotes(quoted: Sequence[str], word: str) -> bool:
    return any(word in q for q in quoted)
