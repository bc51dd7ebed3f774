"""Who was at a meeting, who was not, who came from a body, who kept the minutes: as the minutes' own list says.

The list says it in a line without a verb, which no question is worded like; which meeting is meant is told by the lines
over it ("Referat af 8. møde i følgegruppen, 5. marts 2026, Vejlby").
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from indexer.dates import MONTHS
from indexer.grammar import Token, strip_genitive

from . import chunks, words, writers
from .candidates import Candidate
from .linking import Lexis
from .minutes import Attender, Minutes, line_of, minutes
from .question import Kind, Question, Term
from .views import View, content
from .wordlists import several

_ABSENT = re.compile(
    r"\b(?:afbud|fraværende|fravær|udebl\w+|manglede|forhindret|forfald|frameld\w*|(?:syge)?meldte? (?:sig )?syg\w*"
    r"|blev væk|bleve? hjemme|(?:var|er|kom|mødte|dukkede|deltog|kunne|nåede|sad) (?:\w+ ){0,2}?ikke)\b",
    re.I,
)
_PRESENT = re.compile(
    r"\b(?:til ?stede|deltog|deltage|deltager(?:e|ne)?|deltaget|mødte|mødt|fremmødte?\w*|(?:var|er) med|dukkede op"
    r"|sad (?:med|om|rundt)|kom til|(?:var|er) der\b|mødedeltager\w*|deltagerliste\w*|(?:var|er) på mødet)\b",
    re.I,
)
_FOR = re.compile(
    r"\b(?:repræsenter\w+|repræsentant(?!skab)\w*|udsending\w*|sendte|sendt|stillede med|på vegne af|mand"
    r"|kvinde|delegere\w+|deltager|talte for|mødte op for|kom fra|var fra|er fra|sad der for|var der for)\b",
    re.I,
)
_KEPT = re.compile(
    r"\b(?:referent\w*|(?:tog|skrev|førte|tager|skriver|lavede|havde skrevet) (?:\w+ )?(?:referat\w*|noter\w*|notater)"
    r"|referatet? (?:skrevet|ført|taget|lavet))\b",
    re.I,
)
_LED = re.compile(
    r"\b(?:mødeleder\w*|ordstyrer\w*|dirigent\w*|(?:ledede|styrede|førte ordet|sad for bordenden)\b.*\bmøde\w*"
    r"|førte ordet|sad for bordenden)\b",
    re.I,
)
_KEEPERS, _LEADERS, _CHAIRS = several("referent sekretær"), several("mødeleder ordstyrer dirigent"), several("formand")
_OF_MEETINGS = several("""
    møde referat deltager afbud repræsentant medlem person navn mand kvinde organisation liste gang bord referent
    mødeleder ordstyrer dirigent udsending mødedeltager deltagerliste fremmødt gæst punkt folk dato dag note notat
    fraværende fravær part vegne vegn gruppe
""")
_MEETINGS = several("møde referat")
_HELD = 0.6  # how far a word of the head is one of the question's
_SAME = 0.85
_BEFORE = several("fra for af hos repræsenterede repræsenterer ved")
_BEHIND = several("mand kvinde repræsentant udsending deltager medlem delegerede folk person ansigt stemme")
_FIT = 0.97


def candidates(question: Question, views: Sequence[View], lexis: Lexis) -> list[Candidate] | None:
    """Those whom the list of the meeting that is meant gives; none where it has nobody of that body, None where no
    meeting is asked about."""
    asked = _asked(question)
    if not asked:
        return None
    meetings = [m for view in views if (m := minutes(view)) is not None]
    meant = [m for m in meetings if _is_meant(question, m, lexis, asked)]
    if len(meant) != 1:
        return [] if not meant and any(_on_another_day(question, m, lexis, asked) for m in meetings) else None
    (meeting,) = meant
    if asked == "body":
        return _bodies(question, meeting)
    people = _people(question, meeting, asked)
    if people is None:
        return None
    return [_list(question, meeting, people)] if people else []


def _asked(question: Question) -> str:
    """ "absent", "present", "for", "kept", "led" or "body"; "" where nothing of a meeting's list is asked."""
    who = question.kind is Kind.WHO or (question.kind in (Kind.WHAT, Kind.DEFINITION) and _names_people(question))
    if not who:
        return ""
    core = _BRACKETS.sub(" ", question.core)
    if question.wh.startswith("hvilke") and (question.focus in _ORGANS or words.headed(question.focus, _ORGANS)):
        return "body" if _FOR.search(core) else ""
    if _KEPT.search(core):
        return "kept"
    if _LED.search(core):
        return "led"
    if _ABSENT.search(core) or re.search(r"\bikke\b", core):
        return "absent"
    return "for" if _FOR.search(core) else "present" if _PRESENT.search(core) else ""


