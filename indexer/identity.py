"""Which entities of different documents are one thing, and what that thing is called.

A cluster is a set of (type group, comparable name, discriminator). Names that a vocabulary knows go to its entry; a
time-bound name without a period goes to the one dated namesake that was in force on the document's day; a name and an
abbreviation that some document says belong together are one. Nothing depends on the order of documents.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from . import iris
from .names import TIME_BOUND, group, is_description, name_key, years_in
from .namesakes import UNDATED, Named, Node, place
from .resolved import Thing
from .types import DocumentRecord, Entity


@dataclasses.dataclass(slots=True)
class Identities:
    """The things of an index, and for each document which of its entity keys is which thing."""

    things: dict[str, Thing]
    _of: dict[str, dict[str, str]]

    def of(self, doc_id: str) -> Mapping[str, str]:
        """Entity key to IRI, for one document."""
        return self._of[doc_id]


@dataclasses.dataclass(frozen=True, slots=True)
class _Member:
    doc_id: str
    year: int | None
    entity: Entity


class _Union:
    """Sets that grow together; the smallest node stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def find(self, node: Node) -> Node:
        self._parent.setdefault(node, node)
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node

    def join(self, first: Node, second: Node) -> None:
        a, b = self.find(first), self.find(second)
        if a != b:
            self._parent[max(a, b)] = min(a, b)


def _period(entity: Entity) -> tuple[str | None, str | None]:
    start, end = entity.period
    if start or end:
        return (start[:4] if start else None, end[:4] if end else None)
    return years_in(entity.label)


def _node(member: _Member) -> Node:
    entity = member.entity
    family, key = group(entity.type), name_key(entity.label)
    if entity.type in TIME_BOUND:
        start, end = _period(entity)
        if start or end:
            return family, key, f"{start or ''}-{end or ''}"
        return family, key, f"{UNDATED} {member.year or member.doc_id}" if is_description(entity.label) else ""
    if entity.type in ("Event", "Role") and is_description(entity.label):
        return family, key, member.doc_id
    if entity.number and entity.within and is_description(entity.label):
        return family, key, f"{entity.within} {entity.number}"
    return family, key, ""


def _aliases(members: Sequence[tuple[_Member, Node]], union: _Union) -> None:
    """Joins a name with the abbreviation or other name that a document gives it, where that is unambiguous."""
    owners: dict[Node, set[Node]] = defaultdict(set)
    nodes = {union.find(node) for _, node in members}
    for member, node in members:
        if member.entity.type in TIME_BOUND or member.entity.type in ("Goal", "Theme", "Event", "Place"):
            continue
        for alt in member.entity.alt:
            if is_description(alt) and not alt.isupper():
                continue
            other: Node = (node[0], name_key(alt), "")
            if other != node and other in nodes:
                owners[other].add(union.find(node))
    for other in sorted(owners):
        if len(owners[other]) == 1:
            union.join(other, min(owners[other]))


def _merge_reviewed(
    members: Sequence[tuple[_Member, Node]], merges: Sequence[tuple[str, str]], union: _Union, known: Mapping[str, Node]
) -> None:
    by_label: dict[str, list[Node]] = defaultdict(list)
    for member, node in members:
        by_label[member.entity.label].append(node)
    for first, second in merges:
        a = by_label.get(first) or ([known[first]] if first in known else [])
        b = by_label.get(second) or ([known[second]] if second in known else [])
        for one in a[:1]:
            for node in sorted({*a, *b}):
                union.join(one, node)


