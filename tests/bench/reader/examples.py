"""Makes the reader's training examples: the sentences that our own ranking offers for each written question.

`python tests/bench/reader/examples.py tests/bench/reader/texts.jsonl OUT [PART]`, PART 0 or 1 for every other text. The
questions of more.jsonl, which holds no texts, are asked of those in texts.jsonl beside it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from api import Index, open_index
from api.library import HITS, library
from api.linking import link
from api.offered import offered, shown
from api.question import parse
from api.reading import rank

SIZES = (5, 14, 30)  # documents of an index, in turn: few texts, and many


def main(data: Path, out: Path, part: int | None = None) -> None:
    """Writes one line of JSON a question to `out`."""
    lines = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    if any("text" not in line for line in lines):
        beside = data.with_name("texts.jsonl").read_text("utf-8").splitlines()
        known = {line["id"]: line["text"] for line in map(json.loads, beside)}
        lines = [{"text": known[line["id"]], **line} for line in lines]
    texts = [(line["id"], line) for line in lines]
    texts = texts[part::2] if part is not None else texts
    made = 0
    with out.open("w", encoding="utf-8") as file:
        for group in _groups(texts):
            for example in _examples(group):
                file.write(json.dumps(example, ensure_ascii=False) + "\n")
                made += 1
            print(made, "examples", file=sys.stderr, flush=True)


def _groups(texts: list[tuple[str, dict[str, Any]]]) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    turn = at = 0
    while at < len(texts):
        yield texts[at : at + SIZES[turn % len(SIZES)]]
        at += SIZES[turn % len(SIZES)]
        turn += 1


@contextlib.contextmanager
def indexed(texts: Mapping[str, str]) -> Iterator[tuple[Index, dict[str, str]]]:
    """An index of some texts by their names, and the doc_id of each; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder, "docs")
        docs.mkdir()
        for name, text in texts.items():
            Path(docs, f"{name}.md").write_text(text, "utf-8")
        command = [sys.executable, "-m", "api.cli", "build", "--corpus", str(docs), "--data", folder + "/data"]
        subprocess.run(command, check=True, capture_output=True)
        index = open_index(Path(folder, "data"))
        known = [row.doc_id for row in index.texts.documents()]
        yield index, {name: doc_id for name in texts for doc_id in known if name in doc_id}


def _examples(group: list[tuple[str, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    with indexed({name: text["text"] for name, text in group}) as (index, by_name):
        shelf = library(index)
        for name, text in group:
            doc_id = by_name[name]
            for asked in _bridged(text["questions"]):
                sentences = shelf.view(doc_id).sentences
                members = [
                    gold_in(sentences, *m) for m in zip(asked["in"] or (), asked.get("members") or (), strict=False)
                ]
                gold = None
                if members:
                    gold = members[0]
                elif asked["in"]:
                    gold = gold_in(sentences, asked["in"], asked["a"])
                yield {
                    "q": asked["q"],
                    "kind": asked["kind"],
                    "doc": name,
                    "gold": gold,
                    "offered": sentences_offered(index, asked["q"]),
                    "gold_key": None if gold is None else [doc_id, gold["number"]],
                    "verdict": asked.get("verdict"),
                    "beside": [
                        [doc_id, g["number"]] for b in asked.get("beside") or () if (g := gold_in(sentences, b, b))
                    ],
                    "members": [[doc_id, m["number"], *m["span"]] for m in members if m and m["span"]],
                }


def sentences_offered(index: Index, question: str) -> list[tuple[Any, ...]]:
    """The sentences that our own search and ranking would show the reader, best first, each as `Offered`'s fields."""
    shelf, parsed = library(index), parse(question)
    hits = index.retriever.search(parsed.core, HITS)
    views, lexis = shelf.read([] if shelf.small else hits)
    linked = link(parsed, lexis).question
    return [dataclasses.astuple(o) for o in shown(offered(linked, rank(linked, views, lexis, {}), hits, views))]


def _bridged(questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The questions, those in two steps once more as they are asked when what links the steps is found."""
    for asked in questions:
        yield asked
        via = asked.get("via") or (_link(asked) if asked["kind"] == "twostep" else None)
        if via and asked["kind"] == "twostep":
            yield {**asked, "q": f"{asked['q'].rstrip(' ?')} ({via})?"}


def _link(asked: dict[str, Any]) -> str | None:
    """The name that the two sentences of a question in two steps share, and the question does not hold."""
    first, last = " ".join(asked.get("beside") or ()), asked["in"]
    if first == last or not isinstance(last, str):
        return None
    names = re.findall(r"(?<=[\w,|(»] )[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*", f"x {first}")
    held = [name for name in names if name in last and name not in asked["q"] and name not in asked["a"]]
    return max(held, key=len, default=None)


def _bare(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[*_`#|]+", " ", text)).strip()


def gold_in(sentences: Any, within: str, answer: str) -> dict[str, Any] | None:
    """The sentence of a document that a stretch of it stands in, with the place of the answer; None where none is like it."""
    words = set(re.findall(r"\w+", within.casefold()))
    wanted = _bare(answer)

    def overlap(sentence: Any) -> float:
        own = set(re.findall(r"\w+", sentence.text.casefold()))
        return len(words & own) / (len(words | own) or 1) + (0.5 if wanted in _bare(sentence.text) else 0.0)

    best = max(sentences, key=overlap, default=None)
    if best is None or overlap(best) < 0.35:
        return None
    pattern = r"\s+".join(re.escape(w) for w in wanted.split())
    match = re.search(pattern, best.text)
    found = {"number": best.number, "text": best.text, "heading": best.heading}
    found["span"] = [match.start(), match.end()] if match else None
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
