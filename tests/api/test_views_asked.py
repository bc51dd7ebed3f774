"""What somebody feels, wants or promises, what brought something about, and who is meant among several, by the rules."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, open_index, second_opinion
from api.labels import labelled
from api.question import Kind, parse
from indexer.build import build
from indexer.settings import Settings

PAGE = """# Svømmehallen i Tangvig lukker om aftenen

Kulturforvaltningen i Tangvig Kommune lukker svømmehallen klokken 18 fra marts 2025. Leverandøren, Klar Kemi A/S, har
hævet prisen på klor. Driften ledes af Bodil Rask og betales af Sødalfonden.

Foreningen Tangvig Dyk frygter, at de unge dykkere holder op. Formanden, Jørn Abild, er utilfreds med, at ingen spurgte
medlemmerne. Han vil have en aftale om to åbne aftener om ugen.

Kulturchef Rita Holgersen lover, at hallen åbner igen til september. Direktør Palle Vang skriver, at ansvaret for
nøglerne er flyttet til Tangvig Idrætsråd.

Et sprunget rør forsinkede åbningen. Mange gæster var irriterede over, at skiltet manglede.

I dag åbner appen Badevagt. Den tæller, hvor mange der er i vandet.
"""
MINUTES = """Referat af møde i Baderådet

Dato: 3. april 2025 Sted: Rådhuset Mødeleder: Arne Kolding
Til stede: Rita Holgersen, Jørn Abild. Afbud: Kaja Munk.

Punkt 1. Rådet drøftede hallens åbningstider og besluttede at mødes igen i maj. Besøgstallet i saunaen er faldet.
Årsagen er ikke afklaret.

