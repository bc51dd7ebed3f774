"""Yes or no by how many, by when and by the other end of a scale, over texts made up for it; and two counts at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, chunks, open_index
from api.phrasing import tidied
from api.quantifiers import Amount, quantities
from api.question import Kind, parse
from api.scales import opposed
from api.sums import adds
from indexer.build import build
from indexer.settings import Settings

LIBRARY = """Sandby Bibliotek åbner nye filialer

12. april 2018

Af Mette Ravnkilde

Biblioteksplanen løber frem til og med 2023 og rummer 14 projekter. De fleste af projekterne handler om børn. Filialen i
Ørslev fik i alt 212 besøgende på åbningsdagen. Ca. halvdelen af de ansatte har været på kursus i de nye systemer.

Mange skoler har allerede tilmeldt sig læseklubben. Bibliotekschef Jonna Krag er glad for udviklingen:

– Sandby er blandt de bedste i landet, når det gælder udlån til børn.
"""
BUSES = """Elbusserne kører fra 2019

Busselskabet Ruteliv sætter 26 elbusser ind på landruterne. Aftalen med Region Øst blev underskrevet den 3. maj 2018 og
udløber ved udgangen af 2025. I aftalen er der afsat 40 mio. kr. til ladestandere.

Planen omfatter 19 ruter, hvoraf 7 går gennem Dalum. Ingen af chaufførerne mister deres arbejde. Flere af stoppestederne
har fået læskur, og alle busser har rampe til kørestole. Passagerernes tryghed kommer først.
"""
MUSEUM = """Ny aftale om Fjordmuseet

Fjordmuseet viser 48 skibsmodeller og 1.150 fotografier. Udstillingen Havets Folk åbnede i marts 2020.

Den gamle aftale fra 2012 blev indgået mellem Fjordmuseet og Havnelauget.
I aftalen fra 2016 er Fjordmuseet, Dalum Kommune og Skibsfonden med. Børnenes tryghed ved vandet er et vigtigt emne i museets undervisning. Hallen er utæt.
Planen for en ny hal gælder fra 2020 til 2024. Af de 60 skabe er 48 i brug. Museet har 9 ansatte.

