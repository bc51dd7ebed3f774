"""Passages: whole sentences of one zone, short enough, in order, with their headings."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.documents import read_document
from indexer.errors import UnreadableDocument
from indexer.passages import MAX_CHARS, MAX_WORDS, split
from indexer.settings import Settings
from indexer.types import Document, Passage, Zone


def document(text: str, name: str = "a.txt") -> Document:
    return read_document(name, name, text.encode("utf-8", "surrogatepass"), None, Settings())


def texts(found: Document, zone: Zone | None = None) -> list[str]:
    return [p.span.of(found.text) for p in split(found) if zone is None or p.zone is zone]


def check(found: Document) -> tuple[Passage, ...]:
    """What holds for every document."""
    passages = split(found)
    at = 0
    for passage in passages:
        assert passage.doc_id == found.doc_id
        assert at <= passage.span.start < passage.span.end <= len(found.text)
        at = passage.span.end
        assert passage.sentences[0].start == passage.span.start and passage.sentences[-1].end == passage.span.end
        assert all(a.end <= b.start for a, b in zip(passage.sentences, passage.sentences[1:], strict=False))
        words = passage.span.of(found.text)
        assert len(passage.sentences) == 1 or (len(words) <= MAX_CHARS and len(words.split()) <= MAX_WORDS)
        assert len({found.zone_at(s.start).carries_statements for s in passage.sentences}) == 1
    return passages


def zones_hold(found: Document) -> None:
    """Zones are sorted, apart, and cover every line that holds more than white space."""
    ends = 0
    covered = ""
    for piece in found.zones:
        assert ends <= piece.span.start
        assert all(piece.span.covers(cell) for cell in piece.cells)
        covered += piece.span.of(found.text)
        ends = piece.span.end
    assert "".join(covered.split()) == "".join(found.text.split())


WORDS = st.sampled_from(
    ["Aftalen", "blev", "bl.a.", "2016-2020", "æøå", "–", "•", "1.", "12. maj 2016", "KL", "\n", "\n\n", ".", "!", ":", "»x«", "Læs også",
     "Kilde: KL", "Emneord: a, b", "|", "\t", "Annonce", "# ", "e\u0301", "👩‍🔬", "\u00a0", "\x1f", "\u2028", "Kommentarer", "Af Bo Juul", "---"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join), st.lists(WORDS, max_size=60).map("".join)),
       st.sampled_from(["a.txt", "a.md"]))  # fmt: skip
def test_any_text(text: str, name: str) -> None:
    """For any text at all: offsets fit, zones cover, passages are in order, and the same text gives the same passages."""
    try:
        found = document(text, name)
    except UnreadableDocument:
        return
    zones_hold(found)
    assert check(found) == split(found)
    said = "".join(c for p in split(found) for s in p.sentences for c in s.of(found.text) if c.isalnum())
    everything = "".join(c for c in found.text if c.isalnum())
    assert said == everything or len(everything) - len(said) <= everything.count("o")  # "o" may be a bullet


def test_marks_of_plain_text() -> None:
    """Heading marks and underlines of plain text are no words of the heading, and rules are no passages."""
    found = document(
        "Havnenes plan\n=============\n\nDen er god, og den er ny.\n\n## Mål\n\nDer er tre mål i den.\n\n-----\n\nSlut nu."
    )
    assert found.metadata.title == "Havnenes plan"
    assert [(p.zone.value, p.span.of(found.text)) for p in check(found)] == [
        ("title", "Havnenes plan"), ("body", "Den er god, og den er ny."), ("heading", "Mål"), ("body", "Der er tre mål i den."), ("body", "Slut nu."),
    ]  # fmt: skip


def test_neighbours_share_while_they_fit() -> None:
    short = "Planen er klar. Den begynder i maj."
    found = document(
        f"Titel på planen\n\n{short}\n\n{short}\n\n" + "\n\n".join(["Et længere afsnit om havne og veje. " * 12] * 3)
    )
    body = [p for p in check(found) if p.zone is Zone.BODY]
    assert len(body[0].sentences) > 4 and len(body) == 3


def test_headings_path() -> None:
    found = document("# A\n\nTekst et.\n\n## B\n\nTekst to.\n\n### C\n\nTekst tre.\n\n## D\n\nTekst fire.", "a.md")
    paths = {p.span.of(found.text): [h.of(found.text) for h in p.headings] for p in check(found) if p.zone is Zone.BODY}
    assert paths == {
        "Tekst et.": ["A"],
        "Tekst to.": ["A", "B"],
        "Tekst tre.": ["A", "B", "C"],
        "Tekst fire.": ["A", "D"],
    }


def test_list_stands_with_its_lead_in() -> None:
    found = document(
        "Der er fred. Planen har tre mål:\n\n- flere broer\n- bedre veje\n- rent vand\n\nDet er alt.", "a.md"
    )
    assert texts(found, Zone.LIST) == ["Planen har tre mål:\n\nflere broer\nbedre veje\nrent vand"]
    assert texts(found, Zone.BODY) == ["Der er fred.", "Det er alt."]


def test_bullets_are_no_words() -> None:
    found = document("Mål for planen\n\n• flere broer\n• bedre veje\n\nDet er alt, hvad der står i planen om dem.")
    listed = next(p for p in check(found) if p.zone is Zone.LIST)
    assert [s.of(found.text) for s in listed.sentences] == ["flere broer", "bedre veje"]


def test_long_table_keeps_its_head() -> None:
    """Where a table needs several passages, the later ones have its head row last among their headings."""
    rows = "\n".join(f"| Bro nummer {n} over det lange sund | {2000 + n} | {n} mio. kr. |" for n in range(60))
    found = document(f"# Broer\n\n| Bro | År | Pris |\n|---|---|---|\n{rows}\n", "a.md")
    tables = [p for p in check(found) if p.zone is Zone.TABLE]
    assert len(tables) > 2 and tables[0].span.of(found.text).startswith("Bro | År | Pris")
    assert all(p.headings[-1].of(found.text) == "Bro | År | Pris" for p in tables[1:])
    assert sum(len(p.sentences) for p in tables) == 61


def test_furniture_is_apart() -> None:
    """A teaser in the text neither joins the body nor cuts its passage order."""
    found = document("Titlen på det\n\nBroen åbner i maj 2021.\n\nLÆS OGSÅ: Broen lukker i 1998\n\nDen er lang.")
    assert texts(found, Zone.TEASER) == ["LÆS OGSÅ: Broen lukker i 1998"]
    assert texts(found, Zone.BODY) == ["Broen åbner i maj 2021.", "Den er lang."]


def test_hundred_pages_are_fast() -> None:
    """300,000 characters are read and split in a few seconds."""
    text = "Om broer\n\n" + "\n\n".join(
        f"Afsnit {n} handler om broer. " + "Broen er lang, og den er dyr. " * 12 for n in range(800)
    )
    begin = time.process_time()
    assert len(split(document(text))) > 300
    assert time.process_time() - begin < 6
