"""Every name, date, number and role in a document: each kind's finder, then which of overlapping finds stand.

Known names (vocabularies) give a find its identity; what is found does not depend on them.
"""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..grammar import strip_genitive
from ..types import Document, Mention, Passage, Span, Zone
from . import (
    actors,
    bodies,
    enumerations,
    events,
    goals,
    initiatives,
    introduced,
    known,
    literals,
    named_themes,
    persons,
    places,
    proper,
    recurring,
    themes,
    titles,
    translated,
    works,
)
from .reading import Sentence, sentences

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer

    from ..settings import Settings

__all__ = ["LITERALS", "WORKS", "Sentence", "find", "find_in", "sentences"]

WORKS = frozenset({"Strategy", "ActionPlan", "Agreement", "Programme", "Initiative", "Solution"})
LITERALS = frozenset({"Date", "Number", "Money", "Percent"})


def find(
    document: Document,
    passages: Sequence[Passage],
    gazetteer: Gazetteer,
    settings: Settings | None = None,
    read: Sequence[Sentence] | None = None,
) -> tuple[Mention, ...]:
    """All mentions in the content and metadata zones of a document, in order of place.

    `read` are the document's sentences where they have been made already. A goal's span may hold others, and a work's
    may hold its owner ("KL's strategi"); else none overlap.
    """
    read = sentences(document, passages) if read is None else read
    extra = _trained(document, settings)
    return find_in(document, [s for s in read if not s.zone.is_furniture], gazetteer, extra)


def find_in(
    document: Document, read: Sequence[Sentence], gazetteer: Gazetteer, extra: Sequence[Mention] = ()
) -> tuple[Mention, ...]:
    """`find` for sentences that are read already; `extra` are weaker finds that ours win over."""
    found: list[Mention] = []
    surnames: dict[str, str] = {}
    announced = titles.announced_type(read)
    people = [tuple(persons.find(sentence)) for sentence in read]
    for person in (one for some in people for one in some):
        surnames.setdefault(_surname(person.text), person.text)
    for sentence, some in zip(read, people, strict=True):
        found.extend(_in_sentence(sentence, some, gazetteer, surnames, document, extra, announced))
    found = named_themes.of_first(translated.same_works(read, found))
    found.extend(_again(document, read, found))
    found.extend(recurring.find(document, read, found))
    found.extend(_apart([m for sentence in read for m in proper.pairs(sentence)], found))
    return tuple(sorted(found, key=lambda m: (m.span, m.type)))


