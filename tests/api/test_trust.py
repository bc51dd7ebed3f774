"""Answers that can be trusted: who disagrees, which is meant, what is counted, and when to say no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from indexer.build import build
from indexer.settings import Settings

TEXTS = {
    "a.md": """---
title: Ny pagt om grønne havne
publisher: Søfartsbladet
date: 2024-06-04
---
Havnepagten 2024-2028 rummer 12 initiativer. Havnepagten blev indgået den 3. juni 2024 af Klimaministeriet og Danske Havnebyer.

Det koster 40 mio. kr. at gennemføre Landstrømsprogrammet. Kystdirektoratet har ansvaret for Landstrømsprogrammet.

Tangtårnet er et initiativ i Havnepagten 2024-2028. Puljen støtter kajer med færre end 70 pullerter.
""",
    "b.md": """---
title: Havnepagten er på plads
publisher: Danske Havnebyer
date: 2024-06-10
---
Havnepagten 2024-2028 rummer 14 initiativer. Havnepagten blev indgået den 1. juni 2024.

Ifølge Kystdirektoratet koster det 55 mio. kr. at gennemføre Landstrømsprogrammet.
""",
    "c.md": """---
title: Havnepagten 2019-2023
publisher: Danske Havnebyer
date: 2019-06-10
---
Havnepagten 2019-2023 rummer 8 initiativer. Den blev indgået den 5. maj 2019 af Erhvervsministeriet og Søfartens Råd.

Formand for Danske Havnebyer er Lone Krag.
""",
    "d.md": """---
title: Skov i Lynge
publisher: Lynge Kommune
date: 2021-03-02
---
Skovstrategien 2021-2030 blev vedtaget den 1. marts 2021 af byrådet. Skovstrategien har 6 initiativer.

Hvor mange hektar der skal plantes, fremgår ikke af strategien.
""",
    "e.md": """---
title: Rent vand i Lynge
publisher: Lynge Kommune
date: 2018-09-12
---
Vandstrategien 2018-2022 blev vedtaget den 10. september 2018 af byrådet. Vandstrategien har 9 initiativer.
""",
}


@pytest.fixture(scope="module")
def havne(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of five short texts that disagree, repeat names and leave things out."""
    folder: Path = tmp_path_factory.mktemp("havne")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("havnedata") / "data"
    build([folder], Settings(data=data))
    with open_index(data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "first", "other", "said"),
    [
        ("Hvor mange initiativer rummer Havnepagten 2024-2028?", "12", "14", "Danske Havnebyer (den 10. juni 2024)"),
        ("Hvornår blev Havnepagten 2024-2028 indgået?", "2024-06-03", "2024-06-01", "Søfartsbladet (den 4. juni 2024)"),
        (
            "Hvad koster det at gennemføre Landstrømsprogrammet?",
            "40000000",
            "55000000",
            "henvisning til Kystdirektoratet",
        ),
    ],
)
def test_sources_that_disagree_are_both_told(havne: Index, question: str, first: str, other: str, said: str) -> None:
    """Both values stand in the answer with source and date, and the other one in `conflicts` with its citation."""
    answer = havne.ask(question)
    assert answer.values[0].value == first
    conflict = answer.conflicts[0]
    assert (conflict.value, conflict.source, conflict.date) == (other, "Danske Havnebyer", "2024-06-10")
    assert said in answer.answer
    quote = next(c.quote for c in answer.citations if c.n in conflict.citations)
    assert other.removesuffix("000000")[-2:] in quote or "1. juni" in quote


@pytest.mark.parametrize(
    "question",
    ["Hvor mange initiativer rummer Havnepagten?", "Hvem indgik Havnepagten?", "Hvornår blev havnepagten indgået?"],
)
def test_a_name_of_two_periods_is_ambiguous(havne: Index, question: str) -> None:
    """The readings are named, each with a question that has an answer."""
    answer = havne.ask(question)
    assert (answer.status, answer.reason, answer.values) == ("no_answer", "ambiguous", ())
    assert "Havnepagten 2024-2028" in answer.answer
    assert "Havnepagten 2019-2023" in answer.answer
    assert len(answer.suggestions) == 2
    for suggested in answer.suggestions:
        assert havne.ask(suggested).status == "answered"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvor mange initiativer rummer den nyeste havnepagt?", "12"),
        ("Hvor mange initiativer rummer den første havnepagt?", "8"),
        ("Hvor mange initiativer rummer Havnepagten 2019-2023?", "8"),
        ("Hvem har ansvaret for Landstrømsprogrammet?", "Kystdirektoratet"),
    ],
)
def test_what_picks_one_reading_is_heeded(havne: Index, question: str, value: str) -> None:
    """A period, a word of time, or a name that only one thing has."""
    assert havne.ask(question).values[0].value == value


