"""Questions about a text itself and about who said something, over four texts made up for it, by the rules alone."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import Index, about_texts, contacts, open_index, second_opinion
from api.attributed import asked_for_speaker
from api.phrasing import with_months
from api.question import Kind, parse
from api.titles import asked_for_title
from indexer.build import build
from indexer.settings import Settings

NEWS = """Ravnsø får kaj til krydstogtskibe

14/03/2018 07:15

Birthe Lønskov

Havnerådet i Ravnsø besluttede i januar at bygge en kaj til krydstogtskibe. Siden har en klage udsat arbejdet.

Kajen bliver 340 meter lang og koster 92 mio. kr.

"Vi har ventet på kajen i tyve år. Derfor skal de små fiskere nu have en plads, der holder i al slags vejr. Og så skal vi huske, at havnen er for alle, siger Havnerådets formand Kim Abel Storgaard.

Vil du have din forening i bladet? Skriv til Morten Ager.

Læs også

 • 02.05.18 Erhverv
   Værftet i Ravnsø får ordre på tre færger

   De tre færger skal sejle på batterier og leveres i 2020.

 • 21.03.18 Miljø
   Bugten er blevet renere: miljøudvalget roser fiskerne

   Nye målinger viser, at sigten i vandet er steget til seks meter.
"""
LEADER = """8. oktober 2019

Skolemad til alle – hvorfor vi ikke kan vente

Leder i bladet Køkken & Skole, oktober 2019, af sekretariatsleder Tove Brandt Nyborg.

Byrådene i Egedal og Thorsø har nu lovet varm mad til alle elever. Det er et stort skridt.

Jeg vil især fremhæve, at børnene selv skal være med i køkkenet mindst to gange om året.

Nu håber vi, at de øvrige byråd tør tænde for kogepladerne. Det fortjener børnene.
"""
CARE = """Sundhedsministeriet, Region Midtfjord og ti kommuner har indgået en aftale om behandling i hjemmet for 2022-2026.

Sygehuset flytter hjem i stuen
Med aftalen får patienter over 65 år ret til at få målt blodtryk hjemme.

Sundhedsminister Aksel Rønn Hvidberg er stolt af aftalen:

– Ingen ligger bedre end i sin egen seng. Den ro, som hjemmet giver, er en medicin, vi ikke kan købe.

Kilde: Sundhedsministeriet
"""
FOREST = """03. september 2021

Skovene efter 2025

Mange medlemmer har spurgt, hvad der sker, når planen for skovene udløber i 2025.

Derfor har Skovforeningen lavet strategien ”Rødder i morgendagens skov”, der lægger vægt på løvtræer.

Vil du vide mere om stierne, så kontakt skovfoged Jens Pil Aagaard på telefon 55 12 34 00.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the four texts, asked without the trained reader."""
    folder: Path = tmp_path_factory.mktemp("about_texts")
    (folder / "docs").mkdir()
    for name, text in (("kaj", NEWS), ("skolemad", LEADER), ("hjem", CARE), ("skov", FOREST)):
        (folder / "docs" / f"{name}.txt").write_text(text, "utf-8")
    settings = dataclasses.replace(Settings(), data=folder / "data", vocabularies=())
    build([folder / "docs"], settings)
    with pytest.MonkeyPatch.context() as patch, open_index(settings.data) as opened:
        patch.setattr(second_opinion, "reader", lambda: None)
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hvornår lagde Skovforeningen teksten om skovene efter 2025 ud?", "2021-09-03"),
        ("Hvornår er teksten om skovene fra?", "2021-09-03"),
        ("hvad dato er Tove Brandts leder om skolemad?", "2019-10-08"),
        ("Hvilken dag bragte bladet nyheden om de tre færger?", "2018-05-02"),
        ("dato på notitsen om den renere bugt", "2018-03-21"),
        ("Fra hvilken dato er artiklen om krydstogtkajen?", "2018-03-14"),
        ("Hvornår skrev Birthe Lønskov om kajen?", "2018-03-14"),
        ("Hvilket ministerium er kilde til teksten om behandling i hjemmet?", "Sundhedsministeriet"),
        ('hvem står som kilde på "Sygehuset flytter hjem i stuen"?', "Sundhedsministeriet"),
        ("hvem skrev lederen fra oktober 2019?", "Tove Brandt Nyborg"),
        ("navn på journalisten bag historien om kajen?", "Birthe Lønskov"),
        ("Hvem står bag lederen om varm mad?", "Tove Brandt Nyborg"),
        ('Hvem skrev "Nu håber vi, at de øvrige byråd tør tænde for kogepladerne"?', "Tove Brandt Nyborg"),
        ("Hvem står bag udtalelsen om, at børnene selv skal være med i køkkenet?", "Tove Brandt Nyborg"),
        ("Jeg leder efter et citat om, at havnen er for alle. Hvem kom med det?", "Kim Abel Storgaard"),
        ('"Derfor skal de små fiskere nu have en plads" - hvem sagde det?', "Kim Abel Storgaard"),
        ("hvem taler om ro som en medicin, man ikke kan købe?", "Aksel Rønn Hvidberg"),
        ("Kim Abel Storgaard – hvad er hans titel?", "Havnerådets formand"),
        ("Hvad er Jens Pil Aagaards stilling?", "skovfoged"),
        ('Hvad er "Rødder i morgendagens skov" for noget?', "strategien"),
        ("Hvem skal man skrive til, hvis ens forening vil i bladet?", "Morten Ager"),
        ("hvem kontakter jeg om stierne?", "Jens Pil Aagaard"),
    ],
)
def test_the_text_that_is_meant_answers_for_itself(index: Index, question: str, value: str) -> None:
    """A text's day, writer and source are found in its own lines, a speaker by the words, a title beside the name."""
    answer = index.ask(question)
    assert answer.status == "answered"
    assert [v.value for v in answer.values][:1] == [value]


