"""From when a rule holds that another line dates, the hours of a day, and what something costs each year."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from indexer.build import build
from indexer.settings import Settings

_TEXTS = {
    "vedtægt.txt": """VEDTÆGT FOR LYSTBÅDEHAVNEN I TRANEVIG

Vedtaget den 12. marts 2024. Vedtægten gælder fra 2024 til 2032.

§ 1. Pladser
Stk. 1. Både over 14 meter henvises til yderbassinet.
Stk. 2. Hunde skal føres i snor på broerne.

§ 2. Støj
Stk. 1. Motorer må ikke køre i tomgang ved kaj.
Stk. 2. Musik skal være slukket efter kl. 22.
Stk. 3. Stk. 1 træder i kraft den 1. maj 2024. Stk. 2 træder i kraft tre måneder senere.

§ 3. Affald
Skippere skal aflevere spildolie på miljøstationen.

§ 4. Ikrafttræden
Bestemmelserne i § 1 træder i kraft den 1. juni 2024. § 3 gælder først fra den 1. januar 2025.
""",
    "tale.txt": """Formandens tale

Vi får en natvagt i havnen fra foråret. Vi kalder den Fyrpasseren, og bestyrelsen har sagt ja.

Den koster 340.000 kr. om året. Den nye kran koster 2,6 mio. kr. og betales over fem år.

Kontoret på molen åbner den 2. maj, og indtil videre har det kun åbent 9-13. Man kan ringe fra 7.30 til 16 om sommeren.

Havneskolen får 85.000 kr. årligt til joller, i alt 425.000 kr. frem til 2030.
""",
}


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the texts, with no vocabulary."""
    folder: Path = tmp_path_factory.mktemp("regler")
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("reglerdata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Fra hvilken dato må motorerne ikke køre i tomgang?", "2024-05-01"),
        ("Hvornår får reglen om slukket musik virkning?", "2024-08-01"),
        ("Fra hvornår skal skippere aflevere spildolie på miljøstationen?", "2025-01-01"),
        ("Fra hvilken dato skal hunde føres i snor?", "2024-06-01"),
        # The document's own dates stay what they are.
        ("Hvornår blev vedtægten for lystbådehavnen vedtaget?", "2024-03-12"),
    ],
)
def test_the_day_a_rule_holds_from(harbour: Index, question: str, value: str) -> None:
    answer = harbour.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange kroner om året koster Fyrpasseren?", "340000"),
        ("Hvor meget får havneskolen årligt til joller?", "85000"),
        ("Hvor meget får havneskolen i alt til joller frem til 2030?", "425000"),
        ("Hvor meget koster den nye kran?", "2600000"),
    ],
)
def test_each_year_or_all_in_all(harbour: Index, question: str, value: str) -> None:
    answer = harbour.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvad er åbningstiden på kontoret på molen?", "9-13"),
        ("Inden for hvilke klokkeslæt har kontoret på molen åbent?", "9-13"),
        ("Hvornår på dagen kan man ringe om sommeren?", "7.30 til 16"),
        ("Hvornår åbner kontoret på molen?", "2. maj"),
    ],
)
def test_hours_of_the_day(harbour: Index, question: str, value: str) -> None:
    answer = harbour.ask(question)
    assert [v.value for v in answer.values][:1] == [value], answer.answer
