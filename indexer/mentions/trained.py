"""Spans of a trained Danish spaCy pipeline that the user has installed, as weaker mentions beside ours."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ModelMissing
from ..types import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.language import Language

LABELS = {"PER": "Person", "PERSON": "Person", "ORG": "Organisation", "LOC": "Place", "GPE": "Place", "EVENT": "Event"}


def require(name: str) -> None:
    """Raises ModelMissing where no such pipeline is installed: one line, before the first document is read."""
    if not (Path(name).is_dir() or (name.isidentifier() and importlib.util.find_spec(name))):
        raise ModelMissing(f"spaCy-modellen {name!r} er ikke installeret. Installér den, eller angiv dens mappe.")


@functools.lru_cache(maxsize=2)
def _pipeline(name: str) -> Language:
    import spacy

    return spacy.load(name)


def find(document: Document, name: str) -> tuple[Mention, ...]:
    """The pipeline's named entities of kinds we know. Raises OSError where no such pipeline is installed."""
    pipeline = _pipeline(name)
    found, text = [], document.text
    for start in range(0, len(text), 100_000):
        for ent in pipeline(text[start : start + 100_000]).ents:
            kind = LABELS.get(ent.label_.upper())
            if kind and ent.text.strip() == ent.text and "\n" not in ent.text:
                found.append(
                    Mention(Span(start + ent.start_char, start + ent.end_char), kind, ent.text, confidence=0.5)
                )
    return tuple(found)
