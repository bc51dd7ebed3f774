"""Who is tied to what by claims, and who to whom through what they share."""

from __future__ import annotations

import dataclasses
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from . import views
from .frames import Rows, need
from .statements import Name, Quote, StatementRow, relations, statements
from .things import classes

if TYPE_CHECKING:
    from ..index import Index

TIES = ("agreedBy", "launchedBy", "responsibleActor", "participates", "personRoleIn")


@dataclasses.dataclass(frozen=True, slots=True)
class Edge:
    """A tie between two things. `relations` are the claims' relations, `via` what two actors share (empty otherwise).

    `weight` counts the claims, or the shared things; `quotes` carry the tie.
    """

    source: Name
    target: Name
    relations: tuple[str, ...]
    weight: int
    via: tuple[str, ...]
    quotes: tuple[Quote, ...]


class Network(Rows[Edge]):
    """Ties in order of weight and name; `directed` from a claim's subject to its object, or between equals."""

    title = "forbindelser"

    def __init__(self, rows: Iterable[Edge], claims: Sequence[StatementRow], *, directed: bool) -> None:
        super().__init__(rows)
        self._claims = tuple(claims)
        self.directed = directed

    def _again(self, rows: Iterable[Edge]) -> Network:
        return Network(rows, self._claims, directed=self.directed)

    @property
    def nodes(self) -> tuple[Name, ...]:
        """What the ties tie, those with most ties first."""
        degree: Counter[Name] = Counter()
        for row in self._rows:
            degree.update((row.source, row.target))
        return tuple(sorted(degree, key=lambda node: (-degree[node], node.label, node.iri or "")))

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """One row a tie."""
        return ("fra", "til", "relationer", "vægt", "via", "fra_type", "til_type", "fra_iri", "til_iri")

    def record(self, row: Edge) -> dict[str, Any]:
        """One tie as a dictionary."""
        one, other = row.source, row.target
        values = (
            one.label, other.label, row.relations, row.weight, row.via, one.type, other.type, one.iri, other.iri,
        )  # fmt: skip
        return dict(zip(self.columns(), values, strict=True))

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return ("Fra", "Til", "Relationer", "Vægt", "Fælles om", "Belæg")

    def _shown(self, row: Edge) -> Sequence[str]:
        quote = "".join(views.quote(found) for found in row.quotes[:1])
        names = [relations().get(name, name) for name in row.relations]
        cells = (row.source.label, row.target.label, tuple(names), row.weight, row.via)
        return [*map(views.cell, cells), quote]

    def to_networkx(self) -> Any:
        """A networkx graph, directed where the ties are: nodes by IRI with label and type, edges with weight."""
        networkx = need("networkx", "en netværksgraf")
        graph = networkx.DiGraph() if self.directed else networkx.Graph()
        for row in self._rows:
            for side in (row.source, row.target):
                graph.add_node(side.iri, label=side.label, type=side.type)
            tie = {"weight": row.weight, "relations": list(row.relations), "via": list(row.via)}
            graph.add_edge(row.source.iri, row.target.iri, **tie)
        return graph

    def together(self, type: str = "Actor") -> Network:
        """Things of a class tied to each other where they are tied to the same thing, with what they share."""
        wanted = classes().get(type, frozenset({type}))
        shared: dict[Name, dict[Name, list[StatementRow]]] = defaultdict(lambda: defaultdict(list))
        for claim in self._claims:
            for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
                if one.type in wanted and other.type not in wanted:
                    shared[other][one].append(claim)
        pairs: dict[tuple[Name, Name], list[tuple[Name, list[StatementRow]]]] = defaultdict(list)
        for thing, actors in shared.items():
            ordered = sorted(actors, key=lambda name: (name.label, name.iri or ""))
            for one, other in itertools.combinations(ordered, 2):
                pairs[one, other].append((thing, actors[one] + actors[other]))
        return Network((_shared(pair, found) for pair, found in _heaviest(pairs)), self._claims, directed=False)


def _heaviest(pairs: dict[tuple[Name, Name], Any]) -> Iterable[tuple[tuple[Name, Name], Any]]:
    return sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0][0].label, item[0][1].label))


def _shared(pair: tuple[Name, Name], found: Sequence[tuple[Name, Sequence[StatementRow]]]) -> Edge:
    claims = [claim for _, some in found for claim in some]
    names = tuple(sorted({claim.relation for claim in claims}))
    via = tuple(sorted({thing.label for thing, _ in found}))
    quotes = tuple(dict.fromkeys(quote for claim in claims for quote in claim.quotes))
    return Edge(*pair, names, len(found), via, quotes)


def network(index: Index, relations: Sequence[str] = TIES) -> Network:
    """The ties that claims of these relations make between things; negated claims are left out.

    Raises UsageError for a relation that does not exist.
    """
    rows = statements(index, relation=relations).filter(lambda row: not row.negated)
    claims = [row for row in rows if row.subject.iri is not None and row.object.iri is not None]
    pairs: dict[tuple[Name, Name], list[StatementRow]] = defaultdict(list)
    for claim in claims:
        pairs[claim.subject, claim.object].append(claim)
    return Network((_tie(pair, found) for pair, found in _heaviest(pairs)), claims, directed=True)


def _tie(pair: tuple[Name, Name], found: Sequence[StatementRow]) -> Edge:
    names = tuple(sorted({claim.relation for claim in found}))
    quotes = tuple(dict.fromkeys(quote for claim in found for quote in claim.quotes))
    return Edge(*pair, names, len(found), (), quotes)
