"""What is most, first or longest, in the sentences that the reader finds to speak of it.

The reader says where the texts treat what is compared; the figures there are read and held against each other by rules:
those of two options that the question names, or those of all rows of a table and all items of a list.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from indexer.types import Zone

from . import called, contrast, pointed, ranks, standings, words
from .candidates import Candidate
from .cut_number import number_word
from .offered import needs_context
from .quantities import HEREOF, counts
from .question import Kind
from .tables import NUMERIC, Cell, Column, Row, Sort, Table, amount, days, tables
from .views import content

if TYPE_CHECKING:
    from .linking import Lexis, Linked
    from .question import Question
    from .reading import Scored
    from .second_opinion import Opinion
    from .views import Sentence, View

LEAST = 0.3  # of all sentences that are read, with "none of them" as a choice
BEARING = 0.03  # the share of a sentence that is looked at
_SURELY = 0.5  # the share of a sentence that is not passed over
_LIKELY = 0.08  # and of one whose table or list is looked through
_NAMED = 0.75
_CALLED = 0.5  # how far a table's only column of figures has to be called what is asked for
_SIDES = 50  # figures of one sentence or option
_REACH = 120  # signs from an option to its figure
_RANKS = (Kind.WHAT, Kind.WHO, Kind.WHERE, Kind.WHEN, Kind.COMPARE)
CONFIDENCE = 0.7


@dataclasses.dataclass(frozen=True, slots=True)
class Side:
    """One of what is compared: its name, its key, its words for that, what kind of figure it is, where it stands, how
    far the reader finds it there; `called` is what the text calls it, where that is another name."""

    name: str
    key: float
    said: str
    kind: tuple[object, ...]
    scored: Scored
    start: int
    weight: float
    called: str = ""


def read(linked: Linked, opinion: Opinion, views: Sequence[View], lexis: Lexis) -> Candidate | None:
    """The option, the row or the item that comes first, with the next one told; None where that can't be read."""
    question = linked.question
    order = contrast.order(question.core)
    if order is None or _sets_a_limit(question, order) or linked.strangers:
        return None
    if _of_nothing(linked, views, lexis):
        return None
    found = sum(told.whole for told in opinion.reads.values()) >= LEAST
    scene = _Scene(linked, opinion, lexis, order.group().casefold(), {view.doc_id: view for view in views})
    asked = contrast.options(question.core)
    if asked is None:
        if question.kind not in _RANKS or question.many or not contrast.MOST.fullmatch(order.group()):
            return None
        ranked = ranks.ranked(linked, opinion, views, lexis, scene.word)
        if ranked is not None and (ranked.firm or found) and (best := _ranked(scene, ranked)) is not None:
            return best
        return _of_all(scene) if found else None
    if not found:
        return None
    head, *named = asked
    return _of_several(scene, head, named) if len(named) > 2 else _of_two(scene, head, named)


def bearing(opinion: Opinion, views: Mapping[str, View]) -> list[tuple[float, View, Sentence]]:
    """The sentences that bear on a question, with the reader's shares, the likeliest first; `views` by doc_id."""
    found = sorted(
        (-told.share, doc_id, number)
        for (doc_id, number), told in opinion.reads.items()
        if told.share >= BEARING and doc_id in views
    )
    return [(-share, views[doc_id], views[doc_id].sentences[number]) for share, doc_id, number in found]


def _of_nothing(linked: Linked, views: Sequence[View], lexis: Lexis) -> bool:
    """Does the question name things, none of which any text speaks of?"""
    nouns = [term.word for term in linked.question.content if term.role == "noun" or term.focus]
    said = frozenset(word for view in views for word in view.words)
    return bool(nouns) and all(
        max((s for w, s in lexis.alike(n).items() if w in said), default=0.0) < _SPOKEN for n in nouns
    )


