"""Yes or no from what stands round a sentence: an answered question, a decision, a denial, a target missed."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.numbers import FoundNumber
from indexer.types import Zone

from . import aims, chunks, judging, quantifiers, words
from .candidates import Candidate, Scene
from .polarity import negative, spared
from .quantities import Figure, figures, numbers
from .reading import Scored
from .tables import amount, tables
from .views import Sentence, View
from .wordlists import several

_SAID = re.compile(r"[\s»”\"–-]*(?P<word>ja|nej|jo)\b[\s.,!:–-]", re.I)
_DECIDED = re.compile(
    r"(?:beslutning|afgørelse|konklusion|vedtaget|vedtagelse|godkendt|tiltrådt|afvist|forkastet|referat|udfald"
    r"|resultat)\b",
    re.I,
)
_PRO = re.compile(
    r"\b(tiltræd\w*|tiltrådt\w*|godkend\w*|vedt[ao]g\w*|ja|bifald\w*|stadfæst\w*|imødekom\w*|enstemmigt|bevilg\w*)\b",
    re.I,
)
_CONTRA = re.compile(
    r"\b(ikke|afvis\w*|afslå\w*|afslog|nej|forkast\w*|udsat|udsættes|udskudt|udskydes|nedstem\w*|trukket)\b", re.I
)
_ASKS_DECISION = re.compile(
    r"\b(sagde\b.{0,60}\b(?:ja|nej)|sige\b.{0,30}\b(?:ja|nej)|godkend\w*|vedt[ao]g\w*|tiltr[æå]d\w*|beslutte\w*"
    r"|bifald\w*|enige?|stemte|"
    r"accepter\w*|gik med|nikke\w*|bevilg\w*|afvis\w*)\b",
    re.I,
)
_BACK = re.compile(
    r"(?:men |og )?(?:det|den|de|dette|denne|disse|her|dog|alligevel|sådan|så langt|forslaget|ønsket|planen"
    r"|idéen|ideen)\b",
    re.I,
)
_DENIAL = re.compile(
    r"\b(ikke|aldrig|ingen|intet|hverken|i stedet|opgivet|droppet|faldt|afvist|afviste|afviser|afslået|afslog|nægtet"
    r"|nægtede|forkastet|nedstemt|sagde nej|sagt nej)\b",
    re.I,
)
_REFUSED = re.compile(r"\b(?:afvist|afviste|afslået|afslog|nægtet|forkastet|nedstemt|nej)\b", re.I)
_ASKS_REACHED = re.compile(
    r"\b(lykkedes|lykkes|nåede?|nået|nåede man|indfri\w*|opfyld\w*|kom .{0,30} i mål|holdt|overholdt"
    r"|levede .{0,30} op|mål(?:et|ene)|til tiden|i tide|fristen|som (?:aftalt|planlagt|lovet|ventet|forventet)"
    r"|regnet med|regnede med|frist\w*|tidsplan\w*"
    r"|inden for (?:\w+ ){0,3}?(?:ramme|budget|bevilg|bevilling|afsat|penge)\w*"
    r"|som (?:\w+ ){1,3}(?:sagde|lovede|ventede|ville|håbe\w*|regnede|ønskede|sigtede?|satsede"
    r"|stilede|krævede|tilla\w+|sat sig)"
    r"|(?:stillet i udsigt|sat sig for|sigter efter|sat af|afsatte|tilladte|ønskede|lovede|garanti\w*|løfte\w*)"
    r"|(?:under|over|inden for) (?:\w+ ){0,2}?(?:grænse\w*|loft\w*|maksim\w*|tilladte|krav\w*|minimum))\b",
    re.I,
)
_REACHED = re.compile(
    r"\b(?:nå(?:s|r|et|ede)?(?! (?:\w+ ){0,6}?(?:op|ned) på)|indfri\w*|opfyld\w*|overholdt|overg(?:ik|ået)"
    r"|lykke\w*|i mål|realisere\w*"
    r"|opnået)\b",
    re.I,
)
_EXPECTED = (
    r"(?:ventet|forventet|skønnet|målet|planlagte?|planen|lovet|aftalte?|budgettet|budgetteret|budgetterede|antaget"
    r"|afsatte?|bevilgede|bevillingen|rammen|regnet med)"
)
_FELL_SHORT = re.compile(
    rf"\bfor sen[te]\b|\bforsinke\w*\b|\boverskr[ie]d\w*\b|\bmåtte (?:opgives|udskydes|droppes)\b"
    rf"|\b(?:forlænge(?:t|de)|udskudt|udskød|udsat)\b"
    rf"|\b(?:ikke|aldrig) (?:\w+ )?(?:nået|indfriet|opfyldt|overholdt|holdt)\b"
    rf"|\b(?:lavere|mindre|færre|dårligere|under|senere)(?: end)? (?:[\w,.]+ ){{0,6}}?{_EXPECTED}\b"
    r"|\b(?:\d[\d.,]*|gik|kom|endte|ender)(?: (?:mio|mia)\.? kr\.?| kr\.| pct\.| procent)? over "
    r"(?:den |det |de )?(?:\w+ )?(?:bevillinge?n?|budgettet|ramme[nr]?|afsatte|bevilgede|loftet)\b"
    r"|\b(?:dage?|uger?|måneder?|år) efter (?:fristen|tidsplanen|den aftalte tid|den aftalte frist)\b",
    re.I,
)
_KEPT = re.compile(
    r"\binden for (?:\w+ )?(?:fristen|tidsplanen|budgettet|rammen)\b|\btil (?:den aftalte )?tid(?:en)?\b|\bi tide\b"
    r"|\bsom (?:planlagt|aftalt|lovet|ventet|forventet)\b",
    re.I,
)
_TARGET = re.compile(
    r"\b(?:mål\w*|løfte\w*|forventning\w*|frist\w*|tidsplan\w*|ambition\w*|\w+mål(?:et|ene)?|det|ventetid\w*)\b", re.I
)
_NOT = re.compile(r"\b(?:ikke|aldrig|langtfra|ingen|hverken|næppe|uden)\b", re.I)
_STILL = re.compile(r"\b(stadig(?:væk)?|fortsat|videre|endnu|fortsætte\w*|uændret|består|bestå)\b", re.I)
_GOES_ON = re.compile(
    r"\b(fortsæt\w*|fortsat|stadig(?:væk)?|uændret|videreføres?|videreført|ved siden af|består fortsat"
    r"|gælder fortsat|bevares?|forbliver"
    r"|forlænget|forlænges|(?:erstatter|afløser|ophæver|fortrænger) (?:\w+ )?ikke|ikke (?:erstat\w+|afløs\w+"
    r"|ophæv\w+))\b",
    re.I,
)
_STOPPED = re.compile(
    r"\b(ophør\w*|bortfald\w*|udløb|udløbet|afløst|erstattet|erstattes|afløses|lukket|lukkes|nedlagt|nedlægges"
    r"|stoppet|indstillet|sat på pause"
    r"|udtjent|droppet|opgivet|afviklet|ikke længere|slut)\b",
    re.I,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def cut(scene: Scene) -> Iterator[Candidate]:
    """The verdicts that a sentence and its neighbours give; each cites the sentence that decides."""
    view, sentence = scene.scored.view, scene.scored.sentence
    following = view.sentences[sentence.number + 1 : sentence.number + 6]
    if sentence.text.rstrip(' ”»"').endswith("?"):
        yield from _answered(scene, following)
        return
    if _asks_done(scene) and (aims.listed(view, sentence) or _only_aims(scene)):
        return  # what should come about is no word on whether it did
    how_many = quantifiers.judged(scene)
    if how_many is not None and not how_many[0]:
        yield _by_rules(scene)
        return
    yield from _decision(scene, following)
    yield from _denied_here(scene)
    yield from _denied_next(scene, following)
    yield from _reached(scene, view)
    yield from _brought_to(scene)
    yield from _goes_on(scene)
    said = _by_rules(scene)
    if said.value != "ja" or said.how or not _told_otherwise(scene):
        yield said


def _told_otherwise(scene: Scene) -> bool:
    """Was a figure aimed at, and does the sentence tell another of the same: "nåede op på *21.600 borgere*"?"""
    aim = _aim(scene)
    told = [f for f in figures(scene.scored.sentence) if aim is not None and f.kind == aim.kind]
    values = {f.value for f in told}
    own = [f for f in told if f.noun and aim is not None and aim.noun and _counts_alike(aim.noun, f.noun)]
    return aim is not None and bool(own) and float(aim.value) not in values


def _only_aims(scene: Scene) -> bool:
    """Does a sentence only set the figure that was aimed at: "senest i 2022 *skal* 30.000 borgere måle hjemme"?"""
    aim, verb = _aim(scene), next((t for t in scene.tokens if t.finite), None)
    if aim is None or verb is None or verb.low not in ("skal", "skulle"):
        return False
    return any(f.value == float(aim.value) for f in figures(scene.scored.sentence))


def _aim(scene: Scene) -> FoundNumber | None:
    """The one figure of a question for a target: "nåede man målet om *30.000* borgere"."""
    core = scene.question.core
    found = [n for n in numbers(core) if n.kind in ("number", "percent", "money")]
    return found[0] if len(found) == 1 and _TARGETS.search(core) else None


def _by_rules(scene: Scene) -> Candidate:
    """What the sentence itself says."""
    verdict = judging.judge(scene)
    made = _made(scene, verdict.yes, verdict.sure, verdict.why, None)
    made = dataclasses.replace(made, scored=_weighed(scene, made.scored))
    if _beside_the_matter(scene):
        scored = dataclasses.replace(made.scored, score=made.scored.score - _BESIDE)
        return dataclasses.replace(made, fit=_BESIDE * made.fit, scored=scored)
    return _less_sure(made) if verdict.yes and _only_planned(scene) else made


_BESIDE = 0.3


def _beside_the_matter(scene: Scene) -> bool:
    """Is it a byline, a date line or a title that doesn't hold all that is asked: it tells who wrote, not what?"""
    zone = scene.scored.sentence.zone
    if not (zone.carries_metadata or zone in (Zone.HEADING, Zone.TITLE)):
        return False
    pairs = zip(scene.question.content, scene.scored.direct, strict=True)
    return any(direct < 0.5 for term, direct in pairs if term.role in ("noun", "verb", "adj") and term.weight >= 0.5)


