"""Whose quotation a line like "Formand for KL Ida Bo siger:" opens: the one after it, not the one it follows.

A press release sets one quotation under another, each under such a line. Where the one above a line says what a
question asks about, and the one below it does not, the line's own speaker said none of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from . import contrast, quotations, words
from .candidates import Candidate
from .question import Kind, Question
from .views import Sentence, View

_ALIKE = 0.7
_MOST = 12  # sentences of one quotation
_CLEARLY = 2  # more words of the question in the quotation above


def right_speaker(question: Question, candidate: Candidate) -> Candidate:
    """The candidate, or the speaker of the quotation above its line where that is the one asked for."""
    view, line = candidate.scored.view, candidate.scored.sentence
    if question.kind not in (Kind.QUOTE, Kind.WHO) or candidate.more or not _opens(line):
        return candidate
    above, below = _above(view, line), _below(view, line)
    if not above or not below or _said(question, above) < _said(question, below) + _CLEARLY:
        return candidate
    speaker = quotations.speaker(view, above[-1])
    if speaker is None or speaker.name == candidate.value:
        return candidate
    also = (contrast.scored(view, above[-1]),)
    scored = contrast.scored(view, speaker.sentence)
    return dataclasses.replace(
        candidate,
        value=speaker.name,
        label=speaker.name,
        start=speaker.start,
        end=speaker.end,
        scored=scored,
        also=also,
    )


def _opens(sentence: Sentence) -> bool:
    return sentence.text.rstrip().endswith(":") and bool(quotations.verbs_of_saying(sentence.text))


def _above(view: View, line: Sentence) -> Sequence[Sentence]:
    """The quotation that stands above a line, from the line that opens it on; none where nothing opens it."""
    for number in range(line.number - 1, max(-1, line.number - _MOST), -1):
        if _opens(view.sentences[number]):
            return view.sentences[number + 1 : line.number]
    return ()


def _below(view: View, line: Sentence) -> Sequence[Sentence]:
    """The quotation under a line, up to the end of its paragraph."""
    following = view.sentences[line.number + 1 : line.number + _MOST]
    if not following:
        return ()
    return [s for s in following if "\n\n" not in view.text[following[0].start : s.start]]


def _said(question: Question, sentences: Sequence[Sentence]) -> int:
    """How many words of a question, names apart, some sentences hold."""
    there = {word for sentence in sentences for word in sentence.words}
    asked = {t.word.casefold() for t in question.content if t.role != "name"}
    return sum(any(words.alike(term, word) >= _ALIKE for word in there) for term in asked)
