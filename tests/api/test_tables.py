"""Tables in many layouts, read once and asked; figures of running text set against each other."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from api.library import library
from api.tables import Sort, Table, named, tables
from indexer.build import build
from indexer.settings import Settings

CASES = Path(__file__).parents[1] / "cases" / "tables"
KNOWN_WRONG: frozenset[str] = frozenset()


@pytest.fixture(scope="module", params=["tune", "held"])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Index]]:
    """An index of each half of the cases."""
    half = str(request.param)
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp(half), vocabularies=())
    build([CASES / half], settings)
    with open_index(settings.data) as index:
        yield half, index


def _cases(half: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_question_gets_its_values_and_no_others(asked: tuple[str, Index]) -> None:
    """Each case's value groups are met one for one; the unanswerable get no answer; every quote stands in its text."""
    half, index = asked
    wrong = []
    for case in _cases(half):
        answer = index.ask(str(case["question"]))
        groups = case["answer_values"]
        assert isinstance(groups, list)
        given = [v.value.casefold() for v in answer.values]
        wanted = [[w.casefold() for w in group] for group in groups]
        met = len(given) == len(wanted) and all(any(g in group for g in given) for group in wanted)
        if not met:
            wrong.append(str(case["id"]))
        for cited in answer.citations:
            assert index.texts.record(cited.doc_id).document.text[cited.start : cited.end] == cited.quote
    assert set(wrong) <= KNOWN_WRONG, wrong


def _tables(index: Index, doc_id: str) -> tuple[Table, ...]:
    return tables(library(index).view(doc_id))


def test_the_layouts_give_the_same_kind_of_value(asked: tuple[str, Index]) -> None:
    """Bars, blanks, HTML and records all become columns with what they hold and rows with their names."""
    half, index = asked
    if half != "tune":
        pytest.skip("the layouts are read in the first half")
    (drawn,) = _tables(index, "kystplan.md")
    assert [c.sort for c in drawn.columns[2:]] == [Sort.ACTOR, Sort.DATE, Sort.MONEY, Sort.VERDICT]
    assert drawn.rows[1].number == "1.2" and drawn.rows[1].name == "Dige om Engbyen"
    (money,) = _tables(index, "budget.txt")
    assert [c.year for c in money.columns[1:]] == ["2026", "2027", "2028", "2029", ""]
    assert money.columns[-1].total and money.rows[-1].total and money.columns[1].unit.casefold() == "mio. kr."
    (records,) = _tables(index, "handling.txt")
    assert [r.name for r in records.rows][:2] == ["Elbusser i centrum", "Brændeovnspuljen"]


def test_a_label_is_told_from_its_number() -> None:
    """A date at the head of a cell is no number of a row."""
    assert named("4.A Døren på Klem") == ("4.A", "Døren på Klem")
    assert named("30. maj 2023") == ("", "30. maj 2023")


def test_what_is_reckoned_says_how(asked: tuple[str, Index]) -> None:
    """A sum or a difference names the figures that it comes from."""
    half, index = asked
    question = "Hvor mange flere frivillige har Nabohjælpen nu end i 2023?" if half == "tune" else (
        "Hvor meget koster skybrudsvejen og regnbedet tilsammen?"
    )  # fmt: skip
    answer = index.ask(question)
    figures = ("365", "140") if half == "tune" else ("19,5", "2,4")
    assert all(figure in answer.answer for figure in figures)
    assert all(any(figure in c.quote for c in answer.citations) for figure in figures)
