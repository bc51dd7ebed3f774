"""What gives a neighbour's value away: a sentence that speaks of another thing, counts another noun, or says "unknown".

Each check is a pure function of the question and its best value, and says how much surer one would have to be.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

from indexer.mentions import works

from . import offices, words
from .candidates import Candidate
from .cut_number import number_word
from .linking import Linked
from .question import Kind, Question
from .things import Meant
from .wordlists import several

UNKNOWN = re.compile(
    r"\b(?:ikke (?:endnu )?(?:bekræftet|oplyst|kendt|opgjort|dokumenteret) (?:i det materiale|i (?:vores )?kilder"
    r"|nogen steder)|ikke (?:er )?oplyst\b|vides ikke\b|ved (?:vi|man) ikke\b|fremgår (?:det )?ikke\b"
    r"|\b(?:årsag|grund|forklaring)\w* (?:er|var|kendes) (?:stadig |endnu )?"
    r"(?:ikke (?:afklaret|kendt|fundet|klarlagt|oplyst|klar)|ukendt|uklar|uafklaret)"
    r"|indgår ikke i (?:vores|de) kilder"
    r"|kan (?:vi|man) ikke sige\b|har (?:vi|man) ikke (?:fundet|kunnet finde))",
    re.I,
)
_PEOPLE = several("person menneske folk borger dansker mand kvinde bruger medlem deltager ansat medarbejder kunde")
_BODIES = several(
    "kommune region ministerium styrelse parti forening virksomhed firma organisation universitet leverandør selskab"
)
_NAMED_SO = several("kommune region ministerium styrelse universitet")
_WORKS = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme"})
_GROUPS = (_WORKS, frozenset({"Initiative", "Solution"}), frozenset({"Organisation"}), frozenset({"Person"}))
_UNITS = re.compile(
    r"(?:pct|procent|mio|mia|million|milliard|tusind|kr|km|ton|meter|hektar|år|time|dag|uge|måned|minut|mw)", re.I
)


def cost(linked: Linked, best: Candidate, meant: Sequence[Meant]) -> float:
    """What the confidence in a value loses for all that speaks against it."""
    if best.how or best.also:
        return 0.0
    return (
        0.3 * _speaks_of_another(best, meant)
        + 0.3 * _counts_another(linked, best)
        + 0.35 * _of_another_kind(linked, best)
        + 0.3 * _too_few(linked, best)
        + 0.25 * _prices_another(linked, best)
        + 0.3 * _sums_up(linked, best)
        + 0.6 * (offices.of_another_body(linked.question, best) or offices.of_another_rank(linked.question, best))
    )


def unknown(candidate: Candidate) -> bool:
    """Does the sentence itself, or the value, say that nobody knows?"""
    return _tells_unknown(candidate.scored.sentence.text) or _tells_unknown(candidate.label)


@functools.lru_cache(maxsize=20_000)
def _tells_unknown(text: str) -> bool:
    return UNKNOWN.search(text) is not None


def numbers_a_heading(candidate: Candidate) -> bool:
    """Is the number a thing's own number ("fokusområde *8*", "initiativ *3*"), not how many there are?"""
    if candidate.type != "Number" or candidate.how or candidate.label != candidate.value:
        return False
    tokens = candidate.scored.sentence.tokens
    at = next((n for n, t in enumerate(tokens) if t.start == candidate.start), 0)
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if before is None or before.pos != "NOUN" or _UNITS.match(before.low) or not candidate.value.isdigit():
        return False
    counts = after is not None and (after.pos in ("NOUN", "ADJ", "PART", "PROPN", "NUM") or after.text in "%/|:–-")
    return len(candidate.value) < 3 and not counts and words.lemma(before.low) == before.low


def holds_a_verb(candidate: Candidate) -> bool:
    """Is a verb inside what is given as a name: the phrase was cut wrongly?"""
    if candidate.end - candidate.start > len(candidate.value) + 8:
        return False  # a claim points at its whole sentence
    inside = [t for t in candidate.scored.sentence.tokens if candidate.start <= t.start and t.end <= candidate.end]
    return any(t.finite or (t.pos in ("PART", "MODAL", "AUX") and n) for n, t in enumerate(inside) if t.text.islower())


def said_by_question(linked: Linked, candidate: Candidate) -> bool:
    """Is the value nothing but a name that the question gives: "hvilket parti er Lone Krag medlem af" – "Lone Krag"?"""
    names = [t.word.casefold() for t in linked.question.content if t.role == "name"]
    parts = re.findall(r"\w+", candidate.value.casefold())
    alone = linked.question.kind in (Kind.WHO, Kind.WHAT) and " eller " not in linked.question.core
    return alone and not candidate.more and bool(parts) and all(p in names for p in parts)


