"""An Accept header to one of the formats we offer (RFC 9110, 12.5.1); pure, tables and one function.

A client names media types with weights; the most specific range that fits a type gives its weight, 0 forbids it, and
of equal weights the first in our table wins. An alias is a type that clients use for a format: it is answered under
the name the client asked for.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

_MAX_RANGES = 60  # of one header that are read; browsers send fewer than ten
_RANGE = re.compile(r"\s*([^\s;,/]+)/([^\s;,/]+)\s*((?:;[^,]*)?)$")
_WEIGHT = re.compile(r";\s*[qQ]\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)")


@dataclasses.dataclass(frozen=True, slots=True)
class Offer:
    """One format: our name for it, its media type, and the aliases that clients use."""

    name: str
    media: str
    aliases: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Choice:
    """What is sent: the format's name, and the media type of the Content-Type header."""

    name: str
    media: str


BINDINGS = (
    Offer("json", "application/sparql-results+json", ("application/json", "text/json")),
    Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Offer("csv", "text/csv"),
    Offer("tsv", "text/tab-separated-values"),
)
GRAPHS = (
    Offer("turtle", "text/turtle", ("application/x-turtle", "application/turtle")),
    Offer("ntriples", "application/n-triples", ("text/plain", "text/ntriples")),
    Offer("rdfxml", "application/rdf+xml", ("application/xml", "text/xml")),
    Offer("jsonld", "application/ld+json", ("application/json", "application/x-json+ld")),
)
PAGE = Offer("html", "text/html", ("application/xhtml+xml",))

# What the parameter `format` (also `output`) may say; for clients that can set no header.
SHORT_NAMES: Mapping[str, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "rdfxml": "application/rdf+xml",
    "rdf+xml": "application/rdf+xml",
    "json-ld": "application/ld+json",
    "jsonld": "application/ld+json",
}


def ranges(accept: str) -> list[tuple[str, str, float]]:
    """The media ranges of a header as (type, subtype, weight); what is no range is left out.

    >>> ranges("text/turtle;q=0.5, */*;q=0.1")
    [('text', 'turtle', 0.5), ('*', '*', 0.1)]
    """
    found = []
    for part in accept.split(",", _MAX_RANGES)[:_MAX_RANGES]:
        match = _RANGE.match(part)
        if match is None:
            if part.strip() == "*":  # sent by old clients of java.net for "anything"
                found.append(("*", "*", 1.0))
            continue
        weight = _WEIGHT.search(match[3])
        found.append((match[1].lower(), match[2].lower(), float(weight[1]) if weight else _default(match[3])))
    return found


def _default(parameters: str) -> float:
    return 0.0 if re.search(r";\s*[qQ]\s*=", parameters) else 1.0  # a weight that can't be read forbids


def _weight(media: str, wanted: Sequence[tuple[str, str, float]]) -> tuple[int, float]:
    """How specific the best fitting range is (0: none fits), and its weight."""
    kind, _, sub = media.partition("/")
    best, found = 0, 0.0
    for type_, subtype, weight in wanted:
        rank = 3 if (type_, subtype) == (kind, sub) else 2 if (type_, subtype) == (kind, "*") else 0
        rank = rank or (1 if (type_, subtype) == ("*", "*") else 0)
        if rank > best or (rank == best and rank and weight > found):
            best, found = rank, weight
    return best, found


def choose(accept: str | None, offers: Sequence[Offer]) -> Choice | None:
    """The offer that the header likes best, or None where it accepts none; no header accepts all.

    >>> choose("text/csv;q=0.4, application/xml", BINDINGS)
    Choice(name='xml', media='application/xml')
    """
    wanted = ranges(accept) if accept and accept.strip(" \t,") else [("*", "*", 1.0)]
    best: tuple[float, Choice] | None = None
    for offer in offers:
        rank, weight = _weight(offer.media, wanted)
        choice = Choice(offer.name, offer.media)
        if rank < 3:  # an alias counts where it is named in full and our own type is not
            for alias in offer.aliases:
                alias_rank, alias_weight = _weight(alias, wanted)
                if alias_rank == 3 and alias_weight > weight:
                    weight, choice = alias_weight, Choice(offer.name, alias)
        if weight > 0 and (best is None or weight > best[0]):
            best = weight, choice
    return best[1] if best else None


def content_type(media: str) -> str:
    """A media type with its charset where it has one (RFC 6838: JSON and RDF's binary-safe types carry none)."""
    return f"{media}; charset=utf-8" if media.startswith("text/") or media.endswith("xml") else media


def wants_page(accept: str | None) -> bool:
    """True where a browser asks: HTML is named, and nothing we offer as data is liked better."""
    if not accept or "html" not in accept.lower():
        return False
    picked = choose(accept, (PAGE, *GRAPHS))
    return picked is not None and picked.name == "html"
