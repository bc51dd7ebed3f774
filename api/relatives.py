"""A relative clause as a question of its own: "(det firma,) som byen valgte" asks "hvilket firma valgte byen?".

The reader was trained on questions that people ask, in which the verb comes second.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import words
from .chunks import infinitive, is_role, possible_verb, tag
from .wordlists import several

_ADVERBS = several("""
    ikke aldrig nu også selv senere stadig først kun allerede endnu tidligere før siden altid længe nylig netop nok
    vist dog alligevel ellers både oprindelig oprindeligt samtidig fortsat indtil hidtil lige igen efterfølgende
""")
WHICH = {"den": "hvilken", "det": "hvilket", "de": "hvilke"}
_PEOPLE = several("manden kvinden ham hende han hun personen")
_PERSON = several("person mand kvinde")
_RELATIVES = several("som der hvor hvis")
_GAP = 6  # words between a noun and its clause: "den bro *være klar*, som"
_STARTS = several("""
    og eller men når da så fordi efter selv mens indtil inden før uden hvem hvad hvornår hvor hvorfor hvordan hvilken
    hvilket hvilke hvis altså nemlig at om der som i på fra for til af med ved hos er var har blev bliver
""")
_FEW = 6  # words between a relative pronoun and the verb


def asked(head: str, relative: str, clause: str, which: str) -> str:
    """The question that finds what a clause describes; `head` is its noun ("" for a person), `which` the pronoun that
    agrees with it, `relative` the word that begins the clause ("" where there is none)."""
    thing = f"{which} {head}".strip()
    if relative == "hvis":
        return f"{thing}s {clause}?" if head else f"hvis {clause}?"
    tokens = tag(clause, 0, len(clause))
    at = _verb(tokens)
    start = f"i {thing}" if relative in ("hvor", "hvori") else thing
    if at is None:
        return f"{start} {relative or 'som'} {clause}?"
    before = [t.text for t in tokens[:at]]
    moved: list[str] = []
    while before and before[-1].casefold() in _ADVERBS:
        moved.insert(0, before.pop())
    after = clause[tokens[at].end :].strip()
    return " ".join(word for word in (start, tokens[at].text, *before, *moved, after) if word) + "?"


def _verb(tokens: Sequence[Token]) -> int | None:
    """The place of a clause's finite verb."""
    sure = next((n for n, t in enumerate(tokens[: _FEW + 1]) if t.finite), None)
    if sure is not None:
        return sure
    for n, token in enumerate(tokens[: _FEW + 1]):
        found = possible_verb(token.low) if token.text.islower() else None
        if found is not None and found.form in ("pres", "past", "pass"):
            return n
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class Relative:
    """A noun with a relative clause that ends a question; `gap` is what stands between them.

    `noun` is "" where "den" or "det" stands alone; `start` is where the description begins.
    """

    start: int
    pointing: str
    noun: str
    gap: str
    relative: str
    clause: str

    @property
    def person(self) -> bool:
        """Is a person described?"""
        return self.pointing in _PEOPLE or self.noun in _PERSON

    @property
    def asked(self) -> str:
        """What the clause says, as a question of its own."""
        if self.pointing in _PEOPLE:
            return asked("", self.relative, self.clause, "hvem")
        if not self.noun:
            return asked("", self.relative, self.clause, "hvad" if self.pointing == "det" else "hvem")
        return asked(self.noun, self.relative, self.clause, WHICH[self.pointing])


def last(core: str) -> Relative | None:
    """The description that a question ends with, if it does."""
    tokens = [t for t in tag(core, 0, len(core)) if t.text.strip()]
    for n, token in enumerate(tokens):
        if not n or token.low not in WHICH.keys() | _PEOPLE:
            continue
        found = _told(core, tokens, n)
        if found is not None:
            return found
    return None


