"""Which of several namesakes a time-bound name means: by its period, its words, its owner, and the document's day.

"Strategien for 2016-2020", "den fællesoffentlige strategi" in a text from 2018, "kommunernes strategi 2011-2015": each
says less than a full name and more than nothing. A shorter name goes to a fuller one of the same type whose period fits
and whose words hold the shorter one's. Where several fit, the one that the same document names wins, then the one of
the kind it names elsewhere, then one that is named twice as often as the next; otherwise the name stays what it is.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from .names import group, name_key
from .resolved import Thing

Node = tuple[str, str, str]
UNDATED = "udateret"

# Words that carry no name, as stems, and owners that tell what kind of strategy it is (kinds of the vocabularies).
_EMPTY = frozenset(["for", "fra", "til", "i", "af", "om", "og", "perio", "år", "på"])
_OWNERS = {
    "regering": "statslig",
    "stat": "statslig",
    "national": "statslig",
    "kommun": "fælleskommunal",
    "kl": "fælleskommunal",
    "kls": "fælleskommunal",
    "region": "regional",
}
# "kommunernes strategi fra 2015": the year it came, which may be one beside the first of its period.
_CAME = re.compile(r"\bfra\s+(?:\w+\s+)?(?:19|20)\d\d$")
_BY = 5  # and how many times more, so that a handful of mentions decides nothing
_CLEARLY = 2  # how many times as often the likeliest namesake must be named


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """An entity of a document, the year of that document, its mentions there, and the node its own name gives it."""

    doc_id: str
    year: int | None
    key: str
    label: str
    weight: int
    node: Node


@dataclasses.dataclass(frozen=True, slots=True)
class _Candidate:
    node: Node
    label: str
    start: int
    end: int | None
    names: tuple[frozenset[str], ...]
    kind: str | None


def place(
    members: Sequence[Named], known: Mapping[str, Thing], known_nodes: Mapping[str, Node]
) -> tuple[dict[tuple[str, str], Node], dict[tuple[str, str], str]]:
    """(doc_id, entity key) → the node of the fuller name it means, and why, in Danish."""
    bound = [member for member in members if member.node[2] and _is_time_bound(member.node)]
    candidates = _candidates(bound, known, known_nodes)
    mentions: Counter[Node] = Counter()
    inside: dict[Node, set[str]] = defaultdict(set)
    for member in members:
        if member.node in candidates.nodes:
            mentions[member.node] += member.weight
            inside[member.node].add(member.doc_id)
    kinds_here = _kinds_by_document(candidates, inside)
    placed: dict[tuple[str, str], Node] = {}
    readings: dict[tuple[str, str], str] = {}
    for member in bound:
        fitting = _fitting(member, candidates)
        chosen, why = _choose(member, fitting, mentions, inside, kinds_here)
        if chosen:
            placed[member.doc_id, member.key] = chosen.node
            readings[member.doc_id, member.key] = f"læst som {chosen.label}, fordi {why}"
    return _followed(placed, bound), readings


def _kinds_by_document(candidates: _Candidates, inside: Mapping[Node, set[str]]) -> dict[str, set[str]]:
    """For each document, the kinds of the dated strategies, plans and agreements it names in full."""
    found: dict[str, set[str]] = defaultdict(set)
    for family in candidates.by_family.values():
        for candidate in family.candidates:
            for doc_id in inside.get(candidate.node, ()) if candidate.kind else ():
                found[doc_id].add(str(candidate.kind))
    return found


class _Family:
    """The dated namesakes of one type, in order, and where each word of their names stands."""

    def __init__(self, candidates: Sequence[_Candidate]) -> None:
        self.candidates = candidates

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, candidate in enumerate(self.candidates):
            for word in frozenset().union(*candidate.names):
                found[word].append(number)
        return found

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(word[::-1] for word in self._by_word)

    def _holding(self, word: str) -> set[int]:
        """Numbers of those with the word in a name, or as the head of a compound in one; see `_covers`."""
        found = set(self._by_word.get(word, ()))
        if len(word) > 3:
            tail = word[::-1]
            at = bisect_left(self._backwards, tail)
            while at < len(self._backwards) and self._backwards[at].startswith(tail):
                found.update(self._by_word[self._backwards[at][::-1]])
                at += 1
        return found

    def with_words(self, words: frozenset[str]) -> list[_Candidate]:
        """Those that hold every word in some name, in order; all of them where no word is asked for."""
        if not words:
            return list(self.candidates)
        held = set.intersection(*(self._holding(word) for word in words))
        return [self.candidates[number] for number in sorted(held)]


@dataclasses.dataclass(slots=True)
class _Candidates:
    """The dated namesakes by type family, and their nodes."""

    by_family: dict[str, _Family]
    nodes: set[Node]


def _words(label: str) -> tuple[frozenset[str], frozenset[str]]:
    """A name's content words as stems, without owners; and the kinds that its owners tell."""
    stems = [word for word in name_key(label).split() if word not in _EMPTY and not word.isdigit()]
    kinds = {_OWNERS[word] for word in stems if word in _OWNERS}
    return frozenset(word for word in stems if word not in _OWNERS), frozenset(kinds)


def _all_words(label: str) -> frozenset[str]:
    return frozenset(word for word in name_key(label).split() if word not in _EMPTY and not word.isdigit())