@pytest.mark.parametrize(
    "question",
    [
        "Hvem skrev artiklen om de tre færger?",
        "Hvem skrev teksten om skovene efter 2025?",
        "Hvem er kilden til artiklen om kajen?",
        "Hvornår bragte bladet nyheden om den nye svømmehal?",
        "Hvad er Birthe Lønskovs stilling?",
    ],
)
def test_what_the_text_that_is_meant_does_not_say(index: Index, question: str) -> None:
    """Another text's writer, day or source is not given."""
    assert index.ask(question).status == "no_answer"


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Hvornår udkom klummen om færgen?", about_texts.DATE),
        ("hvornår kom artiklen om museet på nettet?", about_texts.DATE),
        ("deadline for ansøgninger, iflg artiklen fra 2011", ""),
        ("Hvornår kommer færgen til byen?", ""),
        ("hvornår skal de 1.200 standardbreve være skrevet færdig?", ""),
        ("Hvem skrev læserbrevet om støj?", about_texts.AUTHOR),
        ("Hvem står bag broen?", ""),
        ("Hvem er kilde til notitsen om bugten?", about_texts.SOURCE),
        ("Hvilken dato kunne man læse artiklen om kajen?", about_texts.DATE),
        ("Hvilken dag står der ud for historien om fyrtårnet?", about_texts.DATE),
        ("Hvilken dato blev stykket om humlen lagt på nettet?", about_texts.DATE),
        ("Under hvilken rubrik ligger historien om fyrtårnet?", about_texts.SECTION),
        ("Hvilken kategori hører fyrtårnet til?", ""),
        ("Hvilken ugedag udkom bogen om fyret?", ""),
    ],
)
def test_what_is_asked_of_a_text(question: str, wanted: str) -> None:
    """A text that only lends what is asked, or a letter that is yet to be written, is not asked about."""
    assert about_texts.asks(parse(question)) == wanted


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (
            "Jeg leder efter ophavet til et citat om, at vi skal passe på engen. Hvem kom med det?",
            "hvem sagde, at vi skal passe på engen?",
        ),
        ("Der er en, der taler om røgen som et låg. Hvem er det?", "hvem taler om røgen som et låg?"),
        ("Hvem er ophavsmand til ordene »Byen husker«?", "hvem sagde: »Byen husker«?"),
        ("»Det er hverdag« – hvem sagde det?", "hvem sagde: »Det er hverdag«?"),
        ("Hvem står bag broen?", "Hvem står bag broen?"),
    ],
)
def test_a_speaker_asked_for_in_other_forms(text: str, turned: str) -> None:
    """Words told first, or called somebody's, stand after "hvem sagde"."""
    assert asked_for_speaker(text) == turned


def test_titles_are_of_persons() -> None:
    """A plan's title is its name, and no office."""
    assert asked_for_title("hvilken titel har Lone Krag?") == "hvad er titlen på Lone Krag?"
    assert asked_for_title("Hvad er planens titel?") == "Hvad er planens titel?"


def test_whom_to_turn_to_is_not_who_turned() -> None:
    """ "Hvem har henvendt sig" asks for the one who wrote."""
    assert contacts.asked("hvem henvender man sig til om lokaler?")
    assert not contacts.asked("Hvem har henvendt sig til foreningen?")


def test_short_months_and_quoted_clauses() -> None:
    """A month is known by its short name before a year; a clause between marks is said by somebody."""
    assert with_months("i feb 2017") == "i februar 2017"
    assert parse('Hvem skrev "Nu glæder vi os til at komme i gang"?').kind is Kind.QUOTE
    assert parse('hvem har skrevet "Landet bag diget"?').kind is Kind.WHO
