"""Times that no calendar fixes: "til sommer", "hver tirsdag", "inden jul", "efter tre år", "når sagen er antaget".

`indexer.dates` reads what can be a date of ISO 8601; these answer a "when" as they stand.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.dates import MONTHS, WEEKDAYS


class Loose(NamedTuple):
    """A stretch `text[start:end]` that tells a time, and how well such a stretch answers "when" (0-1)."""

    start: int
    end: int
    fit: float


_WD = "(?:" + "|".join(WEEKDAYS) + ")"
_M = "(?:" + "|".join(MONTHS) + ")"
_PREP = (
    r"(?:(?:(?:først|senest|tidligst|allerede|midt|sidst) )?(?:fra|til|inden|før|efter|senest|tidligst|siden|indtil"
    r"|omkring|til og med|frem til|i|om|på|pr\.|hver|kun|ved)(?: den)? )"
)
_PART = r"(?: (?:morgen|formiddag|middag|eftermiddag|aften|nat))?"
_CLOCK = r"(?:kl(?:okken|\.)? ?)?\d{1,2}(?:[.:]\d\d)?(?: ?(?:-|–|og|til) ?(?:kl\.? ?)?\d{1,2}(?:[.:]\d\d)?)?"
_FEAST = (
    r"(?:nytår(?:saften|sdag)?|jul(?:en|eaften|eferien)?|påske(?:n|ferien)?|pinse(?:n)?|sommer(?:en|ferien)?"
    r"|efterår(?:et|sferien)?|vinter(?:en|ferien)?|forår(?:et)?|årsskiftet|halvårsskiftet|skoleårets start|skolestart"
    r"|studiestart)"
)
_UNIT = r"(?:år|måned(?:er)?|uger?|dage?|døgn|timer?|minut(?:ter)?|hverdage?|arbejdsdage?|kvartal(?:er)?|sekunder)"
_COUNT = (
    r"(?:\d+|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|fjorten|tyve|tredive|få|et par|halvanden"
    r"|halvandet|et halvt|et kvart)"
)

_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), fit)
    for pattern, fit in (
        # "den 4. juni", "fra 1. marts", "i oktober": where no year can be reckoned
        (rf"\b{_PREP}?\d{{1,2}}\. {_M}(?: (?:samme|næste|sidste) år)?\b", 0.5),
        (
            rf"\b(?:(?:ved )?(?:udgangen|slutningen|begyndelsen|midten) af {_M}"
            rf"|{_PREP}{_M}(?: (?:samme|næste|sidste) år)?)\b",
            0.45,
        ),
        (rf"(?<=: ){_M}\b", 0.45),
        # "hver tirsdag", "senest onsdag middag", "lørdag kl. 10-13"
        (
            rf"\b{_PREP}?{_WD}(?:en|e|ene)?(?:(?: og|,| til| eller) {_WD}(?:en|e)?)*{_PART}(?: {_CLOCK})?(?=\W|$)",
            0.42,
        ),
        (
            r"\b(?:(?:på )?hverdage |hver dag |dagligt )?(?:mellem |fra )?kl(?:okken|\.) ?\d{1,2}(?:[.:]\d\d)?"
            r"(?: ?(?:-|–|og|til) ?(?:kl\.? ?)?\d{1,2}(?:[.:]\d\d)?)?",
            0.42,
        ),
        (r"\bom (?:aftenen|natten|morgenen|formiddagen|eftermiddagen|dagen|vinteren|sommeren)\b", 0.38),
        # "inden jul", "til nytår", "efter sommerferien", "nytårsaften"
        (rf"\b{_PREP}{_FEAST}\b|\b(?:nytårsaften|juleaften|grundlovsdag)\b", 0.44),
        (r"\b(?:i |fra |senest i )?uge \d{1,2}\b", 0.44),
        (r"\b(?:til og med |fra |til |i )?skoleåret \d{4}/\d{2,4}\b", 0.5),
        # "efter tre år", "om et halvt år", "to dage efter, at …", "inden for 24 timer"
        (
            rf"\b(?:først |allerede |senest |tidligst )?(?:efter|om|inden for|i løbet af|senest) "
            rf"(?:højst |mindst |cirka |ca\. )?"
            rf"{_COUNT} {_UNIT}\b(?! (?:om|pr|per)\b)(?: eller (?:\w+ ){{1,3}}\w+)?",
            0.42,
        ),
        (rf"\b(?:(?:højst|senest|allerede) )?{_COUNT} {_UNIT} (?:efter|før|inden),? [^.,;]{{3,60}}", 0.34),
        (rf"\b{_COUNT} gange (?:om|i) (?:året|måneden|ugen|dagen)\b(?:, i {_M}(?: og {_M})?)?", 0.4),
        (rf"\b(?:den|det) første {_UNIT}(?:en|et)?\b|\ballerede (?:den|det) første \w+", 0.36),
        # "når sagen er antaget"
        (r"\b(?:først |så snart |straks )?(?:når|så snart) [^.,;:?]{6,90}", 0.38),
    )
)


@functools.lru_cache(maxsize=4096)
def loose(text: str) -> tuple[Loose, ...]:
    """The loose times of a text, in order; of two that overlap the longer.

    >>> [text[a:b] for text in ["Svar følger inden jul."] for a, b, _ in loose(text)]
    ['inden jul']
    """
    return tuple(_loose(text))


def _loose(text: str) -> Iterator[Loose]:
    found = [Loose(*match.span(), fit) for pattern, fit in _RULES for match in pattern.finditer(text)]
    at = 0
    for one in sorted(found, key=lambda f: (f.start, -f.end, -f.fit)):
        if one.start >= at and one.end > one.start:
            yield one
            at = one.end
