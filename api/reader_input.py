"""A question and the sentences that may answer it, laid side by side as the reader's tokens.

    <s> question </s> </s> title: heading </s> • sentence • sentence </s> title: heading </s> • sentence …

Sentences of one section stand together in the document's order, so that a "den" can see what it means. The order of
sections is that of their best sentence.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from indexer.engines.tokens import Tokenizer, clean
from indexer.engines.weights import Pieces

TOKENS = 224  # of a whole input: 36 ms on two cores with bfloat16; 384 find no more answers, and take twice as long
SENTENCES = 12  # that are offered at most
_QUESTION, _HEADER, _SENTENCE = 48, 8, 48  # tokens of one, at most
_WORD = re.compile(r"\S+")
MARK = "▁•"


@dataclasses.dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that may answer: `doc_id` and `number` place it; `heading` and `title` stand over it."""

    doc_id: str
    number: int
    text: str
    heading: str
    title: str


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """An offered sentence among the tokens.

    `offered` is its place in the list that was given; `mark` the token before it; `words` are (first token, last token,
    start, end) of each of its words, start and end in characters of the sentence.
    """

    offered: int
    mark: int
    words: tuple[tuple[int, int, int, int], ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Packed:
    """The tokens of one input, and where its sentences stand in it."""

    ids: tuple[int, ...]
    placed: tuple[Placed, ...]


def pack(question: str, offered: Sequence[Offered], tokenizer: Tokenizer, pieces: Pieces, most: int = TOKENS) -> Packed:
    """The input for a question and sentences, best first; those that find no room are left out."""
    ids = [pieces.start, *tokenizer.ids(clean(question))[:_QUESTION], pieces.end, pieces.end]
    room = most - len(ids)
    sections: dict[tuple[str, str], list[tuple[int, list[tuple[list[int], int, int]]]]] = {}
    headers: dict[tuple[str, str], list[int]] = {}
    for place, sentence in enumerate(offered[:SENTENCES]):
        key = (sentence.doc_id, sentence.heading)
        cut = _words(sentence.text, tokenizer)
        size = 1 + sum(len(word[0]) for word in cut)
        header = [] if key in headers else _header(sentence, tokenizer)
        if not cut or size + len(header) + 1 > room:
            continue
        room -= size + (len(header) + 1 if key not in headers else 0)
        headers.setdefault(key, header)
        sections.setdefault(key, []).append((place, cut))
    placed = []
    mark = pieces.ids.get(MARK, pieces.unknown)
    for key, members in sections.items():
        ids += [*headers[key], pieces.end]
        for place, cut in sorted(members, key=lambda member: offered[member[0]].number):
            at = len(ids)
            ids.append(mark)
            words = []
            for tokens, start, end in cut:
                words.append((len(ids), len(ids) + len(tokens) - 1, start, end))
                ids += tokens
            placed.append(Placed(place, at, tuple(words)))
    return Packed(tuple(ids), tuple(placed))


def _header(sentence: Offered, tokenizer: Tokenizer) -> list[int]:
    heading = sentence.heading.rsplit("\n", 1)[-1]
    title = tokenizer.ids(clean(sentence.title))[: _HEADER // 2 if heading else _HEADER]
    below = tokenizer.ids(clean(": " + heading))[: _HEADER // 2] if heading and heading != sentence.title else []
    return [*title, *below]


def _words(text: str, tokenizer: Tokenizer) -> list[tuple[list[int], int, int]]:
    """The words of a sentence with their tokens, to the _SENTENCE-th token."""
    found, room = [], _SENTENCE
    for match in _WORD.finditer(text):
        tokens = tokenizer.ids(clean(match.group()))
        room -= len(tokens)
        if room < 0:
            break
        found.append((tokens, match.start(), match.end()))
    return found
