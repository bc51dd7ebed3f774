"""The word index: what meets what, in which order, and that no question can hurt it."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import lexical
from indexer.errors import IndexDamaged
from indexer.stemming import snowball

TEXTS = [
    "Strategierne indeholder 60 initiativer, og kommunerne gennemfører dem.",
    "Digitaliseringspagten blev indgået mellem regeringen, KL og Danske Regioner i 2019.",
    "Borgerne skal bruge digital post til alle breve fra det offentlige.",
    "Rådet for digital sikkerhed anbefaler kryptering af sundhedsdata.",
    "Et helt andet stykke om cykelstier i byen.",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> lexical.LexicalIndex:
    path = tmp_path_factory.mktemp("words") / "lexical"
    lexical.build(path, enumerate(TEXTS))
    return lexical.load(path)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("strategi", 0),
        ("en kommune", 0),
        ("PAGTEN digitaliseringspagt", 1),
        ("digitalt brev", 2),
        ("byens cykelsti", 4),
    ],
)
def test_inflections_meet(index: lexical.LexicalIndex, query: str, expected: int) -> None:
    """A stem finds the other forms of its word."""
    assert index.search_words(query, 3)[0][0] == expected


@pytest.mark.parametrize(("query", "expected"), [("pagt", 1), ("sundhed data", 3), ("digitaliseringspakten", 1)])
def test_pieces_see_into_compounds_and_past_slips(index: lexical.LexicalIndex, query: str, expected: int) -> None:
    """Four-letter pieces find a part of a compound, and a word with one wrong letter."""
    assert index.search_grams(query, 3)[0][0] == expected


@pytest.mark.parametrize("query", ["", "   ", "?!*", "(((", "\x00", "\ud800"])
def test_nothing_to_search_for(index: lexical.LexicalIndex, query: str) -> None:
    """A question without words finds nothing and raises nothing."""
    assert index.search_words(query, 5) == []
    assert index.search_grams(query, 5) == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_no_question_is_query_language(index: lexical.LexicalIndex, query: str) -> None:
    """Any text is only words: it never raises, and scores fall."""
    for found in (index.search_words(query, 5), index.search_grams(query, 5)):
        assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize(
    "query", ["words:digital AND NOT post", '"digital post"~3', "digital*", "id:2", "+digital -post"]
)
def test_operators_are_words(index: lexical.LexicalIndex, query: str) -> None:
    """What other engines read as operators is read as words here."""
    plain = " ".join(lexical.words(query))
    assert index.search_words(query, 5) == index.search_words(plain, 5)


def test_a_long_question_is_cut(index: lexical.LexicalIndex) -> None:
    """A question of a million characters costs what its first part costs."""
    long = "digital post " * 100_000
    assert index.search_words(long, 2) == index.search_words(long[: lexical.MAX_QUERY_CHARS], 2)


def test_among_limits_and_scores_alike(index: lexical.LexicalIndex) -> None:
    """A limited search gives the same scores to the ids it may give."""
    free = dict(index.search_words("digital kommune pagt", 5))
    limited = dict(index.search_words("digital kommune pagt", 5, [2, 3, 99]))
    assert set(limited) == {2, 3}
    assert all(limited[number] == pytest.approx(free[number]) for number in limited)
    assert index.search_words("digital", 5, []) == []


@pytest.mark.parametrize("step", [2, 40])
def test_a_wide_filter_gives_what_a_narrow_one_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Many ids are sifted from the hits, with the same ids and scores as naming them in the query."""
    draw = random.Random(1)
    pool = " ".join(TEXTS).split()
    lexical.build(tmp_path / "x", [(n, " ".join(draw.choices(pool, k=8))) for n in range(600)])
    index = lexical.load(tmp_path / "x")
    among = list(range(0, 600, step))
    named = index.search_words("digital post kommuner", 10, among)
    monkeypatch.setattr(lexical, "_WIDE", 10)
    assert index.search_words("digital post kommuner", 10, among) == named
    monkeypatch.setattr(lexical, "_WIDE", 500)
    assert index.search_words("digital post kommuner", 10, among) == named
    assert len(named) > 0
    assert all(number % step == 0 for number, _ in named)


@pytest.mark.parametrize("limit", [10**9, 0])
def test_common_terms_may_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    """In a large index a word that stands nearly everywhere does not decide, and rare ones still find their passage."""
    monkeypatch.setattr(lexical, "_MANY", limit)
    monkeypatch.setattr(lexical, "_ALWAYS", 1)
    rows = [(n, f"strategien handler om emne{n} og mere") for n in range(60)]
    lexical.build(tmp_path / "x", rows)
    found = lexical.load(tmp_path / "x").search_words("hvad handler strategien om emne7", 5)
    assert found[0][0] == 7
    assert len(found) == (1 if limit == 0 else 5)


def test_repeated_words_weigh_more(index: lexical.LexicalIndex) -> None:
    """A word asked twice counts twice."""
    once, twice = dict(index.search_words("post", 5)), dict(index.search_words("post post", 5))
    assert twice[2] == pytest.approx(2 * once[2])


def test_ties_break_by_id(tmp_path: Path) -> None:
    """Equal texts come in order of id, and the cut at k keeps the lowest."""
    lexical.build(tmp_path / "x", [(n, "samme tekst om digital post") for n in range(50)])
    index = lexical.load(tmp_path / "x")
    assert [n for n, _ in index.search_words("digital post", 7)] == list(range(7))
    assert [n for n, _ in index.search_grams("digital post", 7)] == list(range(7))


def test_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    """Rows in another order give the same scores and order."""
    draw = random.Random(4)
    pool = " ".join(TEXTS).split()
    rows = [(n, " ".join(draw.choices(pool, k=12))) for n in range(400)]
    lexical.build(tmp_path / "a", rows)
    lexical.build(tmp_path / "b", draw.sample(rows, len(rows)))
    one, other = lexical.load(tmp_path / "a"), lexical.load(tmp_path / "b")
    for query in TEXTS:
        assert one.search_words(query, 20) == other.search_words(query, 20)
        assert one.search_grams(query, 20) == other.search_grams(query, 20)


def test_an_empty_index(tmp_path: Path) -> None:
    """An index of nothing finds nothing."""
    lexical.build(tmp_path / "x", [])
    assert lexical.load(tmp_path / "x").search_words("digital", 3) == []


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    """A folder without an index raises IndexDamaged with the way out."""
    with pytest.raises(IndexDamaged, match="strategigraf build"):
        lexical.load(tmp_path / "nothing")


def test_stems_are_the_same_from_many_threads() -> None:
    """The stemmer's library keeps a word in its object; shared by threads it gave other stems, and IndexError."""
    some = [f"{a}{b}{c}" for a in ("strategi", "kommun", "digitaliser", "borger") for b in ("er", "ing", "elig", "e") for c in ("ne", "s", "erne", "ens", "hed")]  # fmt: skip
    right = [snowball(word) for word in some]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda _: [snowball(word) for word in some], range(200)))
    finally:
        sys.setswitchinterval(before)
    assert all(stems == right for stems in found)


def test_opening_again_and_again_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened by many at once, each time from a copy of its own that is gone afterwards, whatever tantivy's threads do."""
    lexical.build(tmp_path / "index", list(enumerate(TEXTS)))
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(lexical.tempfile, "tempdir", str(tmp_path / "tmp"))
    right = lexical.load(tmp_path / "index").search_words("digital post")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: lexical.load(tmp_path / "index").search_words("digital post"), range(300)))
    assert all(hits == right for hits in found)
    assert not list((tmp_path / "tmp").iterdir())
