"""Bodies told by what stands around their name: a company's form behind it, its class noun in front, a person or a
government before its brackets, "kommuner" behind several, a column or label that holds who is responsible.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..danish import split_compound
from ..grammar import is_adjective, strip_genitive, verb_of
from ..types import Mention, Span
from . import enumerations, proper, proper_cues
from .actors import is_body
from .actors_cues import GENERAL, NAME_TAILS, NOT_ACTORS, PARTIES
from .persons import is_role
from .persons_cues import FIRST_NAMES
from .reading import Sentence
from .works import head_of

_CAP = r"[A-ZÆØÅ][\wæøåÆØÅ’'-]*"
_NAME = rf"{_CAP}(?:\s(?:(?:for|i|på|af|og|&)\s)?{_CAP}){{0,4}}"
_NAME_ALONE = rf"{_CAP}(?:\s(?:(?:for|i|på|af|&)\s)?{_CAP}){{0,4}}"
_COMPANY = re.compile(
    rf"{_CAP}(?:\s(?:&\s)?{_CAP}){{0,4}}\s(?:A/S|ApS|I/S|K/S|P/S|S/I|IVS|[Aa][Mm][Bb][Aa]|A\.[Mm]\.[Bb]\.[Aa]\.|a\.m\.b\.a\.|F\.[Mm]\.[Bb]\.[Aa]\.)(?![\w/])"
)
_CLASS_FIRST = re.compile(rf"(?<![\w-])(?P<noun>[A-ZÆØÅ][a-zæøå]{{5,30}})(?P<name>(?:\s{_CAP}){{1,3}})")
_BRACKETS = re.compile(rf"\s?\((?P<names>{_NAME}(?:(?:,\s|\sog\s){_NAME}){{0,6}})\)")
_PARTIES = re.compile(
    r"\b(?:[Rr]egeringen|[Ff]lertallet|[Aa]ftaleparti(?:er|erne)|[Ff]orligsparti(?:er|erne)|[Pp]arti(?:er|erne)|[Oo]ppositionen|[Ss]tøttepartiet)"
    + _BRACKETS.pattern
)
_SEVERAL = re.compile(rf"(?<![\w-])(?P<names>{_CAP}(?:,\s{_CAP}){{0,6}}\sog\s{_CAP})\skommuner(?![\wæøå])")
_PAIR = re.compile(
    r"(?<![\w-])(?P<name>(?P<first>[A-ZÆØÅ][a-zæøå]{2,20}-?)(?:,\s[A-ZÆØÅ][a-zæøå]{2,20})?\sog\s(?P<last>[A-ZÆØÅ][a-zæøå]{2,20}))(?![\wæøå-]|\s[A-ZÆØÅ])"
)


def find(sentence: Sentence, people: Sequence[Mention]) -> Iterator[Mention]:
    """The bodies of a sentence that are told by their surroundings, each once."""
    seen: list[Span] = []
    for span, name, sure in (
        *_companies(sentence),
        *_class_first(sentence),
        *_bracketed(sentence, people),
        *_several(sentence),
        *_units(sentence),
        *_sources(sentence, people),
    ):
        if not any(span.overlaps(other) for other in seen):
            seen.append(span)
            yield Mention(span, "Organisation", name or span.of(sentence.text), confidence=sure)


Found = tuple[Span, str, float]

_SOURCE = re.compile(rf"\b[Ii]følge\s+(?P<name>{_NAME_ALONE})(?=[.,;:)]|$|\s[a-zæøå])")


def _sources(sentence: Sentence, people: Sequence[Mention]) -> Iterator[Found]:
    """Who a sentence gives as its source: "ifølge TV2 Havnen"; no person, paper or law."""
    for match in _SOURCE.finditer(sentence.text, sentence.span.start, sentence.span.end):
        span, words = Span(*match.span("name")), match["name"].split()
        if any(span.overlaps(p.span) for p in people) or any(head_of(w.casefold()) for w in words):
            continue
        if words[-1].casefold().endswith(("loven", "rapporten", "planen", "undersøgelsen", "lov")):
            continue
        if len(words) > 1 or sum(c.isupper() for c in words[0]) > 1:
            yield span, "", 0.7


def _companies(sentence: Sentence) -> Iterator[Found]:
    for match in _COMPANY.finditer(sentence.text, sentence.span.start, sentence.span.end):
        words = match.group().split()
        described = len(words) > 2 and proper.kind_of(words[0]) == "Organisation"  # "Leverandøren Molekyl A/S"
        yield Span(match.start() + (len(words[0]) + 1 if described else 0), match.end()), "", 0.9


@functools.lru_cache(maxsize=4096)
def _class_noun(noun: str) -> bool:
    """True for a compound that says what kind of body follows: "Naturcenter", "Tænketanken", "Landboforeningen"."""
    low = noun.lower()
    for head in proper_cues.HEADS["Organisation"]:
        for ending in ("", "en", "et", "n"):
            if low == head + ending:
                return ending != ""
            if low.endswith(head + ending) and len(low) > len(head + ending) + 2:
                return head not in ("gruppe", "hus", "gård", "hjem", "kreds", "enhed", "butik", "råd", "gruppe")
    return False


def _class_first(sentence: Sentence) -> Iterator[Found]:
    """ "Naturcenter Lyngbakken": the class noun with a capital belongs to the name."""
    if sentence.words.isupper():
        return
    for match in _CLASS_FIRST.finditer(sentence.text, sentence.span.start, sentence.span.end):
        words = match["name"].split()
        first = sentence.text[sentence.span.start : match.start()].rstrip()[-1:] in ("", ":", "»", "”")
        opens = first and match["noun"].endswith(proper_cues.DEFINITE)
        if opens or not _class_noun(match["noun"]) or words[0].casefold().split("-")[0] in FIRST_NAMES:
            continue
        last = next((n for n, w in enumerate(words) if _no_name(w)), len(words))
        if not last:
            continue
        end = match.start("name") + sum(len(w) + 1 for w in words[:last])
        yield Span(match.start("noun"), end), "", 0.85


def _no_name(word: str) -> bool:
    low = word.casefold()
    return is_role(low) or head_of(low) is not None or word in NOT_ACTORS


def _bracketed(sentence: Sentence, people: Sequence[Mention]) -> Iterator[Found]:
    """The party or body in brackets behind a person ("Bo Juul (Borgerlisten)"), and those behind "regeringen"."""
    for person in people:
        match = _BRACKETS.match(sentence.text, person.span.end, sentence.span.end)
        if match and _is_name(match["names"]) and not re.search(r"\sog\s|,", match["names"]):
            yield Span(*match.span("names")), "", 0.8
    for match in _PARTIES.finditer(sentence.text, sentence.span.start, sentence.span.end):
        for part in re.finditer(rf"{_NAME_ALONE}(?=,\s|\sog\s|$)", match["names"]):
            if _is_name(part.group()):
                start = match.start("names") + part.start()
                yield Span(start, start + len(part.group())), "", 0.8


def _is_name(words: str) -> bool:
    first = words.split()[0]
    return len(words) > 2 and first.casefold() not in FIRST_NAMES and not is_role(first.casefold())


def _several(sentence: Sentence) -> Iterator[Found]:
    """ "Aldrup, Bro og Caresby kommuner": three municipalities."""
    for match in _SEVERAL.finditer(sentence.text, sentence.span.start, sentence.span.end):
        names = list(re.finditer(_CAP, match["names"]))
        for name in names:
            word = name.group()
            if word.casefold() in GENERAL or word.isupper() or is_adjective(word.casefold()):
                continue
            start = match.start("names") + name.start()
            yield Span(start, start + len(word)), f"{word} Kommune", 0.85


_HOLDERS = re.compile(r"\b(?:af|hos|fra|ved|med)\s$|,\s$")


def _units(sentence: Sentence) -> Iterator[Found]:
    """The units of an administration that are called by what they deal with: "Teknik og Miljø har ansvaret"."""
    for match in _PAIR.finditer(sentence.text, sentence.span.start, sentence.span.end):
        if not all(_ordinary(word.strip("-,")) for word in match["name"].split() if word != "og"):
            continue
        if is_body(match["first"].casefold()):
            continue  # "Kyststyrelsen og Havnerådet" are two; a unit is called after its fields ("Teknik og Miljø")
        before = sentence.text[max(sentence.span.start, match.start() - 6) : match.start()]
        behind = re.match(r"\s([a-zæøå]+)", sentence.text[match.end() : match.end() + 20])
        verb = verb_of(behind.group(1)) if behind else None
        starts = match.start() == sentence.span.start and verb is not None and verb.form in ("pres", "past")
        held = bool(_HOLDERS.search(before))
        whole = sentence.words.strip() == match["name"] and (
            enumerations.cell_kind(sentence.column_head) == "Organisation"
            or re.match(
                r"(?:hoved)?ansvar|tovholder|ejer|enhed|forvaltning|udføre|hvem\b", sentence.column_head.casefold()
            )
        )
        if starts or held or whole:
            yield Span(*match.span("name")), "", 0.75


_PARTY_WORDS = frozenset(word for name in PARTIES for word in name.casefold().split())


def _ordinary(word: str) -> bool:
    """True for a noun of the language that names no body by itself, as units of an administration are called."""
    low = word.casefold()
    if low in _PARTY_WORDS or low in GENERAL or low in FIRST_NAMES or low in NAME_TAILS or strip_genitive(low) != low:
        return False
    return _in_dictionary(low) or len(split_compound(low)) > 1


@functools.lru_cache(maxsize=4096)
def _in_dictionary(low: str) -> bool:
    import simplemma

    return bool(simplemma.is_known(low, lang="da"))
