"""Lists are given whole: members of a sentence, items of a block, cells of a column, names told one by one."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import open_index, pointed_lists
from api.index import Index
from api.pointed_members import cut
from api.question import parse
from indexer.build import build
from indexer.settings import Settings

_LIGHTS = {
    "moede.txt": """Referat af møde i Fyrrådet

Mødt var: Asta Bruun, havnechef i Klitby (formand); Jonas Tang, fyrmester på Stenø; Mille Ravn, kasserer.

Rådet gennemgik ansøgningerne til Fyrpuljen. To foreninger trak sig, nemlig Stenø Lokalråd og Klitby Sejlklub, \
fordi de var trætte af ventetiden.

Sekretariatet gav tre grunde til at sige lejemålet op:
a) taget er utæt,
b) huslejen er steget med en tredjedel,
c) der er for langt til havnen.
""",
    "fyrplan.md": """# Fyrplanen

Planen blev til i 2021. Bag den står Klitby Kommune, Stenø Kommune og to foreninger: Fyrets Venner og Kystlauget.

| Fyr | Kommune | Bygget | Stand |
| --- | --- | --- | --- |
| Sorteknold Fyr | Stenø | 1881 | god |
| Vestre Fyr | Klitby | 1902 | ringe |
| Lille Fyr | Stenø | 1934 | god |
| Odden Fyr | Klitby | 1911 | middel |

## Hvad planen kræver af ejerne

Enhver ejer skal

- male fyret hvert sjette år
- holde trappen åben for gæster
- føre logbog over lysets timer
""",
    "udbud.txt": """Udbud af drift af fyrlamperne

Tre firmaer bød på opgaven: Lysværk A/S, der hører til i Klitby, Nordlampe ApS, der er ejet af sine ansatte, og \
Fyrteknik.

Tildelingskriterier
Pris 50 pct., holdbarhed 30 pct. og strømforbrug 20 pct.

Opgaven er delt:
Del A: eftersyn af lamperne
Del B: udskiftning, herunder af linser
Del C: vagt om natten
""",
}

_SCHOOLS = {
    "a.md": """# Skovskolernes samvirke

Samvirket blev dannet i 2017, da fire skoler slog sig sammen: Bøgelund Friskole, Tingskoven, Ådalens Skole og Sølyst. Siden er Ellekrattet kommet til.

Ledelsen skiftede flere gange. Den første leder var Hanne Kjær, som kom fra Tingskoven. I 2020 overtog Mogens Lind posten, og fra 2023 har Pia Strøm stået i spidsen.

## Forløb

| Forløb | Klassetrin | Vært | Pris |
| --- | --- | --- | --- |
| Barkens biller | 1.-3. | Tingskoven | gratis |
| Nattens dyr | 4.-6. | Sølyst | 40 kr. |
| Vand på afveje | 4.-6. | Ådalens Skole | 25 kr. |
| Kul og glød | 7.-9. | Tingskoven | 60 kr. |

## Regler

På turene må børnene ikke

* kaste med grene
* gå ud til søen alene
* spise bær, som læreren ikke kender

Udstyret omfatter lup, net og kikkert. Skolerne betaler selv for bus, forplejning og forsikring.
""",
    "b.txt": """Referat af repræsentantskabsmøde den 4. maj 2024

Deltagere: Lone Birk (Bøgelund Friskole), Kaj Frost (Tingskoven), Sanne Udby (Sølyst)
Afbud: Erik Holt

Punkt 1. Ny kikkertordning
Tre forhandlere har givet pris: Optikhuset, Fuglebrillen ApS og svenske Kikaren. Fuglebrillen blev valgt.

Punkt 2. Hvorfor kniber det med tilmeldingerne?
Formanden nævnte to forklaringer: at busserne er blevet dyrere, og at lærerne mangler tid.

Punkt 3. Næste års arbejde
Bestyrelsen vil i det kommende år
1) udvide udstyrsboden,
2) lave et forløb på engelsk,
3) søge Skovfonden om 90.000 kr.
""",
}

_TREES = {
    "a.md": """# Handlingsplan for byens træer 2022-2026

Planen er lavet af Parkforvaltningen i samarbejde med Grøn Forening, Træfonden og Lillevang Gymnasium. Den afløser Løvplanen fra 2015, som aldrig blev fulgt.

## Indsatser

1. **Flere træer i skolegårde**: Der plantes 400 træer ved otte skoler.
2. **Bytræregistret**: Alle træer får et nummer og kan ses på et kort.
3. **Vandvagter**: Frivillige vander unge træer i tørre somre.
4. **Træjuryen**: Fem borgere udpeger hvert år byens smukkeste træ.

Træjuryens første medlemmer er gartner Ib Skov, lærer Ditte Lund, forfatter Mona Falk, biolog Per Hald og elev Sara Bo.

## Status ved udgangen af 2024

