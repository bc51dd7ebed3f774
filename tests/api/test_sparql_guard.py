"""What is seen in a query before it reaches a worker."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql_guard import check, has_word, is_stable, tokens, unescaped
from indexer.errors import QueryError

PIECES = st.sampled_from(
    [
        "SELECT ",
        "{",
        "}",
        "(",
        ")",
        "<http://e/#x>",
        "<",
        ">",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "#",
        "\n",
        "?x",
        "SERVICE",
        "a:b",
        " ",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_tokens_lie_in_order(query: str) -> None:
    """Tokens are pieces of the text, in order, and only white space and comments lie between them."""
    at = 0
    for token in tokens(query):
        assert token.start >= at and query[token.start : token.end] == token.text
        between = query[at : token.start]
        assert not between.strip() or "#" in between
        at = token.end


@given(st.text(max_size=200))
def test_any_text_is_looked_through(query: str) -> None:
    """Nothing but QueryError is raised, whatever the text."""
    try:
        check(query)
    except QueryError:
        pass
    assert has_word(query, "SERVICE") in (True, False)
    assert is_stable(query) in (True, False)
    unescaped(query)


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "(",
        "[",
        "<(",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "<",
        "<a",
        "!",
        "#",
        "\\u0041",
        "a:",
        "a.",
        "-",
        "%",
        "sg:soeg ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    """200,000 characters of the worst kind take well under a second and a half."""
    query = "SELECT * " + piece * (200_000 // len(piece))
    began = time.process_time()
    try:
        check(query)
    except QueryError:
        pass
    has_word(query, "SERVICE")
    is_stable(query)
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize("depth", [99, 100])
def test_what_is_nested_in_earnest_passes(depth: int) -> None:
    """A hundred levels are allowed, one more is not; brackets in texts, IRIs and comments don't count."""
    check("SELECT * " + "{" * depth + "}" * depth)
    check('SELECT * { ?s ?p "' + "{" * 500 + '" } # ' + "{" * 500)
    check("SELECT * { " + "<http://e/a(b)> ?p ?o . " * 500 + "}")
    with pytest.raises(QueryError, match="indlejring"):
        check("SELECT * {\n" + "{" * 100 + "}" * 101)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SERVICE <x:y> {}", True),
        ("{service<x:y>{}}", True),
        ("\\u0053ERVICE <x:y> {}", True),
        ("# x\nSERVICE", True),
        ("'a' SERVICE 'b'", True),
        ("?a<?b#\nSERVICE <x:y> {}", True),
        ('"SERVICE"', False),
        ("'''it's SERVICE'''", False),
        ("<http://e/SERVICE>", False),
        ("# SERVICE", False),
        ("?SERVICE $service", False),
        ("x:SERVICE SERVICE:x MYSERVICE", False),
    ],
)
def test_a_word_as_a_token(query: str, found: bool) -> None:
    """The keyword, and not what only looks like it."""
    assert has_word(query, "SERVICE") is found


@pytest.mark.parametrize(
    ("query", "stable"), [("SELECT (NOW() AS ?x) {}", False), ("rand  ()", False), ("?now ?rand", True)]
)
def test_clocks_and_dice(query: str, stable: bool) -> None:
    """What may differ from time to time is known by its functions."""
    assert is_stable(query) is stable
