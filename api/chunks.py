"""A light chunker: word classes mended with a dictionary, noun phrases, coordinations and clauses of a sentence.

It builds on `indexer.grammar` and adds what reading an answer out of a sentence needs: verbs that the grammar's list
does not hold, the whole noun phrase round a noun, and the members of an enumeration.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Sequence

from indexer import grammar
from indexer.grammar import Token

from . import words
from .question_cues import ROLE_ENDINGS, ROLES
from .wordlists import several

VERBAL = frozenset({"VERB", "AUX", "MODAL"})
_INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART"})
_HEADS = frozenset({"NOUN", "PROPN"})
LINKS = frozenset({"og", "eller", "samt", "&"})
_ATTACHING = several("af for til om i på med mellem over ved fra mod blandt inden under hos")
OPENS = frozenset({"at", "hvordan", "hvornår", "hvem", "hvad", "hvor", "hvorfor", "hvilke", "hvilken", "hvilket"})
_BEFORE_CLAUSE = several("om for på til med ved af mod")
_CLOSED_TO_VERBS = frozenset({"PUNCT", "NUM", "DET", "PREP", "PRON", "CCONJ", "SCONJ", "REL", "NEG", "ADV", "INFM"})
_NOT_VERBS = several("""
    dage dag uger måneder år steder områder opgaver ydelser kommuner borgere elever medarbejdere virksomheder
    partier grænser rammer tanker penge midler linjer sider timer mænd kvinder emner temaer planer priser skoler
""")


@dataclasses.dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens from `first` to `last` (exclusive), and the index of its head noun."""

    first: int
    last: int
    head: int


