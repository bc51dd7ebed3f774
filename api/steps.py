"""Questions that need several answers: compare, subtract, add, and "the plan that …" inside another question.

Each part is asked as a question of its own; the value is computed from the parts, and the parts' sentences are cited.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from indexer.dates import day_of

from . import called, contrast, differences, pairs, question_cues, versus, wording, words
from .candidates import Candidate
from .decide import Decision
from .quantities import HEREOF
from .question import Kind, Question, parse
from .reading import Scored
from .solving import Solution

if TYPE_CHECKING:
    pass

Solve = Callable[[str], Solution]

_DIFFERENCE = re.compile(
    r"\bhvor (?P<much>mange|meget) (?P<way>flere|færre|mere|mindre|længere|kortere|dyrere|billigere|større"
    r"|højere)\b(?P<left>.*?)\s+(?:end|sammenlignet med|i forhold til)\s+(?P<right>.+)$",
    re.I,
)
_CHOICE = re.compile(
    r"^(?P<head>.*?)(?:[:,–—]| af| mellem| blandt)\s+(?P<one>[^:,?]+?)\s+(?:eller|og)\s+(?P<two>[^:,?]+)$", re.I
)
_ORDER = re.compile(
    r"\b(flest|færrest|først|sidst|tidligst|senest|størst\w*|mindst\w*|længst\w*|kortest\w*|dyrest\w*|billigst\w*|ældst\w*|nyest\w*|højest\w*|lavest\w*|mest)\b",
    re.I,
)
_LOW = re.compile(r"^(færrest|først|tidligst|mindst|kortest|billigst|ældst|lavest)", re.I)
_TIMES = re.compile(r"^(først|sidst|tidligst|senest|ældst|nyest)", re.I)
_THAN = re.compile(
    r"^(?P<verb>\w+)\s+(?P<one>.+?)\s+(?P<way>flere|færre|mere|mindre|større|længere|kortere|dyrere"
    r"|billigere|højere|lavere|ældre|nyere|før|efter|tidligere"
    r"|senere)\b\s*(?P<noun>.*?)\s*(?:\bend\b)?\s+(?P<two>(?:i |på |for |hos |ved |den |det |de )?.+)$",
    re.I,
)
_SUM = re.compile(
    r"\b(?P<left>hvor (?:mange|meget)\b.+?)\s+og\s+(?P<right>.+?),?"
    r"\s+(?:tilsammen|til sammen|sammenlagt|i alt|samlet)(?: set)?$",
    re.I,
)
_PERIOD = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?\b")
_AFTER = re.compile(
    r"\bhvor (?:mange (?P<unit>år|måneder|dage|uger)|lang tid|længe)\b(?: gik der)?,?"
    r"\s+(?P<way>efter|før|inden)\s+(?P<one>.+?)"
    r"(?:,\s*|\s+)(?P<verb>blev|kom|begyndte|startede|trådte|åbnede|lukkede|udløb)\s+(?P<two>.+)$",
    re.I,
)
_BETWEEN = re.compile(
    r"\bhvor (?:mange (?P<unit>år|måneder|dage|uger)|lang tid|længe)\b.*?\b(?:fra"
    r"|mellem)\b\s+(?P<one>.+?)\s+(?:til|og)\s+(?P<two>.+)$",
    re.I,
)
_NAME = re.compile(r"\b[A-ZÆØÅ][\w-]*(?:\s+[A-ZÆØÅ0-9][\w-]*)*")
_INNER = re.compile(
    r"\b(?P<det>den|det|de)\s+(?P<noun>(?:\w+\s+){0,2}?\w+),?\s+(?P<rel>som|der|hvor|hvori|hvis)\s+(?P<clause>[^,?]+)(?P<rest>,.*)?$",
    re.I,
)


def composed(question: Question, solve: Solve, read: contrast.Read) -> Solution | None:
    """The solution of a question that has to be taken apart, or None where it hasn't, or a part has no answer."""
    core = question.core.rstrip(" ?.!")
    solution = versus.direction(question, solve) or _looked_up(core, question, solve, read)
    solution = solution or pairs.composed(question, solve)
    if solution is not None:
        return solution
    for attempt in (_difference, _sum, _choice, _than, _between, _after):
        solution = attempt(core, question, solve)
        if solution is not None:
            return solution
    return None


