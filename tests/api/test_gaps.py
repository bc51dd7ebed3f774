"""How much lies between two figures, which way it went, and what each of two says: read where the reader points."""

from __future__ import annotations

import pytest

from api import both, changed, contrast, differences
from api.index import Index

_TEXTS = {
    "slusen.md": """# Slusen ved Kærsund

Slusen blev indviet den 14. maj 2019. Byggeriet var budgetteret til 62 mio. kr., men regningen landede på 71 mio. kr.
Entreprenøren var Vandbyg. I udbuddet var prisen for vedligehold anslået til 3,4 mio. kr. om året.

Vedligeholdet varetages af Kærsund Havn og koster i dag 2,9 mio. kr. årligt.

## Trafikken

Ventetiden for lystsejlere er faldet fra 40 minutter i 2019 til 25 minutter i 2022. For erhvervsskibe er den derimod
vokset fra 15 til 18 minutter.

| År | Lystbåde | Coastere |
| --- | --- | --- |
| 2020 | 4.120 | 310 |
| 2021 | 4.980 | 290 |
| 2022 | 4.655 | 335 |

Ved årets udgang var der ansat seks slusevagter i Kærsund, fire i Mellerup og ti i Vester Nor.
""",
    "brev.md": """# Nyt fra bådelauget

Ifølge vores optælling gik 4.390 lystbåde gennem slusen i 2022, så havnens tal er for højt. Slusevagterne fortæller, at
folk er gladere nu: I Kærsund gav gæsterne slusen 4,1 ud af 5, i Mellerup 3,6.

Tangslusen, som var i brug fra 1911, blev afløst af Fjordslusen i 1974.
""",
    "fyrene.md": """# Fyrvæsenet i Lerfjorden

I 1964 var der 41 bemandede fyr langs kysten. I dag er der 6, og de er alle fredede.

## Prisen på en ny tågesirene

Havnerådet regner med, at sirenen kommer til at koste 14 mio. kr. Værftet er nået frem til 19. Uenigheden skyldes, at
værftet regner fundamentet med.

## Lodserne

Lodseriet åbnede i marts 2011 med 9 lodser. Siden 2015 har 4 lodser søgt væk.
""",
    "lodser.md": """# Nyt om lodseriet

Lodseriet på Lerø er vokset til 23 lodser og sejlede sidste år 1.240 skibe i havn. Bådflåden er udvidet med 2 både.
Redningsstationen er derimod skrumpet med 5 mand siden 2019, så der nu er 12 tilbage.
""",
    "bøjerne.md": """# Bøjerne i Lerfjorden

Fjordlauget fik 25 af de 39 mio. kr., som det havde søgt om til nye bøjer. Roernes tilfredshed blev målt til 58 pct. mod
et mål på 75.
""",
}


@pytest.mark.parametrize(
    ("question", "value", "figures"),
    [
        ("Hvor meget dyrere end budgetteret blev slusen?", "9000000", ("62 mio. kr", "71 mio. kr")),
        ("Hvor mange millioner skred budgettet for slusen?", "9000000", ("62 mio. kr", "71 mio. kr")),
        ("Hvor mange mio. mindre end ansøgt fik Fjordlauget til bøjer?", "14000000", ("25", "39 mio. kr")),
        ("Hvor langt fra målet endte roernes tilfredshed (procentpoint)?", "17", ("58 pct", "75")),
        # What has gone or come between two times, told in two sentences or two texts.
        ("Hvor mange bemandede fyr er forsvundet fra 1964 til i dag?", "35", ("41", "6")),
        ("Hvor mange bemandede fyr er der nedlagt siden 1964?", "35", ("41", "6")),
        # Who says what.
        ("Hvor mange mio. kr. er havnerådet og værftet uenige om, når det gælder sirenen?", "5000000", ("14", "19")),
    ],
)
def test_a_difference_is_told_with_both_figures(
    index: Index, question: str, value: str, figures: tuple[str, ...]
) -> None:
    answer = index.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer
    quoted = " ".join(cited.quote for cited in answer.citations)
    assert all(figure in quoted for figure in figures)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Gik ventetiden op eller ned for folk i lystbåde?", "ned"),
        ("Er det gået op eller ned med ventetiden for erhvervsskibe?", "op"),
        ("Kom der flere eller færre lystbåde fra 2021 til 2022?", "færre"),
        ("Steg eller faldt ventetiden for lystsejlere?", "faldt"),
    ],
)
def test_the_word_that_the_text_bears_out_is_the_answer(index: Index, question: str, word: str) -> None:
    answer = index.ask(question)
    assert [v.value for v in answer.values] == [word], answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Kom der flest coastere i 2021 eller 2022?", "2022"),
        ("Er gæsterne gladest for slusen i Kærsund eller i Mellerup?", "Kærsund"),
        ("Tangslusen, Fjordslusen: hvilken af dem er den ældste?", "Tangslusen"),
        ("Hvor er der flest slusevagter?", "Vester Nor"),
    ],
)
def test_options_are_named_in_many_ways(index: Index, question: str, value: str) -> None:
    answer = index.ask(question)
    assert [v.label for v in answer.values][:1] == [value], answer.answer


