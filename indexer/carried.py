"""What a build leaves for the next one, so that a small change need not go through every document again.

One SQLite file beside the texts, read by no one but builds: each document's part in the clusters of names, each
cluster's thing, and which documents make claims of which group. All of it could be made again from the records.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from .identity import Brief, Identities, Local
from .namesakes import Node
from .resolved import Thing

NAME = "carried.sqlite"
_SCHEMA = """
CREATE TABLE locals (doc_id TEXT PRIMARY KEY, part BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE briefs (doc_id TEXT PRIMARY KEY, part BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE clusters (root BLOB PRIMARY KEY, plain TEXT NOT NULL, iri TEXT NOT NULL, thing BLOB NOT NULL)
    WITHOUT ROWID;
CREATE TABLE groups (mark INTEGER NOT NULL, doc_id TEXT NOT NULL, PRIMARY KEY (mark, doc_id)) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX clusters_by_plain ON clusters (plain);
CREATE INDEX clusters_by_iri ON clusters (iri);
"""
_MANY = 500  # bound variables of one statement


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A document's part: its members, and for those that another cluster took in or a reading moved, where and why."""

    local: Local
    moved: dict[int, tuple[Node, str | None]] = {}

    @classmethod
    def of(cls, local: Local, roots: Sequence[Node], readings: Mapping[tuple[str, str], str]) -> Part:
        """The part of a document, given the cluster of each member and the reasons of readings."""
        moved = {}
        for place, (member, root) in enumerate(zip(local.members, roots, strict=True)):
            reading = readings.get((local.doc_id, member.key)) if readings else None
            if reading or root != member.node:
                moved[place] = (root, reading)
        return cls(local, moved)

    def roots(self) -> list[Node]:
        """The cluster of each member."""
        found = [member.node for member in self.local.members]
        for place, (root, _) in self.moved.items():
            found[place] = root
        return found

    def reading(self, place: int) -> str | None:
        """Why the member at this place was read as a fuller name."""
        return self.moved[place][1] if place in self.moved else None


class Cluster(msgspec.Struct, frozen=True, array_like=True):
    """A cluster's thing, and the IRI that its name alone would have given it."""

    plain: str
    thing: Thing


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """What differs from one build to the next: `gone` is removed before the rest is put in its place."""

    gone: Collection[str]
    parts: Sequence[Part]
    briefs: Mapping[str, tuple[Brief, ...]]
    gone_clusters: Collection[Node]
    clusters: Mapping[Node, Cluster]
    gone_groups: Collection[tuple[int, str]]
    groups: Collection[tuple[int, str]]
    facts: Mapping[str, object]


_locals = msgspec.msgpack.Decoder(Part)
_briefs = msgspec.msgpack.Decoder(tuple[Brief, ...])
_things = msgspec.msgpack.Decoder(Thing)
_encode = msgspec.msgpack.Encoder().encode


def parts_of(identities: Identities) -> Iterator[Part]:
    """Every document's part."""
    for local in identities.locals:
        yield Part.of(local, identities.assigned.roots[local.doc_id], identities.assigned.readings)


def clusters_of(identities: Identities) -> dict[Node, Cluster]:
    """Every cluster's thing."""
    plain, things = identities.plain, identities.things
    return {root: Cluster(plain[root], things[iri]) for root, iri in identities.named.items()}


def write(path: Path, change: Change, old: Path | None = None) -> None:
    """Writes the file: the change alone, or put upon an old file, which stays as it is."""
    if old is not None:
        shutil.copyfile(old, path)
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;")
        if old is None:
            connection.executescript(_SCHEMA)
        with connection:
            _put(connection, change)
    finally:
        connection.close()


def _put(connection: sqlite3.Connection, change: Change) -> None:
    gone = [(doc_id,) for doc_id in change.gone]
    connection.executemany("DELETE FROM locals WHERE doc_id = ?", gone)
    connection.executemany("DELETE FROM briefs WHERE doc_id = ?", gone)
    connection.executemany("DELETE FROM clusters WHERE root = ?", ((_encode(root),) for root in change.gone_clusters))
    connection.executemany("DELETE FROM groups WHERE mark = ? AND doc_id = ?", change.gone_groups)
    connection.executemany(
        "REPLACE INTO locals VALUES (?, ?)", ((part.local.doc_id, _encode(part)) for part in change.parts)
    )
    connection.executemany(
        "REPLACE INTO briefs VALUES (?, ?)", ((doc_id, _encode(some)) for doc_id, some in change.briefs.items())
    )
    rows = ((_encode(root), one.plain, one.thing.iri, _encode(one.thing)) for root, one in change.clusters.items())
    connection.executemany("REPLACE INTO clusters VALUES (?, ?, ?, ?)", rows)
    connection.executemany("REPLACE INTO groups VALUES (?, ?)", change.groups)
    connection.executemany(
        "REPLACE INTO facts VALUES (?, ?)", ((name, json.dumps(value)) for name, value in change.facts.items())
    )


class Carried:
    """The file of one generation, read only."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)

    def close(self) -> None:
        """Lets go of the file."""
        self._rows.close()

    def parts(self) -> dict[str, Part]:
        """Every document's part, by doc_id."""
        return {doc_id: _locals.decode(part) for doc_id, part in self._rows.execute("SELECT doc_id, part FROM locals")}

    def briefs(self, doc_ids: Iterable[str]) -> dict[str, tuple[Brief, ...]]:
        """These documents' entities in brief."""
        rows = self._among("SELECT doc_id, part FROM briefs WHERE doc_id IN ({})", doc_ids)
        return {doc_id: _briefs.decode(part) for doc_id, part in rows}

    def clusters(self, roots: Iterable[Node]) -> dict[Node, Cluster]:
        """Those of the clusters that there are."""
        asked = {_encode(root): root for root in roots}
        rows = self._among("SELECT root, plain, thing FROM clusters WHERE root IN ({})", asked)
        return {asked[bytes(root)]: Cluster(plain, _things.decode(thing)) for root, plain, thing in rows}

    def roots_called(self, plain: Iterable[str]) -> set[Node]:
        """The clusters whose names alone would give them one of these IRIs."""
        rows = self._among("SELECT root FROM clusters WHERE plain IN ({})", plain)
        return {msgspec.msgpack.decode(root, type=Node) for (root,) in rows}

    def things(self, iris: Iterable[str]) -> dict[str, Thing]:
        """Those of the things that clusters are, by IRI."""
        rows = self._among("SELECT iri, thing FROM clusters WHERE iri IN ({})", iris)
        return {iri: _things.decode(thing) for iri, thing in rows}

    def documents_of(self, marks: Iterable[int]) -> set[str]:
        """The documents with a claim of one of these groups."""
        return {doc_id for (doc_id,) in self._among("SELECT doc_id FROM groups WHERE mark IN ({})", marks)}

    def facts(self) -> dict[str, Any]:
        """Figures of the whole index, by name."""
        return {name: json.loads(value) for name, value in self._rows.execute("SELECT name, value FROM facts")}

    def _among(self, query: str, values: Iterable[object]) -> Iterator[tuple[Any, ...]]:
        asked = list(values)
        for at in range(0, len(asked), _MANY):
            some = asked[at : at + _MANY]
            yield from self._rows.execute(query.format(",".join("?" * len(some))), some)


def open_carried(folder: Path) -> contextlib.closing[Carried] | None:
    """The file of a generation, to be closed; None where it has none."""
    path = folder / NAME
    return contextlib.closing(Carried(path)) if path.exists() else None
