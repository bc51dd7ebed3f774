"""Questions in two steps, read twice: first for the name that a description means, then for what is asked about it.

"Hvem leder det selskab, der fik bøden?": the reader finds whom the sentences that speak of the fine name, and is asked
again with that name behind the question. `hops.py` does the same by rules, where texts use the question's own words.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from indexer.types import Zone

from . import (
    about_texts,
    contrast,
    described_plans,
    hops,
    members_given,
    offered,
    relatives,
    told_apart,
    told_first,
    words,
)
from .chunks import is_role
from .decide import Decision
from .hops import Described
from .library import HITS, library
from .question import Kind, parse
from .second_opinion import Opinion
from .views import content

if TYPE_CHECKING:
    from .candidates import Candidate
    from .index import Index
    from .question import Question
    from .reader import Read
    from .reading import Scored
    from .solving import Solution
    from .views import Sentence, View

_LIKELY = 0.08  # the reader's share of a sentence whose names may be meant
_SENTENCES = 4  # that are looked at
_BRIDGES = 2  # names that are asked about
_BESIDE = 0.15  # what is left of a sentence's share for a name that the reader doesn't point at
_ANY_KIND = 0.7  # and for one that is of another kind than what is described
_WRONG_KIND = 0.3  # and for a person where a body is described, or the other way round
_APART = 0.5  # what is left of the share of a sentence that doesn't speak of the name asked about
_NEAR, _FITS, _REFUSED = 0.33, 0.5, 0.6  # how near a refusal is to an answer, how well its value fits, what it is worth
_ANSWERS = 0.18  # how likely an answer is right where the question as a whole is refused
_MEANT = 0.4  # how surely a bridge is meant that the question as a whole gives for the answer
_ELSEWHERE = 0.6  # what an answer to the whole question is worth that speaks of none of the names that may be meant
_EVEN = 0.5
_WROTE = 0.8  # how sure the writer of a text about a plan is
_BESIDE_PLANS = 0.5  # what is left of a name's share where the graph tells which plan is meant
_INPUTS = 1  # of the reader, for each question that is read on the way
_STEPS = re.compile(
    r"\b(?:første|anden|andet|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|\d+\.) (?P<step>[a-zæøå]{4,})",
    re.I,
)
_WHOLE = (Kind.YESNO, Kind.COMPARE, Kind.WHY, Kind.HOW)  # questions that are answered as a whole
_JOINED = re.compile(r"\b(?:og|eller)\b", re.I)
_ALIKE = 0.5  # two words of one matter
_FORM = re.compile(r"\s+(?:A/S|ApS|I/S|P/S|AB|AS|Oy|Ltd\.?|GmbH)$")


@dataclasses.dataclass(frozen=True, slots=True)
class Bridge:
    """A name that a description may mean, how likely it is meant (0-1), and the sentence that says so; `plan` tells
    that it is the graph's name of a plan."""

    label: str
    share: float
    scored: Scored
    plan: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Second:
    """What the reader is asked the second time, and the name that it is asked about ("" where it reads for one)."""

    shown: str
    name: str = ""
    inputs: int = _INPUTS

    def admits(self, candidate: Candidate) -> bool:
        """Is a value more than the name that is asked about?"""
        if not self.name:
            return True
        value, name = _FORM.sub("", candidate.label).casefold(), _FORM.sub("", self.name).casefold()
        return candidate.type in ("Number", "Date") or not (
            re.search(rf"\b{re.escape(value)}s?\b", name) or re.search(rf"\b{re.escape(name)}s?\b", value)
        )

    def favouring(self, opinion: Opinion, views: Sequence[View]) -> Opinion:
        """The reader's view, with less for the sentences that don't speak of the name and none for those that it finds
        to tell only the name."""
        if not self.name or not opinion.reads:
            return opinion
        by_id = {view.doc_id: view for view in views}
        parts = content(_FORM.sub("", self.name))
        worth = {
            (doc_id, number): 0.0
            if self._told(by_id[doc_id].sentences[number], read)
            else 1.0
            if _speaks(by_id[doc_id], number, parts)
            else _APART
            for (doc_id, number), read in opinion.reads.items()
        }
        total = sum(read.share * worth[key] for key, read in opinion.reads.items()) or 1.0
        whole = sum(read.whole for key, read in opinion.reads.items() if worth[key])
        reads = {}
        for key, read in opinion.reads.items():
            share = read.share * worth[key] / total
            reads[key] = dataclasses.replace(read, share=round(share, 4), whole=round(whole * share, 4))
        return Opinion(reads)

    def _told(self, sentence: Sentence, read: Read) -> bool:
        """Do the likeliest words of a sentence say the name and nothing else?"""
        if not read.spans:
            return False
        said = sentence.text[read.spans[0].start : read.spans[0].end].strip(' .,;:»«"”()')
        return _FORM.sub("", said).casefold() == _FORM.sub("", self.name).casefold()


