"""What the reader thinks of sentences and values: it knows other words for the same thing. `weighing.py` decides."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from . import (
    affiliations,
    decide,
    fields,
    items,
    offered,
    offices,
    phases,
    pointed_lists,
    portions,
    sound_reasons,
    spoken,
    words,
)
from .candidates import Candidate
from .chunks import is_role
from .decide import Decision
from .linking import Linked, shown
from .question import Kind, Question
from .reader import INPUTS, Read, reader
from .reading import Scored
from .views import Sentence, View, content
from .wordlists import several

if TYPE_CHECKING:
    from .bridging import Second
    from .retrieval import Hit

LIKELY = 0.04  # the share of a sentence that is read whatever its words


@dataclasses.dataclass(frozen=True, slots=True)
class Opinion:
    """The reader's view of one question's sentences, by document and number."""

    reads: Mapping[tuple[str, int], Read]

    def of(self, sentence: Sentence) -> Read | None:
        """What it thinks of a sentence, None where it was not shown."""
        return self.reads.get((sentence.doc_id, sentence.number))

    def likely(self) -> frozenset[tuple[str, int]]:
        """The sentences that may answer whatever words they share with the question."""
        return frozenset(key for key, read in self.reads.items() if read.share >= LIKELY)

    def likeliest(self) -> tuple[str, int] | None:
        """The sentence that it finds likeliest, None where it was shown none."""
        return max(self.reads, key=lambda key: self.reads[key].share, default=None)

    def share(self, candidate: Candidate) -> tuple[float, float, float]:
        """(how far its sentence answers among the others, the same with "none" as a choice, how far its words do)."""
        best = (0.0, 0.0, 0.0)
        for scored in (candidate.scored, *candidate.also):
            read = self.of(scored.sentence)
            if read is not None and read.share > best[0]:
                best = (read.share, read.whole, self._words(candidate, scored.sentence, read))
        return best

    @staticmethod
    def _words(candidate: Candidate, sentence: Sentence, read: Read) -> float:
        if spoken.elsewhere_named(candidate, sentence):
            return spoken.THROUGH
        total = 0.0
        for one in (candidate, *candidate.more):
            start, end = one.start - sentence.start, one.end - sentence.start
            if start < 0 or end > len(sentence.text) + 1 or end - start > len(one.label) + 8:
                start = sentence.text.find(one.label)
                if start < 0:
                    continue
                end = start + len(one.label)
            total += read.share_of(start, end, inside=candidate.type in _FIGURED)
        return min(1.0, total)


NONE = Opinion({})

# Chosen on texts kept apart from the reader's training (tests/bench/reader).
SURE = 0.97  # rules so sure are not asked again: the answer comes at once
_APART = 0.7  # what is left of the reader's share where a name of the question stands elsewhere in its text
_OF_ANOTHER = 0.0  # and where the sentence names another instead
_SAME_NAME = 0.85
_OTHER_SOURCE = 0.3  # what is left of it where the source that the question names is not the text's
_UNDATED = 0.6  # what is left of the reader's share where a year or number of the question is not with the value
_KINDS = several("parti kommune region ministerium styrelse universitet forening udvalg fagforening")
_BODIES = several("organisation virksomhed selskab firma myndighed")
_NEAR = 60  # characters
_SLASHED_AFTER = re.compile(r"\s?/\s?((?:[^\W\d_][\w-]*\s?){1,3})")
_SLASHED_BEFORE = re.compile(r"((?:[^\W\d_][\w-]*\s?){1,3})/\s?$")
_LIKELY_LIST = (
    0.5  # the reader's share, with "none" as a choice, of a list's sentence that need not name the kind asked
)
_COUNTED = 4  # letters of what a figure counts
_FIGURES = ("year", "number")
_FIGURED = ("Number", "Date")


def wanted(question: Question, decision: Decision) -> bool:
    """Is the rules' decision one that the reader may change?"""
    if question.kind is Kind.COMPARE or decision.reason in ("unknown_entity", "ambiguous"):
        return False
    sure = (
        SURE if question.kind is not Kind.YESNO and not question.many else 1.0
    )  # cited beside the rules' own, or whole
    return decision.reason is not None or decision.confidence < sure


