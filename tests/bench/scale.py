"""How search grows from a thousand passages to a million: build time, size on disk, memory, and latency, beside peers.

    python tests/bench/scale.py [--sizes 1000 10000 100000] [--real 2000] [--questions 100] [--json OUT]

Texts are synthetic (see synthetic.py). The first `--real` vectors are those of the texts; beyond, a vector is a mix of
two of them with noise of the same spread, because encoding a million passages takes hours: the table says so. Peers in the
same run: brute force over all vectors in numpy, and, where installed, bm25s over the same stems. Each size runs in a
process of its own, so that memory is its own.
"""

from __future__ import annotations

import argparse
import dataclasses
import importlib.util
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

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


def measure(size: int, real: int, count: int) -> dict[str, float]:
    """All figures of one size."""
    figures: dict[str, float] = {"passages": size, "real vectors": min(real, size)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _build(folder, size, real, figures)
        encoder = open_encoder()
        texts = Stored(folder / "texts.sqlite")
        texts.fill(size)
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
    known = open_encoder(bulk=True).encode_passages(list(synthetic.passages(min(real, size))))
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


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _apart(options: argparse.Namespace) -> Iterator[dict[str, float]]:
    for size in options.sizes:
        command = [sys.executable, __file__, "--one", str(size), "--real", str(options.real)]
        done = subprocess.run(
            [*command, "--questions", str(options.questions)], capture_output=True, text=True, check=True
        )
        yield json.loads(done.stdout.splitlines()[-1])


def show(table: Sequence[dict[str, float]]) -> None:
    """Prints each figure by size, with its growth against the smallest size."""
    print(f"{'':22}" + "".join(f"{int(column['passages']):>22,}" for column in table))
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
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.real, options.questions)))
        return
    table = list(_apart(options))
    show(table)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1), "utf-8")


if __name__ == "__main__":
    main()
