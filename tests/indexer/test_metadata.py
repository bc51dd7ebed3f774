"""Metadata from front matter, sidecar, format and text; dates and numbers of Danish text."""

from __future__ import annotations

import datetime
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.dates import day_of, parse_date
from indexer.documents import read_document
from indexer.errors import UnreadableDocument
from indexer.metadata import parse_front_matter, sidecar_names
from indexer.numbers import parse_numbers, word_value
from indexer.safe_yaml import load_mapping
from indexer.settings import Settings
from indexer.types import Document

BODY = "Regionen vil bygge tolv broer i de kommende år, og det sker i samarbejde med staten og kommunerne ved kysten.\n"
DAY = datetime.date(2016, 5, 17)  # a Tuesday


def document(text: str, name: str = "mappe/a.txt", sidecar: str | None = None) -> Document:
    return read_document(name, name, text.encode(), sidecar.encode() if sidecar is not None else None, Settings())


# ---- metadata


def test_order_of_sources() -> None:
    """Front matter comes before the sidecar, the sidecar before the text; each field says where it is from."""
    text = f"---\ntitle: Fra hovedet\n---\n# Fra teksten\n\n4. maj 2021\n\n{BODY}"
    said = document(text, "a.md", "title: Fra sidecar\npublisher: Havnen\ndate: 2020-01-02\n").metadata
    assert (said.title, said.publisher, said.date) == ("Fra hovedet", "Havnen", "2020-01-02")
    assert said.origin == {"title": "front matter", "publisher": "sidecar", "date": "sidecar"}
    assert said.spans == {}


def test_given_value_that_the_text_says_too() -> None:
    """A date that the sidecar and the dateline agree on has its place in the text."""
    found = document(f"Broer til øer\n\n4. maj 2021\n\n{BODY}", sidecar="dato: 2021-05-04\nforfatter: Bo Juul\n")
    assert found.metadata.origin["date"] == "sidecar" and found.metadata.author == "Bo Juul"
    assert found.metadata.spans["date"].of(found.text) == "4. maj 2021"


def test_front_matter_is_outside_the_text() -> None:
    found = document(f"---\ntitle: X\nkind: plan\n---\n\n{BODY}", "a.md")
    assert found.text == BODY.strip() and found.metadata.kind == "plan"
    assert parse_front_matter("---\nIkke et hoved\n---\nTekst") == ({}, "---\nIkke et hoved\n---\nTekst")
    assert parse_front_matter("Tekst\n---\na: b\n---\n")[0] == {}


@pytest.mark.parametrize(
    ("yaml", "date"),
    [("2016-05-12", "2016-05-12"), ("'2016-05'", "2016-05"), ("2016", "2016"), ("12. maj 2016", "2016-05-12"), ("foråret 2011", "2011"),
     ("2016-05-12T10:00:00Z", "2016-05-12"), ("maj 2016", "2016-05")],
)  # fmt: skip
def test_given_dates(yaml: str, date: str) -> None:
    assert document(BODY, sidecar=f"date: {yaml}").metadata.date == date


@pytest.mark.parametrize(
    "sidecar",
    ["title: [", "- a\n- b", "title: {a: b}", "date: aldrig", "date: 2016-13-45", "url: javascript:x", "title: true", "\ttitle: x",
     "sources: 3.5", "title: !!python/name:os.system", "date: 2016-02-30"],
)  # fmt: skip
def test_bad_sidecar(sidecar: str) -> None:
    """YAML that is broken or of a wrong type skips the document with one line."""
    with pytest.raises(UnreadableDocument) as caught:
        document(BODY, sidecar=sidecar)
    assert "\n" not in str(caught.value)


def test_yaml_caps() -> None:
    """Aliases, depth, nodes and length are capped before anything is built."""
    begin = time.process_time()
    for text in (
        "a: " + "[" * 5000,
        "a: &a x\nb: [" + "*a," * 100 + "]",
        "\n".join(f"k{i}: v" for i in range(30_000)),
        "a: " + "x" * 300_000,
    ):
        with pytest.raises(UnreadableDocument):
            load_mapping(text, "front matter")
    assert time.process_time() - begin < 5


