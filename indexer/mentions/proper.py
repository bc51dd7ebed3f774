"""Proper names without a head noun of their own: typed by the class noun before them, or by how they are made.

"fagforbundet Chauffør & Lager", "planen hedder Plads til Hverdagen", "aftalen, der har fået navnet Ny Chance for
Alle": the class noun tells the kind. A single compound in the definite with a capital inside a sentence
("Køkkenløftet", "Energikaravanen") is something that is done: Danish writes only names with a capital.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ..danish import split_compound
from ..grammar import strip_genitive
from ..types import Mention, Span, Zone
from . import proper_cues as cues
from .actors import common_noun, is_body
from .persons import is_role
from .persons_cues import FIRST_NAMES
from .reading import Sentence

_CAPITAL = r"[A-ZÆØÅ][\w’'\-]*"
_SMALL = r"(?:for|i|på|til|med|uden|under|af|om|ud|som|der|mod|over|ved|fra)"
# A run of capital words; small words may stand inside it, "og" and "&" where a capital follows.
_RUN = rf"{_CAPITAL}(?:\s(?:{_SMALL}\s|&\s)*{_CAPITAL}){{0,6}}"
_OPEN, _CLOSE = '»”“"„', '«”“"'
_NAME = rf"(?:[{_OPEN}](?P<quoted>[^{_OPEN}{_CLOSE}\n]{{2,80}})[{_CLOSE}]|(?P<run>{_RUN}))"
_AFTER_NOUN = re.compile(rf"\b(?P<noun>[A-ZÆØÅa-zæøå][a-zæøå\-]{{2,40}})(?P<link>{cues.NAMED}|\s|,\s)\s?{_NAME}")
_SINGLE = re.compile(r"(?<=[a-zæøå,:–] )(?P<name>[A-ZÆØÅ][a-zæøå]{6,30})(?=[\s,.;:)]|$)")
_PLACE_BEFORE = re.compile(r"\b(?:i|på|fra|til|ved|mod|syd for|nord for)\s$", re.I)
_FINITE = re.compile(r"\b(?:er|var|har|skal|vil|kan|bliver|blev|får|må|bør)\b")


@functools.lru_cache(maxsize=4096)
def kind_of(noun: str) -> str | None:
    """The class that a definite noun names by its last part, or None: "boligplanen" is an ActionPlan."""
    low = noun.lower()
    for type_, heads in cues.HEADS.items():
        if any(low.endswith(stem + ending) for head in heads for stem in _stems(head) for ending in cues.DEFINITE):
            return type_
    return None


_NATIONAL = re.compile(r"(?:Dansk|Danske|Danmarks|Nordisk|Foreningen|Dansk|Fonden)\s")
_AND = re.compile(r"\sog\s(?=[A-ZÆØÅ][a-zæøå]{3,}(?:\s*(?:,|\.|;|\)|$)|\s[a-zæøå]))[A-ZÆØÅ][a-zæøå]+")


def _whole(span: Span, text: str, end: int) -> Span:
    """A body's name with the noun that "og" adds: "brancheforeningen Dansk Isolering og Klimaskærm"."""
    more = _AND.match(text, span.end, end) if _NATIONAL.match(text, span.start) else None
    return Span(span.start, more.end()) if more and common_noun(more.group().split()[-1]) else span


def _stems(head: str) -> tuple[str, ...]:
    """What a head's definite endings are put to: "museum" gives "muse" too, "center" gives "centr"."""
    if head.endswith("um"):
        return head, head[:-2]
    return (head, f"{head[:-2]}r") if head.endswith("er") else (head,)


def find(sentence: Sentence) -> Iterator[Mention]:
    """The names that a class noun introduces, each as the name alone."""
    if sentence.zone.carries_metadata or sentence.zone is Zone.KEYWORDS:
        return
    text, end = sentence.text, sentence.span.end
    for match in _AFTER_NOUN.finditer(text, sentence.span.start, end):
        kind = kind_of(match["noun"]) or _described(text, match)
        comma = match["link"] == ", "
        if kind is None or (
            kind == "Organisation" and (comma or (match["noun"][0].isupper() and "-" not in match["noun"][1:]))
        ):
            continue  # "Psykiatrisygehuset Lindeborg": a noun with a capital belongs to the name
        group = "quoted" if match["quoted"] else "run"
        if comma and group == "run":
            continue
        span = _trimmed(
            _whole(Span(*match.span(group)), text, end) if kind == "Organisation" else Span(*match.span(group)), text
        )
        if span is not None and not (group == "quoted" and _FINITE.search(span.of(text))):
            yield Mention(span, kind, span.of(text), confidence=0.75)


_BARE = re.compile(r"(?:[a-zæøå]*(?:projekt|program|initiativ|kampagne|ordning|pulje|app|portal)|kampagnen)")
_DESCRIBED = re.compile(r"\b(?:[Dd]en|[Dd]et|[Dd]enne|[Dd]ette)\s+(?:[a-zæøå-]+\s+){1,2}$")


def _described(text: str, match: re.Match[str]) -> str | None:
    """The class of an indefinite noun before a name: "projekt Stille Havn", "den frivillige organisation Ny Start"."""
    noun = match["noun"]
    if match["link"] != " " or noun[0].isupper():
        return None
    if _BARE.fullmatch(noun) or _DESCRIBED.search(text, max(0, match.start() - 45), match.start()):
        return kind_of(noun + "en") or kind_of(noun + "et")
    return None


