"""How much more, how much it rose, which way it went: two figures of the text set against each other.

The question has two sides ("nu" and "ved åbningen"; "i aftalen" and "det, kommissionen foreslog"). Each side's figure
is the one whose clause speaks of it; both are cited, and the answer says how it was reckoned.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from . import changed, told_gap, versus
from .candidates import Candidate
from .linking import Lexis, Linked
from .polarity import negative
from .quantities import HEREOF, Figure, counts, figures
from .question import Kind
from .reading import Scored
from .table_questions import digits, worded
from .views import Sentence, content

_MORE = re.compile(
    r"\bhvor (?:mange|meget)\b(?P<left>.*?\b"
    r"(?:flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere|kortere)\b.*?)"
    r"\s+(?:end|sammenlignet med|i forhold til|ift\.?)\s+(?P<right>.+)$",
    re.I,
)
_FORSKEL = re.compile(r"\bforskel\w*\s+(?:der\s+)?(?:på|mellem|i)\s+(?P<left>.+?)\s+og\s+(?P<right>.+)$", re.I)
_RISE = (
    r"(?:vokse[trd]?\w*|vokser|steget|stiger|stige|steg|faldet|falder|falde|faldt|øget|øges|hævet|hæves|sænket|sænkes"
    r"|ændret|skåret|reduceret|gået)"
)
_GREW = re.compile(
    rf"\bhvor (?:mange|meget)\b(?P<left>.*\b{_RISE}\b.*|.*\bsteg\b.*|.*\bsat (?:op|ned)\b.*"
    r"|\s+(?:flere|færre|mere|mindre|højere|lavere|dyrere|billigere)\b(?!.*\bend\b).*\b(?:når|efter|nu|blev|bliver)\b.*)$",
    re.I,
)
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
_PLAN = re.compile(
    r"\b(forvent\w*|forudsat\w*|vente(?:t|des?)|budget\w*|\w*ramme[nr]?|bevilling\w*|bevilge\w*|planlagt\w*|mål(?:et|sætning\w*)?"
    r"|aftalt\w*|skøn\w*|ansøg\w*|søgt om|bedt om|lovet|løfte\w*|oprindelig\w*|regne\w* med|anslå\w*"
    r"|beregne\w*|prognose\w*"
    r"|(?:sagt|sagde|sige) ja|tilslutning\w*|godkendt\w*|kontrakt\w*|estimat\w*)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(endte|endelig\w*|regnskab\w*|faktisk\w*|reelt|viste|viser|opgør\w*|opgjort|blev|kostede|brugt|nåede"
    r"|samlede udgift\w*|har kostet|sparede|sparet|slutrapport\w*)\b",
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
    """What a question sets against each other; `right` is "" where it asks for a change, `more` the word of a yes/no
    question that says which way it should go ("flere end ventet"), `ends` what it names by time or by who says it."""

    left: str
    right: str
    way: re.Match[str] | None = None
    more: str = ""
    ends: changed.Ends | None = None


def sides(core: str) -> Sides | None:
    """The two sides of a question that compares two figures, or None."""
    bare = core.rstrip(" ?.!")
    lead = _LEAD.match(bare)
    if lead is not None:  # "fejlmeldinger i havnen: hvor mange færre i 2020 end i 2011"
        asked = sides(lead["ask"])
        if asked is None or asked.way is not None:
            return asked
        left, right = f"{asked.left} {lead['topic']}", _with(asked.right, lead["topic"])
        return dataclasses.replace(asked, left=left, right=right, ends=changed.ends(bare))
    way = _WAY.search(bare)
    if way is not None:
        left, _, right = (bare[: way.start()] + way["rest"]).partition(" end ")
        return Sides(left, right, way)
    for pattern in (_MORE, _FORSKEL):
        if match := pattern.search(bare):
            left, right = match["left"], re.split(r",\s+(?:hvis|når)\b", match["right"])[0]
            return Sides(*(turned(left, right) if pattern is _MORE else (left, right)))
    if _TO_TARGET.match(bare) is not None:
        return Sides(_asked(_TARGET.sub(" ", bare)), "målet")
    beyond = _BEYOND.match(bare)
    if beyond is not None:
        return Sides(_asked(beyond["left"]), beyond["right"])
    than = _THAN.match(bare)
    if than is not None and (planned(than["right"]) or re.match(r"(?:\w+ ){0,3}?(?:19|20)\d\d\b", than["right"])):
        clause = re.match(r"(?P<right>[^,]+?),?\s+(?:der|som|at)\s+(?P<left>.+)$", than["right"])
        if clause is not None:  # "var det flere end ventet, der …"
            return Sides(f"{than['left']} {clause['left']}", clause["right"], more=than["way"])
        return Sides(than["left"], than["right"], more=than["way"])
    slipped = _SLIPPED.match(bare)
    if slipped is not None:
        return Sides(_asked(bare), "budgetteret")
    grew, ends = _GREW.search(bare), changed.ends(bare)
    if grew is not None:
        return Sides(grew["left"], "", ends=ends)
    return Sides(ends.left, ends.right, ends=ends) if ends is not None else None


_THAN = re.compile(
    r"^(?!hv)(?P<left>.*?\b(?P<way>flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere|kortere)\b.*?)"
    r",?\s+end\s+(?P<right>.+)$",
    re.I,
)
# "Hvor mange millioner skred budgettet", "hvor meget løb regningen over"
_SLIPPED = re.compile(
    r"^(?=.*\b(?:\w*budget|regning|ramme|pris|overslag|bevilling|kalkule)\w*).*\bhvor (?:mange|meget)\b"
    r".*\b(?:skred|sprang|sprængt\w*|overskr[ei]d\w*|løb .*over|gik over|oversteg\w*|over budget\w*|under budget\w*)\b",
    re.I,
)
_TARGET = re.compile(
    r"\b(?:(?:fra|under|over|til|i at nå|i at \w+ nåede?|i) )?(?:målet|måltallet|målsætningen)\b(?: for)?", re.I
)
# "Hvor mange procentpoint mangler der i målet", "hvor langt fra målet endte de"
_TO_TARGET = re.compile(
    r"^hvor (?:mange|meget|langt)\b(?=.*\b(?:målet|måltallet|målsætningen)\b)"
    r".*\b(?:mangle\w*|fra målet|under målet|over målet|fra måltallet|forbi målet)\b",
    re.I,
)
# "Hvor mange millioner ligger opgørelsen over den oprindelige bevilling"
_BEYOND = re.compile(
    r"^(?P<left>hvor (?:mange|meget)\b.*?\b(?:lå|ligger|endte|kom|landede)\b.+?)\s+(?:over|under)\s+"
    r"(?P<right>(?:(?:den|det|hvad)\s|(?-i:[A-ZÆØÅ])).*)$",
    re.I,
)
_LEAD = re.compile(r"^(?P<topic>[^:?]{3,80}?)\s*(?::|\s[-–]|,)\s+(?P<ask>hvor (?:mange|meget)\b.+)$", re.I)


def _asked(text: str) -> str:
    """A side without the words that ask how much."""
    return re.sub(r"^\W*hvor (?:mange|meget|langt)\b", "", text, flags=re.I)


def turned(left: str, right: str) -> tuple[str, str]:
    """The sides of "hvor meget mere *end A får B*": the right one ends where the verb begins.

    >>> turned(" mere", "Ry betaler Vejle i leje")
    (' mere betaler Vejle i leje', 'Ry')
    """
    if [w for w in content(left) if w not in _SMALL and not _UNIT.fullmatch(w)]:
        return left, right
    match = _VERB.search(right)
    return (
        (f"{left} {right[match.start() :].strip()}", right[: match.start()].strip())
        if match is not None
        else (left, right)
    )


_UNIT = re.compile(r"mio|mia|million\w*|milliard\w*|kr|kroner|procent\w*|pct|dage|uger|måneder|år|timer|minutter", re.I)
_VERB = re.compile(
    r"(?<=\s)(?:er|var|blev|bliver|fik|får|har|havde|kan|kunne|skal|skulle|vil|ville|kom|kommer|gav|giver|gik|går|tog|tager"
    r"|endte|ender|skød|skyder|brugte|bruger|kostede|koster|betalte|betaler|lå|ligger|\w{3,}(?:ede|te|er))(?=\s)"
)


def _with(right: str, topic: str) -> str:
    return f"{right} {topic}" if right else ""


def planned(side: str) -> bool:
    """Does a side of a question speak of what was planned, promised or expected?"""
    return _PLAN.search(side) is not None


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
    if asked.ends is not None and asked.right:
        return None  # "forsvundet": words alone don't tell whether a figure is one of two, or what lies between
    if asked.more and planned(asked.right) and (told := _told(ranked, asked)) is not None:
        return told
    if asked.way is None and not asked.more and planned(asked.right):
        gap = told_gap.told(ranked, asked.left)
        if gap is not None:
            return gap
    found = list(_figures(ranked, wanted(linked), lexis, linked))
    pair = _pair(found, asked, lexis)
    return answer(pair[0], pair[1], asked, linked) if pair is not None else None


_SAID = re.compile(
    r"\b(?P<way>over|under|flere|færre|mere|mindre|højere|lavere|større|dyrere|billigere|længere|kortere)(?: end)?\s+"
    rf"(?P<rest>(?:[^\s.;]+\s+){{0,7}}?{_PLAN.pattern})",
    re.I,
)
_HIGHER = re.compile(r"(?:over|flere|mere|højere|større|dyrere|længere)", re.I)


def _told(ranked: Sequence[Scored], asked: Sides) -> Candidate | None:
    """The verdict of a sentence that says itself how it went: "beløbet er lavere end skønnet"."""
    for scored in ranked[:5]:
        if scored.coverage < LEAST:
            continue
        view, n = scored.view, scored.sentence.number
        for sentence in view.sentences[n : n + 2]:
            match = _SAID.search(sentence.text) if sentence.part == scored.sentence.part else None
            if match is None or negative(sentence.text):
                continue
            yes = bool(_HIGHER.match(match["way"])) == bool(_UP.match(asked.more))
            here = dataclasses.replace(scored, sentence=sentence)
            also = () if sentence is scored.sentence else (scored,)
            word, start = "ja" if yes else "nej", sentence.start + match.start()
            how = f"teksten siger »{' '.join(match.group().split())}«"
            return Candidate(word, word, "Text", start, sentence.start + match.end(), 0.8, here, how=how, also=also)
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of figure asked for, and the noun it counts ("" where the question leaves that open)."""

    kind: str
    noun: str
    much: bool = False


