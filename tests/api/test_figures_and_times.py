"""Which figure and which time of a text a question asks for, over two texts made up for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import Index, open_index
from api.loose_times import loose
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

MILL = """Vindmøllen i Bregnrup får nyt liv

3. marts 2025

Møllelauget i Bregnrup driver møllen. I 2024 kom der 4.100 gæster mod 2.900 året før. Lauget har 86 medlemmer, heraf 31
kvinder. Af 12 kornsorter er ni sået, og tre venter til næste år.

Entreen koster 60 kr., mens skoleklasser betaler 25 kr. pr. elev. Et nyt vingesæt løber op i 1,4 mio. kr. Timeprisen for
en rundvisning sættes op fra 400 til 475 kr.

Hver tredje gæst bor uden for kommunen. 41 procent af gæsterne har børn med. Møllen holder lukket i 10-timersvagter.

Møllefesten holdes ikke den 14. juni på torvet som annonceret, men den 21. juni på engen. Møllen er åben hver torsdag, og
bageriet åbner til efteråret. Svar på ansøgninger om bod gives inden påske. Fritagelsen for moms gælder til udgangen af
2028. Bestilt mel hentes inden for to dage.

40 sække er ikke hentet endnu.

Forslaget om en vandmølle blev drøftet i lauget. Det blev opgivet efter indsigelser fra naboerne.
"""
SCHOOL = """Efterskolen ved fjorden: en tidslinje

2019: Skolen brænder den 4. maj.
2021: Genopførelsen begynder 2. august.

Forstander Kaja Lyng ønskede en svømmehal; det fik hun ikke, men kommunen betaler bussen til byen.
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the two texts, with no vocabulary."""
    folder = tmp_path_factory.mktemp("moelle")
    (folder / "moelle.txt").write_text(MILL, encoding="utf-8")
    (folder / "skole.txt").write_text(SCHOOL, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("moelledata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


VALUES = [
    ("Hvor mange gæster kom der i 2024?", "4100"),
    ("Hvor mange gæster kom der året før?", "2900"),
    ("Hvor mange af lauget i Bregnrup er kvinder?", "31"),
    ("Hvor mange kornsorter er sået?", "9"),
    ("Hvad skal skoleklasser betale pr. elev?", "25"),
    ("Hvad løber et nyt vingesæt op i?", "1400000"),
    ("ny timepris for en rundvisning på møllen", "475"),
    ("Hvor stor en del af gæsterne bor uden for kommunen?", "hver tredje"),
    ("Hvornår holdes møllefesten?", "2025-06-21"),
    ("Hvornår får man svar på ansøgninger om bod?", "inden påske"),
    ("Hvor længe gælder fritagelsen for moms?", "til udgangen af 2028"),
    ("Hvor hurtigt skal bestilt mel hentes?", "2"),
    ("Hvornår brændte skolen?", "2019-05-04"),
    ("Hvornår begyndte genopførelsen?", "2021-08-02"),
    ("Hvad blev der af forslaget om en vandmølle?", "Det blev opgivet efter indsigelser fra naboerne"),
    ("Fik Kaja Lyng en svømmehal?", "nej"),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_the_figure_or_time_that_is_asked_for_is_given(mill: Index, text: str, value: str) -> None:
    """Not its neighbour in the same sentence."""
    answer = mill.ask(text)
    assert [v.value for v in answer.values] == [value], (answer.answer, answer.confidence, answer.reason)
    assert answer.citations


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange sække er hentet?",  # the text tells how many are not
        "Hvad koster en bod?",
        "Hvor mange timer arbejder mølleren?",
        "Hvor mange gæster bor i alt uden for kommunen?",  # the text gives their share
    ],
)
def test_a_neighbours_figure_is_no_answer(mill: Index, text: str) -> None:
    """What no sentence says is refused, though figures stand near."""
    answer = mill.ask(text)
    assert not answer.values, answer.answer


KINDS = [
    ("tilmeldingsfrist møllefesten 2025", Kind.WHEN),
    ("Hvad blev den nye frist for ansøgninger?", Kind.WHEN),
    ("I hvilket tidsrum er bageriet åbent?", Kind.WHEN),
    ("merudgift ved et nyt vingesæt", Kind.NUMBER),
    ("Hvad forlangte tyvene i løsesum?", Kind.NUMBER),
    ("Hvad måtte lauget af med for et nyt tag?", Kind.NUMBER),
    ("Hvad er der afsat til vingerne?", Kind.NUMBER),
    ("Hvor hurtigt bliver optagelserne slettet?", Kind.NUMBER),
    ("ansatte i bageriet", Kind.NUMBER),
    ("Hvad var planen for, hvornår vingerne skulle være klar?", Kind.WHEN),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text for text, _ in KINDS])
def test_what_is_asked_for_is_read(text: str, kind: Kind) -> None:
    """Sums and days are asked for in many words."""
    assert parse(text).kind is kind


@pytest.mark.parametrize(
    ("text", "focus"),
    [("Hvor mange bærbare kom for sent?", "bærbar"), ("hvor mange skrev under imod broen", "")],
)
def test_a_verb_is_not_what_is_counted(text: str, focus: str) -> None:
    """The noun before it is, or nothing that is named."""
    assert parse(text).focus == focus


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv til Milan senest onsdag middag.", ["senest onsdag middag"]),
        ("Retten udløber efter tre år eller ved flytning.", ["efter tre år eller ved flytning"]),
        ("De første tal kommer til oktober.", ["til oktober"]),
        ("Pligten indtræder, når sagen er antaget.", ["når sagen er antaget"]),
        ("Der er åbent på hverdage mellem kl. 9 og 14.", ["på hverdage mellem kl. 9 og 14"]),
        ("Vi har tre biler.", []),
    ],
)
def test_times_that_no_calendar_fixes(text: str, found: list[str]) -> None:
    """They are taken whole, and nothing else is taken for one."""
    assert [text[start:end] for start, end, _ in loose(text)] == found
