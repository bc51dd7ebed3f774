"""Guards that refuse or turn a verdict do so only where they should: each case was answered wrongly once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from api.limits import differing
from api.phrasing import tidied
from api.scales import opposed
from indexer.build import build
from indexer.settings import Settings

_TEXT = """Nyt fra Sandby

Broen i Sandby blev ikke åbnet i 2017. Hallen blev bygget i juni 2015.

Flere børn var syge i mandags, men alle børn kom med på turen til Fanø.

Alle bøger bliver bragt hjem til døren.

Formand er Ida Holm, næstformand er Per Dam.

Mette Krag er sygeplejerske på Sandby Sygehus.

Beredskabet slukkede branden i Havneby. Vestskolen gav hver elev en telefon.

Bygningen er slidt, men centret har åbent hver lørdag.
"""


@pytest.fixture(scope="module")
def sandby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one page of news."""
    folder = tmp_path_factory.mktemp("sandby")
    (folder / "nyt.txt").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("sandbydata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Blev broen i Sandby åbnet i 2017?", "nej"),
        ("Kom alle børn med på turen til Fanø?", "ja"),
        ("Kan man få bøger bragt hjem til døren?", "ja"),
        ("Hvem er formand?", "Ida Holm"),
        ("Hvad er Mette Krags stilling?", "sygeplejerske"),
        ("Hvilken skole gav hver elev en telefon?", "Vestskolen"),
        ("Har sundhedscentret åbent om lørdagen?", "ja"),
    ],
)
def test_it_is_answered(sandby: Index, question: str, value: str) -> None:
    answer = sandby.ask(question)
    assert answer.status == "answered", answer.answer
    assert answer.values[0].value.casefold().startswith(value.casefold())


@pytest.mark.parametrize("question", ["Hvornår blev IF Lyseng stiftet?", "Hvem ejer JF Hansen A/S?"])
def test_a_club_is_no_source(question: str) -> None:
    assert tidied(question) == question


def test_about_as_much_is_no_other_amount() -> None:
    assert not differing("Koster hallen cirka 40 mio. kr.?", "Hallen koster 39,8 mio. kr.")
    assert differing("Koster hallen cirka 40 mio. kr.?", "Hallen koster 60 mio. kr.")


def test_a_name_stands_at_no_end_of_a_scale() -> None:
    assert not opposed("Er NemID indført?", "Det var svært at indføre.")
    assert not opposed("Er entreen gratis?", "Haven har 40 dyr.")
