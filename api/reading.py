"""Which sentences speak of what is asked: every term of the question is sought in a sentence and round it.

A term may stand in the sentence itself (1.0), in the sentence before, the heading, the title or elsewhere in the
document (less): "Handlingsplanen indeholder 29 initiativer" is about the plan that the title names.
"""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Mapping, Sequence

from indexer.dates import MONTHS

from . import words
from .linking import Lexis
from .question import Kind, Question, Term
from .views import Sentence, View

_PRONOUNS = frozenset(["den", "det", "de", "han", "hun", "disse", "dette", "denne"])
NEXT, BEFORE, HEADING, TITLE, HEAD, ELSEWHERE = 0.4, 0.65, 0.7, 0.65, 0.55, 0.3


@dataclasses.dataclass(frozen=True, slots=True)
class Scored:
    """A sentence and how well it carries the question.

    `direct[i]` and `near[i]` tell how far term i of the question's content stands in the sentence and round it;
    `coverage` counts both, `own` only the sentence; `score` ranks. `places[i]` are the tokens that match term i.
    """

    view: View
    sentence: Sentence
    direct: tuple[float, ...]
    near: tuple[float, ...]
    coverage: float
    own: float
    score: float
    scope: float = 1.0

    def covered(self, i: int) -> float:
        """How far term i is held by the sentence or its surroundings."""
        return max(self.direct[i], self.near[i])


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """All that the terms of one question find in one document: for each term the words that match and how far."""

    view: View
    terms: tuple[Term, ...]
    found: tuple[Mapping[str, float], ...]

    def held(self, i: int, said: Sequence[str] | frozenset[str]) -> float:
        """How far term i is held by some words."""
        match = self.found[i]
        both = said.intersection(match) if isinstance(said, frozenset) else [w for w in said if w in match]
        return max([match[w] for w in both], default=0.0)


def rank(
    question: Question,
    views: Sequence[View],
    lexis: Lexis,
    bonus: Mapping[tuple[str, int], float],
    only: frozenset[tuple[str, int]] | None = None,
) -> list[Scored]:
    """The sentences that hold anything of the question, best first; `bonus` is what search gave a passage, 0-1.

    Where it is given, `only` these sentences (document, number) are told of, whether they hold anything of it or not.
    """
    terms = question.content
    found = tuple(lexis.alike(term.word) for term in terms)
    if not terms and not question.quoted:
        return []
    weights = _weights(terms, found, views)
    scored: list[Scored] = []
    for view in views:
        scope = _scope(question, view, lexis)
        scored.extend(
            _document(
                Reading(view, terms, found), weights, scope, bonus, Kind.WHAT if question.many else question.kind, only
            )
        )
    if question.quoted:
        scored = _with_quotes(question, views, scored)
    scored.sort(key=lambda s: (-round(s.score, 4), s.sentence.doc_id, s.sentence.start))
    return scored


def _with_quotes(question: Question, views: Sequence[View], scored: Sequence[Scored]) -> list[Scored]:
    """The sentences that hold, word for word, what the question quotes rank first."""
    wanted = [bare_text(q)[:80] for q in question.quoted if len(bare_text(q)) >= 8]
    out, seen = [], set()
    none = (0.0,) * len(question.content)
    for item in scored:
        if any(w in bare_text(item.sentence.text) for w in wanted):
            item = dataclasses.replace(item, score=item.score + 1.0, coverage=1.0, own=1.0)
            seen.add(id(item.sentence))
        out.append(item)
    for view in views:
        for sentence in view.sentences:
            text = bare_text(sentence.text)
            if id(sentence) not in seen and any(w in text or (len(text) > 25 and text in w) for w in wanted):
                out.append(Scored(view, sentence, none, none, 1.0, 1.0, 2.0))
    return out


def bare_text(text: str) -> str:
    """A text's letters and digits only, in lower case."""
    return re.sub(r"[\W_]+", "", text.casefold())


def _weights(terms: Sequence[Term], found: Sequence[Mapping[str, float]], views: Sequence[View]) -> list[float]:
    """A term's weight by its role, raised for words that few sentences hold and lowered for those that many do."""
    total = sum(len(view.sentences) for view in views) or 1
    out = []
    for term, match in zip(terms, found, strict=True):
        strong = {word for word, score in match.items() if score >= 0.75}
        held = sum(view.count(word) for view in views for word in strong)
        rarity = math.log((total + 1) / (held + 1)) / math.log(total + 1) if total > 1 else 1.0
        out.append(term.weight * (0.45 + 0.8 * max(0.0, min(1.0, rarity))))
    return out


