"""Initiatives and solutions by what is said of them: results of a strategy, items of a list of initiatives, named
things
that are worked on, introduced or put to use."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, strip_genitive
from ..types import Mention, Span
from . import initiatives_cues as cues
from . import works_cues
from .actors import is_body
from .actors_cues import GENERAL
from .reading import Sentence
from .themes import _core
from .themes_cues import EMPTY, LEADING
from .works import capital_run, head_of


@functools.cache
def _table(phrases_: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases_:
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in table.items()}


def _cue(tokens: Sequence[Token], index: int, table: tuple[str, ...]) -> int | None:
    """The index after a cue that starts at index ("resulterede blandt andet i" counts as "resulterede i")."""
    rows = _table(table).get(tokens[index].low)
    for words in rows or ():
        position = index
        for number, word in enumerate(words):
            while (
                number
                and position < len(tokens)
                and tokens[position].low
                in ("blandt", "andet", "bl.a", ".", "også", "herunder", "fx", "således", "bl.a.")
            ):
                position += 1
            if position >= len(tokens) or tokens[position].low != word:
                break
            position += 1
        else:
            return position
    return None


def find(sentence: Sentence) -> Iterator[Mention]:
    """The initiatives a sentence names by context."""
    yield from _titled(sentence)
    yield from _apposed(sentence)
    tokens = sentence.tokens
    covered = -1
    for index, token in enumerate(tokens):
        if token.start < covered:
            continue
        after = _cue(tokens, index, cues.RESULTS)
        if after is not None:
            for mention in _results(sentence, after):
                yield mention
                covered = mention.span.end
            continue
        if (owned := _owned(sentence, index)) is not None:
            yield owned
            covered = owned.span.end
            continue
        after = _cue(tokens, index, cues.WORKED_ON)
        if after is not None:
            for mention in _named(sentence, after):
                yield mention
                covered = mention.span.end


_KIND_NOUN = re.compile(r"(?:initiativ|tiltag|projekt|indsats|løsning|kampagne|portal|system)(?:et|en)?$")


def _apposed(sentence: Sentence) -> Iterator[Mention]:
    """A name in capitals between commas after what it is: "det største tiltag, Supercykelstier i Hovedstaden, er …"."""
    tokens = sentence.tokens
    for index in range(len(tokens) - 3):
        if tokens[index + 1].text != "," or not _KIND_NOUN.search(tokens[index].low):
            continue
        last = capital_run(tokens, index + 2)
        if (
            index + 2 < last < len(tokens)
            and tokens[last].text == ","
            and not is_body(strip_genitive(tokens[last - 1].low))
        ):
            span = Span(tokens[index + 2].start, tokens[last - 1].end)
            yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.7)


_TITLED = re.compile(
    r"[”“\"»„]([A-ZÆØÅ][^”“\"«»„\n]{3,100}[^.,!?”“\"«»„\n])[”“\"«]\s?,\s+(?:[\wæøåÆØÅ-]+s\s+|et\s+|det\s+|som\s+er\s+(?:et\s+)?)?(?:initiativ|projekt|tiltag|indsats)\b"
)


def _titled(sentence: Sentence) -> Iterator[Mention]:
    """A title in quotation marks that the words behind it call an initiative: "»Fælles rejser«, strategiens
    initiativ 1.1".
    """
    for match in _TITLED.finditer(sentence.text, sentence.span.start, sentence.span.end):
        span = Span(match.start(1), match.end(1))
        yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.85)


def _owned(sentence: Sentence, index: int) -> Mention | None:
    """A name in capitals behind a general actor's genitive: "Kommunernes Teknologispring"."""
    tokens = sentence.tokens
    if (
        strip_genitive(tokens[index].low) not in GENERAL
        or not tokens[index].low.endswith("s")
        or not tokens[index].text[0].isupper()
    ):
        return None
    last = capital_run(tokens, index + 1)
    if (
        last == index + 1
        or tokens[index + 1].text.isupper()
        or any(is_body(strip_genitive(t.low)) or head_of(t.low) for t in tokens[index + 1 : last])
    ):
        return None
    span = Span(tokens[index].start, tokens[last - 1].end)
    return Mention(span, "Initiative", span.of(sentence.text), confidence=0.65)


