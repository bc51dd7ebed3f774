"""The example questions and queries give a good answer on the corpus that ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api import Index
from api.examples import Example, queries, rows

CASES = Path(__file__).resolve().parents[1] / "cases" / "questions_shipped" / "examples.jsonl"
QUESTIONS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_examples() -> None:
    """At least forty questions and twenty queries."""
    assert len(QUESTIONS) >= 40 and len(queries()) >= 20


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["question"])
def test_an_example_question_has_its_answer(shipped: Index, case: dict[str, object]) -> None:
    """The values are the right ones, read against the corpus by hand, and every quote is the text's own."""
    answer = shipped.ask(str(case["question"]))
    assert [value.value for value in answer.values] == case["values"]
    assert answer.citations
    for citation in answer.citations:
        assert shipped.texts.text(citation.doc_id)[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("example", queries(), ids=lambda example: example.id)
def test_an_example_query_gives_rows(shipped: Index, example: Example) -> None:
    """Every query has a result on the corpus, and a Danish question of its own."""
    assert rows(shipped, example.query) > 0 and example.question.endswith("?")


@pytest.mark.parametrize("case", ["Hvad koster et frimærke?", "Hvem er borgmester i Rom?"])
def test_a_question_off_the_corpus_gets_no_answer(shipped: Index, case: str) -> None:
    """What the texts don't say is not answered."""
    assert shipped.ask(case).status == "no_answer"
