"""Orders for a list that stand beside a question: "… Nævn alle fire.", "…, opremsning tak", "… tre ting. Hvilke?".

What is ordered is no matter of the question: it only tells that several things are asked for, and sometimes how many.
"""

from __future__ import annotations

import re

from . import chunks

_WH = r"\b(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvordan|hvorledes|hvorfor)\b"
_ORDER = re.compile(
    r"(?<=[?.!])\s+(?P<order>(?:nævn|opremse?|remse?|oplist|list|angiv|opgiv|skriv|giv)\b[^?.!]{0,60}"
    r"|opremsning\b[^?.!]{0,40}|(?:(?:gerne|bare|helst)\s+)?(?:som\s+)?(?:en\s+)?(?:kort\s+)?(?:liste|punktliste|oversigt)"
    r"\b[^?.!]{0,30}|(?:gerne|jeg vil gerne have)\s+(?:dem\s+)?(?:alle|samtlige)\b[^?.!]{0,30})[.!?]*\s*$",
    re.I,
)
_WHICH = re.compile(
    r"^(?P<told>[^?]{12,}?)\s*(?:[.!:–-]|,)\s*(?:og\s+)?hvilke[nt]?(?:\s+(?:er|var)\s+det|\s+tre|\s+to)?\s*\??\s*$",
    re.I,
)
_WHAT_SORT = re.compile(
    r"^hvad\s+(?:er|var)\s+det\s+for\s+(?:nogen\s+|nogle\s+)?(?P<noun>(?:[^\W\d_]+e\s+){0,2}[^\W\d_]{3,}e?r)\b"
    r"(?=[\s,]),?(?:\s+(?:som|der)\b(?=\s+\w+\s))?",
    re.I,
)
_THOSE_THAT = re.compile(
    r"^(?P<noun>[^,?]{3,40}?),?\s+(?:der|som)\s+(?P<rest>(?:er|var|blev|bliver|har|havde)\s.+)$", re.I
)
_NUMBERS = {"to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10}
_MOST_BETWEEN = 2  # adjectives between a number and its noun


def without(text: str) -> str:
    """A question without the order for a list after it.

    >>> without("Hvordan skal maden være? Nævn egenskaberne.")
    'Hvordan skal maden være?'
    >>> without("Nævn de tre retter.")
    'Nævn de tre retter.'
    """
    found = _ordered(text)
    return text[: found.start()].rstrip() if found is not None else text


def ordered(text: str) -> bool:
    """Is a list ordered after a question?"""
    return _ordered(text) is not None


def count(text: str) -> int:
    """How many are ordered, 0 where that is not said: "Opremsning af de fem dele" is 5."""
    found = _ordered(text)
    numbers = (_small(w) for w in re.findall(r"\w+", found["order"])) if found is not None else ()
    return next((n for n in numbers if n), 0)


def _ordered(text: str) -> re.Match[str] | None:
    found = _ORDER.search(text)
    if found is None or not re.search(_WH, text[: found.start()], re.I) or re.search(_WH, found["order"], re.I):
        return None
    return found


def turned(text: str) -> str:
    """A statement of some number of things, and "hvilke?" after it, as one question.

    >>> turned("Rådet vil have tre ting med i loven. Hvilke?")
    'hvilke tre ting vil rådet have med i loven?'
    >>> turned("Skoler der er lukket i Tarp - hvilke?")
    'hvilke skoler er lukket i Tarp?'
    """
    text = _WHAT_SORT.sub(r"hvilke \g<noun>", text)
    found = _WHICH.match(text.strip())
    if found is None or re.search(_WH, found["told"], re.I):
        return text
    told = found["told"].strip()
    those = _THOSE_THAT.match(told)
    if those is not None:
        return f"hvilke {_lowered(those['noun'])} {those['rest']}?"
    tokens = chunks.tag(told, 0, len(told))
    verb = next((n for n, t in enumerate(tokens) if n and (t.finite or t.pos in ("AUX", "MODAL"))), 0)
    number = next((n for n, t in enumerate(tokens) if _small(t.low) and n + 1 < len(tokens)), -1)
    if not verb or number < 0:
        return text
    noun = next((n for n in range(number + 1, len(tokens)) if tokens[n].pos == "NOUN"), -1)
    if noun < 0 or noun - number > 1 + _MOST_BETWEEN:
        return text
    what = told[tokens[number].start : tokens[noun].end].lower()
    if noun < verb:
        return f"hvilke {what} {told[tokens[noun].end :].strip()}?"
    first = number - 1 if number - 1 > verb and tokens[number - 1].low in ("de", "disse") else number
    before, after = told[tokens[verb].end : tokens[first].start].strip(), told[tokens[noun].end :].strip()
    subject = _lowered(told[: tokens[verb].start].strip())
    parts = (f"hvilke {what}", tokens[verb].text, subject, before, after)
    return " ".join(p for p in parts if p).replace(" ,", ",") + "?"


def _lowered(text: str) -> str:
    """A beginning as it stands inside a sentence; a name or a short form keeps its capital."""
    first = chunks.tag(text, 0, len(text))[:1]
    keeps = not first or first[0].pos == "PROPN" or text[1:2].isupper()
    return text if keeps else text[:1].lower() + text[1:]


def _small(word: str) -> int:
    digit = int(word) if word.isdigit() and len(word) == 1 else 0
    return digit if digit > 1 else _NUMBERS.get(word.casefold(), 0)
