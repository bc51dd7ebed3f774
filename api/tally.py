"""Questions that all claims answer together: which has most, which came first, how many, how much in all, how long.

The graph holds one claim a thing; here they are ordered, counted, added or subtracted. Every answer says how it was
reached and lists the members it rests on, and the sentences behind the first of them are cited.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.texts import EntityRow

from . import wording, words
from .candidates import Candidate
from .decide import Decision
from .figures import Figure, day, figures, query, scored
from .question import Kind, Question
from .views import content

if TYPE_CHECKING:
    from .index import Index
    from .solving import Solution


def _keys(text: str) -> frozenset[str]:
    return frozenset(words.keys(word).key for word in text.split())


_CLASSES = {
    "strategi": frozenset({"Strategy"}),
    "plan": frozenset({"ActionPlan"}),
    "handlingsplan": frozenset({"ActionPlan"}),
    "aftale": frozenset({"Agreement"}),
    "pagt": frozenset({"Agreement"}),
    "forlig": frozenset({"Agreement"}),
    "program": frozenset({"Programme"}),
    "projekt": frozenset({"Initiative", "Programme"}),
    "initiativ": frozenset({"Initiative"}),
    "indsats": frozenset({"Initiative"}),
    "løsning": frozenset({"Solution"}),
    "organisation": frozenset({"Organisation"}),
    "styrelse": frozenset({"Organisation"}),
}
_MOST = re.compile(
    r"\b(?P<most>flest|størst\w*|mest|højest\w*|dyrest\w*)\b|\b(?P<least>færrest|mindst\w*|lavest\w*)\b", re.I
)
_TIMES = re.compile(
    r"\b(?P<first>først\w*|tidligst\w*|ældst\w*)\b|\b(?P<last>sidst\w*|senest\w*|nyest\w*|yngst\w*)\b", re.I
)
_ENDS = re.compile(r"\b(udløb\w*|slutte\w*|ophør\w*|gælde\w*|løbe\w*|rækker|varer)\b", re.I)
_COUNTED = re.compile(r"\b(initiativ|indsats|tiltag)\w*\b", re.I)
_PAID = re.compile(r"\b(penge|midler|budget\w*|bevilling\w*|ramme\w*|beløb\w*|kroner|dyrest\w*|billigst\w*)\b", re.I)
_LONG = re.compile(
    r"^hvor (?:længe|lang tid|mange (?P<unit>år|måneder))\b.*?\b(gælder|gjaldt|gældende|løb|løber|løbet|varer|varede"
    r"|eksisterede|eksisteret|bestod|bestået|fandtes|strækker|strakte|dækker|dækkede"
    r"|var .+ i (?:kraft|drift)|i brug)\b",
    re.I,
)
_TOGETHER = re.compile(r"\b(tilsammen|til sammen|sammenlagt|i alt|samlet)\b", re.I)
_CHAIN = re.compile(
    r"\b(?:afløst|afløser|afløste|efterfulgt|efterfulgte|fulgt efter|efter) hinanden\b|\brækkefølge\w*\b", re.I
)
_JOINING = {
    "agreedBy": _keys("indgå aftale part vedtage underskrive tiltræde enes bag"),
    "launchedBy": _keys("lancere stifte præsentere udgive igangsætte offentliggøre iværksætte"),
    "responsibleActor": _keys("ansvar ansvarlig lede drive varetage tovholder"),
}
_DESCRIBED = re.compile(r"(?:\S+s )?\w+ (?:fra|i) \d{4}", re.I)
_SHOWN = 5  # members that an answer lists by name


def composed(index: Index, question: Question, plain: Solution) -> Solution | None:
    """The solution of a question that many claims answer together; None where it is not one, or they don't suffice."""
    for attempt in (_superlative, _chain, _total, _count, _duration):
        solution = attempt(index, question, plain)
        if solution is not None:
            return solution
    return None


