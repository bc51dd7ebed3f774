"""The SPARQL 1.1 Protocol, query operation: the cases of the W3C's test suite and their neighbours."""

from __future__ import annotations

import json

import httpx2 as httpx
import pytest

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?s a sg:Document }"


def post(server, content: bytes | str, type_: str | None, query: str = "") -> httpx.Response:
    body = content.encode() if isinstance(content, str) else content
    headers = {"Content-Type": type_} if type_ else {}
    return server.client.post(f"/sparql{query}", content=body, headers=headers)


def test_query_by_get(server) -> None:
    """query-get."""
    found = server.sparql(ASK)
    assert found.status_code == 200 and found.json()["boolean"] is True


def test_query_by_form(server) -> None:
    """query-post-form."""
    found = server.client.post("/sparql", data={"query": ASK})
    assert found.status_code == 200 and found.json()["boolean"] is True


def test_query_by_body(server) -> None:
    """query-post-direct."""
    found = post(server, ASK, f"{DIRECT}; charset=UTF-8")
    assert found.status_code == 200 and found.json()["boolean"] is True


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("form", ["get", "form", "direct"])
def test_a_dataset_replaces_ours(server, parameter: str, form: str) -> None:
    """query-dataset-*: a graph that is not here is empty, and nothing is fetched for it."""
    graph = {parameter: "http://127.0.0.1:9/data.ttl"}
    if form == "get":
        found = server.sparql("ASK { ?s ?p ?o }", **graph)
    elif form == "form":
        found = server.client.post("/sparql", data={"query": "ASK { ?s ?p ?o }", **graph})
    else:
        found = server.client.post(
            "/sparql", params=graph, content=b"ASK { ?s ?p ?o }", headers={"Content-Type": DIRECT}
        )
    assert found.status_code == 200 and found.json()["boolean"] is False


def test_from_is_honoured(server) -> None:
    """FROM names a graph that is not here: the default graph is then empty."""
    assert server.sparql("ASK FROM <http://example.org/g> { ?s ?p ?o }").json()["boolean"] is False
    assert server.sparql("ASK FROM NAMED <http://example.org/g> { GRAPH ?g { ?s ?p ?o } }").json()["boolean"] is False


