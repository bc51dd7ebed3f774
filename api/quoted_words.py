"""Whose words a question cites: a sentence that holds few of them is not what is cited.

"Hvem sagde »vandet er vores nye olie«?" is not answered by somebody who said another thing of water.
"""

from __future__ import annotations

from . import words
from .candidates import Candidate
from .question import Kind, Question
from .views import content

_LEAST = 3  # words that say something, for a citation to be told from another
_HELD = 0.5  # of them stand in the sentence
_ALIKE = 0.75


def of_others(question: Question, candidate: Candidate) -> bool:
    """Is a speaker given for other words than those the question cites?"""
    if question.kind is not Kind.QUOTE:
        return False
    cited = [said for q in question.quoted if len(said := content(q)) >= _LEAST]
    if not cited:
        return False
    view, here = candidate.scored.view, candidate.scored.sentence
    near = [s.sentence for s in (candidate.scored, *candidate.also)]
    near += view.sentences[here.number + 1 : here.number + 2]
    there = {w for sentence in near for w in sentence.words}
    return all(sum(any(words.alike(w, t) >= _ALIKE for t in there) for w in said) < _HELD * len(said) for said in cited)
