"""Which mentions of a document name the same thing: "Strategien" is the one that was named before.

Works are told apart by class, topic, modifiers and period (`mentions.works.Signature`); a reference that says none of
these goes to the nearest or the main one. Persons, bodies and themes go by comparable name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .grammar import strip_genitive
from .mentions import WORKS, goals
from .mentions.actors_cues import GENERAL, GENERIC_REFERENCE
from .mentions.works import stem
from .names import name_key
from .types import Document, Entity, Mention, Passage
from .works_identity import Work, cluster, name_of

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer

_FIELD = re.compile(r"(?:s)?(?:området|områder|områderne|indsatsen|politikken|sektoren)$")
_SHORT_FOR = re.compile(r"^\s?\(\s?[”\"“]?([A-ZÆØÅ][\wÆØÅæøå&-]{1,11})[”\"“]?\s?\)")


def group(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Entity, ...]:
    """The document's entities, each with all its mentions; the document itself comes first."""
    found = [_document(document)]
    texts = [m for m in mentions if m.type in WORKS and m.type != "Goal"]
    found += [
        _work(work, number, gazetteer) for number, work in enumerate(cluster(document, passages, texts, gazetteer), 1)
    ]
    for type_ in ("Organisation", "Person", "Event", "Publication", "Theme", "Place", "Goal"):
        found += _named(document, [m for m in mentions if m.type == type_], type_, gazetteer)
    return tuple(found)


def _document(document: Document) -> Entity:
    span = document.metadata.spans.get("title")
    return Entity("document", document.metadata.title, "Document", (), (span,) if span else (), document=True)


def _work(work: Work, number: int, gazetteer: Gazetteer) -> Entity:
    label, alt = name_of(work, gazetteer.by_iri.get(work.iri) if work.iri else None)
    return Entity(
        key=f"work-{number}",
        label=label,
        type=work.type,
        alt=alt,
        mentions=tuple(sorted({m.span for m in work.mentions})),
        iri=work.iri,
        period=work.years if work.years[0] or work.years[1] or not work.came else (work.came, None),
        number=work.number,
        reading=work.reading,
        confidence=work.confidence,
    )


def _named(document: Document, mentions: Sequence[Mention], type_: str, gazetteer: Gazetteer) -> list[Entity]:
    groups: dict[str, list[Mention]] = {}
    identity: dict[str, str] = {m.iri: "" for m in mentions if m.iri}
    by_name: dict[str, str] = {}
    for mention in mentions:
        name = _comparable(mention.text, type_)
        if mention.iri:
            identity.setdefault(mention.iri, name)
            by_name.setdefault(name, mention.iri)
    short = dict(_abbreviations(document.text, mentions)) if type_ == "Organisation" else {}
    for mention in mentions:
        name = _comparable(mention.text, type_)
        if type_ == "Organisation" and strip_genitive(mention.text.casefold()) in GENERIC_REFERENCE and not mention.iri:
            back = _antecedent(mention, groups, document.text)
            if back is None:
                continue
            name = back
        elif type_ == "Event" and (told := _meeting(mention, groups)) is not None:
            name = told
        else:
            name = mention.iri or by_name.get(name) or short.get(name) or name
        groups.setdefault(name, []).append(mention)
    return [_entity(type_, number, members, gazetteer) for number, members in enumerate(groups.values(), 1)]


_SAME_BODY = frozenset(["den", "de", "ny", "nye", "danske", "siddende"])


def _comparable(surface: str, type_: str) -> str:
    words = surface.split()
    if words:
        words[-1] = strip_genitive(words[-1])
    while (
        type_ == "Organisation"
        and len(words) > 1
        and words[0].casefold() in _SAME_BODY
        and words[-1].casefold() in ("regering", "regeringen")
    ):
        words = words[1:]
    bare = " ".join(words)
    if type_ == "Organisation":
        return (GENERAL.get(bare.casefold(), "") and name_key(GENERAL[bare.casefold()])) or name_key(bare)
    if type_ == "Theme":
        return " ".join(stem(word) for word in _FIELD.sub("", bare.casefold()).split()) or bare
    return name_key(bare)


def _abbreviations(text: str, mentions: Sequence[Mention]) -> Iterable[tuple[str, str]]:
    """(name of the abbreviation, name of what it stands for), from "Kommunernes Landsforening (KL)"."""
    for mention in mentions:
        match = _SHORT_FOR.match(text[mention.span.end : mention.span.end + 20])
        if match:
            yield name_key(match.group(1)), _comparable(mention.text, "Organisation")