def test_the_protocols_dataset_wins_over_from(server) -> None:
    """query-dataset-full: parameters replace FROM; several may be given."""
    query = "SELECT ?s FROM <http://example.org/a> { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    found = server.client.get(
        "/sparql", params=[("query", query), ("default-graph-uri", "http://e.org/a"), ("default-graph-uri", "http://e.org/b"),
                           ("named-graph-uri", "http://e.org/c")],
    )  # fmt: skip
    assert found.status_code == 200 and found.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    "graph", ["not an iri", "relative", "http://e.org/<>", "http://e.org/ x", "", "http://e.org/\u0007"]
)
def test_a_graph_is_an_iri(server, graph: str) -> None:
    """A dataset parameter that is no absolute IRI is refused."""
    assert server.sparql(ASK, **{"default-graph-uri": graph}).status_code == 400
    assert server.client.get("/sparql", params={"named-graph-uri": graph}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server, method: str) -> None:
    """bad-query-method: 405 with Allow."""
    found = server.client.request(method, "/sparql", params={"query": ASK})
    assert found.status_code == 405
    assert set(found.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_bad_multi_query(server) -> None:
    """bad-multi-query."""
    found = server.client.get("/sparql", params=[("query", ASK), ("query", ASK)])
    assert found.status_code == 400
    assert server.client.post("/sparql", data={"query": [ASK, ASK]}).status_code == 400


@pytest.mark.parametrize(
    "type_", [None, "text/plain", "application/json", "multipart/form-data; boundary=x", "nonsense"]
)
def test_bad_query_content_type(server, type_: str | None) -> None:
    """bad-query-wrong-media-type, bad-query-missing-direct-type."""
    assert post(server, ASK, type_).status_code == 415


@pytest.mark.parametrize("body", ["", "other=1", "query=", "query=%20%0A"])
def test_bad_query_missing_form(server, body: str) -> None:
    """bad-query-missing-form-type: a form without a query."""
    assert post(server, body, FORM).status_code == 400


def test_bad_query_non_utf8(server) -> None:
    """bad-query-non-utf8, in all three forms."""
    latin = 'ASK { ?s ?p "æ" }'.encode("latin-1")
    assert post(server, latin, DIRECT).status_code == 400
    assert post(server, b"query=ASK%20%7B%20?s%20?p%20%22%E6%22%20%7D", FORM).status_code == 400
    assert server.client.get("/sparql?query=ASK%20%7B%20?s%20?p%20%22%E6%22%20%7D").status_code == 400
    assert post(server, ASK.encode("utf-16"), f"{DIRECT}; charset=utf-16").status_code == 415


def test_bad_query_syntax(server) -> None:
    """bad-query-syntax: 400, plain text, with the parser's message and the place."""
    found = server.sparql("ASK {\n ?s ?p }")
    assert found.status_code == 400
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    assert "2:" in found.text and "expected" in found.text


UPDATES = (
    "INSERT DATA { <http://e/a> <http://e/b> <http://e/c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DROP ALL",
    "CLEAR DEFAULT",
    "LOAD <http://127.0.0.1:9/x>",
    "CREATE GRAPH <http://e/g>",
    "COPY DEFAULT TO <http://e/g>",
    "WITH <http://e/g> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "SELECT * { ?s ?p ?o } ; DROP ALL",
    "PREFIX x: <http://e/> INSERT DATA { x:a x:b x:c }",
)


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused_in_every_form(server, update: str) -> None:
    """Nothing can be written, however it is asked for."""
    before = server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text
    answers = [
        server.sparql(update),
        server.client.post("/sparql", data={"query": update}),
        post(server, update, DIRECT),
        server.client.get("/sparql", params={"update": update}),
        server.client.post("/sparql", data={"update": update}),
        server.client.post("/sparql", data={"query": ASK, "update": update}),
        post(server, update, "application/sparql-update"),
        server.client.post(
            "/sparql", params={"update": update}, content=ASK.encode(), headers={"Content-Type": DIRECT}
        ),
        server.client.post("/update", data={"update": update}),
    ]
    assert {answer.status_code for answer in answers[:-1]} <= {400, 415}
    assert answers[-1].status_code == 404
    assert server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text == before


def test_words_of_updates_in_texts_are_no_updates(server) -> None:
    """The parser decides, not a search for words."""
    assert server.sparql('SELECT ("DROP ALL; INSERT DATA {}" AS ?x) {} # DELETE WHERE').status_code == 200


def test_head(server) -> None:
    """HEAD gives what GET gives, without the body."""
    got, head = server.sparql(ASK), server.client.head("/sparql", params={"query": ASK})
    assert head.status_code == 200 and head.content == b""
    for name in ("content-type", "etag", "content-length", "vary"):
        assert head.headers.get(name) == got.headers.get(name)


def test_options_and_cors(server) -> None:
    """Scripts of any site may read; a preflight is answered with what it asks for."""
    found = server.client.options(
        "/sparql",
        headers={"Origin": "https://example.org", "Access-Control-Request-Method": "POST",
                 "Access-Control-Request-Headers": "content-type"},
    )  # fmt: skip
    assert found.status_code == 204
    assert found.headers["access-control-allow-origin"] == "*"
    assert {"GET", "POST"} <= set(found.headers["access-control-allow-methods"].split(", "))
    assert "content-type" in found.headers["access-control-allow-headers"].lower()
    assert server.sparql(ASK).headers["access-control-allow-origin"] == "*"
    assert server.sparql("nonsense").headers["access-control-allow-origin"] == "*"


def test_gzip(server) -> None:
    """A long result is compressed for clients that take gzip, and for no others."""
    query = "SELECT * { ?s ?p ?o } LIMIT 300"
    plain = server.client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"})
    packed = server.client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "br;q=1, gzip;q=0.5"})
    refused = server.client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "gzip;q=0, *"})
    assert packed.headers["content-encoding"] == "gzip" and packed.content == plain.content
    assert "content-encoding" not in plain.headers and "content-encoding" not in refused.headers
    for found in (plain, packed):
        assert {"accept", "accept-encoding"} <= {part.strip().lower() for part in found.headers["vary"].split(",")}


