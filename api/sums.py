"""Two counts that a question adds, subtracts or holds against each other, each of another thing or in another place.

"Lægger man lærerne i Ry og eleverne i Vejle sammen, hvor mange bliver det?" asks two questions of its own, and so do
"forskel i antal ben: edderkop vs. bille" and "har byen flere broer end kommunen har kirker?".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from . import wording, words
from .candidates import Candidate
from .chunks import VERBAL
from .decide import Decision
from .differences import planned
from .question import Kind, Question, parse

if TYPE_CHECKING:
    from .solving import Solution

Solve = Callable[[str], "Solution"]

_WE = r"(?:man|vi|jeg|du|en)"
_ADD = r"(?:lægger|tæller|regner|lægges|lagt|lagde)"
_ASK = r"(?:så )?(?P<ask>hvor (?:mange|meget)\b.*|hvad\b.*)$"
_ADDED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:og |så )?(?:hvis|når) {_WE} {_ADD} (?P<what>.+?) sammen,?\s+{_ASK}",
        rf"^{_ADD} {_WE} (?P<what>.+?) sammen,?\s+{_ASK}",
        rf"^(?P<ask>(?:hvor (?:mange|meget)|hvad)\b[^,?]*?),?\s+(?:hvis|når) {_WE} {_ADD} (?P<what>.+?) sammen$",
        r"^(?:hvad er |hvad bliver |hvad giver )?(?:summen|det samlede antal|samlet antal|total\w*)(?: af)? "
        r"(?P<what>.+?)(?P<ask>)$",
    )
)
_VERSUS = r"(?:vs\.?|kontra|versus|over for|overfor|sammenlignet med|i forhold til|mod)"
_APART = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"^(?:hvad er )?forskel\w*(?: er der)? (?:i|på|mellem) antal(?:let)?(?: af)?\s*(?P<noun>[^:,–]*?)\s*[:,–-]\s*"
        rf"(?P<one>.+?)\s+(?:{_VERSUS}|og)\s+(?P<two>.+)$",
        rf"^(?:hvad er )?forskel\w*(?: er der)? (?:i|på|mellem) antal(?:let)?(?: af)?\s+(?P<noun>)(?P<one>.+?)\s+"
        rf"(?:{_VERSUS}|og)\s+(?P<two>.+)$",
        rf"^(?P<one>[^:?]+?)\s+{_VERSUS}\s+(?P<two>[^:?]+?)\s*[:,–-]\s*(?:hvad er |hvor stor er )?forskel\w*"
        r" (?:i|på) antal(?:let)?(?: af)?\s*(?P<noun>.*)$",
    )
)
_MORE = re.compile(
    r"^(?P<verb>\w+)\s+(?P<one>.+?)\s+(?P<way>flere|færre)\s+(?P<noun>[^,]+?),?\s+end\s+(?P<two>.+)$", re.I
)
_ITS_OWN = re.compile(
    r"^(?P<who>.+?),?\s+(?P<verb>har|havde|rummer|rummede|indeholder|indeholdt|tæller|talte|omfatter|omfattede|får|fik"
    r"|viser|ejer|driver|sætter|består af|er på)\s+(?P<noun>[^,]+)$",
    re.I,
)
_THERE = re.compile(r"^(?:der er|der var|der findes)\s+(?P<noun>.+)$", re.I)
_PLACED = re.compile(r"^(?P<noun>.+?)\s+(?P<place>(?:i|på|for|hos|ved|til|under|fra|med|af)\s+.+)$", re.I)
_PREPOSITION = re.compile(r"(?:i|på|for|hos|ved|til|under|fra|med|af)\s", re.I)


def composed(question: Question, solve: Solve) -> Solution | None:
    """The sum, the difference or the verdict of two counts; None where a question asks for none, or one is not told."""
    core = question.core.rstrip(" ?.!")
    for attempt in (_sum, _difference, _verdict):
        solution = attempt(core, question, solve)
        if solution is not None:
            return solution
    return None


def adds(core: str) -> bool:
    """Does a question add two counts, whatever verb opens it?

    >>> adds("Lægger man rosen og tulipanerne sammen, hvor mange blomster er det så?"), adds("Lægger man roser?")
    (True, False)
    """
    return any(pattern.match(core.rstrip(" ?.!")) for pattern in _ADDED)


def _sum(core: str, question: Question, solve: Solve) -> Solution | None:
    match = next((m for pattern in _ADDED if (m := pattern.match(core))), None)
    if match is None:
        return None
    for one, two in _halves(match["what"]):
        found = reckoned(question, (solve(one), solve(two)), lambda a, b: a + b, "{a} og {b} lagt sammen")
        if found is not None:
            return found
    return None


def _halves(what: str) -> Iterator[tuple[str, str]]:
    """The two questions that a phrase with "og" may ask for, as one of its "og" parts it.

    >>> next(_halves("lærerne i Ry og eleverne i Vejle"))
    ('Hvor mange lærere er der i Ry?', 'Hvor mange elever er der i Vejle?')
    >>> next(_halves("skolerne i Ry og i Vejle")), next(_halves("skolerne i Ry og Vejle"))
    (('Hvor mange skoler er der i Ry?', 'Hvor mange skoler er der i Vejle?'), \
('Hvor mange skoler er der i Ry?', 'Hvor mange skoler er der i Vejle?'))
    """
    cuts = [m for m in re.finditer(r"\s+(?:og|plus|samt|\+)\s+", what)]
    cuts.sort(key=lambda m: not _PREPOSITION.match(what[m.end() :]))
    for cut in cuts:
        yield _asked("", what[: cut.start()], what[cut.end() :])


def _asked(noun: str, one: str, two: str) -> tuple[str, str]:
    """The questions for two counts; the second may leave out what it shares with the first."""
    one, two = one.strip(" ,"), two.strip(" ,")
    placed = None if noun else _PLACED.match(one)
    if noun:
        return _count(noun, _in(one)), _count(noun, _in(two))
    if placed is None:
        second = _PLACED.match(two)  # "elbusser og ruter i planen"
        place = second["place"] if second is not None else ""
        return _count(one, place), _count(second["noun"] if second is not None else two, place)
    first = _count(placed["noun"], placed["place"])
    if _PREPOSITION.match(two):
        return first, _count(placed["noun"], two)
    if _counts_itself(two):
        other = _PLACED.match(two)
        return first, _count(other["noun"], other["place"]) if other is not None else _count(two, placed["place"])
    return first, _count(placed["noun"], f"{placed['place'].split()[0]} {two}")


def _in(place: str) -> str:
    return place if _PREPOSITION.match(place) else f"i {place}"


def _count(noun: str, place: str) -> str:
    return f"Hvor mange {indefinite(noun)} er der {place}".rstrip() + "?"


def indefinite(noun: str) -> str:
    """ "De nye skoler" and "skolerne" as they stand after "hvor mange"."""
    noun = re.sub(r"^(?:de|alle|antallet af|antal)\s+", "", noun.strip(), flags=re.I)
    head, _, last = noun.rpartition(" ")
    if last.casefold().endswith(("erne", "ene")) and len(last) > 5:
        last = last[:-2]
        low = last.casefold()
        if low.endswith("er") and words.lemma(low) == low:
            last += "e"  # "lærerne": one is "en lærer"
        elif not low.endswith("er") and not words.known(low):
            last = last[:-1]
    return f"{head} {last}".strip()


def _counts_itself(phrase: str) -> bool:
    """Does a phrase begin with things in the plural, not with one place or thing that has them?"""
    for token in parse(phrase).tokens:
        if token.pos in ("DET", "ADJ", "NUM"):
            continue
        plural = token.low.endswith(("erne", "ene", "er", "e")) and words.lemma(token.low) != token.low
        return token.pos == "NOUN" and plural
    return False


_IN_ALL = re.compile(r",?\s*\b(?:i alt|alt i alt|tilsammen|til sammen|sammenlagt|samlet set|samlet)\b", re.I)
_HOW_MANY = re.compile(r"^hvor mange\b", re.I)


def total(question: Question, solve: Solve) -> Solution | None:
    """ "Hvor mange får og køer har gården i alt", "hvor mange elever er der i alt i Ry og Vejle": each is asked, then
    added; not where the text gives the whole itself."""
    core = question.core.rstrip(" ?.!")
    if not _HOW_MANY.match(core) or not _IN_ALL.search(core) or re.search(r"\bog\s+(?:hv|i alt)", core, re.I):
        return None
    asks = _of_each(_IN_ALL.sub("", core))
    if asks is None:
        return None
    parts = (solve(asks[0]), solve(asks[1]))
    if any(_IN_ALL.search(p.found[0].scored.sentence.text) for p in parts if p.found):
        return None
    return reckoned(question, parts, lambda a, b: a + b, "{a} og {b} lagt sammen")


def _of_each(core: str) -> tuple[str, str] | None:
    """The questions for each of two kinds, or each of two places.

    >>> _of_each("Hvor mange får og køer har gården")
    ('Hvor mange får har gården?', 'Hvor mange køer har gården?')
    >>> _of_each("Hvor mange får er der på Bakken og Engen")
    ('Hvor mange får er der på Bakken?', 'Hvor mange får er der på Engen?')
    """
    tokens = parse(core + "?").tokens
    joint = next((i for i, t in enumerate(tokens) if t.low == "og"), -1)
    verb = next((i for i, t in enumerate(tokens) if i > 2 and (t.finite or t.pos in ("AUX", "MODAL"))), len(tokens))
    if 2 < joint < verb < len(tokens) and all(t.pos in ("NOUN", "ADJ") for t in tokens[joint + 1 : verb]):
        rest = core[tokens[verb].start :]
        one, two = core[: tokens[joint].start].strip(), core[tokens[joint].end : tokens[verb].start].strip()
        return f"{one} {rest}?", f"Hvor mange {two} {rest}?"
    place = re.match(
        r"^(?P<ask>.+?\b(?P<prep>i|på|hos|ved|fra|for|til)\s+)(?P<one>.+?)\s+og\s+(?P<two>.+)$", core, re.I
    )
    if place is None or verb > joint:
        return None
    other = re.sub(rf"^{place['prep']}\s+", "", place["two"], flags=re.I)
    return f"{place['ask']}{place['one']}?", f"{place['ask']}{other}?"


def _difference(core: str, question: Question, solve: Solve) -> Solution | None:
    match = next((m for pattern in _APART if (m := pattern.match(core))), None)
    if match is None:
        return None
    one, two = _asked(match["noun"].strip(), match["one"], match["two"])
    return reckoned(question, (solve(one), solve(two)), lambda a, b: abs(a - b), "forskellen på {a} og {b}")


def _verdict(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Har A flere X end B har Y": two different things are counted."""
    asked = _two_counts(core) if question.kind is Kind.YESNO else None
    if asked is None:
        return None
    way, *asks = asked
    one, two = (solve(ask) for ask in asks)
    values = _values(one, two)
    if values is None:
        return None
    a, b = one.found[0], two.found[0]
    word = "ja" if (values[0] > values[1]) == (way == "flere") and values[0] != values[1] else "nej"
    how = f"{wording.number(a.value)} mod {wording.number(b.value)}"
    return _told(question, one, two, dataclasses.replace(a, value=word, label=word, type="Text", unit="", how=how))


