"""Rows that meet what a question demands of them: over a bound, at a figure, in a stretch of time, past a goal."""

from __future__ import annotations

import pytest

from api import table_members
from api.index import Index
from api.library import library
from api.question import Question, parse
from api.reader import Read
from api.reader_input import Placed
from api.second_opinion import Opinion
from api.table_limits import conditions
from api.table_said import named
from api.tables import tables
from api.views import View

_TEXTS = {
    "varme.md": """# Varmeværkerne i 2030

| Værk | Mål | Resultat | Tilsluttet | Svar |
| --- | --- | --- | --- | --- |
| Nord | 400 | 412 | 1. marts 2029 | ja |
| Syd | 250 | 231 | 15. januar 2030 | nej |
| Havnen | 125 | 125 | 1. maj 2030 | delvist ja |
| Svartid, dage | 4 | 6 | 1. juni 2031 | nej |
""",
}


def _view(index: Index) -> View:
    return library(index).read([])[0][0]


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("Hvilke værker har et resultat på over 130?", ["Nord", "Syd"]),
        ("Hvilke værker har mindst 250 som mål?", ["Nord", "Syd"]),
        ("Hvilke værker blev tilsluttet før nytår 2030?", ["Nord"]),
        ("Hvilke værker blev tilsluttet i løbet af 2030?", ["Syd", "Havnen"]),
        ("Hvilke nåede målet?", ["Nord", "Havnen"]),
        ("Hvilke missede målet?", ["Syd", "Svartid, dage"]),
        ("Hvilke nåede ikke målet?", ["Syd", "Svartid, dage"]),
    ],
)
def test_rows_meet_a_limit(index: Index, question: str, labels: list[str]) -> None:
    view = _view(index)
    table = tables(view)[0]
    met = conditions(parse(question), table, view)
    assert [r.label.text for r in table.body if all(any(r is o for o in m.rows) for m in met)] == labels


def test_rows_that_say_a_word_of_the_question(index: Index) -> None:
    met = named(parse("Hvilke værker har svaret »delvist ja«?"), tables(_view(index))[0])
    assert met is None  # one row is no list


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Hvilke værker er dyrere end 20 mio. kr.?", True),
        ("Hvilke værker har mindst 20 kunder?", True),
        ("Hvilket værk er dyrest?", False),
        ("Hvilke tre værker har flest kunder?", False),
        ("Hvornår blev værket tilsluttet?", False),
    ],
)
def test_several_rows_may_answer(question: str, asks: bool) -> None:
    asked: Question = parse(question)
    assert table_members.asks(asked) is asks


def _opinion(view: View, shares: dict[str, float]) -> Opinion:
    """What a reader thinks that finds these rows so likely, by their first words."""
    import numpy as np

    none = np.zeros(0, dtype=np.float32)
    found = [(s, share) for s in view.sentences for name, share in shares.items() if s.text.startswith(name)]
    return Opinion({(s.doc_id, s.number): Read(0, x, x, (), none, none, Placed(0, 0, ())) for s, x in found})


@pytest.mark.parametrize(
    ("question", "shares", "labels"),
    [
        ("Hvilke værker har et resultat på over 130?", {"Syd": 0.9}, ["Nord", "Syd"]),
        ("Hvilke værker har et resultat på over 130?", {"Syd": 0.1}, []),  # another text is likelier
        ("Hvilke tre værker har et resultat på over 130?", {"Syd": 0.9}, []),
        ("Hvilke værker lukker?", {"Syd": 0.5, "Havnen": 0.45}, ["Syd", "Havnen"]),
        ("Hvilke værker lukker?", {"Syd": 0.5, "Havnen": 0.2, "Nord": 0.2}, []),
    ],
)
def test_members_of_the_table_that_the_reader_points_at(
    index: Index, question: str, shares: dict[str, float], labels: list[str]
) -> None:
    view = _view(index)
    found = table_members.read(parse(question), _opinion(view, shares), [view])
    assert ([c.label for c in (found, *found.more)] if found else []) == labels