def _superlative(index: Index, question: Question, plain: Solution) -> Solution | None:
    """ "Hvilken strategi har flest initiativer", "hvilken aftale er den seneste": all of the class are compared."""
    if question.kind is not Kind.WHAT or question.focus_at < 0 or re.search(r"\beller\b", question.core):
        return None
    order, time = _MOST.search(question.core), _TIMES.search(question.core)
    if order is None and time is None:
        return None
    relation = _relation(question, order is not None)
    if relation is None:
        return None
    found = _of_class(index, question, relation)
    keyed = [(key, f) for f in found if (key := _key(f, relation)) is not None]
    if len(keyed) < 2:
        return None
    low = bool(order["least"]) if order is not None else bool(time and time["first"])
    keyed.sort(key=lambda item: (item[0] if low else -item[0], -item[1].times, item[1].row.iri))
    best = [f for key, f in keyed if key == keyed[0][0]][:2]
    rest = [f for _, f in keyed if f not in best]
    if not rest:
        return None
    how = wording.ordered([_said(f) for f in best[:1]], [(_said(f), f.row.label) for f in rest[:3]], len(keyed))
    return _solved(index, plain, [f.row.label for f in best], [*best, *rest], "Strategy", how, relation)


def _relation(question: Question, by_size: bool) -> str | None:
    if by_size and _COUNTED.search(question.core):
        return "initiativeCount"
    if by_size:
        return "budget" if _PAID.search(question.core) else None
    return "validTo" if _ENDS.search(question.core) else "launchedOn"


def _key(figure: Figure, relation: str) -> float | None:
    if relation in ("initiativeCount", "budget"):
        try:
            return float(figure.value)
        except ValueError:
            return None
    return day(figure, last=relation == "validTo")


def _said(figure: Figure) -> str:
    if figure.relation == "initiativeCount":
        return f"{wording.number(figure.value)} initiativer"
    return f"{wording.number(figure.value)} kr." if figure.relation == "budget" else wording.day(figure.value)


def _classes(question: Question) -> frozenset[str]:
    """The classes of the thing that a question asks for, by its noun."""
    token = question.tokens[question.focus_at].low if question.focus_at >= 0 else ""
    for noun in (question.focus, token, token.removesuffix("r"), question.focus + "e"):
        parts = words.split(noun)
        found = _CLASSES.get(noun) or (_CLASSES.get(parts[1]) if parts else None)
        if found:
            return found
    return frozenset()


def _of_class(index: Index, question: Question, relation: str) -> list[Figure]:
    """The surest figure of each thing of the class asked for, that the question's other words don't rule out."""
    known = figures(index)
    classes = _classes(question)
    rows = {f.row.iri: f.row for f in known.all(relation) if f.row.type in classes}
    kept = [row for row in rows.values() if _fits(question, row) and not _vague(row.label)]
    return [f for row in sorted(kept, key=lambda r: r.iri) if (f := known.best(relation, row)) is not None]


def _fits(question: Question, row: EntityRow) -> bool:
    """Do a thing's names hold every adjective, name and compound that the question gives?"""
    names = {w for name in (row.label, *row.alt) for w in content(name)}
    for term in question.content:
        low = term.word.casefold()
        if _MOST.fullmatch(low) or _TIMES.fullmatch(low) or _COUNTED.fullmatch(low) or _PAID.fullmatch(low):
            continue
        plain = term.focus and words.split(words.lemma(low)) is None
        if term.role not in ("name", "adj", "noun") or plain or _TOGETHER.fullmatch(low):
            continue
        if not any(words.alike(low, w) >= 0.6 for w in names):
            return False
    years = question.years
    return not years or any(y in row.label or y == (row.start or "")[:4] for y in years)


def _vague(label: str) -> bool:
    """Is a label no name but a description, "regeringens strategi fra 2022", or a bare noun, "strategien"?"""
    lemma = words.lemma(label.casefold())
    bare = " " not in label and words.known(lemma) and words.split(lemma) is None
    return bare or _DESCRIBED.fullmatch(label) is not None


def _chain(index: Index, question: Question, plain: Solution) -> Solution | None:
    """ "Hvilke strategier har afløst hinanden siden 2001": the longest run of things that replaced each other."""
    if question.kind is not Kind.WHAT or not _CHAIN.search(question.core):
        return None
    classes = _classes(question)
    links = [f for f in figures(index).all("succeeds") if f.other and f.row.type in classes]
    before = {f.row.label: f for f in links if f.other != f.row.label}
    runs = []
    for last in before:
        run = [last]
        while run[-1] in before and before[run[-1]].other not in run:
            run.append(before[run[-1]].other)
        runs.append(run[::-1])
    run = max(runs, key=lambda r: (len(r), r), default=[])
    if len(run) < 3:
        return None
    used = [before[label] for label in run if label in before]
    how = wording.succession()
    return _solved(index, plain, run, used, "Strategy", how, "succeeds")


