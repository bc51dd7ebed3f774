"""Who says what: quotations in marks, after a dash, split by "siger X"; and what is reported after "mener, at"."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterator, Sequence

from ..grammar import Token, verb_of
from ..mentions.persons_cues import SAYS
from ..types import Literal, Span, Statement, Zone
from .items import ACTORS
from .made import Maker
from .reading import Item, Page, Read

_DASHED = re.compile(r"(?:^|\n)[ \t]*[–—-][ \t]+([^\n]{15,3000})")
_FIRST_SENTENCE = re.compile(r"^.{12,}?[.!?](?=\s|$)", re.DOTALL)
LONGEST = 600


@dataclasses.dataclass(frozen=True, slots=True)
class Quote:
    """A quotation's span without its marks, and the key of the person who says it (None: nobody is named)."""

    span: Span
    speaker: str | None
    tag: Span | None = None


def quotes(page: Page) -> tuple[Quote, ...]:
    """All quotations of a document's content, with their speakers, in order."""
    text = page.text
    spans = [span for span in _marked(text) if _speech(text, span)]
    spans += [
        Span(m.start(1), m.end(1))
        for m in _DASHED.finditer(text)
        if page.document.zone_at(m.start(1)) in (Zone.QUOTATION, Zone.BODY)
    ]
    spans = [s for s in sorted(set(spans)) if page.document.zone_at(s.start).carries_statements]
    starts = [read.sentence.span.start for read in page.reads]
    found: list[Quote] = []
    for span in spans:
        if found and found[-1].span.overlaps(span):
            continue
        found.append(Quote(span, *_speaker(page, span, starts)))
    found = list(_spread(found, text))
    return tuple(_answered(page, found))


_QUESTION = re.compile(r"\?\s*[»«”“\"*_]*\s*$")


def _answered(page: Page, found: Sequence[Quote]) -> Iterator[Quote]:
    """In an interview a whole paragraph in quotation marks under a question is the interviewee's: the one person who
    was named before the first such answer, with two such answers at least.
    """
    text = page.text
    open_ = [q for q in found if q.speaker is None and _whole_paragraph(text, q.span) and _asked(text, q.span)]
    if len(open_) < 2:
        yield from found
        return
    people = [
        i
        for read in page.reads
        if read.sentence.span.end <= open_[0].span.start
        for i in read.every()
        if i.type == "Person" and i.key
    ]
    one = people[0] if len({p.key for p in people}) == 1 else None
    for quote in found:
        yield Quote(quote.span, one.key, one.span) if one is not None and quote in open_ else quote


def _whole_paragraph(text: str, span: Span) -> bool:
    before, behind = text[max(0, span.start - 3) : span.start], text[span.end : span.end + 3]
    return ("\n" in before or span.start < 3) and (not behind.strip('»«”“" ') or behind.lstrip('»«”“" ')[:1] == "\n")


def _asked(text: str, span: Span) -> bool:
    """True where the paragraph before ends in a question mark."""
    above = text[max(0, span.start - 400) : span.start].rstrip('»«”“" \n–-')
    return bool(_QUESTION.search(above))


_MARKS = re.compile(r"[”“\"»«„]")


def _marked(text: str) -> Iterator[Span]:
    """The stretches between quotation marks, paired in order inside each paragraph; a last mark without its fellow
    opens a quotation that lasts to the paragraph's end.
    """
    at = 0
    for paragraph in re.split(r"(\n)", text):
        marks = [at + m.start() for m in _MARKS.finditer(paragraph)]
        end = at + len(paragraph.rstrip())
        for number in range(0, len(marks), 2):
            last = marks[number + 1] if number + 1 < len(marks) else end
            if last - marks[number] > 12:
                yield Span(marks[number] + 1, min(last, marks[number] + 3000))
        at += len(paragraph)


def _speech(text: str, span: Span) -> bool:
    """True for words somebody says, not a title in quotation marks: a sentence, or long and with a verb."""
    inside = span.of(text)
    follows = re.compile(r"[”“\"»«,\s]{0,4}([a-zæøå]+)\b").match(text, span.end)
    verb = verb_of(follows.group(1)) if follows else None
    if verb is not None and verb.lemma in SAYS and len(inside.split()) >= 3:
        return True
    told = re.search(r"\bat\s+[»”“\"„]$", text[max(0, span.start - 6) : span.start])
    return len(inside.split()) >= 5 and (
        bool(told) or inside.rstrip()[-1:] in ".!?," or len(inside) > 90 or text[span.end + 1 : span.end + 2] == ","
    )


