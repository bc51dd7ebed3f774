"""A value of the wrong sort is no answer: an end is not told by a beginning, a mail address has its sign."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.index import Index
from api.scales import opposed
from indexer.build import build
from indexer.settings import Settings

_TEXTS = {
    "fyrplan.txt": """Fyrplanen

Formålet er at male de ni fyr, der står i Fyrplanen, som Stenø Kommune lancerede i juni 2015.

Planen »Lys i alle vinduer« har syv mål. Skrevet af havnechef Asta Bruun, 3. maj 2016.
""",
    "haveplan.txt": """Haveplanen

Haveplanen løber til og med 2021 og har fire spor. Den gør det mere attraktivt at bo i Klitby.

Formand Jonas Tang vil høre om haven: skriv til have@klitby.example.
""",
}


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of two short plans."""
    folder = tmp_path_factory.mktemp("plans")
    for name, text in _TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("plansdata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår udløb Fyrplanen?",
        "Hvad er Asta Bruuns mailadresse?",
        "Hvilket telefonnummer har Jonas Tang?",
        'Hvor mange mål har planen "Sammen om engene"?',
        "Hvem blev statsminister ved fyrets åbning?",
        "Hvor mange spor har Haveplanen 2031-2035?",
    ],
)
def test_what_only_looks_like_an_answer_is_refused(plans: Index, question: str) -> None:
    assert plans.ask(question).status == "no_answer"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvornår lancerede Stenø Kommune Fyrplanen?", "2015-06"),
        ("Hvornår udløber Haveplanen?", "2021"),
        ("Gør Haveplanen det mindre attraktivt at bo i Klitby?", "nej"),
        ("Gør Haveplanen det mere attraktivt at bo i Klitby?", "ja"),
        ('Hvor mange mål har "Lys i alle vinduer"?', "7"),
    ],
)
def test_what_is_one_is_given(plans: Index, question: str, value: str) -> None:
    assert plans.ask(question).values[0].value.startswith(value)


def test_degrees_are_opposed_only_of_the_same_thing() -> None:
    assert opposed("Er det mindre attraktivt?", "Det er mere attraktivt.") == "mere attraktivt"
    assert opposed("Er der flere havne?", "Der er færre havne.") == "færre havne"
    assert not opposed("Er det mindre attraktivt?", "Det er mere støjende.")
    assert not opposed("Er det mindre attraktivt?", "Det er ikke mere attraktivt.")