_PLANNED = re.compile(
    r"\b(?:skal|skulle|vil|ventes|forventes|venter|forventer|planlægge[rs]?|senest|inden udgangen|regner med"
    r"|ambition\w*|målet er)\b",
    re.I,
)


def _only_planned(scene: Scene) -> bool:
    """Is something asked for that happened ("fik", "blev"), and does the sentence only say that it should?"""
    asked = [t for t in scene.question.tokens[:4] if t.finite and t.verb is not None]
    past = bool(asked) and asked[0].verb is not None and asked[0].verb.form == "past"
    return (
        past
        and _PLANNED.search(scene.scored.sentence.text) is not None
        and _PLANNED.search(scene.question.core) is None
    )


def _asks_done(scene: Scene) -> bool:
    """Does a question ask whether something came about: "blev X bygget", "har alle fået en plads"?"""
    core = scene.question.core
    if _PLANNED.search(core) or _SET.search(core) or _ASKS_DECISION.search(core):
        return False
    verbs = [t.verb.form for t in scene.question.tokens if t.verb is not None]
    return "past" in verbs[:1] or "part" in verbs


_SET = re.compile(r"\b(?:aftalt|lovet|sat|stillet|fastsat|formuleret|beskrevet|indgår|indgik|står|stod|med i)\b", re.I)


