"""What OpenAPI says of `/sparql`: its parameters, its forms of a query, the media types of its results, its errors.

The routes read the request themselves, as the protocol asks, so FastAPI can't derive any of this.
"""

from __future__ import annotations

from typing import Any

from .. import negotiation, problems, sparql_guard

_EXAMPLE = "SELECT ?navn WHERE { ?s a sg:Strategy ; rdfs:label ?navn } LIMIT 10"
_IRI = {"type": "string", "format": "iri"}
_QUERY = {
    "type": "string",
    "format": "sparql-query",  # no regular expression says what a query is: tools know the format by name, or don't
    "minLength": 1,
    "description": f"Højst {sparql_guard.MAX_LENGTH} tegn.",
    "examples": [_EXAMPLE],
}
_GRAPHS = {
    "default-graph-uri": "Graf, der udgør standardgrafen i stedet for indeksets. Ingen graf hentes.",
    "named-graph-uri": "Navngiven graf. Ingen graf hentes.",
}


def _parameter(name: str, about: str, schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema, **more}


_DATASET = [
    _parameter(name, about, {"type": "array", "items": _IRI}, style="form", explode=True)
    for name, about in _GRAPHS.items()
]
_GIVEN = _parameter("query", "Forespørgslen. Uden den gives endepunktets beskrivelse.", _QUERY)
_FORM = {
    "type": "object",
    "required": ["query"],
    "properties": {
        "query": _QUERY,
        **{name: {"type": "array", "items": _IRI, "description": s} for name, s in _GRAPHS.items()},
    },
}
_TEXT: dict[str, Any] = {"type": "string"}
_RESULT: dict[str, Any] = {
    "type": "object",
    "description": "SPARQL 1.1 Query Results JSON",
    "required": ["head"],
    "properties": {"head": {"type": "object"}, "results": {"type": "object"}, "boolean": {"type": "boolean"}},
}
_LINKED: dict[str, Any] = {"type": ["object", "array"], "description": "JSON-LD"}
_SHAPES = {
    "application/sparql-results+json": _RESULT,
    "application/ld+json": _LINKED,
    "application/json": {"anyOf": [_RESULT, _LINKED]},
}
_OFFERS = (*negotiation.BINDINGS, *negotiation.GRAPHS)
_OFTEN = ("application/json", "application/xml", "text/xml", "text/plain")  # for two formats each
_MEDIA = {m: {"schema": _SHAPES.get(m, _TEXT)} for m in (*(offer.media for offer in _OFFERS), *_OFTEN)}
_SAID = {"text/plain": {"schema": _TEXT}}
_MORE = {
    400: "Forespørgslen kan ikke læses, beder om en opdatering eller om SERVICE; teksten siger hvor og hvorfor.",
    406: "Intet af de formater, som Accept nævner, findes for dette resultat.",
    413: "Forespørgslen eller indholdet er for langt.",
    503: "Ud over grænsen for tid, hukommelse eller svarets størrelse, eller for mange forespørgsler lige nu.",
}


def _responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Results in every media type, 304, and the errors, which are plain text here (SPARQL 1.1 Protocol, 2.1.7)."""
    ok = {"description": "Resultatet.", "content": _MEDIA}
    errors: dict[int | str, dict[str, Any]] = {
        status: {"description": _MORE.get(status, problems.TITLES[status]), "content": _SAID} for status in statuses
    }
    return {200: ok, 304: {"description": "Uændret."}, **errors}


GET: dict[str, Any] = {
    "responses": {
        **_responses(400, 406, 413, 414, 431, 503),
        303: {"description": "Videre til forespørgselssiden, når en browser kommer uden forespørgsel."},
    },
    "openapi_extra": {"parameters": [_GIVEN, *_DATASET]},
}
POST: dict[str, Any] = {
    "responses": _responses(400, 406, 408, 413, 414, 415, 431, 503),
    "openapi_extra": {
        "parameters": _DATASET,
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {"schema": _FORM},
                "application/sparql-query": {"schema": _QUERY},
            },
        },
    },
}
