"""The web pages, in Danish: each route reads its values, lets `api/pages` make a view, and fills a template."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
import urllib.parse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from indexer.errors import NotFound, QueryError, UsageError
from indexer.rdf import PREFIXES

from .. import sparql_jobs
from ..current import Generation
from ..deps import ASKING, SEARCHING, Current, in_thread
from ..index import Index
from ..pages import (
    about_page,
    ask_page,
    claims,
    document_page,
    editor_page,
    entity_page,
    ontology_page,
    permanent,
    search_page,
    strategies_page,
    view,
    words,
)
from ..shapes import Examples
from ..sparql_workers import Job
from .examples import known as known_examples

router = APIRouter(include_in_schema=False)
PER_PAGE = 50
PER_LIST = 150  # strategies, which a drawing shows too
_MAX_QUERY = 4_000
_PATIENCE = 0.05  # seconds a page waits for examples that are still being tried
_WATCH = 2.0
_log = logging.getLogger("strategigraf.pages")

Text = Annotated[str, Query(max_length=_MAX_QUERY)]
Short = Annotated[str, Query(max_length=300)]
Page = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/")
async def ask(request: Request, generation: Current, q: Text = "", indeks: Short = "", gemt: Text = "") -> Response:
    """One box; the answer with its sources; for an older permanent link, what has changed since."""
    index, question = generation.index, ask_page.tidy(q)
    if not question:
        known = await _examples(generation)
        about = about_page.summary(index)
        return view.page(request, "ask.html", index, question="", view=None, examples=_questions(known), summary=about)
    shown = await in_thread("ask", ASKING, lambda: ask_page.asked(index, question))
    known = await _examples(generation)
    here = view.site(request, index.base)
    link = here.whole("/", q=question, indeks=index.hash[:16], gemt=permanent.pack(shown.answer))
    old = permanent.unpack(gemt) if gemt else None
    copy = ask_page.as_text(shown, link, lambda c: here.absolute(here.quote(c.doc_id, c.start, c.end)))
    older = bool(indeks) and not index.hash.startswith(indeks.lower())
    changes = permanent.changes(index, old, shown.answer) if old is not None and older else None
    return view.page(
        request, "ask.html", index,
        question=question, view=shown, examples=_questions(known), link=link, copy=copy,
        older=older, same_index=bool(indeks) and not older, asked_index=indeks[:12], changes=changes,
        summary=about_page.summary(index),
    )  # fmt: skip


@router.get("/soeg")
async def search(
    request: Request,
    generation: Current,
    q: Text = "",
    publisher: Short = "",
    year: Short = "",
    kind: Short = "",
    theme: Short = "",
    actor: Short = "",
    sort: Short = "relevans",
    side: Page = 1,
    format: Short = "",
) -> Response:
    """Passages with their matches marked, facets, sorting, pages; everything stands in the address. Or all as CSV."""
    index, query = generation.index, " ".join(q.split())
    filters = {"publisher": publisher, "year": year, "kind": kind, "theme": theme, "actor": actor}
    filters = {name: value.strip() for name, value in filters.items() if value.strip()}
    sort = sort if sort in search_page.SORTS else "relevans"
    results = None
    if query and format == "csv":
        body = await in_thread("search", SEARCHING, lambda: search_page.as_csv(index, query, filters, sort))
        return _download(body, "text/csv; charset=utf-8", "soegning.csv")
    if query:
        results = await in_thread("search", SEARCHING, lambda: search_page.found(index, query, filters, sort, side))
    return view.page(
        request, "search.html", index,
        query=query, filters=filters, sort=sort, sorts=search_page.SORTS, results=results, facet_names=words.FACETS,
        numbers=search_page.page_numbers(results.page, results.pages) if results else [],
        choices=document_page.choices(index), themes=entity_page.search(index, type_="Theme")[:24] if not query else [],
    )  # fmt: skip


@router.get("/strategier")
def strategies(
    request: Request, generation: Current, slags: Annotated[list[str] | None, Query(max_length=3)] = None,
    q: Short = "", alle: Short = "", side: Page = 1,
) -> Response:  # fmt: skip
    """The timeline, and the same as a list; many are shown a page at a time."""
    index = generation.index
    kinds = tuple(kind for kind in slags or () if kind in strategies_page.KINDS) or ("Strategy",)
    lines = strategies_page.chosen(index, kinds, q, bool(alle))
    hidden = 0 if alle else len(strategies_page.chosen(index, kinds, q, True)) - len(lines)
    pages = max(1, -(-len(lines) // PER_LIST))
    side = min(side, pages)
    shown = lines[(side - 1) * PER_LIST : side * PER_LIST]
    return view.page(
        request, "strategies.html", index, lines=shown, timeline=strategies_page.timeline(shown), kinds=kinds,
        every_kind=strategies_page.KINDS, query=q, everything=bool(alle), hidden=hidden, total=len(lines),
        page=side, pages=pages, numbers=search_page.page_numbers(side, pages), choices=strategies_page.choices(index),
    )  # fmt: skip


@router.get("/strategier/sammenlign")
def compare(request: Request, generation: Current, a: Short = "", b: Short = "") -> Response:
    """Two strategies side by side: what is new, what is gone, with the quotes."""
    index = generation.index
    first, second = _thing(index, a), _thing(index, b)
    choices = strategies_page.choices(index, [node.iri or "" for node in (first, second) if node])
    differences = None
    if first and second and first != second:
        differences = strategies_page.compared(index, first.iri or "", second.iri or "")
    return view.page(
        request, "compare.html", index, choices=choices, first=first, second=second, differences=differences, a=a, b=b
    )


def _thing(index: Index, local: str) -> claims.Node | None:
    if not local:
        return None
    try:
        row = index.texts.entity(index.base + local)
    except NotFound:
        return None
    return claims.Node(row.label, row.iri, row.type, row.iri)


@router.get("/ting")
def things(request: Request, generation: Current, q: Short = "", type: Short = "", side: Page = 1) -> Response:
    """The list of all things, by name and class."""
    index = generation.index
    found = entity_page.search(index, q, type)
    pages = max(1, -(-len(found) // PER_PAGE))
    side = min(side, pages)
    return view.page(
        request, "things.html", index, query=q, type=type, total=len(found), page=side, pages=pages,
        numbers=search_page.page_numbers(side, pages), found=found[(side - 1) * PER_PAGE : side * PER_PAGE],
        classes=about_page.shown(index).classes,
    )  # fmt: skip


@router.get("/ting/{name:path}")
def thing(request: Request, generation: Current, name: str, format: Short = "") -> Response:
    """One thing: what is said of it, with quotes; or the same as Turtle or CSV."""
    index = generation.index
    iri = index.base + name.rstrip("/")
    if name.startswith("dokument/"):
        target = view.site(request, index.base).thing(index.base + name)
        return RedirectResponse(target or "/dokumenter", 303)
    place = entity_page.place(index, iri)
    if place is not None:
        return RedirectResponse(view.site(request, index.base).quote(*place), 303)
    shown = entity_page.shown(index, iri)
    if format == "csv":
        return _download(entity_page.as_csv(shown), "text/csv; charset=utf-8", f"{_file_name(name)}.csv")
    if format in ("turtle", "jsonld"):
        kind, ending = ("text/turtle", "ttl") if format == "turtle" else ("application/ld+json", "jsonld")
        body = entity_page.rdf(index, iri, format)
        return _download(body, f"{kind}; charset=utf-8", f"{_file_name(name)}.{ending}")
    claim = claims.one(index, iri) if entity_page.is_claim(shown) else None
    compared_with = [line for line in strategies_page.choices(index) if line.iri != iri and line.first]
    return view.page(
        request, "thing.html", index, view=shown, claim=claim, groups=claims.grouped(shown.said),
        incoming=claims.grouped(shown.pointing), name=name.rstrip("/"), most=claims.MOST,
        others=compared_with if shown.row and shown.row.type in strategies_page.KINDS else [],
    )  # fmt: skip


def _file_name(name: str) -> str:
    return (
        "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name.rsplit("/", 1)[-1])[:80]
        or "ting"
    )


def _download(body: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    return Response(body, headers={**headers, "Content-Type": kind})


@router.get("/dokumenter")
def documents(
    request: Request, generation: Current, q: Short = "", publisher: Short = "", kind: Short = "", year: Short = "",
    side: Page = 1,
) -> Response:  # fmt: skip
    """The list of documents, with filters."""
    index = generation.index
    found = document_page.listed(index, publisher, kind, year, q)
    pages = max(1, -(-len(found) // PER_PAGE))
    side = min(side, pages)
    return view.page(
        request, "documents.html", index, found=found[(side - 1) * PER_PAGE : side * PER_PAGE], total=len(found),
        page=side, pages=pages, numbers=search_page.page_numbers(side, pages), choices=document_page.choices(index),
        query=q, filters={"publisher": publisher, "kind": kind, "year": year},
    )  # fmt: skip


@router.get("/dokumenter/{doc_id:path}")
def document(
    request: Request,
    generation: Current,
    doc_id: str,
    start: Annotated[int | None, Query(ge=0)] = None,
    slut: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """A document's text with zones and entities, opened at a quote where one is named."""
    index = generation.index
    shown = document_page.shown(index, doc_id, start, slut)
    return view.page(request, "document.html", index, view=shown, zones=words.ZONES)