def test_sidecar_names() -> None:
    assert sidecar_names("a/plan.pdf") == ("a/plan.meta.yaml", "a/plan.pdf.meta.yaml")


@pytest.mark.parametrize(
    ("head", "field", "value", "words"),
    [
        ("09/11/2011 08:50", "date", "2011-11-09", "09/11/2011"),
        ("17. maj 2016", "date", "2016-05-17", "17. maj 2016"),
        ("Publiceret 02-03-2020", "date", "2020-03-02", "02-03-2020"),
        ("Dato: 2. marts 2020", "date", "2020-03-02", "2. marts 2020"),
        ("2020-03-02", "date", "2020-03-02", "2020-03-02"),
        ("København, den 2. marts 2020", "date", "2020-03-02", "2. marts 2020"),
        ("Maj 2016", "date", "2016-05", "Maj 2016"),
        ("Af Pia Holm", "author", "Pia Holm", "Pia Holm"),
        ("Skrevet af kontorchef Pia Holm, Region Hav", "author", "Pia Holm", "Pia Holm"),
        ("Tekst: Pia Holm og Bo Juul", "author", "Pia Holm og Bo Juul", "Pia Holm og Bo Juul"),
        ("Leder til nyhedsbrevet om veje, maj 2016 fra direktør Pia Holm.", "author", "Pia Holm", "Pia Holm"),
        ("Leder til nyhedsbrevet om veje, maj 2016 fra direktør Pia Holm.", "kind", "leder", "Leder"),
        ("Kilde: Region Hav", "publisher", "Region Hav", "Region Hav"),
        ("Udgiver: Rådet for Veje", "publisher", "Rådet for Veje", "Rådet for Veje"),
        ("Pressemeddelelse fra Region Hav", "publisher", "Region Hav", "Region Hav"),
        ("PRESSEMEDDELELSE", "kind", "pressemeddelelse", "PRESSEMEDDELELSE"),
    ],
)
def test_inferred(head: str, field: str, value: str, words: str) -> None:
    """Date, author, publisher and kind are read from the lines around the title, with their exact place."""
    found = document(f"Broer til alle øer\n\n{head}\n\n{BODY}\n{BODY}")
    assert getattr(found.metadata, field) == value
    assert found.metadata.origin[field] == "inferred"
    if field in found.metadata.spans:
        assert found.metadata.spans[field].of(found.text).endswith(words)


def test_dateline_beats_update() -> None:
    found = document(f"Broer til øer\n\nOpdateret 5. maj 2021\nPubliceret 4. maj 2021\n\n{BODY}")
    assert found.metadata.date == "2021-05-04"


def test_language() -> None:
    """A text of small English words is English; a Danish one with an English title stays Danish."""
    english = "The strategy of the government is to work with the regions, and that is by the book from the start. " * 3
    assert document(english).metadata.language == "en"
    assert document("Digital Welfare: the plan of the state\n\n" + BODY * 3).metadata.language == "da"


def test_title_without_heading() -> None:
    """A text that begins at once is called by its first sentence; one without words by its name."""
    found = document("Regionen har lavet en plan for broer. " + BODY)
    assert found.metadata.title == "Regionen har lavet en plan for broer"
    assert found.metadata.spans["title"].of(found.text) == found.metadata.title
    assert document("– – –", "mappe/tom_plan.txt").metadata.title == "tom plan"
    assert document("– – –", "linje\nskift\x1f.txt").metadata.title == "linje skift"


# ---- dates