def _trimmed(span: Span, text: str) -> Span | None:
    """The span without a genitive ending; None for an abbreviation alone, which other finders know better."""
    words = span.of(text)
    if re.search(r"[’']s$", words):
        words = words[:-2]
    if len(words) < 3 or (words.isupper() and " " not in words):
        return None
    return Span(span.start, span.start + len(words))


def singles(sentence: Sentence) -> Iterator[Mention]:
    """Definite compounds with a capital inside a sentence that name something done."""
    if not sentence.zone.carries_statements or sentence.zone in (Zone.TITLE, Zone.HEADING):
        return
    text = sentence.text
    for match in _SINGLE.finditer(text, sentence.span.start, sentence.span.end):
        name = match["name"]
        if not name.endswith(("en", "et", "erne")) or name.lower().endswith(cues.NOT_DONE):
            continue
        if _PLACE_BEFORE.search(text, max(sentence.span.start, match.start() - 12), match.start()):
            continue
        if len(split_compound(name)) >= 2:
            yield Mention(Span(*match.span("name")), "Initiative", name, confidence=0.6)


_PAIR = re.compile(
    r"(?<=[a-zæøå,:–] )(?P<name>[A-ZÆØÅ][a-zæøå]+(?:\s(?:(?:i|på|for|til|med|uden|af)\s)?[A-ZÆØÅ][a-zæøå]+){1,3})"
    r"(?=[\s,.;:)?!]|$)(?!\s(?:19|20)\d\d)"
)
_PAIR_BEFORE = re.compile(r"\b(?:i|på|ved|fra|hos|syd for|nord for|øst for|vest for|omkring|nær|kl)\s$", re.I)
_NOT_FIRST = frozenset(
    ("den", "det", "de", "dansk", "danske", "danmarks", "nordisk", "nordiske", "europæisk", "europæiske", "sankt",
     "store", "lille", "nordre", "søndre", "gamle", "nye", "kongelige", "forenede", "folketingets", "statens",
     "kommunernes", "jeg", "vi", "du", "han", "hun", "region", "årets", "månedens", "dagens")
)  # fmt: skip
# "Mediehuset Ravnkilde", "Lægers Organisation": a body's class noun inside the name
_BODY_NOUN = re.compile(
    r"[a-zæøå]*(?:huset|firmaet|selskabet|bladet|avisen|kontoret|organisation(?:en)?|institut(?:tet)?|kommission(?:en)?)"
)


def pairs(sentence: Sentence) -> Iterator[Mention]:
    """Ordinary words in capitals inside a sentence, two or more: "har meldt sig til Stille Strand"."""
    if sentence.zone is not Zone.BODY and sentence.zone is not Zone.LIST:
        return
    text = sentence.text
    for match in _PAIR.finditer(text, sentence.span.start, sentence.span.end):
        words = [w for w in match["name"].split() if w[0].isupper()]
        low = [w.casefold() for w in words]
        if low[0] in _NOT_FIRST or any(w in FIRST_NAMES or is_role(w) or is_body(strip_genitive(w)) for w in low):
            continue
        if _PAIR_BEFORE.search(text, max(sentence.span.start, match.start() - 12), match.start()):
            continue
        if _amid(sentence, match.start()):
            continue
        if all(_ordinary(w) for w in low) and not (low[-1].endswith("s") and strip_genitive(words[-1]) != words[-1]):
            body = any(_BODY_NOUN.fullmatch(w) for w in low) or _acts(text, sentence, match)
            kind = "Organisation" if body else "Initiative"
            yield Mention(Span(*match.span("name")), kind, match["name"], confidence=0.6)


def _amid(sentence: Sentence, start: int) -> bool:
    """True where a word in capitals stands right before: the name has begun already ("Praktiserende Lægers …")."""
    before = [t for t in sentence.tokens if t.end < start][-1:]
    if not before or not before[0].text[:1].isupper():
        return False
    return before[0].start > sentence.span.start or before[0].low.endswith(("ende", "ede", "te"))


_HEADED = re.compile(
    r"\b(?:spidsen for|formand for|direktør (?:for|i)|over for|medlem(?:mer)? af|henvendelse fra|svar fra)\s$", re.I
)
_DOES = re.compile(
    r"\s(?:(?:har|havde)\s(?:foretaget|skrevet|spurgt|bedt|opfordret|anbefalet|stemt|meldt|sagt|foreslået)|siger|skriver|mener|oplyser|vurderer|kræver|opfordrer|foreslår|forlod|stemte)\b"
)


def _acts(text: str, sentence: Sentence, match: re.Match[str]) -> bool:
    """True for a name that somebody heads, or that does what only bodies do."""
    before = text[max(sentence.span.start, match.start() - 20) : match.start()]
    return bool(_HEADED.search(before) or _DOES.match(text, match.end(), sentence.span.end))


@functools.lru_cache(maxsize=8192)
def _ordinary(low: str) -> bool:
    """True for a word of the language: in the dictionary as it stands, or a compound of such words."""
    import simplemma

    return bool(simplemma.is_known(low, lang="da")) or len(split_compound(low)) > 1


def introduces(noun: Mention, names: list[Mention]) -> bool:
    """True for a bare class noun that only introduces one of the names: it is no mention of a body of its own."""
    joined = " " not in noun.text or "-" in noun.text.split()[-1]  # "Ældre Sagen-netværket X"
    return joined and any(0 < name.span.start - noun.span.end <= 2 for name in names)