_SPOKEN = 0.5
_MUST = re.compile(r"\b(?:skal|skulle|kan|kunne|må|måtte|bør|burde)\b", re.I)


def _sets_a_limit(question: Question, order: re.Match[str]) -> bool:
    """ "Hvornår skal planen *senest* være klar", "mindst 60 pct.": the word orders nothing."""
    word = order.group().casefold()
    when = word in contrast.TIMES and (question.kind is Kind.WHEN or (word == "senest" and _MUST.search(question.core)))
    following = re.match(r"\s+(?:end\s+)?(?:i |den |ved |inden )?(?P<word>\S+)", question.core[order.end() :])
    number = following is not None and (following["word"][:1].isdigit() or number_word(following["word"]) is not None)
    return bool(when) or number


@dataclasses.dataclass(frozen=True, eq=False)
class _Scene:
    linked: Linked
    opinion: Opinion
    lexis: Lexis
    word: str
    views: dict[str, View]
    counted: dict[str, int] = dataclasses.field(default_factory=dict)

    def bearing(self) -> list[tuple[float, View, Sentence]]:
        """The sentences that bear on the question, the likeliest first."""
        return bearing(self.opinion, self.views)

    def names(self, option: str, others: Sequence[str], said: Sequence[str]) -> bool:
        """Do some words name an option: most of those that tell it from the others, the rarest among them?"""
        form = _telling(option, others)
        held = [max((self.lexis.alike(w).get(s, 0.0) for s in said), default=0.0) >= _NAMED for w in form]
        often = [self.often(word) for word in form]
        rarest = min((n for n in range(len(form)) if often[n]), key=lambda n: (often[n], n), default=-1)
        return bool(form) and 2 * sum(held) >= len(form) and (rarest < 0 or held[rarest])

    def often(self, word: str) -> int:
        """How many sentences of the texts say a word, in any of its forms."""
        if word not in self.counted:
            forms = [form for form, score in self.lexis.alike(word).items() if score >= _NAMED]
            self.counted[word] = sum(view.count(form) for view in self.views.values() for form in forms)
        return self.counted[word]

    @property
    def wants_dates(self) -> bool:
        return contrast.dated(self.word) and not self.word.startswith("hurtig")


def _of_two(scene: _Scene, head: str, two: Sequence[str]) -> Candidate | None:
    sides = [list(_sides(scene, head, option, [other]))[:_SIDES] for option, other in (two, two[::-1])]
    best: tuple[float, Side, Side] | None = None
    for one in sides[0]:
        for other in sides[1]:
            if one.kind != other.kind or one.key == other.key or one.start == other.start:
                continue
            beside = 0.1 * (one.scored.sentence is other.scored.sentence) + 0.05 * (
                one.scored.view is other.scored.view
            )
            worth = round(one.weight + other.weight + beside, 4)
            if best is None or worth > best[0]:
                best = (worth, one, other)
    if best is None:
        return None
    one, other = best[1:]
    won, lost = (one, other) if (one.key < other.key) == contrast.lower_wins(scene.word) else (other, one)
    return _told(won, lost)


def _of_several(scene: _Scene, head: str, named: Sequence[str]) -> Candidate | None:
    """The first of three or more options, of the kind of figure that most of them have."""
    kinds: dict[tuple[object, ...], dict[str, Side]] = {}
    for option in named:
        for side in _sides(scene, head, option, [n for n in named if n != option]):
            best = kinds.setdefault(side.kind, {})
            if option not in best or side.weight > best[option].weight:
                best[option] = side
    whole = max(kinds.values(), key=lambda sides: (len(sides), sum(s.weight for s in sides.values())), default={})
    sides = sorted(whole.values(), key=lambda s: s.key, reverse=not contrast.lower_wins(scene.word))
    if len(sides) < 2 or sides[0].key == sides[1].key:
        return None
    return _told(sides[0], sides[1])


