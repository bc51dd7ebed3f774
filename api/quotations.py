"""Who says a sentence: the speaker that a quotation's own words, its neighbours or its frame name."""

from __future__ import annotations

import dataclasses
import re

from indexer.types import Mention, Zone

from . import full_names
from .chunks import is_role
from .saying import VERBS, inside_quote, verbs_of_saying
from .views import Sentence, View
from .words import lemma

__all__ = ["Speaker", "author", "holder", "in_first_person", "of_initials", "speaker", "verbs_of_saying"]

_SAYS = re.compile(
    rf"\b({VERBS}|anført|sagt|udtalt|fortalt|skrevet|mindes|kaldt|omtalt|betegnet|ifølge)\b",
    re.I,
)
_PRONOUN = re.compile(rf"\b(?:{VERBS})\s+(?:hun|han)\b|\b(?:hun|han)\s+(?:{VERBS}|henviser|glæder|ærgrer)\b", re.I)
_LEADS_IN = re.compile(r"(?=[^»”“\"„:]*\b(?:han|hun)\b)[^»”“\"„:]*:\s*[»”“\"„]", re.I)  # "Hun sendte en hilsen: »…«"
_FIRST_PERSON = re.compile(r"\b(jeg|vi|mig|min|mit|mine|vores)\b", re.I)
_MARKS = '”“"»«„'


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: the name, where it stands, and the sentence that tells."""

    name: str
    start: int
    end: int
    sentence: Sentence
    person: bool


def speaker(view: View, sentence: Sentence) -> Speaker | None:
    """The one who says a sentence, or None: named in it, after it, or before it; by the full name that a text gives."""
    found = _speaker(view, sentence)
    return found if found is None or not found.person else _in_full(view, found)


def _in_full(view: View, found: Speaker) -> Speaker:
    """The speaker under the longest name that the text has for the same person."""
    full = full_names.longer(view, found.name)
    return found if full is None else Speaker(full.name, full.start, full.end, full.sentence, True)


def _speaker(view: View, sentence: Sentence) -> Speaker | None:
    own = _in_office(view, sentence) or _named(view, sentence, telling=True) or _meant(view, sentence)
    own = own or _initialled(view, sentence)
    if own is not None:
        return own
    opened = _opened(view, sentence)
    if opened is not None:
        return opened
    if _FIRST_PERSON.search(_outside_quotes(sentence.text)) and not _quoted(view, sentence):
        return author(view)
    if not _quoted(view, sentence):
        return author(view) if _voiced(view) else None
    found = _in_block(view, sentence)
    if found is not None:
        return found
    for step in (1, 2, 3, 4, 5):
        found = _neighbour(view, sentence, sentence.number + step)
        if found is not None:
            return found
        if not _same_run(view, sentence.number + step):
            break
    for step in (1, 2, 3, 4, 5):
        found = _neighbour(view, sentence, sentence.number - step)
        if found is not None:
            return found
    return _ahead(view, sentence)


_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[-–•*])")


def _in_block(view: View, sentence: Sentence) -> Speaker | None:
    """Who speaks in a quotation's own paragraph: named before its opening mark ("Jens Brahm mindede om: »A. B.«"), or
    told at its end ("- A. B, siger hun")."""
    numbers = list(_block(view, sentence))
    for number in reversed([n for n in numbers if n < sentence.number]):
        near = view.sentences[number]
        if sum(near.text.count(m) for m in _MARKS) % 2 and not near.text.startswith(tuple(_MARKS)):
            return _named(view, near, telling=True) or _in_office(view, near)
    for number in (n for n in numbers if n > sentence.number):
        near = view.sentences[number]
        told = _named(view, near, telling=True) or _in_office(view, near) or _meant(view, near)
        if told is not None:
            return told
        if any(mark in near.text for mark in "“«") and not any(mark in near.text for mark in "„»"):
            break  # the quotation ends, and nobody is named
    return None


def _block(view: View, sentence: Sentence) -> range:
    """The numbers of the sentences of a sentence's paragraph."""
    starts = [m.end() for m in _PARAGRAPH.finditer(view.text, max(0, sentence.start - _BLOCK), sentence.start)]
    ends = _PARAGRAPH.search(view.text, sentence.end, sentence.end + _BLOCK)
    start, end = starts[-1] if starts else 0, ends.start() if ends is not None else sentence.end + _BLOCK
    first = last = sentence.number
    while first > 0 and view.sentences[first - 1].start >= start and not view.sentences[first - 1].zone.is_furniture:
        first -= 1
    count = len(view.sentences)
    while last + 1 < count and view.sentences[last + 1].end <= end and not view.sentences[last + 1].zone.is_furniture:
        last += 1
    return range(first, last + 1)


