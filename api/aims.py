"""Lines of a list that tells what is to be reached: "Ved udgangen af 2021 skal følgende være nået: • 80 skoler er med".

Read alone such a line says that it is so; what stands above the list says that it only should be.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .views import Sentence, View

_TO_REACH = re.compile(
    r"\b(?:skal|skulle|ønsker|vil|sigter|sigte|arbejde[rs]? for|forpligte\w*|mål(?:et|ene)?|målsætning\w*|ambition\w*"
    r"|delmål\w*)\b[^.?!]*:\s*$",
    re.I,
)
_HEADING = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:vores|strategiens|planens|aftalens|politiske|konkrete|overordnede)\s+)?"
    r"(?:mål|målene|målsætninger|målsætningerne|delmål|ambitioner|succeskriterier)(?:\s+(?:for|i|frem mod)\b.*)?\s*$",
    re.I,
)
_BACK = 12  # lines of a list at the most


def listed(view: View, sentence: Sentence) -> bool:
    """Is a sentence a line of a list under words for what is to be reached, or stands it in a chapter of aims?"""
    if not _item(view, sentence):
        return False
    if any(_HEADING.match(line) for line in sentence.heading.splitlines() or [sentence.heading]):
        return True
    for other in reversed(view.sentences[max(0, sentence.number - _BACK) : sentence.number]):
        line = view.text[other.start : other.start + _line(view, other)]
        if _TO_REACH.search(line):
            return True
        if not _item(view, other):
            return False
    return False


def _line(view: View, sentence: Sentence) -> int:
    """The length of what stands from a sentence's start to the end of its line."""
    end = view.text.find("\n", sentence.start)
    return (end if end >= 0 else len(view.text)) - sentence.start


_BULLET = re.compile(r"[ \t]*(?:[•*·▪–—-]|\(?[a-zA-Z0-9]{1,2}[.)])\s*")


def _item(view: View, sentence: Sentence) -> bool:
    """Does the line that a sentence stands in begin with a mark or number of a list?"""
    start = view.text.rfind("\n", 0, sentence.start) + 1
    return _BULLET.match(view.text[start : sentence.end]) is not None
