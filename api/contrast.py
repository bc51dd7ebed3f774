"""Which of two is most, first, longest: each is looked up where the text treats it, and their figures are compared.

An option's place is a row of a table, an item, a section under its heading, or a sentence about it.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence

from indexer.dates import day_of, parse_date
from indexer.types import Zone

from . import quantities, words
from .linking import Lexis
from .question import Question
from .reading import Scored
from .views import Sentence, View, content

Read = Callable[[str], tuple[list[View], Lexis]]

_ORDER = re.compile(
    r"\b(flest|færrest|mest|mindst\w*|først|sidst|tidligste?|senest(?:e(?=\s+\w*(?:frist|deadline|termin|start|slut|dato)))?"
    r"|størst\w*|længst\w*|kortest\w*|dyrest\w*"
    r"|billigst\w*|ældst\w*"
    r"|nyest\w*|højest\w*|lavest\w*|hurtigst\w*|flere|færre|mere|dyrere|billigere|ældre|nyere|større|mindre"
    r"|højere|lavere|tidligere"
    r"|senere|længere|kortere|bedste?|hyppigste?|oftest|tætteste?|nærmeste?|tryggeste?|stærkeste?|svageste?|letteste?"
    r"|sværeste?|gladeste?|sikreste?|rigeste?|fattigste?|ringeste?|dårligste?|værste?|langsomste?|varmeste?|koldeste?"
    r"|bredeste?|smalleste?|dybeste?|tungeste?|reneste?|sundeste?)\b",
    re.I,
)
_LOW = re.compile(
    r"(færr|først|tidlig|mindst|mindre|kort|billig|ældst|ældre|lav|hurtig|tættest|nærmest|svagest|lettest|ringest|fattigst"
    r"|dårligst|koldest|smallest)",
    re.I,
)
_DATES = re.compile(r"(først|sidst|tidlig|senest|senere|ældst|ældre|nyest|nyere|hurtig)", re.I)
_ENDS = re.compile(r"\b(løber|gælder|rækker|varer|udløber|slutter|frem|strækker)\b", re.I)
_MONEY = re.compile(
    r"\b(penge|kroner|kr|koster|kostede|midler|budget\w*|beløb\w*|bevilling\w*|dyr\w*|billig\w*|udgift\w*"
    r"|investering\w*)\b",
    re.I,
)
_AMOUNT = re.compile(
    r"(?P<n>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)\s*(?P<s>(?:mia|mio|millioner|milliarder|tusind"
    r"|t)\b)?\.?\s*(?P<kr>kr)?",
    re.I,
)
_SCALE = {"mia": 1e9, "milliarder": 1e9, "mio": 1e6, "millioner": 1e6, "tusind": 1e3, "t": 1e3}
_SPLIT = re.compile(r"\s*\|\s*|\s{2,}|\t")
MOST = re.compile(r"(?:.*st(?:e|en)?|flest|mest|først|sidst|senest|tidligst)", re.I)
TIMES = frozenset({"senest", "tidligst", "først", "sidst"})  # that tell a time where one is asked for


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """What an option has of the quality asked about: its key for comparing, the text's words, and where they stand."""

    key: float
    said: str
    scored: Scored
    heading: Scored | None = None


def order(core: str) -> re.Match[str] | None:
    """The word of a question that orders: "flest", "først"."""
    return _ORDER.search(core)


def orders(core: str) -> Iterator[re.Match[str]]:
    """All the words of a question that order."""
    return _ORDER.finditer(core)


def lower_wins(word: str) -> bool:
    """True for a word of order that the lower figure answers: "færrest", "ældst"."""
    return _LOW.match(word) is not None


def dated(word: str) -> bool:
    """True for a word of order that asks for dates: "først", "senest"."""
    return _DATES.match(word) is not None


def paid(core: str, word: str) -> bool:
    """True where a question orders by money: "flest penge", "dyrest"."""
    return _MONEY.search(core) is not None or word.casefold().startswith(("dyr", "billig"))


# "Fik Hvalsund eller Møllevang hjulpet flest": the verb opens the question.
_VERB_FIRST = re.compile(
    r"^(?P<verb>[A-ZÆØÅ]?[a-zæøå]+)\s+(?P<one>[A-ZÆØÅ»][^,:?]*?)\s+eller\s+"
    r"(?P<two>[A-ZÆØÅ»][\w-]*(?:\s+[A-ZÆØÅ0-9][\w-]*)*)\s+(?P<rest>[a-zæøå][^?]*)$"
)

