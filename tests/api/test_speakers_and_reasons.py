"""Whose words a quotation is, who was there for whom, and which reason a text gives instead of one it denies."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from indexer.build import build
from indexer.settings import Settings

_NEWS = """Ny aftale om øerne

Formand Birthe Kalmark, der også er borgmester i Nørre Bjerre, kalder aftalen et vendepunkt.

- I årevis har vi lukket skoler, når børnene var rejst. Vi kom altid bagefter, siger hun.

Også Øernes Fællesråd er tilfreds. Direktør Ulla Ries peger på, at aftalen kan mærkes på de mindste øer.

- Vi har hverken jurister eller geologer på kontoret, lyder det fra Ulla Ries.

I 11 kommuner er arbejdet slet ikke kommet i gang. Det skyldes ikke ond vilje. De mangler geologer.
"""
_MINUTES = """Referat af møde i øudvalget

Til stede: Lisbet Holm (formand), Mads Klint (Landboernes Samråd), Gitte Vang (Danske Øer), Jens Brahm (Havinstituttet)

Jens Brahm mindede om, at man skal være varsom med tallene: "Undergrunden har længere hukommelse end os. Det, vi måler
nu, er firsernes landbrug." Gitte Vang spurgte, om det så giver mening at måle hvert år.
"""


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of a page of news and of minutes."""
    folder = tmp_path_factory.mktemp("islands")
    (folder / "nyt.txt").write_text(_NEWS, encoding="utf-8")
    (folder / "referat.txt").write_text(_MINUTES, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("islandsdata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ('Hvem sagde "I årevis har vi lukket skoler, når børnene var rejst"?', "Birthe Kalmark"),
        ('"Vi kom altid bagefter" – hvem er ophavsmand til det udsagn?', "Birthe Kalmark"),
        ('Hvem har udtalt "Det, vi måler nu, er firsernes landbrug"?', "Jens Brahm"),
        ("Hvem repræsenterede Landboernes Samråd på mødet i øudvalget?", "Mads Klint"),
        ("Hvem deltog for Danske Øer i mødet i øudvalget?", "Gitte Vang"),
    ],
)
def test_the_one_who_is_told(islands: Index, question: str, value: str) -> None:
    answer = islands.ask(question)
    assert [v.value for v in answer.values] == [value], answer.answer


def test_a_denied_reason_is_not_given(islands: Index) -> None:
    answer = islands.ask("Hvorfor er arbejdet ikke kommet i gang i 11 kommuner?")
    assert answer.status == "answered"
    assert "geologer" in answer.values[0].value
    assert "ond vilje" not in answer.values[0].value
    assert any(answer.values[0].value.rstrip(".") in c.quote for c in answer.citations)


def test_a_citation_that_no_text_holds_has_no_speaker(islands: Index) -> None:
    answer = islands.ask('Hvem sagde "Havet er vores nye guld og grønne olie"?')
    assert answer.status == "no_answer", answer.answer
