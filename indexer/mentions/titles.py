"""Titles in quotation marks whose kind the words around them tell: "strategien hedder »X«", "præsenterede »X«. Det er
byens tredje klimastrategi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..grammar import strip_genitive, verb_of
from ..types import Mention, Span, Zone
from . import works_cues as cues
from .actors import is_body
from .persons_cues import SAYS
from .reading import Sentence
from .works import head_of

_QUOTED = re.compile(
    rf"[{cues.OPENING}]([A-ZÆØÅ0-9][^{cues.CLOSING}{cues.OPENING}\n]{{2,110}}[^.,!?{cues.CLOSING}{cues.OPENING}\n])[{cues.CLOSING}]"
)
_WORD = re.compile(r"[^\W\d_]+")
# Between a head and its title: "strategien, der bærer titlen »X«"
NAMING = re.compile(
    r",?\s*(?:(?:der|som)\s+)?(?:med|under|bærer|har|fået|får|hedder|hed|kaldes|kaldet|kaldt|blev|er|døbt|navnet|titlen|overskriften|navn|titel|har)?"
    r"(?:\s+(?:fået|titlen|navnet|overskriften|navn|titel|døbt|kaldt)){0,2}\s*[:,]?\s*$"
)
_LAUNCHES = frozenset(
    [
        "lancere",
        "præsentere",
        "fremlægge",
        "offentliggøre",
        "vedtage",
        "udgive",
        "søsætte",
        "underskrive",
        "indgå",
        "godkende",
        "afløse",
        "erstatte",
        "lægge",
        "komme",
        "udkomme",
        "hedde",
    ]
)
_IS_A = re.compile(r"[”“\"«»'’]?[.,]?\s+(?:Det|Den|det|den|som|der|Der)\s+(?:er|var|bliver)\s+(?P<rest>[^.\n]{3,90})")


def announced_type(read: Sequence[Sentence]) -> str | None:
    """The class of work that the document's title announces ("Bornholm får ny ø-strategi"), or None."""
    for sentence in read:
        if sentence.zone is Zone.TITLE:
            heads = [found for token in sentence.tokens if (found := head_of(token.low)) and found.form != "pl"]
            return next((h.type for h in heads if h.type in cues.GROUP_TYPES), None)
    return None


def find(sentence: Sentence, announced: str | None) -> Iterator[Mention]:
    """The titles in quotation marks that name a work, an initiative or a solution; sayings are left out."""
    text, end = sentence.text, sentence.span.end
    head = _at_head(sentence, announced)
    if head is not None:
        yield head
    else:
        yield from _dated(sentence)
    for match in _QUOTED.finditer(text, sentence.span.start, end):
        words = match.group(1).split()
        written = _WRITTEN.search(text, max(sentence.span.start, match.start() - 40), match.start())
        if written or len(words) > 14 or _said(text, match.end()):
            continue
        kind = _kind(text, sentence, match) or _inner(match.group(1)) or (announced if _launched(sentence) else None)
        if kind is not None:
            span = Span(match.start(1), match.end(1))
            yield Mention(span, kind, span.of(text), confidence=0.8)


# "Sammen om sundhed 2026-2032": a name without a head noun, told by its period
_DATED = re.compile(
    r"(?P<name>[A-ZÆØÅ][\wæøå-]+(?:\s[\wæøå&-]+){1,6})\s(?P<years>(?:19|20)\d\d\s?[-–—]\s?(?:19|20)?\d\d)(?![\d.,]\d|[-–/\d])"
)
_BEFORE = re.compile(r"(?:[»”“\"„*_(]|\b(?:i|af|med|fra|under|til|bag|om|for|på|og|hedder|er))\s?$")
_SPEAKS_OF = re.compile(
    r"(?<=[.!?»”\n*_]\s)(?:Strategien|Planen|Handlingsplanen|Aftalen|Pagten|Programmet|Handleplanen|Politikken)\b"
)


def _dated(sentence: Sentence) -> Iterator[Mention]:
    """A name with a period and no head noun of its own, where the text goes on with "Strategien" or the like."""
    text = sentence.text
    for match in _DATED.finditer(text, sentence.span.start, sentence.span.end):
        words = match["name"].split()
        low = [word.casefold() for word in words]
        if any(head_of(w) for w in low) or any((v := verb_of(w)) and v.form in ("pres", "past") for w in low[1:]):
            continue
        if any(t.finite for t in sentence.tokens if match.start() <= t.start < match.end()):
            continue
        if any(is_body(strip_genitive(w)) for w in low) or low[-1] in _TIMES or words[0].isupper():
            continue
        opens = sentence.zone is Zone.TITLE and match.start() == sentence.span.start
        if not opens and not _BEFORE.search(text[max(sentence.span.start, match.start() - 8) : match.start()]):
            continue
        later = _SPEAKS_OF.search(text, match.end(), match.end() + (700 if opens else 200))
        found = head_of(later.group().casefold()) if later else None
        if found is not None:
            span = Span(match.start(), match.end())
            yield Mention(span, found.type, span.of(text), confidence=0.7)


