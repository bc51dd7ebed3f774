"""Who acts and who is acted on: a sentence that turns a question's roles round says something else.

"Hvornår blev Styrelsen oprettet?" is not answered by "netværket er oprettet af Styrelsen i 2023", nor "Hvem købte
Værftet?" by "Værftet købte en kran". Only what the order of words, the voice and "af" make plain counts; where they
leave a doubt there is no clash.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Literal

from indexer.grammar import Token, shared_forms, verb_of

from . import reading
from .linking import Lexis
from .question import Kind, Question, Term
from .reading import Scored

Role = Literal["agent", "patient"]
LOOKED_AT = 40  # sentences, best first; what ranks below never answers
COST = 0.3

_PASSIVE = frozenset({"blive", "bliver", "blev", "blevet", "er", "var", "være", "været"})
_PERFECT = frozenset({"har", "havde", "have", "haft"})
_ADVERBIAL = (Kind.WHEN, Kind.WHERE, Kind.WHY, Kind.HOW, Kind.YESNO)
_NOMINAL = ("DET", "ADJ", "NUM", "NOUN", "PROPN")


def weigh(question: Question, ranked: Sequence[Scored], lexis: Lexis) -> list[Scored]:
    """The sentences, best first, those that turn the question's roles round put back and without the name they turn."""
    asked = list(_asked(question))
    if not asked:
        return list(ranked)
    out = []
    for n, scored in enumerate(ranked):
        turned = [term for verb, term, role in asked if _turned(question, scored, lexis, verb, term, role)]
        out.append(_without(question, scored, turned) if n < LOOKED_AT and turned else scored)
    out.sort(key=lambda s: (-round(s.score, 4), s.sentence.doc_id, s.sentence.start))
    return out


def _asked(question: Question) -> Iterator[tuple[Term, Term, Role]]:
    """The question's verb with each name that it makes an agent or a patient."""
    tokens = question.tokens
    for verb in question.content:
        if verb.role not in ("verb", "noun") or not 0 <= verb.at < len(tokens) or verb_of(tokens[verb.at].low) is None:
            continue
        for name in question.content:
            if name.role == "name" and 0 <= name.at < len(tokens):
                role = _asked_role(question, verb.at, name.at)
                if role is not None:
                    yield verb, name, role


def _asked_role(question: Question, verb: int, name: int) -> Role | None:
    tokens = question.tokens
    if _genitive(tokens[name]):
        return None
    before = _head(tokens, name, verb)
    if before >= 0 and tokens[before].pos == "PREP":
        return "agent" if tokens[before].low == "af" and _is_passive(tokens, verb, 0) else None
    if question.kind is Kind.WHO and question.subject:
        return "patient" if name > verb else None
    if question.kind not in _ADVERBIAL:
        return None
    passive = _is_passive(tokens, verb, 0)
    if passive and name < verb and any(t.low in _PASSIVE for t in tokens[:name]):
        return "patient"
    form = verb_of(tokens[verb].low)
    if form is not None and form.form == "pass" and before == verb:
        return "patient"
    following = tokens[max(name, verb) + 1 :]
    if not passive and any(t.pos in ("NOUN", "PROPN") for t in following[:4]) and before >= 0 and tokens[before].finite:
        return "agent"
    return None


def _turned(question: Question, scored: Scored, lexis: Lexis, verb: Term, name: Term, role: Role) -> bool:
    """Does every place of verb and name in the sentence that can be told give the other role?"""
    verbs = reading.places_of(verb, scored, question, lexis)
    names = reading.places_of(name, scored, question, lexis) if verbs else ()
    found = {said for v in verbs for n in names if v != n and (said := _said(scored.sentence.tokens, v, n)) is not None}
    return bool(found) and role not in found


