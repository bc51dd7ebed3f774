"""Which things a question names, where very many bear names of one kind."""

from __future__ import annotations

import gc
import itertools
import types
from typing import Any, cast

import pytest

from api import things
from api.question import parse
from indexer.texts import EntityRow

SOUNDS = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "gy")


def _municipalities(count: int) -> Any:
    names = ["".join(parts).capitalize() for parts in itertools.product(SOUNDS, repeat=4)][:count]
    rows = [
        EntityRow(f"k:{name}", "Organisation", f"{name} Kommune", (), None, None, None, 1, 1, False) for name in names
    ]
    return types.SimpleNamespace(texts=types.SimpleNamespace(entities=lambda: rows))


def test_the_one_that_is_named_is_found_among_thousands() -> None:
    """Its own name finds it; the word it shares with thousands of others is not gone through."""
    many = things.Things(cast(Any, _municipalities(5_000)))
    meant = many.meant(parse("Hvornår vedtog Bakelomi Kommune planen?"))
    assert meant[0].row.label == "Bakelomi Kommune"
    assert len(list(itertools.chain(*many._held(["kommun", "kommune", "bakelomi"])))) < 10


def test_few_are_all_weighed() -> None:
    """Among a few hundred the shared word counts as well."""
    few = things.Things(cast(Any, _municipalities(200)))
    assert few.meant(parse("Hvornår vedtog Bababake Kommune planen?"))[0].row.label == "Bababake Kommune"


def test_what_else_is_asked_is_weighed_anew() -> None:
    """A question asked again means the same, as many as are wanted; another year or name means another thing."""
    few = things.Things(cast(Any, _municipalities(200)))
    asked = parse("Hvornår vedtog Bababake Kommune planen?")
    assert few.meant(asked, 1) == few.meant(asked, 3)[:1]
    assert len(few.meant(asked, 3)) == 3
    assert few.meant(parse("Hvornår vedtog Bababalo Kommune planen?"), 1) != few.meant(asked, 1)


def test_so_many_are_left_alone_by_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are very many, no question waits while Python looks through them for garbage."""

    class Opened:
        texts = _municipalities(200).texts

    monkeypatch.setattr(things, "_HEAVY", 100)
    before = gc.get_freeze_count()
    try:
        assert len(things.things(cast(Any, Opened()))) == 200
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
