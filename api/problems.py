"""Every error as `application/problem+json` (RFC 9457); on /sparql as plain text. Nothing of the machine leaks.

What users read is Danish. Our own exceptions carry their sentence and their status; others get the sentence of their
status here.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from indexer.errors import StrategigrafError

MEDIA = "application/problem+json"
RETRY_SECONDS = 5
_log = logging.getLogger("strategigraf.http")

TITLES: Mapping[int, str] = {
    400: "Forespørgslen kan ikke forstås",
    404: "Findes ikke",
    405: "Metoden kan ikke bruges her",
    406: "Formatet findes ikke",
    408: "Forespørgslen kom ikke helt frem",
    409: "En anden er i gang",
    413: "For stort",
    414: "Adressen er for lang",
    415: "Indholdets type kan ikke læses her",
    422: "En værdi er ikke gyldig",
    431: "For mange hoveder",
    500: "Fejl i tjenesten",
    503: "Optaget",
}
_DETAILS: Mapping[int, str] = {
    404: "Der er intet på denne adresse.",
    405: "Metoden kan ikke bruges på denne adresse. Allow siger, hvilke der kan.",
    500: "Noget gik galt hos os. Fejlen er noteret; prøv igen senere.",
    503: "Tjenesten kan ikke svare lige nu. Prøv igen om lidt.",
}


class Problem(BaseModel):
    """An error, as RFC 9457 shapes it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "about:blank",
                "title": "Findes ikke",
                "status": 404,
                "detail": "Der er intet på denne adresse.",
                "request_id": "5f0c1d6e8a7b4c3d",
            }
        }
    )

    type: str = Field(default="about:blank", description="Fejlens art som IRI.")
    title: str = Field(description="Fejlens navn, det samme for alle med samme status.")
    status: int = Field(description="HTTP-status.")
    detail: str = Field(description="Hvad der er galt, og hvad man kan prøve.")
    request_id: str | None = Field(default=None, description="Nævn den, hvis du skriver til os om fejlen.")
    errors: list[dict[str, str]] | None = Field(default=None, description="Ved 422: hvilke felter, og hvorfor.")


def declared(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route for OpenAPI: each error status with its shape."""
    shape = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": TITLES[status], "content": shape, "model": None} for status in sorted(statuses)}


def respond(
    scope: Mapping[str, Any],
    status: int,
    detail: str | None = None,
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """The error as a response for the request of this scope."""
    say = detail or _DETAILS.get(status) or TITLES.get(status, "Fejl") + "."
    sent = {"Cache-Control": "no-store", **(headers or {})}
    if status == 503:
        sent.setdefault("Retry-After", str(RETRY_SECONDS))
    if is_sparql(scope):
        return Response(say + "\n", status, sent, "text/plain; charset=utf-8")
    state = scope.get("state") or {}
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status, "Fejl"),
        "status": status,
        "detail": say,
        "request_id": state.get("request_id"),
    }
    if errors is not None:
        body["errors"] = errors
    return Response(json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"), status, sent, MEDIA)


def is_sparql(scope: Mapping[str, Any]) -> bool:
    """True where the request is for the SPARQL endpoint, whose errors are plain text."""
    return local_path(scope).rstrip("/") == "/sparql"


def local_path(scope: Mapping[str, Any]) -> str:
    """A request's path behind the prefix that a proxy may have put before it."""
    return str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))


def install(app: FastAPI) -> None:
    """Makes the app answer every error in our shape."""

    def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, StrategigrafError)
        if error.status >= 500:
            _log.warning("request failed", extra={"error": type(error).__name__, "status": error.status})
        return _page_or(request, error.status, str(error) if error.status < 500 else without_paths(str(error)))

    def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = error.detail if error.detail and not _is_phrase(error) else None
        return _page_or(request, error.status_code, detail, dict(error.headers or {}))

    def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        found = [_field(item) for item in error.errors()[:20]]
        if any(item.get("type") == "json_invalid" for item in error.errors()):
            return _page_or(request, 400, "Indholdet er ikke gyldig JSON.")
        first = found[0] if found else {"field": "", "message": ""}
        return _page_or(request, 422, f"{first['field']}: {first['message']}", errors=found)

    app.add_exception_handler(StrategigrafError, ours)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)


def without_paths(message: str) -> str:
    """A message without the folders of this machine; the name of the file itself may stay.

    >>> without_paths("der er intet indeks i /srv/data/x.")
    'der er intet indeks i x.'
    """
    return re.sub(r"(?:/[^\s/:,;'\"]+)+/(?=[^\s/])", "", message)


def _is_phrase(error: HTTPException) -> bool:
    """True where the detail is the status's own English name, which Starlette puts where nobody gave another."""
    import http as names

    return error.detail == names.HTTPStatus(error.status_code).phrase


_DATA_DOORS = ("/sparql", "/api", "/id/", "/.well-known", "/health", "/metrics", "/ns", "/openapi.json")


def _page_or(
    request: Request,
    status: int,
    detail: str | None,
    headers: Mapping[str, str] | None = None,
    errors: list[dict[str, str]] | None = None,
) -> Response:
    """The pages' own error page for browsers, where there is one, else the problem."""
    page = getattr(request.app.state, "error_page", None)
    browser = "text/html" in request.headers.get("accept", "")
    if page is not None and browser and not local_path(request.scope).startswith(_DATA_DOORS):
        found: Response = page(request, status, detail or _DETAILS.get(status) or TITLES.get(status, ""))
        for name, value in (headers or {}).items():
            found.headers[name] = value
        return found
    return respond(request.scope, status, detail, headers, errors)


_SAID = {
    "missing": "mangler.",
    "int_parsing": "skal være et helt tal.",
    "int_type": "skal være et helt tal.",
    "string_type": "skal være tekst.",
    "string_too_short": "er for kort.",
    "string_too_long": "er for lang.",
    "greater_than_equal": "er for lille.",
    "less_than_equal": "er for stor.",
    "literal_error": "er ikke en af de mulige værdier.",
    "enum": "er ikke en af de mulige værdier.",
    "string_pattern_mismatch": "har ikke den rette form.",
    "extra_forbidden": "kendes ikke.",
    "json_invalid": "er ikke gyldig JSON.",
    "model_attributes_type": "skal være et JSON-objekt.",
    "string_unicode": "er ikke gyldig Unicode.",
}


def _field(item: Mapping[str, Any]) -> dict[str, str]:
    where = ".".join(str(part)[:60] for part in item.get("loc", ())[1:]) or "indholdet"
    context = item.get("ctx") or {}
    said = _SAID.get(str(item.get("type")), "er ikke gyldig.")
    for name in ("ge", "le", "min_length", "max_length", "expected"):
        if name in context:
            said = f"{said[:-1]} ({_LIMITS[name]} {context[name]})."
    return {"field": where, "message": said}


_LIMITS = {"ge": "mindst", "le": "højst", "min_length": "mindst", "max_length": "højst", "expected": "mulige:"}