_TIMES = frozenset(("i", "fra", "til", "perioden", "årene", "for", "budget", "regnskab", "skoleåret", "valgperioden"))

_WRITTEN = re.compile(
    r"\b[a-zæøå]*(?:rapport|bog|artikel|analyse|undersøgelse|pjece|hæfte|film|notat|hvidbog|avis|udgivelse|kronik)(?:en|et|n|t|e)?\s+$",
    re.IGNORECASE,
)
_MARKS = '»«”“"„*_ \t'


def _at_head(sentence: Sentence, announced: str | None) -> Mention | None:
    """The work's name at the head of a text: the title over "Bro Kommunes klimaplan", the line in quotation marks under
    "HANDLINGSPLAN FOR …".
    """
    words = sentence.words.strip()
    span = Span(sentence.span.start, sentence.span.start + len(sentence.words.rstrip()))
    if sentence.zone is Zone.TITLE and 2 <= len(words.split()) <= 9 and words[-1] not in ".!?:":
        line_end = sentence.text.find("\n", span.end + 1)
        below = sentence.text[span.end + 1 : line_end if line_end > 0 else len(sentence.text)]
        kind = _subtitle_kind(below) if sentence.text[span.end : span.end + 1] == "\n" else None
        own = any(head_of(w.group().casefold()) for w in _WORD.finditer(words))
        return Mention(span, kind, words, confidence=0.8) if kind and not own else None
    bare = words.strip(_MARKS)
    quoted = words[:1] in '»”“"„' and words[-1:] in '«”“"' and len(bare.split()) <= 12
    above = sentence.text[max(0, span.start - 3) : span.start]
    under = above.endswith("\n") and "\n\n" not in above and len(sentence.headings) == 1
    if sentence.zone is Zone.HEADING and quoted and under and announced is not None:
        start = span.start + sentence.words.index(bare)
        return Mention(Span(start, start + len(bare)), announced, bare, confidence=0.8)
    return None


def _subtitle_kind(line: str) -> str | None:
    """The class that a line under the title names ("Bro Kommunes klimaplan 2025-2028"): short, without a verb."""
    words = [w.group().casefold() for w in _WORD.finditer(line)]
    if not 1 <= len(words) <= 12 or any((verb := verb_of(word)) and verb.form in ("pres", "past") for word in words):
        return None
    heads = [found for word in words if (found := head_of(word)) is not None and found.form == "sg"]
    return next((found.type for found in heads if found.type in cues.GROUP_TYPES), None)


def _said(text: str, end: int) -> bool:
    follows = re.compile(r"[,\s]{0,3}([a-zæøå]+)\b").match(text, end)
    verb = verb_of(follows.group(1)) if follows else None
    return verb is not None and verb.lemma in SAYS


def _kind(text: str, sentence: Sentence, match: re.Match[str]) -> str | None:
    """What the words before ("strategien hedder") or behind ("Det er en plan") call it."""
    before = text[max(sentence.span.start, match.start() - 60) : match.start()]
    heads = [(m, found) for m in _WORD.finditer(before) if (found := head_of(m.group().casefold())) is not None]
    if heads and NAMING.fullmatch(before[heads[-1][0].end() :]):
        return heads[-1][1].type
    after = _IS_A.match(text, match.end())
    if after:
        found = next(
            (f for m in _WORD.finditer(after["rest"]) if (f := head_of(m.group().casefold())) and f.form != "pl"), None
        )
        return found.type if found else None
    return None


_SUBTITLE = re.compile(r"(?:\s[–—-]|:)\s(?P<what>[^–—:]{8,90})$")


def _inner(title: str) -> str | None:
    """What a title's second half calls it: "Varm og Tør – strategi for havne 2020-2024"."""
    subtitle = _SUBTITLE.search(title)
    words = [w.group().casefold() for w in _WORD.finditer(subtitle["what"])][:5] if subtitle else []
    heads = [found for word in words if (found := head_of(word)) is not None and found.form == "sg"]
    return next((found.type for found in heads if found.type in cues.GROUP_TYPES), None)


def subtitled(mentions: Sequence[Mention]) -> list[Mention]:
    """The titles whose second half says what they are: the whole of it is the name."""
    return [m for m in mentions if _inner(m.text) is not None]


def _launched(sentence: Sentence) -> bool:
    return any(token.verb is not None and token.verb.lemma in _LAUNCHES for token in sentence.tokens)
