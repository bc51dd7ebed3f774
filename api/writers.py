"""Who wrote a text, when it was put out and where it is from, as its own lines say it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.dates import parse_date
from indexer.types import Mention, Zone

from . import clock, text_parts, wording
from . import question_cues as cues
from .about_texts import AUTHOR, DATE, SECTION, SOURCE, of_works, texts_named
from .candidates import Candidate
from .linking import Lexis
from .question import Question, Term
from .reading import Scored, bare_text
from .text_parts import Part
from .views import Sentence, View, content

_PUBLISHED = re.compile(
    r"[*_(]*(?:bragt|opdateret|publiceret|udgivet|offentliggjort|dato|trykt|skrevet|sidst opdateret)\b", re.I
)
_ZONES = {
    AUTHOR: (Zone.BYLINE, Zone.SOURCE),
    DATE: (Zone.DATELINE, Zone.BYLINE),
    SOURCE: (Zone.SOURCE, Zone.BYLINE),
}
_MARGIN = 0.1  # how much worse than the best a text may fit to be meant as well
_MEANT = 0.5  # how well the best text fits at least, for its silence to say that nothing is known


def candidates(question: Question, wanted: str, views: Sequence[View], lexis: Lexis) -> list[Candidate] | None:
    """The persons, dates or sources that the lines of the text that is meant name, best first.

    None where no text seems to be meant, or where it is a work that a text may tell of: the words of the texts answer.
    """
    if text_parts.only_pointed_at(question, views):
        return []
    parts = text_parts.described(question, views, lexis)
    if of_works(question):
        parts = [p for p in parts if text_parts.is_called_so(question, p, lexis)]
    if wanted == AUTHOR and (called := titled(question, parts)) is not None:
        parts = called
    best = parts[0].fits if parts else 0.0
    found = [c for part in parts if part.fits >= best - _MARGIN for c in _of(question, wanted, part)]
    if wanted == AUTHOR:
        terms = [t for t in question.terms if t.role != "verb" and t.word.casefold() not in ("dato", "kilde", "kilden")]
        found += [c for view in views for c in _signed(question, view, lexis, terms)]
    found.sort(key=lambda c: (-c.score, c.scored.sentence.doc_id, c.start))
    if found:
        return found
    spoken_of = of_works(question) or not texts_named(question, strictly=False)
    return None if best < _MEANT or spoken_of else []


def titled(question: Question, parts: Sequence[Part]) -> list[Part] | None:
    """The texts that bear the headline that a question gives between marks; none where it only stands in a teaser or a
    list of links, whose writer nobody tells; None where no headline is given, or none of them has it."""
    wanted = [
        bare for q in question.quoted if len(q.split()) >= _HEADLINE and q[:1].isupper() for bare in (bare_text(q),)
    ]
    lines = [(part, s) for part in parts if part.whole for s in part.view.sentences if len(s.tokens) <= _CREDITED]
    found = [(part, s) for part, s in lines if any(w in bare_text(s.text) for w in wanted)]
    if not found:
        return None
    return [part for part, s in found if s.zone not in (Zone.TEASER, Zone.NAVIGATION)]


_HEADLINE = 3  # words of one, at least


def _of(question: Question, wanted: str, part: Part) -> Iterator[Candidate]:
    if wanted == SECTION:
        yield from _sections(question, part)
        return
    if not part.whole:
        if wanted == DATE:
            yield from _said(question, wanted, part, part.sentences[0])
        return
    for line in part.sentences:
        first_lines = wanted == DATE and line.number < 5 and _PUBLISHED.match(line.text) is not None
        credit = wanted == AUTHOR and line.zone not in _ZONES[wanted] and _credited(part, line)
        if line.zone in _ZONES[wanted] or first_lines or credit:
            yield from _said(question, wanted, part, line)


def _sections(question: Question, part: Part) -> Iterator[Candidate]:
    """What the line that dates an item of a list puts it under: "14.02.17 *Ledelse*"."""
    line = part.sentences[0] if part.sentences and not part.whole else None
    day = next(iter(parse_date(line.text, None)), None) if line is not None else None
    if line is None or day is None:
        return
    for start, end in ((day.end, len(line.text)), (0, day.start)):
        label = line.text[start:end].strip(" -–•|·*_:,.")
        if len(label) > 1:
            at = line.start + line.text.index(label, start)
            scored = even(question, part.view, line, part.fits)
            yield Candidate(label, label, "Text", at, at + len(label), 0.95, scored)
            return


_CREDIT = re.compile(
    r"(?:^|[·|,(*_–-]|\.)\s*[*_(]{0,4}(?:tekst|af|skrevet af|journalist|forfatter|referent|ved)\b:?\s+(?=[A-ZÆØÅ])",
    re.I,
)
_HEAD = 8  # lines at the top of a text that tell of the text itself
_CREDITED = 20  # tokens of a line that tells no more than who, where and when


def _credited(part: Part, line: Sentence) -> bool:
    """ "Udgivet 5. juni 2023 · Kulturavisen · Tekst: Ulla Frost": a first or last line that says who wrote."""
    edge = line.number < _HEAD or line.number > len(part.view.sentences) - 4
    if edge and _people_signed(part.view, line):
        return True
    return (
        edge
        and len(line.tokens) <= _CREDITED
        and _CREDIT.search(line.text) is not None
        and not any(t.finite for t in line.tokens)
    )


_SIGNED = re.compile(
    r"[\W_]*(?:af|tekst(?: af)?:?|(?:skrevet|udarbejdet|forfattet) af:?|forfattere?(?:en)?(?: er|:)|klumme af"
    r"|interview:?)\s+(?=\w)",
    re.I,
)


def _signed(question: Question, view: View, lexis: Lexis, terms: Sequence[Term]) -> Iterator[Candidate]:
    """The writer of one part of a document: a line "Af Lone Krag" or "Forfatter er …" beside what the terms name."""
    for line in view.sentences:
        people = _people_signed(view, line)
        if not people:
            continue
        near = [s for s in view.sentences[max(0, line.number - 2) : line.number + 4] if s.heading == line.heading]
        said = set(content(" ".join([line.heading.rsplit("\n", 1)[-1], *(s.text for s in near)])))
        held = [max((v for w, v in lexis.alike(t.word).items() if w in said), default=0.0) for t in terms]
        weights = [max(0.3, t.weight) if t.word.casefold() not in cues.GENRES else 0.3 for t in terms]
        coverage = sum(w * h for w, h in zip(weights, held, strict=True)) / (sum(weights) or 1.0)
        if coverage < 0.6:
            continue
        made = [
            Candidate(p.text, p.text, "Actor", p.span.start, p.span.end, 0.97, even(question, view, line, coverage))
            for p in people
        ]
        several = re.match(r"[^.;]{0,60}\bog\b", view.text[people[0].span.end : line.end]) is not None
        yield dataclasses.replace(made[0], more=tuple(made[1:]) if several else ())


def _people_signed(view: View, line: Sentence) -> list[Mention]:
    """The people whom a short line names as those who wrote: "Udarbejdet af: analytiker Hamid Noor"."""
    match = _SIGNED.match(line.text)
    if match is None or len(line.tokens) > 30:
        return []
    people = [m for m in view.mentions(line) if m.type == "Person"]
    near = people and people[0].span.start - line.start - match.end() <= 40
    return people if near else []


def even(question: Question, view: View, line: Sentence, coverage: float) -> Scored:
    """A line scored by how well its text is the one that is meant: it need not hold the question's words itself."""
    even = (coverage,) * len(question.content)
    return Scored(view, line, (0.0,) * len(even), even, coverage, coverage, coverage)


