"""A part of a whole, or the whole without it, where one sentence gives both: "i alt 600 fik lygter, heraf 410 i Ry".

A question asks for the part by its name ("hvor mange i Ry"), or leaves it out: "(altså ikke dem i Ry)", "uden løn".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import wording
from .candidates import Candidate
from .differences import money_unit, paid_alike
from .linking import Lexis, Linked
from .quantities import HEREOF, Figure, counts, figures
from .question import Kind
from .reading import Scored
from .table_questions import digits, worded
from .views import content

_LEFT_OUT = re.compile(
    r"(?:\bikke (?:dem|det|den|de)\b(?: (?:der|som) (?:er|var|går|gik|lå|ligger))?"
    r"|\b(?:uden for|udenfor|undtagen|bortset fra|fraregnet|fratrukket|foruden|eksklusive|ekskl?\.?|minus|uden)\b"
    r"|\bandre (?:steder )?end\b|\bse[rt]? bort fra\b|\bikke (?:tæller|regner|medregne[rt]|medtage[rt]) )"
    r"\s*(?P<out>[^,?)]+?)(?=\s+(?:er|var|har|havde|kan|kunne|blev|fik|får|gik|går|kom)\b|[,?)]|$)",
    re.I,
)
_PART = re.compile(rf"\b{HEREOF}\b|\baf (?:dem|disse|de to)\b", re.I)
_NAMED = 0.75


def left_out(core: str) -> str:
    """What a question leaves out, "" where it leaves out nothing.

    >>> left_out("Hvor mange fik lygter (altså ikke dem i Nørresogn)?"), left_out("Hvor mange fik lygter?")
    ('i Nørresogn', '')
    """
    match = _LEFT_OUT.search(core)
    return match["out"].strip() if match is not None else ""


def read(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """The part that a question asks for, or the whole less the one that it leaves out; None where no sentence gives
    both."""
    question = linked.question
    if question.kind is not Kind.NUMBER or linked.strangers:
        return None
    out = content(left_out(question.core))
    names = [t.word for t in question.content if t.role == "name"]
    for scored in ranked[:_LOOKED_AT]:
        if not out and not _all_spoken_of(linked, scored):
            continue
        found = _less(scored, out, question.focus, lexis) if out else _part(scored, names, question.focus, lexis)
        if found is not None:
            return found
    return None


_LOOKED_AT = 12
_SPOKEN_OF = 0.5
_COUNTS = "number"


def _all_spoken_of(linked: Linked, scored: Scored) -> bool:
    """Are all that a question names spoken of in the sentence or by it, and does the sentence tell a sum or an amount
    where "hvor meget" asks for one?"""
    named = [i for i, t in enumerate(linked.question.content) if t.role == "name"]
    if any(scored.covered(i) < _SPOKEN_OF for i in named):
        return False
    return linked.question.wh != "hvor meget" or any(f.kind != _COUNTS for f in figures(scored.sentence))


def _part(scored: Scored, names: Sequence[str], focus: str, lexis: Lexis) -> Candidate | None:
    """ "Heraf *21* fra Tornby": the part by which alone a name of the question stands."""
    sentence, split = scored.sentence, _PART.search(scored.sentence.text)
    if split is None or not names:
        return None
    own = paid_alike(list(figures(sentence)))
    before = content(sentence.text[: split.start()])
    named = [w for w in names if max((lexis.alike(w).get(s, 0.0) for s in before), default=0.0) < _NAMED]
    parts = [f for f in own if f.start >= sentence.start + split.end() and _held(f, own, named, lexis)]
    wholes = [f for f in own if f.end <= sentence.start + split.start() and _counted(f, focus)]
    if len(parts) != 1 or not wholes or parts[0].kind != wholes[-1].kind or not _counted(parts[0], focus):
        return None
    part, how = parts[0], f"en del af {wholes[-1].said}"
    best = Candidate(digits(part.value), digits(part.value), "Number", part.start, part.end, 0.8, scored, how=how)
    return worded(best, part.value, money_unit(part)) if part.kind == "money" else best


def _counted(figure: Figure, focus: str) -> bool:
    """May a figure count what is asked for: money, a bare number, or one before that noun?"""
    return not focus or not figure.noun or figure.kind == "money" or counts(focus, figure.noun)


def _less(scored: Scored, out: Sequence[str], focus: str, lexis: Lexis) -> Candidate | None:
    sentence = scored.sentence
    split = _PART.search(sentence.text)
    if split is None:
        return None
    at = sentence.start + split.start()
    own = paid_alike(list(figures(sentence)))
    wholes = [f for f in own if f.end <= at and _counted(f, focus)]
    parts = [f for f in own if f.start >= at and _held(f, own, out, lexis)]
    if not wholes or not parts or not _told_of_all(parts, out, lexis, own):
        return None
    whole = wholes[-1]
    value = round(whole.value - sum(p.value for p in parts), 6)
    if value <= 0 or any(p.kind != whole.kind for p in parts):
        return None
    how = f"{whole.said} minus {wording.listed([p.said for p in parts])}"
    best = Candidate(digits(value), digits(value), "Number", whole.start, parts[-1].end, 0.8, scored, how=how)
    return worded(best, value, money_unit(whole)) if whole.kind == "money" else best


def _held(part: Figure, own: Sequence[Figure], out: Sequence[str], lexis: Lexis) -> set[str]:
    """The words of what is left out that stand by a part, before the next figure."""
    sentence = part.sentence
    rest = sentence.text[part.end - sentence.start : _stop(part, own) - sentence.start]
    said = content(rest)
    return {w for w in out if max((lexis.alike(w).get(s, 0.0) for s in said), default=0.0) >= _NAMED}


def _stop(part: Figure, own: Sequence[Figure]) -> int:
    following = [f.start for f in own if f.start > part.start]
    return min(following, default=part.sentence.end)


def _told_of_all(parts: Sequence[Figure], out: Sequence[str], lexis: Lexis, own: Sequence[Figure]) -> bool:
    """Do the parts, together, name all that is left out?"""
    held = set().union(*(_held(p, own, out, lexis) for p in parts))
    names = [w for w in out if not w.isdigit()]
    return bool(names) and 2 * len(held.intersection(names)) >= len(names)
