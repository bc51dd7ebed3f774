"""Labelled fields: "Ansvarlig: X" under an initiative, "Afbud: Y" in minutes, a cell under its column's head.

A field's subject is not in its line: it is the heading, the initiative or the row that the label stands under.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import weakref
from collections.abc import Iterator, Mapping, Sequence

from indexer.dates import parse_date

from . import cut_number, words
from .candidates import Candidate, Scene, scene
from .cut_what import tidy
from .cut_when import date_value
from .linking import Lexis
from .question import Kind, Question, Term
from .reading import Scored
from .views import Sentence, View, content
from .wordlists import several

_LINE = re.compile(r"[^\n]+")
LABELLED = re.compile(r"(?:[-•*_ ]*)([A-ZÆØÅ][\wæøåÆØÅ/-]*(?: [\wæøåÆØÅ/-]+){0,3}?)[*_]*\s*:[*_]*\s+(?=\S)")
_AND = re.compile(r",\s+|(?<!-)\s+og\s+(?=[A-ZÆØÅ])")
_CELLS = re.compile(r"\s*\|\s*|\s{2,}|\t+")
_ABOVE = 6  # lines over a label that may tell its subject
_WHOLE_TEXT = 0.7  # what the title holds is said of all rows
_LEAST_HELD = 0.45  # how much of the question's weight a field and its subject must hold


@dataclasses.dataclass(frozen=True, slots=True)
class Sort:
    """One sort of label: the kinds of question it answers, the words it is written with, the words that ask for it."""

    kinds: frozenset[Kind]
    written: frozenset[str]
    asked: frozenset[str]


_SORTS = (
    Sort(
        frozenset({Kind.WHO, Kind.WHAT}),
        several("ansvarlig ansvarlige ansvar tovholder tovholdere ejer projektejer systemejer udførende opgaveejer"),
        several("""
            ansvar ansvarlig tovholder ejer systemejer stå lede drive styre varetage passe sørge skulle forankre bære
            trække løfte køre udføre gennemføre tage bord
        """),
    ),
    Sort(
        frozenset({Kind.WHO, Kind.WHAT}),
        several("deltagere deltager til-stede tilstede mødedeltagere medlemmer mødte fremmødte deltog"),
        several("deltage deltager tilstede møde sidde sad være medlem deltog dukke"),
    ),
    Sort(
        frozenset({Kind.WHO, Kind.WHAT}),
        several("afbud fraværende fravær ikke-tilstede"),
        several("afbud framelde frameld fravær fraværende forhindre forhindret mangle melde udeblive"),
    ),
    Sort(
        frozenset({Kind.WHO}),
        several("referent ordstyrer mødeleder dirigent"),
        several("referent referat ordstyrer mødeleder dirigent"),
    ),
    Sort(frozenset({Kind.WHO}), several("ordstyrer mødeleder dirigent"), several("lede leder styre")),
    Sort(
        frozenset({Kind.WHO, Kind.WHAT}),
        several("leverandør leverandører udbyder producent driftsleverandør"),
        several("levere leverandør udbyder producent producere lave udvikle firma drive"),
    ),
    Sort(
        frozenset({Kind.WHO}),
        several("forfatter forfattere tekst redaktør skribent"),
        several("forfatter skribent redaktør"),
    ),
    Sort(
        frozenset({Kind.WHEN}),
        several("""
            frist deadline tidsfrist termin færdig slut udløb tidsplan tidshorisont klar ibrugtagning afsluttes levering
        """),
        several("""
            frist deadline senest færdig klar slutte afslutte ende nå levere udløb gennemføre udføre indføre ibrugtage
            lancere bruge drift termin implementere klare stå ligge
        """),
    ),
    Sort(
        frozenset({Kind.WHEN}),
        several("start starter opstart periode løbetid tidspunkt dato tid mødedato"),
        several("starte begynde igangsætte opstart løbe periode afholde holde møde finde dato tidspunkt mødes"),
    ),
    Sort(
        frozenset({Kind.NUMBER}),
        several("""
            økonomi budget finansiering bevilling ramme pris udgift omkostning tilskud beløb midler mio kr tkr kroner
        """),
        several("""
            koste økonomi budget finansiering bevilling ramme pris udgift penge afsætte krone bevilge tilskud beløb
            betale
        """),
    ),
)  # fmt: skip
_PRESENT, _ABSENT = _SORTS[1], _SORTS[2]
_ANY = frozenset({Kind.WHO, Kind.WHEN, Kind.NUMBER, Kind.WHAT, Kind.WHERE, Kind.DEFINITION})


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A label with its value `text[start:end]`; `subject` are the words of what it belongs to, `row` a table's row,
    `lead` the words of its first cell."""

    label: str
    start: int
    end: int
    subject: frozenset[str]
    sentence: Sentence
    row: bool = False
    lead: frozenset[str] = frozenset()