def _scope(question: Question, view: View, lexis: Lexis) -> float:
    """How well a document is the source that the question names (1.0 where it names none)."""
    terms = question.scope
    if not terms:
        return 1.0
    total = held = 0.0
    head = view.head
    for term in terms:
        match = lexis.alike(term.word)
        total += term.weight
        if term.role == "year":
            date_years = view.years
            held += term.weight * (1.0 if term.word in date_years else 0.0)
            continue
        best = max((match[w] for w in head if w in match), default=0.0)
        if not best:
            best = 0.4 * max((match[w] for w in view.words if w in match), default=0.0)
        held += term.weight * best
    return held / total if total else 1.0


_PURPOSE = re.compile(
    r"(?:det (?:overordnede )?)?(?:formålet|formål|målet|hensigten|sigtet|idéen|ideen)\s+(?:er|var)\b", re.I
)


_LABELS = {
    Kind.WHERE: re.compile(r"(?:sted|adresse|lokale|mødested)\s*:", re.I),
    Kind.WHEN: re.compile(r"(?:dato|tid|tidspunkt|frist|deadline|periode)\s*:", re.I),
}


def _document(
    reading: Reading,
    weights: Sequence[float],
    scope: float,
    bonus: Mapping[tuple[str, int], float],
    kind: Kind,
    only: frozenset[tuple[str, int]] | None,
) -> list[Scored]:
    view = reading.view
    count = len(reading.terms)
    none = (0.0,) * count
    direct = _direct(reading)
    chosen = sorted(direct) if only is None else sorted(number for doc_id, number in only if doc_id == view.doc_id)
    if not chosen:
        return []
    fixed = _fixed(reading)
    asked = {term.word for term in reading.terms if term.role == "year"}
    total = sum(weights) or 1.0
    out: list[Scored] = []
    headings: dict[tuple[str, str], tuple[float, ...]] = {}
    for n in chosen:
        sentence = view.sentences[n]
        own_terms = direct.get(n, none)
        above = headings.get((sentence.heading, sentence.topic))
        if above is None:
            said = _words_of(f"{sentence.heading}\n{sentence.topic}")
            above = tuple(HEADING * reading.held(i, said) for i in range(count))
            headings[sentence.heading, sentence.topic] = above
        near = _near(reading, n, direct, fixed, above)
        coverage = sum([w * max(d, c) for w, d, c in zip(weights, own_terms, near, strict=True)]) / total
        own = sum([w * d for w, d in zip(weights, own_terms, strict=True)]) / total
        score = (
            0.5 * coverage
            + 0.5 * own
            - _other_years(asked, sentence, view)
            + 0.12 * bonus.get((view.doc_id, sentence.part), 0.0)
            - sentence.penalty
        )
        if kind is Kind.PURPOSE and _PURPOSE.match(sentence.text):
            score += 0.3
        if (label := _LABELS.get(kind)) and label.match(sentence.text):
            score += 0.3 * min(1.0, coverage / 0.6)
        out.append(Scored(view, sentence, own_terms, near, coverage, own, score - 0.5 * (1.0 - scope), scope))
    return out


def _direct(reading: Reading) -> dict[int, tuple[float, ...]]:
    """How far each sentence itself holds each term, for the sentences that hold any."""
    held: dict[int, list[float]] = {}
    holding = reading.view.holding
    for i, (term, match) in enumerate(zip(reading.terms, reading.found, strict=True)):
        for word in reading.view.words.intersection(match):
            score = match[word]
            if term.role == "name" and score < 0.95:
                score = 0.0 if score < 0.5 else score * 0.5
            for n in holding.get(word, ()) if score else ():
                row = held.setdefault(n, [0.0] * len(reading.terms))
                row[i] = max(row[i], score)
    return {n: tuple(row) for n, row in held.items()}


def _fixed(reading: Reading) -> list[float]:
    """How far the document's title, its head and all of it hold each term: what every sentence has at least."""
    view = reading.view
    title = _words_of(view.title)
    fixed = [
        max(TITLE * reading.held(i, title), HEAD * reading.held(i, view.head), ELSEWHERE * reading.held(i, view.words))
        for i in range(len(reading.terms))
    ]
    for i, term in enumerate(reading.terms):
        if term.role == "name" and _salient(reading, i):
            fixed[i] = max(fixed[i], SALIENT)
        month = term.word.casefold()
        if (term.role == "year" and term.word in view.years) or (month in MONTHS and month in view.dated):
            fixed[i] = 0.9
        elif term.role == "year":
            fixed[i] = min(fixed[i], 0.2)
    return fixed


