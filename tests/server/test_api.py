"""The JSON API: shapes, bounds, paging, facets, and one form for every error."""

from __future__ import annotations

from pathlib import Path

import httpx2 as httpx
import pytest

from api.contract import Answer, SearchResult
from api.shapes import DocumentDetail, DocumentList, EntityDetail, EntityList, Examples, Health, Neighbourhood

POLICY = "default-src 'self'"


def is_problem(found: httpx.Response, status: int) -> dict[str, object]:
    """Checks that an answer is an error in our form, and gives its body."""
    assert found.status_code == status, found.text
    assert found.headers["content-type"] == "application/problem+json"
    body = found.json()
    assert body["status"] == status and body["title"] and body["detail"] and body["type"] == "about:blank"
    assert body["request_id"] == found.headers["x-request-id"]
    return body


def test_ask(server) -> None:
    """A question by GET and by POST gives the same answer, with quotes that stand in their documents."""
    question = "Hvornår blev NemID lukket?"
    got = Answer.model_validate_json(server.client.get("/api/ask", params={"q": question}).content)
    posted = Answer.model_validate_json(server.client.post("/api/ask", json={"question": question}).content)
    assert got.model_copy(update={"took_ms": 0.0}) == posted.model_copy(update={"took_ms": 0.0})
    assert got.question == question and got.citations
    for citation in got.citations:
        text = server.get(f"/api/documents/{citation.doc_id}/text").text
        assert text[citation.start : citation.end] == citation.quote


def test_the_query_of_an_answer_runs(server) -> None:
    """Where an answer shows its query, the endpoint runs it as it stands."""
    shown = 0
    for question in server.get("/api/examples").json()["questions"]:
        answer = server.client.get("/api/ask", params={"q": question["question"]}).json()
        if answer["sparql"]:
            shown += 1
            assert server.sparql(answer["sparql"]).status_code == 200
    assert shown


def test_search(server) -> None:
    """Hits in order, each the words of its document, with facets; paging continues the ranking."""
    first = SearchResult.model_validate_json(
        server.client.get("/api/search", params={"q": "digital post", "k": 6}).content
    )
    assert [hit.rank for hit in first.hits] == [1, 2, 3, 4, 5, 6]
    assert [hit.score for hit in first.hits] == sorted((hit.score for hit in first.hits), reverse=True)
    for hit in first.hits:
        assert server.get(f"/api/documents/{hit.doc_id}/text").text[hit.start : hit.end] == hit.text
    page = SearchResult.model_validate_json(
        server.client.get("/api/search", params={"q": "digital post", "k": 3, "offset": 3}).content
    )
    assert page.hits == first.hits[3:]
    assert sum(first.facets["year"].values()) >= 1


def test_search_filters(server) -> None:
    """A facet's value, given as a filter, leaves only what carries it."""
    found = server.client.get("/api/search", params={"q": "digital", "k": 50}).json()
    year = next(iter(found["facets"]["year"]))
    kept = server.client.get("/api/search", params={"q": "digital", "k": 50, "year": year}).json()
    assert kept["hits"] and {hit["date"][:4] for hit in kept["hits"]} == {year}
    assert set(kept["facets"]["year"]) == {year}


def test_documents(server) -> None:
    """The list, in pages; one document; its text."""
    whole = DocumentList.model_validate_json(server.get("/api/documents").content)
    assert whole.total == 6 == len(whole.documents)
    second = DocumentList.model_validate_json(server.get("/api/documents?limit=2&offset=2").content)
    assert second.documents == whole.documents[2:4] and second.total == 6
    one = DocumentDetail.model_validate_json(server.get(f"/api/documents/{whole.documents[0].doc_id}").content)
    assert one.entities and one.title == whole.documents[0].title
    text = server.get(f"/api/documents/{one.doc_id}/text")
    assert text.headers["content-type"] == "text/plain; charset=utf-8" and len(text.text) == one.chars


