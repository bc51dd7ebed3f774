"""How alike a word of a question and a word of a text are: stems, compound parts, groups of synonyms.

Words are compared as *keys*: what is left of a word without inflection, derivation and Danish letters.
`digitaliseringsstrategien` has the key `digitaliserstrategi`, the head `strategi` and the modifier `digitaliser`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Sequence

import ontology
from indexer.grammar import verb_of

from .wordlists import several

_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "è": "e", "ü": "y", "ö": "oe", "ä": "ae", "á": "a"})
_ENDINGS = ("ernes", "erne", "enes", "ene", "ens", "ets", "en", "et", "er", "es", "e", "s")
_MENDS = {
    "aftalt": "aftale",
    "aftalte": "aftale",
    "bedre": "god",
    "flest": "mange",
    "flere": "mange",
    "færrest": "få",
    "leder": "leder",
    "lederen": "leder",
    "ledere": "leder",
    "lederne": "leder",
}
_MIN_COMPOUND = 8
_NO_MODIFIER = frozenset(
    ["over", "under", "efter", "inden", "uden", "frem", "sammen", "mellem", "anden", "inter", "tran"]
)
_NO_HEADS = frozenset(
    [
        "ring",
        "ning",
        "ling",
        "ting",
        "else",
        "hed",
        "skab",
        "eri",
        "dom",
        "ende",
        "inger",
        "ringer",
        "ninger",
        "ere",
        "isk",
        "lig",
    ]
)
_SHORT_MODIFIERS = several("hav vej bil tog bus sol jul bog mad kul gas hus dag nat lov tal")
_SHORT_HEADS = frozenset(["råd", "mål", "år", "lov", "vej", "tal", "liv", "by", "tid", "bog", "kørsel", "post", "dag"])


@dataclasses.dataclass(frozen=True, slots=True)
class Keys:
    """What a word is compared by: its key, for a compound the keys of its head and its modifier, and the dictionary
    forms of the whole and of its head, by which the thesaurus lists words. `last` is the key of the head's own head
    where that is a compound too: "grunddataprogram" is a "program"."""

    key: str
    head: str = ""
    modifier: str = ""
    form: str = ""
    head_form: str = ""
    last: str = ""


def fold(word: str) -> str:
    """A word in lower case with Danish letters spelled out: `Færch` and `Faerch` meet in `faerch`."""
    return word.casefold().translate(_FOLD)


_SHORT_FORM = re.compile(r"([a-zæøå]{2,5})['’](?:en|et|er|erne|ene|ens|ers|ernes|s)")  # "pc'er"


@functools.lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The dictionary form of a word in lower case; a word no dictionary knows is returned as it is."""
    from indexer import word_forms

    lowered = word.casefold()
    if not lowered.isalpha():
        short = _SHORT_FORM.fullmatch(lowered)
        return short[1] if short is not None else lowered
    if lowered in _MENDS:
        return _MENDS[lowered]
    verb = verb_of(lowered)
    if verb and verb.form != "inf" and not lowered.endswith("er") and not verb.lemma.endswith("eree"):
        return verb.lemma  # "centeret" is no form of "centeree"
    found = word_forms.lemmatize(lowered).casefold()
    if found == lowered:
        if lowered.endswith("s") and _has_forms(lowered):
            return lowered  # "indsats" is no genitive of "indsat"
        bare = _uninflected(lowered)
        return bare if bare != lowered and len(bare) >= 5 and known(bare) else lowered
    return found


def _has_forms(word: str) -> bool:
    """Is a word that ends in -s the dictionary form of longer ones: "indsatsen", "opsatser"?"""
    from indexer import word_forms

    return any(word_forms.lemmatize(word + ending).casefold() == word for ending in ("en", "er", "et"))


@functools.lru_cache(maxsize=200_000)
def known(word: str) -> bool:
    """True for a word in the Danish dictionary we ship with (simplemma's)."""
    from indexer import word_forms

    return bool(word) and word_forms.known(word.casefold())


