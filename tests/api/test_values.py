"""The value is the right part of the right sentence: a name behind what it is, a day and not a period, the heir."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import Index, open_index
from indexer.build import build
from indexer.settings import Settings

NEWS = """Ny plan for strandene i Sandvig

12. maj 2025

Overskud af tang køres til marker af den frivillige organisation Grøn Trillebør. Planen hører under det nationale
program Levende Kyster. Den gamle plan, Rent Sand, er udtjent.

Ansvaret for badebroen overgår den 1. juli 2025 fra havnekontoret til Sandvig Kommune. Åbningen er flyttet fra 1. juni
2025 til 15. juni 2025. Til broen er der brugt 3 mio. kr. ud af en bevilling på 8 mio. kr.

I høringen svarede 14 ud af 20 grundejerforeninger.

Tilsynet ligger hos Styrelsen for Kyster og Havbund, og et krav om daglige målinger kaldet Bølgetjek begynder i august.

Maren Klit har badet hele livet. Som formand for Strandrådet har hun kæmpet for broen.

2.1 Tangbilen
En lille lastbil, der samler tang op om natten.
"""
LETTER = """# Nyt fra strandene

## Klumme: Hvorfor tang?

*Af Tove Rask, tidligere havnechef i Sandvig*

Tang lugter, men tang er liv.

## Kort nyt

Strandrådet har udsendt vejledningen Gå med sandet. Forfatter er biolog Lone Krag.
"""


@pytest.fixture(scope="module")
def strand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a news item and a newsletter, both invented."""
    folder = tmp_path_factory.mktemp("strand")
    (folder / "plan.txt").write_text(NEWS, encoding="utf-8")
    (folder / "nyhedsbrev.md").write_text(LETTER, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("stranddata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


VALUES = [
    ("Hvilken organisation kører tang til marker?", "Grøn Trillebør"),
    ("Hvilket nationalt program hører planen under?", "Levende Kyster"),
    ("Hvad hed den gamle plan?", "Rent Sand"),
    ("Hvem får ansvaret for badebroen fra juli 2025?", "Sandvig Kommune"),
    ("Hvor stor er bevillingen til broen?", "8000000"),
    ("Hvor mange grundejerforeninger svarede i høringen?", "14"),
    ("Hvem har tilsynet?", "Styrelsen for Kyster og Havbund"),
    ("Hvad er Bølgetjek?", "krav om daglige målinger"),
    ("Hvem er formand for Strandrådet?", "Maren Klit"),
    ("hvad er Tangbilen for noget", "lille lastbil"),
    ("Hvem har skrevet klummen om tang?", "Tove Rask"),
    ("Hvem har skrevet vejledningen Gå med sandet?", "Lone Krag"),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_the_value_is_the_right_part(strand: Index, text: str, value: str) -> None:
    """The first value holds what is asked for, and the quote that is cited stands in its text."""
    answer = strand.ask(text)
    assert value in (answer.values[0].value if answer.values else ""), answer.answer
    citation = answer.citations[0]
    assert strand.texts.text(citation.doc_id)[citation.start : citation.end] == citation.quote
