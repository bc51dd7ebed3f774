"""Yes or no over a text made up for it: refusals, limits, shares, lateness, and what nobody said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from api.judging import negative
from api.limits import judged
from api.polarity import asks_decided, refuses, turned_down, undecided
from indexer.build import build
from indexer.settings import Settings

TEXT = """# Status for Fjordplan i Tangholm Kommune

Tangholm Kommunes miljøafdeling har gjort op, hvad der er sket med Fjordplan siden 2021.

## Bøjerne

Målebøjerne bruges af 14 havne. Leverandøren Blåtal har fået opsagt sin kontrakt pr. 1. juni. Af de 30 bøjer, der blev
lovet, ligger 12 i vandet indtil videre.

## Badevand

Badevandstallene kom først på nettet i 2024, to år senere end planlagt. Campingpladserne er ikke omfattet af ordningen.

## Penge

Planen har kostet 48 mio. kr., hvoraf Havfonden har betalt 20. Miljøminister Runa Holt afviste i marts at give flere.
Roklubberne slipper for gebyret. Badetrappen endte på 3,1 mio. kr. mod de afsatte 2,4. Både under 7 meter er fritaget for
havneafgift. Alle klubber på nær sejlklubben har skrevet under. Ventetiden på en plads er nede på 40 dage.

## Fuglene

Fugletårnet ved Næsset er åbent hele året. Kun 9 af 40 medlemmer i ornitologernes kreds stemte for hegnet.

## Vinteren

Et forslag om gratis vinteroplæg faldt med fire stemmer mod syv. Byrådet har endnu ikke besluttet, om kajen skal lukkes.
Tilskud til dækning af både gives kun til foreninger. Gæster kan ikke leje kroge, men er velkomne i skuret. Loftet for
saltning var 9 ton.

Forbruget af salt blev 12 ton.
"""

ASKED = (
    ("Beholder Blåtal kontrakten om bøjerne?", "nej"),
    ("Ligger alle de lovede bøjer i vandet?", "nej"),
    ("Bruger flere end ti havne målebøjerne?", "ja"),
    ("Bruger flere end tyve havne målebøjerne?", "nej"),
    ("Kom badevandstallene på nettet som planlagt?", "nej"),
    ("Er campingpladserne med i ordningen om badevand?", "nej"),
    ("Er campingpladserne holdt uden for ordningen?", "ja"),
    ("Har Havfonden betalt hele Fjordplan?", "nej"),
    ("Vil miljøminister Runa Holt give flere penge?", "nej"),
    ("Skal roklubberne betale gebyr?", "nej"),
    ("Slipper roklubberne for gebyret?", "ja"),
    ("Stemte de fleste af ornitologernes medlemmer for hegnet?", "nej"),
    ("Har Fjordplan kostet over 40 mio. kr.?", "ja"),
    ("Er fugletårnet ved Næsset åbent?", "ja"),
    ("Holdt badetrappen sig inden for budgettet?", "nej"),
    ("Skal en båd på 5 meter betale havneafgift?", "nej"),
    ("Skal en båd på 9 meter betale havneafgift?", "ja"),
    ("Har samtlige klubber skrevet under?", "nej"),
    ("Er målet om en ventetid på højst 60 dage nået?", "ja"),
    ("Bliver vinteroplæg gratis?", "nej"),
    ("Er det afgjort, at kajen skal lukkes?", "nej"),
    ("Kan en privat bådejer få tilskud til dækning?", "nej"),
    ("Er gæster velkomne i skuret?", "ja"),
    ("Kan gæster leje kroge?", "nej"),
)
UNSAID = (
    "Har Blåtal klaget over opsigelsen til Konkurrencerådet?",
    "Skal der bygges et fugletårn mere i Hjortdal?",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("fjordplan")
    (folder / "fjordplan.md").write_text(TEXT, "utf-8")
    settings = Settings(data=folder / "data")
    build([folder / "fjordplan.md"], settings)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(("question", "verdict"), ASKED)
def test_a_sentence_bears_out_or_denies_what_is_asked(index: Index, question: str, verdict: str) -> None:
    found = index.ask(question)
    assert [value.value for value in found.values] == [verdict]
    assert found.citations


@pytest.mark.parametrize("question", UNSAID)
def test_what_no_sentence_speaks_of_gets_neither_yes_nor_no(index: Index, question: str) -> None:
    assert index.ask(question).status == "no_answer"


def test_two_denials_are_none() -> None:
    assert not negative("Er det ikke sådan, at ingen må?")
    assert negative("Er skolerne fritaget?") and refuses("Skolerne er undtaget")


@pytest.mark.parametrize(
    ("asked", "said", "found"),
    [
        ("Var mere end en tredjedel imod?", "22 procent var imod", (False, "22 procent")),
        (
            "Kan boden blive over 3 mio. kr.?",
            "Boden er 25.000 kr. om dagen, dog højst 2 mio. kr.",
            (False, "2 mio. kr."),
        ),
        ("Er alle byer med?", "Fire af seks byer er med.", (False, "4 af 6")),
        ("Kom der under 50 svar?", "Der kom 61 svar.", (False, "61")),
        ("Kom der 50 svar?", "Der kom 61 svar.", None),
        ("Er over 60 byer med?", "61 borgere kom.", None),
    ],
)
def test_figures_are_held_against_a_limit(asked: str, said: str, found: tuple[bool, str] | None) -> None:
    assert judged(asked, said) == found


@pytest.mark.parametrize(
    ("said", "fell", "is_open"),
    [
        ("Et ønske om lys på molen kom ikke med i planen.", True, False),
        ("Rådet foreslog fri adgang, men blev stemt ned.", True, False),
        ("Forslaget blev vedtaget, og prisen faldt.", False, False),
        ("Havnen tager først stilling til efteråret.", False, True),
        ("Pengene kommer, hvis ansøgningen godkendes.", False, True),
    ],
)
def test_what_fell_and_what_is_left_open(said: str, fell: bool, is_open: bool) -> None:
    assert (turned_down(said), undecided(said)) == (fell, is_open)


def test_some_questions_ask_whether_a_matter_is_settled() -> None:
    assert asks_decided("Er det slået fast, at molen lukkes") and not asks_decided("Lukkes molen")
    assert negative("Det er ikke tilladt, heller ikke om natten.")
