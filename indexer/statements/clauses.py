"""Clauses of a sentence, each with its verb, voice, subject, objects and prepositional phrases, without a parser.

A clause begins at a subordinator or relative pronoun, at "og" or a comma before a finite verb, at "at" before an
infinitive. Danish puts one element before the finite verb: what stands there and is an entity is the subject, else
the subject follows the verb at once.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Iterator, Sequence

from ..grammar import Token, shared_forms, strip_genitive
from ..mentions import LITERALS
from ..mentions.persons import is_role
from .reading import Item, Read

_LINKS = frozenset((",", "og", "samt", "/", "&", "både", "eller", "såvel", "hhv", "hhv.", "henholdsvis", "plus"))
# "lanceringen af X", "realisering af X": what is done to X is done to the whole phrase, so "af" does not govern it.
_NOMINAL = re.compile(r".{3,}(?:ing|ingen|else|elsen|dannelsen|implementeringen|starten)$")
_SKIPPED = frozenset(("DET", "ADJ", "NUM", "ADV", "PART"))
_UNACCUSATIVE = frozenset(
    ["træde", "udløbe", "ophøre", "udkomme", "starte", "begynde", "komme", "gå", "løbe", "slutte", "blive", "lande"]
)


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Coordinated items ("A, B og C") and the preposition that governs them ("" for none)."""

    items: tuple[Item, ...]
    prep: str
    first: int
    last: int


@dataclasses.dataclass(slots=True)
class Clause:
    """One clause: tokens first..last, the finite verb's index, the main verb and its voice, and the groups by role."""

    kind: str  # "main", "sub", "rel", "inf", "red" (a participle alone)
    opener: str
    indexes: list[int]
    finite: int | None = None
    verb: int | None = None
    lemma: str = ""
    passive: bool = False
    perfect: bool = False
    modal: str = ""
    past: bool = False
    negated: bool = False
    subject: Group | None = None
    groups: list[Group] = dataclasses.field(default_factory=list)
    antecedent: Group | None = None
    parent: Clause | None = None

    @property
    def objects(self) -> list[Group]:
        """Groups that no preposition governs, the subject apart."""
        return [g for g in self.groups if not g.prep and g is not self.subject]


def clauses(read: Read) -> list[Clause]:
    """The clauses of a sentence in order, with their parts."""
    tokens = read.tokens
    inside = {i for item in read.items for i in range(item.first + 1, item.last + 1)}
    made = _split(tokens, inside)
    groups = _groups(read, {clause.indexes[0] for clause in made if clause.indexes})
    for clause in made:
        _verb(clause, tokens)
    _resume(made)
    for clause in made:
        own = set(clause.indexes)
        clause.groups = [g for g in groups if g.first in own]
    for number, clause in enumerate(made):
        _subject(clause, made[:number], tokens, groups)
    return [clause for clause in made if clause.indexes]


def _split(tokens: Sequence[Token], inside: Container[int]) -> list[Clause]:
    """Clauses as runs of tokens; none begins inside a name ("Digitalisering, der løfter samfundet")."""
    made = [Clause("main", "", [])]
    for index, token in enumerate(tokens):
        kind = "" if index in inside else _opens(tokens, index)
        if (
            kind == "main"
            and token.low in ("og", ",", "eller")
            and made[-1].kind != "inf"
            and not any(tokens[i].finite for i in made[-1].indexes)
        ):
            kind = ""  # still inside a subject of several parts
        if (kind == "red" and _awaits(made[-1], tokens)) or _that_is(tokens, index):
            kind = ""  # "har, det vil sige A og B, indgået": the participle that "har" waits for
        if kind and (made[-1].indexes or kind != "main"):
            made.append(Clause(kind, token.low, [], parent=made[-1]))
        made[-1].indexes.append(index)
    return made


def _awaits(clause: Clause, tokens: Sequence[Token]) -> bool:
    """True for a clause with "har" or "blev" whose participle has not come."""
    own = [tokens[i] for i in clause.indexes]
    waits = any(t.pos == "AUX" and t.low in ("har", "havde", "bliver", "blev") for t in own)
    return waits and not any(t.pos == "PART" or (t.verb is not None and t.verb.form == "part") for t in own)


