"""Themes by what introduces them ("fokus på …", "områder som X, Y og Z"), and policy fields by form
("miljøområdet").
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, may_describe, strip_genitive
from ..types import Mention, Span
from . import themes_cues as cues
from .reading import Sentence
from .works import head_of

_LOWERED = re.compile(r"\w+|[^\w\s]")


@functools.cache
def _first_words() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for cue in cues.AFTER:
        words = tuple(cue.split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in table.items()}


def cue_at(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """The theme cue that starts at index and the index after it, or None."""
    if tokens[index].low in ("fokus", "vægt", "vægten"):
        for position in range(index + 1, min(index + 6, len(tokens))):
            if tokens[position].low == "på":
                return "fokus på", position + 1
            if tokens[position].pos not in ("AUX", "ADV", "PRON", "REL", "MODAL", "VERB", "NOUN") or tokens[
                position
            ].low in ("på", "og"):
                break
    for words in _first_words().get(tokens[index].low, ()):
        position = index
        for number, word in enumerate(words):
            while number and position < len(tokens) and tokens[position].low in _ASIDE:
                position += 1
            if position >= len(tokens) or tokens[position].low != word:
                break
            position += 1
        else:
            return " ".join(words), position
    return None


_ASIDE = frozenset(
    [
        "bl.a",
        "bl.a.",
        "blandt",
        "andet",
        "fx",
        "f.eks",
        "f.eks.",
        "eks",
        "f",
        "især",
        "også",
        ".",
        "særligt",
        "primært",
        "navnlig",
        "her",
    ]
)


def find(sentence: Sentence) -> Iterator[Mention]:
    """The themes a sentence introduces by a cue, by its form, or by saying that it is central."""
    tokens = sentence.tokens
    covered = -1
    for index, token in enumerate(tokens):
        if token.start < covered:
            continue
        cue = cue_at(tokens, index)
        if cue and cue[0] in cues.STRONG:
            for first, last in phrases(tokens, cue[1]):
                mention = _theme(sentence, first, last, 0.75)
                if mention:
                    yield mention
                    covered = mention.span.end
        elif (
            token.low in ("områder", "områderne")
            and index >= 3
            and tokens[index - 2].low == "og"
            and tokens[index - 1].pos == tokens[index - 3].pos == "ADJ"
        ):
            one = tokens[index - 3]  # "de sociale og sundhedsmæssige områder" are two
            yield Mention(Span(one.start, one.end), "Theme", f"{one.low} områder", confidence=0.7)
            yield Mention(
                Span(tokens[index - 1].start, token.end), "Theme", f"{tokens[index - 1].low} områder", confidence=0.7
            )
        elif _field(token):
            yield Mention(Span(token.start, token.end), "Theme", token.text, confidence=0.7)
    yield from _central(sentence)


def _field(token: Token) -> bool:
    low = strip_genitive(token.low)
    return low.endswith((*cues.FIELDS[:2], "indsatsen")) and low not in cues.NOT_FIELDS and len(low) > 11


def phrases(tokens: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
    """The coordinated noun phrases from index on, as (first, last) token indexes: "X, Y og Z" gives three."""
    position = index
    for _ in range(10):
        while position < len(tokens) and (tokens[position].low in cues.LEADING or tokens[position].text in "•-*:."):
            if tokens[position].low == "at":
                return
            position += 1
        last = noun_phrase(tokens, position)
        if last is None:
            return
        yield position, last
        after = last + 1
        if (
            after < len(tokens)
            and tokens[after].low == ","
            and after + 1 < len(tokens)
            and tokens[after + 1].low in ("og", "samt")
        ):
            after += 1
        if after < len(tokens) and tokens[after].low in (",", "og", "samt", "/", "eller"):
            position = after + 1
            if position < len(tokens) and tokens[position].low in ("på", "om", "for"):
                if tokens[position].low != tokens[index - 1].low:
                    return
                position += 1
            if _clause_ahead(tokens, position):
                return
            continue
        return


def noun_phrase(tokens: Sequence[Token], index: int) -> int | None:
    """The last token of the noun phrase at index with its "af/i/på/for"-phrase, or None where no noun phrase starts."""
    last = _core(tokens, index)
    if last is None:
        return None
    for _ in range(2):
        if last + 1 < len(tokens) and tokens[last + 1].low in (
            "af",
            "i",
            "for",
            "på",
            "til",
            "over",
            "med",
            "om",
            "omkring",
            "mellem",
            "blandt",
        ):
            start = last + 2
            if start < len(tokens) and (tokens[start].text[0].isdigit() or tokens[start].low in _NOT_AFTER):
                break
            further = _core(tokens, start)
            if further is None or head_of(strip_genitive(tokens[further].low)):
                break
            last = further
        else:
            break
    return last


_NOT_AFTER = frozenset(
    [
        "udgangen",
        "slutningen",
        "begyndelsen",
        "løbet",
        "forbindelse",
        "forhold",
        "stedet",
        "dag",
        "år",
        "årene",
        "perioden",
        "hinanden",
        "gang",
        "dermed",
        "foråret",
        "efteråret",
        "sommeren",
        "vinteren",
        "fremtiden",
        "alt",
        "tide",
        "sin",
        "deres",
        "rapport",
        "tværs",
    ]
) - {"tværs"}


def _core(tokens: Sequence[Token], index: int) -> int | None:
    position, last = index, None
    while position < len(tokens) and position - index < 7:
        token = tokens[position]
        if token.pos in ("NOUN", "PROPN"):
            if (
                last is not None
                and tokens[last].pos == "NOUN"
                and tokens[position - 1].pos == "NOUN"
                and not (tokens[last].low.endswith("s") or may_describe(tokens[last].low))
            ):
                break
            last = position
        elif (token.pos in ("ADJ", "DET", "PART") and (last is None or tokens[last].low.endswith("s"))) or (
            token.low == "og" and last is None and position > index and tokens[position - 1].pos == "ADJ"
        ):
            pass
        else:
            break
        position += 1
    return last


def _clause_ahead(tokens: Sequence[Token], index: int) -> bool:
    """True where a subject and its verb follow, so that the list has ended ("… og vi tager hul på")."""
    last = _core(tokens, index)
    if index < len(tokens) and tokens[index].pos in ("PRON", "VERB", "MODAL", "AUX", "SCONJ", "REL"):
        return True
    return last is not None and last + 1 < len(tokens) and tokens[last + 1].finite


def _theme(sentence: Sentence, first: int, last: int, confidence: float) -> Mention | None:
    tokens = sentence.tokens
    while first <= last and tokens[first].low in cues.LEADING:
        first += 1
    if first > last:
        return None
    head = strip_genitive(tokens[last].low)
    words = last - first + 1
    if (words == 1 and (head in cues.EMPTY or len(head) < 4)) or any(head_of(t.low) for t in tokens[first : last + 1]):
        return None
    if tokens[first].text[0].isdigit():
        return None
    span = Span(tokens[first].start, tokens[last].end)
    return Mention(span, "Theme", span.of(sentence.text), confidence=confidence)


def _central(sentence: Sentence) -> Iterator[Mention]:
    """The subject of "er et centralt emne": the noun phrase before it (or after, in "Derfor er X et centralt emne")."""
    tokens = sentence.tokens
    lows = [t.low for t in tokens]
    for index, low in enumerate(lows):
        if low not in ("er", "bliver", "var"):
            continue
        window = " ".join(lows[index + 1 : index + 14])
        cue = next((c for c in _CENTRAL if c in window), None)
        if cue is None:
            continue
        if window.startswith(cue):
            first = index
            while (first and tokens[first - 1].pos in ("NOUN", "ADJ", "PROPN", "DET")) or (
                first and lows[first - 1] in ("af", "i")
            ):
                first -= 1
            if first < index:
                mention = _theme(sentence, first, index - 1, 0.8)
                if mention:
                    yield mention
        else:
            last = noun_phrase(tokens, index + 1)
            if last is not None:
                mention = _theme(sentence, index + 1, last, 0.8)
                if mention:
                    yield mention


_CENTRAL = (
    "et centralt emne",
    "et centralt tema",
    "et vigtigt tema",
    "et vigtigt emne",
    "et fokusområde",
    "et indsatsområde",
    "et gennemgående tema",
    "et af fokusområderne",
    "et af temaerne",
    "i fokus",
    "et hovedtema",
)
