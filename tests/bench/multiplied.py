"""A large index made of a small one: the index of some made documents, copied many times under other names.

    python tests/bench/multiplied.py FOLDER [--documents 300] [--copies 550] [--questions 100]

Reading and encoding a million passages takes hours; writing and searching them does not. So FOLDER/one gets a real build
of made documents (see synthetic.py), and FOLDER/times550 its copies: in each all places, and so all bodies and plans, have
other names of the same length; documents, passages, claims and evidence have other IRIs. Persons, themes and short place
names are the same in all copies, so that some things are named in tens of thousands of passages, as in a real corpus.
Word index and graph are built of the copied texts and triples. A copy's vectors are the real ones with noise.

It can be searched, asked and queried; it can't be built further, since what a build continues from is not copied.
What is in FOLDER already is used as it is. Questions are about things of the original and of the copies; the table gives
wall and processor time of search and ask, what opening and the first question take, and the memory of it all. 300
documents make 1,820 passages, 268,000 triples and 2,200 things, so that 550 copies make a million passages. On a slow
core a copy takes 7 s, most of it the graph's, and 50 MB: 550 are more than an hour and 28 GB, and half as much beside it
while the graph is put in order.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import json
import random
import re
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyoxigraph as ox

from indexer import generation, iris, lexical, manifest, texts, vectors
from indexer.build import build
from indexer.manifest import DocumentEntry
from indexer.passage_ids import first_ids
from indexer.settings import Settings
from indexer.snapshot import Snapshot, new_generation, open_snapshot, switch, writing

sys.path.insert(0, str(Path(__file__).parent))
import scale
import synthetic

PARAGRAPHS = 10
NOISE = 0.3  # length of a copy's noise, as a share of its vector's distance from the mean of all
_CONSONANTS, _VOWELS = "bdfghjklmnprstv", "aeiouy"
_CHUNK = 1 << 22


class Copier:
    """Puts other names into text: of any kind, as bytes, with no byte more or less, so that offsets stay."""

    def __init__(self) -> None:
        heads = "|".join(
            sorted({form for w in synthetic.WHERE for form in (w.capitalize(), iris.slug(w))}, key=_longest)
        )
        tails = "|".join(sorted({form for p in synthetic.PLACE for form in (p, iris.slug(p))}, key=_longest))
        place = rf"(?<![A-Za-zæøåÆØÅ])(?:{heads})(?={'(?:' + tails + ')'}(?![a-zæøå]))"
        document = r"\d{3}/dokument-\d{7}"
        minted = r"(?:passage|udsagn|belaeg|koersel)/[a-z2-7]{16}"
        self._tokens = re.compile(f"({place}|{document}|{minted})")
        self._spelled = {form: w for w in synthetic.WHERE for form in (w.capitalize(), iris.slug(w))}

    def parts(self, text: str) -> list[str]:
        """A text with what is to be replaced at the odd places."""
        return self._tokens.split(text)

    def named(self, number: int) -> Named:
        """What replaces what in the copy of this number; number 0 is the original."""
        return Named(number, self._spelled)


def _longest(form: str) -> tuple[int, str]:
    return -len(form), form


class Named(dict[str, str]):
    """The names of one copy, made when first asked for."""

    def __init__(self, number: int, spelled: dict[str, str]) -> None:
        super().__init__()
        self.number = number
        self._spelled = spelled
        draw = random.Random(f"copy/{number}")
        self._letters = str.maketrans(
            _CONSONANTS + _VOWELS,
            "".join(draw.sample(_CONSONANTS, len(_CONSONANTS))) + "".join(draw.sample(_VOWELS, len(_VOWELS))),
        )

    def __missing__(self, token: str) -> str:
        self[token] = made = self._made(token) if self.number else token
        return made

    def _made(self, token: str) -> str:
        word = self._spelled.get(token)
        if word is not None:
            new = word.translate(self._letters)
            return new.capitalize() if token[0].isupper() else iris.slug(new)
        kind, _, rest = token.partition("/")
        if kind.isdigit():
            return f"{self.number:03}/dokument-{self.number * 1000 + int(rest[-7:]):07}"
        digits = "abcdefghijklmnopqrstuvwxyz234567"
        return f"{kind}/{digits[self.number // 32 % 32]}{digits[self.number % 32]}{rest[2:]}"

    def copied(self, parts: list[str]) -> str:
        """The text that was taken into these parts."""
        made = list(parts)
        made[1::2] = [self[token] for token in parts[1::2]]
        return "".join(made)


def real(folder: Path, count: int) -> Path:
    """The data directory of a real build of so many made documents; built where it is not there."""
    data = folder / "one"
    if not (data / "current").exists():
        synthetic.write(folder / "corpus", count, PARAGRAPHS)
        build([folder / "corpus"], dataclasses.replace(Settings(), data=data), jobs=1)
    return data


def multiply(data: Path, target: Path, copies: int) -> dict[str, float]:
    """Writes into `target` the index in `data` so many times under different names; returns what each part took."""
    took: dict[str, float] = {}
    began = time.process_time()
    with open_snapshot(data, check=False) as one, writing(target), new_generation(target) as folder:
        (folder / "lock").touch()
        copier = Copier()
        names = [copier.named(number) for number in range(copies)]
        docs = [row.doc_id for row in one.texts.documents()]
        found = _Texts(one, copier, names, docs)
        found.write(folder / "texts.sqlite")
        took["texts"], began = time.process_time() - began, time.process_time()
        triples = _graph(one, copier, names, folder / "graph")
        took["graph"], began = time.process_time() - began, time.process_time()
        lexical.build(folder / "lexical", _rows(folder / "texts.sqlite"))
        took["words"], began = time.process_time() - began, time.process_time()
        ids = _vectors(one, found, folder / "vectors")
        took["vectors"], began = time.process_time() - began, time.process_time()
        entries = tuple(DocumentEntry(doc_id, "0") for doc_id in sorted(found.first))
        counts = dict(one.manifest.counts) | {"documents": len(entries), "passages": ids, "triples": triples}
        digest = f"{copies:08x}{one.hash}"[:64]
        made = dataclasses.replace(one.manifest, hash=digest, documents=entries, counts=counts, files={})
        manifest.write(folder, made)
        switch(target, folder, digest)
        took["checksums"] = time.process_time() - began
    return took


class _Texts:
    """The rows of all copies; `first` are the numbers of their documents' first passages."""

    def __init__(self, one: Snapshot, copier: Copier, names: list[Named], docs: list[str]) -> None:
        self.names = names
        self._copier = copier
        self._old = first_ids(docs)
        self._path = one.folder / "texts.sqlite"
        self.first = first_ids(self._doc(name, doc_id) for name in names for doc_id in docs)

    def _doc(self, name: Named, doc_id: str) -> str:
        return name.copied(self._copier.parts(doc_id))

    def number(self, name: Named, doc_id: str, old: int) -> int:
        """The number in a copy of the passage that had an old one in a document (called as in the original)."""
        return self.first[self._doc(name, doc_id)] + old - self._old[doc_id]

    def passages(self) -> list[tuple[int, str]]:
        """Number and document of each original passage."""
        with sqlite3.connect(self._path) as old:
            return list(old.execute("SELECT id, doc_id FROM passages ORDER BY id"))

    def write(self, path: Path) -> None:
        """Writes the file of texts."""
        old, new = sqlite3.connect(self._path), sqlite3.connect(path)
        new.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {texts._SCHEMA}")
        where = dict(self.passages())
        for table in ("documents", "passages", "mentions"):
            rows = [tuple(map(self._taken_apart, row)) for row in old.execute(f"SELECT * FROM {table}")]
            marks = ",".join("?" * len(rows[0]))
            for name in self.names:
                made = (self._row(table, row, name, where) for row in rows)
                new.executemany(f"INSERT INTO {table} VALUES ({marks})", made)
            new.commit()
        things: dict[str, list[Any]] = {}
        for row in old.execute("SELECT * FROM entities"):
            parts = tuple(map(self._taken_apart, row))
            for name in self.names:
                made = list(self._columns(parts, name))
                known = things.setdefault(made[0], made)
                if known is not made:
                    known[7], known[8] = known[7] + made[7], known[8] + made[8]
        new.executemany("INSERT INTO entities VALUES (?,?,?,?,?,?,?,?,?,?)", (things[iri] for iri in sorted(things)))
        new.commit()
        new.close()
        old.close()

    def _taken_apart(self, value: Any) -> Any:
        if isinstance(value, bytes):
            return value[:0], self._copier.parts(value.decode("utf-8", "surrogateescape"))
        return ("", self._copier.parts(value)) if isinstance(value, str) else value

    @staticmethod
    def _columns(row: tuple[Any, ...], name: Named) -> Iterator[Any]:
        for value in row:
            if not isinstance(value, tuple):
                yield value
            else:
                text = name.copied(value[1])
                yield text.encode("utf-8", "surrogateescape") if isinstance(value[0], bytes) else text

    def _row(self, table: str, row: tuple[Any, ...], name: Named, where: dict[int, str]) -> list[Any]:
        made = list(self._columns(row, name))
        at = {"passages": 0, "mentions": 1}.get(table)
        if at is not None:
            made[at] = self.number(name, where[made[at]], made[at])
        return made


