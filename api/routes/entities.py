"""`/api/entities` and `/api/graph`: things by name, one with its statements and evidence, and what lies around it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from .. import lookup, problems
from ..deps import THREADS, Current, cached_json
from ..shapes import EntityDetail, EntityList, EntityType, Neighbourhood

router = APIRouter(prefix="/api", tags=["Ting"])
_ERRORS = problems.declared(404, 414, 422, 503)
Limit = Annotated[int, Query(ge=1, le=200, description="Hvor mange.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="Hvor mange, der springes over.")]


@router.get(
    "/entities", response_model=EntityList, summary="Slå op efter navn", responses=problems.declared(414, 422, 503)
)
async def listed(
    request: Request,
    generation: Current,
    q: Annotated[
        str | None,
        Query(
            min_length=1, max_length=200, description="Et navn eller en del af det.",
            openapi_examples={"kl": {"value": "KL"}},
        ),
    ] = None,
    type: Annotated[EntityType | None, Query(description="Kun af denne klasse.")] = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:  # fmt: skip
    """Finder strategier, initiativer, aktører, temaer og andet efter navn; de bedste først."""

    def make() -> bytes:
        found = lookup.find(generation.index, q, type)
        page = tuple(lookup.summary(generation.index, row) for row in found[offset : offset + limit])
        return EntityList(total=len(found), offset=offset, limit=limit, entities=page).model_dump_json().encode()

    key = ("entities", q, type, limit, offset)
    return await cached_json(request, generation, key, ("texts", THREADS), make)


@router.get("/entities/{id:path}", response_model=EntityDetail, summary="En ting med sine udsagn", responses=_ERRORS)
async def one(
    request: Request,
    generation: Current,
    id: Annotated[
        str, Path(max_length=1000, description="Den del af tingens IRI, der følger efter /id/.",
                  openapi_examples={"kl": {"value": "aktoer/kl"}}),
    ],
    limit: Limit = 50,
    offset: Offset = 0,
) -> Response:  # fmt: skip
    """Giver tingen og de udsagn, den er part i, hvert med sit belæg."""

    def make() -> bytes:
        return lookup.detail(generation.index, id, limit, offset).model_dump_json().encode()

    return await cached_json(request, generation, ("entity", id, limit, offset), ("texts", THREADS), make)


@router.get("/graph", response_model=Neighbourhood, summary="En tings nærmeste", responses=_ERRORS)
async def graph(
    request: Request,
    generation: Current,
    focus: Annotated[
        str,
        Query(
            min_length=1, max_length=1000, description="En IRI, et id eller et navn.",
            openapi_examples={"kl": {"value": "aktoer/kl"}},
        ),
    ],
    depth: Annotated[int, Query(ge=1, le=3, description="Hvor mange skridt ud.")] = 1,
    limit: Annotated[int, Query(ge=1, le=300, description="Højst så mange knuder.")] = 100,
) -> Response:  # fmt: skip
    """Giver knuder og kanter omkring en ting. Kanterne er udsagn; `truncated` siger, om der er flere."""

    def make() -> bytes:
        return lookup.around(generation.index, focus, depth, limit).model_dump_json().encode()

    return await cached_json(request, generation, ("graph", focus, depth, limit), ("texts", THREADS), make)