def _speaker(page: Page, span: Span, starts: Sequence[int]) -> tuple[str | None, Span | None]:
    """The person whose saying-verb stands right after, inside or before the quotation."""
    low = max(0, bisect.bisect_left(starts, span.start) - 3)
    near = [r for r in page.reads[low : low + 60] if r.sentence.span.start < span.end + 200]
    tags = [(item, tag) for read in near for item, tag in _tags(read)]
    after = [(i, t) for i, t in tags if 0 <= t.start - span.end <= 12]
    inside = [(i, t) for i, t in tags if span.covers(t)]
    before = [(i, t) for i, t in tags if 0 <= span.start - t.end <= 120]
    for chosen in (after[:1], inside[-1:], before[-1:]):
        if chosen:
            return chosen[0][0].key, chosen[0][1]
    if page.text[max(0, span.start - 4) : span.start].strip(' ”“"»«„\n–-').endswith(":"):
        same = [r for r in near if r.sentence.span.start < span.start <= r.sentence.span.end + 3]
        people = [i for r in same for i in r.items if i.type == "Person" and i.key and i.span.end < span.start]
        if people:
            return people[-1].key, people[-1].span
    lead = [r for r in near if r.sentence.span.end <= span.start and span.start - r.sentence.span.end < 12]
    if lead:
        people = [i for i in lead[-1].items if i.type == "Person"]
        if people and (
            lead[-1].sentence.words.rstrip().endswith(":") or page.document.zone_at(span.start) is Zone.QUOTATION
        ):
            return people[0].key, people[0].span
    follow = [r for r in page.reads[low : low + 60] if 0 <= r.sentence.span.start - span.end < 400]
    for read in follow:
        words = read.sentence.words
        if re.match(r"(?:Sådan|Det|Ordene)\s+(?:lyder|siger|udtaler|kommer|fortæller|skriver|er)\b", words):
            people = [i for i in read.items if i.type == "Person"]
            if people:
                return people[0].key, people[0].span
    return None, None


def _tags(read: Read) -> Iterator[tuple[Item, Span]]:
    """Persons beside a verb of saying, with the span of verb and name: "siger formand Martin Damm", "Damm siger"."""
    people = [i for i in read.every() if i.type == "Person" and i.key]
    for index, token in enumerate(read.tokens):
        if token.verb is None or token.verb.lemma not in SAYS or not token.finite:
            continue
        after = next(
            (p for p in people if 0 <= p.first - index - 1 <= 9 and not _breaks(read, index + 1, p.first)), None
        )
        if after is not None:
            yield after, Span(token.start, after.span.end)
            continue
        before = next(
            (
                p
                for p in reversed(people)
                if (0 <= index - p.last - 1 <= 8 and not _stops(read, p.last + 1, index)) or _told_of(read, p, index)
            ),
            None,
        )
        if before is not None:
            yield before, Span(before.span.start, token.end)


def _told_of(read: Read, person: Item, verb: int) -> bool:
    """True for "Bo Juul, der er formand for X, understreger": a relative clause stands between."""
    between = read.tokens[person.last + 1 : verb]
    return (
        3 < len(between) <= 25
        and between[0].text == ","
        and between[1].low in ("der", "som")
        and between[-1].text == ","
        and not any(t.text in ".:;!?" for t in between)
        and not any(t.text == "," for t in between[1:-1])
    )


def _breaks(read: Read, first: int, last: int) -> bool:
    return any(t.finite or t.text in ".:;!?" for t in read.tokens[first:last])


def _stops(read: Read, first: int, last: int) -> bool:
    return any(t.text in ".:;!?" or t.finite for t in read.tokens[first:last])


def _spread(found: list[Quote], text: str) -> Iterator[Quote]:
    """A quotation without a speaker that follows or precedes one in the same run of quotations is the same person's."""
    for number, quote in enumerate(found):
        if quote.speaker is None:
            for other in (found[number - 1 : number] if number else []) + found[number + 1 : number + 2]:
                gap = text[min(quote.span.end, other.span.end) : max(quote.span.start, other.span.start)]
                if other.speaker and len(gap) < 160:
                    quote = Quote(quote.span, other.speaker, other.tag)
                    break
        yield quote


def reporter(read: Read) -> str | None:
    """Whose account a sentence gives: "Computerworld skriver, at …", "Ifølge KL …"; None for the text's own."""
    tokens = read.tokens
    for item in read.items[:2]:
        if item.type not in ACTORS or item.key is None:
            continue
        if item.first == 1 and tokens[0].low == "ifølge":
            return item.key
        after = tokens[item.last + 1 : item.last + 14]
        verb = _told(after)
        if verb is not None:
            return item.key if verb else None
    return _according(read)