# "Kom telefoner eller tablets først på nettet": the word that orders ends the second.
_VERB_FIRST_PLAIN = re.compile(
    r"^(?P<verb>[a-zæøå]+)\s+(?P<one>[^,:?]{2,60}?)\s+eller\s+(?P<two>[^,:?]{2,60}?)\s+(?P<rest>"
    r"(?:flest|færrest|mest|mindst|først|sidst|tidligst|senest|længst|kortest|dyrest|billigst|hurtigst)\b[^?]*)$",
    re.I,
)


# "A eller B – hvem havde flest", "A, B, C: hvilken af dem er ældst"
_NAMED_FIRST = re.compile(
    r"^(?P<named>[^:?–—]{3,120}?)(?:\s*[:,]|\s[-–—])(?:\s*[-–—:])*\s+"
    r"(?P<head>(?:hv(?:em|ad|or|ilke[nt]?|is)\b|i hvilke[nt]?\b)[^?]*)$",
    re.I,
)
# "Hvilket af systemerne A, B og C er det ældste", "hvem af A og B har flest"
_AMONG = re.compile(
    r"^(?P<head>(?:\w+ )?(?i:hvilke[nt]?|hvem|hvad)\b[^,?]*?)\b(?:af|blandt|mellem)\s+(?:de(?:n|t)?\s+\w+\s+)?"
    r"(?P<noun>[a-zæøå-]+\s+)?(?P<named>[A-ZÆØÅ»][^?]*?(?:,\s+[A-ZÆØÅ»][^?,]*?)*\s+(?:og|eller)\s+"
    r"[A-ZÆØÅ»][\w-]*(?:\s+[A-ZÆØÅ0-9][\w-]*)*)\s+(?P<rest>[a-zæøå][^?]*)$"
)
# "Er det A eller B, der slipper billigst"
_CLEFT = re.compile(
    r"^(?:er|var|bliver|blev) det\s+(?P<named>[^?]{3,120}?\s+eller\s+[^?]{2,80}?),?\s+(?:der|som|hvor)\s+"
    r"(?P<head>[^?]+)$",
    re.I,
)
_YEARS = re.compile(
    r"^(?P<head>.+?)\s+i\s+(?P<one>(?:19|20)\d\d)\s+eller\s+(?:i\s+)?(?P<two>(?:19|20)\d\d)\b(?P<rest>[^?]*)$", re.I
)
_BETWEEN_NAMES = re.compile(r",\s+(?:eller\s+|og\s+)?|\s+(?:eller|og|kontra|vs\.?)\s+")


def options(core: str) -> tuple[str, ...] | None:
    """What is asked, and the two or more that are compared: "Hvad koster mest: A eller B" gives ("Hvad koster mest",
    "A", "B"); None where the question names none.

    >>> options("Er der sat flest penge af til broer eller til veje")
    ('Er der sat flest penge af', 'broer', 'veje')
    >>> options("Hvilket af systemerne Lygten, Havnenet og Kajbog er det ældste")
    ('Hvilket systemerne er det ældste', 'Lygten', 'Havnenet', 'Kajbog')
    >>> options("Blev slusen brugt mest i 2022 eller 2023")
    ('Blev slusen brugt mest', '2022', '2023')
    """
    core = core.rstrip(" ?.!")
    found = _named_apart(core)
    if found is not None:
        return found
    two = _alternatives(core)
    if two is None:
        return None
    head, one, other = two
    return (head, *(_bare(o) for o in re.split(r",\s+", one)), other)


def _named_apart(core: str) -> tuple[str, ...] | None:
    """The options of a question that names them before what it asks, after "af", in a cleft, or as two years."""
    years = _YEARS.match(core)
    if years is not None and _ORDER.search(core):
        return (f"{years['head']}{years['rest']}", years["one"], years["two"])
    for pattern in (_NAMED_FIRST, _AMONG, _CLEFT):
        match = pattern.match(core)
        if match is None or not _ORDER.search(core):
            continue
        named = [_bare(n) for n in _BETWEEN_NAMES.split(match["named"]) if n.strip()]
        each = all(n[:1].isupper() or n[:1].isdigit() for n in named) and not _ADVERBIAL.match(match["named"])
        joined = (
            pattern is _AMONG
            or re.search(r"\beller\b", match["named"], re.I)
            or (each and (len(named) > 2 or _OF_THEM.search(match["head"])))
        )
        if 2 <= len(named) <= _OPTIONS and joined and all(len(n) <= 60 for n in named):
            told = match.groupdict()
            head = " ".join(f"{match['head']} {told.get('noun') or ''} {told.get('rest') or ''}".split())
            return (head, *named)
    return None


