"""How often a neighbour's value is given: questions asked of texts from which the sentence that answers was taken out.

    python tests/bench/neighbours.py SHARED [SET ...] [--folds 4]

Every set is a folder of documents with a question file. Its answerable questions are dealt into folds; for each fold a
copy of the documents without the sentences that answer it is built, and the fold is asked of that copy: whatever is
answered there, other than the truth said elsewhere, is a neighbour's value. Beside it stands, from the whole texts, how
often a right value is refused; the thresholds of `api/decide.py` are a balance of the two, chosen by kind of question
over sets by several hands together.

On 2026-11-28 over eight sets (569 answerable questions, 142 unanswerable, 481 masked): neighbours given 0.27 before,
0.22 after; unanswerable answered 0.08, 0.05; right values refused 0.06, 0.06. A logistic model over 40 features of the
evidence, each set judged by the others' weights, did no better on the set nobody had tuned on, so the rules stand.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from api import open_index
from api.contract import plain
from indexer.build import build
from indexer.settings import Settings

CASES = Path(__file__).resolve().parents[1] / "cases"
SETS = {
    "practice": (CASES / "practice" / "docs", CASES / "practice" / "questions.jsonl"),
    "practice2": (CASES / "practice2" / "docs", CASES / "practice2" / "questions.jsonl"),
    "practice3": (CASES / "practice3" / "docs", CASES / "practice3" / "questions.jsonl"),
    **{
        name: (CASES / "questions" / name, CASES / "questions" / f"{name}.jsonl")
        for name in ("tune", "held", "fresh", "fourth")
    },
}
SINGLE = frozenset({"comparison", "multi-hop"})  # rest on several sentences; taking one out proves little


def read(path: Path) -> list[dict[str, Any]]:
    """The questions of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def without(text: str, quote: str) -> str | None:
    """A text without the sentences that hold a quote, or None where it does not hold it."""
    at = text.find(quote)
    if at < 0:
        return None
    start, end = at, at + len(quote)
    while start > 0 and text[start - 1] != "\n" and text[max(0, start - 2) : start] not in (". ", "! ", "? "):
        start -= 1
    while end < len(text) and text[end] != "\n" and not (text[end] == " " and text[end - 1] in ".!?"):
        end += 1
    return text[:start] + text[end:]


def masked(docs: Path, questions: list[dict[str, Any]], out: Path) -> list[dict[str, Any]]:
    """Copies documents without what answers the questions; returns those that lost something."""
    shutil.copytree(docs, out)
    files = {path.stem.split(".")[0]: path for path in out.rglob("*") if path.suffix in (".txt", ".md", ".html")}
    kept = []
    for question in questions:
        lost = False
        for evidence in question["evidence"]:
            path = files.get(Path(evidence["doc"]).stem.split(".")[0])
            left = without(path.read_text(encoding="utf-8"), evidence["quote"]) if path is not None else None
            if path is not None and left is not None:
                path.write_text(left, encoding="utf-8")
                lost = True
        kept += [question] if lost else []
    return kept


def asked(docs: Path, questions: list[dict[str, Any]], work: Path, scorer: ModuleType) -> Iterator[tuple[bool, bool]]:
    """For each question over a folder: whether it was answered, and whether with the right value."""
    build([docs], Settings(data=work))
    with open_index(work) as index:
        for question in questions:
            answer = plain(index.ask(question["question"]))
            row = scorer.score_one(question, answer)
            yield answer["status"] == "answered", bool(row["value_ok"])


def load(shared: Path) -> ModuleType:
    """The answer scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_answers", shared / "eval" / "score_answers.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared}: no scorer there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Prints a line a set: neighbours given, unanswerable answered, right answers given."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args()
    scorer = load(options.shared)
    for name in options.sets:
        docs, path = SETS[name]
        if not path.exists():
            continue
        questions = read(path)
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            whole = list(asked(docs, questions, work / "whole", scorer))
            pairs = list(zip(questions, whole, strict=True))
            right = sum(ok and given for q, (given, ok) in pairs if q["answerable"])
            answerable = sum(q["answerable"] for q in questions)
            fooled = sum(given for q, (given, _) in pairs if not q["answerable"])
            pool = [q for q in questions if q["answerable"] and q["kind"] not in SINGLE]
            tried = wrong = 0
            for fold in range(options.folds):
                copy = work / f"docs{fold}"
                mine = masked(docs, pool[fold :: options.folds], copy)
                found = list(asked(copy, mine, work / f"data{fold}", scorer))
                tried += sum(not (given and ok) for given, ok in found)
                wrong += sum(given and not ok for given, ok in found)
        print(
            f"{name:10} neighbour's value given {wrong}/{tried} = {wrong / max(1, tried):.2f}   unanswerable answered "
            f"{fooled}/{len(questions) - answerable}   right and given {right}/{answerable}",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