_FIELDS: weakref.WeakKeyDictionary[View, tuple[Field, ...]] = weakref.WeakKeyDictionary()


def fields(view: View) -> tuple[Field, ...]:
    """The labelled fields of a document, in order; found once a view."""
    found = _FIELDS.get(view)
    if found is None:
        found = _FIELDS[view] = tuple(_fields(view))
    return found


def _fields(view: View) -> Iterator[Field]:
    lines = [(m.start(), m.group()) for m in _LINE.finditer(view.text)]
    head: tuple[str, ...] = ()
    figures_head = ""
    last_end = -2
    for n, (start, line) in enumerate(lines):
        over = _over(view, lines, n) if LABELLED.match(line) and len(line) < 600 else frozenset()
        for label, a, b in labelled(line) if len(line) < 600 else ():
            field = _field(view, label, start + a, start + b, over)
            if field is not None:
                yield field
        cells = _cells(line)
        row = _NUMBERS_ROW.fullmatch(line.strip()) if len(cells) < 3 and "|" not in line else None
        if row is not None:
            yield from _figures(view, start + line.index(line.strip()), row, figures_head)
        elif _HEAD_OF_FIGURES.search(line):
            figures_head = line.strip()
        if len(cells) > 2 or (len(cells) == 2 and "|" in line):
            beside = start - last_end <= 1
            if not beside or len(head) != len(cells):
                head = tuple(line[a:b] for a, b in cells)
            else:
                yield from _row(view, line, start, cells, head)
            last_end = start + len(line)


_NEXT_LABEL = re.compile(
    r"(?P<sign>[.;)])?[*_]*\s+[*_]*"
    r"(?=[A-ZÆØÅ][a-zæøå/-]{2,}[*_]*:\s|(?<=[.;)*]\s)[A-ZÆØÅ][\wæøå/-]*(?: [a-zæøå/-]+){1,2}:\s)"
)


def labelled(line: str) -> Iterator[tuple[str, int, int]]:
    """The labels of a line that begins with one, each with where its value begins and ends.

    >>> [(label, line[a:b]) for line in ["Til stede: A, B. Afbud: C."] for label, a, b in labelled(line)]
    [('Til stede', 'A, B.'), ('Afbud', 'C.')]
    """
    at = 0
    while (match := LABELLED.match(line[at:])) is not None:
        begin = at + match.end()
        following = _NEXT_LABEL.search(line, begin)
        end = (
            following.end("sign") if following and following["sign"] else following.start() if following else len(line)
        )
        yield match.group(1), begin, end
        if following is None:
            return
        at = following.end()


_FIGURE = r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?"
_UNIT = re.compile(r"\b(mio|mia|tkr)\b\.?(?: kr\.?)?", re.I)
_NUMBERS_ROW = re.compile(rf"(?P<name>[^\W\d_][^|]{{1,60}}?)(?P<figures>(?:\s+(?:{_FIGURE})){{2,}})")
_HEAD_OF_FIGURES = re.compile(r"^(?!.*\|).*\b(?:19|20)\d\d\s+(?:19|20)\d\d\b")


def _figures(view: View, start: int, row: re.Match[str], head: str) -> Iterator[Field]:
    """The cells of a row that plain text sets with single spaces: "Ro-råd 15 15 10", under "Indsats 2027 2028 2029"."""
    years = list(re.finditer(r"\b(?:19|20)\d\d\b", head))
    if not years:
        return
    names = [m.group() for m in years]
    rest = head[years[-1].end() :].strip()
    cells = list(re.finditer(_FIGURE, row["figures"]))
    if len(cells) == len(names) + 1 and rest:
        names.append(rest)
    if len(cells) != len(names):
        return
    unit = _UNIT.search(head)
    for name, cell in zip(names, cells, strict=True):
        a, b = start + row.start("figures") + cell.start(), start + row.start("figures") + cell.end()
        label = f"{name} ({unit.group()})" if unit and unit.group() not in name else name
        field = _field(view, label, a, b, frozenset(content(row["name"])))
        if field is not None:
            yield dataclasses.replace(field, row=True, lead=field.subject)