def test_each_of_two_sources_is_told(index: Index) -> None:
    question = (
        "Havnen og bådelauget er ikke enige om, hvor mange lystbåde der kom igennem slusen i 2022. Hvad siger de hver?"
    )
    answer = index.ask(question)
    assert {v.value for v in answer.values} == {"4655", "4390"}, answer.answer
    assert {c.doc_id for c in answer.citations} == {"slusen.md", "brev.md"}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Hvad er forskellen på prisen i Lygten og i Tavlen?", ("prisen i Lygten", "prisen i Tavlen")),
        (
            "Hvor mange klager kom der ifølge nævnet, og hvad siger avisen?",
            ("Hvor mange klager kom der ifølge nævnet", "Hvor mange klager kom der ifølge avisen"),
        ),
        ("Hvor mange klager kom der i 2021?", None),
        ("Hvor stor er forskellen på 2020 og 2021?", None),
    ],
)
def test_what_is_asked_of_each(question: str, asked: tuple[str, str] | None) -> None:
    told = both.sides(question)
    assert (None if told is None else (told.one, told.two)) == asked


@pytest.mark.parametrize(
    ("core", "named"),
    [
        ("Er det Vejrby eller Hallund, der slipper billigst", ("Vejrby", "Hallund")),
        ("Skarø eller Limsted – hvem havde flest medlemmer", ("Skarø", "Limsted")),
        ("Hvem af Ros og Klint betalte mest", ("Ros", "Klint")),
        ("Hvor mange medlemmer havde foreningen", None),
    ],
)
def test_which_options_a_question_names(core: str, named: tuple[str, ...] | None) -> None:
    found = contrast.options(core)
    assert (None if found is None else found[1:]) == named


@pytest.mark.parametrize(
    ("question", "left", "right"),
    [
        ("Hvor meget mere end Ry betaler Vejle i leje", "mere betaler Vejle i leje", "Ry"),
        ("Hvor mange procentpoint mangler svarene i målet", "procentpoint mangler svarene", "målet"),
        ("Hvor mange mio. ligger regningen over det oprindelige bud", "mio. ligger regningen", "det oprindelige bud"),
    ],
)
def test_the_sides_of_a_difference(question: str, left: str, right: str) -> None:
    asked = differences.sides(question)
    assert asked is not None and (" ".join(asked.left.split()), asked.right) == (left, right)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange lodser er der forsvundet siden 2015?", "4"),
        ("Hvor mange mand er redningsstationen skrumpet med siden 2019?", "5"),
    ],
)
def test_what_a_text_says_outright_is_not_reckoned(index: Index, question: str, value: str) -> None:
    answer = index.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        (
            "Hvor mange træer er der fældet fra 2012 til 2020?",  # what is counted over a time has no two sides
            None,
        ),
        ("Hvor mange tog kører fra Ry til Vejle?", None),
        ("Med hvor mange procent steg tilgangen fra 2012 til 2020?", None),
        (
            "Stationer i Ry: hvor mange er lukket mellem 1950 og 1980 ifølge museet?",
            ("Hvor mange Stationer i Ry 1980?", "Hvor mange Stationer i Ry 1950?"),
        ),
        (
            "Hvor langt er banken og skatten fra hinanden i spørgsmålet om gælden?",
            ("Hvor meget gælden ifølge banken?", "Hvor meget gælden ifølge skatten?"),
        ),
    ],
)
def test_two_sides_by_time_or_by_who_says_it(question: str, asks: tuple[str, str] | None) -> None:
    found = changed.ends(question)
    assert (None if found is None else found.asks) == asks


def test_a_period_is_no_other_side() -> None:
    assert differences.sides("Hvor mange penge er der lagt til side i alt over alle årene") is None