def test_entities(server) -> None:
    """Looked up by name and by class; one with its statements, whose evidence stands in the documents."""
    listed = EntityList.model_validate_json(server.get("/api/entities?limit=200").content)
    assert listed.total >= len(listed.entities) > 5
    actors = EntityList.model_validate_json(server.get("/api/entities?type=Actor&limit=200").content)
    assert {entity.type for entity in actors.entities} <= {"Organisation", "Person"}
    name = actors.entities[0].label
    found = EntityList.model_validate_json(server.client.get("/api/entities", params={"q": name.lower()}).content)
    assert actors.entities[0].iri in [entity.iri for entity in found.entities]
    seen = 0
    for entity in listed.entities[:30]:
        detail = EntityDetail.model_validate_json(server.get(f"/api/entities/{entity.id}").content)
        for statement in detail.statements:
            assert statement.evidence, statement.claim
            for place in statement.evidence:
                seen += 1
                assert server.get(f"/api/documents/{place.doc_id}/text").text[place.start : place.end] == place.quote
    assert seen > 5


def test_statements_come_in_pages(server) -> None:
    """All pages together are the whole, in one order."""
    listed = EntityList.model_validate_json(server.get("/api/entities?limit=50").content)
    details = [EntityDetail.model_validate_json(server.get(f"/api/entities/{e.id}").content) for e in listed.entities]
    most = max(details, key=lambda detail: detail.total)
    assert most.total > 2
    paged = [
        EntityDetail.model_validate_json(server.get(f"/api/entities/{most.id}?limit=1&offset={n}").content).statements[
            0
        ]
        for n in range(most.total)
    ]
    assert [statement.claim for statement in paged] == [statement.claim for statement in most.statements]


def test_graph(server) -> None:
    """A neighbourhood: its focus, nodes by distance, edges only between nodes that are there."""
    strategy = server.get("/api/entities?type=Strategy&limit=1").json()["entities"][0]
    near = Neighbourhood.model_validate_json(server.client.get("/api/graph", params={"focus": strategy["id"]}).content)
    far = Neighbourhood.model_validate_json(
        server.client.get("/api/graph", params={"focus": strategy["iri"], "depth": 3, "limit": 300}).content
    )
    by_name = server.client.get("/api/graph", params={"focus": strategy["label"]})
    assert by_name.status_code == 200
    assert near.nodes[0].iri == near.focus == strategy["iri"] and near.nodes[0].depth == 0
    assert {node.iri for node in near.nodes} <= {node.iri for node in far.nodes}
    there = {node.iri for node in far.nodes}
    assert far.edges and all(edge.source in there and edge.target in there for edge in far.edges)
    few = server.client.get("/api/graph", params={"focus": strategy["id"], "depth": 3, "limit": 2}).json()
    assert len(few["nodes"]) <= 2


def test_examples_give_what_they_say(server) -> None:
    """Each example query gives as many rows as it is shown with."""
    found = Examples.model_validate_json(server.get("/api/examples").content)
    assert len(found.queries) >= 8 and found.questions
    for example in found.queries:
        answer = server.sparql(example.query, "application/sparql-results+json, application/n-triples;q=0.5")
        assert answer.status_code == 200, example.id
        if answer.headers["content-type"].startswith("application/n-triples"):
            assert len(answer.text.splitlines()) == example.rows
        elif "boolean" in answer.json():
            assert answer.json()["boolean"] is True
        else:
            assert len(answer.json()["results"]["bindings"]) == example.rows, example.id


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/ask", 422),
        ("/api/ask?q=", 422),
        ("/api/ask?q=" + "x" * 1001, 422),
        ("/api/ask?q=x&k=0", 422),
        ("/api/ask?q=x&k=1.5", 422),
        ("/api/search", 422),
        ("/api/search?q=x&k=101", 422),
        ("/api/search?q=x&k=abc", 422),
        ("/api/search?q=x&mode=magic", 422),
        ("/api/search?q=x&year=20", 422),
        ("/api/search?q=x&offset=-1", 422),
        ("/api/documents?limit=0", 422),
        ("/api/documents/nope", 404),
        ("/api/documents/nope/text", 404),
        ("/api/documents/../../etc/passwd", 404),
        ("/api/documents/%00", 404),
        ("/api/entities?type=Nothing", 422),
        ("/api/entities/nope", 404),
        ("/api/graph", 422),
        ("/api/graph?focus=nope", 404),
        ("/api/graph?focus=x&depth=9", 422),
        ("/api/nothing", 404),
        ("/id/nothing", 404),
    ],
)
def test_errors_have_one_form(server, address: str, status: int) -> None:
    """Whatever is wrong is said as problem+json."""
    found = httpx.Client(trust_env=False).get(server.base + address)
    body = is_problem(found, status)
    if status == 422:
        assert body["errors"]