def trust(linked: Linked, candidate: Candidate) -> float:
    """What the reader's share of a sentence is worth (0-1), less where a year, number or name of the question is not
    with it.

    Nothing where its text doesn't hold the name, or the sentence holds it in another part ("oprettet af X" for "blev X
    oprettet"), or the holder of an office is asked for: it takes what another body did for the answer. Nothing either
    where what somebody says of a matter is asked for and the matter is not with it.
    """
    question, missing = linked.question, decide.unsupported(linked, candidate)
    names = [term.word for term in missing if term.role == "name"]
    office = question.kind is Kind.WHO and bool(question.focus)
    if names and (office or any(not _elsewhere(name, candidate) for name in names)):
        return 0.0
    roles = {term.role for term in missing}
    if decide.by_topic(question) and "noun" in roles:
        return 0.0
    return (
        (_UNDATED if roles.intersection(_FIGURES) else 1.0)
        * ((_OF_ANOTHER if decide.of_another_named(linked, candidate) else _APART) if names else 1.0)
        * (_OTHER_SOURCE if _of_another_source(question, candidate) else 1.0)
    )


def _of_another_source(question: Question, candidate: Candidate) -> bool:
    """Does the question name a source ("ifølge Ida Holm") that the value's text knows nothing of?"""
    names = [term.word for term in question.scope if term.role == "name"]
    alike = candidate.scored.view.vocabulary.alike
    return bool(names) and all(max(alike(name.casefold()).values(), default=0.0) < _SAME_NAME for name in names)


def misplaced(linked: Linked, candidate: Candidate) -> bool:
    """Does the sentence of a value hold a name of the question, but say something else of it, or name another?"""
    if decide.of_another_named(linked, candidate):
        return True
    alike = candidate.scored.view.vocabulary.alike
    names = [term.word for term in decide.unsupported(linked, candidate) if term.role == "name"]
    own = candidate.scored.sentence.words
    return any(alike(name).get(word, 0.0) >= _SAME_NAME for name in names for word in own)


def _elsewhere(name: str, candidate: Candidate) -> bool:
    """Does a name stand in the text of a value, but not in its sentence?"""
    alike = candidate.scored.view.vocabulary.alike(name)
    said = {word for word, score in alike.items() if score >= _SAME_NAME}
    return bool(said) and said.isdisjoint(candidate.scored.sentence.words)


def sound(question: Question, candidate: Candidate) -> bool:
    """May a value be given at all: is it of the kind that is asked for?"""
    if question.kind is Kind.WHEN and candidate.scored.sentence.zone.carries_metadata:
        return False  # a byline tells when it was written, not when what it names was done
    other = (
        _counts_another(question, candidate)
        or items.of_another(question, candidate)
        or fields.of_another_section(question, candidate)
        or offices.of_another_body(question, candidate)
        or offices.of_another_rank(question, candidate)
        or _other_name_of_asked(question, candidate)
        or phases.at_the_other_end(question, candidate)
        or portions.of_another(question, candidate)
        or sound_reasons.only_follows(question, candidate)
    )
    return _of_kind(question, candidate) and _speaks_of_office(question, candidate) and not other


def _speaks_of_office(question: Question, candidate: Candidate) -> bool:
    """Does the sentence, or the heading over it, speak of such an office as is asked for, if one is?"""
    if question.kind is not Kind.WHO or not question.focus or not is_role(question.focus):
        return True
    if question.many and _firmly_listed(candidate):
        return True
    sentence = candidate.scored.sentence
    said = (*sentence.words, *content(sentence.heading))
    return any(words.alike(question.focus, word) >= 0.4 for word in said)