def _choose(counts: Counter[str]) -> str:
    """The most frequent; then the longest; then the first by alphabet."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


def _thing(
    node: Node, members: Sequence[_Member], base: str, retypes: Mapping[str, str], taken: set[str], readings: set[str]
) -> Thing:
    types, labels, alts = Counter[str](), Counter[str](), Counter[str]()
    for member in members:
        entity = member.entity
        weight = max(1, len(entity.mentions))
        types[entity.type] += weight
        labels[entity.label] += weight
        alts.update({alt: 1 for alt in (entity.label, *entity.alt)})
        if entity.reading:
            readings.add(entity.reading)
    label = _choose(labels)
    type_ = retypes.get(label) or _choose(types)
    start, end = _span_of_years(node)
    number = min((m.entity.number for m in members if m.entity.number), default=None)
    in_label = any(years_in(label))
    iri = iris.entity(base, type_, label, *(() if in_label or node[2].startswith(UNDATED) else (start, end)))
    if iri in taken:
        iri = iris.entity(base, type_, label, iris.digest(*node))
    taken.add(iri)
    return Thing(
        iri,
        retypes.get(iri) or type_,
        label,
        tuple(sorted(alt for alt in alts if alt != label)),
        start,
        end,
        number,
        tuple(sorted(readings)),
        sum(len(m.entity.mentions) for m in members),
        len({m.doc_id for m in members}),
    )


def _span_of_years(node: Node) -> tuple[str | None, str | None]:
    start, _, end = node[2].partition("-")
    return (start or None, end or None) if start.isdigit() or end.isdigit() else (None, None)


def _known_thing(known: Thing, members: Sequence[_Member], retypes: Mapping[str, str], readings: set[str]) -> Thing:
    alts = set(known.alt)
    for member in members:
        alts.update((member.entity.label, *member.entity.alt))
        if member.entity.reading:
            readings.add(member.entity.reading)
    return dataclasses.replace(
        known,
        type=retypes.get(known.iri) or retypes.get(known.label) or known.type,
        alt=tuple(sorted(alts - {known.label})),
        readings=tuple(sorted(readings)),
        mentions=sum(len(m.entity.mentions) for m in members),
        documents=len({m.doc_id for m in members}),
    )


def _known_nodes(known: Mapping[str, Thing]) -> dict[str, Node]:
    return {iri: ("\x00known", iri, "") for iri in known}


def _by_period(known: Mapping[str, Thing]) -> dict[Node, str]:
    """The vocabularies' time-bound entries as nodes, where only one entry has that name and period."""
    found: dict[Node, set[str]] = defaultdict(set)
    for iri, thing in known.items():
        if thing.type in TIME_BOUND and (thing.start or thing.end):
            for label in (thing.label, *thing.alt):
                found[group(thing.type), name_key(label), f"{thing.start or ''}-{thing.end or ''}"].add(iri)
    return {node: min(owners) for node, owners in found.items() if len(owners) == 1}


def _by_name(known: Mapping[str, Thing]) -> dict[Node, str]:
    """The vocabularies' entries without a period as nodes, where only one entry of its type has that name."""
    found: dict[Node, set[str]] = defaultdict(set)
    for iri, thing in known.items():
        if thing.type not in TIME_BOUND and thing.type != "Person":
            for label in (thing.label, *thing.alt):
                found[group(thing.type), name_key(label), ""].add(iri)
    return {node: min(owners) for node, owners in found.items() if len(owners) == 1}


def identify(
    records: Sequence[DocumentRecord],
    base: str,
    known: Mapping[str, Thing],
    merges: Sequence[tuple[str, str]],
    retypes: Mapping[str, str],
) -> Identities:
    """Every entity of every document to a thing. `records` are in order of doc_id; `known` are things by IRI."""
    of: dict[str, dict[str, str]] = {}
    members: list[tuple[_Member, Node]] = []
    known_nodes, named_known = _known_nodes(known), _by_period(known) | _by_name(known)
    for record in records:
        doc_id, day = record.document.doc_id, record.document.metadata.day
        of[doc_id] = {}
        for entity in record.entities:
            if entity.document:
                of[doc_id][entity.key] = iris.document(base, doc_id)
                continue
            member = _Member(doc_id, day.year if day else None, entity)
            iri = _rebased(entity.iri, base)
            node = known_nodes[iri] if iri in known_nodes else _node(member)
            members.append((member, known_nodes[named_known[node]] if node in named_known else node))
    named = [Named(member.doc_id, member.year, member.entity, node) for member, node in members]
    placed, placed_readings = place(named, known, known_nodes)
    union = _Union()
    final = [(member, placed.get((member.doc_id, member.entity.key), node)) for member, node in members]
    for _, node in final:
        union.find(node)
    _aliases(final, union)
    _merge_reviewed(final, merges, union, known_nodes)
    return _named(final, union, known, base, retypes, placed_readings, of)


def _rebased(iri: str | None, base: str) -> str | None:
    if iri is None or base == iris.BASE or not iri.startswith(iris.BASE):
        return iri
    return base + iri[len(iris.BASE) :]


def _named(
    members: Sequence[tuple[_Member, Node]],
    union: _Union,
    known: Mapping[str, Thing],
    base: str,
    retypes: Mapping[str, str],
    placed: Mapping[tuple[str, str], str],
    of: dict[str, dict[str, str]],
) -> Identities:
    clusters: dict[Node, list[_Member]] = defaultdict(list)
    for member, node in members:
        clusters[union.find(node)].append(member)
    things: dict[str, Thing] = {}
    taken = set(known)
    for node in sorted(clusters):
        inside = clusters[node]
        readings = {placed[key] for m in inside if (key := (m.doc_id, m.entity.key)) in placed}
        if node[0] == "\x00known":
            thing = _known_thing(known[node[1]], inside, retypes, readings)
        else:
            thing = _thing(node, inside, base, retypes, taken, readings)
        things[thing.iri] = thing
        for member in inside:
            of[member.doc_id][member.entity.key] = thing.iri
    return Identities(things, of)