def _uninflected(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _underived(word: str) -> str:
    """`lancering`, `lancere` → `lancer`; `løsning`, `løse` → `løs`: a verb and the noun made from it meet."""
    if word.endswith("ning") and len(word) > 7 and known(word[:-4] + "e"):
        return word[:-4]
    for ending, least in (("ing", 4), ("else", 3)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


@functools.lru_cache(maxsize=200_000)
def key(word: str) -> str:
    """The key of one simple word.

    >>> key("lanceringen") == key("lanceret")
    True
    """
    lowered = re.sub(r"['’]s?$", "", word.casefold())
    lowered = _shortened().get(lowered, lowered)
    if lowered[:1].isdigit():
        return _figure(lowered)
    if len(lowered) <= 2 or not lowered.isalpha():
        return fold(lowered)
    base = lemma(lowered)
    if base == lowered and not known(lowered):
        base = _uninflected(lowered)
    return fold(_doubled(_underived(base)))


def _figure(digits: str) -> str:
    """A number as its key: "1.145" is 1145, "34,0" is 34; what is no such number stays as it is."""
    bare = re.sub(r",0+$", "", digits)
    return bare.replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare) else fold(bare)


def _doubled(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] in "bdfgklmnprst" else word


@functools.lru_cache(maxsize=200_000)
def split(word: str) -> tuple[str, str] | None:
    """The modifier and head of a compound, as written and without the linking letter, or None for a simple word.

    >>> split("handlingsplan")
    ('handling', 'plan')
    """
    lowered = word.casefold()
    if "-" in lowered.strip("-"):
        left, _, right = lowered.strip("-").rpartition("-")
        return (left, right) if right.isalpha() and len(right) > 2 else None
    if len(lowered) < _MIN_COMPOUND or not lowered.isalpha():
        return None
    best: tuple[int, str, str] | None = None
    for cut in range(3, len(lowered) - 2):
        head = lowered[cut:]
        if not (len(head) >= 4 or head in _SHORT_HEADS) or not known(head) or head in _NO_HEADS:
            continue
        modifier, linked = _modifier(lowered[:cut])
        if not modifier and cut == 3 and len(head) >= 5 and lowered[:3] in _SHORT_MODIFIERS:
            modifier, linked = lowered[:3], 1
        if modifier and (best is None or linked > best[0] or linked == best[0] == 2):
            if best is not None and best[2] == f"s{head}" and _commoner(best[2], head):
                continue  # "projektstyre" is styre, not tyre
            best = (linked, modifier, head)
    return (best[1], best[2]) if best else None


def headed(noun: str, heads: frozenset[str]) -> bool:
    """Is a noun a compound whose last part is one of some heads: "merudgift" is an "udgift"?"""
    parts = split(noun)
    if parts is not None:
        return parts[1] in heads
    return any(len(head) > 3 and noun.endswith(head) and len(noun) > len(head) + 1 for head in heads)


def _commoner(one: str, other: str) -> bool:
    """True where the first word stands in a group of synonyms, as everyday words do, and the other in none."""
    return _listed(lemma(one)) and not _listed(lemma(other))


def _listed(form: str) -> bool:
    return fold(form) in _everyday() or fold(form) in _broad() or fold(form) in _narrow()


def _modifier(part: str) -> tuple[str, int]:
    """A compound's first part as a word of its own, and how sure the border is (2 with a linking s)."""
    if part in _NO_MODIFIER or len(part) < 3 or part.endswith("trans"):
        return "", 0
    if part.endswith("s") and len(part) > 4 and part[-2] != "e" and (known(part[:-1]) or split(part[:-1])):
        return part[:-1], 2
    if len(part) >= 4 and known(part):
        return part, 1
    if part.endswith("e") and len(part) > 4 and known(part[:-1]):
        return part[:-1], 1
    return (part, 1) if len(part) >= 8 and split(part) else ("", 0)


@functools.lru_cache(maxsize=200_000)
def keys(word: str) -> Keys:
    """The keys of a word, simple or compound."""
    bare = re.sub(r"(?<=\w)['’]s?$", "", word)
    if len(bare) > 2 and bare.endswith("s") and bare[:-1].isupper():
        bare = bare[:-1]
    base = lemma(bare)
    parts = split(base) or (None if known(bare) or known(base) else split(bare))
    form = fold(_shortened().get(base, base))
    if parts is None:
        return Keys(key(bare), form=form)
    modifier, head = _joined_key(parts[0]), _joined_key(parts[1])
    return Keys(modifier + head, head, modifier, form, fold(lemma(parts[1])), _last(parts[1]))


def _last(head: str) -> str:
    """The key of the last part of a compound's head, "" where that is no compound itself."""
    parts = split(head)
    return "" if parts is None else _last(parts[1]) or key(parts[1])


def _joined_key(word: str) -> str:
    """The key of a compound's part, which may be a compound itself."""
    parts = split(word)
    return "".join(map(_joined_key, parts)) if parts else key(word)


_TABLES = ("synonyms", "thesaurus")  # the words of policy Danish first, then those of everyday Danish


def _grouped(groups: Iterable[Iterable[str]], by: Callable[[str], Iterable[str]]) -> dict[str, frozenset[int]]:
    """For each form of a word, as `by` gives them, the numbers of the groups that it stands in."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            for form in by(word):
                found.setdefault(form, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _groups_of(name: str) -> list[list[str]]:
    table = ontology.table(name)
    return [group for part in ("verbs", "nouns", "others") for group in table[part]]


@functools.lru_cache(maxsize=1)
def _synonyms() -> dict[str, frozenset[int]]:
    return _grouped(_groups_of("synonyms"), lambda word: (keys(word).key,))


def grouped(word: str) -> bool:
    """True for a word that stands in a group of synonyms."""
    return keys(word).key in _synonyms() or fold(word) in _everyday()


@functools.lru_cache(maxsize=1)
def _everyday() -> dict[str, frozenset[int]]:
    """The groups of the thesaurus by dictionary form and by key; no dictionary is asked for so long a list."""
    groups = [*_groups_of("thesaurus"), *_groups_of("paraphrases")]
    return _grouped(groups, lambda word: (fold(word), fold(_doubled(_underived(word)))))


@functools.lru_cache(maxsize=1)
def _broad() -> dict[str, frozenset[int]]:
    """For each dictionary form the kinds that it names as a whole: `penge` for kroner, beløb and pulje."""
    return _grouped(([kind["broad"]] for kind in ontology.table("thesaurus")["kinds"]), lambda word: (fold(word),))


@functools.lru_cache(maxsize=1)
def _narrow() -> dict[str, frozenset[int]]:
    """For each dictionary form the kinds that it is one of."""
    return _grouped((kind["narrow"] for kind in ontology.table("thesaurus")["kinds"]), lambda word: (fold(word),))


@functools.lru_cache(maxsize=1)
def _shortened() -> dict[str, str]:
    """Everyday abbreviations, each with the word that it shortens."""
    return dict(ontology.table("thesaurus")["abbreviations"])


@functools.lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """English words and pairs of words that Danish questions borrow, each with the Danish word."""
    return dict(ontology.table("synonyms")["english"])


@functools.lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """For each key the keys of the words that turn it round: `øge` and `sænke`."""
    table: dict[str, set[str]] = {}
    for left, right in (pair for name in _TABLES for pair in ontology.table(name)["opposites"]):
        for a in left:
            for b in right:
                table.setdefault(keys(a).key, set()).add(keys(b).key)
                table.setdefault(keys(b).key, set()).add(keys(a).key)
    return {word: frozenset(others) for word, others in table.items()}


@functools.lru_cache(maxsize=200_000)
def hooks(word: str) -> frozenset[str]:
    """What a word can be found by: its keys, its groups of synonyms, its kinds, its first letters."""
    k = keys(word)
    parts = [part for part in (k.key, k.head, k.modifier, k.last) if part]
    found = {*parts, *(f"#{n}" for part in parts for n in _synonyms().get(part, ()))}
    for form in (k.form, k.key):
        found.update(f"~{n}" for n in _everyday().get(form, ()))
    for form in (k.form, k.head_form):
        found.update(f"<{n}" for table in (_broad(), _narrow()) for n in table.get(form, ()))
    return frozenset(found | ({f"^{k.key[:5]}"} if len(k.key) >= 5 else set()))


@functools.lru_cache(maxsize=1)
def _fixed_phrases() -> dict[str, dict[str, list[tuple[tuple[str, ...], str]]]]:
    """Fixed phrases as dictionary forms, each with the one word that says the same, by their last and first words."""
    found: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
    merged: dict[str, str] = {}
    for name in reversed((*_TABLES, "paraphrases")):
        merged.update(ontology.table(name)["phrases"])
    for phrase, word in merged.items():
        parts = tuple(phrase.split())
        found.setdefault(parts[-1], {}).setdefault(parts[0], []).append((parts, word))
    return found


def phrase_spots(lows: Sequence[str]) -> dict[int, str]:
    """The places of fixed phrases among lower-case words: the first word's with what it says, the others' with "".

    >>> phrase_spots(["arbejdet", "gik", "ikke", "i", "gang"])
    {1: 'igangsætte', 3: '', 4: ''}
    """
    found: dict[int, str] = {}
    table = _fixed_phrases()
    last = [low for low in dict.fromkeys(lows) if low in table]
    lemmas = [lemma(low) for low in lows] if last else []
    firsts = set(lemmas)  # "til" ends hundreds of phrases, of which a sentence may hold the beginnings of two
    held = [item for low in last for first in firsts & table[low].keys() for item in table[low][first]]
    there = firsts.union(lows)
    held = [item for item in held if there.issuperset(item[0])]
    for phrase, word in sorted(held, key=lambda item: (-len(item[0]), item)):
        for i, first in enumerate(lemmas):
            if first != phrase[0] or i in found:
                continue
            spots = _in_order(lemmas, lows, phrase, i)
            if spots:
                found[spots[0]] = word
                found.update({spot: "" for spot in spots[1:]})
    return found


def _in_order(lemmas: Sequence[str], lows: Sequence[str], phrase: Sequence[str], start: int) -> list[int]:
    """Where the words of a phrase stand from start on, the rest of it together and at most five words later, or []."""
    rest = list(phrase[1:])
    for i in range(start + 1, min(len(lemmas), start + 7)):
        if lows[i - 1] == "at" or _governed(lows, phrase, start, i):
            return []
        if all(i + n < len(lemmas) and word in (lemmas[i + n], lows[i + n]) for n, word in enumerate(rest)):
            return [start, *range(i, i + len(rest))]
    return []


def _governed(lows: Sequence[str], phrase: Sequence[str], start: int, i: int) -> bool:
    """ "Blev der *bevilget til*", "stå *klar for at*": is the end of a phrase no part of it there?"""
    if len(phrase) != 2 or lows[i] != phrase[1] or phrase[1] not in _PREPOSITIONS:
        return False
    taken = i > start + 1 and lows[i - 1].endswith("et") and phrase[0] == "blive"
    following = lows[i + 1] if i + 1 < len(lows) else ""
    return (
        taken
        or (following == "at" and i > start + 1)
        or (phrase[1] == "af" and bool(following) and following not in _AFTER_LEAVING)
    )


_PREPOSITIONS = several("af for i med om på til")
_AFTER_LEAVING = several("som på fra i med efter til ved den")
EVERYDAY = 0.7  # how far a word of everyday Danish covers another of its group
KIND, KIND_NAMED = 0.5, 0.32  # how far a narrower word covers a broad one that is asked for, and the other way


@functools.lru_cache(maxsize=500_000)
def synonymous(one: str, other: str) -> bool:
    """True for two keys that stand in one group of synonyms."""
    table = _synonyms()
    return bool(table.get(one, frozenset()) & table.get(other, frozenset()))


def _everyday_alike(q: Keys, s: Keys) -> float:
    """How far a word of the thesaurus covers another: of one group, of the kind that is asked for, or that kind."""
    if not _everyday_groups(q.form, q.key).isdisjoint(_everyday_groups(s.form, s.key)):
        return EVERYDAY
    if _meet(_broad(), q.form, _narrow(), s.form):
        return KIND
    named = _meet(_broad(), q.form, _narrow(), s.head_form) or _meet(_broad(), s.form, _narrow(), q.form)
    return KIND_NAMED if named else 0.0


@functools.lru_cache(maxsize=200_000)
def _everyday_groups(form: str, key: str) -> frozenset[int]:
    """The groups of the thesaurus that a word stands in by its dictionary form or its key."""
    return frozenset().union(*(_everyday().get(part, frozenset()) for part in (form, key) if part))


def _meet(one: dict[str, frozenset[int]], a: str, other: dict[str, frozenset[int]], b: str) -> bool:
    return bool(a and b and one.get(a, frozenset()) & other.get(b, frozenset()))


@functools.lru_cache(maxsize=1_000_000)
def alike(asked: str, said: str) -> float:
    """How far a word that is said covers a word that is asked for, 0.0-1.0.

    >>> alike("strategi", "digitaliseringsstrategien") > alike("digitaliseringsstrategien", "strategi") > 0.4
    True
    """
    q, s = keys(asked), keys(said)
    if q.key == s.key:
        return 1.0
    if q.key.isdigit() or s.key.isdigit():
        return 0.0
    if synonymous(q.key, s.key):
        return 0.85
    score = _everyday_alike(q, s)
    if s.head:
        if q.key in (s.head, s.last):
            score = max(score, 0.85)
        elif s.modifier == q.key:
            score = max(score, 0.5)
        elif synonymous(s.head, q.key):
            score = max(score, 0.6)
    if q.head:
        if q.head == s.key:
            score = max(score, 0.6)
        elif q.modifier == s.key:
            score = max(score, 0.38)
        elif synonymous(q.head, s.key):
            score = max(score, 0.5)
    if q.head and s.head:
        score = max(score, _compounds(q, s))
    return max(score, _prefix(q.key, s.key))


def _compounds(q: Keys, s: Keys) -> float:
    same_head, same_modifier = q.head == s.head, q.modifier == s.modifier
    if same_modifier and synonymous(q.head, s.head):
        return 0.85
    if same_head and synonymous(q.modifier, s.modifier):
        return 0.85
    return 0.35 if same_head else 0.0


def _prefix(one: str, other: str) -> float:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 5:
        return 0.0
    shared = 0
    for a, b in zip(shorter, longer, strict=False):
        if a != b:
            break
        shared += 1
    if shared == len(shorter) and len(longer) - shared <= 3:
        return 0.75
    return 0.6 if shared >= 6 and shared >= 0.75 * len(longer) else 0.0


def distance(one: str, other: str, most: int) -> int:
    """Edits (with swapped neighbours) from one word to another; most + 1 when there are more than most."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def nearest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The word of a vocabulary that a misspelled word most likely means, or None. Ties go to the alphabet."""
    most = 1 if len(word) < 8 else 2
    if len(word) < 4:
        return None
    folded = fold(word)
    found = min(((distance(folded, fold(w), most), w) for w in vocabulary if len(w) > 3), default=(most + 1, ""))
    return found[1] if found[0] <= most else None