Skolen får 24 nye elever efter jul, og børnehaven får 10 nye børn. Brandstationen flyttede i 2015 og fik i 2018 en stige.
"""

ASKED = (
    ("Har hver eneste ansat været på kursus i systemerne?", "nej"),
    ("Er det rigtigt, at ingen skoler har meldt sig til læseklubben?", "nej"),
    ("Handler alle projekterne i biblioteksplanen om børn?", "nej"),
    ("Har alle stoppesteder fået læskur?", "nej"),
    ("Har samtlige busser rampe til kørestole?", "ja"),
    ("Mister nogle af chaufførerne deres arbejde?", "nej"),
    ("Er samtlige skabe i brug?", "nej"),
    ("Kom der over hundrede besøgende på åbningsdagen i Ørslev?", "ja"),
    ("Løb antallet af besøgende i Ørslev på åbningsdagen op i over tre hundrede?", "nej"),
    ("Løber biblioteksplanen til og med 2025?", "nej"),
    ("Løber biblioteksplanen til og med 2023?", "ja"),
    ("Rummer biblioteksplanen 20 projekter?", "nej"),
    ("Blev aftalen mellem Ruteliv og Region Øst underskrevet den 3. juni 2018?", "nej"),
    ("Udløber aftalen med Region Øst i 2024?", "nej"),
    ("Udløber aftalen med Region Øst i 2025?", "ja"),
    ("Åbnede udstillingen Havets Folk i 2019?", "nej"),
    ("Gælder planen for en ny hal i 2026?", "nej"),
    ("Får børnehaven 10 nye børn?", "ja"),
    ("Flyttede brandstationen i 2015?", "ja"),
    ("Fik brandstationen en stige i 2015?", "nej"),
    ("Blev der afsat 60 mio. kr. til ladestandere?", "nej"),
    ("Sakker Sandby bagud med udlån til børn ifølge Jonna Krag?", "nej"),
    ("Er hallen tæt?", "nej"),
    ("Har museet flere fotografier end skibsmodeller?", "ja"),
    ("Er der flere ansatte på museet end projekter i biblioteksplanen?", "nej"),
    ("Er tryghed et tema både i teksten om elbusserne og i teksten om Fjordmuseet?", "ja"),
    ("Nævnes tryghed i både teksten om biblioteket og teksten om museet?", "nej"),
)
COUNTED = (
    ("Lægger man projekterne i biblioteksplanen og ruterne i busplanen sammen, hvor mange får man så?", "33"),
    ("Hvor mange skibsmodeller og fotografier viser Fjordmuseet i alt?", "1198"),
    ("forskel i antal: skibsmodeller på Fjordmuseet vs. elbusser hos Ruteliv", "22"),
    ("forskel i antal elbusser kontra ruter i planen", "7"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder: Path = tmp_path_factory.mktemp("sandby")
    for name, text in (("bibliotek", LIBRARY), ("bus", BUSES), ("museum", MUSEUM)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("sandbydata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as opened:
        yield opened


@pytest.mark.parametrize(("question", "value"), ASKED + COUNTED)
def test_a_figure_a_date_or_the_other_end_of_a_scale_decides(index: Index, question: str, value: str) -> None:
    found = index.ask(question)
    assert [v.value for v in found.values] == [value]
    assert found.citations


def test_the_second_text_leaves_some_of_the_first_out(index: Index) -> None:
    found = index.ask("Hvem er med i aftalen om Fjordmuseet fra 2016, men ikke i den fra 2012?")
    given = {v.value for v in found.values}
    assert {"Dalum Kommune", "Skibsfonden"} <= given and "Havnelauget" not in given


def test_which_is_newest_is_told_by_when_a_period_begins(index: Index) -> None:
    found = index.ask("Hvad er nyest: planen for en ny hal eller aftalen med Region Øst?")
    assert found.values and "hal" in found.values[0].value


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ca. halvdelen af alle byer var med", [(Amount.HALF, "byer")]),
        ("flere af broerne er nye, og alle busser har rampe", [(Amount.SOME, "broerne"), (Amount.ALL, "busser")]),
        ("langt fra alle stier er farbare", [(Amount.SOME, "stier")]),
        ("stort set alle medlemmer betalte", [(Amount.MOST, "medlemmer")]),
        ("syv af de tolv rederier", [(Amount.SOME, "rederier")]),
        ("de fleste mener det", [(Amount.MOST, "")]),
        ("ikke en eneste skole", [(Amount.NONE, "skole")]),
        ("flere end ti skoler", []),
    ],
)
def test_a_quantity_is_of_the_noun_it_stands_by(text: str, found: list[tuple[Amount, str]]) -> None:
    assert [(q.amount, q.noun) for q in quantities(chunks.tag(text, 0, len(text)))] == found


@pytest.mark.parametrize(
    ("asked", "said", "far"),
    [
        ("Gik sagen hurtigt igennem?", "Sagen trak ud i årevis.", "trak ud"),
        ("Var det svært at finde frivillige?", "Det gik glat at finde frivillige.", "gik glat"),
        ("Er skolen i front?", "Skolen halter efter de andre.", "halter"),
        ("Var forældrene enige?", "Vandene skiller mellem forældrene: der er delte meninger.", "Vandene skiller"),
        ("Gik det hurtigt?", "Det gik ikke hurtigt.", "hurtigt"),
        ("Gik det hurtigt?", "Det gik stærkt.", ""),
        ("Er den billig?", "Den er langsom.", ""),
    ],
)
def test_the_other_end_of_a_scale_denies(asked: str, said: str, far: str) -> None:
    assert opposed(asked, said) == far


@pytest.mark.parametrize(
    "text",
    [
        "Hvis man lægger køerne og fårene sammen, hvor mange dyr er det så?",
        "Tæller vi gæs og ænder sammen, hvor mange fugle har vi?",
        "hvor mange bliver det, hvis man lægger lærere og pædagoger sammen?",
    ],
)
def test_some_questions_add_two_counts(text: str) -> None:
    assert adds(parse(text).core)


def test_a_verb_may_open_a_yes_or_no_question_before_a_limit() -> None:
    assert parse("Klager mere end hver tiende gæst over maden?").kind is Kind.YESNO
    assert parse("Forsvandt kiosken i 2011?").kind is Kind.YESNO
    assert parse("Havnens referat maj 2016: skal molen væk?").content[0].word == "molen"
    assert "korrekt" not in [t.word for t in parse(tidied("Er det korrekt, at molen skal væk?")).content]