def _less_sure(made: Candidate) -> Candidate:
    """A verdict on what came of a plan, from the plan alone: any sentence on what came of it goes before."""
    scored = dataclasses.replace(made.scored, score=made.scored.score - 0.15)
    return dataclasses.replace(made, fit=max(0.0, made.fit - 0.3), scored=scored)


_NOT_SO = re.compile(r"\b(?:ikke|ingen|intet|aldrig)\b", re.I)


def _weighed(scene: Scene, scored: Scored) -> Scored:
    """What is no statement (a line of furniture, a date line) weighs less; one that says what is not so, more.

    Nobody writes "private schools can't apply" but where somebody might ask.
    """
    sentence = scored.sentence
    if not any(t.finite or t.pos in chunks.VERBAL for t in sentence.tokens):
        return dataclasses.replace(scored, score=scored.score - 0.15)
    terms = scene.question.content
    told = [i for i, term in enumerate(terms) if term.role in ("noun", "name") and scored.direct[i] >= 0.75]
    asked = scene.question.core
    short = len(sentence.tokens) <= 14 and bool(told) and not (_STILL.search(asked) or _ASKS_REACHED.search(asked))
    if short and _NOT_SO.search(sentence.text) and scored.coverage >= 0.3:
        return dataclasses.replace(scored, score=scored.score + 0.15)
    return scored


