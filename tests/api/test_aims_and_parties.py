"""Aims against what came of them, parties whole, the day of an agreement, and requests that only sound like yes or no."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

_TEXT = """Nyt om Havnepagten

Havministeriet, Sammenslutningen af Sejlklubber (SAS) og Danske Lodser indgik Havnepagten den 4. april 2019.

Havnepagten træder i kraft 1. januar 2020. Parterne mødes igen i efteråret 2022 for at gøre status over Havnepagten.

Havnepagten er delt op i tre indsatsområder: Lys og luft, Sikre kajer samt Rent vand. Havnepagten indeholder otte initiativer.

Bøjeappen bruges af 2.400 sejlere.

Byrådet i Ry sagde ja til molen med 14 stemmer mod 9. Udvalget i Galten vedtog molen med elleve stemmer for og to imod.

Af budgettet på 71 mio. kr. til molerne i Tåstrup er der brugt 66 mio. kr.

Senest ved udgangen af 2021 skal 9.000 børn kunne sejle. Sejlskolen nåede ved udgangen af 2021 op på 6.500 børn. Sejlskole: 12 mio. kr.
"""


@pytest.fixture(scope="module")
def havn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one page of news."""
    folder = tmp_path_factory.mktemp("havn")
    (folder / "nyt.txt").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("havndata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "values"),
    [
        (
            "Kan du nævne dem, der indgik Havnepagten?",
            ["Havministeriet", "Sammenslutningen af Sejlklubber", "Danske Lodser"],
        ),
        ("Hvornår blev parterne enige om Havnepagten?", ["2019-04-04"]),
        ("Kan I remse indsatsområderne i Havnepagten op?", ["Lys og luft", "Sikre kajer", "Rent vand"]),
        ("Kan du tælle initiativerne i Havnepagten for mig?", ["8"]),
        ("Kan styregruppen oplyse, hvor mange sejlere der bruger Bøjeappen?", ["2400"]),
        ("Nåede man målet om 9.000 sejlende børn?", ["nej"]),
        ("Hvor mange i byrådet i Ry stemte imod molen?", ["9"]),
        ("Hvor mange i byrådet i Ry stemte for molen?", ["14"]),
        ("Hvor mange i udvalget i Galten sagde nej til molen?", ["2"]),
        ("Hvor mange penge blev der brugt på molerne i Tåstrup?", ["66000000"]),
    ],
)
def test_it_is_answered(havn: Index, question: str, values: list[str]) -> None:
    """All members, the day of the agreement itself, the verdict by the figure that was reached."""
    assert [v.value for v in havn.ask(question).values] == values


def test_money_is_not_held_against_a_count(havn: Index) -> None:
    """What was reached is held against what was aimed at, not against a sum of money beside it."""
    assert "12 mio" not in havn.ask("Nåede man målet om 9.000 sejlende børn?").answer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kan ministeriet oplyse, hvor mange færger der sejler?", Kind.NUMBER),
        ("Vil du ramse parterne bag aftalen op?", Kind.WHO),
        ("Kan børnene tælle til ti?", Kind.YESNO),
        ("Kan færgen sejle i storm?", Kind.YESNO),
    ],
)
def test_a_request_asks_for_the_thing_itself(text: str, kind: Kind) -> None:
    """A polite request is read as what it wants; a question for an ability stays one."""
    assert parse(text).kind is kind
