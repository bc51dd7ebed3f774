"""Lists, comparisons, yes and no, descriptions and reasons, over two texts made up for them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, contrast, hops, lists, open_index
from api.question import parse
from indexer.build import build
from indexer.settings import Settings

PLAN = """Skovplan for Birkelund Kommune

Byrådet vedtog skovplanen den 4. juni 2024. Planen hedder Rødder i Jorden og gælder fra 2024 til 2030.

Planen har tre spor:

1. Egetråden, hvor skolerne planter nye ege.
2. Stilletid, som giver ro til fuglene.
3. Brændelauget. Borgerne henter selv deres brænde.

Økonomi

Spor                Ansvar              2025        2026
Egetråden           Skovværket          4,0         9,5
Stilletid           Fugleværnet Nord    6,0         2,5

Egetråden kom ti uger for sent i gang. Skovværket forklarer forsinkelsen med mangel på planter.

Planen erstatter ikke Vandplanen fra 2019, som fortsætter uændret ved siden af.

Målet var at plante 900 træer i 2025. Målet blev ikke nået.

Følger der nye penge med planen?
Nej. Udgifterne holdes inden for kommunens ramme.

Skovrådet skal følge planen. Formand for Skovrådet er Tove Lindegren.
"""
LETTER = """Nyhedsbrev fra Skovværket

Skovværket har sammen med Fugleværnet Nord og Lejrskolen Bøgely indgået aftalen Fælles Grene.
Fælles Grene handler om fx egern, spætter og flagermus.
Fælles Grene bliver fulgt af Skovrådet, som mødes to gange om året.
"""


@pytest.fixture(scope="module")
def woods(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the two texts, with no vocabulary."""
    folder: Path = tmp_path_factory.mktemp("skov")
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    (folder / "brev.txt").write_text(LETTER, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("skovdata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


ANSWERS = [
    ("Nævn de tre spor i Rødder i Jorden", ["Egetråden", "Stilletid", "Brændelauget"]),
    ("Hvem står bag aftalen Fælles Grene?", ["Skovværket", "Fugleværnet Nord", "Lejrskolen Bøgely"]),
    ("Hvad koster mest i 2026: Egetråden eller Stilletid?", ["Egetråden"]),
    ("Hvad koster mest i 2025: Egetråden eller Stilletid?", ["Stilletid"]),
    ("Gælder Vandplanen stadig?", ["ja"]),
    ("Blev målet om 900 træer nået?", ["nej"]),
    ("Følger der nye penge med planen?", ["nej"]),
    ("Hvem er formand for det råd, som følger Fælles Grene?", ["Tove Lindegren"]),
]


@pytest.mark.parametrize(("question", "values"), ANSWERS, ids=[q for q, _ in ANSWERS])
def test_the_parts_give_the_answer(woods: Index, question: str, values: list[str]) -> None:
    """Every member, the winner, the polarity, the person behind a description; and a quote for each answer."""
    answer = woods.ask(question)
    assert [value.value for value in answer.values] == values, answer.answer
    assert answer.citations


def test_a_reason_in_the_next_sentence(woods: Index) -> None:
    """What happened stands in one sentence, why in the next: the reason is the value."""
    answer = woods.ask("Hvorfor kom Egetråden for sent i gang?")
    assert "mangel på planter" in answer.answer


def test_both_sources_of_a_description_are_cited(woods: Index) -> None:
    """The letter says which council follows the agreement, the plan who chairs it."""
    answer = woods.ask("Hvem er formand for det råd, som følger Fælles Grene?")
    assert {citation.doc_id for citation in answer.citations} == {"plan.txt", "brev.txt"}


@pytest.mark.parametrize(
    ("text", "want", "expected"),
    [
        ("mos, lav og bark", 0, ["mos", "lav", "bark"]),
        ("jord, der er tør, og vand", 0, ["jord", "vand"]),
        ("ro og stilhed; lys; kulde", 0, ["ro og stilhed", "lys", "kulde"]),
        ("stier, bænke og data om dyr og planter", 3, ["stier", "bænke", "data om dyr og planter"]),
    ],
)
def test_members(text: str, want: int, expected: list[str]) -> None:
    """Commas, semicolons and the right "og" divide; relative clauses belong to no member."""
    assert [text[a:b] for a, b in lists.members(text, want=want)] == expected


@pytest.mark.parametrize(
    ("core", "expected"),
    [
        ("Hvad koster mest: broen eller tunnellen", ("Hvad koster mest", "broen", "tunnellen")),
        ("Er der sat flest penge af til stier eller til bænke", ("Er der sat flest penge af", "stier", "bænke")),
        ("Kommer Anna eller Bo", None),
    ],
)
def test_options(core: str, expected: tuple[str, str, str] | None) -> None:
    """The two that are compared, apart from what is asked of them."""
    assert contrast.options(core) == expected


def test_no_description_where_the_relative_clause_is_the_question() -> None:
    """ "Hvad hedder den plan, der …" asks for the thing described; there is nothing to ask of it afterwards."""
    core = "Hvad hedder den plan, der fredede mosen"
    assert not list(hops._descriptions(core, parse(core)))
    core = "Hvem leder det råd, der fredede mosen"
    assert [told.noun for told in hops._descriptions(core, parse(core))] == ["råd"]
