"""What can be no reason: a sentence that begins with "derfor" tells what follows, and the reason stands before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .cut_clause import marked
from .question import Kind

if TYPE_CHECKING:
    from .candidates import Candidate
    from .question import Question

_FOLLOWS = re.compile(r"[\W_]*(?:og |men )?(?:derfor|dermed|således|følgelig|af den grund|som følge heraf)\b", re.I)


def only_follows(question: Question, candidate: Candidate) -> bool:
    """Is a reason asked for, and the value the consequence that "derfor" opens? A reason that the same sentence gives
    after "fordi" or "så" is none."""
    if question.kind is not Kind.WHY:
        return False
    sentence = candidate.scored.sentence
    if not sentence.start <= candidate.start < sentence.end or _FOLLOWS.match(sentence.text) is None:
        return False
    return not marked(sentence.text[: candidate.end - sentence.start])
