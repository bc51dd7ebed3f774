"""Items whose number a sentence gives before them: "Planen hviler på tre principper:" over three lines, or "To ting
bekymrer mig." and then "For det første tempoet." with "For det andet tilliden." some sentences on.

Where a question asks for so many of that sort, they are what it asks for, and nobody need weigh them.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from . import contrast, lists, words
from .candidates import Candidate
from .lists import Span, count_of
from .question import Kind, Question, Term
from .views import Sentence, View

_ORDINAL = re.compile(
    r"^\W*(?:for\s+det|det|den)\s+(?P<place>første|andet|anden|tredje|fjerde|femte|sjette|syvende)\b"
    r"(?:\s+(?:er|var|handler\s+om|drejer\s+sig\s+om|gælder|vedrører))?\s*[:,–-]?\s+(?:at\s+)?(?=\S)",
    re.I,
)
_PLACES = {"første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7}
_FAR = 40  # sentences that the last ordinal may stand after what announces it
_SAME, _HELD = 0.85, 0.6
_VAGUE = 0.5  # the weight under which a noun says nothing: "ting"
CONFIDENCE = 0.8


def told(question: Question, views: Sequence[View]) -> Candidate | None:
    """The items that one sentence announces as so many of what is asked for; None where none or several do."""
    asked = next((t for t in question.content if t.role == "number" and count_of(t.word)), None)
    noun = next((t for t in question.content if t.role == "noun" and asked is not None and t.at > asked.at), None)
    wants = question.kind is Kind.WHAT and question.many and not re.search(r"\b(?:af de|hvor m)", question.core, re.I)
    if asked is None or noun is None or not wants:
        return None
    count, rest = count_of(asked.word), [t for t in question.content if t not in (asked, noun)]
    found = []
    for view in views:
        for sentence in view.sentences:
            if lists.announced(sentence.text) != count or not _says(sentence, noun):
                continue
            spans, vague = _items(view, sentence, count), noun.weight < _VAGUE
            if spans and all(_held(view, sentence, term, vague=vague) for term in rest):
                found.append((view, sentence, spans))
    return _listed(*found[0]) if len(found) == 1 else None


def _says(sentence: Sentence, noun: Term) -> bool:
    lemma = words.lemma(noun.word.casefold())
    return any(words.alike(lemma, low) >= _SAME for low in sentence.lows)


def _held(view: View, sentence: Sentence, term: Term, *, vague: bool) -> bool:
    """Does the announcing sentence say a word of the question? The text need only speak of it where the noun is vague:
    then what "bekymrer" is asked for as what one is "urolig for"."""
    if vague and term.role not in ("name", "noun"):
        return True
    said = view.words if term.role in ("name", "noun") else sentence.words
    return term.weight < _VAGUE or any(words.alike(term.word.casefold(), word) >= _HELD for word in said)


def _items(view: View, sentence: Sentence, count: int) -> list[Span]:
    """The items after a sentence, in lines or by ordinals; none where they are not as many as it says."""
    if sentence.text.rstrip(" *_").endswith(":"):
        found = lists.item_spans(view, sentence)
        return found if len(found) == count else []
    found = list(_by_ordinals(view, sentence))
    return found if len(found) == count else []


def _by_ordinals(view: View, sentence: Sentence) -> Iterator[Span]:
    """What "for det første", "for det andet" bring, in order.

    "For det første tempoet." gives "tempoet".
    """
    expected = 1
    for other in view.sentences[sentence.number + 1 : sentence.number + _FAR]:
        ordinal = _ORDINAL.match(other.text)
        if ordinal is None or _PLACES[ordinal["place"].casefold()] != expected:
            continue
        yield other.start + ordinal.end(), other.start + len(other.text.rstrip(" .*_"))
        expected += 1


def _listed(view: View, opening: Sentence, spans: Sequence[Span]) -> Candidate:
    made = []
    for start, end in spans:
        label = " ".join(view.text[start:end].split())
        here = next((s for s in view.sentences if s.start <= start < s.end), opening)
        made.append(Candidate(label, label, "Text", start, end, 0.9, contrast.scored(view, here)))
    others = tuple(m.scored for m in made[1:])
    return dataclasses.replace(made[0], more=tuple(made[1:]), also=others, pointed=True)
