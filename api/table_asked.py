"""What a question asks of a table: its words, the rows it names, the column it wants, the conditions it sets.

Every word of the question has to be accounted for: by the row, the column, a condition, or by what stands over the
table. What is left over makes the reader refuse, so that a row that isn't there is not answered with its neighbour.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import weakref
from collections.abc import Iterable, Sequence

from indexer.dates import day_of, parse_date

from . import contrast, table_bounds, table_states, words
from . import question_cues as cues
from .linking import Lexis, Linked
from .question import Kind, Question
from .table_columns import ASKS, RESPONSIBLE, STARTS
from .tables import NUMERIC, Column, Row, Sort, Table, amount, days
from .views import View, content
from .wordlists import several

ROW_NOUNS = several("""
    initiativ indsats tiltag spor projekt delprojekt handling aktivitet mål punkt emne område indsatsområde tema opgave
    løsning program element post delmål forslag anbefaling ordning række
""")
DOINGS = several(
    "initiativ indsats tiltag projekt delprojekt handling aktivitet opgave ordning element post række forslag"
)
SUM = re.compile(r"\b(i alt|ialt|samlet|samlede|tilsammen|sammenlagt|total\w*|til sammen|summen|hele perioden)\b", re.I)
_PARTS = several("del spor indsats initiativ projekt tiltag")
_WHOLES = several("plan strategi aftale handlingsplan handleplan program pagt udspil")
_TAILS = ("delen", "del", "sporet", "spor", "indsatsen", "indsats", "initiativet", "initiativ", "projektet", "projekt")
_REFERENCE = re.compile(
    r"\b(?P<kind>[a-zæøå]{3,20})?\s*(?:nr\.?|nummer)?\s*(?P<no>\d{1,3}(?:\.\d{1,3})*\.?[A-ZÆØÅ]\b|\d{1,2}(?:\.\d{1,2})+|(?<=\s)\d{1,2})(?![\d.,]*\s*(?:mio|mia|kr|pct|procent|%|\.\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)))",
    re.I,
)
NOTHING = several("""
    samlet samlede tilsammen sammenlagt total totalt tabel tabellen række kolonne oversigt oversigten figur skema liste
    listen ifølge følge flest færrest mest mindst først sidst størst største mindste højest højeste lavest laveste
    tidligst senest dyrest dyreste billigst billigste længst kortest flere færre mere mindre forskel forskellen
    sammenlignet forhold steget stiger steg faldt falder faldet tal tallet egentlig hver navn navne hedde hedder alt
    altså ialt plan planen strategi strategien aftale aftalen handlingsplan handlingsplanen program programmet
    evaluering dokument notat år årene året perioden periode nuværende gang tid antal
    del delen dele delt inddelt opdelt bestå består fordele fordelt omfatter indeholder rummer
""")


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, with the part it plays and how much hangs on it."""

    low: str
    role: str
    weight: float


@dataclasses.dataclass(frozen=True, eq=False)
class Asked:
    """A question as tables are asked it."""

    question: Question
    lexis: Lexis
    words: tuple[Word, ...]

    def held(self, i: int, said: Iterable[str]) -> float:
        """How far word i is said by some words (0-1)."""
        match = self.lexis.alike(self.words[i].low)
        both = said.intersection(match) if isinstance(said, frozenset) else [s for s in said if s in match]
        best = max([match[s] for s in both], default=0.0)
        return best if best >= 0.95 or self.words[i].role != "name" else 0.5 * best

    @functools.cached_property
    def core(self) -> str:
        """The question without politeness."""
        return self.question.core

    @functools.cached_property
    def lemmas(self) -> tuple[frozenset[str], ...]:
        """For each word its dictionary form, and the head of a compound."""
        out = []
        for word in self.words:
            base = words.lemma(word.low)
            parts = words.split(base)
            out.append(frozenset({word.low, base, words.key(word.low), *((parts[1],) if parts else ())}))
        return tuple(out)

    @functools.cached_property
    def order(self) -> str:
        """The word that asks for the most, the first and so on; "" where there is none."""
        found = next((m for m in contrast.orders(self.core) if contrast.MOST.fullmatch(m.group())), None)
        if found is None:
            return ""
        said = found.group()
        when = self.question.kind is Kind.WHEN or re.search(r"\b(skal|kan|må|bør)\b.*\bsenest\b", self.core)
        return "" if said.casefold() in contrast.TIMES and when else said

    def rows_wanted(self, table: Table) -> frozenset[int]:
        """The words that ask for rows: "initiativer", "hvilke spor", or what the header calls them."""
        said = frozenset(content(table.told))
        heads = {words.lemma(w) for w in content(table.noun)} & ROW_NOUNS
        out = set()
        for i, lemma in enumerate(self.lemmas):
            if self.words[i].role in ("name", "year", "number", "verb"):
                continue
            heading = self.held(i, content(table.noun)) >= 0.75
            others = [w for n, c in enumerate(table.columns) if n != table.naming for w in c.words]
            if not heading and self.held(i, others) >= 0.75:
                continue
            doing = bool(lemma & DOINGS) and (bool(heads & DOINGS) or not heads)
            if (
                doing
                or heading
                or (self.held(i, said) >= 0.75 and (self.words[i].role == "focus" or lemma & ROW_NOUNS))
            ):
                out.add(i)
        return frozenset(out)


