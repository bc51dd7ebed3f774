"""IRIs are out in the world once an index is published, so these are pinned."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import iris


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (iris.entity(iris.BASE, "Organisation", "Danske Regioner"), "aktoer/danske-regioner"),
        (iris.entity(iris.BASE, "Strategy", "Kystplanen", "2018", "2023"), "strategi/kystplanen-2018-2023"),
        (iris.document(iris.BASE, "nyheder/å b.md"), "dokument/nyheder/%C3%A5%20b.md"),
        (iris.passage(iris.BASE, "a.txt", 0, 3, "Hej"), "passage/5bhbbakg55sijtjt"),
        (iris.modality("i gang"), "https://w3id.org/strategigraf/ns#modalitet-i-gang"),
    ],
)
def test_an_iri_is_what_it_always_was(made: str, expected: str) -> None:
    """Links to things, documents and passages keep working from version to version."""
    assert made.removeprefix(iris.BASE) == expected


@given(st.lists(st.text(st.characters(exclude_characters="\x1f")), min_size=1), st.data())
def test_parts_never_run_together(parts: list[str], data: st.DataObject) -> None:
    """Two different lists of parts never share a digest."""
    other = data.draw(st.lists(st.text(st.characters(exclude_characters="\x1f")), min_size=1))
    assert (iris.digest(*parts) == iris.digest(*other)) == (parts == other)


@given(st.text(max_size=300))
def test_a_slug_is_a_safe_path_segment(label: str) -> None:
    """Whatever a text calls a thing, its IRI needs no escaping and is bounded."""
    made = iris.slug(label)
    assert made and len(made) <= 100
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in made)
