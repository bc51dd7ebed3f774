"""Questions in two steps, read twice: first for the name that a description means, then for what is asked about it.

"Hvem leder det selskab, der fik bøden?": the reader finds whom the sentences that speak of the fine name, and is asked
again with that name behind the question. `hops.py` does the same by rules, where texts use the question's own words.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from . import contrast, hops, words
from .hops import Described
from .library import library
from .second_opinion import Opinion
from .views import content

if TYPE_CHECKING:
    from .candidates import Candidate
    from .index import Index
    from .question import Question
    from .reading import Scored
    from .solving import Solution
    from .views import Sentence, View

_LIKELY = 0.08  # the reader's share of a sentence whose names may be meant
_SENTENCES = 4  # that are looked at
_BRIDGES = 2  # names that are asked about
_BESIDE = 0.15  # what is left of a sentence's share for a name that the reader doesn't point at
_APART = 0.5  # what is left of the share of a sentence that doesn't speak of the name asked about
_NEAR, _FITS, _REFUSED = 0.33, 0.5, 0.6  # how near a refusal is to an answer, how well its value fits, what it is worth
_ANSWERS = 0.18  # how likely an answer is right where the question as a whole is refused
_MEANT = 0.4  # how surely a bridge is meant that the question as a whole gives for the answer
_INPUTS = 1  # of the reader, for each question that is read on the way
_STEPS = re.compile(
    r"\b(?:første|anden|andet|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|\d+\.) (?P<step>[a-zæøå]{4,})",
    re.I,
)
_FORM = re.compile(r"\s+(?:A/S|ApS|I/S|P/S|AB|AS|Oy|Ltd\.?|GmbH)$")


@dataclasses.dataclass(frozen=True, slots=True)
class Bridge:
    """A name that a description may mean, how likely it is meant (0-1), and the sentence that says so."""

    label: str
    share: float
    scored: Scored


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
            value in name or re.search(rf"\b{re.escape(name)}s?\b", value)
        )

    def favouring(self, opinion: Opinion, views: Sequence[View]) -> Opinion:
        """The reader's view, with less for the sentences that don't speak of the name."""
        if not self.name or not opinion.reads:
            return opinion
        by_id = {view.doc_id: view for view in views}
        parts = content(_FORM.sub("", self.name))
        worth = {
            key: read.share * (1.0 if _speaks(by_id[key[0]], key[1], parts) else _APART)
            for key, read in opinion.reads.items()
        }
        total, whole = sum(worth.values()) or 1.0, sum(r.whole for r in opinion.reads.values())
        reads = {
            key: dataclasses.replace(read, share=round(worth[key] / total, 4), whole=round(whole * worth[key] / total, 4))
            for key, read in opinion.reads.items()
        }
        return Opinion(reads)


Read = Callable[[str, Second], "Solution"]  # a question in the words it is solved by, and what the reader is asked


def _speaks(view: View, number: int, parts: Sequence[str]) -> bool:
    """Does a sentence, the one before it or what stands over it hold a name's words?"""
    sentence = view.sentences[number]
    said = {*sentence.words, *content(sentence.heading), *content(view.title)}
    if number:
        said |= set(view.sentences[number - 1].words)
    return all(any(words.alike(part, word) >= 0.85 for word in said) for part in parts)


@dataclasses.dataclass(frozen=True, slots=True)
class Reached:
    """An answer by way of a bridge, and how likely it is right (0-1)."""

    solution: Solution
    bridge: Bridge
    worth: float


def nested(index: Index, question: Question, plain: Solution, read: Read) -> Solution | None:
    """The answer by way of the likeliest bridge, where it is surer than that to the question as a whole; None where
    nothing is described, or the names that may be meant lead to no answer."""
    found = [r for r in reached(index, question, read) if _holds(question, r)]
    if not found:
        return None
    best = max(found, key=lambda r: (r.worth, r.bridge.label))
    if not _surer(best, plain):
        return None
    named = hops.Named(best.bridge.label, best.bridge.share, best.bridge.scored)
    return hops._joined(question, best.solution, named)


def ordered(question: Question) -> bool:
    """Does a question describe a thing by what it is first or most in, and ask something else about it?"""
    if contrast.order(question.core) is None:
        return False
    told = next(descriptions(question.core.rstrip(" ?.!"), question), None)
    return told is not None and contrast.order(told.inner) is not None and contrast.order(told.outer) is None


