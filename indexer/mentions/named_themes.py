"""The theme that a plan's own name says: "psykiatristrategi", "strategi for energirenovering", "boligpolitisk plan"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..types import Mention, Span
from .actors import is_body
from .actors_cues import GENERAL
from .reading import Sentence
from .works import head_of, stem

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PLANS = frozenset(("Strategy", "ActionPlan", "Agreement", "Programme"))
_FOR = re.compile(
    r"\s+(?:for|om)\s+(?P<theme>(?:en|et|den|det|de)?\s?[^\d(»”\"]{4,80}?)(?=\s*(?:$|\(|,(?!.*\sog\s)|for\s+perioden|i\s+perioden|(?:for\s+|fra\s+|frem\s+)?(?:19|20)\d\d))",
    re.I,
)
# First parts that say what sort of plan it is, or whose, not what it is about.
_NO_THEME = frozenset(
    """handlings samarbejds treparts toparts flerparts partnerskabs budget økonomi finanslovs finans kommune regions
    lands national hoved del ramme arbejds virksomheds lokal master program projekt strategi digitaliserings
    fællesoffentlig udviklings rammeaftale hensigts koncern service perspektiv års fler fire fem to tre ti forebyggelses
    indsats kvalitets effekt organisations sektor lokalplan moderniserings reform digital kanal""".split()  # noqa: SIM905
)
# Who a plan is for, and for how long: no theme.
_FOR_WHOM = re.compile(r".*(?:sektor|borger|virksomhed|kommun|regioner|danskere|landet|året|års|perioden)", re.I)


def find(sentence: Sentence, works: Iterable[Mention]) -> Iterator[Mention]:
    """A theme inside each plan's name that says one; its span lies in the plan's."""
    for work in works:
        if work.type in _PLANS and sentence.span.covers(work.span):
            theme = _theme(sentence.text, work.span)
            if theme is not None:
                yield Mention(theme, "Theme", theme.of(sentence.text), confidence=0.75)


def of_first(found: Sequence[Mention]) -> list[Mention]:
    """The finds without the themes in the names of other plans than the one that is named first: only what the text
    is about is its theme.
    """
    plans = sorted((m for m in found if m.type in _PLANS), key=lambda m: m.span)
    inner = [t for t in found if t.type == "Theme" and any(p.span.covers(t.span) for p in plans)]
    first = min(inner, key=lambda m: m.span, default=None)
    kept = stem(first.text) if first is not None else ""
    return [m for m in found if m not in inner or stem(m.text) == kept]


def _theme(text: str, span: Span) -> Span | None:
    for word in _WORD.finditer(text, span.start, span.end):
        low = word.group().casefold()
        head = head_of(low)
        if head is None:
            policy = re.fullmatch(r"([a-zæøå]{4,})politiske?", low)
            if policy:
                return Span(word.start(), word.start() + len(policy.group(1)))
            continue
        behind = _FOR.match(text, word.end(), span.end)
        if behind:
            return _field(text, Span(*behind.span("theme")))
        topic = re.sub(r"(?<=[a-zæøå]{4})s$", "", head.topic) if not head.topic.endswith("ss") else head.topic[:-1]
        if head.topic in _NO_THEME or topic in _NO_THEME or len(topic) < 4 or "-" in topic:
            return None
        return Span(word.start(), word.start() + len(topic))
    return None


def _field(text: str, span: Span) -> Span | None:
    """The words behind "for", unless they name who it is for or a time."""
    words = span.of(text).split()
    while words and words[0].casefold() in ("en", "et", "den", "det", "de"):
        span = Span(span.start + len(words[0]) + 1, span.end)
        words = words[1:]
    if words and words[0].casefold() in ("første", "anden", "tredje", "fjerde", "hele", "alle", "os"):
        return None
    lows = [word.casefold().strip(",") for word in words]
    if (
        not words
        or any(_FOR_WHOM.match(low) for low in lows)
        or any(low in GENERAL or is_body(low) or head_of(low) for low in lows)
        or len(words) > 7
    ):
        return None
    return span if len(span.of(text)) > 3 else None
