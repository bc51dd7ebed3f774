"""Goals: what a text says shall be reached, by its cue ("målet om, at …"), its list ("tre mål:"), or its figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..grammar import tokenise
from ..types import Mention, Span
from . import enumerations
from . import goals_cues as cues
from .reading import Sentence

_TAIL = re.compile(r"[\s.,;:–-]+$")
_CLAUSE = re.compile(
    r",\s+(?:så|der|som|hvor|hvilket|hvis|mens|når|og\s+(?:det|vi|der|de)\b|men|og\s+at|herunder|fx|f\.eks|er|var|blev|bliver|har)\b"
    r"|\s(?:og|samt)\s+at\s|\s[–—]\s|(?<!\bpr)(?<!\bca)(?<!\bpct)(?<!\bmio)(?<!\bmia)(?<!\bkr)(?<!\bnr)(?<!\d)\.\s|;\s|\s\("
)


def find(sentence: Sentence) -> Iterator[Mention]:
    """The goals a sentence states; spans cover the goal's own words, without its cue."""
    words = sentence.words.replace("\n", " ")  # a hard-wrapped line is no end
    if len(words) > 1500:
        return
    taken: list[Span] = []
    if enumerations.kind_of(sentence) == "Goal" or enumerations.cell_kind(sentence.column_head) == "Goal":
        if not enumerations.starts_item(sentence):
            return  # a further sentence of the item explains the first
        mark = enumerations.LIST_MARK.match(words)
        span = _trim(sentence, mark.end() if mark else 0, len(words))
        if span and (
            len(span.of(sentence.text).split()) > (1 if _announced(sentence) else 3) or _verbal(span.of(sentence.text))
        ):
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.8)
        return
    labelled = cues.LABELLED.match(words)
    span = _trim(sentence, labelled.start("goal"), labelled.end("goal")) if labelled else None
    if span:
        yield Mention(span, "Goal", span.of(sentence.text), confidence=0.8)
        return
    for match in (*cues.INTRODUCES.finditer(words), *cues.TWO_THINGS.finditer(words)):
        if "between" in match.groupdict() and not cues.BETWEEN.match(match["between"]):
            continue
        begin = match.start("at" if "at" in match.groupdict() and match["goal"].startswith("der ") else "goal")
        span = _trim(sentence, begin, match.end("goal"))
        if span and not _told(span.of(sentence.text)) and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.8)
            for further in _further(sentence, span):
                taken.append(further)
                yield Mention(further, "Goal", further.of(sentence.text), confidence=0.75)
    for match in (*cues.ANNOUNCED.finditer(words), *cues.PROMISED.finditer(words), *cues.BY_YEAR.finditer(words)):
        span = _trim(sentence, match.start("goal"), match.end("goal"))
        if span and cues.FIGURE.search(span.of(sentence.text)) and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.75)
    for match in cues.NOUN_GOAL.finditer(words):
        noun_goal = _noun_goal(match["goal"])
        if len(noun_goal.split()) < 2:
            continue  # "målet om kommunikationen": which goal, not what it is
        span = _trim(sentence, match.start("goal"), match.start("goal") + len(noun_goal))
        if span and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.7)
    changes = [m for m in cues.CHANGES.finditer(words) if cues.FIGURE.search(m["goal"])]
    for match in (*cues.INVERTED_CHANGE.finditer(words), *cues.BY_SHARE.finditer(words)):
        span = _trim(sentence, match.start("goal"), match.end("goal"))
        if span and cues.FIGURE.search(span.of(sentence.text)) and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.75)
    for match in [*cues.QUANTIFIED.finditer(words), *changes]:
        start = match.start("goal")
        if _HAPPENS.match(match["goal"]):  # "ventetiden skal halveres": what is halved belongs to the goal
            start = _clause_start(words, start)
        if words[:start].rstrip().endswith(" skal") and _INVERTED.search(match["goal"]):
            start = max((m.end() for m in re.finditer(r",\s+(?:og\s+)?|\sog\s|[:;]\s", words[:start])), default=0)
        span = _trim(sentence, start, match.end("goal"))
        if span and not any(span.overlaps(other) for other in taken):
            taken.append(span)
            yield Mention(span, "Goal", span.of(sentence.text), confidence=0.75)