@pytest.mark.parametrize(
    ("content", "type_", "status"),
    [
        (b"", "application/json", 422),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 422),
        (b'{"question": 7}', "application/json", 422),
        (b'{"question": ""}', "application/json", 422),
        (b'{"question": "\\ud800"}', "application/json", 422),
        (b'{"question": "x", "more": 1}', "application/json", 422),
        (b'{"question": "x", "k": "5"}', "application/json", 422),
        (b'{"question": "x", "k": true}', "application/json", 422),
        (b"question=x", "application/x-www-form-urlencoded", 422),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"x" * 600_000, "application/json", 413),
    ],
)
def test_bad_bodies(server, content: bytes, type_: str, status: int) -> None:
    """A body that is not what the route takes."""
    is_problem(server.client.post("/api/ask", content=content, headers={"Content-Type": type_}), status)


def test_a_body_without_a_type_is_refused(server) -> None:
    """JSON without its Content-Type is not guessed."""
    found = server.client.post("/api/ask", content=b'{"question": "x"}')
    assert found.status_code in (415, 422)


@pytest.mark.parametrize(
    "address", ["/api/ask", "/api/search", "/api/documents", "/api/entities/x", "/id/x", "/health"]
)
def test_wrong_methods(server, address: str) -> None:
    """405 with Allow, as a problem."""
    found = server.client.delete(address)
    is_problem(found, 405)
    assert "GET" in found.headers["allow"] and "HEAD" in found.headers["allow"]


@pytest.mark.parametrize(
    "address",
    ["/", "/api/documents", "/sparql", "/nope", "/api/nope", "/health", "/docs", "/id/x", "/openapi.json", "/metrics"],
)
def test_security_headers(server, address: str) -> None:
    """On every answer."""
    found = server.get(address)
    assert POLICY in found.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
    assert found.headers["x-content-type-options"] == "nosniff" and found.headers["referrer-policy"]
    assert found.headers["x-request-id"] and "server" not in found.headers


def test_request_ids(server) -> None:
    """A caller's id is taken where it is a plain one, and returned."""
    assert server.get("/health", X_Request_Id="abc-12345").headers["x-request-id"] == "abc-12345"
    assert server.get("/health", X_Request_Id="<script>").headers["x-request-id"] != "<script>"


def test_openapi_declares_what_happens(server) -> None:
    """Every API route has a description, an example of its inputs where it has any, and its error statuses."""
    schema = server.get("/openapi.json").json()
    assert "Problem" in schema["components"]["schemas"]
    for path, methods in schema["paths"].items():
        for operation in methods.values():
            assert operation["description"] and operation["summary"]
            if path.startswith("/api"):
                assert "503" in operation["responses"], path
                problem = operation["responses"]["503"]["content"]
                assert list(problem) == ["application/problem+json"], path
    for operation in schema["paths"]["/sparql"].values():
        assert {"200", "304", "400", "406", "413", "414", "503"} <= set(operation["responses"])
        assert list(operation["responses"]["400"]["content"]) == ["text/plain"]
        for media in ("application/sparql-results+json", "text/csv", "text/turtle", "application/ld+json"):
            assert media in operation["responses"]["200"]["content"]
    assert "415" in schema["paths"]["/sparql"]["post"]["responses"]
    forms = schema["paths"]["/sparql"]["post"]["requestBody"]["content"]
    assert set(forms) == {"application/x-www-form-urlencoded", "application/sparql-query"}
    served = {path.replace(":path}", "}") for path in schema["paths"]}
    assert {"/api/ask", "/api/search", "/api/documents", "/api/documents/{doc_id}", "/api/documents/{doc_id}/text",
            "/api/entities", "/api/entities/{id}", "/api/graph", "/api/examples", "/id/{path}", "/.well-known/void",
            "/health", "/health/ready", "/metrics"} <= served  # fmt: skip


