"""`/api/documents`: the documents, their metadata, and their canonical text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import PlainTextResponse, Response

from indexer import iris
from indexer.texts import DocumentRow

from .. import problems
from ..current import Generation
from ..deps import THREADS, Current, cached_json, in_thread, marked, not_modified
from ..lookup import names
from ..shapes import DocumentDetail, DocumentList, DocumentSummary, EntityRef, SourceRef

router = APIRouter(prefix="/api", tags=["Dokumenter"])
_ERRORS = problems.declared(404, 414, 422, 503)

DocId = Annotated[
    str, Path(max_length=1000, description="Dokumentets id.", openapi_examples={"en": {"value": "nyheder/aftale.md"}})
]
Filter = Annotated[str | None, Query(min_length=1, max_length=200)]


@router.get(
    "/documents", response_model=DocumentList, summary="Dokumenterne", responses=problems.declared(414, 422, 503)
)
async def listed(
    request: Request,
    generation: Current,
    limit: Annotated[int, Query(ge=1, le=200, description="Hvor mange.")] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000, description="Hvor mange, der springes over.")] = 0,
    publisher: Filter = None,
    year: Annotated[str | None, Query(pattern=r"^[0-9]{4}$")] = None,
    kind: Filter = None,
) -> Response:
    """Giver dokumenterne i rækkefølge efter id."""

    def make() -> bytes:
        found = [
            row
            for row in generation.index.texts.documents()
            if (publisher is None or row.publisher == publisher)
            and (kind is None or row.kind == kind)
            and (year is None or (row.date or "")[:4] == year)
        ]
        page = tuple(summary(row) for row in found[offset : offset + limit])
        shape = DocumentList(total=len(found), offset=offset, limit=limit, documents=page)
        return shape.model_dump_json().encode()

    key = ("documents", limit, offset, publisher, year, kind)
    return await cached_json(request, generation, key, ("texts", THREADS), make)


def summary(row: DocumentRow) -> DocumentSummary:
    """A document as the API shows it."""
    sources = tuple(SourceRef(id=str(s["id"]), title=str(s["title"]), url=s.get("url")) for s in row.sources)
    return DocumentSummary(
        doc_id=row.doc_id, iri=row.iri, title=row.title, publisher=row.publisher, author=row.author, date=row.date,
        url=row.url, language=row.language, kind=row.kind, license=row.license, sources=sources, chars=row.chars,
    )  # fmt: skip


@router.get(
    "/documents/{doc_id:path}/text",
    summary="Et dokuments tekst",
    response_class=PlainTextResponse,
    responses=_ERRORS,
)
async def text(request: Request, generation: Current, doc_id: DocId) -> Response:
    """Giver den tekst, som alle steder tælles i: `start` og `end` er tegn (Unicode-kodepunkter) i den."""
    sent = marked(generation)
    found = await in_thread("texts", THREADS, lambda: generation.index.texts.text(doc_id))
    if not_modified(request, sent["ETag"]):
        return Response(status_code=304, headers=sent)
    return Response(found.encode("utf-8"), 200, sent, "text/plain; charset=utf-8")


@router.get("/documents/{doc_id:path}", response_model=DocumentDetail, summary="Et dokument", responses=_ERRORS)
async def one(request: Request, generation: Current, doc_id: DocId) -> Response:
    """Giver dokumentets data og det, der er fundet i det."""
    key = ("document", doc_id)
    return await cached_json(
        request, generation, key, ("texts", THREADS), lambda: detail(generation, doc_id).model_dump_json().encode()
    )


def detail(generation: Generation, doc_id: str) -> DocumentDetail:
    """A document with its entities, in order of type and label. Raises NotFound."""
    texts, known = generation.index.texts, names(generation.index)
    row = summary(texts.document(doc_id))
    found = []
    for iri in sorted(set(texts.keys(doc_id).values())):
        if iri in known:
            type_, label = known[iri]
            local = iris.local(generation.index.base, iri) or iri
            found.append(EntityRef(id=local, iri=iri, label=label, type=type_))
    found.sort(key=lambda ref: (ref.type, ref.label, ref.iri))
    return DocumentDetail(**row.model_dump(), entities=tuple(found))