def _made(scene: Scene, yes: bool, sure: float, why: str, other: Sentence | None) -> Candidate:
    word = "ja" if yes else "nej"
    said = other or scene.scored.sentence
    scored = scene.scored if other is None else _moved(scene.scored, other)
    also = () if other is None else (scene.scored,)
    return Candidate(word, word, "Text", said.start, said.end, max(0.0, min(1.0, sure)), scored, how=why, also=also)


def _moved(scored: Scored, sentence: Sentence) -> Scored:
    return dataclasses.replace(scored, sentence=sentence)


def _answered(scene: Scene, following: Sequence[Sentence]) -> Iterator[Candidate]:
    """ "Er der nye penge? Nej. …": the text asks the same itself."""
    if not following or scene.scored.own < 0.25:
        return
    match = _SAID.match(following[0].text + " ")
    if match is None:
        return
    yes = match["word"].casefold() != "nej"
    if negative(scene.question.core) != negative(scene.scored.sentence.text):
        yes = not yes
    short = len(following[0].text) < 8 and len(following) > 1
    scored = scene.scored
    lifted = dataclasses.replace(scored, own=min(1.0, scored.own + 0.2), score=scored.score + 0.35)
    told = following[1] if short else following[0]
    word = "ja" if yes else "nej"
    also = (lifted, _moved(lifted, following[0])) if short else (lifted,)
    yield Candidate(word, word, "Text", told.start, told.end, 0.9, _moved(lifted, told), also=also)


def _decision(scene: Scene, following: Sequence[Sentence]) -> Iterator[Candidate]:
    """ "Beslutning: Udvalget tiltræder" under the item that speaks of the matter."""
    if not _ASKS_DECISION.search(scene.question.core):
        return
    for other in following[:4]:
        if other.heading != scene.scored.sentence.heading and not _DECIDED.match(other.text):
            return
        if _DECIDED.match(other.text):
            yes = not _CONTRA.search(other.text)
            if yes and not _PRO.search(other.text):
                return
            if negative(scene.question.core) or re.search(r"\b(nej|afvis\w*)\b", scene.question.core, re.I):
                yes = not yes
            yield _made(scene, yes, scene.scored.own + 0.25, "", other)
            return


_ANAPHOR = re.compile(
    r"(?:;|,|,? men|–)\s+(?:men )?(?:det|den|dette) (?:fik|gjorde|blev|er|var|kom|skete|vil|kan|har|havde|gør|må)\b"
    r"(?P<rest>[^.;]{0,60})",
    re.I,
)


def _denied_here(scene: Scene) -> Iterator[Candidate]:
    """ "Hun ønskede en garanti; *det fik hun ikke*": the sentence takes its own matter up and denies it."""
    sentence = scene.scored.sentence
    match = _ANAPHOR.search(sentence.text)
    if match is None or scene.scored.own < 0.3 or not _NOT_SO.search(match["rest"]):
        return
    if scene.matched and min(scene.matched) < scene.index(sentence.start + match.start()):
        yield _made(scene, negative(scene.question.core), scene.scored.own + 0.15, "", None)


def _denied_next(scene: Scene, following: Sequence[Sentence]) -> Iterator[Candidate]:
    """ "Det kom dog ikke med": the next sentence takes the matter up with a pronoun and denies it."""
    if not following or not _BACK.match(following[0].text) or scene.scored.own < 0.3:
        return
    start = following[0].text[:90]
    view = scene.scored.view
    fresh = [m for m in view.mentions(following[0]) if m.type in _NAMED and not _asked(scene, m.text)]
    said = negative(scene.scored.sentence.text) and not re.search(r"\b(dog|men|alligevel)\b", start, re.I)
    refused = re.match(r"(?:men )?det (?:har|blev|er|afviste|afslog|sagde)\b", start, re.I) and _REFUSED.search(start)
    if _DENIAL.search(start) and not said and (refused or not fresh):
        yield _made(scene, negative(scene.question.core), scene.scored.own + 0.12, "", following[0])


_NAMED = frozenset(
    {"Organisation", "Person", "Strategy", "ActionPlan", "Agreement", "Programme", "Solution", "Initiative", "Place"}
)


def _asked(scene: Scene, name: str) -> bool:
    return any(
        scene.lexis.alike(t.word).get(w, 0.0) >= 0.85
        for t in scene.question.content
        for w in re.findall(r"\w+", name.casefold())
    )


