"""From when until when somebody holds an office, where the sentence says it beside the office: "formand 2015-2019",
"direktør i Klimarådet siden 2021".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..types import Literal, Statement
from .made import Maker, date
from .reading import Item, Read

_BESIDE = frozenset(
    ("i", "for", "hos", "ved", "af", "på", "fra", "til", "siden", "indtil", "frem", "perioden", "årene", "og", "med",
     "den", "det", "(", ",", "var", "er", "som", "været")
)  # fmt: skip
_SINCE = frozenset(("siden", "fra"))
_UNTIL = frozenset(("til", "indtil"))
_REACH = 9


def terms(maker: Maker, read: Read, person: Item, last: int) -> Iterator[Statement]:
    """roleFrom and roleTo for a person whose office ends at the token `last`."""
    assert person.key is not None
    start = max(last, person.last) if last + 2 >= person.first else last
    for item in read.items:
        if item.first <= start or item.type != "Date" or not item.value:
            continue
        if not _close(read, start, item):
            return
        words = [t.low for t in read.tokens[max(start + 1, item.first - 2) : item.first + 1]]
        first, _, end = item.value.partition("/")
        if end and re.search(r"\d{4}", item.span.of(maker.page.text)):
            yield maker.make(person.key, "roleFrom", Literal(first, "date"), confidence=0.8, reading=item.reading)
            yield maker.make(person.key, "roleTo", Literal(end, "date"), confidence=0.8, reading=item.reading)
        elif end:
            return  # "i sidste uge": when something happened
        elif _SINCE & set(words) and ("siden" in words or person.first < last):
            yield maker.make(person.key, "roleFrom", date(item), confidence=0.8, reading=item.reading)
        elif _UNTIL & set(words):
            yield maker.make(person.key, "roleTo", date(item), confidence=0.8, reading=item.reading)
        return


def _close(read: Read, start: int, when: Item) -> bool:
    """True where only the office's body and small words stand between the office and a date."""
    if when.first - start > _REACH:
        return False
    bodies = {n for i in read.every() if i.type in ("Organisation", "Place") for n in range(i.first, i.last + 1)}
    gap = read.tokens[start + 1 : when.first]
    return all(start + 1 + n in bodies or t.low in _BESIDE or t.pos == "PROPN" for n, t in enumerate(gap))
