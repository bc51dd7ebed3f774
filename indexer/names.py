"""When two names are the same name: the comparable form of a label, and of a time-bound one its period."""

from __future__ import annotations

import functools
import re
import unicodedata

from .stemming import snowball

_ARTICLES = frozenset({"den", "det", "de", "en", "et", "ny", "nye", "nyt", "første", "kommende", "seneste"})
_BEFORE_YEARS = frozenset({"for", "fra", "i", "til", "perioden", "årene", "af"})
_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:(?:\s*[-–—/]\s*|\s+til\s+)((?:19|20)?\d\d))?\b")
_WORD = re.compile(r"[^\W_]+", re.UNICODE)

# The types whose namesakes are told apart by period: "den fællesoffentlige digitaliseringsstrategi" is seven of them.
TIME_BOUND = frozenset({"Strategy", "ActionPlan", "Agreement"})

# Types that one thing may carry in different texts, so that they may name the same.
_GROUPS = {"Programme": "Initiative", "Solution": "Initiative"}


def group(type_: str) -> str:
    """The family of types within which two names can be one thing: solutions and programmes are initiatives."""
    return _GROUPS.get(type_, type_)


@functools.lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return snowball(word)


@functools.lru_cache(maxsize=65536)
def name_key(label: str) -> str:
    """The comparable form of a label: no case, quotation marks, articles, endings or years.

    >>> name_key("Den nye fælles strategi") == name_key("fælles strategi")
    True
    """
    folded = unicodedata.normalize("NFKC", label).casefold()
    words = _WORD.findall(_YEARS.sub(" ", folded.replace("’s", "s").replace("'s", "s")))
    while len(words) > 1 and words[-1] in _BEFORE_YEARS:
        words.pop()
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join(_stem(word) for word in kept) or folded.strip()


def years_in(label: str) -> tuple[str | None, str | None]:
    """The period that a label itself names, as years: ("2016", "2020"), ("2022", None) or (None, None).

    >>> years_in("Handlingsplan 2016-20")
    ('2016', '2020')
    """
    found = _YEARS.search(label)
    if not found:
        return None, None
    first, last = found.group(1), found.group(2)
    if last and len(last) == 2:
        last = first[:2] + last
    return first, last


def is_description(label: str) -> bool:
    """True for a label that describes rather than names: no capital, digit or quotation mark after its first word.

    >>> is_description("Den fælleskommunale digitale handlingsplan"), is_description("Lokal og Digital")
    (True, False)
    """
    return not any(c.isupper() or c.isdigit() or c in '”“"»' for word in label.split()[1:] for c in word)
