"""Words are alike by stem, compound and synonym; nothing else makes them so."""

from __future__ import annotations

import pytest

from api import words

ALIKE = [
    ("lancering", "lanceret", 1.0), ("Færch", "faerch", 1.0), ("strategi", "havstrategien", 0.85), ("bad", "opfordrede", 0.85),
    ("formanden", "regionsrådsformand", 0.85), ("initiativer", "tiltag", 0.85), ("KL", "KL’s", 1.0),
]  # fmt: skip
ALIKE += [
    ("transportsporet", "transporten", 0.3), ("natursporet", "spor", 0.6), ("skoleforliget", "skoleforligskredsen", 0.5),
]  # fmt: skip
APART = [
    ("budget", "møde"),
    ("lærere", "elever"),
    ("2016", "2015"),
    ("havn", "have"),
    ("fællesoffentlig", "fælleskommunal"),
    ("KL", "KU"),
]


@pytest.mark.parametrize(("asked", "said", "least"), ALIKE)
def test_alike(asked: str, said: str, least: float) -> None:
    """Inflection, derivation, spelling, heads of compounds and synonyms meet."""
    assert words.alike(asked, said) >= least


@pytest.mark.parametrize(("asked", "said"), APART)
def test_apart(asked: str, said: str) -> None:
    """Another word, another number or another half of a compound does not count as the same."""
    assert words.alike(asked, said) < 0.5


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("handlingsplan", ("handling", "plan")),
        ("regionsrådsformand", ("regionsråd", "formand")),
        ("digitalisering", None),
        ("pagt", None),
    ],
)
def test_compounds_split_at_their_last_link(word: str, parts: tuple[str, str] | None) -> None:
    """The head is the last word; a derivation is no compound."""
    assert words.split(word) == parts


def test_spelling_is_mended_by_the_texts_own_words() -> None:
    """The nearest word within an edit or two, or none."""
    assert (
        words.nearest("digitaliseringstrategi", ["digitaliseringsstrategi", "handlingsplan"])
        == "digitaliseringsstrategi"
    )
    assert words.nearest("vejr", ["strategi", "plan"]) is None
