"""Names in full and lists with all their members, over five invented texts, by the rules alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import Index, open_index, portions, second_opinion, told_first
from api.question import parse
from indexer.build import build
from indexer.settings import Settings

TEXTS = {
    "aftale.txt": """Aftale om rene vandløb i Skelbækdalen

Indgået den 4. marts 2024 mellem koalitionen (Det Blå Flertal og Landpartiet), Vandlisten og De Uafhængige

Indledning
Partierne er enige om, at ørrederne skal tilbage i Skelbækken inden 2032.

Der nedsættes et bækråd med lodsejere, lystfiskere og biologer. Rådet mødes to gange om året.

Fremskridtsgruppen forlod forhandlingerne den 20. februar, fordi bufferzonerne var for brede.
""",
    "partnerskab.txt": """Partnerskabet Trygge Veje 2023-2027

Parter:
• Vejforbundet
• Lundtofte Kommune
• Cyklisternes Råd

Partnerskabet skal halvere antallet af ulykker med skolebørn. Formand for styregruppen er Inge Kragh.

Lundtofte, den 3. maj 2023

Inge Kragh, formand for Vejforbundet
Peter Nordby, borgmester i Lundtofte Kommune
Sanne Lykke, direktør i Cyklisternes Råd
""",
    "notat.md": """# Status på pilotprojektet Grønne Tage

Notat, april 2025

Udarbejdet af: seniorrådgiver Signe Wad og biolog Kaj Rimmer

Miljøforvaltningen i Ravnkilde

Forsøget med mos på tagene har kostet 6 mio. kr. Det er gået godt på skolerne, men ikke på lagerhallerne.
""",
    "avis.md": """# Fiskerne får ny mole

Minister Karsten Bruun Lind (Fællespartiet) glæder sig over molen i Øsløs.

Til sidst vil avisen hylde Ida Sofie Brandstrup. Ida Sofie var den første kvinde i fiskeriforeningen. Direktoratets
vicedirektør, Mogens Hauge, skriver, at Kystdirektoratet betaler halvdelen.
""",
    "referat.txt": """Kulturpagten er underskrevet

Kulturpagten blev underskrevet af borgmester Eva Lund, oldermand Per Krog og skoleleder Nanna Friis.
""",
}


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of an agreement, a partnership, a note, a news item and a notice."""
    folder = tmp_path_factory.mktemp("names")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("namesdata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.fixture(autouse=True)
def _by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "reader", lambda: None)


NAMES = [
    (
        "Hvilke partier står bag aftalen om rene vandløb?",
        ["Det Blå Flertal", "Landpartiet", "Vandlisten", "De Uafhængige"],
    ),
    ("Hvem har indgået aftalen om rene vandløb?", ["koalitionen", "Vandlisten", "De Uafhængige"]),
    ("Hvem er parter i Trygge Veje?", ["Vejforbundet", "Lundtofte Kommune", "Cyklisternes Råd"]),
    ("Trygge Veje 2023-2027: hvem har underskrevet?", ["Inge Kragh", "Peter Nordby", "Sanne Lykke"]),
    ("Hvem har skrevet under på partnerskabet Trygge Veje?", ["Inge Kragh", "Peter Nordby", "Sanne Lykke"]),
    ("Hvem har forfattet notatet om Grønne Tage (april 2025)?", ["Signe Wad", "Kaj Rimmer"]),
    ("Hvem har underskrevet Kulturpagten?", ["Eva Lund", "Per Krog", "Nanna Friis"]),
    ("Hvem var den første kvinde i fiskeriforeningen?", ["Ida Sofie Brandstrup"]),
]


@pytest.mark.parametrize(("text", "names"), NAMES, ids=[text for text, _ in NAMES])
def test_all_are_named_in_full(texts: Index, text: str, names: list[str]) -> None:
    """The values are the names asked for, each whole, and no others; what is cited stands in its text."""
    answer = texts.ask(text)
    values = [str(v.value) for v in answer.values]
    assert len(values) == len(names), answer.answer
    assert all(v.endswith(n) for v, n in zip(values, names, strict=True)), answer.answer
    for citation in answer.citations:
        assert texts.texts.text(citation.doc_id)[citation.start : citation.end] == citation.quote


def test_a_deputy_holds_another_office(texts: Index) -> None:
    """The text names a deputy director, so who is director is not said."""
    assert texts.ask("Hvem er direktør i Kystdirektoratet?").status == "no_answer"


PORTIONS = [
    (
        "Hvad er de 120 mio. delt ud på?",
        "Heraf går 70 mio. kr. til nye banker og 30 mio. kr. til spærringer, mens de sidste 20 er sat af til kurser.",
        ["nye banker", "spærringer", "kurser"],
    ),
    ("Hvad går de 12 mio. til?", "Der gives 12 mio. til lys, og 8 mio. til lyd.", ["lys"]),
    ("Hvad bruges pengene på i Tarp?", "40 pct. går til løn og resten til husleje.", ["løn", "husleje"]),
    ("Hvad koster det?", "Der gives 12 mio. til lys, og 8 mio. til lyd.", []),
    ("Hvad går pengene til?", "Der gives 12 mio. til lys og lyd.", []),
]


@pytest.mark.parametrize(("text", "sentence", "told"), PORTIONS, ids=[text for text, _, _ in PORTIONS])
def test_a_sum_goes_to_its_purposes(text: str, sentence: str, told: list[str]) -> None:
    """Asked of the whole, all purposes; asked of one sum, its own; else none."""
    assert [sentence[a:b] for a, b in portions.purposes(parse(text), sentence)] == told


TOLD = [
    (
        "Borgmesteren i Øsløs får ros for sin stædighed. Hvilket udvalg er han formand for?",
        ("hvem er borgmesteren i Øsløs, der får ros for sin stædighed?", "Hvilket udvalg er {} formand for?"),
    ),
    (
        "Jeg læste, at ministeren blankt afviste planen. Hvad hedder vedkommende?",
        ("hvem er ministeren, der blankt afviste planen?", ""),
    ),
    ("En mand åbner molen i maj. Hvad hedder han?", ("hvilken mand åbner molen i maj?", "")),
    (
        "En bro i Sandvig blev lukket efter en påsejling. Hvornår åbnede den igen?",
        ("hvilken bro i Sandvig blev lukket efter en påsejling?", "Hvornår åbnede {} igen?"),
    ),
    ("Min mor skal måske have Natlys. Hvad er det egentlig?", None),
    ("Broen blev lukket i maj. Hvorfor var det nødvendigt?", None),
    ("Hvem leder arbejdet?", None),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_what_is_told_first_is_asked_first(text: str, expected: tuple[str, str] | None) -> None:
    """A sentence before the question describes the one whom its pronoun means; none where it doesn't agree."""
    told = told_first.parts(text)
    assert (told and (told.inner, told.outer)) == expected
