"""Statements under construction, with their evidence and what it rests on."""

from __future__ import annotations

import dataclasses

from ..types import Evidence, Literal, Modality, Span, Statement
from .reading import Item, Page, Read


@dataclasses.dataclass(frozen=True, slots=True)
class Maker:
    """Makes statements whose evidence is one sentence; subjects found elsewhere are named in the context."""

    page: Page
    read: Read

    def make(
        self,
        subject: str | Literal,
        relation: str,
        object_: str | Literal,
        *,
        modality: Modality = Modality.DECIDED,
        negated: bool = False,
        confidence: float = 0.8,
        reading: str | None = None,
        context: tuple[Span, ...] = (),
        speaker: str | None = None,
    ) -> Statement:
        """A statement that this sentence carries."""
        span = self.read.sentence.span
        further = list(context)
        for side in (subject, object_):
            if isinstance(side, str):
                near = self.where(side)
                if near is not None and not span.overlaps(near):
                    further.append(near)
        return Statement(
            subject, relation, object_, Evidence(span, tuple(dict.fromkeys(further))), modality,
            speaker or self.read.speaker, negated, round(confidence, 2), reading,
        )  # fmt: skip

    def where(self, key: str) -> Span | None:
        """The entity's mention in this sentence, else the nearest one before it, else the first one."""
        spans = self.page.entities[key].mentions
        inside = next((s for s in spans if self.read.sentence.span.covers(s)), None)
        if inside:
            return inside
        before = [s for s in spans if s.start < self.read.sentence.span.start]
        return before[-1] if before else (spans[0] if spans else None)


def date(item: Item) -> Literal:
    """The literal of a date item."""
    assert item.value is not None
    return Literal(item.value, "date")
