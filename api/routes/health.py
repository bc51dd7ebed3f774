"""`/health`, `/health/ready` and `/metrics`: whether the service lives, whether it can answer, and its figures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from indexer.errors import StrategigrafError

from .. import metrics, problems
from ..current import Holder
from ..shapes import Health

router = APIRouter(tags=["Drift"])


def _state(holder: Holder) -> Health:
    try:
        generation = holder.generation
    except StrategigrafError as error:
        return Health(status="unavailable", note=problems.without_paths(str(error)))
    index, pool = generation.index, generation.pool
    return Health(
        status="ok" if pool.alive else "unavailable",
        index=index.hash,
        generation=index.generation,
        documents=int(index.manifest.counts["documents"]),
        workers=pool.alive,
        sandboxed=pool.caged,
        note=holder.trouble,
    )


@router.get("/health", response_model=Health, summary="Lever tjenesten?")
async def health(request: Request) -> Response:
    """Svarer 200, så længe processen lever; indholdet siger, om den også kan svare på spørgsmål."""
    body = _state(request.app.state.holder).model_dump_json().encode()
    return Response(body, 200, {"Cache-Control": "no-store"}, "application/json")


@router.get(
    "/health/ready",
    response_model=Health,
    summary="Kan tjenesten svare?",
    responses={503: {"model": Health, "description": "Tjenesten kan ikke svare nu."}},
)
async def ready(request: Request) -> Response:
    """Svarer 200, når indekset er åbent og i orden, ellers 503."""
    state = _state(request.app.state.holder)
    status = 200 if state.status == "ok" else 503
    extra = {"Retry-After": "5"} if status == 503 else {}
    return Response(
        state.model_dump_json().encode(), status, {"Cache-Control": "no-store", **extra}, "application/json"
    )


@router.get(
    "/metrics",
    summary="Tal til Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def figures() -> Response:
    """Giver tal om anmodninger, processer og indeks i Prometheus' format."""
    return Response(metrics.page(), 200, {"Cache-Control": "no-store", "Content-Type": metrics.CONTENT_TYPE})
