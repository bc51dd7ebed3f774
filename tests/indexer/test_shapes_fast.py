"""The quick check of shapes: it never passes what pyshacl finds at fault, and passes what is right."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import shacl, shapes_fast

CASES = Path(__file__).resolve().parents[1] / "cases" / "shapes"
RIGHT = (CASES / "right.ttl").read_text(encoding="utf-8")
FAILING = sorted((CASES / "fails").glob("*.ttl"))
XSD = "http://www.w3.org/2001/XMLSchema#"


def quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def test_a_right_graph_passes() -> None:
    """The example of all that an index holds is certain, so the quick way is taken."""
    assert shapes_fast.conforms(quads(RIGHT), shacl.shapes())


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem)
def test_a_fault_does_not_pass(path: Path) -> None:
    """The example that breaks a shape is not certain."""
    assert not shapes_fast.conforms(quads(RIGHT + "\n" + path.read_text(encoding="utf-8")), shacl.shapes())


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**9))
def test_what_passes_conforms(seed: int) -> None:
    """Whatever is taken out of a right graph, or put into it, pyshacl agrees with every pass."""
    draw = random.Random(seed)
    changed = quads(RIGHT)
    for _ in range(draw.randrange(1, 3)):
        place = draw.randrange(len(changed))
        change = draw.choice((_without, _with_other_object, _with_other_literal))
        changed = change(changed, place, draw)
    if shapes_fast.conforms(changed, shacl.shapes()):
        assert shacl.validate(shacl.to_rdflib(changed)) == ()


def _without(graph: list[ox.Quad], place: int, draw: random.Random) -> list[ox.Quad]:
    return graph[:place] + graph[place + 1 :]


def _with_other_object(graph: list[ox.Quad], place: int, draw: random.Random) -> list[ox.Quad]:
    quad = graph[place]
    kept = graph if draw.random() < 0.5 else _without(graph, place, draw)
    return [*kept, ox.Quad(quad.subject, quad.predicate, draw.choice(graph).object)]


def _with_other_literal(graph: list[ox.Quad], place: int, draw: random.Random) -> list[ox.Quad]:
    quad = graph[place]
    value = draw.choice(["", "0", "-1", "7", "1.5", "true", "2019-02-30", "2019-12-31", "2019", "2019-21", "tekst"])
    kinds = ["string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth"]
    literal = ox.Literal(value, datatype=ox.NamedNode(XSD + draw.choice(kinds)))
    if draw.random() < 0.2:
        literal = ox.Literal(value, language=draw.choice(["da", "en", "de"]))
    return [*_without(graph, place, draw), ox.Quad(quad.subject, quad.predicate, literal)]


def test_shapes_of_another_kind_are_left_to_pyshacl() -> None:
    """A constraint that is not compiled makes nothing certain."""
    odd = rdflib.Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://e/> .
        e:s a sh:NodeShape ; sh:targetClass e:C ; sh:property [ sh:path e:p ; sh:pattern "a" ] .""",
        format="turtle",
    )
    assert not shapes_fast.conforms([], odd)


def test_subclasses_in_the_data_are_left_to_pyshacl() -> None:
    """A class that the data itself places under another needs reasoning."""
    subclass = "<http://e/A> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <http://e/B> ."
    assert not shapes_fast.conforms(quads(RIGHT + subclass), shacl.shapes())
