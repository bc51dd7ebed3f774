"""Words for what is made less or taken away: "slippe for bøvl" is said as "nedbringe byrderne" and "gøre det lettere".

A question that asks whether people are spared something reads as one that denies it; so has the sentence to.
"""

from __future__ import annotations

import re

from .polarity import NEGATION

_ASKS = re.compile(
    r"\b(?:slippe[rs]?(?= (?:\w+ ){0,3}?for\b)|slap for|fri(?:e|t)? for|fritages?|spares? for|undgå[rs]?|skånes? for"
    r"|(?:mindre|færre) (?:bøvl|besvær|papirarbejde|bureaukrati|byrder|arbejde|krav|regler))\b",
    re.I,
)
_SAYS = re.compile(
    r"\b(?:nedbring\w*|mindsk\w*|reducer\w*|begræns\w*|nedbryd\w*|fjern(?:e|er|es|et)|forenkl\w*|afbureaukratiser\w*"
    r"|lettere|letter|lettes|lettelse\w*|slankes?|skære[rs]? (?:ned|væk)|aflast\w*|færre|sløjf\w*)\b",
    re.I,
)


def judged(core: str, said: str) -> bool:
    """Does a question ask whether something is taken off people, and does a sentence say so in other words?

    >>> judged("Skal firmaer slippe for noget af bøvlet?", "Planen skal nedbringe firmaernes byrder.")
    True
    >>> judged("Skal firmaer slippe for noget af bøvlet?", "Planen skal ikke nedbringe byrderne.")
    False
    """
    asked = _ASKS.search(core) is not None and NEGATION.search(core) is None
    return asked and _SAYS.search(said) is not None and NEGATION.search(said) is None
