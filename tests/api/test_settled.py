"""What is kept for long is not looked through for garbage, but for once in a while."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from api import settled


class _Ring:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_few_things_are_left_where_they_are() -> None:
    """A single question puts nothing away."""
    gc.unfreeze()
    some = settled.Settled()
    for _ in range(settled.FIRST - 1):
        some.made()
    assert gc.get_freeze_count() == 0


def test_many_are_put_away_step_by_step() -> None:
    """After the first, what has been made since the last step goes where the collector does not look."""
    some = settled.Settled()
    for _ in range(settled.FIRST):
        some.made()
    counted = gc.get_freeze_count()
    made = [[n] for n in range(1000)]
    for _ in range(settled.STEP):
        some.made()
    assert gc.get_freeze_count() >= counted + len(made)


def test_what_becomes_garbage_is_found_once_a_round() -> None:
    """Put away too soon, it is freed with the round all the same."""
    some = settled.Settled()
    ring = weakref.ref(kept := _Ring())
    for _ in range(settled.FIRST):
        some.made()
    del kept
    gc.collect()
    assert ring() is not None
    for _ in range(settled.ROUND - settled.FIRST):
        some.made()
    assert ring() is None
