"""How much more, how much it rose, which way it went: two figures of the text set against each other.

The question has two sides ("nu" and "ved åbningen"; "i aftalen" and "det, kommissionen foreslog"). Each side's figure is
the one whose clause speaks of it; both are cited, and the answer says how it was reckoned.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from . import words
from .candidates import Candidate
from .quantities import Figure, counts, figures
from .linking import Lexis, Linked
from .question import Kind
from .reading import Scored
from .table_questions import digits, worded
from .views import Sentence, content

_MORE = re.compile(
    r"\bhvor (?:mange|meget)\b(?P<left>.*?\b(?:flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere|kortere)\b.*?)"
    r"\s+(?:end|sammenlignet med|i forhold til)\s+(?P<right>.+)$",
    re.I,
)
_FORSKEL = re.compile(r"\bforskel\w*\s+(?:der\s+)?(?:på|mellem|i)\s+(?P<left>.+?)\s+og\s+(?P<right>.+)$", re.I)
_RISE = r"(?:vokse[trd]?\w*|vokser|steget|stiger|stige|steg|faldet|falder|falde|faldt|øget|øges|hævet|hæves|sænket|sænkes|ændret|skåret|reduceret|gået)"
_GREW = re.compile(rf"\bhvor (?:mange|meget)\b(?P<left>.*\b{_RISE}\b.*|.*\bsteg\b.*)$", re.I)
_WAY = re.compile(
    rf"\b(?P<one>{_RISE}|flere|højere|større|mere|længere|dyrere|lavere|færre|mindre|kortere|billigere)\s+eller\s+"
    rf"(?P<two>{_RISE}|flere|højere|større|mere|længere|dyrere|lavere|færre|mindre|kortere|billigere)\b(?P<rest>.*)$",
    re.I,
)
_UP = re.compile(r"(?:vok|stig|steg|øg|hæv|flere|højere|større|mere|længere|dyrere)", re.I)
_NOW = re.compile(
    r"\b(nu|i dag|for tiden|aktuelt|i øjeblikket|er (?:vokset|steget|faldet|nede|oppe)\b|tæller|i år)\b", re.I
)
_START = re.compile(
    r"\b(åbn\w*|start\w*|begynd\w*|oprindelig\w*|dengang|etabler\w*|grundl\w*|opret\w*|lancer\w*|indvi\w*|før|tidligere|gamle?|forrige)\b",
    re.I,
)
_PAIR = re.compile(r"\bfra\b[^.;]*?\btil\b", re.I)
_SMALL = frozenset(
    {"flere", "færre", "mere", "mindre", "hvor", "mange", "meget", "tal", "officielle", "regne", "regner"}
)
MOST = 30  # sentences that figures are taken from
LEAST = 0.45


@dataclasses.dataclass(frozen=True, slots=True)
class Sides:
    """What a question sets against each other; `right` is "" where it asks for a change."""

    left: str
    right: str
    way: re.Match[str] | None = None


def sides(core: str) -> Sides | None:
    """The two sides of a question that compares two figures, or None."""
    bare = core.rstrip(" ?.!")
    way = _WAY.search(bare)
    if way is not None:
        left, _, right = (bare[: way.start()] + way["rest"]).partition(" end ")
        return Sides(left, right, way)
    for pattern in (_MORE, _FORSKEL):
        if match := pattern.search(bare):
            return Sides(match["left"], re.split(r",\s+(?:hvis|når)\b", match["right"])[0])
    grew = _GREW.search(bare)
    return Sides(grew["left"], "") if grew is not None else None


def read(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """The difference that a question asks for, or which way it goes, from two figures of the texts."""
    question = linked.question
    asked = sides(question.core)
    if (
        asked is None
        or question.kind not in (Kind.NUMBER, Kind.YESNO, Kind.WHAT, Kind.COMPARE, Kind.HOW, Kind.WHO)
        or linked.strangers
    ):
        return None
    wanted = _wanted(linked)
    found = list(_figures(ranked, wanted, lexis, linked))
    pair = _changed(found, asked, lexis) if not asked.right else _opposed(found, asked, lexis)
    return _answer(pair[0], pair[1], asked, linked) if pair is not None else None


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of figure asked for, and the noun it counts ("" where the question leaves that open)."""

    kind: str
    noun: str


