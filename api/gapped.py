"""What stands in a sentence where the question leaves a gap: behind the same preposition, or before the same "er".

"Hvad skal der ske et bedre genbrug *af*?" leaves out what stands behind "genbrug af" in "bedre genbrug af *data*";
"hvad er *kernen* i planen?" asks for what stands before "er kernen": "*det tætte samarbejde* er kernen i planen".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.grammar import Token

from . import chunks, decide, quotations, words
from .abstracts import abstract
from .candidates import Candidate, Scene, scene
from .cut_what import tidy
from .linking import Lexis, Linked
from .question import Kind, Question, Term
from .reading import Scored
from .wordlists import several

CONFIDENCE = 0.86
_LOOKED_AT = 20  # sentences, best first
_HELD = 0.5  # of the question's words, by weight, that the sentence has to hold
_WINDOW = 3  # tokens between the word that the question hangs its preposition on and the preposition
_ALIKE = 0.5
_STRANDED = several("af til med om på for i ved fra over mellem mod under")
_NOMINAL = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_GOVERNED = _NOMINAL | {"INFM", "VERB", "ADV", "PART"}
_WH = several("hvad hvem hvilken hvilket hvilke")
_MORE = several("mere mindre flere færre meget")
_OF_VERB = several("ud an")  # "gå ud *på*", "komme an *på*": no place is left open
_IS = several("er var bliver blev udgør udgjorde forbliver")
_AS = several("som")
_STANDS = "hvad er holdningen"
_HEADS = frozenset({"NOUN"})
_KINDS = frozenset({Kind.WHAT, Kind.SAID})
_INTO = {"ind": "i", "hen": "til", "fra": "fra", "ud": "i"}
_INFINITIVE = ("e", "å")
_PARTICLES = ("ind", "ud", "op", "ned", "over", "frem", "hen", "til", "fra", "af", "på", "sammen")
_WEIGHED = frozenset({"noun", "verb", "adj"})


@dataclasses.dataclass(frozen=True, slots=True)
class Gap:
    """Where a question leaves something out: the preposition, the words that it may hang on (places among the
    question's tokens, the likeliest first)."""

    preposition: str
    hangs_on: tuple[int, ...]


def gap(question: Question) -> Gap | None:
    """The preposition that a question leaves without its noun, or with "hvad" for it; None where it leaves none.

    >>> from .question import parse
    >>> gap(parse("Hvad skal der ske et bedre genbrug af i 2020?")).preposition
    'af'
    >>> gap(parse("Hvad arbejder kommunen med at bygge?")) is None
    True
    """
    tokens = [t for t in question.tokens if t.pos != "PUNCT"]
    at = next((i for i, t in enumerate(tokens) if t.low in _WH), -1)
    if question.kind is Kind.WHERE and tokens[-1].low in _INTO and tokens[0].low == "hvor":
        return Gap(_INTO[tokens[-1].low], _places(question, tokens, _before(tokens, len(tokens) - 1, 0)))
    if at < 0 or question.kind not in _KINDS or question.many:
        return None
    if at > 2 and tokens[at - 2].low == "at" and tokens[at - 1].low.endswith(_INFINITIVE):
        return Gap("", _places(question, tokens, [at - 1]))  # "adgang til at se *hvad*"
    for i in range(len(tokens) - 1, 0, -1):
        token = tokens[i]
        if token.low not in _STRANDED or not _left_open(tokens, i, at) or tokens[i - 1].low in _OF_VERB:
            continue
        if token.low == "af" and tokens[i - 1].low in _MORE and tokens[i - 2].pos == "VERB":
            return Gap("", _places(question, tokens, [i - 2]))  # "skabe mere *af*": what one creates
        hangs_on = _before(tokens, i, at)
        if hangs_on:
            return Gap(token.low, _places(question, tokens, hangs_on))
    return None


def _places(question: Question, tokens: Sequence[Token], spots: Sequence[int]) -> tuple[int, ...]:
    return tuple(question.tokens.index(tokens[n]) for n in spots)


def _left_open(tokens: Sequence[Token], i: int, wh: int) -> bool:
    """Has a preposition nothing to govern but the question word?"""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if i + 1 == wh:
        return i > 1 and tokens[i - 1].pos in ("NOUN", "VERB", "PART", "ADJ")  # "oven på *hvad*", not "på hvilken dag"
    if i < wh + 2:
        return False
    if after is None:
        return True
    return after.pos not in _GOVERNED and after.low not in ("at", *_WH)


def _before(tokens: Sequence[Token], i: int, wh: int) -> list[int]:
    """The noun or verb right before a preposition, and the verb before its object ("skrive *planen* ind i")."""
    first = wh + 1 if wh < i else 0
    near = next((n for n in range(i - 1, first - 1, -1) if tokens[n].pos in ("NOUN", "VERB", "PART", "ADJ")), -1)
    verbs = [n for n in range(first, i) if tokens[n].pos in ("VERB", "PART") and n != near]
    return [n for n in (near, *reversed(verbs)) if n >= 0]


def read(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """What stands where the question leaves a gap; None where no sentence says it, or two say different things."""
    question = linked.question
    if question.many or linked.strangers or _unknown(linked):
        return None
    open_, named, governed = gap(question), _predicate(question), _end_phrase(question)
    sort, quality = _sort(question), _quality(question)
    if open_ is None and not named and not governed and not sort and not quality:
        return None
    found: list[tuple[float, Candidate]] = []
    for scored in ranked[:_LOOKED_AT]:
        own = held(question, scored)
        if scored.sentence.text.rstrip().endswith("?") or min(own, _nouns_held(question, scored)) < _HELD:
            continue
        here = scene(question, scored, lexis, scored.view.mentions(scored.sentence))
        made = list(_behind(here, open_)) if open_ is not None else []
        made += list(_beside_is(here, named)) if named else []
        made += list(_before_same(here, governed)) if governed else []
        made += list(_of_sort(here, sort)) if sort else []
        made += list(_so_described(here, quality)) if quality else []
        found += [(own, c) for c in made if _called_so(question, c) and not _lacks(linked, c)][:1]
    if not found:
        return None
    most, best = max(found, key=lambda f: (round(f[0], 2), f[1].fit))
    rivals = [c for own, c in found if c.value.casefold() != best.value.casefold() and own >= most - 0.1]
    return None if rivals else best


def _unknown(linked: Linked) -> bool:
    """Is the question about something that no text speaks of? "En *masse* kommuner" is not."""
    tokens = linked.question.tokens
    nouns = [t.at for t in linked.absent if t.role == "noun" and not t.scope and not t.focus]
    sources = [t for t in linked.absent if t.role == "name" and t.scope]
    return bool(sources) or any(i + 1 >= len(tokens) or tokens[i + 1].pos != "NOUN" for i in nouns)


def _sought(question: Question, term: Term) -> bool:
    """Is it the noun for what is asked for ("hvilket *program*"), which the answer's sentence need not have?"""
    return term.focus and not question.wh.startswith("hvad er")


def held(question: Question, scored: Scored) -> float:
    """How many of the question's own words, by weight, a sentence holds; what is asked for need not be there, and names
    may stand round it."""
    terms = zip(question.content, scored.direct, strict=True)
    pairs = [(t.weight, d) for t, d in terms if t.role in _WEIGHED and not _sought(question, t)]
    total = sum(weight for weight, _ in pairs)
    return sum(weight * direct for weight, direct in pairs) / total if total else 0.0


def _nouns_held(question: Question, scored: Scored) -> float:
    """How many of the nouns that the question speaks of a sentence holds (1 where it has none)."""
    terms = zip(question.content, scored.direct, strict=True)
    common = [(t, d) for t, d in terms if t.role == "noun" or (t.role == "name" and t.word.islower())]
    nouns = [direct for t, direct in common if not _sought(question, t) and not _as_part(question.tokens, t.at)]
    return sum(nouns) / len(nouns) if nouns else 1.0


def _as_part(tokens: Sequence[Token], at: int) -> bool:
    """ "Som *led* i planen", "som *følge* af planen": it only tells how the plan is joined to what is asked."""
    return bool(at) and tokens[at - 1].low == "som" and at + 1 < len(tokens) and tokens[at + 1].pos == "PREP"


_KIND_ASKED = re.compile(
    r"\bhvilke[nt] (?:form|slags|type) (?:for )?(?P<a>\w+)|\bhvad \w+ det for (?:en|et) (?:\w+(?:ig|sk|e) )?(?P<b>\w+)"
    r"|\bhvilke[nt] (?P<c>\w+)",
    re.I,
)


def _called_so(question: Question, candidate: Candidate) -> bool:
    """Is a value of the kind that is asked for: "hvilken form for *styring*", "hvad er det for en *styring*"?"""
    found = _KIND_ASKED.search(question.core)
    kind = next((w for w in found.groups() if w), "") if found is not None else ""
    if not kind or abstract(words.lemma(kind.casefold())):
        return True
    return any(words.alike(kind, w) >= _ALIKE for w in re.findall(r"\w+", candidate.value.casefold()))


def _lacks(linked: Linked, candidate: Candidate) -> bool:
    """Is a name, a year or a number of the question neither with the value nor that of who says it?"""
    view = candidate.scored.view
    lacking = [t for t in decide.unsupported(linked, candidate) if t.role in ("name", "year", "number")]
    lacking = [t for t in lacking if t.role != "number" or t.word not in view.words]  # "flere af dem", of the 60
    if not lacking:
        return False
    speaker = quotations.speaker(view, candidate.scored.sentence)
    said = speaker.name.casefold().split() if speaker is not None else []
    return any(all(words.alike(t.word, w) < _SAME_NAME for w in said) for t in lacking)


_SAME_NAME = 0.85


def _behind(here: Scene, open_: Gap) -> Iterator[Candidate]:
    """What the same preposition governs behind a word like the one that the question hangs it on."""
    tokens = here.tokens
    for at in open_.hangs_on:
        spots = _spots(here, at)
        if not open_.preposition:
            for n in spots:
                yield from _phrase_at(here, _object_of(tokens, n))
            continue
        for i, token in enumerate(tokens[:-1]):
            if token.low != open_.preposition or not any(0 < i - n <= _reach(tokens, n, i) for n in spots):
                continue
            yield from _phrase_at(here, i + 1)


def _object_of(tokens: Sequence[Token], verb: int) -> int:
    """Where a verb's object begins: behind it, or behind the verbs that share it ("se og følge *sager*")."""
    at = verb + 1
    while at + 2 < len(tokens) and tokens[at].low in (*chunks.LINKS, ","):
        if tokens[at + 1].pos not in ("VERB", "PART") and not chunks.infinitive(tokens[at + 1].low):
            return at
        at += 2
    return at


def _reach(tokens: Sequence[Token], first: int, last: int) -> int:
    """How far a verb's preposition may stand from it: behind its object, but in the same clause."""
    between = tokens[first + 1 : last]
    if any(t.pos in ("PUNCT", "REL", "SCONJ", "CCONJ") for t in between):
        return 0
    return _WINDOW if tokens[first].pos in _HEADS else 2 * _WINDOW


def _spots(here: Scene, at: int) -> list[int]:
    """The tokens of the sentence that say what a token of the question says."""
    match = here.lexis.alike(here.question.tokens[at].low)
    own = here.question.tokens[at].low
    found = {i for i, t in enumerate(here.tokens) if t.low == own or match.get(t.low, 0.0) >= _ALIKE}
    for term, spots in zip(here.question.content, here.places, strict=True):
        found.update(spots if term.at == at else ())
    return sorted(found) or _of_particle(here, at)


def _of_particle(here: Scene, at: int) -> list[int]:
    """The verbs made with the same particle as the question's: "skrevet *ind*", "*ind*lagt", "*ind*arbejdet"."""
    tokens = here.question.tokens
    low = tokens[at].low
    following = {t.low for t in tokens[at + 1 :]}
    particle = next((p for p in _PARTICLES if low.startswith(p) or p in following), "")
    if tokens[at].pos not in ("VERB", "PART") or not particle:
        return []
    return [i for i, t in enumerate(here.tokens) if t.pos in ("VERB", "PART") and t.low.startswith(particle)]


def _phrase_at(here: Scene, first: int) -> Iterator[Candidate]:
    """The noun phrase that begins at a token, with what is joined to it, or the clause that does."""
    tokens, found = here.tokens, here.scored.sentence.phrases
    degree = first < len(tokens) and tokens[first].low in _DEGREES
    phrase = next((n for n, p in enumerate(found) if p.first <= first + degree <= p.head), -1)
    if phrase < 0:
        return
    members = chunks.enumeration(tokens, phrase, found)
    two = len(members) == _TWO and members[0][0] == first
    two = two and not any(t.pos == "PREP" for t in tokens[slice(*members[1])])
    if len(members) > _TWO:
        stop = _other_governed(tokens, first, members[-1][1])
        parts = [(max(first, a), min(b, stop)) for a, b in members if first < b and a < stop]
        made = [_made(here, a, b, 0.9) for a, b in _parted(here, parts) if not _REST.match(here.between(a, b))]
        yield dataclasses.replace(made[0], more=tuple(made[1:]))
        return
    last = members[-1][1] if two else chunks.extended(tokens, found[phrase], found, 1)
    if not here.asked(first, last):
        yield _made(here, first, last, 0.9)


def _other_governed(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a list ends because another preposition goes on: "for støj, affald og lys *og til* indkøb"."""
    own = tokens[first - 1].low if first else ""
    again = (i for i in range(first + 1, last - 1) if tokens[i].low in chunks.LINKS and tokens[i + 1].pos == "PREP")
    return next((i for i in again if tokens[i + 1].low != own), last)


def _parted(here: Scene, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The members, the last cut at its "og" where the list was cut off behind it."""
    a, b = parts[-1]
    joined = next((i for i in range(a + 1, b - 1) if here.tokens[i].low in chunks.LINKS), 0)
    return [*parts[:-1], (a, joined), (joined + 1, b)] if joined and len(parts) > 1 else parts


_TWO = 2
_REST = re.compile(r"(?:en række |mange |flere )?(?:andre|andet|meget andet|mv|m\.m|osv)\b", re.I)
_AWAY = 5  # tokens between a verb and the phrase that the question ends on


def _made(here: Scene, first: int, last: int, fit: float) -> Candidate:
    tokens = here.tokens
    label = tidy(here.between(first, last))
    return Candidate(label, label, "Text", tokens[first].start, tokens[last - 1].end, fit, here.scored)


def _predicate(question: Question) -> int:
    """The noun that is asked what it is: "hvad er *kernen* i planen", "hvad ser X som *kernen*"; 0 where none is.

    What is asked has to be more than the noun alone: "hvad er planen?" asks what the plan is.
    """
    tokens = question.tokens
    if not question.core.casefold().startswith(("hvad", "hvem")) or (question.focus_at >= 0 and question.wh != _STANDS):
        return 0
    for term in question.content:
        if term.role != "noun" or tokens[term.at].pos not in _HEADS or not _definite(tokens, term.at):
            continue
        led = tokens[: term.at]
        before = [t for t in led if t.pos not in ("ADJ", "DET", "ADV", "NUM", "PUNCT", "PROPN") and t.low != "selve"]
        lead = before[-1].low if before else ""
        opens = term.at + 1 < len(tokens) and tokens[term.at + 1].pos == "PREP"
        sourced = lead == "ifølge" and any(t.low in _IS for t in before[:3])  # "hvad er ifølge Ida Holm *kernen* i"
        return term.at if opens and (lead in _AS or lead in _IS or sourced) else 0
    return 0


def _definite(tokens: Sequence[Token], at: int) -> bool:
    low = tokens[at].low
    led = any(t.low in ("den", "det", "de", "selve") for t in tokens[max(0, at - 3) : at])
    return led or low.endswith(("en", "et", "ne"))


def _beside_is(here: Scene, noun: int) -> Iterator[Candidate]:
    """The subject of the "er" that the noun asked about stands behind, or what stands behind the "er" after it."""
    tokens, found = here.tokens, here.scored.sentence.phrases
    for spot in _spots(here, noun):
        own = next((p for p in found if p.first <= spot < p.last), None)
        if own is None or own.head != spot:
            continue
        is_at = own.first - 1
        while is_at > 0 and tokens[is_at].pos in ("ADV", "NEG", "DET") and tokens[is_at].low != "ikke":
            is_at -= 1
        if is_at > 0 and (tokens[is_at].low in _IS or tokens[is_at].low in _AS):
            yield from _subject(here, is_at)


def _subject(here: Scene, verb: int) -> Iterator[Candidate]:
    """The noun phrase, with its tail, that stands right before a verb."""
    tokens, found = here.tokens, here.scored.sentence.phrases
    for phrase in found:
        last = chunks.extended(tokens, phrase, found)
        if last == verb and not here.asked(phrase.first, last) and tokens[phrase.head].pos != "PRON":
            yield _made(here, phrase.first, last, 0.92)
            return


def _end_phrase(question: Question) -> tuple[int, ...]:
    """The preposition, adjectives and noun that a question with a verb and no object ends on: "bygge *på den gamle
    kaj*"; nothing where its phrase is less."""
    tokens = [t for t in question.tokens if t.pos != "PUNCT"]
    scoped = {term.at for term in question.scope}
    while tokens and (question.tokens.index(tokens[-1]) in scoped or tokens[-1].low == "ifølge"):
        tokens.pop()
    at = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].pos == "PREP"), 0)
    inside = tokens[at + 1 :]
    told = [t for t in inside if t.pos in ("NOUN", "ADJ")]
    plain = question.kind is Kind.WHAT and question.wh == "hvad" and question.focus_at < 0 and not question.subject
    infinitive = any(chunks.infinitive(t.low) and t.pos == "VERB" for t in tokens[max(0, at - _AWAY) : at])
    if not (plain and at and infinitive and len(told) > 1 and all(t.pos in _NOMINAL for t in inside)):
        return ()
    return _places(question, tokens, range(at, len(tokens)))


