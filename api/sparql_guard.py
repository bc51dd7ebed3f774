"""What is looked at before a query of a stranger reaches a worker: its length, its nesting, and words of its text.

This is no parser: one pass over tokens, linear in the length. The worker's parsers decide what the query means; the
guard spares them what they are known to die of (3,000 nested braces, a row of a thousand negations).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from indexer.errors import QueryError

MAX_LENGTH = 200_000  # code points; a VALUES block of some thousand IRIs fits
MAX_DEPTH = 100
MAX_SIGNS = 40

# Possessive quantifiers: no backtracking, whatever the text.
_TOKEN = re.compile(
    r"""(?P<space>\s++)
    |(?P<comment>\#[^\n\r]*+)
    |(?P<iri><[^<>"{}|^`\x00-\x20]*+>)
    |(?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*+'''
        |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')
    |(?P<variable>[?$]\w++)
    |(?P<word>[\w:%\\](?:[\w:%\\.-]*[\w:%\\-])?+)
    |(?P<open>[({\[])|(?P<close>[)}\]])
    |(?P<sign>[!^+-])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind (a group of the pattern above), its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query without white space and comments."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start(), match.end())


def check(query: str) -> None:
    """Raises QueryError where a query is longer or deeper, or has a longer row of signs, than any meant in earnest."""
    if len(query) > MAX_LENGTH:
        raise QueryError(f"forespørgslen er for lang; højst {MAX_LENGTH} tegn.")
    depth = signs = 0
    for token in tokens(query):
        signs = signs + 1 if token.kind == "sign" else 0
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
        elif token.kind == "iri":  # `?a<(((…>` may be read as comparisons: count what stands in it
            depth += max(0, sum(map(token.text.count, "([")) - sum(map(token.text.count, ")]")))
        if depth > MAX_DEPTH or signs > MAX_SIGNS:
            line = query.count("\n", 0, token.start) + 1
            raise QueryError(
                f"forespørgslen er for indviklet: for dyb indlejring ved linje {line} (højst {MAX_DEPTH})."
            )


def has_word(query: str, word: str) -> bool:
    """True where a keyword stands in the query as a token: not in a string, an IRI, a comment, a name or a variable."""
    if word.casefold() not in query.casefold() and "\\" not in query:
        return False
    plain = unescaped(query)
    return any(token.kind == "word" and token.text.casefold() == word.casefold() for token in tokens(plain))


def unescaped(query: str) -> str:
    r"""The query with `\u0041` and `\U00000041` as the characters they stand for (SPARQL 1.1, 19.2)."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]

    return _ESCAPE.sub(character, query) if "\\" in query else query


_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)


def is_stable(query: str) -> bool:
    """False where the same query may give another result on the same graph, so that it must not be cached."""
    return _VOLATILE.search(query) is None
