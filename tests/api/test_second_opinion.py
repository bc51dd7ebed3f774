"""Questions in other words than the text's: the reader finds the sentence, the value still stands in its quote."""

from __future__ import annotations

import pytest

from api import second_opinion
from api.index import Index

_TEXTS = {
    "bro.md": """# Ny stibro over Lergraven

Byrådet i Hedelund besluttede tirsdag at bygge en stibro over Lergraven. Anlægget er sat til 23,5 mio. kr., hvoraf
staten betaler 9 mio. kr.

Entreprenøren Kragh & Bonde går i gang i august 2026. Broen ventes taget i brug i maj 2028, et halvt år senere end
først meddelt, fordi fundamentet skal ned til 14 meters dybde.

- Vi får endelig skoleeleverne væk fra landevejen, siger formand for teknisk udvalg Ketty Ravnsborg.
""",
    "vagt.md": """# Natlægen rykker

Region Sønderå flytter natlægens base fra Brohus til Vestermark. Det har kostet to lægestillinger, og fagforeningen
har klaget til tilsynet. I fjor tog natlægen sig af 6.100 borgere.
""",
    "bod.md": """# Badehuset i Skarrild åbner igen

Det gamle badehus i Skarrild har været lukket siden stormen. Salget af de brugte omklædningsrum indbragte 140.000 kr.,
og køber var firmaet Genbrugstømmer. Huset bestyres af Landsforeningen for Vinterbadere og åbner 1. oktober 2027.

Badegæsterne fik lov at stemme om farven. 640 medlemmer har allerede været igennem oplæringen som livredder.
""",
    "leder.txt": """Året der gik

Leder af driftschef Asta Lindegren, marts 2024

Vi har flyttet tre værksteder og lukket et.
""",
}

_EMPLOYED = "Hvornår blev Asta Lindegren ansat som driftschef?"  # her text's date is no answer


_CASES = [
    ("Hvor er lægevagten om natten flyttet hen i Sønderå?", "Vestermark"),
    ("Hvem købte badehusets gamle omklædningsrum?", "Genbrugstømmer"),
    ("Hvem driver badehuset i Skarrild?", "Landsforeningen for Vinterbadere"),
    ("hvor mange har lært at være livredder i Skarrild", "640"),
]


@pytest.mark.parametrize(("question", "value"), _CASES)
def test_a_question_in_other_words_finds_the_value(index: Index, question: str, value: str) -> None:
    answer = index.ask(question)
    assert answer.status == "answered"
    assert value in answer.answer or value in [v.label for v in answer.values]
    assert any(value in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster den nye base til natlægen?",
        "Hvem er direktør for Kragh & Bonde?",
        "Hvem er formand for Kragh & Bonde?",
        "Hvem er formand for Landsforeningen for Vinterbadere?",
        "Hvor mange lægestillinger fik Hedelund?",
        "Hvad siger Ketty Ravnsborg om natlægen?",
        "Hvad hedder kongen?",
        _EMPLOYED,
    ],
)
def test_what_no_text_says_is_still_refused(index: Index, question: str) -> None:
    assert index.ask(question).status == "no_answer"


def test_without_its_engine_the_rules_answer_alone(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_opinion, "reader", lambda: None)
    assert index.ask("Hvad koster stibroen?").status in ("answered", "no_answer")
    assert index.ask("Hvem betaler 9 mio. kr. til stibroen over Lergraven?").citations


def test_the_words_of_the_reader_stand_where_a_value_like_them_fits_badly(index: Index) -> None:
    """The rules cut the same name, and think it a bad answer: that says nothing of what the reader points at."""
    answer = index.ask("Hvem overtog de brugte omklædningsrum?")
    assert [value.label for value in answer.values] == ["Genbrugstømmer"]
