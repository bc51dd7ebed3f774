"""Who was at a meeting and who was not, by the list in the head of its minutes, by the rules alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index, second_opinion
from indexer.build import build
from indexer.settings import Settings

LINES = """Honningrådet

Referat af 7. møde i bivennernes udvalg
Tirsdag den 4. februar 2020 kl. 16-18, Laden i Elkær

Til stede: Asta Vrå (formand), Børge Kvium (Elkær Biavlere), Cilla Rom Dahl (Danske Planteskoler), direktør Dan Ulv fra Blomsterfonden (mødeleder), Eskild Bro (sekretariatet, referent)
Afbud: Frida Mose, Gunnar Pil (Elkær Biavlere) og Hanne Lyng

1. Status
Bistaderne er talt op. Der er 412 stader i udvalgets område, og de fleste står i haver.
"""
BLOCK = """REFERAT
Møde nr. 3 i Broens Venner
Søndag den 9. maj 2021, Færgegården

Mødedeltagere:
Ivar Holt, Færgelauget (ordstyrer)
Jytte Krat, Sejlklubben Snurren
Knud Aage Lind, Vejby Bylaug

Afbud: Lis Mark, Kommunernes Brokontor
Referent: Fuldmægtig Mads Nør

Punkt 1. Valg
Ivar Holt blev valgt til ordstyrer. Næste møde holdes i september 2021.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of two minutes, asked without the trained reader."""
    folder: Path = tmp_path_factory.mktemp("attendance")
    (folder / "docs").mkdir()
    for name, text in (("bier", LINES), ("bro", BLOCK)):
        (folder / "docs" / f"{name}.txt").write_text(text, "utf-8")
    settings = dataclasses.replace(Settings(), data=folder / "data", vocabularies=())
    build([folder / "docs"], settings)
    with pytest.MonkeyPatch.context() as patch, open_index(settings.data) as opened:
        patch.setattr(second_opinion, "reader", lambda: None)
        yield opened


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "Hvem var til stede på bivennernes 7. møde?",
            ["Asta Vrå", "Børge Kvium", "Cilla Rom Dahl", "Dan Ulv", "Eskild Bro"],
        ),
        ("Hvem havde meldt afbud til bivennernes møde i februar 2020?", ["Frida Mose", "Gunnar Pil", "Hanne Lyng"]),
        ("Hvem var ikke med på mødet i Laden i Elkær?", ["Frida Mose", "Gunnar Pil", "Hanne Lyng"]),
        ("afbud bivennerne 4. februar 2020", ["Frida Mose", "Gunnar Pil", "Hanne Lyng"]),
        ("Hvem fra Elkær Biavlere mødte op til bivennernes 7. møde?", ["Børge Kvium"]),
        ("Hvem repræsenterede Danske Planteskoler på mødet den 4. februar 2020?", ["Cilla Rom Dahl"]),
        ("Hvem fra Elkær Biavlere var fraværende på bivennernes 7. møde?", ["Gunnar Pil"]),
        ("Blomsterfondens mand på bivennernes 7. møde hedder?", ["Dan Ulv"]),
        ("Hvem tog referat på bivennernes møde i februar 2020?", ["Eskild Bro"]),
        ("Hvem ledede bivennernes møde i februar 2020?", ["Dan Ulv"]),
        ("Hvem deltog i Broens Venners møde nr. 3?", ["Ivar Holt", "Jytte Krat", "Knud Aage Lind"]),
        ("Hvem manglede på mødet på Færgegården?", ["Lis Mark"]),
        ("Hvem var referent på mødet på Færgegården?", ["Mads Nør"]),
        ("Hvem havde Sejlklubben Snurren sendt til mødet på Færgegården?", ["Jytte Krat"]),
        ("Hvilken organisation repræsenterede Knud Aage Lind på mødet på Færgegården?", ["Vejby Bylaug"]),
    ],
)
def test_the_list_of_a_meeting_answers(index: Index, question: str, values: list[str]) -> None:
    """Those present, absent, of a body or in an office are told apart."""
    answer = index.ask(question)
    assert answer.status == "answered"
    assert [v.value for v in answer.values] == values


@pytest.mark.parametrize(
    "question",
    [
        "Hvem deltog fra Hestehaven på bivennernes 7. møde?",
        "Hvem deltog i bivennernes møde i marts 2020?",
        "Hvilken organisation repræsenterede Frida Mose på bivennernes møde?",
        "Hvem havde rideskolerne sendt til mødet på Færgegården?",
    ],
)
def test_nobody_else_is_given_instead(index: Index, question: str) -> None:
    """Another body's people, another day's list, are no answer."""
    assert index.ask(question).status == "no_answer"
