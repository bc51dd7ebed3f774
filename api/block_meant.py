"""Whether a whole block of items answers, though the reader points at one of them, or at the line that opens it.

"Hvad kan få en klage afvist?" is answered by what stands under "Nævnet afviser en klage, hvis den:"; the reader finds
the line, or two of its items, and knows of no more than one sentence at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import words
from .question import Kind

if TYPE_CHECKING:
    from .pointed_blocks import Item
    from .question import Question
    from .reader import Read
    from .reading import Scored
    from .second_opinion import Opinion
    from .views import Sentence

_TOGETHER = 0.55  # the share of items and opening line
_EACH = 0.05  # of an item that counts as pointed at
_OPENING = 0.35  # of the line that opens them, where no item is pointed at
_WORDS = 0.5  # how sure the reader may be of words in that line
_SAME = 0.7  # how alike two words are that say the same
_KINDS = frozenset({Kind.WHAT, Kind.WHY, Kind.HOW, Kind.WHERE, Kind.WHO})


def meant(question: Question, opinion: Opinion, scored: Scored, read: Read, items: Sequence[Item]) -> bool:
    """Are all items of a block meant, where the reader finds several of them, or the line that opens them?"""
    if len(items) < 2 or question.kind not in _KINDS:
        return False
    opening = _opening(scored, items)
    shares = [r.share for s, _, _ in items if (r := opinion.of(s)) is not None]
    lead = opinion.of(opening) if opening is not None else None
    led = lead.share if lead is not None else 0.0
    if sum(shares) + led < _TOGETHER:
        return False
    pointed_at = sum(share >= _EACH for share in shares) + (led >= _EACH)
    if question.many:
        return pointed_at > 1
    if opening is None or not question.wh.startswith(("hvad", "hvor", "hvordan")) or question.focus:
        return False
    if _says_what_is_asked(question, opening, items):
        return True
    unsure = lead is None or not lead.spans or lead.spans[0].share < _WORDS
    return (pointed_at > 2 or led >= _OPENING) and unsure and read.share >= _EACH


def _says_what_is_asked(question: Question, opening: Sentence, items: Sequence[Item]) -> bool:
    """Does the opening line hold most of the question, and no item any of it?"""
    asked = [t.word.casefold() for t in question.content if t.role in ("noun", "verb", "name") and not t.focus]
    led = [w for w in asked if any(words.alike(w, o) >= _SAME for o in opening.words)]
    own = [w for w in asked if any(words.alike(w, o) >= _SAME for s, _, _ in items for o in s.words)]
    return len(led) > 1 and 2 * len(led) >= len(asked) and not own


def _opening(scored: Scored, items: Sequence[Item]) -> Sentence | None:
    """The line before the first item, where it ends in a colon."""
    first = items[0][0]
    before = scored.view.sentences[first.number - 1] if first.number else None
    return before if before is not None and before.text.rstrip(" *_").endswith(":") else None
