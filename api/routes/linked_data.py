"""`/id/…`, `/ns` and `/.well-known/void`: names that can be looked up, under whatever host serves them."""

from __future__ import annotations

import urllib.parse
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

import ontology
from indexer.errors import NotFound

from .. import lookup, negotiation, problems, rdf_out, void
from ..current import Generation
from ..deps import THREADS, Current, in_thread, marked, not_modified

router = APIRouter(tags=["Linked Data"])

SUFFIXES = {".ttl": "turtle", ".jsonld": "jsonld", ".nt": "ntriples", ".rdf": "rdfxml"}
_MEDIA = {offer.name: offer.media for offer in negotiation.GRAPHS}
_SUFFIX_OF = {name: suffix for suffix, name in SUFFIXES.items()}
_RDF = {media: {"schema": {"type": "string"}} for media in _MEDIA.values()}


@router.get(
    "/id/{path:path}",
    summary="En tings IRI",
    response_class=Response,
    responses={
        200: {"description": "RDF, når adressen ender på .ttl, .jsonld, .nt eller .rdf.", "content": _RDF},
        303: {"description": "Videre til en side eller til RDF, efter Accept."},
        304: {"description": "Uændret."},
        **problems.declared(404, 406, 414, 422, 503),
    },
)
async def thing(
    request: Request,
    generation: Current,
    path: Annotated[str, Path(max_length=1000, openapi_examples={"kl": {"value": "aktoer/kl"}})],
) -> Response:
    """Sender videre til en side om tingen eller til RDF om den; med endelsen `.ttl` eller `.jsonld` gives RDF."""
    quoted = urllib.parse.quote(path, safe="/-._~")
    for suffix, name in SUFFIXES.items():
        if quoted.endswith(suffix) and not await _exists(generation, quoted):
            return await _described(request, generation, quoted.removesuffix(suffix), name)
    if not await _exists(generation, quoted):
        raise NotFound("der er intet i grafen, der hedder sådan.")
    return await _see_other(request, generation, quoted)


async def _exists(generation: Generation, local: str) -> bool:
    return await in_thread("texts", THREADS, lambda: lookup.exists(generation.index, local))


async def _see_other(request: Request, generation: Generation, local: str) -> Response:
    accept, at = request.headers.get("accept"), request.scope.get("root_path", "")
    if negotiation.wants_page(accept) and request.app.state.has_pages:
        page = await in_thread("texts", THREADS, lambda: lookup.page_of(generation.index, local))
        return RedirectResponse(at + page, 303, {"Vary": "Accept"})
    choice = negotiation.choose(accept, negotiation.GRAPHS)
    if choice is None and "html" in (accept or ""):
        choice = negotiation.Choice("turtle", "text/turtle")
    if choice is None:
        return problems.respond(request.scope, 406, f"Findes som {', '.join(_MEDIA.values())}.", {"Vary": "Accept"})
    target = f"{at}/id/{local}{_SUFFIX_OF[choice.name]}"
    return RedirectResponse(target, 303, {"Vary": "Accept"})


async def _described(request: Request, generation: Generation, local: str, name: str) -> Response:
    sent = {**marked(generation, name), "Content-Type": negotiation.content_type(_MEDIA[name])}
    body = await in_thread("texts", THREADS, lambda: lookup.described(generation.index, local, name))
    if body is None:
        raise NotFound("der er intet i grafen, der hedder sådan.")
    if not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)
    return Response(body, 200, sent)


@router.get("/.well-known/void", summary="Datasættets beskrivelse (VoID)", response_class=Response, responses={
    200: {"description": "Beskrivelsen.", "content": _RDF}, 304: {"description": "Uændret."},
    **problems.declared(406, 414, 503),
})  # fmt: skip
async def well_known(request: Request, generation: Current) -> Response:
    """Giver antal ting i hver klasse og antal tripler for hver egenskab, som RDF."""
    accept = request.headers.get("accept")
    choice = negotiation.choose("*/*" if negotiation.wants_page(accept) else accept, negotiation.GRAPHS)
    if choice is None:
        return problems.respond(request.scope, 406, f"Findes som {', '.join(_MEDIA.values())}.", {"Vary": "Accept"})
    sent = {**marked(generation, choice.name), "Vary": "Accept"}
    if not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)

    async def make() -> tuple[void.Counts, int]:
        return await in_thread("texts", THREADS, lambda: void.counts(generation.index)), 1

    counted = await generation.derived.get("void", make)
    body = void.description(void.root(request), generation.index, counted, choice.name)
    return Response(body, 200, {**sent, "Content-Type": negotiation.content_type(choice.media)})


@router.get("/ns", include_in_schema=False)
@router.get("/ns.ttl", include_in_schema=False)
def vocabulary(request: Request) -> Response:
    """The ontology: its page for browsers, else RDF."""
    accept = request.headers.get("accept")
    if request.url.path.endswith("/ns") and negotiation.wants_page(accept) and request.app.state.has_pages:
        return RedirectResponse(request.scope.get("root_path", "") + "/ontologi", 303, {"Vary": "Accept"})
    choice = negotiation.choose(accept, negotiation.GRAPHS) or negotiation.Choice("turtle", "text/turtle")
    triples = (quad.triple for quad in ox.parse(path=str(ontology.SCHEMA)))
    sent = {"Content-Type": negotiation.content_type(choice.media), "Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(rdf_out.serialize(triples, choice.name), 200, sent)