_OPTIONS = 6
_OF_THEM = re.compile(r"\b(?:af dem|af de to|af disse|de to)\b", re.I)
_ADVERBIAL = re.compile(r"(?:da|efter|blandt|i|på|hos|ved|siden|når|hvis|af|for|med|under|inden|før)\s", re.I)


def _alternatives(core: str) -> tuple[str, str, str] | None:
    at = core.rfind(" eller ")
    if at < 0:
        return None
    first = _VERB_FIRST.match(core)
    if first is not None and _ORDER.search(first["rest"]):
        return f"{first['verb']} {first['rest']}", _bare(first["one"]), _bare(first["two"])
    plain = _VERB_FIRST_PLAIN.match(core)
    if plain is not None and not re.match(r"(?:hv\w+|er|var)$", plain["verb"], re.I):
        return f"{plain['verb']} {plain['rest']}", _bare(plain["one"]), _bare(plain["two"])
    left, right = core[:at], re.split(r",\s+(?:og|hvad|hvilke\w*)\b|[?]", core[at + 7 :])[0].strip(" .,")
    split = re.match(
        r"^(.*?\S)(?:\s*[:,–—]\s+|\s+-\s+|\s+(?:af|mellem|blandt)\s+(?=[A-ZÆØÅ»]|den |det |de ))(.+)$", left
    )
    if split and _ORDER.search(split[1]):
        return split[1], _bare(split[2]), _bare(right)
    prep = re.match(r"(til|i|på|for|fra|hos|af|med|ved|om)\s", right, re.I)
    if prep:
        last = left.casefold().rfind(f" {prep[1].casefold()} ")
        if last > 0:
            return left[:last].strip(), _bare(left[last + len(prep[1]) + 2 :]), _bare(right[prep.end() :])
    return None


def _bare(option: str) -> str:
    return re.sub(r"^(?:enten|det er|er det|var det|i|på|til|for)\s+", "", option.strip(' ,.:–-»«”"'), flags=re.I)


def figure(option: str, head: str, word: str, question: Question, read: Read) -> Figure | None:
    """What an option has of the quality that the question orders by, or None."""
    views, lexis = read(f"{option} {head}")
    asked = [t for t in _words(head) if t not in ("hvad", "hvilken") and not _ORDER.fullmatch(t)]
    for place, view in _places(option, views, lexis):
        found = _in_table(place, view, lexis, asked, question, head, word) or _in_block(
            place, view, lexis, asked, head, word
        )
        if found is not None:
            return found
    return None


def beside(
    two: Sequence[str], head: str, word: str, views: Sequence[View], lexis: Lexis
) -> tuple[int, Figure, Figure] | None:
    """Which of two options comes first (0 or 1) and what both have, where one passage treats both.

    Each option has the figure or date nearest to it ("24 minutter i A og 17 i B"); or the passage says outright which
    one is first.
    """
    best: tuple[float, int, Figure, Figure] | None = None
    wanted = [w for w in _words(head) if not _ORDER.fullmatch(w)]
    for view in views:
        for sentence in view.sentences:
            if sentence.zone in (Zone.TABLE, Zone.HEADING, Zone.TITLE):
                continue
            for passage in (view.sentences[sentence.number : sentence.number + n] for n in (1, 2)):
                if any(s.zone is not sentence.zone or s.part != sentence.part for s in passage):
                    continue
                found = _both(two, passage, word, head, view, lexis)
                if found is None:
                    continue
                said = {w for s in passage for w in s.words} | set(content(sentence.heading)) | view.head
                held = sum(max((lexis.alike(w).get(x, 0.0) for x in said), default=0.0) >= 0.5 for w in wanted)
                score = held / max(1, len(wanted)) - 0.1 * len(passage)
                if score >= 0.1 and (best is None or score > best[0] + 1e-9):
                    best = (score, *found)
    return best[1:] if best is not None else _outright(two, wanted, word, views, lexis)


