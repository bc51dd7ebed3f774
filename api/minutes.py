"""Who was at a meeting and who was not, as the head of its minutes lists them: name, body, role, and whether present.

Til stede: Ida Holm (formand), Per Krag (Havrådet)      Til stede:
Afbud: Ulla Frost, Fiskerforeningen                     Ida Holm, Havrådet (mødeleder)
Fra sekretariatet: chefkonsulent Bo Lund (referent)     Per Krag, Fiskerforeningen
"""

from __future__ import annotations

import dataclasses
import re
import weakref
from collections.abc import Iterator, Sequence

from . import titles, words
from .chunks import is_role
from .labels import labelled
from .views import Sentence, View
from .wordlists import several


@dataclasses.dataclass(frozen=True, slots=True)
class Attender:
    """One who was there or was to be there; `start` and `end` are where the name stands in the document's text.

    `apart` tells of one who stands under another label than those present: "Fra sekretariatet", "Referent".
    """

    name: str
    start: int
    end: int
    present: bool
    bodies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    apart: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Minutes:
    """What the head of a document's minutes says: who was there, and the words that tell which meeting it was."""

    view: View
    people: tuple[Attender, ...]
    head: str


_PRESENT = re.compile(
    r"(?:til stede|tilstede|deltagere|mødedeltagere|deltog|deltagende|mødte|fremmødte|tilstedeværende|desuden deltog"
    r"|desuden til stede|øvrige deltagere|gæster?)\b",
    re.I,
)
_ABSENT = re.compile(r"(?:afbud|fraværende|ikke til stede|forfald|meldt afbud|udeblevet|forhindret|fravær)\b", re.I)
_KEEPER = re.compile(r"(?:referent|mødeleder|ordstyrer|dirigent|formand|sekretær)$", re.I)
_FROM = re.compile(r"(?:^|\b)(?:fra|for)\s+(?P<body>.+)$", re.I)
_HEAD = 40  # lines that are looked through for the list
_CAPITAL = r"[A-ZÆØÅ][\wæøåéüöä’'-]*\.?"
_NAME = re.compile(
    rf"(?P<title>(?:[a-zæøå][\wæøå.-]*\s+|(?:{_CAPITAL})\s+(?={_CAPITAL}\s+{_CAPITAL})){{0,4}}?)"
    rf"(?P<name>{_CAPITAL}(?:\s+(?:(?:van|von|de|la|af|el|al)\s+)?{_CAPITAL}){{1,4}})"
    r"(?:\s+(?:fra|for|i|hos)\s+(?P<body>[^,;()]+?))?\s*"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_SENTENCE_ENDS = re.compile(r"(?<=[\w)]{3})\.\s+(?=[A-ZÆØÅ])|(?<=\))\.\s+(?=[A-ZÆØÅ])")
_APART = re.compile(r"[,;]\s*|\s+(?:og|samt)\s+(?=[A-ZÆØÅa-zæøå])")
_ROLES = several("referent mødeleder ordstyrer dirigent observatør suppleant gæst sekretær næstformand formand")
_FOUND: weakref.WeakKeyDictionary[View, Minutes | None] = weakref.WeakKeyDictionary()


def minutes(view: View) -> Minutes | None:
    """The list of those present and absent in a document, None where it has none; found once a view."""
    if view not in _FOUND:
        _FOUND[view] = _minutes(view)
    return _FOUND[view]


def _minutes(view: View) -> Minutes | None:
    people: list[Attender] = []
    first = -1
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", view.text)][:_HEAD]
    for n, (start, line) in enumerate(lines):
        for label, a, b in _labels(line):
            sort = _sort(label, listed=bool(people))
            if sort is None:
                continue
            first = start if first < 0 else first
            body = owner["body"] if (owner := _FROM.search(label)) is not None else ""
            role = label if _KEEPER.match(label) else ""
            cut = _SENTENCE_ENDS.search(line, a, b)
            stretches = [(start + a, start + (cut.start() if cut else b))]
            if not line[a:b].strip():
                stretches = [(s, s + len(text)) for s, text in _below(view, lines, n)]
            apart = sort and _PRESENT.match(label) is None
            for x, y in stretches:
                found = _entries(view, x, y, sort, body, role, one=not line[a:b].strip())
                people.extend(dataclasses.replace(p, apart=apart) for p in found)
    present = [p for p in people if p.present and not p.apart]
    if first < 0 or not (len(present) > 1 or any(not p.present for p in people)):
        return None
    return Minutes(view, tuple(people), view.text[:first])


def _labels(line: str) -> Iterator[tuple[str, int, int]]:
    """The labels of a line with where their values begin and end; a label alone has an empty value."""
    alone = re.fullmatch(r"\W*(?P<label>[A-ZÆØÅ][\w ]{3,40}?)\s*:?\s*", line)
    if alone is not None and (_PRESENT.match(alone["label"]) or _ABSENT.match(alone["label"])):
        yield alone["label"], len(line), len(line)
        return
    yield from labelled(line)


def _sort(label: str, *, listed: bool) -> bool | None:
    """Does a label list those present (True) or absent (False)? None for another label."""
    if _ABSENT.match(label):
        return False
    if _PRESENT.match(label) or (listed and re.match(r"(?:fra|for)\b", label, re.I)):
        return True
    return True if listed and _KEEPER.match(label) else None


def _below(view: View, lines: Sequence[tuple[int, str]], n: int) -> Iterator[tuple[int, str]]:
    """The lines under a label that stands alone, up to a blank line or the next label."""
    at = lines[n][0] + len(lines[n][1])
    for start, line in lines[n + 1 :]:
        gap = view.text[at:start].count("\n")
        if gap > 1 or any(True for _ in _labels(line)) or not re.match(r"[\s•*–-]*[A-ZÆØÅa-zæøå]", line):
            return
        yield start, line
        at = start + len(line)


def _entries(view: View, start: int, end: int, present: bool, body: str, role: str, *, one: bool) -> Iterator[Attender]:
    """The people of a stretch: a name, and behind it in brackets or between commas what one is there for.

    A stretch that is a line of its own tells of `one`.
    """
    open_: Attender | None = None
    closed = False  # did brackets close what is told of the one before?
    for a, b in _pieces(view.text, start, end):
        piece = view.text[a:b]
        bare = _BRACKETS.sub(lambda m: " " * len(m.group()), piece)
        match = _NAME.fullmatch(bare.rstrip(" .")) if bare.strip() else None
        new = match is not None and (closed or not _names_body(view, a + match.start("name"), match["name"]))
        closed = piece.rstrip(" .").endswith(")")
        if match is None or not new or (one and open_ is not None):
            if open_ is None:
                if (name := bare.strip(" .•*–-")) and name[:1].isupper():
                    at = a + piece.index(name)
                    open_ = Attender(name, at, at + len(name), present, (name,))
            else:
                open_ = _with(open_, piece)
            continue
        if open_ is not None:
            yield open_
        at, stop = a + match.start("name"), a + match.end("name")
        title, at = _title(view, at, stop)
        named = Attender(view.text[at:stop], at, stop, present, (body,) if body else ())
        named = dataclasses.replace(named, roles=(role.casefold(),) if role else ())
        told = [title or match["title"].strip(), match["body"] or "", *_BRACKETS.findall(piece)]
        open_ = _with(named, ", ".join(filter(None, told)))
    if open_ is not None:
        yield open_


def _title(view: View, start: int, end: int) -> tuple[str, int]:
    """A title with a capital before a name ("*Fuldmægtig* Bo Lund"), "" for none, and where the name begins."""
    first = view.text[start:end].split()[0]
    after = start + len(first) + 1
    sentence = line_of(view, start)
    mentions = view.mentions(sentence) if sentence is not None else ()
    named = any(m.type == "Person" and m.span.start == after and m.span.end == end for m in mentions)
    parts = [w.casefold() for w in view.text[start:end].split()]
    job = titles.is_office(parts[0]) or (len(first) > _SHORT and words.known(parts[0]) and not words.known(parts[1]))
    return (first, after) if len(parts) > 2 and (named or job) else ("", start)


_SHORT = 4  # letters of a first name that is also a word: "Bo", "Dan"


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between commas, semicolons and "og" outside brackets."""
    at = start
    for match in _APART.finditer(text, start, end):
        inside = text.count("(", start, match.start()) > text.count(")", start, match.start())
        if match.start() < at or inside:
            continue
        if text[at : match.start()].strip():
            yield at, match.start()
        at = match.end()
    if text[at:end].strip():
        yield at, end


def _names_body(view: View, at: int, name: str) -> bool:
    """Is a run of words with capitals the name of a body: "Danske Digelag"?"""
    sentence = line_of(view, at)
    mentions = view.mentions(sentence) if sentence is not None else ()
    kinds = {m.type for m in mentions if m.span.start < at + len(name) and at < m.span.end}
    if kinds & {"Person", "Organisation"}:
        return "Person" not in kinds
    parts = [p.casefold() for p in name.split()]
    return all(words.known(p) or words.split(p) is not None for p in parts)


def _with(attender: Attender, told: str) -> Attender:
    """Somebody with what is told of him: "formand, KL" is a role and a body, "direktør for Havnen" is both."""
    bodies, roles = list(attender.bodies), list(attender.roles)
    for part in re.split(r"[,;]\s*|[()]", told):
        part = part.strip(" .")
        if not part:
            continue
        owner = re.match(r"(?P<role>[a-zæøå.\s-]+?)\s+(?:for|i|fra|hos|ved|af)\s+(?P<body>[A-ZÆØÅ].*)$", part)
        if owner is not None:
            roles.append(owner["role"].casefold())
            bodies.append(owner["body"])
        elif _is_office(part):
            roles.append(part.casefold())
        else:
            bodies.append(part)
    return dataclasses.replace(attender, bodies=tuple(bodies), roles=tuple(roles))


def _is_office(part: str) -> bool:
    last = part.split()[-1].casefold()
    return last in _ROLES or is_role(last)


def line_of(view: View, at: int) -> Sentence | None:
    """The sentence that holds a place of a document's text."""
    return next((s for s in view.sentences if s.start <= at < s.end), None)
