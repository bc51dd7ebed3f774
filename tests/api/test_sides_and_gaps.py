"""The other side of an agreement, what a question leaves a gap for, and whether it asks yes or no at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import open_index
from api.index import Index
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

_TEXTS = {
    "havn.txt": """Nyt fra Strandby Havn

Havnestyrelsen indgik i efteråret aftale med Fiskerforeningen om en ny mole.

På havnen har man i forvejen travlt med uddybning af sejlrenden, nye bolværker, Kajdata II og meget andet.

Planens oplæg til bl.a. fælles regler for støj, affald og belysning og til fælles indkøb af diesel, hilser \
Havnestyrelsen velkommen.

Fiskerne har holdt fast i det sammenhold og den sans for hinanden, som er så unikt for Strandby.

Broen skal lette vejen til øen, så turister kan skabe større omsætning, liv og arbejdspladser.

Der er holdt to borgermøder i hhv. Sandvig og Allinge, hvor en tredjedel af alle foreninger var med.

Lånet kan opsiges, når det er fuldt tilbagebetalt.
""",
    "kursus.txt": """Sejlerskolen Vindrosen

Sejlerskolen Vindrosen holder kurser for unge. Formålet er at give unge mod på havet.
""",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("docs")
    for file, text in _TEXTS.items():
        Path(folder, file).write_text(text, "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("data"))
    build([folder], settings)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvem lavede Havnestyrelsen aftale med om en ny mole?", ["fiskerforeningen"]),
        ("Hvem blev der indgået aftale med i efteråret om molen?", ["fiskerforeningen"]),
        (
            "hvad har man på havnen i forvejen travlt med?",
            ["uddybning af sejlrenden", "nye bolværker", "kajdata ii"],
        ),
        ("Hvad skal der være fælles regler for ifølge planen?", ["støj", "affald", "belysning"]),
        ("Hvad er unikt for Strandby?", ["det sammenhold og den sans for hinanden"]),
        ("Hvad kan turister skabe mere af?", ["større omsætning", "liv", "arbejdspladser"]),
    ],
)
def test_what_the_sentence_has_where_the_question_leaves_a_place_is_given(
    index: Index, question: str, told: list[str]
) -> None:
    assert [v.label.casefold() for v in index.ask(question).values] == told


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Mon skolen får en ny hal?", Kind.YESNO),
        ("Mon ikke de ti forslag er uden betydning for havnen?", Kind.YESNO),
        ("mon hvem der ejer hallen?", Kind.WHO),
        ("Taler havnen også med naboerne om, hvad der skal ske bagefter?", Kind.YESNO),
        ("taler noget for at vente med molen", Kind.YESNO),
        ("taler på mødet", Kind.WHAT),
        ("Hvad tjener den nye mole til?", Kind.PURPOSE),
        ("Hvad skal skolen tjene til?", Kind.PURPOSE),
        ("Hvad har foreningen til formål?", Kind.PURPOSE),
    ],
)
def test_what_kind_of_answer_is_asked_for(question: str, kind: Kind) -> None:
    assert parse(question).kind is kind


def test_a_purpose_that_is_another_things_is_not_given(index: Index) -> None:
    assert "mod på havet" not in index.ask("Hvad er formålet med broen til øen?").answer


def test_a_fellow_in_a_list_is_no_answer(index: Index) -> None:
    """Neither the other place of the meetings, nor what is told beside a system's name."""
    assert index.ask("Hvilke foreninger deltog i borgermødet i Sandvig?").status == "no_answer"
    assert [v.label.casefold() for v in index.ask("Hvad er Kajdata II?").values] != ["nye bolværker"]


def test_a_time_of_day_is_asked_for_in_short() -> None:
    assert parse("kl. hvad åbnede skolen?").core.startswith("hvilket klokkeslæt")
