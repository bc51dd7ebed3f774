"""The plan that a description means, by what the graph knows of the texts: "den strategi, der gav os Digital Post",
"den plan, X skriver leder om", "den aftale, som valget forsinkede".

A text calls its plan "strategien" or by a name that says no year; what the graph took it for names it. Whose text it
is tells the plan of one that somebody writes or speaks of; what a sentence says tells that of any other.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.types import Zone

from . import about_texts, words, writers
from .question_cues import GENRES
from .views import content
from .wordlists import several

if TYPE_CHECKING:
    from indexer.types import Entity

    from .candidates import Candidate
    from .hops import Described
    from .linking import Lexis
    from .question import Question
    from .solving import Solution
    from .views import Sentence, View

_KINDS = {
    "strategi": frozenset({"Strategy"}),
    "plan": frozenset({"ActionPlan", "Strategy"}),
    "program": frozenset({"Programme"}),
    "aftale": frozenset({"Agreement"}),
    "pagt": frozenset({"Agreement"}),
    "forlig": frozenset({"Agreement"}),
}
_PLANS = frozenset().union(*_KINDS.values())
_SAYING = several("skrive tale fortælle udtale omtale rose kritisere citere interviewe kommentere præsentere beskrive")
_TEXTS = GENRES | several("leder lederen klumme indlæg kronik artikel")
_NAME = re.compile(r"\b[A-ZÆØÅ][\w-]+(?:\s+[A-ZÆØÅ][\w-]+)*")
_BY_WAY = re.compile(
    r"\b(?:forgænger|efterfølger|afløser|forløber)(?:en)?\b", re.I
)  # of what is described: looked up first
_WROTE, _SPOKE, _SAID = 0.9, 0.75, 0.95
_NAMED = 0.97  # how surely a sentence that names plan and all that the description names is the one meant
_BEARS = 0.5  # of a description's words that a sentence holds, or the reader's share of it
_MAIN = 3  # mentions of the plan that a text is about


@dataclasses.dataclass(frozen=True, slots=True)
class Meant:
    """A plan by its name in the graph, how surely it is meant (0-1), and the sentence that tells so."""

    label: str
    share: float
    view: View
    sentence: Sentence


def meant(told: Described, inner: Solution) -> list[Meant]:
    """The plans that a description may mean, the likeliest first; none where it describes something else, or where a
    text says what is described of a thing that the graph has no name for."""
    kinds = _kinds(told.noun)
    named = "-{}" in told.outer  # "2011-strategien, som"
    if not kinds or named or _BY_WAY.search(told.inner) is not None:
        return []
    views = list({scored.view.doc_id: scored.view for scored in inner.ranked}.values())
    found: dict[str, Meant] = {}
    for one in (*_of_writer(told, kinds, views), *_of_sentences(told, inner, kinds)):
        if one.label.casefold() not in found or one.share > found[one.label.casefold()].share:
            found[one.label.casefold()] = one
    return sorted(found.values(), key=lambda m: (-m.share, m.label))


def _kinds(noun: str) -> frozenset[str]:
    """The types of the graph that a noun means: "handlingsplan", "digitaliseringsstrategi"."""
    parts = words.split(noun) if noun else None
    for base in (noun, *((parts[1],) if parts else ())):
        if base in _KINDS:
            return _KINDS[base]
    return next((kinds for base, kinds in _KINDS.items() if len(base) > 3 and noun.endswith(base)), frozenset())


def names(text: str) -> list[str]:
    """What a description names, but for the word that opens it."""
    return [m.group() for m in _NAME.finditer(text) if m.start()]


def _of_writer(told: Described, kinds: frozenset[str], views: Sequence[View]) -> Iterator[Meant]:
    """The plan that the text of somebody who writes or speaks of it is about."""
    tokens = content(told.inner)
    if not any(words.lemma(w) in _SAYING or w in _TEXTS for w in tokens):
        return
    for name in names(told.inner):
        wrote = [(view, line) for view in views if (line := _byline(view, name)) is not None]
        spoke = [(view, line) for view in views if (line := _speaker(view, name)) is not None]
        share = _WROTE if wrote else _SPOKE
        for view, line in wrote or spoke:
            for entity in _main(view, kinds):
                yield Meant(entity.label, share, view, line)


def _byline(view: View, name: str) -> Sentence | None:
    """The line that tells that somebody wrote a text."""
    last = name.split()[-1].removesuffix("s")
    lines = [s for s in view.sentences if re.search(rf"\b{re.escape(last)}s?\b", s.text) is not None]
    by = view.author is not None and _within(name, view.author)
    signed = [s for s in lines if by or s.zone is Zone.BYLINE or _SIGNS.search(s.text) is not None]
    return signed[0] if signed else None


_SIGNS = re.compile(r"^\W*(?:leder|klumme|kommentar|kronik|debatindlæg|indlæg|artikel|tekst|af|skrevet)\b", re.I)


def _speaker(view: View, name: str) -> Sentence | None:
    """The sentence that speaks of somebody by the whole name."""
    return next((s for s in view.sentences if _within(name, s.text)), None)


def _within(name: str, text: str) -> bool:
    bare = re.escape(name.removesuffix("s"))
    return " " in name and re.search(rf"\b{bare}s?\b", text) is not None


def _main(view: View, kinds: frozenset[str]) -> list[Entity]:
    """The plan of a kind that a text speaks of most, where it does so often or in its title."""
    found = [e for e in view.record.entities if e.type in kinds and e.mentions]
    found.sort(key=lambda e: (-len(e.mentions), e.mentions[0].start))
    if not found:
        return []
    first = found[0]
    often = len(first.mentions) >= _MAIN or any(m.start <= len(view.title) for m in first.mentions)
    ahead = len(found) == 1 or len(first.mentions) > len(found[1].mentions)
    return [first] if often and ahead else []


def _of_sentences(told: Described, inner: Solution, kinds: frozenset[str]) -> Iterator[Meant]:
    """The plans of the sentences that say what is described, the names in it before all."""
    bearing = list(_bearing(inner))
    named = [name for name in names(told.inner) if any(_speaks(view, s, name) for _, view, s in bearing)]
    for worth, view, sentence in bearing:
        if not all(_speaks(view, sentence, name) for name in named):
            continue
        own = [e for e in _within_sentence(view, sentence) if not _said(e, told.inner)]
        fitting = [e for e in own if e.type in kinds]
        fitting.sort(key=lambda e: not _pointed(e, inner, sentence))
        for entity in fitting[:1] or (() if own else _main(view, kinds)):
            share = max(_NAMED, worth) if named and fitting else worth
            yield Meant(entity.label, round(_SAID * min(1.0, share), 4), view, sentence)


def _pointed(entity: Entity, inner: Solution, sentence: Sentence) -> bool:
    """Does the reader point at a plan in a sentence?"""
    read = inner.opinion.reads.get((sentence.doc_id, sentence.number))
    spans = [(m.start - sentence.start, m.end - sentence.start) for m in entity.mentions]
    inside = [(a, b) for a, b in spans if a >= 0 and b <= len(sentence.text)]
    return read is not None and any(read.share_of(a, b) >= _POINTS for a, b in inside)


_POINTS = 0.5


def _bearing(inner: Solution) -> Iterator[tuple[float, View, Sentence]]:
    """The sentences that hold the description's words, or that the reader finds, with how surely."""
    reads = inner.opinion.reads
    for scored in inner.ranked[:_LOOKED_AT]:
        sentence = scored.sentence
        read = reads.get((sentence.doc_id, sentence.number))
        worth = max(scored.own, read.share if read is not None else 0.0)
        if worth >= _BEARS and not sentence.zone.is_furniture:
            yield worth, scored.view, sentence


