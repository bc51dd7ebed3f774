"""The lexicon file: how Danish says each relation, as frames that extraction, questions and wording read."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

import ontology


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """One way to say a relation: a verb with a doer, and with what is done, a date or a place.

    `words` must follow close behind the verb ("op", "om"); `subject` says which of "doer" and "done" the statement is
    about; `prep` are prepositions that may name the done, `direct` tells whether a plain object may too. In an
    `inverse` frame
    the clause's subject is the done and the doer comes after a preposition of `agent_prep` ("hører hjemme hos X").
    With `many` all
    that the clause names behind the verb is done ("resulterede i A til borgere, udbredelsen af B, C"). A `stretch`
    frame wants a date with two ends.
    A `topic` frame may leave the done unsaid: it is what the section is about.
    """

    relation: str
    lemma: str
    words: tuple[str, ...]
    doer: frozenset[str]
    done: frozenset[str]
    subject: str = "done"
    prep: frozenset[str] = frozenset()
    direct: bool = True
    partner: str = ""
    agent_prep: frozenset[str] = frozenset({"af"})
    date: bool = False
    place: bool = False
    modal: bool = False
    inverse: bool = False
    many: bool = False
    stretch: bool = False
    topic: bool = False


@functools.cache
def read() -> Mapping[str, Any]:
    """The lexicon file as it stands. Raises FileNotFoundError or yaml.YAMLError where it is missing or broken."""
    loaded: Mapping[str, Any] = ontology.table("lexicon")
    return loaded


@functools.cache
def frames() -> Mapping[str, tuple[Frame, ...]]:
    """Verb infinitive → the frames it opens, those with more required words first."""
    lexicon = read()
    groups: Mapping[str, list[str]] = lexicon["groups"]
    table: dict[str, list[Frame]] = {}
    for relation, entry in lexicon["relations"].items():
        for row in (entry or {}).get("extract") or ():
            for frame in _frames(relation, row, groups):
                table.setdefault(frame.lemma, []).append(frame)
    return {lemma: tuple(sorted(rows, key=lambda f: -len(f.words))) for lemma, rows in table.items()}


def _frames(relation: str, row: Mapping[str, Any], groups: Mapping[str, list[str]]) -> list[Frame]:
    made = []
    for verb in row["verbs"]:
        lemma, _, words = verb.partition("|")
        made.append(
            Frame(
                relation, lemma, tuple(words.split()), _classes(row.get("doer"), groups), _classes(row.get("done"), groups),  # noqa: E501
                row.get("subject", "done"), frozenset(row.get("prep", ())), row.get("object", not words) is True,
                row.get("partner", ""), frozenset(row.get("agent_prep", ("af",))), bool(row.get("date")),
                bool(row.get("place")), bool(row.get("modal")), bool(row.get("inverse")),
                bool(row.get("many")), bool(row.get("stretch")), bool(row.get("topic")),
            )
        )  # fmt: skip
    return made


def _classes(said: Any, groups: Mapping[str, list[str]]) -> frozenset[str]:
    if said is None:
        return frozenset()
    if isinstance(said, str):
        return frozenset(groups.get(said, [said]))
    return frozenset(name for part in said for name in groups.get(part, [part]))
