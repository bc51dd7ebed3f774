"""Question sets over the texts the project began with, whose quotes and values are places in them, made whole.

    python tests/cases/seed_questions/expand.py SEEDS emma.jsonl > questions.jsonl

SEEDS is the folder of those texts; they are not ours, so that nothing of them is repeated here. A place is
`[document, start, end]`, in characters of the document's text; what it stands for is the text between. The result has the
form that `strategigraf eval` and the yardsticks read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def expanded(item: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """A question with the words its places stand for. Raises KeyError for a document that is not there."""

    def words(part: Any) -> str:
        return part if isinstance(part, str) else texts[part[0]][part[1] : part[2]]

    values = [[words(form) for form in group] for group in item["answer_values"]]
    evidence = [{"doc": doc, "quote": texts[doc][start:end]} for doc, start, end in item["evidence"]]
    return item | {"answer_values": values, "evidence": evidence}


def read(seeds: Path, name: str) -> list[dict[str, Any]]:
    """All questions of one set, made whole."""
    texts = {path.name: path.read_text("utf-8") for path in seeds.glob("*.txt")}
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [expanded(json.loads(line), texts) for line in lines]


if __name__ == "__main__":
    for question in read(Path(sys.argv[1]), sys.argv[2]):
        print(json.dumps(question, ensure_ascii=False))
