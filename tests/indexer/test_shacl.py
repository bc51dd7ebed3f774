"""Every shape has an example that fails, and a small graph that is right conforms."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

import ontology
from indexer.shacl import validate

CASES = Path(__file__).resolve().parents[1] / "cases" / "shapes"
RIGHT = (CASES / "right.ttl").read_text(encoding="utf-8")
FAILING = sorted((CASES / "fails").glob("*.ttl"))


def graph(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="turtle")


def test_a_right_graph_conforms() -> None:
    """The example of all that an index holds breaks no shape."""
    assert validate(graph(RIGHT)) == ()


@pytest.mark.parametrize("path", FAILING, ids=lambda path: path.stem)
def test_a_shape_finds_its_fault(path: Path) -> None:
    """The example named after a shape breaks it, and the message is Danish and says what must hold."""
    text = path.read_text(encoding="utf-8")
    expected = text.splitlines()[0].removeprefix("# ").strip()
    messages = [violation.message for violation in validate(graph(RIGHT + "\n" + text))]
    assert expected in messages


def test_every_shape_has_a_failing_example() -> None:
    """No shape is there that no case has been seen to break."""
    shapes = graph(ontology.SHAPES.read_text(encoding="utf-8"))
    names = {str(shape).rsplit("#", 1)[1] for shape in shapes.subjects(RDF.type, SH.NodeShape)}
    assert names == {path.stem.split("-")[0] for path in FAILING}