def _looked_up(core: str, question: Question, solve: Solve, read: contrast.Read) -> Solution | None:
    """ "Hvad koster mest: A eller B?": the figures of both, each from the row, item or section that treats it."""
    asked, order = contrast.options(core), contrast.order(core)
    if asked is None or order is None or len(asked) != _HEAD_AND_TWO:
        return None
    head, *two = asked
    figures = [contrast.figure(option, head, order.group(), question, read) for option in two]
    one, other = figures
    if one is None or other is None or one.key == other.key:
        views, lexis = read(f"{' '.join(two)} {head}")
        beside = contrast.beside(two, head, order.group(), views, lexis)
        if beside is not None:
            return _won(core, question, solve, two, beside)
    if (one is None) != (other is None):
        return _majority(question, two, figures, order.group(), solve)
    if one is None or other is None or one.key == other.key:
        return None
    first = (one.key < other.key) == contrast.lower_wins(order.group())
    (won, lost) = (one, other) if first else (other, one)
    label, less = (two[0], two[1]) if first else (two[1], two[0])
    also = tuple(s for f in (won, lost) for s in (f.scored, f.heading) if s is not None and s is not won.scored)
    how = f"{won.said} mod {lost.said} for {less}"
    best = _first(label, won.scored, how, also)
    plain = solve(core + "?")
    linked = dataclasses.replace(plain.linked, question=dataclasses.replace(plain.linked.question, text=question.text))
    return dataclasses.replace(plain, linked=linked, found=(best,), decision=Decision(0.7), sparql=None)


def _won(
    core: str,
    question: Question,
    solve: Solve,
    two: Sequence[str],
    beside: tuple[int, contrast.Figure, contrast.Figure],
) -> Solution:
    """The option that one passage shows to be first, with what it says of both."""
    at, won, lost = beside
    also = () if lost.scored.sentence is won.scored.sentence else (lost.scored,)
    how = f"{won.said} mod {lost.said} for {two[1 - at]}" if lost.said else won.said
    label = two[at]
    best = _first(label, won.scored, how, also)
    plain = solve(core + "?")
    linked = dataclasses.replace(plain.linked, question=dataclasses.replace(plain.linked.question, text=question.text))
    return dataclasses.replace(plain, linked=linked, found=(best,), decision=Decision(0.7), sparql=None)


def _first(label: str, scored: Scored, how: str, also: tuple[Scored, ...]) -> Candidate:
    """The option that comes first, by its whole name, with the sentence that says so."""
    sentence = scored.sentence
    whole = called.full(label, sentence.text)
    return Candidate(label, whole, "Text", sentence.start, sentence.end, 0.8, scored, how=how, also=also)


_HEAD_AND_TWO = 3
_SHARE = re.compile(
    r"(?P<all>\d[\d.]*)\b[^.;]{0,80}?\b(?:heraf|deraf|hvoraf|af dem|ud af)\b[^.;\d]{0,30}(?P<part>\d[\d.]*)", re.I
)


def _majority(
    question: Question, two: Sequence[str], found: Sequence[contrast.Figure | None], word: str, solve: Solve
) -> Solution | None:
    """ "I alt 1.260, heraf 840 i A": what one of two has more than half of, it has most of."""
    at = 0 if found[0] is not None else 1
    known = found[at]
    if known is None or contrast.lower_wins(word):
        return None
    share = _SHARE.search(known.scored.sentence.text)
    if share is None:
        return None
    whole, part = (float(share[name].rstrip(".").replace(".", "")) for name in ("all", "part"))
    if not whole / 2 < part < whole:
        return None
    label = two[at]
    how = f"{share['part']} af {share['all']}"
    best = _first(label, known.scored, how, ())
    plain = solve(question.core)
    linked = dataclasses.replace(plain.linked, question=dataclasses.replace(plain.linked.question, text=question.text))
    return dataclasses.replace(plain, linked=linked, found=(best,), decision=Decision(0.7), sparql=None)


