"""Questions with two answers: two question words, "now and what it should be", one for each of two, two sources.

Each part is asked as a question of its own; an elliptical part borrows the names of the first.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from . import wording
from .candidates import Candidate
from .cut_number import number_word
from .decide import Decision
from .question import Kind, Question
from .reading import Scored
from .views import Sentence

if TYPE_CHECKING:
    from .solving import Solution

Solve = Callable[[str], "Solution"]

_WH = r"(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan)"
_SECOND = re.compile(
    rf"^(?P<one>.*\b{_WH}\b.*?)(?:,\s*(?:og|samt)?|\s+og|\s+-|\s+–)\s+(?P<two>(?:i |til |på |fra )?{_WH}\b.+)$", re.I
)
_SHORT = re.compile(rf"^(?P<a>{_WH})\s+og\s+(?P<b>{_WH})\s+(?P<rest>.+)$", re.I)
_GAP = re.compile(
    r"\b(?P<far>hvor langt|hvor (?:tæt|nær)\w*|nu .*\b(?:skal|skulle|mål\w*|planlagt\w*)\b|planlagt\w* .*\bnu\b"
    r"|fra .* til hvad|før og (?:nu|efter))",
    re.I,
)
AGAINST = re.compile(
    r"\b(mod|imod|fra|i stedet for|ud af|af de|planlagt\w*|forvente\w*|budgetter\w*|mål\w*|regnet med"
    r"|oprindelig\w*|lovet|højst|mindst|skulle|skal|ned (?:fra|på|til))\b",
    re.I,
)
_OVER = re.compile(
    r"\bhvor (?:mange|meget)\b.*\b(?P<way>over|under|foran|bagefter|bagud|mere end|mindre end|for lidt|for meget)\b",
    re.I,
)
_LIES = re.compile(
    r"\b(?:mio|mia|millioner|milliarder|kr|kroner|pct|procent\w*|point|dage|uger|måneder|år|meter|km|kilometer|timer"
    r"|ligge\w*|lå|end(?:te|er|t)|havne\w*|kom|komme[rt]?)\b",
    re.I,
)
_EACH = re.compile(
    r"^(?P<lead>.*?)\b(?P<one>[^,:]+?)\s+(?:med|og|vs\.?"
    r"|kontra)\s+(?P<two>[^,:]+?)\s*:\s*(?P<ask>.+\b(?:hver af dem|hver især|de to|dem)\b.*)$",
    re.I,
)
_VERSUS = re.compile(
    r"^(?P<ask>.+?)\s+(?P<one>(?:i )?(?:19|20)\d\d)\s+(?:vs\.?|kontra|mod|og|eller"
    r"|sammenlignet med)\s+(?:i )?(?P<two>(?:19|20)\d\d)$",
    re.I,
)
_AGREE = re.compile(rf"^er\s+(?P<one>.+?)\s+og\s+(?P<two>.+?)\s+enige?\s+om,?\s+(?P<ask>{_WH}\b.+)$", re.I)
_SAME = re.compile(
    r"^(?:nævner|giver|skriver|oplyser|har|bruger|angiver|siger|står der i"
    r"|opgiver)\s+(?P<one>.+?)\s+og\s+(?P<two>.+?)\s+(?:den|det|de) samme\s+(?P<noun>\w+)\s+"
    r"(?P<about>.+)$",
    re.I,
)
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?![\d])|\b([a-zæøå]+)\b", re.I)


def composed(question: Question, solve: Solve) -> Solution | None:
    """The solution of a question with two answers, or None where it has one, or a part has none."""
    core = question.core.rstrip(" ?.!")
    for attempt in (_agree, _each, _over, _gap, _two):
        solution = attempt(core, question, solve)
        if solution is not None:
            return solution
    return None


def _built(question: Question, parts: Sequence[Solution], values: Sequence[Candidate]) -> Solution:
    first = parts[0]
    confidence = round(min(p.decision.confidence for p in parts), 4)
    seen = {(values[0].scored.sentence.doc_id, values[0].scored.sentence.start)}
    also: list[Scored] = list(values[0].also)
    for value in values[1:]:
        spot = (value.scored.sentence.doc_id, value.scored.sentence.start)
        if spot not in seen:
            also.append(value.scored)
            seen.add(spot)
    members = tuple(m for v in values for m in (dataclasses.replace(v, more=(), also=()), *v.more))
    best = dataclasses.replace(members[0], more=members[1:], also=tuple(also), how=values[0].how)
    linked = dataclasses.replace(first.linked, question=dataclasses.replace(first.linked.question, text=question.text))
    ranked = tuple(r for p in parts for r in p.ranked[:3])
    return dataclasses.replace(
        first, linked=linked, ranked=ranked, found=(best,), decision=Decision(max(0.3, confidence)), sparql=first.sparql
    )


def _said(solution: Solution, least: float = 0.28) -> Candidate | None:
    """The best value of a part: given, or refused only by a little, for the other part vouches for the matter."""
    refused = solution.decision.reason
    if not solution.found or refused in ("unknown_entity", "off_topic", "outside_period"):
        return None
    return solution.found[0] if refused is None or solution.decision.confidence >= least else None


def _agree(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Er A og B enige om, hvor mange …", "nævner A og B den samme dato for …": each source is asked."""
    match = _AGREE.match(core)
    if match is not None:
        asks = [f"{match['ask']} ifølge {_source(match[side])}?" for side in ("one", "two")]
    else:
        match = _SAME.match(core)
        if match is None:
            return None
        asks = [f"Hvad er {match['noun']} {match['about']} ifølge {_source(match[side])}?" for side in ("one", "two")]
    parts = [solve(ask) for ask in asks]
    values = [_said(p, 0.1) for p in parts]
    if values[0] is None or values[1] is None:
        return None
    a, b = values[0], values[1]
    if a.scored.view is b.scored.view and a.start == b.start:
        return None
    same = a.value.casefold() == b.value.casefold()
    word = "ja" if same else "nej"
    said = f"{_source(match['one'])} siger {a.label}, {_source(match['two'])} {b.label}"
    best = Candidate(word, word, "Text", a.start, a.end, min(a.fit, b.fit), a.scored, how=said, also=(b.scored,))
    made = _built(question, parts, [a])
    return dataclasses.replace(made, found=(best,))


