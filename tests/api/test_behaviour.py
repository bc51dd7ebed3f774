"""What a careful reader would never do: give a neighbour's number, know a stranger, believe a false premise."""

from __future__ import annotations

import time

import pytest

from api import Index

WORDINGS = [
    [
        "Hvor mange indsatser rummer Let på pedalerne?",
        "antal indsatser Let på pedalerne",
        "Hej, hvor mange indsatser er der i cykelstrategien?",
    ],
    [
        "Hvem er formand for Teknik- og Miljøudvalget?",
        "hvad hedder formanden for teknik- og miljøudvalget",
        "formand teknik- og miljøudvalget",
    ],
    [
        "Hvornår åbner supercykelstien?",
        "hvornaar ventes supercykelstien aabnet",
        "Hvornår forventes supercykelstien at åbne?",
    ],
]


@pytest.mark.parametrize("wordings", WORDINGS, ids=[w[0] for w in WORDINGS])
def test_several_wordings_one_answer(practice: Index, wordings: list[str]) -> None:
    """However it is put, the value is the same."""
    values = {practice.ask(text).values[0].value if practice.ask(text).values else None for text in wordings}
    assert len(values) == 1
    assert None not in values


ABSENT = [
    ("Hvem er borgmester i Norddal?", None),
    ("Hvor mange procent af skolebørnene cykler til skole?", None),
    ("Hvor mange deltog i borgermødet i Lindeskolen?", None),
    ("Hvem er kulturminister?", None),
    ("Hvornår blev Egnsteatret Brovst grundlagt?", None),
    ("Hvorfor har Kirsten Ploug trukket sig som formand?", "false_premise"),
    ("Hvad mener Cyklistforbundet om strategien?", None),
    ("Hvad koster fjernvarmen i Vestbyen?", None),
    ("Hvem er direktør for Zephyrstyrelsen?", "unknown_entity"),
    ("Hvor mange indsatser var der i strategien fra 1987?", "outside_period"),
]


@pytest.mark.parametrize(("text", "reason"), ABSENT, ids=[text for text, _ in ABSENT])
def test_what_is_not_said_is_not_answered(practice: Index, text: str, reason: str | None) -> None:
    """A plausible question whose fact is absent gets no value, and the answer says why."""
    answer = practice.ask(text)
    assert answer.status == "no_answer", answer.answer
    assert reason is None or answer.reason == reason
    assert answer.answer


def test_an_unrelated_question(practice: Index) -> None:
    """Questions about something else altogether are turned away."""
    for text in ("Hvordan bliver vejret i morgen?", "Hvad er hovedstaden i Peru?", "Hvem vandt VM i 1992?"):
        assert practice.ask(text).status == "no_answer"


def test_a_list_gives_its_members(practice: Index) -> None:
    """Every member of the coordination, and only they."""
    values = [v.value for v in practice.ask("Hvilke tre spor har kulturpagten?").values]
    assert values == ["Scenekunst på farten", "Musik i sognet", "Børnenes kulturkoffert"]


def test_computed_values_say_how(held: Index) -> None:
    """A difference is counted from cited quotes, and the answer tells how."""
    answer = held.ask("Hvor mange flere besøgsvenner er der i Ringsted nu end i 2018?")
    if answer.status == "answered":
        assert answer.values[0].value == "180"
        assert "210" in answer.answer
        assert "30" in answer.answer


def test_typing_errors_are_mended_and_told(practice: Index) -> None:
    """A misspelled word is read as the text's own, and the interpretation says so."""
    answer = practice.ask("Hvem leder Senekunst på farten?")
    assert "Læst som" in answer.interpretation


def test_yes_and_no(practice: Index) -> None:
    """A proposition is held against the text: quantities and parts turn it round."""
    assert practice.ask("Dækker staten hele udgiften til supercykelstien?").values[0].value == "nej"
    assert practice.ask("Er alle delprojekter gået i gang?").values[0].value == "nej"


_NOISE = ("xq", "Abc Def ", "kvq zyx ", "A-B-", "?!.,;:()", '"a" ', "12 2019 ", "5 mia. kr. ", "1,5 % ", "æøå", "æ ø å ", "😀👩‍👧",
          "SELECT * { ?s ?p ?o } ", "hvem og hvad ", "Hvem indgik aftalen om ", "den 1. januar 2019 ", "\ufdfa", "a\u0301\u0302", "KL's ")  # fmt: skip


_ORDINARY = ("Hvem står for stierne?", "Hvorfor blev stien ikke bygget?")


def _processor_time(index: Index, question: str) -> float:
    """Seconds of processor time that an answer takes."""
    began = time.process_time()
    index.ask(question)
    return time.process_time() - began


@pytest.fixture(scope="module")
def ordinary(practice: Index) -> float:
    """What a question that the reader is asked of costs here, once it is loaded."""
    practice.ask("Hvad koster det at cykle til byen?")
    return max(_processor_time(practice, question) for question in _ORDINARY)


@pytest.mark.parametrize("unit", _NOISE)
def test_noise_is_answered_cheaply(practice: Index, ordinary: float, unit: str) -> None:
    """A thousand characters of anything cost no more than some ordinary questions; the encoder alone once took 4 s."""
    took = _processor_time(practice, (unit * 1000)[:1000])
    assert took < max(1.5, 6 * ordinary)  # where the reader is slow, ordinary questions are too
    answer = practice.ask((unit * 1000)[:1000])
    assert answer.status in ("answered", "no_answer") and answer.answer