def _apart(more: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """Those that overlap nothing that has been found, goals and numbers apart."""
    taken = sorted(m.span for m in found if m.type not in LITERALS | {"Goal"})
    starts = [span.start for span in taken]
    return [
        m
        for m in more
        if not any(span.overlaps(m.span) for span in taken[max(0, bisect.bisect_left(starts, m.span.end) - 4) :][:5])
    ]


def _again(document: Document, read: Sequence[Sentence], found: Sequence[Mention]) -> list[Mention]:
    """Further places of the names in capitals that some sentence made a body or an initiative."""
    small = {match.group() for match in re.finditer(r"\b[a-zæøå][\wæøå-]{4,}", document.text)}
    named = [m for m in found if m.type in WORKS | {"Organisation", "Publication"} and not m.iri]
    names = {strip_genitive(m.text): m for m in (*named, *_steered(named)) if _telling(m.text, small)}
    names |= {m.text: m for m in _spoken(document, named)}
    by_first: dict[str, list[Mention]] = {}
    for text, mention in names.items():
        by_first.setdefault(text.split()[0], []).append(dataclasses.replace(mention, text=text))
    initials = {first[0] for first in by_first}
    taken = sorted((m.span for m in found if m.type not in LITERALS | {"Goal"}), key=lambda s: s.start)
    marks = [span.start for span in taken]
    more = []
    for sentence in read:
        if sentence.zone.carries_metadata:
            continue
        for token in sentence.tokens:
            if token.text[0] not in initials:
                continue
            for known_ in _candidates(token.text, by_first):
                end = _ending(sentence, token.start, known_.text)
                after = bisect.bisect_left(marks, end or 0)
                if end is not None and not any(s.end > token.start for s in taken[max(0, after - 3) : after]):
                    span = Span(token.start, end)
                    more.append(dataclasses.replace(known_, span=span, confidence=min(known_.confidence, 0.75)))
                    break
    return more


def _spoken(document: Document, named: Sequence[Mention]) -> Iterator[Mention]:
    """Titles in capitals as the running text has them: "RENT FRA BUNDEN" goes on as "Rent fra bunden"."""
    for mention in named:
        if mention.text.isupper() and " " in mention.text:
            places = re.finditer(re.escape(mention.text), document.text, re.IGNORECASE)
            said = next((m.group() for m in places if m.group()[0].isupper() and not m.group().isupper()), None)
            if said is not None:
                yield dataclasses.replace(mention, text=said)


def _candidates(word: str, by_first: dict[str, list[Mention]]) -> Iterable[Mention]:
    """The names that begin with a word, or with what it is without its definite ending."""
    for stem in (word, strip_genitive(word), _ENDING.sub("", word)):
        yield from by_first.get(stem, ())


_ENDING = re.compile(r"(?:en|et|erne|n|t)s?$")
_TAIL = re.compile(r"(?:en|et|n|t)?s?(?!\w)")


def _ending(sentence: Sentence, start: int, name: str) -> int | None:
    """Where a name that starts at `start` ends, a definite or genitive ending left in; None where it is another."""
    end = start + len(name)
    if end > sentence.span.end or sentence.text[start:end] != name:
        return None
    tail = _TAIL.match(sentence.text, end, sentence.span.end)
    if tail is None or (tail.group() not in ("", "s") and " " in name):
        return None
    return end if tail.group() == "s" else tail.end()


_STEERS = re.compile(
    r"(?:(?:Program|Projekt)?[Ss]tyregruppen|Følgegruppen|Projektgruppen|Programledelsen|Sekretariatet|Partnerskabet|Parterne)\s+(?:for|bag)\s+(?P<name>.+)$"
)


def _steered(named: Sequence[Mention]) -> Iterator[Mention]:
    """What a body that only steers it is named after: "Styregruppen for Ro på Gaden" speaks of a programme."""
    for mention in named:
        match = _STEERS.match(mention.text)
        words = match["name"].split() if match else []
        several = len(words) > 1 and sum(w[0].isupper() for w in words) > 1
        if match and (several or (len(words) == 1 and words[0].endswith(("en", "et", "ne")) and words[0][0].isupper())):
            yield dataclasses.replace(mention, type="Programme", text=match["name"])


def _telling(name: str, small: set[str]) -> bool:
    """True for a name that can't be taken for ordinary words: capitals beyond the first letter, a second capital
    word, or a word that the text never writes small.
    """
    if any(c.isupper() for c in name[1:]) and len(name) > 2:
        return True
    return (
        len(name) > 5
        and name[:1].isupper()
        and not any(w in small for w in (name.lower(), f"{name.lower()}en", f"{name.lower()}et"))
    )


def _surname(name: str) -> str:
    return strip_genitive(name.split()[-1])


def _in_sentence(
    sentence: Sentence,
    people: Sequence[Mention],
    gazetteer: Gazetteer,
    surnames: dict[str, str],
    document: Document,
    extra: Sequence[Mention],
    announced: str | None = None,
) -> list[Mention]:
    kept = _Kept()
    kept.add(people)
    if sentence.zone.carries_metadata:
        kept.add(m for m in known.find(sentence, gazetteer) if m.type == "Organisation")
        kept.add(_publisher(sentence, document))
        if sentence.zone is Zone.BYLINE:
            kept.add(actors.find(sentence))
        elif sentence.zone is Zone.SOURCE:  # a line that is a body's name and no more
            whole = sentence.words.strip()
            kept.add(m for m in actors.find(sentence) if m.text == whole and not whole.isupper())
        return kept.found
    sure, weak = _known(sentence, gazetteer)
    named = list(works.find(sentence))
    listed = list(enumerations.find(sentence))
    kept.add(_identified([m for m in listed if m.type == "Theme"], []))
    kept.add(
        _identified([m for m in listed if m.type in WORKS and not any(n.span.covers(m.span) for n in named)], sure)
    )
    around = list(bodies.find(sentence, people))
    kept.add(_bodies(around, [m for m in weak if m.type == "Organisation"]))
    kept.add(events.called(sentence))
    called = list(titles.find(sentence, announced))
    kept.add(_identified(titles.subtitled(called), sure))
    kept.add(_identified(named, sure))
    kept.add(_identified(called, sure))
    kept.add(sure)
    kept.add(places.venues(sentence))
    by_noun = list(proper.find(sentence))
    kept.add(_identified(by_noun, []))
    kept.add(_identified(list(introduced.find(sentence)), sure))
    kept.add(initiatives.find(sentence))
    by_form = [
        b for b in actors.find(sentence) if not proper.introduces(b, [*by_noun, *_unbracketed(around, sentence.text)])
    ]
    kept.add(_bodies(by_form, [m for m in weak if m.type == "Organisation"]), inside=WORKS)
    kept.add(m for m in listed if m.type == "Organisation")
    kept.add(persons.again(sentence, surnames, kept.spans()))
    kept.add([m for m in weak if m.type == "Organisation"], inside=WORKS)
    kept.add(proper.singles(sentence))
    spans = kept.spans()
    actors_known = [m.span for m in kept.found if m.type == "Organisation"]
    if actors_known:
        kept.add(actors.capital_names(sentence, spans, actors_known))
    kept.add([m for m in extra if sentence.span.covers(m.span)])
    kept.add(events.find(sentence, kept.found), over=frozenset(("Organisation",)))
    kept.add(themes.find(sentence))
    kept.add([m for m in weak if m.type not in ("Theme", "Place")])
    kept.add(list(named_themes.find(sentence, kept.found)), inside=WORKS)
    kept.add(places.beside(sentence, kept.found))
    kept.add(places.find(sentence, kept.spans()))
    kept.add(m for m in weak if m.type == "Place" and places.happens(sentence, m.span))
    dates = [d for d in literals.find(sentence, document.metadata.day)]
    named = [mention for mention in kept.found if not (mention.type in WORKS and _EMPTY_NAME.match(mention.text))]
    return named + list(goals.find(sentence)) + dates


def _unbracketed(found: Sequence[Mention], text: str) -> list[Mention]:
    """Those that no bracket opens before: "regeringen (A og B)" introduces neither."""
    return [m for m in found if text[m.span.start - 1 : m.span.start] != "("]


def _publisher(sentence: Sentence, document: Document) -> Iterator[Mention]:
    """The body that the head or the end of the text names as its publisher, whatever its form."""
    span = document.metadata.spans.get("publisher")
    if span is not None and sentence.span.covers(span):
        yield Mention(span, "Organisation", span.of(sentence.text), confidence=0.8)


# What tables and lists put where a name would stand: numbers alone, "ikke oplyst", a sentence that counts something.
_EMPTY_NAME = re.compile(
    r"(?:[\d.,\s–-]+[a-z]?"
    r"|(?:ikke|intet|ingen|uden|ukendt|uoplyst|endnu ikke)\b.{0,20}"
    r"|\d[\d.]* [a-zæøå]+ .*\b(?:har|er|bruger|får|var)\b.*)$",
    re.I,
)


class _Kept:
    """Finds in order of trust: a later one that overlaps an earlier one is dropped, unless it may lie inside."""

    def __init__(self) -> None:
        self.found: list[Mention] = []

    def spans(self) -> list[Span]:
        return [mention.span for mention in self.found]

    def add(
        self, mentions: Iterable[Mention], inside: frozenset[str] = frozenset(), over: frozenset[str] = frozenset()
    ) -> None:
        """Keeps those that clash with none; one may lie inside a class of `inside`, or begin with one of `over`."""
        for mention in mentions:
            clash = [m for m in self.found if m.span.overlaps(mention.span)]
            clash = [
                m for m in clash if m.type not in over or m.span.start != mention.span.start or m.span == mention.span
            ]
            if all(m.type in inside and m.span.covers(mention.span) and m.span != mention.span for m in clash):
                self.found.append(mention)


def _known(sentence: Sentence, gazetteer: Gazetteer) -> tuple[list[Mention], list[Mention]]:
    """Known names: those of works, solutions and bodies first, the ordinary words of themes and places after our
    own.
    """
    found = list(known.find(sentence, gazetteer))
    sure = [_next(sentence, m) for m in found if m.type not in ("Theme", "Place", "Organisation")]
    return sure, [m for m in found if m.type in ("Theme", "Place", "Organisation")]


_GENERATION = re.compile(
    r"(?:(?:den|de)\s+)?(?:næste|ny|nye|kommende|anden|tredje|fjerde|første)\s+generation(?:er|en)?\s+(?:af\s+)?$",
    re.IGNORECASE,
)


def _next(sentence: Sentence, mention: Mention) -> Mention:
    """ "næste generation Havneportalen" is another thing than the known Havneportalen, and has a name of its own."""
    before = sentence.text[sentence.span.start : mention.span.start]
    match = _GENERATION.search(before[-45:]) if mention.type in ("Solution", "Initiative") else None
    if match is None:
        return mention
    span = Span(mention.span.start - len(match.group()), mention.span.end)
    return dataclasses.replace(mention, span=span, text=span.of(sentence.text), iri=None, confidence=0.8)


def _identified(named: Sequence[Mention], sure: Sequence[Mention]) -> list[Mention]:
    """Works by form, with the identity of a known name that is nearly the same stretch; the longer stretch wins."""
    kept = []
    for mention in named:
        match = next((k for k in sure if k.span.overlaps(mention.span)), None)
        if match is None or (mention.span.covers(match.span) and _anothers(mention, match)):
            kept.append(mention)
        elif mention.span.covers(match.span) and len(match.text) >= 0.75 * len(mention.text):
            kept.append(dataclasses.replace(mention, iri=match.iri, type=match.type, confidence=0.95))
        elif mention.span.covers(match.span):
            kept.append(mention)  # the known name is only part of it: "hjælp til MitID"
    return kept


_FIRST_OF = re.compile(
    r"(?:den|det)?\s*(?:første|anden|andet|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende)\b", re.IGNORECASE
)


def _anothers(mention: Mention, known_: Mention) -> bool:
    """True for "kommunernes første strategi" around the known "første strategi": the first of somebody else's row."""
    owner = mention.text[: known_.span.start - mention.span.start].split()
    return bool(owner) and strip_genitive(owner[-1]) != owner[-1] and bool(_FIRST_OF.match(known_.text))


def _bodies(found: Sequence[Mention], known_: Sequence[Mention]) -> list[Mention]:
    """Bodies by form, with the identity of a known name that is nearly the same stretch."""
    kept = []
    for mention in found:
        match = next((k for k in known_ if k.span.overlaps(mention.span)), None)
        if match is None:
            kept.append(mention)
        elif mention.span.covers(match.span) and len(match.text) >= 0.75 * len(mention.text):
            kept.append(dataclasses.replace(mention, iri=match.iri, confidence=0.95))
        elif mention.span.covers(match.span) and match.span.start > mention.span.start:
            kept.append(mention)
    return kept


def _trained(document: Document, settings: Settings | None) -> tuple[Mention, ...]:
    """What a user's own spaCy pipeline finds, as weaker mentions; () without one."""
    if settings is None or not settings.spacy_model:
        return ()
    from . import trained

    return trained.find(document, settings.spacy_model)