def _cells(line: str) -> list[tuple[int, int]]:
    """The stretches of a line between bars or wide gaps."""
    out, at = [], 0
    for gap in (*_CELLS.finditer(line.rstrip()), None):
        end = gap.start() if gap else len(line.rstrip())
        if line[at:end].strip():
            out.append((at, end))
        at = gap.end() if gap else end
    return out


def _row(view: View, line: str, start: int, cells: Sequence[tuple[int, int]], head: Sequence[str]) -> Iterator[Field]:
    named = [line[a:b] for a, b in cells[:2] if not re.fullmatch(_FIGURE, line[a:b].strip())]
    first = frozenset(content(" ".join(named)))
    unit = _UNIT.search(" ".join(head))
    for name, (a, b) in list(zip(head, cells, strict=True))[1:]:
        year = re.fullmatch(r"(?:19|20)\d\d", name.strip())
        if year or (len(name) < 40 and not re.search(r"\d{3}", name)):
            label = f"{name} ({unit.group()})" if year and unit else name
            field = _field(view, label, start + a, start + b, first)
            if field is not None:
                yield dataclasses.replace(field, row=True, lead=frozenset(content(line[cells[0][0] : cells[0][1]])))


def _field(view: View, label: str, start: int, end: int, subject: frozenset[str]) -> Field | None:
    sentence = _sentence_at(view, start)
    if sentence is not None and (sentence.zone.is_furniture or sentence.zone.value in ("title", "heading")):
        return None
    return Field(label.strip().casefold(), start, end, subject, sentence) if sentence is not None else None


def _sentence_at(view: View, offset: int) -> Sentence | None:
    return next((s for s in view.sentences if s.start <= offset < s.end), None)


def _over(view: View, lines: Sequence[tuple[int, str]], n: int) -> frozenset[str]:
    """The words of the lines over a label up to the one that opens its block, without other labels' values."""
    told: list[str] = []
    for start, line in reversed(lines[max(0, n - _ABOVE) : n]):
        if LABELLED.match(line) and len(line) < 200 and not re.match(r"\w+ \d", line):
            continue
        told.append(line)
        sentence = _sentence_at(view, start)
        if sentence is not None and sentence.zone.value in ("heading", "title"):
            break
    return frozenset(content(" ".join(told)))


@functools.lru_cache(maxsize=4096)
def _sorts(label: str) -> tuple[Sort, ...]:
    """The sorts that a label is of."""
    first = label.replace(" ", "-")
    return tuple(s for s in _SORTS if first in s.written or any(w in s.written for w in re.findall(r"\w+", label)))


def candidates(question: Question, views: Sequence[View], lexis: Lexis) -> list[Candidate]:
    """The values of fields whose label the question asks for and whose subject it names, best first."""
    if question.kind not in _ANY:
        return []
    asked: dict[str, frozenset[int] | None] = {}
    found: list[Candidate] = []
    for view in views:
        for field in fields(view):
            if field.label not in asked:
                asked[field.label] = _by_label(question, field.label)
            by_label = asked[field.label]
            if by_label is not None:
                found.extend(_read(question, view, field, lexis, by_label))
    found.sort(key=lambda c: (-c.score, c.scored.sentence.doc_id, c.start))
    return found


def _read(question: Question, view: View, field: Field, lexis: Lexis, by_label: frozenset[int]) -> Iterator[Candidate]:
    scored = _scored(question, view, field, lexis, by_label)
    if scored.own < _LEAST_HELD or not _subject_held(question, field, scored, by_label, lexis):
        return
    fit = 0.95 if by_label else 0.75
    values = {
        Kind.WHEN: _dates,
        Kind.NUMBER: _numbers,
        Kind.WHO: _names,
    }.get(question.kind, _whole)
    yield from values(question, view, field, scored, fit, lexis)


