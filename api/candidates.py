"""What a value read from a text is, and what every cutter needs to know of the sentence it reads."""

from __future__ import annotations

import bisect
import dataclasses
from collections.abc import Sequence

from indexer.grammar import Token
from indexer.types import Mention

from . import reading
from .linking import Lexis
from .question import Question
from .reading import Scored


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A value with its place: `text[start:end]` of the document holds it.

    `fit` tells how well its form and place answer the question (0-1), apart from how well its sentence does; `more`
    are the other members of the list it heads; `how` says in Danish how it was computed, where it was not read.
    `opinion` is what the reader thinks of it: how far its sentence answers, the same with "none" as a choice, and how
    far its words do. `pointed` lists are those that the reader points at.
    """

    value: str
    label: str
    type: str
    start: int
    end: int
    fit: float
    scored: Scored
    more: tuple[Candidate, ...] = ()
    unit: str = ""
    how: str = ""
    also: tuple[Scored, ...] = ()
    opinion: tuple[float, float, float] = (0.0, 0.0, 0.0)
    pointed: bool = False

    @property
    def score(self) -> float:
        """What candidates are ranked by: the sentence's score and the value's own fit."""
        return round(0.62 * self.scored.score + 0.38 * self.fit, 4)


@dataclasses.dataclass(frozen=True, eq=False)
class Scene:
    """A question and one sentence: which tokens match which term, what is named where."""

    question: Question
    scored: Scored
    lexis: Lexis
    places: tuple[tuple[int, ...], ...]
    mentions: tuple[Mention, ...]
    matched: frozenset[int]
    solid: frozenset[int]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's tokens."""
        return self.scored.sentence.tokens

    def index(self, offset: int) -> int:
        """The token at an offset of the document."""
        return bisect.bisect_right(self.scored.sentence.ends, offset)

    def between(self, first: int, last: int) -> str:
        """The words from one token to another (exclusive)."""
        return self.scored.sentence.cut(first, last)

    def asked(self, first: int, last: int) -> bool:
        """True where the words from first to last say nothing but what the question says itself."""
        content = [
            i
            for i in range(first, last)
            if self.tokens[i].text[0].isalnum() and self.tokens[i].pos not in ("DET", "PREP", "CCONJ")
        ]
        return bool(content) and all(i in self.solid for i in content)

    def distance(self, first: int, last: int) -> int:
        """Tokens between a stretch and the nearest matched word outside it (30 where nothing matches)."""
        return min(
            (first - i if i < first else i - last + 1 for i in self.matched if i < first or i >= last), default=30
        )

    def apart(self, at: int) -> float:
        """A penalty where the names asked about stand in another part of the sentence ("A stemte for, mens B …")."""
        first, last = self.segment(at)
        held = [
            spots
            for term, spots in zip(self.question.content, self.places, strict=True)
            if term.role in ("name", "verb") and spots
        ]
        outside = [spots for spots in held if not any(first <= i < last for i in spots)]
        return 0.2 * min(1, len(outside)) if held else 0.0

    def segment(self, at: int) -> tuple[int, int]:
        """The part of the sentence round a token, between "mens", "men" and semicolons."""
        cuts = [
            i
            for i, t in enumerate(self.tokens)
            if i
            and ((t.low in ("mens", "men", "hvorimod") and self.tokens[i - 1].text == ",") or t.text == ";")
            and not (t.low == "men" and i + 1 < len(self.tokens) and self.tokens[i + 1].finite)  # the same subject
        ]
        first = max((i for i in cuts if i <= at), default=0)
        last = min((i for i in cuts if i > at), default=len(self.tokens))
        return first, last

    def verbs(self) -> tuple[int, ...]:
        """The tokens that match the question's verbs."""
        return tuple(
            i
            for term, spots in zip(self.question.content, self.places, strict=True)
            if term.role == "verb"
            for i in spots
        )


def scene(question: Question, scored: Scored, lexis: Lexis, mentions: Sequence[Mention]) -> Scene:
    """The scene of a question in a sentence."""
    places = reading.places(scored, question, lexis)
    matched = frozenset(i for spots in places for i in spots)
    solid: set[int] = set()
    for term in question.content:
        solid.update(reading.spots(term, lexis, scored.sentence, 0.85))
    return Scene(question, scored, lexis, places, tuple(mentions), matched, frozenset(solid))
