"""What came of something: the members that a sentence gives after "resulterede i", "har ført til", "gav".

"Hvad kom der ud af forsøget?" is answered by "Forsøget mundede ud i *en håndbog, to kurser* og *et netværk*", in the
sentence's own words: a graph knows some of them, by other names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import coordinations, held, pointed_lists, words
from .pointed_members import Span
from .question import Question, Term
from .reading import Scored
from .wordlists import several

_ASKS = re.compile(
    r"\bresultat(?:et|er|erne)?\b|\bresulter\w*|\budbytte\w*|\bkom(?:mer|met)?\b[^?]*\bud af\b"
    r"|\bkom(?:met)?\s+ud\s+(?:af|med)\b"
    r"|\bmund\w+ ud\b|\bmedfør\w*|\bafsted ?kom\w*|\bafføde\w*|\baffødt\w*|\bfrugt(?:en|er|erne)?\b|\bbar frugt\b"
    r"|\b(?:før(?:t|te|er|e)|led(?:t|te|er))\b(?=[^?]*\btil\b)|\bhvad gav\b|\bhar\b[^?]*\bgivet\b|\bskabte\b|\bskabt\b"
    r"|\bopnå\w*",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:resulter(?:ede|er|et)\b|mund(?:ede|er|et)\s+(?:\w+\s+)?ud\b|endte\b"
    r"|før(?:t|te|er)\b(?=.{0,40}\btil\b)|led(?:te|t|er)\b(?=.{0,40}\btil\b)"
    r"|medfør(?:te|er|t)\b|afsted ?(?:kom|kommer|kommet)\b|affødte\b|udløste\b|gav\b|givet\b|skab(?:te|t)\b"
    r"|bragt\b|bragte\b|opnåe?de\b|opnået\b"
    r"|resultat(?:et|er|erne)\s+(?:\w+\s+){0,2}?(?:er|var|blev|bliver)\b)",
    re.I,
)
_ABSTRACT = several("resultat udbytte frugt følge konsekvens virkning effekt gevinst liste oversigt eksempel ting")
_OUTCOME_VERBS = several(
    "resultere munde føre lede medføre afstedkomme afføde give skabe opnå komme nævne nævnes bringe udløse være have få"
)
_LEAST, _BEFORE = 0.62, 0.5
_NEAR = 8  # tokens between the verb and the list's end of lead-in
_LOOKED_AT = 40


def told(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, list[Span]] | None:
    """The sentence that tells what came of what the question names, and the members it gives."""
    if not asks(question):
        return None
    if not any(_counts(t) and t.role in ("name", "noun") for t in question.content):
        return None
    want = pointed_lists.asked(question)
    best: tuple[float, Scored, list[Span]] | None = None
    for scored in ranked[:_LOOKED_AT]:
        said = _TELLS.search(scored.sentence.text)
        if said is None or scored.sentence.zone.is_furniture:
            continue
        share = held.share(question, scored, _counts)
        if share < _LEAST or (best is not None and share <= best[0]):
            continue
        spans = _members(scored, said, want)
        if spans and _of_the_thing(question, scored, said.start()):
            best = (share, scored, spans)
    return (best[1], best[2]) if best is not None else None


def asks(question: Question) -> bool:
    """Does a question ask what came of something, and not how many, when or who?

    >>> from api.question import parse
    >>> asks(parse("Hvad kom der ud af forsøget med natbusser?")), asks(parse("Hvornår førte det til en lov?"))
    (True, False)
    """
    plain = question.keywords or re.match(r"^\W*(?:hvad|hvilke|nævn|giv|list)", question.core, re.I) is not None
    plain = plain or (question.wh == "hvad" or question.wh.startswith("hvilke "))
    return plain and _ASKS.search(question.core) is not None


def _counts(term: Term) -> bool:
    base = words.lemma(term.word)
    return base not in _ABSTRACT and base not in _OUTCOME_VERBS and term.role != "number"


def _members(scored: Scored, said: re.Match[str], want: int) -> list[Span]:
    """The members right after the verb."""
    sentence = scored.sentence
    for listed in coordinations.of(sentence, want):
        before = [t for t in sentence.tokens[: listed.first] if t.start - sentence.start >= said.start()]
        begins = sentence.tokens[listed.first].start - sentence.start
        if begins < said.start() or len(before) > _NEAR or any(t.pos in ("SCONJ", "REL", "INFM") for t in before):
            continue
        if all(b > said.end() for _, b in listed.spans) and (len(listed.spans) > 2 or listed.open_ended or want):
            return list(listed.spans)
    return []


def _of_the_thing(question: Question, scored: Scored, before: int) -> bool:
    """Does the first noun or name of the question stand before the verb, as its subject, or round the sentence?"""
    at = scored.sentence.start
    subject = [t.low for t in scored.sentence.tokens if t.start - at < before]
    asked = [t for t in question.content if t.role in ("noun", "name") and _counts(t)]
    said = sum(any(words.alike(t.word.casefold(), w) >= _BEFORE for w in subject) for t in asked)
    return 2 * said >= len(asked)