def _that_is(tokens: Sequence[Token], index: int) -> bool:
    """True at the comma or "det" of ", det vil sige": an aside, no clause."""
    at = index + 1 if tokens[index].text == "," else index
    return [t.low for t in tokens[at : at + 3]] == ["det", "vil", "sige"]


_TIME_SUBORDINATORS = frozenset(["før", "inden", "efter", "siden", "indtil", "om"])


def _opens(tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.low == "at" and after is not None:
        return (
            "inf"
            if (after.verb is not None and after.verb.form == "inf" and not after.finite)
            or _split_infinitive(tokens, index)
            else "sub"
        )
    if (token.pos == "SCONJ" and token.low != "at") or (
        token.low in _TIME_SUBORDINATORS and _new_main(tokens, index + 1)
    ):
        return "sub"
    if (
        token.pos == "REL"
        and before is not None
        and (before.text in ",–-" or before.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "PUNCT"))
    ):
        if token.low == "der" and before.pos in ("VERB", "AUX", "MODAL"):
            return ""
        if token.low == "som" and not _verb_ahead(tokens, index + 1, 14):
            return ""
        return "rel"
    if token.text in ";:" or (token.text in "–—" and before is not None):
        return "main"
    if token.text in ",–" and after is not None and _reduced(tokens, index + 1):
        return "red"
    if token.text == "," and after is not None and (after.finite or _new_main(tokens, index + 1)):
        return "main"
    linked = token.low in ("og", "men", "mens", "eller") and after is not None
    return "main" if linked and (tokens[index + 1].finite or _new_main(tokens, index + 1)) else ""


def _reduced(tokens: Sequence[Token], index: int) -> bool:
    """True for ", lanceret i 2019 af X": a participle that says something of the name before it."""
    if index + 1 < len(tokens) and tokens[index].pos == "ADV":
        index += 1
    return tokens[index].pos == "PART" and index + 1 < len(tokens) and tokens[index + 1].pos in ("PREP", "ADV", "DET")


def _split_infinitive(tokens: Sequence[Token], index: int) -> bool:
    """True for "at også sikre": an adverb between "at" and its infinitive."""
    after = tokens[index + 1 : index + 3]
    return (
        len(after) == 2
        and after[0].pos == "ADV"
        and after[1].verb is not None
        and after[1].verb.form == "inf"
        and after[1].pos != "NOUN"
    )


_NOMINAL_WORDS = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV"))


def _new_main(tokens: Sequence[Token], index: int) -> bool:
    """True where a short noun phrase and then a finite verb follow ("og vi tager hul", ", kommunerne skal")."""
    position = index
    reach, wanted = 6, _NOMINAL_WORDS
    if index >= 2 and tokens[index - 1].low in ("og", "men") and tokens[index - 2].text == ",":
        reach, wanted = 10, _NOMINAL_WORDS | {"PREP"}
    while (
        position < len(tokens)
        and position - index < reach
        and (tokens[position].pos in wanted or _joins_years(tokens, position))
    ):
        position += 1
    if position == index or position >= len(tokens) or not tokens[position].finite:
        return False
    return not any(t.text == "," for t in tokens[index:position])


def _joins_years(tokens: Sequence[Token], index: int) -> bool:
    """True for the dash of "2011-2015"."""
    around = [*tokens[index - 1 : index], *tokens[index + 1 : index + 2]]
    return tokens[index].text in "-–—/" and len(around) == 2 and all(t.low.isdigit() for t in around)


def _verb_ahead(tokens: Sequence[Token], index: int, reach: int) -> bool:
    for token in tokens[index : index + reach]:
        if token.text in ".;:" or token.pos in ("REL", "SCONJ"):
            return False
        if token.finite:
            return True
    return False


