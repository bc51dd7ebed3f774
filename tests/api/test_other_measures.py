"""A value of another event, measure, office or kind is not given, where its neighbour of the right one is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from indexer.build import build
from indexer.settings import Settings

_TEXT = """Nyt fra Lundby Havn

Rederiet Skibsfart Nord, der i maj 2021 blev solgt til fonden Bølgen, har 14 færger. Svømmehallen lukkede den 3. juni 2018.

I 2022 blev 70 pct. af sejladserne betalt med Havnekortet. Skipperkurset har et budget på 4 mio. kr.

Pr. 1. marts 2024 lå der 310 kuttere i Lundby Havn.

Undersøgelsen viser, at 64 pct. af havnegæsterne bruger kortet.

Som direktør afløste Ida Holm i 2020 Per Dam, der havde ledet havnen i ti år.

Formanden for Havnevennerne, Bo Lind, er glad for planen.

Til mødet kom otte gæster, heraf fem fra Lundby.

| Opgave | Ansvarlig | Frist |
| --- | --- | --- |
| Ny mole | Kystcentret | 1. oktober 2023 |
| Nyt fyr | Havnekontoret | 1. maj 2024 |

| Havn | Kuttere 2021 | Joller 2021 | Andel med motor 2021 (pct.) |
| --- | --- | --- | --- |
| Lundby | 85 | 12 | 96 |
| Ry | 140 | 20 | 71 |

Priser på færgen:

| Billet | Færgekort (kr.) | Havnepas (kr.) |
| --- | --- | --- |
| Enkelttur, voksen, 1–2 ruter | 26 | 24 |
| Enkelttur, voksen, 3–5 ruter | 41 | 43 |
| Enkelttur, voksen, alle ruter | 78 | 72 |
| Månedskort, 1–2 ruter | 400 | 410 |
| Månedskort, alle ruter | 900 | 880 |
"""


@pytest.fixture(scope="module")
def lundby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one page of news."""
    folder = tmp_path_factory.mktemp("lundby")
    (folder / "nyt.md").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("lundbydata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvornår blev Skibsfart Nord solgt?", "2021-05"),
        ("Hvornår lukkede svømmehallen?", "2018-06-03"),
        ("Hvor stor en andel af sejladserne blev betalt med Havnekortet?", "70"),
        ("Hvor mange kuttere lå der i Lundby Havn den 1. marts 2024?", "310"),
        ("Hvor mange procent af havnegæsterne bruger kortet?", "64"),
        ("Hvornår skal Ny mole være færdig?", "2023-10-01"),
        ("Hvem er formand for havnevennerne?", "Bo Lind"),
        ("Hvor mange kuttere havde Ry i 2021?", "140"),
        ("Hvad koster en enkelttur for voksne til 3-5 ruter med Havnepas?", "43"),
        ("Hvad koster en enkelttur for voksne til 1-2 ruter med Færgekort?", "26"),
    ],
)
def test_it_is_told(lundby: Index, question: str, value: str) -> None:
    """The value of the very thing that is asked about."""
    assert value in [v.value for v in lundby.ask(question).values]


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår blev Skibsfart Nord stiftet?",
        "Hvornår blev svømmehallen indviet?",
        "Hvor mange sejladser blev der betalt med Havnekortet i 2022?",
        "Hvad koster Skipperkurset pr. deltager?",
        "Hvor mange kuttere lå der i Lundby Havn den 1. august 2024?",
        "Hvor mange procent af sommergæsterne bruger kortet?",
        "Hvem afløste Per Dam som formand for havnen?",
        "Hvem er formand for fiskernes samråd?",
        "Hvornår blev Ny mole indviet?",
        "Hvem er leder af Kystcentret?",
        "Hvor mange deltog i Fyrdagen i Lundby Hallen?",
        "Hvilken organisation repræsenterer Per Dam?",
        "Hvad koster et månedskort til 3-5 ruter med Havnepas?",
    ],
)
def test_a_neighbour_is_not_given(lundby: Index, question: str) -> None:
    """What the texts tell only of another thing is not told of this one."""
    assert not lundby.ask(question).values


def test_a_share_in_one_column_makes_none_of_its_neighbours(lundby: Index) -> None:
    """A count of cutters takes no unit from the column beside it, though both headers hold the year."""
    assert "pct" not in lundby.ask("Hvor mange kuttere havde Ry i 2021?").answer