def asked(linked: Linked, lexis: Lexis) -> Asked:
    """The words of a question that a table has to account for."""
    question = linked.question
    at = {term.at: term for term in question.terms}
    scoped = {term.at for term in question.terms if term.scope}
    mended = dict(linked.mended)
    found: list[Word] = []
    many = _counted_at(question)
    for i, token in enumerate(question.tokens):
        if i in scoped or not token.text[0].isalnum() or token.low in cues.WH:
            continue
        short = token.text.isupper() and len(token.text) > 1
        sized = token.low in ("stor", "stort", "store") and i > 0 and question.tokens[i - 1].low != "hvor"
        if token.low in cues.STOP and not short and not sized:
            continue
        term = at.get(i)
        text = mended.get(token.text, token.text)
        if term is not None and term.word.casefold() != token.low and "-" not in token.text and term.role == "name":
            text = term.word
        role = (
            term.role if term is not None else {"ADJ": "adj", "NOUN": "noun", "PROPN": "name"}.get(token.pos, "other")
        )
        if (i == question.focus_at and role != "name") or i == many:
            role = "focus"
        for part in content(text) or (text.casefold(),) if role == "name" else _parts(text):
            light = words.lemma(part) in cues.LIGHT or part in cues.FILLERS
            role = "adj" if role == "other" and token.pos == "PART" else role
            weight = {"name": 1.6, "noun": 1.0, "focus": 1.0, "year": 1.0, "number": 0.9, "adj": 0.6, "verb": 0.6}
            said = "year" if re.fullmatch(r"(?:19|20)\d\d", part) else "number" if part.isdigit() else role
            found.append(Word(part, said, 0.05 if light else weight.get(said, 0.2)))
    return Asked(question, lexis, tuple(found))


def _counted_at(question: Question) -> int:
    """The noun after "hvor mange", or -1."""
    lows = [t.low for t in question.tokens]
    at = next((i + 2 for i in range(len(lows) - 2) if lows[i : i + 2] == ["hvor", "mange"]), -1)
    return (
        next((i for i in range(at, min(at + 3, len(lows))) if question.tokens[i].pos == "NOUN"), -1) if at > 0 else -1
    )


def _parts(text: str) -> Iterable[str]:
    """The words of a token: "transportdelen" and "energisporet" are the row's name and what sort of row it is."""
    for part in content(text) or (text.casefold(),):
        base = words.lemma(part)
        found = words.split(base)
        tail = next((t for t in _TAILS if part.endswith(t) and len(part) > len(t) + 2), "")
        if found is not None and found[1] in _PARTS:
            yield from (found[0].rstrip("-"), found[1])
        elif found is None and tail:
            yield from (part[: -len(tail)], tail)
        else:
            yield part


@dataclasses.dataclass(frozen=True, slots=True)
class Named:
    """A row that the question names: how fully, and by which of its words."""

    row: Row
    strength: float
    used: frozenset[int]


