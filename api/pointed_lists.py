"""Lists that the reader points at: the members in its likely sentences, the items of their block, the cells of their
column, or one name from each of several sentences."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.types import Zone

from . import (
    block_meant,
    coordinations,
    list_orders,
    pointed,
    pointed_blocks,
    pointed_marks,
    pointed_members,
    pointed_rows,
    portions,
    words,
)
from .candidates import Candidate
from .chunks import is_role
from .lists import announced, count_of
from .question import Kind, Question
from .reading import Scored

if TYPE_CHECKING:
    from indexer.grammar import Token

    from .reader import Read, Span
    from .second_opinion import Opinion
    from .views import Sentence

# Shares chosen by hand, on the list questions of six sets and a few texts of our own (tests/api/test_pointed_lists.py).
_LIKELY = 0.1  # of a sentence whose list counts
_ALSO = 0.1  # of a further row of the same table, or a sentence of the same document, that tells one member
_FIRM = 0.5  # of the words of such a member
_LEAST = 0.02  # how sure members are at all
_SEVERAL = 0.35  # how sure members are where one thing seems to be asked for, if all are names
_SURELY = 0.6  # and if not
_HERE = 0.5  # the share of an item that has them, not its block
_MARKED = 0.2  # how likely the first or last word of each of them is that of a member
_MOST_ROWS = 0.6  # of a table, found likely, for all of them to be meant
_NEAR = 12  # sentences between members that are told one by one
_MOST = 24  # members
_NAMED = frozenset({Kind.WHO, Kind.WHAT, Kind.WHERE})
_JOINED = re.compile(r"\b(?:og|samt|eller)\b")
_ALL = re.compile(r"\b(?:alle|samtlige)\s+(?P<count>\w+)\b", re.I)

_LED = re.compile(r"(?:af|til|med|om|på|for|i|ved|fra|mod|under|hos)\s", re.I)

Piece = tuple[Scored, int, int]  # where a member stands, in characters of its sentence


def values(question: Question, opinion: Opinion, ranked: Sequence[Scored]) -> list[Candidate]:
    """The lists of the likeliest sentences, each as its first member with the others; none below two members."""
    if question.kind not in pointed.TYPES:
        return []
    likeliest = opinion.likeliest()
    likely = [
        (scored, read)
        for scored in ranked
        for read in (opinion.of(scored.sentence),)
        if read is not None and (read.share >= _LIKELY or (scored.sentence.doc_id, scored.sentence.number) == likeliest)
    ]
    likely.sort(key=lambda s: (-s[1].share, s[0].sentence.doc_id, s[0].sentence.number))
    found = []
    for scored, read in likely:
        purposes = portions.purposes(question, scored.sentence.text)
        pieces = [(scored, a, b) for a, b in purposes] or _inside(question, scored, read)
        items = pointed_blocks.items(scored.view, scored.sentence) if not purposes else []
        if items and block_meant.meant(question, opinion, scored, read, items):
            pieces = [(_at(scored, s), a, b) for s, a, b in items]
        elif question.many and not purposes:
            own = _labelled(scored, read) or _sure_of_both(pieces, read)
            block = _items(scored) if len(pieces) <= 2 and not own else []
            pieces = block or pieces or _cells(question, scored, read, likely)
        found.append(_list(question, opinion, pieces, scored))
    if question.many and not any(c is not None for c in found[:1]):
        pieces = _told_apart(question, likely)
        found += [_list(question, opinion, pieces, pieces[0][0])] if pieces else []
    return _once(c for c in found if c is not None)


def _once(found: Iterable[Candidate]) -> list[Candidate]:
    """Each list once, the surest of its kind, without those that hold all members of a surer one and more: all rows of
    a table where the question tells which."""
    kept: list[tuple[Candidate, frozenset[tuple[int, int]]]] = []
    for one in sorted(found, key=lambda c: (-c.opinion[2], len(c.more), -c.opinion[1])):
        places = frozenset((m.start, m.end) for m in (one, *one.more))
        same = (p for c, p in kept if c.scored.view is one.scored.view)
        if not any(p <= places for p in same):
            kept.append((one, places))
    return sorted((c for c, _ in kept), key=lambda c: (-c.opinion[1], c.scored.sentence.doc_id, c.start))


def asked(question: Question) -> int:
    """How many are asked for: "hvilke *tre* regler", "alle *fem*"; 0 where the question does not say."""
    before = [t.low for t in question.tokens[max(0, question.focus_at - 2) : max(0, question.focus_at)]]
    found = [count_of(low) for low in reversed(before)] if question.many else []
    found += [count_of(m["count"]) for m in _ALL.finditer(question.core)] if not question.keywords else []
    found.append(list_orders.count(question.text))
    return next((n for n in found if n > 1), 0)


def _list(question: Question, opinion: Opinion, pieces: Sequence[Piece], bearing: Scored) -> Candidate | None:
    """Pieces as one candidate, with what the reader thinks of their sentences and of the one that led to them."""
    made = [pointed.made(question, scored, start, end, sure=True) for scored, start, end in pieces]
    each: dict[str, Candidate] = {}
    for member in made:
        if member is not None:
            each.setdefault(member.value.casefold(), member)
    told = list(each.values())[:_MOST]
    if len(told) < 2:
        return None
    want = asked(question)
    told = [_counted(question, m) for m in told] if want == len(told) else told
    behind = [bearing, *(s for s, _, _ in pieces)]
    places = dict.fromkeys((s.sentence.doc_id, s.sentence.number) for s in behind)
    reads = [opinion.reads[at] for at in places if at in opinion.reads]
    share, whole = (min(1.0, sum(r.share for r in reads)), min(1.0, sum(r.whole for r in reads)))
    first = told[0]
    others = {(m.scored.sentence.doc_id, m.scored.sentence.number): m.scored for m in told[1:]}
    others.setdefault((bearing.sentence.doc_id, bearing.sentence.number), bearing)
    others.pop((first.scored.sentence.doc_id, first.scored.sentence.number), None)
    sure = 1.0 if want in (0, len(told)) else 0.5
    return dataclasses.replace(
        first, more=tuple(told[1:]), also=tuple(others.values()), opinion=(share, whole, sure), pointed=True
    )


def _counted(question: Question, member: Candidate) -> Candidate:
    """A member of a list that has as many as are asked for: its sentence says that number."""
    direct = [
        1.0 if term.role == "number" else held
        for term, held in zip(question.content, member.scored.direct, strict=True)
    ]
    return dataclasses.replace(member, scored=dataclasses.replace(member.scored, direct=tuple(direct)))


def _inside(question: Question, scored: Scored, read: Read) -> list[Piece]:
    """The members that a sentence itself gives. Where one thing seems to be asked for, only those the reader is sure
    of, and that are names or at least three."""
    several, sentence = read.several, scored.sentence
    if several is None or several.share < _LEAST or pointed_rows.row_of(scored.view, sentence) is not None:
        return []
    text = sentence.text
    want = asked(question) or _told(text, several.start)
    spans = pointed_members.cut(text, several.start, several.end, want=want, kept=_kept(scored, several))
    spans = pointed_marks.refined(text, spans, read.marks)
    spans = spans if len(spans) == want else _with_their_noun(scored, spans)
    odd = len(spans) != want or sum(_LED.match(text[a:b]) is not None for a, b in spans) == 1
    if want and odd and (counted := _of_the_number(scored, read, want)):
        return [(scored, a, b) for a, b in counted]
    if question.kind is Kind.WHO:  # "Palle Dam, *formand*, *direktør i Nord*, Ida Holm, *sekretær*"
        spans = [(a, b) for a, b in spans if not is_role(words.lemma(text[a:b].split()[0]))]
    if len(spans) < 2 and several.share >= _SURELY:
        spans = pointed_marks.marked(text, read.marks)
        if not question.many and len(spans) > 1 and not _joined(text, spans):
            return []
    if len(spans) < 2 or _half_a_phrase(scored, spans[0]):
        return []
    if not question.many and not _all_asked(question, text, spans, read):
        return []
    return [(scored, a, b) for a, b in spans]


_DESCRIBING = frozenset({"ADJ", "PART"})


def _with_their_noun(scored: Scored, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The members with adjectives that share a noun as one: "de *våde og tørre områder*" are no "våde"."""
    at, found = scored.sentence.start, list[tuple[int, int]]()
    for start, end in spans:
        inside = [t for t in scored.sentence.tokens if start <= t.start - at and t.end - at <= end]
        shares = found and scored.sentence.text[found[-1][1] : start].strip() in ("og", "eller", "samt")
        before = [
            t for t in scored.sentence.tokens if found and found[-1][0] <= t.start - at and t.end - at <= found[-1][1]
        ]
        described = len(inside) > 1 and inside[0].pos in (*_DESCRIBING, "NOUN") and inside[-1].pos == "NOUN"
        if shares and described and before and all(t.pos in _DESCRIBING for t in before):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _told(text: str, start: int) -> int:
    """The number that a sentence gives of what it lists after a colon: "delt op i *tre* områder: A og B, C og D, E"."""
    colon = text.rfind(": ", 0, start + 1)
    return announced(text[:colon]) if colon > 0 else 0