def _total(index: Index, question: Question, plain: Solution) -> Solution | None:
    """ "Hvor mange initiativer har de fællesoffentlige strategier tilsammen": the figures of all that fit, added."""
    if question.kind is not Kind.NUMBER or not _TOGETHER.search(question.core) or not _COUNTED.search(question.core):
        return None
    plural = next((t for t in question.tokens if _noun(t.low) and t.low.endswith(("er", "erne", "e", "ene"))), None)
    if plural is None or question.years:
        return None
    asked = dataclasses.replace(question, focus=_noun(plural.low) or "")
    terms = tuple(dataclasses.replace(t, focus=t.word.casefold() == plural.low) for t in question.terms)
    found = _of_class(index, dataclasses.replace(asked, terms=terms), "initiativeCount")
    if len(found) < 2:
        return None
    found.sort(key=lambda f: (f.row.start or "", f.row.iri))
    value = f"{sum(float(f.value) for f in found):g}"
    how = wording.added([(wording.number(f.value), f.row.label) for f in found])
    return _solved(index, plain, [value], found, "Number", how, "initiativeCount", "initiativer")


def _noun(low: str) -> str | None:
    """The class noun that a word ends in, in dictionary form, where it names a class of works."""
    lemma = words.lemma(low)
    parts = words.split(lemma)
    base = parts[1] if parts else lemma
    return lemma if base in ("strategi", "plan", "handlingsplan", "aftale", "pagt", "program") else None


def _count(index: Index, question: Question, plain: Solution) -> Solution | None:
    """ "Hvor mange strategier har KL været med til at indgå": the things of the class tied to the actor."""
    if question.kind is not Kind.NUMBER or plain.decision.reason is None or not _classes(question) or question.years:
        return None
    actors = [m.row for m in plain.meant if m.row.type in ("Organisation", "Person")]
    keys = {words.keys(t.word).key for t in question.content}
    relation = next((r for r, said in _JOINING.items() if said & keys), None)
    if not actors or relation is None:
        return None
    found = [f for f in figures(index).tied(relation, actors[0].iri) if f.row.type in _classes(question)]
    found = [f for f in {f.row.iri: f for f in found}.values() if not _vague(f.row.label)]
    if len(found) < 2:
        return None
    found.sort(key=lambda f: (f.row.start or "", f.row.iri))
    how = wording.counted([f.row.label for f in found])
    return _solved(index, plain, [str(len(found))], found, "Number", how, relation, _plural(question))


def _plural(question: Question) -> str:
    return question.tokens[question.focus_at].text if question.focus_at >= 0 else ""


def _duration(index: Index, question: Question, plain: Solution) -> Solution | None:
    """ "Hvor længe gjaldt strategien": from the day it began to the day it ended, as claims give them."""
    match = _LONG.search(question.core)
    if match is None or plain.decision.reason is None or not plain.meant:
        return None
    known = figures(index)
    thing = max(plain.meant, key=lambda m: (len(m.terms), m.score)).row
    first = known.best("validFrom", thing) or known.best("launchedOn", thing)
    last = known.best("validTo", thing)
    if first is None or last is None:
        return None
    start, end = day(first), day(last, last=True)
    if start is None or end is None or end <= start:
        return None
    unit = (match["unit"] or "år").casefold()
    size = {"år": 365.25, "måneder": 30.44}[unit]
    value = round((end + 1 - start) / size)
    if value < 1:
        unit, value = "måneder", round((end + 1 - start) / 30.44)
    how = wording.stretch(first.value, last.value)
    return _solved(index, plain, [str(value)], [first, last], "Number", how, "validTo", unit)


def _solved(
    index: Index, plain: Solution, values: Sequence[str], rest: Sequence[Figure], type_: str, how: str,
    relation: str, unit: str = "",
) -> Solution | None:  # fmt: skip
    """A solution whose values rest on figures; the first of them are cited."""
    cited = [(f, s) for f in rest[:_SHOWN] if (s := scored(index, f)) is not None]
    if not cited:
        return None
    figure, first = cited[0]
    none = (0.0,) * len(plain.linked.question.content)
    first = dataclasses.replace(first, direct=none, near=none)
    also = tuple(s for _, s in cited[1:])
    made = [Candidate(v, v, type_, figure.start, figure.end, 0.9, first, unit=unit, how=how, also=also) for v in values]
    best = dataclasses.replace(made[0], more=tuple(made[1:]))
    decision = Decision(round(min(0.9, min(f.confidence for f, _ in cited)), 4))
    return dataclasses.replace(plain, found=(best,), decision=decision, sparql=query(relation), readings=())