def _told(after: Sequence[Token]) -> bool | None:
    """Whether what follows a body's name says that it gives an account: "skriver, at", "talte 34 projekter"; None where
    no verb comes. A relative clause between the name and its verb is passed over.
    """
    number = 0
    while number < min(len(after), 8):
        token = after[number]
        if token.text == "," and number + 1 < len(after) and after[number + 1].low in ("der", "som"):
            number = next((n + 1 for n in range(number + 2, len(after)) if after[n].text == ","), len(after))
            continue
        if token.verb is not None and (token.finite or token.verb.lemma in SAYS):
            behind = after[number + 1 : number + 7]
            if token.verb.lemma in _COUNTS:
                return any(t.pos == "NUM" or t.low[:1].isdigit() for t in behind[:3])
            return token.verb.lemma in SAYS and any(t.low == "at" for t in behind[:5])
        number += 1
    return None


_COUNTS = frozenset(("tælle", "opgøre", "anslå", "nævne", "sige", "oplyse", "angive", "skrive"))


def _according(read: Read) -> str | None:
    """Whose account "… ifølge X" at a sentence's end gives."""
    for item in read.items:
        if item.type in ACTORS and item.key and item.first > 3 and read.tokens[item.first - 1].low == "ifølge":
            behind = [t for t in read.tokens[item.last + 1 :] if t.text not in ".;"]
            return item.key if not behind or read.tokens[item.last + 1].text in ".;" else None
    return None


_HEARSAY = re.compile(
    r"^\W*(?:[A-ZÆØÅ0-9][\w.’'-]*\s?){1,4}(?:har\s+)?(?:skriver|skrev|skrevet|hævder|hævdede|påstår|påstod|mener|mente|meldte|kalder|kaldte)"
    r"(?:\s+\w+){0,3}?(?:,\s+at\b|\s+at\b)"
    r"|^\W*[A-ZÆØÅ][\w.’'-]*(?:\s[A-ZÆØÅ][\w.’'-]*){0,3}(?:,\s(?:der|som)\s[^,]{3,80},)?\s"
    r"(?:talte|opgjorde|anslog|tæller|opgør|anslår)\s(?:\w+\s){0,2}?\d"
)


def hearsay(read: Read) -> bool:
    """True for "Nytnet.dk skriver, at …" where the source is no body we know: then nobody answers for what it says."""
    return read.speaker is None and _HEARSAY.match(read.sentence.words) is not None


def said(page: Page, found: Sequence[Quote]) -> Iterator[Statement]:
    """saidBy for every quotation whose speaker is known, and for reported speech."""
    for quote in found:
        if quote.speaker is None:
            continue
        words = _own_words(quote, page.text)
        if len(words.split()) < 3:
            continue
        read = next((r for r in page.reads if r.sentence.span.overlaps(quote.span)), None)
        if read is None:
            continue
        context = (quote.tag,) if quote.tag and not read.sentence.span.covers(quote.tag) else ()
        yield Maker(page, dataclasses.replace(read, speaker=None)).make(
            Literal(words, "text"), "saidBy", quote.speaker, confidence=0.9, context=context
        )
    for read in page.reads:
        yield from _reported(page, read, found)


def _own_words(quote: Quote, text: str) -> str:
    span = quote.span
    end = quote.tag.start if quote.tag and span.covers(quote.tag) else span.end
    words = text[span.start : end].strip(" ,\n")
    if len(words) > LONGEST:
        first = _FIRST_SENTENCE.match(words)
        words = first.group() if first and len(first.group()) <= 1200 else words[:LONGEST]
    return " ".join(words.split())


_INFINITIVE = re.compile(r"(?:(?!\bat\b)[^.:,]){0,60}?\b(?:mod|til|for|om|på|i|med|af|ved|uden)\s+at\s")


def _reported(page: Page, read: Read, found: Sequence[Quote]) -> Iterator[Statement]:
    """ "…, forklarer X." gives the words before; "X mener, at …" the words after."""
    if any(q.span.overlaps(read.sentence.span) for q in found):
        return
    tokens = read.tokens
    for person, tag in _tags(read):
        assert person.key is not None
        before = read.sentence.text[read.sentence.span.start : tag.start].rstrip()
        after = read.sentence.text[tag.end : read.sentence.span.end]
        verb_first = tag.start < person.span.start
        told = re.match(r"[^.:]{0,60}?,\s*at\s", after)
        if verb_first and before.endswith(",") and not told and len(before.split()) >= 5:
            words = before.rstrip(" ,")
        elif re.match(r"\s*ikke\b", after):
            continue
        elif _INFINITIVE.match(after) or after.rstrip().endswith(":"):
            continue  # "advarer mod at tro på mirakler": an infinitive, or what is to come
        elif match := re.match(r"[^.:]{0,60}?(?:,\s*|\s)at\s+(.{15,})", after, re.DOTALL):
            words = match.group(1).rstrip(" .")
        elif match := re.match(r"\s*:\s*(.{15,})", after, re.DOTALL):
            words = match.group(1).rstrip()
        else:
            continue
        yield Maker(page, dataclasses.replace(read, speaker=None)).make(
            Literal(" ".join(words.split()), "text"), "saidBy", person.key, confidence=0.8
        )
        return
    del tokens