def named_rows(ask: Asked, table: Table, view: View) -> list[Named]:
    """The rows that the question names, in the order of the table."""
    by_number = _by_number(ask, table)
    if by_number:
        return by_number
    asked_for = ranges(ask.core)
    body = [row for row in table.body if asked_for & ranges(row.name)] or table.body
    counts: dict[str, int] = {}
    for row in body:
        for word in row.words:
            counts[word] = counts.get(word, 0) + 1
    nouns = ask.rows_wanted(table)
    title = frozenset(content(view.title))
    found = [n for row in body if (n := _named(ask, row, counts, nouns, title)) is not None]
    found = [_with_range(ask, n, asked_for & ranges(n.row.name)) for n in found]
    kept = [
        n for n in found
        if not any(n.used < o.used or (n.used == o.used and n.strength + 0.15 < o.strength) for o in found)
    ]  # fmt: skip
    return [n for n in kept if not any(o is not n and o.used == n.used for o in kept)]


_RANGE = re.compile(r"(?<![\d.,])(\d{1,3})\s?[–-]\s?(\d{1,3})(?![\d.,]*\d)")


def ranges(text: str) -> frozenset[tuple[str, str]]:
    """The ranges of numbers in a text, by which rows differ: "3-5 zoner", "0–2 år"."""
    return frozenset((match[1], match[2]) for match in _RANGE.finditer(text))


def _with_range(ask: Asked, named: Named, held: frozenset[tuple[str, str]]) -> Named:
    """A row that also accounts for the numbers of a range which it is named by."""
    numbers = {number for pair in held for number in pair}
    own = frozenset(i for i, word in enumerate(ask.words) if word.low in numbers)
    return dataclasses.replace(named, used=named.used | own) if own else named


def _by_number(ask: Asked, table: Table) -> list[Named]:
    numbers = {row.number.casefold(): row for row in table.rows if row.number}
    if not numbers:
        return []
    out = []
    kinds = {words.lemma(w) for w in content(f"{table.noun} {table.told}")} | ROW_NOUNS | {"nr", "nummer", "punkt"}
    for match in _REFERENCE.finditer(ask.core):
        row = numbers.get(match["no"].casefold())
        kind = words.lemma((match["kind"] or "").casefold())
        lettered = re.search(r"[A-ZÆØÅ.]", match["no"]) is not None
        if row is None or not (kind in kinds or lettered or re.search(r"\b(?:nr|nummer)", match.group(), re.I)):
            continue
        parts = set(content(match.group()))
        out.append(Named(row, 1.0, frozenset(i for i, w in enumerate(ask.words) if w.low in parts)))
    return out


def _named(ask: Asked, row: Row, counts: dict[str, int], nouns: frozenset[int], title: frozenset[str]) -> Named | None:
    if not row.words:
        return None
    total = held = 0.0
    used: set[int] = set()
    sure = False
    for said in row.words:
        weight = 1.0 / counts[said]
        total += weight
        best, at = 0.0, -1
        for i, word in enumerate(ask.words):
            score = ask.lexis.alike(word.low).get(said, 0.0)
            score = score if score >= 0.95 or word.role != "name" else 0.5 * score
            if score > best and not (word.role in ("verb", "other") and score < 1.0):
                best, at = score, i
        if best >= 0.6:
            held += weight * best
            used.add(at)
            sure = sure or (best >= 0.85 and counts[said] == 1 and said not in title and at not in nouns)
    if not used or used <= nouns:
        return None
    strength = held / total
    if strength < 0.7 and any(lemma & _WHOLES for lemma in ask.lemmas):
        return None  # "planen om AI" is the plan, not the row "Sikker AI-platform"
    whole = row.name.casefold() in ask.core.casefold()
    if not whole and len(row.words) == 1 and len(row.name.split()) > 2:
        return None  # "Ung til Ung" is not named by "unge"
    if whole or strength >= 0.62 or (sure and (strength >= 0.3 or len(row.words) < 4)):
        return Named(row, 1.0 if whole else strength, frozenset(used))
    return None


