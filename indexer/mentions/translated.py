"""What a table gives in two languages: a cell under "Engelsk" names the same work as the Danish cell of its row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..types import Mention
from .reading import Sentence

_LANGUAGE = re.compile(
    r"(?:på\s+)?(?:engelsk|english|tysk|fransk|svensk|norsk|grønlandsk|færøsk)(?:e)?(?:\s+(?:titel|navn|udgave|title))?"
    r"|(?:titel|navn)\s+på\s+(?:engelsk|tysk|fransk|svensk|norsk)",
    re.IGNORECASE,
)
_WORKS = frozenset(("Strategy", "ActionPlan", "Agreement", "Programme"))


def same_works(read: Sequence[Sentence], found: Sequence[Mention]) -> list[Mention]:
    """The mentions with every translated cell as a whole, as one more name of the work in its row; what was found by
    form inside such a cell is dropped, for it is only part of the name.
    """
    cells = [s for s in read if s.row is not None and _LANGUAGE.fullmatch(s.column_head.strip())]
    if not cells:
        return list(found)
    kept = [m for m in found if m.type not in _WORKS or not any(c.span.covers(m.span) for c in cells)]
    for cell in cells:
        assert cell.row is not None
        own = [m for m in kept if m.type in _WORKS and cell.row.span.covers(m.span) and not cell.span.covers(m.span)]
        if len({m.iri or m.text for m in own}) == 1:
            name = cell.words if own[0].iri else own[0].text
            kept.append(Mention(cell.span, own[0].type, name, iri=own[0].iri, confidence=0.75))
    return kept