_TELLING = re.compile(r"(?:hurtig|dyr|bill|læng|kort|stør|æld|nye|høj|lav)", re.I)


def _outright(
    two: Sequence[str], wanted: Sequence[str], word: str, views: Sequence[View], lexis: Lexis
) -> tuple[int, Figure, Figure] | None:
    """ "A er hurtigst": a sentence names one of the two with the word of order itself."""
    low = word.casefold().removesuffix("e")
    if not low.endswith("st") or not _TELLING.match(low):
        return None
    for view in views:
        for sentence in view.sentences:
            spots = [_spot(option, [sentence], lexis) for option in two]
            said = re.search(rf"\b{low}e?\b", sentence.text, re.I)
            if said is None or (spots[0] is None) == (spots[1] is None):
                continue
            near = {*sentence.words, *content(sentence.heading), *view.head}
            held = sum(max((lexis.alike(w).get(x, 0.0) for x in near), default=0.0) >= 0.5 for w in wanted)
            if 2 * held >= len(wanted):
                found = Figure(0.0, said.group(), scored(view, sentence))
                return (0 if spots[0] is not None else 1), found, dataclasses.replace(found, said="")
    return None


def _both(
    two: Sequence[str], passage: Sequence[Sentence], word: str, head: str, view: View, lexis: Lexis
) -> tuple[int, Figure, Figure] | None:
    one, other = (_spot(option, passage, lexis) for option in two)
    if one is None or other is None or one == other:
        return None
    if len(passage) > 1 and any(s.start <= min(one, other) and max(one, other) < s.end for s in passage):
        return None  # one of the sentences alone is looked at on its own
    found = list(measured(passage, word, head, view))
    best: tuple[int, Measured, Measured] | None = None
    for a in found:
        for b in found:
            if a is b or not a.alike(b) or a.key == b.key:
                continue
            apart = abs(a.at - one) + abs(b.at - other)
            if best is None or apart < best[0]:
                best = (apart, a, b)
    if best is None or best[0] > _REACH:
        return None
    left, right = (Figure(m.key, m.said, scored(view, m.sentence)) for m in best[1:])
    return (0, left, right) if (left.key < right.key) == lower_wins(word) else (1, right, left)


_REACH = 160  # signs that two options may stand from their figures, taken together


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """A date or a figure of a passage: its key, its words, its place, its sentence; `figure` is None for a date."""

    key: float
    said: str
    at: int
    sentence: Sentence
    figure: quantities.Figure | None = None

    def alike(self, other: Measured) -> bool:
        """Do both measure the same? One that counts another thing than the first, "to porte", does not."""
        if self.figure is None or other.figure is None:
            return self.figure is other.figure
        return self.figure.alike(other.figure)


def _spot(option: str, passage: Sequence[Sentence], lexis: Lexis) -> int | None:
    """Where a passage names an option: its telling words, most of them in one sentence."""
    form = _words(option)
    form = [w for w in form if words.lemma(w) not in _KINDS] or form
    for sentence in passage:
        held = [max((lexis.alike(w).get(s, 0.0) for s in sentence.words), default=0.0) >= 0.75 for w in form]
        if form and 2 * sum(held) >= len(form):
            wanted = {s for w in form for s, score in lexis.alike(w).items() if score >= 0.75}
            parts = ((t.start, (t.low, *t.low.split("-"))) for t in sentence.tokens)
            return next((start for start, part in parts if not wanted.isdisjoint(part)), None)
    return None


def measured(passage: Sequence[Sentence], word: str, head: str, view: View) -> Iterator[Measured]:
    """The dates or figures of a passage that can be compared by a word of order."""
    for sentence in passage:
        if dated(word) and not word.casefold().startswith("hurtig"):
            for day in parse_date(sentence.text, view.day):
                days = day_of(day.value)
                if days is not None:
                    said = sentence.text[day.start : day.end]
                    yield Measured(float(days[0].toordinal()), said, sentence.start + day.start, sentence)
            continue
        found = list(quantities.figures(sentence))
        unit = next((f.kind for f in found if f.kind in ("money", "percent")), "")
        for figure in found:
            if _OUT_OF.search(sentence.text[: figure.start - sentence.start]):
                continue
            if figure.kind == "number" and unit and not figure.noun:  # "9.400 kr. her og 38.000 der"
                figure = dataclasses.replace(figure, kind=unit)
            if not paid(head, word) or figure.kind == "money":
                size = days_in(figure.noun) if _LASTS.match(word) else 0.0
                if size:
                    figure = dataclasses.replace(figure, kind="time", noun="")
                yield Measured(figure.value * (size or 1.0), figure.said, figure.start, sentence, figure)