def _by_label(question: Question, label: str) -> frozenset[int] | None:
    """The question's terms that the label stands for, or None where it does not ask for the label."""
    sorts = [s for s in _sorts(label) if question.kind in s.kinds]
    denied = any(t.pos == "NEG" for t in question.tokens)
    if denied:
        sorts = [_ABSENT] if _PRESENT in sorts or _ABSENT in sorts else []
        sorts = sorts if _ABSENT in _sorts(label) else []
    said = re.findall(r"[^\W\d_]+", label)
    if not denied and sorts and _of_another_sort(question, sorts):
        return None
    used: set[int] = set()
    for i, term in enumerate(question.content):
        if term.role == "year" and question.kind is Kind.NUMBER and re.match(rf"{term.word}\b", label):
            used.add(i)
        if term.role in ("name", "year", "number"):
            continue
        base = words.lemma(term.word)
        head = (words.split(base) or ("", base))[1]
        named = (term.focus or question.keywords or term.role == "verb") and len(said) <= 2
        if any({base, head} & s.asked for s in sorts) or (
            named and any(words.alike(term.word, w) >= 0.95 for w in said)
        ):
            used.add(i)
    if used or (denied and sorts):
        return frozenset(used)
    strong = any(t.role == "verb" and t.weight > 0.5 for t in question.content)
    return frozenset() if sorts and not strong and question.kind in (Kind.WHEN, Kind.NUMBER) else None


def _of_another_sort(question: Question, sorts: Sequence[Sort]) -> bool:
    """Is the noun that is asked for that of other labels: "hvem var *referent* ved mødet" asks for nobody else?"""
    wanted = [words.lemma(t.word) for t in question.content if t.focus]
    return any(any(w in s.asked for s in _SORTS) and not any(w in s.asked for s in sorts) for w in wanted)


def _scored(question: Question, view: View, field: Field, lexis: Lexis, by_label: frozenset[int]) -> Scored:
    """The field's sentence, scored by what its label, its subject, its headings and its document hold."""
    heading = frozenset(content(f"{field.sentence.heading}\n{field.sentence.topic}"))
    title = frozenset(content(view.title))
    direct, near = [], []
    for i, term in enumerate(question.content):
        match = lexis.alike(term.word)
        own = 1.0 if i in by_label else _best(match, field.subject)
        places = ((0.8, heading), (0.75, title), (0.6, view.head), (0.3, view.words))
        round_ = max(share * _best(match, said) for share, said in places)
        if term.role == "name":
            own, round_ = (own if own >= 0.85 else 0.0), (round_ if round_ >= 0.25 else 0.0)
        if term.role == "year" and term.word in view.years:
            round_ = max(round_, 0.9)
        if term.role == "year" and re.search(rf"\b{term.word}\b", view.text[field.start : field.end]):
            own = 1.0
        direct.append(own)
        near.append(round_)
    weights = [max(1.0, t.weight) if i in by_label else _weight(t) for i, t in enumerate(question.content)]
    total = sum(weights) or 1.0
    coverage = sum(w * max(d, n) for w, d, n in zip(weights, direct, near, strict=True)) / total
    own_share = sum(w * max(d, 0.9 * n) for w, d, n in zip(weights, direct, near, strict=True)) / total
    score = 0.5 * coverage + 0.5 * own_share
    return Scored(view, field.sentence, tuple(direct), tuple(near), coverage, own_share, score)


def _weight(term: Term) -> float:
    return 0.35 * term.weight if term.role in ("verb", "other") else term.weight


def _best(match: Mapping[str, float], said: frozenset[str]) -> float:
    return max((score for word, score in match.items() if word in said), default=0.0)


def _subject_held(question: Question, field: Field, scored: Scored, by_label: frozenset[int], lexis: Lexis) -> bool:
    """Does what the label belongs to hold something of what the question names beside the label?"""
    rest = [i for i, t in enumerate(question.content) if i not in by_label and t.role in ("name", "noun", "adj")]
    if not rest:  # "hvad er fristen": but "ansøgningsfristen" names more than the label
        return not field.row and all(words.split(words.lemma(question.content[i].word)) is None for i in by_label)
    if field.row:  # the row itself has to be meant, by a name or a noun of its own
        told = [t.word for t in question.content]
        own = [
            i
            for i in rest
            if question.content[i].role != "adj"
            and (scored.near[i] < _WHOLE_TEXT or _best(lexis.alike(told[i]), field.lead) >= 0.5)
        ]
        return max((scored.direct[i] for i in own), default=0.0) >= 0.5
    return max(scored.covered(i) for i in rest) >= 0.5