def _of_the_number(scored: Scored, read: Read, want: int) -> list[tuple[int, int]]:
    """The coordination of as many members as are asked for that holds most of what the reader points at."""
    best: tuple[float, list[tuple[int, int]]] = (0.0, [])
    for listed in coordinations.of(scored.sentence, want):
        if len(listed.spans) == want:
            held = sum(read.share_of(a, b) + pointed_marks.weakest([(a, b)], read.marks) for a, b in listed.spans)
            best = max(best, (held, list(listed.spans)), key=lambda b: b[0])
    return best[1]


def _half_a_phrase(scored: Scored, span: tuple[int, int]) -> bool:
    """ "*et bredt* og målrettet samarbejde": an article waits for its noun, so no list begins there."""
    at = scored.sentence.start
    inside = [t for t in scored.sentence.tokens if span[0] <= t.start - at and t.end - at <= span[1]]
    if inside and _owns(scored, inside[-1]):
        return True
    return (
        bool(inside) and inside[0].pos == "DET" and not any(t.pos in ("NOUN", "PROPN", "VERB", "NUM") for t in inside)
    )


def _owns(scored: Scored, last: Token) -> bool:
    """ "sikkerhed for *borgerens* og virksomheders data": an owner waits for what it owns."""
    after = next((t for t in scored.sentence.tokens if t.start >= last.end), None)
    definite = last.pos == "NOUN" and last.low.endswith(("ens", "ets", "ernes", "enes"))
    return definite and after is not None and after.low in ("og", "eller", "samt")


