"""Every format to blocks, and every kind of broken file to one clear line."""

from __future__ import annotations

import contextlib
import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import formats
from indexer.documents import read_document
from indexer.errors import UnreadableDocument
from indexer.formats.txt import decode
from indexer.reading_pool import LIGHT_BYTES
from indexer.settings import Settings
from indexer.types import Document, Zone

CASES = Path(__file__).parents[1] / "cases" / "formats"
DANISH = "Rådet på Ærø øger støtten – »helt« sikkert, siger Åse.\nDet koster 3 mio. kr.\n" * 3


def document(name: str, data: bytes) -> Document:
    return read_document(name, name, data, None, Settings())


def texts(found: Document, zone: Zone) -> list[str]:
    return [piece.span.of(found.text) for piece in found.zones if piece.zone is zone]


# ---- plain text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    """Danish text comes out the same whatever it was saved as."""
    assert decode(DANISH.encode(encoding)).removeprefix("\ufeff") == DANISH


def test_mac_and_latin() -> None:
    plain = "Rådet på Ærø øger støtten, siger Åse.\n" * 4
    assert decode(plain.encode("mac_roman")) == plain
    assert decode(plain.encode("latin-1")) == plain


def test_utf8_keeps_its_own_text() -> None:
    """Only line ends change: no-break spaces, decomposed letters and soft hyphens stay as they are."""
    own = "a\u030a \u00a0kr.\u00ad x\tØ  to rum"
    assert document("a.txt", f"{own}\r\n{own}\r{own}".encode()).text == f"{own}\n{own}\n{own}"


def test_control_characters_keep_offsets() -> None:
    """What no XML may hold becomes a space, one for one."""
    assert document("a.txt", b"abc\x1fdef\nghi og noget mere").text == "abc def\nghi og noget mere"


# ---- Markdown


def test_markdown() -> None:
    found = document("plan.md", (CASES / "plan.md").read_bytes())
    assert not set("*`|#[]<>") & set(found.text.replace(" | ", ""))
    assert texts(found, Zone.TITLE) == ["Plan for rent vand"]
    assert texts(found, Zone.HEADING) == ["Trin"]
    assert texts(found, Zone.LIST) == ["1. måle", "2. rense", "mekanisk", "kemisk"]
    assert texts(found, Zone.QUOTATION) == ["Vand er liv."]
    assert texts(found, Zone.CAPTION) == ["Kort over søer"]
    assert texts(found, Zone.TABLE) == ["Sø | År", "Arresø | 2024", "– | 2025"]
    assert texts(found, Zone.BODY) == ["Rådet vil rense alle søer inden 2030, helt sikkert. Ja.", "Ordret tekst"]
    rows = [piece for piece in found.zones if piece.zone is Zone.TABLE]
    assert [piece.header for piece in rows] == [True, False, False]
    assert [cell.of(found.text) for cell in rows[1].cells] == ["Arresø", "2024"]
    assert {piece.table for piece in rows} == {1}
    assert (found.metadata.title, found.metadata.date, found.metadata.publisher) == (
        "Plan for vand",
        "2020-05-06",
        "Vandrådet",
    )
    assert found.metadata.sources[0].url == "https://eksempel.invalid/a"


