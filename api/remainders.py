"""What is left when parts are taken from a whole: "… heraf 840 i A", "B betaler resten", "en sjettedel af 3,6 mio."."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from . import wording
from .candidates import Candidate
from .contrast import lower_wins, order
from .differences import money_unit
from .linking import Lexis, Linked
from .quantities import HEREOF, Figure, counts, figures
from .question import Kind
from .reading import Scored
from .table_questions import digits, worded
from .views import Sentence, content

_REST = re.compile(r"\b(resten|restbeløbet|den resterende del|det resterende(?: beløb)?|de resterende)\b", re.I)
_PART = re.compile(rf"\b{HEREOF}\b", re.I)
_WHOLE = re.compile(
    r"\b(i alt|samlet|samlede|tilsammen|ramme\w*|ud af|af de|af i alt|koster|fordelt|puljen?|bevilling\w*)\b", re.I
)
_OF = re.compile(r"\baf\b[^.;,]{0,60}\bpå\s*$", re.I)
_PICK = re.compile(
    r"\b(?:(?:af|mellem)\s+)?(?P<one>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)\s+eller\s+"
    r"(?P<two>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)"
)


def read(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """The value that a question asks for and a text leaves to be reckoned, or None."""
    if linked.strangers:
        return None
    picked = _picked(linked, ranked, lexis)
    if picked is not None:
        return picked
    if linked.question.kind is not Kind.NUMBER:
        return None
    for scored in ranked[:12]:
        for attempt in (_rest, _share_of):
            found = attempt(linked, scored, lexis)
            if found is not None:
                return found
    return None


def _alike(wanted: Sequence[str], said: Sequence[str], lexis: Lexis) -> float:
    held = [max((lexis.alike(w).get(s, 0.0) for s in said), default=0.0) for w in wanted]
    return sum(h >= 0.75 for h in held) / len(held) if held else 0.0


def _asked(linked: Linked) -> list[str]:
    """The words of what is asked about: names and nouns, without the measure."""
    return [t.word for t in linked.question.content if t.role in ("name", "noun", "adj") and not t.focus]


def _fits(figure: Figure, linked: Linked) -> bool:
    core = linked.question.core.casefold()
    money = re.search(
        r"\b(meget|koster|kroner|kr|penge|beløb|mio|millioner|udgift\w*|bevilling\w*|betale\w*|midler)\b", core
    )
    share = re.search(r"\b(procent\w*|pct|andel i pct)\b", core)
    if share:
        return figure.kind == "percent"
    return figure.kind == "money" if money or "hvor mange" not in core else figure.kind == "number"


def _rest(linked: Linked, scored: Scored, lexis: Lexis) -> Candidate | None:
    """ "… og kommunerne betaler resten": the whole less the parts that are given, for the one who has the rest."""
    view, n = scored.view, scored.sentence.number
    for sentence in view.sentences[max(0, n - 1) : n + 2]:
        match = _REST.search(sentence.text)
        if match is None or sentence.part != scored.sentence.part:
            continue
        clause = _clause(sentence.text, match.start())
        who = [w for w in content(clause) if not _REST.fullmatch(w)]
        about = [w for w in _asked(linked) if max((lexis.alike(w).get(s, 0.0) for s in who), default=0.0) >= 0.75]
        if re.search(r"\bog\b", clause[clause.find(match.group()) :]):
            continue  # the rest goes to more than one
        if not about or _share_given(linked, sentence, clause, lexis):
            continue
        run = [s for s in view.sentences[max(0, sentence.number - 2) : sentence.number + 1] if s.part == sentence.part]
        reckoned = _left(run, linked)
        if reckoned is None:
            continue
        whole, parts = reckoned
        return _made(whole, parts, scored, sentence, view_sentences=run)
    return None


def _share_given(linked: Linked, sentence: Sentence, clause: str, lexis: Lexis) -> bool:
    """True where the clause gives the figure itself: "kommunerne betaler resten, 110 mio. kr."."""
    return any(f.clause in clause and _fits(f, linked) for f in figures(sentence) if f.clause and f.clause == clause)


def _clause(text: str, at: int) -> str:
    cuts = [0, *(m.end() for m in re.finditer(r"[;,]\s+|\s+(?:og|mens)\s+", text))]
    first = max(c for c in cuts if c <= at)
    last = min((m.start() for m in re.finditer(r"[;,.]", text) if m.start() > at), default=len(text))
    return text[first:last]


def _left(run: Sequence[Sentence], linked: Linked) -> tuple[Figure, list[Figure]] | None:
    """The whole and its given parts in a few sentences: the whole is the greatest, and the text says it is one."""
    found = [f for s in run for f in figures(s) if _fits(f, linked)]
    wholes = [f for f in found if _WHOLE.search(f.sentence.text[: f.end - f.sentence.start + 30])]
    if not wholes:
        return None
    whole = max(wholes, key=lambda f: f.value)
    out_of = re.match(r"\W*(?:af|ud af)\b", whole.sentence.text, re.I) is not None
    parts = [
        f
        for f in found
        if f.start > whole.start and (f.alike(whole) or (out_of and f.kind == whole.kind)) and f.value != whole.value
    ]
    parts = [f for n, f in enumerate(parts) if all(o.value != f.value for o in parts[:n])]
    if not 0 < len(parts) < 5 or sum(p.value for p in parts) >= whole.value:
        return None
    return whole, parts


def _made(
    whole: Figure, parts: Sequence[Figure], scored: Scored, sentence: Sentence, view_sentences: Sequence[Sentence]
) -> Candidate:
    value = round(whole.value - sum(p.value for p in parts), 6)
    how = f"{whole.said} minus {wording.listed([p.said for p in parts])}"
    cited = list(dict.fromkeys([sentence.start, whole.sentence.start, *(p.sentence.start for p in parts)]))
    by_start = {s.start: dataclasses.replace(scored, sentence=s) for s in view_sentences}
    places = [by_start[start] for start in cited if start in by_start]
    best = Candidate(
        digits(value),
        digits(value),
        "Number",
        sentence.start,
        sentence.end,
        0.75,
        places[0],
        how=how,
        also=tuple(places[1:]),
    )
    return worded(best, value, money_unit(whole)) if whole.kind == "money" else best


def _share_of(linked: Linked, scored: Scored, lexis: Lexis) -> Candidate | None:
    """ "En sjettedel af puljen på 3,6 millioner kroner": the part that the fraction is of the figure after it."""
    sentence = scored.sentence
    own = list(figures(sentence))
    for part in own:
        if part.kind != "fraction" or scored.own < 0.4:
            continue
        for whole in own:
            if whole.kind != "money" or whole.start < part.end or not _fits(whole, linked):
                continue
            between = sentence.text[part.end - sentence.start : whole.start - sentence.start]
            if not re.match(r"\s*af\b", between) or len(between) > 70 or not _OF.search(between + " "):
                continue
            asked = [w for w in _asked(linked)]
            if _alike(asked, sentence.words, lexis) < 0.5:
                continue
            value = round(part.value * whole.value, 2)
            how = f"{part.said.split(' af ')[0].casefold()} af {whole.said}"
            best = Candidate(
                digits(value), digits(value), "Number", part.start, whole.end, 0.75, scored, unit="kr.", how=how
            )
            return dataclasses.replace(best, label=f"{wording.number(digits(value))} kr.")
    return None


def _picked(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """ "Fik A eller B flest": where a text gives the whole and A's part, B has the rest."""
    match, word = _PICK.search(linked.question.core), order(linked.question.core)
    if match is None or word is None:
        return None
    first_word = match["one"].split()[0] if match.start() == 0 else ""
    names = (match["one"].removeprefix(first_word).strip() or match["one"], match["two"])
    for scored in ranked[:8]:
        sentence = scored.sentence
        part = _PART.search(sentence.text)
        named = [n for n in names if n.casefold() in sentence.text.casefold()]
        if part is None or len(named) != 1:
            continue
        own = list(figures(sentence))
        before = [f for f in own if f.end <= sentence.start + part.start()]
        after = [f for f in own if f.start >= sentence.start + part.end()]
        if len(before) != 1 or len(after) != 1 or not before[0].alike(after[0]) or after[0].value >= before[0].value:
            continue
        noun = next((t.low for t in linked.question.tokens if t.pos == "NOUN" and t.start > word.start()), "")
        if noun and before[0].noun and not counts(noun, before[0].noun):
            continue
        rest = round(before[0].value - after[0].value, 6)
        first = named[0]
        other = next(n for n in names if n != first)
        wins = (after[0].value > rest) != lower_wins(word.group())
        label = first if wins else other
        how = f"{after[0].said} i {first} og resten, {wording.number(digits(rest))}, i {other}"
        return Candidate(label, label, "Text", sentence.start, sentence.end, 0.75, scored, how=how)
    return None