def _two_counts(core: str) -> tuple[str, str, str] | None:
    """The way a question compares two counts, and the question for each.

    >>> _two_counts("Har museet flere skibe end havnen har kajer")
    ('flere', 'Hvor mange skibe har museet?', 'Hvor mange kajer har havnen?')
    >>> _two_counts("Er der flere kajer i Ry end broer i Vejle")
    ('flere', 'Hvor mange kajer er der i Ry?', 'Hvor mange broer er der i Vejle?')
    >>> _two_counts("Har museet flere skibe end havnen") is None
    True
    """
    match = _MORE.match(core)
    if match is None or planned(match["two"]):  # "end man havde regnet med": nothing of its own is counted
        return None
    verb, one, noun, two = match["verb"].casefold(), match["one"], match["noun"], match["two"]
    own = _ITS_OWN.match(two) or _THERE.match(two)
    if own is None and not _bare_plural(two):
        return None
    told = own.groupdict() if own is not None else {"noun": two}
    there = one.casefold() == "der"
    first = f"Hvor mange {_split(noun)}?" if there else f"Hvor mange {noun} {verb} {one}?"
    if told.get("who"):
        who = re.split(r",\s+(?:der|som|hvor)\b", told["who"])[0]
        return match["way"].casefold(), first, f"Hvor mange {told['noun']} {told['verb']} {who}?"
    placed = _PLACED.match(told["noun"])
    if placed is None and one.casefold() != "der":
        return match["way"].casefold(), first, f"Hvor mange {told['noun']} {verb} {one}?"
    return match["way"].casefold(), first, f"Hvor mange {_split(told['noun'])}?"


