"""What something is like, and what came of it: the adjectives and the outcomes that one sentence coordinates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import list_orders, open_index, outcomes, properties
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
    "mose.md": """# Vildmosen ved Rold Hede

Mosen rummer sjældne planter, som skal beskyttes bedre end i dag. Det handler bl.a. om soldug, liden siv, brun næbfrø \
og flere andre.

Lodsejerne ønsker, at fredningen skal fremme ro og vild natur, mens lodsejernes udsigt og jagtret bevares.

Når plejeplanen og græsningsaftalen udløber i 2027, skal kommunen søge nye midler.

Ved indgangen blev både regler og åbningstider malet på en tavle i 2020.

Opsynet kan bortvise en gæst uden varsel, hvis gæsten:

* har hund uden snor

* tænder bål på tørven

* plukker fredede planter

Der er offentlig adgang fra solopgang til solnedgang.

Besøg i tal: Gæster: 1.200 | Skoleklasser: 14 | Bortvisninger: 3

Nøgleord: mose, fredning, sjældne planter, jagt
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
        ("Hvilke sjældne planter skal beskyttes bedre i mosen?", ["soldug", "liden siv", "brun næbfrø"]),
        ("Hvilke to ting skal fredningen af mosen fremme?", ["ro", "vild natur"]),
        ("Fredningen skal fremme to ting i mosen. Hvilke?", ["ro", "vild natur"]),
        ("Hvor mange gæster, skoleklasser og bortvisninger havde mosen?", ["1.200", "14", "3"]),
        ("nøgleord for Vildmosen ved Rold Hede", ["mose", "fredning", "sjældne planter", "jagt"]),
        ("Hvilke nøgleord har teksten om Vildmosen?", ["mose", "fredning", "sjældne planter", "jagt"]),
        ("Hvilke to aftaler løber ud i 2027?", ["plejeplanen", "græsningsaftalen"]),
        ("Hvilke to ting blev malet på tavlen i 2020?", ["regler", "åbningstider"]),
        (
            "Hvad kan få en gæst bortvist fra mosen?",
            ["har hund uden snor", "tænder bål på tørven", "plukker fredede planter"],
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


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Rådet vil have tre ting med i loven. Hvilke?", "hvilke tre ting vil rådet have med i loven?"),
        ("KL har to mål i planen - hvilke?", "hvilke to mål har KL i planen?"),
        ("Tre byer fik nej til en bro. Hvilke er det?", "hvilke tre byer fik nej til en bro?"),
        ("Skoler, der er lukket i Tarp: hvilke?", "hvilke skoler er lukket i Tarp?"),
        ("Hvad er det for problemer, bussen giver?", "hvilke problemer bussen giver?"),
        ("Der er ansat en ny chef. Hvilken?", "Der er ansat en ny chef. Hvilken?"),
        ("Hvad er planen, og hvilke mål har den?", "Hvad er planen, og hvilke mål har den?"),
    ],
)
def test_a_statement_with_hvilke_after_it_is_a_question(question: str, asked: str) -> None:
    assert list_orders.turned(question) == asked


@pytest.mark.parametrize(
    ("question", "left", "count"),
    [
        ("Hvordan skal maden være? Nævn egenskaberne.", "Hvordan skal maden være?", 0),
        ("Hvad skal systemet kunne? Opremsning af de fem dele.", "Hvad skal systemet kunne?", 5),
        ("Hvilke regler gælder? Gerne en liste.", "Hvilke regler gælder?", 0),
        ("Nævn de tre retter.", "Nævn de tre retter.", 0),
        ("Hvem er med? Skriv til mig, hvad du finder.", "Hvem er med? Skriv til mig, hvad du finder.", 0),
    ],
)
def test_an_order_for_a_list_is_no_matter_of_the_question(question: str, left: str, count: int) -> None:
    assert (list_orders.without(question), list_orders.count(question)) == (left, count)
