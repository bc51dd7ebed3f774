"""Names that the vocabularies know, found whatever their case, spelling of æøå and ending, longest first."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..danish import fold
from ..grammar import Token
from ..types import Mention, Span
from .reading import Sentence

if TYPE_CHECKING:
    from ontology.gazetteer import Entry, Gazetteer

_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"[’'´]s\b")
_ENDINGS = ("s", "en", "et", "ens", "ets", "er", "erne", "ernes", "e", "n", "ne", "t", "es", "ts", "ns", "r")
MAX_WORDS = 14
_PROPER = ("Organisation", "Person", "Place")  # written with a capital wherever they stand

Key = tuple[str, ...]
Table = Mapping[str, "tuple[tuple[Key, str, Entry], ...]"]


def key(name: str) -> Key:
    """A name's words in comparable form; signs are left out."""
    return tuple(_WORD.findall(fold(name)))


_TABLES: list[tuple[Gazetteer, Table]] = []  # of the gazetteers used last; they are values without a hash


def _table(gazetteer: Gazetteer) -> Table:
    for known, made in _TABLES:
        if known is gazetteer:
            return made
    _TABLES.insert(0, (gazetteer, _made(gazetteer)))
    del _TABLES[4:]
    return _TABLES[0][1]


def _made(gazetteer: Gazetteer) -> Table:
    """First word (less its ending) → the names that begin so."""
    table: dict[str, list[tuple[Key, str, Entry]]] = {}
    for entry in gazetteer.entries:
        for name in entry.names:
            words = key(name)
            while len(words) > 2 and words[0] in ("den", "det", "de"):
                words = words[1:]
            if words and len(words) <= MAX_WORDS:
                table.setdefault(words[0][:4], []).append((words, name, entry))
    return {first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[2].iri))) for first, rows in table.items()}


def _same(known: str, met: str, last: bool) -> bool:
    if known == met:
        return True
    if not last or len(known) < 2:
        return False
    if met.startswith(known):
        return met[len(known) :] in _ENDINGS and (len(known) > 5 or met == known + "s")
    base = _bare(known) if len(known) > 6 else known
    return len(base) > 4 and met.startswith(base) and (met[len(base) :] in _ENDINGS or met == base)


@functools.lru_cache(maxsize=65536)
def _bare(known: str) -> str:
    return re.sub(r"(?:erne|ene|en|et|er|e)$", "", known)


def _spans(tokens: Sequence[Token]) -> list[tuple[str, int, int]]:
    """Folded words with offsets, hyphenated tokens split."""
    found = []
    for token in tokens:
        for match in _WORD.finditer(token.text):
            found.append((fold(match.group()), token.start + match.start(), token.start + match.end()))
    return found


def find(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Mention]:
    """The known names in a sentence, each with its IRI; a negative label or wrong case cancels a match."""
    if not gazetteer.entries:
        return
    table = _table(gazetteer)
    words = _spans(sentence.tokens)
    index = 0
    while index < len(words):
        hit = _longest(sentence, table, words, index)
        if hit is None:
            index += 1
            continue
        length, entry, span = hit
        yield Mention(span, entry.type, span.of(sentence.text), iri=entry.iri, confidence=0.95)
        index += length


def _longest(
    sentence: Sentence, table: Table, words: list[tuple[str, int, int]], index: int
) -> tuple[int, Entry, Span] | None:
    for known, name, entry in table.get(words[index][0][:4], ()):
        length = len(known)
        if index + length > len(words) or (length > 1 and known[0] != words[index][0]):
            continue  # only a name's last word may have an ending
        met = words[index : index + length]
        if not all(
            _same(k, m[0], i == length - 1 and not entry.generic)
            for i, (k, m) in enumerate(zip(known, met, strict=True))
        ):
            continue
        span = Span(met[0][1], _end(sentence.text, met[-1][2], sentence.span.end))
        surface = span.of(sentence.text)
        if entry.type in _PROPER and name[:1].isupper() and not entry.generic and not surface[:1].isupper():
            continue
        if (entry.with_case(name) and not surface.startswith(name.split()[0][:1])) or _wrong_case(entry, name, surface):
            continue
        if entry.generic:
            continue  # by form alone, so that "17 sjællandske kommuner" are not all of them
        if _cancelled(sentence, entry, span) or (entry.needs_context and not _has_context(sentence, span)):
            continue
        return length, entry, span
    return None


def _wrong_case(entry: Entry, name: str, surface: str) -> bool:
    if not entry.with_case(name):
        return False
    letters = re.sub(r"[’'´]?s$", "", surface) if surface != name else surface
    return fold(name) == fold(letters) and name.replace("’", "'") != letters.replace("’", "'")


def _end(text: str, end: int, limit: int) -> int:
    genitive = _GENITIVE.match(text, end, limit)
    return genitive.end() if genitive else end


def _cancelled(sentence: Sentence, entry: Entry, span: Span) -> bool:
    folded = fold(sentence.text[max(sentence.span.start, span.start - 60) : min(sentence.span.end, span.end + 60)])
    return any(fold(negative) in folded for negative in entry.negative)


def _has_context(sentence: Sentence, span: Span) -> bool:
    before = sentence.text[max(sentence.span.start, span.start - 12) : span.start].rstrip()
    inside = span.start > sentence.span.start and sentence.text[span.start].isupper()
    return inside or (before[-1:] in "”“\"»'’" and bool(before)) or bool(re.search(r"\d[.)]?$", before))
