"""Questions that describe a thing instead of naming it: "hvem leder den styrelse, der driver X?".

The description is solved first: the sentence that says it, and the name in that sentence (or the text's own subject)
that is of the kind described. Then the outer question is asked with that name in its place; both are cited.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import members_given, relatives, words
from . import question_cues as cues
from .candidates import Candidate
from .chunks import is_role, possible_verb
from .decide import Decision
from .question import Kind, Question, parse
from .reading import Scored
from .views import Sentence, View
from .wordlists import several

if TYPE_CHECKING:
    from .solving import Solution

Solve = Callable[[str], "Solution"]
Inside = Callable[[str, str], "Solution"]  # a question answered from one document alone

_WH = r"(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan)"
_RELATIVE = re.compile(
    r"\b(?P<head>(?:den|det|de|dem)(?:\s+(?:[a-zæøå-]+\s+){0,2}?[a-zæøå-]+)?|ham|hende|[a-zæøå-]{4,}(?:en|et"
    r"|erne))\s*,?\s+(?P<rel>som|der|hvor|hvori|hvis)\s+"
    r"(?P<clause>[^,?–:]+(?:,\s+(?:der|som|at)\s+[^,?–]+)?)(?P<rest>\s*[,–:-]?.*)$",
    re.I,
)
_CONTACT = re.compile(
    r"\b(?P<head>(?:den|det"
    r"|de)\s+(?:[a-zæøå-]+\s+){0,2}?[a-zæøå-]+),?\s+(?P<clause>(?P<who>[A-ZÆØÅ][\w-]*(?:\s+[A-ZÆØÅ][\w-]*)*"
    r"|man|vi|han|hun|[a-zæøå]{4,}(?:en|et|erne))\s+(?P<verb>[a-zæøå]+)\b[^,?–:]*)(?P<rest>.*)$"
)
_NAMED = r"(?P<name>[»\"]?[A-ZÆØÅ][\w-]*(?:\s+[A-ZÆØÅ0-9][\w-]*)*[«\"]?)"
_RELATED = re.compile(
    rf"\b(?:den |det )?(?P<noun>efterfølger(?:en)?|afløser(?:en)?|forgænger(?:en)?)\s+(?:for|til|efter)\s+{_NAMED}"
)
_OWNED = re.compile(
    r"(?P<name>\b[A-ZÆØÅ][\w-]*(?:\s+[A-ZÆØÅ][\w-]*)*)(?:s|')\s+(?P<noun>efterfølger|afløser|forgænger)\b"
)
_MAKER = re.compile(
    rf"\b(?:den |det )?(?P<noun>firma(?:et)?|virksomhed(?:en)?|selskab(?:et)?|leverandør(?:en)?)\s+bag\s+{_NAMED}"
)
_EMPTY_OUTER = re.compile(rf"(?:{_WH}|er|var|bliver|blev|hedder|hed|kaldes|det|den|de|\W|\{{\}})+", re.I)
_BACK = re.compile(r"\b(den|det|han|hun|de|dem|deri|heri)\b(?!\s+[a-zæøå]+(?:e|ne)\b)", re.I)
_ASK = re.compile(rf"(?:^|[,–:-]\s*|\.\s+)(?P<ask>(?:i |af |til |på |fra |for |hos )?{_WH}\b.*)$", re.I)

_BODIES = several("""
    styrelse råd forening firma virksomhed selskab kommune region ministerium organisation myndighed udvalg parti
    leverandør
    institution fond kontor center enhed netværk bank universitet gruppe styregruppe forbund interesseorganisation
    instans aktør part