def _sides(scene: _Scene, head: str, option: str, others: Sequence[str]) -> Iterator[Side]:
    """What the texts tell of an option, in the sentences that bear on the question."""
    seen: set[tuple[str, int]] = set()
    for weight, view, sentence in (*scene.bearing(), *_called_so(scene, head, option)):
        table = table_of(view, sentence)
        if table is not None:
            if (view.doc_id, table.start) not in seen:
                seen.add((view.doc_id, table.start))
                yield from _cells(scene, option, others, (view, table, sentence), weight)
            continue
        spot = _spot(scene, option, others, sentence)
        rivals = [at for other in others if (at := _spot(scene, other, [option], sentence)) is not None]
        if spot is None and needs_context(sentence) and _before(scene, option, others, (view, sentence)):
            spot = sentence.start  # "*Den* rummede 11 initiativer", after a sentence about it
        if spot is None and (rivals or not scene.names(option, others, content(_over(view, sentence)))):
            continue
        for measured, kind in _measured(scene, head, view, sentence):
            if _of_a_part(measured, option):
                continue
            apart = abs(measured.at - spot) if spot is not None else 0
            if apart <= _REACH and not any(_of_rival(spot, measured, rival) for rival in rivals):
                close = weight - apart / (20 * _REACH) - (0.1 if spot is None else 0.0)
                yield Side(
                    option, measured.key, measured.said, kind, contrast.scored(view, sentence), measured.at, close
                )


def _called_so(scene: _Scene, head: str, option: str) -> Iterator[tuple[float, View, Sentence]]:
    """The sentences that call an option as the question does, where its noun is left out there: "den fra 2022" is "den
    gamle handlingsplan fra 2022"; in texts that speak of the rest of what is asked."""
    short, focus = _OF_THAT_NOUN.match(option), scene.linked.question.focus
    if short is None or not focus:
        return
    named = re.compile(rf"{re.escape(focus)}\w*,?\s+{short['prep']}\s+{re.escape(short['rest'])}(?!\w|[-–]\d)", re.I)
    asked = [t.word for t in scene.linked.question.content if t.role in ("noun", "adj", "name") and not t.focus]
    asked = [w for w in asked if w in content(head) and not contrast.order(w) and not contrast.paid(w, "")]
    for view in scene.views.values():
        about = frozenset(content(view.title)) | view.head
        held = sum(max((scene.lexis.alike(w).get(s, 0.0) for s in about), default=0.0) >= _NAMED for w in asked)
        if 2 * held >= len(asked):
            yield from ((_LIKELY, view, s) for s in view.sentences if named.search(s.text))


_OF_THAT_NOUN = re.compile(r"(?:den|det|de)\s+(?P<prep>fra|for|om|i|til|med|på)\s+(?P<rest>.+)$", re.I)


def _of_a_part(measured: contrast.Measured, option: str) -> bool:
    """ "Heraf 95 mio. kr.", or "2027: 95 mio. kr." where the option is a longer period: a part of what it has."""
    before = measured.sentence.text[: measured.at - measured.sentence.start]
    year = _BY_YEAR.search(before)
    years = set(_YEAR.findall(option))
    return _HEREOF.search(before) is not None or (year is not None and years != {year["year"]})


_HEREOF = re.compile(rf"\b{HEREOF}\s+(?:\w+\s+)?$", re.I)
_BY_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d):\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _before(scene: _Scene, option: str, others: Sequence[str], at: tuple[View, Sentence]) -> bool:
    """Does the sentence before one name an option and no other?"""
    view, sentence = at
    before = view.sentences[sentence.number - 1] if sentence.number else None
    if before is None or before.part != sentence.part or before.zone is not sentence.zone:
        return False
    rivals = any(scene.names(other, [option], before.words) for other in others)
    return not rivals and scene.names(option, others, before.words)


def _over(view: View, sentence: Sentence) -> str:
    """The heading right over a sentence."""
    headings = view.record.passages[sentence.part].headings
    return headings[-1].of(view.text) if headings else ""