Ask = Callable[[str, Second], "Solution"]  # a question in the words it is solved by, and what the reader is asked


def _speaks(view: View, number: int, parts: Sequence[str]) -> bool:
    """Does a sentence, what stands over it or the one that it points back to hold a name's words?"""
    sentence = view.sentences[number]
    said = {*sentence.words, *content(sentence.heading), *content(view.title)}
    if number and offered.needs_context(sentence):
        said |= set(view.sentences[number - 1].words)
    return all(any(words.alike(part, word) >= 0.85 for word in said) for part in parts)


@dataclasses.dataclass(frozen=True, slots=True)
class Reached:
    """An answer by way of a bridge, and how likely it is right (0-1)."""

    solution: Solution
    bridge: Bridge
    worth: float


def nested(index: Index, question: Question, plain: Solution, read: Ask) -> Solution | None:
    """The answer by way of the likeliest bridge, where it is surer than that to the question as a whole; None where
    nothing is described, or the names that may be meant lead to no answer."""
    found = [r for r in reached(index, question, read, plain) if _holds(question, r)]
    if not found:
        return None
    best = max(found, key=lambda r: (r.worth, r.bridge.label))
    if not _surer(best, plain, _of_bridge(found, plain)):
        agreed = [r for r in found if _agrees(r.solution, plain)]
        if not agreed:
            return None
        best = max(agreed, key=lambda r: (r.worth, r.bridge.label))
    named = hops.Named(best.bridge.label, best.bridge.share, best.bridge.scored)
    return hops._joined(question, best.solution, named)


def apart(question: Question) -> bool:
    """Does only the description in a question say what comes first or name several things: "det hus, der er højest"?"""
    told = next(descriptions(question.core.rstrip(" ?.!"), question), None)
    related = told is not None and _RELATIVE.search(question.core) is not None
    return related and told is not None and _several(told.inner) and not _several(told.outer)


def _several(text: str) -> bool:
    return contrast.order(text) is not None or _JOINED.search(text) is not None


def reached(index: Index, question: Question, read: Ask, plain: Solution | None = None) -> list[Reached]:
    """What each of the likeliest bridges leads to; the holder of an office is looked up only where the question as a
    whole is not answered well (`plain`)."""
    core = question.core.rstrip(" ?.!")
    told = next(descriptions(core, question), None)
    if told is None and plain is not None and _doubtful(plain):
        told = _office(core, question)
    if told is None or question.kind in _WHOLE or contrast.order(told.outer) is not None:
        return []
    made = []
    for bridge in bridges(index, told, read(told.inner, Second(told.spoken or told.inner)), core)[:_BRIDGES]:
        if bridge.share < _LIKELY:
            break
        solution = _asked_of(index, bridge, told, question, read)
        if solution is None:
            continue
        made.append(Reached(solution, bridge, round(bridge.share * _sure(solution), 4)))
    return made


def _asked_of(index: Index, bridge: Bridge, told: Described, question: Question, read: Ask) -> Solution | None:
    """What is asked about a name; of a plan that the texts call so without its years too, and None where the answer is
    only that of another plan."""
    kept: Solution | None = None
    for label in (bridge.label, *(described_plans.without_years(bridge.label) if bridge.plan else ())):
        outer = told.outer.format(label)
        shown = outer if told.apart else f"{question.text.strip().rstrip('?').rstrip()} ({label})?"
        solution = read(outer, Second(shown, label))
        if bridge.plan and solution.found and described_plans.of_another(bridge.label, solution.found[0]):
            continue
        if solution.decision.reason is None:
            return solution
        kept = kept or solution
    if bridge.plan and kept is not None and (wrote := _writers(index, bridge, told)):
        return dataclasses.replace(kept, found=tuple(wrote), decision=Decision(_WROTE), sparql=None)
    return kept


