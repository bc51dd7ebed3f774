"""Questions to answers, and the doors: command line, server and Python. Imports indexer, never the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .index import Index, open_index

__all__ = ["Index", "open_index"]


def __getattr__(name: str) -> Any:
    """What `from api import …` gives, loaded when it is asked for: a command that needs no index starts at once."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import index

    return getattr(index, name)