SALIENT, OFTEN = 0.5, 3  # what a text lends of a name that stands in so many of its sentences


def _salient(reading: Reading, i: int) -> bool:
    """True for a name that a document comes back to: what it tells is told of that."""
    strong = [word for word, score in reading.found[i].items() if score >= 0.95]
    return sum(reading.view.count(word) for word in strong) >= OFTEN


def _near(
    reading: Reading,
    n: int,
    direct: Mapping[int, tuple[float, ...]],
    fixed: Sequence[float],
    heading: Sequence[float],
) -> tuple[float, ...]:
    """How far the surroundings of sentence n hold each term."""
    sentences = reading.view.sentences
    here = sentences[n]
    best = [max(f, h) for f, h in zip(fixed, heading, strict=True)]
    before, after, earlier = direct.get(n - 1), direct.get(n + 1), direct.get(n - 2)
    if before is not None and sentences[n - 1].zone.is_furniture == here.zone.is_furniture:
        best = [max(b, _before(reading, i, sentences[n - 1], here, before[i])) for i, b in enumerate(best)]
    if after is not None and sentences[n + 1].part == here.part:
        best = [max(b, NEXT * held) for b, held in zip(best, after, strict=True)]
    if earlier is not None and sentences[n - 2].part == here.part:
        best = [max(b, 0.5 * held) for b, held in zip(best, earlier, strict=True)]
    return tuple(best)


def _before(reading: Reading, i: int, before: Sentence, here: Sentence, held: float) -> float:
    """What the sentence before lends: all of it, but where this one begins with a pronoun only what that can mean."""
    if not held:
        return 0.0
    if here.tokens[0].low not in _PRONOUNS:
        return BEFORE * held
    cut = next((n for n, t in enumerate(before.tokens) if n and t.finite), len(before.tokens))
    subject = reading.held(i, [t.low for t in before.tokens[:cut]])
    return max(BEFORE * subject, 0.4 * held)


def _other_years(asked: set[str], sentence: Sentence, view: View) -> float:
    """A sentence about other years than those asked for speaks of something else; less so where the title has them."""
    if not asked or not sentence.years or asked & sentence.years:
        return 0.0
    return 0.06 if len(asked) > 1 and asked <= view.years else 0.18


def _words_of(text: str) -> tuple[str, ...]:
    from .views import content

    return content(text)


def places(scored: Scored, question: Question, lexis: Lexis) -> tuple[tuple[int, ...], ...]:
    """For each content term of the question, the tokens of the sentence that match it."""
    return tuple(places_of(term, scored, question, lexis) for term in question.content)


def places_of(term: Term, scored: Scored, question: Question, lexis: Lexis) -> tuple[int, ...]:
    """The tokens of the sentence that match one term of the question."""
    joined = _JOINT.search(question.tokens[term.at].text) is not None
    return spots(term, lexis, scored.sentence, 0.95 if term.role == "name" else 0.45, joined=joined)


def spots(term: Term, lexis: Lexis, sentence: Sentence, least: float, *, joined: bool = False) -> tuple[int, ...]:
    """The tokens of a sentence that match a term at least so far."""
    match, lows = lexis.alike(term.word), sentence.lows
    found = [] if match.keys().isdisjoint(lows) else [i for i, low in enumerate(lows) if match.get(low, 0.0) >= least]
    more = [i for i in sentence.odd if lows[i] not in match and matched(term, match, lows[i], joined=joined) >= least]
    return tuple(sorted((*found, *more)) if more else found)


def matched(term: Term, match: Mapping[str, float], low: str, *, joined: bool = False) -> float:
    """How far a token matches a term; a name with a hyphen or a point ("nemlog-in") as far as its best part does.

    `joined` where the question's own word has one.
    """
    found = match.get(low, 0.0)
    if found or low.isalpha():
        return found
    if low == term.word.casefold():
        return 1.0
    if not _JOINT.search(low) or not (joined or term.role == "name"):
        return found
    return max(match.get(part, 0.0) for part in _JOINT.split(low))


_JOINT = re.compile(r"[-.]")


def bare(word: str) -> str:
    """A word without genitive, for comparing."""
    return words.keys(word).key