def _wanted(linked: Linked) -> Wanted:
    core = linked.question.core.casefold()
    if re.search(r"\bprocent\w*|\bandel\w*|\bpct\b", core):
        return Wanted("percent", "")
    if re.search(
        r"\b(million\w*|milliard\w*|mio|mia|kroner|kr|penge|beløb\w*|bevilling\w*|budget\w*|tilskud\w*|dyrere|billigere|udgift\w*|koste\w*|midler)\b",
        core,
    ):
        return Wanted("money", "")
    tokens = linked.question.tokens
    spot = next((i for i, t in enumerate(tokens) if t.low in ("mange", "antallet", "antal")), -1)
    after = [t for t in tokens[spot + 1 : spot + 6] if t.low not in _SMALL] if spot >= 0 else []
    lead = 1 if len(after) > 1 and after[0].pos == "ADJ" and after[1].pos == "NOUN" else 0
    noun = after[lead].low if after[lead:] and after[lead].pos in ("NOUN", "PROPN", "ADJ", "PART") else ""
    return Wanted("number" if noun else "", noun)


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the sentence it was found in and how well that carries the question."""

    figure: Figure
    scored: Scored
    weight: float


def _figures(ranked: Sequence[Scored], wanted: Wanted, lexis: Lexis, linked: Linked) -> Iterator[Placed]:
    """The figures that could be meant, from the best sentences and those beside them."""
    seen: set[tuple[str, int]] = set()
    for scored in ranked[:MOST]:
        view = scored.view
        n = scored.sentence.number
        for other in (scored.sentence, *view.sentences[n + 1 : n + 2], *view.sentences[max(0, n - 1) : n]):
            spot = (view.doc_id, other.start)
            if (
                spot in seen
                or other.zone.value == "table"
                or (other is not scored.sentence and other.part != scored.sentence.part)
            ):
                continue
            seen.add(spot)
            here = scored if other is scored.sentence else dataclasses.replace(scored, sentence=other)
            for figure in figures(other):
                if _fits(figure, wanted, other):
                    yield Placed(figure, here, scored.coverage)


def _fits(figure: Figure, wanted: Wanted, sentence: Sentence) -> bool:
    before = sentence.text[max(0, figure.start - sentence.start - 9) : figure.start - sentence.start]
    if re.search(r"\b(?:heraf|deraf|hvoraf)\s*$|\b(?:19|20)\d\d:\s*$", before, re.I):
        return False
    if figure.kind == "fraction" or (wanted.kind and figure.kind != wanted.kind):
        return False
    return not wanted.noun or not figure.noun or counts(wanted.noun, figure.noun)


def _changed(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """ "Hvor meget steg X": two figures that one sentence sets against each other, or two years of one thing."""
    years = re.findall(r"\b(?:19|20)\d\d\b", asked.left)
    topic = _topic(asked.left)
    best: tuple[float, Placed, Placed] | None = None
    for a in found:
        for b in found:
            same = a.scored.sentence is b.scored.sentence
            if a is b or not a.figure.alike(b.figure) or not same or a.figure.start > b.figure.start:
                continue
            text = a.scored.sentence.text
            between = text[a.figure.end - a.scored.sentence.start : b.figure.start - a.scored.sentence.start]
            before = text[: a.figure.start - a.scored.sentence.start]
            tied = (
                (re.search(r"\bfra\s+(?:\w+\s+)?$", before, re.I) and re.search(r"\btil\b", between))
                or re.search(r"\b(vokset til|endte på|steget til|faldet til|hævet til|i stedet for|mod)\b", between)
                or (len(years) == 2 and all(y in text for y in years))
            )
            held = _share(topic, frozenset(content(text)), lexis)
            score = held + 0.3 * a.weight
            if tied and held >= 0.5 and (best is None or score > best[0]):
                best = (score, a, b)
    return (best[2], best[1]) if best is not None else _now_and_then(found, asked, lexis)


def _now_and_then(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """Two sentences, one of then and one of now."""
    return _opposed(found, dataclasses.replace(asked, left=asked.left + " nu", right="før"), lexis)


def _opposed(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """The two figures of which one speaks of the left side, the other of the right."""
    left, right = _topic(asked.left), _topic(asked.right)
    best: tuple[float, Placed, Placed] | None = None
    scored = [(p, _side(p, asked.left, left, lexis), _side(p, asked.right, right, lexis)) for p in found]
    for a, a_left, a_right in scored:
        for b, b_left, b_right in scored:
            if a is b or not a.figure.alike(b.figure) or a.figure.value == b.figure.value:
                continue
            if b_right <= 0.3 or b_right <= a_right or a_left < b_left - 0.35:
                continue
            near = 0.15 if a.scored.view is b.scored.view else 0.0
            beside = abs(a.scored.sentence.number - b.scored.sentence.number) <= 1 and near > 0
            said = 0.1 * sum(bool(p.figure.noun) for p in (a, b))
            score = (a_left - b_left) + (b_right - a_right) + 0.5 * (a.weight + b.weight) + near + 0.25 * beside + said
            if best is None or score > best[0] + 1e-9:
                best = (score, a, b)
    if best is None or max(best[1].weight, best[2].weight) < LEAST:
        return None
    return best[1], best[2]


def _topic(side: str) -> tuple[str, ...]:
    return tuple(w for w in content(side) if w not in _SMALL)


def _share(topic: Sequence[str], said: frozenset[str], lexis: Lexis) -> float:
    if not topic:
        return 0.0
    held = [max((lexis.alike(w).get(s, 0.0) for s in said), default=0.0) for w in topic]
    return sum(h if h >= 0.5 else 0.0 for h in held) / len(topic)


def _side(placed: Placed, side: str, topic: Sequence[str], lexis: Lexis) -> float:
    """How far a figure's clause speaks of one side of the question."""
    figure, view = placed.figure, placed.scored.view
    own = _share(topic, figure.words, lexis)
    whole = _share(topic, frozenset(placed.scored.sentence.words), lexis)
    head = _share(topic, view.head, lexis)
    score = max(own, 0.7 * whole, 0.4 * head)
    sentence = placed.scored.sentence.text
    years = re.findall(r"\b(?:19|20)\d\d\b", side)
    if years and any(y in figure.clause for y in years):
        score += 0.5
    if _NOW.search(side):
        score += (
            0.6
            if _NOW.search(figure.clause)
            else 0.2
            if not _START.search(sentence) and not re.search(r"\b(?:19|20)\d\d\b", figure.clause)
            else 0.0
        )
    if _START.search(side):
        score += (
            0.6
            if _START.search(figure.clause) and not _NOW.search(figure.clause)
            else 0.3
            if _START.search(sentence)
            else 0.0
        )
    return score


