"""Two texts or two people beside each other: which text speaks of something, and whether both do or say it.

"Er det klummen eller referatet, der nævner slusen?" and "oplyser både klummen og referatet, hvad slusen koster?" are
asked of each text for itself, "roser både formanden og ministeren slusen?" of each of the two.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from . import about_texts, chunks, contrast, shared, text_parts
from .candidates import Candidate
from .decide import Decision
from .question import Kind, Question, parse
from .views import content
from .wordlists import several

if TYPE_CHECKING:
    from .linking import Lexis
    from .reading import Scored
    from .solving import Solution
    from .views import View

Solve = Callable[[str], "Solution"]
Inside = Callable[[str, str], "Solution"]  # a question answered from one document alone

_EITHER = re.compile(
    r"^(?:er|var) det\s+(?P<one>[^?]+?)\s+eller\s+(?P<two>[^?]+?),?\s+(?:der|som)\s+(?P<says>[^?]+)$", re.I
)
_WHICH = re.compile(
    r"^(?:i\s+)?hvilke[nt]\s+(?:af (?:de|disse) (?:to )?)?(?P<noun>[a-zæøå]+)\s+(?P<says>[^?:–—]+?)\s*(?::|[–—]|\s-)\s+"
    r"(?P<one>[^?]+?)\s+eller\s+(?P<two>[^?]+)$",
    re.I,
)
_BOTH = re.compile(r"^(?P<verb>\w+)\s+både\s+(?P<sides>\S.*)$", re.I)
_ASKS = re.compile(r",?\s+(?:om|hv(?:or|ad|em|ornår|ilke[nt]?|orfor|ordan)\b).*$", re.I)
_TELLS = several("""
    nævne omtale bruge skrive fortælle oplyse komme handle stå give have være tale bringe fremhæve eksempel tekst ord
    bruger nævner omtaler skriver fortæller oplyser taler handler fremhæver eksempler gør