_OUT_OF = re.compile(r"\d\s+(?:ud\s+)?af\s+$", re.I)  # "3,9 ud af 5": the last is no figure of its own


def _words(text: str) -> list[str]:
    return [w for w in content(text) if len(w) > 1]


_LASTS = re.compile(r"(?:læng|kort|hurtig|langsom)", re.I)
_PERIODS = (
    ("minut", 1 / 1440), ("time", 1 / 24), ("døgn", 1.0), ("hverdag", 1.4), ("dag", 1.0), ("uge", 7.0),
    ("måned", 30.44), ("kvartal", 91.3), ("år", 365.25),
)  # fmt: skip


def days_in(noun: str) -> float:
    """How many days a noun of time spans; 0 for any other.

    >>> days_in("uger"), days_in("skoler")
    (7.0, 0.0)
    """
    base = words.lemma(noun.casefold())
    return next(
        (size for name, size in _PERIODS if base in (name, f"{name}r", f"{name}ter", f"{name}er", f"{name}e")), 0.0
    )


_KINDS = frozenset(["strategi", "plan", "aftale", "program", "projekt", "initiativ", "løsning", "ordning", "indsats"])


def _places(option: str, views: Sequence[View], lexis: Lexis) -> Iterator[tuple[Sentence, View]]:
    """The sentences that are about an option, the surest first: all its words, as early and alone as can be."""
    named = re.search(r"\(([^)]+)\)", option)
    forms = [_words(option)] if named is None else [_words(named[1]), _words(option[: named.start()])]
    forms = [[w for w in form if words.lemma(w) not in _KINDS] or form for form in forms]
    found = []
    for view in views:
        for sentence in view.sentences:
            best = max((_held(form, sentence, lexis) for form in forms), default=0.0)
            if best >= 0.8:
                row = (
                    sentence.zone in (Zone.TABLE, Zone.LIST, Zone.HEADING, Zone.TITLE)
                    or len(_SPLIT.split(sentence.text)) > 2
                )
                early = 1.0 - min(1.0, _first(forms, sentence, lexis) / 12)
                found.append(
                    (round(best + 0.3 * early + (0.2 if row else 0.0), 4), view.doc_id, sentence.number, sentence, view)
                )
    found.sort(key=lambda f: (-f[0], f[1], f[2]))
    for _, _, _, sentence, view in found[:12]:
        yield sentence, view


def _held(form: Sequence[str], sentence: Sentence, lexis: Lexis) -> float:
    scores = [max((lexis.alike(w).get(s, 0.0) for s in sentence.words), default=0.0) for w in form]
    return sum(s if s >= 0.75 else 0.0 for s in scores) / len(scores) if scores else 0.0


def _first(forms: Sequence[Sequence[str]], sentence: Sentence, lexis: Lexis) -> int:
    wanted = {s for form in forms for w in form for s, score in lexis.alike(w).items() if score >= 0.75}
    return next((i for i, t in enumerate(sentence.tokens) if t.low in wanted), 12)


def row(sentence: Sentence, view: View) -> list[tuple[str, int, int]]:
    """The cells of the line that a sentence begins, with their places in the document; [] for running text."""
    end = view.text.find("\n", sentence.start)
    line_start = view.text.rfind("\n", 0, sentence.start) + 1
    line = view.text[line_start : end if end >= 0 else len(view.text)]
    cells, at = [], line_start
    for match in re.finditer(_SPLIT, line.strip()):
        lead = len(line) - len(line.lstrip())
        cells.append((line.strip()[at - line_start : match.start()], at + lead, line_start + lead + match.start()))
        at = line_start + match.end()
    lead = len(line) - len(line.lstrip())
    cells.append((line.strip()[at - line_start :], at + lead, line_start + lead + len(line.strip())))
    return cells if len(cells) > 2 or (sentence.zone is Zone.TABLE and len(cells) > 1) else []