def paraphrased(ask: Asked, table: Table, view: View, spent: frozenset[int]) -> Named | None:
    """The one row that what the text tells of it fits: "initiativet med speciallæger" names the row described so."""
    over = surroundings(table, view)
    loose = [
        i for i, w in enumerate(ask.words)
        if i not in spent and ask.held(i, over) < 0.75 and w.role in ("noun", "name", "adj", "focus") and w.weight > 0.3
        and not ask.lemmas[i] & (ROW_NOUNS | NOTHING)
    ]  # fmt: skip
    if not loose:
        return None
    fits = []
    beside = [i for i, w in enumerate(ask.words) if w.role == "verb" and i not in spent]
    for row, about in told_of(table, view):
        hit = frozenset(i for i in loose if ask.held(i, about) >= 0.75)
        if hit:
            fits.append((hit, row))
    best = max((len(hit) for hit, _ in fits), default=0)
    chosen = [(hit, row) for hit, row in fits if len(hit) == best]
    if len(chosen) != 1 or best < max(1, round(0.75 * len(loose))):
        return None
    hit, row = chosen[0]
    own = frozenset(w for cell in row.cells if cell is not None for w in content(cell.text))
    if best == 1 and not (len(loose) == 1 and ask.held(next(iter(hit)), own) >= 0.75):
        return None
    about = next(said for other, said in told_of(table, view) if other is row)
    spared = {i for i in beside if ask.held(i, about) >= 0.75} | {
        i for i in loose if ask.words[i].role == "adj" and best > 1
    }
    return Named(row, 0.7, hit | spared)


_TOLD: weakref.WeakKeyDictionary[View, dict[int, list[tuple[Row, frozenset[str]]]]] = weakref.WeakKeyDictionary()


def told_of(table: Table, view: View) -> list[tuple[Row, frozenset[str]]]:
    """For each row the words that only its own cells and the sentences that begin with its name hold; found once."""
    kept = _TOLD.setdefault(view, {})  # by identity: a view keeps its tables as long as it lives
    if id(table) not in kept:
        kept[id(table)] = _told_of(table, view)
    return kept[id(table)]


def _told_of(table: Table, view: View) -> list[tuple[Row, frozenset[str]]]:
    said: list[tuple[Row, set[str]]] = []
    for row in table.body:
        own = {w for cell in row.cells if cell is not None for w in content(cell.text)}
        for sentence in _opened_by(row, view):
            own.update(sentence)
        said.append((row, own))
    out = []
    for row, own in said:
        others = {w for other, theirs in said if other is not row for w in theirs}
        out.append((row, frozenset(own - others)))
    return out


def _opened_by(row: Row, view: View) -> Iterable[tuple[str, ...]]:
    """The sentences that begin with a row's name, and up to three after each before the next heading or item."""
    if len(row.name) < 3:
        return
    for sentence in view.sentences:
        if row.name not in sentence.text[: len(row.name) + 16]:
            continue
        yield sentence.words
        for other in view.sentences[sentence.number + 1 : sentence.number + 4]:
            if other.zone.value in ("table", "heading", "title") or re.match(r"(?:\d|[•–-])", other.text):
                break
            if other.part != sentence.part and sentence.zone.value != "heading":
                break
            yield other.words


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """A column that the question wants, how surely, and the words that say so."""

    index: int
    score: float
    used: frozenset[int]


def wanted_columns(ask: Asked, table: Table, spent: frozenset[int]) -> list[Wanted]:
    """The columns that could answer, surest first; those of another year than the one asked for are none."""
    sorts = _sorts(ask)
    years = [y for y in ask.question.years if any(c.year == y for c in table.columns)]
    out = []
    for n, column in enumerate(table.columns):
        if n == table.naming:
            continue
        if column.year and (column.year not in years if years else len({c.year for c in table.columns if c.year}) > 1):
            continue
        if years and column.sort in NUMERIC and not column.year:
            continue
        found = _wants(ask, column, sorts, spent)
        if found is not None:
            out.append(Wanted(n, found[0], found[1]))
    out.sort(key=lambda w: (-w.score, w.index))
    return out


