"""One document through its stages to claims, on one screen."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from . import entities, mentions, passages, statements
from .support import unsupported
from .types import Document, DocumentRecord

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer

    from .settings import Settings


def analyse(document: Document, gazetteer: Gazetteer, settings: Settings | None = None) -> DocumentRecord:
    """All that is found in one document: passages, mentions, entities and statements with their evidence.

    A statement whose evidence does not hold its value is dropped here: what is indexed keeps `verify`'s promises.
    """
    pieces = passages.split(document)
    sentences = mentions.sentences(document, pieces)
    found = mentions.find(document, pieces, gazetteer, settings, sentences)
    things = entities.group(document, pieces, found, gazetteer)
    claims = statements.state(document, pieces, found, things, sentences)
    record = DocumentRecord(document, pieces, found, things, claims)
    bare = {id(statement) for statement, _ in unsupported(record)}
    return dataclasses.replace(record, statements=tuple(c for c in claims if id(c) not in bare)) if bare else record
