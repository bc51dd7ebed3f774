"""Views without a browser: what they promise of text, links, files and strangers' input."""

from __future__ import annotations

import base64
import csv
import doctest
import importlib
import io
import json
import zlib
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import Index
from api.contract import Value
from api.pages import (
    ask_page,
    cache,
    claims,
    document_page,
    editor_page,
    entity_page,
    permanent,
    search_page,
    strategies_page,
    view,
)
from api.pages.claims import Node
from indexer.errors import NotFound
from indexer.types import Span

MODULES = ("ask_page", "entity_page", "permanent", "search_page", "spreadsheet", "words")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    """Every doctest of the pages' modules passes, and there is at least one in each."""
    found = doctest.testmod(importlib.import_module(f"api.pages.{name}"))
    assert found.attempted and not found.failed


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "/etc/passwd", "vendor/.stamp", "", ".", "nothing.css"])
def test_only_files_of_the_static_folder_are_served(name: str) -> None:
    """Whatever leads out of the folder, hides or is not there is not found."""
    with pytest.raises(NotFound):
        view.static_file(name, "gzip", False)


def test_static_files_travel_compressed_and_may_be_kept() -> None:
    """Compressed for browsers that take it; a versioned address may be kept for good, another not."""
    small = view.static_file("strategigraf.css", "gzip", True)
    whole = view.static_file("strategigraf.css", "identity", False)
    assert small.headers["content-encoding"] == "gzip" and len(small.body) < len(whole.body) / 2
    assert "immutable" in small.headers["cache-control"] and "immutable" not in whole.headers["cache-control"]


def test_a_page_computes_once_an_index() -> None:
    """The same arguments are computed once for an index, and anew for the next; older indexes are forgotten."""
    calls: list[tuple[str, int]] = []

    @cache.per_index
    def work(index: Index, number: int) -> int:
        calls.append((index.hash, number))
        return number + 1

    indexes = [cast(Index, SimpleNamespace(hash=f"test-{n}")) for n in range(4)]
    assert [work(indexes[0], 1), work(indexes[0], 1), work(indexes[0], 2), work(indexes[1], 1)] == [2, 2, 3, 2]
    assert calls == [("test-0", 1), ("test-0", 2), ("test-1", 1)]
    work(indexes[2], 1)
    work(indexes[3], 1)
    work(indexes[0], 1)
    assert calls[-1] == ("test-0", 1) and len(calls) == 6


@given(st.text(max_size=300))
def test_any_text_in_a_permanent_link_is_taken_calmly(text: str) -> None:
    """A link that was tampered with is no link, never an error."""
    assert permanent.unpack(text) is None or isinstance(permanent.unpack(text), permanent.Kept)


def test_a_link_can_not_make_the_server_unpack_much() -> None:
    """A small link that unpacks to megabytes is refused."""
    bomb = base64.urlsafe_b64encode(zlib.compress(json.dumps(["answered", ["a" * 5_000_000], []]).encode())).decode()
    assert len(bomb) < 10_000
    assert permanent.unpack(bomb) is None


def test_a_link_remembers_the_answer(shipped: Index) -> None:
    """What is packed comes back, and against the same index nothing has changed."""
    answer = shipped.ask("Hvornår blev den fællesoffentlige digitaliseringsstrategi 2016-2020 lanceret?")
    kept = permanent.unpack(permanent.pack(answer))
    assert kept is not None and kept.values == tuple(value.label for value in answer.values)
    assert permanent.changes(shipped, kept, answer).none


def test_a_document_page_holds_the_whole_text_once(shipped: Index) -> None:
    """The pieces of every document, joined, are its text without white space between zones; the quote is exact."""
    checked = 0
    for row in shipped.texts.documents()[::6]:
        text = shipped.texts.text(row.doc_id)
        start, end = len(text) // 3, len(text) // 3 + 120
        page = document_page.shown(shipped, row.doc_id, start, end)
        pieces = [piece for block in page.blocks for piece in _pieces(block)]
        joined = "".join(piece.text for piece in pieces)
        tables = any(block.tag == "table" for block in page.blocks)
        if not tables:  # cell borders are no text of the page
            checked += 1
            assert "".join(joined.split()) == "".join(text.split()), row.doc_id
            marked = "".join(piece.text for piece in pieces if piece.marked)
            assert "".join(marked.split()) == "".join(text[start:end].split()), row.doc_id
        assert sum(piece.first for piece in pieces) <= 1
    assert checked > 10


