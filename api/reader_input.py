"""A question and the sentences that may answer it, laid side by side as the reader's tokens.

    <s> question </s> </s> title: heading </s> • sentence • sentence </s> title: heading </s> … before • sentence …

Sentences of one section stand together in the document's order, so that a "den" can see what it means; where the
sentence before it is not among them, its first words stand there. A table's cells follow their column's header. Only
words of the sentences themselves can be pointed at. The order of sections is that of their best sentence.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from indexer.engines.tokens import Tokenizer, clean
from indexer.engines.weights import Pieces

TOKENS = 256  # of a whole input: 22 ms on two cores with bfloat16; 288 find no more answers, 384 take twice as long
SENTENCES = 12  # that are offered at most
_QUESTION, _SENTENCE, _ROW = 48, 48, 72  # tokens of one, at most
_TITLE, _HEADING, _BEFORE, _COLUMN = 6, 8, 14, 6
_KEPT = 4_096  # sentences whose tokens are kept: the likeliest of a corpus are offered again and again
_WORD = re.compile(r"\S+")
MARK, BEFORE = "▁•", "▁..."


@dataclasses.dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that may answer: `doc_id` and `number` place it; `heading` and `title` stand over it.

    `before` is the sentence before it, where its words need it; `columns` tell of a table's row where each cell begins
    (in characters of `text`) and its column's header.
    """

    doc_id: str
    number: int
    text: str
    heading: str
    title: str
    before: str = ""
    columns: tuple[tuple[int, str], ...] = ()


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
    sections: dict[tuple[str, str], list[_Cut]] = {}
    headers: dict[tuple[str, str], list[int]] = {}
    for place, sentence in enumerate(offered[:SENTENCES]):
        key = (sentence.doc_id, sentence.heading)
        cut = _cut(place, sentence, tokenizer, pieces)
        header = [] if key in headers else [*_header(sentence, tokenizer), pieces.end]
        if not cut.words or cut.size + len(header) > room:
            continue
        room -= cut.size + len(header)
        headers.setdefault(key, header)
        sections.setdefault(key, []).append(cut)
    placed = []
    mark = pieces.ids.get(MARK, pieces.unknown)
    for key, members in sections.items():
        ids += headers[key]
        numbers = {offered[member.place].number for member in members}
        for member in sorted(members, key=lambda member: offered[member.place].number):
            if offered[member.place].number - 1 not in numbers:
                ids += member.before
            at = len(ids)
            ids.append(mark)
            words = []
            for tokens, start, end in member.words:
                if end > start:
                    words.append((len(ids), len(ids) + len(tokens) - 1, start, end))
                ids += tokens
            placed.append(Placed(member.place, at, tuple(words)))
    return Packed(tuple(ids), tuple(placed))


@dataclasses.dataclass(frozen=True, slots=True)
class _Cut:
    """A sentence's tokens by words, each with its start and end; a column's header has no extent."""

    place: int
    words: list[tuple[list[int], int, int]]
    before: list[int]

    @property
    def size(self) -> int:
        return 1 + len(self.before) + sum(len(tokens) for tokens, _, _ in self.words)


def _cut(place: int, sentence: Offered, tokenizer: Tokenizer, pieces: Pieces) -> _Cut:
    words, before = _tokens(sentence, tokenizer)
    return _Cut(place, words, [pieces.ids.get(BEFORE, pieces.unknown), *before] if before else [])


@functools.lru_cache(maxsize=_KEPT)
def _tokens(sentence: Offered, tokenizer: Tokenizer) -> tuple[list[tuple[list[int], int, int]], list[int]]:
    """A sentence's words and the one before it as tokens; not to be changed, for the next question gets the same."""
    return _words(sentence, tokenizer), tokenizer.ids(clean(sentence.before))[:_BEFORE] if sentence.before else []


def _header(sentence: Offered, tokenizer: Tokenizer) -> list[int]:
    heading = sentence.heading.rsplit("\n", 1)[-1]
    below = tokenizer.ids(clean(": " + heading))[:_HEADING] if heading and heading != sentence.title else []
    if heading.startswith(sentence.title):
        return below[1:] or tokenizer.ids(clean(sentence.title))[:_HEADING]
    return [*tokenizer.ids(clean(sentence.title))[:_TITLE], *below]


def _words(sentence: Offered, tokenizer: Tokenizer) -> list[tuple[list[int], int, int]]:
    """The words of a sentence with their tokens, as far as there is room; before a cell's its column's header."""
    found, room = [], _ROW if sentence.columns else _SENTENCE
    columns = list(sentence.columns)
    for match in _WORD.finditer(sentence.text):
        header: list[int] = []
        while columns and columns[0][0] <= match.start():
            header = tokenizer.ids(clean(columns.pop(0)[1] + ":"))[:_COLUMN]
        tokens = tokenizer.ids(clean(match.group()))
        room -= len(header) + len(tokens)
        if room < 0:
            break
        found += [(header, match.start(), match.start())] if header else []
        found.append((tokens, match.start(), match.end()))
    return found