""")
_DATED = re.compile(r"\s+(?:fra|i)\s+(?:(?:den\s+)?\d{1,2}\.\s+)?(?:[a-zæøå]+\s+)?(?:19|20)\d\d\b")
_MARGIN = 0.3
_SURE = 0.7
_FITS = 0.5  # how well a text is described at least
_ONLY_ONE = "det står kun i den ene af teksterne"


def built(question: Question, solution: Solution, best: Candidate, decision: Decision) -> Solution:
    """A solution of a part as that of the whole question, with another value."""
    linked = dataclasses.replace(solution.linked, question=question)
    return dataclasses.replace(solution, linked=linked, found=(best,), decision=decision, sparql=None)


def composed(question: Question, solve: Solve, inside: Inside, read: contrast.Read) -> Solution | None:
    """Which of two texts speaks of something, or whether both do; None where a question asks for neither."""
    core = question.core.rstrip(" ?.!")
    return _which(core, question, solve, read) or _both(core, question, solve, inside, read)


def _which(core: str, question: Question, solve: Solve, read: contrast.Read) -> Solution | None:
    match = _EITHER.match(core) or _WHICH.match(core)
    if match is None or contrast.order(match["says"]) is not None:
        return None
    two = (match["one"].strip(" –—-"), match["two"].strip(" –—-"))
    if not all(_names_text(side) for side in two):
        return None
    views, lexis = read(core)
    texts = [_described(side, views, lexis) for side in two]
    if texts[0] is None or texts[1] is None or texts[0] is texts[1]:
        return None
    wanted = [w for w in content(match["says"]) if w not in _TELLS]
    said = [_said(wanted, view, views, lexis) for view in texts if view is not None]
    first = 0 if said[0][0] > said[1][0] else 1
    worth, scored = said[first]
    if scored is None or worth - said[1 - first][0] < _MARGIN:
        return None
    sentence = scored.sentence
    best = Candidate(two[first], two[first], "Text", sentence.start, sentence.end, 0.8, scored)
    return built(question, solve(question.text), best, Decision(_SURE))


def _names_text(side: str) -> bool:
    return bool(about_texts.texts_named(parse(f"{side}?"), strictly=False))


def _described(side: str, views: Sequence[View], lexis: Lexis) -> View | None:
    """The document that a phrase describes."""
    parts = [p for p in text_parts.described(parse(f"{side}?"), views, lexis) if p.whole]
    return parts[0].view if parts and parts[0].fits >= _FITS else None


def _said(wanted: Sequence[str], view: View, views: Sequence[View], lexis: Lexis) -> tuple[float, Scored | None]:
    """How much of some words one sentence of a text holds, those that few texts have counting most."""
    often = {w: 1 + sum(shared.holds(w, other.words, lexis) for other in views) for w in wanted}
    total = sum(1 / often[w] for w in wanted) or 1.0
    best: tuple[float, Scored | None] = (0.0, None)
    for sentence in view.sentences:
        said = frozenset(sentence.words)
        worth = sum(1 / often[w] for w in wanted if shared.holds(w, said, lexis)) / total
        if worth > best[0]:
            best = (worth, contrast.scored(view, sentence))
    return best


def _both(core: str, question: Question, solve: Solve, inside: Inside, read: contrast.Read) -> Solution | None:
    match = _BOTH.match(core) if question.kind is Kind.YESNO else None
    parts = sides(match["sides"]) if match is not None else None
    if match is None or parts is None:
        return None
    one, two, rest = parts
    asks = _ASKS.fullmatch(f" {rest}")
    if asks is not None and _names_text(one) and _names_text(two):
        return _told_by_both(question, rest, (one, two), solve, inside, read)
    if _names_text(one) and _names_text(two):
        return _spoken_of_in_both(question, rest, (one, two), solve, read)
    found = [solve(f"{match['verb']} {side} {rest}?") for side in (one, two)]
    verdict = shared.each(question, found)
    return None if verdict is None or (_says_no(verdict) and verdict.decision.confidence < _SURE) else verdict


def _says_no(verdict: Solution) -> bool:
    return verdict.found[0].value == "nej"


def _spoken_of_in_both(
    question: Question, rest: str, two: tuple[str, str], solve: Solve, read: contrast.Read
) -> Solution | None:
    """ "Nævner både klummen og referatet slusen": are most of the words in a sentence of each?"""
    views, lexis = read(question.core)
    texts = [_described(side, views, lexis) for side in two]
    wanted = [w for w in content(rest) if w not in _TELLS]
    if texts[0] is None or texts[1] is None or texts[0] is texts[1] or not wanted:
        return None
    said = [_said(wanted, view, views, lexis) for view in texts if view is not None]
    told = [scored for worth, scored in said if scored is not None and worth > 1 - _MARGIN]
    return _verdict(question, told, solve) if told else None


def _verdict(question: Question, told: Sequence[Scored], solve: Solve) -> Solution:
    """ "Ja" where both texts have a sentence that tells, "nej" where only one has."""
    word, how = ("ja", "") if len(told) > 1 else ("nej", _ONLY_ONE)
    own = told[0].sentence
    best = Candidate(word, word, "Text", own.start, own.end, 0.8, told[0], how=how, also=tuple(told[1:]))
    return built(question, solve(question.text), best, Decision(_SURE))


def sides(text: str) -> tuple[str, str, str] | None:
    """The two of "både … og …" and what is asked of both.

    >>> sides("byens borgmester og ministeren en ny bro")
    ('byens borgmester', 'ministeren', 'en ny bro')
    >>> sides("Lone Krags klumme og referatet fra havnen, hvad broen koster")
    ('Lone Krags klumme', 'referatet fra havnen', 'hvad broen koster')
    """
    link = re.search(r"\s+og\s+", text)
    if link is None:
        return None
    one, tail = text[: link.start()].strip(), text[link.end() :]
    asks = _ASKS.search(tail)
    if asks is not None and asks.group().startswith(","):
        return one, tail[: asks.start()].strip(), asks.group().strip(" ,")
    tokens = chunks.tag(tail, 0, len(tail))
    found = chunks.phrases(tokens)
    if not found or found[0].first or found[0].last > len(tokens):
        return None
    ends = next((n for n in range(found[0].last) if about_texts.names_text(tokens, n)), found[0].last - 1)
    end = tokens[ends].end
    dated = _DATED.match(tail, end)
    end = dated.end() if dated is not None else end
    rest = tail[end:].strip(" ,")
    return (one, tail[:end].strip(), rest) if rest else None


def _told_by_both(
    question: Question, rest: str, two: tuple[str, str], solve: Solve, inside: Inside, read: contrast.Read
) -> Solution | None:
    """ "Ja" where both texts answer a question for themselves, "nej" where only one does."""
    views, lexis = read(question.core)
    texts = [_described(side, views, lexis) for side in two]
    if texts[0] is None or texts[1] is None or texts[0] is texts[1]:
        return None
    parts = [inside(f"{rest}?", view.doc_id) for view in texts if view is not None]
    told = [p for p in parts if p.decision.reason is None and p.found]
    if not told:
        return None
    return _verdict(question, [p.found[0].scored for p in told], solve)
