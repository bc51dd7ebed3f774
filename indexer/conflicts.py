"""Which claims say different things of the same: kept side by side and linked, never resolved."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .resolved import Claim
from .types import Literal, Modality

# Relations of which a thing has one value at a time; two values are a disagreement between sources.
SINGLE_VALUED = frozenset(
    {"launchedOn", "initiativeCount", "validFrom", "validTo", "targetDate", "targetValue", "eventDate", "publishedOn"}
)
_SEASONS = {"21": ("03", "04", "05"), "22": ("06", "07", "08"), "23": ("09", "10", "11"), "24": ("12", "01", "02")}


def compatible_dates(first: str, second: str) -> bool:
    """True where one date is the other, less exactly: a year and a day in it, a season and a month in it.

    >>> compatible_dates("2016", "2016-05-12"), compatible_dates("2016-05-12", "2016-05-16")
    (True, False)
    """
    short, long = sorted((first, second), key=len)
    if long.startswith(short):
        return True
    for season, other in ((first, second), (second, first)):
        if len(season) == 7 and season[5:] in _SEASONS:
            return other[:4] == season[:4] and (len(other) == 4 or other[5:7] in _SEASONS[season[5:]])
    return False


def disagree(first: Claim, second: Claim) -> bool:
    """True where two claims with one subject and relation can't both hold."""
    a, b = first.object, second.object
    if not (isinstance(a, Literal) and isinstance(b, Literal)) or a.kind != b.kind or (a.unit or "") != (b.unit or ""):
        return False
    return not compatible_dates(a.value, b.value) if a.kind == "date" else a.value != b.value


def _facts(claims: Iterable[Claim]) -> dict[tuple[str, str], list[Claim]]:
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.relation in SINGLE_VALUED and not claim.negated and Modality(claim.modality).is_fact:
            groups[claim.subject, claim.relation].append(claim)
    return groups


def with_conflicts(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims in order of IRI, each with the IRIs of those that say otherwise.

    A claim and its negation disagree whatever the relation; the values of single-valued relations do by value.
    """
    claims = sorted(claims, key=lambda claim: claim.iri)
    found: dict[str, set[str]] = defaultdict(set)
    for members in _facts(claims).values():
        for claim in members:
            found[claim.iri].update(other.iri for other in members if disagree(claim, other))
    sides: dict[tuple[str, str, object], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for claim in claims:
        sides[claim.subject, claim.relation, claim.object][claim.negated].append(claim.iri)
    for stated, denied in sides.values():
        for one, other in ((stated, denied), (denied, stated)):
            for iri in one:
                found[iri].update(other)
    for claim in claims:
        others = tuple(sorted(found[claim.iri])) if claim.iri in found else ()
        yield dataclasses.replace(claim, conflicts=others) if others else claim
