"""The words of everyday Danish: well formed, and of use where a question chooses other words than a text."""

from __future__ import annotations

import pytest

import ontology
from api import words

TABLE = ontology.table("thesaurus")
GROUPS = [group for part in ("verbs", "nouns", "others") for group in TABLE[part]]


def test_groups_hold_single_lower_case_words_once() -> None:
    """A slip of the pen in the file shows here: a word twice in a group, a capital, a space, a number read from `12`."""
    for group in GROUPS + [kind["narrow"] for kind in TABLE["kinds"]]:
        assert len(group) > 1 or group in [kind["narrow"] for kind in TABLE["kinds"]], group
        assert len(set(group)) == len(group), group
        assert all(isinstance(word, str) and word == word.lower() and " " not in word for word in group), group


def test_no_group_lies_within_another() -> None:
    """A group inside a longer one says nothing."""
    by_word: dict[str, list[frozenset[str]]] = {}
    for group in map(frozenset, GROUPS):
        for word in group:
            by_word.setdefault(word, []).append(group)
    inside = [group for groups in by_word.values() for group in groups for other in groups if group < other]
    assert not inside


def test_opposites_do_not_agree() -> None:
    """No word stands on both sides."""
    for left, right in TABLE["opposites"]:
        assert not set(left) & set(right)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("personale", "medarbejderne"),
        ("gebyret", "takst"),
        ("afskaffet", "fjernes"),
        ("kr", "kroner"),
        ("penge", "beløb"),
    ],
)
def test_everyday_words_meet(asked: str, said: str) -> None:
    """A question's word finds the text's."""
    assert words.alike(asked, said) >= 0.5


@pytest.mark.parametrize(("asked", "said"), [("gebyret", "borgmesteren"), ("øge", "sænke"), ("skole", "sygehus")])
def test_other_words_do_not(asked: str, said: str) -> None:
    """Opposites and unrelated words stay apart."""
    assert words.alike(asked, said) < 0.5