def _writers(index: Index, bridge: Bridge, told: Described) -> list[Candidate]:
    """Who wrote the text about a plan, where that is asked: "hvem skrev lederen om {}?"."""
    asked = parse(told.outer.format("den"))
    if asked.kind is not Kind.WHO or not about_texts.asks_writer(asked):
        return []
    shelf = library(index)
    views, lexis = shelf.read([] if shelf.small else index.retriever.search(bridge.label, HITS))
    return described_plans.writers_of(bridge.label, asked, views, lexis)


def _doubtful(plain: Solution) -> bool:
    """Is the question as a whole refused, or answered with less than an even chance?"""
    return plain.decision.reason is not None or plain.decision.confidence < _EVEN


def _office(core: str, question: Question) -> Described | None:
    """The holder of an office whom a question asks something about: "hvad mente næstformanden i X om …"."""
    found = relatives.office(core)
    if found is None or "{" in core or "}" in core:
        return None
    outer = f"{core[: found.start]}{{}}{core[found.end :]}?"
    asked_for = question.kind is Kind.WHO and question.focus == found.role
    if asked_for or hops._EMPTY_OUTER.fullmatch(outer.rstrip("?")):
        return None
    noun = "person" if is_role(found.role) else found.role
    return Described(noun, found.asked, outer, found.asked)


def _sure(solution: Solution) -> float:
    """How sure a second answer is; less where it is refused by little, nothing where by much."""
    if not solution.found:
        return 0.0
    if solution.decision.reason is None:
        return solution.decision.confidence
    near = solution.decision.reason == "not_stated" and solution.decision.confidence >= _NEAR
    return _REFUSED * solution.decision.confidence if near and solution.found[0].fit >= _FITS else 0.0


def _holds(question: Question, one: Reached) -> bool:
    """Is there a value that the question doesn't give itself?"""
    given = one.worth > 0.0 and not hops._given(one.solution.found[0].value, question.core)
    return given and not members_given.among(one.bridge.label, one.solution.found[0])


def _agrees(solution: Solution, plain: Solution) -> bool:
    """Do both give the same value?"""
    answered = solution.decision.reason is None and plain.decision.reason is None
    return answered and plain.found[0].value.casefold() == solution.found[0].value.casefold()


def _of_bridge(found: Sequence[Reached], plain: Solution) -> bool:
    """Does the sentence that answers the whole question speak of one of the names that may be meant?"""
    if not plain.found:
        return False
    view, number = plain.found[0].scored.view, plain.found[0].scored.sentence.number
    return any(_speaks(view, number, content(_FORM.sub("", one.bridge.label))) for one in found)


def _surer(one: Reached, plain: Solution, of_bridge: bool) -> bool:
    """Is an answer by way of a bridge surer than that to the whole question, which is doubtful where its sentence
    speaks of none of the bridges?"""
    answered, given = one.solution.decision.reason is None, plain.decision.reason is None
    if given and not Second("", one.bridge.label).admits(plain.found[0]):
        return one.bridge.share >= _MEANT  # it gave the thing described for what is asked about it
    if not answered:
        return False
    if not given:
        return one.worth >= _ANSWERS
    return _agrees(one.solution, plain) or one.worth > plain.decision.confidence * (1.0 if of_bridge else _ELSEWHERE)


_SAME = 12  # characters at the end of two descriptions that are one
_RELATIVE = re.compile(r"\w, ?(?:som|der|hvor|hvis)\b|\w (?:som|der)\b", re.I)
_CHOICE = re.compile(r"(?:i )?hv\w+ af \{\}.*", re.I)  # "hvilken af de kommuner i listen": what is asked for


def descriptions(core: str, question: Question) -> Iterator[Described]:
    """What the question describes instead of naming it, the outermost first."""
    loose = _loose(core, question)
    found = [told for told in hops._descriptions(core, question) if not _CHOICE.fullmatch(told.outer)]
    if loose is not None and (not found or "{}?" not in loose.outer or found[0].inner[-_SAME:] == loose.inner[-_SAME:]):
        yield loose
    yield from found
    text = question.text
    told = told_apart.of_another(text) or told_first.parts(text) or told_apart.parts(text)
    if told is not None and told.outer:
        yield Described(told.noun, told.inner, told.outer, told.inner, apart=True)


