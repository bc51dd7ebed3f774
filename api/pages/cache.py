"""Remembers what a page shows, for as long as its index is the current one or the one before."""

from __future__ import annotations

import functools
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from ..index import Index

P = ParamSpec("P")
T = TypeVar("T")

_INDEXES = 2  # the current index, and the one that running requests may still hold
_ENTRIES = 512  # of one function, for one index
_kept: OrderedDict[str, dict[str, OrderedDict[Hashable, Any]]] = OrderedDict()
_lock = threading.Lock()


def per_index(function: Callable[Concatenate[Index, P], T]) -> Callable[Concatenate[Index, P], T]:
    """The same function, remembering its results by the index's hash; its other arguments must be hashable."""
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def remembered(index: Index, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (args, tuple(sorted(kwargs.items())))
        with _lock:
            entries = _entries(index.hash, name)
            if key in entries:
                entries.move_to_end(key)
                found: T = entries[key]
                return found
        result = function(index, *args, **kwargs)
        with _lock:
            entries = _entries(index.hash, name)
            entries[key] = result
            while len(entries) > _ENTRIES:
                entries.popitem(last=False)
        return result

    return cast(Callable[Concatenate[Index, P], T], remembered)


def _entries(hash_: str, name: str) -> OrderedDict[Hashable, Any]:
    functions = _kept.setdefault(hash_, {})
    _kept.move_to_end(hash_)
    while len(_kept) > _INDEXES:
        _kept.popitem(last=False)
    return functions.setdefault(name, OrderedDict())