def _before_same(here: Scene, governed: Sequence[int]) -> Iterator[Candidate]:
    """The object of a verb that stands before the very words that the question ends on."""
    asked = [here.question.tokens[i].low for i in governed]
    tokens, found = here.tokens, here.scored.sentence.phrases
    lows = [t.low for t in tokens]
    for i in range(1, len(lows) - len(asked) + 1):
        if lows[i : i + len(asked)] != asked:
            continue
        stop = i - 1 if tokens[i - 1].low in _DOUBLED else i
        for phrase in found:
            reaches = phrase.first and phrase.first < stop <= phrase.last <= i
            if reaches and chunks.infinitive(tokens[phrase.first - 1].low):
                yield _made(here, phrase.first, stop, 0.85)


def _quality(question: Question) -> int:
    """The adjective that is asked what it is true of: "hvad er *unikt* for øen"; 0 where none is."""
    tokens = question.tokens
    at = next((i + 1 for i, t in enumerate(tokens[:2]) if t.low == "hvad" and tokens[i + 1 : i + 2]), 0)
    if not at or tokens[at].low not in _IS:
        return 0
    spot = next((i for i in range(at + 1, len(tokens)) if tokens[i].pos != "ADV"), 0)
    after = tokens[spot + 1] if spot and spot + 1 < len(tokens) else None
    opens = after is not None and (after.pos == "PREP" or after.low in ("i", "for", "ved"))
    base = words.lemma(tokens[spot].low) if opens else "e"
    return spot if tokens[spot].low == base + "t" and not base.endswith("e") else 0  # "unikt", not "mødet"


