"""Whether a text says which event is meant: a bare "pressemødet" may be any."""

from __future__ import annotations

import re

from ..types import Span, Zone
from .reading import Page

# A meeting's kind says nothing of which one it is; "havnetopmødet" does, and "et topmøde i Nyborg" brings in a new one.
_BARE = re.compile(
    r"(?:(?:det|den)\s+)?(?:presse|netværks|arbejds|bestyrelses|udvalgs|styregruppe|medlems|dialog|borger|års|status|"
    r"informations|opstarts|evaluerings|afslutnings|top|stor|fælles|kvartals|forårs|efterårs)?"
    r"(?:mødet|konferencen|seminaret|høringen|workshoppen|webinaret|messen|temadagen)",
    re.IGNORECASE,
)


def vague(page: Page, key: str) -> bool:
    """True for an event that the text calls by a common noun in the definite only, and that its title is silent on."""
    entity = page.entities[key]
    if entity.type != "Event" or not all(_BARE.fullmatch(name) for name in (entity.label, *entity.alt)):
        return False
    return not any(_heads(page, span) for span in entity.mentions)


def _heads(page: Page, span: Span) -> bool:
    """True in the title, and in a heading right under it."""
    zone = page.document.zone_at(span.start)
    return zone is Zone.TITLE or (zone is Zone.HEADING and span.start < 300)