def tag(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of text[start:end], offsets counted in text, with word classes mended by the dictionary."""
    tokens = list(grammar.tokenise(text, start, end))
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        tokens[i] = _mended(token, before, after, i == 0)
    for i, token in enumerate(tokens):
        tokens[i] = _bare_infinitive(tokens, i, token)
    if len(tokens) > 2 and tokens[0].low == "der" and tokens[1].pos == "NOUN" and tokens[1].text.islower():
        verb = possible_verb(tokens[1].low)  # "Der ydes ikke tilskud": the verb comes second
        if verb is not None and verb.form in ("pres", "past", "pass"):
            tokens[1] = dataclasses.replace(tokens[1], pos="VERB", verb=verb)
    return tuple(tokens)


def _bare_infinitive(tokens: Sequence[Token], i: int, token: Token) -> Token:
    """An infinitive that nothing governs stands before its noun as an adjective: "sikre krydsninger"."""
    if token.pos != "VERB" or token.verb is None or token.verb.form != "inf" or i + 1 >= len(tokens):
        return token
    if tokens[i + 1].pos not in ("NOUN", "PROPN") or any(
        t.pos in ("INFM", "MODAL") or t.low == "lade" for t in tokens[max(0, i - 12) : i]
    ):
        return token
    return dataclasses.replace(token, pos="ADJ")


_NUMERALS = several("to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten")


def _mended(token: Token, before: Token | None, after: Token | None, first: bool) -> Token:
    if token.verb is not None and token.verb.lemma.endswith("eree"):
        return dataclasses.replace(token, pos="NOUN", verb=None)  # "centeret"
    if token.low in _NUMERALS and token.pos == "NOUN":
        return dataclasses.replace(token, pos="NUM")
    if token.pos == "SCONJ" and token.low == "at" and after is not None and infinitive(after.low):
        return dataclasses.replace(token, pos="INFM")
    if (
        token.pos == "ADJ"
        and token.low.endswith(("ale", "else", "ede"))
        and words.lemma(token.low) == token.low
        and words.known(token.low + "n")
    ):
        return dataclasses.replace(token, pos="NOUN")
    if token.low in ("andet", "andre") and before is not None and before.low == "blandt":
        return dataclasses.replace(token, pos="ADV")
    if token.low == "blandt" and after is not None and after.low == "andet":
        return dataclasses.replace(token, pos="ADV")
    nominal = (
        before is not None
        and before.low in ("og", ",", "af", "for", "til")
        and after is not None
        and after.pos == "PREP"
    )
    if nominal and token.low.endswith("te") and token.pos in ("VERB", "PART", "NOUN", "ADJ"):
        return dataclasses.replace(token, pos="NOUN")
    attributive = (
        before is not None
        and before.pos in ("DET", "ADJ", "NUM")
        and after is not None
        and (after.pos in ("NOUN", "ADJ", "PART", "PROPN") and token.low.endswith(("e", "t")))
    )
    if attributive and (token.pos in ("PART", "VERB") or _dictionary_verb(token.low) is not None):
        return dataclasses.replace(token, pos="ADJ")
    if token.pos in ("NOUN", "ADJ") and (token.text[0].islower() or first):
        verb = _guess(token.low, before)
        if verb is not None:
            return dataclasses.replace(token, pos="PART" if verb.form == "part" else "VERB", verb=verb)
    if token.pos == "NOUN" and token.verb is not None and before is not None and before.pos in ("INFM", "MODAL"):
        return dataclasses.replace(token, pos="VERB")
    return token


@functools.lru_cache(maxsize=100_000)
def infinitive(low: str) -> bool:
    """True for a form that may be an infinitive."""
    verb = grammar.verb_of(low)
    if verb is not None:
        return verb.form == "inf" or low.endswith("s")
    return low.endswith("e") and words.lemma(low) == low and (words.known(low + "de") or words.known(low[:-1] + "te"))


def _guess(low: str, before: Token | None) -> grammar.Verb | None:
    """The verb that the dictionary sees in a form, or None; a noun's plural in -er needs a verb's place."""
    if low in _NOT_VERBS or (
        before is not None and before.pos in ("DET", "ADJ", "NUM", "PREP") and before.low not in ("den", "det", "de")
    ):
        return None
    found = _dictionary_verb(low)
    if (
        found is None
        and before is not None
        and before.pos == "AUX"
        and low.endswith("et")
        and words.lemma(low) == low[:-1]
    ):
        return grammar.Verb(low[:-1], "part")
    return found


@functools.lru_cache(maxsize=100_000)
def _dictionary_verb(low: str) -> grammar.Verb | None:
    base = words.lemma(low)
    if base == low or not base.endswith(("e", "å", "o", "y")) or not words.known(low):
        return None
    past = words.known(base + "de") or words.known(base[:-1] + "te")
    if not past:
        return None
    noun = words.known(base + "rne") or (words.known(base + "n") and words.known(base + "rs"))
    if low == base + "r":
        return None if noun else grammar.Verb(base, "pres")
    if low == base + "s":
        return None if noun else grammar.Verb(base, "pass")
    if low in (base + "de", base[:-1] + "te", base[:-1] + "de"):
        return grammar.Verb(base, "past")
    if low in (base + "t", base[:-1] + "t"):
        return None if noun and low == base + "t" else grammar.Verb(base, "part")
    return None


@functools.lru_cache(maxsize=10_000)
def sure_verb(low: str) -> grammar.Verb | None:
    """The verb of a finite form that is no noun's: "kom", "skrev", "oplever"."""
    found = grammar.verb_of(low) or _dictionary_verb(low)
    return found if found is not None and found.form in ("pres", "past", "pass") else None


def possible_verb(low: str) -> grammar.Verb | None:
    """The verb a form could be where a verb has to stand, though it may be a noun elsewhere: "leder", "stemte"."""
    listed = grammar.verb_of(low)
    if listed is not None:
        return listed
    if not words.known(low):
        return None
    if low.endswith("er") and len(low) > 3 and words.known(low[:-1]):
        return grammar.Verb(low[:-1], "pres")
    if low.endswith(("te", "ede", "de")) and words.lemma(low).endswith("e") and words.lemma(low) != low:
        return grammar.Verb(words.lemma(low), "past")
    if low.endswith("es") and words.known(low[:-1]):
        return grammar.Verb(low[:-1], "pass")
    base = words.lemma(low)
    strong = base.endswith("e") and not low.startswith(base[:-1]) and not low.endswith(("e", "er", "en", "et", "ne"))
    return grammar.Verb(base, "past") if strong and words.known(base + "r") else None  # "forsvandt", "drak"


def phrases(tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    """The simple noun phrases, in order: determiner, adjectives, nouns; no prepositional tail.

    >>> text = "KL indgik en bred aftale med regeringen."
    >>> t = tag(text, 0, len(text))
    >>> [text[t[p.first].start : t[p.last - 1].end] for p in phrases(t)]
    ['KL', 'en bred aftale', 'regeringen']
    """
    found: list[Phrase] = []
    i = 0
    while i < len(tokens):
        if not _opens(tokens, i):
            i += 1
            continue
        end, head = i, -1
        while end < len(tokens) and (tokens[end].pos in _INSIDE or _joins(tokens, end, i)):
            if tokens[end].pos in _HEADS:
                head = end
            elif head >= 0 and tokens[end].pos in ("DET", "NUM") and not tokens[end].text.isdigit():
                break
            end += 1
        if head < 0:
            head = end - 1
            while head >= i and tokens[head].pos == "PUNCT":
                head -= 1
        last = max(head + 1, _tail(tokens, head + 1, end))
        found.append(Phrase(i, last, head))
        i = max(last, i + 1)
    return tuple(found)


def _opens(tokens: Sequence[Token], i: int) -> bool:
    return tokens[i].pos in _INSIDE and not (tokens[i].pos == "PART" and not _before_noun(tokens, i))


def _before_noun(tokens: Sequence[Token], i: int) -> bool:
    return (
        i + 1 < len(tokens)
        and tokens[i + 1].pos in ("NOUN", "ADJ", "PROPN")
        and tokens[i].low.endswith(("e", "et", "t"))
    )


def _joins(tokens: Sequence[Token], i: int, first: int) -> bool:
    """Inside one phrase: adverb before adjective ("meget stor plan"), "og" between adjectives, quoted names."""
    if i == first or i + 1 >= len(tokens):
        return False
    token, after = tokens[i], tokens[i + 1]
    if token.low in ("og", "eller", "/") and tokens[i - 1].pos == "ADJ" and after.pos in ("ADJ", "PART"):
        return True
    if token.low == "-" and tokens[i - 1].end == token.start:
        return True
    return token.pos == "ADV" and tokens[i - 1].pos in ("DET", "ADJ", "NUM") and after.pos in ("ADJ", "NUM", "PART")


def _tail(tokens: Sequence[Token], start: int, end: int) -> int:
    """How far years and numbers after the head belong to it: "Strategien 2016-2020", "Fælles Sprog III"."""
    last = start
    while last < end and (tokens[last].pos == "NUM" or tokens[last].text in "-–"):
        last += 1
    while last > start and tokens[last - 1].pos == "PUNCT":
        last -= 1
    return last


def extended(tokens: Sequence[Token], phrase: Phrase, found: Sequence[Phrase], most: int = 3) -> int:
    """The index after a phrase with its prepositional tails: "klarhed over de juridiske rammer for digitalisering"."""
    last = phrase.last
    for _ in range(most):
        if last + 1 >= len(tokens) or tokens[last].pos != "PREP" or tokens[last].low not in _ATTACHING:
            return last
        following = next((p for p in found if p.first == last + 1), None)
        if following is None:
            return last
        last = following.last
    return last


def with_clause(tokens: Sequence[Token], last: int) -> int:
    """Where a phrase ends with the clause that fills it: "krav om, *at alle deltager*", "pligt til *at svare*"."""
    at = last
    if at < len(tokens) and tokens[at].low in _BEFORE_CLAUSE:
        at += 1
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at == last or at >= len(tokens) or tokens[at].low not in OPENS:
        return last
    if tokens[last].text == "," and tokens[at].low != "at":
        return last  # "en sommer, *hvor* mange …" tells of the summer
    return clause_end(tokens, at + 1)


def clause_end(tokens: Sequence[Token], start: int) -> int:
    """Where the clause that begins at a token ends: at a full stop, or at a comma before a new main clause."""
    for i in range(start, len(tokens)):
        if tokens[i].text in (".", ";", "!", "?", ":", "»", "«", "”", '"', "|") and i > start:
            return i
        if tokens[i].text in "–—" and i > start:
            return i
        if tokens[i].text == "," and i + 2 < len(tokens) and tokens[i + 1].low in ("og", "men"):
            verb = tokens[i + 2].finite or (i + 3 < len(tokens) and tokens[i + 3].finite)
            if verb and tokens[i + 2].low not in OPENS:
                return i
    return len(tokens)


def enumeration(tokens: Sequence[Token], index: int, found: Sequence[Phrase]) -> tuple[tuple[int, int], ...]:
    """The members, as token ranges, of the enumeration that the phrase with number index belongs to.

    A single member where nothing is coordinated. "KL, Danske Regioner og regeringen" has three; an "og" inside an
    earlier member ("post til borgere og virksomheder, …") does not divide it.
    """
    first = last = index
    while first > 0 and _linked(tokens, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _linked(tokens, found[last], found[last + 1]):
        last += 1
    return divided(tokens, found[first].first, found[last].last)


def divided(tokens: Sequence[Token], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """A stretch of coordinated phrases cut at its commas and at its last top-level "og"."""
    commas = [i for i in range(start, end) if tokens[i].low in (",", ";")]
    links = [i for i in range(start, end) if tokens[i].low in LINKS and not one_thing(tokens, i)]
    tail = [i for i in links if not commas or i > commas[-1]]
    if (
        tail
        and any(t.low in ("både", "såvel") for t in tokens[(commas[-1] if commas else start) : tail[0]])
        and len(tail) > 1
    ):
        tail = tail[1:]
    if commas and tail:
        tail = tail[-1:]
    cuts = [start - 1, *sorted(commas + tail), end]
    members = []
    for left, right in itertools.pairwise(cuts):
        a = left + 1
        while a < right and (
            tokens[a].pos in ("ADV", "NEG", "PUNCT", "CCONJ", "PREP", "INFM") and tokens[a].low not in ("over",)
        ):
            a += 1
        b = right
        while b > a and tokens[b - 1].pos in ("PUNCT", "ADV", "CCONJ"):
            b -= 1
        if a < b:
            members.append((a, b))
    return tuple(members)


def one_thing(tokens: Sequence[Token], i: int) -> bool:
    """ "sociale og sundhedsmæssige områder", "moderniserings- og effektiviseringsprogram": one thing, not two."""
    if i == 0 or i + 1 >= len(tokens):
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    return (before.text == "-" and i > 1 and tokens[i - 2].end == before.start) or (
        before.pos in ("ADJ", "PART") and after.pos in ("ADJ", "PART")
    )


def _linked(tokens: Sequence[Token], one: Phrase, other: Phrase) -> bool:
    """Are two neighbouring phrases in one enumeration, or one a prepositional tail of the other?"""
    gap = [t for t in tokens[one.last : other.first] if t.pos not in ("ADV", "NEG")]
    if not gap:
        return False
    divided = any(t.low in LINKS or t.low in (",", ";") for t in gap)
    both = any(t.low in LINKS for t in gap) and any(t.low == "," for t in gap)
    if both and other.last < len(tokens) and (tokens[other.last].finite or tokens[other.last].pos in VERBAL):
        return False  # "A har købt B, og C har bygget den": a new clause, not a third member
    if divided:
        return all(t.low in LINKS or t.low in ",;-–" or t.pos in ("CCONJ", "PREP") for t in gap)
    return (
        all(t.pos in ("PREP", "CCONJ") or t.low == "-" for t in gap)
        and len(gap) <= 2
        and (gap[0].low in _ATTACHING or gap[0].low == "-" or gap[0].pos == "CCONJ")
    )


def base(token: Token) -> str:
    """A token's dictionary form: that of its verb where it is one."""
    return token.verb.lemma if token.verb is not None else words.lemma(token.low)


def is_role(noun: str) -> bool:
    """True for a noun that names an office or a job: formand, kontorchef, finansminister."""
    return noun in ROLES or (len(noun) > 6 and noun.endswith(ROLE_ENDINGS))
