"""How the reader does on the texts kept apart from training, beside the first sentence by words.

`python tests/bench/reader/measure.py EXAMPLES [ADAPTER]`; EXAMPLES is what examples.py writes.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from api.reader import ADAPTER, Read, Reader
from api.reader_input import Offered
from indexer.engines.bulk import bundled
from indexer.engines.marking import Marker


def main(examples: Path, adapter: Path) -> None:
    """Prints shares of the questions, and milliseconds a question."""
    rows = [json.loads(line) for line in examples.read_text("utf-8").splitlines()]
    kept = [row for row in rows if row["doc"].endswith("9") and row["offered"]]
    reader = Reader(Marker(bundled(), adapter))
    times, some, none = [], [], []
    by_words = by_reader = spans = answerable = shown = 0
    for row in kept:
        offered = [Offered(*sentence) for sentence in row["offered"]]
        began = time.perf_counter()
        reads = reader.read(row["q"], offered)
        times.append(1_000 * (time.perf_counter() - began))
        known = sum(read.whole for read in reads)
        (none if row["kind"] == "unanswerable" else some).append(known)
        if row["gold"] is None or not reads:
            continue
        answerable += 1
        shown += any(_key(offered[read.offered]) == row["gold_key"] for read in reads)
        best = max(reads, key=lambda read: read.share)
        by_words += _key(offered[0]) == row["gold_key"]
        by_reader += _key(offered[best.offered]) == row["gold_key"]
        spans += _key(offered[best.offered]) == row["gold_key"] and _overlaps(best, row["gold"]["span"])
    pairs = sum(a > b for a in some for b in none) / (len(some) * len(none))
    print(f"{len(kept)} questions, {answerable} with an answer; among the sentences read: {shown / answerable:.3f}")
    print(f"right sentence first: by words {by_words / answerable:.3f}, by the reader {by_reader / answerable:.3f}")
    print(f"and words that overlap the answer by half or more: {spans / answerable:.3f}")
    print(f"a question with an answer is thought to have one rather than one without: {pairs:.3f}")
    print(f"milliseconds a question, median: {statistics.median(times):.0f}")


def _key(offered: Offered) -> list[Any]:
    return [offered.doc_id, offered.number]


def _overlaps(read: Read, gold: list[int] | None) -> bool:
    if gold is None or not read.spans:
        return False
    span = read.spans[0]
    inner = min(span.end, gold[1]) - max(span.start, gold[0])
    return 2 * inner / (span.end - span.start + gold[1] - gold[0]) >= 0.5


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else ADAPTER)
