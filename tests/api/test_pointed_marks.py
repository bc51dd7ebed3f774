"""A member of a list goes from the word that the reader marks as its first to the one it marks as its last."""

from __future__ import annotations

import re

import pytest

from api.pointed_marks import Mark, marked, refined


def _read(said: str) -> tuple[str, list[Mark]]:
    """A sentence written with "<" before a first word and ">" after a last one, and its marks."""
    words = said.split(" ")
    text = " ".join(w.strip("<>") for w in words)
    spots = [m.span() for m in re.finditer(r"\S+", text)]
    return text, [
        Mark(a, b, 0.9 * w.startswith("<"), 0.9 * w.endswith(">")) for w, (a, b) in zip(words, spots, strict=True)
    ]


@pytest.mark.parametrize(
    ("said", "given", "members"),
    [
        (
            "Nord vandt foran <Stue A/S> og <Egevand>",
            ["Nord vandt foran Stue A/S", "Egevand"],
            ["Stue A/S", "Egevand"],
        ),
        ("Kun <EU> <Norge> og <Island> kan", ["EU", "Norge og Island"], ["EU", "Norge", "Island"]),
        ("Foruden <Hav> var også <Strand> ramt", ["Hav var også Strand"], ["Hav", "Strand"]),
        ("Et udvalg, <Ida Holm> og <Bo Dam>", ["Et udvalg", "Ida Holm", "Bo Dam"], ["Ida Holm", "Bo Dam"]),
        ("Det er <Ida Holm> og <Bo Dam> og Mie Vang", ["Ida Holm", "Bo Dam", "Mie Vang"], ["Ida Holm", "Bo Dam", "Mie Vang"]),
    ],
)  # fmt: skip
def test_members_are_narrowed_to_their_marks(said: str, given: list[str], members: list[str]) -> None:
    text, marks = _read(said)
    spans = [(text.index(part), text.index(part) + len(part)) for part in given]
    assert [text[a:b] for a, b in refined(text, spans, marks)] == members


def test_members_by_marks_alone() -> None:
    text, marks = _read("De to sidste, <Hav> og <Strand,> kom senere")
    assert [text[a:b] for a, b in marked(text, marks)] == ["Hav", "Strand"]
