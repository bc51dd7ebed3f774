"""What something is like, and what came of it: the adjectives and the outcomes that one sentence coordinates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import open_index, outcomes, properties
from api.coordinations import members
from api.index import Index
from api.question import parse
from indexer.build import build
from indexer.settings import Settings

_TEXTS = {
    "bade.md": """# Havnebadene i Torvinge

Badene blev åbnet i 2014. Byrådet vil have rene, varme og gratis bade i alle bydele, og billetterne skal være enkle \
at købe.

Livredderne skal være rolige, opmærksomme og venlige over for alle gæster. Vandet er koldt.

Prøveåret med natbadning førte til færre drukneulykker, længere åbningstid og en ny redningsbro. Klubben Isbjørnene \
siger, at natbadningen også gav støj.

Saunaforsøget i 2019 resulterede bl.a. i to nye saunaer til vinterbadere og familier, et samarbejde med sygehuset, \
kurser i gusføring mv.

Omklædningsrummene bør blive lysere, større og mere private. Kommunen har købt røde og hvide bøjer.
""",
    "bibliotek.txt": """Biblioteksbussen i Sæbø

Bussen kører fire dage om ugen. Chaufføren beskriver den som gammel, langsom og elsket.

Ordningen Bog til Dør er en støttet, gratis og frivillig ordning for ældre.

Ud af læseåret 2021 kom en digtsamling, tre læseklubber og en podcast om havet. Læseåret kostede 300.000 kr.

Ordningen Bog til Dør har givet de ældre flere besøg, nye bekendtskaber og lyst til at læse.

Resultatet af ombygningen blev et stort børnerum, en café og bedre plads til aviserne.

En rapport fra 2018 viste, at læsesalen var mørk og støjende. I dag er læsesalen lys.
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
        ("Hvordan skal badene være i bydelene, hvis det står til byrådet?", ["rene", "varme", "gratis"]),
        ("Hvilke tre egenskaber skal livredderne have?", ["rolige", "opmærksomme", "venlige"]),
        ("Hvordan skal livredderne være over for gæsterne?", ["rolige", "opmærksomme", "venlige"]),
        ("Hvordan bør omklædningsrummene blive?", ["lysere", "større", "mere private"]),
        ("Hvilke ord beskriver ordningen Bog til Dør?", ["støttet", "gratis", "frivillig"]),
        ("Hvordan var læsesalen ifølge rapporten fra 2018?", ["mørk", "støjende"]),
        (
            "Hvad førte prøveåret med natbadning til?",
            ["færre drukneulykker", "længere åbningstid", "en ny redningsbro"],
        ),
        (
            "Hvad kom der blandt andet ud af saunaforsøget i 2019?",
            [
                "to nye saunaer til vinterbadere og familier",
                "et samarbejde med sygehuset",
                "kurser i gusføring",
            ],
        ),
        ("resultater af læseåret 2021", ["en digtsamling", "tre læseklubber", "en podcast om havet"]),
        (
            "Hvad har ordningen Bog til Dør givet de ældre?",
            ["flere besøg", "nye bekendtskaber", "lyst til at læse"],
        ),
        (
            "Hvilke resultater fik man af ombygningen?",
            ["et stort børnerum", "en café", "bedre plads til aviserne"],
        ),
    ],
)
def test_the_members_are_given_as_the_sentence_has_them(index: Index, question: str, told: list[str]) -> None:
    assert [v.label.casefold() for v in index.ask(question).values] == told


@pytest.mark.parametrize(
    "question",
    [
        "Hvad førte saunaforsøget i 2015 til?",
        "Hvordan skal billetterne være i Sæbø?",
        "Hvad kom der ud af kampagnen for cykelhjelme?",
        "Hvordan er bøjerne forankret?",
    ],
)
def test_what_no_sentence_tells_is_not_given_as_a_list(index: Index, question: str) -> None:
    assert len(index.ask(question).values) < 2


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("Hvordan skal den nye service være?", "service"),
        ("Hvordan er vandet i søen?", "vand"),
        ("Hvilke egenskaber skal en god leder have?", "leder"),
        ("Hvilke fire ord beskriver den service, borgerne får?", "service"),
        ("Hvad kendetegner de nye boliger?", "bolig"),
        ("Hvordan skal planen føres ud i livet?", ""),
        ("Hvordan kan man søge om tilskud?", ""),
        ("Hvilke kommuner beskriver planen?", ""),
        ("Hvad er formålet med servicen?", ""),
    ],
)
def test_whose_properties_are_asked_for(question: str, noun: str) -> None:
    assert properties.thing(parse(question)) == noun


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Hvad kom der ud af forsøget med natbusser?", True),
        ("Hvilke resultater gav forsøget?", True),
        ("Hvad har aftalen ført til?", True),
        ("resultater af trivselsplanen", True),
        ("Hvor mange penge gav salget?", False),
        ("Hvornår førte det til en lov?", False),
        ("Hvem skabte logoet?", False),
        ("Hvad koster kurset?", False),
    ],
)
def test_when_outcomes_are_asked_for(question: str, asked: bool) -> None:
    assert outcomes.asks(parse(question)) is asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "færre køer, lavere priser og mere tilfredse kunder",
            ["færre køer", "lavere priser", "mere tilfredse kunder"],
        ),
        ("et fælles sprog om både børnenes trivsel, maden og hvilen", ["børnenes trivsel", "maden", "hvilen"]),
        ("arbejdet med broen, nye stier, et vandtårn og meget andet", ["broen", "nye stier", "et vandtårn"]),
        ("ved dødsfald, ved flytning og løsladelse", ["dødsfald", "flytning", "løsladelse"]),
        ("byen en park, to legepladser og 14 bænke", ["en park", "to legepladser", "14 bænke"]),
        ("byen en ny park, to legepladser og 14 bænke", ["en ny park", "to legepladser", "14 bænke"]),
        ("tre byer, Aalsø, Klit og Strand", ["Aalsø", "Klit", "Strand"]),
        ("støtte til kor og bands samt på sigt til teatre", ["kor", "bands"]),
    ],
)
def test_members_of_a_coordination(text: str, told: list[str]) -> None:
    assert [text[a:b] for a, b in members(text, 0, len(text))] == told
