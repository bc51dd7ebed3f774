"""Names that can be looked up: 303, negotiation, suffixes, VoID, the ontology, the examples as RDF."""

from __future__ import annotations

import pytest
import rdflib

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


@pytest.fixture
def iris(server) -> list[str]:
    """One IRI of each kind of thing."""
    query = """SELECT (SAMPLE(?x) AS ?one) { ?x a ?class . FILTER(STRSTARTS(STR(?x), "https://w3id.org/strategigraf/id/")) }
               GROUP BY ?class"""
    rows = server.sparql(query).json()["results"]["bindings"]
    return [row["one"]["value"] for row in rows]


def test_everything_dereferences(server, iris: list[str]) -> None:
    """An IRI of each class leads by 303 to RDF that speaks of it, whatever host serves it."""
    assert len(iris) > 6
    for iri in iris:
        local = iri.partition("/id/")[2]
        for accept, suffix in (
            ("text/turtle", ".ttl"),
            ("application/ld+json", ".jsonld"),
            ("application/rdf+xml", ".rdf"),
        ):
            see = server.get(f"/id/{local}", accept)
            assert see.status_code == 303 and see.headers["location"] == f"/id/{local}{suffix}", iri
            assert "Accept" in see.headers["vary"]
            found = server.get(see.headers["location"])
            assert found.headers["content-type"].startswith(accept)
            graph = rdflib.Graph().parse(data=found.content, format=accept)
            assert (rdflib.URIRef(iri), None, None) in graph


def test_browsers_get_a_page(server, iris: list[str]) -> None:
    """A browser is sent to a page that is there, or to RDF where a thing has none."""
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    for iri in iris:
        see = server.get(f"/id/{iri.partition('/id/')[2]}", browser)
        assert see.status_code == 303
        assert server.get(see.headers["location"].partition("#")[0], browser).status_code == 200, iri


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_each_kind_has_its_own_place(server) -> None:
    """A passage and a piece of evidence lead to their words in their document, a claim and an actor to a page of theirs."""
    query = """SELECT ?passage ?evidence ?claim ?actor ?doc ?start ?end ?from ?to WHERE {
        ?claim a sg:Claim ; prov:wasDerivedFrom ?evidence . ?evidence sg:inPassage ?passage ; oa:hasSource ?d ; oa:hasSelector ?at .
        ?d sg:docId ?doc . ?at oa:start ?start ; oa:end ?end . ?passage sg:start ?from ; sg:end ?to . ?actor a sg:Organisation } LIMIT 1"""
    row = {name: cell["value"] for name, cell in server.sparql(query).json()["results"]["bindings"][0].items()}

    def leads(name: str, tail: str = "") -> str:
        return str(server.get(f"/id/{row[name].partition('/id/')[2]}{tail}", BROWSER).headers["location"])

    assert leads("passage") == f"/dokumenter/{row['doc']}?start={row['from']}&slut={row['to']}#citat"
    for tail in ("", "/position", "/citat"):
        assert leads("evidence", tail) == f"/dokumenter/{row['doc']}?start={row['start']}&slut={row['end']}#citat"
    for name in ("claim", "actor"):
        assert leads(name) == f"/ting/{row[name].partition('/id/')[2]}"
        assert server.get(leads(name), BROWSER).status_code == 200


def test_a_document_with_a_suffix_of_its_own(server) -> None:
    """A document's IRI ends in its file's suffix, and RDF's suffix comes behind it."""
    iri = server.get("/api/documents").json()["documents"][0]["iri"]
    assert iri.endswith(".md")
    assert server.get(f"/id/{iri.partition('/id/')[2]}.ttl").status_code == 200


@pytest.mark.parametrize(
    "address", ["/id/", "/id/nope", "/id/nope.ttl", "/id/aktoer", "/id/%20", "/id/a%3Cb", "/id/.ttl"]
)
def test_what_is_not_there(server, address: str) -> None:
    """404, as a problem."""
    found = server.get(address, "text/turtle")
    assert found.status_code == 404 and found.headers["content-type"] == "application/problem+json"


def test_not_acceptable(server, iris: list[str]) -> None:
    """406 for a picture of an organisation."""
    assert server.get(f"/id/{iris[0].partition('/id/')[2]}", "image/png").status_code == 406


def test_void(server) -> None:
    """The description counts what the endpoint counts."""
    found = server.get("/.well-known/void", "text/turtle")
    graph = rdflib.Graph().parse(data=found.content, format="turtle")
    dataset = next(graph.subjects(rdflib.RDF.type, VOID.Dataset))
    assert str(graph.value(dataset, VOID.sparqlEndpoint)) == f"{server.base}/sparql"
    total = server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
    assert int(graph.value(dataset, VOID.triples)) == int(total)
    parts = list(graph.objects(dataset, VOID.propertyPartition))
    assert sum(int(graph.value(part, VOID.triples)) for part in parts) == int(total)
    classes = {
        str(graph.value(p, VOID["class"])): int(graph.value(p, VOID.entities))
        for p in graph.objects(dataset, VOID.classPartition)
    }
    assert classes["https://w3id.org/strategigraf/ns#Document"] == 6


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_descriptions_in_every_format(server, accept: str) -> None:
    """VoID, the service description, the ontology and the examples say the same in every format."""
    for address in ("/.well-known/void", "/sparql", "/ns", "/api/examples"):
        found = server.get(address, accept)
        assert found.headers["content-type"].startswith(accept)
        one = rdflib.Graph().parse(data=found.content, format=accept)
        two = rdflib.Graph().parse(data=server.get(address, "application/n-triples").content, format="nt")
        assert len(one) == len(two) > 5


def test_examples_as_executables(server) -> None:
    """Each example query is a sh:SPARQLExecutable with its question and its endpoint."""
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    graph = rdflib.Graph().parse(data=server.get("/api/examples.ttl").content, format="turtle")
    found = set(graph.subjects(rdflib.RDF.type, sh.SPARQLExecutable))
    assert len(found) == len(server.get("/api/examples").json()["queries"])
    for node in found:
        text = next(text for form in ("select", "ask", "construct") for text in graph.objects(node, sh[form]))
        assert server.sparql(str(text)).status_code == 200
        assert graph.value(node, rdflib.RDFS.comment).language == "da"
