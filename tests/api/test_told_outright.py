"""What a text defines, gives reasons for, denies, or sets up in a table, over three texts made up for it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

PAGE = """# Cykelplan 2025-2029 for Sandmose Kommune

Byrådet vedtog planen den 11. februar 2025. Planen afløser både Vejplan 2017-2024 og Trafikpolitik 2018-2024.

## Ord i planen

**Pedalnet** – digitalt kort, hvor cyklister melder huller i vejen.

**VTK** – Vej- og Trafikkontoret. Passer kommunens veje.

## Indsatser

**3.A Lygtevagten.** Gratis eftersyn af cykellygter på alle skoler. Folkeskolerne er vært.

**3.B Hjulsmeden.** Et værksted, hvor unge lærer at lappe. Bygger på et forsøg fra 2022.

Tabel 2. Indsatser i Cykelplan 2025-2029

| Indsats | Ansvarlig | Frist | Mio. kr. | Status |
|---|---|---|---|---|
| Lygtevagten | Skoleforvaltningen | 2026 | 2,5 | God fremdrift |
| Hjulsmeden | Ungdomshuset Navet | 2027 | 4,0 | Forsinket |
| Broen ved Åsumgård | Vej- og Trafikkontoret | 2029 | 31,5 | Forsinket |
| Tællestander | Vej- og Trafikkontoret | 2025 | 0,8 | God fremdrift |

## Spørgsmål

Fra næste år får enhver borger svar på en hullemelding inden for tre dage. Vi kalder det Hulløftet.

Der gives ikke tilskud til private ladcykler. Cykelskure betales af boligforeningerne selv.

Broen åbner først den 1. maj 2029, da den kræver en ny lokalplan.
"""
MINUTES = """SANDMOSE KOMMUNE
Trafikudvalget

REFERAT
Møde den 3. marts 2026

Til stede: Grethe Lund Ibsen (formand), Asger Holk og Maja Tved

Pkt. 1. Broen ved Åsumgård
Anlægget er dyrere end ventet. Det skyldes, at bunden er blødere end målt. Asger Holk mente, at sagen burde vente.
Formanden mindede om, at børnene har ventet i ti år. "En bro er kortere end en undskyldning," sagde hun.
Cyklistforeningen Kæden har bedt udvalget om at fremrykke broen et år. Det har udvalget afvist.

Pkt. 2. Tællinger
På Strandvejen kører der nu 1.900 cyklister i døgnet. Planen havde forventet 2.400.
I alt 600 børn har fået lygter, heraf 410 i Nørresogn.

Pkt. 3. Værkstedet
Udvalget kan ikke love flere åbningsdage, for værkstedet drives af frivillige.
Kæden blev spurgt, men sagde nej, fordi de fandt lokalet for lille.
"""
SPEECH = """Tale ved indvielsen af Hjulsmeden

Tak til Karla Dyrholm. Hun sidder dernede i den røde jakke. Karla var den første frivillige.
Hun siger: "Et hul er bare en begyndelse."
"""


@pytest.fixture(scope="module")
def lane(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the three texts, with no vocabulary."""
    folder: Path = tmp_path_factory.mktemp("cykel")
    (folder / "plan.md").write_text(PAGE, encoding="utf-8")
    (folder / "referat.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "tale.txt").write_text(SPEECH, encoding="utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path_factory.mktemp("cykeldata"), vocabularies=())
    build([folder], settings)
    with open_index(settings.data) as index:
        yield index


DEFINED = [
    ("Hvad er Pedalnet?", "digitalt kort"),
    ("Hvad er VTK for noget?", "Vej- og Trafikkontoret"),
    ("Kan du kort forklare, hvad Lygtevagten er?", "Gratis eftersyn"),
    ("Hjulsmeden – hvad er det?", "værksted"),
    ("hvad er hulløftet", "inden for tre dage"),
]
REASONS = [
    ("Hvorfor åbner broen først i 2029?", "lokalplan"),
    ("Hvad er grunden til, at broen ved Åsumgård er blevet dyrere?", "blødere"),
    ("Hvorfor kan udvalget ikke love flere åbningsdage?", "frivillige"),
    ("Hvorfor ville Kæden ikke være med i værkstedet?", "for lille"),
]
LISTS = [
    ("Hvilke indsatser i Cykelplan 2025-2029 er forsinkede?", {"Hjulsmeden", "Broen ved Åsumgård"}),
    ("Hvilke indsatser har Vej- og Trafikkontoret ansvaret for?", {"Broen ved Åsumgård", "Tællestander"}),
]
SINGLE = [
    ("Hvilken indsats i Cykelplan 2025-2029 får flest penge?", "Broen ved Åsumgård"),
    ("Hvilken indsats i cykelplanen er billigst?", "Tællestander"),
    ("Kan man få tilskud til en privat ladcykel?", "nej"),
    ("Fik Cyklistforeningen Kæden medhold i at fremrykke broen?", "nej"),
    ("Er der flere eller færre cyklister på Strandvejen, end planen havde forventet?", "færre"),
    ("Hvem mener, at en bro er kortere end en undskyldning?", "Grethe Lund Ibsen"),
    ('Hvem plejer at sige: "Et hul er bare en begyndelse"?', "Karla Dyrholm"),
]


@pytest.mark.parametrize(("text", "part"), [*DEFINED, *REASONS], ids=[q for q, _ in (*DEFINED, *REASONS)])
def test_the_clause_that_defines_or_explains_is_given(lane: Index, text: str, part: str) -> None:
    """The first value holds what the text says outright of the thing or the matter, and a citation holds it too."""
    answer = lane.ask(text)
    assert answer.status == "answered"
    assert part in answer.values[0].value
    assert any(part in c.quote for c in answer.citations)


@pytest.mark.parametrize(("text", "members"), LISTS, ids=[q for q, _ in LISTS])
def test_all_members_and_no_strangers(lane: Index, text: str, members: set[str]) -> None:
    """A list holds the members that the table or the sentence gives, and nothing else."""
    assert {v.value for v in lane.ask(text).values} == members


@pytest.mark.parametrize(("text", "value"), SINGLE, ids=[q for q, _ in SINGLE])
def test_one_value_is_weighed_out(lane: Index, text: str, value: str) -> None:
    """The row with the most, the answer to yes or no, the way of a difference, the one who says it."""
    assert lane.ask(text).values[0].value == value


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hvad vil det sige, når en by kører Grøn Bølge?", Kind.DEFINITION),
        ("Kan man få penge til en ladcykel?", Kind.YESNO),
        ("Nåede byen sit mål for hvor mange der cykler?", Kind.YESNO),
        ("Hvad var årsagen til, at broen blev dyrere?", Kind.WHY),
        ("Hvem plejer at sige, at det går?", Kind.QUOTE),
        ("Kan du oplyse, hvad broen koster?", Kind.NUMBER),
    ],
)
def test_the_kind_is_read(text: str, kind: Kind) -> None:
    """What is asked for is read from the whole question, not from the first word that asks."""
    assert parse(text).kind is kind


def test_a_reason_is_no_term_that_the_text_must_hold() -> None:
    """The noun that asks for a reason weighs little: no text says "the reason" of each."""
    term = next(t for t in parse("Hvad er grunden til, at broen blev dyrere?").content if t.word == "grunden")
    assert term.focus and term.weight < 0.5