def _of_rival(spot: int | None, measured: contrast.Measured, rival: int) -> bool:
    """Is a figure another option's: nearer to it and not right behind this one, or behind it and this one ("A fik 24, B
    17"), or behind it, with this one only named further on ("A, brugt siden 2008, hvor det afløste B")?"""
    start, sentence = measured.at, measured.sentence
    if spot is None or spot < start < rival:
        return False
    if rival < start < spot and re.search(r"[,;(]", sentence.text[start - sentence.start : spot - sentence.start]):
        return True
    return spot < rival < start or abs(start - rival) < abs(start - spot)


def _spot(scene: _Scene, option: str, others: Sequence[str], sentence: Sentence) -> int | None:
    """Where a sentence names an option, in characters of the document."""
    if not scene.names(option, others, sentence.words):
        return None
    wanted: dict[str, float] = {}
    for word in _telling(option, others):
        for said, score in scene.lexis.alike(word).items():
            if score >= _NAMED:
                wanted[said] = max(score, wanted.get(said, 0.0))
    found = [(max(wanted.get(part, 0.0) for part in (t.low, *t.low.split("-"))), -t.start) for t in sentence.tokens]
    best, at = max(found, default=(0.0, 0))
    return -at if best > 0.0 else None


def _telling(option: str, others: Sequence[str]) -> list[str]:
    """The words of an option that the others don't share; all of them where they share all."""
    shared = {w for other in others for w in content(other)}
    return [w for w in content(option) if w not in shared] or list(content(option))


def _measured(
    scene: _Scene, head: str, view: View, sentence: Sentence
) -> Iterator[tuple[contrast.Measured, tuple[object, ...]]]:
    """The dates or figures that can be compared, with their kind; only those that count what is asked, if any do."""
    found = list(contrast.measured([sentence], scene.word, head, view))[:_SIDES]
    asked = content(head)
    counted = [m for m in found if m.figure and m.figure.noun and any(counts(w, m.figure.noun) for w in asked)]
    for measured in counted or found:
        yield measured, ("date",) if measured.figure is None else (measured.figure.kind,)


def table_of(view: View, sentence: Sentence) -> Table | None:
    """The table, or the run of records with the same fields, that a sentence is part of."""
    for table in tables(view):
        head = table.head is not None and table.head[0] <= sentence.start < table.head[1]
        if head or any(holds(row, sentence) for row in table.rows):
            return table
    return None


def holds(row: Row, sentence: Sentence) -> bool:
    """Does a sentence hold a cell of a row?"""
    return any(c is not None and sentence.start <= c.start < sentence.end for c in (row.label, *row.cells))


def _cells(
    scene: _Scene, option: str, others: Sequence[str], at: tuple[View, Table, Sentence], weight: float
) -> Iterator[Side]:
    """The option's row in the column that is asked for; or its column, in the row that the reader finds."""
    view, table, sentence = at
    column = _column(scene, table)
    for row in table.rows:
        if column is not None and scene.names(option, others, content(row.label.text)):
            side = _side(view, (table, row), column, weight)
            if side is not None:
                yield dataclasses.replace(side, name=option, called=side.name)
    told = next((r for r in table.rows if holds(r, sentence)), None)
    for n, own in enumerate(table.columns):
        if told is not None and n != table.naming and scene.names(option, others, content(own.name)):
            cell = told.cells[n]
            key = _key(cell, own, view) if cell is not None else None
            if key is not None and cell is not None:
                scored = contrast.scored(view, line_of(view, cell))
                yield Side(option, key, cell.text, ("row", table.start), scored, cell.start, weight)


