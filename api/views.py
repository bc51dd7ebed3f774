"""Documents as the reader of answers sees them: sentences with tokens, what stands round each, what the whole says.

A view is made once a document and index from what the index holds, and kept.
"""

from __future__ import annotations

import dataclasses
import datetime
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from indexer.dates import MONTHS, parse_date
from indexer.grammar import WORD, Token
from indexer.types import DocumentRecord, Mention, Span, Zone

from . import chunks
from .chunks import is_role
from .linking import Vocabulary
from .question_cues import STOP
from .topics import topics
from .words import lemma, phrase_spots

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer


@dataclasses.dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence in its document.

    `lows` are its tokens in lower case, `words` its content words, each once. `number` counts the document's sentences,
    `part` its passages. `topic` is what it stands under besides its heading. `whole` is the document's text.
    """

    doc_id: str
    number: int
    part: int
    start: int
    end: int
    zone: Zone
    text: str
    lows: tuple[str, ...]
    words: tuple[str, ...]
    heading: str
    whole: str = dataclasses.field(repr=False)
    stretch: tuple[int, int]
    topic: str = ""

    @functools.cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens with their word classes, told when first asked for: of most sentences nobody asks."""
        return chunks.tag(self.whole, *self.stretch)

    @functools.cached_property
    def phrases(self) -> tuple[chunks.Phrase, ...]:
        """Its noun phrases."""
        return chunks.phrases(self.tokens)

    @functools.cached_property
    def odd(self) -> tuple[int, ...]:
        """The places of the tokens that are words, but not of letters alone: "2016", "nemlog-in"."""
        return tuple(i for i, low in enumerate(self.lows) if not low.isalpha() and any(c.isalnum() for c in low))

    @functools.cached_property
    def ends(self) -> tuple[int, ...]:
        """Where its tokens end."""
        return tuple(token.end for token in self.tokens)

    @functools.cached_property
    def years(self) -> frozenset[str]:
        """The years among its words."""
        return frozenset(w for w in self.words if len(w) == 4 and w.isdigit() and w[:2] in ("19", "20"))

    @functools.cached_property
    def penalty(self) -> float:
        """What it loses, where sentences are ranked, for what it is: furniture, a question, a heading."""
        if self.zone.is_furniture:
            return 0.06
        if self.text.rstrip().endswith("?"):
            return 0.25
        if re.match(r"(?:det |den )?(?:næste|forrige|tidligere|seneste|kommende)\b", self.text, re.I):
            return 0.05
        if self.zone in (Zone.TITLE, Zone.HEADING):
            return 0.08
        return 0.0

    def cut(self, first: int, last: int) -> str:
        """The words from token first to token last (exclusive), as they stand."""
        if first >= last:
            return ""
        origin = self.tokens[0].start
        return self.text[self.tokens[first].start - origin : self.tokens[last - 1].end - origin]


@dataclasses.dataclass(frozen=True, eq=False)
class View:
    """One document: its text, bibliographic data, sentences in order, and the words of all of it."""

    doc_id: str
    title: str
    date: str | None
    publisher: str | None
    author: str | None
    text: str
    sentences: tuple[Sentence, ...]
    record: DocumentRecord

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """Every content word of the document, its title and what is known of it."""
        meta = content(" ".join(filter(None, (self.title, self.publisher, self.author, self.dated))))
        return frozenset(word for sentence in self.sentences for word in sentence.words) | frozenset(meta)

    @functools.cached_property
    def vocabulary(self) -> Vocabulary:
        """Its words, to be found by what they have in common with a question's."""
        return Vocabulary(self.words)

    @functools.cached_property
    def holding(self) -> Mapping[str, Sequence[int]]:
        """For each content word the numbers of the sentences that hold it, in order."""
        found: dict[str, list[int]] = {}
        for sentence in self.sentences:
            for word in sentence.words:
                found.setdefault(word, []).append(sentence.number)
        return found

    def count(self, word: str) -> int:
        """How many sentences hold a word."""
        return len(self.holding.get(word, ()))

    @functools.cached_property
    def _found(self) -> tuple[Mention, ...]:
        known = (*self.record.mentions, *_furniture(self))
        return (*known, *_likely_people(self, known))

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """The names, dates and numbers in a sentence, also where page furniture holds it."""
        stretch = (sentence.start, sentence.end)
        found = self._mentioned.get(stretch)
        if found is None:
            found = tuple(m for m in self._found if sentence.start <= m.span.start and m.span.end <= sentence.end)
            if len(self._mentioned) <= len(self.sentences):
                self._mentioned[stretch] = found
        return found

    @functools.cached_property
    def _mentioned(self) -> dict[tuple[int, int], tuple[Mention, ...]]:
        return {}

    @functools.cached_property
    def headings(self) -> frozenset[str]:
        """All headings that its sentences stand under."""
        return frozenset(sentence.heading for sentence in self.sentences)

    @functools.cached_property
    def head(self) -> frozenset[str]:
        """The content words of its title and first lines: what the document is about, and what kind of text it is."""
        own = [s for s in self.sentences if not s.zone.is_furniture] or list(self.sentences)
        lead = " ".join(s.text for s in own[:5])
        return frozenset(content(" ".join(filter(None, (self.title, self.publisher, self.author, lead, self.dated)))))

    @functools.cached_property
    def day(self) -> datetime.date | None:
        """The day that relative dates count from: the document's date, or the first full date of its first lines, or
        else the first month with its year ("Magasinet Kajkanten, maj 2023")."""
        known = self.record.document.metadata.day
        if known is not None:
            return known
        lines = [s.text for s in self.sentences[:5] if len(s.text) < _LINE]
        told = [found.value for line in lines for found in parse_date(line, None)]
        full = [value for value in told if re.fullmatch(r"\d{4}-\d\d-\d\d", value)]
        months = [f"{value}-01" for value in told if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])", value)]
        return datetime.date.fromisoformat((full or months)[0]) if full or months else None

    @functools.cached_property
    def dated(self) -> str:
        """The document's date in words: "9. november 2011"."""
        parts = (self.date or "").split("-")
        if not parts[0]:
            return ""
        month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12 else ""
        return " ".join(filter(None, (parts[2].lstrip("0") + "." if len(parts) > 2 else "", month, parts[0])))

    @functools.cached_property
    def years(self) -> frozenset[str]:
        """The years of its title and date; that of its first lines ("Dato: 5. maj 2026") where no date is known."""
        told = self.date or (self.day.isoformat() if self.day is not None else "")
        return frozenset(re.findall(r"\b(?:19|20)\d\d\b", f"{self.title} {told}"))


