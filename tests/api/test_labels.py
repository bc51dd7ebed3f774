"""Labelled fields answer for the heading, the meeting or the row that they stand under."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import Index, open_index
from indexer.build import build
from indexer.settings import Settings

PLAN = """Handlingsplan for grønne havne

Indsats 1: Landstrøm i Nordhavn
Der bygges et anlæg, så færgerne kan slukke motoren.
Ansvarlig: Selskabet Havstrøm
Frist: 30. juni 2027
Økonomi: 40 mio. kr.

Indsats 2: Stenrev
Et rev af sten lægges ud ved Kragenæs.
Ansvarlig: Foreningen Levende Kyst
Frist: 1. maj 2026
"""
MINUTES = """REFERAT
Styregruppen for Grønne Havne, møde nr. 3

Dato: 4. marts 2025
Til stede: Havnechef Lone Krag (Nordhavn, formand), ingeniør Svend Aage Dybbøl (Kragenæs Kommune)
Afbud: Biolog Tove Rask, Foreningen Levende Kyst

1. Status
Formanden svarede, at anlægget kommer: »Vi er sene, men vi er på vej,« som hun formulerede det.
SAD fandt tidsplanen "for tynd til at bære et anlæg".
"""
TABLE = """# Hvem gør hvad på havnene

| Indsats | Ansvar | Frist |
| --- | --- | --- |
| Bølgebryder | Kragenæs Kommune | 1. august 2027 |
| Fiskertrappe | Foreningen Levende Kyst | 1. oktober 2026 |
"""


@pytest.fixture(scope="module")
def havne(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a plan, of minutes and of a page with a table, all invented."""
    folder = tmp_path_factory.mktemp("havne")
    for name, text in (("plan.txt", PLAN), ("referat.txt", MINUTES), ("tabel.md", TABLE)):
        (folder / name).write_text(text, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("havnedata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


FIELDS = [
    ("Hvem har ansvaret for landstrøm i Nordhavn?", "Selskabet Havstrøm"),
    ("hvem er ansvarlig for stenrevet", "Foreningen Levende Kyst"),
    ("Hvornår skal anlægget i Nordhavn være færdigt?", "2027-06-30"),
    ("Hvad er budgettet for landstrøm i Nordhavn?", "40000000"),
    ("Hvem meldte afbud til styregruppemødet om havne?", "Tove Rask"),
    ("Hvem var ikke med til mødet i styregruppen?", "Tove Rask"),
    ("Hvem står for fiskertrappen?", "Foreningen Levende Kyst"),
    ("Hvornår er fristen for bølgebryderen?", "2027-08-01"),
]


@pytest.mark.parametrize(("text", "value"), FIELDS, ids=[text for text, _ in FIELDS])
def test_a_field_answers_for_what_it_stands_under(havne: Index, text: str, value: str) -> None:
    """The value is that of the right heading, meeting or row, and the cited line holds it."""
    answer = havne.ask(text)
    assert [v.value for v in answer.values][:1] == [value], answer.answer
    assert havne.texts.text(answer.citations[0].doc_id)[answer.citations[0].start :].startswith(
        answer.citations[0].quote
    )


def test_a_field_that_is_not_there_is_no_neighbours(havne: Index) -> None:
    """The second initiative has no budget; the first one's is not given for it."""
    assert havne.ask("Hvad er budgettet for stenrevet ved Kragenæs?").status == "no_answer"


SPEAKERS = [
    ('Hvem sagde, at "vi er sene, men vi er på vej"?', "Lone Krag"),
    ('Hvem fandt tidsplanen "for tynd til at bære et anlæg"?', "Svend Aage Dybbøl"),
]


@pytest.mark.parametrize(("text", "value"), SPEAKERS, ids=[text for text, _ in SPEAKERS])
def test_offices_and_initials_are_resolved(havne: Index, text: str, value: str) -> None:
    """ "Formanden" and initials stand for the person whom the minutes name so."""
    assert [v.value for v in havne.ask(text).values] == [value]
