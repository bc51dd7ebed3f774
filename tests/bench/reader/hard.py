"""Comparisons, two-step questions, yes/no and lists over families of five texts, as sets to be asked and scored.

`python tests/bench/reader/hard.py OUT` writes a folder for each writer with `docs/` and `questions.jsonl`; then
`strategigraf build --corpus OUT/hotel/docs --data D` and `strategigraf eval OUT/hotel/questions.jsonl --data D`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(out: Path) -> None:
    """Writes the sets; the texts of all families that are asked about stand together. Raises FileExistsError where OUT is there."""
    out.mkdir(parents=True)
    texts = {row["id"]: row["text"] for row in map(json.loads, (HERE / "texts.jsonl").read_text("utf-8").splitlines())}
    for row in map(json.loads, (HERE / "hard.jsonl").read_text("utf-8").splitlines()):
        folder = out / row["docs"][0].partition("-")[0]
        (folder / "docs").mkdir(parents=True, exist_ok=True)
        for name in row.pop("docs"):
            (folder / "docs" / f"{name}.txt").write_text(texts[name], "utf-8")
        with (folder / "questions.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
