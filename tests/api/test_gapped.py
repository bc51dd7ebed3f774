"""What stands in a sentence where the question leaves a gap, and questions of little but the question word."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from api import open_index
from api.elliptic import joined
from api.gapped import gap
from api.index import Index
from api.question import parse
from indexer.build import build
from indexer.settings import Settings

_TEXT = """Tangvækst og tårne på Brejlø

Brejlø Ørering, 3. juni 2022

Flere skippere havde indskrevet tangreglerne i deres egne logbøger, før laugets forbud trådte i kraft. Den grønne
vinge er hjørnestenen i møllelaugets byggestil. Lauget arbejder for en tættere opsyn med reder og ynglepladser.

Spildevandet fra sæbekogeriet bruges til vanding af humlemarker. Kogeriet skal mindske støjen fra kedlerne.

Møllelauget hviler på tillid mellem øens slægter. Ungdommen får adgang til at låne og flytte både og net.

Bådebygger Sune Rakkerød holder fast ved det gamle: »Langsommeligheden er kernen i en god kølstrækning.«

Stiftelsen skal kunne opføre små værksteder oven på den gamle tangvold.

Tårnet blev udstyret med elleve klokker i 1921 og førte til udbredelse af mindst 40 fløjtende vejrhaner på øen.
"""


@pytest.fixture(scope="module")
def brejloe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of one page of an island's news."""
    folder = tmp_path_factory.mktemp("brejloe")
    (folder / "nyt.txt").write_text(_TEXT, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("brejloedata"), vocabularies=())
    build([folder], settings, jobs=1)
    with open_index(settings.data) as index:
        yield index


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvad havde flere skippere allerede skrevet tangreglerne ind i?", "logbøger"),
        ("Hvor havde flere skippere skrevet tangreglerne ind?", "logbøger"),
        ("Hvad er hjørnestenen i møllelaugets byggestil?", "grønne vinge"),
        ("Hvad bruges spildevandet fra sæbekogeriet til vanding af?", "humlemarker"),
        ("Spildevandet fra sæbekogeriet bruges til vanding af hvad?", "humlemarker"),
        ("Hvad hviler møllelauget på?", "tillid"),
        ("Ungdommen får adgang til at låne hvad?", "både og net"),
        ("Hvad betegner Sune Rakkerød som kernen i en god kølstrækning?", "Langsommeligheden"),
        ("Sune Rakkerød peger på noget som selve kernen i en god kølstrækning. Hvad?", "Langsommeligheden"),
        ("Hvad skal stiftelsen kunne bygge oven på den gamle tangvold?", "små værksteder"),
        ("Tårnet førte til udbredelse af fløjtende vejrhaner på øen. Hvor mange?", "40"),
    ],
)
def test_the_gap_is_filled(brejloe: Index, question: str, value: str) -> None:
    """Each question leaves something out that a sentence has in the same place."""
    answer = brejloe.ask(question)
    assert answer.status == "answered", answer.answer
    assert value.casefold() in (answer.answer or "").casefold()


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er hjørnestenen i møllelaugets økonomi på Anholt?",
    ],
)
def test_another_matter_fills_no_gap(brejloe: Index, question: str) -> None:
    """The same words of another place, or somebody else."""
    assert brejloe.ask(question).status != "answered"


@pytest.mark.parametrize(
    ("question", "preposition"),
    [
        ("Hvad skal der ske et bedre opsyn med i 2024?", "med"),
        ("Hvad arbejder lauget med at bygge?", None),
        ("Hvad koster en billet til øen?", None),
        ("Hvilke reder er der opsyn med?", None),
        ("Adgang til at se hvad?", ""),
    ],
)
def test_a_preposition_is_left_open(question: str, preposition: str | None) -> None:
    """Only a preposition without its noun leaves a gap."""
    found = gap(parse(question))
    assert (found.preposition if found is not None else None) == preposition


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Møllen fik nye vinger. Hvornår?", "Hvornår fik møllen nye vinger?"),
        ("Foreningen lukkede to kogerier i 2019. Hvilke?", "Hvilke to kogerier lukkede foreningen i 2019?"),
        ("Foreningen har lavet en aftale med nogen. Hvem?", "Hvem har foreningen lavet en aftale med?"),
        ("Der er en, der kalder klokken umulig. Hvem?", "Hvem kalder klokken umulig?"),
        ("Sammen med tang begyndte man at høste en anden slags plante. Hvilken?",
         "Hvilken anden slags plante begyndte man at høste sammen med tang?"),
        ("Tårnet førte til udbredelse af vejrhaner. Over hvor mange?", "Over hvor mange vejrhaner førte tårnet til udbredelse af?"),
        ("Ida Holm fortæller, at øen er bange for noget. Hvad?", "Hvad er øen bange for ifølge Ida Holm?"),
        ("Til et kort skal jeg bruge navnet på møllen - hvad er det?", "hvad er navnet på møllen?"),
        ("Møllen på Brejlø – hvornår blev den bygget?", "hvornår blev møllen på Brejlø bygget?"),
        ("Hvem ejer møllen? Og hvornår?", "Hvem ejer møllen? Og hvornår?"),
        ("Rudekuverten er fortid. Hvad er man gået over til?", "Rudekuverten er fortid. Hvad er man gået over til?"),
    ],
)  # fmt: skip
def test_two_sentences_are_one_question(text: str, whole: str) -> None:
    """A question of little but its question word is put together with what it is of."""
    assert joined(text) == whole
