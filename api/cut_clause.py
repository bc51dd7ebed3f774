"""Reasons, purposes, means, definitions, and what somebody said: clauses rather than names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from indexer.grammar import Token
from indexer.types import Zone

from . import chunks, quotations, words
from .candidates import Candidate, Scene
from .chunks import is_role
from .cut_what import tidy

_CAUSE = re.compile(
    r"\b(fordi|på grund af|p\.?\s?g\.?\s?a\.?(?!\w)|grundet|skyldes(?:, at)?|skyldtes(?:, at)?|eftersom|idet"
    r"|bunder i(?:, at)?"
    r"|(?:grunden|årsagen|begrundelsen|forklaringen|baggrunden) (?:er|var|lyder)(?: den)?(?:, at)?"
    r"|forklare[rs]? (?:\w+ ){0,4}med"
    r"|begrunde[rs]? (?:\w+ ){0,5}med|(?<=, )da(?! er| var)|af hensyn til|som (?:en )?(?:følge|konsekvens) af"
    r"|takket være"
    r"|på baggrund af|i kraft af|udløst af|i mangel af|af frygt for|hænger sammen med(?:, at)?"
    r"|kommer af(?:, at)?)\s+",
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


def _temporal(text: str, match: re.Match[str]) -> bool:
    """True for "da" after a time: "i 2011, da aftalen blev indgået" tells when, not why."""
    return match.group(1).casefold() == "da" and _WHEN_BEFORE.search(text[: match.start()]) is not None


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


def definition(scene: Scene) -> Iterator[Candidate]:
    """What or who it is: office beside the name, apposition, "er en …", "står for …", what it is for."""
    spots = [i for spots in scene.places for i in spots]
    if not spots:
        return
    first, last = min(spots), max(spots) + 1
    tokens = scene.tokens
    yield from _beside(scene, first, last)
    yield from _under_heading(scene)
    yield from _opening(scene)
    yield from _introduced(scene, first)
    after = tokens[last] if last < len(tokens) else None
    rest = tokens[last + 1] if last + 1 < len(tokens) else None
    placed = last > 1 and tokens[last - 2].pos == "PREP"  # "i KOMBIT var hun formand" tells of her
    told_of = after is not None and after.low in ("er", "var") and not placed
    if told_of and rest is not None and _says_what(tokens, last + 1):
        made = _clause(scene, rest.start - scene.scored.sentence.start, 0.95 if first <= 2 else 0.35)
        if made:
            yield made
    if after is not None and after.text in ",(–-:" and rest is not None and rest.low not in _GOES_ON:
        told = (rest.pos in ("DET", "REL") and rest.low != "hvor") or rest.low in ("som", "der", "dvs")
        entry = after.text in "–-:" and first == 0  # a line of a glossary
        made = _clause(scene, rest.start - scene.scored.sentence.start, 0.9 if entry else 0.75 if told else 0.4, 160)
        if made:
            yield made
    match = re.search(
        r"\b(?:skal|har til formål at|handler om|samler|giver|bruges til|dækker over|betyder|står for)\s+",
        scene.scored.sentence.text,
        re.I,
    )
    if match and scene.scored.sentence.start + match.start() >= tokens[first].start:
        made = _clause(scene, match.start(), 0.5)
        if made:
            yield made
    yield _whole(scene, 0.25)


_GOES_ON = frozenset({"og", "men", "eller", "så", "for", "fordi", "mens", "da", "hvis", "at", "også", "ikke"})


_STATE = re.compile(r"(?:igt|ig|ede|et|ende|lig|ligt|bar|bart|sk|iv|al|alt|ne|de)$")


def _under_heading(scene: Scene) -> Iterator[Candidate]:
    """A heading that is the name alone, with its number: the first sentence under it tells what it is."""
    sentence, view = scene.scored.sentence, scene.scored.view
    if sentence.zone not in (Zone.HEADING, Zone.TITLE) or sentence.number + 1 >= len(view.sentences):
        return
    free = [i for i, t in enumerate(scene.tokens) if t.text[0].isalpha() and i not in scene.matched]
    if [i for i in free if scene.tokens[i].pos not in ("DET", "PREP") and scene.tokens[i].low not in _NUMBERED]:
        return
    following = view.sentences[sentence.number + 1]
    if following.zone in (Zone.BODY, Zone.LIST) and len(following.tokens) > 3:
        label = tidy(following.text)
        yield Candidate(following.text, label, "Text", following.start, following.end, 0.9, scene.scored)


def _opening(scene: Scene) -> Iterator[Candidate]:
    """A document that is called what is asked about: its first sentence tells what, where none says it outright."""
    view = scene.scored.view
    first = next((s for s in view.sentences if s.zone is Zone.BODY and len(s.tokens) > 5), None)
    if scene.scored.sentence is not first:
        return
    called = [w for w in re.findall(r"\w+", re.split(r"\s[–—-]\s|:", view.title)[0].casefold()) if len(w) > 2]
    asked = [term.word.casefold() for term in scene.question.content if term.role != "verb"]
    if called and asked and all(any(words.alike(a, w) >= 0.85 for a in asked) for w in called):
        yield _whole(scene, 0.5)


_NUMBERED = frozenset({"initiativ", "indsats", "projekt", "kapitel", "spor", "punkt", "tiltag", "pkt", "nr", "mål"})
_CALLED = frozenset({"kaldet", "kaldt", "benævnt", "døbt"})


def _introduced(scene: Scene, first: int) -> Iterator[Candidate]:
    """ "Et krav om driftsdata kaldet X", "et rejsehold, X,": the phrase that a name is given to."""
    tokens, found = scene.tokens, scene.scored.sentence.phrases
    edge = first
    while edge > 0 and tokens[edge - 1].text in "»”“\"'":
        edge -= 1
    before = [t.low for t in tokens[max(0, edge - 2) : edge]]
    if before[-1:] and before[-1] in _CALLED:
        edge, fit = edge - 1, 0.95
    elif before in (["der", "hedder"], ["som", "hedder"], ["ved", "navn"], ["med", "navnet"], ["under", "navnet"]):
        edge, fit = edge - 2, 0.95
    elif before[-1:] == [","]:
        edge, fit = edge - 1, 0.7
    else:
        return
    while edge > 0 and tokens[edge - 1].text == ",":
        edge -= 1
    for phrase in reversed(found):
        if phrase.last <= edge and tokens[phrase.first].low in ("en", "et", "ét", "én"):
            if edge - phrase.last > 6 or any(t.text in ",.;:" or t.finite for t in tokens[phrase.last : edge]):
                return
            label = tidy(scene.between(phrase.first, edge))
            yield Candidate(label, label, "Text", tokens[phrase.first].start, tokens[edge - 1].end, fit, scene.scored)
            return


def _says_what(tokens: Sequence[Token], at: int) -> bool:
    """True where "er" is followed by what something is, not how it is: a noun, with what may stand before it."""
    if at + 1 >= len(tokens) or not tokens[at + 1].text[0].isalnum():
        return False  # "er bagud": one word tells how it is
    if _STATE.search(tokens[at].low) and tokens[at + 1].pos in ("PREP", "INFM", "SCONJ"):
        return False  # "er afhængigt af": how it is
    for token in tokens[at : at + 4]:
        if token.pos in ("NOUN", "PROPN"):
            return True
        if token.pos not in ("DET", "ADJ", "NUM", "ADV") and token.low not in ("det", "den", "de", "en", "et"):
            return False
        if token.low in ("det", "den", "de", "en", "et"):
            return True
    return False


def _beside(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """A person's office before or after the name: "kontorchef Pia Holm", "Pia Holm, der er kontorchef i …"."""
    tokens = scene.tokens
    if scene.question.wh != "hvem" and not _personal(scene, first):
        return
    for i in range(max(0, first - 6), first):
        if is_role(words.lemma(tokens[i].low)) and not any(t.text in ".,;" for t in tokens[i:first]):
            start = i
            while start > 0 and tokens[start - 1].pos in ("ADJ", "PROPN", "NOUN") and tokens[start - 1].low != "fra":
                start -= 1
            label = tidy(scene.between(start, first))
            yield Candidate(label, label, "Text", tokens[start].start, tokens[first - 1].end, 0.95, scene.scored)
            return
    found = scene.scored.sentence.phrases
    for phrase in found:
        if last <= phrase.first <= last + 3 and is_role(words.lemma(tokens[phrase.head].low)):
            end = chunks.extended(tokens, phrase, found, 2)
            label = tidy(scene.between(phrase.first, end))
            yield Candidate(label, label, "Text", tokens[phrase.first].start, tokens[end - 1].end, 0.95, scene.scored)
            return


def _personal(scene: Scene, first: int) -> bool:
    offset = scene.tokens[first].start
    return any(m.type == "Person" and m.span.start <= offset < m.span.end for m in scene.mentions)