# What happens to something: its subject is part of the goal ("fraværet skal falde", "ventetiden skal halveres")
_HAPPENS = re.compile(r"(?:\w+es|stige|falde|være|blive|komme|nå)\b")
_ASIDE = re.compile(r",\s+(?:der|som|hvor)\b[^,]*,\s*(?:skal|vil)?\s*$")
_LEADS = re.compile(r"(?:(?:Stk\.\s*\d+\.|Desuden|Samtidig|Derudover|Endelig|\(?\d+[.)]|[•*–-])\s+)+")


def _clause_start(words: str, at: int) -> int:
    """Where the clause begins whose verb stands at an offset, a relative clause behind its subject left in."""
    aside = _ASIDE.search(words[:at])
    before = words[: aside.start()] if aside else words[:at]
    start = max((m.end() for m in re.finditer(r",\s+|[:;]\s|\.\s(?=[A-ZÆØÅ])|\n", before)), default=0)
    lead = _LEADS.match(words, start)
    return lead.end() if lead else start


_AND_THAT = re.compile(r"\s*,?\s*(?:og|samt)\s+at\s+(?P<goal>[^\n;]{8,300})")


def _further(sentence: Sentence, span: Span) -> Iterator[Span]:
    """The goals that "og at …" adds to one."""
    for _ in range(3):
        match = _AND_THAT.match(sentence.text, span.end, sentence.span.end)
        if match is None:
            return
        first = match.start("goal") - sentence.span.start
        found = _trim(sentence, first, first + len(match["goal"]))
        if found is None:
            return
        yield found
        span = found


_INVERTED = re.compile(r"\s(?:være|blive|have|kunne|foregå)\b")  # "i 2015 skal 80 procent af breve være digitale"


def _told(words: str) -> bool:
    """True for what has happened ("… at Rigsrevisionen lukkede sagen") and for a single word: no goal."""
    verbs = [t for t in tokenise(words, 0, len(words)) if t.finite]
    past = bool(verbs) and verbs[0].verb is not None and verbs[0].verb.form == "past" and verbs[0].pos == "VERB"
    wanted = any(t.low in ("skal", "må", "kan") for t in verbs)  # "antallet af sigtede unge skal falde"
    return (past and not wanted) or len(words.split()) < 2


def _announced(sentence: Sentence) -> bool:
    """True under a line that ends in a colon: then even short items are goals."""
    title = enumerations.title_of(sentence)
    return title is not None and title.of(sentence.text).rstrip().endswith(":")


def _noun_goal(words: str) -> str:
    """A goal that is a noun phrase, up to the verb or comma that follows it."""
    cut = re.search(r",|\s(?:er|var|bliver|blev|skal|vil|har|kan|som|der|samt)\s", words)
    return words[: cut.start()] if cut else words


def _verbal(words: str) -> bool:
    return len(words.split()) > 2 and any(
        t.finite or (t.verb and t.verb.form == "inf") for t in tokenise(words, 0, len(words))
    )


_PREDICATE = re.compile(r"\s(?:er|var|bliver|blev|ville|havde)\s")


def _trim(sentence: Sentence, first: int, last: int) -> Span | None:
    words = sentence.words[first:last].replace("\n", " ")
    if lead_word := re.match(r"(?:og|samt|men)\s+", words):
        words, first = words[lead_word.end() :], first + lead_word.end()
    if _infinitive(words) and (verb := _PREDICATE.search(words, 12)):
        words = words[: verb.start()]  # "målet om at nedbringe ventetiden var realistisk"
    cut = next(
        (m for m in _CLAUSE.finditer(words, min(12, len(words))) if _whole(words[: m.start()], words[m.start() :])),
        None,
    )
    if cut:
        words = words[: cut.start()]
    tail = _TAIL.search(words)
    words = words[: tail.start()] if tail else words
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    if words[:1] in '»”“"„' and words[-1:] in '«”“"':
        words, lead = words[1:-1], lead + 1
    if len(words) < 8:
        return None
    start = sentence.span.start + first + lead
    return Span(start, start + len(words))


