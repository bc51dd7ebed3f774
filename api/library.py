"""The documents a question is read in: found by search, viewed once, kept as long as the index is."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from .kept import Kept
from .linking import Lexis
from .settled import SETTLED
from .views import View, view

if TYPE_CHECKING:
    from .index import Index
    from .retrieval import Hit

T = TypeVar("T")

DOCUMENTS = 14  # how many documents one question is read in
HITS = 40
KEPT = 400  # views kept in memory, the least used dropped first
READ = 16  # questions whose reading by the rules is kept: one and its parts


class Library:
    """Views of one index's documents; safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._texts = index.texts
        self._views: OrderedDict[str, View] = OrderedDict()
        self._lock = threading.Lock()
        self._kept: Kept[Hashable, Any] = Kept(READ)
        names = self._texts.names(DOCUMENTS + 1)
        self._all = names if len(names) <= DOCUMENTS else []

    @property
    def small(self) -> bool:
        """True where every question is read in every document, so that nothing has to be searched for."""
        return bool(self._all)

    def view(self, doc_id: str) -> View:
        """The view of a document. Raises NotFound."""
        with self._lock:
            found = self._views.get(doc_id)
            if found is not None:
                self._views.move_to_end(doc_id)
                return found
        made = view(self._texts.record(doc_id))
        with self._lock:
            self._views[doc_id] = made
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
        SETTLED.made()
        return made

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is made of some documents for one of the last questions; a question is often read several times."""
        found: T | None = self._kept.get(key)
        return self._kept.put(key, make()) if found is None else found

    def read(self, hits: Sequence[Hit], among: Sequence[str] = ()) -> tuple[list[View], Lexis]:
        """The views of the documents that hits stand in, best first (of all, where they are few), and their words.

        `among` are further documents to read, whatever search says of them.
        """
        order = dict.fromkeys([*(self._all or dict.fromkeys(hit.doc_id for hit in hits))][:DOCUMENTS] + list(among))
        views = [self.view(doc_id) for doc_id in order]
        return views, Lexis([v.vocabulary for v in views])


_LIBRARIES: weakref.WeakKeyDictionary[Index, Library] = weakref.WeakKeyDictionary()
_OPENING = threading.Lock()


def library(index: Index) -> Library:
    """The library of an index, made on first use."""
    with _OPENING:
        found = _LIBRARIES.get(index)
        if found is None:
            found = _LIBRARIES[index] = Library(index)
        return found