def _source(text: str) -> str:
    return text.strip(" ,")


def _each(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Sammenlign A med B: hvor mange initiativer er der i hver af dem", "medlemstal 2022 vs 2024"."""
    match = _EACH.match(core)
    if match is not None:
        one = re.sub(r"^(?:sammenlign|sæt|hold)\s+", "", f"{match['lead']}{match['one']}".strip(), flags=re.I)
        asks = [
            re.sub(r"\b(?:hver af dem|hver især|de to|dem)\b.*$", side, match["ask"], flags=re.I) + "?"
            for side in (one, match["two"].strip())
        ]
    else:
        match = _VERSUS.match(core)
        if match is None:
            return None
        asks = [f"{match['ask']} {match[side]}?" for side in ("one", "two")]
    return _both(question, solve, asks)


def _both(question: Question, solve: Solve, asks: Sequence[str]) -> Solution | None:
    parts = [solve(ask) for ask in asks]
    values = [_said(p) for p in parts]
    if any(v is None for v in values):
        return None
    given = [v for v in values if v is not None]
    if len({(v.value.casefold(), v.start, v.scored.sentence.doc_id) for v in given}) < len(given):
        return None
    return _built(question, parts, given)


_PLACE = re.compile(
    r"hvor\s+(?!mange|meget|længe|ofte|stor|lang|høj|gammel|dyr|hurtig|få|tit|tæt|nær|er|var|blev|ligger|skal|kan|har)",
    re.I,
)


def _two(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvornår og hvor …", "hvad var A, og hvad blev B": two question words."""
    match = _SHORT.match(core)
    if match is not None:
        return _both(question, solve, [f"{match['a']} {match['rest']}?", f"{match['b']} {match['rest']}?"])
    match = _SECOND.match(core)
    if match is None or re.search(
        r"\b(?:om|ved|viser|forklar\w*|fortæl\w*|beskriv\w*|siger|sagde)\s*,?\s*$", match["one"], re.I
    ):
        return None
    one, two = match["one"].strip(" ,"), match["two"].strip()
    if _PLACE.match(two) and not re.search(r"\bog\s*$", core[: match.start("two")], re.I):
        return None  # "i den by, hvor broen ligger" describes
    if re.search(r"\b(den|det|han|hun|de|dem|der)\b", two, re.I) or not _named(two):
        lead = re.match(r"^(?P<topic>[^:?]{3,60}):\s+", one)
        names = lead["topic"] if lead else _topic(one)
        two = f"{two} {names}".strip() if names and names.casefold() not in two.casefold() else two
    if (lead := re.match(r"^(?P<topic>[^:?]{3,60}):\s+(?P<rest>.+)$", one)) is not None:
        one = f"{lead['rest']} {lead['topic']}"
    return _both(question, solve, [one + "?", two + "?"])


def _named(text: str) -> bool:
    return re.search(r"(?<=\s)[A-ZÆØÅ]", text) is not None


def _topic(text: str) -> str:
    """The names of a question, with the preposition before them: what an elliptical second part is about too."""
    found = re.search(
        r"\b(?:for|i|på|af|om|med|til|ved)\s+(?:\w+\s+){0,2}?[A-ZÆØÅ][\w-]*(?:\s+(?:[A-ZÆØÅ][\w-]*|og|til|for"
        r"|på|i|af)\b)*",
        text,
    )
    return found.group() if found else ""


def _gap(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvor langt er X fra målet, hvad er tallet nu, og hvad skulle det være": two figures of one kind."""
    if question.kind not in (Kind.NUMBER, Kind.WHAT, Kind.HOW) or not _GAP.search(core):
        return None
    if len(re.findall(rf"\b{_WH}\b", core, re.I)) < 2 and not re.search(r"\bog\b", core):
        return None
    solution = solve(core + "?")
    for scored in solution.ranked[:6]:
        pair = _paired(scored)
        if pair is not None:
            return _built(question, [solution], list(pair))
    return None


def _paired(scored: Scored) -> tuple[Candidate, Candidate] | None:
    """Two figures of the same unit, in one sentence with a word that sets them against each other, or in two beside."""
    sentence, view = scored.sentence, scored.view
    own = figures(sentence)
    if len(own) > 1 and AGAINST.search(sentence.text):
        for a in own:
            for b in own:
                if a is not b and a.start < b.start and (a.unit == b.unit or not b.unit):
                    return _value(a, scored), _value(b, scored)
    for other in (
        *view.sentences[sentence.number + 1 : sentence.number + 2],
        *view.sentences[max(0, sentence.number - 1) : sentence.number],
    ):
        if not (AGAINST.search(sentence.text) or AGAINST.search(other.text)):
            continue
        for a in own:
            for b in figures(other):
                if a.unit and a.unit == b.unit:
                    return _value(a, scored), _value(b, dataclasses.replace(scored, sentence=other))
    return None


@dataclasses.dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: its digits, its place in the document, the noun it counts, its words."""

    value: str
    start: int
    end: int
    unit: str
    said: str


def figures(sentence: Sentence) -> list[Figure]:
    """The numbers of a sentence with what they count; years and ordinals are none."""
    out = []
    for match in _NUMBER.finditer(sentence.text):
        digits = match[1]
        if digits is None:
            found = number_word(match[2].casefold())
            if found is None or match[2].casefold() in ("en", "et", "én", "ét", "første", "anden"):
                continue
            digits = str(found)
        if re.fullmatch(r"(?:19|20)\d\d", digits) or re.match(r"\.\s", sentence.text[match.end() : match.end() + 2]):
            continue
        after = re.match(
            r"\s*(mio|mia|pct|procent|%|[a-zæøå]+)\.?(?:\s+(kr|[a-zæøå]+))?", sentence.text[match.end() :], re.I
        )
        unit = _unit(after[1]) if after else ""
        said = match.group() + (f" {after[1]}" if after else "")
        out.append(
            Figure(
                digits.replace(".", "").replace(",", "."),
                sentence.start + match.start(),
                sentence.start + match.end(),
                unit,
                said,
            )
        )
    return out


def _unit(word: str) -> str:
    from . import words

    low = word.casefold()
    if low in ("pct", "%"):
        return "procent"
    if low in ("i", "og", "er", "af", "mod", "til", "for", "på", "ud", "som", "der", "unge"):
        return ""
    return words.lemma(low.removesuffix("s") if low.endswith("ers") else low)


def _value(found: Figure, scored: Scored) -> Candidate:
    label = found.said
    return Candidate(found.value, label, "Number", found.start, found.end, 0.7, scored, unit=found.unit)


def _over(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvor mange millioner over budget endte X": the difference of two figures that one sentence holds together."""
    way = _OVER.search(core)
    if way is None or re.search(r"\bend\b", core):
        return None
    if way["way"].casefold() in ("over", "under") and not _LIES.search(core):
        return None  # "hvor mange klagede over X"
    solution = solve(core + "?")
    for scored in solution.ranked[:10]:
        own = figures(scored.sentence)
        if len(own) < 2 or not re.search(
            r"\b(mod|budgetter\w*|planlagt\w*|forvente\w*|i stedet for|afsat\w*)\b", scored.sentence.text, re.I
        ):
            continue
        a, b = own[0], own[1]
        if a.unit != b.unit and b.unit:
            continue
        difference = abs(float(a.value) - float(b.value))
        value = f"{difference:g}"
        how = f"{a.said} mod {b.said}"
        best = Candidate(value, wording.number(value), "Number", a.start, b.end, 0.7, scored, unit=a.unit, how=how)
        made = _built(question, [solution], [best])
        return dataclasses.replace(made, found=(best,))
    return None
