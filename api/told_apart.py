"""Questions whose matter is told before what is asked: "Slusen Lone Krag skrev om – hvad kostede den?", "Planen skal
afløse en anden aftale. Hvor mange sider er der i den?", "Målet var 40 broer. Hvor meget kostede den plan?".

`told_first` knows those whose first sentence tells something of its own subject; here the thing asked about is what a
clause hangs on, what a verb has for its object, or what "den plan" points back to.
"""

from __future__ import annotations

import functools
import re

from indexer.grammar import Token

from . import chunks, words
from .told_first import Told

_WH = r"(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke)"
_ASK = rf"(?P<ask>(?:(?:og|men)\s+)?(?:(?:i|af|til|på|fra|for|hos|med|inden for)\s+)?{_WH}\b[^?]*)$"
_FRONTED = re.compile(
    rf"^(?:den\s+)?(?P<noun>[A-ZÆØÅ]?[a-zæøå-]{{3,}})(?:,\s+|\s+)(?P<clause>(?:(?:som|der)\s+)?[^?.]{{6,}}?)\s*(?:[–—]|\s-|[:,])\s+"
    rf"{_ASK}",
    re.I,
)
_TWO = re.compile(rf"^(?P<told>[^?]{{12,}}?)\s*[.!]\s+{_ASK}", re.I)
_POINTS = re.compile(r"\b(?:den|det)\b", re.I)
_POINTS_AT = re.compile(r"\b(?P<det>den|det)\s+(?P<noun>[a-zæøå-]{3,})\b", re.I)
_OBJECT = re.compile(r"\b(?P<det>en|et)\s+(?:anden|andet|ny|nyt|ældre|tidligere)\s+(?P<noun>[a-zæøå-]{3,})\b", re.I)
_OWN = re.compile(r"\b(?:jeg|vi|min|mit|mine|os|mig)\b", re.I)


@functools.lru_cache(maxsize=256)
def parts(text: str) -> Told | None:
    """A question taken apart; None where nothing is told before it of a thing that it points back to.

    >>> parts("Slusen Lone Krag skrev om i 2011 – hvad kostede den?")
    Told(noun='sluse', inner='hvilken sluse Lone Krag skrev om i 2011?', outer='hvad kostede {}?')
    >>> parts("I 2011 var målet 40 broer. Hvor meget kostede den plan?")
    Told(noun='plan', inner='hvilken plan i 2011 var målet 40 broer?', outer='Hvor meget kostede {}?')
    """
    core = text.strip().rstrip(" ?.!")
    if "{" in core or "}" in core or _OWN.search(core):
        return None
    return _fronted(core) or _pointed_at(core)


def _fronted(core: str) -> Told | None:
    """ "Slusen Lone Krag skrev om – hvad kostede den?": a noun with a clause, before the question about it."""
    match = _FRONTED.match(core)
    if match is None:
        return None
    noun, clause = match["noun"].casefold(), match["clause"]
    points = _pronoun(match["ask"])
    base = words.lemma(noun)
    definite = noun.endswith(("en", "et")) and base != noun
    tokens = chunks.tag(clause, 0, len(clause))
    subject = clause[:1].isupper() or re.match(r"(?:som|der)\b", clause, re.I) is not None
    if points is None or not definite or not subject or not any(_verb(t) for t in tokens[1:]):
        return None
    return Told(base, f"{_which(noun)} {base} {clause}?", _outer(match["ask"], points))


@functools.lru_cache(maxsize=256)
def of_another(text: str) -> Told | None:
    """ "Planen skal afløse en anden aftale. Hvor mange sider er der i den?": the other one is meant, not the first.

    >>> of_another("Planen skal afløse en anden aftale. Hvor mange sider er der i den?")
    Told(noun='aftale', inner='hvilken aftale planen skal afløse?', outer='Hvor mange sider er der i {}?')
    """
    match = _TWO.match(text.strip().rstrip(" ?.!"))
    points = _pronoun(match["ask"]) if match is not None else None
    if match is None or points is None or _OWN.search(text) or "{" in text or "}" in text:
        return None
    told = match["told"]
    objects = [m for m in _OBJECT.finditer(told) if m.start()]
    if len(objects) != 1:
        return None
    found = objects[0]
    if (found["det"].casefold() == "en") != (points.group().casefold() == "den"):
        return None
    rest = " ".join(f"{told[:1].lower()}{told[1 : found.start()]} {told[found.end() :]}".split())
    which = "hvilket" if found["det"].casefold() == "et" else "hvilken"
    return Told(found["noun"].casefold(), f"{which} {found['noun']} {rest}?", _outer(match["ask"], points))


