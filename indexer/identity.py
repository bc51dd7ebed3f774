"""Which entities of different documents are one thing, and what that thing is called.

A cluster is a set of (type group, comparable name, discriminator). Names that a vocabulary knows go to its entry; a
time-bound name without a period goes to the one dated namesake that was in force on the document's day; a name and an
abbreviation that some document says belong together are one. Nothing depends on the order of documents.

It goes in three steps, so that a build that changes little repeats little: `locals_of` reads one document by itself,
`assign` puts all documents' names into clusters, and `thing` says what one cluster is called.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from . import iris
from .names import TIME_BOUND, group, is_description, name_key, years_in
from .namesakes import UNDATED, Named, Node, place
from .resolved import Thing
from .types import DocumentRecord, Entity


class Member(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the clusters need to know of one entity of a document.

    `node` is the cluster that its own name gives it; `weight` its mentions, at least one; `aliases` the comparable
    forms of other names that the document gives it.
    """

    key: str
    label: str
    node: Node
    weight: int
    aliases: tuple[str, ...] = ()


class Brief(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a cluster's name and type are chosen from: one entity of a document, without its places."""

    type: str
    label: str
    alt: tuple[str, ...]
    mentions: int
    reading: str | None
    number: str | None


class Local(msgspec.Struct, frozen=True, array_like=True):
    """One document's part in the clusters: the year it is from, and its entities save the document itself."""

    doc_id: str
    year: int | None
    members: tuple[Member, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Assigned:
    """For each document the cluster of each of its members, in their order; and why one was read as a fuller name."""

    roots: dict[str, tuple[Node, ...]]
    readings: dict[tuple[str, str], str]


@dataclasses.dataclass(slots=True)
class Identities:
    """The things of an index, and for each document which of its entity keys is which thing.

    `locals`, `assigned`, `plain` (each cluster's IRI before two of one name are told apart) and `named` (each
    cluster's thing) are what the next build continues from.
    """

    things: dict[str, Thing]
    _of: dict[str, dict[str, str]]
    locals: tuple[Local, ...] = ()
    assigned: Assigned = dataclasses.field(default_factory=lambda: Assigned({}, {}))
    plain: dict[Node, str] = dataclasses.field(default_factory=dict)
    named: dict[Node, str] = dataclasses.field(default_factory=dict)

    def of(self, doc_id: str) -> Mapping[str, str]:
        """Entity key to IRI, for one document."""
        return self._of[doc_id]


class Vocabulary:
    """The known things as clusters: by IRI, and by the names and periods that lead to them alone."""

    def __init__(self, things: Mapping[str, Thing]) -> None:
        self.things = things
        self.nodes: dict[str, Node] = {iri: (KNOWN, iri, "") for iri in things}
        self.named = _by_period(things) | _by_name(things)


KNOWN = "\x00known"


class _Union:
    """Sets that grow together; the smallest node stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def find(self, node: Node) -> Node:
        while (above := self._parent.get(node, node)) != node:
            node = above
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


def _node(entity: Entity, doc_id: str, year: int | None) -> Node:
    family, key = group(entity.type), name_key(entity.label)
    if entity.type in TIME_BOUND:
        start, end = _period(entity)
        if start or end:
            return family, key, f"{start or ''}-{end or ''}"
        return family, key, f"{UNDATED} {year or doc_id}" if is_description(entity.label) else ""
    if entity.type in ("Event", "Role") and is_description(entity.label):
        return family, key, doc_id
    if entity.number and entity.within and is_description(entity.label):
        return family, key, f"{entity.within} {entity.number}"
    return family, key, ""


_WITHOUT_ALIASES = TIME_BOUND | {"Goal", "Theme", "Event", "Place"}


def _other_names(entity: Entity) -> tuple[str, ...]:
    """The comparable forms of an entity's other names that are names, not descriptions."""
    if entity.type in _WITHOUT_ALIASES:
        return ()
    return tuple(sorted({name_key(alt) for alt in entity.alt if alt.isupper() or not is_description(alt)}))


def locals_of(record: DocumentRecord, base: str, vocabulary: Vocabulary) -> Local:
    """One document's part: a function of its record, the vocabularies and the base alone."""
    doc_id, day = record.document.doc_id, record.document.metadata.day
    year = day.year if day else None
    members = []
    for entity in record.entities:
        if entity.document:
            continue
        iri = _rebased(entity.iri, base)
        node = vocabulary.nodes.get(iri or "") or _node(entity, doc_id, year)
        known = vocabulary.named.get(node)
        node = vocabulary.nodes[known] if known else node
        members.append(Member(entity.key, entity.label, node, max(1, len(entity.mentions)), _other_names(entity)))
    return Local(doc_id, year, tuple(members))


def briefs_of(record: DocumentRecord) -> tuple[Brief, ...]:
    """The record's entities, without the document itself, in the order of its members."""
    return tuple(
        Brief(e.type, e.label, e.alt, len(e.mentions), e.reading, e.number) for e in record.entities if not e.document
    )


def assign(locals_: Sequence[Local], vocabulary: Vocabulary, merges: Sequence[tuple[str, str]]) -> Assigned:
    """Every member of every document to a cluster. `locals_` are in order of doc_id."""
    named = [Named(one.doc_id, one.year, m.key, m.label, m.weight, m.node) for one in locals_ for m in one.members]
    placed, readings = place(named, vocabulary.things, vocabulary.nodes)
    final = [(m, placed.get((one.doc_id, m.key), m.node) if placed else m.node) for one in locals_ for m in one.members]
    union = _Union()
    _aliases(final, union)
    _merge_reviewed(final, merges, union, vocabulary.nodes)
    roots: dict[str, tuple[Node, ...]] = {}
    start = 0
    for one in locals_:
        end = start + len(one.members)
        roots[one.doc_id] = tuple(union.find(node) for _, node in final[start:end])
        start = end
    return Assigned(roots, readings)


def _aliases(members: Sequence[tuple[Member, Node]], union: _Union) -> None:
    """Joins a name with the abbreviation or other name that a document gives it, where that is unambiguous."""
    owners: dict[Node, set[Node]] = defaultdict(set)
    nodes = {node for _, node in members}
    for member, node in members:
        for alias in member.aliases:
            other: Node = (node[0], alias, "")
            if other != node and other in nodes:
                owners[other].add(node)
    for other in sorted(owners):
        if len(owners[other]) == 1:
            union.join(other, min(owners[other]))


def _merge_reviewed(
    members: Sequence[tuple[Member, Node]], merges: Sequence[tuple[str, str]], union: _Union, known: Mapping[str, Node]
) -> None:
    if not merges:
        return
    by_label: dict[str, list[Node]] = defaultdict(list)
    for member, node in members:
        by_label[member.label].append(node)
    for first, second in merges:
        a = by_label.get(first) or ([known[first]] if first in known else [])
        b = by_label.get(second) or ([known[second]] if second in known else [])
        for one in a[:1]:
            for node in sorted({*a, *b}):
                union.join(one, node)


def _choose(counts: Counter[str]) -> str:
    """The most frequent; then the longest; then the first by alphabet."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text))


Inside = Sequence[tuple[str, Brief]]
"""A cluster's members, each with its doc_id."""


def thing(
    node: Node, inside: Inside, placed: Iterable[str], base: str, vocabulary: Vocabulary, retypes: Mapping[str, str]
) -> Thing:
    """What a cluster is called and what it is, under the IRI that its name alone gives it; see `settled`.

    `placed` are the reasons why members were read as this fuller name.
    """
    readings = tuple(sorted({*placed, *(brief.reading for _, brief in inside if brief.reading)}))
    if node[0] == KNOWN:
        return _known_thing(vocabulary.things[node[1]], inside, retypes, readings)
    types, labels, alts = Counter[str](), Counter[str](), set[str]()
    for _, brief in inside:
        weight = max(1, brief.mentions)
        types[brief.type] += weight
        labels[brief.label] += weight
        alts.update((brief.label, *brief.alt))
    label = _choose(labels)
    type_ = retypes.get(label) or _choose(types)
    start, end = _span_of_years(node)
    number = min((brief.number for _, brief in inside if brief.number), default=None)
    in_label = any(years_in(label))
    return Thing(
        iris.entity(base, type_, label, *(() if in_label or node[2].startswith(UNDATED) else (start, end))),
        type_,
        label,
        tuple(sorted(alts - {label})),
        start,
        end,
        number,
        readings,
        sum(brief.mentions for _, brief in inside),
        len({doc_id for doc_id, _ in inside}),
    )


def settled(found: Thing, node: Node, taken: bool, base: str, retypes: Mapping[str, str]) -> Thing:
    """A thing under its own IRI: where another cluster has taken the plain one, its node makes the difference."""
    if node[0] == KNOWN:
        return found
    iri = iris.entity(base, found.type, found.label, iris.digest(*node)) if taken else found.iri
    return dataclasses.replace(found, iri=iri, type=retypes.get(iri) or found.type)


def _span_of_years(node: Node) -> tuple[str | None, str | None]:
    start, _, end = node[2].partition("-")
    return (start or None, end or None) if start.isdigit() or end.isdigit() else (None, None)


def _known_thing(known: Thing, inside: Inside, retypes: Mapping[str, str], readings: tuple[str, ...]) -> Thing:
    alts = set(known.alt)
    for _, brief in inside:
        alts.update((brief.label, *brief.alt))
    return dataclasses.replace(
        known,
        type=retypes.get(known.iri) or retypes.get(known.label) or known.type,
        alt=tuple(sorted(alts - {known.label})),
        readings=readings,
        mentions=sum(brief.mentions for _, brief in inside),
        documents=len({doc_id for doc_id, _ in inside}),
    )


def _by_period(known: Mapping[str, Thing]) -> dict[Node, str]:
    """The vocabularies' time-bound entries as nodes, where only one entry has that name and period."""
    found: dict[Node, set[str]] = defaultdict(set)
    for iri, one in known.items():
        if one.type in TIME_BOUND and (one.start or one.end):
            for label in (one.label, *one.alt):
                found[group(one.type), name_key(label), f"{one.start or ''}-{one.end or ''}"].add(iri)
    return {node: min(owners) for node, owners in found.items() if len(owners) == 1}


def _by_name(known: Mapping[str, Thing]) -> dict[Node, str]:
    """The vocabularies' entries without a period as nodes, where only one entry of its type has that name."""
    found: dict[Node, set[str]] = defaultdict(set)
    for iri, one in known.items():
        if one.type not in TIME_BOUND and one.type != "Person":
            for label in (one.label, *one.alt):
                found[group(one.type), name_key(label), ""].add(iri)
    return {node: min(owners) for node, owners in found.items() if len(owners) == 1}


def identify(
    records: Sequence[DocumentRecord],
    base: str,
    known: Mapping[str, Thing],
    merges: Sequence[tuple[str, str]],
    retypes: Mapping[str, str],
) -> Identities:
    """Every entity of every document to a thing. `records` are in order of doc_id; `known` are things by IRI."""
    vocabulary = Vocabulary(known)
    locals_ = tuple(locals_of(record, base, vocabulary) for record in records)
    assigned = assign(locals_, vocabulary, merges)
    clusters: dict[Node, list[tuple[str, Brief]]] = defaultdict(list)
    placed: dict[Node, set[str]] = defaultdict(set)
    for record, local in zip(records, locals_, strict=True):
        for member, brief, root in zip(local.members, briefs_of(record), assigned.roots[local.doc_id], strict=True):
            clusters[root].append((local.doc_id, brief))
            reading = assigned.readings.get((local.doc_id, member.key))
            if reading:
                placed[root].add(reading)
    found = Identities({}, {}, locals_, assigned)
    taken = set(known)
    for node in sorted(clusters):
        plain = thing(node, clusters[node], placed.get(node, ()), base, vocabulary, retypes)
        found.plain[node] = plain.iri
        made = settled(plain, node, plain.iri in taken, base, retypes)
        taken.add(made.iri)
        found.things[made.iri] = made
        found.named[node] = made.iri
    for record, local in zip(records, locals_, strict=True):
        found._of[local.doc_id] = keys_of(record, local, assigned.roots[local.doc_id], found.named, base)
    return found


def keys_of(
    record: DocumentRecord, local: Local, roots: Sequence[Node], named: Mapping[Node, str], base: str
) -> dict[str, str]:
    """Entity key to IRI, for one document, in the order of its entities."""
    by_key = {member.key: named[root] for member, root in zip(local.members, roots, strict=True)}
    document = iris.document(base, local.doc_id)
    return {entity.key: document if entity.document else by_key[entity.key] for entity in record.entities}


def _rebased(iri: str | None, base: str) -> str | None:
    if iri is None or base == iris.BASE or not iri.startswith(iris.BASE):
        return iri
    return base + iri[len(iris.BASE) :]
