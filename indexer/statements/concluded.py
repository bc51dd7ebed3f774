"""Lines without a subject that say who concluded or adopted what the text is, and when: "Indgået den 9. juni 2026
mellem regeringen, Borgerlisten og KL", "Vedtaget af byrådet den 25. april 2024".
"""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Modality, Statement, Zone
from .made import Maker, date
from .reading import ACTORS, WORKS, Item, Page, Read
from .topics import topic

_AGREES = frozenset(
    ("indgået", "vedtaget", "godkendt", "tiltrådt", "underskrevet", "besluttet", "aftalt", "stadfæstet")
)
_BRINGS = frozenset(("lanceret", "fremlagt", "offentliggjort", "præsenteret", "udsendt"))
_NO_PARTY = frozenset(("på", "i", "om", "for", "ved", "hos", "under"))


def lines(page: Page, read: Read) -> Iterator[Statement]:
    """agreedBy or launchedBy, and launchedOn, of the work that the text or section is about."""
    tokens = read.tokens
    if len(tokens) < 3 or read.sentence.zone not in (Zone.BODY, Zone.LIST, Zone.HEADING, Zone.CAPTION):
        return
    opening = tokens[0].low
    if opening not in _AGREES | _BRINGS or any(t.finite for t in tokens[:12]):
        return
    about = (page.main, 0.8) if page.main and page.entities[page.main].type in WORKS else topic(page, read)
    if about is None or about[0] is None or any(i.type in WORKS and i.key for i in read.items):
        return
    maker = Maker(page, read)
    relation = "agreedBy" if opening in _AGREES else "launchedBy"
    for item in read.items:
        if item.type in ACTORS and item.key and _party(read, item):
            yield maker.make(str(about[0]), relation, item.key, modality=Modality.DONE, confidence=0.8)
    when = next((i for i in read.items if i.type == "Date" and i.value and "/" not in i.value), None)
    if when is not None and when.first <= 14:
        yield maker.make(
            str(about[0]), "launchedOn", date(when), modality=Modality.DONE, confidence=0.8, reading=when.reading
        )


def _party(read: Read, item: Item) -> bool:
    """True for a body behind "mellem" or "af" that no other preposition takes."""
    before = [t.low for t in read.tokens[: item.first]]
    if not {"mellem", "af"} & set(before):
        return False
    return not before or before[-1] not in _NO_PARTY
