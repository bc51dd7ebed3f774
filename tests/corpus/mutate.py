"""Plants one error in a text: a year, a day or another figure mistyped by one digit, or moved by one to nine."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import fact_check

FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w,]|\.\d)")


def targets(text: str) -> list[re.Match[str]]:
    """Every figure a reader would take for a fact: years, days of dates, numbers above ten; not list ordinals, not
    initiative numbers, not addresses."""
    hidden = [m.span() for p in (fact_check.URL, fact_check.ORDINAL) for m in p.finditer(text)]
    days = {m.start(2) for m in fact_check.SPOKEN.finditer(text)}
    return [
        m
        for m in FIGURE.finditer(text)
        if not any(start <= m.start() < end for start, end in hidden)
        and not fact_check.LABEL.fullmatch(m[0])
        and (m.start() in days or fact_check.number(m[0]) > 10)
    ]


def mistyped(figure: str, chance: random.Random) -> str:
    """The figure with one digit exchanged for another: 2016 -> 2046, 426,4 -> 416,4; never with a leading zero."""
    digits = [at for at, char in enumerate(figure) if char.isdigit()]
    at = chance.choice(digits)
    choices = [digit for digit in "0123456789" if digit != figure[at] and (at or digit != "0")]
    return figure[:at] + chance.choice(choices) + figure[at + 1 :]


def moved(figure: str, chance: random.Random) -> str:
    """The figure with its last digits moved by one to nine: 2016 -> 2019, 426,4 -> 426,7, 3.000 -> 3.007."""
    head, last = re.fullmatch(r"(.*?)(\d+)", figure).groups()  # type: ignore[union-attr]
    step = chance.choice([-9, -7, -5, -3, -2, -1, 1, 2, 3, 5, 7, 9])
    new = int(last) + step
    if new < 1 or len(str(new)) > len(last):
        new = int(last) - step
    return head + str(new).zfill(len(last))


def plant(text: str, change: Callable[[str, random.Random], str], chance: random.Random) -> tuple[str, str] | None:
    """The text with one random figure changed, and what was changed; None where it holds none."""
    found = targets(text)
    if not found:
        return None
    match = chance.choice(found)
    new = change(match[0], chance)
    return text[: match.start()] + new + text[match.end() :], f"{match[0]} -> {new}"
