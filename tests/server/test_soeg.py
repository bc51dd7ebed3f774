"""`sg:soeg` at the endpoint: hits that join with the graph."""

from __future__ import annotations

import pytest
from rdflib.plugins.sparql.parser import parseQuery

from api.examples import queries


def rows(server, query: str) -> list[dict[str, dict[str, str]]]:
    found = server.sparql(query)
    assert found.status_code == 200, found.text
    return found.json()["results"]["bindings"]


def test_the_hits_are_those_of_the_search(server) -> None:
    """Passage, score, start and end are those of /api/search, in any order of joining."""
    hits = server.client.get("/api/search", params={"q": "digital post", "k": 5}).json()["hits"]
    found = rows(server, 'SELECT * { (?p ?score ?start ?end) sg:soeg ("digital post" 5) } ORDER BY DESC(?score)')
    assert {r["p"]["value"] for r in found} == {hit["passage"] for hit in hits}
    by_passage = {hit["passage"]: hit for hit in hits}
    for row in found:
        hit = by_passage[row["p"]["value"]]
        assert float(row["score"]["value"]) == pytest.approx(hit["score"])
        assert (int(row["start"]["value"]), int(row["end"]["value"])) == (hit["start"], hit["end"])


@pytest.mark.parametrize(
    "pattern",
    [
        '?p sg:soeg "digital post" .',
        "?p sg:soeg 'digital post'",
        '?p sg:soeg ("digital post") .',
        '(?p ?s) sg:soeg ("digital post" 4) .',
        '(?p ?s ?a ?b) sg:soeg """digital\npost""" .',
        '?p <https://w3id.org/strategigraf/ns#soeg> "digital post" .',
        '?p sg:inDocument ?d . (?p ?s) sg:soeg ("digital post" 4) . ?p sg:start ?x .',
        'OPTIONAL { ?p sg:soeg "digital post" }',
        '{ ?p sg:soeg "digital post" } UNION { ?p sg:soeg "aftale" }',
    ],
)
def test_forms(server, pattern: str) -> None:
    """Every form finds something, with our prefix and without, and standard parsers read it."""
    query = f"PREFIX sg: <https://w3id.org/strategigraf/ns#> SELECT ?p {{ {pattern} }}"
    parseQuery(query)
    assert rows(server, query)
    assert rows(server, query.replace("PREFIX sg:", "PREFIX x:").replace("sg:", "x:"))


def test_joins(server) -> None:
    """Hits join with what their passages mention."""
    found = rows(server, 'SELECT ?l { (?p ?s) sg:soeg ("digital post" 20) . ?p sg:mentions ?x . ?x rdfs:label ?l }')
    assert found


@pytest.mark.parametrize(
    "pattern",
    [
        "?p sg:soeg ?x .",
        "?p sg:soeg 7 .",
        '?p sg:soeg "" .',
        '(?p ?p) sg:soeg "x" .',
        '() sg:soeg "x" .',
        '(?a ?b ?c ?d ?e) sg:soeg "x" .',
        '(?p "x") sg:soeg "x" .',
        '?p sg:soeg ("x" 0) .',
        '?p sg:soeg ("x" 100000) .',
        '?p sg:soeg "x" ; sg:start ?s .',
        '?p a sg:Passage ; sg:soeg "x" .',
        '?p sg:soeg "x", "y" .',
        '?p sg:soeg "x"@da .',
        '?p sg:soeg ("x" 1 2) .',
        " ".join(f'?p{n} sg:soeg "x" .' for n in range(9)),
    ],
)
def test_wrong_uses_are_explained(server, pattern: str) -> None:
    """400 with the form it should have."""
    found = server.sparql(f"SELECT * {{ {pattern} }}")
    assert found.status_code == 400 and "sg:soeg" in found.text


def test_places_of_errors_stay_right(server) -> None:
    """A syntax error behind sg:soeg is reported on its own line."""
    found = server.sparql('SELECT * {\n ?p sg:soeg (\n"x"\n5) .\n ?p ?q }')
    assert found.status_code == 400 and "5:" in found.text


def test_its_name_elsewhere_is_only_a_name(server) -> None:
    """In texts, comments and as a subject it is left alone."""
    for query in (
        'SELECT ("sg:soeg" AS ?x) {} # ?p sg:soeg ?y',
        "SELECT * { sg:soeg ?p ?o }",
        "SELECT ?soeg { ?soeg a sg:Theme }",
    ):
        assert server.sparql(query).status_code == 200


def test_examples_are_standard_sparql() -> None:
    """rdflib's parser reads every example query."""
    assert len(queries()) > 10
    for example in queries():
        parseQuery(example.query)
        assert example.question.endswith("?")
