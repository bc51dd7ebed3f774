"""The texts of a generation in one SQLite file: documents, passages, what each mentions, and the first phase's records.

SQLite, since it is in the standard library, reads at random from disk and is safe to read from many threads and
processes. Offsets count code points in a document's canonical text.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import shutil
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from .errors import IndexDamaged, NotFound
from .resolved import ResolvedDocument, Thing
from .types import DocumentRecord

_SCHEMA = """
CREATE TABLE documents (doc_id TEXT PRIMARY KEY, iri TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, author TEXT,
    date TEXT, url TEXT, language TEXT, kind TEXT, license TEXT, sources TEXT NOT NULL, text TEXT NOT NULL,
    keys TEXT NOT NULL, record BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (id INTEGER PRIMARY KEY, iri TEXT NOT NULL, doc_id TEXT NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, zone TEXT NOT NULL, heading TEXT NOT NULL, sentences TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE entities (iri TEXT PRIMARY KEY, type TEXT NOT NULL, label TEXT NOT NULL, alt TEXT NOT NULL, start TEXT,
    "end" TEXT, number TEXT, mentions INTEGER NOT NULL, documents INTEGER NOT NULL, known INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE mentions (entity TEXT NOT NULL, passage INTEGER NOT NULL, PRIMARY KEY (entity, passage)) WITHOUT ROWID;
CREATE INDEX passages_by_document ON passages (doc_id, start);
CREATE INDEX passages_by_iri ON passages (iri);
CREATE INDEX mentions_by_passage ON mentions (passage);
"""
_DOCUMENT = "doc_id, iri, title, publisher, author, date, url, language, kind, license, sources, length(text) AS chars"
_PASSAGE = (
    'p.id, p.iri, p.doc_id, p.start, p."end", p.text, p.zone, p.heading, d.title, d.date, p.sentences '
    "FROM passages p JOIN documents d USING (doc_id)"
)
_ENTITY = 'iri, type, label, alt, start, "end", number, mentions, documents, known'
_MAPPABLE = 1 << 40  # bytes, more than SQLite maps at most
_MANY = 500  # bound variables of one statement; SQLite allows at least 999
_MAPPED = 64 << 20  # bytes; a larger file is mapped: to read a few hundred passages of it costs a third


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document's bibliographic data; `sources` are {id, title, url}, `chars` the length of its canonical text."""

    doc_id: str
    iri: str
    title: str
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    language: str
    kind: str | None
    license: str | None
    sources: tuple[dict[str, str | None], ...]
    chars: int


@dataclasses.dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage with what a hit or citation shows of its document; `sentences` are (start, end) in the document."""

    id: int
    iri: str
    doc_id: str
    start: int
    end: int
    text: str
    zone: str
    heading: str
    title: str
    date: str | None
    sentences: tuple[tuple[int, int], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class EntityRow:
    """A thing of the graph with its names, and how many mentions in how many documents it has."""

    iri: str
    type: str
    label: str
    alt: tuple[str, ...]
    start: str | None
    end: str | None
    number: str | None
    mentions: int
    documents: int
    known: bool


def encode_record(record: DocumentRecord) -> bytes:
    """A record as MessagePack."""
    return msgspec.msgpack.encode(record)


def decode_record(data: bytes) -> DocumentRecord:
    """A record from MessagePack. Raises IndexDamaged where the bytes are not one."""
    try:
        return msgspec.msgpack.decode(data, type=DocumentRecord)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexDamaged(f"et gemt dokument kan ikke læses ({error}). Byg igen.") from error


def write(
    path: Path, documents: Sequence[ResolvedDocument], things: Iterable[Thing], records: Mapping[str, bytes]
) -> None:
    """Writes the file; `records` are the encoded records by doc_id. The same values give the same rows."""
    with _writing(path) as connection:
        connection.executescript(_SCHEMA)
        with connection:
            _put(connection, documents, things, records)


def patch(
    old: Path,
    path: Path,
    gone: Iterable[str],
    documents: Sequence[ResolvedDocument],
    gone_things: Iterable[str],
    things: Iterable[Thing],
    records: Mapping[str, bytes],
) -> None:
    """Writes the file as a copy of an old one without the documents and things that are gone, and with new ones.

    A document or thing that changes is both gone and new. Nothing of what is gone is left in the file's free pages.
    """
    shutil.copyfile(old, path)
    with _writing(path) as connection, connection:
        for doc_id in gone:
            numbers = [(n,) for (n,) in connection.execute("SELECT id FROM passages WHERE doc_id = ?", (doc_id,))]
            connection.executemany("DELETE FROM mentions WHERE passage = ?", numbers)
            connection.execute("DELETE FROM passages WHERE doc_id = ?", (doc_id,))
            connection.execute("DELETE FROM documents WHERE doc_id = ?", (doc_id,))
        connection.executemany("DELETE FROM entities WHERE iri = ?", ((iri,) for iri in gone_things))
        _put(connection, documents, things, records)


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path)
    try:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;")
        yield connection
    finally:
        connection.close()


def _put(
    connection: sqlite3.Connection,
    documents: Sequence[ResolvedDocument],
    things: Iterable[Thing],
    records: Mapping[str, bytes],
) -> None:
    connection.executemany(
        "INSERT INTO documents VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (_document(doc, records[doc.doc_id]) for doc in documents),
    )
    for doc in sorted(documents, key=lambda doc: doc.passages[0].number if doc.passages else 0):
        connection.executemany("INSERT INTO passages VALUES (?,?,?,?,?,?,?,?,?)", _passages(doc))
        rows = ((iri, passage.number) for passage in doc.passages for iri in passage.mentions)
        connection.executemany("INSERT INTO mentions VALUES (?,?)", rows)
    connection.executemany("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?)", map(_entity, things))


def _document(doc: ResolvedDocument, record: bytes) -> tuple[Any, ...]:
    meta = doc.metadata
    sources = json.dumps([dataclasses.asdict(s) for s in meta.sources], ensure_ascii=False)
    keys = json.dumps(doc.entities, ensure_ascii=False)
    return (
        doc.doc_id, doc.iri, meta.title, meta.publisher, meta.author, meta.date, meta.url, meta.language, meta.kind,
        meta.license, sources, doc.text, keys, record,
    )  # fmt: skip


def _passages(doc: ResolvedDocument) -> Iterator[tuple[Any, ...]]:
    for p in doc.passages:
        yield p.number, p.iri, doc.doc_id, p.start, p.end, p.zone, p.heading, json.dumps(p.sentences), p.text


def _entity(thing: Thing) -> tuple[Any, ...]:
    alt = json.dumps(thing.alt, ensure_ascii=False)
    return (
        thing.iri, thing.type, thing.label, alt, thing.start, thing.end, thing.number, thing.mentions,
        thing.documents, int(thing.known),
    )  # fmt: skip


def _document_row(row: Sequence[Any]) -> DocumentRow:
    doc_id, iri, title, publisher, author, date, url, language, kind, terms, sources, chars = row
    pages = tuple(json.loads(sources))
    return DocumentRow(doc_id, iri, title, publisher, author, date, url, language, kind, terms, pages, chars)


def _passage_row(row: Sequence[Any]) -> PassageRow:
    number, iri, doc_id, start, end, text, zone, heading, title, date, sentences = row
    spans = tuple((first, last) for first, last in json.loads(sentences))
    return PassageRow(number, iri, doc_id, start, end, text, zone, heading, title, date, spans)


def _entity_row(row: Sequence[Any]) -> EntityRow:
    iri, type_, label, alt, start, end, number, mentions, documents, known = row
    names = tuple(json.loads(alt))
    return EntityRow(iri, type_, label, names, start, end, number, mentions, documents, bool(known))


class Texts:
    """The texts of one generation, read only; every thread has its own connection."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises IndexDamaged where it is no SQLite file of ours."""
        self._path = path
        self._local = threading.local()
        self._passages = self._count("passages")

    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            try:
                uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
                connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
                if self._path.stat().st_size > _MAPPED:  # a mapped file that is cut short ends its reader's process
                    connection.execute(f"PRAGMA mmap_size = {_MAPPABLE}")
            except sqlite3.Error as error:
                raise IndexDamaged(f"teksterne i indekset kan ikke åbnes ({error}). Byg igen.") from error
            self._local.connection = connection
        return connection

    def _rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._db().execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"teksterne i indekset kan ikke læses ({error}). Byg igen.") from error

    def _count(self, table: str) -> int:
        return int(self._rows(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608 # nosec B608 - a name of ours

    def __len__(self) -> int:
        """How many passages there are."""
        return self._passages

    def documents(self) -> list[DocumentRow]:
        """Every document, in order of doc_id."""
        return [_document_row(row) for row in self._rows(f"SELECT {_DOCUMENT} FROM documents ORDER BY doc_id")]  # noqa: S608 # nosec B608

    def names(self, most: int) -> list[str]:
        """The doc_ids in order, at most so many: nobody reads a hundred thousand documents to learn that there are."""
        return [row[0] for row in self._rows("SELECT doc_id FROM documents ORDER BY doc_id LIMIT ?", (most,))]

    def document(self, doc_id: str) -> DocumentRow:
        """One document. Raises NotFound."""
        for row in self._rows(f"SELECT {_DOCUMENT} FROM documents WHERE doc_id = ?", (doc_id,)):  # noqa: S608 # nosec B608
            return _document_row(row)
        raise NotFound(f"indekset har intet dokument, der hedder {doc_id!r}.")

    def text(self, doc_id: str) -> str:
        """A document's canonical text. Raises NotFound."""
        for row in self._rows("SELECT text FROM documents WHERE doc_id = ?", (doc_id,)):
            return str(row[0])
        raise NotFound(f"indekset har intet dokument, der hedder {doc_id!r}.")

    def record_bytes(self, doc_id: str) -> bytes:
        """The encoded record of a document. Raises NotFound."""
        for row in self._rows("SELECT record FROM documents WHERE doc_id = ?", (doc_id,)):
            return bytes(row[0])
        raise NotFound(f"indekset har intet dokument, der hedder {doc_id!r}.")

    def record(self, doc_id: str) -> DocumentRecord:
        """What the first phase found in a document. Raises NotFound."""
        return decode_record(self.record_bytes(doc_id))

    def keys(self, doc_id: str) -> dict[str, str]:
        """A document's own entity keys to IRIs. Raises NotFound."""
        for row in self._rows("SELECT keys FROM documents WHERE doc_id = ?", (doc_id,)):
            return dict(json.loads(row[0]))
        raise NotFound(f"indekset har intet dokument, der hedder {doc_id!r}.")

    def passage(self, number: int) -> PassageRow:
        """The passage with this id. Raises NotFound."""
        return self.passages([number])[0]

    def passages(self, ids: Sequence[int]) -> list[PassageRow]:
        """The passages with these ids, in their order. Raises NotFound where one is missing."""
        found: dict[int, PassageRow] = {}
        wanted = [int(number) for number in ids]
        for at in range(0, len(wanted), _MANY):
            some = wanted[at : at + _MANY]
            marks = ",".join("?" * len(some))
            for row in self._rows(f"SELECT {_PASSAGE} WHERE p.id IN ({marks})", some):
                found[row[0]] = _passage_row(row)
        try:
            return [found[number] for number in wanted]
        except KeyError as error:
            raise NotFound(f"indekset har intet tekststykke nummer {error}.") from error

    def passage_by_iri(self, iri: str) -> PassageRow:
        """The passage that an IRI names. Raises NotFound."""
        for row in self._rows(f"SELECT {_PASSAGE} WHERE p.iri = ?", (iri,)):
            return _passage_row(row)
        raise NotFound(f"indekset har intet tekststykke {iri}.")

    def passages_of(self, doc_id: str) -> list[PassageRow]:
        """A document's passages in order."""
        query = f"SELECT {_PASSAGE} WHERE p.doc_id = ? ORDER BY p.start"
        return [_passage_row(row) for row in self._rows(query, (doc_id,))]

    def all_passages(self) -> Iterator[PassageRow]:
        """Every passage in order of document and place, read as it goes."""
        for (doc_id,) in self._rows("SELECT doc_id FROM documents ORDER BY doc_id"):
            yield from self.passages_of(doc_id)

    def entities(self) -> list[EntityRow]:
        """Every thing, in order of IRI."""
        return [_entity_row(row) for row in self._rows(f"SELECT {_ENTITY} FROM entities ORDER BY iri")]  # noqa: S608 # nosec B608

    def named(self, types: Iterable[str]) -> Iterator[tuple[str, str, str, str | None, str | None, int]]:
        """IRI, label, other names as JSON, first and last day and mentions of each mentioned thing of these types, in
        order of IRI; read as it goes, since there may be a million."""
        names = sorted(types)
        query = (
            'SELECT iri, label, alt, start, "end", mentions FROM entities '  # noqa: S608 # nosec B608
            f"WHERE mentions > 0 AND type IN ({','.join('?' * len(names))}) ORDER BY iri"
        )
        try:
            yield from self._db().execute(query, names)
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"teksterne i indekset kan ikke læses ({error}). Byg igen.") from error

    def entity(self, iri: str) -> EntityRow:
        """One thing. Raises NotFound."""
        for row in self._rows(f"SELECT {_ENTITY} FROM entities WHERE iri = ?", (iri,)):  # noqa: S608 # nosec B608
            return _entity_row(row)
        raise NotFound(f"indekset har intet, der hedder {iri}.")

    def entities_of(self, iris: Sequence[str]) -> list[EntityRow]:
        """The things that these IRIs name, those that there are, in order of IRI."""
        found: list[EntityRow] = []
        for at in range(0, len(iris), _MANY):
            some = iris[at : at + _MANY]
            marks = ",".join("?" * len(some))
            query = f"SELECT {_ENTITY} FROM entities WHERE iri IN ({marks})"  # noqa: S608 # nosec B608
            found.extend(_entity_row(row) for row in self._rows(query, some))
        return sorted(found, key=lambda row: row.iri)

    def passages_mentioning(self, iri: str, most: int = -1) -> list[int]:
        """Ids of the passages that mention a thing, in order; of a thing that is named everywhere, at most so many."""
        query = "SELECT passage FROM mentions WHERE entity = ? ORDER BY passage LIMIT ?"
        return [row[0] for row in self._rows(query, (iri, most))]

    def most_mentioned(self, types: Iterable[str], most: int) -> list[EntityRow]:
        """The things of these types that are named more than once, the most named first; ties by IRI."""
        names = sorted(types)
        query = (
            f"SELECT {_ENTITY} FROM entities WHERE mentions > 1 AND type IN ({','.join('?' * len(names))}) "  # noqa: S608 # nosec B608
            "ORDER BY mentions DESC, iri LIMIT ?"
        )
        return [_entity_row(row) for row in self._rows(query, (*names, most))]

    def mentioned_in(self, number: int) -> list[str]:
        """IRIs of what a passage mentions, in order."""
        query = "SELECT entity FROM mentions WHERE passage = ? ORDER BY entity"
        return [row[0] for row in self._rows(query, (number,))]

    def select(self, filters: Mapping[str, str]) -> list[int]:
        """Ids of the passages that pass all filters: publisher, year, kind; theme, actor (by label or IRI)."""
        where, values = [], []
        for name, value in filters.items():
            if name in ("publisher", "kind"):
                where.append(f"d.{name} = ?")
                values.append(value)
            elif name == "year":
                where.append("substr(d.date, 1, 4) = ?")
                values.append(value)
            elif name in ("theme", "actor"):
                where.append(
                    "p.id IN (SELECT m.passage FROM mentions m JOIN entities e ON e.iri = m.entity "
                    "WHERE (e.iri = ? OR e.label = ?) AND e.type IN (?, ?))"
                )
                values += [value, value, *(("Theme", "Theme") if name == "theme" else ("Organisation", "Person"))]
        condition = " AND ".join(where) or "1"
        query = f"SELECT p.id FROM passages p JOIN documents d USING (doc_id) WHERE {condition} ORDER BY p.id"  # noqa: S608 # nosec B608
        return [row[0] for row in self._rows(query, values)]

    def facet_values(self, doc_id: str) -> dict[str, list[str]]:
        """A document's value of each facet: publisher, year, kind, themes and actors by label."""
        doc = self.document(doc_id)
        found = {
            "publisher": [doc.publisher] if doc.publisher else [],
            "year": [doc.date[:4]] if doc.date else [],
            "kind": [doc.kind] if doc.kind else [],
            "theme": [],
            "actor": [],
        }
        rows = self._rows(
            "SELECT DISTINCT e.type, e.label FROM mentions m JOIN entities e ON e.iri = m.entity "
            "JOIN passages p ON p.id = m.passage WHERE p.doc_id = ? AND e.type IN ('Theme', 'Organisation', 'Person')",
            (doc_id,),
        )
        for type_, label in rows:
            found["theme" if type_ == "Theme" else "actor"].append(label)
        return found