def _antecedent(mention: Mention, groups: dict[str, list[Mention]], text: str) -> str | None:
    """The body that "foreningen" means: the one of that kind that was named last."""
    heads = GENERIC_REFERENCE[strip_genitive(mention.text.casefold())]
    best: tuple[int, str] | None = None
    for name, members in groups.items():
        named = [_own_words(m.text) for m in members if m.text.casefold() not in GENERAL]
        nouns = [
            text[max(0, m.span.start - 22) : m.span.start].casefold().split(" ") for m in members
        ]  # "brancheforeningen X"
        said = [words[-2] for words in nouns if len(words) > 1 and not words[-1] and not words[-2].endswith("s")]
        if any(head in name for name in named for head in heads) or any(
            head in noun for noun in said for head in heads
        ):
            last = max((m.span.start for m in members if m.span.start < mention.span.start), default=-1)
            best = max(best or (-1, ""), (last, name))
    return best[1] if best else None


_DEFINITE_EVENT = re.compile(r"(?:(?:det|den)\s+)?(?P<noun>[a-zæøå]{7,}[tn])", re.IGNORECASE)


def _meeting(mention: Mention, groups: dict[str, list[Mention]]) -> str | None:
    """The event that "pressemødet" means: the only one named before whose name holds that noun and more."""
    bare = _DEFINITE_EVENT.fullmatch(mention.text)
    if bare is None:
        return None
    nouns = {bare["noun"].casefold()[:-1], bare["noun"].casefold()[:-2]}
    fuller = [
        name
        for name, members in groups.items()
        if any(" " in m.text.strip() and nouns & set(m.text.casefold().split()) for m in members)
    ]
    return fuller[0] if len(fuller) == 1 else None


def _own_words(surface: str) -> str:
    """A body's name without another's in front: "foreningens udvalg" is no association."""
    first, _, rest = surface.casefold().partition(" ")
    return rest if rest and strip_genitive(first) in GENERIC_REFERENCE and first.endswith("s") else surface.casefold()


def _entity(type_: str, number: int, members: Sequence[Mention], gazetteer: Gazetteer) -> Entity:
    iri = next((m.iri for m in members if m.iri), None)
    named = [m for m in members if strip_genitive(m.text.casefold()) not in GENERIC_REFERENCE]
    names = Counter(_clean(m.text, type_) for m in named or members)
    surfaces = sorted(names, key=lambda name: (-len(name), -names[name], name))
    surfaces = [s for s in surfaces if not (type_ != "Goal" and s.endswith("s") and s[:-1] in names)]  # "Danmarks"
    if iri is None and type_ == "Organisation":
        namesakes = [e for s in surfaces for e in gazetteer.by_label(GENERAL.get(s.casefold(), s)) if e.type == type_]
        iri = namesakes[0].iri if namesakes and len({e.iri for e in namesakes}) == 1 else None
    entry = gazetteer.by_iri.get(iri) if iri else None
    label = entry.label if entry else surfaces[0]
    if type_ == "Organisation" and not entry:
        label = GENERAL.get(label.casefold(), label)
    alt = list(surfaces) + (list(entry.alt) if entry else [])
    if type_ == "Theme":
        alt += [re.sub(r"s$", "", short) for s in surfaces if (short := _FIELD.sub("", s)) != s and len(short) > 3]
    if type_ == "Goal":
        alt += [short for s in surfaces for short in goals.short_names(s)]
    return Entity(
        key=f"{type_.lower()}-{number}",
        label=_capital(label),
        type=type_,
        alt=tuple(dict.fromkeys(_capital(a) for a in alt if _capital(a) != _capital(label))),
        mentions=tuple(sorted({m.span for m in members})),
        iri=iri,
        confidence=max(m.confidence for m in members),
    )


def _clean(surface: str, type_: str) -> str:
    words = " ".join(surface.split()).split(" ")
    if type_ != "Goal" and not (type_ == "Event" and {"om", "for"} & set(words)):
        words[-1] = strip_genitive(words[-1])
    small = len(words) == 2 and words[1][:1].islower()  # "Ny Kurs" is a name
    if type_ == "Organisation" and small and words[0].casefold() in ("den", "ny", "nye"):
        words = words[1:]
    return " ".join(words)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:] if label[:2].islower() or (label[:1].islower() and " " in label) else label
