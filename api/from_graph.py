"""Claims of the graph as candidates: the graph knows what a sentence is about even where the sentence does not say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import plan as planning
from . import words
from .candidates import Candidate
from .cut_when import date_value
from .linking import Lexis
from .question import Kind, Question
from .reading import Scored
from .things import Meant
from .views import View, content

if TYPE_CHECKING:
    from .index import Index

_LISTED = frozenset({"agreedBy", "launchedBy", "responsibleActor", "participates", "eventPlace", "resultedIn"})
_TYPES = {Kind.WHO: "Actor", Kind.WHEN: "Date", Kind.NUMBER: "Number"}


MOST_ROWS = 12  # claims of one plan that are looked at, the surest first
MOST_DOCUMENTS = 6


def ask(index: Index, question: Question, meant: Sequence[Meant]) -> list[planning.Row]:
    """The rows that the graph gives to every plan of a question, the surest of each plan first."""
    return [row for plan in planning.plans(question, meant) for row in planning.rows(index, plan)[:MOST_ROWS]]


def documents(rows: Sequence[planning.Row]) -> list[str]:
    """The documents whose sentences carry the rows, at most a few."""
    return list(dict.fromkeys(row.doc_id for row in rows))[:MOST_DOCUMENTS]


def candidates(
    question: Question, rows: Sequence[planning.Row], ranked: Sequence[Scored], views: Sequence[View], lexis: Lexis
) -> list[tuple[Candidate, str]]:
    """Values that claims give, each with the query that finds it; none for a weekday, which claims don't hold."""
    if "ugedag" in question.core.casefold():
        return []
    found: list[tuple[Candidate, str]] = []
    for plan in dict.fromkeys(row.plan for row in rows):
        of_plan = [row for row in rows if row.plan == plan]
        made = [c for row in of_plan if (c := _candidate(question, row, ranked, views)) is not None]
        if plan.relation not in ("validFrom", "validTo"):  # the question's own "2018-2021" tells when it ends
            made = [c for c in made if not _said(question, c, lexis)]
        if plan.relation in _LISTED and made:
            made = _grouped(made)
        found.extend((c, plan.sparql) for c in made)
    return found


def _said(question: Question, candidate: Candidate, lexis: Lexis) -> bool:
    """True for a value that the question gives itself."""
    said = [w for w in candidate.value.casefold().split() if len(w) > 1]
    return bool(said) and all(any(lexis.alike(t.word).get(w, 0.0) >= 0.85 for t in question.content) for w in said)


def _scored(question: Question, row: planning.Row, ranked: Sequence[Scored], views: Sequence[View]) -> Scored | None:
    """The sentence of a row as the reading scored it, or unscored where it holds no word of the question."""
    for scored in ranked:
        if scored.sentence.doc_id == row.doc_id and scored.sentence.start < row.end and row.start < scored.sentence.end:
            return scored
    none = (0.0,) * len(question.content)
    for view in views:
        if view.doc_id == row.doc_id:
            for sentence in view.sentences:
                if sentence.start < row.end and row.start < sentence.end:
                    return Scored(view, sentence, none, none, 0.0, 0.0, 0.0)
    return None


def _candidate(
    question: Question, row: planning.Row, ranked: Sequence[Scored], views: Sequence[View]
) -> Candidate | None:
    scored = _scored(question, row, ranked, views)
    if scored is None:
        return None
    known = row.plan.meant.terms | row.plan.terms
    near = tuple(max(n, 0.95) if i in known else n for i, n in enumerate(scored.near))
    weights = [t.weight for t in question.content]
    total = sum(weights) or 1.0
    held = sum(w * max(d, n) for w, d, n in zip(weights, scored.direct, near, strict=True)) / total
    lifted = max(scored.score, 0.5 * held + 0.5 * max(scored.own, 0.75 * held) - 0.02)
    scored = dataclasses.replace(
        scored, near=near, coverage=max(scored.coverage, held), own=max(scored.own, 0.75 * held), score=lifted
    )
    fit = min(0.97, 0.25 + 0.55 * row.confidence + 0.2 * row.plan.meant.score)
    if not any(scored.direct[i] >= 0.5 for i in row.plan.terms):
        fit -= 0.2
    before = scored.view.text[scored.sentence.start : row.end][:160].casefold()
    if row.plan.relation == "budget" and re.search(
        r"\b(heraf|deraf|de fleste af|resten|en del af|størstedelen af)\b", before
    ):
        fit -= 0.4
    if row.plan.relation in ("validFrom", "validTo") and row.value[:4] in row.plan.meant.row.label:
        fit -= 0.35
    if row.iri is not None and not _stands_in(row.label, scored):
        return None
    value, label = row.value, row.label
    if question.kind is Kind.WHEN:
        if not re.search(r"\d", scored.sentence.text):
            fit -= 0.2  # "om tre uger": a day that is counted is less sure than one that is written
        value, label = date_value(row.value, row.label, question.core)
    return Candidate(value, label, _TYPES.get(question.kind, "Text"), row.start, row.end, fit, scored)


def _stands_in(label: str, scored: Scored) -> bool:
    """The evidence gate: at least half of a name's words stand in the sentence that is to be cited."""
    said = scored.sentence.words
    names = [w for w in content(label) if not w.isdigit()]
    held = sum(1 for name in names if any(words.alike(name, w) >= 0.95 for w in said))
    return bool(names) and held >= 0.5 * len(names)


def _grouped(made: Sequence[Candidate]) -> list[Candidate]:
    """Claims of one sentence belong together: the parties to one agreement."""
    groups: dict[tuple[str, int], list[Candidate]] = {}
    for candidate in made:
        groups.setdefault((candidate.scored.sentence.doc_id, candidate.scored.sentence.start), []).append(candidate)
    out = []
    for members in groups.values():
        unique = list({m.value: m for m in sorted(members, key=lambda m: (_at(m), m.value))}.values())
        out.append(dataclasses.replace(unique[0], more=tuple(unique[1:])))
    return out


def _at(candidate: Candidate) -> int:
    text = candidate.scored.sentence.text.casefold()
    at = text.find(candidate.value.casefold())
    return at if at >= 0 else len(text)
