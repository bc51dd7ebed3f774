"""Which things of the graph a question speaks of, by label, other names and period."""

from __future__ import annotations

import dataclasses
import threading
import weakref
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from indexer.texts import EntityRow

from . import words
from .question import Question, Term
from .settled import SETTLED
from .thing_names import Numbers, Source, Spelled, ThingNames, hooks_for

if TYPE_CHECKING:
    from .index import Index

LEAST = 0.62
MOST = 5
_HEAVY = 20_000  # things
_LATELY = 64  # questions whose things are kept
_WEIGHED = 2_000  # things that one question's words are held against; each costs some 30 µs
_TYPES = frozenset(
    {
        "Strategy",
        "ActionPlan",
        "Agreement",
        "Programme",
        "Initiative",
        "Solution",
        "Organisation",
        "Person",
        "Event",
        "Goal",
    }
)


@dataclasses.dataclass(frozen=True, slots=True)
class Meant:
    """A thing that a question means, how surely (0-1), and the terms (by index in its content) that name it."""

    row: EntityRow
    score: float
    terms: frozenset[int]


class Things:
    """The things of one index, found by the keys of their names' words."""

    def __init__(self, source: Source) -> None:
        self._names = ThingNames(source, _TYPES)
        self._lately: dict[tuple[tuple[Term, ...], tuple[str, ...]], list[_Weighed]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def called(self, name: str) -> EntityRow | None:
        """The one thing that a name stands for; None where none or several have it."""
        return self._names.called(name)

    def meant(self, question: Question, most: int = MOST) -> list[Meant]:
        """The things that the question's words name, the surest first; one question is often asked several times."""
        key = (question.terms, question.years)
        found = self._lately.get(key)
        if found is None:
            found = self._weighed(question)
            if len(self._lately) >= _LATELY:
                self._lately = {}
            self._lately[key] = found
        return [Meant(self._names.row(thing), score, terms) for thing, score, terms in found[:most]]

    def _weighed(self, question: Question) -> list[_Weighed]:
        asked = _Asked(question)
        near: dict[int, None] = {}
        for held in self._held(dict.fromkeys(hook for word in asked.said for hook in hooks_for(word))):
            near.update(dict.fromkeys(held.tolist()))
        found = []
        for thing in near:
            weighed = asked.weighed(self._names.names(thing), self._names.years(thing))
            if weighed is not None:
                found.append((thing, *weighed))
        mentions = self._names.mentions
        found.sort(key=lambda item: (-round(item[1], 4), -mentions[item[0]], item[0]))  # things are in order of IRI
        return found

    def _held(self, hooks: Iterable[str]) -> Iterator[Numbers]:
        """What hangs on these hooks, the rarest first: in a large index thousands of names end in "kommune"."""
        count = 0
        for held in sorted((self._names.hanging(hook) for hook in hooks), key=len):
            count += len(held)
            if count > _WEIGHED:
                return
            yield held


_Weighed = tuple[int, float, frozenset[int]]
"""A thing by its number, how surely it is meant, and the terms that name it."""


class _Asked:
    """What one question says of things: each word of their names is held against its terms once."""

    def __init__(self, question: Question) -> None:
        self._terms = question.content
        self._years = frozenset(question.years)
        self.said = [term.word.casefold() for term in self._terms if term.role in ("name", "noun", "adj")]
        self._naming = [
            (i, term.word.casefold())
            for i, term in enumerate(self._terms)
            if term.role in ("name", "noun", "adj", "other") and not (term.focus and term.weight < 0.5)
        ]
        self._of_year = frozenset(i for i, term in enumerate(self._terms) if term.role == "year")
        self._nouns = [term.word.casefold() for term in self._terms if term.role == "noun"]
        told = [words.keys(t.word) for t in self._terms if t.role in ("adj", "noun") and _sets_apart(t.word)]
        self._apart = [keys for keys in told if keys.modifier]
        self._known: dict[str, tuple[float, int]] = {}

    def weighed(self, names: Spelled, years: frozenset[str]) -> tuple[float, frozenset[int]] | None:
        """How well a thing's best name is said, and by which terms; another period rules it out."""
        if self._years and years and not self._years & years:
            return None
        best: tuple[float, frozenset[int]] = (0.0, frozenset())
        contrary = self._contrary(names[0]) if names else 0.0
        for name in names:
            score, used = self._said(name)
            score -= contrary
            if len(name) == 1 and words.known(words.lemma(name[0])):
                score *= 0.7
            if (score, len(used)) > (best[0], len(best[1])):
                best = (score, used)
        score, used = best
        if len(years) > 1 and years <= self._years and used and self._head_said(names[0][-1]):
            score = max(score, 0.75)  # "digitaliseringsstrategien 2016-2020": its period names it
        if self._years and not years:
            score -= 0.1
        if score < LEAST:
            return None
        if self._years & years:
            score += 0.25
            used = used | self._of_year
        return round(score, 4), used

    def _said(self, name: tuple[str, ...]) -> tuple[float, frozenset[int]]:
        """How much of a name the question says, weighed with how much of its own description the name holds."""
        used: set[int] = set()
        held = 0.0
        for word in name:
            best, at = self._known.get(word) or self._best(word)
            if best >= 0.45:
                used.add(at)
                held += best
        return (held / len(name), frozenset(used)) if used else (0.0, frozenset())

    def _best(self, word: str) -> tuple[float, int]:
        """The term that says a word of a name best, and how well."""
        best, at = 0.0, -1
        for i, said in self._naming:
            alike = words.alike(said, word)
            if alike > best:
                best, at = alike, i
        self._known[word] = best, at
        return best, at

    def _head_said(self, head: str) -> bool:
        """Is the last word of a thing's label, what it is, said in the question?"""
        return any(words.alike(noun, head) >= 0.85 for noun in self._nouns)

    def _contrary(self, name: tuple[str, ...]) -> float:
        """What a name loses for each adjective of the question that sets it apart from what is asked for."""
        return 0.4 * sum(1 for keys in self._apart if _distinguishes(keys, name))


def _sets_apart(word: str) -> bool:
    return word.casefold().endswith(("lig", "lige", "al", "ale", "ligt", "alt"))


def _distinguishes(adjective: words.Keys, name: tuple[str, ...]) -> bool:
    """Is a name that of another with the same first part: fællesoffentlig against fælleskommunal?"""
    of_name = [words.keys(word) for word in name]
    if any(keys.key == adjective.key for keys in of_name):
        return False
    return any(keys.modifier == adjective.modifier for keys in of_name)


_KEPT: weakref.WeakKeyDictionary[Index, Things] = weakref.WeakKeyDictionary()
_OPENING = threading.Lock()


def things(index: Index) -> Things:
    """The things of an index, read once."""
    with _OPENING:
        found = _KEPT.get(index)
        if found is None:
            found = _KEPT[index] = Things(index.texts)
            if len(found) > _HEAVY:
                SETTLED.put_away()  # with what is kept of the words of so many names
        return found