def _said(question: Question, wanted: str, part: Part, line: Sentence) -> Iterator[Candidate]:
    view = part.view
    scored = even(question, view, line, part.fits)
    hour = clock.written(line.text) if wanted == DATE and clock.asks(question) else None
    if hour is not None:
        start, said = line.start + hour.start(), hour.group()
        yield Candidate(said, said, "Text", start, start + len(said), 0.97, scored)
        return
    if wanted == DATE:
        for found in parse_date(line.text, None):
            fit = 0.95 if line.zone in (Zone.DATELINE, Zone.TEASER) or _PUBLISHED.match(line.text) else 0.75
            start = line.start + found.start
            yield Candidate(found.value, wording.day(found.value), "Date", start, line.start + found.end, fit, scored)
        return
    kinds = ("Person",) if wanted == AUTHOR else ("Organisation", "Person")
    made = [
        Candidate(m.text, m.text, "Actor", m.span.start, m.span.end, 0.95, scored)
        for m in view.mentions(line)
        if m.type in kinds and (m.type != "Person" or wanted == AUTHOR or line.zone is Zone.SOURCE)
    ]
    if wanted == AUTHOR and made:
        yield dataclasses.replace(made[0], more=tuple(made[1:]))  # "Forfattere: A og B"
    else:
        yield from made