def test_docs_without_the_third_partys_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where swagger-ui was not installed, /docs lists every operation with its parameters and statuses, by itself."""
    from fastapi.testclient import TestClient

    from api import docs_page
    from api.app import create_app
    from api.current import Options

    monkeypatch.setattr(docs_page, "files", dict)
    client = TestClient(create_app(Options(Path("nowhere"))))  # not started: this page needs no index
    page = client.get("/docs", headers={"X-Forwarded-Prefix": "/graf"})
    assert (
        page.status_code == 200
        and "<script" not in page.text
        and "unsafe" not in page.headers["content-security-policy"]
    )
    for said in ("GET /api/ask", "POST /sparql", "default-graph-uri", "/graf/openapi.json", "503", "Svar:"):
        assert said in page.text
    assert client.get("/docs/swagger-ui-bundle.js").status_code == 404
    assert client.get("/docs/nope.js").status_code == 404


def test_docs_load_nothing_from_elsewhere(server) -> None:
    """The page of the API names no other host, and all it loads is there."""
    import re

    page = server.get("/docs")
    assert page.status_code == 200 and "http://" not in page.text and "https://" not in page.text
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert server.get(address).status_code == 200, address


def test_health_and_metrics(server) -> None:
    """Liveness and readiness, and figures by route template, without what visitors wrote."""
    health = Health.model_validate_json(server.get("/health").content)
    assert health.status == "ok" and health.documents == 6 and health.workers >= 1 and health.sandboxed
    assert server.get("/health/ready").status_code == 200
    server.client.get("/api/search", params={"q": "hemmeligord"})
    figures = server.get("/metrics").text
    assert 'route="/api/search"' in figures and "hemmeligord" not in figures
    assert 'strategigraf_requests_total{method="GET",route="/health",status="200"}' in figures


def test_logs_are_json_and_hold_no_questions(server) -> None:
    """One object a line; neither the question nor the query stands in any."""
    import json

    server.client.get("/api/ask", params={"q": "Hvem er hemmelighedsfuld?"}, headers={"X-Request-Id": "logged-0001"})
    server.sparql('SELECT ("hemmeligtord" AS ?x) {}')
    lines = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
    mine = next(line for line in reversed(lines) if line.get("request_id") == "logged-0001")
    assert mine["route"] == "/api/ask" and mine["status"] == 200 and mine["ms"] > 0
    assert "hemmelig" not in server.log


def test_etag_of_the_api(server) -> None:
    """Unchanged for as long as the index is."""
    first = server.get("/api/documents")
    assert server.get("/api/documents", If_None_Match=first.headers["etag"]).status_code == 304
    assert first.headers["x-strategigraf-index"] == server.get("/health").json()["index"]


def test_behind_a_prefix(server) -> None:
    """A proxy's prefix stands before every address we give; a dangerous one is not believed."""
    some = server.get("/api/documents").json()["documents"][0]["iri"].partition("/id/")[2]
    found = server.get(f"/id/{some}", "text/turtle", X_Forwarded_Prefix="/graf")
    assert found.headers["location"].startswith("/graf/id/")
    assert "/graf/openapi.json" in server.get("/docs", X_Forwarded_Prefix="/graf").text
    for bad in ("//evil.example", "/a/../b", "javascript:x", "/<script>", "/a b"):
        assert server.get(f"/id/{some}", "text/turtle", X_Forwarded_Prefix=bad).headers["location"].startswith("/id/")
    assert server.get("/graf/api/documents", X_Forwarded_Prefix="/graf").status_code == 200
