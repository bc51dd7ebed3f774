"""Places by preposition and capital: "i Vejle og København", where something is held or happens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..types import Mention, Span, Zone
from .actors_cues import NOT_ACTORS
from .events import _EVENT
from .reading import Sentence

_HAPPENS = frozenset(
    ["afholde", "holde", "finde", "mødes", "møde", "samle", "lancere", "præsentere", "indvie", "åbne", "sted"]
)


def happens(sentence: Sentence, span: Span) -> bool:
    """True for a place after "i" or "på" in a sentence where something is held or happens."""
    before = sentence.text[max(sentence.span.start, span.start - 14) : span.start].split()
    return (
        bool(before)
        and before[-1].casefold() in ("i", "på", "ved", "og", "hhv.")
        and any(_EVENT.match(t.low) or (t.verb and t.verb.lemma in _HAPPENS) for t in sentence.tokens)
    )


def find(sentence: Sentence, taken: Sequence[Span]) -> Iterator[Mention]:
    """Capitalised single words after "i" in a sentence where something happens; coordinated ones with them."""
    tokens = sentence.tokens
    if sentence.zone is Zone.HEADING or not any(
        _EVENT.match(t.low) or (t.verb and t.verb.lemma in _HAPPENS) for t in tokens
    ):
        return
    index = 0
    while index < len(tokens):
        if tokens[index].low in ("i", "ved", "hhv") and index + 1 < len(tokens):
            position = index + 1
            while position < len(tokens) and tokens[position].low in ("hhv", "hhv.", "."):
                position += 1
            while position < len(tokens):
                token = tokens[position]
                if token.pos != "PROPN" or token.text.upper() in NOT_ACTORS or token.text.isupper():
                    break
                if any(span.start <= token.start < span.end for span in taken):
                    break
                yield Mention(Span(token.start, token.end), "Place", token.text, confidence=0.6)
                position += 1
                if position < len(tokens) and tokens[position].low in (",", "og"):
                    position += 1
                else:
                    break
            index = position
        index += 1