def nested(question: Question, solve: Solve) -> Solution | None:
    """ "… den strategi, der gav os Digital Post": which one is found first, then it is named in the question."""
    core = question.core.rstrip(" ?.!")
    match = _INNER.search(core)
    if match is None or match["noun"].split()[-1].casefold() in question_cues.GENRES:
        return None
    noun = match["noun"].split()[-1]
    if not noun.isalpha() or words.lemma(noun.casefold()) in ("person", "minister", "andel", "del", "år"):
        return None
    clause = match["clause"]
    which = "hvilket" if match["det"].casefold() == "det" else "hvilken"
    inner = solve(f"{which} {match['noun']} {_as_main(match['rel'], clause)}?")
    named = _thing(inner, noun)
    if named is None:
        return None
    label, used = named
    outer = core[: match.start()] + label + (" " + match["rest"].lstrip(", ") if match["rest"] else "")
    solution = solve(outer.strip() + "?")
    if solution.decision.reason is not None or not solution.found:
        return None
    best = solution.found[0]
    best = dataclasses.replace(best, also=(*best.also, used.scored))
    return dataclasses.replace(
        solution,
        found=(best, *solution.found[1:]),
        linked=dataclasses.replace(
            solution.linked, question=dataclasses.replace(solution.linked.question, text=question.text)
        ),
    )


def _as_main(rel: str, clause: str) -> str:
    return f"{'som' if rel in ('som', 'hvor', 'hvori', 'hvis') else 'der'} {clause}"


def _thing(inner: Solution, noun: str) -> tuple[str, Candidate] | None:
    """The name of the thing that the inner question finds, as the graph labels it, with the evidence."""
    if not inner.found or inner.ranked == ():
        return None
    best = _named_in(inner, noun)
    if best is None:
        return None
    return best.label, best


def _named_in(inner: Solution, noun: str) -> Candidate | None:
    """Among the best sentences' entities the one of the kind asked for; its label, with its period, names it."""
    for scored in inner.ranked[:3]:
        if scored.own < 0.35:
            continue
        found = []
        for entity in scored.view.record.entities:
            if entity.type not in (
                "Strategy",
                "ActionPlan",
                "Agreement",
                "Programme",
                "Initiative",
                "Solution",
                "Event",
                "Organisation",
            ):
                continue
            spans = [m for m in entity.mentions if scored.sentence.start <= m.start and m.end <= scored.sentence.end]
            if spans and any(
                words.alike(noun.casefold(), w) >= 0.5
                for w in re.findall(r"\w+", f"{entity.label} {' '.join(entity.alt)}".casefold())
            ):
                found.append((spans[0].start, entity))
        if found:
            _, entity = min(found, key=lambda f: f[0])
            return Candidate(
                entity.label, entity.label, "Text", scored.sentence.start, scored.sentence.end, 0.8, scored
            )
    return _main_in(inner, noun)


_ABOUT = re.compile(
    r"\b(skriver|skrev|udtaler|udtalte|taler|talte|omtaler|omtalte|fortæller|fortalte|roser|kritiserer|citeres|interviewes)\b",
    re.I,
)


def _main_in(inner: Solution, noun: str) -> Candidate | None:
    """ "Den strategi, X skriver om": the one of the kind asked for that X's text speaks of most."""
    if not _ABOUT.search(inner.linked.question.core) or not inner.ranked or inner.ranked[0].own < 0.3:
        return None
    scored = inner.ranked[0]
    found = [
        (len(e.mentions), e)
        for e in scored.view.record.entities
        if e.type in ("Strategy", "ActionPlan", "Agreement", "Programme")
        and any(
            words.alike(noun.casefold(), w) >= 0.5
            for w in re.findall(r"\w+", f"{e.label} {' '.join(e.alt)}".casefold())
        )
    ]
    if not found:
        return None
    _, entity = max(found, key=lambda f: (f[0], f[1].label))
    return Candidate(entity.label, entity.label, "Text", scored.sentence.start, scored.sentence.end, 0.7, scored)


def _difference(core: str, question: Question, solve: Solve) -> Solution | None:
    match = _DIFFERENCE.search(core)
    if match is None:
        return None
    left, right = differences.turned(match["left"].strip(), match["right"].strip())
    left = left.strip()
    if differences.planned(right):
        return None  # "end ventet" is no thing to ask about
    lead = core[: match.start()].strip(" ,:;–-")
    if lead:  # "fejl i havnen: hvor mange færre i 2020 end i 2011"
        left = f"{lead} {left}"
    start = f"Hvor {match['much']} {left}"
    one = solve(start + "?")
    plain = re.sub(r"\b(?:nu|i dag|i øjeblikket|for tiden)\b\s*", "", start, flags=re.I).strip()
    two = solve(_parallel(plain, right) + "?")
    if one.found and two.found and one.found[0].start == two.found[0].start:
        chosen = versus.difference(question, left.split()[0] if left else "", one, two)
        if chosen is not None:
            two = dataclasses.replace(two, found=(chosen[1],), decision=one.decision)
    return _computed(question, one, two, lambda a, b: abs(a - b), "forskellen på {a} og {b}")