""")
_PLANS = several(
    "strategi plan aftale pagt program udspil handlingsplan forlig reform køreplan politik arbejdsplan vision papir"
)
_PERSON = "person"
_PEOPLE = several("person mand kvinde ham hende medarbejder kollega politiker")
_NO_THING = several(
    "minister andel del år dag tid gang måde sted ting grund tal mål antal spørgsmål fald beslutning forslag"
)
_BEFORE_NAME = several("i på hos fra for ved til af med hvis når da både men og også mens efter før siden ifølge")
_SMALL = several("for om at i på til af med fra der som når hvis og eller ikke så")
_PLAN_TYPES = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme"})
_THING_TYPES = frozenset({"Initiative", "Solution", "Programme", "Event", "Strategy", "ActionPlan", "Agreement"})


@dataclasses.dataclass(frozen=True, slots=True)
class Described:
    """A description in a question: its noun, what is said of it, and the question round it ("{}" for the thing).

    `spoken` is what is said of it as people would ask it, for the reader; `apart` tells that the question round it is
    a sentence of its own.
    """

    noun: str
    inner: str
    outer: str
    spoken: str = ""
    apart: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A thing that a description may mean: its name, how surely (0-1), and the sentence that says so."""

    label: str
    score: float
    scored: Scored


def nested(question: Question, solve: Solve, ask: Solve, inside: Inside, deep: int = 1) -> Solution | None:
    """The solution of a question with a description in it, or None where it has none or no thing fits it.

    Where no name fits, the thing is one that its text calls by its noun alone ("styregruppen"): then the outer question
    is asked of that text, and the value nearest to the description counts. `solve` answers what is described, `ask` the
    question about it; `deep` says how many descriptions may still stand in that one.
    """
    core = question.core.rstrip(" ?.!")
    best: tuple[float, Solution] | None = None
    for told in _descriptions(core, question):
        inner = solve(told.inner)
        for named in _things(told, inner)[:3]:
            solution = _outer(told.outer.format(named.label), solve, ask, inside, deep)
            others = tuple(c for c in solution.found if not _same(c.value, named.label) and not _given(c.value, core))
            if not others or others[0].score < 0.75 * solution.found[0].score:
                continue
            if members_given.among(named.label, others[0]):
                continue
            solution = dataclasses.replace(solution, found=others)
            if not _stands(solution):
                continue
            if " " in solution.found[0].value and _same(solution.found[0].value, told.inner):
                continue
            worth = 2 * named.score + solution.decision.confidence
            if best is None or worth > best[0]:
                best = (worth, _joined(question, solution, named))
        if best is not None:
            return best[1]
        plain = solve(question.text)
        sure = plain.decision.reason is None and plain.decision.confidence >= _SURE
        local = None if sure else _nearby(question, told, inner, inside)
        if local is not None:
            return local
    return None


def _given(value: str, core: str) -> bool:
    """True for a name of several words, or a proper one, that the question gives itself: it can't be the answer."""
    return value[:1].isupper() and len(value) > 3 and _same(value, core)


def _outer(text: str, solve: Solve, ask: Solve, inside: Inside, deep: int) -> Solution:
    """The solution of an outer question, which may describe a thing itself."""
    again = nested(parse(text), solve, ask, inside, deep - 1) if deep else None
    return again if again is not None else ask(text)


_SURE = 0.75  # what the question as a whole has to be answered with, for its description not to be looked up
_PERSON_LIKE = re.compile(r"(?:\S+ )*[A-ZÆØÅ]\S* (?:\S+ )*[A-ZÆØÅ]\S*")
_CLOSE = 12  # sentences between a description and the value of the thing described


def _nearby(question: Question, told: Described, inner: Solution, inside: Inside) -> Solution | None:
    """The value of the outer question that stands nearest to the description, in the same text."""
    best: tuple[float, Solution] | None = None
    for scored in inner.ranked[:2]:
        if scored.own < 0.35:
            continue
        called = "" if told.noun == _PERSON else told.noun
        solution = inside(" ".join(told.outer.format(called).split()), scored.sentence.doc_id)
        for found in solution.found[:6] if solution.decision.reason is None else ():
            apart = abs(found.scored.sentence.number - scored.sentence.number)
            if found.fit < 0.5 or apart > _CLOSE or _given(found.value, question.core):
                continue
            if solution.linked.question.kind is Kind.WHO and not _PERSON_LIKE.fullmatch(found.value):
                continue
            worth = found.score + 0.5 * scored.own - 0.03 * apart
            if best is None or worth > best[0]:
                one = dataclasses.replace(solution, found=(found,))
                best = (worth, _joined(question, one, Named(told.noun, 0.6, scored)))
    return best[1] if best is not None else None