def _verb(clause: Clause, tokens: Sequence[Token]) -> None:
    indexes = clause.indexes
    clause.negated = any(tokens[i].pos == "NEG" for i in indexes)
    if clause.kind == "red":
        clause.finite = clause.verb = next(i for i in indexes if tokens[i].pos == "PART")
        clause.lemma, clause.passive, clause.perfect = tokens[clause.verb].verb.lemma, True, True  # type: ignore[union-attr]
        return
    if clause.kind == "inf":
        infinitives = [(i, verb) for i in indexes if (verb := tokens[i].verb) is not None and verb.form == "inf"]
        if infinitives:
            clause.finite = clause.verb = infinitives[0][0]
            clause.lemma = infinitives[0][1].lemma
            if clause.lemma == "blive":
                _participle(clause, tokens, clause.verb)
        return
    clause.finite = next((i for i in indexes if tokens[i].finite), None)
    if clause.finite is None:
        return
    token = tokens[clause.finite]
    clause.verb = clause.finite
    clause.lemma = token.verb.lemma if token.verb else token.low
    clause.passive = bool(token.verb and token.verb.form == "pass")
    clause.past = bool(token.verb and token.verb.form == "past")
    if token.pos == "MODAL":
        clause.modal = token.low
        _infinitive(clause, tokens)
    elif token.pos == "AUX":
        _participle(clause, tokens, clause.finite)


def _infinitive(clause: Clause, tokens: Sequence[Token]) -> None:
    for i in clause.indexes:
        if i <= (clause.finite or 0):
            continue
        verb = tokens[i].verb
        if verb and verb.form in ("inf", "pass") and tokens[i].pos != "MODAL":
            clause.verb, clause.lemma, clause.passive = i, verb.lemma, verb.form == "pass"
            if verb.lemma in ("blive", "være", "have"):
                _participle(clause, tokens, i)
            return


def _participle(clause: Clause, tokens: Sequence[Token], auxiliary: int) -> None:
    low = tokens[auxiliary].low
    becomes = low.startswith("bl")
    for i in clause.indexes:
        if i <= auxiliary:
            continue
        token = tokens[i]
        if token.low in ("blevet", "været"):
            becomes = becomes or token.low == "blevet"
            clause.perfect = True
            continue
        if token.pos == "PART" or (
            token.verb
            and (token.verb.form == "part" or token.low in shared_forms())
            and token.pos not in ("NOUN", "PROPN")
        ):
            assert token.verb is not None
            clause.verb, clause.lemma, clause.perfect = i, token.verb.lemma, True
            has = low in ("har", "havde", "have")
            clause.passive = becomes or (not has and token.verb.lemma not in _UNACCUSATIVE)
            return
        if i - auxiliary > 30:
            break
    else:
        been = next((i for i in clause.indexes if i > auxiliary and tokens[i].low in ("været", "blevet")), None)
        if been is not None:
            clause.verb, clause.lemma = been, "være" if tokens[been].low == "været" else "blive"


def _resume(made: list[Clause]) -> None:
    """Gives a clause without a verb the later clause that its relative clause had cut off."""
    for number, clause in enumerate(made):
        if clause.finite is not None or clause.kind == "inf":
            continue
        for later in made[number + 1 : number + 4]:
            if later.kind == "main" and later.finite is not None and later.opener in (",", ""):
                _join(clause, later)
                break


def _join(first: Clause, later: Clause) -> None:
    for name in ("finite", "verb", "lemma", "passive", "perfect", "modal", "past"):
        setattr(first, name, getattr(later, name))
    first.negated = first.negated or later.negated
    first.indexes = first.indexes + later.indexes
    later.indexes = []
    later.finite = later.verb = None
    later.lemma = ""


def _groups(read: Read, starts: Container[int]) -> list[Group]:
    tokens, items = read.tokens, read.items
    taken = {i for item in items for i in range(item.first, item.last + 1)}
    groups: list[Group] = []
    index = 0
    while index < len(items):
        members = [items[index]]
        while (following := _next_member(tokens, items, index, starts)) is not None:
            index = following
            members.append(items[index])
        prep = "'s" if owns(tokens, members[-1].last) else _governor(tokens, members[0].first, taken)
        groups.append(Group(tuple(members), prep, members[0].first, members[-1].last))
        index += 1
    return groups