@router.get("/editor")
async def editor(
    request: Request, generation: Current, query: Annotated[str, Query(max_length=50_000)] = ""
) -> Response:
    """The SPARQL page; with a query in the address, its result."""
    return await _editor(request, generation, query)


@router.post("/editor")
async def editor_posted(request: Request, generation: Current) -> Response:
    """The same for queries that are too long for an address."""
    try:
        fields = urllib.parse.parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=20)
    except ValueError as error:
        raise UsageError("formularen har for mange felter.") from error
    return await _editor(request, generation, fields.get("query", [""])[0])


async def _editor(request: Request, generation: Generation, query: str) -> Response:
    index = generation.index
    query = query.replace("\r\n", "\n").strip("\n")
    known = (await _examples(generation)).queries
    scope: dict[str, Any] = {
        "query": query or editor_page.START,
        "examples": known,
        "prefixes": tuple(PREFIXES),
        "table": None,
        "fault": None,
        "text": None,
    }
    scope |= {"milliseconds": 0, "given": bool(query), "status": 200}
    if query:
        scope |= await _result(generation, query)
    status = scope.pop("status")
    return view.page(request, "editor.html", index, status=status, **scope)


async def _result(generation: Generation, query: str) -> dict[str, Any]:
    """What running a query gives, for the template: a table, a graph's text or a fault, and how long it took."""
    index, started = generation.index, time.perf_counter()
    try:
        job = await sparql_jobs.ready(generation, Job(query))
    except QueryError as error:
        return {"fault": editor_page.fault(str(error), query), "status": 400}
    outcome = await generation.pool.run(job)
    took = round((time.perf_counter() - started) * 1000)
    if outcome.status != "ok":
        failed = sparql_jobs.error(outcome, generation.pool.limit)
        text = outcome.message if outcome.status == "bad" else str(failed)
        return {"fault": editor_page.fault(text, query), "milliseconds": took, "status": failed.status}
    if outcome.kind == "graph":
        return {"text": outcome.body.decode("utf-8"), "milliseconds": took}
    table = await in_thread("pages", 2, lambda: editor_page.table(index, outcome.body))
    return {"table": table, "milliseconds": took}


