"""Plants one error in a text: a year moved, or a number above ten changed."""

from __future__ import annotations

import random
import re

import fact_check

YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d.,-])")
DIGITS = re.compile(r"(?<![\w.,-])(?:1[1-9]|[2-9]\d|[1-9]\d\d)(?![\w,-]|\.\d|\.? (?:" + fact_check.MONTH + "))")


def targets(text: str) -> list[re.Match[str]]:
    """Lone years and lone whole numbers of two or three digits, in order; addresses are left alone."""
    urls = [range(*m.span()) for m in fact_check.URL.finditer(text)]
    found = [*YEAR.finditer(text), *DIGITS.finditer(text)]
    return sorted((m for m in found if not any(m.start() in u for u in urls)), key=lambda m: m.start())


def plant(text: str, chance: random.Random) -> tuple[str, str] | None:
    """The text with one random year or number changed, and what was changed; None where it holds none."""
    found = targets(text)
    if not found:
        return None
    match = chance.choice(found)
    step = chance.choice([-9, -7, -5, -3, -2, -1, 1, 2, 3, 5, 7, 9])
    new = str(max(int(match[0]) + step, 11))
    return text[: match.start()] + new + text[match.end():], f"{match[0]} -> {new}"