def _pieces(block: document_page.Block) -> list[document_page.Piece]:
    return [*block.pieces, *(piece for row in block.items for cell in row for piece in cell)]


def test_a_quote_outside_the_text_marks_nothing(shipped: Index) -> None:
    """An address with places that the text does not have opens the document without a mark."""
    doc_id = shipped.texts.documents()[0].doc_id
    for start, end in ((10**9, 10**9 + 5), (50, 50), (90, 20)):
        assert document_page.shown(shipped, doc_id, start, end).quote is None


def test_headings_leave_out_no_level(shipped: Index) -> None:
    """On every document page headings begin at h3 and go down one level at a time."""
    for row in shipped.texts.documents():
        level = 2
        for block in document_page.shown(shipped, row.doc_id).blocks:
            if block.tag[0] == "h":
                now = int(block.tag[1])
                assert 3 <= now <= level + 1
                level = now


def test_the_words_round_a_quote_are_whole() -> None:
    """Context is cut at a line break or between words, and says where it was cut."""
    assert ask_page._from_word("Første linje\nSå kom ") == "Så kom "
    assert ask_page._from_word("x" * 20 + " " + "ord " * 60).startswith("… ord")
    assert ask_page._to_word("ord " * 60).endswith(" …")


def test_a_parsers_message_names_its_line_in_danish() -> None:
    """The line is found in the message and said in Danish; one outside the query is not believed."""
    found = editor_page.fault("error at 2:5: expected one of A, B", "SELECT\n?x ?")
    assert found.line == 2 and found.message == "Linje 2, tegn 5: her skal stå en af A, B"
    assert editor_page.fault("error at 9:1: expected x", "ASK").line is None


def test_names_with_numbers_become_a_chart_and_others_do_not() -> None:
    """Two columns, names and non-negative numbers: bars, the longest 100; anything else: none."""

    def cells(*pairs: tuple[str, str]) -> tuple[Any, ...]:
        return tuple((editor_page.Cell(a), editor_page.Cell(b, None, True)) for a, b in pairs)

    chart = editor_page._chart(("a", "b"), cells(("KL", "1.200"), ("DI", "300,0")))
    assert chart is not None and chart.bars == (("KL", "1.200", 100.0), ("DI", "300,0", 25.0))
    assert editor_page._chart(("a", "b"), cells(("KL", "-1"), ("DI", "2"))) is None
    assert editor_page._chart(("a", "b", "c"), cells(("KL", "1"), ("DI", "2"))) is None


def test_facets_count_what_choosing_them_gives(shipped: Index) -> None:
    """A facet's number is how many of the hits have it; choosing it gives no fewer."""
    whole = search_page.found(shipped, "digital inklusion", {}, "relevans", 1)
    name, count = whole.facets["kind"][1]
    narrowed = search_page.found(shipped, "digital inklusion", {"kind": name}, "relevans", 1)
    assert narrowed.total >= count > 0
    assert {shown.kind for shown in narrowed.hits} == {name}


def test_pages_of_hits_are_the_hits_once_each(shipped: Index) -> None:
    """Paging through gives every hit once; a page past the end is the last."""
    first = search_page.found(shipped, "digital inklusion", {}, "nyeste", 1)
    seen = [
        shown.hit.passage
        for page in range(1, first.pages + 1)
        for shown in search_page.found(shipped, "digital inklusion", {}, "nyeste", page).hits
    ]
    assert len(seen) == len(set(seen)) == first.total
    assert search_page.found(shipped, "digital inklusion", {}, "nyeste", 999).page == first.pages


def test_bars_of_the_timeline_lie_inside_it(shipped: Index) -> None:
    """Every bar and its name stand inside the drawing, in order of beginning."""
    drawn = strategies_page.timeline(strategies_page.chosen(shipped))
    assert drawn is not None and len(drawn.bars) > 5
    for bar in drawn.bars:
        assert bar.x >= 0 and bar.x + bar.width <= drawn.width and bar.y + 20 <= drawn.height


def test_what_succeeds_stands_right_below_what_it_succeeds() -> None:
    """The drawing goes by chains: each line after the one it replaced, whatever else began between; cycles end."""

    def line(name: str, first: int, *after: str) -> strategies_page.Line:
        olds = tuple(Node(old, old) for old in after)
        return strategies_page.Line(name, name, "Strategy", first, first + 3, 0, 1, 1, olds, ())

    some = [line("a1", 2000), line("b1", 2001), line("a2", 2004, "a1"), line("c", 2005), line("a3", 2008, "a2")]
    drawn = strategies_page.timeline(some)
    assert drawn is not None and [bar.line.iri for bar in drawn.bars] == ["a1", "a2", "a3", "b1", "c"]
    assert len(drawn.arrows) == 2
    turned = strategies_page.timeline([line("x", 2000, "y"), line("y", 2001, "x"), line("z", 2002, "z")])
    assert turned is not None and {bar.line.iri for bar in turned.bars} == {"x", "y", "z"}