def _pronoun(ask: str) -> re.Match[str] | None:
    """The "den" or "det" of a question that stands alone."""
    tokens = chunks.tag(ask, 0, len(ask))
    after = {t.end: n for n, t in enumerate(tokens)}
    for match in _POINTS.finditer(ask):
        n = after.get(match.end(), len(tokens) - 1)
        if n + 1 >= len(tokens) or tokens[n + 1].pos not in ("NOUN", "ADJ", "PROPN", "NUM"):
            return match
    return None


def _pointed_at(core: str) -> Told | None:
    """ "Målet var 40 broer. Hvor meget kostede *den plan*?": the noun is said in the question."""
    match = _TWO.match(core)
    points = _POINTS_AT.search(match["ask"]) if match is not None else None
    if match is None or points is None:
        return None
    noun = points["noun"].casefold()
    tokens = chunks.tag(match["ask"], 0, len(match["ask"]))
    token = next((t for t in tokens if t.start == points.start("noun")), None)
    following = match["ask"][points.end() :].lstrip()
    if token is None or token.pos != "NOUN" or re.match(r",?\s*(?:der|som|hvor)\b", following):
        return None
    which = "hvilket" if points["det"].casefold() == "det" else "hvilken"
    told = f"{match['told'][:1].lower()}{match['told'][1:]}"
    return Told(noun, f"{which} {noun} {told}?", _outer(match["ask"], points))


def _verb(token: Token) -> bool:
    return token.finite or token.pos in ("AUX", "MODAL") or chunks.sure_verb(token.low) is not None


def _which(noun: str) -> str:
    return "hvilket" if noun.endswith("et") else "hvilken"


def _outer(ask: str, points: re.Match[str]) -> str:
    return f"{ask[: points.start()]}{{}}{ask[points.end() :]}?"


_THERE = {
    "dertil": "til", "derhen": "til", "derfra": "fra", "deri": "i", "derpå": "på", "derom": "om", "dermed": "med",
    "dér": "på",
}  # fmt: skip
_THERE_SAID = re.compile(rf"\b(?:{'|'.join(_THERE)})\b", re.I)
_SUBJECT = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
_LONGEST = 5  # tokens of a subject


@functools.lru_cache(maxsize=256)
def named(text: str) -> str | None:
    """A question with the thing that the sentence before it is about, in its place or behind it; None where there is
    none: what else that sentence tells of it no text may say.

    >>> named("Færgevagten ligger i Ry. Hvornår kan man ringe dertil?")
    'Hvornår kan man ringe til Færgevagten?'
    >>> named("Den nye bro ligger i Ry. Hvornår åbnede den?"), named("Min bror bor i Ry. Hvornår åbner broen?")
    ('Hvornår åbnede den nye bro?', None)
    """
    match = _TWO.match(text.strip().rstrip(" ?.!"))
    if match is None or _OWN.search(match["told"]):
        return None
    tokens = chunks.tag(match["told"], 0, len(match["told"]))
    verb = next((n for n, t in enumerate(tokens) if n and _verb(t)), 0)
    if not 0 < verb <= _LONGEST or any(t.pos not in _SUBJECT for t in tokens[:verb]) or tokens[0].low in ("en", "et"):
        return None
    subject, ask = match["told"][: tokens[verb - 1].end].strip(), match["ask"]
    if tokens[0].pos == "DET" or (tokens[0].pos == "ADJ" and verb > 1):
        subject = subject[:1].lower() + subject[1:]
    there = _THERE_SAID.search(ask)
    if there is not None:
        return f"{ask[: there.start()]}{_THERE[there.group().casefold()]} {subject}{ask[there.end() :]}?"
    points = _pronoun(ask)
    return f"{ask} ({subject})?" if points is None else f"{ask[: points.start()]}{subject}{ask[points.end() :]}?"
