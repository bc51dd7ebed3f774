"""Two figures of one kind held against each other: lower or higher, and by how much.

"Is the limit lower or higher than what the commission proposed?" is answered by the two figures that stand in one
sentence or in two beside each other; which figure belongs to what is told by the words beside it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import words
from .candidates import Candidate
from .decide import Decision
from .pairs import AGAINST, Figure, figures
from .question import Question
from .reading import Scored
from .views import content
from .wordlists import several

if TYPE_CHECKING:
    from .solving import Solution

Solve = Callable[[str], "Solution"]

_UP = several(
    "højere større flere mere længere dyrere senere ældre bedre oftere efter over steget vokset øget hævet"
    " op frem stigning vækst fremgang forbedret"
)
_DOWN = several(
    "lavere mindre færre kortere billigere tidligere yngre nyere sjældnere dårligere før under faldet sænket dalet"
    " ned tilbage fald tilbagegang forværret ringere værre"
)
_EITHER = re.compile(
    r"^(?P<verb>\w+)\s+(?P<left>.+?)\s+(?P<a>\w+)\s+eller\s+(?P<b>\w+)\b(?P<noun>[^,]{0,40}?)"
    r"(?:,?\s*(?:end|i forhold til|sammenlignet med|siden|fra)\s+(?P<right>.+))?$",
    re.I,
)
_EITHER_WORDS = re.compile(r"\b(?P<one>[a-zæøå]+)\s+eller\s+(?P<two>[a-zæøå]+)\b", re.I)
_PLACES = several("over under før efter frem tilbage op ned bedre dårligere værre ringere tidligere senere")
_CHANGED = re.compile(r"\b(?:gik|går|gået|blev|blevet|kom|kommet|udviklet|bevæget|ændret)\b", re.I)
_NO_UNIT = several("i til af på for om med fra")


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the sentence that holds it."""

    figure: Figure
    scored: Scored


def either(core: str) -> re.Match[str] | None:
    """The two words of a question of which one says more and the other less: "op eller ned"; as groups one and two."""
    for match in _EITHER_WORDS.finditer(core):
        one, two = match["one"].casefold(), match["two"].casefold()
        if {one, two} & _PLACES and not _CHANGED.search(core):
            continue  # "over eller under banen", "før eller efter fristen"
        if (one in _UP and two in _DOWN) or (one in _DOWN and two in _UP):
            return match
    return None


def rises(word: str) -> bool:
    """Does a word of direction say more, rather than less?"""
    return word.casefold() in _UP


def direction(question: Question, solve: Solve) -> Solution | None:
    """ "Er X lavere eller højere end Y": the word of the question that the two figures bear out."""
    core = question.core.rstrip(" ?.!")
    match = _EITHER.match(core)
    if match is None:
        return None
    first, second = match["a"].casefold(), match["b"].casefold()
    if not ({first} <= _UP and {second} <= _DOWN) and not ({first} <= _DOWN and {second} <= _UP):
        return None
    up, down = (first, second) if first in _UP else (second, first)
    asked = re.sub(rf"\b{match['a']}\s+eller\s+{match['b']}\b", " ", core, flags=re.I)
    solution = solve(" ".join(asked.split()) + "?")
    told = match["right"] or ""
    for left, right in _pairs(solution, told):
        if left.figure.value == right.figure.value:
            continue
        more = float(left.figure.value) > float(right.figure.value)
        word = up if more else down
        how = f"{left.figure.said} mod {right.figure.said}"
        return _built(question, solution, word, how, left, right)
    return None