def _wants(
    ask: Asked, column: Column, sorts: dict[Sort, float], spent: frozenset[int]
) -> tuple[float, frozenset[int]] | None:
    named, used = 0.0, set()
    header = column.words
    for i, word in enumerate(ask.words):
        if word.role in ("year", "number") or (i in spent and word.low not in header):
            continue
        if word.role == "name" and word.low not in header:
            continue  # "Turpas (kr.)" beside "Rejsebrik (kr.)": a name heads a column only where it stands there
        score = ask.held(i, header)
        if score >= 0.75:
            named = max(named, score if word.role != "verb" else 0.3)
            used.add(i)
    fits = sorts.get(column.sort, 0.0)
    if column.year and column.year in ask.question.years:
        used.update(i for i, w in enumerate(ask.words) if w.low == column.year)
        fits = max(fits, 0.6 if ask.question.kind in (Kind.NUMBER, Kind.WHAT, Kind.DEFINITION) else 0.0)
    asks = {i for i, lemma in enumerate(ask.lemmas) if lemma & ASKS[column.sort] and ask.words[i].role != "name"}
    if not fits and not named:
        return None
    if sorts and not fits and not (column.sort in (Sort.TEXT,) and named >= 0.75):
        return None
    if (
        column.sort is Sort.COUNT
        and ask.question.kind is Kind.NUMBER
        and not named
        and not column.year
        and not column.total
    ):
        return None  # "hvor mange" asks for what the header counts
    start = STARTS.search(ask.core) is not None
    if column.sort is Sort.DATE and start != (STARTS.search(column.name) is not None):
        fits *= 0.6
    bonus = 0.1 if column.total and not ask.question.years else 0.0
    if column.sort is Sort.ACTOR and {words.lemma(w) for w in header} & RESPONSIBLE:
        bonus = 0.1
    return fits + named + bonus, frozenset(used | asks)


_MONEY_UNITS = several("penge krone kr mio mia million milliard middel midler beløb")


def _sorts(ask: Asked) -> dict[Sort, float]:
    """The sorts of column that a question's form asks for; none where it leaves that to the header."""
    question, low = ask.question, ask.core.casefold()
    said = {lemma for lemmas in ask.lemmas for lemma in lemmas}
    money = bool(
        said & (ASKS[Sort.MONEY] - {"få", "gå", "sætte", "bruge", "ramme", "skulle", "fordele", "sum", "modtage"})
    )
    if question.kind is Kind.WHO or (question.focus and question.focus in cues.WHO_NOUNS):
        return {Sort.ACTOR: 1.0}
    if question.kind is Kind.WHEN or re.search(r"\b(hvilket år|frist\w*|deadline\w*|hvornår)\b", low):
        return {Sort.DATE: 1.0}
    counted = next((w.low for w in ask.words if w.role == "focus"), "") if "hvor mange" in low else ""
    money = money and (not counted or words.lemma(counted) in _MONEY_UNITS)
    if question.kind is Kind.NUMBER or question.keywords:
        if re.search(r"\b(procent\w*|pct|andel)\b|%", low):
            return {Sort.PERCENT: 1.0}
        if money or (question.wh in ("hvor meget", "hvad koster", "hvor stor", "hvor stort") and not question.keywords):
            return {Sort.MONEY: 1.0, Sort.PERCENT: 0.4} if question.wh.startswith("hvor stor") else {Sort.MONEY: 1.0}
        if question.kind is Kind.NUMBER:
            return {Sort.COUNT: 0.8}
        if said & RESPONSIBLE - {"stå", "ligge", "tage"}:
            return {Sort.ACTOR: 1.0}
    if question.kind is Kind.HOW:
        return {Sort.VERDICT: 1.0}
    if money and question.kind is not Kind.YESNO:
        return {Sort.MONEY: 0.9}
    return {}


