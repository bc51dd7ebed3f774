"""A view to an HTML page: the template environment, links that know the server's path prefix, and static files."""

from __future__ import annotations

import dataclasses
import gzip
import hashlib
import mimetypes
import urllib.parse
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from indexer import iris
from indexer.errors import NotFound

from .. import wording
from ..index import Index
from . import words

_HERE = Path(__file__).resolve().parent.parent
STATIC = _HERE / "static"
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
_HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}
_ASSETS = {
    "design": "vendor/dkfds/css/dkfds.min.css",
    "yasqe": "vendor/yasqe/yasqe.min.js",
    "yasqe_css": "vendor/yasqe/yasqe.min.css",
    "cytoscape": "vendor/cytoscape/cytoscape.min.js",
}
_COMPRESSED = {".css", ".js", ".svg", ".json", ".map", ".txt", ".md"}


@dataclasses.dataclass(frozen=True, slots=True)
class Site:
    """Where this server's pages live, and which index a request reads: what every link needs."""

    root: str
    base: str
    origin: str

    def url(self, path: str, /, **query: object) -> str:
        """A link within the site, behind the server's path prefix; query values that are None or "" are left out."""
        pairs = [(name.rstrip("_"), value) for name, value in query.items() if value not in (None, "", [])]
        tail = urllib.parse.urlencode(pairs, doseq=True)
        return f"{self.root}{urllib.parse.quote(path, safe='/-._~:,@')}" + (f"?{tail}" if tail else "")

    def whole(self, path: str, /, **query: object) -> str:
        """The same link with scheme and host, for copying."""
        return self.absolute(self.url(path, **query))

    def absolute(self, url: str) -> str:
        """A link that `url` and its kin made, with scheme and host, for paper and for copying."""
        return self.origin + url[len(self.root) :]

    def local(self, iri: str) -> str | None:
        """What an IRI of ours says behind its base; None for a stranger's."""
        for base in (self.base, iris.BASE):
            if iri.startswith(base) and len(iri) > len(base):
                return iri[len(base) :]
        return None

    def thing(self, iri: str, /, **query: object) -> str | None:
        """The page of a thing or document by its IRI; a term of the ontology has its line there; None for others."""
        if iri.startswith(iris.NS):
            return self.url("/ontologi") + "#" + urllib.parse.quote(iri[len(iris.NS) :], safe="-")
        local = self.local(iri)
        if local is None:
            return None
        if local.startswith("dokument/"):
            return self.url("/dokumenter/" + urllib.parse.unquote(local[len("dokument/") :]), **query)
        return self.url("/ting/" + local, **query)

    def quote(self, doc_id: str, start: int, end: int) -> str:
        """A document's page, opened at a quote of it."""
        return self.url(f"/dokumenter/{doc_id}", start=start, slut=end) + "#citat"

    def static(self, name: str) -> str:
        """A file of ours or a third party's, with its version, so that browsers may keep it."""
        return self.url(f"/static/{name}", v=_version(name))


@lru_cache(maxsize=256)
def _version(name: str) -> str | None:
    path = STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else None


def has(asset: str) -> bool:
    """True where the build hook has fetched the third-party file that a page can use."""
    return (STATIC / _ASSETS[asset]).is_file()


def site(request: Request, base: str = iris.BASE) -> Site:
    """The site as this request sees it."""
    root = str(request.scope.get("root_path", "")).rstrip("/")
    origin = f"{request.url.scheme}://{request.url.netloc}{root}"
    return Site(root, base, origin)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates, with Danish filters."""
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        dato=words.date,
        tal=words.number,
        klasse=words.class_name,
        gruppe=words.group,
        stor=wording.capital,
        datoer=words.dates,
        vaerdi=lambda value: words.date(wording.number(value)),
    )
    made.globals.update(antal=words.count, periode=words.period, opremset=words.listed, words=words)
    return made


def page(request: Request, template: str, index: Index | None, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page made from a template; every one carries the content security policy."""
    here = site(request, index.base if index is not None else iris.BASE)
    scope = {
        "site": here,
        "index": index,
        "design": has("design"),
        "path": _path(request),
        "assets": _ASSETS,
        "has": has,
        **values,
    }
    html = environment().get_template(template).render(scope)
    return HTMLResponse(html, status_code=status, headers={**_HEADERS, "Vary": "Accept"})


def _path(request: Request) -> str:
    path = str(request.scope["path"])
    root = str(request.scope.get("root_path", "")).rstrip("/")
    return path[len(root) :] if root and path.startswith(root + "/") else path


def static_file(name: str, accepts: str, versioned: bool) -> Response:
    """A static file, compressed where the browser takes it. Raises NotFound for what is not there, or not below."""
    try:
        path = (STATIC / name).resolve()
        there = path.is_relative_to(STATIC) and path.is_file() and not path.name.startswith(".")
    except (OSError, ValueError):  # no file can have such a name: a NUL in it, or too long
        there = False
    if not there:
        raise NotFound(f"der er ingen fil, der hedder {name[:80]!r}.")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix == ".js":
        kind = "text/javascript"
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if versioned else "no-cache",
        "X-Content-Type-Options": "nosniff",
        "Vary": "Accept-Encoding",
    }
    if path.suffix in _COMPRESSED and "gzip" in accepts:
        headers["Content-Encoding"] = "gzip"
        return Response(_compressed(path, path.stat().st_mtime_ns), media_type=kind, headers=headers)
    return Response(path.read_bytes(), media_type=kind, headers=headers)


@lru_cache(maxsize=64)
def _compressed(path: Path, changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)