def _reached(scene: Scene, view: View) -> Iterator[Candidate]:
    """Was a target reached: the sentence near that says so, or the figure beside the one asked about."""
    if not _ASKS_REACHED.search(scene.question.core):
        return
    sentence = scene.scored.sentence
    asked = {n.replace(",", ".") for n in _NUMBER.findall(scene.question.core) if len(n) < 4}
    for other in view.sentences[max(0, sentence.number - 1) : sentence.number + 5]:
        if _REACHED.search(other.text) and _TARGET.search(other.text) and any(t.finite for t in other.tokens):
            yes = not _NOT.search(other.text) and not _FELL_SHORT.search(other.text)
            here = other is sentence
            made = _made(scene, yes, scene.scored.own + (0.3 if here else 0.15), "", None if here else other)
            yield dataclasses.replace(made, scored=_verbs_held(scene, made.scored))
    for other in view.sentences[sentence.number : sentence.number + 4]:
        short, kept = _FELL_SHORT.search(other.text), _KEPT.search(other.text)
        if bool(short) != bool(kept) and other.part == sentence.part:
            here = other is sentence
            yield _made(scene, bool(kept), scene.scored.own + (0.3 if here else 0.2), "", None if here else other)
    found = list(figures(sentence))
    if len(found) > 1 and f"{found[0].value:g}" in asked and found[0].alike(found[1]):
        named = re.search(rf"(\w+) {re.escape(found[0].said.split()[0])}\b", sentence.text)
        if named is not None and named.group().casefold() in scene.question.core.casefold() and named[1][:1].isupper():
            return  # "Trin 3" is no figure to reach
        if f"{found[1].value:g}" not in asked and not _in_time(found[0]):
            yield _against(scene, found[1].value, found[0].value, f"{found[1].said} mod {found[0].said}")
            return
    yield from _in_columns(scene, view)
    yield from _of_figure(scene, found)


_IN_TIME = re.compile(r"\b(?:på|over|inden for|i løbet af|hver|efter|inden)\s*$", re.I)
_TIMES = several("dag uge måned år time minut sekund kvartal døgn")


def _in_time(figure: Figure) -> bool:
    """Is a figure but the time in which something is counted: "en borger møder på *14 dage*"?"""
    sentence = figure.sentence
    before = sentence.text[: figure.start - sentence.start]
    return words.lemma((figure.noun or "").casefold()) in _TIMES and _IN_TIME.search(before) is not None


_LESS = re.compile(
    r"\b\w*(?:svartid|ventetid|behandlingstid|liggetid|udgift|budget|ramme|bevilling|omkostning|forbrug|fejl|klager|fravær"
    r"|ulykke|udslip|udled|ledighed|frafald|affald|frist|loft|dage|uger|måneder|minutter|sekunder)\w*\b",
    re.I,
)
_MORE_WANTED = re.compile(r"\b\w*(?:spare|bespar|gevinst|indtægt|overskud|indsaml|mindst)\w*\b", re.I)
_LESS_WANTED = re.compile(r"\b(?:højst|maksimalt|under|inden for)\b", re.I)


def _against(scene: Scene, value: float, target: float, how: str, upper: bool | None = None) -> Candidate:
    """The verdict on a target by what was reached: of time, money spent and faults the less the better; `upper` where
    the target's own words say that it is a limit."""
    core = scene.question.core
    less = (
        upper
        if upper is not None
        else _LESS_WANTED.search(core) or (_LESS.search(f"{core} {how}") and not _MORE_WANTED.search(core))
    )
    reached = value <= target if less else value >= target
    return _made(scene, reached != negative(core), scene.scored.own + 0.3, how, None)


_BROUGHT = re.compile(
    r"\b(?P<way>op|ned)\s+(?:på|til|under|over)\s+(?:(?:de|det|den|kun|højst|mindst)\s+)?(?=\d)", re.I
)
_CAME_TO = re.compile(
    r"\b(?:nedbragt|bragt|faldt|faldet|steg|steget|nåede|nået|kom|kommet|endte|endt|landede|landet|er nu|var nu|opgjort"
    r"|målt|kun)\b",
    re.I,
)


