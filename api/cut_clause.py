"""Reasons, purposes, means, and what somebody said: clauses rather than names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from indexer.types import Zone

from . import quotations, words
from .candidates import Candidate, Scene
from .chunks import is_role
from .cut_what import tidy

_CAUSE = re.compile(
    r"\b(fordi|på grund af|p\.?\s?g\.?\s?a\.?(?!\w)|grundet|skyldes(?:, at)?|skyldtes(?:, at)?|eftersom|idet|thi"
    r"|i og med(?:, at)?|al den stund|nu (?:hvor|da)"
    r"|bunder i(?:, at)?|beror på(?:, at)?|udspringer af(?:, at)?|har (?:sin )?(?:baggrund|årsag|grund) i"
    r"|(?:grunden|årsagen|begrundelsen|forklaringen|baggrunden|anledningen|motivet)(?: (?:til|for) [^.;,]{1,60}?)?"
    r" (?:er|var|lyder|lød|skal findes i)(?!\s+\w+(?:t|et|ede)\b)(?: den)?(?: enkel| simpel| klar)?[:,]?(?: at)?"
    r"|forklare[rs]? (?:\w+ ){0,4}med|forklaret med"
    r"|begrunde[rs]? (?:\w+ ){0,5}med|begrundet (?:i|med)|(?<=, )da(?! er| var)|af hensyn til"
    r"|som (?:en )?(?:følge|konsekvens|reaktion|svar|resultat) (?:af|på)"
    r"|takket være|i erkendelse af(?: at)?|med den begrundelse(?:, at)?|under henvisning til(?:, at)?"
    r"|med henvisning til(?:, at)?"
    r"|på baggrund af|i kraft af|udløst af|foranlediget af|i mangel (?:af|på)|af mangel på|af frygt for"
    r"|hænger sammen med(?:, at)?"
    r"|kommer af(?:, at)?|ved en (?=fejl|misforståelse|forglemmelse)"
    r"|(?<=, )for(?= (?:(?:det|den|de|han|hun|vi|jeg|man|der|her|så|nu)|[\w-]+(?:en|et|ne|s|er))"
    r" (?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|bliver|blev|må|måtte|\w+(?:er|ede|es|te))\b))\s+",
    re.I,
)
# What comes before says why: "Kravet fik parterne til at …", "Sygdom har forsinket …".
_CAUSED = re.compile(
    r"\b(?:fik \S+(?: \S+){0,3}? til at|får \S+(?: \S+){0,3}? til at|gjorde(?:, at| det)?|førte til|har ført til"
    r"|medførte|har medført|betød(?:, at)?|har betydet(?:, at)?|bevirkede(?:, at)?|tvang|har tvunget|udløste|forsinkede"
    r"|har forsinket|udskød|har udskudt|var årsag til|er årsag til|var skyld i|er skyld i|lå bag|ligger bag)\b",
    re.I,
)
_WHEN_BEFORE = re.compile(
    r"(?:\d{4}|\d\.|\w+dag|dengang|tid|måned|uge|forår\w*|efterår\w*|sommer\w*|vinter\w*|nytår|\d),\s*$", re.I
)
_AIM = re.compile(r"\b(for at|med henblik på(?: at)?|med det formål at|for bedre at)\s+", re.I)
_RESULT = re.compile(r",?\s+\b(så|således at|sådan at)\s+(?=\w)", re.I)
_DERFOR = re.compile(r"\b(derfor|dermed)\b", re.I)
_MEANS = re.compile(r"\b(ved at|gennem|via|ved hjælp af|i form af|med hjælp fra|ved brug af|på baggrund af)\s+", re.I)
_PURPOSE = re.compile(
    r"\b(?:formål(?:et)?|hensigt(?:en)?|sigtet|idéen|ideen|meningen|målet)\b[^.;]{0,80}?\b(?:er"
    r"|var)\b[:,]?\s+(?=at\b|en\b|et\b|både\b|blandt\b|\w)",
    re.I,
)
_SHALL = re.compile(r"\b(?:skal|vil|har til formål at|sigter (?:mod|på)(?: at)?|handler om at)\s+(?=\w)", re.I)


def _clause(scene: Scene, start: int, fit: float, limit: int = 0) -> Candidate | None:
    """The words from an offset inside the sentence to where its clause ends."""
    sentence = scene.scored.sentence
    text = sentence.text[start:]
    stop = re.search(r"(?<!\w\.\w)(?<!\bca)(?<!\bbl\.a)[.;!?](?:\s|$|[”\"])|\s–\s(?=[a-zæøå])", text)
    end = stop.start() if stop else len(text)
    if limit and end > limit:
        comma = text.rfind(",", 0, limit)
        end = comma if comma > 20 else end
    label = tidy(text[:end])
    if len(label) < 3:
        return None
    offset = sentence.start + start
    return Candidate(label, label, "Text", offset, offset + end, fit, scene.scored)


def _near_match(scene: Scene, offset: int) -> float:
    """Less for a marker far from what the question speaks of."""
    at = scene.index(scene.scored.sentence.start + offset)
    return min(0.15, 0.006 * max(0, scene.distance(at, at + 1) - 6))


def why(scene: Scene) -> Iterator[Candidate]:
    """The reason: after "fordi", "for at", "så"; before "derfor"; or the sentence that the next calls the reason."""
    text = scene.scored.sentence.text
    yield from _causing(scene)
    for pattern, fit in ((_CAUSE, 0.75), (_AIM, 0.6), (_RESULT, 0.5)):
        for match in pattern.finditer(text):
            if scene.apart(scene.index(scene.scored.sentence.start + match.start())) or _temporal(text, match):
                continue
            made = _clause(scene, match.end(), fit - _near_match(scene, match.end()))
            if made:
                yield made
    yield from _derfor(scene)
    yield from _around(scene)
    if re.search(r"\b(udsat|udskudt|forsinket|medfør\w*|bety\w+|før\w+ til|gjorde|gør|udløst|skab\w*)\b", text, re.I):
        yield _whole(scene, 0.42)
    yield _whole(scene, 0.2 if scene.verbs() else 0.0)


def _causing(scene: Scene) -> Iterator[Candidate]:
    """The part of the sentence that brings about what is asked about, where the sentence says that it does."""
    sentence = scene.scored.sentence
    match = _CAUSED.search(sentence.text)
    if match is None or scene.scored.own < 0.3:
        return
    at = scene.index(sentence.start + match.start())
    caused = sum(1 for i in scene.matched if i >= at)
    if at < 2 or not caused:
        return
    label = tidy(sentence.text[: match.start()])
    end = sentence.start + match.start()
    yield Candidate(label, label, "Text", sentence.start, end, 0.5 + min(0.14, 0.05 * caused), scene.scored)


_PAST = re.compile(r"\b(?:blev|var|havde|fik|kom|gik|skulle|\w+(?:ede|te))\b", re.I)


def _temporal(text: str, match: re.Match[str]) -> bool:
    """True for "da" after a time: "i 2011, da aftalen blev indgået" tells when, "den 1. maj, da det kræver …" why."""
    if match.group(1).casefold() != "da" or _WHEN_BEFORE.search(text[: match.start()]) is None:
        return False
    return _PAST.search(text[match.end() : match.end() + 60]) is not None


_AROUND = ((1, 0.66), (2, 0.58), (-1, 0.52))


def _around(scene: Scene) -> Iterator[Candidate]:
    """The reason that a sentence beside gives, where this one tells what happened and not why."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if _marked(sentence.text) or scene.scored.own < 0.3:
        return
    for step, fit in _AROUND:
        number = sentence.number + step
        if not 0 <= number < len(view.sentences) or view.sentences[number].part != sentence.part:
            continue
        other = view.sentences[number]
        match = _CAUSE.search(other.text)
        if match is None or _temporal(other.text, match):
            continue
        there = dataclasses.replace(scene, scored=dataclasses.replace(scene.scored, sentence=other))
        made = _clause(there, match.end(), fit)
        if made:
            yield dataclasses.replace(made, also=(scene.scored,))


