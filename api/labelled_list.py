"""A line whose label is the noun that is asked for: "Emneord: broer, veje, is" for "hvilke emneord har artiklen?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import held, words
from .pointed_members import Span
from .question import Kind, Question
from .reading import Scored

_LABEL = re.compile(r"^\W*(?P<label>[^\W\d_][\w-]+(?:\s[\w-]+)?)\s*:\s+(?=\S)")
_BETWEEN = re.compile(r"\s*[,;]\s+|\s+(?:og|samt)\s+(?=\S+\W*$)")
_SAME, _LEAST = 0.85, 0.5
_LEAST_MEMBERS, _LONGEST = 3, 6  # members, and words of one


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The members after the label, in the text that holds most of what else is asked; None where no line is so called.

    A single one that is asked for ("hvilket emneord …") is none of several.
    """
    singular = question.wh.startswith(("hvilken", "hvilket"))
    if question.kind is not Kind.WHAT or not question.focus or singular:
        return None
    best: tuple[float, Scored, list[Span]] | None = None
    for scored in ranked:
        label = _LABEL.match(scored.sentence.text)
        if label is None or words.alike(question.focus, words.lemma(label["label"].casefold())) < _SAME:
            continue
        spans = members(scored.sentence.text, label.end())
        finite = any(t.pos in ("AUX", "MODAL") for t in scored.sentence.tokens)
        share = held.share(question, scored, lambda term: not term.focus)
        if spans and not finite and share >= _LEAST and (best is None or share > best[0]):
            best = (share, scored, spans)
    return (best[1], best[2]) if best is not None else None


def members(text: str, start: int) -> list[Span]:
    """The short parts of a line after its label; none where they are few, or one of them is long.

    >>> line = "Emneord: broer, nye veje, is og sne"
    >>> [line[a:b] for a, b in members(line, 9)]
    ['broer', 'nye veje', 'is', 'sne']
    """
    spans, at = [], start
    for cut in [*(m.span() for m in _BETWEEN.finditer(text, start)), (len(text), len(text))]:
        part = text[at : cut[0]].rstrip(" .*_")
        if part:
            spans.append((at, at + len(part)))
        at = cut[1]
    short = all(len(text[a:b].split()) <= _LONGEST for a, b in spans)
    return spans if len(spans) >= _LEAST_MEMBERS and short else []
