"""`/docs`: OpenAPI for eyes, from our own files only; a plain list where swagger-ui is not installed."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response

from .middleware import POLICY

_STATIC = Path(__file__).with_name("static")
_FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
# swagger-ui sets style attributes and draws its icons from data: addresses
_POLICY = POLICY.replace("default-src 'self'", "default-src 'self'; style-src 'self' 'unsafe-inline'")
_START = """window.addEventListener("load", function () {
  SwaggerUIBundle({ url: document.body.dataset.openapi, dom_id: "#swagger", validatorUrl: null, deepLinking: true });
});
"""


def files() -> dict[str, Path]:
    """swagger-ui's files where the build fetched them, by name; empty where one is missing."""
    found = {name: next(iter(sorted(_STATIC.rglob(name))), None) for name in _FILES}
    return {name: path for name, path in found.items() if path} if all(found.values()) else {}


def install(app: FastAPI) -> None:
    """Adds `/docs` and what it loads."""
    have = files()

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        at = request.scope.get("root_path", "")
        body = _swagger(at) if have else _list(app.openapi(), at)
        return Response(body, 200, {"Content-Security-Policy": _POLICY if have else POLICY}, "text/html; charset=utf-8")

    @app.get("/docs/start.js", include_in_schema=False)
    def start() -> Response:
        return Response(_START, 200, {"Cache-Control": "no-cache"}, "text/javascript; charset=utf-8")

    @app.get("/docs/{name}", include_in_schema=False)
    def file(name: str) -> Response:
        if name not in have:
            return Response("Findes ikke.\n", 404, media_type="text/plain; charset=utf-8")
        return FileResponse(have[name], media_type=_FILES[name], headers={"Cache-Control": "max-age=86400"})


def _page(at: str, head: str, body: str, data: str = "") -> str:
    return (
        '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>API – Strategigraf</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>'
        f"<body{data}><main>{body}</main></body></html>\n"
    )


def _swagger(at: str) -> str:
    at = html.escape(at, quote=True)
    head = f'<link rel="stylesheet" href="{at}/docs/swagger-ui.css">'
    scripts = f'<script src="{at}/docs/swagger-ui-bundle.js"></script><script src="{at}/docs/start.js"></script>'
    return _page(at, head + scripts, '<div id="swagger"></div>', f' data-openapi="{at}/openapi.json"')


def _list(schema: dict[str, Any], at: str) -> str:
    """The operations as headings and tables, for browsers without scripts and servers without swagger-ui."""
    said = html.escape(str(schema["info"]["description"]))
    link = f'<p><a href="{html.escape(at, quote=True)}/openapi.json">OpenAPI som JSON</a></p>'
    return _page(at, "", f"<h1>Strategigraf: API</h1><p>{said}</p>{link}" + "".join(_operations(schema)))


_HEAD = "<tr><th>Parameter</th><th>Hvor</th><th>Om</th></tr>"


def _operations(schema: dict[str, Any]) -> Iterator[str]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield f"<h2>{method.upper()} {html.escape(path)}</h2><p>{html.escape(operation.get('description', ''))}</p>"
            rows = "".join(_row(parameter) for parameter in operation.get("parameters", ()))
            if rows:
                yield f"<table><thead>{_HEAD}</thead><tbody>{rows}</tbody></table>"
            statuses = ", ".join(sorted(operation.get("responses", {})))
            yield f"<p>Svar: {html.escape(statuses)}</p>"


def _row(parameter: dict[str, Any]) -> str:
    cells = (parameter["name"], parameter["in"], parameter.get("description", ""))
    return "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in cells) + "</tr>"