_LINE = 120  # letters of a line that dates a text
_PERSON = re.compile(
    r"\b[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåé]+)?(?: [A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåé]+)?){1,3}\b"
)


_ATTENDANCE = re.compile(
    r"^\W*(?:til\s?stede|tilstede|deltagere|mødedeltagere|fremmødte|medlemmer|afbud|fravær)\s*:", re.I
)
_PLACING = frozenset({"i", "på", "ved", "fra", "til", "hos"})


def _likely_people(view: View, known: tuple[Mention, ...]) -> list[Mention]:
    """Names with a rare first name, told by the office or the verb of saying beside them, or by a line of those
    present, wherever in the text they stand."""
    taken = sorted((m.span.start, m.span.end) for m in known if m.type not in ("Theme", "Goal", "Event", "Role"))
    found: list[Mention] = []
    for sentence in view.sentences:
        for match in _PERSON.finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            if any(a < end and start < b for a, b in taken):
                continue
            before = [w.casefold() for w in re.findall(r"\w+", sentence.text[: match.start()])[-4:]]
            if before[-1:] and before[-1] in _PLACING:
                continue  # "borgmester i Nørre Asmild"
            if (
                any(is_role(lemma(w)) for w in before)
                or before[-1:]
                in (
                    ["siger"],
                    ["fortæller"],
                    ["mener"],
                    ["forklarer"],
                    ["udtaler"],
                )
                or (_ATTENDANCE.match(sentence.text) and sentence.text[match.end() :].startswith(" ("))
            ):
                found.append(Mention(Span(start, end), "Person", match.group()))
    return found + _again(view, found, taken)


def _again(view: View, found: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[Mention]:
    """The same names where nothing beside them tells that they are names of people."""
    seen = {(m.span.start, m.span.end) for m in found} | set(taken)
    again = []
    for name in sorted({m.text for m in found}):
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?![\w-])", view.text):
            if not any(a < match.end() and match.start() < b for a, b in seen):
                again.append(Mention(Span(*match.span()), "Person", name))
    return again


def _furniture(view: View) -> tuple[Mention, ...]:
    """What is named in page furniture, which extraction leaves alone but a question may ask about."""
    from indexer import mentions

    read = [
        mentions.Sentence(view.text, Span(s.start, s.end), Zone.BODY, s.tokens, (), s.part)
        for s in view.sentences
        if s.zone.is_furniture
    ]
    return mentions.find_in(view.record.document, read, _nothing_known()) if read else ()


@functools.cache
def _nothing_known() -> Gazetteer:
    from ontology.gazetteer import load_gazetteer

    return load_gazetteer(only=())


_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][sS])?")

_CODE = re.compile(r"[^\W\d_]+-\d+\w*")  # "FS-3", "covid-19": a name as a whole, of which its parts are none


@functools.lru_cache(maxsize=20_000)  # headings, cells and titles are asked for again and again
def content(text: str) -> tuple[str, ...]:
    """The content words of a text in lower case, each once, in order."""
    return said_in(text)


def said_in(text: str) -> tuple[str, ...]:
    """As `content`, of a text that is read once."""
    low = {w: w.casefold() for w in _WORD.findall(text)}
    return tuple(dict.fromkeys(low[w] for w in low if low[w] not in STOP or (len(w) > 1 and w.isupper())))


def view(record: DocumentRecord) -> View:
    """The view of a document from what the first phase found in it."""
    document = record.document
    sentences: list[Sentence] = []
    for part, passage in enumerate(record.passages):
        heading = " ".join(span.of(document.text) for span in passage.headings)
        for span in passage.sentences:
            sentences.extend(
                _sentence(document.doc_id, document.text, span, part, passage.zone, heading, len(sentences))
            )
    told = topics(sentences, document.text)
    sentences = [dataclasses.replace(s, topic=topic) if topic else s for s, topic in zip(sentences, told, strict=True)]
    meta = document.metadata
    return View(
        document.doc_id, meta.title, meta.date, meta.publisher, meta.author, document.text, tuple(sentences), record
    )


def _sentence(
    doc_id: str, text: str, span: Span, part: int, zone: Zone, heading: str, number: int
) -> Iterable[Sentence]:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    stretch = start, end
    spots = list(WORD.finditer(text, start, end))
    if spots:
        start, end = spots[0].start(), spots[-1].end()
        lows = tuple(spot.group().casefold() for spot in spots)
        fixed = (*(w for w in phrase_spots(lows).values() if w), *(low for low in lows if _CODE.fullmatch(low)))
        words = tuple(dict.fromkeys((*content(text[start:end]), *fixed)))
        yield Sentence(
            doc_id, number, part, start, end, zone, text[start:end], lows, words, heading, text, stretch
        )  # fmt: skip