def test_etag(server) -> None:
    """The ETag comes from the index; asking again with it gives 304, and another format has another one."""
    first = server.sparql(ASK)
    for held in ("*", '"other", ' + first.headers["etag"], first.headers["etag"].removeprefix("W/")):
        assert server.client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": held}).status_code == 304
    assert server.client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": '"other"'}).status_code == 200
    again = server.client.get("/sparql", params={"query": ASK}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == first.headers["etag"]
    index = json.loads(server.get("/health").text)["index"]
    assert index[:16] in first.headers["etag"]
    assert server.sparql(ASK, "application/sparql-results+xml").headers["etag"] != first.headers["etag"]
    assert server.sparql("ASK { ?s a sg:Claim }").headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "now ( )"])
def test_what_changes_by_itself_is_not_kept(server, function: str) -> None:
    """A query with a clock or dice in it has no ETag and is computed each time."""
    query = f"SELECT ({function} AS ?x) {{}}"
    first, second = server.sparql(query), server.sparql(query)
    assert "etag" not in first.headers and first.headers["cache-control"] == "no-store"
    assert first.json()["results"] != second.json()["results"]


def test_service_is_refused(server) -> None:
    """A federated query is refused on its parse, in every disguise."""
    for query in (
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { sErViCe<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . SERVICE ?s { ?a ?b ?c } }",
        "SELECT * { { SELECT * { OPTIONAL { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "CONSTRUCT { ?s ?p ?o } { # x\nSERVICE # y\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x:y { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ):
        found = server.sparql(query)
        assert found.status_code == 400, query
        assert found.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label "SERVICE"@da }',
        "SELECT ?service { ?service a sg:Document } LIMIT 1",
        "ASK { <http://e/SERVICE> ?p ?o } # SERVICE <http://e/>",
        "PREFIX service: <http://e/> ASK { service:SERVICE ?p ?o }",
        'SELECT * { FILTER(1 < 2) ?s ?p """ SERVICE <http://e/> { } """ }',
    ],
)
def test_the_word_service_is_allowed(server, query: str) -> None:
    """The word alone, in texts, names and comments, is no federation."""
    for _ in range(10):  # the second parser, which only such a query wakes, may take a busy machine past the limit
        found = server.sparql(query)
        if found.status_code != 503:
            break
    assert found.status_code == 200, found.text


def test_a_description_without_a_query(server) -> None:
    """GET without a query gives the service description."""
    found = server.get("/sparql", "text/turtle")
    assert found.status_code == 200 and "ServiceDescription" not in found.text
    assert "sd:Service" in found.text and "sd:SPARQL11Query" in found.text and "sd:defaultDataset" in found.text
    assert server.get("/sparql", "application/ld+json").json()
    assert server.get("/sparql", "image/png").status_code == 406


def test_too_long(server) -> None:
    """A query over the limit is 413, as a body and as a form; a body over the limit too."""
    long = "ASK { } #" + "x" * 200_001
    assert post(server, long, DIRECT).status_code == 413
    assert server.client.post("/sparql", data={"query": long}).status_code == 413
    assert post(server, b"x" * 600_000, DIRECT).status_code == 413
    import http.client

    plain = http.client.HTTPConnection("127.0.0.1", server.port)  # httpx sends no address of this length
    plain.request("GET", "/sparql?query=ASK%7B%7D%23" + "x" * 66_000)
    assert plain.getresponse().status == 414
