"""Questions to answers, and the doors: command line, server and Python. Imports indexer, never the other way."""

from .index import Index, open_index

__all__ = ["Index", "open_index"]