def wanted(linked: Linked) -> Wanted:
    core = linked.question.core.casefold()
    if re.search(r"\bprocent\w*|\bandel\w*|\bpct\b", core):
        return Wanted("percent", "")
    if re.search(
        r"\b(million\w*|milliard\w*|mio|mia|kroner|kr|penge|beløb\w*|bevilling\w*|budget\w*|tilskud\w*|dyrere|billigere|udgift\w*|koste\w*|midler|\w*pris(?:en|er|erne)?|besparelse\w*|omkostning\w*)\b",
        core,
    ):
        return Wanted("money", "")
    tokens = linked.question.tokens
    counted = ("flere", "færre") if linked.question.kind is Kind.YESNO else ("mange", "antallet", "antal")
    spot = next((i for i, t in enumerate(tokens) if t.low in counted), -1)
    after = [t for t in tokens[spot + 1 : spot + 6] if t.low not in _SMALL] if spot >= 0 else []
    lead = 1 if len(after) > 1 and after[0].pos == "ADJ" and after[1].pos == "NOUN" else 0
    noun = after[lead].low if after[lead:] and after[lead].pos in ("NOUN", "PROPN", "ADJ", "PART") else ""
    much = not noun and re.search(r"\bhvor meget\b", core) is not None and "antal" not in core
    return Wanted("number" if noun else "", noun, much)


