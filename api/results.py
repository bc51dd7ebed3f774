"""A query's result in the format asked for: a table for eyes, the W3C's result formats, or RDF."""

from __future__ import annotations

from typing import IO, Any

import pyoxigraph as ox

from indexer.errors import UsageError
from indexer.rdf import PREFIXES
from indexer.store import FORMATS, RESULTS, Term

_MAX_CELL = 70


def write_result(found: Any, format_: str | None, out: IO[bytes]) -> None:
    """Writes the engine's result. Raises UsageError where the format does not fit the kind of query."""
    if isinstance(found, ox.QueryTriples):
        _write_graph(found, format_ or "turtle", out)
    elif isinstance(found, ox.QueryBoolean):
        _write_boolean(found, format_ or "table", out)
    elif (format_ or "table") == "table":
        out.write(table(found).encode("utf-8"))
    elif format_ in RESULTS:
        found.serialize(out, RESULTS[format_])
        out.write(b"\n")
    else:
        raise UsageError(f"{format_} er til grafer; en SELECT kan skrives som table, {', '.join(RESULTS)}")


def _write_graph(found: ox.QueryTriples, format_: str, out: IO[bytes]) -> None:
    if format_ == "jsonld":
        from indexer.jsonld import write_jsonld

        write_jsonld((ox.Quad(t.subject, t.predicate, t.object) for t in found), out)
        out.write(b"\n")
    elif format_ in FORMATS:
        ox.serialize(found, out, format=FORMATS[format_], prefixes=PREFIXES)
    else:
        raise UsageError(f"{format_} er til tabeller; en graf kan skrives som {', '.join(FORMATS)} eller jsonld")


def _write_boolean(found: ox.QueryBoolean, format_: str, out: IO[bytes]) -> None:
    if format_ in ("json", "xml"):
        found.serialize(out, RESULTS[format_])
        out.write(b"\n")
    elif format_ in ("csv", "tsv"):
        out.write(b"true\n" if bool(found) else b"false\n")
    elif format_ == "table":
        out.write(b"ja\n" if bool(found) else b"nej\n")
    else:
        raise UsageError(f"{format_} er til grafer; en ASK kan skrives som table, json, xml, csv eller tsv")


def short(term: Term | None) -> str:
    """A term for a table's cell: a literal's words, an IRI with its prefix where we know one."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal):
        return " ".join(term.value.split())
    value = str(getattr(term, "value", term))
    for prefix, iri in PREFIXES.items():
        if value.startswith(iri):
            return f"{prefix}:{value[len(iri) :]}"
    return value


def table(found: ox.QuerySolutions) -> str:
    """The rows as a table of fixed columns, with the number of rows below; long cells are cut with an ellipsis."""
    names = [variable.value for variable in found.variables]
    rows = [[_cut(short(row[name])) for name in names] for row in found]
    widths = [max([len(name), *(len(row[n]) for row in rows)]) for n, name in enumerate(names)]
    lines = ["  ".join(name.ljust(w) for name, w in zip(names, widths, strict=True)).rstrip()]
    lines.append("  ".join("─" * width for width in widths))
    lines += ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.append(f"{len(rows)} række{'' if len(rows) == 1 else 'r'}")
    return "\n".join(lines) + "\n"


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…"