_BRACKETS = re.compile(r"\([^()]*\)|\b(?:ud over|udover|foruden|bortset fra|ekskl\.?|uden) (?:den |selve )?referent\w*")
_ORGANS = several("organisation forening kommune myndighed part forbund parti instans styrelse region")


def _names_people(question: Question) -> bool:
    """ "Afbud følgegruppen 17. marts", "X's mand på mødet hedder": keywords, or a name that is asked for."""
    return question.keywords or question.wh == "hvad hedder" or question.focus in ("navn", "person", "afbud")


def _on_another_day(question: Question, meeting: Minutes, lexis: Lexis, asked: str) -> bool:
    """Is a meeting all that a question tells of, but for its day or number? There is then no list of the one meant."""
    return _is_meant(question, meeting, lexis, asked, dated=False) and _speaks_of_meeting(question)


def _is_meant(question: Question, meeting: Minutes, lexis: Lexis, asked: str, *, dated: bool = True) -> bool:
    """Do the lines over a list say all that the question tells of its meeting?

    Whom somebody stood for may be told in other words than the list's: one noun need not be there then.
    """
    head = frozenset(content(f"{meeting.view.title}\n{meeting.head}"))
    figures = set(re.findall(r"\d+", meeting.head))
    named = {w for p in meeting.people for t in (*p.bodies, p.name) for w in content(t)}
    said = [t for t in question.content if t.role in ("name", "noun", "year", "number", "adj")]
    told = [
        t
        for t in said
        if not _common(t) and t.word.casefold() not in MONTHS and (dated or t.role not in ("year", "number"))
    ]
    if dated and any(m not in meeting.head.casefold() for m in _months(question)):
        return False
    if not any(t.role != "adj" and _in(t, head, figures, lexis) for t in told) and not _speaks_of_meeting(question):
        return False
    missed = [t for t in told if not (_in(t, head, figures, lexis) or _among(t, named) or t.role == "adj")]
    return not missed or (asked == "for" and len(missed) == 1 and missed[0].role == "noun" and len(told) > 1)


def _months(question: Question) -> set[str]:
    return {t.low for t in question.tokens} & set(MONTHS)


def _common(term: Term) -> bool:
    low = term.word.casefold()
    base = words.lemma(low)
    return low in _OF_MEETINGS or base in _OF_MEETINGS or words.headed(base, _MEETINGS)


def _speaks_of_meeting(question: Question) -> bool:
    bases = [words.lemma(t.low) for t in question.tokens]
    return any(base in _MEETINGS or words.headed(base, _MEETINGS) for base in bases)


def _in(term: Term, head: frozenset[str], figures: set[str], lexis: Lexis) -> bool:
    if term.word.rstrip(".").isdigit():
        return term.word.rstrip(".") in figures
    match = lexis.alike(term.word)
    return any(match.get(w, 0.0) >= _HELD for w in head)


def _among(term: Term, named: set[str]) -> bool:
    return any(words.alike(term.word, w) >= _SAME for w in named)


