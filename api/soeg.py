"""`sg:soeg`: hybrid search from inside SPARQL.

    (?stykke ?score ?start ?slut) sg:soeg ("digital post til borgere" 20) .

The subject is one variable (the passage) or a list of up to four: passage, score, start and end (code points in the
document's canonical text). The object is a text, or a list of a text and how many hits. It is an ordinary triple
pattern over lists, so every SPARQL 1.1 parser reads it (as Jena's `text:query` does it). The server finds the hits,
best first, and puts them in the pattern's place as VALUES; the worker sees plain SPARQL. Both texts have equally many
lines, so that a parser's message still points at the right one.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence

from indexer import iris
from indexer.errors import QueryError

from .sparql_guard import Token, tokens

DEFAULT_HITS = 10
MAX_HITS = 200
MAX_SEARCHES = 4
MAX_TEXT = 1000
_IRI = iris.term("soeg")
_PREFIX = re.compile(r"prefix", re.IGNORECASE)
_UNESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_SHAPE = (
    'sg:soeg skrives: (?stykke ?score ?start ?slut) sg:soeg ("tekst" antal) . '
    "Variabler efter den første, og antallet, kan udelades; før og efter står et punktum."
)


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A hit as sg:soeg binds it."""

    passage: str
    score: float
    start: int
    end: int


Search = Callable[[str, int], Sequence[Found]]


@dataclasses.dataclass(frozen=True, slots=True)
class Pattern:
    """One use of sg:soeg in a query: where it stands, the variables it binds, what it searches for."""

    start: int
    end: int
    variables: tuple[str, ...]
    text: str
    hits: int


def patterns(query: str) -> list[Pattern]:
    """The uses of sg:soeg in a query. Raises QueryError where one is not of the form above, or there are too many."""
    if "soeg" not in query:
        return []
    found = list(tokens(query))
    names = _names(found)
    places = [n for n, token in enumerate(found) if _is_soeg(token, names) and _is_predicate(found, n)]
    if len(places) > MAX_SEARCHES:
        raise QueryError(f"der kan højst stå {MAX_SEARCHES} sg:soeg i en forespørgsel.")
    return [_pattern(found, place) for place in places]


def rewrite(query: str, search: Search) -> str:
    """The query with every sg:soeg replaced by its hits. Raises QueryError as `patterns` does."""
    for pattern in reversed(patterns(query)):
        hits = search(pattern.text, pattern.hits)
        lines = query.count("\n", pattern.start, pattern.end)
        query = query[: pattern.start] + _values(pattern, hits) + "\n" * lines + query[pattern.end :]
    return query


def _names(found: Sequence[Token]) -> set[str]:
    """How this query may write the property: by each prefix that names our ontology. `sg:` is known without one."""
    prefixes = {"sg:": iris.NS}
    for n, token in enumerate(found[:-2]):
        if token.kind == "word" and _PREFIX.fullmatch(token.text) and found[n + 2].kind == "iri":
            prefixes[found[n + 1].text] = found[n + 2].text[1:-1]
    return {prefix + _IRI[len(iri) :] for prefix, iri in prefixes.items() if iri and _IRI.startswith(iri)}


def _is_soeg(token: Token, names: set[str]) -> bool:
    return (token.kind == "word" and token.text in names) or (token.kind == "iri" and token.text == f"<{_IRI}>")


def _is_predicate(found: Sequence[Token], place: int) -> bool:
    return place > 0 and (found[place - 1].kind == "variable" or found[place - 1].text in (")", ";"))


def _pattern(found: Sequence[Token], place: int) -> Pattern:
    first = place - 1
    if found[first].text == ")":
        while first >= 0 and found[first].text != "(":
            first -= 1
    names = [token.text for token in found[max(first, 0) : place] if token.kind == "variable"]
    inside = place - max(first, 0)
    listed = found[place - 1].text == ")"
    if first < 0 or inside != len(names) + (2 if listed else 0) or not 1 <= len(names) <= 4:
        raise QueryError(_SHAPE)
    text, hits, last = _object(found, place + 1)
    after = found[last + 1].text if last + 1 < len(found) else ""
    before = found[first - 1].text if first else "{"
    if after in (";", ",") or after.startswith(("@", "^")) or before in (";", ","):
        raise QueryError(_SHAPE)
    if len(set(names)) != len(names):
        raise QueryError("sg:soeg skal have forskellige variabler.")
    return Pattern(found[first].start, found[last].end, tuple("?" + name[1:] for name in names), text, hits)


def _object(found: Sequence[Token], place: int) -> tuple[str, int, int]:
    """The text, the number of hits, and the place of the last token of an object that begins at `place`."""
    kinds = [token.kind for token in found[place : place + 4]]
    if kinds[:1] == ["string"]:
        return _text(found[place].text), DEFAULT_HITS, place
    if kinds[:3] == ["open", "string", "close"]:
        return _text(found[place + 1].text), DEFAULT_HITS, place + 2
    if kinds == ["open", "string", "word", "close"] and re.fullmatch(r"[0-9]{1,6}", found[place + 2].text):
        hits = int(found[place + 2].text)
        if not 1 <= hits <= MAX_HITS:
            raise QueryError(f"sg:soeg giver mellem 1 og {MAX_HITS} tekststykker, ikke {hits}.")
        return _text(found[place + 1].text), hits, place + 3
    raise QueryError(_SHAPE)


def _text(literal: str) -> str:
    quotes = 3 if literal[:3] in ('"""', "'''") and len(literal) >= 6 else 1
    text = re.sub(r"\\(.)", lambda m: _UNESCAPED.get(m[1], m[1]), literal[quotes:-quotes], flags=re.DOTALL).strip()
    if not 1 <= len(text) <= MAX_TEXT:
        raise QueryError(f"sg:soeg skal have en tekst på mellem 1 og {MAX_TEXT} tegn.")
    return text


def _values(pattern: Pattern, hits: Sequence[Found]) -> str:
    width = len(pattern.variables)
    rows = []
    for hit in hits:
        cells = (f"<{hit.passage}>", f"{hit.score:.4f}", str(hit.start), str(hit.end))
        rows.append(f"({' '.join(cells[:width])})")
    return f"VALUES ({' '.join(pattern.variables)}) {{ {' '.join(rows)} }}"