def _results(sentence: Sentence, index: int) -> Iterator[Mention]:
    tokens = sentence.tokens
    for _ in range(10):
        while index < len(tokens) and (
            tokens[index].low in LEADING
            or tokens[index].low in ("blandt", "andet", ".", "over", "mere", "end")
            or tokens[index].pos == "NUM"
            or tokens[index].low in ("udvikle",)
        ):
            index += 1
        index = _past_actions(tokens, index)
        last = _core(tokens, index)
        if last is not None and index < len(tokens) and (run := capital_run(tokens, index)) > last + 1:
            last = run - 1
        if last is not None and (run := capital_run(tokens, last + 1)) > last + 1:
            last = run - 1
        if last is None or any(t.finite for t in tokens[index : last + 1]):
            return
        if (last > index or tokens[last].low not in EMPTY) and len(tokens[last].text) > 3:
            span = Span(tokens[index].start, tokens[last].end)
            yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.75)
        index = _next(tokens, last + 1)
        if index < 0:
            return


def _past_actions(tokens: Sequence[Token], index: int) -> int:
    """The index of what an action is done to: over "igangsættelse af landsdækkende udbredelse af"."""
    for _ in range(3):
        position = index
        while (position < len(tokens) and tokens[position].pos in ("ADJ", "DET", "NUM")) or (
            position < len(tokens) and tokens[position].low == "over"
        ):
            position += 1
        if position + 1 < len(tokens) and tokens[position].low in cues.ACTION and tokens[position + 1].low == "af":
            index = position + 2
            while index < len(tokens) and (
                tokens[index].low in ("over", "mere", "end", "en", "et", "den", "det", "de", "ca", "nye")
                or tokens[index].pos == "NUM"
            ):
                index += 1
        else:
            return index
    return index


def _next(tokens: Sequence[Token], index: int) -> int:
    """The index after the next comma or "og" of an enumeration, over a "til X"-phrase; -1 where it has ended."""
    for position in range(index, min(index + 7, len(tokens))):
        low = tokens[position].low
        if low in (",", "og", "samt"):
            following = (
                position + 2
                if position + 1 < len(tokens) and tokens[position + 1].low in ("og", "samt")
                else position + 1
            )
            if (
                low == "og"
                and position > index
                and tokens[index].low == "til"
                and tokens[position - 1].pos == "NOUN"
                and position - index <= 2
            ):
                continue  # "til borgere og virksomheder"
            if following < len(tokens) and tokens[following].pos in ("PRON", "MODAL", "AUX", "VERB", "REL", "SCONJ"):
                return -1
            return following
        if tokens[position].pos not in ("PREP", "NOUN", "ADJ", "DET", "PROPN"):
            return -1
    return -1


def _named(sentence: Sentence, index: int) -> Iterator[Mention]:
    """Names after "arbejdet med", "udrulningen af": capitalised inside the sentence, or in quotation marks."""
    tokens = sentence.tokens
    for _ in range(8):
        while index < len(tokens) and (
            tokens[index].low in ("den", "det", "de", "en", "et", "nye", "ny", "fælles", "bl.a", ".", "både")
            or tokens[index].text in works_cues.OPENING
        ):
            index += 1
        last = capital_run(tokens, index)
        if (
            last == index
            or (tokens[index].text.isupper() and len(tokens[index].text) < 4)
            or head_of(tokens[last - 1].low)
        ):
            return
        span = Span(tokens[index].start, tokens[last - 1].end)
        yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.65)
        if last < len(tokens) and tokens[last].low in (",", "og", "/", "samt"):
            index = last + 1
        else:
            return
