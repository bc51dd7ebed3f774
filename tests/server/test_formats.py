"""Results in every format, read back by the clients that researchers use."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET

import httpx2 as httpx
import pytest
import rdflib
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.tsvresults import TSVResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

SELECT = "SELECT ?d ?t ?n WHERE { ?d a sg:Document ; dct:title ?t . OPTIONAL { ?d sg:nothing ?n } } ORDER BY ?t"
CONSTRUCT = "CONSTRUCT { ?d dct:title ?t } WHERE { ?d a sg:Document ; dct:title ?t }"
ASK = "ASK { ?d a sg:Document }"


def test_json(server) -> None:
    """SPARQL 1.1 Results JSON: terms with type and language; what is unbound is left out."""
    found = server.sparql(SELECT, "application/sparql-results+json")
    assert found.headers["content-type"] == "application/sparql-results+json"
    rows = found.json()["results"]["bindings"]
    assert len(rows) == 6
    assert rows[0]["t"]["type"] == "literal" and rows[0]["t"]["xml:lang"] == "da" and "n" not in rows[0]
    assert len(list(JSONResultParser().parse(io.BytesIO(found.content)))) == 6


def test_xml(server) -> None:
    """SPARQL Query Results XML."""
    found = server.sparql(SELECT, "application/sparql-results+xml")
    assert found.headers["content-type"].startswith("application/sparql-results+xml")
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert len(ET.fromstring(found.content).findall(f"{space}results/{space}result")) == 6
    assert len(list(XMLResultParser().parse(io.BytesIO(found.content)))) == 6


def test_csv_and_tsv(server) -> None:
    """SPARQL 1.1 Results CSV and TSV."""
    found = server.sparql(SELECT, "text/csv")
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(found.text)))
    assert rows[0] == ["d", "t", "n"] and len(rows) == 7 and rows[1][2] == ""
    found = server.sparql(SELECT, "text/tab-separated-values")
    assert found.text.startswith("?d\t?t\t?n\n")
    assert len(list(TSVResultParser().parse(io.BytesIO(found.content)))) == 6


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_ask(server, accept: str) -> None:
    """An ASK in the formats of results."""
    assert "true" in server.sparql(ASK, accept).text


@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_graphs(server, accept: str, parser: str) -> None:
    """A CONSTRUCT in every RDF format holds the same triples."""
    found = server.sparql(CONSTRUCT, accept)
    assert found.status_code == 200 and found.headers["content-type"].startswith(accept)
    graph = rdflib.Graph().parse(data=found.content, format=parser)
    wanted = rdflib.Graph().parse(data=server.sparql(CONSTRUCT, "application/n-triples").content, format="nt")
    assert len(graph) == 6 and set(graph) == set(wanted)


def test_describe(server) -> None:
    """A DESCRIBE gives what is said of a thing."""
    thing = server.sparql("SELECT ?d { ?d a sg:Document } LIMIT 1").json()["results"]["bindings"][0]["d"]["value"]
    graph = rdflib.Graph().parse(data=server.sparql(f"DESCRIBE <{thing}>").content, format="turtle")
    assert {str(s) for s in graph.subjects()} == {thing} and len(graph) > 3


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, None, "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/json"),
        (SELECT, "application/xml;q=0.9, text/csv;q=0.1", "application/xml"),
        (SELECT, "text/*", "text/csv"),
        (SELECT, "text/turtle, text/csv;q=0.1", "text/csv"),
        (SELECT, "application/sparql-results+json;q=0.4, text/tab-separated-values;q=0.5", "text/tab-separated-values"),
        (SELECT, "application/*;q=0.2, */*;q=0.1", "application/sparql-results+json"),
        (SELECT, "*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        (CONSTRUCT, None, "text/turtle"),
        (CONSTRUCT, "application/json", "application/json"),
        (CONSTRUCT, "text/plain", "text/plain"),
        (CONSTRUCT, "text/csv, application/n-triples;q=0.2", "application/n-triples"),
        (CONSTRUCT, "application/sparql-results+json,*/*;q=0.9", "text/turtle"),
    ],
)
def test_negotiation(server, query: str, accept: str | None, media: str) -> None:
    """Weights, wildcards and the kind of result together choose the format."""
    found = server.client.get("/sparql", params={"query": query}, headers={"Accept": accept or ""})
    assert found.status_code == 200
    assert found.headers["content-type"].partition(";")[0] == media


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (CONSTRUCT, "text/csv"),
        (SELECT, "image/png"),
        (ASK, "application/n-triples"),
        (SELECT, "*/*;q=0"),
    ],
)
def test_not_acceptable(server, query: str, accept: str) -> None:
    """406 in plain text, and it says what there is."""
    found = server.sparql(query, accept)
    assert found.status_code == 406 and "findes som" in found.text


def test_the_format_parameter(server) -> None:
    """`format` and `output` work where Accept says nothing."""
    assert server.sparql(SELECT, "*/*", format="csv").headers["content-type"].startswith("text/csv")
    assert server.sparql(CONSTRUCT, "*/*", output="json-ld").headers["content-type"].startswith("application/ld+json")
    assert server.sparql(SELECT, "text/csv", format="xml").headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("wanted", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(server, wanted: str, method: str) -> None:
    """SPARQLWrapper reads all result formats by GET and by POST."""
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.base}/sparql")
    client.setQuery(SELECT)
    client.setMethod(method)
    client.setReturnFormat(wanted)
    answer = client.query()
    found = answer.convert()
    if wanted == "json":
        assert len(found["results"]["bindings"]) == 6
    elif wanted == "xml":
        assert len(found.getElementsByTagName("result")) == 6
    else:
        assert len(found.decode().strip().splitlines()) == 7


@pytest.mark.parametrize("wanted", ["turtle", "xml", "json-ld", "n3"])
def test_sparqlwrapper_graphs(server, wanted: str) -> None:
    """SPARQLWrapper reads graphs."""
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.base}/sparql")
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(wanted)
    found = client.query().convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert len(graph) == 6


def test_rdflib_reads_the_endpoint_as_a_store(server) -> None:
    """rdflib's SPARQLStore: triples, a query, its length."""
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{server.base}/sparql", returnFormat="json")
    graph = rdflib.Graph(store)
    title = rdflib.URIRef("http://purl.org/dc/terms/title")
    assert len(list(graph.subject_objects(title))) == 6
    assert len(list(graph.query(SELECT))) == 6


def test_rdflib_federates_to_us(server) -> None:
    """A SERVICE call of another engine to us is answered."""
    query = f"SELECT * {{ SERVICE <{server.base}/sparql> {{ ?d <http://purl.org/dc/terms/title> ?t }} }}"
    assert len(list(rdflib.Graph().query(query))) == 6


def test_what_comunica_sends(server) -> None:
    """Comunica's and YASQE's headers get JSON and RDF."""
    comunica = (
        "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7,application/n-quads,"
        "application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,text/turtle;q=0.6,"
        "application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3,image/svg+xml;q=0.3,text/html;q=0.2"
    )
    body = httpx.Client(trust_env=False).post(
        f"{server.base}/sparql", data={"query": SELECT}, headers={"Accept": comunica}
    )
    assert (
        body.headers["content-type"] == "application/sparql-results+json"
        and len(json.loads(body.text)["results"]["bindings"]) == 6
    )
    graph = server.sparql(CONSTRUCT, comunica)
    assert graph.headers["content-type"] == "application/ld+json"