def _so_described(here: Scene, quality: int) -> Iterator[Candidate]:
    """What a relative clause says it of: "*den ro og orden*, som er så unik for øen"."""
    tokens = here.tokens
    for spot in _spots(here, quality):
        clause = next((i for i in range(spot - 1, max(0, spot - _AWAY), -1) if tokens[i].low in ("som", "der")), 0)
        lead = [t.low for t in tokens[clause + 1 : spot] if t.pos != "ADV" and t.low != "så"] if clause else []
        if len(lead) != 1 or lead[0] not in _IS or tokens[clause - 1].text != ",":
            continue
        first = clause - 1
        while first > 0 and tokens[first - 1].pos in (*_NOMINAL, "PREP", "CCONJ"):
            first -= 1
        noun = next((i for i in range(first, clause) if tokens[i].pos in ("NOUN", "PROPN")), first)
        first = max([first, *(i + 1 for i in range(first, noun) if tokens[i].pos in ("PREP", "CCONJ", "PRON"))])
        if first < clause - 1 and not here.asked(first, clause - 1):
            yield _made(here, first, clause - 1, 0.9)


_DEGREES = several("mere mindre endnu langt meget både især")
_DOUBLED = several("oven inden uden neden ind ud op ned hen frem over")  # "oven på", "ind i"


def _sort(question: Question) -> str:
    """The simple noun of "hvilket *program*": what is asked for may be a compound of it, "*grunddataprogrammet*"."""
    single = question.wh.startswith(("hvilken ", "hvilket ")) and question.kind is Kind.WHAT
    simple = single and question.focus_at >= 0 and words.split(question.focus) is None
    return question.focus if simple and words.known(question.focus) else ""


def _of_sort(here: Scene, sort: str) -> Iterator[Candidate]:
    """The one compound of the sentence that is of the sort asked for, where nothing else is called so."""
    tokens, asked = here.tokens, words.keys(sort).key
    keys = [(i, words.keys(t.low)) for i, t in enumerate(tokens) if t.pos in ("NOUN", "PROPN")]
    if any(k.key == asked for _, k in keys):
        return
    said = {t.low for t in here.question.tokens}
    of_sort = [i for i, k in keys if asked in (k.head, k.last) and tokens[i].low not in said]
    if len({tokens[i].low for i in of_sort}) == 1:
        yield _made(here, of_sort[0], of_sort[0] + 1, 0.9)
