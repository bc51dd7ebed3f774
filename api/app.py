"""`create_app`: the list of doors and what surrounds them. Nothing happens on import."""

from __future__ import annotations

import functools
import importlib
import importlib.util
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Match, Route
from starlette.types import Scope

from indexer.manifest import version

from . import problems
from .current import Holder, Options
from .deps import THREADS
from .docs_page import install as install_docs
from .middleware import Guarded, Marked, Methods, Observed
from .routes import ask, documents, entities, examples, health, linked_data, search, sparql

if TYPE_CHECKING:
    from .index import Index

_ABOUT = (
    "Danske offentlige strategier som graf med ordrette belæg: svar på spørgsmål, søgning, opslag og SPARQL. "
    "Fejl gives som application/problem+json (RFC 9457). "
    "SPARQL 1.1 står på /sparql, som følger sin egen standard: GET /sparql uden query giver dens beskrivelse."
)


def create_app(options: Options, open_: Callable[[Path], Index] | None = None, first: Index | None = None) -> FastAPI:
    """The app for a data directory; `first` is its index where that is open already."""
    if open_ is None:
        from .index import open_index

        open_ = open_index
    holder = Holder(options, open_, first)
    app = FastAPI(
        title="Strategigraf", description=_ABOUT, version=version(), lifespan=_lifespan, docs_url=None, redoc_url=None,
        openapi_url="/openapi.json", separate_input_output_schemas=False,
        redirect_slashes=False,
    )  # fmt: skip
    app.state.holder = holder
    problems.install(app)
    routers = [door.router for door in (ask, search, documents, entities, examples, sparql, linked_data, health)]
    for router in routers:
        app.include_router(router)
    install_docs(app)
    routers += _include_pages(app)
    _describe_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    app.add_middleware(Methods, allowed=functools.partial(allowed, _routes(app, routers)))
    app.add_middleware(Guarded)
    app.add_middleware(Observed)
    app.add_middleware(Marked)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    holder: Holder = app.state.holder
    await holder.start()
    try:
        yield
    finally:
        await holder.stop()


def _include_pages(app: FastAPI) -> list[APIRouter]:
    """The web pages, where they are there: `routes/pages.py` with a `router`, and if it likes an `install(app)`."""
    app.state.has_pages = importlib.util.find_spec(f"{__package__}.routes.pages") is not None
    app.state.error_page = None
    if not app.state.has_pages:
        return []
    pages = importlib.import_module(f"{__package__}.routes.pages")
    app.include_router(pages.router, include_in_schema=False)
    app.state.error_page = getattr(pages, "error_page", None)
    if hasattr(pages, "install"):
        pages.install(app)
    return [pages.router]


def _describe_problems(app: FastAPI) -> None:
    """Puts the shape of errors into OpenAPI, also for 422, where FastAPI would show its own."""
    make = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            schema = make()
            shapes = schema.setdefault("components", {}).setdefault("schemas", {})
            shapes["Problem"] = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            shapes.pop("HTTPValidationError", None)
            shapes.pop("ValidationError", None)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


_ORDER = ("GET", "HEAD", "OPTIONS", "POST")


def _routes(app: FastAPI, routers: Sequence[APIRouter]) -> list[Route]:
    """Every route with a path of its own: the app's and those of the routers it includes."""
    homes: tuple[FastAPI | APIRouter, ...] = (app, *routers)
    return [route for home in homes for route in home.routes if isinstance(route, Route)]


def allowed(routes: Sequence[Route], scope: Scope) -> tuple[str, ...]:
    """The methods that a request's path takes, HEAD and OPTIONS included; empty where no route has this path."""
    found: set[str] = set()
    for route in routes:
        if route.methods and route.matches(scope)[0] is not Match.NONE:
            found |= route.methods
    if not found:
        return ()
    found |= {"OPTIONS"} | ({"HEAD"} if "GET" in found else set())
    return tuple(sorted(found, key=lambda name: (name not in _ORDER, name)))
