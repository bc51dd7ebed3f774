"""How much lies between two figures, or which way it went, in the sentences that the reader finds to speak of it.

The reader knows other words for what is asked about; the two figures are chosen by how it weighs their sentences and
words, by what ties them ("fra 9 til 14", "mod"), and by how their clauses fit the two sides of the question.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from indexer.types import Zone

from . import changed, comparing, contrast, differences, told_gap, versus
from .candidates import Candidate
from .differences import Placed, Sides
from .polarity import negative
from .quantities import Figure, figures
from .tables import NUMERIC, Row, Sort, Table, amount

if TYPE_CHECKING:
    from .linking import Lexis, Linked
    from .reading import Scored
    from .second_opinion import Opinion
    from .views import Sentence, View

_UNSEEN = comparing.BEARING / 2  # the share of a sentence that a reading does not find
MOST = 40  # figures
_NEAR = 40  # signs between the word that says which way, and what the reader points at
_TIED = re.compile(
    r"\b(?:til|mod|imod|men|af de[tn]?|ud af|i stedet for|endte|landede|nåede|blev|kostede"
    r"|svarende til|op på|ned på|hidtil"
    r"|tidligere)\b",
    re.I,
)
_FROM = re.compile(r"\bfra\s+(?:[^\W\d]+\.?\s+){0,2}$", re.I)
_BEFORE = re.compile(
    r"\b(?:før|tidligere|hidtil|året før|dengang|oprindelig\w*|forrige|sidst|fra starten)\b"
    r"|\b(?:mod|imod)\s+(?:[^\W\d]+\s+){0,2}$",
    re.I,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_RISEN = re.compile(
    r"\b(?:stig(?:er|e|ende|ning(?:en)?)|steg|steget|vokse(?:r|de|t|nde)?|vækst(?:en)?|øge(?:r|s|t|de)?|fremgang(?:en)?"
    r"|(?:flere|højere|større|længere|dyrere|mere) end|hævet|hæves|forøge(?:r|s|t|de|lse)|fordobl(?:et|es|ing))\b",
    re.I,
)
_FALLEN = re.compile(
    r"\b(?:fald(?:er|et|t|ende)?|falde|reducere(?:t|s|r|de)|sænke(?:r|s|t|de)?|skrump(?:er|et|ede)|tilbagegang(?:en)?"
    r"|nedgang(?:en)?|(?:færre|lavere|mindre|kortere|billigere) end|halvere(?:t|s|r|de)|mindske(?:t|s|r|de)"
    r"|dale(?:r|t|de)|dykke(?:r|t|de)|aftage(?:r|t|nde)|skåret)\b",
    re.I,
)
_MORE = re.compile(r"\b(?:flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere|kortere)\b", re.I)
_SURE = 0.3
_LEAST_TIED = 0.12  # of all sentences, where one sentence or one column of a table holds both figures
_COLUMN = 0.5
_SIDE = 0.15  # of one of two sides that are looked up for themselves
_AIM = 1.4  # what it is worth that one sentence holds a target and what came of it


Look = Callable[[str], "tuple[Opinion, Sequence[View]]"]


def read(linked: Linked, opinion: Opinion, views: Sequence[View], lexis: Lexis, look: Look) -> Candidate | None:
    """The difference that a question asks for, or the word that says which way it went; None where that can't be
    read. `look` reads once more for the side that the question sets against the other."""
    asked = differences.sides(linked.question.core) or _way(linked.question.core)
    if asked is None or asked.more or linked.strangers:
        return None
    if asked.ends is not None and asked.right:
        return _of_ends(asked, asked.ends, linked, [(opinion, views), *map(look, asked.ends.asks)], lexis)
    whole = sum(told.whole for told in opinion.reads.values())
    if whole < _LEAST_TIED:
        return None
    sentences = bearing(opinion, views)
    if asked.way is None and differences.planned(asked.right):
        near = [dataclasses.replace(contrast.scored(v, s), coverage=share) for share, v, s in sentences]
        if (gap := told_gap.told(near, asked.left, least=_SIDE)) is not None:
            return gap
    if (
        asked.way is not None
        and not asked.right
        and whole >= comparing.LEAST
        and (said := _outright(asked, sentences, opinion)) is not None
    ):
        return said
    sought = differences.wanted(linked)
    found = list(itertools.islice(spots(sentences, sought, opinion), MOST))
    if asked.right:
        other, others = look(_other_side(linked.question.core, asked))
        against = itertools.islice(spots(bearing(other, others), sought, other), MOST)
        found = joined(found, list(against))
    pair = _pair(found, asked, lexis)
    if pair is None and asked.ends is not None:
        return _of_ends(asked, asked.ends, linked, [(opinion, views), *map(look, asked.ends.asks)], lexis)
    if pair is not None and whole < comparing.LEAST and _tied(*pair) < _COLUMN:
        return None
    return differences.answer(pair[0].placed, pair[1].placed, asked, linked) if pair is not None else None


def _of_ends(
    asked: Sides, ends: changed.Ends, linked: Linked, readings: Sequence[tuple[Opinion, Sequence[View]]], lexis: Lexis
) -> Candidate | None:
    """What lies between two sides that a question names by time or by who says it: `readings` are those of the question
    and of each side for itself. None where the text says outright what lies between: then it has not to be reckoned."""
    if any(sum(read.whole for read in told.reads.values()) < comparing.LEAST for told, _ in readings[1:]):
        return None
    sought = differences.wanted(linked)
    whole, first, second = ([*itertools.islice(spots(bearing(*r), sought, r[0]), MOST)] for r in readings)
    found = joined(joined(first, second), whole, both=True)
    if any(max(s.share, s.against) >= _SURE and changed.says_itself(s.placed.figure, ends) for s in found):
        return None
    both = dataclasses.replace(asked, left=ends.left, right=ends.right)
    pair = _pair(found, both, lexis)
    if pair is None or (min(max(s.share, s.against) for s in pair) < _SIDE and not _beside(*pair)):
        return None
    return differences.answer(pair[0].placed, pair[1].placed, both, linked)


def _beside(a: Spot, b: Spot) -> bool:
    """Do two figures stand in one sentence, or in two that follow each other?"""
    one, other = a.placed.scored.sentence, b.placed.scored.sentence
    return one.doc_id == other.doc_id and one.part == other.part and abs(one.number - other.number) <= 1


def bearing(opinion: Opinion, views: Sequence[View]) -> list[tuple[float, View, Sentence]]:
    """The sentences that bear on a question, with the reader's shares, the likeliest first."""
    return comparing.bearing(opinion, {view.doc_id: view for view in views})


