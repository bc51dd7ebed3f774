"""Canonical text: what each step repairs, and that blocks and cells keep their place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.canonical import canonical, clean, explain, verbatim_text
from indexer.types import Block, RawText


@pytest.mark.parametrize(
    ("dirty", "plain", "steps"),
    [
        ("a\u030arhus", "århus", ["composed"]),
        ("digi\u00adtal", "digital", ["no_invisibles"]),
        ("3\u00a0mio.\u00a0 kr.", "3 mio. kr.", ["plain_spaces"]),
        ("e\ufb00ektiv e\ufb03cient", "effektiv efficient", ["no_ligatures"]),
        ("en\x1fto\x07", "en to", ["no_controls", "plain_spaces"]),
        ("\ufeffstart\u200b", "start", ["no_invisibles"]),
        ("vendt\u202e om", "vendt om", ["no_invisibles"]),
        ("linje\u2028skift\r\nher", "linje skift her", ["no_controls", "plain_spaces"]),
        ("æøå ÆØÅ – ”x” 👩‍🔬", "æøå ÆØÅ – ”x” 👩‍🔬", []),
    ],
)
def test_steps(dirty: str, plain: str, steps: list[str]) -> None:
    """Each kind of broken text is repaired by the step that is there for it."""
    assert clean(dirty) == plain
    assert explain(dirty) == steps


@given(st.text(max_size=200))
def test_clean_is_stable(text: str) -> None:
    """Cleaning twice changes nothing more, and nothing is left that XML, JSON or a line-based tool would stumble over."""
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(c == " " or not c.isspace() for c in once)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in once)


@given(st.text(max_size=200))
def test_verbatim_keeps_places(text: str) -> None:
    """Only line ends and what XML forbids change, so every other character keeps its place."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = verbatim_text(text)
    assert len(kept) == len(plain)
    assert all(
        a == b or a in "\f\x0b" or unicodedata.category(a) in ("Cc", "Cs", "Cn")
        for a, b in zip(plain, kept, strict=True)
    )
    assert "\r" not in kept and "\x1f" not in kept


def row(*cells: str, header: bool = False) -> Block:
    text, ranges = "", []
    for cell in cells:
        ranges.append((len(text), len(text) + len(cell)))
        text += cell + "\t"
    return Block(text, "row", 0, tuple(ranges), header)


def test_blocks_and_cells() -> None:
    found = canonical(
        RawText(
            (
                Block(" Overskrift\n", "heading", 1),
                Block("  "),
                Block("Et\u00a0afsnit.", "paragraph"),
                Block("en", "item"),
                Block("to", "item"),
                row("Sø", "År", header=True),
                row("", "2\u00ad024"),
                Block("Slut.", "paragraph"),
                row("x", "y"),
            )
        )
    )
    assert found.text == "Overskrift\n\nEt afsnit.\n\nen\nto\n\nSø | År\n– | 2024\n\nSlut.\n\nx | y"
    assert [p.span.of(found.text) for p in found.pieces[:2]] == ["Overskrift", "Et afsnit."]
    assert [[c.of(found.text) for c in p.cells] for p in found.pieces if p.cells] == [
        ["Sø", "År"],
        ["–", "2024"],
        ["x", "y"],
    ]
    assert [p.table for p in found.pieces if p.kind == "row"] == [1, 1, 2]


@given(
    st.lists(st.tuples(st.text(max_size=30), st.sampled_from(["", "paragraph", "item", "heading", "row"])), max_size=12)
)
def test_pieces_fit(found: list[tuple[str, str]]) -> None:
    """Pieces are in order, apart, and hold all of the text but the gaps between them."""
    blocks = tuple(row(text, "x" + text) if kind == "row" else Block(text, kind) for text, kind in found)
    made = canonical(RawText(blocks))
    ends = [0]
    for piece in made.pieces:
        assert ends[-1] <= piece.span.start and not made.text[ends[-1] : piece.span.start].strip()
        assert all(piece.span.covers(cell) for cell in piece.cells)
        ends.append(piece.span.end)
    assert ends[-1] == len(made.text)