def _stands(solution: Solution) -> bool:
    """Is there an answer, or one refused by little: the description that was solved vouches for the matter."""
    if solution.decision.reason is None:
        return bool(solution.found)
    near = solution.decision.reason == "not_stated" and solution.decision.confidence >= 0.33
    return near and bool(solution.found) and solution.found[0].fit >= 0.5


def _same(value: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(value.casefold())}\b", text.casefold()) is not None


def _joined(question: Question, solution: Solution, named: Named) -> Solution:
    first = solution.found[0]
    seen = (first.scored.sentence.doc_id, first.scored.sentence.start)
    apart = (named.scored.sentence.doc_id, named.scored.sentence.start) != seen
    found = dataclasses.replace(first, also=(*first.also, named.scored) if apart else first.also)
    linked = dataclasses.replace(
        solution.linked, question=dataclasses.replace(solution.linked.question, text=question.text)
    )
    confidence = round(min(solution.decision.confidence, named.score), 4)
    return dataclasses.replace(
        solution, found=(found, *solution.found[1:]), linked=linked, decision=Decision(max(0.3, confidence))
    )


def _descriptions(core: str, question: Question) -> Iterator[Described]:
    """The descriptions in a question, the outermost first."""
    core = core.replace("{", "(").replace("}", ")")
    for pattern in (_RELATIVE, _CONTACT):
        for start in range(len(core)):
            if start and core[start - 1].isalnum():
                continue
            match = pattern.match(core, start)
            if match is None:
                continue
            if pattern is _CONTACT and possible_verb(match["verb"].casefold()) is None:
                continue
            made = _described(core, match, question)
            if made is not None:
                yield made
                break
    yield from _related(core)


def _related(core: str) -> Iterator[Described]:
    """What a noun of relation and a name describe together: "efterfølgeren for X", "firmaet bag X"."""
    for match in (*_RELATED.finditer(core), *_OWNED.finditer(core), *_MAKER.finditer(core)):
        outer = f"{core[: match.start()]}{{}}{core[match.end() :]}".strip()
        if _EMPTY_OUTER.fullmatch(outer):
            continue
        noun, name = match["noun"].casefold(), match["name"].strip(" ,")
        if noun.startswith(("efterfølger", "afløser")):
            yield Described("", f"hvem der afløste {name}?", outer + "?")
        elif noun.startswith("forgænger"):
            yield Described("", f"hvem som {name} afløste?", outer + "?")
        else:
            kind = words.lemma(noun)
            yield Described(kind, f"hvilken {kind} der står bag {name}?", outer + "?")


_CLEFT = re.compile(r"\W*(?:er|var) det\b[^,]*$", re.I)  # "er det lægen, der afgør": a yes or no
_NO_RELATIVE = re.compile(r"\W*som (?:en|et)\b", re.I)  # "se det som et problem"


