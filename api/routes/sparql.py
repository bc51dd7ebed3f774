"""`/sparql`: the SPARQL 1.1 Protocol, query operation, read only.

These routes are `async`, unlike most others: they wait for worker processes, and must not take a thread while they do.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import re
import urllib.parse
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from indexer.errors import QueryError

from .. import negotiation, problems, sparql_guard, sparql_jobs, void
from ..current import Generation
from ..deps import Current, marked, not_modified
from ..sparql_workers import Job, Outcome
from . import sparql_openapi as openapi

router = APIRouter(tags=["SPARQL"])

_MAX_GRAPHS = 100
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


class Refused(Exception):
    """A request that is not the protocol's: its status and what is wrong, in Danish."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """A query operation as the protocol gives it, in whichever of its three forms."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    try:
        text = raw.decode("ascii")
        return urllib.parse.parse_qsl(
            text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=200
        )
    except UnicodeDecodeError as error:
        raise Refused(400, "Parametrene er ikke gyldig UTF-8.") from error
    except ValueError as error:
        raise Refused(400, "Der er for mange parametre.") from error


def _graphs(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The default and the named graphs that parameters name. Raises Refused."""
    default = tuple(value for name, value in pairs if name == "default-graph-uri")
    named = tuple(value for name, value in pairs if name == "named-graph-uri")
    if len(default) + len(named) > _MAX_GRAPHS:
        raise Refused(400, f"Der kan højst nævnes {_MAX_GRAPHS} grafer.")
    for iri in (*default, *named):
        if not _IRI.fullmatch(iri):
            raise Refused(400, "En graf skal være en absolut IRI.")
    return default, named


def _asked(query: str, pairs: Sequence[tuple[str, str]]) -> Asked:
    default, named = _graphs(pairs)
    if not query.strip():
        raise Refused(400, "Parameteren query er tom.")
    if len(query) > sparql_guard.MAX_LENGTH:
        raise Refused(413, f"Forespørgslen er for lang; højst {sparql_guard.MAX_LENGTH} tegn.")
    return Asked(query, default, named)


def _from_pairs(pairs: Sequence[tuple[str, str]]) -> Asked:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise Refused(400, "Her kan kun læses: opdateringer modtages ikke.")
    if len(queries) != 1:
        raise Refused(400, "Der skal være præcis én parameter query.")
    return _asked(queries[0], pairs)


def read_get(query_string: bytes) -> Asked | None:
    """The operation of a GET, or None where it asks for the service description. Raises Refused."""
    pairs = _pairs(query_string)
    if not any(name in ("query", "update") for name, _ in pairs):
        _graphs(pairs)  # of no use to the description, and yet they must be IRIs
        return None
    return _from_pairs(pairs)


def read_post(content_type: str, query_string: bytes, body: bytes) -> Asked:
    """The operation of a POST, as a form or as the query itself. Raises Refused."""
    kind, _, parameters = content_type.partition(";")
    kind = kind.strip().lower()
    charset = re.search(r"charset\s*=\s*\"?([^\s;\"]+)", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, "Indholdet skal være UTF-8.")
    if kind == FORM:
        return _from_pairs([*_pairs(body), *_dataset(query_string)])
    if kind == DIRECT:
        pairs = _pairs(query_string)
        if any(name in ("query", "update") for name, _ in pairs):
            raise Refused(400, "Forespørgslen står i indholdet og kan ikke også stå i adressen.")
        try:
            return _asked(body.decode("utf-8"), pairs)
        except UnicodeDecodeError as error:
            raise Refused(400, "Forespørgslen er ikke gyldig UTF-8.") from error
    if kind == "application/sparql-update":
        raise Refused(415, "Her kan kun læses: opdateringer modtages ikke.")
    raise Refused(415, f"Indholdet skal være {FORM} eller {DIRECT}.")


def _dataset(query_string: bytes) -> list[tuple[str, str]]:
    return [pair for pair in _pairs(query_string) if pair[0].endswith("-graph-uri") or pair[0] in ("query", "update")]


def _accept(request: Request) -> str | None:
    """The Accept header; where it is missing or takes anything, what `format` or `output` names."""
    accept = ", ".join(request.headers.getlist("accept"))
    if accept.strip() in ("", "*/*"):
        for name in ("format", "output"):
            media = negotiation.SHORT_NAMES.get(request.query_params.get(name, "").lower())
            if media is not None:
                return media
    return accept or None


_BINDINGS_MEDIA = [offer.media for offer in negotiation.BINDINGS]
_GRAPHS_MEDIA = [offer.media for offer in negotiation.GRAPHS]


@router.get("/sparql", summary="SPARQL 1.1", response_class=Response, **openapi.GET)
async def get(request: Request, generation: Current) -> Response:
    """Besvarer forespørgslen i adressen; uden `query` gives endepunktets egen beskrivelse.

    Formatet vælges af `Accept`; klienter, der ikke kan sætte den, kan nævne det i parameteren `format` (`json`, `xml`,
    `csv`, `tsv`, `turtle`, `ntriples`, `rdfxml`, `jsonld`). Opdateringer og `SERVICE` afvises.
    """
    try:
        asked = read_get(request.scope["query_string"])
        if asked is None:
            return _described(request, generation)
        return await _answer(request, generation, asked)
    except Refused as error:
        return problems.respond(request.scope, error.status, str(error))


@router.post("/sparql", summary="SPARQL 1.1", response_class=Response, **openapi.POST)
async def post(request: Request, generation: Current) -> Response:
    """Besvarer forespørgslen i indholdet, som formular eller som den er."""
    try:
        asked = read_post(request.headers.get("content-type", ""), request.scope["query_string"], await request.body())
        return await _answer(request, generation, asked)
    except Refused as error:
        return problems.respond(request.scope, error.status, str(error))


def _described(request: Request, generation: Generation) -> Response:
    accept = _accept(request)
    if negotiation.wants_page(accept) and request.app.state.has_pages:
        return RedirectResponse(f"{request.scope.get('root_path', '')}/editor", 303, {"Vary": "Accept"})
    choice = negotiation.choose(accept, negotiation.GRAPHS) or negotiation.choose(
        ", ".join(request.headers.getlist("accept")),
        negotiation.GRAPHS,  # `format=csv` speaks of results
    )
    if choice is None:
        raise Refused(406, f"Beskrivelsen findes som {', '.join(_GRAPHS_MEDIA)}.")
    sent = {**marked(generation, choice.name), "Vary": "Accept"}
    if not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)
    body = void.service_description(void.root(request), generation.index, choice.name)
    return Response(body, 200, {**sent, "Content-Type": negotiation.content_type(choice.media)})


async def _answer(request: Request, generation: Generation, asked: Asked) -> Response:
    accept = _accept(request)
    bindings = negotiation.choose(accept, negotiation.BINDINGS)
    graph = negotiation.choose(accept, negotiation.GRAPHS)
    if bindings is None and graph is None:
        raise Refused(
            406, f"Resultater findes som {', '.join(_BINDINGS_MEDIA)}; grafer som {', '.join(_GRAPHS_MEDIA)}."
        )
    stable = sparql_guard.is_stable(asked.query)
    variant = hashlib.sha256(repr((asked, bindings, graph)).encode()).hexdigest()[:12]
    sent = {**marked(generation, variant), "Vary": "Accept"}
    if not stable:
        del sent["ETag"]
        sent["Cache-Control"] = "no-store"
    elif not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers={**sent, "Vary": "Accept, Accept-Encoding"})
    wanted = Wanted(
        asked,
        bindings.name if bindings else None,
        graph.name if graph else None,
        request.headers.get("accept-encoding") == "gzip",
    )
    outcome = await _run(request, generation, wanted, fresh=not stable)
    if outcome.status != "ok":
        return _failed(request, generation, outcome)
    choice = graph if outcome.kind == "graph" else bindings
    assert choice is not None
    sent |= {"Content-Type": negotiation.content_type(choice.media), "Vary": "Accept, Accept-Encoding"}
    if outcome.gzip:
        sent["Content-Encoding"] = "gzip"
    return Response(outcome.body, 200, sent)


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """All that a result depends on beside the graph: what its cache entry is filed under."""

    asked: Asked
    bindings: str | None
    graph: str | None
    gzip: bool


async def _job(generation: Generation, wanted: Wanted) -> Job:
    asked = wanted.asked
    job = Job(asked.query, wanted.bindings, wanted.graph, asked.default_graphs, asked.named_graphs, wanted.gzip)
    try:
        return await sparql_jobs.ready(generation, job)
    except QueryError as error:
        raise Refused(400, str(error)) from error


async def _run(request: Request, generation: Generation, wanted: Wanted, *, fresh: bool) -> Outcome:
    async def make() -> tuple[Outcome, int]:
        outcome = await _unless_gone(request, generation, await _job(generation, wanted))
        return outcome, len(outcome.body) + len(wanted.asked.query) + 200 if outcome.status == "ok" else -1

    try:
        if fresh or "no-cache" in request.headers.get("cache-control", ""):
            return (await make())[0]
        found: Outcome = await generation.results.get(wanted, make)
    except _Gone:
        return Outcome("busy")
    return found


async def _unless_gone(request: Request, generation: Generation, job: Job) -> Outcome:
    """Runs the job; where the client goes away meanwhile, its worker is ended and freed."""
    running = asyncio.ensure_future(generation.pool.run(job))
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            raise _Gone
        return running.result()
    finally:
        leaving.cancel()
        if not running.done():
            running.cancel()


class _Gone(asyncio.CancelledError):
    """The client went away; whoever waits for the same result makes it anew."""


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _failed(request: Request, generation: Generation, outcome: Outcome) -> Response:
    error = sparql_jobs.error(outcome, generation.pool.limit)
    status, message = error.status, str(error)
    if outcome.status == "unacceptable":
        offered = _GRAPHS_MEDIA if outcome.kind == "graph" else _BINDINGS_MEDIA
        status, message = 406, f"Resultatet findes som {', '.join(offered)}."
    return problems.respond(request.scope, status, message, {"Vary": "Accept"})
