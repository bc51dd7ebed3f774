"""Which things of the graph a question speaks of, by label, other names and period."""

from __future__ import annotations

import dataclasses
import gc
import re
import threading
import weakref
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from indexer.texts import EntityRow

from . import words
from .question import Question, Term
from .views import content

if TYPE_CHECKING:
    from .index import Index

LEAST = 0.62
MOST = 5
_HEAVY = 20_000  # names; beyond, Python's garbage collector is told to leave them alone
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
class Named:
    """A thing with the words of its names; `years` are those of its period and label."""

    row: EntityRow
    names: tuple[tuple[str, ...], ...]
    years: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Meant:
    """A thing that a question means, how surely (0-1), and the terms (by index in its content) that name it."""

    row: EntityRow
    score: float
    terms: frozenset[int]


class Things:
    """The things of one index, found by the keys of their names' words."""

    def __init__(self, index: Index) -> None:
        self._by: dict[str, list[Named]] = {}
        self._called: dict[str, list[EntityRow]] = {}
        self._lately: dict[tuple[tuple[Term, ...], tuple[str, ...]], list[Meant]] = {}
        for row in index.texts.entities():
            if row.type not in _TYPES or row.mentions == 0:
                continue
            for name in dict.fromkeys(n.casefold() for n in (row.label, *row.alt)):
                self._called.setdefault(name, []).append(row)
            named = _named(row)
            for hook in {h for name in named.names for word in name for h in _hooks(word)}:
                self._by.setdefault(hook, []).append(named)

    def __len__(self) -> int:
        return len(self._called)

    def called(self, name: str) -> EntityRow | None:
        """The one thing that a name stands for; None where none or several have it."""
        found = self._called.get(name.casefold(), [])
        labelled = [row for row in found if row.label.casefold() == name.casefold()]
        found = labelled or found
        return found[0] if len(found) == 1 else None

    def meant(self, question: Question, most: int = MOST) -> list[Meant]:
        """The things that the question's words name, the surest first; one question is often asked several times."""
        key = (question.terms, question.years)
        found = self._lately.get(key)
        if found is None:
            found = self._weighed(question)
            if len(self._lately) >= _LATELY:
                self._lately = {}
            self._lately[key] = found
        return found[:most]

    def _weighed(self, question: Question) -> list[Meant]:
        said = [term.word.casefold() for term in question.content if term.role in ("name", "noun", "adj")]
        near: dict[str, Named] = {}
        for held in self._held(dict.fromkeys(hook for word in said for hook in _hooks(word))):
            near.update((named.row.iri, named) for named in held)
        found = [meant for named in near.values() if (meant := _meant(named, question)) is not None]
        found.sort(key=lambda m: (-round(m.score, 4), -m.row.mentions, m.row.iri))
        return found

    def _held(self, hooks: Iterable[str]) -> Iterator[list[Named]]:
        """What hangs on these hooks, the rarest first: in a large index thousands of names end in "kommune"."""
        count = 0
        for held in sorted((self._by.get(hook, []) for hook in hooks), key=len):
            count += len(held)
            if count > _WEIGHED:
                return
            yield held


def _hooks(word: str) -> tuple[str, ...]:
    k = words.keys(word)
    return tuple(part for part in (k.key, k.head) if part)


def _named(row: EntityRow) -> Named:
    names = tuple(
        dict.fromkeys(
            tuple(w for w in content(name) if not re.fullmatch(r"(19|20)\d\d|\d\d", w))
            for name in (row.label, *row.alt)
        )
    )
    years = set(re.findall(r"\b(?:19|20)\d\d\b", " ".join((row.label, row.start or "", row.end or ""))))
    return Named(row, tuple(name for name in names if name), frozenset(years))


def _meant(named: Named, question: Question) -> Meant | None:
    """How well a thing's best name is said by the question; another period rules it out."""
    asked = {y for y in question.years}
    if asked and named.years and not asked & named.years:
        return None
    best: tuple[float, frozenset[int]] = (0.0, frozenset())
    contrary = _contrary(question, tuple(w for name in named.names[:1] for w in name))
    for name in named.names:
        score, used = _said(name, question)
        score -= contrary
        if len(name) == 1 and words.known(words.lemma(name[0])):
            score *= 0.7
        if (score, len(used)) > (best[0], len(best[1])):
            best = (score, used)
    score, used = best
    if len(named.years) > 1 and named.years <= asked and used and _head_said(named, question):
        score = max(score, 0.75)  # "digitaliseringsstrategien 2016-2020": its period names it
    if asked and not named.years:
        score -= 0.1
    if score < LEAST:
        return None
    if asked & named.years:
        score += 0.25
        used = used | {i for i, term in enumerate(question.content) if term.role == "year"}
    return Meant(named.row, round(score, 4), used)


def _said(name: tuple[str, ...], question: Question) -> tuple[float, frozenset[int]]:
    """How much of a name the question says, weighed with how much of its own description the name holds."""
    terms = question.content
    used: set[int] = set()
    held = 0.0
    for word in name:
        best, at = 0.0, -1
        for i, term in enumerate(terms):
            if term.role in ("name", "noun", "adj", "other") and not (term.focus and term.weight < 0.5):
                alike = words.alike(term.word.casefold(), word)
                if alike > best:
                    best, at = alike, i
        if best >= 0.45:
            used.add(at)
        held += best if best >= 0.45 else 0.0
    if not used:
        return 0.0, frozenset()
    share = held / len(name)
    return share, frozenset(used)


def _head_said(named: Named, question: Question) -> bool:
    """Is the last word of a thing's label, what it is, said in the question?"""
    return any(words.alike(t.word.casefold(), named.names[0][-1]) >= 0.85 for t in question.content if t.role == "noun")


def _contrary(question: Question, name: tuple[str, ...]) -> float:
    return 0.4 * sum(1 for term in question.content if term.role in ("adj", "noun") and _distinguishes(term.word, name))


def _distinguishes(adjective: str, name: tuple[str, ...]) -> bool:
    """An adjective that sets apart from another of the same first part: fællesoffentlig against fælleskommunal."""
    modifier = words.keys(adjective).modifier
    if not adjective.casefold().endswith(("lig", "lige", "al", "ale", "ligt", "alt")) or any(
        words.keys(w).key == words.keys(adjective).key for w in name
    ):
        return False
    return bool(modifier) and any(
        words.keys(w).modifier == modifier and words.keys(w).key != words.keys(adjective).key for w in name
    )


_KEPT: weakref.WeakKeyDictionary[Index, Things] = weakref.WeakKeyDictionary()
_OPENING = threading.Lock()


def things(index: Index) -> Things:
    """The things of an index, read once."""
    with _OPENING:
        found = _KEPT.get(index)
        if found is None:
            found = _KEPT[index] = Things(index)
            if len(found) > _HEAVY:
                gc.freeze()  # they live as long as the index: looking through them for garbage took 0.6 s each time
        return found
