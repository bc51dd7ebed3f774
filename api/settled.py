"""Keeps Python's collector of garbage from looking through what is kept for long.

Four hundred documents as the reader of answers sees them are more than half a million objects, hardly one of them
garbage. A collection that looks through them all takes a quarter of a second and more, and comes after every few
questions. So what has been made is put where the collector does not look; now and then all of it is put back and looked
through once, since what has become garbage in there is not found otherwise.
"""

from __future__ import annotations

import gc
import threading

FIRST = 64  # things that are made before any is put away: a single question, or a small corpus, needs none of it
STEP = 16  # that are put away together
ROUND = 2_048  # after which all are looked through


class Settled:
    """Counts what is made and kept; there is one for a whole process, since there is one collector."""

    def __init__(self) -> None:
        self._made = 0
        self._lock = threading.Lock()

    def made(self) -> None:
        """One more thing has been made that is kept for long."""
        with self._lock:
            self._made += 1
            if self._made < FIRST or self._made % STEP:
                return
            if self._made % ROUND == 0:
                gc.unfreeze()
                gc.collect()
            self.put_away()

    @staticmethod
    def put_away() -> None:
        """Puts all that there is where the collector does not look, at once."""
        gc.freeze()


SETTLED = Settled()