def _split(noun: str) -> str:
    """ "Kajer i Ry" as it is asked for: "kajer er der i Ry"."""
    placed = _PLACED.match(noun)
    return f"{placed['noun']} er der {placed['place']}" if placed is not None else f"{noun} er der"


def _bare_plural(phrase: str) -> bool:
    """ "*Broer* i Vejle": things of another kind, not another place that has the same."""
    tokens = [t for t in parse(phrase).tokens if t.pos != "ADJ"]
    low = tokens[0].low if tokens else ""
    indefinite = low.endswith(("er", "e")) and not low.endswith(("erne", "ene")) and words.lemma(low) != low
    return bool(tokens) and tokens[0].pos == "NOUN" and indefinite and not any(t.pos in VERBAL for t in tokens)


def _values(one: Solution, two: Solution) -> tuple[float, float] | None:
    """Two counts, where both are told, and in two places."""
    if any(s.decision.reason is not None or not s.found or s.found[0].more for s in (one, two)):
        return None
    a, b = one.found[0], two.found[0]
    if (a.start, a.scored.sentence.doc_id) == (b.start, b.scored.sentence.doc_id):
        return None
    try:
        return float(a.value), float(b.value)
    except ValueError:
        return None


def reckoned(
    question: Question, parts: tuple[Solution, Solution], how: Callable[[float, float], float], said: str
) -> Solution | None:
    values = _values(*parts)
    if values is None:
        return None
    value, (a, b) = how(*values), (part.found[0] for part in parts)
    number = f"{value:g}" if value < 1e6 and value != int(value) else str(int(value))
    explained = said.format(a=wording.number(a.value), b=wording.number(b.value))
    unit = a.unit if a.unit == b.unit else ""
    best = dataclasses.replace(a, value=number, label=wording.number(number), type="Number", unit=unit, how=explained)
    return _told(question, *parts, best)


def _told(question: Question, one: Solution, two: Solution, best: Candidate) -> Solution:
    """What two counts come to, with the sentences of both."""
    own = best.scored.sentence
    others = [s for s in (*one.found[0].also, two.found[0].scored, *two.found[0].also) if s.sentence is not own]
    best = dataclasses.replace(best, also=tuple(others), more=())
    linked = dataclasses.replace(one.linked, question=question)
    sure = Decision(round(min(one.decision.confidence, two.decision.confidence), 4))
    return dataclasses.replace(one, linked=linked, found=(best,), decision=sure, sparql=None)
