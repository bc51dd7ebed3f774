"""Initiatives that the text introduces by name alone: "Det største er Brohold, der …", "et rejsehold, Energikaravanen,
som …", "en Renoveringsbank, hvor …".

Danish writes only names with a capital inside a sentence, so a capital where the next member of a list must stand is
its name, whatever the word. The place tells what it is: behind words that announce initiatives, behind "dertil
kommer", behind a verb that brings something into being, in a numbered heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..danish import split_compound
from ..grammar import is_adjective, strip_genitive
from ..types import Mention, Span, Zone
from . import introduced_cues as cues
from .actors import is_body
from .actors_cues import NOT_ACTORS
from .enumerations import LIST_MARK
from .persons_cues import FIRST_NAMES
from .reading import Sentence
from .works import head_of

_CAPITAL = r"[A-ZÆØÅ][\wæøåÆØÅ’'-]*"
_RUN = rf"{_CAPITAL}(?:\s(?:(?:i|på|for|til|med|uden|af|om|mod|under|over|ud)\s|&\s)?{_CAPITAL}){{0,5}}"
_NAME = rf"(?:[»”“\"„](?P<quoted>[A-ZÆØÅ0-9][^»«”“\"„\n]{{2,80}})[«”“\"]|(?P<run>{_RUN}))"
_SLOT = re.compile(rf"(?P<before>,\s+(?:og|samt)\s+|,\s+|\s(?:og|samt)\s+){cues.ARTICLES}{_NAME}{cues.END}")
_FIRST = re.compile(rf"{cues.ARTICLES}{_NAME}{cues.END}")
_WITH_ARTICLE = re.compile(
    rf"\b(?:en|et)\s+(?:(?:ny|nyt|national|nationalt|fælles|digital|digitalt|særlig|særligt|ekstra|grøn|grønt)\s+)?{_NAME}(?=[\s,.;:)]|$)"
)
_NAMED_SO = re.compile(
    rf"\b(?:kaldet|kaldt|døbt|ved\s+navn|under\s+(?:navnet|titlen)|med\s+(?:navnet|titlen)|som\s+hedder|der\s+hedder)\s+{_NAME}"
)
_PREPOSED = re.compile(
    r"\b(?:i|om|på|fra|ved|mellem|af|med|for|til|hos|mod|nær|omkring)\s+(?:[A-ZÆØÅ][\w-]*(?:,\s+|\s+og\s+|\s+)?)+$"
)
_NO_WORK = re.compile(
    r"(?:[a-zæøå]*(?:gruppe|hold|forening|by|landsby|sted|område|rapport|bog|film|sang|selskab|firma|virksomhed|mand|kvinde|dreng|pige|"
    r"hest|hund|gård|sygdom|metode|begreb|fænomen|person|rapporten|bogen|artikel|debat|konference|konferencen|møde|analyse|undersøgelse|"
    r"evaluering|organisation|ø|skib|stat|land|parti|udvalg))$"
)


def find(sentence: Sentence) -> Iterator[Mention]:
    """The initiatives that a sentence introduces, each as its name alone."""
    heading = numbered(sentence)
    if heading is not None:
        yield heading
        return
    if not sentence.zone.carries_statements or sentence.zone in (Zone.TITLE, Zone.HEADING, Zone.QUOTATION):
        return
    yield from members(sentence)
    yield from _named_so(sentence)
    yield from _with_article(sentence)


def numbered(sentence: Sentence) -> Mention | None:
    """The name in "Initiativ 3: Ladekaj", in a heading or a line of its own."""
    match = cues.NUMBERED.match(sentence.words)
    if match is None or sentence.row is not None or sentence.words.rstrip().endswith("."):
        return None
    if match["noun"].casefold() == "spor" and sentence.zone is not Zone.HEADING:
        return None
    name = match["name"].strip(' \t»«”“"„.')
    start = sentence.span.start + match.start("name") + match["name"].index(name)
    return Mention(Span(start, start + len(name)), "Initiative", name, confidence=0.85)


def members(sentence: Sentence) -> Iterator[Mention]:
    """The named members of what the sentence, or the one before it, announces as a plan's initiatives."""
    words = sentence.words
    opened = cues.GOES_ON.match(words)
    announced = cues.ANNOUNCES.search(words)
    brings = list(cues.BRINGS.finditer(words))
    starts: list[int] = [m.end() for m in brings]
    if opened:
        starts.append(opened.end())
    elif announced:
        starts += [
            m.end()
            for m in re.finditer(r":\s+|\s(?:er|var|hedder|nævnes|kan nævnes)\s+", words)
            if m.end() > announced.end()
        ][:1]
    found: list[Span] = []
    for at in starts:
        first = _FIRST.match(words, at)
        span = _accepted(sentence, first) if first else None
        if span is not None:
            found.append(span)
    if (opened or announced) and starts:
        at = min(starts)
        for slot in _SLOT.finditer(words, max(0, at - 2)):
            span = _accepted(sentence, slot)
            chained = _PREPOSED.search(words[max(0, slot.start() - 80) : slot.start()])
            told = cues.TELLS.match(words, slot.end())
            if span is not None and (not chained or (told and slot["before"].strip(" ,"))):
                found.append(span)
    for span in dict.fromkeys(found):
        yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.75)


def _accepted(sentence: Sentence, match: re.Match[str], works: bool = False) -> Span | None:
    """The name of a match, unless it is a person's, a body's, an abbreviation or a place after its preposition."""
    group = "quoted" if match["quoted"] else "run"
    span = Span(sentence.span.start + match.start(group), sentence.span.start + match.end(group))
    words = span.of(sentence.text).split()
    first = words[0].casefold().split("-")[0]
    bare = strip_genitive(words[-1])
    if words[0] in NOT_ACTORS or first in FIRST_NAMES or words[-1][-2:] in ("'s", "’s"):
        return None
    if len(words) == 1 and (words[0].isupper() or bare != words[0] or len(words[0]) < 4):
        return None
    if any(is_body(strip_genitive(word.casefold())) for word in words):
        return None
    head = head_of(words[-1].casefold())
    return span if head is None or (works and head.type in ("Initiative", "Solution")) else None


def _named_so(sentence: Sentence) -> Iterator[Mention]:
    """The name after "kaldet", "døbt", "ved navn": of something done, unless the noun before says otherwise."""
    for match in _NAMED_SO.finditer(sentence.words):
        before = re.findall(r"[a-zæøå-]+", sentence.words[max(0, match.start() - 90) : match.start()].casefold())
        if any(_NO_WORK.fullmatch(word) or is_body(word) for word in before[-6:]):
            continue
        span = _accepted(sentence, match)
        if span is not None:
            yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.65)


def _with_article(sentence: Sentence) -> Iterator[Mention]:
    """A compound with a capital behind an indefinite article: "en Renoveringsbank", "et Artsregister"."""
    words = sentence.words
    for match in _WITH_ARTICLE.finditer(words):
        if match["quoted"]:
            continue
        span = _accepted(sentence, match, works=True)
        if span is None:
            continue
        names = span.of(sentence.text).split()
        described = len(names) > 1 and is_adjective(names[0].casefold()) and all(w[:1].isupper() for w in names)
        if (described or (len(split_compound(names[0])) > 1 and names[0].isalpha())) and not LIST_MARK.match(
            words[match.start() :]
        ):
            yield Mention(span, "Initiative", span.of(sentence.text), confidence=0.65)