def _other_side(core: str, asked: Sides) -> str:
    """The question for the right side alone, with what the left one says that it does not repeat: "Hvor mange elever
    har Ry flere end *Vejle*" asks "Hvor mange elever har Ry: Vejle?"."""
    left = _MORE.sub(" ", f"hvor mange {asked.left}" if re.search(r"\bhvor mange\b", core, re.I) else asked.left)
    left = re.sub(
        r"^(?:\W*hvor (?:mange|meget)\b)?",
        "Hvor meget" if "mange" not in left[:12] else "Hvor mange",
        left,
        count=1,
        flags=re.I,
    )
    return f"{' '.join(left.split()).rstrip(' ,?.!')}: {asked.right.rstrip(' ?.!')}?"


def joined(found: Sequence[Spot], others: Sequence[Spot], both: bool = False) -> list[Spot]:
    """The figures of both readings, each once: `share` of the first, `against` of the second; `both` where the second
    reading is of a question for the two sides at once."""
    told = {(s.placed.scored.sentence.doc_id, s.placed.figure.start): s for s in found}
    for spot in others:
        key = (spot.placed.scored.sentence.doc_id, spot.placed.figure.start)
        own = told.get(key) or dataclasses.replace(spot, share=_UNSEEN, words=0.0)
        if both:
            told[key] = dataclasses.replace(
                own, share=max(own.share, spot.share), words=max(own.words, spot.words),
                against=max(own.against, spot.share), other_words=max(own.other_words, spot.words),
            )  # fmt: skip
        else:
            told[key] = dataclasses.replace(own, against=spot.share, other_words=spot.words)
    return [told[key] for key in sorted(told)]


def _way(core: str) -> Sides | None:
    """ "Gik det op eller ned": two words of which one has to be right."""
    match = versus.either(core.rstrip(" ?.!"))
    if match is None:
        return None
    left, _, right = (core[: match.start()] + core[match.end() :]).partition(" end ")
    return Sides(left, right.rstrip(" ?.!"), match)