def _brought_to(scene: Scene) -> Iterator[Candidate]:
    """ "Kom man *ned på 900* klager?" and "klagerne er kun faldet til 1.040": what it came to decides."""
    core, sentence = scene.question.core, scene.scored.sentence
    match = _BROUGHT.search(core)
    if match is None or scene.scored.own < 0.3 or _CAME_TO.search(sentence.text) is None:
        return
    targets = [n for n in numbers(core[match.end() :]) if n.kind in ("number", "percent", "money")]
    told = [f for f in figures(sentence) if not _LEFT.search(sentence.text[: f.start - sentence.start])]
    if len(targets) != 1 or len(told) != 1 or aims.listed(scene.scored.view, sentence):
        return
    aim, came = targets[0], told[0]
    if came.kind == aim.kind and _counts_alike(aim.noun or "", came.noun):
        how = f"teksten siger {came.said}"
        yield _against(scene, came.value, float(aim.value), how, upper=match["way"].casefold() == "ned")


_TARGETS = re.compile(r"\b(?:mål\w*|budget\w*|ramme\w*|afsat\w*|bevilg\w*|plan\w*|frist\w*|\w+mål)\b", re.I)
_OUTCOMES = re.compile(
    r"\b(?:resultat\w*|regnskab\w*|forbrug\w*|faktisk\w*|opnået|nået|status|brugt|realiseret|\w*(?:19|20)\d\d\w*)\b",
    re.I,
)


def _in_columns(scene: Scene, view: View) -> Iterator[Candidate]:
    """A row's figure under "Mål" against the one of what came of it."""
    sentence = scene.scored.sentence
    if sentence.zone is not Zone.TABLE:
        return
    for table in tables(view):
        own = next((r for r in table.rows if sentence.start <= r.label.start < sentence.end), None)
        if own is None or table.head is None:
            continue
        target = [n for n, c in enumerate(table.columns) if _TARGETS.search(c.name)]
        asked = scene.question.years
        reached = [
            n
            for n, c in enumerate(table.columns)
            if n not in target
            and n != table.naming
            and _OUTCOMES.search(c.name)
            and (not asked or not c.year or c.year in asked)
        ]
        if len(target) != 1 or not reached:
            continue
        aim, outcome = (
            amount(cell, table.columns[n]) if (cell := own.cells[n]) else None for n in (target[0], reached[-1])
        )
        if aim is not None and outcome is not None:
            yield _against(scene, outcome[0], aim[0], f"{outcome[1]} mod {aim[1]}")
            return


def _of_figure(scene: Scene, found: Sequence[Figure]) -> Iterator[Candidate]:
    """ "Nåede de målet på 45 dage?" and "ventetiden er nu 44 dage"; or target and outcome in one sentence."""
    target = _aim(scene)
    if target is not None:
        same = [f for f in found if f.kind == target.kind and _counts_alike(target.noun or "", f.noun)]
        named = [f for f in same if f.noun and target.noun]
        same = named if len(named) == 1 else same
        if len(same) == 1 and float(target.value) != same[0].value:
            yield _against(scene, same[0].value, float(target.value), same[0].said)
            return
    aims = [f for f in found if _aimed_at(f)]
    others = [f for f in found if f not in aims and not _LEFT.search(f.sentence.text[: f.start - f.sentence.start])]
    if len(aims) + len(others) == 1:
        aims, others = _with_next(scene, aims, others)
    if (
        len(aims) == 1
        and len(others) == 1
        and _comparable(aims[0], others[0])
        and _counts_alike(aims[0].noun, others[0].noun)
    ):
        aim, reached = _scaled_alike(aims[0], others[0])
        if aim != reached:
            made = _against(scene, reached, aim, f"{others[0].said} mod {aims[0].said}", _bounded(aims[0]))
            beside = next((f.sentence for f in (*aims, *others) if f.sentence is not scene.scored.sentence), None)
            yield made if beside is None else dataclasses.replace(made, also=(*made.also, _moved(scene.scored, beside)))


