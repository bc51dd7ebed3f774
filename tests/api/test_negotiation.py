"""Accept headers to formats: the rules of RFC 9110, checked as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import BINDINGS, GRAPHS, PAGE, Choice, choose, content_type, ranges, wants_page

MEDIA = [offer.media for offer in (*BINDINGS, *GRAPHS, PAGE)] + ["image/png", "application/json", "text/plain"]
RANGES = st.sampled_from([*MEDIA, "*/*", "text/*", "application/*"])
WEIGHTS = st.one_of(st.none(), st.sampled_from(["0", "0.0", "0.001", "0.3", "0.5", "0.999", "1", "1.000"]))


def header(pairs: list[tuple[str, str | None]]) -> str:
    return ", ".join(media if weight is None else f"{media};q={weight}" for media, weight in pairs)


@given(st.text(max_size=300))
def test_no_header_breaks_it(accept: str) -> None:
    """Any text gives a choice of ours or none."""
    for offers in (BINDINGS, GRAPHS):
        found = choose(accept, offers)
        assert found is None or found.name in {offer.name for offer in offers}
        assert isinstance(wants_page(accept), bool)


@given(st.lists(st.tuples(RANGES, WEIGHTS), min_size=1, max_size=8))
def test_what_is_chosen_is_accepted(pairs: list[tuple[str, str | None]]) -> None:
    """The media type sent fits a range whose weight is not 0."""
    found = choose(header(pairs), BINDINGS)
    if found is not None:
        kind = found.media.partition("/")[0]
        fitting = [w for m, w in pairs if m in (found.media, f"{kind}/*", "*/*")]
        assert fitting and any(weight is None or float(weight) > 0 for weight in fitting)


@given(st.lists(st.tuples(RANGES, WEIGHTS), min_size=1, max_size=8))
def test_none_is_chosen_only_where_none_fits(pairs: list[tuple[str, str | None]]) -> None:
    """Where a type of ours is named with a weight above 0 and nowhere forbidden, something is chosen."""
    named = {media for media, weight in pairs if weight is None or float(weight) > 0}
    forbidden = {media for media, weight in pairs if weight is not None and float(weight) == 0}
    if named & {offer.media for offer in GRAPHS} - forbidden:
        assert choose(header(pairs), GRAPHS) is not None


@given(
    st.lists(
        st.tuples(st.sampled_from([o.media for o in BINDINGS]), WEIGHTS),
        min_size=1,
        max_size=4,
        unique_by=lambda p: p[0],
    )
)
def test_the_highest_weight_wins(pairs: list[tuple[str, str | None]]) -> None:
    """Of types each named once, the best liked is sent; of equals, the first of our table."""
    weights = {media: 1.0 if weight is None else float(weight) for media, weight in pairs}
    best = max(weights.values())
    found = choose(header(pairs), BINDINGS)
    if best == 0:
        assert found is None
    else:
        assert found is not None
        assert found.media == next(o.media for o in BINDINGS if weights.get(o.media) == best)


@pytest.mark.parametrize("accept", [None, "", "  ", "*/*", "*/*;q=0.1", "*"])
def test_anything_is_our_first(accept: str | None) -> None:
    """No wish is JSON for tables and Turtle for graphs."""
    assert choose(accept, BINDINGS) == Choice("json", "application/sparql-results+json")
    assert choose(accept, GRAPHS) == Choice("turtle", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("TEXT/CSV", "csv"),
        ("text/csv ; q=0.5 , application/xml ; q=0.6", "xml"),
        ("text/*;q=0.3, text/csv;q=0, */*;q=0.1", "tsv"),
        ("application/sparql-results+json;charset=utf-8", "json"),
        ("application/json;q=0.1, application/sparql-results+xml;q=0.2", "xml"),
        ("text/csv;q=x", None),
        ("text/csv;q=2", None),
        ("nonsense", None),
        ("text/html", None),
    ],
)
def test_cases(accept: str, name: str | None) -> None:
    """Case, spaces, parameters, specificity; a weight that can't be read forbids."""
    found = choose(accept, BINDINGS)
    assert (found.name if found else None) == name


def test_many_ranges_are_cut() -> None:
    """A header of a thousand ranges is read only in its beginning."""
    assert len(ranges(",".join(["text/csv"] * 1000))) <= 60


def test_pages_are_for_browsers() -> None:
    """Firefox and Chrome get a page; clients of data, and those who name no HTML, do not."""
    assert wants_page("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert not wants_page("text/turtle, text/html;q=0.5")
    assert not wants_page("*/*") and not wants_page(None)


def test_charsets() -> None:
    """Text names its charset; JSON has none to name."""
    assert content_type("text/csv") == "text/csv; charset=utf-8"
    assert content_type("application/sparql-results+json") == "application/sparql-results+json"