@pytest.mark.parametrize(
    ("question", "value", "how"),
    [
        ("Hvor mange initiativer har skovstrategien og vandstrategien tilsammen?", "15", "6 og 9 lagt sammen"),
        ("Hvilken strategi har flest initiativer?", "Vandstrategien 2018-2022", "9 initiativer mod 6"),
        ("Hvilken strategi har færrest initiativer?", "Skovstrategien 2021-2030", "6 initiativer mod 9"),
        ("Hvilken strategi er den seneste?", "Skovstrategien 2021-2030", "den 1. marts 2021 mod"),
        ("Hvor længe løber skovstrategien?", "10", "fra 2021 til og med 2030"),
        ("Hvor mange aftaler har Danske Havnebyer indgået?", None, ""),
        ("Hvor mange år efter vandstrategien blev skovstrategien vedtaget?", "2", "fra den 10. september 2018"),
    ],
)
def test_what_is_computed_says_how(havne: Index, question: str, value: str | None, how: str) -> None:
    """Sums, orders and stretches of time rest on cited sentences, and the answer tells how they were reached."""
    answer = havne.ask(question)
    if value is None:
        assert answer.status == "no_answer" or answer.values[0].value == "1"
        return
    assert answer.values[0].value == value
    assert how in answer.answer
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Hvem er formand for Zefyrforeningen?", "unknown_entity"),
        ("Hvad koster Tangtårnet?", "not_stated"),
        ("Hvilket parti er Lone Krag medlem af?", "not_stated"),
        ("Hvor mange hektar skal der plantes ifølge skovstrategien?", "not_stated"),
        ("Hvor mange kajer har fået støtte af puljen?", "not_stated"),
        ("Hvor mange initiativer rummer Havnepagten 2009-2013?", "outside_period"),
        ("Hvorfor trak Danske Havnebyer sig ud af Havnepagten 2024-2028?", "false_premise"),
        ("Hvorfor er Lone Krag gået af som formand?", "false_premise"),
        ("Hvem vandt fodboldkampen i går?", "off_topic"),
        ("Hvordan laver man pandekager?", "off_topic"),
    ],
)
def test_a_refusal_says_why_and_what_could_be_asked(havne: Index, question: str, reason: str) -> None:
    """Each kind of refusal has its reason, no value, and questions that the index answers."""
    answer = havne.ask(question)
    assert (answer.status, answer.reason, answer.values) == ("no_answer", reason, ())
    assert answer.suggestions
    for suggested in answer.suggestions:
        assert suggested in answer.answer
        assert havne.ask(suggested).status == "answered", suggested


def test_a_premise_is_worded_as_a_clause(havne: Index) -> None:
    """What the question takes for granted is told in the order of a statement."""
    assert "at Danske Havnebyer trak sig ud af" in havne.ask("Hvorfor trak Danske Havnebyer sig ud af pagten?").answer


@pytest.mark.parametrize(
    "wordings",
    [
        (
            "Hvem har ansvaret for Landstrømsprogrammet?",
            "hvem er ansvarlig for landstrømsprogrammet",
            "Hej, kan I sige mig, hvem der står for Landstrømsprogrammet? Tak",
            "ansvarlig Landstrømsprogrammet",
            "hvem har ansvaret for landstroemsprogrammet",
        ),
        (
            "Hvornår blev skovstrategien vedtaget?",
            "hvornaar vedtog man skovstrategien",
            "Kan du oplyse, hvornår skovstrategien blev vedtaget?",
            "På hvilken dato blev skovstrategien vedtaget?",
            "hvornår er skovstrategien fra, altså hvornår blev den vedtaget",
        ),
    ],
)
def test_five_wordings_one_answer(havne: Index, wordings: tuple[str, ...]) -> None:
    """However it is put, the value is the same."""
    found = [havne.ask(text) for text in wordings]
    assert {a.values[0].value if a.values else None for a in found} == {found[0].values[0].value}


def test_an_ambiguous_question_is_not_read_as_one_thing(havne: Index) -> None:
    """The interpretation names a thing only where the question means that one alone."""
    assert "2024" not in havne.ask("Hvem indgik Havnepagten?").interpretation
    assert "Havnepagten 2019-2023" in havne.ask("Hvem indgik Havnepagten 2019-2023?").interpretation