def _described(core: str, match: re.Match[str], question: Question) -> Described | None:
    a, b = match.span("clause")
    within = [t for t in question.tokens if a <= t.start and t.end <= b]
    if not any(t.finite or t.pos in ("MODAL", "AUX") for t in within[:6]):
        return None  # "omtalt som en dør": no clause
    head = match["head"].strip().split()
    if _CLEFT.match(core[: match.start()]) or _NO_RELATIVE.match(core, match.start("clause") - 5):
        return None
    if (match.groupdict().get("rel") or "").casefold() == "hvis" and head[0].casefold() not in (
        "den",
        "det",
        "de",
        "dem",
    ):
        return None  # "registeret hvis en dommer siger ja": on which condition
    first, last = match.span("head")
    said = [t for t in question.tokens if first <= t.start and t.end <= last]
    while len(said) > 2 and said[-1].pos in ("PART", "PREP", "ADV", "VERB") and said[-2].pos != "NUM":
        said.pop()  # "hvornår blev den sluse lukket, som …": the verb's rest belongs to the question
    cut = said[-1].end if said else last
    left_behind = core[cut:last].strip()
    head = core[first:cut].strip().split()
    if any(w.casefold() in _SMALL for w in head[1:]):
        return None
    pointing = len(head) == 1 and head[0].casefold() in ("den", "det", "de", "dem", "ham", "hende")
    if pointing and re.search(r"\b(?:er|var|bliver|blev)\s+$", core[: match.start()], re.I):
        return None  # "hvem var det, der sagde …": no description
    noun = head[-1].casefold() if head[-1].casefold() not in ("den", "det", "de", "dem") else ""
    human = words.lemma(noun) in _PEOPLE or head[-1].casefold() in _PEOPLE
    noun = "" if human else noun
    base = noun if len(head) > 1 and head[0].casefold() in ("den", "det") else words.lemma(noun) if noun else ""
    lemma = noun if noun in _PLANS | _BODIES else base
    if human:
        lemma = _PERSON
    elif not noun:
        about = re.search(
            r"\b(?:for|til|end|efter|før|om|er|var)\s+$", core[: match.start()], re.I
        )  # "kom før den, som"
        lemma = question.focus if about is not None and question.focus and not is_role(question.focus) else ""
    if (
        lemma in _NO_THING
        or noun in cues.GENRES
        or (noun and noun == question.tokens[0].low and not match["rest"].strip())
    ):
        return None
    if lemma in _POINTING or re.fullmatch(_WH, lemma, re.I):
        return None
    relative = match.groupdict().get("rel") or ""
    which = f"hvilken {lemma}" if lemma and not human else "hvem"
    clause, left_over = _ended(match["clause"].strip(), question, a)
    start = "hvis" if relative == "hvis" else f"{which} {'der' if relative == 'der' else 'som'}"
    inner = f"{start} {clause}"
    before, rest = core[: match.start()], f" {left_over} {match['rest']}" if left_over else match["rest"]
    rest = f" {left_behind}{rest}" if left_behind else rest
    asked = _ASK.search(rest)
    if asked and not re.search(rf"\b{_WH}\b", before, re.I):
        outer = _BACK.sub("{}", asked["ask"], count=1)
        if "{}" not in outer:
            outer = f"{outer} {{}}"
    else:
        tail = rest if re.match(r"\s*,?\s+\w", rest) else ""
        outer = f"{before}{{}}{tail}".replace("{},", "{}")
    if _EMPTY_OUTER.fullmatch(outer.strip()):
        return None  # "hvad hedder den plan, der …": the description is the question
    return Described(lemma, inner + "?", outer.strip() + "?", _spoken(head, lemma, human, relative, clause))


def _spoken(head: list[str], lemma: str, human: bool, relative: str, clause: str) -> str:
    """What a description says, as a question of its own."""
    first, noun = head[0].casefold(), head[-1].casefold()
    if len(head) == 1 and first in _POINTED:
        which = relatives.WHICH.get(first, "hvilken") if lemma and not human else "hvem"
        return relatives.asked("" if human else lemma, relative.casefold(), clause, which)
    if len(head) > 1 and first in relatives.WHICH:
        return relatives.asked(noun, relative.casefold(), clause, relatives.WHICH[first])
    which = "hvilke" if noun.endswith("erne") else "hvilket" if noun.endswith("et") else "hvilken"
    return relatives.asked(words.lemma(noun), relative.casefold(), clause, which)


def _ended(clause: str, question: Question, start: int) -> tuple[str, str]:
    """A clause up to the verb of the sentence round it ("der driver X | ophører i 2026"), and what is left."""
    inside = [t for t in question.tokens if start <= t.start and t.end <= start + len(clause)]
    finite = [n for n, t in enumerate(inside) if t.finite or t.pos in ("MODAL", "AUX")]
    for n in finite[1:]:
        between = {t.low for t in inside[finite[0] : n]}
        counted = inside[n - 1].pos == "NUM" and inside[n].low.endswith("er")  # "fire *stemmer*"
        joined = between & {"at", "som", "der", "og", "eller", "hvor", "men", "når", "da"}
        if not joined and not counted and n - finite[0] > 1:
            cut = inside[n].start - start
            return clause[:cut].strip(), clause[cut:].strip()
    return clause, ""


