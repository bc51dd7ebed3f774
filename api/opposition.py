"""For or against: "er havnen modstander af planen?" where a text says that it welcomes it, "støtter byen broen?" where
a text says that it warns against it.

Words of favour and of opposition are no opposites of one another word for word, and a text seldom uses the question's.
"""

from __future__ import annotations

import re

_FOR = re.compile(
    r"\b(?:imødekom\w*|anerkend\w*|bakke[rdt]*\w* op|opbakning|støtte(?:r|de|t)|går ind for|gik ind for|tiltr[åæ]d\w*"
    r"|bifald\w*|hilse[rt]?\b[^.;]{0,40}\bvelkommen|velkommen|glæde[rd]?\w* (?:sig|os) over"
    r"|roser|roste|enige? (?:i|om|med)"
    r"|sag(?:de|t) ja|siger ja|tilslutte\w*|tilsluttet|efterkom\w*|opfyldt\w*)\b",
    re.I,
)
_AGAINST = re.compile(
    r"\b(?:modstander\w*|er imod|var imod|gik imod|stemte imod|vende[rt]* sig mod|afvis\w*|afslå\w*|afslog|fraråd\w*"
    r"|advar\w*"
    r"|kritiser\w*|protester\w*|sag(?:de|t) nej|siger nej|modsæt\w*|modsat\w* sig|beklag\w*|utilfreds\w*"
    r"|uenige? (?:i|med))\b",
    re.I,
)
_ASKS_FOR = re.compile(
    r"\b(?:tilhænger\w*|går (?:\w+ )?ind for|gik (?:\w+ )?ind for|støtte(?:r|de|t)|bakke[rdt]* (?:\w+ )?op|bifald\w*"
    r"|sag(?:de|t) (?:\w+ ){0,4}?ja|siger (?:\w+ ){0,4}?ja|er (?:\w+ ){1,4}?(?:enige?|tilfreds\w*|glade?|begejstre\w*) "
    r"(?:i|med|for|over))\b",
    re.I,
)
_ASKS_AGAINST = re.compile(
    r"\b(?:modstander\w*|imod\b|vende[rt]* sig mod|afvist?e?r?|afslog|fraråde[rd]?\w*|kritisere\w*|protestere\w*"
    r"|sag(?:de|t) (?:[\w’']+ ){0,7}?nej|siger (?:[\w’']+ ){0,7}?nej|har noget imod|modsat\w* sig|utilfreds\w*"
    r"|uenige?)\b",
    re.I,
)
_NOT = re.compile(r"\b(?:ikke|aldrig|hverken|ingen)\b", re.I)


def judged(core: str, said: str) -> tuple[bool, str] | None:
    """Whether a sentence bears out that somebody is for or against something, and its word for it; None where the
    question asks nothing of the kind, or the sentence speaks of neither or of both.

    >>> judged("Er havnen modstander af planen?", "Havnen hilser planen velkommen.")
    (False, 'hilser planen velkommen')
    >>> judged("Sagde byen nej til broen?", "Byen afviste broen."), judged("Støtter byen broen?", "Byen fraråder den.")
    ((True, 'afviste'), (False, 'fraråder'))
    >>> judged("Er havnen modstander af planen?", "Planen gælder fra maj.") is None
    True
    """
    favour, against = _ASKS_FOR.search(core), _ASKS_AGAINST.search(core)
    if bool(favour) == bool(against) or _NOT.search(core):
        return None
    told_for, told_against = _FOR.search(said), _AGAINST.search(said)
    if bool(told_for) == bool(told_against) or _NOT.search(said):
        return None
    match = told_for or told_against
    return None if match is None else (bool(favour) == bool(told_for), match.group())