_LOOKED_AT = 12


def _speaks(view: View, sentence: Sentence, name: str) -> bool:
    """Does a sentence, or what stands over it, hold all words of a name?"""
    said = {*sentence.words, *content(sentence.heading)}
    return all(any(words.alike(part, word) >= 0.85 for word in said) for part in content(name))


def _within_sentence(view: View, sentence: Sentence) -> list[Entity]:
    """The plans that a sentence speaks of, by what the graph took its words for, in their order."""
    found = [
        (mention.start, entity)
        for entity in view.record.entities
        if entity.type in _PLANS
        for mention in entity.mentions
        if sentence.start <= mention.start and mention.end <= sentence.end
    ]
    return list({entity.key: entity for _, entity in sorted(found, key=lambda f: f[0])}.values())


def _said(entity: Entity, inner: str) -> bool:
    """Does the description name a plan itself: "som *Hjem med omtanke* afløste", "efter *den fælles strategi*"?"""
    given = [w for w in content(inner) if w.isalpha()]
    for name in (entity.label, *entity.alt):
        parts = [w for w in content(name) if w.isalpha()]
        held = [max((words.alike(own, w) for w in given), default=0.0) for own in parts]
        own = [h for h, w in zip(held, parts, strict=True) if not _kinds(w)]
        told = bool(parts) and min(held) >= _SAME and any(w not in _KINDS for w in parts)
        if told or (parts and min(held) >= _ALIKE and max(own, default=0.0) >= _SAME):
            return True
    return False


_ALIKE, _SAME = 0.5, 0.95


def writers_of(label: str, asked: Question, views: Sequence[View], lexis: Lexis) -> list[Candidate]:
    """Who wrote a text that is mostly about a plan: "hvem skrev lederen om *den*?"; of several texts those of the
    question's year."""
    own = [view for view in views if any(_called(label, e) for e in _main(view, _PLANS))]
    if asked.years:
        own = [view for view in own if (view.date or "")[:4] in asked.years]
    return writers.candidates(asked, about_texts.AUTHOR, own, lexis) or [] if own else []


def without_years(label: str) -> tuple[str, ...]:
    """A name without its years; none where it has none."""
    bare, years = _undated(label)
    return (bare,) if years else ()


def of_another(label: str, candidate: Candidate) -> bool:
    """Does the sentence of an answer speak of other plans, and not of the one by this name?"""
    own = _within_sentence(candidate.scored.view, candidate.scored.sentence)
    return bool(own) and not any(_called(label, entity) for entity in own)


def _called(label: str, entity: Entity) -> bool:
    """Has a plan this name, but for a year that one of both leaves out?"""
    bare, years = _undated(label)
    told = [_undated(name) for name in (entity.label, *entity.alt)]
    dated = {year for _, of_name in told for year in of_name}
    return any(bare == other for other, _ in told) and (not years or not dated or bool(years & dated))


def _undated(name: str) -> tuple[str, frozenset[str]]:
    """A name without its years, and those."""
    bare = re.sub(r"\s*\b(?:for |fra |i )?(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)\d\d)?", "", name.casefold())
    return bare.strip(), frozenset(re.findall(r"\b(?:19|20)\d\d\b", name))