def _next_member(tokens: Sequence[Token], items: Sequence[Item], index: int, starts: Container[int]) -> int | None:
    """The item that is coordinated with one; a short name in brackets is passed: "Danske Havne *(DH)* og Kystrådet"."""
    for following in range(index + 1, min(index + 3, len(items))):
        if _coordinated(tokens, items[index], items[following], starts):
            return following
        if not _bracketed(tokens, items[following]):
            return None
    return None


def _bracketed(tokens: Sequence[Token], item: Item) -> bool:
    alone = item.first > 0 and item.last + 1 < len(tokens)
    return alone and tokens[item.first - 1].text == "(" and tokens[item.last + 1].text == ")"


def owns(tokens: Sequence[Token], last: int) -> bool:
    """True for "kommunernes medvirken": who owns what follows is neither its subject nor its object."""
    if last + 1 >= len(tokens) or strip_genitive(tokens[last].text) == tokens[last].text:
        return False
    after = tokens[last + 1]
    return after.pos in ("NOUN", "ADJ", "PROPN") and not after.finite and after.low not in _ORGANS


# "Folketingets partier", "KL's bestyrelse": what they do, the body does
_ORGANS = frozenset(["partier", "bestyrelse", "hovedbestyrelse", "repræsentantskab", "ledelse", "medlemmer", "flertal"])


def _coordinated(tokens: Sequence[Token], one: Item, other: Item, starts: Container[int]) -> bool:
    if any(i in starts for i in range(one.last + 1, other.first + 1)):
        return False
    if one.type in LITERALS or other.type in LITERALS:
        return one.type == other.type == "Date"
    between = [*_unbracketed(tokens[one.last + 1 : other.first])]
    if [t.low for t in between] in ([",", "en"], [",", "et"]) and not any(
        t.low in ("og", "samt", "eller") for t in tokens[other.last + 1 : other.last + 3]
    ):
        return False  # "Havneportalen, en aftale fra 2014": what it is, not a second thing
    return (
        bool(between)
        and len(between) <= 5
        and any(t.low in _LINKS for t in between)
        and all(
            t.low in _LINKS
            or t.pos in ("DET", "ADJ", "NUM")
            or (other.type == "Person" and (t.text.endswith("-") or is_role(t.low)))
            or t.low in ("bl.a", "øvrige", "landets", "fem", "98", "sammen", "med")
            for t in between
        )
    )


def _unbracketed(between: Sequence[Token]) -> Iterator[Token]:
    """The tokens without a short form in brackets: "Danske Havne *(DH)* og KL"."""
    depth = 0
    for token in between:
        depth += token.text == "("
        if not depth:
            yield token
        depth -= token.text == ")"


def _governor(tokens: Sequence[Token], index: int, taken: Container[int] = ()) -> str:
    """The preposition before a noun phrase, over its articles, adjectives, genitives and one apposed noun."""
    nouns = 0
    for position in range(index - 1, max(-1, index - 8), -1):
        token = tokens[position]
        if position in taken:
            return ""
        if token.text == "(":
            return "("  # an aside
        if token.pos == "PREP":
            if token.low == "af" and position and tokens[position - 1].low == "bestående":
                return ""  # "et flertal bestående af A og B": they are who acts
            if token.low == "af" and tokens[position + 1].low == "sted":
                return ""  # "kører af sted den 1. maj"
            if token.low == "af" and position and _NOMINAL.search(tokens[position - 1].low):
                return _governor(tokens, position - 1, taken)
            return token.low
        if token.pos in _SKIPPED or token.low in ("både", "hhv", "hhv."):
            continue
        if token.pos in ("NOUN", "PROPN") and (token.low.endswith("s") or nouns < 1):
            nouns += 1
            continue
        return ""
    return ""