@dataclasses.dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a column: the rows that meet it, and the words that set it."""

    column: int
    rows: tuple[Row, ...]
    used: frozenset[int]


_NOT = re.compile(r"\b(ikke|ej|uden|mangler|aldrig|udestår)\b", re.I)


def conditions(ask: Asked, table: Table, view: View, spent: frozenset[int]) -> list[Condition]:
    """What the question demands of rows: a name or a verdict in a cell, a date, an amount."""
    out = []
    for n, column in enumerate(table.columns):
        if n == table.naming:
            continue
        if _quoted(ask, table, n) is None and (stated := _stated(ask, table, n)) is not None:
            out.append(stated)
            continue
        if column.sort is Sort.TEXT and not any(ask.held(i, column.words) >= 0.75 for i in range(len(ask.words))):
            continue
        if column.sort is Sort.DATE:
            found = _dated(ask, table, view, n)
        elif column.sort in NUMERIC:
            found = _measured(ask, table, n)
        else:
            found = _quoted(ask, table, n) or _worded(ask, table, n, spent, close(table, view))
        if found is not None:
            out.append(found)
    return out


def _stated(ask: Asked, table: Table, n: int) -> Condition | None:
    """Rows in the state that the question says in its own words: "blev aldrig til noget"."""
    if table.columns[n].sort not in (Sort.TEXT, Sort.VERDICT):
        return None
    rows, said = table_states.asked(ask.core, table, n)
    inside = {*content(said), *said.casefold().split()}
    return Condition(n, rows, frozenset(i for i, w in enumerate(ask.words) if w.low in inside)) if rows else None


def _quoted(ask: Asked, table: Table, n: int) -> Condition | None:
    """Rows whose cell stands in the question word for word: "efter planen"."""
    core = ask.core.casefold()
    said = {c.text.casefold() for row in table.body if (c := row.cells[n]) is not None and len(c.text.split()) > 1}
    held = max((s for s in said if s in core), key=lambda s: (len(s), s), default="")
    if not held:
        return None
    rows = tuple(row for row in table.body if (c := row.cells[n]) is not None and c.text.casefold() == held)
    inside = {*content(held), *held.split()}
    spots = frozenset(i for i, w in enumerate(ask.words) if w.low in inside)
    return Condition(n, rows, spots) if len(rows) < len(table.body) else None


def _worded(ask: Asked, table: Table, n: int, spent: frozenset[int], over: frozenset[str]) -> Condition | None:
    """Rows whose cell holds the question's words: "KL", "god virkning"."""
    cells = [(row, frozenset(content(c.text)), c.text) for row in table.body if (c := row.cells[n]) is not None]
    used = set()
    header = table.columns[n].words
    for i, word in enumerate(ask.words):
        if i in spent or word.role in ("year", "number") or word.weight < 0.3 or ask.lemmas[i] & ROW_NOUNS:
            continue
        least = 0.95 if word.role == "name" else 0.7
        if word.role != "name" and ask.held(i, over) >= 0.75 and ask.held(i, header) < 0.75:
            continue
        held = [_in_cell(ask, i, said, text, least) for _, said, text in cells]
        if any(held) and not (ask.held(i, header) >= 0.75 and all(held)):
            used.add(i)
    if not used:
        return None
    strong = {i for i in used if not (ask.held(i, header) >= 0.75)} or used
    denied = any(t.pos == "NEG" for t in ask.question.tokens)
    rows = []
    for row, said, text in cells:
        if not all(_in_cell(ask, i, said, text, 0.95 if ask.words[i].role == "name" else 0.7) for i in strong):
            continue
        if table.columns[n].sort in (Sort.VERDICT, Sort.TEXT) and (_NOT.search(text) is not None) != denied:
            continue
        rows.append(row)
    return Condition(n, tuple(rows), frozenset(used)) if rows else None


def _in_cell(ask: Asked, i: int, said: frozenset[str], text: str, least: float) -> bool:
    """Does a cell say word i? Words that views drop ("stor") are looked for in its text."""
    low = ask.words[i].low
    if low in cues.STOP:
        return re.search(rf"\b{re.escape(low[:4])}", text, re.I) is not None
    return ask.held(i, said) >= least


_DATED = several("""
    frist deadline termin færdig klar slutte afslutte ende udløb udløbe ibrugtage starte begynde igangsætte opstart åbne
    slut start færdiggøre levere gennemføre
""")
_BY = re.compile(r"\b(senest|inden|før|efter)\b", re.I)


def _dated(ask: Asked, table: Table, view: View, n: int) -> Condition | None:
    """Rows whose date lies where the question says: "i 2027", "inden udgangen af 2026", "før 1. maj 2027"."""
    said_so = any(lemma & _DATED for lemma in ask.lemmas) or _BY.search(ask.core)
    if not said_so and not any(ask.held(i, table.columns[n].words) >= 0.75 for i in range(len(ask.words))):
        return None
    for found in parse_date(ask.core, view.day):
        span = day_of(found.value)
        if span is None:
            continue
        asked, way = (span[0].toordinal(), span[1].toordinal()), table_bounds.way_of(ask.core, found)
        own = ((row, days(c, view) if (c := row.cells[n]) is not None else None) for row in table.body)
        rows = [row for row, stretch in own if stretch is not None and table_bounds.lies(way, asked, stretch[:2])]
        said = ask.core[found.start : found.end].casefold()
        inside = set(content(said))
        used = frozenset(i for i, w in enumerate(ask.words) if w.low in inside)
        if rows and used:
            return Condition(n, tuple(rows), used)
    return None