def _other_name_of_asked(question: Question, candidate: Candidate) -> bool:
    """ "Indkøbsporten/ *Min Handel*" are two names of one thing: neither tells who made the other."""
    named = [term.word for term in question.content if term.role == "name"]
    if question.kind is not Kind.WHO or not named:
        return False
    text = candidate.scored.view.text
    after = _SLASHED_AFTER.match(text, candidate.end)
    before = _SLASHED_BEFORE.search(text[max(0, candidate.start - _NEAR) : candidate.start])
    beside = [word for found in (after, before) if found is not None for word in found[1].split()]
    beside += candidate.value.split() if "/" in candidate.value else []
    return any(words.alike(n, w) >= _SAME_NAME for n in named for w in beside)


def _counts_another(question: Question, candidate: Candidate) -> bool:
    """ "Kajer med færre end *70 pullerter*" says nothing of how many quays there are."""
    if question.kind is not Kind.NUMBER or not question.focus:
        return False
    _, space, counted = candidate.label.casefold().rpartition(" ")
    if not space:
        after = next((t for t in candidate.scored.sentence.tokens if t.start >= candidate.end), None)
        counted = after.low if after is not None and after.pos == "NOUN" and len(after.low) >= _COUNTED else ""
    if not counted.isalpha() or words.alike(question.focus, counted) >= 0.5:
        return False
    nouns = (token.low for token in candidate.scored.sentence.tokens if token.pos == "NOUN")
    return any(words.alike(question.focus, noun) >= 0.8 for noun in nouns)


def _of_kind(question: Question, candidate: Candidate) -> bool:
    """Is a body of the kind that is asked for ("hvilket *parti*") called so in its sentence or over it? A list of as
    many as are asked for need not be: "de øvrige er A, B og C"."""
    if question.kind is not Kind.WHO or not question.focus:
        return True
    kind = question.focus.rpartition("-")[2]
    body = kind in _BODIES or kind in _KINDS or words.headed(kind, _KINDS)
    if body and any(_is_person(m) or is_role(words.lemma(m.label.casefold())) for m in (candidate, *candidate.more)):
        return False
    if question.focus not in _KINDS:
        return True
    if candidate.pointed and (_firmly_listed(candidate) or 1 + len(candidate.more) == pointed_lists.asked(question)):
        return True
    if affiliations.of_asked_person(question, candidate):
        return True
    sentence = candidate.scored.sentence
    said = (*sentence.words, *content(sentence.heading), *candidate.value.casefold().split())
    return any(words.alike(question.focus, word) >= 0.5 for word in said)


def _is_person(candidate: Candidate) -> bool:
    """Is a value the name of a person, as its text has it: no answer to "hvilket udvalg"?"""
    mentions = candidate.scored.view.mentions(candidate.scored.sentence)
    return any(
        m.type == "Person" and (m.text == candidate.label or candidate.label.endswith(f", {m.text}")) for m in mentions
    )


def _firmly_listed(candidate: Candidate) -> bool:
    """Is it a list of names in a sentence that the reader thinks answers?"""
    named = all(m.label[:1].isupper() for m in (candidate, *candidate.more))
    return candidate.pointed and named and candidate.opinion[1] >= _LIKELY_LIST


def ask(
    linked: Linked,
    ranked: Sequence[Scored],
    hits: Sequence[Hit],
    views: Sequence[View],
    second: Second | None = None,
) -> Opinion:
    """The reader's view of the sentences that words and search find; no view where there is no reader.

    `second` tells what it is asked of a question that is read on the way to another's answer.
    """
    found, question = reader(), linked.question
    if found is None or not question.core.strip():
        return NONE
    sentences = offered.offered(question, ranked, hits, views)
    if not sentences:
        return NONE
    asked, inputs = (second.shown, second.inputs) if second is not None else (shown(linked), INPUTS)
    reads = found.read(asked, offered.shown(sentences), inputs)
    opinion = Opinion({(s.doc_id, s.number): read for read in reads for s in (sentences[read.offered][1],)})
    return second.favouring(opinion, views) if second is not None else opinion
