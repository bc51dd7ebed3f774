"""Goals: what a text says shall be reached, by its cue ("målet om, at …"), its list ("tre mål:"), or its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..grammar import tokenise
from ..types import Mention, Span, Zone
from . import goals_cues as cues
from .reading import Sentence

_TAIL = re.compile(r"[\s.,;:–-]+$")
_CLAUSE = re.compile(r",\s+(?:så|der|som|hvor|hvilket|hvis|mens|når|og\s+(?:det|vi|der|de)\b|men|herunder|fx|f\.eks)\b|\s[–—]\s|\.\s|;\s|\s\(")
_LIST_MARK = re.compile(r"^\s*(?:[•*\-–]|\(?\d{1,2}[.)]|[a-z]\))\s+")


def find(sentence: Sentence) -> Iterator[Mention]:
    """The goals a sentence states; spans cover the goal's own words, without its cue."""
    words = sentence.words
    if len(words) > 1500:
        return
    taken: list[Span] = []
    if sentence.zone is Zone.LIST and goal_heading(sentence):
        if not starts_item(sentence):
            return  # a further sentence of the item explains the first
        span = _trim(sentence, _LIST_MARK.match(words).end() if _LIST_MARK.match(words) else 0, len(words))
        if span:
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.8)
        return
    for match in cues.INTRODUCES.finditer(words):
        if not cues.BETWEEN.match(match["between"]):
            continue
        span = _trim(sentence, match.start("goal"), match.end("goal"))
        if span and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.8)
    for match in cues.QUANTIFIED.finditer(words):
        span = _trim(sentence, match.start("goal"), match.end("goal"))
        if span and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.75)


def starts_item(sentence: Sentence) -> bool:
    """True for the first sentence of a list item, with or without its mark."""
    line = sentence.text[sentence.text.rfind("\n", 0, sentence.span.start) + 1 : sentence.span.start]
    return not line.strip() or bool(_LIST_MARK.fullmatch(line))


def goal_heading(sentence: Sentence) -> bool:
    """True where the line before the list, or the heading above it, announces goals ("sætter tre mål:")."""
    above = ""
    if sentence.headings:
        above = sentence.headings[-1].of(sentence.text)
    lead = lead_in(sentence)
    return any(cues.HEADINGS.search(text) and not cues.NOT_HEADINGS.search(text) for text in (lead, above) if text)


def lead_in(sentence: Sentence) -> str:
    """The sentence that a list hangs on: the nearest line above that is no list item, where it ends in a colon or the
    list follows at once; "" where there is none."""
    before = sentence.text[max(0, sentence.span.start - 3000) : sentence.span.start]
    lines = [line for line in before.split("\n") if line.strip()]
    for line in reversed(lines[:-1] if lines and not before.endswith("\n") else lines):
        if _LIST_MARK.match(line):
            continue
        sentences = re.split(r"(?<=[.!?])\s+", line.strip())
        return sentences[-1] if sentences[-1].endswith(":") or len(lines) else ""
    return ""


def _trim(sentence: Sentence, first: int, last: int) -> Span | None:
    words = sentence.words[first:last]
    cut = _CLAUSE.search(words, 12) if len(words) > 12 else None
    if cut:
        words = words[: cut.start()]
    words = words[: len(words) - len(_TAIL.search(words).group())] if _TAIL.search(words) else words
    lead = len(words) - len(words.lstrip())
    if len(words.strip()) < 8:
        return None
    start = sentence.span.start + first + lead
    return Span(start, start + len(words.strip()))


def short_names(goal: str) -> tuple[str, ...]:
    """Shorter names of a goal: without "skal bidrage til at skabe", and without what hangs on it after "med" or "og".

    >>> short_names("Indsatsen skal sikre en grønnere hovedstad med plads til alle")
    ('en grønnere hovedstad med plads til alle', 'en grønnere hovedstad', 'Indsatsen skal sikre en grønnere hovedstad')
    """
    names = []
    match = cues.SHORTENS.match(goal)
    core = match["rest"].strip() if match else ""
    for text in filter(None, (core, goal)):
        names.append(text)
        for cut in (r"\s+og\s+(?=\w+e\s)", r"\s+med\s+", r"\s+(?:ved|inden)\s+udgangen", r"\s+på\s+tværs"):
            found = re.search(cut, text[10:])
            if found and (cut != r"\s+og\s+(?=\w+e\s)" or _infinitive(text[10 + found.end() :])):
                names.append(text[: 10 + found.start()].strip(" ,"))
    return tuple(dict.fromkeys(name for name in names if name != goal and len(name) > 7))


def _infinitive(rest: str) -> bool:
    tokens = tokenise("at " + rest, 0, min(len(rest) + 3, 40))
    return len(tokens) > 1 and tokens[1].verb is not None and tokens[1].verb.form == "inf"
