"""Which things a question names, where very many bear names of one kind."""

from __future__ import annotations

import dataclasses
import gc
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

import pytest

from api import things
from api.question import parse
from indexer.texts import EntityRow

SOUNDS = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "gy")


class _Source:
    """Some organisations of these names, as the texts of an index tell of them."""

    def __init__(self, names: Sequence[str]) -> None:
        rows = [EntityRow(f"k:{n}", "Organisation", n, (), None, None, None, 1, 1, False) for n in sorted(names)]
        self.rows = {row.iri: row for row in rows}

    def named(self, types: Iterable[str]) -> Iterator[tuple[str, str, str, str | None, str | None, int]]:
        for row in self.rows.values():
            yield row.iri, row.label, json.dumps(row.alt), row.start, row.end, row.mentions

    def entity(self, iri: str) -> EntityRow:
        return self.rows[iri]


def _municipalities(count: int) -> _Source:
    made = ("".join(parts).capitalize() for parts in itertools.product(SOUNDS, repeat=4))
    return _Source([f"{name} Kommune" for name in itertools.islice(made, count)])


def test_the_one_that_is_named_is_found_among_thousands() -> None:
    """Its own name finds it; the word it shares with thousands of others is not gone through."""
    many = things.Things(_municipalities(5_000))
    meant = many.meant(parse("Hvornår vedtog Bakelomi Kommune planen?"))
    assert meant[0].row.label == "Bakelomi Kommune"
    assert len(list(itertools.chain(*many._held(["kommun", "kommune", "bakelomi"])))) < 10


def test_few_are_all_weighed() -> None:
    """Among a few hundred the shared word counts as well."""
    few = things.Things(_municipalities(200))
    assert few.meant(parse("Hvornår vedtog Bababake Kommune planen?"))[0].row.label == "Bababake Kommune"


def test_what_else_is_asked_is_weighed_anew() -> None:
    """A question asked again means the same, as many as are wanted; another year or name means another thing."""
    few = things.Things(_municipalities(200))
    asked = parse("Hvornår vedtog Bababake Kommune planen?")
    assert few.meant(asked, 1) == few.meant(asked, 3)[:1]
    assert len(few.meant(asked, 3)) == 3
    assert few.meant(parse("Hvornår vedtog Bababalo Kommune planen?"), 1) != few.meant(asked, 1)


def test_what_many_are_called_is_nothing_to_the_collector() -> None:
    """Thousands of names leave Python's collector of garbage hardly more to look through than a few hundred do."""
    source, few = _municipalities(5_000), _municipalities(200)
    grown = []
    for some in (few, source):
        before = len(gc.get_objects())
        kept = things.Things(some)
        grown.append(len(gc.get_objects()) - before)
        assert len(kept) == len(some.rows)
    assert grown[1] < grown[0] + 5_000


def test_after_so_many_all_is_put_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are very many, no question waits while Python looks through what is kept of their words."""

    class Opened:
        texts = _municipalities(200)

    monkeypatch.setattr(things, "_HEAVY", 100)
    before = gc.get_freeze_count()
    try:
        assert len(things.things(cast(Any, Opened()))) == 200
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_a_name_of_several_things_stands_for_none() -> None:
    """A name finds its thing whatever its capitals; a label goes before another name; two of a name are none."""
    source = _Source(["Havnepagten", "Havneaftalen", "HAVNEAFTALEN"])
    other = source.rows["k:Havnepagten"]
    source.rows["k:Pagten"] = dataclasses.replace(other, iri="k:Pagten", label="Pagten", alt=("Havnepagten", "Aftalen"))
    known = things.Things(source)
    assert known.called("havnepagten") == other
    assert known.called("aftalen") == source.rows["k:Pagten"]
    assert known.called("Havneaftalen") is None and known.called("Havnestrategien") is None