@dataclasses.dataclass(frozen=True, slots=True)
class Placed:
    """A figure with the sentence it was found in and how well that carries the question."""

    figure: Figure
    scored: Scored
    weight: float


def _figures(ranked: Sequence[Scored], sought: Wanted, lexis: Lexis, linked: Linked) -> Iterator[Placed]:
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
            for figure in paid_alike(list(figures(other))):
                if fits(figure, sought, other):
                    yield Placed(figure, here, scored.coverage)


_SCALES = (("mia", 1e9), ("milliard", 1e9), ("mio", 1e6), ("mill", 1e6))


def paid_alike(found: list[Figure], before: Sequence[Figure] = ()) -> list[Figure]:
    """The figures of a sentence, a bare one after an amount or a share read as one too: "79,2 mio. kr. mod 68,4"; and
    one right before it, "25,0 af de 39,0 mio. kr."; `before` are those of the sentence before: "… 105 mio. kr. Andre er
    kommet frem til 140."."""
    known = next((f for f in (*found, *before) if f.kind in ("money", "percent")), None)
    if known is None:
        return found
    scale = (
        next((size for word, size in _SCALES if word in known.said.casefold()), 1.0) if known.kind == "money" else 1.0
    )
    out = []
    for figure in found:
        text, start = figure.sentence.text, figure.sentence.start
        ahead = figure.start < known.start and _JOINS.fullmatch(text[figure.end - start : known.start - start])
        if figure.kind == "number" and not figure.noun and (figure.start > known.start or ahead):
            scaled = scale if figure.value < 1000 else 1.0
            shown = scaled > 1.0 and (ahead or known.sentence is not figure.sentence)
            said = f"{figure.said} {money_unit(known)}" if shown else figure.said
            figure = dataclasses.replace(figure, kind=known.kind, value=figure.value * scaled, said=said)
        out.append(figure)
    return out