def _names(
    question: Question, view: View, field: Field, scored: Scored, fit: float, lexis: Lexis
) -> Iterator[Candidate]:
    """The persons that a field names, else its bodies, else its words."""
    inside = [m for m in view.mentions(field.sentence) if field.start <= m.span.start and m.span.end <= field.end]
    people = [m for m in inside if m.type == "Person"]
    bodies = [m for m in inside if m.type == "Organisation"]
    value = tidy(view.text[field.start : field.end])
    if any(m.type == "Date" and m.span.start <= field.start + 4 for m in inside):
        return
    chosen = people or bodies
    leads = bool(bodies) and bodies[0].span.start <= field.start + 4
    if not people and (not leads or len(value.split()) <= 5):
        if len(value.split()) <= 9 and value[:1].isupper():
            first = re.split(r"\s+i samarbejde med\s|;", value)[0]
            parts = [first] if _one_office(first) else [p for p in _AND.split(first) if p]
            made = [_one(view, field, p, scored, fit) for p in parts]
            yield dataclasses.replace(made[0], more=tuple(made[1:]))
        return
    made = [Candidate(m.text, m.text, "Actor", m.span.start, m.span.end, fit, scored) for m in chosen]
    yield dataclasses.replace(made[0], more=tuple(made[1:]))


def _one_office(text: str) -> bool:
    """ "Teknik og Miljø": two common nouns with capitals name one department."""
    halves = text.split(" og ")
    return len(halves) == 2 and all(half.isalpha() and words.known(half.casefold()) for half in halves)


def _one(view: View, field: Field, part: str, scored: Scored, fit: float) -> Candidate:
    at = view.text.find(part, field.start, field.end)
    start = at if at >= 0 else field.start
    return Candidate(part, part, "Actor", start, start + len(part) if at >= 0 else field.end, fit, scored)


def _dates(
    question: Question, view: View, field: Field, scored: Scored, fit: float, lexis: Lexis
) -> Iterator[Candidate]:
    text = view.text[field.start : field.end]
    for found in parse_date(text, view.day):
        value, label = date_value(found.value, text[found.start : found.end], question.core)
        yield Candidate(value, label, "Date", field.start + found.start, field.start + found.end, fit, scored)


def _numbers(
    question: Question, view: View, field: Field, scored: Scored, fit: float, lexis: Lexis
) -> Iterator[Candidate]:
    here = scene(question, scored, lexis, view.mentions(field.sentence))
    cell = view.text[field.start : field.end].strip()
    if field.row and re.fullmatch(_FIGURE, cell):
        yield from _figure(question, field, scored, fit, cell)
        return
    for candidate in cut_number.cut(here):
        if field.start <= candidate.start and candidate.end <= field.end:
            yield dataclasses.replace(candidate, fit=max(candidate.fit, fit - 0.1 + _in_time(here, candidate)))


def _figure(question: Question, field: Field, scored: Scored, fit: float, cell: str) -> Iterator[Candidate]:
    """The number of a table's cell, in the unit that the head of its column gives."""
    year = re.match(r"(?:19|20)\d\d\b", field.label)
    if year and year.group() not in question.years:
        return
    if question.years and not year and re.search(r"i alt|total|sum", field.label):
        fit -= 0.1
    unit = _UNIT.search(field.label)
    power = {"mio": 6, "mia": 9, "tkr": 3}[unit.group(1).casefold()] if unit else 0
    value = cut_number.scaled(cell.replace(".", "").replace(",", "."), power)
    shown = f"{cell} {unit.group()}" if unit else cell
    yield Candidate(value, shown, "Number", field.start, field.end, fit, scored, unit=unit.group() if unit else "")


def _in_time(here: Scene, candidate: Candidate) -> float:
    first = here.index(candidate.start)
    return cut_number.timely(here, first, here.index(candidate.end - 1) + 1)


def _whole(
    question: Question, view: View, field: Field, scored: Scored, fit: float, lexis: Lexis
) -> Iterator[Candidate]:
    value = tidy(view.text[field.start : field.end])
    if question.kind is not Kind.DEFINITION and 0 < len(value.split()) <= 30:
        yield Candidate(value, value, "Text", field.start, field.end, fit - 0.1, scored)