@dataclasses.dataclass(frozen=True, slots=True)
class Spot:
    """A figure, how likely its sentence (0-1) and its words (0-1) are, the table's row and column it stands in, its
    year, and how likely sentence and words are for the side that is set against the first."""

    placed: Placed
    share: float
    words: float
    cell: tuple[int, int, int] | None = None
    year: str = ""
    against: float = _UNSEEN
    other_words: float = 0.0


def spots(
    sentences: Sequence[tuple[float, View, Sentence]], sought: differences.Wanted, opinion: Opinion
) -> Iterator[Spot]:
    """The figures of the sentences that bear on the question, those of a table's rows by their columns."""
    for share, view, sentence in sentences:
        told = opinion.reads[sentence.doc_id, sentence.number]
        scored = dataclasses.replace(contrast.scored(view, sentence), coverage=share)
        table = comparing.table_of(view, sentence)
        if table is not None:
            for spot in _cells(table, sentence, scored, share):
                start = spot.placed.figure.start - sentence.start
                if not sought.kind or spot.placed.figure.kind == sought.kind:
                    yield dataclasses.replace(spot, words=told.share_of(start, start + len(spot.placed.figure.said)))
            continue
        if sentence.zone in (Zone.HEADING, Zone.TITLE):
            continue
        for figure in differences.paid_alike(list(figures(sentence)), _figures_before(view, sentence)):
            if differences.fits(figure, sought, sentence):
                start, end = figure.start - sentence.start, figure.end - sentence.start
                years = _YEAR.findall(figure.clause)
                year = years[0] if len(set(years)) == 1 else _nearest(figure, sentence)
                yield Spot(Placed(figure, scored, share), share, told.share_of(start, end, inside=True), None, year)


def _figures_before(view: View, sentence: Sentence) -> Sequence[Figure]:
    """The figures of the sentence before, in the same paragraph."""
    before = view.sentences[sentence.number - 1] if sentence.number else None
    return list(figures(before)) if before is not None and before.part == sentence.part else ()


def _nearest(figure: Figure, sentence: Sentence) -> str:
    """The year that stands nearest after or before a figure of a sentence with several; "" where there is none."""
    at = figure.start - sentence.start
    found = [(abs(m.start() - at), m.group()) for m in _YEAR.finditer(sentence.text)]
    return min(found)[1] if found else ""


def _cells(table: Table, sentence: Sentence, scored: Scored, share: float) -> Iterator[Spot]:
    """The figures of the row that a sentence holds a cell of, each in the line that it stands in."""
    row = next((r for r in table.rows if comparing.holds(r, sentence)), None)
    if row is None:
        return
    for n, column in enumerate(table.columns):
        cell = row.cells[n]
        if cell is None or n == table.naming or column.sort is Sort.DATE:
            continue
        measured = amount(cell, column)
        if measured is None or (column.sort not in NUMERIC and not re.match(r"\D{0,12}\d", cell.text)):
            continue
        kind = "number"
        if column.sort is Sort.MONEY:
            kind = "money"
        elif re.search(r"%|\bpct\b|procent", f"{cell.text} {column.name}"):
            kind = "percent"
        clause, end = f"{row.label.text} {column.name}", cell.start + len(cell.text)
        line = comparing.line_of(scored.view, cell)
        here = scored if line is scored.sentence else dataclasses.replace(scored, sentence=line)
        figure = Figure(measured[0], kind, "", measured[1], cell.start, end, clause, line)
        yield Spot(Placed(figure, here, share), share, 0.0, (table.start, _index(table, row), n), column.year or "")


def _index(table: Table, row: Row) -> int:
    return next(n for n, r in enumerate(table.rows) if r is row)