_FINITE = re.compile(r"\b(?:skal|skulle|ville|kunne|må|er|bliver|vil|kan|har|får|stiger|falder|foregår|sker)\b")


def _whole(words: str, rest: str) -> bool:
    """True unless what goes before a relative clause lacks the verb that comes after it ("andelen af børn, der …,
    skal").
    """
    if re.match(r",\s+(?:er|var|blev|bliver|har)\b", rest):
        return "," not in words and bool(_FINITE.search(words))  # "målet, at X skulle være Y, blev nået"
    if re.match(r",\s+(?:der|som|hvor)\b", rest) and re.search(r"\b(?:den|det|de|dem)(?:\s+[\wæøå-]+){0,2}$", words):
        return False  # "til den service, der er tæt på borgeren": the clause says which
    return not (
        re.match(r",\s+(?:der|som|hvor)\b", rest)
        and not _FINITE.search(words)
        and re.search(r",\s+(?:skal|er|bliver|har|kan|vil|får|stiger|falder|vokser|kommer|når|\w{4,}es)\b", rest)
        and not tokenise(words, 0, min(len(words), 30))[0].verb
    )


def short_names(goal: str) -> tuple[str, ...]:
    """Shorter names of a goal: without "skal bidrage til at skabe", and without what hangs on it after "med" or "og".

    >>> short_names("Indsatsen skal sikre en grønnere hovedstad med plads til alle")
    ('en grønnere hovedstad med plads til alle', 'en grønnere hovedstad', 'Indsatsen skal sikre en grønnere hovedstad')
    """
    names = []
    bare = re.sub(r"^(?:at\s+)?(?:der|det)\s+(?:(?:i|inden|senest)\s+(?:19|20)\d\d\s+)?", "", goal, flags=re.IGNORECASE)
    names += [bare] if bare != goal else []
    wanted = re.match(r"(?:og\s+|at\s+)*(?:have|se|få|opnå|nå|holde)\s+(?P<rest>.{8,})", goal, re.IGNORECASE)
    names += [wanted["rest"]] if wanted else []
    against = re.search(r"\s+mod\s+(?:ca\.\s+)?\d", goal)
    names += [goal[: against.start()]] if against else []
    since = re.search(r"\s+(?:i forhold til|sammenlignet med|senest|inden|fra\s+\d)\b", goal[12:])
    names += [goal[: 12 + since.start()]] if since else []
    if re.search(r"\w: \w", goal[:80]):
        names.append(goal.split(": ", 1)[0])
    match = cues.SHORTENS.match(goal)
    core = match["rest"].strip() if match else ""
    for text in filter(None, (core, goal)):
        names.append(text)
        for cut in (r"\s+og\s+(?=\w+e\s)", r"\s+med\s+", r"\s+(?:ved|inden)\s+udgangen", r"\s+på\s+tværs"):
            found = re.search(cut, text[10:])
            if found and (cut != r"\s+og\s+(?=\w+e\s)" or _infinitive(text[10 + found.end() :])):
                names.append(text[: 10 + found.start()].strip(" ,"))
    infinitive = re.match(r"(?:at\s+)?\w+e\s+(?P<rest>(?:en|et|den|det|de|flere|mere|bedre)\s.{6,})", goal)
    if infinitive and _infinitive(goal):
        names.append(infinitive["rest"])
    return tuple(dict.fromkeys(name for name in names if name != goal and len(name) > 7))


def _infinitive(rest: str) -> bool:
    tokens = tokenise("at " + rest, 0, min(len(rest) + 3, 40))
    return len(tokens) > 1 and tokens[1].verb is not None and tokens[1].verb.form == "inf"
