"""The items of a list whose item, or whose opening line or heading, the reader points at, each by its short name."""

from __future__ import annotations

import re

from indexer.types import Zone

from . import lists
from .views import Sentence, View

Item = tuple[Sentence, int, int]  # a sentence and the item's name in characters of it

_MARK = re.compile(r"^\s*(?P<said>(?:[A-ZÆØÅ][a-zæøå]+\s+)?(?:\d{1,2}|[A-ZÆØÅa-zæøå]|[IVX]{1,4})[.):]|[•*–-])\s+(?=\S)")
_LABELLED = re.compile(r"^[A-ZÆØÅ][a-zæøå]+\s+(?:\d{1,2}|[A-ZÆØÅ]):\s+")
MARKED = re.compile(rf"{_LABELLED.pattern}|{_MARK.pattern}")
_ASIDE = re.compile(r",\s+(?:herunder|medmindre|dog|fx|bl\.|især|inklusive|blandt andet)\b|\s–\s|\s\(")
_IS = re.compile(r"\s(?:er|var|bliver|blev)\s(?:et|en|den|det)\b")
_BULLET = re.compile(r"\s*[•*–-]\s+")
_NO_ITEMS = frozenset({Zone.TABLE, Zone.TEASER, Zone.HEADING, Zone.TITLE})
_OPENING = frozenset({Zone.HEADING, Zone.CAPTION})
MOST = 30  # items
_FAR = 40  # sentences that are looked through on either side


def items(view: View, sentence: Sentence) -> list[Item]:
    """The items of the block that a sentence stands in or opens; none where there are fewer than two, or too many."""
    block = _opened(view, sentence) or _around(view, sentence)
    found = [item for item in map(_named, block) if item is not None]
    told = [_IS.search(s.text[a:b]) for s, a, b in found]
    if found and all(told):
        found = [(s, a, a + m.start()) for (s, a, _), m in zip(found, told, strict=True) if m is not None]
    return found if 2 <= len(found) <= MOST else []


def _opened(view: View, sentence: Sentence) -> list[Sentence]:
    """The items right after a sentence that ends in a colon, breaks off before them, or is the heading over them."""
    opens = sentence.text.rstrip(" *_").endswith(":") or sentence.zone in _OPENING or lists.breaks_off(view, sentence)
    following = view.sentences[sentence.number + 1 : sentence.number + 2]
    if not opens or not following or not _is_item(view, following[0]):
        return []
    return _on(view, following[0], 1)


def _around(view: View, sentence: Sentence) -> list[Sentence]:
    """The items of the block that an item stands in; a sentence that goes on in an item's line belongs to it."""
    while sentence.number and not _begins_line(view, sentence):
        sentence = view.sentences[sentence.number - 1]
    if not _is_item(view, sentence) or sentence.text.rstrip(" *_").endswith(":"):
        return []
    return [*_on(view, sentence, -1)[:0:-1], *_on(view, sentence, 1)]


def _on(view: View, first: Sentence, step: int) -> list[Sentence]:
    """From an item to the last that is marked like it, in one direction."""
    out, kind, last = [first], _kind(first), first
    at = first.number + step
    while 0 <= at < len(view.sentences) and abs(at - first.number) <= _FAR:
        other = view.sentences[at]
        low, high = (last, other) if step > 0 else (other, last)
        if view.text.count("\n", low.end, high.start) > 2 or other.text.rstrip(" *_").endswith(":"):
            break
        if _begins_line(view, other):
            if _kind(other) != kind:
                break
            out.append(other)
        elif other.zone is not first.zone:
            break
        last = other
        at += step
    return out


def _begins_line(view: View, sentence: Sentence) -> bool:
    line = view.text[view.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]
    return not re.search(r"\w{3}", line)


def _is_item(view: View, sentence: Sentence) -> bool:
    marked = sentence.zone is Zone.BODY and _MARK.match(sentence.text) is not None
    return sentence.zone is Zone.LIST or marked or (sentence.zone not in _NO_ITEMS and _bulleted(view, sentence))


def _bulleted(view: View, sentence: Sentence) -> bool:
    """Does a bullet stand before a sentence in its line, in a text of rules or notes too?"""
    return _BULLET.fullmatch(view.text[view.text.rfind("\n", 0, sentence.start) + 1 : sentence.start]) is not None


def _kind(sentence: Sentence) -> str:
    """How an item is marked: "Del A:" and "Del B:" alike, bullets alike; items that have lost their marks too."""
    mark = _MARK.match(sentence.text)
    said = mark["said"] if mark is not None else ""
    return f"{sentence.zone.value} {re.sub(r'[IVX]{1,4}(?=[.:)])|[A-ZÆØÅa-zæøå](?=[.:)])|[0-9]+', '_', said)}"


def _named(sentence: Sentence) -> Item | None:
    """What an item is called, without its mark."""
    mark = _LABELLED.match(sentence.text) or _MARK.match(sentence.text)
    first, last = lists.head(sentence, mark.end() if mark is not None else 0)
    first, last = first - sentence.start, last - sentence.start
    aside = _ASIDE.search(sentence.text, first, last)
    last = aside.start() if aside is not None else last
    return (sentence, first, last) if last - first > 1 else None