def _told(core: str, tokens: Sequence[Token], n: int) -> Relative | None:
    """The description that begins at a token."""
    pointing, at, noun = tokens[n].low, n + 1, ""
    if pointing in WHICH:
        noun_at = _noun(tokens, n)
        if noun_at is not None:
            noun, at = tokens[noun_at].low, noun_at + 1
            if pointing == "de":
                noun = words.lemma(noun) if noun.endswith("ne") else noun
    end = at
    while end < len(tokens) and end - at <= _GAP and tokens[end].text != ",":
        if tokens[end].low in WHICH or (tokens[end].low in _RELATIVES and end == at):
            break
        end += 1
    if end >= len(tokens):
        return None
    comma = tokens[end].text == ","
    if comma and end + 1 < len(tokens):
        first = tokens[end + 1]
    elif end == at:
        first = tokens[end]
    else:
        return None
    gap = core[tokens[at - 1].end : tokens[end].start].rstrip()
    if first.low in _RELATIVES:
        clause = core[first.end :].strip()
        if not noun and pointing not in _PEOPLE and not (comma and gap and first.low in ("som", "der")):
            return None
        if first.low == "hvis" and not noun:
            return None
        relative = first.low
    elif comma and not gap and noun and first.low not in _STARTS and not first.finite:
        relative, clause = "", core[first.start :].strip()
        inside = tag(clause, 0, len(clause))
        if _verb(inside) in (None, 0):
            return None
    else:
        return None
    if len(clause) < _SHORTEST or "?" in clause:
        return None
    return Relative(tokens[n].start, pointing, noun, gap, relative, clause)


_SHORTEST = 6  # characters of a clause


def _noun(tokens: Sequence[Token], n: int) -> int | None:
    """The place of the noun that a "den" belongs to: no definite one, which has its article in itself."""
    for at in range(n + 1, min(n + 4, len(tokens))):
        token = tokens[at]
        if token.pos in ("ADJ", "NUM") or (token.low.endswith("e") and at == n + 1 and _adjective(tokens, at)):
            continue
        verb = possible_verb(token.low) if token.low.endswith("s") else None
        if token.pos != "NOUN" or not token.text.islower() or _only_verb(token.low) or verb is not None:
            return None
        definite = tokens[n].low != "de" and token.low.endswith(("en", "et")) and words.lemma(token.low) != token.low
        return None if definite else at
    return None


def _only_verb(low: str) -> bool:
    """Is a word an infinitive and no noun: one that has no definite form?"""
    return infinitive(low) and not any(words.known(low + ending) for ending in ("n", "t", "en"))


def _adjective(tokens: Sequence[Token], at: int) -> bool:
    """Is a word that no list has as an adjective one, by the noun after it?"""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is not None and after.pos == "NOUN" and not words.known(tokens[at].low) and after.text.islower()


_AGENTS = several("leverandør vinder udvikler ejer producent kontaktperson tovholder arkitekt entreprenør udbyder")
_NP = (
    r"(?:(?:den|det|de) )?(?:[a-zæøå]+e )?"
    r"(?:[A-ZÆØÅ][\w&-]*s [a-zæøå-]{3,}\b|[A-ZÆØÅ][\w&-]*(?: (?:[A-ZÆØÅ0-9][\w&-]*))*|[a-zæøå-]{3,}(?:en|et|erne|er)\b)"
)
_OFFICE = re.compile(rf"\b(?P<role>[a-zæøå-]{{4,}}n) (?P<by>for|i|af|hos|på|til|bag) (?P<of>{_NP})")
_GOES_ON = re.compile(r" (?:af|bag)\b")
_OFFICE_OF = re.compile(
    r"\b(?P<of>[A-ZÆØÅ][\w&-]*(?: [A-ZÆØÅ0-9][\w&-]*)*|[a-zæøå-]{3,}(?:en|et|erne))s (?P<role>[a-zæøå-]{4,})\b"
)


@dataclasses.dataclass(frozen=True, slots=True)
class Office:
    """A person or firm that a question means by an office: "lederen af X", "Xs leverandør"."""

    start: int
    end: int
    role: str
    asked: str


def office(core: str) -> Office | None:
    """The first holder of an office that a question speaks of."""
    for match in (*_OFFICE.finditer(core), *_OFFICE_OF.finditer(core)):
        role = words.lemma(match["role"])
        by = match.groupdict().get("by")
        if (by is None) != (role == match["role"]) or not (is_role(role) or role in _AGENTS):
            continue
        if _GOES_ON.match(core, match.end()):
            continue  # "X' medlem *af bestyrelsen*", "lederen af firmaet *bag Y*"
        return Office(match.start(), match.end(), role, f"hvem er {role} {by or 'for'} {match['of']}?")
    return None
