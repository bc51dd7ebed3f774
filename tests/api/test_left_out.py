"""A part of a whole, and the whole without the part that a question leaves out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, left_out, open_index
from indexer.build import build
from indexer.settings import Settings

_TEXT = """# Årsberetning fra Skovmuseet i Tornby

Der kom 8.400 gæster på museet i 2023, heraf 2.150 fra Tyskland og 900 fra Norge.

Museet købte ind for 3,6 mio. kr. til den nye udstilling, heraf 1,1 mio. kr. til montrer og 0,4 mio. kr. til lys.

I alt 36 klasser var på lejrtur i hytten, deraf 21 fra Tornby. Foreningen har 310 medlemmer.
"""


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the text, with no vocabulary."""
    folder: Path = tmp_path_factory.mktemp("museum")
    (folder / "beretning.md").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("museumdata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange gæster havde museet i 2023, bortset fra tyskerne fra Tyskland?", "6250"),
        ("Hvor mange gæster kom der på museet (ikke dem fra Norge)?", "7500"),
        ("Hvor mange gæster kom der på museet uden Norge og Tyskland?", "5350"),
        ("Hvor mange klasser var på lejrtur i hytten, fraregnet dem fra Tornby?", "15"),
        ("Hvor meget købte museet ind for til udstillingen, eksklusive montrer?", "2500000"),
        # The whole, or the part itself.
        ("Hvor mange gæster kom der på museet i 2023?", "8400"),
        ("Hvor mange gæster kom fra Norge?", "900"),
        ("Hvor mange klasser fra Tornby var på lejrtur?", "21"),
    ],
)
def test_the_whole_without_what_is_left_out(museum: Index, question: str, value: str) -> None:
    answer = museum.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("core", "out"),
    [
        ("Hvor mange sejlede med (altså ikke dem fra Ry)?", "fra Ry"),
        ("Hvor mange både er der, når man ser bort fra kanoerne?", "kanoerne"),
        ("Hvor mange andre steder end Ry har en havn?", "Ry"),
        ("Hvor mange måtte ikke sejle med?", ""),
        ("Hvor mange kan ikke svømme?", ""),
    ],
)
def test_what_a_question_leaves_out(core: str, out: str) -> None:
    assert left_out.left_out(core) == out