def _subject(clause: Clause, earlier: Sequence[Clause], tokens: Sequence[Token], groups: Sequence[Group]) -> None:
    if clause.finite is None:
        return
    free = [g for g in clause.groups if not g.prep and g.items[0].type not in LITERALS]
    if clause.kind == "rel":
        clause.antecedent = _before(groups, clause.indexes[0])
        own = [g for g in free if g.last < clause.finite]
        clause.subject = (
            own[-1] if own and clause.opener != "der" else None if _subject_noun(clause, tokens) else clause.antecedent
        )
        return
    if clause.kind == "red":
        near = _before(groups, clause.indexes[0])
        if near is not None and near.prep and any(g.last < near.first and not g.prep for g in groups):
            near = None  # "X – et overblik på Y, aftalt i Z": it may be either
        clause.subject = clause.antecedent = near
        return
    if clause.kind == "inf":
        clause.subject = _controller(clause, earlier)
        return
    before = [g for g in free if g.last < clause.finite]
    if before:
        clause.subject = before[-1]
        return
    if _has_noun_subject(clause, tokens):
        return
    after = [
        g
        for g in free
        if g.first > clause.finite and (not clause.verb or g.first < clause.verb or clause.verb == clause.finite)
    ]
    started = _starts_with_verb(clause, tokens)
    if after and after[0].first - clause.finite <= 4 and (not started or clause.opener in (",", "")):
        clause.subject = after[0]
        return
    if started and clause.opener in ("og", "men", ",", "eller") and earlier:
        clause.subject = next(
            (c.subject for c in reversed(earlier) if c.subject is not None and c.kind == "main"), earlier[-1].subject
        )


def _subject_noun(clause: Clause, tokens: Sequence[Token]) -> bool:
    """True where a noun that is no entity stands between "som" and the verb ("som mange har ventet på")."""
    assert clause.finite is not None
    between = [tokens[i] for i in clause.indexes[1:] if i < clause.finite]
    return clause.opener != "der" and any(t.pos in ("NOUN", "PRON", "PROPN") for t in between)


def _has_noun_subject(clause: Clause, tokens: Sequence[Token]) -> bool:
    """True where a plain noun or pronoun with no preposition before it stands in front of the verb."""
    assert clause.finite is not None
    before = [tokens[i] for i in clause.indexes if i < clause.finite]
    if not before:
        return False
    position = len(before) - 1
    while position >= 0:
        token = before[position]
        if token.pos == "PRON" and token.low not in ("sig",):
            return True
        if token.pos in ("NOUN", "PROPN"):
            if token.low in _TIMES:
                position -= 1  # "Sent fredag aften satte ministeren …"
                continue
            previous = [t for t in before[max(0, position - 4) : position]]
            return not any(t.pos == "PREP" for t in previous)
        position -= 1
    return False


_TIMES = frozenset(
    """sent tidligt senere aften morgen formiddag eftermiddag nat dag uge gang år måned weekend dengang mandag tirsdag
    onsdag torsdag fredag lørdag søndag januar februar marts april maj juni juli august september oktober november
    december""".split()  # noqa: SIM905
)


def _starts_with_verb(clause: Clause, tokens: Sequence[Token]) -> bool:
    words = [i for i in clause.indexes if tokens[i].text not in ",;:–-" and tokens[i].low not in ("og", "men", "eller")]
    return bool(words) and words[0] == clause.finite


def _before(groups: Sequence[Group], index: int) -> Group | None:
    """What a relative clause speaks of: the item right before it, with those coordinated to it only when plural."""
    near = [g for g in groups if g.last < index and index - g.last <= 5]
    return near[-1] if near else None


def _controller(clause: Clause, earlier: Sequence[Clause]) -> Group | None:
    """Who does what an infinitive says: the object asked to ("opfordrer X til at"), else the subject of its clause."""
    for parent in sorted(earlier, key=lambda c: c.verb if c.verb is not None else -1, reverse=True):
        if parent.finite is None and not parent.groups:
            continue
        clause.parent = parent
        if parent.lemma in ("opfordre", "bede", "anmode", "pålægge", "forpligte", "få", "hjælpe"):
            found = [g for g in parent.groups if g is not parent.subject]
            return found[-1] if found else None
        return parent.subject or (parent.groups[0] if parent.groups and parent.lemma in ("være", "") else None)
    return None
