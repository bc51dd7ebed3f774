"""Makes training examples of question sets in the yardsticks' form, each over an index of all its documents.

    python tests/bench/reader/sets.py DOCS QUESTIONS OUT [--name NAME]

DOCS is a folder of texts, QUESTIONS a file of JSON lines (`question`, `kind`, `answerable`, `answer_values`, `evidence`).
The result has the form of examples.py's. An answer's place is looked for by its own words; of a day such as 2017-03-01, by
the ways Danes write it. Where no word of it stands in the evidence (a difference, a count), only the sentence is learnt.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api import Index, open_index
from api.library import library
from indexer.dates import MONTHS
from tests.bench.reader.examples import gold_in, sentences_offered

_MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def main() -> None:
    """Writes one line of JSON a question."""
    told = argparse.ArgumentParser()
    told.add_argument("docs", type=Path)
    told.add_argument("questions", type=Path)
    told.add_argument("out", type=Path)
    told.add_argument("--name", help="stands before the documents' names, so that none ends in 9 by chance")
    given = told.parse_args()
    questions = [json.loads(line) for line in given.questions.read_text("utf-8").splitlines()]
    name = given.name or given.questions.stem
    with tempfile.TemporaryDirectory() as folder, given.out.open("w", encoding="utf-8") as file:
        command = [sys.executable, "-m", "api.cli", "build", "--corpus", str(given.docs), "--data", folder]
        subprocess.run(command, check=True, capture_output=True)
        for example in examples(open_index(Path(folder)), questions):
            file.write(json.dumps(example | {"doc": f"{name}-set"}, ensure_ascii=False) + "\n")


def examples(index: Index, questions: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """An example a question; one whose evidence stands in no sentence of the index is left out."""
    known = [row.doc_id for row in index.texts.documents()]
    for asked in questions:
        places = [
            (doc_id, piece["quote"])
            for piece in asked["evidence"]
            for doc_id in known
            if _stem(piece["doc"]) in _stem(doc_id) or _stem(doc_id) in _stem(piece["doc"])
        ]
        example = _example(index, asked, places)
        if example is not None:
            yield example


def _example(index: Index, asked: dict[str, Any], places: list[tuple[str, str]]) -> dict[str, Any] | None:
    shelf = library(index)
    kind = {"yesno": "yesno", "list": "list"}.get(asked["kind"], "plain")
    forms = [form for group in asked["answer_values"] for form in group]
    found: list[tuple[str, dict[str, Any]]] = []
    for doc_id, quote in places:
        sentences = shelf.view(doc_id).sentences
        for line in [part for part in quote.splitlines() if part.strip()]:
            said = next((w for form in forms for w in written(form) if w.casefold() in line.casefold()), line)
            gold = gold_in(sentences, line, _as_written(said, line))
            if gold is not None:
                if said == line and kind != "yesno":
                    gold["span"] = None
                found.append((doc_id, gold))
    if asked["answerable"] and not found:
        return None
    found.sort(key=lambda pair: pair[1]["span"] is None)  # the sentence with the answer's words before others
    gold = found[0][1] if found else None
    members = []
    if kind == "list":
        for group in asked["answer_values"]:
            spot = next((s for form in group for doc_id, g in found if (s := _within(doc_id, g, form))), None)
            members += [spot] if spot else []
    return {
        "q": asked["question"],
        "kind": kind,
        "gold": gold,
        "offered": sentences_offered(index, asked["question"]),
        "gold_key": [found[0][0], gold["number"]] if gold else None,
        "verdict": forms[0].casefold() if kind == "yesno" and forms else None,
        "beside": [[doc_id, g["number"]] for doc_id, g in found[1:]],
        "members": members,
    }


def _stem(name: str) -> str:
    return re.sub(r"\W+", "", name.rsplit(".", 1)[0].casefold())


def _as_written(form: str, line: str) -> str:
    at = line.casefold().find(form.casefold())
    return line[at : at + len(form)] if at >= 0 else form


def _within(doc_id: str, gold: dict[str, Any], form: str) -> list[Any] | None:
    at = gold["text"].casefold().find(form.casefold())
    return [doc_id, gold["number"], at, at + len(form)] if at >= 0 else None


def written(form: str) -> Iterator[str]:
    """The ways a value may stand in a text, the fullest first."""
    day = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", form)
    if day and day[2]:
        month = MONTHS[int(day[2]) - 1]
        if day[3]:
            yield f"{int(day[3])}. {month} {day[1]}"
            yield f"{int(day[3])}/{int(day[2])} {day[1]}"
            yield f"{int(day[3])}. {month}"
        yield f"{month} {day[1]}"
        yield month
        yield day[1]
    yield form


if __name__ == "__main__":
    main()
