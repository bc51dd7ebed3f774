"""Questions whose second sentence is little but the question word: "Planen førte til nye broer. Over hvor mange?".

The first sentence tells what is asked of, and the second what of it: they are put together as one question, so that
rules and reader see it as they see any other ("over hvor mange nye broer førte planen til?").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import chunks, words
from .question_cues import WH

_PREPOSITIONS = r"over|under|i|på|til|fra|med|af|for|om|ved|mod|hos|inden for|efter"
_ONLY = r"(?:egentlig|så|helt præcist|præcis|nøjagtigt|mon|nu|da|nærmere bestemt|altså|ca\.?)"
_ELLIPTIC = re.compile(
    rf"^(?P<told>[^?]{{12,}}?)\s*[.!–-]\s+(?:og\s+|men\s+)?(?P<prep>(?:{_PREPOSITIONS})\s+)?"
    r"(?P<wh>hvad|hvem|hvornår|hvorfor|hvordan|hvor mange|hvor meget|hvor længe|hvor|hvilken|hvilket|hvilke)"
    rf"(?P<det>\s+(?:er|var)\s+det)?(?:\s+{_ONLY})*(?P<so>\s+det)?\s*\?*\s*$",
    re.I,
)
_SOMEBODY = re.compile(
    r"^(?:der\s+(?:er|var|findes)\s+(?:en|én|nogen|en person|et sted|noget)(?:\s+i teksten)?,?\s+(?:der|som)|nogen)\s+",
    re.I,
)
_HEARD = re.compile(r"^(?:jeg|vi)\s+(?:har\s+)?(?:læst|læste|hørt|hørte|forstår|forstod|kan se)\s*,?\s+at\s+", re.I)
_SOMETHING = re.compile(r"\b(?:en eller anden|et eller andet|noget|nogen)\b(?:\s+\w{3,}(?:sk|t)\b)?", re.I)
_TELLS = re.compile(
    r"^(?P<who>[A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ][\w-]*)*)"
    r"\s+(?:siger|fortæller|fortalte|mener|mente|skriver|skrev|sagde|nævner)(?: selv)?,?\s+at\s+"
)
_KIND = re.compile(
    r"\b(?P<led>en|et|to|tre|fire|fem|seks|syv|nogle|flere)\s+"
    r"(?P<kind>(?:(?:anden|andet|andre|bestemt|bestemte|særlig|særligt|vigtig|vigtigt)\s+)?"
    r"(?:(?:type|slags|form for)\s+)?[a-zæøå]{3,})\b",
    re.I,
)
_WHICH = frozenset({"hvilken", "hvilket", "hvilke"})
_MANY = frozenset({"hvor mange", "hvor meget"})
_NEEDED = re.compile(
    r"^[^?]*?\b(?:(?:skal|vil|kunne) (?:jeg|vi)|(?:jeg|vi) (?:skal|vil|kunne|mangler|søger|leder))\s+"
    r"(?:(?:gerne|lige|bare|kun|godt)\s+)*(?:(?:bruge|have|kende|finde|vide|efter|tænke mig)\s+)?"
    r"(?P<what>[^?.]{6,}?)\s*(?:[-–,.]|\s)\s*(?P<wh>hvad|hvem|hvornår)\s+(?P<is>er|var)\s+(?:det|den|de|han|hun)\s*\?*\s*$",
    re.I,
)
_PLACED_FIRST = re.compile(
    r"^(?P<what>[^?.!]{4,90}?)\s*[-–:,]\s+(?P<wh>hvornår|hvor|hvorfor|hvordan|hvem|af hvem)\s+"
    r"(?P<is>er|var|blev|bliver|har|havde|skal|skulle|kan|vil)\s+(?:det|den|de|han|hun)\s+(?P<rest>[^?,]{3,60}?)\s*\?*\s*$",
    re.I,
)
_PLACED = frozenset({"PREP", "ADV"})


@functools.lru_cache(maxsize=256)
def joined(text: str) -> str:
    """The text with a question of little but its question word put together with the sentence before it; other text
    as it is.

    >>> joined("Havnen peger på noget som kernen i planen. Hvad?")
    'Hvad peger Havnen på som kernen i planen?'
    >>> joined("Planen førte til nye broer. Hvornår?")
    'Hvornår førte planen til nye broer?'
    """
    needed = _NEEDED.match(text.strip())
    if needed is not None and not _asks_itself(needed["what"]):
        return f"{needed['wh']} {needed['is']} {needed['what']}?"
    placed = _PLACED_FIRST.match(text.strip())
    if placed is not None and not _asks_itself(placed["what"]) and not _tells(placed["what"]):
        return f"{placed['wh']} {placed['is']} {_lowered(placed['what'])} {placed['rest']}?"
    found = _ELLIPTIC.match(text.strip())
    if found is None or _asks_itself(found["told"]):
        return text
    told, asks = _HEARD.sub("", found["told"]).rstrip(" ,."), found["wh"].casefold()
    teller = _TELLS.match(told)
    if teller is not None:
        told = f"{told[teller.end() :]} ifølge {teller['who']}"
    lead = f"{found['prep'] or ''}{found['wh']}".strip()
    if found["det"] and not (asks in ("hvad", "hvem") and _SOMETHING.search(told)):
        return text
    somebody = _SOMEBODY.match(told)
    if somebody is not None and asks in ("hvem", "hvad", "hvor"):
        return f"{lead} {told[somebody.end() :]}?"
    if asks in _WHICH:
        return _of_kind(told, lead) or text
    if asks in ("hvad", "hvem"):
        placed = _SOMETHING.search(told)
        told = told if placed is None else f"{told[: placed.start()].rstrip()}{told[placed.end() :]}"
        return _asked(told, lead) or text if placed is not None else text
    if asks in _MANY:
        return _counted(told, lead) or text
    return _asked(told, lead) or text


def _asks_itself(told: str) -> bool:
    """Does a question word stand in what is told?"""
    return any(w.casefold() in WH for w in re.findall(r"\w+", told))


def _tells(told: str) -> bool:
    """Is it a sentence of its own, with a verb, and no mere name of a thing?"""
    tokens = chunks.tag(told, 0, len(told))
    return any(t.finite or t.pos in ("AUX", "MODAL", "REL") for t in tokens)


def _of_kind(told: str, lead: str) -> str:
    """ "De begyndte at bygge en anden slags bro. Hvilken?": the kind stands behind the question word."""
    kinds = [m for m in _KIND.finditer(told) if _noun(m["kind"].split()[-1])]
    if not kinds:
        return ""
    kind = kinds[-1]
    counted = kind["led"] if kind["led"].casefold() not in ("en", "et", "nogle", "flere") else ""
    which = " ".join(filter(None, (lead, counted, kind["kind"])))
    return _asked(f"{told[: kind.start()].rstrip()}{told[kind.end() :]}", which)


def _noun(low: str) -> bool:
    tagged = chunks.tag(f"en {low}", 0, len(low) + 3)
    return tagged[-1].pos == "NOUN" and words.known(words.lemma(low))


def _counted(told: str, lead: str) -> str:
    """ "… udbredelse af nye løsninger. Over hvor mange?": what is counted stands behind the question word."""
    tokens = chunks.tag(told, 0, len(told))
    found = [p for p in chunks.phrases(tokens) if _plural(tokens[p.head])]
    if not found:
        return _asked(told, lead)
    last = found[-1]
    first = next((i for i in range(last.first, last.last) if tokens[i].pos != "DET"), last.first)
    start, end = tokens[first].start, tokens[last.last - 1].end
    return _asked(f"{told[:start].rstrip()}{told[end:]}", f"{lead} {told[start:end]}")


def _plural(token: Token) -> bool:
    low = token.low
    return token.pos == "NOUN" and low.endswith(("er", "e", "ne")) and words.lemma(low) != low


def _asked(told: str, lead: str) -> str:
    """A statement as a question: its verb behind what is asked, then who does it, or what stands before the verb."""
    told = " ".join(told.split())
    tokens = chunks.tag(told, 0, len(told))
    verb = next((i for i, t in enumerate(tokens) if i and (t.finite or t.pos in ("AUX", "MODAL"))), 0)
    if not verb or any(t.pos in ("REL", "SCONJ") for t in tokens[:verb]):
        return ""
    before, after = told[: tokens[verb - 1].end], told[tokens[verb].end :].strip()
    first, before = tokens[0], _lowered(before)
    rest = [after, before] if first.pos in _PLACED else [before, after]
    return " ".join(filter(None, (lead, tokens[verb].text, *rest))).rstrip(" .,") + "?"


def _lowered(told: str) -> str:
    """The words with a small letter first, where no name begins them."""
    tokens = chunks.tag(told, 0, len(told))
    plain = tokens[0].pos in ("NOUN", "DET", "PRON", "ADJ", "NUM", *_PLACED) and not _named(tokens)
    return told[:1].lower() + told[1:] if plain else told


def _named(tokens: Sequence[Token]) -> bool:
    """Does a sentence begin with a name: no dictionary knows it, or another name follows?"""
    first = tokens[0]
    following = len(tokens) > 1 and tokens[1].pos == "PROPN" and first.pos == "NOUN"
    return following or first.text[1:2].isupper() or not words.known(words.lemma(first.low))
