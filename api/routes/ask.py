"""`/api/ask`: a question in Danish to an answer with citations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from .. import problems
from ..contract import Answer
from ..deps import ASKING, Current, cached_json
from ..shapes import Question

router = APIRouter(prefix="/api", tags=["Spørgsmål"])
_ERRORS = problems.declared(400, 408, 413, 414, 422, 503)


@router.get("/ask", response_model=Answer, summary="Svar på et spørgsmål", responses=_ERRORS)
async def get(
    request: Request,
    generation: Current,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=1000,
            description="Et spørgsmål på dansk.",
            openapi_examples={"aftale": {"value": "Hvem indgik aftalen om den fællesoffentlige strategi?"}},
        ),
    ],
    k: Annotated[int, Query(ge=1, le=20, description="Højst så mange citater.")] = 5,
) -> Response:
    """Svarer på dansk med nummererede citater, eller siger, hvorfor der ikke er noget svar."""
    return await _answer(request, generation, q, k)


@router.post("/ask", response_model=Answer, summary="Svar på et spørgsmål", responses=_ERRORS)
async def post(request: Request, generation: Current, asked: Question) -> Response:
    """Som GET, med spørgsmålet i indholdet."""
    return await _answer(request, generation, asked.question, asked.k)


async def _answer(request: Request, generation: Current, question: str, k: int) -> Response:
    def make() -> bytes:
        return generation.index.ask(question, k).model_dump_json().encode("utf-8", "replace")

    return await cached_json(request, generation, ("ask", question, k), ("ask", ASKING), make)