_BLOCK = 2_000  # characters of a paragraph on either side of a sentence


def _in_office(view: View, sentence: Sentence) -> Speaker | None:
    """ "Formanden svarede, at …": the one whom the document names as the holder of that office."""
    for match in _SAYS.finditer(sentence.text):
        if inside_quote(sentence.text, match.start()):
            continue
        before = re.search(r"(\w+)\s+$", sentence.text[: match.start()])
        after = re.match(r"\s+(\w+)(?!\s+[A-ZÆØÅ]|\w)", sentence.text[match.end() :])
        for found in (before, after):
            if found is not None and (office := _office(found.group(1))):
                return holder(view, office, sentence)
    return None


def _of_office(view: View, sentence: Sentence) -> Speaker | None:
    """The holder of the office that a sentence begins with: "Ministeren vil ikke afvise det."."""
    first = re.match(r"\w+", sentence.text)
    office = _office(first[0]) if first is not None else ""
    return holder(view, office, sentence) if office else None


def _office(word: str) -> str:
    """The office that a definite noun names ("formanden": formand), else ""."""
    low = word.casefold()
    base = lemma(low)
    return base if low != base and low.endswith(("en", "et")) and is_role(base) else ""


def holder(view: View, office: str, sentence: Sentence) -> Speaker | None:
    """The person beside whose name a document puts an office, the nearest before a sentence first."""
    order = sorted(view.sentences, key=lambda s: (s.number > sentence.number, abs(s.number - sentence.number)))
    for near in order:
        people = [
            m
            for m in view.mentions(near)
            if m.type == "Person" and " " in m.text and not _bracketed(near.text, m.span.start - near.start)
        ]
        for mention, following in zip(people, [*people[1:], None], strict=False):
            stop = following.span.start if following is not None else near.end
            before = re.findall(r"\w+", view.text[max(near.start, mention.span.start - 40) : mention.span.start])[-1:]
            after = re.match(r"\s*(?:\(([^)]*)\)|,([^,.;]*)[,.;])", view.text[mention.span.end : stop + 1])
            beside = before + (re.findall(r"\w+", after.group(1) or after.group(2) or "") if after else [])
            if any(lemma(w.casefold()) == office or w.casefold() == office for w in beside):
                return Speaker(mention.text, mention.span.start, mention.span.end, near, True)
    return None