@pytest.mark.parametrize(
    "piece",
    ["[", "![[", "[a](", "> ", "- ", "`", "<!--", "<a ", "**a *b ", "|a", "&a", "# a\n", "a  \n", "~~a ", "[a]: x\n"],
)
def test_hostile_markdown(piece: str) -> None:
    """As much of it as is read without a child takes seconds at most."""
    begin = time.process_time()
    with contextlib.suppress(UnreadableDocument):
        document("a.md", (piece * (LIGHT_BYTES // len(piece))).encode())
    assert time.process_time() - begin < 15


# ---- HTML


def test_html() -> None:
    found = document("side.html", (CASES / "side.html").read_bytes())
    assert texts(found, Zone.TITLE) == ["Broer til alle øer"]
    assert texts(found, Zone.BYLINE) == ["Af Signe Lund"]
    assert texts(found, Zone.DATELINE)[0] == "4. marts 2021"
    assert texts(found, Zone.HEADING) == ["Pengene"]
    assert texts(found, Zone.LIST) == ["Staten: 3 mia. kr.", "Regionen: 1 mia. kr."]
    assert texts(found, Zone.TABLE) == ["Bro | År", "Nordbroen | 2025", "Sydbroen | –"]
    assert texts(found, Zone.CAPTION) == ["Broerne", "Foto: Bro & Kaj"]
    assert texts(found, Zone.QUOTATION) == ["Vi glæder os, siger borgmesteren."]
    assert texts(found, Zone.SOURCE) == ["Kilde: Region Hav"]
    assert texts(found, Zone.BODY) == ["Regionen vil bygge tolv broer inden 2030. Det første spadestik tages i maj."]
    assert texts(found, Zone.NAVIGATION) == ["Havneposten", "Forside", "Søg"]
    assert texts(found, Zone.TEASER) == ["Læs også", "Færger i 1998"]
    assert texts(found, Zone.NEWSLETTER) == ["Tilmeld dig nyhedsbrevet"]
    assert texts(found, Zone.COMMENT_RULES) == ["Kommentarer", "Skriv pænt."]
    assert texts(found, Zone.FOOTER) == ["© 2021 Havneposten"]
    assert "skjult" not in found.text and "Heller ikke" not in found.text and "color" not in found.text


def test_html_metadata() -> None:
    said = document("side.html", (CASES / "side.html").read_bytes()).metadata
    assert (said.title, said.date, said.author) == ("Broer til alle øer", "2021-03-04", "Signe Lund")
    assert (said.publisher, said.url) == ("Havneposten", "https://eksempel.invalid/broer")
    assert (
        said.origin["author"] == "format"
        and said.spans["author"].of(document("side.html", (CASES / "side.html").read_bytes()).text) == "Signe Lund"
    )


def test_html_encodings() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>Rødgrød på Ærø er godt, siger Åse.</p></body></html>'
    for encoding in ("iso-8859-1", "utf-8", "windows-1252"):
        assert "Rødgrød på Ærø" in document("a.html", page.format(encoding).encode(encoding)).text
    assert "Rødgrød på Ærø" in document("a.html", page.format("iso-8859-1").encode("utf-16")).text
    assert "Rødgrød på Ærø" in document("a.html", page.format("utf-8").encode("cp1252")).text


def test_html_without_structure() -> None:
    """On a page of nothing but div the menu before and the links after the text are furniture."""
    body = "".join(
        f"<div><p>{'Regionen bygger broer til øerne, og det sker i løbet af de næste år. ' * 4}</p></div>"
        for _ in range(5)
    )
    page = (
        "<html><body><div><a href=a>Forside</a> <a href=b>Nyt</a></div>"
        f"<div><h1>Broer</h1>{body}</div><div><a href=c>Kontakt os her</a></div></body></html>"
    )
    found = document("a.html", page.encode())
    assert len(texts(found, Zone.BODY)) == 5 and texts(found, Zone.TITLE) == ["Broer"]
    assert "Forside Nyt" in texts(found, Zone.NAVIGATION)


def test_html_of_a_council() -> None:
    """Facts are rows, questions headings with their level, the lead beside the h1 is text, a sidebar is not."""
    page = """<div class="menu"><a>Borger</a></div><div class="wrap"><div><h1><span>Plan</span></h1>
    <div class="teaser">Kommunen vil bruge penge på sundhed i 2023.</div><h2><div>Fakta</div></h2>
    <dl><dt>Pris</dt><dd>12 mio. kr.</dd><dt>Start</dt><dd>1. marts 2023</dd></dl>
    <details><summary>Hvem kan søge?</summary><p>Alle over 18 år.</p></details><pre>Linje et
Linje to</pre></div><div class="sidebar"><p>Ring til os</p></div></div>"""
    found = document("a.html", f"<html><body>{page}</body></html>".encode())
    assert texts(found, Zone.TABLE) == ["Pris | 12 mio. kr.", "Start | 1. marts 2023"]
    heads = [(z.span.of(found.text), z.level) for z in found.zones if z.zone in (Zone.TITLE, Zone.HEADING)]
    assert heads == [("Plan", 1), ("Fakta", 2), ("Hvem kan søge?", 5)]
    assert texts(found, Zone.BODY) == [
        "Kommunen vil bruge penge på sundhed i 2023.",
        "Alle over 18 år.",
        "Linje et",
        "Linje to",
    ]
    assert texts(found, Zone.TEASER) == ["Ring til os"] and texts(found, Zone.NAVIGATION) == ["Borger"]


def test_deep_html() -> None:
    """Nesting that pages have is read; nesting that only an attack has ends in a line, not in a crash."""
    assert "tekst" in document("a.html", b"<div>" * 220 + b"<p>tekst her</p>").text
    with pytest.raises(UnreadableDocument):
        document("a.html", b"<div>" * 200_000 + b"<p>tekst her</p>")


# ---- Word


def word(**properties: str) -> bytes:
    import docx

    made = docx.Document()
    for name, value in properties.items():
        setattr(made.core_properties, name, value)
    made.sections[0].header.paragraphs[0].text = "Region Vest"
    made.add_heading("Plan for veje", 0)
    made.add_heading("Mål", 1)
    paragraph = made.add_paragraph("Der er ")
    paragraph.add_run("tolv").bold = True
    paragraph.add_run(" mål.")
    made.add_paragraph("flere veje", style="List Bullet")
    made.add_paragraph("Tabel 1. Veje", style="Caption")
    table = made.add_table(rows=2, cols=2)
    for cell, text in zip((c for r in table.rows for c in r.cells), ("Vej", "År", "Nordvej", "2024"), strict=True):
        cell.text = text
    made.add_paragraph("Vi er klar.", style="Quote")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_word() -> None:
    found = document("plan.docx", word(title="Vejplan", author="Bo Juul"))
    assert texts(found, Zone.TITLE) == ["Plan for veje"] and texts(found, Zone.HEADING) == ["Mål"]
    assert texts(found, Zone.BODY) == ["Der er tolv mål."] and texts(found, Zone.LIST) == ["flere veje"]
    assert texts(found, Zone.TABLE) == ["Vej | År", "Nordvej | 2024"]
    assert texts(found, Zone.CAPTION) == ["Tabel 1. Veje"] and texts(found, Zone.QUOTATION) == ["Vi er klar."]
    assert texts(found, Zone.NAVIGATION) == ["Region Vest"]
    assert (found.metadata.title, found.metadata.author) == ("Vejplan", "Bo Juul")


# ---- PDF

LINE = "Kommunerne bygger nye broer til de mange øer i løbet af de kommende år"


def pdf(columns: bool = False, pages: int = 2, encrypt: str | None = None) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=A4, encrypt=encrypt)
    for page in range(1, pages + 1):
        sheet.setFont("Helvetica", 8)
        sheet.drawString(60, 810, "Brostrategi 2021-2025")
        sheet.drawString(60, 30, f"Side {page} af {pages}")
        y = 760
        if page == 1:
            sheet.setFont("Helvetica-Bold", 20)
            sheet.drawString(60, y, "Broer til alle")
            y -= 40
        sheet.setFont("Helvetica", 10)
        for column in range(2 if columns else 1):
            at = y
            for number in range(20):
                words = f"side{page} spalte{column} linje{number} " + (LINE[:28] if columns else LINE)
                sheet.drawString(60 + 260 * column, at, words)
                at -= 12
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def test_pdf() -> None:
    """Running heads and page numbers are furniture; the text goes on from page to page; the large line is the title."""
    found = document("bro.pdf", pdf())
    assert texts(found, Zone.TITLE) == ["Broer til alle"]
    assert texts(found, Zone.NAVIGATION) == ["Brostrategi 2021-2025"]
    assert all("Side" not in text for text in texts(found, Zone.BODY))
    assert len(texts(found, Zone.BODY)) == 1


def test_pdf_columns() -> None:
    """The left column is read to its end before the right one begins."""
    body = " ".join(texts(document("bro.pdf", pdf(columns=True, pages=1)), Zone.BODY))
    wanted = [f"spalte{column} linje{number} " for column in range(2) for number in range(20)]
    places = [body.index(words) for words in wanted]
    assert places == sorted(places)


def drawn(lines: list[tuple[float, float, str, str, float]]) -> bytes:
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    sheet = canvas.Canvas(out)
    for x, y, text, font, size in lines:
        sheet.setFont(font, size)
        sheet.drawString(x, y, text)
    sheet.save()
    return out.getvalue()


def test_pdf_hyphens() -> None:
    """A hyphen at a line's end goes where it only parts a word, and stays where the word has it."""
    lines = [
        "Kommunerne vil tilbyde borgerne flere digitale løsninger og infra-",
        "struktur i de kommende år, og det gælder både skole- og ældreom-",
        "rådet og den fælles it-",
        "arkitektur, som KL-",
        "formanden omtaler. Det er kommune- ",
        "og regionsopgaver.",
    ]
    found = document("a.pdf", drawn([(60, 700 - 12 * i, line, "Helvetica", 10) for i, line in enumerate(lines)]))
    for words in (
        "og infrastruktur i",
        "skole- og ældreområdet",
        "it-arkitektur",
        "KL-formanden",
        "kommune- og regionsopgaver",
    ):
        assert words in found.text


def test_pdf_table() -> None:
    rows = [("Initiativ", "År", "Beløb"), ("Digital post", "2014", "12 mio. kr."), ("Havnedata", "2015", "3 mio. kr.")]
    lines = [
        (x, 600 - 18 * i, cell, "Helvetica", 10.0)
        for i, row in enumerate(rows)
        for x, cell in zip((60, 160, 220), row, strict=True)
    ]
    found = document(
        "a.pdf", drawn([(60, 640, "Her følger en oversigt over de ting, der er sat i gang.", "Helvetica", 10), *lines])
    )
    assert texts(found, Zone.TABLE) == [" | ".join(row) for row in rows]


@pytest.mark.parametrize("quarter", [1, 2, 3])
def test_turned_pdf(quarter: int) -> None:
    """A page whose words are drawn at a right angle, or upside down, is read as it is meant to be seen."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(600, 600))
    sheet.translate(300, 300)
    sheet.rotate(90 * quarter)
    for number, words in enumerate(
        ("Første linje om broer og veje ved kysten,", "anden linje om havne, og", "tredje om øer.")
    ):
        sheet.drawString(-200, 100 - 14 * number, words)
    sheet.save()
    assert texts(document("a.pdf", out.getvalue()), Zone.BODY) == [
        "Første linje om broer og veje ved kysten, anden linje om havne, og tredje om øer."
    ]


# ---- files that can't be read


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def bomb_pdf() -> bytes:
    """A page whose content unpacks to 400 MB."""
    packed = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
    parts = [b"%PDF-1.4\n"]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    for number, content in enumerate(objects, 1):
        parts.append(b"%d 0 obj%s endobj\n" % (number, content))
    return b"".join(parts) + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


YAML_BOMB = (
    "---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "---\ntekst"
)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document>&b;</w:document>'

BROKEN: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "tom"),
    "blank": ("a.txt", b" \n\t\r\n", "tom"),
    "empty bom": ("a.txt", b"\xef\xbb\xbf", "tom"),
    "png as txt": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binært"),
    "zeros": ("a.txt", b"abc\x00\x01\x02" * 50, "binært"),
    "noise": ("a.txt", bytes((i * 97 + 31) % 256 for i in range(4000)), "kan ikke læses"),
    "damaged utf-8": ("a.txt", DANISH.encode() + b" \xff\xfe abc", "tegnkodning"),
    "cut utf-8": ("a.txt", "Rådet på Ærø øger støtten æ".encode()[:-1], "afkortet"),
    "odd utf-16": ("a.txt", b"\xff\xfea\x00b\x00c", "tegnkodning"),
    "unknown ending": ("a.xyz", b"tekst", "formatet"),
    "yaml bomb": ("a.md", YAML_BOMB.encode(), "front matter"),
    "bad yaml": ("a.md", b"---\ntitle: [\n---\ntekst", "YAML"),
    "yaml list for title": ("a.md", b"---\ntitle: {a: 1}\n---\ntekst", "title"),
    "yaml bad date": ("a.md", b"---\ndate: engang\n---\ntekst", "dato"),
    "yaml python tag": ("a.md", b"---\ntitle: !!python/object/apply:os.system [ls]\n---\ntekst", "YAML"),
    "only front matter": ("a.md", b"---\ntitle: x\n---\n", "hoved"),
    "html without text": ("a.html", b"<html><body><script>x</script></body></html>", "ingen tekst"),
    "text as html": ("a.html", "bare tekst æøå".encode(), "ikke HTML"),
    "pdf that is none": ("a.pdf", b"bare tekst", "ikke en PDF"),
    "cut pdf": ("a.pdf", pdf()[:400], "ødelagt"),
    "encrypted pdf": ("a.pdf", pdf(encrypt="hemmeligt"), "krypteret"),
    "pdf without text": ("a.pdf", drawn([]), "ingen tekst"),
    "pdf bomb": ("a.pdf", bomb_pdf(), "kan ikke læses"),
    "docx that is none": ("a.docx", b"bare tekst", "ødelagt"),
    "cut docx": ("a.docx", word()[:3000], "ødelagt"),
    "old word": ("a.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + b"WordDocument", "gamle Word"),
    "encrypted docx": (
        "a.docx",
        b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "krypteret",
    ),
    "zip of something": ("a.docx", zipped({"a.txt": b"x"}), "ødelagt"),
    "zip bomb": ("a.docx", zipped({"word/document.xml": b" " * 60_000_000}), "pakker ud"),
    "many members": ("a.docx", zipped({f"m{i}": b"" for i in range(6000)}), "pakker ud"),
    "entities": ("a.docx", zipped({"word/document.xml": ENTITY}), "entiteter"),
    "too large": ("a.txt", b"x" * 50_000_001, "STRATEGIGRAF_MAX_BYTES"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_unreadable(case: str) -> None:
    """Each gives one Danish line that says what is wrong, without a path or a line break."""
    name, data, words = BROKEN[case]
    with pytest.raises(UnreadableDocument, match=words) as caught:
        document(name, data)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250


def test_lying_zip_directory() -> None:
    """A directory that says 10 bytes where 60 MB are packed does not unpack more than the reader can bear."""
    data = bytearray(zipped({"word/document.xml": b" " * 60_000_000}))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    with pytest.raises(UnreadableDocument):
        document("a.docx", bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(formats.READERS)))
def test_any_bytes(data: bytes, ending: str) -> None:
    """Whatever the bytes, a reader returns text or raises UnreadableDocument."""
    try:
        found = document(f"a{ending}", data)
    except UnreadableDocument as error:
        assert "\n" not in str(error)
    else:
        assert found.text.strip()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=8), st.sampled_from(["pdf", "docx", "html"]))
def test_damaged_files(at: int, junk: bytes, kind: str) -> None:
    """Files with some bytes overwritten are read or refused, never anything else."""
    whole = {"pdf": _PDF, "docx": _WORD, "html": _HTML}[kind]
    data = whole[: at % len(whole)] + junk + whole[at % len(whole) + len(junk) :]
    try:
        document(f"a.{kind}", data)
    except UnreadableDocument as error:
        assert "\n" not in str(error)


_PDF, _WORD, _HTML = pdf(), word(), (CASES / "side.html").read_bytes()