def _measured(ask: Asked, table: Table, n: int) -> Condition | None:
    """Rows whose figure is over or under the one in the question."""
    bound, column = table_bounds.bound(ask.core), table.columns[n]
    if bound is None:
        return None
    if bool(bound.power) != (column.sort is Sort.MONEY and bool(column.unit)) and column.sort is Sort.MONEY:
        return None
    of = bound.plain * 10**bound.power
    own = ((row, amount(c, column) if (c := row.cells[n]) is not None else None) for row in table.body)
    rows = tuple(row for row, found in own if found is not None and bound.admits(found[0], of))
    inside = set(content(bound.said)) | {"over", "under", "mindst", "højst", "mio", "kr", "kroner", "millioner"}
    used = frozenset(i for i, w in enumerate(ask.words) if w.low in inside)
    return Condition(n, rows, used) if rows else None


def surroundings(table: Table, view: View) -> frozenset[str]:
    """The words that tell what a table is about: over it, in its headings, in the document's title and first lines."""
    return frozenset(content(table.told)) | frozenset(content(view.title)) | view.head


def close(table: Table, view: View) -> frozenset[str]:
    """The words of what stands over a table, and of the document's title."""
    return frozenset(content(f"{table.told} {view.title}"))


def explained(
    ask: Asked, table: Table, view: View, used: frozenset[int], strict: bool = False, near_by: bool = False
) -> tuple[float, frozenset[int]]:
    """How much of the question is accounted for (0-1), and the words that are left over.

    `strict` asks that what stands over the table, or the document's head, tells the rest, not just any sentence;
    `near_by` that the table's caption, its headings or the title does.
    """
    over = surroundings(table, view) if not near_by else close(table, view)
    told = frozenset(content(table.told))
    total = held = 0.0
    left = set()
    for i, word in enumerate(ask.words):
        empty = word.role != "name" and (word.low in NOTHING or words.lemma(word.low) in NOTHING)
        if word.weight <= 0.05 or empty:
            continue
        total += word.weight
        if i in used:
            held += word.weight
            continue
        near = max(ask.held(i, over), 0.6 if _begun(word, told) else 0.0)
        if word.role == "year" and word.low in view.years:
            near = 1.0
        if word.role == "name" and near < _OF_NAME and _told_with_title(ask, i, view):
            near = 1.0
        loose = not strict and word.role not in ("verb", "focus")
        near = max(near, 0.5 * ask.held(i, view.words) if loose else 0.0)
        least = _OF_NAME if word.role == "name" else 0.4
        if near < least:
            left.add(i)
        held += word.weight * (near if near >= least else 0.0)
    return (held / total if total else 1.0), frozenset(left)


_OF_NAME = 0.47
_TITLE_WORDS = 2


def _told_with_title(ask: Asked, i: int, view: View) -> bool:
    """Does a sentence name someone with what the document's title speaks of: "*Tårup* Kommunes Værdighedsplan 2021"?"""
    title = frozenset(content(view.title))
    names = [w for w, score in ask.lexis.alike(ask.words[i].low).items() if score >= _SURELY]
    sentences = {n for name in names for n in view.holding.get(name, ())}
    return any(len(title.intersection(view.sentences[n].words)) >= _TITLE_WORDS for n in sentences)


_SURELY = 0.95


def _begun(word: Word, told: frozenset[str]) -> bool:
    """ "Besøgende" under the caption "Besøgstal": the same stem in another word."""
    return word.role in ("noun", "focus", "verb") and any(len(w) > 5 and w[:5] == word.low[:5] for w in told)


def chosen(columns: Sequence[Wanted]) -> Wanted | None:
    """The column that is clearly wanted most, or None where two are wanted alike."""
    if not columns:
        return None
    if len(columns) > 1 and columns[0].score - columns[1].score < 0.05:
        return None
    return columns[0]
