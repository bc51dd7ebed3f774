"""Who wrote a text and who made a remark, in the wordings that people use, told in one form."""

from __future__ import annotations

import pytest

from api import about_texts
from api.authorship import asked_for_writer
from api.question import Kind, parse
from api.remarks import asked_of_somebody
from api.saying import inside_quote


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("hvem lavede den artikel om svampene", "hvem har skrevet den artikel om svampene?"),
        ("Hvem har begået klummen om cykler?", "hvem har skrevet klummen om cykler?"),
        ("Hvem førte pennen i lederen om havnen?", "hvem har skrevet lederen om havnen?"),
        ("hvis navn står der under debatindlægget om skoler", "hvem har skrevet debatindlægget om skoler?"),
        ("Fra hvis hånd er klummen om skolemad?", "hvem har skrevet klummen om skolemad?"),
        ("Hvis byline er der på historien om slusen?", "hvem har skrevet historien om slusen?"),
        ("Hvilken journalist dækkede åbningen af broen?", "hvem har skrevet artiklen om åbningen af broen?"),
        ("Hvad hedder den journalist, der skrev om broen?", "hvem har skrevet artiklen om broen?"),
        ("Navn på skribenten bag indlægget om skolemad?", "hvem har skrevet indlægget om skolemad?"),
        ("Byline på artiklen om broen?", "hvem har skrevet artiklen om broen?"),
        ("Hvem kan jeg kreditere for teksten om den nye bro?", "hvem har skrevet teksten om den nye bro?"),
        (
            "Jeg vil gerne citere den korte notits fra 3. maj. Hvem skal jeg angive som forfatter?",
            "hvem har skrevet den korte notits fra 3. maj?",
        ),
        ("Jeg har læst en leder om skolemad. Hvem er den af?", "hvem har skrevet en leder om skolemad?"),
        ("Lederen i Fugletids nr. 4 - hvem står bag?", "hvem har skrevet Lederen i Fugletids nr. 4?"),
        (
            "Uglerne er tilbage: 40 unger på vingerne - hvem er skribenten?",
            'hvem har skrevet teksten "Uglerne er tilbage: 40 unger på vingerne"?',
        ),
    ],
)
def test_the_writer_of_a_text_is_asked_for_in_one_form(question: str, asked: str) -> None:
    """Whatever the wording, the question is one for who has written a text."""
    assert asked_for_writer(question) == asked
    assert about_texts.asks(parse(question)) == about_texts.AUTHOR


@pytest.mark.parametrize(
    "question",
    [
        "Hvem lavede kortet over broen?",
        "Hvem har lavet rapporten om broen?",
        "Hvem står bag planen i artiklen?",
        "Hvem har taget billedet til artiklen?",
        "hvem har skrevet under på aftalen om broen",
        "Hvem er leder af sekretariatet?",
        "I nyheden om broen ærgrer én sig over støjen. Hvem er det?",
    ],
)
def test_a_question_for_the_maker_of_another_thing_stays(question: str) -> None:
    """A map, a photograph, a plan has no writer."""
    assert asked_for_writer(question) == question


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("På mødet advarede et medlem mod at bygge. Hvem var det?", "hvem advarede mod at bygge på mødet?"),
        ("En fisker kaldte kvoten en gave. Hvad hedder han?", "hvem kaldte kvoten en gave?"),
        ("Jeg har hørt om en fisker, der hellere ville sejle. Hvad hedder han?", "hvem ville hellere sejle?"),
        ("Hvem var det nu, der snakkede om støjen?", "hvem snakkede om støjen?"),
        ("Hvilken mødedeltager påpegede støjen i hallen?", "hvem påpegede støjen i hallen?"),
        ("Hvilken person står bag udtalelsen om, at uglen er dum?", "hvem står bag udtalelsen om, at uglen er dum?"),
        ("Quote'et om at uglen er dum, hvem kom med det?", "hvem sagde, at uglen er dum?"),
        ("Kritikken af broens pris – hvem stod bag den?", "hvem taler om broens pris?"),
        (
            "Bekymringen for, at uglen dør, hvem kom med den på generalforsamlingen?",
            "hvem sagde, at uglen dør på generalforsamlingen?",
        ),
        (
            "hvem fandt på det der med at en ugle kun er så klog som sin skov",
            "hvem sagde, at en ugle kun er så klog som sin skov?",
        ),
        ("Hvem luftede tanken om en tunnel?", "hvem taler om en tunnel?"),
    ],
)
def test_the_maker_of_a_remark_is_asked_for_as_one(question: str, asked: str) -> None:
    """Somebody of whom a remark is told is the one asked for."""
    assert asked_of_somebody(question) == asked
    assert parse(asked).kind in (Kind.QUOTE, Kind.WHO)


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er det, der har bygget broen?",
        "Hvilken formand roste broen?",
        "Broen blev bygget i 1999. Hvem var det?",
        "Hvem kom med maden til festen?",
    ],
)
def test_no_remark_is_made_of_a_deed(question: str) -> None:
    """Where nobody says anything, or an office is asked for, the question stays."""
    assert asked_of_somebody(question) == question


def test_what_stands_in_a_quotation_of_several_sentences() -> None:
    """A mark that opens a sentence holds all of it; one that closes a quotation holds nothing behind it."""
    assert inside_quote('"Vi har sagt det hele vejen.', 8)
    assert not inside_quote('Nu kigger vi på kysten," forklarer han.', 25)
