"""A clause that its own sentence denies: "Årsagen er *ikke*, som nogle tror, *at firmaet ikke kan levere*".

Nothing in "firmaet ikke kan levere" denies it, and the word that does may stand a line before; so a question that asks
whether it is so gets a no, whatever its own polarity.
"""

from __future__ import annotations

import re

_HEAD = (
    r"(?:(?:hoved)?(?:årsagen|grunden|forklaringen|begrundelsen|meningen|hensigten|formålet|problemet|pointen)"
    r"(?: (?:til|med|bag) [^,.;]{1,40}?)?|det|dette|sagen)"
)
_NOT = r"(?:\w+ )?(?:ikke|aldrig|næppe)(?! (?:kun|alene|mindst|bare|blot|udelukkende|længere))"
_MATRIX = re.compile(
    rf"\b{_HEAD} (?:er|var|skyldes|skyldtes|passer|passede|stemmer|handler om|handlede om) {_NOT}"
    r"(?: (?:rigtigt|sandt|korrekt|sådan|derfor|fordi|tilfældet|meningen|hensigten))?"
    r"(?:,? (?:som|sådan som|hvad) [^,.;]{1,80},|,)? (?:at|fordi)\s",
    re.I,
)
_TOLD_APART = re.compile(r"[,.;] (?:men|derimod|tværtimod|fordi)\b", re.I)


def claim(text: str) -> tuple[int, int] | None:
    """Where the clause stands that a sentence denies, or None.

    >>> text = "Årsagen er ikke, som nogle tror, at firmaet ikke kan levere."
    >>> start, end = claim(text)
    >>> text[start:end]
    'firmaet ikke kan levere.'
    >>> claim("Årsagen er, at firmaet ikke kan levere.") is None
    True
    >>> claim("Det er ikke kun, fordi prisen er høj.") is None
    True
    """
    match = _MATRIX.search(text)
    if match is None:
        return None
    other = _TOLD_APART.search(text, match.end())
    return match.end(), other.start() if other is not None else len(text)
