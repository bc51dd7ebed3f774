"""Reasons, parties, figures and days as the sentence that tells them has them, and what no sentence tells."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index, words
from api.index import Index
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

_TEXT = """Grav efter rav på Skallø

Skallø Tidende, 9. maj 2023

Ravlauget, Skallø Havn og Ørådet har indgået en aftale om strandens ravgravning i foråret 2023. Aftalen blev hyldet af
havnens direktør Bente Kvols, som glæder sig over den.

Ravlauget lukker nordstranden om natten, for at terner kan ruge i fred. Fuglene yngler senere i takt med, at vandet
bliver koldere. Derfor flytter lauget også skiltene hver måned.

Ørådet bruger 3 mio. kr. årligt på diger og opsyn. Ét af de 14 diger skal sikre ro om klitreservatet.

Arbejdet førte til oprettelse af strandfogedprogrammet og en skolehave.
"""


@pytest.fixture(scope="module")
def skalloe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one page of an island's news."""
    folder = tmp_path_factory.mktemp("skalloe")
    (folder / "nyt.txt").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("skalloedata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange parter har indgået aftalen om strandens ravgravning?", "3"),
        ("Hvorfor lukker Ravlauget nordstranden om natten?", "terner kan ruge i fred"),
        ("Hvorfor yngler fuglene senere?", "vandet"),
        ("Ørådets årlige udgift til diger og opsyn?", "3 mio."),
        ("Hvor mange af de 14 diger skal sikre ro om klitreservatet?", "1"),
        ("Hvem var direktør for havnen, da aftalen blev underskrevet?", "Bente Kvols"),
        ("Hvilket program blev oprettet som følge af arbejdet?", "strandfogedprogrammet"),
    ],
)
def test_it_is_told(skalloe: Index, question: str, value: str) -> None:
    """The sentence with the question's own words has the answer in its place."""
    answer = skalloe.ask(question)
    assert answer.status == "answered", answer.answer
    assert value.casefold() in (answer.answer or "").casefold()


@pytest.mark.parametrize(
    "question",
    [
        "Hvem underskrev aftalen om ravgravning på havnens vegne?",
        "Hvilken dato i 2023 indgik Ravlauget aftalen?",
        "Hvor mange kroner bruger Ravlauget årligt på diger?",
    ],
)
def test_it_is_not_told(skalloe: Index, question: str) -> None:
    """Who speaks of an agreement has not signed it, a spring is no day, and another has paid."""
    assert skalloe.ask(question).status != "answered"


@pytest.mark.parametrize(
    ("asked", "said", "covers"),
    [
        ("program", "grunddataprogrammet", True),
        ("program", "klimaprogram", True),
        ("program", "programleder", False),
    ],
)
def test_the_last_part_of_a_compound(asked: str, said: str, *, covers: bool) -> None:
    """A compound is of the sort that its last part names, whatever that is a part of."""
    assert (words.alike(asked, said) >= 0.85) is covers


def test_what_somebody_has_said_is_asked_by_the_perfect_too() -> None:
    """ "Hvem har udtalt" asks for a speaker as "hvem udtalte" does."""
    assert parse('Hvem har udtalt "Ravet er vores alle sammen"?').kind is Kind.QUOTE