def _side(view: View, at: tuple[Table, Row], column: int, weight: float) -> Side | None:
    """What a row tells in a column, by the row's own name."""
    table, row = at
    cell, own = row.cells[column], table.columns[column]
    key = _key(cell, own, view) if cell is not None else None
    if cell is None or key is None:
        return None
    figure = amount(cell, own)
    said = figure[1] if figure is not None and own.sort in NUMERIC else cell.text
    name = (row.name if table.head is None else row.label.text).strip("*_ ")
    return Side(name, key, said, (table.start, column), contrast.scored(view, line_of(view, cell)), cell.start, weight)


def _key(cell: Cell, column: Column, view: View) -> float | None:
    if column.sort is Sort.DATE:
        found = days(cell, view)
        return float(found[0]) if found is not None else None
    figure = amount(cell, column)
    return figure[0] if figure is not None else None


def line_of(view: View, cell: Cell) -> Sentence:
    """The sentence that a cell's line begins or lies in."""
    return next((s for s in view.sentences if s.start < cell.line[1] and cell.start < s.end), view.sentences[0])


def _column(scene: _Scene, table: Table) -> int | None:
    """The column to order by, right of the rows' names: of the kind that the word asks for, and called as the question
    says."""
    question = scene.linked.question
    able = [
        n
        for n, c in enumerate(table.columns)
        if n > table.naming
        and (c.sort is Sort.DATE if scene.wants_dates else c.sort in NUMERIC or ranks.figured(table, n))
    ]
    said = [t.word for t in question.content]

    def called(n: int) -> float:
        own = table.columns[n]
        named = sum(max((scene.lexis.alike(w).get(s, words.alike(w, s)) for s in own.words), default=0.0) for w in said)
        year = 1.0 if own.year and own.year in question.years else 0.0
        paid = 0.5 if own.sort is Sort.MONEY and contrast.paid(question.core, scene.word) else 0.0
        return named + year + paid

    best = sorted(able, key=lambda n: (-round(called(n), 3), n))
    if len(best) == 1:
        return best[0] if scene.wants_dates or called(best[0]) >= _CALLED else None
    return best[0] if best and called(best[0]) > called(best[1]) + 0.2 else None


def _ranked(scene: _Scene, ranked: ranks.Ranked) -> Candidate | None:
    """The row of a table that comes first in a column."""
    made = (_side(ranked.view, (ranked.table, row), ranked.column, ranked.worth) for row in ranked.rows)
    sides = _each_once([side for side in made if side is not None], scene)
    return _told(sides[0], sides[1]) if len(sides) > 1 and sides[0].key != sides[1].key else None


def found_in(opinion: Opinion, candidate: Candidate) -> float:
    """How far the reader finds the table of a value, or its sentence where it stands in none (0-1)."""
    view, sentence = candidate.scored.view, candidate.scored.sentence
    table = table_of(view, sentence)
    if table is None:
        return opinion.share(candidate)[0]
    return ranks.share(opinion, view, table)


def _of_all(scene: _Scene) -> Candidate | None:
    """The row, the item, the name in a sentence or the sentence that wins, where the reader finds one of them
    likeliest."""
    for weight, view, sentence in scene.bearing():
        sides = _rows(scene, view, sentence, weight) if weight >= _LIKELY else []
        if len(sides) < 2 and weight >= _LIKELY:
            sides = _enumerated(scene, view, sentence, weight)
        sides = _each_once(sides, scene)
        if len(sides) > 1:
            return _told(sides[0], sides[1]) if sides[0].key != sides[1].key else None
        if weight >= _SURELY:
            break  # the tables and lists of less likely sentences are not looked at
    sides = _each_once(_abreast(scene), scene)
    return _told(sides[0], sides[1]) if len(sides) > 1 and sides[0].key != sides[1].key else None


def _each_once(sides: Sequence[Side], scene: _Scene) -> list[Side]:
    """The sides with the one that wins first; of what is told of twice the first figure."""
    told: dict[str, Side] = {}
    for side in sides:
        told.setdefault(side.name.casefold(), side)
    return sorted(told.values(), key=lambda s: s.key, reverse=not contrast.lower_wins(scene.word))


