"""Which table a question is about, where several would do: that of the document, agreement or chapter it names."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index, table_source
from api.question import parse
from indexer.build import build
from indexer.settings import Settings

_TEXTS = {
    "havneaftale.md": """# Aftale om grønne havne

Indgået den 4. marts 2025 mellem Kystministeriet og de ni havne.

## 5. Finansiering

| Initiativ | 2026 | 2027 | I alt (mio. kr.) |
| --- | --- | --- | --- |
| Landstrøm | 30 | 90 | 120 |
| Rene bassiner | 40 | 10 | 50 |
| Havnevagten | 5 | 5 | 10 |
""",
    "skovplan.md": """# Skovplan 2024-2030, kapitel 3

## Initiativer

| Initiativ | Ansvarlig | Deadline | Mio. kr. |
| --- | --- | --- | --- |
| Egevang | Skovlauget | 2. kvartal 2027 | 8,0 |
| Ulvesporet | Naturstyrelsen | Ultimo 2026 | 310,0 |
| Rådyrstien | Skovlauget | 4. kvartal 2027 | 3,5 |
""",
    "skovplan2.md": """# Skovplan 2024-2030, kapitel 4

## Initiativer

| Initiativ | Ansvarlig | Deadline | Mio. kr. |
| --- | --- | --- | --- |
| Fuglekassen | Skovlauget | Maj 2028 | 1,0 |
| Naturvejleder | Skovlauget | 1. kvartal 2025 | 2,5 |
""",
    "museumspagt.md": """# Spørgsmål og svar om Pagten om levende museer

Pagten peger på tre indsatser:

1. **Nattetimen** – åbent til midnat den første fredag.
2. **Klangrum** – lyd i alle montrer.
3. **Gratis skoledage** – for alle klasser i september.
""",
    "stier.md": """# Evaluering af Stiplan 2019-2023

Lund Kommunes Stiplan 2019-2023 havde fem delprojekter.

| Delprojekt | Udgift (mio. kr.) | Status |
| --- | --- | --- |
| Åstien | 4,1 | I drift |
| Banestien | 9,0 | Opgivet |
| Klinten | 2,2 | Midlertidigt stoppet |
| Tangen | 1,4 | Færdig |
| Mosebroen | 6,6 | Bagud |
""",
    "kultur.md": """# Kulturstrategi for Vesterø

Pagten om levende museer fortsætter ved siden af.

| Indsats | Ansvarlig | Budget |
| --- | --- | --- |
| Havnebio | Biografklubben | 2,0 mio. kr. |
| Gadeteater | Scenehuset | 1,5 mio. kr. |
| Korfest | Sanglauget | 0,5 mio. kr. |
""",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the texts, with no vocabulary."""
    folder: Path = tmp_path_factory.mktemp("kilder")
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("kilderdata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvilket initiativ i havneaftalens finansieringstabel er det dyreste?", "Landstrøm"),
        ("Hvilket initiativ får færrest penge i Aftalen om grønne havne?", "Havnevagten"),
        ("Hvilket initiativ slugte flest penge i skovplanens kapitel 3?", "Ulvesporet"),
        ("Hvilket initiativ i kapitel 4 er det billigste?", "Fuglekassen"),
        ("Hvilket initiativ i kapitel 3 har den seneste deadline?", "Rådyrstien"),
        ("Hvilket initiativ i kapitel 3 har den tidligste deadline?", "Ulvesporet"),
        ("Hvilken indsats er dyrest i Vesterøs kulturstrategi?", "Havnebio"),
    ],
)
def test_the_table_of_what_the_question_names(shelf: Index, question: str, value: str) -> None:
    answer = shelf.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvilket af stiplanens delprojekter i Lund blev aldrig til noget?", "Banestien"),
        ("Hvilket delprojekt i stiplanen er sat på pause?", "Klinten"),
        ("Hvilket delprojekt i Stiplan 2019-2023 er forsinket?", "Mosebroen"),
        ("Hvilket delprojekt i Stiplan 2019-2023 er helt afsluttet?", "Tangen"),
    ],
)
def test_a_state_in_other_words_picks_the_row(shelf: Index, question: str, value: str) -> None:
    answer = shelf.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("Hvilke tre indsatser er der i levende museer-pagten?", {"Nattetimen", "Klangrum", "Gratis skoledage"}),
        ("Hvilke indsatser er der i kulturstrategien for Vesterø?", {"Havnebio", "Gadeteater", "Korfest"}),
    ],
)
def test_the_list_of_what_the_question_names(shelf: Index, question: str, members: set[str]) -> None:
    answer = shelf.ask(question)
    assert {v.value for v in answer.values} == members, answer.answer


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hvilket initiativ i folkeskoleaftalens tabel er dyrest?", {"folkeskole", "aftale"}),
        ("Hvilke fem indsatser er der i sundhed tæt på-aftalen?", {"sundhed", "tæt", "aftale"}),
        ("Hvilken indsats i Cykelplan 2025-2029 får flest penge?", {"cykel", "plan", "2025", "2029"}),
        ("Hvilket spor i Rys klimaplan er forsinket?", {"klima", "plan", "ry"}),
        ("Hvilke initiativer i planen er forsinkede?", None),
        ("Hvilken plan er dyrest?", None),
    ],
)
def test_how_a_question_names_its_document(question: str, named: set[str] | None) -> None:
    found = table_source.source(parse(question))
    assert (None if found is None else set(found.words)) == named
