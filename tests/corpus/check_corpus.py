"""Runs the fact check over the corpus, or over the documents named, and prints what it finds.

python tests/corpus/check_corpus.py [PART_OF_PATH ...]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import fact_check
import read_texts

CORPUS = Path(__file__).parents[2] / "corpus"


def main(parts: list[str]) -> int:
    """Prints findings by document; the exit code is 1 where there are any."""
    facts = json.loads(Path(__file__).with_name("facts.json").read_text("utf-8"))
    names = fact_check.Names(facts)
    documents = [d for d in read_texts.read_all(CORPUS) if not parts or any(p in d.path for p in parts)]
    total = 0
    for document in documents:
        findings = fact_check.check(document.text, document.meta, facts, names)
        total += len(findings)
        for finding in findings:
            print(f"{document.path}: {finding.kind}: {finding.found!r}: {finding.why}")
    words = sum(len(d.text.split()) for d in documents)
    print(f"{len(documents)} documents, {words} words, {total} findings")
    return int(total > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
