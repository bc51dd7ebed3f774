"""Search quality side by side: nDCG@10, recall@10 and @100, MRR for dense, lexical and hybrid, by kind of query.

    python tests/bench/search_quality.py --data DATA [--questions FILE.jsonl] [--plain] [--qrels OUT] [--runs FOLDER]
        [--check]

`search/queries.tsv` was written by hand over the shipped corpus; what is relevant is said by what a passage must hold, so
that it survives edits. A query's half is drawn by the hash of its text: weights may be tuned on the one half only.
`--questions FILE.jsonl` measures a file of questions with quoted evidence instead, `--plain` both over the bare paragraphs:
no titles, headings, dates or zones, as in collections of other people. `--check` exits with 1 unless hybrid is at least the best leg - 0.01 on every kind and + 0.03 overall.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import math
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from api.index import open_index
from api.retrieval import MODES, Retriever
from indexer import lexical, vectors
from indexer.texts import PassageRow

QUERIES = Path(__file__).parent / "search" / "queries.tsv"
MEASURES = ("nDCG@10", "recall@10", "recall@100", "MRR")
Relevant = Mapping[str, Mapping[str, int]]


@dataclasses.dataclass(frozen=True)
class Topic:
    """A query with its kind and id."""

    qid: str
    kind: str
    text: str

    @property
    def held_out(self) -> bool:
        """True for the half that nothing is tuned on."""
        return hashlib.sha256(self.text.encode()).digest()[0] % 2 == 1


@dataclasses.dataclass(frozen=True)
class Collection:
    """Queries, the passages (by IRI) that are relevant to each, and what searches them."""

    name: str
    topics: Sequence[Topic]
    relevant: Relevant
    retriever: Retriever


def judged(rows: Sequence[PassageRow], retriever: Retriever) -> Collection:
    """The hand-written queries that have something relevant in this index."""
    topics, relevant = [], {}
    lines = [line for line in QUERIES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        kind, text, answer, about = line.split("\t")
        found = {row.iri: 1 for row in rows if _fits(row, answer, about)}
        if found:
            topics.append(Topic(f"{kind}-{number:03}", kind, text))
            relevant[topics[-1].qid] = found
        else:
            print(f"nothing relevant in this index: {text}", file=sys.stderr)
    return Collection("judged", topics, relevant, retriever)


def _fits(row: PassageRow, answer: str, about: str) -> bool:
    text = _plain(row.text)
    around = f"{row.title} | {row.heading} | {text}"
    return bool(re.search(answer, text, re.IGNORECASE) and re.search(about, around, re.IGNORECASE))


def questions(rows: Sequence[PassageRow], retriever: Retriever, path: Path) -> Collection:
    """Questions of a JSONL file (`question`, `kind`, `evidence`: document and quote) whose quotes this index holds."""
    topics, relevant = [], {}
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        asked = json.loads(line)
        quotes = [(each["doc"], _plain(each["quote"])) for each in asked.get("evidence", [])]
        found = {row.iri: 1 for row in rows for doc, quote in quotes if row.doc_id == doc and quote in _plain(row.text)}
        if found:
            topics.append(Topic(f"{path.stem}-{number:03}", asked["kind"], asked["question"]))
            relevant[topics[-1].qid] = found
    return Collection(path.stem, topics, relevant, retriever)


class _Paragraphs:
    """Passages in memory."""

    def __init__(self, rows: Sequence[PassageRow]) -> None:
        self._rows = {row.id: row for row in rows}

    def passages(self, ids: Sequence[int]) -> list[PassageRow]:
        """The passages of these ids, in their order."""
        return [self._rows[int(number)] for number in ids]


def bare(rows: Sequence[PassageRow], retriever: Retriever) -> tuple[list[PassageRow], Retriever]:
    """The paragraphs of an index with nothing over or about them, and what searches those."""
    kept = [row for row in rows if row.zone not in ("title", "heading") and len(row.text) > 40]
    plain = [dataclasses.replace(row, title="", heading="", date=None, zone="body") for row in kept]
    ids = np.array([row.id for row in plain])
    with tempfile.TemporaryDirectory() as folder:
        lexical.build(Path(folder), [(row.id, row.text) for row in plain])
        found = lexical.load(Path(folder))
    dense = vectors.build(ids, retriever.vectors.vectors(ids))
    return plain, Retriever(_Paragraphs(plain), dense, found, retriever.encoder)  # type: ignore[arg-type]


def _plain(text: str) -> str:
    return " ".join(text.split())


def measure(ranked: Sequence[str], relevant: Mapping[str, int]) -> tuple[float, float, float, float]:
    """nDCG@10, recall@10, recall@100 and reciprocal rank of one ranking."""
    gains = [relevant.get(iri, 0) for iri in ranked]
    best = sum(1 / math.log2(n + 2) for n in range(min(10, len(relevant))))
    gained = sum(gain / math.log2(n + 2) for n, gain in enumerate(gains[:10]))
    reciprocal = next((1 / (n + 1) for n, gain in enumerate(gains) if gain), 0.0)
    total = len(relevant)
    return gained / best, sum(gains[:10]) / min(10, total), sum(gains[:100]) / min(100, total), reciprocal


def scores(collection: Collection, runs: Path | None = None) -> dict[str, dict[str, np.ndarray]]:
    """For each mode and kind of query, the mean of each measure; kind `all` is the mean over all queries."""
    table: dict[str, dict[str, np.ndarray]] = {}
    for mode in MODES:
        by_kind: dict[str, list[tuple[float, ...]]] = defaultdict(list)
        lines = []
        found = collection.retriever.search_many([topic.text for topic in collection.topics], 100, mode)
        for topic, hits in zip(collection.topics, found, strict=True):
            measured = measure([hit.passage for hit in hits], collection.relevant[topic.qid])
            by_kind[topic.kind].append(measured)
            by_kind["all"].append(measured)
            by_kind["held out" if topic.held_out else "tuned on"].append(measured)
            lines += [f"{topic.qid} Q0 {hit.passage} {hit.rank} {hit.score} {mode}" for hit in hits]
        table[mode] = {kind: np.mean(values, axis=0) for kind, values in by_kind.items()}
        if runs:
            runs.mkdir(parents=True, exist_ok=True)
            (runs / f"{collection.name}-{mode}.trec").write_text("\n".join(lines) + "\n", "utf-8")
    return table


def show(collection: Collection, table: Mapping[str, Mapping[str, np.ndarray]]) -> None:
    """Prints a table of all measures by kind and mode."""
    counts = Counter(topic.kind for topic in collection.topics)
    counts.update("held out" if topic.held_out else "tuned on" for topic in collection.topics)
    print(f"\n{collection.name}: {len(collection.topics)} queries over {len(collection.retriever.vectors)} passages")
    print(f"{'kind':16} {'n':>4}  " + "  ".join(f"{mode + ' ' + name:>19}" for name in MEASURES[:1] for mode in MODES))
    for kind in [*sorted(counts), "all"]:
        count = counts.get(kind, len(collection.topics))
        print(f"{kind:16} {count:4}  " + "  ".join(f"{table[mode][kind][0]:19.3f}" for mode in MODES))
    for place, name in enumerate(MEASURES[1:], 1):
        print(f"{name:16} {'':4}  " + "  ".join(f"{table[mode]['all'][place]:19.3f}" for mode in MODES))


def falls_short(collection: Collection, table: Mapping[str, Mapping[str, np.ndarray]]) -> list[str]:
    """Where hybrid is worse than its best leg by more than 0.01 on a kind, or not 0.03 better overall and held out."""
    problems = []
    for kind, measured in table["hybrid"].items():
        best = max(table[leg][kind][0] for leg in ("dense", "lexical"))
        needed = best + 0.03 if kind in ("all", "held out") else best - 0.01
        if measured[0] < needed:
            problems.append(f"{collection.name}/{kind}: hybrid {measured[0]:.3f}, needed {needed:.3f}")
    return problems


def write_qrels(collection: Collection, path: Path) -> None:
    """Relevance judgements in TREC form: `qid 0 passage-iri grade`."""
    lines = [f"{qid} 0 {iri} {grade}" for qid, grades in collection.relevant.items() for iri, grade in grades.items()]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Runs one set on an index and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="data directory with an index of the shipped corpus")
    parser.add_argument("--questions", type=Path, help="a JSONL file of questions with evidence, instead of ours")
    parser.add_argument("--plain", action="store_true", help="search the bare paragraphs")
    parser.add_argument("--qrels", type=Path, help="write the judgements here, in TREC form")
    parser.add_argument("--runs", type=Path, help="write the rankings into this folder, in TREC form")
    parser.add_argument("--check", action="store_true", help="exit with 1 where hybrid falls short")
    options = parser.parse_args()
    with open_index(options.data) as index:
        rows, retriever = list(index.texts.all_passages()), index.retriever
        if options.plain:
            rows, retriever = bare(rows, retriever)
        collection = questions(rows, retriever, options.questions) if options.questions else judged(rows, retriever)
        if options.qrels:
            write_qrels(collection, options.qrels)
        table = scores(collection, options.runs)
        show(collection, table)
        problems = falls_short(collection, table)
    print("\n" + ("\n".join(problems) or "hybrid holds on every kind"))
    return 1 if problems and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
