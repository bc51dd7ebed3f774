"""Composes runnable queries from a question, the lexicon of relations and the things meant; rows have evidence."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import ontology
from indexer import iris
from indexer.store import PROLOGUE

from . import words
from .question import Question
from .things import Meant

if TYPE_CHECKING:
    from .index import Index


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """A relation that some questions ask for, and which end of it."""

    relation: str
    kinds: frozenset[str]
    asks: str
    words: frozenset[str]
    focus: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Plan:
    """A query, the relation it asks for, the thing it starts from, and the terms that the relation's words take up."""

    sparql: str
    relation: str
    meant: Meant
    terms: frozenset[int]


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One claim that answers: the value's IRI or literal, its label, and where the text says it."""

    value: str
    iri: str | None
    label: str
    doc_id: str
    start: int
    end: int
    confidence: float
    plan: Plan


@functools.lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """The relations of `ontology/asking.yaml`."""
    data = ontology.table("asking")
    return tuple(
        Frame(
            item["relation"], frozenset(item["kinds"]), item["asks"],
            frozenset(words.keys(w).key for w in item.get("words", ())),
            frozenset(words.keys(w).key for w in item.get("focus", ())),
        )
        for item in data["relations"]
    )  # fmt: skip


def plans(question: Question, meant: Sequence[Meant]) -> list[Plan]:
    """The queries that might answer, for each thing meant and each relation the question's words point to."""
    found: list[Plan] = []
    for frame in frames():
        if question.kind.value not in frame.kinds:
            continue
        used = _pointed(question, frame)
        if used is None:
            continue
        for thing in meant:
            if used and used <= thing.terms:
                continue
            found.append(Plan(_query(frame, thing.row.iri, thing.row.mentions), frame.relation, thing, used))
    return found


def _pointed(question: Question, frame: Frame) -> frozenset[int] | None:
    """The terms that point to a relation, or None where none does."""
    used: set[int] = set()
    for i, term in enumerate(question.content):
        keys = words.keys(term.word)
        if frame.focus:
            if term.focus and (keys.key in frame.focus or keys.head in frame.focus):
                used.add(i)
        elif keys.key in frame.words or (keys.head and term.role == "noun" and term.focus and keys.head in frame.words):
            used.add(i)
    return frozenset(used) or None


_MANY = 1_000  # claims of a thing that are put in order; a body that is named everywhere has tens of thousands


def _query(frame: Frame, iri: str, mentions: int = 0) -> str:
    """The query of a relation of one thing; of one with very many mentions, over the first claims that are met."""
    known, asked = ("subject", "object") if frame.asks == "object" else ("object", "subject")
    claims = f"?claim rdf:{known} <{iri}> ; rdf:predicate <{iris.term(frame.relation)}>"
    met = f"{{ SELECT ?claim WHERE {{ {claims} }} LIMIT {_MANY} }}\n  ?claim" if mentions > _MANY else f"{claims} ;"
    return PROLOGUE + (
        f"SELECT DISTINCT ?value ?label ?doc ?start ?end ?confidence WHERE {{\n"  # nosec B608
        f"  {met} rdf:{asked} ?value ;\n"
        f"         sg:negated false ; sg:confidence ?confidence ; prov:wasDerivedFrom ?evidence .\n"
        f"  ?evidence oa:hasSource/sg:docId ?doc ; oa:hasSelector ?position .\n"
        f"  ?position oa:start ?start ; oa:end ?end .\n"
        f"  OPTIONAL {{ ?value rdfs:label ?label }}\n"
        f"}} ORDER BY DESC(?confidence) ?value ?doc ?start"
    )


def rows(index: Index, plan: Plan) -> list[Row]:
    """What the graph answers to a plan, each claim with its evidence, without repeats."""
    out: dict[tuple[str, str, int], Row] = {}
    for found in index.graph.select(plan.sparql):
        value = found["value"]
        iri = value.value if not hasattr(value, "datatype") else None
        label = found["label"].value if "label" in found else value.value
        row = Row(
            value.value if iri is None else label, iri, label, found["doc"].value, int(found["start"].value),
            int(found["end"].value), float(found["confidence"].value), plan,
        )  # fmt: skip
        out.setdefault((row.value, row.doc_id, row.start), row)
    return list(out.values())
