"""How a date in a question bounds the dates of a table's rows, and a figure its figures."""

from __future__ import annotations

import datetime

import pytest

from api import table_bounds
from indexer.dates import day_of, parse_date

_DAY = datetime.date(2025, 1, 1)
_FEB, _JUL, _DEC = (datetime.date(2027, m, 5).toordinal() for m in (2, 7, 12))

DATES = [
    ("Hvilke er klar inden 1. juli 2027?", [_FEB]),
    ("Hvilke er klar inden udgangen af 2027?", [_FEB, _JUL, _DEC]),
    ("Hvilke er klar senest den 5. juli 2027?", [_FEB, _JUL]),
    ("Hvilke åbner efter den 5. juli 2027?", [_DEC]),
    ("Hvilke åbner i februar 2027?", [_FEB]),
]


@pytest.mark.parametrize(("asked", "kept"), DATES, ids=[asked for asked, _ in DATES])
def test_a_date_keeps_the_days_that_lie_where_it_says(asked: str, kept: list[int]) -> None:
    found = next(iter(parse_date(asked, _DAY)))
    span = day_of(found.value)
    assert span is not None
    way, days = table_bounds.way_of(asked, found), (span[0].toordinal(), span[1].toordinal())
    assert [day for day in (_FEB, _JUL, _DEC) if table_bounds.lies(way, days, (day, day))] == kept


@pytest.mark.parametrize(
    ("asked", "value", "inside"),
    [
        ("Hvilke har mere end 40 ansatte?", 40.0, False),
        ("Hvilke har mindst 40 ansatte?", 40.0, True),
        ("Hvilke kommuner bruger lavere end 3,5 pct.?", 3.4, True),
        ("Hvilke får maksimalt 1.200 kr.?", 1200.0, True),
    ],
)
def test_a_bound_says_which_figures_lie_within_it(asked: str, value: float, inside: bool) -> None:
    bound = table_bounds.bound(asked)
    assert bound is not None
    assert bound.admits(value, bound.plain * 10**bound.power) is inside
    assert "mere end" not in table_bounds.without(asked)
