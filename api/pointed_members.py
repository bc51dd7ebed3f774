"""The members of an enumeration that the reader points at in a sentence, as stretches of it, each without what is only
said about it: roles, brackets, relative clauses, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lists import announced, looser

Span = tuple[int, int]

_COLON = re.compile(r":\s+(?=\S)")
_ENDS = re.compile(
    r"(?<!\w\.\w)(?<!\bca)(?<!\bpr)(?<!\bnr)(?<!\bdr)(?<!\bhhv)(?<!\bevt)(?<!\binkl)(?<!\bbl\.a)(?<!\bf\.eks)"
    r"[.!?](?=\s+[A-ZÆØÅ»\"]|\s*$)|\s–\s"
)
_AND = re.compile(r"(?<!-)\s+(?:og|samt|eller)\s+")
_OPENS = re.compile(r"(?:,|;|(?:^|\s)(?:og|samt|eller))\s+$")  # the words before a member that is not the first
_GOES_ON = re.compile(r"^\W{0,2}(?:,\s+|;\s+|\s+(?:og|samt|eller)\s+)")
_WORD = r"[A-ZÆØÅ0-9][\w&./’'-]*"
_NAME = rf"{_WORD}(?:\s+(?:(?:af|for|i|ved|på|de|den|&)\s+)?{_WORD})*"
_NAMES_AFTER = re.compile(
    rf"^[,;]?(?:(?:,\s+|;\s+|\s+)(?:(?:og|samt|eller)\s+)?(?:[a-zæøå-]+\s+)?(?=[A-ZÆØÅ]){_NAME})+"
)
_NAMES_BEFORE = re.compile(rf"(?:{_NAME}(?:,\s+|\s+(?:og|samt)\s+))+$")
_CLAUSE = re.compile(
    r"^(?:og\s+)?(?:der|som|hvor(?! (?:mange|meget|stor|lang|høj|ofte|hurtig|god|dyr|let|svær|gammel|gamm?le))|hvoraf"
    r"|hvori|hvilket|hvis|hvormed|dog|mens|så|men|inklusive|især|jf\.?|kaldet|ledet|herunder|blandt andet|bl\.\s?a\.?"
    r"|medmindre)\b",
    re.I,
)
_LEAD = re.compile(
    r"^(?:(?:og|samt|eller|både|dels|henholdsvis|hhv\.?|bl\.a\.|f\.eks\.|fx|nemlig|også|endelig|nu|senest|siden|at|om)\s+"
    r"|(?:én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti)\s+i\s+(?=[A-ZÆØÅ]))+"
)
_SORT = re.compile(r"^[a-zæøå-]+(?:erne|ene|ske)\s+(?=[A-ZÆØÅ])")  # "partierne X", "norske Y": what they are
_ANNOUNCES = re.compile(r"\s+(?:og|samt)\s+(?=[a-zæøå-]+(?:erne|ene)\s+[A-ZÆØÅ])")
_TAIL = re.compile(r"\s+\(|\s+–\s|\s+(?:der|som|hvor)\s(?!\w+\W*$)|,\s+(?:der|som|hvor|hvis|herunder|medmindre)\b")
_LINK = re.compile(r"[\s,]+(?:og|samt|eller)$")
_INITIALS = re.compile(r"\.\w\.$")  # "a.m.b.a."
_ROLE = re.compile(r",\s+[a-zæøå]")
_FIGURE = re.compile(
    r"(?:\s+(?:vejer|udgør|tæller|fik|får|med|på|er))?\s+\d[\d.,]*(?:\s*(?:pct\.?|procent|%|(?:mio\.?|mia\.?)?\s*kr\.?))?$"
)
_LINKS = re.compile(r";|\b(?:og|samt|eller)\s")
_FULL_NAME = re.compile(rf"{_WORD}(?:\s+{_WORD}){{1,3}}")
_PERSON = re.compile(rf"^[a-zæøå-]+\s+(?={_WORD}\s+{_WORD})")
_SHARE = re.compile(r"\s+\d[\d.,]*\s(?:pct|procent|%|kr)|\.(?<=\.\w\.)")  # what the last word stands before
_EDGES = " \t\n.,;:!?»«\"“”'’[]|*–-"
_MOST = 24
_FEW = 6  # words after an enumeration's last sure member that are its last member too
_SHORT = 4  # words of members that are joined by several "og"
_LONGEST = 140  # characters of a member


def cut(text: str, start: int, end: int, *, want: int = 0, kept: Sequence[Span] = ()) -> list[Span]:
    """The members between two places of a sentence, and before and after where the enumeration plainly goes on.

    `want` is how many are asked for (0: not said); `kept` are names, which are never divided.

    >>> text = "Til stede: Palle Dam, direktør i Nord (formand); Ove Krabbe, chef i Syd; Ida Holm, sekretær."
    >>> [text[a:b] for a, b in cut(text, 11, 20)]
    ['Palle Dam', 'Ove Krabbe', 'Ida Holm']
    >>> text = "Den er stiftet af Bredø Kommune og tre selskaber: Bredø Varme, Havn A/S og Egevand."
    >>> [text[a:b] for a, b in cut(text, 18, 82)]
    ['Bredø Kommune', 'Bredø Varme', 'Havn A/S', 'Egevand']
    """
    start, end = _widened(text, start, end)
    inner = _COLON.search(text, start, end)
    if inner is not None and text.count("(", start, inner.start()) > text.count(")", start, inner.start()):
        inner = None
    if inner is not None and text[inner.end()].isdigit() and text[inner.start() - 1].isdigit():
        inner = None
    if inner is not None:
        before = _pieces(text, start, inner.start(), 0, kept)
        after = _pieces(text, inner.end(), _stop(text, inner.end()), announced(text[start : inner.start()]), kept)
        found = [*before[:-1], *after] if len(after) > 1 else [*before, *after]  # the last only announces them
    else:
        found = _pieces(text, start, end, want or _told(text[:start]), kept)
    spans = _without_figures(text, [s for s in (_bare(text, a, b) for a, b in found) if s is not None])
    spans = _without_roles(text, spans)
    if len(spans) == 2 and not _LINKS.search(text, spans[0][1], spans[1][0]):
        return []  # "borgmesteren, Regitze Dam": one and the same
    return spans[:_MOST] if all(b - a <= _LONGEST for a, b in spans) else []


def _told(before: str) -> int:
    """The number that what stands before an enumeration gives of it, where a colon opens it."""
    return announced(before) if before.endswith(": ") else 0


def _stop(text: str, start: int) -> int:
    """Where what begins at `start` ends: at a full stop or a dash."""
    stop = _ENDS.search(text, start)
    return stop.start() if stop is not None else len(text)


def _widened(text: str, start: int, end: int) -> Span:
    """The whole enumeration that holds a stretch: back to the colon that opens it, on to where its names end."""
    end = start + len(text[start:end].rstrip(' ,;.»«"'))
    share = _SHARE.match(text, end)
    end = share.end() if share is not None else end
    opened = [m.end() for m in _COLON.finditer(text) if m.end() <= start < _stop(text, m.end())]
    opened = opened[-1:] if not text[:start].rstrip()[-1:].isdigit() else []
    listed = _OPENS.search(text[:start]) is not None
    goes_on = _GOES_ON.match(text[end:]) is not None
    if opened and (opened[-1] == start or listed):
        return opened[-1], _stop(text, end)
    if listed and (before := _NAMES_BEFORE.search(text[:start])) is not None and text[start].isupper():
        start = before.start()
    if text[start].isdigit():  # "pris *50 pct.*": what has this share
        start = max((m.end() for m in re.finditer(r"(?:,|;|:|\bog|\bsamt)\s+", text[:start])), default=0)
    if goes_on and (after := _NAMES_AFTER.match(text[end:])) is not None and text[start:end][-1:].isalnum():
        end += after.end()
    elif goes_on and len(text[end:].split()) <= _FEW:
        end = _stop(text, end)
    return start, end


def _pieces(text: str, start: int, end: int, want: int, kept: Sequence[Span]) -> list[Span]:
    """The parts between semicolons, or else between commas and at the last "og", without clauses that tell of them."""
    strong = re.search(r";\s", text[start:end]) is not None
    cuts = [m.span() for m in re.compile(r";\s+" if strong else r",\s+").finditer(text, start, end)]
    parts = [(a, b) for a, b in _between(text, start, end, cuts, kept) if not _CLAUSE.match(text[a:b])]
    if strong or not parts:
        return parts
    parts = [
        p for a, b in parts for p in _between(text, a, b, [m.span() for m in _ANNOUNCES.finditer(text, a, b)], kept)
    ]
    a, b = parts[-1]
    links = [m.span() for m in _AND.finditer(text, a, b)]
    links = looser(text, [(x, y) for x, y in links if not any(k < y and x < e for k, e in kept)])
    last = re.match(r"(?:og|samt|eller)\s", text[a:b]) is not None  # the comma before "og" has divided it
    short = all(len(text[x:y].split()) <= _SHORT for x, y in _between(text, a, b, links, ()))
    if want > len(parts):
        links = links[: want - len(parts)]
    elif want == len(parts) or (last and len(parts) > 1):
        links = []
    elif len(parts) > 1 or not short:
        links = links[:1]
    return [*parts[:-1], *_between(text, a, b, links, ())]


def _between(text: str, start: int, end: int, cuts: Sequence[Span], kept: Sequence[Span]) -> Iterator[Span]:
    """The stretches between cuts that lie in no kept stretch and in no brackets."""
    at = start
    for a, b in cuts:
        if text.count("(", start, a) > text.count(")", start, a) or any(k < b and a < e for k, e in kept):
            continue
        yield at, a
        at = b
    yield at, end


def _bare(text: str, a: int, b: int) -> Span | None:
    """A member without "og" before it and without what is said about it after it; None where nothing is left."""
    while b > a and text[a] in _EDGES:
        a += 1
    while (lead := _LEAD.match(text[a:b]) or _SORT.match(text[a:b])) is not None:
        a += lead.end()
    tail = _TAIL.search(text, a, b)
    if tail is not None and tail.start() > a + 1:
        b = tail.start()
    role = _ROLE.search(text, a, b)
    if role is not None and re.fullmatch(rf"{_WORD}(?:\s+{_WORD}){{1,4}}", text[a : role.start()]):
        b = role.start()
    while a < b and text[a] in _EDGES:
        a += 1
    while b > a and text[b - 1] in _EDGES and not (text[b - 1] == "." and _INITIALS.search(text, a, b)):
        b -= 1
    b = a + len(_LINK.sub("", text[a:b]))
    if text.count(")", a, b) > text.count("(", a, b) and text[b - 1] == ")":
        b -= 1
    return (a, b) if b - a > 1 else None


def _without_figures(text: str, spans: list[Span]) -> list[Span]:
    """Members without their shares or prices, where most have one: "kvalitet 40 pct., pris 60 pct."."""
    found = [_FIGURE.search(text[a:b]) for a, b in spans]
    if len(spans) < 2 or 2 * sum(m is not None for m in found) <= len(spans):
        return spans
    return [(a, a + m.start()) if m is not None else (a, b) for (a, b), m in zip(spans, found, strict=True)]


def _without_roles(text: str, spans: list[Span]) -> list[Span]:
    """People without what they are, where all are people: "gartner Ib Skov, lærer Ditte Lund, Mie Vang"."""
    found = [_PERSON.match(text[a:b]) for a, b in spans]
    people = all(m or _FULL_NAME.fullmatch(text[a:b]) for (a, b), m in zip(spans, found, strict=True))
    if len(spans) < 2 or not any(found) or not people:
        return spans
    return [(a + m.end(), b) if m is not None else (a, b) for (a, b), m in zip(spans, found, strict=True)]
