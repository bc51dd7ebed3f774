"""Questions told in two sentences: the first says of whom or what the second asks.

"Borgmesteren i Øsløs får ros for sin stædighed. Hvilket udvalg er han formand for?" describes the mayor first; "Jeg
læste, at ministeren afviste planen. Hvad hedder vedkommende?" asks no more than who that is.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import chunks, words
from .chunks import is_role
from .wordlists import several

_WH = r"(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvis)"
_PARTS = re.compile(
    rf"^(?P<told>[^?]{{12,}}?)\s*[.!]\s+(?P<ask>(?:og\s+|men\s+)?(?:(?:i|af|til|på|fra|for|hos|med)\s+)?{_WH}\b[^?]*)$",
    re.I,
)
_HEARD = re.compile(r"^\W*(?:jeg|vi|man|det)\s[^.,]*,\s*at\s+(?=\w)", re.I)
_PERSON = r"han|hun|ham|hende|vedkommende|personen|manden|kvinden"
_POINTS = re.compile(rf"\b(?P<person>{_PERSON})\b|\b(?P<thing>den|det|dette|denne)\b(?!\s+[a-zæøå]+(?:[^r]e)\b)", re.I)
_CALLED = re.compile(rf"^{_WH}\s+(?:hedder|hed|er|var)\s+(?:det|den|de|{_PERSON})\W*$", re.I)
_NO_SUBJECT = frozenset({"PRON", "PUNCT", "CCONJ", "SCONJ", "REL"})  # what no single one told of is made of
_OWN = several("jeg vi du min mit mine vores vor vort dit din jeres")
_LONGEST = 9  # tokens of a subject


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What is told: the noun for whom or what it is about ("person" for people), a question for it, and the question
    about it ("{}" for its name); "" where nothing more than the name is asked for."""

    noun: str
    inner: str
    outer: str


@functools.lru_cache(maxsize=256)
def parts(text: str) -> Told | None:
    """A question in two sentences, taken apart; None where it is none, or the second points back to nothing."""
    core = text.strip().rstrip(" ?.!")
    found = _PARTS.match(core)
    points = _POINTS.search(found["ask"]) if found is not None else None
    if found is None or points is None or "{" in core or "}" in core:
        return None
    heard = _HEARD.match(found["told"])
    start = heard.end() if heard is not None else 0
    inside = chunks.tag(core, start, found.end("told"))
    verb = next((n for n, t in enumerate(inside) if n and _finite(t)), 0)
    nouns = [n for n, t in enumerate(inside[:verb]) if t.pos in ("NOUN", "PROPN")]
    nouns = [n for n in nouns if n - 1 not in nouns or inside[n].text[:1].isupper()]  # "ministeren *blankt* afviste"
    first = nouns[-1] + 1 if nouns else 0
    if not verb or verb > _LONGEST or any(t.pos in _NO_SUBJECT or t.low in _OWN for t in inside[:first]):
        return None
    subject, rest = _text(core, inside[:first]), _text(core, inside[first:])
    noun = next((t for t in inside[:first] if t.pos in ("NOUN", "PROPN")), None)
    if noun is None or not rest or not noun.text[:1].isalpha():
        return None
    person = points["person"] is not None or is_role(words.lemma(noun.low))
    if not person and not _agrees(points["thing"].casefold(), inside[0].low, noun.low):
        return None
    if person and inside[0].pos != "DET":
        inner = f"hvem er {_lowered(subject, noun)}, der {rest}?"
    else:
        inner = f"{_which(inside[:first], noun)} {rest}?"
    outer = (
        "" if _CALLED.match(found["ask"]) else f"{found['ask'][: points.start()]}{{}}{found['ask'][points.end() :]}?"
    )
    return Told("person" if person else words.lemma(noun.low), inner, outer)


def _agrees(pronoun: str, led: str, noun: str) -> bool:
    """Does "den" or "det" have the gender of a noun, as its article or its ending shows it?"""
    common = led in ("en", "den") or (led not in ("et", "det") and noun.endswith("en"))
    neuter = led in ("et", "det") or (led not in ("en", "den") and noun.endswith("et"))
    return common if pronoun in ("den", "denne") else neuter


def _finite(token: Token) -> bool:
    return token.finite or token.pos in ("AUX", "MODAL")


def _text(core: str, tokens: Sequence[Token]) -> str:
    return core[tokens[0].start : tokens[-1].end] if tokens else ""


def _lowered(subject: str, noun: Token) -> str:
    """A subject as it stands inside a sentence: "Borgmesteren i X" with a small letter, a name with its own."""
    plain = noun.pos == "NOUN" and words.known(words.lemma(subject.split()[0].casefold()))
    return subject[:1].lower() + subject[1:] if plain or subject[:1].lower() == "e" else subject


def _which(subject: Sequence[Token], noun: Token) -> str:
    """ "En bro i Sandvig" as "hvilken bro i Sandvig"."""
    at = next(n for n, t in enumerate(subject) if t is noun)
    led = subject[0].low if subject[0].pos in ("DET", "NUM", "PRON") else ""
    which = {"et": "hvilket", "det": "hvilket", "de": "hvilke"}.get(led, "hvilken")
    own = words.lemma(noun.low) if not led else noun.low
    return " ".join(
        [which, *(t.text for t in subject[1 if led else 0 : at]), own, *(t.text for t in subject[at + 1 :])]
    )