def _things(told: Described, inner: Solution) -> list[Named]:
    """The names that fit a description, best first: of the best sentences, and of the texts these stand in."""
    found: dict[str, Named] = {}
    if not inner.ranked:
        return []
    top = inner.ranked[0].score
    for place, scored in enumerate(inner.ranked[:12]):
        far = place >= 5 or scored.own < 0.25 or scored.score < 0.6 * top
        for label, fit in (*_in_sentence(told, scored), *(() if far else _subject(told, scored))):
            label = _bare(label, told.noun)
            key = label.casefold()
            if _told(label, told.inner) or (far and fit < 0.9) or not proper(label):
                continue
            plain = 0.12 if not any(w[0].isupper() for w in label.split()[1:]) and " " in label else 0.0
            score = round(0.5 * min(1.0, scored.score) + 0.5 * fit - plain, 4)
            if key not in found or score > found[key].score:
                found[key] = Named(label, score, scored)
    answer = inner.found[0] if inner.found and inner.decision.reason is None else None
    if answer is not None and _names_one(answer) and not _told(answer.label, told.inner):
        label = _bare(answer.label, told.noun)
        if proper(label) and label.casefold() not in found:
            score = round(0.5 * min(1.0, answer.score) + 0.4, 4)
            found[label.casefold()] = Named(label, score, answer.scored)
    ordered = sorted(found.values(), key=lambda n: (-n.score, n.label))
    return [n for n in ordered if n.score >= ordered[0].score - 0.15]


def _names_one(answer: Candidate) -> bool:
    """Is an answer one name: an actor, or a few words that begin with a capital where no sentence begins?"""
    fresh = answer.start > answer.scored.sentence.start
    named = answer.type == "Text" and answer.value[:1].isupper() and len(answer.value.split()) <= 4 and fresh
    return not answer.more and (answer.type == "Actor" or named)


_POINTED = several("den det de dem ham hende")
_POINTING = several("den det de dette denne disse her der vi hun han man dem han hvad hvem")
_DAY = re.compile(r"\b(?:\w+dag den|den) \d", re.I)


def proper(label: str) -> bool:
    """True for what can be a name, not a date or an office."""
    first = words.lemma(label.split()[0].casefold()) if label.split() else ""
    generic = " " not in label and words.known(first) and first != label.casefold()  # "Strategien" names nothing
    return (
        bool(label)
        and label.casefold() not in _POINTING
        and not generic
        and not _DAY.search(label)
        and not (is_role(first) and " for " in label)
    )


def _bare(label: str, noun: str) -> str:
    """A name without the noun that says what it is: "Omsorgssystemet Lygten" is Lygten."""
    first, _, rest = label.partition(" ")
    if rest[:1].isupper() and noun and words.lemma(first.casefold()) == noun and " " not in rest:
        return rest
    return label


def _told(label: str, inner: str) -> bool:
    """True for a name that the description gives itself."""
    said = re.findall(r"\w+", inner.casefold())
    parts = [w for w in re.findall(r"\w+", label.casefold()) if len(w) > 2] or [label.casefold()]
    return all(any(words.alike(w, s) >= 0.85 for s in said) for w in parts)


def _in_sentence(told: Described, scored: Scored) -> Iterator[tuple[str, float]]:
    sentence, view = scored.sentence, scored.view
    for label, kind, start in names(sentence, view):
        fit = _kind_fit(told.noun, label, kind)
        before = re.search(r"(\w+)[,:]?\s*[»”\"]?$", view.text[max(0, start - 40) : start])
        if told.noun and before and words.alike(told.noun, before[1].casefold()) >= 0.5:
            fit = max(fit, 0.95)
        if fit >= 0.5 or (fit > 0.2 and told.noun in _BODIES):
            yield label, fit
    for entity in view.record.entities:
        here = [m for m in entity.mentions if sentence.start <= m.start and m.end <= sentence.end]
        if (
            here
            and told.noun
            and any(words.alike(told.noun, w) >= 0.5 for w in re.findall(r"\w+", entity.label.casefold()))
        ):
            yield entity.label, 0.9