def points_back(question: Question, candidate: Candidate) -> bool:
    """Is the value a bare definite noun that only points at what is asked for: "hvilken plan" – "Strategien"?"""
    if not question.wh.startswith(("hvilken", "hvilket", "hvad hedder")) or candidate.more:
        return False
    low = candidate.value.casefold()
    if not low.isalpha() or question.kind is Kind.WHERE:
        return False
    head = works.head_of(low)
    if head is not None:
        return head.form == "def" and not head.topic
    base = words.lemma(low)
    bare = low != base and low.endswith(("en", "et", "erne", "ene")) and words.known(base)
    asked = question.tokens[question.focus_at].low if question.focus_at >= 0 else ""
    if question.kind is Kind.WHO and base != words.lemma(asked):
        return False  # "hvilket ministerium" – "Havministeriet"
    return bare and bool(asked) and words.alike(asked, low) >= 0.5


_POINTING = frozenset({"den", "det", "denne", "dette", "disse"})


def lacks_its_clause(candidate: Candidate) -> bool:
    """Is the value a noun that only its relative clause makes known: "*de muligheder*, som teknikken giver"?"""
    tokens = candidate.scored.sentence.tokens
    inside = [n for n, t in enumerate(tokens) if candidate.start <= t.start and t.end <= candidate.end]
    if len(inside) != 2 or candidate.more or tokens[inside[0]].low not in ("de", "den", "det"):
        return False
    after = [t.low for t in tokens[inside[1] + 1 : inside[1] + 3]]
    return tokens[inside[1]].pos == "NOUN" and bool(after) and (after[-1] in _RELATIVE or after[0] in _RELATIVE)


_RELATIVE = ("som", "der")


def only_points(candidate: Candidate) -> bool:
    """Is the value a pointing word and a bare noun, which say what another sentence names: "den opgave"?"""
    said = [t for t in candidate.scored.sentence.tokens if candidate.start <= t.start and t.end <= candidate.end]
    return [t.low in _POINTING or t.pos for t in said] == [True, "NOUN"]


def _speaks_of_another(best: Candidate, meant: Sequence[Meant]) -> bool:
    """A thing named in full stands nowhere in the text, and the sentence names another of its kind."""
    sure = [m for m in meant if m.score >= 0.95]
    if not sure:
        return False
    most = max(len(m.terms) for m in sure)
    things = [m.row for m in sure if len(m.terms) == most]
    group = next((g for g in _GROUPS if things[0].type in g), frozenset())
    names = {n.casefold() for row in things for n in (row.label, *row.alt)}
    sentence, others = best.scored.sentence, False
    for entity in best.scored.view.record.entities:
        if names & {n.casefold() for n in (entity.label, *entity.alt)}:
            return False
        here = any(m.start < sentence.end and sentence.start < m.end for m in entity.mentions)
        others |= here and entity.type in group and entity.label.casefold() != best.value.casefold()
    return others


def _counts_another(linked: Linked, best: Candidate) -> bool:
    """ "Hvor mange virksomheder" and "færre end 50 *ansatte*": the noun after the number is another."""
    question = linked.question
    if question.kind is not Kind.NUMBER or question.wh != "hvor mange" or question.focus_at < 0 or question.keywords:
        return False
    asked = question.tokens[question.focus_at].low
    if (words.lemma(asked) in _PEOPLE and not _named_apart(linked, best)) or _UNITS.match(asked):
        return False
    after = [t for t in best.scored.sentence.tokens if t.start >= best.end][:4]
    for token, following in itertools.pairwise(after):
        if words.alike(asked, token.low) >= 0.45 or words.alike(token.low, asked) >= 0.45:
            return False
        if token.pos in ("ADJ", "PART", "NUM") and following.pos in ("ADJ", "PART", "NOUN", "PROPN"):
            continue
        return token.pos in ("NOUN", "ADJ", "PART") and not _UNITS.match(token.low) and token.text.islower()
    return False


_PRICE = re.compile(r"\b(?:koster|kostede|kostet|koste)\b", re.I)
_BACK = re.compile(
    r"\W*(?:det|den|de|denne|dette|her|prisen|regningen|udgiften|beløbet|taksten|heraf|i alt|samlet)\b", re.I
)


