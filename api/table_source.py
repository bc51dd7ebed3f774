"""Which document a question names as the one whose table it asks of: "skoleaftalens økonomitabel", "i kapitel 4".

A plan or an agreement is named by what it is a plan of, whose it is, its title's words and years after it; a bare
"planen" names none.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import words
from .views import content
from .wordlists import several

if TYPE_CHECKING:
    from indexer.grammar import Token

    from .linking import Lexis
    from .question import Question
    from .tables import Table
    from .views import View

_WHOLES = several(
    "plan strategi aftale handlingsplan handleplan program pagt udspil reform overenskomst forlig kontrakt budget"
    " regnskab evaluering rapport politik"
)
_SECTION = re.compile(r"\b(?P<kind>kapitel|afsnit|bilag|punkt|pkt\.?|tabel)\s+(?P<no>\d{1,2}(?:\.\d{1,2})*)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HELD, _NAMED = 0.75, 0.6
_FURTHER = 0.3  # how much more of the name another document has to hold


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """The words that name a document, and the section of one ("kapitel 4")."""

    words: tuple[str, ...]
    section: str = ""

    def held(self, view: View, told: str, lexis: Lexis) -> float:
        """How far a document's title, and what stands over its table, hold the name (0-1)."""
        said = f"{view.title} {told}"
        if self.section and re.search(rf"\b{self.section}(?![\d.]*\d)", said, re.I) is not None:
            return 1.0
        over = frozenset(content(said))
        alike = [max((lexis.alike(w).get(s, words.alike(w, s)) for s in over), default=0.0) for w in self.words]
        return sum(a >= _HELD for a in alike) / len(alike) if alike else 0.0


def source(question: Question) -> Source | None:
    """What a question names as its document, None where it names none.

    >>> from .question import parse
    >>> source(parse("Hvilket initiativ i skoleaftalens tabel er dyrest?")).words
    ('skole', 'aftale')
    >>> source(parse("Hvilke spor har planen?")) is None
    True
    """
    section = _SECTION.search(question.core)
    found = tuple(dict.fromkeys(_named(question)))
    if section is not None:
        return Source(found, rf"{section['kind']}\s+{re.escape(section['no'])}")
    return Source(found) if len(found) > 1 else None


def _named(question: Question) -> Iterator[str]:
    for i, token in enumerate(question.tokens):
        if i == question.focus_at or token.pos not in ("NOUN", "PROPN"):
            continue
        first, dash, last = token.low.rpartition("-")
        of, head = ("", last) if dash else _parted(last)
        head = head if head in _WHOLES else words.lemma(head)
        if head not in _WHOLES:
            continue
        yield from (w for w in (of, head) if w)
        if dash:  # "sundhed tæt på-aftalen"
            yield from content(first)
            yield from _leading(question.tokens[max(0, i - _REACH) : i])
        elif i and i - 1 != question.focus_at:
            owner = question.tokens[i - 1]
            if owner.pos in ("PROPN", "NOUN") and owner.low.endswith("s"):
                yield owner.low.removesuffix("s")
        yield from _following(question.tokens[i + 1 : i + 1 + _REACH])


def _parted(word: str) -> tuple[str, str]:
    """What a plan is of, and the word for it: "skoleaftalens" gives ("skole", "aftale")."""
    for form in (words.lemma(word), words.lemma(word.removesuffix("s"))):
        if form in _WHOLES:
            return "", form
    return words.split(words.lemma(word)) or words.split(word) or ("", word)


def _leading(before: Sequence[Token]) -> Iterator[str]:
    """The words of a name that a hyphen ties to what it names, back to what they are joined to the rest by."""
    for token in reversed(before):
        if token.pos in ("PREP", "DET", "AUX", "VERB", "REL"):
            return
        yield from content(token.text)


def _following(after: Sequence[Token]) -> Iterator[str]:
    """ "Aftalen *om sundhed tæt på*", "plan *2021-2024*"."""
    about = False
    for token in after:
        about = about or token.low in ("om", "for", "mod")
        if _YEAR.fullmatch(token.text) or (about and token.pos in ("NOUN", "PROPN", "ADJ")):
            yield token.low
        elif token.pos not in ("PREP", "PUNCT", "NUM", "CCONJ", "ADV") or token.text in ",?":
            return


_REACH = 5


def of_another(asked: Source | None, view: View, table: Table, views: Sequence[View], lexis: Lexis) -> bool:
    """Does another document hold the name that a question gives, and this table's not?"""
    if asked is None:
        return False
    own = asked.held(view, table.told, lexis)
    return own < _NAMED and any(
        (there := asked.held(other, "", lexis)) >= _NAMED and there >= own + _FURTHER for other in views
    )


def named(asked: Source | None, view: View, table: Table, lexis: Lexis) -> bool:
    """Does a table stand in the document that a question names?"""
    return asked is not None and asked.held(view, table.told, lexis) >= _NAMED