def _candidates(bound: Sequence[Named], known: Mapping[str, Thing], known_nodes: Mapping[str, Node]) -> _Candidates:
    """The vocabularies' dated entries and the dated names of the texts; `bound` are the texts' time-bound names."""
    found: dict[str, dict[Node, _Candidate]] = defaultdict(dict)
    for iri, thing in known.items():
        if thing.start and thing.start.isdigit():
            names = tuple(_all_words(name) for name in (thing.label, *thing.alt))
            end = int(thing.end) if thing.end else None
            made = _Candidate(known_nodes[iri], thing.label, int(thing.start), end, names, thing.kind)
            found[group(thing.type)][made.node] = made
    for member in bound:
        first, _, last = member.node[2].partition("-")
        if first.isdigit() and member.node not in found[member.node[0]]:
            finish = int(last) if last.isdigit() else None
            made = _Candidate(member.node, member.label, int(first), finish, (_all_words(member.label),), None)
            found[member.node[0]][member.node] = made
    nodes = {node for family in found.values() for node in family}
    return _Candidates({family: _Family(list(some.values())) for family, some in found.items()}, nodes)


def _is_time_bound(node: Node) -> bool:
    return node[2].startswith(UNDATED) or bool(re.match(r"\d{4}-|-\d{4}", node[2]))


def _covers(words: frozenset[str], name: frozenset[str]) -> bool:
    """True where each word is a word of the name, or the head of a compound in it."""
    return all(any(other == word or (len(word) > 3 and other.endswith(word)) for other in name) for word in words)


def _fitting(member: Named, candidates: _Candidates) -> list[_Candidate]:
    words, kinds = _words(member.label)
    everything = _all_words(member.label)
    found = []
    family = candidates.by_family.get(member.node[0])
    for candidate in family.with_words(words) if family else ():
        if candidate.node == member.node or not _in_period(member, candidate):
            continue
        if candidate.kind is not None:
            fits = (not kinds or candidate.kind in kinds) and any(_covers(words, name) for name in candidate.names)
        else:
            fits = any(_covers(everything, name) and len(name) > len(everything) for name in candidate.names)
        if fits or any(name == everything for name in candidate.names):
            found.append(candidate)
    # A name of its own ("Lokal og digital") is seldom what a bare "strategien 2016-2020" means, if another fits.
    called = [c for c in found if _covers(words, _all_words(c.label))]
    return _nearest_year(member, called) or _nearest_year(member, found)


def _came(member: Named) -> bool:
    """True where the one year a name has is the year it came: it stands behind "fra", or not in the name at all."""
    first, _, last = member.node[2].partition("-")
    return first.isdigit() and not last and (bool(_CAME.search(member.label)) or first not in member.label)


def _nearest_year(member: Named, found: Sequence[_Candidate]) -> list[_Candidate]:
    """Those that begin in the year a name says it came ("fra 2015"), else the year after, else the year before."""
    if not _came(member):
        return list(found)
    came = int(member.node[2][:4])
    near = ([c for c in found if c.start == came + off] for off in (0, 1, -1))
    return next((some for some in near if some), [])


def _in_period(member: Named, candidate: _Candidate) -> bool:
    if member.node[2].startswith(UNDATED):
        return member.year is not None and candidate.start - 1 <= member.year <= (candidate.end or candidate.start)
    start, _, end = member.node[2].partition("-")
    if not start:
        return str(candidate.end) == end
    if not end and _came(member):
        return abs(candidate.start - int(start)) <= 1
    return str(candidate.start) == start and (not end or str(candidate.end) == end)


def _choose(
    member: Named,
    fitting: Sequence[_Candidate],
    mentions: Counter[Node],
    inside: Mapping[Node, set[str]],
    kinds_here: Mapping[str, set[str]],
) -> tuple[_Candidate | None, str]:
    undated = member.node[2].startswith(UNDATED)
    words, kinds = _words(member.label)
    if undated and fitting:
        # On the border of two periods, a text that names neither year speaks of the newer one.
        same = [c for c in fitting if _all_words(member.label) in c.names]
        if same:
            best = max(same, key=lambda c: (c.start, c.label))
            return best, f"{member.doc_id} er fra {member.year}"
        if len(words) < 2 and not kinds:
            return None, ""
    if len(fitting) == 1:
        why = f"{member.doc_id} er fra {member.year}" if undated else "perioden og ordene passer på den alene"
        return fitting[0], why
    here = [c for c in fitting if member.doc_id in inside.get(c.node, ())]
    if len(here) == 1:
        return here[0], "dokumentet nævner den"
    alike = [c for c in fitting if c.kind and c.kind in kinds_here.get(member.doc_id, ())]
    if len(alike) == 1:
        return alike[0], f"dokumentet nævner andre af samme slags ({alike[0].kind})"
    ranked = sorted(fitting, key=lambda c: (-mentions[c.node], c.label))
    if len(ranked) > 1:
        first, second = mentions[ranked[0].node], mentions[ranked[1].node]
        if first >= _CLEARLY * second and first - second >= _BY:
            return ranked[0], "den er langt den oftest nævnte i den periode"
    return None, ""


def _followed(placed: dict[tuple[str, str], Node], members: Iterable[Named]) -> dict[tuple[str, str], Node]:
    """Each placement carried on where the fuller name itself means a still fuller one; never in a ring."""
    by_node: dict[Node, set[Node]] = defaultdict(set)
    for member in members:
        target = placed.get((member.doc_id, member.key))
        if target:
            by_node[member.node].add(target)
    found = {}
    for key, node in placed.items():
        seen = {node}
        while len(by_node.get(node, ())) == 1 and (after := next(iter(by_node[node]))) not in seen:
            seen.add(after)
            node = after
        found[key] = node
    return found
