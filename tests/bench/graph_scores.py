"""Scores extraction against graph gold: the texts as they are, with vocabularies emptied, and renamed twins.

    python -m tests.bench.graph_scores TEXTS GOLD [--empty] [--show N] [--eval ../shared/eval] [--twin SEED]

Builds each document's graph alone, writes it in the form of `strategigraf graph`, and calls the scorer beside the gold.
"""

from __future__ import annotations

import argparse
import importlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from indexer.documents import read_document
from indexer.graph_json import document_json
from indexer.pipeline import analyse
from indexer.settings import Settings
from ontology.gazetteer import load_gazetteer

EVAL = Path(__file__).resolve().parents[2].parent / "shared" / "eval"
ENDINGS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")


def graph_of(folder: Path, vocabularies: tuple[str, ...] | None = None) -> dict[str, Any]:
    """The graph JSON of every document in a folder; `vocabularies` names the ones in use (None: all)."""
    gazetteer = load_gazetteer(only=vocabularies)
    documents = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in ENDINGS):
        sidecar = path.with_name(path.stem + ".meta.yaml")
        given = sidecar.read_bytes() if sidecar.is_file() else None
        doc_id = path.relative_to(folder).as_posix()
        document = read_document(doc_id, path.name, path.read_bytes(), given, Settings())
        documents.append(document_json(analyse(document, gazetteer)))
    return {"documents": documents}


def score(gold: Path, graph: dict[str, Any], evaluation: Path = EVAL) -> dict[str, Any]:
    """The scorer's figures for a graph."""
    sys.path.insert(0, str(evaluation))
    try:
        scorer = importlib.import_module("score_graph")
    finally:
        sys.path.remove(str(evaluation))
    result: dict[str, Any] = scorer.score(scorer.load_gold(gold), graph)
    return result


def twin(seed: int, texts: Path, gold: Path, out: Path, evaluation: Path = EVAL) -> tuple[Path, Path]:
    """Writes a renamed twin; gives the folders of its texts and gold."""
    command = [sys.executable, str(evaluation / "make_twin.py"), "--seed", str(seed), "--seeds", str(texts)]
    subprocess.run([*command, "--gold", str(gold), str(out)], check=True, timeout=60, capture_output=True)
    return out / "seeds", out / "gold"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--eval", type=Path, default=EVAL)
    parser.add_argument("--empty", action="store_true", help="without actors, solutions and strategies")
    parser.add_argument("--twin", type=int, metavar="SEED")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        texts, gold = args.texts, args.gold
        if args.twin is not None:
            texts, gold = twin(args.twin, texts, gold, Path(folder), args.eval)
        began = time.perf_counter()
        graph = graph_of(texts, ("themes", "places") if args.empty else None)
        seconds = time.perf_counter() - began
        if args.out:
            args.out.write_text(json.dumps(graph, ensure_ascii=False, indent=1), encoding="utf-8")
        result = score(gold, graph, args.eval)
    for name in ("entities", "entities_label_only", "mentions", "statements"):
        row = result[name]
        if row:
            print(
                f"{name:20} tp {row['tp']:4} fp {row['fp']:4} fn {row['fn']:4}  P {row['precision'] or 0:.3f}  R {row['recall'] or 0:.3f}  F1 {row['f1'] or 0:.3f}"
            )
    print("evidence", result["evidence"], f"{seconds:.1f} s", result["missing_documents"] or "")
    if args.show:
        for kind in ("entities_by_type", "statements_by_relation"):
            for name, row in result[kind].items():
                print(f"  {name:18} tp {row['tp']:3} fp {row['fp']:3} fn {row['fn']:3}")
        for doc in result["documents"]:
            print(doc["doc"], f"E {doc['entities']['f1'] or 0:.3f} S {doc['statements']['f1'] or 0:.3f}")
            for row in doc["entity_rows"][: args.show] + doc["statement_rows"][: args.show]:
                print("    " + " · ".join(str(x) for x in row))


if __name__ == "__main__":
    main()