def _answer(a: Placed, b: Placed, asked: Sides, linked: Linked) -> Candidate:
    """The difference, or the word that tells which way it goes; the first figure is the one asked about."""
    also = () if a.scored.sentence is b.scored.sentence else (b.scored,)
    how = f"{a.figure.said} mod {b.figure.said}"
    if asked.way is not None:
        up = a.figure.value > b.figure.value
        word = asked.way["one"] if bool(_UP.match(asked.way["one"])) == up else asked.way["two"]
        return Candidate(
            word.casefold(), word.casefold(), "Text", a.figure.start, a.figure.end, 0.8, a.scored, how=how, also=also
        )
    value = abs(round(a.figure.value - b.figure.value, 6))
    unit = "procentpoint" if a.figure.kind == "percent" else ""
    best = Candidate(
        digits(value),
        digits(value),
        "Number",
        a.figure.start,
        a.figure.end,
        0.8,
        a.scored,
        unit=unit,
        how=how,
        also=also,
    )
    return worded(best, value, money_unit(a.figure)) if a.figure.kind == "money" else best


def money_unit(figure: Figure) -> str:
    """The unit that a figure of money is given in: "millioner kr."."""
    match = re.search(r"\b(mio\.?|mia\.?|millioner|milliarder|million|milliard|tusind)", figure.said, re.I)
    return f"{match[1]} kr." if match else "kr."
