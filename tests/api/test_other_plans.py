"""How many initiatives another plan has, or since when it holds, is no answer about the plan that is asked of."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from indexer.build import build
from indexer.settings import Settings

_TEXT = """Havne i vækst

Regeringen, Havnerådet og Danske Kyster har indgået aftale om Havnestrategien 2018-2022. Havnestrategien 2018-2022
indeholder 41 konkrete initiativer.

Havnestrategien 2012-2017 førte til 12 nye moler.

Havnerådet lancerede i marts 2019 Kystpagten, som Danske Kyster har skrevet under på. Kystpagten gælder for alle
kommuner ved havet.

Strategien "Rent vand i alle havne" er også udkommet, og den skal følges op af Havnerådet.
"""


@pytest.fixture(scope="module")
def havne(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one page about several plans."""
    folder = tmp_path_factory.mktemp("havne")
    (folder / "havne.txt").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("havnedata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange initiativer har Havnestrategien 2018-2022?", "41"),
        ("antal initiativer i havnestrategien 2018-2022", "41"),
        ("Hvor mange nye moler førte Havnestrategien 2012-2017 til?", "12"),
        ("Hvornår blev Kystpagten lanceret?", "2019-03"),
        ("Hvor mange initiativer er der i den strategi, der kom efter Havnestrategien 2012-2017?", "41"),
    ],
)
def test_the_plan_asked_of_is_answered(havne: Index, question: str, value: str) -> None:
    answer = havne.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.values[0].value == value


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange initiativer har Kystpagten?",
        "antal initiativer i Kystpagten",
        "Hvor mange initiativer er der i Havnestrategien 2012-2017?",
    ],
)
def test_a_neighbours_figure_is_not_given(havne: Index, question: str) -> None:
    answer = havne.ask(question)
    assert answer.status == "no_answer", answer.answer