Punkt 2. Afgående livredderchef Ida Vestergren fik blomster. Ny livredderchef er Tom Ellegaard.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the two texts, asked without the trained reader: what the rules do alone."""
    folder: Path = tmp_path_factory.mktemp("views")
    (folder / "docs").mkdir()
    (folder / "docs" / "svoemmehal.md").write_text(PAGE, "utf-8")
    (folder / "docs" / "referat.txt").write_text(MINUTES, "utf-8")
    settings = dataclasses.replace(Settings(), data=folder / "data", vocabularies=())
    build([folder / "docs"], settings)
    with pytest.MonkeyPatch.context() as patch, open_index(settings.data) as opened:
        patch.setattr(second_opinion, "reader", lambda: None)
        yield opened


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hvad er Lone Krags bekymring ved broen?", Kind.SAID),
        ("Hvad er fiskerne bange for?", Kind.SAID),
        ("Hvad kritiserer havnens formand?", Kind.SAID),
        ("Hvordan beskriver borgmesteren broen?", Kind.SAID),
        ("Hvad fik havnen til at lukke?", Kind.WHY),
        ("Hvad forsinkede broen?", Kind.WHY),
        ("Hvad gjorde folk sure i Nyby?", Kind.WHY),
        ("Hvad er havnens begrundelse for at lukke molen?", Kind.WHY),
        ("Hvad giver rederiet skylden for ventetiden?", Kind.WHY),
        ("Hvordan kan det være, at broen er lukket?", Kind.WHY),
        ("Hvad laver Havrådet?", Kind.DEFINITION),
        ("Hvad bruges Sundpost til?", Kind.DEFINITION),
        ("Hvad gjorde kommunen for at hjælpe?", Kind.WHAT),
        ("Hvad er udvalgets næste opgave?", Kind.WHAT),
        ("Hvad kræver en stor indsats?", Kind.WHAT),
        ("Hvem skal sige god for planen?", Kind.WHO),
        ("ejer af havneportalen", Kind.WHO),
        ("leverandør havneportalen", Kind.WHO),
        ("Hvorfra kommer pengene?", Kind.WHERE),
    ],
)
def test_what_is_asked(text: str, kind: Kind) -> None:
    """Nouns, adjectives and verbs that ask for a view or a cause are read as such, and only those."""
    assert parse(text).kind is kind


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvad frygter Tangvig Dyk?", "de unge dykkere holder op"),
        ("Hvad er Jørn Abild utilfreds med?", "ingen spurgte medlemmerne"),
        ("Hvilket løfte giver Rita Holgersen?", "hallen åbner igen til september"),
        ("Hvad forsinkede åbningen af svømmehallen?", "sprunget rør"),
        ("Hvad var gæsterne irriterede over?", "skiltet manglede"),
        ("Hvad gør Badevagt?", "Den tæller, hvor mange der er i vandet"),
        ("Hvem betaler driften?", "Sødalfonden"),
        ("Hvem har ansvaret for nøglerne?", "Tangvig Idrætsråd"),
        ("Hvilket firma har hævet prisen på klor?", "Klar Kemi A/S"),
        ("Hvem meldte afbud til mødet i Baderådet?", "Kaja Munk"),
        ("Hvem ledede mødet i Baderådet?", "Arne Kolding"),
    ],
)
def test_the_right_words_are_cut(index: Index, question: str, value: str) -> None:
    """The clause that tells it, or the one name among several that the verb is said of."""
    answer = index.ask(question)
    assert answer.status == "answered", answer.answer
    assert value in answer.values[0].label
    assert len(answer.values) == 1


def test_a_reason_without_a_mark_is_never_sure(index: Index) -> None:
    """A sentence about the matter that does not say why may be given, but not as a sure answer."""
    answer = index.ask("Hvorfor lukker Kulturforvaltningen i Tangvig Kommune svømmehallen klokken 18?")
    assert answer.confidence <= 0.6


def test_what_nobody_knows_is_no_reason(index: Index) -> None:
    """ "Årsagen er ikke afklaret" gives no reason."""
    answer = index.ask("Hvorfor er besøgstallet i saunaen faldet?")
    assert not any("afklaret" in value.value for value in answer.values)


def test_who_left_an_office_does_not_hold_it(index: Index) -> None:
    """The one who steps down is not the answer to who holds the office."""
    answer = index.ask("Hvem er livredderchef?")
    assert [value.value for value in answer.values] in ([], ["Tom Ellegaard"])


def test_a_noun_that_points_back_is_no_answer(practice: Index) -> None:
    """ "Hvilken plan …" is answered by a plan's name, not by "planen"."""
    for question in ("Hvilken plan afløser den nye cykelstrategi?", "Hvilken strategi gælder for cykler?"):
        values = [value.value.casefold() for value in practice.ask(question).values]
        assert not {"planen", "strategien"} & set(values)


def test_labels_inside_a_line() -> None:
    """A line may hold several labelled fields; each ends where the next begins."""
    line = "Dato: 3. april Sted: Rådhuset. Til stede: Pia, Bo. Afbud: Kaj"
    found = [(label, line[a:b].rstrip(".")) for label, a, b in labelled(line)]
    assert found == [("Dato", "3. april"), ("Sted", "Rådhuset"), ("Til stede", "Pia, Bo"), ("Afbud", "Kaj")]


_LONG = """# Taget på hallen

Efter et langt forløb med mange møder, breve og rykkere om taget på den gamle hal ved havnen fortalte driftschef Per Holm om
taget og mente. Han savner en plan.
"""


@pytest.mark.parametrize("question", ["Hvad mener Per Holm om taget?", "Hvad sagde Per Holm om taget?"])
def test_a_short_sentence_after_a_long_one_is_read_by_its_own_words(tmp_path: Path, question: str) -> None:
    """Words matched far out in the sentence before are no places in this one: that ended in an error once."""
    Path(tmp_path, "hal.md").write_text(_LONG, "utf-8")
    settings = dataclasses.replace(Settings(), data=tmp_path / "data")
    build([Path(tmp_path, "hal.md")], settings)
    with open_index(settings.data) as index:
        assert index.ask(question).status in ("answered", "no_answer")