def _loose(core: str, question: Question) -> Described | None:
    """A description at a question's end, whatever verb it holds: "hvornår skal den bro være klar, som X tegner"."""
    found = relatives.last(core)
    if found is None or "{" in core or "}" in core:
        return None
    if found.noun in hops._NO_THING - {"minister"}:
        return None
    outer = f"{core[: found.start]}{{}}{found.gap}?"
    if hops._EMPTY_OUTER.fullmatch(outer.rstrip("?")):
        return None
    rel = found.relative if found.relative in ("der", "hvis") else "som"
    noun = "person" if found.person else words.lemma(found.noun) if found.pointing == "de" else found.noun
    which = f"hvilken {noun}" if noun and not found.person else "hvem"
    return Described(noun, f"{which} {rel} {found.clause}?", outer, found.asked)


def bridges(index: Index, told: Described, inner: Solution, core: str) -> list[Bridge]:
    """The names that a description may mean by the reader's view of it, likeliest first."""
    found: dict[str, Bridge] = {}
    first = inner.found[0] if inner.found and inner.decision.reason is None else None
    if first is not None and not inner.opinion.reads:
        found[first.label.casefold()] = Bridge(first.label, inner.decision.confidence, first.scored)
    likely = sorted(inner.opinion.reads.items(), key=lambda item: (-item[1].share, item[0]))[:_SENTENCES]
    for (doc_id, number), seen in likely:
        if seen.share < _LIKELY:
            break
        view = library(index).view(doc_id)
        sentence = view.sentences[number]
        if sentence.zone is Zone.TABLE and not _bears(told, sentence):
            continue
        named = _pointed(told, sentence, view, seen)
        for label in _unnamed(told, sentence, seen, named):
            inside = [other for other in named if _within(label, other)]
            named[label] = max([seen.share * seen.spans[0].share, *(named.pop(other) for other in inside)])
        if not named and offered.needs_context(sentence) and sentence.number:
            named = _meant_before(told, view, sentence, seen)
        for label, share in named.items():
            if _repeated(label, core):
                continue
            before = found.get(label.casefold())
            made = before or Bridge(label, 0.0, contrast.scored(view, sentence))
            found[label.casefold()] = dataclasses.replace(made, share=round(min(1.0, made.share + share), 4))
    plans = [
        Bridge(m.label, m.share, contrast.scored(m.view, m.sentence), plan=True)
        for m in described_plans.meant(told, inner)
    ]
    if plans:  # the graph knows what "strategien" is; the reader may take the sentence of another for it
        others = [dataclasses.replace(b, share=_BESIDE_PLANS * b.share) for b in found.values()]
        found = {b.label.casefold(): b for b in (*others, *plans)}
    ordered = sorted(found.values(), key=lambda b: (-b.share, -len(b.label), b.label))
    return [b for n, b in enumerate(ordered) if not any(_within(b.label, other.label) for other in ordered[:n])]


def _bears(told: Described, sentence: Sentence) -> bool:
    """Does a table's row, which the reader can take for any other, say anything of what is described?"""
    wanted = [word for word in content(told.inner) if words.alike(word, told.noun) < _ALIKE]
    said = (*sentence.words, *content(sentence.heading))
    return any(words.alike(word, own) >= _ALIKE for word in wanted for own in said)