def _in_table(
    place: Sentence, view: View, lexis: Lexis, asked: Sequence[str], question: Question, head: str, word: str
) -> Figure | None:
    """The cell of the option's row in the column that the question names (by its heading or its year)."""
    cells = row(place, view)
    if not cells:
        return None
    wanted = [*question.years, *asked]
    for other in reversed(view.sentences[max(0, place.number - 40) : place.number]):
        header = row(other, view)
        if len(header) != len(cells) and abs(len(header) - len(cells)) > 1:
            continue
        for n, (name, _, _) in enumerate(header):
            said = _words(name)
            if n and any(lexis.alike(w).get(s, 0.0) >= 0.75 or w == s for w in wanted for s in said):
                at = n + len(cells) - len(header)
                key = _key(cells[at][0], view, head, word, asked, lexis) if 0 <= at < len(cells) else None
                if key is not None:
                    return Figure(key[0], key[1], scored(view, place), scored(view, other))
    return None


def _in_block(place: Sentence, view: View, lexis: Lexis, asked: Sequence[str], head: str, word: str) -> Figure | None:
    """The figure in the sentences about an option: to the end of its item, section or paragraph."""
    for sentence in _block(place, view):
        key = _key(sentence.text, view, head, word, asked, lexis)
        if key is not None:
            return Figure(key[0], key[1], scored(view, sentence), None if sentence is place else scored(view, place))
    return None


def _block(place: Sentence, view: View) -> Iterator[Sentence]:
    yield place
    heads = place.zone in (Zone.HEADING, Zone.TITLE)
    for other in view.sentences[
        place.number + 1 : place.number + (40 if place.zone is Zone.TITLE or place.number < 4 else 8)
    ]:
        if heads and place.number > 3 and other.zone in (Zone.HEADING, Zone.TITLE):
            return
        if not heads and place.number > 3 and other.part != place.part:
            return
        if place.zone is Zone.LIST and view.text.rfind("\n", 0, other.start) > place.start and not heads:
            return
        yield other


def _key(text: str, view: View, head: str, word: str, asked: Sequence[str], lexis: Lexis) -> tuple[float, str] | None:
    """What a text gives to compare by: a date, an amount, or a count of the thing asked about."""
    if _DATES.match(word) or (
        word.casefold().startswith(("længst", "kortest", "længere", "kortere")) and _ENDS.search(head)
    ):
        return _dated(text, view, word, head)
    if _MONEY.search(head) or word.casefold().startswith(("dyr", "billig")):
        return _paid(text)
    return _counted(text, asked, lexis)


def _dated(text: str, view: View, word: str, head: str) -> tuple[float, str] | None:
    found = [(days, text[d.start : d.end]) for d in parse_date(text, view.day) if (days := day_of(d.value)) is not None]
    span = re.search(r"\b((?:19|20)\d\d)\s*(?:-|–|til(?: og med)?)\s*((?:19|20)\d\d)\b", text)
    late = bool(_ENDS.search(head))  # what is newest began last
    if span:
        days = day_of(span[2] if late else span[1])
        if days is not None:
            found.append((days, span.group()))
    if not found:
        return None
    days, said = (max if late and _ENDS.search(head) else min)(found, key=lambda f: f[0][1])
    return float(days[1].toordinal()), said


def _paid(text: str) -> tuple[float, str] | None:
    best = None
    cell = re.fullmatch(r"\s*[\d.,]+\s*", text)
    for match in _AMOUNT.finditer(text):
        if not (match["kr"] or match["s"] or cell):
            continue
        value = float(match["n"].replace(".", "").replace(",", ".")) * _SCALE.get((match["s"] or "").casefold(), 1.0)
        if best is None:
            best = (value, match.group().strip())
    return best


_NUMERAL = re.compile(r"\b(\d{1,3}(?:\.\d{3})*|[a-zæøå]+)\s+((?:[a-zæøå-]+\s+){0,2}?[a-zæøå]+)", re.I)


def _counted(text: str, asked: Sequence[str], lexis: Lexis) -> tuple[float, str] | None:
    from .cut_number import number_word

    for match in _NUMERAL.finditer(text):
        said = match[1].replace(".", "")
        number = said if said.isdigit() else number_word(match[1].casefold())
        if not number or re.fullmatch(r"(19|20)\d\d", said):
            continue
        near = match[2].casefold().split()
        if any(words.alike(a, n) >= 0.5 for a in asked for n in near):
            return float(number), match.group().strip()
    return None


def scored(view: View, sentence: Sentence) -> Scored:
    """A sentence as one that carries what it was looked up for."""
    return Scored(view, sentence, (), (), 0.8, 0.8, 0.8)
