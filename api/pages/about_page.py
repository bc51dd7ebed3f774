"""The page about the index: what it holds, its hash, where its texts come from and under which terms."""

from __future__ import annotations

import dataclasses
from collections import Counter

from ..index import Index
from . import document_page, words
from .cache import per_index


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """The index in figures."""

    figures: tuple[tuple[str, str], ...]
    classes: tuple[tuple[str, str, int], ...]
    licenses: tuple[tuple[str, int], ...]
    publishers: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None


@per_index
def shown(index: Index) -> About:
    """What the index holds."""
    counts = index.manifest.counts
    names = (
        ("documents", "Dokumenter"), ("passages", "Tekststykker"), ("statements", "Udsagn med belæg"),
        ("conflicts", "Udsagn, som en anden kilde er uenig i"), ("triples", "Tripler i grafen"),
    )  # fmt: skip
    figures = tuple((label, words.number(counts[name])) for name, label in names if name in counts)
    rows = document_page.documents(index)
    dates = sorted(row.date for row in rows if row.date)
    entities = sorted(dict(counts.get("entities", {})).items(), key=lambda item: (-item[1], item[0]))
    return About(
        figures,
        tuple((name, words.class_name(name, 2), number) for name, number in entities),
        tuple(Counter(row.license or "ikke oplyst" for row in rows).most_common()),
        tuple(Counter(row.publisher or "ikke oplyst" for row in rows).most_common(12)),
        dates[0] if dates else None,
        dates[-1] if dates else None,
    )


def summary(index: Index) -> str:
    """What the index holds, in one line."""
    counts = index.manifest.counts
    return (
        f"{words.count(counts['documents'], 'dokument', 'dokumenter')}, "
        f"{words.count(counts['passages'], 'tekststykke', 'tekststykker')} og "
        f"{words.count(counts['statements'], 'udsagn', 'udsagn')} med belæg"
    )