def _within(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return any(re.search(rf"\b{re.escape(a)}\b", b) is not None for a, b in ((one, other), (other, one)))


def _pointed(told: Described, sentence: Sentence, view: View, seen: Read) -> dict[str, float]:
    """The names in a sentence that the reader finds likely, each with how likely it is what is described."""
    named = []
    for label, kind, start in _names(told, sentence, view):
        at = start - sentence.start
        pointed = seen.share_of(at, at + len(label), inside=True)
        label = hops._bare(label, told.noun)
        named.append((pointed, hops._kind_fit(told.noun, label, kind), label))
    # "Lene Aakjær, borgmester i Hjelmø": where it points at a person for a town, the town may stand beside
    astray = max((pointed for pointed, fit, _ in named if not fit), default=0.0) >= _FIRMLY
    made: dict[str, float] = {}
    for pointed, fit, label in named:
        kept = _ANY_KIND + (1 - _ANY_KIND) * fit if fit else _WRONG_KIND
        beside = _BEFORE if astray and fit else _BESIDE
        share = seen.share * (beside + (1 - beside) * pointed) * kept
        made[label] = max(made.get(label, 0.0), share)
    return made


_CUT = re.compile(r"\s*(?:[,;(|]|\bog\b|\beller\b).*$")
_LEAD = re.compile(r"^(?:i|på|for|til|af|fra|hos|den|det|de|en|et|sin|sit|sine|vores|deres)\s+", re.I)
_BEFORE = 0.5  # what is left of a sentence's share for a name in the one before it
_FIRMLY, _FEW_WORDS = 0.5, 5  # how surely words are pointed at that are no name, and how many they are at most


def _unnamed(told: Described, sentence: Sentence, seen: Read, named: Mapping[str, float]) -> Iterator[str]:
    """What the reader firmly points at in a sentence, though no name: "delaftale C", "robotten", a table's cell."""
    span = seen.spans[0] if seen.spans else None
    if span is None or span.share < _FIRMLY or told.noun == "person":
        return
    said = sentence.text[span.start : span.end]
    cell = sentence.zone is Zone.TABLE and not span.start
    label = _LEAD.sub("", said.split(" | ")[0] if cell else _CUT.sub("", said)).strip(' .,;:»«"”()')
    if cell:
        label = label.split(", ")[0]  # "Skærmpas, kurser for personalet"
    long = len(label.split()) > _FEW_WORDS or not re.search(r"[^\W\d_]", label)
    if long or label in named or label == sentence.text.rstrip(".") or (label[:1].isdigit() and not cell):
        return
    if cell or not any(_within(label, other) for other in named):
        yield label


def _repeated(label: str, core: str) -> bool:
    """Does a question give a name itself? "Delaftale C" is more than the "delaftale" it speaks of."""
    marks = re.findall(r"\b(?:[A-ZÆØÅ]|\d+)\b", label)
    return hops._told(label, core) and all(re.search(rf"\b{mark}\b", core) is not None for mark in marks)


def _meant_before(told: Described, view: View, sentence: Sentence, seen: Read) -> dict[str, float]:
    """The names of the sentence before one that points back ("Han må stadig …") and names nothing itself."""
    before = view.sentences[sentence.number - 1]
    if before.zone is not sentence.zone:
        return {}
    fits = {hops._bare(n, told.noun): hops._kind_fit(told.noun, n, kind) for n, kind, _ in _names(told, before, view)}
    return {label: seen.share * _BEFORE * (_ANY_KIND + (1 - _ANY_KIND) * fit) for label, fit in fits.items() if fit}


_SMALL = re.compile(r"(?:I|På|Fra|Til|Den|Det|De|Ved|For|Af|Om|Der|Som|Med|Men|Og|Da|Når|Et|En)\b(?: ?.?\d+\w*)?|\d.*")
_TIMED = re.compile(r"\s+(?:fra|i|for|på)(?:\s+\d.*)$|\s*\([^)]*\)$")
_PARTNERS = re.compile(r"[A-ZÆØÅ][\w-]*(?: & [A-ZÆØÅ][\w-]*)+")
_LINKS = re.compile(r"\s+(?:i|på|for|til|af|med|fra|ved|hos|under|over)\s+")


def _names(told: Described, sentence: Sentence, view: View) -> Iterator[tuple[str, str, int]]:
    """What a sentence names, whole and by its parts ("Ribe Museum i Ribe"), and by its number in an order ("tredje
    etape") where such a thing is described."""
    for whole, kind, start in hops.names(sentence, view):
        at = 0
        for label in dict.fromkeys((whole, *_LINKS.split(whole))):
            at = max(0, whole.find(label, at))
            label = _nominative(_TIMED.sub("", label), view)
            fresh = start + at > sentence.start
            if label and not _SMALL.fullmatch(label) and (hops.proper(label) or (fresh and label[:1].isupper())):
                yield label, kind, start + at
    for match in _PARTNERS.finditer(sentence.text):
        yield match.group(), "Organisation", sentence.start + match.start()
    for match in _STEPS.finditer(sentence.text):
        if told.noun and words.alike(told.noun, match["step"].casefold()) >= _ALIKE:
            yield match.group(), "", sentence.start + match.start()


def _nominative(label: str, view: View) -> str:
    """A name without the genitive's "s", where its text has it so elsewhere."""
    bare = label[:-1]
    return bare if label.endswith("s") and re.search(rf"\b{re.escape(bare)}\b", view.text) is not None else label