_JOINS = re.compile(r"\s*(?:af|ud af|mod|imod|til|og|-|–)\s*(?:de\s|den\s|det\s|et mål på\s)?\s*", re.I)


def fits(figure: Figure, sought: Wanted, sentence: Sentence) -> bool:
    before = sentence.text[max(0, figure.start - sentence.start - 9) : figure.start - sentence.start]
    if re.search(rf"\b{HEREOF}\s*$|\b(?:19|20)\d\d:\s*$", before, re.I):
        return False
    if sought.much and figure.kind == "number":
        return False  # "hvor meget" asks for no count
    if figure.kind == "fraction" or (sought.kind and figure.kind != sought.kind):
        return False
    return not sought.noun or not figure.noun or counts(sought.noun, figure.noun)


def _changed(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """ "Hvor meget steg X": two figures that one sentence sets against each other, or two years of one thing."""
    years = list(dict.fromkeys(re.findall(r"\b(?:19|20)\d\d\b", asked.left)))
    matter = tuple(w for w in topic(asked.left) if w not in years)
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
            held = _share(matter, frozenset(content(text)), lexis)
            score = held + 0.3 * a.weight
            if tied and held >= 0.5 and (best is None or score > best[0]):
                best = (score, a, b)
    if best is not None:
        return best[2], best[1]
    return _of_years(found, years, matter, lexis) if len(years) == 2 else _now_and_then(found, asked, lexis)


def _of_years(
    found: Sequence[Placed], years: Sequence[str], matter: Sequence[str], lexis: Lexis
) -> tuple[Placed, Placed] | None:
    """One figure of each of two years, of the same matter in the same words."""
    best: tuple[float, Placed, Placed] | None = None
    then, now = ([p for p in found if _dated(p, year)] for year in years)
    for a in then:
        for b in now:
            if a.figure.start == b.figure.start or not a.figure.alike(b.figure) or a.figure.value == b.figure.value:
                continue
            said = a.figure.words & b.figure.words - set(years)
            held = [_share(matter, frozenset(content(p.scored.sentence.text)), lexis) for p in (a, b)]
            alike = min(1.0, 0.4 * len([w for w in said if not w.isdigit()]))
            score = sum(held) + alike + 0.3 * (a.weight + b.weight)
            if alike + min(held) >= 0.4 and (best is None or score > best[0] + 1e-9):
                best = (score, a, b)
    return (best[2], best[1]) if best is not None else None


def _dated(placed: Placed, year: str) -> bool:
    """Is a figure that of a year: its clause names it, and it is the only one there?"""
    said = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", placed.figure.clause)
    return year in said and len(set(said)) <= 2


def _now_and_then(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """Two sentences, one of then and one of now."""
    return _opposed(found, dataclasses.replace(asked, left=asked.left + " nu", right="før"), lexis)


def _opposed(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """The two figures of which one speaks of the left side, the other of the right."""
    left, right = topic(asked.left), topic(asked.right)
    best: tuple[float, Placed, Placed] | None = None
    done = 0.4 if planned(asked.right) and not planned(asked.left) else 0.0
    scored = [
        (p, side_worth(p, asked.left, left, lexis) + done * _outcome(p), side_worth(p, asked.right, right, lexis))
        for p in found
    ]
    for a, a_left, a_right in scored:
        for b, b_left, b_right in scored:
            if a is b or not a.figure.alike(b.figure) or a.figure.value == b.figure.value:
                continue
            if unlike(a.figure, b.figure) or not (_treats(a, left, lexis) and _treats(b, (*left, *right), lexis)):
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


def unlike(one: Figure, other: Figure) -> bool:
    """Are two figures too far apart to count the same: "ti" and 2.140, 250 kr. and 6,2 mio. kr.?"""
    small, large = sorted((one, other), key=lambda f: f.value)
    if one.kind == "money":
        return large.value > 100 * max(small.value, 0.01)
    return one.kind == "number" and not small.noun and small.value <= 12 and large.value >= 100


def _treats(placed: Placed, of: Sequence[str], lexis: Lexis) -> bool:
    """Does a figure stand in a sentence, a section or a text that treats the matter asked about?"""
    matter = [w for w in of if not w.isdigit() and not _PLAN.search(w) and not _DONE.search(w)]
    sentence, view = placed.scored.sentence, placed.scored.view
    said = frozenset((*sentence.words, *content(sentence.heading), *view.head))
    return not matter or _share(matter, said, lexis) > 0.0


def _outcome(placed: Placed) -> float:
    """1 for a figure of what it came to, -1 for one of what was planned."""
    clause = placed.figure.clause
    return float(_DONE.search(clause) is not None) - float(_PLAN.search(clause) is not None)


def _pair(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """The figures of the two sides, the left one first."""
    if not asked.right:
        return _changed(found, asked, lexis)
    years = [re.findall(r"\b(?:19|20)\d\d\b", side) for side in (asked.right, asked.left)]
    if all(len(of_side) == 1 for of_side in years) and years[0] != years[1]:
        pair = _of_years(found, [years[0][0], years[1][0]], [w for w in topic(asked.left) if not w.isdigit()], lexis)
        if pair is not None or asked.more:
            return pair
    if asked.more and not planned(asked.right):
        return None
    return _each(found, asked, lexis) or _opposed(found, asked, lexis)


def _each(found: Sequence[Placed], asked: Sides, lexis: Lexis) -> tuple[Placed, Placed] | None:
    """The two figures of one sentence that stand by the two sides: "formanden får 175 kr., næstformanden 110"."""
    sides_ = [[w for w in topic(side) if not w.isdigit()] for side in (asked.left, asked.right)]
    sides_ = [[w for w in own if w not in other] for own, other in (sides_, sides_[::-1])]
    if not all(sides_):
        return None
    for a in found:
        sentence = a.scored.sentence
        here = [p for p in found if p.scored.sentence is sentence]
        if len(here) != 2 or a is not here[0] or not here[0].figure.alike(here[1].figure):
            continue
        places = [_at(own, sentence, lexis) for own in sides_]
        left, right = places
        if left is None or right is None or left == right or here[0].figure.value == here[1].figure.value:
            continue
        one, two = (p.figure.start for p in here)
        straight, crossed = abs(one - left) + abs(two - right), abs(two - left) + abs(one - right)
        if straight != crossed and a.weight >= 0.3:
            return (here[0], here[1]) if straight < crossed else (here[1], here[0])
    return None


def _at(own: Sequence[str], sentence: Sentence, lexis: Lexis) -> int | None:
    """Where a sentence says the most telling word of a side."""
    best: tuple[float, int] | None = None
    for word in own:
        alike = lexis.alike(word)
        for token in sentence.tokens:
            likeness = alike.get(token.low, 0.0)
            if likeness >= 0.75 and (best is None or likeness > best[0]):
                best = (likeness, token.start)
    return best[1] if best is not None else None


def topic(side: str) -> tuple[str, ...]:
    return tuple(w for w in content(side) if w not in _SMALL)


def _share(matter: Sequence[str], said: frozenset[str], lexis: Lexis) -> float:
    if not matter:
        return 0.0
    found = [lexis.alike(w) for w in matter]
    held = [max([alike[s] for s in said.intersection(alike)], default=0.0) for alike in found]
    return sum(h if h >= 0.5 else 0.0 for h in held) / len(matter)


def side_worth(placed: Placed, side: str, matter: Sequence[str], lexis: Lexis) -> float:
    """How far a figure's clause speaks of one side of the question."""
    figure, view = placed.figure, placed.scored.view
    own = _share(matter, figure.words, lexis)
    whole = _share(matter, frozenset(placed.scored.sentence.words), lexis)
    head = _share(matter, view.head, lexis)
    score = max(own, 0.7 * whole, 0.4 * head)
    sentence = placed.scored.sentence.text
    years = re.findall(r"\b(?:19|20)\d\d\b", side)
    if years and any(y in figure.clause for y in years):
        score += 0.5
    if _PLAN.search(side):
        score += 0.5 if _PLAN.search(figure.clause) else 0.2 if _PLAN.search(sentence) else 0.0
        score -= 0.3 if _DONE.search(figure.clause) and not _PLAN.search(figure.clause) else 0.0
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


def answer(a: Placed, b: Placed, asked: Sides, linked: Linked) -> Candidate:
    """The difference, or the word that tells which way it goes; the first figure is the one asked about."""
    also = () if a.scored.sentence is b.scored.sentence else (b.scored,)
    how = f"{a.figure.said} mod {b.figure.said}"
    if asked.way is not None:
        up = a.figure.value > b.figure.value
        how = how if asked.right else f"fra {b.figure.said} til {a.figure.said}"
        word = asked.way["one"] if rises(asked.way["one"]) == up else asked.way["two"]
        return Candidate(
            word.casefold(), word.casefold(), "Text", a.figure.start, a.figure.end, 0.8, a.scored, how=how, also=also
        )
    if asked.more:
        yes = (a.figure.value > b.figure.value) == bool(_UP.match(asked.more))
        word = "ja" if yes else "nej"
        return Candidate(word, word, "Text", a.figure.start, a.figure.end, 0.8, a.scored, how=how, also=also)
    how = f"forskellen på {a.figure.said} og {b.figure.said}"
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


def rises(word: str) -> bool:
    """Does a word say more, or up, rather than less: "flere", "steg", "op"?"""
    return _UP.match(word) is not None or versus.rises(word)


def money_unit(figure: Figure) -> str:
    """The unit that a figure of money is given in: "millioner kr."."""
    match = re.search(r"\b(mio\.?|mia\.?|millioner|milliarder|million|milliard|tusind)", figure.said, re.I)
    return f"{match[1]} kr." if match else "kr."
