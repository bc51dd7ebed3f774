"""`/api/search`: ranked passages with facets."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from .. import problems
from ..contract import SearchHit, SearchResult
from ..current import Generation
from ..deps import SEARCHING, Current, cached_json
from ..retrieval import Hit, facets

router = APIRouter(prefix="/api", tags=["Søgning"])

Filter = Annotated[str | None, Query(min_length=1, max_length=200)]


@router.get(
    "/search", response_model=SearchResult, summary="Søg i teksterne", responses=problems.declared(400, 414, 422, 503)
)
async def get(
    request: Request,
    generation: Current,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=1000,
            description="Det, der søges efter.",
            openapi_examples={"post": {"value": "digital post til borgere"}},
        ),
    ],
    k: Annotated[int, Query(ge=1, le=100, description="Hvor mange tekststykker.")] = 10,
    offset: Annotated[int, Query(ge=0, le=900, description="Hvor mange, der springes over.")] = 0,
    mode: Annotated[
        Literal["hybrid", "dense", "lexical"], Query(description="Efter betydning og ord, kun betydning eller kun ord.")
    ] = "hybrid",
    publisher: Filter = None,
    year: Annotated[str | None, Query(pattern=r"^[0-9]{4}$", description="Dokumentets år.")] = None,
    kind: Filter = None,
    theme: Filter = None,
    actor: Filter = None,
) -> Response:
    """Giver de bedste tekststykker, de bedste først, og hvor mange af dem hver facet har."""
    wanted = {"publisher": publisher, "year": year, "kind": kind, "theme": theme, "actor": actor}
    filters = {name: value for name, value in wanted.items() if value}

    def make() -> bytes:
        hits = generation.index.search(q, k=k + offset, mode=mode, filters=filters)[offset:]
        return result(generation, q, hits).model_dump_json().encode("utf-8", "replace")

    key = ("search", q, k, offset, mode, *sorted(filters.items()))
    return await cached_json(request, generation, key, ("search", SEARCHING), make)


def result(generation: Generation, query: str, hits: list[Hit]) -> SearchResult:
    """Hits as the contract's shape, with how many of them carry each value of each facet."""
    described = generation.facets

    def describe(doc_id: str) -> dict[str, list[str]]:
        if doc_id not in described:
            described[doc_id] = generation.index.texts.facet_values(doc_id)
        return described[doc_id]

    names = SearchHit.model_fields
    shown = tuple(SearchHit(**{name: getattr(hit, name) for name in names}) for hit in hits)
    counted = facets((hit.doc_id for hit in hits), describe)
    return SearchResult(
        query=query,
        hits=shown,
        facets={name: {str(v["value"]): int(str(v["count"])) for v in values} for name, values in counted.items()},
    )