def _enumerated(scene: _Scene, view: View, sentence: Sentence, weight: float) -> list[Side]:
    """The names of one sentence, each with its figure."""
    said = list(contrast.measured([sentence], scene.word, scene.linked.question.core, view))[:_SIDES]
    kinds = {m.figure.kind if m.figure is not None else "date" for m in said}
    if sentence.zone in (Zone.TABLE, Zone.LIST) or len(kinds) != 1:
        return []
    scored = contrast.scored(view, sentence)
    return [
        Side(name, measured.key, measured.said, tuple(kinds), scored, at, weight)
        for name, at, measured in standings.named(sentence, said)
    ]


def _abreast(scene: _Scene) -> list[Side]:
    """The sentences of one text that tell the same of one thing each, with their subjects: "Første fase koster …"."""
    focus = scene.linked.question.focus
    told: dict[tuple[str, tuple[object, ...]], list[Side]] = {}
    for weight, view, sentence in scene.bearing():
        subject = standings.subject(sentence) if sentence.zone not in (Zone.TABLE, Zone.HEADING) else None
        if subject is None or not focus or not any(words.alike(focus, w) >= 0.5 for w in content(subject[0])):
            continue
        name, at, _ = subject
        kinds = {
            kind: measured
            for measured, kind in reversed(list(_measured(scene, scene.linked.question.core, view, sentence)))
        }
        for kind, measured in kinds.items():
            scored = contrast.scored(view, sentence)
            told.setdefault((view.doc_id, kind), []).append(
                Side(name, measured.key, measured.said, kind, scored, at, weight)
            )
    return max(told.values(), key=lambda sides: (len(sides), sum(s.weight for s in sides)), default=[])


def _rows(scene: _Scene, view: View, sentence: Sentence, weight: float) -> list[Side]:
    """All rows of the table, or items of the list, that a sentence belongs to."""
    table = table_of(view, sentence)
    if table is None:
        return list(_items(scene, view, sentence, weight))
    column = _column(scene, table)
    if column is None:
        return []
    made = (_side(view, (table, row), column, weight) for row in table.body)
    return [side for side in made if side is not None]


_ITEM = re.compile(r"(?P<name>[^:|–—]{2,60}?)(?:\s*[:|]\s*|\s+[–—]\s+)(?=\S)")


def _items(scene: _Scene, view: View, sentence: Sentence, weight: float) -> Iterator[Side]:
    """The items of the list that a sentence belongs to, each with its name and its figure: "- Gudsø: 83 procent"."""
    if sentence.zone is not Zone.LIST:
        return
    first = last = sentence.number
    while first and view.sentences[first - 1].zone is Zone.LIST:
        first -= 1
    while last + 1 < len(view.sentences) and view.sentences[last + 1].zone is Zone.LIST:
        last += 1
    head = scene.linked.question.core
    kinds = {kind for _, kind in _measured(scene, head, view, sentence)}
    for item in view.sentences[first : last + 1]:
        match = _ITEM.match(item.text)
        if match is None:
            continue
        start, end = pointed.stripped(item.text, match.start("name"), match.end("name"))
        for measured, kind in _measured(scene, head, view, item):
            if kind in kinds and measured.at >= item.start + match.end():
                name, at = item.text[start:end], item.start + start
                yield Side(name, measured.key, measured.said, kind, contrast.scored(view, item), at, weight)
                break


def _told(won: Side, lost: Side) -> Candidate:
    sentence = won.scored.sentence
    also = () if lost.scored.sentence is sentence else (lost.scored,)
    how = f"{won.said} mod {lost.said} for {lost.name}"
    label = won.called or called.full(won.name, sentence.text)
    return Candidate(won.name, label, "Text", sentence.start, sentence.end, 0.8, won.scored, how=how, also=also)