def _said(tokens: Sequence[Token], verb: int, name: int) -> Role | None:
    """The role that a sentence gives a name beside a verb, or None where word order does not tell."""
    form = tokens[verb].verb or verb_of(tokens[verb].low)
    if form is None or _genitive(tokens[name]) or form.form == "inf":
        return None
    first, last = _clause(tokens, verb)
    before = _head(tokens, name, verb)
    led = tokens[before] if before >= 0 else None
    if _is_passive(tokens, verb, first) or (form.form == "part" and _by(tokens, verb) is not None):
        by = _by(tokens, verb)
        if by is not None and by < name <= by + 8 and not any(t.finite for t in tokens[by:name]):
            return "agent"
        if first <= name < verb and (led is None or led.pos != "PREP"):
            return "patient"
        return "patient" if _antecedent(tokens, first, name) else None
    if form.form not in ("pres", "past"):
        return None
    if first <= name < verb and (led is None or before < first or led.pos not in ("PREP", "CONJ", "VERB")):
        return "agent" if _object_follows(tokens, verb, last) else None
    if before != verb:
        return None
    if first < verb and tokens[first].pos in ("DET", "NOUN", "PROPN"):
        return "patient"
    inverted = first < verb and tokens[first].pos in ("PREP", "ADV")  # "I 2018 købte værftet et rederi"
    return "agent" if inverted and _object_follows(tokens, name, last) else None


def _is_passive(tokens: Sequence[Token], verb: int, first: int) -> bool:
    form = tokens[verb].verb or verb_of(tokens[verb].low)
    if form is None:
        return False
    if form.form == "pass":
        return True
    if form.form != "part" and tokens[verb].low not in shared_forms():
        return False
    helpers = [t.low for t in tokens[max(first, verb - 12) : verb] if t.low in _PASSIVE | _PERFECT]
    return bool(helpers) and helpers[-1] in _PASSIVE


def _by(tokens: Sequence[Token], verb: int) -> int | None:
    """The "af" of a passive: behind the verb, with at most a date or an adverb in between."""
    for i in range(verb + 1, min(len(tokens), verb + 5)):
        if tokens[i].low == "af":
            return i
        if tokens[i].pos in ("NOUN", "PROPN", "PUNCT", "VERB") and tokens[i].text not in ("(", ")"):
            return None
    return None


def _clause(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """The first and last token of the clause round a verb, between strong signs and commas before a new clause."""
    first, last = 0, len(tokens) - 1
    for i, token in enumerate(tokens):
        if not _border(tokens, i):
            continue
        if i < at:
            first = i if token.pos in ("REL", "SCONJ") else i + 1
        elif i > at:
            last = i - 1
            break
    return first, last


def _border(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.text in (";", ":", "–", "?", "!"):
        return True
    if token.pos in ("REL", "SCONJ"):
        return i > 0
    if token.text in (",", "(", ")"):
        return True
    later = tokens[i + 1 : i + 6]
    return token.low in ("og", "men", "mens") and any(t.finite for t in later)


def _antecedent(tokens: Sequence[Token], first: int, name: int) -> bool:
    """Is the name what a relative clause that begins at `first` tells of: "Styrelsen, der blev nedlagt"?"""
    return tokens[first].low in ("der", "som") and tokens[first].pos == "REL" and name in (first - 1, first - 2)


def _object_follows(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Does a noun phrase without preposition come behind the verb?"""
    for token in tokens[verb + 1 : min(last + 1, verb + 5)]:
        if token.pos in ("NOUN", "PROPN"):
            return True
        if token.pos not in ("DET", "ADJ", "NUM") and token.low not in ("også", "selv", "nu", "i", "går"):
            return False
    return False


def _head(tokens: Sequence[Token], name: int, verb: int) -> int:
    """The token before the noun phrase that a name ends or begins, -1 at the start; the verb is no adjective in it."""
    i = name - 1
    while i >= 0 and i != verb and tokens[i].pos in _NOMINAL and not tokens[i].finite:
        i -= 1
    return i


def _genitive(token: Token) -> bool:
    return token.text.endswith(("'s", "’s")) or (token.text.endswith("s") and token.text[:-1].isupper())


def _without(question: Question, scored: Scored, turned: Sequence[Term]) -> Scored:
    """The sentence as one that does not speak of the names it turns round."""
    gone = {i for i, term in enumerate(question.content) if term in turned}
    direct = tuple(0.0 if i in gone else d for i, d in enumerate(scored.direct))
    near = tuple(min(n, 0.2) if i in gone else n for i, n in enumerate(scored.near))
    return dataclasses.replace(scored, direct=direct, near=near, score=scored.score - COST)
