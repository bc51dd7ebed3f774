"""What is wished for or left open is read as the question it stands for; what is told before a question is kept."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from api import lists
from api.candidates import Candidate
from api.phases import begins_where_an_end_is_asked
from api.phrasing import tidied
from api.question import Kind, parse
from api.restated import restated
from api.wording import listed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Datoen for åbningen af færgelejet bedes oplyst.", "hvad er datoen for åbningen af færgelejet?"),
        ("Rapporten om havnen er skrevet af", "hvem har skrevet rapporten om havnen?"),
        ("Begrebet »stilleskole« ønskes forklaret", "hvad er »stilleskole«?"),
        ("Navnet på det firma, der driver kantinen, ønskes oplyst.", "hvilken firma driver kantinen?"),
        ("Antallet af ledige pladser er:", "hvor mange ledige pladser?"),
        ("Puljens samlede beløb udgør", "hvad er puljens samlede beløb?"),
        ("Lukningen af svømmehallen begrundes med", "hvad er begrundelsen for lukningen af svømmehallen?"),
        ("Jeg skal bruge det samlede antal skoler i Kærby.", "hvor mange skoler i Kærby?"),
        ("Jeg leder efter navnet på ham, der byggede tårnet.", "hvem er den person, der byggede tårnet?"),
        ("Vi mangler datoen for det møde, hvor budgettet blev vedtaget.",
         "hvad er datoen for det møde, hvor budgettet blev vedtaget?"),
        ("Kan du oplyse prisen på et årskort?", "hvad er prisen på et årskort?"),
        ("Mål i Cykelplanen - hvor mange i alt?", "hvor mange mål i Cykelplanen?"),
        ("Parterne i Havnepagten er", "hvem er parterne i Havnepagten?"),
        ("Projektets leder hedder", "hvad hedder projektets leder?"),
    ],
)  # fmt: skip
def test_a_gap_is_asked_for(text: str, asked: str) -> None:
    assert restated(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Hvem ejer færgen?",
        "Er planen færdig?",
        "havnepagten budget 2019",
        "Jeg vil gerne vide, hvor mange der kom",
        "Vi skal bruge mere tid. Hvornår er fristen?",
        "Jeg søger oplysninger om, hvem der betaler",
        "Kommunen er medlem af",
    ],
)
def test_a_question_stays(text: str) -> None:
    assert restated(text) == text


@pytest.mark.parametrize(
    "text",
    [
        'Hvem har udtalt "vi går i gang til foråret"?',
        'Fra hvem stammer ordene "vi går i gang"?',
        'citat "vi går i gang" person',
        'Whose quote is it: "vi går i gang til foråret"?',
        "Ophavet til udtalelsen om havnens fremtid ønskes oplyst.",
        "Bemærkningen om havnens fremtid – hvem kan den tilskrives?",
        "Hvem er det der snakker om havnens fremtid?",
        "Hvem fremhævede, at havnen er for alle?",
        "By whom was it said that havnen er for alle?",
    ],
)
def test_a_speaker_is_asked_for(text: str) -> None:
    assert parse(text).kind is Kind.QUOTE, parse(text).core


@pytest.mark.parametrize(
    ("text", "kind", "held"),
    [
        ("Which company built Solkortet?", Kind.WHO, "Solkortet"),
        ("What does the term solring mean?", Kind.DEFINITION, "solring"),
        ("Who attended the March 2021 meeting?", Kind.WHO, "marts"),
        ("Vi ærgrer os. Nu lægger én et nyt kort ud. Hvem er det?", Kind.WHO, "kort"),
        ("Jeg laver en slide om Havneplanen 2016-2020. Hvor mange mål sætter parterne?", Kind.NUMBER, "Havneplanen"),
        ("Kan det oplyses, hvor mange skoler der lukker?", Kind.NUMBER, "skoler"),
    ],
)
def test_what_is_asked_is_kept(text: str, kind: Kind, held: str) -> None:
    question = parse(text)
    assert question.kind is kind
    assert held.casefold() in question.core.casefold()


def test_quoted_words_are_not_translated() -> None:
    assert '"at være her"' in tidied('Who is quoted as saying "at være her"?')


def test_what_begins_is_no_end() -> None:
    """Which dates a sentence gives for until when, and which for since when."""
    ended = parse("Hvornår ophører Engaftalen?")
    text = "Engaftalen gælder fra 1. januar 2017 til udgangen af 2022."
    first, last = text.index("1. januar"), text.index("udgangen")
    assert begins_where_an_end_is_asked(ended, _at(text, first))
    assert not begins_where_an_end_is_asked(ended, _at(text, last))
    assert not begins_where_an_end_is_asked(parse("Hvornår begynder Engaftalen?"), _at(text, first))


def _at(text: str, start: int) -> Candidate:
    sentence = SimpleNamespace(text=text, start=0)
    return cast(Candidate, SimpleNamespace(scored=SimpleNamespace(sentence=sentence), start=start))


@pytest.mark.parametrize(
    ("text", "want", "found"),
    [
        ("viden og varsling, diger og sluser samt naturen som værn", 0,
         ["viden og varsling", "diger og sluser", "naturen som værn"]),
        ("skoler og børnehaver samt biblioteker", 0, ["skoler og børnehaver", "biblioteker"]),
        ("skoler, børnehaver og biblioteker", 3, ["skoler", "børnehaver", "biblioteker"]),
    ],
)  # fmt: skip
def test_samt_joins_what_og_holds_together(text: str, want: int, found: list[str]) -> None:
    assert [text[a:b] for a, b in lists.members(text, want=want)] == found
    assert listed(found).count(" samt ") == any(" og " in item for item in found)
