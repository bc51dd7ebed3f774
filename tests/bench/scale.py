"""How search grows from a thousand passages to a million: build time, size on disk, memory, and latency, beside peers.

    python tests/bench/scale.py [--sizes 1000 10000 100000] [--real 2000] [--questions 100] [--json OUT] [--keep FOLDER]
    python tests/bench/scale.py --documents 100 300 1000

The second form builds whole indexes of made documents and measures what the first can't: the graph, answers, the example
queries beside rdflib's own engine on the same triples, and what it costs to add one document and to take one away.

Texts are synthetic (see synthetic.py). The first `--real` vectors are those of the texts; beyond, a vector is a mix of
two of them with noise of the same spread, because encoding a million passages takes hours: the table says so. Peers in the
same run: brute force over all vectors in numpy, and, where installed, bm25s over the same stems. Each size runs in a
process of its own, so that memory is its own. `--keep` leaves the indexes of a size in a folder and takes them from there
the next time, so that searching can be measured without building.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import importlib.util
import io
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from api.retrieval import Retriever
from indexer import lexical, vectors
from indexer.embedding import open_encoder

sys.path.insert(0, str(Path(__file__).parent))
import synthetic


@dataclasses.dataclass(frozen=True)
class Row:
    """A passage as the retriever reads it; offsets do not matter here."""

    id: int
    text: str
    doc_id: str
    iri: str
    start: int = 0
    end: int = 0
    zone: str = "body"
    title: str = ""
    date: str | None = None
    heading: str = ""


class Stored:
    """Synthetic passages read by id from a file, as an index reads them."""

    def __init__(self, path: Path) -> None:
        self._rows = sqlite3.connect(path)

    def fill(self, count: int) -> None:
        """Writes the passages."""
        self._rows.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        self._rows.executemany("INSERT INTO passages VALUES (?, ?)", enumerate(synthetic.passages(count)))
        self._rows.commit()

    def passages(self, ids: Sequence[int]) -> list[Row]:
        """The passages of these ids, in their order."""
        asked = ",".join(str(int(number)) for number in ids)
        found = dict(self._rows.execute(f"SELECT id, text FROM passages WHERE id IN ({asked})"))
        return [Row(number, found[number], f"d{number // 10}", f"p{number:07}") for number in ids]


def dense(count: int, real: np.ndarray, seed: int = 1) -> np.ndarray:
    """`count` vectors: the real ones, then mixes of two with noise along the same directions, all of unit length."""
    draw = np.random.default_rng(seed)
    mean = real.mean(axis=0)
    _, spread, directions = np.linalg.svd(real - mean, full_matrices=False)
    along = (spread[:, None] * directions).astype(np.float32)
    made = np.empty((count, real.shape[1]), dtype=np.float16)
    made[: len(real)] = real[:count]
    for start in range(len(real), count, 20_000):
        size = min(20_000, count - start)
        share = draw.uniform(0.3, 1.0, (size, 1)).astype(np.float32)
        one, other = (real[draw.integers(0, len(real), size)] - mean for _ in range(2))
        mixed = share * one + (1 - share) * other
        noise = draw.normal(size=(size, len(along))).astype(np.float32) @ along
        noise *= 0.45 * np.linalg.norm(mixed, axis=1, keepdims=True) / np.linalg.norm(noise, axis=1, keepdims=True)
        whole = mean + mixed + noise
        made[start : start + size] = whole / np.linalg.norm(whole, axis=1, keepdims=True)
    return made


def measure(size: int, real: int, count: int, keep: Path | None = None) -> dict[str, float]:
    """All figures of one size; those of building only where `keep` does not hold the indexes already."""
    figures: dict[str, float] = {"passages": size, "real vectors": min(real, size)}
    with contextlib.ExitStack() as stack:
        folder = keep / str(size) if keep else Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if not folder.exists() or not any(folder.iterdir()):
            folder.mkdir(parents=True, exist_ok=True)
            _build(folder, size, real, figures)
            Stored(folder / "texts.sqlite").fill(size)
        encoder = open_encoder()
        texts = Stored(folder / "texts.sqlite")
        retriever = Retriever(texts, vectors.load(folder / "vectors"), lexical.load(folder / "words"), encoder)
        asked = synthetic.questions(count)
        rows = encoder.encode_queries(asked)
        for mode in ("hybrid", "dense", "lexical"):
            list(retriever.search_many(asked[:5], 10, mode))  # type: ignore[arg-type]
            _timed(figures, mode, [lambda q=q, m=mode: retriever.search(q, 10, m) for q in asked])  # type: ignore[misc]
        _timed(figures, "vectors only", [lambda r=r: retriever.vectors.search(r[None], 100) for r in rows])
        _timed(figures, "stems only", [lambda q=q: retriever.lexical.search_words(q, 100) for q in asked])
        _timed(figures, "pieces only", [lambda q=q: retriever.lexical.search_grams(q, 100) for q in asked])
        figures["search memory MB"] = _memory()
        _peers(retriever, rows, asked, size, figures)
    return figures


def _build(folder: Path, size: int, real: int, figures: dict[str, float]) -> None:
    known = open_encoder().encode_passages(list(synthetic.passages(min(real, size))))
    made = dense(size, known)
    began, busy = time.perf_counter(), time.process_time()
    vectors.build(np.arange(size), made).save(folder / "vectors")
    figures["vectors build s"] = time.perf_counter() - began
    figures["vectors build CPU s"] = time.process_time() - busy
    del made
    began, busy = time.perf_counter(), time.process_time()
    lexical.build(folder / "words", enumerate(synthetic.passages(size)))
    figures["words build s"] = time.perf_counter() - began
    figures["words build CPU s"] = time.process_time() - busy
    figures["build memory MB"] = _memory()
    for part in ("vectors", "words"):
        figures[f"{part} MB"] = sum(path.stat().st_size for path in (folder / part).iterdir()) / 1e6


def _peers(retriever: Retriever, rows: np.ndarray, asked: list[str], size: int, figures: dict[str, float]) -> None:
    whole = np.asarray(retriever.vectors.codes).astype(np.float32)
    exact = [np.argsort(-(whole @ row), kind="stable")[:10] for row in rows]
    found = [retriever.vectors.search(row[None], 10)[1][0] for row in rows]
    figures["recall@10"] = float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, exact, strict=True)]))
    _timed(figures, "peer numpy", [lambda r=r, w=whole: np.argpartition(-(w @ r), 100)[:100] for r in rows])
    del whole, exact
    if importlib.util.find_spec("bm25s") and size <= 200_000:
        import bm25s

        peer = bm25s.BM25()
        tokens = [[lexical.stem(word) for word in lexical.words(text)] for text in synthetic.passages(size)]
        began = time.perf_counter()
        peer.index(tokens, show_progress=False)
        figures["peer bm25s build s"] = time.perf_counter() - began
        stems = [[[lexical.stem(word) for word in lexical.words(query)]] for query in asked]
        _timed(figures, "peer bm25s", [lambda s=s: peer.retrieve(s, k=100, show_progress=False) for s in stems])


def _timed(figures: dict[str, float], name: str, calls: Sequence[Callable[[], object]]) -> None:
    """Median and 95th percentile of the calls, and the median of their processor time: that tells on a busy machine."""
    taken, worked = [], []
    for call in calls:
        began, busy = time.perf_counter(), time.process_time()
        call()
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
    figures[f"{name} p50 ms"], figures[f"{name} p95 ms"] = np.percentile(taken, [50, 95]).tolist()
    figures[f"{name} CPU p50"], figures[f"{name} CPU p95"] = np.percentile(worked, [50, 95]).tolist()


def measure_documents(count: int, questions: int) -> dict[str, float]:
    """All figures of an index of so many made documents."""
    import pyoxigraph
    import rdflib

    from api import open_index
    from indexer.build import build
    from indexer.settings import Settings
    from indexer.store import PROLOGUE

    figures: dict[str, float] = {"documents": count}
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "corpus"
        settings = dataclasses.replace(Settings(), data=Path(name) / "data")
        synthetic.write(corpus, count)
        jobs = os.cpu_count() or 1
        whole = _spent(figures, "build", lambda: build([corpus], settings, jobs=jobs))
        figures["index MB"] = sum(p.stat().st_size for p in settings.data.rglob("*") if p.is_file()) / 1e6
        made = synthetic.document(7_000_000)
        (corpus / "ny.md").write_text(made.markdown(), "utf-8")
        added = _spent(figures, "add one", lambda: build([corpus], settings, jobs=jobs))
        (corpus / "ny.md").unlink()
        gone = _spent(figures, "remove one", lambda: build([corpus], settings, jobs=jobs))
        figures["add / build %"], figures["remove / build %"] = 100 * added / whole, 100 * gone / whole
        with open_index(settings.data) as index:
            asked = synthetic.questions(questions)
            index.ask(asked[0])
            _timed(figures, "ask", [lambda q=q: index.ask(q) for q in asked])  # type: ignore[misc]
            _timed(figures, "search", [lambda q=q: index.search(q) for q in asked])  # type: ignore[misc]
            figures["triples"] = len(index.graph)
            queries = [text for text in _examples() if "soeg" not in text]
            _timed(figures, "examples", [lambda q=q: _all(index.graph.query(q)) for q in queries])  # type: ignore[misc]
            lines = io.BytesIO()
            index.graph.serialize("ntriples", lines)
        peer = rdflib.Graph()
        for triple in pyoxigraph.parse(lines.getvalue(), format=pyoxigraph.RdfFormat.N_TRIPLES):
            peer.add(_rdflib(triple))
        _timed(figures, "peer rdflib", [lambda q=q: list(peer.query(PROLOGUE + q)) for q in queries])  # type: ignore[misc]
    return figures


def _all(found: Any) -> None:
    for _ in found if hasattr(found, "__iter__") else ():
        pass


def _rdflib(quad: Any) -> tuple[Any, Any, Any]:
    import rdflib

    def term(node: Any) -> Any:
        if hasattr(node, "datatype"):
            kind = None if node.language else rdflib.URIRef(node.datatype.value)
            return rdflib.Literal(node.value, lang=node.language, datatype=kind)
        return rdflib.URIRef(node.value)

    return term(quad.subject), term(quad.predicate), term(quad.object)


def _examples() -> list[str]:
    import api

    folder = Path(api.__file__).parent / "queries"
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.rq"))]


def _spent(figures: dict[str, float], name: str, work: Callable[[], object]) -> float:
    """Runs the work and notes its seconds, and the processor time of it and its children, which is returned."""

    def busy() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(use.ru_utime + use.ru_stime for use in both)

    began, before = time.perf_counter(), busy()
    work()
    figures[f"{name} s"], figures[f"{name} CPU s"] = time.perf_counter() - began, busy() - before
    return figures[f"{name} CPU s"]


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _apart(options: argparse.Namespace) -> Iterator[dict[str, float]]:
    shared = ["--real", str(options.real), "--questions", str(options.questions)]
    shared += ["--keep", str(options.keep)] if options.keep else []
    sizes = [("--built", size) for size in options.documents] or [("--one", size) for size in options.sizes]
    for what, size in sizes:
        command = [sys.executable, __file__, what, str(size), *shared]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        yield json.loads(done.stdout.splitlines()[-1])


def show(table: Sequence[dict[str, float]]) -> None:
    """Prints each figure by size, with its growth against the smallest size."""
    unit = next(iter(table[0]))
    print(f"{'':22}" + "".join(f"{int(column[unit]):>22,}" for column in table))
    for name in dict.fromkeys(name for column in table for name in column):
        cells = []
        for column in table:
            value, first = column.get(name), table[0].get(name)
            ratio = f" (x{value / first:.1f})" if value is not None and first else ""
            cells.append(f"{'-' if value is None else f'{value:.2f}{ratio}':>22}")
        print(f"{name:22}" + "".join(cells))


def main() -> None:
    """Measures each size in a process of its own and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--real", type=int, default=2000, help="how many vectors are those of texts")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    parser.add_argument("--keep", type=Path, help="leave the indexes here, and use those that are here")
    parser.add_argument("--documents", type=int, nargs="+", default=[], help="build whole indexes of so many documents")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--built", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.real, options.questions, options.keep)))
        return
    if options.built:
        print(json.dumps(measure_documents(options.built, options.questions)))
        return
    table = list(_apart(options))
    show(table)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1), "utf-8")


if __name__ == "__main__":
    main()
