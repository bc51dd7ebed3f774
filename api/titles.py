"""Questions for somebody's title ("hvad er Lone Krags stilling", "Lone Krag – hvad er hendes titel?") in one form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import words
from .abstracts import abstract
from .chunks import is_role

if TYPE_CHECKING:
    from .candidates import Candidate

ASKED = "hvad er titlen på"  # how such a question begins, once it is read

_OFFICE = (
    r"(?:titel|titlen|stilling|stillingen|stillingsbetegnelse|embede|embedet|post|posten|hverv|hvervet|job|jobbet)"
)
_NAME = r"(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,4}?)"
_HERE = r"(?: (?:i dag|nu|lige nu|egentlig|til daglig))?\s*\??$"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^hvad (?:er|var) {_NAME}(?P<gen>['’]?s|['’]) {_OFFICE}{_HERE}",
        rf"^hvad (?:er|var) {_OFFICE} (?:på|for) {_NAME}{_HERE}",
        rf"^hvilke[nt] {_OFFICE} (?:har|havde|bestrider|besidder|sidder) {_NAME}{_HERE}",
        rf"^hvilke[nt] {_OFFICE} er det,? {_NAME} har{_HERE}",
        rf"^{_NAME}\s*[,:–-]+\s*(?:hvad er|hvad var|hvilke[nt]) (?:er )?(?:hans|hendes|vedkommendes) {_OFFICE}{_HERE}",
        rf"^{_NAME}\s*[,:–-]+\s*hvilke[nt] {_OFFICE} har (?:han|hun|vedkommende){_HERE}",
        rf"^hvad laver {_NAME} til daglig\s*\??$",
        rf"^(?:titel|stilling|stillingsbetegnelse|embede)(?:,)? {_NAME}\s*\??$",
    )
)


def asked_for_title(text: str) -> str:
    """A question for a person's title in one form, any other as it is.

    >>> asked_for_title("Hvad er Lone Krags stilling?"), asked_for_title("hvad er planens titel?")
    ('hvad er titlen på Lone Krag?', 'hvad er planens titel?')
    """
    for form in _FORMS:
        match = form.match(text)
        if match is not None and _person(match["name"]):
            return f"{ASKED} {match['name']}?"
    return text


def may_be(wh: str, candidate: Candidate) -> bool:
    """False for words that hold no office where a title is asked for; `wh` is the question's phrase."""
    tokens = candidate.scored.sentence.tokens
    inside = [t for t in tokens if candidate.start <= t.start and t.end <= candidate.end]
    nouns = [t.low for t in inside if t.pos == "NOUN"]
    if wh != ASKED or any(is_office(noun) or words.lemma(noun).endswith(_AGENTS) for noun in nouns):
        return True
    job = inside[0] if 0 < len(inside) <= _SHORT else None
    return job is not None and job.pos in ("NOUN", "ADJ") and not abstract(words.lemma(job.low))


def is_office(low: str) -> bool:
    """Does a word in lower case name an office? Its own form is tried too: an "overlæge" is no "overlæg"."""
    return is_role(low) or is_role(words.lemma(low))


_SHORT = 4  # words of a job that the endings don't know: "kok på Hotel Vest"
_AGENTS = ("er", "ør", "or", "ist", "ent", "ant", "mand", "foged", "ansvarlig", "kvinde", "ekspert", "holder", "præst")


def _person(name: str) -> bool:
    """Two or more words that are a name: with capitals, or words that no dictionary has."""
    parts = name.split()
    if len(parts) < 2:
        return False
    return all(p[:1].isupper() for p in parts) or not any(words.known(p.casefold()) for p in parts)
