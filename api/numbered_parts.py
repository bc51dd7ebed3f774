"""The parts that a text numbers or letters in lines of their own: "Spor 1. Skov" and "Spor 2. Vand" are "planens spor".

They are the list that "hvad hedder planens to spor" asks for, though no sentence tells it; and a part that the text
does not give ("spor 7") is none that one can be told of.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from . import contrast, words
from .candidates import Candidate
from .lists import count_of
from .question import Kind, Question, Term
from .views import Sentence, View

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?|[A-HIVX]"
_LINE = re.compile(rf"^\W*(?P<kind>[^\W\d_]{{3,}})\s+(?P<number>{_NUMBER})\s*[.:–-]?\s+(?P<name>[^\W\d_].*?)[\s.:*_]*$")
_ASKED = re.compile(r"(?<![\w-])(?P<kind>[^\W\d_]{3,})\s+(?P<number>\d{1,2}(?:\.\d{1,2})?)(?![\w.,/-]*\d|\s*[%])", re.I)
_ASKS = re.compile(r"^(?:og\s+)?(?:hvad\s+(?:hedder|kaldes|er)|hvilke|hvordan\s+lyder|nævn|oplist|list)\b", re.I)
_CONSISTING = frozenset(
    ["hedde", "have", "være", "rumme", "indeholde", "bestå", "dele", "inddele", "opdele", "fordele", "kalde", "omfatte",
     "lyde", "nævne"]
)  # fmt: skip
_SOME = re.compile(r"\baf (?:de|dem|\w+s)\b", re.I)
_SAME, _HELD = 0.85, 0.8
_LONGEST = 12  # words of a part's name
CONFIDENCE = 0.8


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A line that names a part, and where its name stands in it."""

    kind: str
    number: str
    sentence: Sentence
    name: tuple[int, int]


def parts(view: View) -> Iterator[Part]:
    """The numbered or lettered parts of a text, in order."""
    for sentence in view.sentences:
        found = _LINE.match(sentence.text)
        if found is not None and len(found["name"].split()) <= _LONGEST:
            yield Part(found["kind"].casefold(), found["number"], sentence, found.span("name"))


def asked(question: Question) -> Term | None:
    """The noun whose parts a question asks to be named all of; None where it asks for some of them, or for more.

    >>> from api.question import parse
    >>> asked(parse("Hvad hedder planens to spor?")).word, asked(parse("Hvilke af de to spor er dyrest?"))
    ('spor', None)
    """
    if question.kind is not Kind.WHAT or not _ASKS.match(question.core) or _SOME.search(question.core):
        return None
    number = next((t for t in question.content if t.role == "number" and count_of(t.word) > 1), None)
    after = [t for t in question.content if t.role == "noun" and (number is None or t.at > number.at)]
    return after[0] if after and (number is not None or question.many) else None


def told(question: Question, views: Sequence[View]) -> Candidate | None:
    """The names of all parts of the sort that is asked for; None where the texts give no such parts, or not so many."""
    noun = asked(question)
    if noun is None:
        return None
    want = next((count_of(t.word) for t in question.content if t.role == "number"), 0)
    rest = [t for t in question.content if t is not noun and t.role != "number"]
    found = []
    for view in views:
        given = [p for p in parts(view) if words.alike(words.lemma(noun.word.casefold()), p.kind) >= _SAME]
        numbers = [p.number for p in given]
        if len(given) < 2 or len(set(numbers)) != len(numbers) or (want and len(given) != want):
            continue
        if all(_held(view, term) for term in rest):
            found.append((view, given))
    return _listed(*found[0]) if len(found) == 1 else None


def _held(view: View, term: Term) -> bool:
    if term.role == "verb":
        return words.lemma(term.word) in _CONSISTING or term.weight <= 0.5
    return any(words.alike(term.word.casefold(), word) >= _HELD for word in view.words)


def _listed(view: View, given: Sequence[Part]) -> Candidate:
    made = []
    for part in given:
        start, end = (part.sentence.start + at for at in part.name)
        label = " ".join(view.text[start:end].split())
        made.append(Candidate(label, label, "Text", start, end, 0.9, contrast.scored(view, part.sentence)))
    others = tuple(m.scored for m in made[1:])
    return dataclasses.replace(made[0], more=tuple(made[1:]), also=others, pointed=True)


def missing(question: Question, views: Sequence[View]) -> str:
    """The numbered part that a question is about and no text gives, as it is asked for; "" where there is none.

    Only of a sort that a text numbers in lines of their own: "initiativ 7" where it gives "Initiativ 1: …", "Initiativ
    2: …", and no line or row of a table is so numbered.
    """
    for match in _ASKED.finditer(question.core):
        kind, number = words.lemma(match["kind"].casefold()), match["number"]
        numbering = [v for v in views if sum(p.kind == kind for p in parts(v)) >= 2]
        if numbering and not any(_gives(view.text, kind, number) for view in views):
            return match.group()
    return ""


def _gives(text: str, kind: str, number: str) -> bool:
    listed = r"(?:\d[\d.]*\s*(?:,|og|til|samt|[-–])\s*)*"
    named = rf"\b{re.escape(kind)}[a-zæøå]*\s+(?:nr\.\s*)?{listed}{re.escape(number)}(?![\d.]*\d)"
    row = rf"^\W*{re.escape(number)}[.)]?\s[^\n]*\|"
    return re.search(named, text, re.I) is not None or re.search(row, text, re.M) is not None