@router.get("/editor/termer.json")
def vocabulary() -> Response:
    """What the editor completes."""
    return JSONResponse(editor_page.vocabulary(), headers={"Cache-Control": "max-age=300"})


@router.get("/editor/hent")
async def download(
    request: Request, generation: Current, query: Annotated[str, Query(max_length=50_000)], format: Short = "csv"
) -> Response:
    """A query's whole result as a file."""
    wanted = _FORMATS.get(format)
    if wanted is None:
        raise NotFound(f"resultater kan ikke hentes som {format!r}; der er {', '.join(_FORMATS)}.")
    kind, ending, is_graph = wanted
    job = Job(query, bindings=None if is_graph else format, graph=format if is_graph else None)
    outcome = await generation.pool.run(await sparql_jobs.ready(generation, job))
    if outcome.status != "ok":
        raise sparql_jobs.error(outcome, generation.pool.limit)
    return _download(outcome.body, kind, f"resultat.{ending}")


_FORMATS = {
    "csv": ("text/csv; charset=utf-8", "csv", False),
    "tsv": ("text/tab-separated-values; charset=utf-8", "tsv", False),
    "json": ("application/sparql-results+json", "json", False),
    "xml": ("application/sparql-results+xml", "xml", False),
    "turtle": ("text/turtle; charset=utf-8", "ttl", True),
    "ntriples": ("application/n-triples", "nt", True),
    "jsonld": ("application/ld+json", "jsonld", True),
    "rdfxml": ("application/rdf+xml", "rdf", True),
}


