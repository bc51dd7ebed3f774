"""A value is read where it stands: in its column, under its title, beside its year, in its own clause."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import Index, open_index
from api.library import library
from indexer.build import build
from indexer.settings import Settings

PLAN = """Plan for stier og cykler i Egebæk

3. marts 2025

Byrådet vedtog planen i november 2024, og den gælder fra den 1. februar året efter.

Økonomi: 90 mio. kr. (2025: 20 mio. kr., 2026: 45 mio. kr., 2027: 25 mio. kr.)

Andelen af børn, der cykler til skole, skal stige fra 38 pct. i dag til 55 pct. ved udgangen af 2027.

Byggeriet er sat i gang. Værkstedet får til huse i Lindevad. Leverandøren, Kæde & Klinge A/S, har lovet at stå klar.
Vejfonden har betalt broen, og Firmaet Stolpe har bygget den.

3.1 Natlys.
Lamper, der tænder, når nogen kommer.
Initiativet afhænger af en ny bekendtgørelse.

3.2 Cykelbiblioteket.
Udlån af ladcykler.
Projektet støttes af Sparekassen Egebæk.

Bevillingerne er fordelt sådan:

Indsats 2025 2026 2027 I alt (mio. kr.)
Lygter 4 6 2 12
Broer 9 14 3 26

Man kan højst få 12.000 kr. pr. forening fra stipuljen. I alt har puljen delt 900.000 kr. ud.
"""
TABLE = """# Sporene i planen

| Spor | Ansvarlig | Handlinger | Frist |
| --- | --- | --- | --- |
| Skoleveje | Børn og Unge | 7 | 2026 |
| Grus og grønt | Vej og Park | 11 | 2028 |
"""
MINUTES = """REFERAT

Cykeludvalget i Egebæk

Mødt: Lone Krag (formand) og Per Holm

1. Udkast til politik for ladcykler

Drøftelse

Per Holm savnede tal.

Beslutning

Udkastet sendes i høring fra den 2. juni 2025.

2. Nye stativer ved banegården

Beslutning

Imod stemte Per Holm.
"""


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a plan, its tables and some minutes, all invented."""
    folder = tmp_path_factory.mktemp("stier")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "spor.md").write_text(TABLE, encoding="utf-8")
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("stidata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


VALUES = [
    ("Hvor stor en andel af børnene skal cykle til skole i 2027?", "55"),
    ("Hvor stor en andel af børnene cykler til skole i dag?", "38"),
    ("Hvornår begyndte planen at gælde?", "2025-02-01"),
    ("I hvilken by får værkstedet til huse?", "Lindevad"),
    ("Hvilket firma er leverandør?", "Kæde & Klinge A/S"),
    ("Hvem har bygget broen?", "Firmaet Stolpe"),
    ("Hvilket initiativ afhænger af en bekendtgørelse?", "Natlys"),
    ("Hvilket projekt støtter Sparekassen Egebæk?", "Cykelbiblioteket"),
    ("Hvor mange penge kan en forening højst få?", "12000"),
    ("Hvor mange handlinger er der under Skoleveje?", "7"),
    ("Hvem har ansvaret for sporet Grus og grønt?", "Vej og Park"),
    ("bevilling til lygter 2026", "6000000"),
    ("Hvor stor er bevillingen til broer i 2025?", "9000000"),
]


@pytest.mark.parametrize(("question", "value"), VALUES)
def test_value(paths: Index, question: str, value: str) -> None:
    """The value that stands where the question points, and not its neighbour."""
    answer = paths.ask(question)
    assert [v.value for v in answer.values][:1] == [value], answer.answer


def test_what_is_decided_belongs_to_its_item(paths: Index) -> None:
    """ "Beslutning" stands under every item: a sentence below it knows which."""
    view = next(library(paths).view(d.doc_id) for d in paths.texts.documents() if d.doc_id.startswith("referat"))
    told = {s.text.split(".")[0]: f"{s.heading} {s.topic}" for s in view.sentences}
    assert "ladcykler" in next(above for text, above in told.items() if text.startswith("Udkastet sendes"))
    assert "stativer" in next(above for text, above in told.items() if text.startswith("Imod stemte"))


def test_a_run_in_title_ends_with_the_next(paths: Index) -> None:
    """What stands under "3.2" does not stand under "3.1"."""
    view = next(library(paths).view(d.doc_id) for d in paths.texts.documents() if d.doc_id.startswith("plan"))
    topic = next(s.topic for s in view.sentences if s.text.startswith("Projektet støttes"))
    assert "Cykelbiblioteket" in topic
    assert "Natlys" not in topic