def _prices_another(linked: Linked, best: Candidate) -> bool:
    """ "Hvad koster en *gynge*" and "*et toilet* koster 24.000 kr.": the sentence gives the price of something else."""
    question, scored = linked.question, best.scored
    if question.kind is not Kind.NUMBER or not _PRICE.search(question.core) or best.type != "Number":
        return False
    nouns = [i for i, t in enumerate(question.content) if t.role == "noun" and not t.focus]
    if not nouns:
        return False
    at = question.content[nouns[0]].at
    priced = max(i for i in nouns if question.content[i].at == at)  # of a compound its head
    before = [t for t in scored.sentence.tokens if t.end <= best.start]
    told = len(before) > 2 or any(t.finite for t in before)
    return scored.direct[priced] < 0.3 and told and not _BACK.match(scored.sentence.text)


_TOTAL = re.compile(r"\b(?:i alt|samlet|tilsammen|sammenlagt)\b", re.I)


def priced_apart(linked: Linked, best: Candidate) -> bool:
    """ "*Entreen* koster 60 kr." where the price of a stall is asked for: the sentence says what the sum is of."""
    if not _prices_another(linked, best):
        return False
    tokens = [t for t in best.scored.sentence.tokens if t.end <= best.start]
    at = next((n for n in range(len(tokens) - 1, 0, -1) if _PRICE.fullmatch(tokens[n].low)), 0)
    subject = tokens[at - 1] if at else None
    asked = [t.word for t in linked.question.content if t.role in ("noun", "name")]
    return subject is not None and subject.pos == "NOUN" and all(words.alike(a, subject.low) < 0.3 for a in asked)


def _named_apart(linked: Linked, best: Candidate) -> bool:
    """Does what is counted stand in the sentence, but well away from the number?"""
    at = next((i for i, t in enumerate(linked.question.content) if t.focus), -1)
    if at < 0 or best.scored.direct[at] < 0.85:
        return False
    said = linked.question.content[at].word
    near = [t for t in best.scored.sentence.tokens if best.start - 40 <= t.start <= best.end + 40]
    return not any(words.alike(said, t.low) >= 0.5 for t in near)


def _sums_up(linked: Linked, best: Candidate) -> bool:
    """ "I alt deltager 49 lærere" says nothing of one school's, where that school is only named nearby."""
    question, scored = linked.question, best.scored
    if question.kind is not Kind.NUMBER or _TOTAL.search(question.core) or not _TOTAL.search(scored.sentence.text):
        return False
    return any(t.role == "name" and d < 0.5 for t, d in zip(question.content, scored.direct, strict=True))


_DENIED = re.compile(r"\b(?:ikke|aldrig)\b", re.I)


def denies(linked: Linked, best: Candidate) -> bool:
    """ "60 rapporter er *ikke* flyttet": how many were moved is not said."""
    question, said = linked.question, best.scored.sentence
    if (
        question.kind is not Kind.NUMBER
        or question.wh != "hvor mange"
        or re.search(r"\b(?:ikke|aldrig|uden|mangler|ingen|endnu)\b", question.core, re.I)
    ):
        return False
    after = [t for t in said.tokens if t.start >= best.end]
    stop = next((n for n, t in enumerate(after) if t.text in ",;."), len(after))
    clause = after[:stop]
    told = any(t.finite for t in clause[:5])
    return told and any(_DENIED.fullmatch(t.low) for t in clause[:6])


def _too_few(linked: Linked, best: Candidate) -> bool:
    """ "Hvilke *tre* principper" answered with one."""
    question = linked.question
    told = question.tokens[question.focus_at - 1].low if question.focus_at > 0 else ""
    count = number_word(told) or (int(told) if told.isdigit() else 0)
    return question.kind in (Kind.WHAT, Kind.WHO) and 2 <= count <= 12 and not best.more


def _of_another_kind(linked: Linked, best: Candidate) -> bool:
    """A body is asked for and a person given, or a municipality and the name of something else."""
    question = linked.question
    if question.kind is not Kind.WHO or question.focus not in _BODIES:
        return False
    view = best.scored.view
    mention = next(
        (m for m in view.mentions(best.scored.sentence) if m.span.start <= best.start and best.end <= m.span.end), None
    )
    if mention is not None and mention.type == "Person":
        return True
    if question.focus not in _NAMED_SO or best.more:
        return False
    called = (
        question.focus in view.text[best.start : best.end + 12].casefold() or question.focus in best.value.casefold()
    )
    return mention is not None and mention.type == "Organisation" and not called