def _pairs(solution: Solution, right: str) -> Iterator[tuple[Placed, Placed]]:
    """Two figures of one unit, of what is asked about and of what it is held against, the likeliest pair first."""
    against = [w for w in content(right) if not w.isdigit() or len(w) == 4]
    least = 0.6 * solution.ranked[0].score if solution.ranked else 0.0
    for scored in [r for r in solution.ranked[:8] if r.own >= 0.3 and r.score >= least]:
        near = [scored, *_next(scored)]
        placed = [Placed(f, s) for s in near for f in figures(s.sentence)]
        for one in placed:
            for two in placed:
                if one is two or not _same_kind(one, two) or scored not in (one.scored, two.scored):
                    continue
                a, b = _beside(one, against), _beside(two, against)
                first = one.scored is two.scored and one.figure.start < two.figure.start
                if b > a or (a == b and one.scored is two.scored and first != _from_to(one, two)):
                    yield one, two


def _next(scored: Scored) -> list[Scored]:
    """The two sentences after one, of the same section."""
    view, sentence = scored.view, scored.sentence
    return [
        dataclasses.replace(scored, sentence=s)
        for s in view.sentences[sentence.number + 1 : sentence.number + 3]
        if s.heading == sentence.heading
    ]


def _same_kind(one: Placed, two: Placed) -> bool:
    """Do two figures count the same? The second may leave out what: "212 borgere mod forventet 600"."""
    a, b = one.figure.unit, two.figure.unit
    if a == b and a and a not in _NO_UNIT:
        return True
    bare = one if not a else two if not b else None
    return bare is not None and AGAINST.search(bare.scored.sentence.text) is not None


def _from_to(one: Placed, two: Placed) -> bool:
    """ "Fra 17 til 9": the second figure is the one that holds now."""
    text, origin = one.scored.sentence.text, one.scored.sentence.start
    a, b = sorted((one.figure.start - origin, two.figure.start - origin))
    return re.search(r"\bfra\s+$", text[:a]) is not None and re.search(r"\btil\s+$", text[a:b]) is not None


def _beside(placed: Placed, against: list[str]) -> float:
    """How much of what is compared with stands in the part of the sentence that holds a figure."""
    if not against:
        return 0.0
    text, at = placed.scored.sentence.text, placed.figure.start - placed.scored.sentence.start
    start = max((m.end() for m in re.finditer(r"[,;:]\s|\b(?:mod|men|mens|fra|til|end)\b", text[:at])), default=0)
    stop = re.search(r"[,;:]\s|\b(?:mod|men|mens|end)\b", text[at:])
    part = content(text[start : at + stop.start() if stop else len(text)])
    whole = content(text)
    held = [max((words.alike(a, w) for w in part), default=0.0) for a in against]
    around = [max((words.alike(a, w) for w in whole), default=0.0) for a in against]
    return sum(h for h in held if h >= 0.5) + 0.5 * sum(h for h in around if h >= 0.5)


def _built(question: Question, solution: Solution, value: str, how: str, left: Placed, right: Placed) -> Solution:
    also = () if right.scored is left.scored else (right.scored,)
    figure = left.figure
    best = Candidate(value, value, "Text", figure.start, figure.end, 0.75, left.scored, how=how, also=also)
    linked = dataclasses.replace(
        solution.linked, question=dataclasses.replace(solution.linked.question, text=question.text)
    )
    return dataclasses.replace(solution, linked=linked, found=(best,), decision=Decision(0.66), sparql=None)


def difference(question: Question, unit: str, one: Solution, two: Solution) -> tuple[Candidate, Candidate] | None:
    """The figures of two questions that found the same one: the second's next best of the same unit takes its place."""
    if not one.found or not two.found:
        return None
    first = one.found[0]
    for other in two.found[1:8]:
        if other.type == "Number" and other.value != first.value and _like(first, other, unit):
            return first, other
    return None


def _like(one: Candidate, other: Candidate, unit: str) -> bool:
    if one.unit and other.unit:
        return words.alike(one.unit, other.unit) >= 0.5
    said = [w for c in (one, other) for w in content(c.scored.view.text[c.end : c.end + 30])[:2]]
    return sum(words.alike(unit, w) >= 0.5 for w in said) >= 2