def _with_next(scene: Scene, aims: list[Figure], others: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """A target and what came of it where two sentences tell them: "Målet var 80 procent. Det blev til 71"."""
    view, sentence = scene.scored.view, scene.scored.sentence
    for near in (sentence.number + 1, sentence.number - 1):
        if not 0 <= near < len(view.sentences) or view.sentences[near].part != sentence.part:
            continue
        found = list(figures(view.sentences[near]))
        if len(found) == 1 and _aimed_at(found[0]) != bool(aims):
            return (aims, found) if aims else (found, others)
    return aims, others


def _bounded(aim: Figure) -> bool | None:
    """True for a target that is an upper limit, False for a lower one, None where its words don't tell."""
    before = aim.sentence.text[: aim.start - aim.sentence.start][-40:]
    return True if _AT_MOST.search(before) else False if _AT_LEAST.search(before) else None


_AIM_BEFORE = re.compile(
    rf"(?:\b(?:{_EXPECTED}|sigtet|sigtede|ønskede?|lovede|håbet|håbede|tilladte|krævede?|højst|mindst|maksimalt|sat|satte)"
    r"|\b\w*(?:mål|frist|ramme|budget|loft|grænse|garanti|krav)\w*)(?:[^\w,]+|,\s+(?=(?:som|der|på)\b))(?:\w+[^\w,]+){0,3}$",
    re.I,
)
_AIM_AFTER = re.compile(
    r"(?:\W+[^\W\d]+){0,4}?\W+(?:sat af|afsat|tillad\w*|er målet|var målet|(?:var|er) (?:lovet|ventet|planen))\b", re.I
)
_AT_MOST = re.compile(r"\b(?:højst|maksimalt|under|loft\w*|grænse\w*|tillad\w*)\W+(?:\w+\W+){0,3}$", re.I)
_LEFT = re.compile(r"\bfra\W+(?:(?:omkring|ca\.?|cirka|godt|knap)\W+)?$", re.I)
_AT_LEAST = re.compile(r"\bmindst\W+(?:\w+\W+){0,1}$", re.I)


def _comparable(one: Figure, other: Figure) -> bool:
    kinds = {one.kind, other.kind}
    bare = kinds == {"number", "percent"} and not (one.noun or other.noun)
    of_money = kinds == {"number", "money"} and not any(f.noun for f in (one, other) if f.kind == "number")
    return len(kinds) == 1 or bare or of_money or kinds == {"fraction", "percent"}


def _aimed_at(figure: Figure) -> bool:
    """Is a figure a target: "(mål: *75 pct.*)", "mod de afsatte *19,5*"?"""
    sentence = figure.sentence
    before, after = sentence.text[: figure.start - sentence.start], sentence.text[figure.end - sentence.start :]
    return _AIM_BEFORE.search(before[-40:]) is not None or _AIM_AFTER.match(after) is not None


def _counts_alike(one: str, other: str) -> bool:
    return not one or not other or words.alike(one.casefold(), other.casefold()) >= 0.5


def _scaled_alike(one: Figure, other: Figure) -> tuple[float, float]:
    """The values of two figures; a bare one beside an amount in millions is in millions too."""
    return _scaled_as(one, other), _scaled_as(other, one)


def _scaled_as(figure: Figure, other: Figure) -> float:
    if figure.kind == "fraction" and other.kind == "percent":
        return 100 * figure.value
    if figure.kind == "number" and other.kind == "money" and figure.value < 1000 <= other.value:
        return figure.value * (1e9 if "mia" in other.said else 1e6 if "mi" in other.said else 1.0)
    return figure.value


def _verbs_held(scene: Scene, scored: Scored) -> Scored:
    """The verbs of "did it succeed in …" are said by the words for reaching a target."""
    terms = scene.question.content
    direct = tuple(max(d, 0.6) if t.role == "verb" else d for t, d in zip(terms, scored.direct, strict=True))
    total = sum(t.weight for t in terms) or 1.0
    gain = sum(t.weight * (b - a) for t, a, b in zip(terms, scored.direct, direct, strict=True)) / total
    return dataclasses.replace(
        scored, direct=direct, own=scored.own + gain, coverage=scored.coverage + gain, score=scored.score + gain
    )


def _goes_on(scene: Scene) -> Iterator[Candidate]:
    """Is it still so: words of going on and of ending, whichever the sentence has."""
    core, text = scene.question.core, scene.scored.sentence.text
    if not _STILL.search(core):
        return
    on, off = _GOES_ON.search(text), _STOPPED.search(text) or spared(text)
    if bool(on) != bool(off):
        rest = _GOES_ON.sub(" ", text)  # "erstatter ikke" is a word of going on itself, "fortsætter ikke" is none
        yes = bool(on) != (negative(core) != (on is not None and negative(rest)))
        yield _made(scene, yes, scene.scored.own + 0.3, "", None)
