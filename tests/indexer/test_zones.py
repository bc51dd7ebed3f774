"""Zones: what each paragraph of made-up pages must be, and that the user's own texts are taken apart as they should."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from indexer.canonical import CanonicalText, canonical
from indexer.documents import read_document
from indexer.settings import Settings
from indexer.types import Block, Document, RawText, Zone
from indexer.zones import zone

CASES = Path(__file__).parents[1] / "cases" / "zones"


def plain(text: str) -> list[tuple[str, str]]:
    return [(z.zone.value, z.span.of(text)) for z in zone(CanonicalText(text))]


def case(path: Path) -> tuple[str, list[tuple[str, str]]]:
    """The text of a case file and the (zone, words) it must give."""
    lines, wanted = [], []
    for line in path.read_text("utf-8").splitlines():
        kind, _, words = line.partition("|")
        lines.append(words.replace("|", "\t") if kind == "table" else words)
        if kind == "=":
            wanted[-1] = (wanted[-1][0], f"{wanted[-1][1]}\n{words}")
        elif kind:
            wanted.append((kind, lines[-1]))
    return "\n".join(lines), wanted


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """Every paragraph of the page gets the zone written before it."""
    text, wanted = case(path)
    assert len(wanted) > 8 and plain(text) == wanted


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Kilde: Region Hav", "source"),
        ("Kilde:\u00a0Region Hav", "source"),
        ("Emneord: broer, veje", "keywords"),
        ("Nøgleord: broer", "keywords"),
        ("Foto: Bo Juul", "caption"),
        ("Figur 3. Broer efter år", "caption"),
        ("Annonce", "advert"),
        ("Mangler din havn omtale? Så bliv medlem af foreningen i dag.", "advert"),
        ("Læs også: Havnen lukker", "teaser"),
        ("Følg med i byggeriet på vores temaside.", "teaser"),
        ("Læs mere her", "navigation"),
        ("Hent rapporten som PDF her", "navigation"),
        ("Del på Facebook", "navigation"),
        ("Artikler: 980 | Møder: 6 | Emner: 8", "navigation"),
        ("Tilmeld dig vores nyhedsbrev", "newsletter"),
        ("© Region Hav 2021", "footer"),
        ("CVR-nr. 12 34 56 78", "footer"),
        ("Skrevet af redaktionen på grundlag af havnens side om mødet.", "footer"),
        ("Referatet er skrevet af sekretariatet ud fra optagelser.", "footer"),
        ("Vi bruger cookies på denne side", "footer"),
    ],
)
def test_line(line: str, kind: str) -> None:
    """A line of furniture in the middle of a text is seen as what it is."""
    body = "Regionen vil bygge tolv broer i de kommende år, og det sker i samarbejde med staten."
    found = plain(f"Broer til øerne\n\n{body}\n\n{line}\n\n{body}")
    assert [k for k, _ in found] == ["title", "body", kind, "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Læs loven grundigt, før planen sættes i gang, og spørg kommunen til råds undervejs i hele forløbet.",
        "Nyhedsbrevet fra ministeriet blev sendt til 98 kommuner i maj 2016, og det vakte opsigt.",
        "Kommentarer fra borgerne er samlet i en rapport, som regionen lægger frem i maj.",
        "Annoncer i dagbladene kostede regionen 2 mio. kr. i 2017, og det var for meget.",
        "Følg med i arbejdet er et af de råd, som styrelsen giver borgerne i den nye vejledning.",
    ],
)
def test_body_stays_body(line: str) -> None:
    """Sentences about newsletters, comments and adverts are no furniture."""
    body = "Regionen vil bygge tolv broer i de kommende år, og det sker i samarbejde med staten."
    assert [k for k, _ in plain(f"Broer til øerne\n\n{body}\n\n{line}\n\n{body}")] == ["title", "body", "body", "body"]


def test_timeline_keeps_its_dates() -> None:
    """Dates that head the entries of a timeline are headings, not the date of the page."""
    entries = "\n\n".join(
        f"{day}. maj 2016\n\nDer skete noget ved havnen den dag, og mange så det." for day in range(1, 5)
    )
    kinds = [k for k, _ in plain(f"Havnens historie\n\n{entries}")]
    assert kinds == ["title"] + ["heading", "body"] * 4


def test_section_in_the_middle_ends() -> None:
    """After "Læs også" with two titles the text goes on as text."""
    body = (
        "Regionen vil bygge tolv broer i de kommende år, og det sker i samarbejde med staten. Pengene er fundet, "
        "og arbejdet går i gang, så snart foråret kommer, og isen er gået."
    )
    found = plain(f"Broer til øerne\n\n{body}\n\nLæs også\n\nFærgen lukker\n\nHavnen fylder 100\n\n{body}\n\n{body}")
    assert [k for k, _ in found] == ["title", "body", "teaser", "teaser", "teaser", "body", "body"]


def test_format_says_more_than_cues() -> None:
    """Headings of the format keep their level; its furniture is told apart by cues."""
    blocks = (
        Block("Forside", "navigation"),
        Block("Broer", "heading", 1),
        Block("Kort linje", "paragraph"),
        Block("Veje", "heading", 2),
        Block("En linje til.", "paragraph"),
        Block("Kommentarer", "furniture"),
        Block("Tilmeld dig nyhedsbrevet", "furniture"),
    )
    found = zone(canonical(RawText(blocks)))
    assert [(z.zone.value, z.level) for z in found] == [
        ("navigation", 0), ("title", 1), ("body", 0), ("heading", 2), ("body", 0), ("comment_rules", 0), ("newsletter", 0),
    ]  # fmt: skip


def seed(seeds: Path, number: int) -> Document:
    path = sorted(seeds.glob("*.txt"))[number]
    return read_document(path.name, path.name, path.read_bytes(), None, Settings())


def furniture(found: Document) -> str:
    return "\n".join(z.span.of(found.text) for z in found.zones if z.zone.is_furniture)


def test_seed_furniture(seeds: Path) -> None:
    """Half of one text is the page around it; no statement can come from there, and none of its own text is lost."""
    found = seed(seeds, 1)
    around = furniture(found)
    assert 0.4 * len(found.text) < len(around) < 0.6 * len(found.text)
    for words in ("Mangler dine", "7 mia", "LÆS OGSÅ", "KODEKS", "Emneord", "80 pct.", "Nyhedsbrevet fra"):
        assert words in around
    for words in ("29 konkrete", "61 indsatsområder", "Sådan lyder det", "Dannelsen af KOMBIT"):
        assert words not in around


def test_seed_metadata(seeds: Path) -> None:
    """Who and when, read from byline, dateline and source line, each with its place."""
    found = [seed(seeds, number) for number in range(5)]
    assert [d.metadata.date for d in found] == ["2011-11-09", None, "2016-05-17", "2020-03-02", None]
    assert [d.metadata.author for d in found] == ["Nick Allentoft", None, "Pia Færch", None, None]
    assert found[4].metadata.publisher == "Finansministeriet"
    assert found[4].metadata.spans["publisher"].of(found[4].text) == "Finansministeriet"
    assert all(d.metadata.title for d in found) and "furniture" not in furniture(found[2])


def test_hostile_lines_are_linear() -> None:
    """No cue backtracks on long runs of what it looks for."""
    for piece in (
        "a | ",
        "Læs ",
        "fra ",
        "12.",
        "Af A",
        "- ",
        "»",
        "Bo Bo-",
        "# ",
        "\t",
        "se også ",
        "(1) ",
        "a, ",
        "Tilmeld dig ",
    ):
        for text in (piece * (60_000 // len(piece)), (piece * 30 + "\n") * 300, (piece * 8 + "\n\n") * 600):
            begin = time.process_time()
            zone(CanonicalText(text))
            assert time.process_time() - begin < 3, piece


@pytest.mark.parametrize("kind", list(Zone))
def test_every_zone_is_placed(kind: Zone) -> None:
    """A zone carries statements, metadata, or is furniture: one of the three."""
    assert kind.carries_statements + kind.carries_metadata + kind.is_furniture == 1
