"""Builds the seeds, a renamed twin and the unseen documents, and prints what the yardsticks say of graph and answers.

    python .ci/scores.py SHARED

Every figure is computed from an index that holds the scored texts alone. The twin's seed is drawn from the commit, so
that it is another one each time. Figures are printed, not judged.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EMPTY = {"STRATEGIGRAF_VOCABULARIES": "themes,places"}


def run(*command: str | Path, env: dict[str, str] | None = None, fails: bool = False) -> str:
    """A command's output; its own message where it fails, unless `fails` says that it may exit with 1."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env={**os.environ, **(env or {})}, check=False
    )
    if done.returncode and not (fails and done.returncode == 1):
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def tool(*arguments: str | Path, env: dict[str, str] | None = None, fails: bool = False) -> str:
    """Our own command line."""
    return run(sys.executable, "-m", "api.cli", *arguments, env=env, fails=fails)


def figures(name: str, texts: Path, questions: Path, gold: Path, shared: Path, work: Path, env: dict[str, str]) -> None:
    """Builds texts, answers questions, dumps the graph, and prints one line of figures."""
    data = work / name.replace(" ", "-")
    tool("build", "--corpus", texts, "--data", data, env=env)
    broken = json.loads(tool("verify", "--json", "--data", data, env=env, fails=True))["problems"]
    if broken:
        print(f"{name}: verify finds {len(broken)} broken promises, the first: {broken[0]}")
    answers, graph = data / "answers.jsonl", data / "graph.json"
    tool("ask", "--questions", questions, "--out", answers, "--data", data, env=env)
    tool("graph", "--out", graph, "--data", data, env=env)
    score = shared / "eval" / "score_answers.py"
    said = json.loads(run(sys.executable, score, questions, answers, "--texts", plain(texts, gold, data), "--json"))
    overall, no_answer = said["overall"], said["no_answer"]
    print(
        f"{name:24} headline {said['headline']:.3f}  value {overall['value_accuracy']:.3f}  "
        f"cited {overall['citation_hit']:.3f}  cit.P {overall['citation_precision'] or 0:.3f}  "
        f"no_answer F1 {no_answer['f1'] or 0:.3f}  |  {graph_figures(gold, graph, shared)}",
        flush=True,
    )


def graph_figures(gold: Path, graph: Path, shared: Path) -> str:
    """What the yardstick says of a graph; a set may have questions alone."""
    if not any(json.loads(path.read_text("utf-8"))["entities"] for path in gold.glob("*.json")):
        return "no graph gold"
    found = json.loads(run(sys.executable, shared / "eval" / "score_graph.py", gold, graph, "--json"))
    evidence = found["evidence"]
    return (
        f"entities F1 {found['entities']['f1']:.3f}  statements F1 {found['statements']['f1']:.3f}  "
        f"evidence {evidence['overlapping'] / max(1, evidence['matched']):.3f}"
    )


def plain(texts: Path, gold: Path, data: Path) -> Path:
    """A folder with every document's plain text: the .txt files, and for other formats what their gold says it is."""
    folder = data / "plain"
    folder.mkdir()
    for path in [*texts.glob("*.txt"), *gold.glob("*.json")]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def main(shared: Path) -> None:
    """Prints a line for the seeds, the twin, both without our names, and the unseen documents."""
    evaluation = shared / "eval"
    commit = run("git", "-C", ROOT, "rev-parse", "HEAD").strip() or "0"
    seed = int(commit[:6], 16) % 9973
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        twin = work / "twin"
        run(
            sys.executable, evaluation / "make_twin.py", "--seed", str(seed), "--seeds", shared / "seeds",
            "--questions", evaluation / "dev_questions.jsonl", "--gold", evaluation / "gold", twin,
        )  # fmt: skip
        seeds = (shared / "seeds", evaluation / "dev_questions.jsonl", evaluation / "gold")
        renamed = (twin / "seeds", twin / "questions.jsonl", twin / "gold")
        figures("seeds", *seeds, shared, work, {})
        figures("seeds, names emptied", *seeds, shared, work, EMPTY)
        figures(f"twin {seed}", *renamed, shared, work, {})
        figures(f"twin {seed}, emptied", *renamed, shared, work, EMPTY)
        for name in ("unseen", "unseen2", "unseen3", "unseen4", "unseen5"):
            texts = ROOT / "tests" / "cases" / name
            figures(name, texts / "docs", texts / "questions.jsonl", texts / "gold", shared, work, {})


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
