"""The strategies' timeline, what replaced what, and the comparison of two."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable

from indexer.texts import EntityRow

from ..index import Index
from . import claims
from .cache import per_index
from .claims import ClaimView, Node

KINDS = ("Strategy", "ActionPlan", "Agreement")
COMPARED = {
    "hasInitiative": "Initiativer",
    "hasGoal": "Mål",
    "concernsTheme": "Temaer",
    "agreedBy": "Parter",
    "responsibleActor": "Ansvarlige",
    "launchedOn": "Lancering",
    "validFrom": "Gælder fra",
    "validTo": "Gælder til",
    "initiativeCount": "Antal initiativer",
    "budget": "Beløb",
}
_CHOICES = 300  # that a list to choose from offers
_ROW, _TOP, _LEFT, _WIDTH = 34, 34, 12, 1120  # SVG units of the timeline


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A strategy, plan or agreement in the list: its period (years, from claims or identity), parties, sizes."""

    iri: str
    label: str
    type: str
    first: int | None
    last: int | None
    initiatives: int
    documents: int
    mentions: int
    after: tuple[Node, ...]
    before: tuple[Node, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Bar:
    """A line's place in the timeline, in SVG units; `open` where the end is not known."""

    line: Line
    x: float
    y: float
    width: float
    text_x: float
    text_y: float
    anchor: str
    name: str
    open: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Arrow:
    """What replaced what: a path in SVG units."""

    path: str


@dataclasses.dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: bars, arrows, the years with their places, and the kinds of bars.

    `low` and `high` are its ends; `left_out` says how many lines had no room.
    """

    bars: tuple[Bar, ...]
    arrows: tuple[Arrow, ...]
    years: tuple[tuple[int, float], ...]
    width: int
    height: int
    kinds: tuple[str, ...]
    low: int
    high: int
    left_out: int = 0

    def part(self, line: Line) -> tuple[float, float] | None:
        """Where a line's period begins and how long it is, in percent of the drawing's years."""
        if not line.first or not self.low <= line.first < self.high:
            return None
        unit = 100 / (self.high - self.low)
        length = max(1, (line.last or line.first) + 1 - line.first) * unit
        return round((line.first - self.low) * unit, 1), round(min(length, 100 - (line.first - self.low) * unit), 1)


@per_index
def lines(index: Index) -> tuple[Line, ...]:
    """Every strategy, plan and agreement, oldest first; those without a known year last."""
    rows = [row for row in index.texts.entities() if row.type in KINDS and row.mentions]
    after, before = _successions(index)
    initiatives, years = _initiatives(index), _years(index)
    made = [_line(row, years, initiatives, after, before) for row in rows]
    return tuple(sorted(made, key=lambda line: (line.first or 9999, line.last or 9999, line.label, line.iri)))


def _line(
    row: EntityRow,
    years: dict[str, tuple[int | None, int | None]],
    initiatives: dict[str, int],
    after: dict[str, list[Node]],
    before: dict[str, list[Node]],
) -> Line:
    first, last = years.get(row.iri, (None, None))
    return Line(
        row.iri, row.label, row.type, first or _year(row.start), last or _year(row.end),
        initiatives.get(row.iri, 0), row.documents, row.mentions,
        tuple(after.get(row.iri, ())), tuple(before.get(row.iri, ())),
    )  # fmt: skip


def _year(value: str | None) -> int | None:
    match = re.match(r"\d{4}", value or "")
    return int(match[0]) if match else None


def _successions(index: Index) -> tuple[dict[str, list[Node]], dict[str, list[Node]]]:
    """For each thing what it succeeds, and what succeeded it, as the graph asserts it either way."""
    rows = index.graph.select(
        "SELECT DISTINCT ?new ?old WHERE { { ?new sg:succeeds ?old } UNION { ?old sg:precedes ?new } } "
        "ORDER BY ?new ?old"
    )
    after: dict[str, list[Node]] = {}
    before: dict[str, list[Node]] = {}
    for row in rows:
        new, old = str(row["new"].value), str(row["old"].value)
        after.setdefault(new, []).append(claims.node(index, old))
        before.setdefault(old, []).append(claims.node(index, new))
    return after, before


def _initiatives(index: Index) -> dict[str, int]:
    rows = index.graph.select(
        "SELECT ?s (COUNT(DISTINCT ?i) AS ?n) WHERE { { ?s sg:hasInitiative ?i } UNION { ?i sg:partOf ?s } } "
        "GROUP BY ?s"
    )
    return {str(row["s"].value): int(row["n"].value) for row in rows}


def _years(index: Index) -> dict[str, tuple[int | None, int | None]]:
    """The period that texts state: the earliest beginning and the latest end."""
    rows = index.graph.select(
        "SELECT ?s (MIN(STR(?a)) AS ?first) (MAX(STR(?b)) AS ?last) WHERE { "
        "{ ?s sg:validFrom ?a } UNION { ?s sg:validTo ?b } } GROUP BY ?s"
    )
    found = {}
    for row in rows:
        first, last = row.get("first"), row.get("last")
        found[str(row["s"].value)] = (_year(first.value if first else None), _year(last.value if last else None))
    return found


def chosen(index: Index, kinds: Iterable[str] = (), text: str = "", everything: bool = False) -> list[Line]:
    """The lines to show: by class, by a part of the name; unless `everything`, those with a period or initiatives."""
    wanted, names = set(kinds) or {"Strategy"}, text.casefold().split()
    return [
        line
        for line in lines(index)
        if line.type in wanted
        and all(word in line.label.casefold() for word in names)
        and (everything or line.first or line.initiatives)
    ]


def choices(index: Index, kept: Iterable[str] = (), most: int = _CHOICES) -> list[Line]:
    """What can be compared, oldest first; of very many those that are mentioned most, and whatever is `kept` (IRIs)."""
    some = [line for line in lines(index) if line.first or line.initiatives]
    if len(some) <= most:
        return some
    chosen_ = {line.iri for line in sorted(some, key=lambda line: (-line.mentions, line.iri))[:most]} | set(kept)
    return [line for line in some if line.iri in chosen_]


def timeline(some: Iterable[Line], most: int = 60) -> Timeline | None:
    """The drawing of the lines that have a beginning; None where none has."""
    every = [line for line in some if line.first and 1990 <= line.first <= 2060]
    dated = every[:most]
    if not dated:
        return None
    low = min(line.first or 0 for line in dated)
    high = max(max(line.last or 0, (line.first or 0) + 1) for line in dated) + 1
    unit = (_WIDTH - 2 * _LEFT) / (high - low)

    def at(year: float) -> float:
        return round(_LEFT + (year - low) * unit, 1)

    bars = tuple(_bar(line, place, at) for place, line in enumerate(_in_chains(dated)))
    step = 1 if high - low <= 16 else 2 if high - low <= 32 else 5
    years = tuple((year, at(year)) for year in range(low, high + 1, step))
    kinds = tuple(kind for kind in KINDS if any(bar.line.type == kind for bar in bars))
    height = _TOP + _ROW * len(bars) + 8
    left_out = len(every) - len(dated)
    return Timeline(bars, tuple(_arrows(bars)), years, _WIDTH, height, kinds, low, high, left_out)


def _in_chains(some: list[Line]) -> list[Line]:
    """The same lines, oldest first, but each straight after what it succeeds, so that a succession reads as steps."""
    by_iri = {line.iri: line for line in some}
    heirs: dict[str, list[Line]] = {}
    for line in some:
        olds = [by_iri[old.iri] for old in line.after if old.iri in by_iri and old.iri != line.iri]
        if olds:
            heirs.setdefault(max(olds, key=lambda old: (old.first or 0, old.iri)).iri, []).append(line)
    later = {line.iri for some_ in heirs.values() for line in some_}
    placed: dict[str, Line] = {}

    def place(line: Line) -> None:
        if line.iri in placed:
            return
        placed[line.iri] = line
        for heir in heirs.get(line.iri, ()):
            place(heir)

    for line in sorted(some, key=lambda line: line.iri in later):
        place(line)
    return list(placed.values())


def _bar(line: Line, place: int, at: object) -> Bar:
    place_of = at
    assert callable(place_of)
    first, last = line.first or 0, line.last
    x, end = place_of(first), place_of((last or first) + 1)
    y = _TOP + place * _ROW + 6
    width = max(6.0, round(end - x, 1))
    name = _fitting(line.label, 78)
    room = 7.4 * len(name)
    if x + width + 8 + room <= _WIDTH:
        return Bar(line, x, y, width, x + width + 8, y + 15, "start", name, last is None)
    if x - 8 - room >= 0:
        return Bar(line, x, y, width, x - 8, y + 15, "end", name, last is None)
    name = _fitting(line.label, max(12, int((_WIDTH - x - width - 8) / 7.4)))
    if x + width + 8 + 7.4 * len(name) <= _WIDTH:
        return Bar(line, x, y, width, x + width + 8, y + 15, "start", name, last is None)
    return Bar(line, x, y, width, x - 8, y + 15, "end", _fitting(line.label, max(12, int((x - 8) / 7.4))), last is None)


def _fitting(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _arrows(bars: tuple[Bar, ...]) -> Iterable[Arrow]:
    by_iri = {bar.line.iri: bar for bar in bars}
    for bar in bars:
        for old in bar.line.after:
            before = by_iri.get(old.iri or "")
            if before is None or before is bar:
                continue
            if bar.y <= before.y:
                continue
            end, top, foot = round(before.x + before.width - 5, 1), before.y + 20, bar.y - 1
            into = round(min(max(end, bar.x + 5), bar.x + bar.width), 1)
            turn = f" V{round(foot - 7, 1)} H{into}" if into != end else ""
            yield Arrow(f"M{end} {top}{turn} V{foot}")


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """One kind of thing said of two strategies: what only the first has, only the second, and both."""

    label: str
    gone: tuple[ClaimView, ...]
    new: tuple[ClaimView, ...]
    kept: tuple[tuple[ClaimView, ClaimView], ...]


def compared(index: Index, first: str, second: str) -> list[Difference]:
    """What differs between two strategies, relation by relation, each side with its quotes."""
    one, two = _facts(index, first), _facts(index, second)
    found = []
    for relation, label in COMPARED.items():
        here, there = one.get(relation, {}), two.get(relation, {})
        if not here and not there:
            continue
        found.append(
            Difference(
                label,
                tuple(claim for value, claim in here.items() if value not in there),
                tuple(claim for value, claim in there.items() if value not in here),
                tuple((claim, there[value]) for value, claim in here.items() if value in there),
            )
        )
    return found


def _facts(index: Index, iri: str) -> dict[str, dict[str, ClaimView]]:
    """What is said of a strategy, by relation and value; an initiative that is part of it counts as one it has."""
    found: dict[str, dict[str, ClaimView]] = {}
    for claim in claims.said_of(index, iri):
        if not claim.negated and claim.quotes:
            found.setdefault(claim.relation, {}).setdefault(claim.object.value, claim)
    for claim in claims.pointing_at(index, iri):
        if claim.relation == "partOf" and not claim.negated and claim.quotes:
            turned = dataclasses.replace(claim, object=claim.subject)
            found.setdefault("hasInitiative", {}).setdefault(turned.object.value, turned)
    return found