@router.get("/navne.json")
def names(request: Request, generation: Current, q: Short = "") -> Response:
    """Names for completion, by any part of any of their forms; æ, ø and å may be written ae, oe and aa."""
    if len(q.strip()) < 2:
        return JSONResponse([])
    here = view.site(request, generation.index.base)
    found = [
        {"label": item.label, "iri": item.iri, "type": words.class_name(item.type), "href": here.thing(item.iri)}
        for item in entity_page.search(generation.index, q)[:8]
    ]
    return JSONResponse(found, headers={"Cache-Control": "no-cache"})


@router.get("/ontologi")
def ontology(request: Request, generation: Current) -> Response:
    """Classes, relations and themes, with counts."""
    index = generation.index
    known = ontology_page.known_themes(index)
    found = [item for item in entity_page.search(index, type_="Theme") if item.iri not in known]
    return view.page(
        request, "ontology.html", index, classes=ontology_page.classes(index), relations=ontology_page.relations(index),
        properties=ontology_page.properties(), themes=ontology_page.themes(index),
        found=found[:40],
    )  # fmt: skip


@router.get("/om")
def about(request: Request, generation: Current) -> Response:
    """What the index holds, its hash, licences and limits."""
    return view.page(request, "about.html", generation.index, about=about_page.shown(generation.index))


@router.get("/was")
def accessibility(request: Request, generation: Current) -> Response:
    """The accessibility statement."""
    return view.page(request, "accessibility.html", generation.index)


@router.get("/tilgaengelighedserklaering")
def accessibility_by_name(request: Request) -> Response:
    """The statement under its Danish name."""
    return RedirectResponse(view.site(request).url("/was"), 308)


@router.get("/static/{name:path}")
def static(request: Request, name: str, v: Short = "") -> Response:
    """A file of the page."""
    return view.static_file(name, request.headers.get("accept-encoding", ""), bool(v))


@router.get("/favicon.ico")
def favicon(request: Request) -> Response:
    """The page's mark."""
    return view.static_file("favicon.svg", request.headers.get("accept-encoding", ""), False)


def error_page(request: Request, status: int, detail: str) -> Response:
    """An error as a page of the site, for browsers; `create_app` keeps it at `app.state.error_page`."""
    return view.page(request, "error.html", None, status=status, code=status, detail=detail)


async def _examples(generation: Generation) -> Examples:
    """The examples known to work on this index; none while they are still being tried."""
    coming = asyncio.ensure_future(known_examples(generation))
    done, _ = await asyncio.wait({coming}, timeout=_PATIENCE)
    if coming in done:
        return coming.result()
    coming.add_done_callback(lambda task: task.cancelled() or task.exception())
    return Examples(questions=(), queries=())


def _questions(known: Examples) -> list[str]:
    return [example.question for example in known.questions]


def prepare(index: Index) -> None:
    """Computes what pages show often, so that no visitor waits."""
    for work in (
        strategies_page.lines, ontology_page.classes, ontology_page.relations, ontology_page.themes, about_page.shown,
        document_page.choices, entity_page.folded,
    ):  # fmt: skip
        work(index)


def install(app: FastAPI) -> None:
    """Lets the app prepare the pages of each generation as soon as it answers."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(started: FastAPI) -> AsyncIterator[Any]:
        async with inner(started) as state:
            task = asyncio.get_running_loop().create_task(_keep_ready(started))
            try:
                yield state
            finally:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task

    app.router.lifespan_context = lifespan


async def _keep_ready(app: FastAPI) -> None:
    ready = ""
    while True:
        try:
            async with app.state.holder.use() as generation:
                if generation.index.hash != ready:
                    await in_thread("pages", 2, functools.partial(prepare, generation.index))
                    await known_examples(generation)
                    ready = generation.index.hash
        except Exception as error:  # a page is then made when it is asked for
            _log.warning("pages could not be prepared", extra={"error": type(error).__name__})
        await asyncio.sleep(_WATCH)