def _people(question: Question, meeting: Minutes, asked: str) -> list[Attender] | None:
    """Those who are asked for; None where the list does not tell."""
    everybody = meeting.people
    if asked in ("kept", "led"):
        orders = (_KEEPERS,) if asked == "kept" else (_LEADERS, _CHAIRS)
        found = ([p for p in everybody if p.present and roles & set(p.roles)] for roles in orders)
        return next(filter(None, found), None)
    here = [p for p in everybody if p.present is (asked != "absent")]
    of_body = [p for p in here if any(_asked_body(question, b) for b in p.bodies)]
    if of_body:
        return of_body
    elsewhere = any(_asked_body(question, b) for p in everybody for b in p.bodies)
    if elsewhere or _other_body(question):
        return [] if any(p.bodies for p in here) else None
    if asked == "for":
        alike = [p for p in here if any(_described(question, b) for b in p.bodies)]
        return alike if len(alike) == 1 or _of_several(question) else []
    return [p for p in here if not p.apart] or None


def _asked_body(question: Question, body: str) -> bool:
    """Does a question ask for those of a body, and not only name it?"""
    wanted = content(body)
    spots = [i for i, t in enumerate(question.tokens) if wanted and _says(t, wanted[0])]
    return any(
        all(any(_says(t, w) for t in question.tokens[i : i + len(wanted) + 2]) for w in wanted)
        and (question.keywords or _placed(question, i, body))
        for i in spots
    )


def _described(question: Question, body: str) -> bool:
    """Does a question say part of a body's name, with small letters: "forbrugerne" of "Forbrugernes Vandforum"?"""
    nouns = [t for t in question.tokens if t.pos == "NOUN" and t.text.islower()]
    return any(_says(t, w) for t in nouns for w in content(body))


def _of_several(question: Question) -> bool:
    """ "For de tre regioner": a noun in the plural behind what is asked."""
    return any(t.pos == "NOUN" and t.low.endswith(("er", "erne")) and t.text.islower() for t in question.tokens)


def _says(token: Token, word: str) -> bool:
    return words.alike(token.low, word) >= _SAME or words.alike(strip_genitive(token.low), word) >= _SAME


def _placed(question: Question, at: int, body: str) -> bool:
    """ "*fra* Havrådet", "repræsenterede Havrådet", "Havrådets mand", "havde Havrådet sendt"."""
    tokens = question.tokens
    before = next((t for t in reversed(tokens[:at]) if t.pos not in ("DET", "ADJ")), None)
    last = min(len(tokens), at + len(body.split()))
    behind = {words.lemma(t.low) for t in tokens[last : last + 2]}
    sends = any(chunks.base(t) in ("sende", "stille") or t.low == "sendt" for t in tokens)
    return (before is not None and before.low in _BEFORE) or bool(behind & _BEHIND) or sends


def _other_body(question: Question) -> bool:
    """Does a question ask for those of a body that is named with a capital, whatever the list says?"""
    tokens = question.tokens
    return any(
        t.low in ("fra", "repræsenterede", "repræsenterer") and following.text[:1].isupper() and following.pos != "NUM"
        for t, following in itertools.pairwise(tokens)
    )


def _bodies(question: Question, meeting: Minutes) -> list[Candidate] | None:
    """What the person of a list is there for whom a question names, or all bodies; none where it does not say."""
    named = [p for p in meeting.people if all(any(_says(t, w) for t in question.tokens) for w in content(p.name))]
    if len(named) > 1 or (not named and not question.many):
        return None
    people = named or [p for p in meeting.people if p.present and not p.apart]
    places = {b: meeting.view.text.find(b, p.start) for p in people for b in p.bodies}
    found = [c for b, at in places.items() if (c := _one(question, meeting, b, at)) is not None]
    return [dataclasses.replace(found[0], more=tuple(found[1:]))] if found else []


def _list(question: Question, meeting: Minutes, people: Sequence[Attender]) -> Candidate:
    made = [c for p in people if (c := _one(question, meeting, p.name, p.start)) is not None]
    lines = {id(c.scored.sentence): c.scored for c in made[1:] if c.scored.sentence is not made[0].scored.sentence}
    return dataclasses.replace(made[0], more=tuple(made[1:]), also=tuple(lines.values()))


def _one(question: Question, meeting: Minutes, name: str, start: int) -> Candidate | None:
    line = line_of(meeting.view, start) if start >= 0 else None
    if line is None:
        return None
    scored = writers.even(question, meeting.view, line, 1.0)
    return Candidate(name, name, "Actor", start, start + len(name), _FIT, scored)