def _all_asked(question: Question, text: str, spans: Sequence[tuple[int, int]], read: Read) -> bool:
    """Where one thing seems to be asked for: is the reader sure of all members, and are they names or three?"""
    several = read.several
    if question.kind not in _NAMED or several is None:
        return False
    named = [text[a].isupper() for a, _ in spans]
    if all(text[:a].endswith("at ") for a, _ in spans):  # "at A gør x, og at B gør y"
        return True
    if _joined(text, spans) and several.share >= _SURELY and pointed_marks.weakest(spans, read.marks) >= _MARKED:
        return True
    if any(named[1:]) and not all(named[1:]):
        return False
    if several.share >= _SEVERAL if all(named) else several.share >= _SURELY and len(spans) > 2:
        return True
    best = read.spans[0] if question.kind is Kind.WHO and read.spans else None  # "who" is answered by one or by all
    return best is not None and best.start <= spans[0][0] and spans[-1][1] <= best.end


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Does "og" stand before the last member? Not so in "A, som efterfulgte B", which tells of one of them."""
    return _JOINED.search(text[spans[-2][1] : spans[-1][0]]) is not None


_INNER = frozenset({"Organisation", "Person", "Solution", "Strategy", "Agreement", "Programme", "ActionPlan"})


def _kept(scored: Scored, several: Span) -> list[tuple[int, int]]:
    """The names that hold an "og" themselves."""
    sentence = scored.sentence
    found = [m for m in scored.view.mentions(sentence) if m.type in _INNER and "," not in m.text]
    spans = [(m.span.start - sentence.start, m.span.end - sentence.start) for m in found]
    return [(a, b) for a, b in spans if b - a < several.end - several.start]


def _labelled(scored: Scored, read: Read) -> bool:
    """Does what the reader points at stand after a label of its own: "Ejere: A og B", among other facts?"""
    before = scored.sentence.text[: read.several.start] if read.several is not None else ""
    return ": " in pointed_blocks.MARKED.sub("", before)  # "Del A: drift" is an item, "Ejere: A og B" a line of its own


def _sure_of_both(pieces: Sequence[Piece], read: Read) -> bool:
    """Is the reader sure that the two members in an item are what is asked for, rather than the items of its block?"""
    spans = [(a, b) for _, a, b in pieces]
    return len(spans) == 2 and read.share >= _HERE and pointed_marks.weakest(spans, read.marks) >= _SURELY


def _items(scored: Scored) -> list[Piece]:
    """The items of the block that a sentence stands in or opens; what a heading stands over, where that is one line."""
    found = pointed_blocks.items(scored.view, scored.sentence)
    pieces = [(_at(scored, s), a, b) for s, a, b in found]
    following = scored.view.sentences[scored.sentence.number + 1 : scored.sentence.number + 2]
    if not pieces and scored.sentence.zone is Zone.HEADING and following and following[0].zone is Zone.BODY:
        text = following[0].text
        pieces = [(_at(scored, following[0]), a, b) for a, b in pointed_members.cut(text, 0, len(text))]
        pieces = pieces if len(pieces) > 2 and all(len(text[a:b].split()) <= 5 for _, a, b in pieces) else []
    return pieces


def _cells(question: Question, scored: Scored, read: Read, likely: Iterable[tuple[Scored, Read]]) -> list[Piece]:
    """The cells in the column of the reader's words, of the rows that meet the question; of all rows where it says
    nothing of any column but asks for that many, or the reader finds several rows likely."""
    at = pointed_rows.row_of(scored.view, scored.sentence)
    if at is None or not read.spans:
        return []
    table, row = at
    place = scored.sentence.start + read.spans[0].start
    column = next((n for n, c in enumerate(row.cells) if c is not None and c.start <= place < c.end), table.naming)
    rows = pointed_rows.meeting(question, table, row, column)
    if not rows:
        lines = {r.label.line[0] for r in table.body}
        pointed_at = [s for s, r in likely if s.view is scored.view and s.sentence.start in lines and r.share >= _ALSO]
        all_meant = len(table.body) == asked(question) or len(pointed_at) >= _MOST_ROWS * len(table.body)
        rows = table.body if all_meant else ()
    by_start = {s.start: s for s in scored.view.sentences if s.zone is Zone.TABLE or "|" in s.text}
    pieces = []
    for one in rows:
        cell, sentence = one.cells[column], by_start.get(one.label.line[0])
        if cell is not None and sentence is not None and cell.end <= sentence.end:
            pieces.append((_at(scored, sentence), cell.start - sentence.start, cell.end - sentence.start))
    return pieces


def _told_apart(question: Question, likely: Iterable[tuple[Scored, Read]]) -> list[Piece]:
    """One firm name from each of several likely sentences of the same document, near one another; where people are
    asked for, the others that such a sentence names too ("A var konstitueret, indtil B tiltrådte")."""
    first: Scored | None = None
    pieces: list[Piece] = []
    for scored, read in likely:
        span = read.spans[0] if read.spans else None
        in_table = pointed_rows.row_of(scored.view, scored.sentence) is not None
        if span is None or span.share < _FIRM or read.share < _ALSO or in_table:
            continue
        start, end = pointed.stripped(scored.sentence.text, span.start, span.end)
        if not scored.sentence.text[start:end][:1].isupper() or re.search(r"[,;|]", scored.sentence.text[start:end]):
            continue
        first = first or scored
        near = abs(scored.sentence.number - first.sentence.number) <= _NEAR
        if scored.view is first.view and near and scored.sentence.zone is first.sentence.zone:
            pieces += [(scored, start, end), *(_people(scored, start, end) if question.kind is Kind.WHO else ())]
    several = len({s.sentence.number for s, _, _ in pieces}) > 1
    return sorted(pieces, key=lambda p: (p[0].sentence.number, p[1])) if several else []


def _people(scored: Scored, start: int, end: int) -> Iterator[Piece]:
    """The one other person in a sentence whose answer is a person; none where it names more."""
    at = scored.sentence.start
    found = [m for m in scored.view.mentions(scored.sentence) if m.type == "Person" and " " in m.text]
    spans = sorted({(m.span.start - at, m.span.end - at) for m in found})
    own = [(a, b) for a, b in spans if a < end and start < b]
    if len(own) == 1 and len(spans) == 2:
        yield from ((scored, a, b) for a, b in spans if (a, b) not in own)


def _at(scored: Scored, sentence: Sentence) -> Scored:
    return scored if sentence is scored.sentence else dataclasses.replace(scored, sentence=sentence)