def _rows(path: Path) -> Iterator[lexical.Row]:
    """What the word index reads, in order of number."""
    found = sqlite3.connect(path)
    titles = dict(found.execute("SELECT doc_id, title FROM documents"))
    for number, doc_id, text, heading in found.execute("SELECT id, doc_id, text, heading FROM passages ORDER BY id"):
        yield generation._row(number, text, titles[doc_id], heading)
    found.close()


class _Stream(io.RawIOBase):
    """Lines made one after the other, as a file that is read once."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines, self._rest = iter(lines), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            made = next(self._lines, None)
            if made is None:
                return 0
            self._rest = made
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def _graph(one: Snapshot, copier: Copier, names: list[Named], path: Path) -> int:
    dumped = io.BytesIO()
    one.graph.serialize("nquads", dumped)
    lines = dumped.getvalue().decode("utf-8").splitlines(keepends=True)
    pieces = [copier.parts("".join(lines[at : at + 2000])) for at in range(0, len(lines), 2000)]
    store = ox.Store(str(path))
    made = (name.copied(piece).encode() for name in names for piece in pieces)
    lines_read = io.BufferedReader(_Stream(made), _CHUNK)
    store.bulk_load(lines_read, format=ox.RdfFormat.N_QUADS, lenient=True)  # a store wrote them: a fifth faster
    store.flush()
    store.optimize()
    return len(lines) * len(names)


def _vectors(one: Snapshot, found: _Texts, path: Path) -> int:
    index, where = one.vectors, found.passages()
    old = np.asarray(index.codes).astype(np.float32)
    place = {int(number): at for at, number in enumerate(index.ids)}
    mean = old.mean(axis=0)
    _, spread, directions = np.linalg.svd(old[:: max(1, len(old) // 4000)] - mean, full_matrices=False)
    along = (spread[:, None] * directions).astype(np.float32)
    ids = np.empty(len(where) * len(found.names), dtype=np.int64)
    codes = np.empty((len(ids), old.shape[1]), dtype=np.float16)
    at = 0
    for name in found.names:
        draw = np.random.default_rng(name.number)
        rows = old[[place[number] for number, _ in where]]
        if name.number:
            noise = draw.normal(size=(len(rows), len(along))).astype(np.float32) @ along
            length = NOISE * np.linalg.norm(rows - mean, axis=1, keepdims=True)
            rows = rows + noise * length / np.linalg.norm(noise, axis=1, keepdims=True)
            rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        ids[at : at + len(where)] = [found.number(name, doc_id, number) for number, doc_id in where]
        codes[at : at + len(where)] = rows
        at += len(where)
    vectors.build(ids, codes).save(path)
    return len(ids)


def questions(count: int, documents: int, names: list[Named], copier: Copier) -> list[str]:
    """Questions about the made documents, each of some copy, in its names."""
    draw = random.Random(3)
    found = []
    while len(found) < count:
        made = synthetic.document(draw.randrange(documents), PARAGRAPHS)
        plan = made.title.rsplit(" ", 1)[0]
        said = re.search(r"siger ([^\W\d]+ [^\W\d]+), ([^\W\d]+) i ([^\W\d]+ [^\W\d]+)", " ".join(made.paragraphs))
        if said is None:
            continue
        frames = (
            f"Hvornår blev {plan} vedtaget?",
            f"Hvem står bag {plan}?",
            f"Hvor mange initiativer har {plan}?",
            f"Hvor mange penge er der afsat i {plan}?",
            f"Hvad afløser {plan}?",
            f"Hvad har {made.publisher} ansvar for?",
            f"Hvem er {said[2]} i {said[3]}?",
            f"Hvad siger {said[1]}?",
        )
        found.append(draw.choice(names).copied(copier.parts(draw.choice(frames))))
    return found


def measure(data: Path, asked: list[str]) -> dict[str, float]:
    """How long an index takes to open, to search and to ask, and the memory that takes."""
    from api import open_index

    figures: dict[str, float] = {}
    began, busy = time.perf_counter(), time.process_time()
    with open_index(data) as index:
        figures["open s"], figures["open CPU s"] = time.perf_counter() - began, time.process_time() - busy
        figures["passages"], figures["triples"] = len(index.texts), len(index.graph)
        began, busy = time.perf_counter(), time.process_time()
        index.ask(asked[0])
        figures["first ask s"], figures["first ask CPU s"] = time.perf_counter() - began, time.process_time() - busy
        for name, call in (("search", index.search), ("ask", index.ask), ("ask again", index.ask)):
            scale._timed(figures, name, [lambda q=q, c=call: c(q) for q in asked])  # type: ignore[misc]
        figures["answered"] = sum(index.ask(q).status != "no_answer" for q in asked[:20]) / len(asked[:20])
        figures["memory MB"] = scale._memory()
    return figures


def main() -> None:
    """Builds both indexes, prints what the parts took, and measures the large one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--copies", type=int, default=550)
    parser.add_argument("--questions", type=int, default=100)
    options = parser.parse_args()
    one, many = real(options.folder, options.documents), options.folder / f"times{options.copies}"
    if not (many / "current").exists():
        print(json.dumps(multiply(one, many, options.copies)))
    copier = Copier()
    names = [copier.named(number) for number in range(options.copies)]
    scale.show([measure(many, questions(options.questions, options.documents, names, copier))])


if __name__ == "__main__":
    main()