def reached(index: Index, question: Question, read: Read) -> list[Reached]:
    """What each of the likeliest bridges leads to."""
    core = question.core.rstrip(" ?.!")
    told = next(descriptions(core, question), None)
    if told is None or contrast.order(told.outer) is not None:
        return []
    made = []
    for bridge in bridges(index, told, read(told.inner, Second(told.inner)), core)[:_BRIDGES]:
        if bridge.share < _LIKELY:
            break
        shown = f"{question.text.strip().rstrip('?').rstrip()} ({bridge.label})?"
        solution = read(told.outer.format(bridge.label), Second(shown, bridge.label))
        made.append(Reached(solution, bridge, round(bridge.share * _sure(solution), 4)))
    return made


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
    return one.worth > 0.0 and not hops._given(one.solution.found[0].value, question.core)


def _surer(one: Reached, plain: Solution) -> bool:
    """Is an answer by way of a bridge surer than that to the whole question?"""
    if plain.decision.reason is not None:
        return one.worth >= _ANSWERS
    if not Second("", one.bridge.label).admits(plain.found[0]):
        return one.bridge.share >= _MEANT  # it gave the thing described for what is asked about it
    if plain.found[0].value.casefold() == one.solution.found[0].value.casefold():
        return True
    return one.worth > plain.decision.confidence


_LOOSE = re.compile(
    r"\b(?:(?P<who>manden|kvinden|ham|hende|han|hun|personen)|(?:den|det|de) (?:[a-zæøå-]+e )?(?P<noun>[a-zæøå-]+))"
    r"(?P<gap>(?: (?:at|i|på|om|fra|for|til) [^,?]{2,30})?),? (?P<rel>som|der|hvor|hvis) (?P<clause>[^?]{6,})$"
)


def descriptions(core: str, question: Question) -> Iterator[Described]:
    """What the question describes instead of naming it, the outermost first."""
    found = list(hops._descriptions(core, question))
    if found:
        yield from found
        return
    match = _LOOSE.search(core)
    if match is None or not match.start():
        return
    lemma = "person" if match["who"] else words.lemma(match["noun"])
    if lemma in hops._NO_THING - {"minister"} or "{" in core or "}" in core:
        return
    outer = f"{core[: match.start()]}{{}}{match['gap']}?"
    if hops._EMPTY_OUTER.fullmatch(outer.rstrip("?")):
        return
    rel = match["rel"] if match["rel"] != "som" or not match["who"] else "som"
    which = "hvem" if match["who"] else f"hvilken {lemma}"
    yield Described(lemma, f"{which} {rel} {match['clause']}?", outer)


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
        for label, kind, start in _names(told, sentence, view):
            if hops._told(label, core):
                continue
            at = start - sentence.start
            pointed = seen.share_of(at, at + len(label), inside=True)
            label = hops._bare(label, told.noun)
            fit = hops._kind_fit(told.noun, label, kind)
            share = seen.share * (_BESIDE + (1 - _BESIDE) * pointed) * (0.5 + 0.5 * fit)
            key = label.casefold()
            before = found.get(key)
            share = min(1.0, share + (before.share if before is not None else 0.0))
            scored = before.scored if before is not None else contrast.scored(view, sentence)
            found[key] = Bridge(before.label if before is not None else label, round(share, 4), scored)
    return sorted(found.values(), key=lambda b: (-b.share, b.label))


_SMALL = re.compile(r"(?:I|På|Fra|Til|Den|Det|De|Ved|For|Af|Om|Der|Som|Med|Men|Og|Da|Når|Et|En) ?.?\d*")
_TIMED = re.compile(r"\s+(?:fra|i)(?:\s+\d{4}.*)$|\s*\([^)]*\)$")


def _names(told: Described, sentence: Sentence, view: View) -> Iterator[tuple[str, str, int]]:
    """What a sentence names, also by its number in an order ("tredje etape") where such a thing is described."""
    for label, kind, start in hops.names(sentence, view):
        label = _TIMED.sub("", label)
        if not label or _SMALL.fullmatch(label):
            continue
        if start > sentence.start or hops._proper(label):
            yield label, kind, start
    for match in _STEPS.finditer(sentence.text):
        if told.noun and words.alike(told.noun, match["step"].casefold()) >= 0.5:
            yield match.group(), "", sentence.start + match.start()