def _bracketed(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _initialled(view: View, sentence: Sentence) -> Speaker | None:
    """Minutes give speakers by their initials: "AT fandt …" is Anna Thorsen where one person alone has them."""
    match = re.match(r"([A-ZÆØÅ]{2,4})\b(?=\s+[a-zæøå])", sentence.text)
    return of_initials(view, match.group(1)) if match else None


def of_initials(view: View, initials: str) -> Speaker | None:
    """The one person of a document who has these initials, or None."""
    found: dict[str, Speaker] = {}
    for near in view.sentences:
        for mention in view.mentions(near):
            if mention.type == "Person" and "".join(w[0] for w in re.findall(r"[A-ZÆØÅ]\w+", mention.text)) == initials:
                found.setdefault(mention.text, Speaker(mention.text, mention.span.start, mention.span.end, near, True))
    return next(iter(found.values())) if len(found) == 1 else None


def _opened(view: View, sentence: Sentence) -> Speaker | None:
    """The one whom the sentence before a quotation announces: "Chefkonsulent Lone Krag siger:"."""
    if not _quoted(view, sentence):
        return None
    for number in range(sentence.number - 1, max(-1, sentence.number - 6), -1):
        near = view.sentences[number]
        if near.zone.is_furniture:
            continue
        if near.text.rstrip().endswith(":"):
            return _named(view, near, telling=True) or _in_office(view, near)
        if not _quoted(view, near):
            return None
    return None


def _meant(view: View, sentence: Sentence) -> Speaker | None:
    """ "…, siger hun": the person named last before."""
    match = _PRONOUN.search(sentence.text) or _LEADS_IN.match(sentence.text)
    if match is None:
        return None
    for number in range(sentence.number, max(-1, sentence.number - 6), -1):
        near = view.sentences[number]
        if near.zone.is_furniture:
            continue
        limit = sentence.start + match.start() if near is sentence else near.end
        people = [m for m in view.mentions(near) if m.type == "Person" and m.span.end <= limit]
        if people:
            mention = people[-1]
            return Speaker(mention.text, mention.span.start, mention.span.end, near, True)
        if near is not sentence and (held := _in_office(view, near) or _of_office(view, near)) is not None:
            return held  # "Formanden mindede om … , sagde hun"
    return None


def _voiced(view: View) -> bool:
    """Is a text told by a "jeg", so that what nobody else says in it is the writer's own word?"""
    return any(
        s.zone is Zone.BODY and _SELF.search(_outside_quotes(s.text)) and not _quoted(view, s) for s in view.sentences
    )


_SELF = re.compile(r"\b(?:jeg|mig|min|mit|mine)\b", re.I)


def author(view: View) -> Speaker | None:
    """The one whose "jeg" or "vi" a text is: the person of its byline."""
    for line in view.sentences:
        if line.zone in (Zone.BYLINE, Zone.SOURCE):
            for mention in view.mentions(line):
                if mention.type == "Person":
                    return Speaker(mention.text, mention.span.start, mention.span.end, line, True)
    return None


def in_first_person(text: str) -> bool:
    """Does a text speak as "jeg" or "vi", outside its quotations?"""
    return _FIRST_PERSON.search(_outside_quotes(text)) is not None


def _outside_quotes(text: str) -> str:
    return re.sub(r"[»”“\"][^»«”“\"]*[«”“\"]", " ", text)


def _neighbour(view: View, sentence: Sentence, number: int) -> Speaker | None:
    if not 0 <= number < len(view.sentences):
        return None
    near = view.sentences[number]
    if near.zone.is_furniture:
        return None
    return _named(view, near, telling=True)


def _ahead(view: View, sentence: Sentence) -> Speaker | None:
    """The frame after a quotation that page furniture parts from it: "Sådan lyder det fra …"."""
    for number in range(sentence.number + 1, min(len(view.sentences), sentence.number + 14)):
        near = view.sentences[number]
        if near.zone.is_furniture:
            continue
        found = _named(view, near, telling=True)
        if found is not None:
            return found
        if near.zone is Zone.HEADING:
            return None
    return None


def _same_run(view: View, number: int) -> bool:
    return 0 <= number < len(view.sentences) and view.sentences[number].zone in (Zone.QUOTATION, Zone.BODY)


def _quoted(view: View, sentence: Sentence) -> bool:
    """True where the sentence stands in a quotation: its zone says so, or marks open before it and close after."""
    if (
        sentence.zone is Zone.QUOTATION
        or any(mark in sentence.text for mark in _MARKS)
        or sentence.text.startswith(("–", "- "))
    ):
        return True
    start = view.text.rfind("\n", 0, sentence.start) + 1
    before = view.text[start : sentence.start]
    return sum(before.count(m) for m in _MARKS) % 2 == 1 or before.lstrip().startswith(("–", "- "))


def _named(view: View, sentence: Sentence, *, telling: bool) -> Speaker | None:
    """The person (or body) nearest to a verb of saying in a sentence."""
    verbs = [
        m.start() + sentence.start for m in _SAYS.finditer(sentence.text) if not inside_quote(sentence.text, m.start())
    ]
    if telling and not verbs:
        return None
    best: tuple[tuple[int, int], Mention] | None = None
    for mention in view.mentions(sentence):
        if mention.type not in ("Person", "Organisation") or inside_quote(
            sentence.text, mention.span.start - sentence.start
        ):
            continue
        gap = min(abs(mention.span.start - v) for v in verbs)
        if gap > 90:
            continue
        rank = (0 if mention.type == "Person" else 1, gap)
        if best is None or rank < best[0]:
            best = (rank, mention)
    if best is None:
        return None
    mention = best[1]
    return Speaker(mention.text, mention.span.start, mention.span.end, sentence, mention.type == "Person")
