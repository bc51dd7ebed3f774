"""Lists that a sentence tells in the very form a question asks for, so that nobody need weigh them: what something is
like ("hvordan skal x være"), what came of it ("hvad førte x til"), what was said of it in examples.

Each reads its own form; here is what they share.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import continued, counted, governed, hanging, labelled_list, numbered_parts, outcomes, properties
from .candidates import Candidate
from .question import Kind

if TYPE_CHECKING:
    from .linking import Linked
    from .question import Question
    from .reading import Scored

CONFIDENCE = 0.8


def read(linked: Linked, ranked: Sequence[Scored]) -> Candidate | None:
    """The members of the list that is asked for, the first with the others; None where no sentence tells it so."""
    if linked.question.kind is Kind.YESNO:
        return None
    for way in (
        counted.told,
        labelled_list.told,
        properties.told,
        outcomes.told,
        continued.told,
        hanging.told,
        governed.told,
    ):
        found = way(linked.question, ranked)
        if found is not None:
            scored, spans = found
            made = [_member(scored, a, b) for a, b in spans]
            return dataclasses.replace(made[0], more=tuple(made[1:]), pointed=True)
    return None


def may_tell(question: Question) -> bool:
    """Does a question ask for what a sentence may tell in the form it asks for, so that it is taken whole first?"""
    if question.kind is Kind.YESNO:
        return False
    examples = question.many and "eksemp" in question.core.casefold()
    if numbered_parts.asked(question) is not None:
        return True
    return examples or bool(counted.asked(question)) or outcomes.asks(question) or bool(properties.thing(question))


def gives(found: Sequence[Candidate], confidence: float) -> bool:
    """Is this what one sentence told?"""
    return bool(found) and found[0].pointed and bool(found[0].more) and confidence == CONFIDENCE


def _member(scored: Scored, a: int, b: int) -> Candidate:
    sentence = scored.sentence
    label = " ".join(sentence.text[a:b].split())
    return Candidate(label, label, "Text", sentence.start + a, sentence.start + b, 0.9, scored)
