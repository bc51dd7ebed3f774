"""Word lists written as running text, so that they stay readable and diff well."""

from __future__ import annotations


def several(text: str) -> frozenset[str]:
    """The words of a text, as a set.

    >>> sorted(several("af på til"))
    ['af', 'på', 'til']
    """
    return frozenset(text.split())
