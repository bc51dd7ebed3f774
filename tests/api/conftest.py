"""Indexes that the question tests share: of texts of different policy areas, and of a test module's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from indexer.build import build
from indexer.settings import Settings

CASES = Path(__file__).resolve().parents[1] / "cases" / "questions"


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of `tests/cases/questions/tune`, with no vocabulary at all: what is understood, not what is known."""
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("practice"), vocabularies=())
    build([CASES / "tune"], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.fixture(scope="session", params=["fresh", "fourth"])
def later(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Index]]:
    """The two sets that were written last, each with its index."""
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp(request.param), vocabularies=())
    build([CASES / request.param], settings)
    with open_index(settings.data) as index:
        yield request.param, index


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of `tests/cases/questions/held`."""
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("held"), vocabularies=())
    build([CASES / "held"], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.fixture(scope="module")
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the texts that a test module gives as `_TEXTS`, by their files' names."""
    folder = tmp_path_factory.mktemp("tekster")
    for name, text in request.module._TEXTS.items():
        Path(folder, name).write_text(text, "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("data"))
    build([folder], settings)
    with open_index(settings.data) as opened:
        yield opened