def _sum(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvor mange initiativer har A og B tilsammen": each is asked, then added."""
    match = _SUM.search(core)
    if match is None:
        return None
    left, right = match["left"].strip(), re.sub(r"^(?:fra|for|i)\s+", "", match["right"].strip(), flags=re.I)
    periods = list(_PERIOD.finditer(left))
    if periods and _PERIOD.fullmatch(right):  # "strategierne 2011-2015 og 2016-2020": the noun is said once
        at = periods[-1]
        left = re.sub(r"erne\b(?=[^a-zæøå]*$)", "en", left[: at.start()]) + at.group()
        other = left[: left.rfind(at.group())] + right
    else:
        other = _parallel(left, match["right"].strip())
    return _computed(question, solve(left + "?"), solve(other + "?"), lambda a, b: a + b, "{a} og {b} lagt sammen")


def _parallel(left: str, right: str) -> str:
    """The left part with its last phrase swapped for the right: "… i A" and "i B"; "… A har" and "B"."""
    year = re.fullmatch(r"(?:i\s+)?((?:19|20)\d\d)", right, re.I)
    if year is not None and len(_PERIOD.findall(left)) == 1:
        return _PERIOD.sub(year[1], left)
    named = [m for m in _NAME.finditer(left) if m.start()]
    if len(named) == 1 and _NAME.fullmatch(right):
        return f"{left[: named[0].start()]}{right}{left[named[0].end() :]}"
    preposition = re.match(r"(i|på|for|hos|ved|til|under|fra|med|af)\b", right, re.I)
    if preposition:
        at = [m.start() for m in re.finditer(rf"\b{preposition[1]}\b", left, re.I)]
        if at:
            return f"{left[: at[0]]}{right}"
        return f"{left} {right}"
    match = re.search(r"\b(?:i|på|for|hos|ved|til|under)\s+(?=(?:den|det|de|en|et)\b|[A-ZÆØÅ])", left)
    if match:
        return f"{left[: match.end()]}{right}"
    tokens = parse(left + "?").tokens
    verb = next((t for t in tokens if t.finite and t.start > 8), None)
    return f"{left[: verb.end]} {right}" if verb is not None else f"{left} {right}"


def _computed(
    question: Question, one: Solution, two: Solution, how: Callable[[float, float], float], said: str
) -> Solution | None:
    if one.decision.reason or two.decision.reason or not one.found or not two.found:
        return None
    a, b = one.found[0], two.found[0]
    if (a.start, a.scored.sentence.doc_id) == (b.start, b.scored.sentence.doc_id):
        return None
    try:
        value = how(float(a.value), float(b.value))
    except ValueError:
        return None
    text = f"{value:g}" if value < 1e15 else str(value)
    number = str(int(value)) if value == int(value) else text
    explained = said.format(a=wording.number(a.value), b=wording.number(b.value))
    best = Candidate(
        number,
        wording.number(number),
        "Number",
        a.start,
        a.end,
        min(a.fit, b.fit),
        a.scored,
        unit=question.tokens[question.focus_at].text if question.focus_at >= 0 and not a.unit else a.unit,
        how=explained,
        also=(b.scored,),
    )
    return _solution(question, one, two, best)


def _solution(question: Question, one: Solution, two: Solution, best: Candidate) -> Solution:
    linked = dataclasses.replace(one.linked, question=dataclasses.replace(question, kind=question.kind))
    confidence = round(min(one.decision.confidence, two.decision.confidence), 4)
    ranked = (*one.ranked[:3], *two.ranked[:3])
    return Solution(linked, ranked, (best,), Decision(confidence), (*one.meant[:1], *two.meant[:1]), one.sparql)


def _choice(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvilken strategi havde flest initiativer: A eller B?" asks each for its number or its date."""
    order = _ORDER.search(core)
    match = _CHOICE.match(core)
    if order is None or match is None or not (order.start() < match.start("one")):
        return None
    if " eller " not in core and question.kind not in (Kind.WHAT, Kind.WHO):
        return None
    head = match["head"]
    options = [_option(question, o.strip()) for o in (match["one"], match["two"])]
    answers = [solve(_asked(head, order, option, question)) for option in options]
    if any(a.decision.reason or not a.found for a in answers):
        return None
    keys = [_key(a.found[0]) for a in answers]
    if any(k is None for k in keys) or keys[0] == keys[1]:
        return None
    first_wins = keys[0] < keys[1] if _LOW.match(order.group()) else keys[0] > keys[1]  # type: ignore[operator]
    winner, loser = (0, 1) if first_wins else (1, 0)
    a, b = answers[winner].found[0], answers[loser].found[0]
    if _one_of_the_other(a, b):
        return None
    label = options[winner]
    how = f"{_said(a)} mod {_said(b)} for {options[loser]}"
    best = Candidate(label, label, "Text", a.start, a.end, min(a.fit, b.fit), a.scored, how=how, also=(b.scored,))
    return _solution(question, answers[winner], answers[loser], best)


def _one_of_the_other(a: Candidate, b: Candidate) -> bool:
    """Is one figure a part of the other, "640 mio. kr., heraf 95": then they are not of two things?"""
    sentence = a.scored.sentence
    if b.scored.sentence is not sentence:
        return False
    between = sentence.text[min(a.end, b.end) - sentence.start : max(a.start, b.start) - sentence.start]
    return re.search(rf"\b{HEREOF}\b|[(;,]\s*(?:19|20)\d\d:", between, re.I) is not None


def _option(question: Question, option: str) -> str:
    """ "den fra 2011" with the noun of the question: "den fællesoffentlige strategi fra 2011"."""
    match = re.match(r"(den|det|de)\s+(fra|for|om|i|med|på)\b(.*)", option, re.I)
    if match is None or question.focus_at < 0:
        return re.sub(r"^(?:er det|det|var det)\s+(?=\w+ )", "", option)
    focus = question.tokens[question.focus_at]
    adjectives = [t.text for t in question.tokens[max(0, question.focus_at - 2) : question.focus_at] if t.pos == "ADJ"]
    inflected = " ".join(w if w.endswith("e") else w + "e" for w in adjectives)
    return f"{match[1]} {inflected + ' ' if inflected else ''}{focus.text} {match[2]}{match[3]}"


def _asked(head: str, order: re.Match[str], option: str, question: Question) -> str:
    word = order.group().casefold()
    after = head[order.end() :].strip()
    if word in ("flest", "færrest"):
        return f"Hvor mange {after} er der i {option}?"
    if _TIMES.match(word):
        verb = next(
            (
                t.text
                for t in question.tokens
                if t.pos in ("PART", "VERB") and t.end <= order.end() + 20 and t.low not in ("er", "blev")
            ),
            "",
        )
        return f"Hvornår blev {option} {verb or 'lanceret'}?"
    if re.match(r"(dyrest|billigst)", word):
        return f"Hvad koster {option}?"
    if re.match(r"længst|kortest", word):
        return f"Hvor lang er {option}?"
    giving = re.match(r"hvem\s+(har|vil|skal)?\s*(\w+)", head, re.I)
    if giving:
        return f"Hvor meget {giving[1]} {option} {giving[2]}?" if giving[1] else f"Hvor meget {giving[2]} {option}?"
    return f"Hvor meget {after or 'beløb'} {option}?"


def _key(candidate: Candidate) -> tuple[float, ...] | None:
    if candidate.type == "Date":
        days = day_of(candidate.value)
        return (float(days[0].toordinal()), float(days[1].toordinal())) if days else None
    try:
        return (float(candidate.value),)
    except ValueError:
        return None


def _said(candidate: Candidate) -> str:
    if candidate.type == "Date":
        return wording.day(candidate.value)
    return wording.amount(candidate.value, candidate.unit)


_DAY = re.compile(r"(?:den )?(?:\d{1,2}\. )?[a-zæøå]* ?(?:19|20)\d\d|(?:den )?\d{1,2}\. [a-zæøå]+", re.I)


def _than(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Har A flere initiativer end B?", "Blev A lanceret før B?": both are asked, then compared."""
    if question.kind is not Kind.YESNO:
        return None
    match = _THAN.match(core)
    if match is None or (" end " not in core and match["way"].casefold() not in ("før", "efter")):
        return None
    if _DAY.fullmatch(match["two"].strip(" ?.")):
        return None  # "… efter april 2025" tells when, and sets nothing beside it
    way, noun = match["way"].casefold(), match["noun"].strip()
    if noun and parse(noun).tokens[0].pos in ("PREP", "INFM", "DET", "SCONJ"):
        return None  # "mere på", "mere at": nothing that is counted
    one, two = match["one"], match["two"]
    if way in ("før", "efter", "tidligere", "senere", "ældre", "nyere"):
        verb = re.search(r"\s(\w+(?:et|t|te|ede))$", one)
        name = one[: verb.start()] if verb else one
        tail = verb[1] if verb else "lanceret"
        other = re.sub(r"^(?:end|blev)", "", two).strip()
        said = "" if re.search(r"(?:et|t)$", two) and not verb else tail
        questions = [f"Hvornår blev {name} {tail}?", f"Hvornår blev {other} {said}?"]
    elif noun:
        questions = [
            f"Hvor mange {noun} er der i {one}?",
            f"Hvor mange {noun} er der i {re.sub(r'^(i|på|for|hos) ', '', two)}?",
        ]
    elif way in ("dyrere", "billigere"):
        questions = [f"Hvad koster {one}?", f"Hvad koster {two}?"]
    else:
        return None
    answers = [solve(q) for q in questions]
    if any(a.decision.reason or not a.found for a in answers):
        return None
    keys = [_key(a.found[0]) for a in answers]
    if keys[0] is None or keys[1] is None:
        return None
    more = keys[0] > keys[1]
    less = keys[0] < keys[1]
    yes = less if way in ("færre", "mindre", "kortere", "billigere", "lavere", "ældre", "før", "tidligere") else more
    a, b = answers[0].found[0], answers[1].found[0]
    word = "ja" if yes else "nej"
    best = Candidate(
        word,
        word,
        "Text",
        a.start,
        a.end,
        min(a.fit, b.fit),
        a.scored,
        how=f"{_said(a)} mod {_said(b)}",
        also=(b.scored,),
    )
    return _solution(question, answers[0], answers[1], best)


def _between(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvor mange år gik der fra A blev vedtaget, til B …": both dates are asked, then subtracted."""
    match = _BETWEEN.search(core)
    if match is None:
        return None
    answers = [solve(f"Hvornår {_event(part)}?") for part in (match["one"], match["two"])]
    return _apart(question, answers, match["unit"] or "år")


def _apart(question: Question, answers: Sequence[Solution], unit: str) -> Solution | None:
    """The time between two dates that were asked for, in whole units."""
    if any(a.decision.reason or not a.found or a.found[0].type != "Date" for a in answers):
        return None
    keys = [_key(a.found[0]) for a in answers]
    if keys[0] is None or keys[1] is None:
        return None
    days = abs(keys[1][0] - keys[0][0])
    unit = unit.casefold()
    value = round(days / contrast.days_in(unit))
    a, b = answers[0].found[0], answers[1].found[0]
    if unit == "år" and 4 in (len(a.value), len(b.value)):  # a year has no day to count from
        value = abs(int(a.value[:4]) - int(b.value[:4]))
    best = Candidate(
        str(value),
        str(value),
        "Number",
        a.start,
        a.end,
        min(a.fit, b.fit),
        a.scored,
        unit=unit,
        how=f"fra {wording.day(a.value)} til {wording.day(b.value)}",
        also=(b.scored,),
    )
    return _solution(question, answers[0], answers[1], best)


def _after(core: str, question: Question, solve: Solve) -> Solution | None:
    """ "Hvor mange år efter A blev B lanceret": both dates are asked, then subtracted."""
    match = _AFTER.search(core)
    if match is None:
        return None
    tail = match["two"].split()
    done = tail[-1] if match["verb"].casefold() == "blev" else ""
    asks = [f"Hvornår {match['verb']} {match['one']} {done}".strip() + "?", f"Hvornår {match['verb']} {match['two']}?"]
    answers = [solve(ask) for ask in asks]
    return _apart(question, answers, match["unit"] or "år")


def _event(part: str) -> str:
    part = part.strip(" ,")
    match = re.match(r"(.+?)\s+(blev|bliver|er|var|skal|udløber|udløb)\b(.*)", part)
    return f"{match[2]} {match[1]}{match[3]}" if match else f"var {part}"
