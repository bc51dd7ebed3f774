"""What two places have alike, or what one has and the other lacks: each is asked, or looked through, for itself.

"Er støj et emne både i planen og i referatet?" is yes where both texts speak of it; "hvem er med i den nye aftale, men
ikke i den gamle?" names those of the first list that the second leaves out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import contrast, words
from .candidates import Candidate
from .decide import Decision
from .linking import Lexis
from .question import Kind, Question, parse
from .question_cues import GENRES
from .reading import Scored
from .views import Sentence, View, content

if TYPE_CHECKING:
    from .solving import Solution
    from .sums import Solve

_IN = r"(?:i|på|hos|af|fra|for|til|med|ved|under)"
_BOTH = re.compile(
    rf"^(?!hv)(?P<ask>.+?)\s+(?:både\s+(?P<prep>{_IN})|(?P<before>{_IN})\s+både)\s+(?P<sides>.+?\s+og\s+.+)$", re.I
)
_SPEAKS = re.compile(
    r"\b(?:tema(?:et)?|emne(?:t)?|nævn\w*|omtal\w*|berør\w*|fokus|kommer (?:man |de )?ind på|tale om|tages? op"
    r"|behandle\w*|går igen|optræder|står der)\b",
    re.I,
)
_NOT_IN = re.compile(
    rf"^(?P<wh>hvem|hvilke[nt]?\s+[\w-]+)\s+(?P<rest>.+?),?\s+men\s+(?:(?:som|der)\s+)?(?P<verb>\w+\s+)?ikke\s+"
    rf"(?P<more>(?:\w+\s+){{0,2}}?)(?P<two>{_IN}\s+.+)$",
    re.I,
)
_WHERE = re.compile(rf"\s{_IN}\s", re.I)
_SURE = 0.65
_LIKE = 0.75
_ELSEWHERE = 0.35  # what a word of a text's description counts for where its body, not its head, has it


def composed(question: Question, solve: Solve, read: contrast.Read) -> Solution | None:
    """The verdict on both, or those that only the first has; None where a question asks for neither, or can't be
    answered so."""
    core = question.core.rstrip(" ?.!")
    if question.kind is Kind.YESNO and (both := _BOTH.match(core)) is not None:
        return _in_both(question, both, solve, read)
    left_out = _NOT_IN.match(core)
    return _only_first(question, left_out, solve, read) if left_out is not None else None


def _in_both(question: Question, both: re.Match[str], solve: Solve, read: contrast.Read) -> Solution | None:
    ask, preposition = both["ask"], both["prep"] or both["before"]
    for one, two in _halves(both["sides"], preposition):
        if _SPEAKS.search(ask):
            solution = _spoken_of(question, ask, (one, two), solve, read)
        else:
            solution = each(question, [solve(f"{ask} {preposition} {side}?") for side in (one, two)])
        if solution is not None:
            return solution
    return None


def _halves(sides: str, preposition: str) -> Iterator[tuple[str, str]]:
    """Two places as each "og" may part them, the one that says the preposition again first.

    >>> list(_halves("bøgerne og bladene og i avisen", "i"))
    [('bøgerne og bladene', 'avisen'), ('bøgerne', 'bladene og i avisen')]
    """
    cuts = list(re.finditer(rf"\s+og\s+(?P<again>{preposition}\s+)?", sides, re.I))
    for cut in sorted(cuts, key=lambda m: m["again"] is None):
        yield sides[: cut.start()], sides[cut.end() :]


def each(question: Question, parts: Sequence[Solution]) -> Solution | None:
    """Yes where both are so, no where one is not."""
    if any(p.decision.reason is not None or not p.found for p in parts):
        return None
    best = [p.found[0] for p in parts]
    chosen = next((p for p in parts if p.found[0].value == "nej"), parts[0])
    own = chosen.found[0]
    also = [s for b in best for s in (b.scored, *b.also) if s.sentence is not own.scored.sentence]
    made = dataclasses.replace(own, also=tuple(_once(also)))
    sure = Decision(min(p.decision.confidence for p in parts))
    linked = dataclasses.replace(chosen.linked, question=question)
    return dataclasses.replace(chosen, linked=linked, found=(made,), decision=sure, sparql=None)


def _once(found: Sequence[Scored]) -> list[Scored]:
    seen: dict[tuple[str, int], Scored] = {}
    for scored in found:
        seen.setdefault((scored.sentence.doc_id, scored.sentence.number), scored)
    return list(seen.values())


def _spoken_of(
    question: Question, ask: str, sides: tuple[str, str], solve: Solve, read: contrast.Read
) -> Solution | None:
    """Do both texts speak of something: the texts that the two sides describe, looked through for its words."""
    views, lexis = read(question.core)
    texts = _two_described(sides, views, lexis)
    if texts is None:
        return None
    nouns = [t.low for t in parse(f"{ask}?").tokens if t.pos in ("NOUN", "PROPN") and not _SPEAKS.fullmatch(t.low)]
    if not nouns:
        return None
    said = [_saying(nouns, view, lexis) for view in texts]
    held = [(view, s) for view, s in zip(texts, said, strict=True) if s is not None]
    if not held:
        return None
    word = "ja" if len(held) == len(sides) else "nej"
    scored = [contrast.scored(view, sentence) for view, sentence in held]
    own = scored[0].sentence
    how = "" if word == "ja" else "det står kun i den ene af teksterne"
    best = Candidate(word, word, "Text", own.start, own.end, 0.8, scored[0], how=how, also=tuple(scored[1:]))
    plain = solve(question.text)
    linked = dataclasses.replace(plain.linked, question=question)
    return dataclasses.replace(plain, linked=linked, found=(best,), decision=Decision(_SURE), sparql=None)


def _two_described(sides: tuple[str, str], views: Sequence[View], lexis: Lexis) -> tuple[View, View] | None:
    """The two texts that two phrases describe, one each."""
    one, two = (_worths(side, views, lexis) for side in sides)
    pairs = sorted(
        ((round(one[a] + two[b], 4), a, b) for a in range(len(views)) for b in range(len(views)) if a != b),
        key=lambda p: (-p[0], p[1:]),
    )
    if not pairs or min(one[pairs[0][1]], two[pairs[0][2]]) <= 0.0 or (len(pairs) > 1 and pairs[0][0] == pairs[1][0]):
        return None
    return views[pairs[0][1]], views[pairs[0][2]]


def _described(side: str, views: Sequence[View], lexis: Lexis) -> View | None:
    """The one text that a phrase describes best."""
    worths = _worths(side, views, lexis)
    best = max(worths, default=0.0)
    return views[worths.index(best)] if best > 0.0 and worths.count(best) == 1 else None


def _worths(side: str, views: Sequence[View], lexis: Lexis) -> list[float]:
    """How far a phrase ("kommunens notat om støj") describes each text: by its head first, then by all that it says."""
    terms = [w for w in content(side) if w not in GENRES]
    often = {w: 1 + sum(holds(w, view.words, lexis) for view in views) for w in terms}

    def worth(word: str, view: View) -> float:
        head = {*view.head, f"{view.date or ''}"[:4]}
        return 1.0 if holds(word, head, lexis) else _ELSEWHERE if holds(word, view.words, lexis) else 0.0

    return [round(sum(worth(w, view) / often[w] for w in terms), 4) for view in views]


def holds(word: str, said: set[str] | frozenset[str], lexis: Lexis) -> bool:
    return word in said or any(score >= _LIKE and form in said for form, score in lexis.alike(word).items())


def _saying(nouns: Sequence[str], view: View, lexis: Lexis) -> Sentence | None:
    """The sentence of a text that says most of some words, the last of them among it."""
    best: tuple[int, int] | None = None
    for sentence in view.sentences:
        said = frozenset(sentence.words)
        held = [holds(noun, said, lexis) for noun in nouns]
        if held[-1] and any(t.finite for t in sentence.tokens) and (best is None or sum(held) > best[0]):
            best = (sum(held), sentence.number)
    return view.sentences[best[1]] if best is not None else None


def _only_first(question: Question, match: re.Match[str], solve: Solve, read: contrast.Read) -> Solution | None:
    """Those of the first list that the second place does not have."""
    first = solve(f"{_who(match['wh'])} {match['rest']}?")
    if first.decision.reason is not None or not first.found:
        return None
    members = (first.found[0], *first.found[0].more)
    if len(members) < 2:
        return None
    others, sources = _others(match, solve, read)
    left = [m for m in members if not any(_same(m.label, other) for other in others)]
    if not sources or not 0 < len(left) < len(members):
        return None
    best = dataclasses.replace(left[0], more=tuple(left[1:]), also=tuple(_once([*first.found[0].also, *sources])))
    sure = Decision(min(_SURE, first.decision.confidence))
    linked = dataclasses.replace(first.linked, question=question)
    return dataclasses.replace(first, linked=linked, found=(best,), decision=sure, sparql=None)


_PARTIES = frozenset({"part", "aftalepart", "aktør", "deltager", "person", "medlem", "organisation", "myndighed"})


def _who(wh: str) -> str:
    noun = words.lemma(wh.split()[-1].casefold())
    return "Hvem" if noun in _PARTIES or wh.casefold() == "hvem" else wh


def _others(match: re.Match[str], solve: Solve, read: contrast.Read) -> tuple[list[str], list[Scored]]:
    """Who the second place has: by its own list, or all that the text it describes says."""
    spoken = f"{match['verb'] or ''}{match['more']}"
    if not _SPEAKS.search(spoken):
        kept = _WHERE.split(f" {match['rest']} ", maxsplit=1)[0].strip()
        second = solve(f"{_who(match['wh'])} {kept} {match['two']}?")
        if second.decision.reason is None and second.found:
            told = second.found[0]
            return [m.label for m in (told, *told.more)], [told.scored, *told.also]
    views, lexis = read(match["two"])
    view = _described(match["two"], views, lexis)
    if view is None:
        return [], []
    lead = next((s for s in view.sentences if any(t.finite for t in s.tokens)), None)
    return [s.text for s in view.sentences], [contrast.scored(view, lead)] if lead is not None else []


def _same(name: str, said: str) -> bool:
    """Does a text, or a name, hold a name in any of its forms?"""
    own, found = content(name), content(said)
    if len(found) == 1 < len(own):
        own = own[-1:]  # "kommunen" is "Ry Kommune"
    return bool(own) and all(any(words.alike(w, f) >= _LIKE or w == f for f in found) for w in own)