def _derfor(scene: Scene) -> Iterator[Candidate]:
    """ "Derfor …" says what follows from the sentence before."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if _DERFOR.search(" ".join(t.text for t in sentence.tokens[:6])) and sentence.number:
        before = view.sentences[sentence.number - 1]
        if before.part == sentence.part or before.zone is sentence.zone:
            yield Candidate(
                before.text,
                tidy(before.text),
                "Text",
                before.start,
                before.end,
                0.42 if _marked(sentence.text) else 0.6,
                scene.scored,
            )
    following = view.sentences[sentence.number + 1] if sentence.number + 1 < len(view.sentences) else None
    if following is not None and re.match(
        r"(det skyldes|årsagen|grunden|begrundelsen|forklaringen|baggrunden)\b", following.text, re.I
    ):
        yield Candidate(following.text, tidy(following.text), "Text", following.start, following.end, 0.8, scene.scored)
    elif (
        following is not None
        and scene.scored.own >= 0.75
        and following.part == sentence.part
        and not _marked(sentence.text)
    ):
        yield Candidate(
            following.text, tidy(following.text), "Text", following.start, following.end, 0.42, scene.scored
        )


def _marked(text: str) -> bool:
    return any(p.search(text) for p in (_CAUSE, _AIM, _RESULT))


def _whole(scene: Scene, fit: float) -> Candidate:
    """The sentence itself; less where it says little that the question does not say."""
    sentence = scene.scored.sentence
    fresh = [
        w for w in sentence.words if all(scene.lexis.alike(t.word).get(w, 0.0) < 0.75 for t in scene.question.terms)
    ]
    if len(fresh) < 3:
        fit -= 0.2
    elif scene.scored.coverage >= 0.7 and scene.scored.own >= 0.5 and len(fresh) >= 5:
        fit = max(fit, 0.37)  # it is the very matter that is spoken of, and more is said of it
    return Candidate(sentence.text, tidy(sentence.text), "Text", sentence.start, sentence.end, fit, scene.scored)


def how(scene: Scene) -> Iterator[Candidate]:
    """The means: after "ved at", "gennem", "via"; else the sentence itself."""
    sentence, view = scene.scored.sentence, scene.scored.view
    text = sentence.text
    following = view.sentences[sentence.number + 1 : sentence.number + 2]
    if len(sentence.tokens) <= 6 and following and following[0].part == sentence.part and scene.scored.own >= 0.4:
        told = following[0]  # the head of an item, and what it says
        moved = dataclasses.replace(scene.scored, sentence=told)
        yield Candidate(told.text, tidy(told.text), "Text", told.start, told.end, 0.55, moved, also=(scene.scored,))
    for match in _MEANS.finditer(text):
        made = _clause(scene, match.end(), 0.6 - _near_match(scene, match.end()))
        if made:
            yield made
    yield _whole(scene, 0.35)


def purpose(scene: Scene) -> Iterator[Candidate]:
    """What it is for: "formålet er at …", "skal …", "for at …"."""
    text = scene.scored.sentence.text
    for match in _PURPOSE.finditer(text):
        made = _clause(scene, match.end(), _purpose_fit(scene, match))
        if made:
            yield made
    for pattern, fit in ((_SHALL, 0.45), (_AIM, 0.5)):
        for match in pattern.finditer(text):
            made = _clause(scene, match.end(), fit)
            if made:
                yield made


def _purpose_fit(scene: Scene, match: re.Match[str]) -> float:
    """ "Formålet med X er": X has to be what is asked about; without X the sentence before says whose purpose it is."""
    if not re.match(r"\w+ (?:med|for|i|bag)\b", match.group()):
        return 0.9
    first = scene.index(scene.scored.sentence.start + match.start())
    last = scene.index(scene.scored.sentence.start + match.end() - 2)
    asked = [spots for term, spots in zip(scene.question.content, scene.places, strict=True) if not term.focus]
    held = sum(1 for spots in asked if any(first < i < last for i in spots))
    return 0.3 + 0.65 * (held / len(asked) if asked else 1.0)


def said(scene: Scene) -> Iterator[Candidate]:
    """What somebody says of the matter: the clause after the verb of saying, or the quotation, where it is theirs."""
    text = scene.scored.sentence.text
    standing = _theirs(scene)
    if standing <= 0:
        return
    match = re.search(
        r"\b(?:siger|sagde|mener|mente|udtaler|udtalte|understreger|fremhæver?|forklarer|fortæller|påpeger"
        r"|håber|lover|vurderer|kalder|anerkender|"
        r"imødeser|ser frem til|glæder sig over|ønsker)\b[^.]{0,40}?,?\s+at\s+",
        text,
        re.I,
    )
    if match:
        made = _clause(scene, match.end(), 0.7 * standing)
        if made:
            yield made
    fit = 0.65 if scene.scored.sentence.zone is Zone.QUOTATION else 0.55
    yield _whole(scene, fit * standing)


def _theirs(scene: Scene) -> float:
    """How sure the sentence is said by the one asked about (1.0 where nobody in particular is)."""
    asked = [t for t in scene.question.content if t.role == "name" or is_role(words.lemma(t.word))]
    speakers = [t for t in asked if t.at <= _topic_at(scene)]
    if not speakers:
        return 1.0
    found = quotations.speaker(scene.scored.view, scene.scored.sentence)
    if found is None:
        return 0.0
    told = _known_of(scene, found.name)
    return 1.0 if all(any(scene.lexis.alike(t.word).get(w, 0.0) >= 0.85 for w in told) for t in speakers) else 0.0


def _known_of(scene: Scene, name: str) -> list[str]:
    """What the document says of a person beside the name, anywhere: office and body."""
    view = scene.scored.view
    last = name.split()[-1]
    told = name
    for match in re.finditer(re.escape(last), view.text):
        told += " " + view.text[max(0, match.start() - 60) : match.end() + 40]
    return [w.casefold() for w in re.findall(r"[^\W\d_]+", told)]


def _topic_at(scene: Scene) -> int:
    """Where the question's topic begins: "om", "ved", "til" after the verb; names after it don't speak."""
    for i, token in enumerate(scene.question.tokens):
        if i > 2 and token.low in ("om", "ved", "til", "angående", "vedrørende", "som"):
            return i
    return len(scene.question.tokens)