DATES = [
    ("12. maj 2016", "2016-05-12"), ("den 12. maj 2016", "2016-05-12"), ("torsdag den 12. maj 2016", "2016-05-12"),
    ("12.5.2016", "2016-05-12"), ("12/05-2016", "2016-05-12"), ("12/5 2016", "2016-05-12"), ("12-05-2016", "2016-05-12"),
    ("14.02.17", "2017-02-14"), ("2016-05-12", "2016-05-12"), ("09/11/2011 08:50", "2011-11-09"), ("den 16. maj", "2016-05-16"),
    ("den 30. december", "2015-12-30"), ("12. maj i år", "2016-05-12"), ("d. 12/5", "2016-05-12"), ("maj 2016", "2016-05"),
    ("jan. 2017", "2017-01"), ("i marts", "2016-03"), ("foråret 2011", "2011-21"), ("efteråret 2019", "2019-23"), ("i foråret", "2016-21"),
    ("til efteråret", "2016-23"), ("forårets aftale", "2016-21"), ("sidste efterår", "2015-23"), ("i torsdags", "2016-05-12"),
    ("i går", "2016-05-16"), ("i morgen", "2016-05-18"), ("på mandag", "2016-05-23"), ("i fjor", "2015"), ("sidste år", "2015"),
    ("næste år", "2017"), ("i år", "2016"), ("for to år siden", "2014"), ("om tre måneder", "2016-08"), ("sidste måned", "2016-04"),
    ("ved udgangen af 2020", "2020-12-31"), ("inden udgangen af året", "2016-12-31"), ("inden årets udgang", "2016-12-31"),
    ("ultimo maj 2016", "2016-05-31"), ("ved udgangen af 2. kvartal 2017", "2017-06-30"), ("medio 2019", "2019-06"),
    ("primo 2019", "2019-01"), ("1. halvår 2017", "2017-01/2017-06"), ("andet halvår 2017", "2017-07/2017-12"),
    ("3. kvartal 2024", "2024-07/2024-09"), ("Q3 2024", "2024-07/2024-09"), ("i 1. kvartal", "2016-01/2016-03"), ("2016-2020", "2016/2020"),
    ("2016–2020", "2016/2020"), ("2016-20", "2016/2020"), ("fra 2011 til 2015", "2011/2015"), ("mellem 2011 og 2015", "2011/2015"),
    ("fra 1. januar til 31. marts 2016", "2016-01-01/2016-03-31"), ("12.-14. maj 2016", "2016-05-12/2016-05-14"),
    ("april-juni 2016", "2016-04/2016-06"), ("uge 12 2016", "2016-03-21/2016-03-27"), ("1990'erne", "1990/1999"), ("i 2016", "2016"),
    ("2016-strategien", "2016"), ("ved årsskiftet 2019/2020", "2019-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "value"), DATES, ids=[words for words, _ in DATES])
def test_date(words: str, value: str) -> None:
    """Every Danish way to say when, counted from Tuesday 17 May 2016 where it is relative, and a value that means days."""
    found = list(parse_date(f"Aftalen gælder {words}, siger de.", DAY))
    assert [d.value for d in found] == [value]
    first, last = day_of(value) or (None, None)
    assert first and last and first <= last


@pytest.mark.parametrize(
    "text",
    ["kl. 10.30", "Telefon 33 70 33 70", "over 2000 borgere", "version 2.0.2016", "§ 5, stk. 2", "3. behandling", "12.345 kr.", "a 1.2.3 b", "2016 kr.", "nr. 20161"],
)  # fmt: skip
def test_no_date(text: str) -> None:
    assert list(parse_date(text, DAY)) == []


def test_typed_without_danish_letters() -> None:
    """Questions are often typed on other keyboards."""
    for typed, value in (("i foraaret 2011", "2011-21"), ("sidste aar", "2015"), ("i gaar", "2016-05-16"), ("loerdag den 14. maj 2016", "2016-05-14"),
                         ("inden udgangen af naeste aar", "2017-12-31"), ("1. halvaar 2017", "2017-01/2017-06"), ("for to aar siden", "2014")):  # fmt: skip
        assert [d.value for d in parse_date(typed, DAY)] == [value]


def test_impossible_day() -> None:
    """A day that no calendar has leaves the year, and no wrong month."""
    assert [d.value for d in parse_date("den 31. februar 2016", DAY)] == ["2016"]


def test_relative_dates_need_a_day() -> None:
    """Without the document's day nothing is guessed; with it the reading says what was assumed."""
    assert list(parse_date("Det skete i torsdags, i fjor og i foråret.")) == []
    found = next(parse_date("i fjor", DAY))
    assert found.reading == "regnet fra dokumentets dato 2016-05-17"


def test_weekday_that_does_not_fit() -> None:
    """Where weekday and date disagree the date counts, and the reading says so."""
    text = "Strategien kom i torsdags den 16. maj og virker."
    found = next(parse_date(text, DAY))
    assert (
        found.value == "2016-05-16"
        and "mandag" in (found.reading or "")
        and text[found.start : found.end] == "i torsdags den 16. maj"
    )


@given(st.text(alphabet="0123456789.-/ :majifortil–", max_size=80))
def test_dates_are_sound(text: str) -> None:
    """Finds are in order, apart, and every value is a date."""
    found = list(parse_date(text, DAY))
    assert all(day_of(d.value) for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_dates_and_numbers_are_linear() -> None:
    for piece in (
        "12.",
        "2016-",
        "den ",
        "maj ",
        "1 ",
        "i ",
        "en ",
        "fra 2011 til ",
        "hundrede og ",
        "12.345",
        "op mod ",
    ):
        text = piece * (50_000 // len(piece))
        begin = time.process_time()
        list(parse_date(text, DAY))
        list(parse_numbers(text))
        assert time.process_time() - begin < 6, piece


# ---- numbers

NUMBERS = [
    ("De 29 konkrete initiativer", ("29", "number", "konkrete initiativer")), ("op mod 70 digitale indsatser", ("70", "number", "digitale indsatser")),
    ("12.500 elever", ("12500", "number", "elever")), ("3,5 pct.", ("3.5", "percent", "procent")), ("80 procent", ("80", "percent", "procent")),
    ("2,4 mia. kr.", ("2400000000", "money", "kr.")), ("kr. 500", ("500", "money", "kr.")), ("7 mia årligt", ("7000000000", "money", "kr.")),
    ("tredive møder", ("30", "number", "møder")), ("syvoghalvtreds tiltag", ("57", "number", "tiltag")), ("to hundrede og ti skoler", ("210", "number", "skoler")),
    ("halvanden million danskere", ("1500000", "number", "danskere")), ("halvdelen af alle kommuner", ("0.5", "fraction", "kommuner")),
    ("en tredjedel af borgerne", ("0.3333", "fraction", "borgerne")), ("tre ud af fire skoler", ("0.75", "fraction", "skoler")),
    ("hver femte borger", ("0.2", "fraction", "borger")), ("i 15 år", ("15", "number", "år")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), NUMBERS, ids=[text for text, _ in NUMBERS])
def test_number(text: str, wanted: tuple[str, str, str]) -> None:
    assert [(n.value, n.kind, n.unit) for n in parse_numbers(f"Der er {text}. Slut.")] == [wanted]


def test_number_hedges_and_ranges() -> None:
    assert next(parse_numbers("op mod 70 indsatser")).reading == "op mod"
    assert [(n.value, n.reading) for n in parse_numbers("10-15 kommuner")] == [("10", "fra"), ("15", "til")]


@pytest.mark.parametrize(
    "text",
    [
        "Tlf. 33 70 33 70",
        "1. Titel",
        "kl. 9",
        "§ 5",
        "version 2.0",
        "initiativ 3.2",
        "Fælles Sprog III",
        "e2012",
        "www.a1.dk/22",
    ],
)
def test_no_number(text: str) -> None:
    assert list(parse_numbers(text)) == []


def test_skip() -> None:
    text = "Den 3. maj 2016 var der 40 gæster"
    assert [n.value for n in parse_numbers(text, [(d.start, d.end) for d in parse_date(text)])] == ["40"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("halvfjerds", 70),
        ("enogtyve", 21),
        ("nioghalvfems", 99),
        ("hundrede", 100),
        ("et tusind to hundrede og femten", 1215),
        ("tohundrede", 200),
        ("hest", None),
    ],
)
def test_words(words: str, value: int | None) -> None:
    assert word_value(words) == value


@given(st.text(alphabet="0123456789.,- toenfirehundredkrpct", max_size=60))
def test_numbers_are_sound(text: str) -> None:
    for number in parse_numbers(text):
        assert 0 <= number.start < number.end <= len(text) and float(number.value) >= 0
