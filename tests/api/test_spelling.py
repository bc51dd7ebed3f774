"""Questions from keyboards without æ, ø and å are read in the spelling of the texts, and others are left alone."""

from __future__ import annotations

import pytest

from api.spelling import spelled

HELD = {"grønland": 4, "mølle": 2, "aarhus": 3, "høvding": 1, "læste": 5, "bør": 9}


def count(word: str) -> int:
    return HELD.get(word, 0)


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("Hvor ligger Groenland?", "Hvor ligger Grønland?"),
        ("GRONLAND", "GRØNLAND"),
        ("moelle, hovding", "mølle, høvding"),
        ("rejsen til Århus", "rejsen til Aarhus"),
        ("hvornaar er han paa vej", "hvornår er han på vej"),
        ("hvad gor de nu", "hvad gør de nu"),
    ],
)
def test_unknown_words_are_read_as_the_texts_spell_them(asked: str, read: str) -> None:
    """Pairs, single letters and the old aa become the letters that some passage holds; capitals stay."""
    assert spelled(asked, count) == read


@pytest.mark.parametrize(
    "asked", ["Hvem laste bogen?", "Hvem bor der?", "grønland", "Grosbol", "", "12 % · a", "o" * 5000]
)
def test_other_words_stay(asked: str) -> None:
    """What the dictionary knows, what is too short to tell, and what no passage holds otherwise is never changed."""
    assert spelled(asked, count) == asked