def _kind_fit(noun: str, label: str, kind: str) -> float:
    """How well a name of a kind fits the noun of a description."""
    if not noun:
        return 0.6 if kind == "Organisation" else 0.5
    if noun == _PERSON:
        return 0.85 if kind == "Person" else 0.55 if not kind and " " in label else 0.0
    parts = words.split(noun)
    base = parts[1] if parts else noun
    last = [w for w in re.findall(r"\w+", label.casefold())]
    likeness = max((words.alike(noun, w) for w in last), default=0.0)
    if likeness >= 0.8 or any(words.lemma(w).endswith(base) for w in last):
        return 0.95
    if likeness >= 0.5:
        return 0.8
    if noun in _BODIES or base in _BODIES:
        return 0.75 if kind == "Organisation" else 0.25 if not kind else 0.0
    if noun in _PLANS or base in _PLANS:
        return 0.8 if kind in _PLAN_TYPES else 0.6 if not kind else 0.2 if kind in _THING_TYPES else 0.0
    if is_role(noun):
        return 0.7 if kind == "Person" else 0.0
    return 0.7 if kind in _THING_TYPES else 0.55 if not kind else 0.3 if kind == "Organisation" else 0.0


_TITLE = re.compile(r"[»”\"]([^»«”\"]{3,90})[«”\"]")
_CAPS = re.compile(
    r"[A-ZÆØÅ][\w.-]*(?:\s+(?:(?:på|i|for|til|af|og|med|over|under|ved|en|et|den|det)\s+){0,2}[A-ZÆØÅ0-9][\w.-]*)*"
)


def names(sentence: Sentence, view: View) -> list[tuple[str, str, int]]:
    """The names in a sentence: text, kind ("" where the graph knows none), place in the document."""
    out = [
        (m.text, m.type, m.span.start)
        for m in view.mentions(sentence)
        if m.type not in ("Date", "Number", "Money", "Percent", "Role", "Place")
    ]
    taken = [(s, s + len(t)) for t, _, s in out]
    for match in (*_TITLE.finditer(sentence.text), *_CAPS.finditer(sentence.text)):
        group = 1 if match.re is _TITLE else 0
        start, end = sentence.start + match.start(group), sentence.start + match.end(group)
        label = match.group(group).strip(" .,")
        lead, _, name = label.partition(" ")
        if group == 0 and name[:1].isupper() and lead.casefold() in _BEFORE_NAME:
            start, label = start + len(lead) + 1, name  # "I Vesterby Kommune …" begins a sentence
        first = match.start() == 0 and " " not in label and words.known(words.lemma(label.casefold()))
        if first or len(label) < 3 or any(a <= start and end <= b for a, b in taken):
            continue
        out.append((label, "", start))
        taken.append((start, end))
    return out


def _subject(told: Described, scored: Scored) -> Iterator[tuple[str, float]]:
    """What the sentence's text is about, where that is of the kind described: its title, its own plan."""
    view, parts = scored.view, words.split(told.noun)
    if told.noun not in _PLANS and not (parts and parts[1] in _PLANS):
        return
    own = [(len(e.mentions), e.label) for e in view.record.entities if e.type in _PLAN_TYPES and e.mentions]
    for count, label in sorted(own, reverse=True)[:2]:
        yield label, 0.5 + min(0.2, 0.05 * count)
    named = re.search(r"[»”\"]([^»«”\"]{4,80})[«”\"]", view.title)
    if named:
        yield named[1], 0.6
    for sentence in view.sentences[:12]:
        called = re.search(
            rf"\b\w*{re.escape(told.noun[:5])}\w*\s+(?:hedder|kaldes|har fået navnet|med titlen"
            rf"|har navnet)\s+[»”\"]?((?:[A-ZÆØÅ][\w-]*)(?:\s+(?:\w+\s+)?[A-ZÆØÅ][\w-]*)*)",
            sentence.text,
        )
        if called:
            yield called[1], 0.7
