"""The whole path from question to answer keeps the contract's promises."""

from __future__ import annotations

import concurrent.futures
import json
from pathlib import Path

import pytest

from api import Index
from api.contract import Answer, plain
from api.evaluate import evaluate, report_text

CASES = Path(__file__).resolve().parents[1] / "cases" / "questions"


def questions(name: str) -> list[dict[str, object]]:
    """The question set of a file."""
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def promises_kept(index: Index, answer: Answer) -> None:
    """What CONTRACT.md says of any answer."""
    assert (answer.status == "no_answer") == (answer.reason is not None) == (not answer.values)
    assert answer.index == index.hash
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    for cited in answer.citations:
        assert index.texts.text(cited.doc_id)[cited.start : cited.end] == cited.quote
        assert index.texts.passage_by_iri(cited.passage).doc_id == cited.doc_id
        for said in cited.statements:
            term = f"<{said.o}>" if said.o.startswith("http") else None
            known = index.graph.select(f"SELECT ?o WHERE {{ <{said.s}> <{said.p}> ?o }}")
            assert any(row["o"].value == said.o for row in known), (said, term)


@pytest.mark.parametrize("name", ["tune", "held"])
def test_every_answer_keeps_the_promises(name: str, request: pytest.FixtureRequest) -> None:
    """Quotes are cut to the character, passages and statements exist, refusals have a reason and no values."""
    index = request.getfixturevalue({"tune": "practice", "held": "held"}[name])
    for item in questions(name):
        promises_kept(index, index.ask(str(item["question"])))


def test_the_query_gives_the_answer(practice: Index) -> None:
    """Where a query is shown, running it as it stands gives the value."""
    answer = practice.ask("Hvor mange delprojekter indeholder varmeplanen?")
    assert answer.sparql is not None
    rows = practice.graph.select(answer.sparql)
    assert answer.values[0].value in {row["value"].value for row in rows}


def test_same_question_same_answer_from_many_threads(practice: Index) -> None:
    """Byte for byte the same, but for the time it took."""
    texts = [str(item["question"]) for item in questions("tune")][:24]

    def ask(text: str) -> str:
        return json.dumps({**plain(practice.ask(text)), "took_ms": 0}, sort_keys=True)

    alone = [ask(text) for text in texts]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ask, texts * 2))
    assert together == alone * 2


@pytest.mark.parametrize(("name", "fixture", "least"), [("tune", "practice", 0.82), ("held", "held", 0.8)])
def test_quality_does_not_fall(name: str, fixture: str, least: float, request: pytest.FixtureRequest) -> None:
    """The share of right, cited answers and right refusals over our own question sets, without any vocabulary."""
    result = evaluate(request.getfixturevalue(fixture), questions(name))
    assert result["headline"] >= least, report_text(result, 40)


def test_the_later_sets(later: tuple[str, Index]) -> None:
    """The sets that were written last keep their share, and every answer keeps the promises."""
    name, index = later
    for item in questions(name):
        promises_kept(index, index.ask(str(item["question"])))
    result = evaluate(index, questions(name))
    assert result["headline"] >= 0.8, report_text(result, 40)


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "æøå", "hvem", "🙂" * 50, "SELECT * WHERE { ?s ?p ?o }", "a" * 5000, "hvad \x00 er"]
)
def test_odd_questions_get_an_answer_or_a_reason(practice: Index, text: str) -> None:
    """Nothing a visitor types breaks the path."""
    promises_kept(practice, practice.ask(text))
