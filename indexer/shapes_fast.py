"""Tells in milliseconds that a graph certainly conforms to our shapes; where it can't be certain, pyshacl decides.

pyshacl takes about a second for 2,000 triples, most builds hold no violation, and all our shapes are of a simple kind.
So they are compiled once to look-ups over the triples: counts, classes, datatypes, ranges, lists. The answer is
"conforms" or "not certain", never "violates": whatever a check does not understand (a path, a strange literal, a shape
of another kind) is not certain, and the report of a violation is always pyshacl's.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    import rdflib

_SH = "http://www.w3.org/ns/shacl#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_SUBCLASS = "http://www.w3.org/2000/01/rdf-schema#subClassOf"
_FORMS = {
    _XSD + "boolean": re.compile(r"true|false"),
    _XSD + "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?"),
    _XSD + "string": re.compile(r".*", re.DOTALL),
    _XSD + "date": re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]"),  # and a day of the calendar, see `_is_a`
    _XSD + "gYearMonth": re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])"),
    _XSD + "gYear": re.compile(r"[12][0-9]{3}"),
    "http://id.loc.gov/datatypes/edtf/EDTF": re.compile(r".*", re.DOTALL),
}
"""Literals that are surely of their datatype."""

_SILENT = frozenset({"message", "path", "property", "targetClass", "targetObjectsOf", "targetSubjectsOf", "name"})

Term = Any
Check = Callable[["_Graph", Term, Sequence[Term]], bool]


class _NotSimple(Exception):
    """A shape of a kind that is not compiled."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Shape:
    """Who is looked at, and what must hold of its values along each path (None: of itself)."""

    classes: tuple[str, ...]
    objects_of: tuple[str, ...]
    subjects_of: tuple[str, ...]
    checks: tuple[tuple[str | None, tuple[Check, ...]], ...]


