"""The SPARQL page: a result as a Danish table with links, a chart where it is names with numbers, errors by line."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

from indexer.rdf import EDTF, PREFIXES, XSD

from ..index import Index
from . import claims, ontology_page, words

ROWS = 1_000  # that the page shows; downloads hold all
BARS = 25
START = (
    "SELECT ?strategi ?navn WHERE {\n  ?strategi a sg:Strategy ;\n    rdfs:label ?navn .\n}\nORDER BY ?navn\nLIMIT 50"
)
_PLACE = re.compile(r"(?:at|line)\s+(\d{1,6})\s*[:,]\s*(?:column\s+)?(\d{1,6})", re.IGNORECASE)
_EXPECTED = re.compile(r"error at (\d{1,6}):(\d{1,6}): expected (one of )?")


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: what it says, and where it leads when it names something."""

    text: str
    iri: str | None = None
    number: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Chart:
    """Names with numbers as bars: (label, number as written, length from 0 to 100)."""

    label: str
    measure: str
    bars: tuple[tuple[str, str, float], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A query's result; `rows` are at most ROWS of `total`. For an ASK, `boolean` is set and there are no columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    chart: Chart | None = None
    boolean: bool | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """Why a query has no result: what the parser says, and the line (from 1) it stumbled at."""

    message: str
    line: int | None = None
    lines: tuple[str, ...] = ()


def fault(message: str, query: str) -> Fault:
    """A parser's message with the line it names."""
    match = _PLACE.search(message)
    lines = tuple(query.splitlines())
    line = int(match[1]) if match else None
    said = _EXPECTED.sub(
        lambda m: f"Linje {m[1]}, tegn {m[2]}: {'her skal stå en af' if m[3] else 'her skal stå'} ", message
    )
    return Fault(said, line if line and line <= max(1, len(lines)) else None, lines)


def table(index: Index, body: bytes) -> Table:
    """A result in SPARQL's JSON as a table for people."""
    result = json.loads(body)
    if "boolean" in result:
        return Table((), (), 1, None, bool(result["boolean"]))
    columns = tuple(result["head"]["vars"])
    bindings: list[dict[str, Any]] = result["results"]["bindings"]
    rows = tuple(tuple(_cell(index, row.get(name)) for name in columns) for row in bindings[:ROWS])
    return Table(columns, rows, len(bindings), _chart(columns, rows))


def _cell(index: Index, term: dict[str, Any] | None) -> Cell:
    if term is None:
        return Cell("")
    value = str(term["value"])
    if term["type"] == "uri":
        return Cell(_name(index, value), value)
    kind = term.get("datatype", "")
    if kind in (XSD + "integer", XSD + "decimal", XSD + "double"):
        return Cell(words.number(value), None, True)
    if kind in (XSD + "date", XSD + "gYear", XSD + "gYearMonth", EDTF):
        return Cell(words.date(value))
    if kind == XSD + "boolean":
        return Cell("ja" if value == "true" else "nej")
    return Cell(value)


def _name(index: Index, iri: str) -> str:
    term = ontology_page.terms().get(iri)
    if term is not None:
        return term.label
    if iri.startswith(index.base):
        return claims.node(index, iri).label
    for prefix, start in PREFIXES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri[len(start) :]}"
    return iri


def _chart(columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> Chart | None:
    """Bars, where a result has two columns, of which the second holds numbers alone."""
    if len(columns) != 2 or not 2 <= len(rows) <= 60 or not all(row[1].number and row[0].text for row in rows):
        return None
    if any(row[0].number for row in rows):
        return None
    numbers = [float(row[1].text.replace(".", "").replace(",", ".")) for row in rows[:BARS]]
    most = max(numbers)
    if most <= 0 or min(numbers) < 0:
        return None
    bars = tuple(
        (row[0].text, row[1].text, round(100 * n / most, 1)) for row, n in zip(rows[:BARS], numbers, strict=True)
    )
    return Chart(columns[0], columns[1], bars)


def vocabulary() -> dict[str, Any]:
    """What the editor completes: prefixes, classes and properties of ours, with their Danish names."""
    terms = ontology_page.terms().values()
    return {
        "prefixes": PREFIXES,
        "classes": [{"name": f"sg:{t.name}", "iri": t.iri, "label": t.label} for t in terms if t.kind == "class"],
        "properties": [
            {"name": f"sg:{t.name}", "iri": t.iri, "label": t.label}
            for t in terms
            if t.kind in ("relation", "property")
        ],
    }
