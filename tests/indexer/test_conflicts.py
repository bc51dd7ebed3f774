"""Disagreement is kept and linked."""

from __future__ import annotations

import pytest

from indexer.conflicts import compatible_dates, with_conflicts
from indexer.resolved import Claim
from indexer.types import Literal


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("2016", "2016-05-12", True),
        ("2016-05", "2016-05-12", True),
        ("2011-21", "2011-04", True),
        ("2011-21", "2011-09", False),
        ("2016-05-12", "2016-05-16", False),
        ("2015", "2016", False),
    ],
)
def test_a_less_exact_date_does_not_disagree(first: str, second: str, agree: bool) -> None:
    """Spring 2011 and April 2011 can both be true; the 12th and the 16th can't."""
    assert compatible_dates(first, second) is agree
    assert compatible_dates(second, first) is agree


def claim(iri: str, value: Literal | str, *, relation: str = "launchedOn", negated: bool = False) -> Claim:
    return Claim(iri, "urn:s", relation, value, "besluttet", negated, None, 1.0, ())


def test_two_dates_for_one_launch_point_at_each_other() -> None:
    """Each of two disagreeing claims names the other; a third that agrees with one names only the other."""
    found = {
        c.iri: set(c.conflicts)
        for c in with_conflicts(
            [
                claim("urn:a", Literal("2016-05-12", "date")),
                claim("urn:b", Literal("2016-05-16", "date")),
                claim("urn:c", Literal("2016", "date")),
            ]
        )
    }
    assert found == {"urn:a": {"urn:b"}, "urn:b": {"urn:a"}, "urn:c": set()}


def test_a_claim_and_its_denial_disagree() -> None:
    """'KL indgik' in one text and 'KL indgik ikke' in another stand side by side."""
    found = {c.iri: c.conflicts for c in with_conflicts([
        claim("urn:a", "urn:kl", relation="agreedBy"),
        claim("urn:b", "urn:kl", relation="agreedBy", negated=True),
    ])}  # fmt: skip
    assert found == {"urn:a": ("urn:b",), "urn:b": ("urn:a",)}


def test_two_parties_to_an_agreement_do_not_disagree() -> None:
    """Relations with several values never conflict by value."""
    found = [claim("urn:a", "urn:kl", relation="agreedBy"), claim("urn:b", "urn:dr", relation="agreedBy")]
    assert all(not c.conflicts for c in with_conflicts(found))