class _Graph:
    """Triples by subject and predicate, and who has which type."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.values: dict[str, dict[Term, dict[Term, None]]] = defaultdict(lambda: defaultdict(dict))
        for quad in quads:
            self.values[quad.predicate.value][quad.subject][quad.object] = None
        self.members: dict[str, set[Term]] = defaultdict(set)
        for node, types in self.values[_TYPE].items():
            for kind in types:
                self.members[getattr(kind, "value", "")].add(node)


def conforms(quads: Iterable[ox.Quad], shapes: rdflib.Graph) -> bool:
    """True where the triples certainly conform to the shapes; False where that is not certain."""
    compiled = _compiled(shapes)
    if compiled is None:
        return False
    graph = _Graph(quads)
    if graph.values.get(_SUBCLASS):
        return False  # classes in the data would need reasoning
    return all(_holds(shape, graph) for shape in compiled)


def _holds(shape: _Shape, graph: _Graph) -> bool:
    focus: set[Term] = set()
    for kind in shape.classes:
        focus |= graph.members.get(kind, set())
    for predicate in shape.objects_of:
        for objects in graph.values.get(predicate, {}).values():
            focus.update(objects)
    for predicate in shape.subjects_of:
        focus.update(graph.values.get(predicate, {}))
    for path, checks in shape.checks:
        held = {} if path is None else graph.values.get(path, {})
        for node in focus:
            values = (node,) if path is None else tuple(held.get(node, ()))
            if not all(check(graph, node, values) for check in checks):
                return False
    return True


@lru_cache(maxsize=4)
def _compiled(shapes: rdflib.Graph) -> tuple[_Shape, ...] | None:
    from rdflib import RDF, SH

    try:
        return tuple(_shape(shapes, node) for node in sorted(shapes.subjects(RDF.type, SH.NodeShape), key=str))
    except _NotSimple:
        return None


def _shape(shapes: rdflib.Graph, node: Any) -> _Shape:
    from rdflib import SH

    def named(predicate: Any) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in shapes.objects(node, predicate)))

    checks: list[tuple[str | None, tuple[Check, ...]]] = [(None, _checks(shapes, node))]
    for part in shapes.objects(node, SH.property):
        path = shapes.value(part, SH.path)
        if path is None or not str(path).startswith("http"):
            raise _NotSimple
        checks.append((str(path), _checks(shapes, part)))
    return _Shape(named(SH.targetClass), named(SH.targetObjectsOf), named(SH.targetSubjectsOf), tuple(checks))


def _checks(shapes: rdflib.Graph, node: Any) -> tuple[Check, ...]:
    made = []
    for predicate, value in shapes.predicate_objects(node):
        if str(predicate) == _TYPE:
            if str(value) != _SH + "NodeShape":
                raise _NotSimple
            continue
        name = str(predicate).removeprefix(_SH)
        if name in _SILENT:
            continue
        if name not in _MAKERS or not str(predicate).startswith(_SH):
            raise _NotSimple
        made.append(_MAKERS[name](shapes, value))
    return tuple(made)


def _count(least: bool) -> Callable[[rdflib.Graph, Any], Check]:
    def make(_: rdflib.Graph, value: Any) -> Check:
        limit = int(value)
        return lambda graph, node, values: len(values) >= limit if least else len(values) <= limit

    return make


def _node_kind(_: rdflib.Graph, value: Any) -> Check:
    if str(value) != _SH + "IRI":
        raise _NotSimple
    return lambda graph, node, values: all(isinstance(each, ox.NamedNode) for each in values)


def _in(shapes: rdflib.Graph, value: Any) -> Check:
    from rdflib import URIRef
    from rdflib.collection import Collection

    allowed = {ox.NamedNode(str(e)) if isinstance(e, URIRef) else ox.Literal(str(e)) for e in Collection(shapes, value)}
    return lambda graph, node, values: all(each in allowed for each in values)


def _datatype(_: rdflib.Graph, value: Any) -> Check:
    kind = str(value)
    if kind not in _FORMS:
        raise _NotSimple
    return lambda graph, node, values: all(_is_a(each, kind) for each in values)


def _is_a(term: Term, kind: str) -> bool:
    if not isinstance(term, ox.Literal) or term.datatype.value != kind:
        return False
    if _FORMS[kind].fullmatch(term.value) is None:
        return False
    if kind == _XSD + "date":
        try:
            datetime.date.fromisoformat(term.value)
        except ValueError:
            return False
    return True


def _number(term: Term) -> Decimal | None:
    numeric = any(_is_a(term, _XSD + kind) for kind in ("integer", "decimal"))
    return Decimal(term.value) if numeric else None


def _limit(least: bool) -> Callable[[rdflib.Graph, Any], Check]:
    def make(_: rdflib.Graph, value: Any) -> Check:
        limit = Decimal(str(value))

        def check(graph: _Graph, node: Term, values: Sequence[Term]) -> bool:
            numbers = [_number(each) for each in values]
            return all(n is not None and (n >= limit if least else n <= limit) for n in numbers)

        return check

    return make


def _less_than(_: rdflib.Graph, value: Any) -> Check:
    other = str(value)

    def check(graph: _Graph, node: Term, values: Sequence[Term]) -> bool:
        low = [_number(each) for each in values]
        high = [_number(each) for each in graph.values.get(other, {}).get(node, ())]
        return all(a is not None and b is not None and a < b for a in low for b in high)

    return check


def _min_length(_: rdflib.Graph, value: Any) -> Check:
    least = int(value)
    return lambda graph, node, values: all(isinstance(e, ox.Literal) and len(e.value) >= least for e in values)


def _language_in(shapes: rdflib.Graph, value: Any) -> Check:
    from rdflib.collection import Collection

    allowed = {str(each) for each in Collection(shapes, value)}
    return lambda graph, node, values: all(isinstance(e, ox.Literal) and e.language in allowed for e in values)


def _class(_: rdflib.Graph, value: Any) -> Check:
    kind = str(value)
    return lambda graph, node, values: all(each in graph.members.get(kind, ()) for each in values)


def _or(shapes: rdflib.Graph, value: Any) -> Check:
    from rdflib.collection import Collection

    choices = [_checks(shapes, each) for each in Collection(shapes, value)]

    def check(graph: _Graph, node: Term, values: Sequence[Term]) -> bool:
        return all(any(all(c(graph, node, (each,)) for c in choice) for choice in choices) for each in values)

    return check


_MAKERS: dict[str, Callable[[Any, Any], Check]] = {
    "minCount": _count(True),
    "maxCount": _count(False),
    "nodeKind": _node_kind,
    "in": _in,
    "datatype": _datatype,
    "minInclusive": _limit(True),
    "maxInclusive": _limit(False),
    "lessThan": _less_than,
    "minLength": _min_length,
    "languageIn": _language_in,
    "class": _class,
    "or": _or,
}