def test_of_very_many_strategies_some_can_be_chosen(shipped: Index) -> None:
    """The most mentioned, in order of time, and always those that are asked for."""
    every = strategies_page.choices(shipped)
    least = min(every, key=lambda line: (line.mentions, line.iri))
    some = strategies_page.choices(shipped, [least.iri], most=5)
    assert 5 <= len(some) <= 6 and least in some
    assert [line for line in every if line in some] == some


def test_a_long_list_is_set_as_a_list(shipped: Index) -> None:
    """Four values or more leave the sentence and stand one by one; what follows them in the text is kept."""
    answer = shipped.ask("Hvad er MitID?")
    names = ["Ærø", "Fanø", "Læsø", "Samsø"]
    values = tuple(Value(label=name, iri=None, type="Text", value=name) for name in names)
    text = "Ærø, Fanø, Læsø og Samsø [1]. »Øerne er Ærø, Fanø, Læsø og Samsø.«"
    items, rest = ask_page._listed(answer.model_copy(update={"values": values, "answer": text}))
    assert items == values and rest == "[1] »Øerne er Ærø, Fanø, Læsø og Samsø.«"
    assert ask_page._listed(answer.model_copy(update={"values": values[:3], "answer": text})) == ((), text)
    assert ask_page._listed(answer.model_copy(update={"values": values, "answer": "Fire øer."})) == ((), "Fire øer.")


def test_a_document_page_lists_what_was_read_of_it(shipped: Index) -> None:
    """Every claim with evidence in the document, in the order of its text, each with words that stand there."""
    ids = [row.doc_id for row in shipped.texts.documents()]
    doc_id = max(ids, key=lambda some: len(claims.in_document(shipped, some)))
    text, read = shipped.texts.text(doc_id), document_page.shown(shipped, doc_id).read
    assert len(read) > 5
    assert all(text[quote.start : quote.end] == quote.text for _, quote in read)
    assert [quote.start for _, quote in read] == sorted(quote.start for _, quote in read)
    source = f"prov:wasDerivedFrom/oa:hasSource/sg:docId {json.dumps(doc_id)}"
    rows = shipped.graph.select(f"SELECT DISTINCT ?c WHERE {{ ?c a sg:Claim ; {source} }}")
    assert {claim.iri for claim, _ in read} == {row["c"].value for row in rows}


def test_all_hits_of_a_search_can_be_taken_along(shipped: Index) -> None:
    """The CSV has every hit in the order of the page, with the place of its text."""
    rows = list(csv.DictReader(io.StringIO(search_page.as_csv(shipped, "grunddata", {}, "nyeste").decode("utf-8-sig"))))
    assert len(rows) == search_page.found(shipped, "grunddata", {}, "nyeste", 1).total
    assert [row["dato"] for row in rows] == sorted((row["dato"] for row in rows), reverse=True)
    first = rows[0]
    said = shipped.texts.text(first["dokument"])[int(first["fra"]) : int(first["til"])]
    assert " ".join(said.split()) == first["tekst"].removeprefix("'")


def test_a_strategy_at_a_glance(shipped: Index) -> None:
    """The overview has what claims say of parties, launch and succession, each once, and nothing only expected."""
    iri = shipped.base + "strategi/faellesoffentlig-digitaliseringsstrategi-2016-2020"
    view = entity_page.shown(shipped, iri)
    lines = {line.label: line for line in view.brief}
    assert {node.label for node in lines["Parter"].nodes} >= {"KL", "Danske Regioner"}
    assert [node.value for node in lines["Lanceret"].nodes] == ["2016-05-12"]
    assert "2022-2025" in lines["Afløst af"].nodes[0].label and len(lines["Afløst af"].nodes) == 1
    relations = {f"r-{claim.relation}" for claim in view.said} | {f"i-{claim.relation}" for claim in view.pointing}
    assert {line.anchor for line in view.brief} <= relations


def test_a_span_outside_any_zone_is_no_error() -> None:
    """Cutting a span without mentions or quote gives it whole."""
    assert [piece.text for piece in document_page._pieces("abc def", Span(0, 7), [], None)] == ["abc def"]