| Indsats | Ansvarlig | Frist | Status |
|---|---|---|---|
| Flere træer i skolegårde | Parkforvaltningen | 2024 | forsinket |
| Bytræregistret | Lillevang Gymnasium | 2023 | gennemført |
| Vandvagter | Grøn Forening | 2023 | gennemført |
| Træjuryen | Træfonden | 2025 | i gang |

Fældningen i Møllegade mødte modstand fra to sider: beboerne i nummer 12 og Cyklistlauget.
""",
    "b.txt": """Svar på borgernes spørgsmål om træerne

Hvilke træer må ikke fældes?
Eg, bøg, lind og ask er fredet i byzonen, hvis de er over hundrede år.

Hvordan melder jeg et sygt træ?
Ring til Parkforvaltningen, og hav følgende klar:
– adressen eller nærmeste husnummer
– et billede af stammen
– træets nummer, hvis det har et

Hvad koster det at få fældet et træ?
Prisen er 1.800 kr. for små træer og 4.200 kr. for store.

Kommunen har siden 2010 brugt tre systemer til at holde styr på træerne: Rodnet, Kronekort og nu Bytræregistret. Kronekort blev leveret af Geodan og Landmåler Larsen.
""",
}


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Index]]:
    with contextlib.ExitStack() as stack:
        opened = {}
        for name, texts in (("lights", _LIGHTS), ("schools", _SCHOOLS), ("trees", _TREES)):
            folder = tmp_path_factory.mktemp(name)
            for file, text in texts.items():
                Path(folder, file).write_text(text, "utf-8")
            settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("data"))
            build([folder], settings)
            opened[name] = stack.enter_context(open_index(settings.data))
        yield opened


@pytest.mark.parametrize(
    ("name", "question", "members"),
    [
        ("lights", "Hvem mødte op til mødet i Fyrrådet?", ["Asta Bruun", "Jonas Tang", "Mille Ravn"]),
        ("lights", "Hvilke foreninger smuttede, fordi det trak ud?", ["Stenø Lokalråd", "Klitby Sejlklub"]),
        (
            "lights",
            "Hvilke tre årsager havde sekretariatet til at opsige lejemålet?",
            ["taget er utæt", "huslejen er steget med en tredjedel", "der er for langt til havnen"],
        ),
        ("lights", "Hvem står bag Fyrplanen?", ["Klitby Kommune", "Stenø Kommune", "Fyrets Venner", "Kystlauget"]),
        ("lights", "Hvilke fyrtårne ligger i Stenø?", ["Sorteknold Fyr", "Lille Fyr"]),
        (
            "lights",
            "Hvilke krav stiller Fyrplanen til den, der ejer et fyr?",
            ["male fyret hvert sjette år", "holde trappen åben for gæster", "føre logbog over lysets timer"],
        ),
        ("lights", "Hvilke firmaer bød på at drive fyrlamperne?", ["Lysværk A/S", "Nordlampe ApS", "Fyrteknik"]),
        (
            "lights",
            "Hvilke tre dele falder arbejdet med lamperne i?",
            ["eftersyn af lamperne", "udskiftning", "vagt om natten"],
        ),
        (
            "schools",
            "Hvilke fire skoler startede Skovskolernes samvirke?",
            ["Bøgelund Friskole", "Tingskoven", "Ådalens Skole", "Sølyst"],
        ),
        ("schools", "Hvilke forløb holder Tingskoven?", ["Barkens biller", "Kul og glød"]),
        (
            "schools",
            "Hvad er forbudt for børnene på turene? Nævn alle tre ting",
            ["kaste med grene", "gå ud til søen alene", "spise bær"],
        ),
        ("schools", "Hvilke ting får børnene med som udstyr?", ["lup", "net", "kikkert"]),
        ("schools", "Hvilke udgifter skal skolerne selv dække?", ["bus", "forplejning", "forsikring"]),
        (
            "schools",
            "Hvem var med til repræsentantskabsmødet den 4. maj 2024?",
            ["Lone Birk", "Kaj Frost", "Sanne Udby"],
        ),
        ("schools", "Hvilke firmaer kom med tilbud på kikkerter?", ["Optikhuset", "Fuglebrillen ApS", "Kikaren"]),
        (
            "schools",
            "Hvilke planer har bestyrelsen for næste år?",
            ["udvide udstyrsboden", "lave et forløb på engelsk", "søge Skovfonden om 90.000 kr"],
        ),
        ("schools", "Hvem har gennem tiden ledet Skovskolernes samvirke?", ["Hanne Kjær", "Mogens Lind", "Pia Strøm"]),
        ("schools", "navne på forløb for 4.-6. klasse", ["Nattens dyr", "Vand på afveje"]),
        ("schools", "Hvilke fem sponsorer støtter samvirket?", []),
        ("schools", "Hvem blev valgt til kasserer og revisor?", []),
        (
            "trees",
            "Hvem lavede handlingsplanen for træer sammen med Parkforvaltningen?",
            ["Grøn Forening", "Træfonden", "Lillevang Gymnasium"],
        ),
        (
            "trees",
            "Hvilke fire indsatser er der i planen for byens træer?",
            ["Flere træer i skolegårde", "Bytræregistret", "Vandvagter", "Træjuryen"],
        ),
        (
            "trees",
            "Hvem sad i Træjuryen fra begyndelsen?",
            ["Ib Skov", "Ditte Lund", "Mona Falk", "Per Hald", "Sara Bo"],
        ),
        ("trees", "Hvem var imod at fælde træerne i Møllegade?", ["beboerne i nummer 12", "Cyklistlauget"]),
        ("trees", "Hvilke træsorter er fredet i byen?", ["Eg", "bøg", "lind", "ask"]),
        (
            "trees",
            "Hvilke systemer har kommunen haft til at registrere træer?",
            ["Rodnet", "Kronekort", "Bytræregistret"],
        ),
        ("trees", "Hvilke firmaer leverede Kronekort?", ["Geodan", "Landmåler Larsen"]),
        ("trees", "Hvem har ansvaret for Vandvagter?", ["Grøn Forening"]),
        ("trees", "Hvilken indsats er forsinket?", ["Flere træer i skolegårde"]),
        ("trees", "Hvilke planter er giftige?", []),
        ("trees", "Hvilke politikere stemte imod træplanen?", []),
        ("trees", "Hvem finansierer Løvplanen?", []),
        ("trees", "Hvilke parker lukker om natten?", []),
    ],
)
def test_the_whole_list_is_given_and_nothing_where_there_is_none(
    indexes: dict[str, Index], name: str, question: str, members: list[str]
) -> None:
    assert [v.label for v in indexes[name].ask(question).values] == members


@pytest.mark.parametrize(
    ("text", "pointed_at", "members"),
    [
        ("Det vedtog Ask, Elm og Bøg.", "Elm", ["Ask", "Elm", "Bøg"]),
        (
            "Bag den står Rådet (formand: Bo Dam), Lauget og, som noget nyt, Kredsen.",
            "Rådet (formand: Bo Dam), Lauget og, som noget nyt, Kredsen",
            ["Rådet", "Lauget", "Kredsen"],
        ),
        ("Tre ting fylder: at male, at feje og at låse op.", "at feje", ["male", "feje", "låse op"]),
        (
            "Det afgøres af pris 50 pct., holdbarhed 30 pct. og støj 20 pct.",
            "pris 50 pct., holdbarhed",
            ["pris", "holdbarhed", "støj"],
        ),
        ("De bor i tre huse: ét i Nørby, ét i Vig og ét i Sandby.", "Nørby, ét i Vig", ["Nørby", "Vig", "Sandby"]),
        (
            "Regeringen og partierne Midten, Enighed og Fri Dialog er enige.",
            "Regeringen og partierne Midten, Enighed og Fri Dialog",
            ["Regeringen", "Midten", "Enighed", "Fri Dialog"],
        ),
        ("Der var møder i hhv. Vig og Sandby.", "hhv. Vig", ["Vig", "Sandby"]),
        ("Formanden er borgmesteren, Regitze Dam.", "borgmesteren, Regitze Dam", []),
        (
            "Med er gartner Ib Skov, lærer Ditte Lund og elev Sara Bo.",
            "gartner Ib Skov",
            ["Ib Skov", "Ditte Lund", "Sara Bo"],
        ),
        (
            "Den ejes af Nord I/S, der ligger i Vig, Syd A/S, hvis chef er Bo Dam, og Vest a.m.b.a.",
            "Nord I/S, der ligger i Vig, Syd A/S, hvis chef er Bo Dam, og Vest a.m.b.a.",
            ["Nord I/S", "Syd A/S", "Vest a.m.b.a."],
        ),
    ],
)
def test_an_enumeration_is_cut_into_its_members(text: str, pointed_at: str, members: list[str]) -> None:
    start = text.index(pointed_at)
    assert [text[a:b] for a, b in cut(text, start, start + len(pointed_at))] == members


@pytest.mark.parametrize(
    ("question", "many", "count"),
    [
        ("Hvilke fem kommuner er med?", True, 5),
        ("Hvem står bag planen? Alle fire, tak", True, 4),
        ("navne på faserne i planen", True, 0),
        ("Hvad skal jeg have med? Nævn det hele", True, 0),
        ("Hvem har gennem tiden været leder af havnen?", True, 0),
        ("Hvem er leder af havnen?", False, 0),
    ],
)
def test_several_are_asked_for(question: str, many: bool, count: int) -> None:
    asked = parse(question)
    assert (asked.many, pointed_lists.asked(asked)) == (many, count)
