"""The Danish stems of Snowball, from any thread."""

from __future__ import annotations

import threading

import snowballstemmer


class _Own(threading.local):
    """A stemmer for each thread: one keeps the word it works on in itself, so two threads would mix their words."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("danish")


_OWN = _Own()


def snowball(word: str) -> str:
    """The stem of one word in lower case.

    >>> snowball("strategierne")
    'strategi'
    """
    stemmed: str = _OWN.stemmer.stemWord(word)
    return stemmed
