"""What a list of aims, a denied clause and a gap told outright say, over a text made up for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from api.denied_claims import claim
from indexer.build import build
from indexer.settings import Settings

PLAN = """# Strandplan for Midby Kommune 2019-2023

Midby Kommune, marts 2019

## Mål

Ved udgangen af 2023 skal følgende være nået:

- 300 spejdere har gennemført strandkurset
- Antallet af efterladte net er nedbragt til højst 90
- 40 bademestre har bestået redningsprøven

Standarden QR-7 bruges til alle skilte.
"""

STATUS = """# Status for Strandplan

Midby Kommune, januar 2024

Antallet af efterladte net er kun nedbragt til 120. Standarden QR-7 blev vedtaget i april 2021.

Årsagen er ikke, som nogle har sagt, at dykkerne ikke har både nok. Badebroen blev 4 mio. kr. billigere end anslået,
nemlig 11 mio. kr., og den har noget, vi ikke før har haft: en rampe. Kun den ene af de to kiosker nåede at åbne.
"""

MINUTES = """# Referat af møde i strandrådet

Mødet blev holdt den 4. maj 2023 på Midby Rådhus.

Til stede: Dorte Krone (formand, Strandforeningen), Ib Lyngholm (Strandforeningen), Ane Tofte (direktør, Havnelauget)
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("strand")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "plan.txt").write_text(PLAN, encoding="utf-8")
    (texts / "status.txt").write_text(STATUS, encoding="utf-8")
    (texts / "minutes.txt").write_text(MINUTES, encoding="utf-8")
    settings = Settings(data=folder / "data")
    build([texts], settings)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Kom man ned på 90 efterladte net?", "nej"),
        ("Er det årsagen, at dykkerne ikke har både nok?", "nej"),
        ("Nåede begge kiosker at åbne?", "nej"),
    ],
)
def test_what_came_of_it_decides(index: Index, question: str, verdict: str) -> None:
    assert [v.value for v in index.ask(question).values] == [verdict]


@pytest.mark.parametrize(
    "question", ["Bestod 40 bademestre redningsprøven?", "Har 300 spejdere gennemført strandkurset?"]
)
def test_an_aim_is_no_word_on_whether_it_was_reached(index: Index, question: str) -> None:
    assert "ja" not in [v.value for v in index.ask(question).values]


def test_a_gap_told_outright_is_not_reckoned(index: Index) -> None:
    found = index.ask("Hvor meget billigere blev badebroen, end man havde regnet med?")
    assert (found.answer or "").startswith("4 mio. kr.")


def test_a_member_with_an_office_belongs_to_the_body_in_the_bracket(index: Index) -> None:
    found = index.ask("Hvem fra Strandforeningen var til stede på mødet i strandrådet?")
    assert [v.value for v in found.values] == ["Dorte Krone", "Ib Lyngholm"]


def test_a_name_with_a_number_is_known_as_a_whole(index: Index) -> None:
    assert "2021" in (index.ask("Hvornår blev QR-7 vedtaget?").answer or "")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Det er ikke rigtigt, at broen er lukket.", "broen er lukket."),
        ("Hovedårsagen er ikke, at prisen er for høj.", "prisen er for høj."),
        ("Det skyldes ikke, at folk er dovne, men at bussen er for sen.", "folk er dovne"),
        ("Det er ikke kun, fordi prisen er høj.", None),
        ("Årsagen er, at båden ikke kan sejle.", None),
    ],
)
def test_the_clause_that_a_sentence_denies(text: str, denied: str | None) -> None:
    found = claim(text)
    assert (None if found is None else text[slice(*found)]) == denied
