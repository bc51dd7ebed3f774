"""Comparisons, things that a text calls by their noun alone, targets and lists, over three texts made up for them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, contrast, differences, hops, judging, open_index
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

HARBOUR = """Havnens nye sluse

Slusen ved Skarrild Havn blev åbnet i 2016. Budgettet for slusen var 34 mio. kr.
Regnskabet for slusen endte på 41 mio. kr.

Gennemsejlingen varer i snit 18 minutter i Skarrild og 11 i Tømmerby, hvor der er to porte.

I 2014 var der 96 påsejlinger af broen. I 2019 var der 27 påsejlinger af broen.

Målet var at have solceller på alle skure i 2020. Målet blev først nået i 2022, to år for sent.
"""
MINUTES = """Referat af møde i sluseudvalget

Til stede: Direktør Palle Virring (formand), Ane Holck (Tømmerby), Jens Okkels (sekretær)

Sluseudvalget udskød fristen for de nye porte fra maj til oktober 2018.

Sejlere får nedsat takst, hvis båden

- er bygget før 1970
- sejler på el
- hører hjemme i Skarrild
"""
STAFF = """Nyt fra havnekontoret

Havnefoged Rikke Damsbo stopper til foråret. Hun har ledet slusens drift siden åbningen.
Rikke Damsbo bliver leder af Søfartsskolen i Vrå.
Troels Mygind afløser Rikke Damsbo som havnefoged. Troels Mygind kommer fra Hanstrup Havn.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the three texts, with no vocabulary."""
    folder: Path = tmp_path_factory.mktemp("havn")
    for name, text in (("sluse", HARBOUR), ("referat", MINUTES), ("nyt", STAFF)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("havndata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "values"),
    [
        # Both figures stand in one sentence, each by its own name.
        ("Hvor tager gennemsejlingen længst tid, Skarrild eller Tømmerby?", ["Skarrild"]),
        ("Hvor er gennemsejlingen kortest: Skarrild eller Tømmerby?", ["Tømmerby"]),
        # What it came to against what was planned.
        ("Hvor meget dyrere blev slusen end budgetteret?", ["7000000"]),
        ("Blev slusen dyrere end ventet i budgettet?", ["ja"]),
        # Two years of one matter; the matter stands before the question.
        ("påsejlinger af broen: hvor mange færre i 2019 end i 2014?", ["69"]),
        # The thing described has no name but its noun, and its text tells the rest.
        ("Hvem var formand i det udvalg, der udskød fristen for de nye porte?", ["Palle Virring"]),
        # A person named by what ties him to another.
        ("Hvilken havn kommer Rikke Damsbos afløser fra?", ["Hanstrup Havn"]),
        # A target told to be missed.
        ("Blev målet om solceller på skurene nået til tiden?", ["nej"]),
    ],
)
def test_parts_are_found_and_held_against_each_other(harbour: Index, question: str, values: list[str]) -> None:
    """Each part has its own figure, and the answer says what was compared."""
    answer = harbour.ask(question)
    assert answer.status == "answered", answer.answer
    assert [v.value.removeprefix("Direktør ") for v in answer.values] == values
    assert answer.citations


def test_items_that_go_on_from_a_sentence_without_a_colon(harbour: Index) -> None:
    """The bullets under "hvis båden" are its members."""
    answer = harbour.ask("Hvilke både får nedsat takst?")
    said = " ".join(v.value for v in answer.values)
    assert all(part in said for part in ("før 1970", "på el", "hjemme i Skarrild")), answer.answer


def test_a_comparison_of_which_one_side_is_told_is_refused(harbour: Index) -> None:
    """What is said of one thing is no comparison with another."""
    assert harbour.ask("Fik Søfartsskolen flere ansøgere end Tømmerby?").status == "no_answer"


@pytest.mark.parametrize(
    ("core", "outer"),
    [
        ("Hvornår blev den færge skrottet, som Havørnen afløste", "Hvornår blev {} skrottet?"),
        ("Hvilken havn kom den foged fra, der afløste Bodil Krag", "Hvilken havn kom {} fra?"),
        ("Hvad blev manden, der ledede slusens drift, leder af", "Hvad blev {} leder af?"),
        ("Hvor arbejder efterfølgeren for Bodil Krag", "Hvor arbejder {}?"),
        ("Hvad koster firmaet bag Havørnen", "Hvad koster {}?"),
    ],
)
def test_what_is_asked_of_a_thing_described(core: str, outer: str) -> None:
    """The question round a description keeps the rest of its verb, wherever the description stands."""
    told = next(iter(hops._descriptions(core, parse(core))))
    assert " ".join(told.outer.replace(",", "").split()) == outer


@pytest.mark.parametrize("text", ["slusen stadig i drift?", "broen lukket?", "færgen Havørnen endnu i brug?"])
def test_keywords_that_wonder(text: str) -> None:
    """Keywords with "stadig", or with a participle at the end, ask whether it is so."""
    assert parse(text).kind is Kind.YESNO


def test_a_denial_of_another_verb() -> None:
    """ "For ikke at …" denies what it introduces, not the sentence."""
    assert not judging.negative("Kan en sejler få bøde for ikke at betale takst")
    assert judging.negative("En sejler kan ikke få bøde")


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        ("kom telefoner eller tablets først på nettet", ("kom først på nettet", "telefoner", "tablets")),
        ("er telefoner eller tablets først på nettet", None),
    ],
)
def test_two_options_before_the_word_that_orders(core: str, expected: tuple[str, str, str] | None) -> None:
    """The word that orders ends the second option; a copula opens no such question."""
    assert contrast.options(core) == expected


def test_the_sides_of_a_comparison() -> None:
    """A matter named before the question belongs to both sides; a yes/no question says which way it should go."""
    lead = differences.sides("fejl i havnen: hvor mange færre i 2020 end 2011")
    assert lead is not None
    assert "fejl i havnen" in lead.left
    assert "fejl i havnen" in lead.right
    than = differences.sides("Blev slusen dyrere end ventet")
    assert than is not None
    assert (than.more, than.right) == ("dyrere", "ventet")
    assert differences.sides("Har Kerteby flere broer end Mosby") is None
