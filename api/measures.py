"""What a figure measures: a share is no count of things, a sum no price per person, a count of errors no fine.

Each check is of a question and one value; none holds where the question asks in such a way that both could be meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import table_asked, words
from .quantities import figures
from .question import Kind
from .tables import tables
from .wordlists import several

if TYPE_CHECKING:
    from .candidates import Candidate
    from .question import Question

_PERCENT = re.compile(r"(?:pct|procent|%)", re.I)
_SHARE = re.compile(r"\b(?:pct|procent\w*|andel\w*|hvor mange (?:\w+ )?af|del af|kvote\w*|rabat\w*)\b|%", re.I)
_UNIT_ASKED = re.compile(r"\b(?:pr\.?|per|for hver|til hver|for hvert|til hvert)\s+(?P<unit>[a-zæøå]{3,})", re.I)
_UNIT_SAID = re.compile(
    r"\bpr\.?\s|\bper\s|\bhver(?:t|\s)|\bstk|\bstykket|\b(?:års|måneds|uge|dag|døgn|time|stk)\w*pris|\bårlig|\bmånedlig"
    r"|\bugentlig|\bdaglig|\bom (?:året|måneden|ugen|dagen|timen)\b|\bi (?:timen|døgnet)\b|\benkelt",
    re.I,
)
_MONEY_NOUNS = several("bod dagbod bøde erstatning tilskud støtte kompensation honorar løn gebyr husleje kontingent")
_MONEY = re.compile(r"(?:kr|kroner|mio|mia|million|milliard|tusind|euro|pct|procent|%|gange)", re.I)


def of_another(question: Question, candidate: Candidate) -> bool:
    """Does a figure measure something else than what is asked for?"""
    if question.kind is not Kind.NUMBER or candidate.how:
        return False
    return (
        _share(question, candidate)
        or _whole_sum(question, candidate)
        or _no_money(question, candidate)
        or _of_sister(question, candidate)
        or _of_other_range(question, candidate)
        or _only_budgeted(question, candidate)
    )


def _share(question: Question, candidate: Candidate) -> bool:
    """ "Hvor mange rejser blev …" is not told by "70 pct. af rejserne"."""
    if question.wh != "hvor mange" or not question.focus or _SHARE.search(question.core):
        return False
    return _PERCENT.search(candidate.label) is not None and not _PERCENT.match(question.focus)


def _whole_sum(question: Question, candidate: Candidate) -> bool:
    """ "Hvad koster det pr. deltager" is not told by what it costs in all: nothing there says that it is of one."""
    asked = _UNIT_ASKED.search(question.core)
    if asked is None:
        return False
    sentence = candidate.scored.sentence
    said = f"{sentence.heading}\n{sentence.text}\n{_header(candidate)}"
    if _UNIT_SAID.search(said) is not None:
        return False
    return all(words.alike(asked["unit"], t.low) < _SAME for t in sentence.tokens if t.start >= candidate.end)


def _no_money(question: Question, candidate: Candidate) -> bool:
    """ "Hvor meget fik de i bod" is not told by a bare figure that counts something."""
    nouns = {words.lemma(t.word) for t in question.content if t.role == "noun"}
    if question.wh != "hvor meget" or nouns.isdisjoint(_MONEY_NOUNS) or candidate.type != "Number":
        return False
    return _MONEY.search(candidate.label) is None and not _header(candidate)


_SAME = 0.85
_BETWEEN = ("ADJ", "PART", "NUM", "DET", "PREP", "ADV")
_LOOK = 4  # words from a figure to what it counts


def _of_sister(question: Question, candidate: Candidate) -> bool:
    """ "71 pct. af *matematiklærerne*" tells nothing of the *dansklærere*: two kinds of one thing, and only the other
    stands in the sentence."""
    asked = [word for t in question.content if t.role == "noun" and (word := words.keys(t.word)).head]
    sentence = candidate.scored.sentence
    noun = _counted(candidate)
    if noun is None or not asked:
        return False
    told = words.keys(noun)
    sisters = [a for a in asked if told.head == a.head and told.modifier != a.modifier]
    if not sisters or any(words.alike(t.word, noun) >= _LIKE for t in question.content if t.role == "noun"):
        return False
    own = {words.keys(w) for w in (*sentence.words, *sentence.heading.casefold().split())}
    return all(a.modifier not in (w.key, w.modifier) and a.key != w.key for a in sisters for w in own)


_LIKE = 0.5


def _counted(candidate: Candidate) -> str | None:
    """The noun that a figure counts: the first one after it, past small words."""
    for token in [t for t in candidate.scored.sentence.tokens if t.start >= candidate.end][:_LOOK]:
        if _PERCENT.match(token.low) or token.text == ".":
            continue
        if token.pos == "NOUN":
            return token.low
        if token.pos not in _BETWEEN:
            return None
    return None


def _of_other_range(question: Question, candidate: Candidate) -> bool:
    """Is "3-5 zoner" asked for and the value another row's, of a table whose rows differ by such ranges?"""
    asked = table_asked.ranges(question.core)
    if not asked:
        return False
    for table in tables(candidate.scored.view):
        own = next((r for r in table.rows if r.label.line[0] <= candidate.start < r.label.line[1]), None)
        if own is not None:
            return not asked & table_asked.ranges(own.name) and any(table_asked.ranges(r.name) for r in table.rows)
    return False


_SPENT = re.compile(
    r"\b(?:brugt|brugte[s]?|bruge|anvend\w+|forbrug\w*|endte|løb op|kostede|kostet|betalt|betalte|udgjorde)\b", re.I
)
_BUDGET_ASKED = re.compile(
    r"\b(?:budget\w*|afsat\w*|ramme\w*|bevilg\w*|bevilling\w*|regne[dt]\w*|plan\w*|mål\w*)\b", re.I
)
_BUDGETED = re.compile(
    r"\b(?:budget(?:tet)?|rammen?|bevilling(?:en)?|puljen?) på\s*$"
    r"|\bbudgetteret(?: til)?\s*$|\b(?:de )?(?:afsatte|budgetterede)\s*$",
    re.I,
)


def _only_budgeted(question: Question, candidate: Candidate) -> bool:
    """ "66 mio. kr. er anvendt af budgettet på *71 mio. kr.*": asked what was spent, the other figure answers."""
    if _SPENT.search(question.core) is None or _BUDGET_ASKED.search(question.core) is not None:
        return False
    sentence = candidate.scored.sentence
    before = sentence.text[: max(0, candidate.start - sentence.start)]
    others = [f for f in figures(sentence) if f.kind == "money" and not f.start <= candidate.start < f.end]
    return _BUDGETED.search(before) is not None and bool(others)


def _header(candidate: Candidate) -> str:
    """The header of the column that a value stands in and what stands over its table, "" outside tables."""
    for table in tables(candidate.scored.view):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=False):
                if cell is not None and cell.start <= candidate.start < max(cell.end, cell.start + 1):
                    return f"{column.name} {column.unit} {table.told}"
    return ""
