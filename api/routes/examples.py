"""`/api/examples`: questions and queries that are known to give a result; the queries as RDF too."""

from __future__ import annotations

import functools

from fastapi import APIRouter, Request
from starlette.responses import Response

from .. import example_questions, examples, negotiation, problems, sparql_jobs, void
from ..current import Generation
from ..deps import ASKING, Current, as_json, in_thread, marked
from ..shapes import ExampleQuery, ExampleQuestion, Examples
from ..sparql_workers import Job

router = APIRouter(prefix="/api", tags=["Eksempler"])
_JSON = negotiation.Offer("json", "application/json")


async def known(generation: Generation) -> Examples:
    """The examples that give a result on this index; tried once. Raises Busy where the workers have too much to do."""

    async def make() -> tuple[Examples, int]:
        queries = [await _tried(generation, example) for example in examples.queries()]
        questions: list[ExampleQuestion] = []
        for question in examples.questions():
            found = await in_thread("ask", ASKING, functools.partial(examples.answered, generation.index, question))
            questions += [found] if found else []
            if len(questions) == examples.ENOUGH:
                break
        own = example_questions.from_claims(generation.index)
        while len(questions) < examples.ENOUGH:
            more = await in_thread("ask", ASKING, functools.partial(next, own, None))
            if more is None:
                break
            questions.append(more)
        return Examples(questions=tuple(questions), queries=tuple(q for q in queries if q.rows)), 1

    kept: Examples = await generation.derived.get("examples", make)
    return kept


async def _tried(generation: Generation, example: examples.Example) -> ExampleQuery:
    """A query with how many rows it gives; a worker runs it, since one takes a second, and Python's lock with it."""
    job = await sparql_jobs.ready(generation, Job(example.query, graph="ntriples"))
    outcome = await generation.pool.run(job)
    if outcome.status != "ok":
        raise sparql_jobs.error(outcome, generation.pool.limit)
    rows = examples.size(outcome.kind, outcome.body)
    return ExampleQuery(id=example.id, question=example.question, query=example.query, rows=rows)


@router.get(
    "/examples",
    response_model=Examples,
    summary="Eksempler, der giver et resultat",
    responses=problems.declared(406, 414, 503),
)
async def get(request: Request, generation: Current) -> Response:
    """Giver spørgsmål og SPARQL-forespørgsler, der er prøvet på dette indeks. Som RDF: `sh:SPARQLExecutable`."""
    accept = request.headers.get("accept")
    if negotiation.wants_page(accept):
        accept = "application/json"
    choice = negotiation.choose(accept, (_JSON, *negotiation.GRAPHS))
    if choice is None:
        return problems.respond(request.scope, 406, "Eksemplerne findes som JSON og som RDF.")
    found = await known(generation)
    if choice.name == "json":
        return as_json(request, generation, found.model_dump_json().encode(), Vary="Accept")
    return _rdf(request, generation, found, choice)


@router.get("/examples.ttl", summary="Forespørgslerne som Turtle", response_class=Response, include_in_schema=False)
async def turtle(request: Request, generation: Current) -> Response:
    """The queries as sh:SPARQLExecutable in Turtle."""
    return _rdf(request, generation, await known(generation), negotiation.Choice("turtle", "text/turtle"))


def _rdf(request: Request, generation: Generation, found: Examples, choice: negotiation.Choice) -> Response:
    body = examples.as_rdf(void.root(request), found, choice.name)
    sent = {**marked(generation, choice.name), "Content-Type": negotiation.content_type(choice.media), "Vary": "Accept"}
    return Response(body, 200, sent)