def _pair(found: Sequence[Spot], asked: Sides, lexis: Lexis) -> tuple[Spot, Spot] | None:
    """The likeliest two figures of one kind, the one asked about (the later one) first."""
    topics = [differences.topic(side) for side in (asked.left, asked.right)]
    worths = [
        [differences.side_worth(s.placed, side, topic, lexis) for s in found]
        for side, topic in zip((asked.left, asked.right), topics, strict=True)
    ]
    years = _YEAR.findall(f"{asked.left} {asked.right}")
    aimed = differences.planned(asked.right)
    best: tuple[float, int, int] | None = None
    for i, j in itertools.permutations(range(len(found)), 2):
        a, b = found[i], found[j]
        if not _comparable(a, b) or (asked.right == "" and not _later(a, b)):
            continue
        worth = math.log(a.share) + a.words + (_AIM if aimed else 0.7) * _tied(a, b)
        if asked.right:
            worth += max(math.log(b.share) + b.words, math.log(b.against) + b.other_words)
        else:
            same = a.placed.scored.sentence is b.placed.scored.sentence
            worth += b.words + (0.0 if same else math.log(b.share))
        if asked.right:
            worth += 0.8 * (worths[0][i] - worths[0][j] + worths[1][j] - worths[1][i])
        worth += 0.8 * sum(bool(s.year) and s.year in years for s in (a, b)) * (a.year != b.year)
        if best is None or worth > best[0] + 1e-9:
            best = (worth, i, j)
    return (found[best[1]], found[best[2]]) if best is not None else None


def _comparable(a: Spot, b: Spot) -> bool:
    one, other = a.placed.figure, b.placed.figure
    if one.start == other.start and a.placed.scored.view is b.placed.scored.view:
        return False
    if one.value == other.value or not one.alike(other) or differences.unlike(one, other):
        return False
    if a.cell is None or b.cell is None:
        return a.cell is b.cell or one.kind == "money" or bool(one.noun or other.noun)
    return a.cell[0] != b.cell[0] or a.cell[1] == b.cell[1] or a.cell[2] == b.cell[2]


def _tied(a: Spot, b: Spot) -> float:
    """1 for two figures that one sentence or row sets against each other."""
    if a.placed.scored.sentence is not b.placed.scored.sentence:
        same_column = a.cell is not None and b.cell is not None and (a.cell[0], a.cell[2]) == (b.cell[0], b.cell[2])
        return _COLUMN * same_column
    first, last = sorted((a.placed.figure, b.placed.figure), key=lambda f: f.start)
    text = first.sentence.text[first.end - first.sentence.start : last.start - first.sentence.start]
    return 1.0 if a.cell is not None or _TIED.search(text) else 0.2


def _later(a: Spot, b: Spot) -> bool:
    """Is the first figure the one of now, the second that of before?"""
    if a.year and b.year and a.year != b.year:
        return a.year > b.year
    one, other = a.placed.figure, b.placed.figure
    if one.sentence is other.sentence:
        text, start = one.sentence.text, one.sentence.start
        before = [text[max(0, f.start - start - 30) : f.start - start] for f in (one, other)]
        if _BEFORE.search(before[1]) or _FROM.search(before[1]):
            return True
        if _BEFORE.search(before[0]) or _FROM.search(before[0]):
            return False
        return one.start > other.start
    return (a.placed.scored.view.date or "", one.start) > (b.placed.scored.view.date or "", other.start)


def _outright(asked: Sides, sentences: Sequence[tuple[float, View, Sentence]], opinion: Opinion) -> Candidate | None:
    """The word of the question that the likeliest sentence bears out: "ventetiden er steget"."""
    if asked.way is None or not sentences:
        return None
    share, view, sentence = sentences[0]
    told = opinion.reads[sentence.doc_id, sentence.number]
    found = [(m, True) for m in _RISEN.finditer(sentence.text)] + [(m, False) for m in _FALLEN.finditer(sentence.text)]
    if share < _SURE or not found or negative(sentence.text):
        return None
    clause = told.spans[0] if told.spans else None
    near = sorted(found, key=lambda f: _apart(f[0], clause.start, clause.end) if clause is not None else f[0].start())
    if clause is None or _apart(near[0][0], clause.start, clause.end) > (
        0 if len({up for _, up in found}) > 1 else _NEAR
    ):
        return None
    match, up = near[0]
    words = asked.way.groupdict()
    one, two = words["one"].casefold(), words["two"].casefold()
    word = one if differences.rises(one) == up else two
    at = sentence.start + match.start()
    scored = contrast.scored(view, sentence)
    return Candidate(
        word, word, "Text", at, sentence.start + match.end(), 0.8, scored, how=f"teksten siger »{match.group()}«"
    )


def _apart(match: re.Match[str], start: int, end: int) -> int:
    return max(0, start - match.end(), match.start() - end)
