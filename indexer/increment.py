"""A small change to a large index: what it touches, and nothing else, resolved again.

Names are put into clusters anew over all documents, from what the last build carried over (`carried.py`); that is
quick. What follows is done only for the documents whose entities now are other things, for the clusters with other
members, and for the claims that share a group with a touched one; for these both as they were and as they are now. The
difference between the two is what the graph gains and loses. The result is that of a build from scratch, quad by quad.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from . import rdf, store
from .carried import Carried, Change, Cluster, Part
from .conformance import Checked
from .identity import Brief, Vocabulary, assign, briefs_of, keys_of, locals_of, settled, thing
from .namesakes import Node
from .passage_ids import first_ids
from .resolve import Gathered, count_relations, gather
from .resolved import Claim, ResolvedDocument, Thing
from .types import DocumentRecord

MOST = 0.1  # share of the documents beyond which a build from scratch is as quick


@dataclasses.dataclass(frozen=True, slots=True)
class Old:
    """What is read of the last build: what it carried over, and by doc_id a document's record and entities' IRIs."""

    carried: Carried
    record: Callable[[str], DocumentRecord]
    keys: Callable[[str], Mapping[str, str]]


@dataclasses.dataclass(frozen=True, slots=True)
class Rules:
    """What both builds share: the base, the analysis' version, the vocabularies, the reviewed merges and types."""

    base: str
    version: str
    vocabulary: Vocabulary
    merges: Sequence[tuple[str, str]]
    retypes: Mapping[str, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Delta:
    """What a change to some documents changes in an index.

    `gone` and `documents` are documents as they were (by doc_id, with passage numbers) and as they are; one that stays
    but whose entities changed is in both. `gone_things` and `things` likewise. `checked` is what the shapes must see
    again, and `counts` what to add to the index's counts.
    """

    gone: Mapping[str, ResolvedDocument]
    documents: Sequence[ResolvedDocument]
    gone_things: Mapping[str, Thing]
    things: Mapping[str, Thing]
    removed: Sequence[ox.Quad]
    added: Sequence[ox.Quad]
    checked: Checked
    counts: Mapping[str, Any]
    change: Change


class TooMuch(Exception):
    """The change touches so much that a build from scratch is as quick."""


def difference(
    old: Old, rules: Rules, changed: Mapping[str, DocumentRecord], gone: Iterable[str], suspects: Iterable[str]
) -> Delta:
    """What follows when `changed` are new or other records and `gone` is no more; raises TooMuch.

    `suspects` are documents that must be looked at again though they did not change: those that broke a shape.
    """
    parts = old.carried.parts()
    lost = set(gone)
    names = _Names(old, rules, parts, changed, lost)
    first_old = first_ids(parts)
    first_new = first_ids(names.roots)
    touched = names.touched | {doc_id for doc_id in suspects if doc_id in names.roots}
    touched |= {doc_id for doc_id in names.roots if doc_id in parts and first_old[doc_id] != first_new[doc_id]}
    touched |= {doc_id for doc_id in changed} | lost
    _bound(touched, parts)
    before = {doc_id: old.record(doc_id) for doc_id in touched if doc_id in parts}
    after = {doc_id: changed.get(doc_id) or before[doc_id] for doc_id in touched - lost}
    keys_before = {doc_id: old.keys(doc_id) for doc_id in before}
    keys_after = {doc_id: names.keys(record) for doc_id, record in after.items()}
    was = _side(before, keys_before, first_old, rules)
    now = _side(after, keys_after, first_new, rules)
    wanted = frozenset().union(*was.marks.values(), *now.marks.values())
    beside = old.carried.documents_of(wanted) - touched
    _bound(touched | beside, parts)
    others = {doc_id: old.record(doc_id) for doc_id in beside}
    keys_beside = {doc_id: old.keys(doc_id) for doc_id in beside}
    was = _side(before | others, keys_before | keys_beside, first_old, rules, wanted)
    now = _side(after | others, keys_after | keys_beside, first_new, rules, wanted)
    return _delta(old, rules, names, touched, was, now)


def _bound(touched: set[str], parts: Mapping[str, Part]) -> None:
    if len(touched) > MOST * len(parts):
        raise TooMuch


def _side(
    records: Mapping[str, DocumentRecord],
    keys: Mapping[str, Mapping[str, str]],
    first: Mapping[str, int],
    rules: Rules,
    wanted: frozenset[int] | None = None,
) -> Gathered:
    return gather([records[doc_id] for doc_id in sorted(records)], keys, first, rules.base, wanted)


class _Names:
    """Which clusters have other members than they had, and what they are called now."""

    def __init__(
        self,
        old: Old,
        rules: Rules,
        parts: Mapping[str, Part],
        changed: Mapping[str, DocumentRecord],
        lost: set[str],
    ) -> None:
        self._rules = rules
        now = {doc_id: part.local for doc_id, part in parts.items() if doc_id not in lost}
        now |= {doc_id: locals_of(record, rules.base, rules.vocabulary) for doc_id, record in changed.items()}
        ordered = [now[doc_id] for doc_id in sorted(now)]
        assigned = assign(ordered, rules.vocabulary, rules.merges)
        self.roots = assigned.roots
        self.parts = {
            local.doc_id: Part.of(local, assigned.roots[local.doc_id], assigned.readings) for local in ordered
        }
        self.moved = {doc_id for doc_id, part in self.parts.items() if parts.get(doc_id) != part}
        self.briefs = {doc_id: briefs_of(record) for doc_id, record in changed.items()}
        differ = self._different(parts, changed, lost)
        self._settle(old, differ)
        self.touched = self._renamed(parts)

    def _different(self, parts: Mapping[str, Part], changed: Mapping[str, DocumentRecord], lost: set[str]) -> set[Node]:
        found: set[Node] = set()
        for doc_id in {*self.moved, *changed, *lost}:
            before, after = parts.get(doc_id), self.parts.get(doc_id)
            if doc_id in changed or before is None or after is None:
                found.update(before.roots() if before else (), after.roots() if after else ())
                continue
            for place, (one, other) in enumerate(zip(before.roots(), after.roots(), strict=True)):
                if one != other or before.reading(place) != after.reading(place):
                    found.update((one, other))
        return found

    def _settle(self, old: Old, differ: set[Node]) -> None:
        """Names the clusters that differ, and those that would bear the same IRI as one of them."""
        before = old.carried.clusters(differ)
        made = self._made(old, differ)
        calls = {one.plain for one in before.values()} | {one.iri for one in made.values()}
        alike = old.carried.roots_called(calls) - differ
        self.before = before | old.carried.clusters(alike)
        made |= self._made(old, alike)
        taken = set(self._rules.vocabulary.things)
        self.after: dict[Node, Cluster] = {}
        for root in sorted(made):
            plain = made[root]
            one = settled(plain, root, plain.iri in taken, self._rules.base, self._rules.retypes)
            taken.add(one.iri)
            self.after[root] = Cluster(plain.iri, one)
        self._old = old

    def _made(self, old: Old, roots: set[Node]) -> dict[Node, Thing]:
        """These clusters' things under their plain IRIs, made of all their members."""
        inside = {doc_id for doc_id, some in self.roots.items() if not roots.isdisjoint(some)}
        briefs = old.carried.briefs(inside - set(self.briefs)) | self.briefs
        members: dict[Node, list[tuple[str, Brief]]] = defaultdict(list)
        placed: dict[Node, set[str]] = defaultdict(set)
        for doc_id in sorted(inside):
            part = self.parts[doc_id]
            for place, (root, brief) in enumerate(zip(self.roots[doc_id], briefs[doc_id], strict=True)):
                if root in roots:
                    members[root].append((doc_id, brief))
                    reading = part.reading(place)
                    if reading:
                        placed[root].add(reading)
        rules = self._rules
        return {
            root: thing(root, some, placed.get(root, ()), rules.base, rules.vocabulary, rules.retypes)
            for root, some in members.items()
        }

    def _renamed(self, parts: Mapping[str, Part]) -> set[str]:
        """The documents that name a thing by another IRI than before, or one that is now of another type."""
        changed = {
            root
            for root in {*self.before, *self.after}
            if (root not in self.before or root not in self.after)
            or (self.before[root].thing.iri, self.before[root].thing.type)
            != (self.after[root].thing.iri, self.after[root].thing.type)
        }
        found = {doc_id for doc_id, roots in self.roots.items() if not changed.isdisjoint(roots)}
        for doc_id in self.moved & set(parts) - found:
            before = [self._iri(self.before, root) for root in parts[doc_id].roots()]
            after = [self._iri(self.after, root) for root in self.roots[doc_id]]
            if before != after:
                found.add(doc_id)
        return found

    def _iri(self, clusters: Mapping[Node, Cluster], root: Node) -> Node | str:
        return clusters[root].thing.iri if root in clusters else root

    def keys(self, record: DocumentRecord) -> dict[str, str]:
        """A document's entity keys to IRIs, as they are now."""
        doc_id = record.document.doc_id
        roots = self.roots[doc_id]
        named = {root: one.thing.iri for root, one in self.after.items()}
        rest = self._old.carried.clusters(root for root in roots if root not in named)
        named |= {root: one.thing.iri for root, one in rest.items()}
        return keys_of(record, self.parts[doc_id].local, roots, named, self._rules.base)


def _delta(old: Old, rules: Rules, names: _Names, touched: set[str], was: Gathered, now: Gathered) -> Delta:
    gone_things = {one.thing.iri: one.thing for one in names.before.values()}
    things = {one.thing.iri: one.thing for one in names.after.values()}
    gone_things |= {one.iri: one for one in was.quotations}
    things |= {one.iri: one for one in now.quotations}
    same = {iri for iri, one in things.items() if gone_things.get(iri) == one}
    gone_things = {iri: one for iri, one in gone_things.items() if iri not in same}
    fresh = {iri: one for iri, one in things.items() if iri not in same}
    before = _quads(was, gone_things.values(), touched, rules)
    after = _quads(now, fresh.values(), touched, rules)
    gone = {document.doc_id: document for document in was.documents if document.doc_id in touched}
    documents = [document for document in now.documents if document.doc_id in touched]
    counts = _minus(_counts(now, documents, fresh.values()), _counts(was, gone.values(), gone_things.values()))
    counts["triples"] = len(after - before) - len(before - after)
    return Delta(
        gone,
        documents,
        gone_things,
        fresh,
        sorted(before - after, key=str),
        sorted(after - before, key=str),
        _checked(old, now, fresh, things),
        counts,
        _change(names, touched, was, now, documents),
    )


def _quads(found: Gathered, things: Iterable[Thing], touched: set[str], rules: Rules) -> set[ox.Quad]:
    documents = [document for document in found.documents if document.doc_id in touched]
    places = [place for place in found.places if place.doc_id in touched]
    return set(rdf.quads(documents, things, found.claims, places, rules.base, rules.version))


def _counts(found: Gathered, documents: Iterable[ResolvedDocument], things: Iterable[Thing]) -> Counter[str]:
    counts = Counter({"statements": len(found.claims)})
    counts["conflicts"] = sum(1 for claim in found.claims if claim.conflicts)
    for document in documents:
        counts["documents"] += 1
        counts["passages"] += len(document.passages)
    counts.update({f"relations/{name}": count for name, count in count_relations(found.claims).items()})
    counts.update({f"entities/{name}": count for name, count in Counter(one.type for one in things).items()})
    return counts


def _minus(now: Counter[str], was: Counter[str]) -> dict[str, int]:
    return {name: now[name] - was[name] for name in {*now, *was}}


def _checked(old: Old, now: Gathered, fresh: Mapping[str, Thing], things: Mapping[str, Thing]) -> Checked:
    said = {iri for claim in now.claims for iri in (claim.subject, claim.object, claim.speaker) if isinstance(iri, str)}
    known = old.carried.things(said - set(things))
    alone = [one for iri, one in sorted(fresh.items()) if iri not in said]
    return Checked(now.documents, {**known, **things}, now.claims, alone)


def _groups(found: Gathered, touched: set[str]) -> set[tuple[int, str]]:
    return {(mark, doc_id) for doc_id, marks in found.marks.items() if doc_id in touched for mark in marks}


def _change(
    names: _Names, touched: set[str], was: Gathered, now: Gathered, documents: Sequence[ResolvedDocument]
) -> Change:
    still = {document.doc_id for document in documents}
    before, after = _groups(was, touched), _groups(now, touched)
    return Change(
        gone=touched - still,
        parts=[names.parts[doc_id] for doc_id in sorted(names.moved | still)],
        briefs=names.briefs,
        gone_clusters=set(names.before) - set(names.after),
        clusters={root: one for root, one in names.after.items() if names.before.get(root) != one},
        gone_groups=before - after,
        groups=after - before,
        facts={},
    )


def add_counts(counts: Mapping[str, Any], delta: Mapping[str, int]) -> dict[str, Any]:
    """An index's counts after a change; those by kind stand under "relations" and "entities"."""
    found: dict[str, Any] = {name: dict(value) if isinstance(value, dict) else value for name, value in counts.items()}
    for name, more in delta.items():
        outer, _, inner = name.partition("/")
        if inner:
            found[outer][inner] = found[outer].get(inner, 0) + more
        else:
            found[outer] += more
    for name in ("relations", "entities"):
        found[name] = {kind: count for kind, count in sorted(found[name].items()) if count}
    return found


def tallied(tally: store.Tally, delta: Delta) -> None:
    """Brings a tally of quads up to date."""
    for quad in delta.removed:
        tally.remove(store.line(quad))
    for quad in delta.added:
        tally.add(store.line(quad))


__all__ = ["MOST", "Claim", "Delta", "Old", "Rules", "TooMuch", "add_counts", "difference", "tallied"]
