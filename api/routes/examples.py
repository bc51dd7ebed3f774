"""`/api/examples`: questions and queries that are known to give a result; the queries as RDF too."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from .. import examples, negotiation, problems, void
from ..current import Generation
from ..deps import ASKING, Current, as_json, in_thread, marked
from ..shapes import Examples

router = APIRouter(prefix="/api", tags=["Eksempler"])
_JSON = negotiation.Offer("json", "application/json")


async def _known(generation: Generation) -> Examples:
    async def make() -> tuple[Examples, int]:
        return await in_thread("ask", ASKING, lambda: examples.known(generation.index)), 1

    found: Examples = await generation.derived.get("examples", make)
    return found


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
    found = await _known(generation)
    if choice.name == "json":
        return as_json(request, generation, found.model_dump_json().encode(), Vary="Accept")
    return _rdf(request, generation, found, choice)


@router.get("/examples.ttl", summary="Forespørgslerne som Turtle", response_class=Response, include_in_schema=False)
async def turtle(request: Request, generation: Current) -> Response:
    """The queries as sh:SPARQLExecutable in Turtle."""
    return _rdf(request, generation, await _known(generation), negotiation.Choice("turtle", "text/turtle"))


def _rdf(request: Request, generation: Generation, found: Examples, choice: negotiation.Choice) -> Response:
    body = examples.as_rdf(void.root(request), found, choice.name)
    sent = {**marked(generation, choice.name), "Content-Type": negotiation.content_type(choice.media), "Vary": "Accept"}
    return Response(body, 200, sent)
