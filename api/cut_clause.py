"""Reasons, purposes, means, and what somebody said: clauses rather than names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from indexer.types import Zone

from . import denied_reasons, quotations, words
from .candidates import Candidate, Scene
from .candidates import scene as scene_of
from .chunks import is_role
from .cut_what import tidy
from .question import Term
from .views import content
from .wordlists import several

_CAUSE = re.compile(
    r"\b(fordi|på grund af|p\.?\s?g\.?\s?a\.?(?!\w)|grundet|skyldes(?:, at)?|skyldtes(?:, at)?|eftersom|idet|thi"
    r"|i og med(?:, at)?|i takt med(?:, at)?|al den stund|nu (?:hvor|da)"
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
    r" (?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|bliver|blev|må|måtte|\w+(?:er|ede|es|te))\b)"
    r"|(?<=, )for(?! (?:eksempel|at|så|nylig)\b)"
    r"(?= (?:[\w-]+ ){2,4}(?:er|var|har|havde|kan|kunne|skal|skulle|vil|ville|bliver|blev|må|måtte)\b))\s+",
    re.I,
)
# What a feeling, a complaint or an honour is about tells why; so, less surely, does what came before.
_ABOUT = re.compile(
    r"\b(?:(?:irriter|forarg|bekymr|skuff|begejstr|lett)ed?e?t?|utilfredse?|tilfredse?|vrede?|sure?|glade?|bange|nervøse?"
    r"|klage[rt]?|klagede|klager|kritik(?:ken)?|kritiser\w+|bøden?|prisen?|ros(?:en|er|te)?|påtale)"
    r"\s+(?:\w+ ){0,3}?(?:over|for|af|med|ved)(?:,? at)?\s+",
    re.I,
)
_AFTER = re.compile(r"\befter,? at\s+|,\s+men\s+(?=\w+ \w+)|\b(?:henviser|viser|peger) (?:til|på)(?:,? at)?\s+", re.I)
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
    yield from denied_reasons.after(scene)
    yield from _causing(scene)
    yield from marked_clauses(scene)
    for pattern, fit in ((_ABOUT, 0.5), (_AFTER, 0.42)):
        for match in pattern.finditer(text):
            made = _clause(scene, match.end(), fit - _near_match(scene, match.end()))
            if made and scene.scored.own >= 0.3 and _news(scene, made.label):
                yield made
    yield from _derfor(scene)
    yield from _around(scene)
    yield from _own_words(scene)
    if re.search(r"\b(udsat|udskudt|forsinket|medfør\w*|bety\w+|før\w+ til|gjorde|gør|udløst|skab\w*)\b", text, re.I):
        yield _whole(scene, 0.42)
    yield _whole(scene, 0.2 if scene.verbs() else 0.0)


def marked_clauses(scene: Scene) -> Iterator[Candidate]:
    """The clauses behind "fordi", "for at" and "så"."""
    text = scene.scored.sentence.text
    for pattern, fit in ((_CAUSE, 0.75), (_AIM, 0.6), (_RESULT, 0.5)):
        for match in pattern.finditer(text):
            if scene.apart(scene.index(scene.scored.sentence.start + match.start())) or _temporal(text, match):
                continue
            made = _clause(scene, match.end(), fit - _near_match(scene, match.end()))
            if made:
                yield made


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
    if marked(sentence.text) or scene.scored.own < 0.3:
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
                0.42 if marked(sentence.text) else 0.6,
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
        and not marked(sentence.text)
    ):
        yield Candidate(
            following.text, tidy(following.text), "Text", following.start, following.end, 0.42, scene.scored
        )


def marked(text: str) -> bool:
    return any(p.search(text) for p in (_CAUSE, _AIM, _RESULT))


def _fresh(scene: Scene, said: Iterable[str]) -> list[str]:
    """The words that the question does not say."""
    return [w for w in said if all(scene.lexis.alike(t.word).get(w, 0.0) < 0.75 for t in scene.question.terms)]


def _news(scene: Scene, label: str) -> bool:
    """Does a stretch say more than the question does?"""
    said = content(label)
    return len(_fresh(scene, said)) > max(1, len(said) // 3)


def _own_words(scene: Scene) -> Iterator[Candidate]:
    """What the person whose reason is asked for says: "hvad er Lone Krags begrundelse for …"."""
    named = [t for t in scene.question.content if t.role == "name"]
    found = quotations.speaker(scene.scored.view, scene.scored.sentence) if named else None
    if found is None or not found.person:
        return
    parts = [w.casefold() for w in found.name.split()]
    if any(scene.lexis.alike(t.word).get(w, 0.0) >= 0.85 for t in named for w in parts):
        yield from (dataclasses.replace(c, fit=0.72 * c.fit) for c in _words_said(scene, 1.0))


def _whole(scene: Scene, fit: float) -> Candidate:
    """The sentence itself; less where it says little that the question does not say."""
    sentence = scene.scored.sentence
    fresh = _fresh(scene, sentence.words)
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


_SPOKEN_OF = 0.5  # how far what stands round "formålet er at" has to hold what is asked about


def _purpose_fit(scene: Scene, match: re.Match[str]) -> float:
    """ "Formålet med X er": X has to be what is asked about; without X the sentence before says whose purpose it is."""
    if not re.match(r"\w+ (?:med|for|i|bag)\b", match.group()):
        pairs = zip(scene.question.content, scene.scored.near, strict=True)
        things = ((t.at, n) for t, n in pairs if not t.focus and t.role in ("noun", "name"))
        return 0.9 if min(things, default=(0, 1.0))[1] >= _SPOKEN_OF else 0.45  # the first is what has the purpose
    first = scene.index(scene.scored.sentence.start + match.start())
    last = scene.index(scene.scored.sentence.start + match.end() - 2)
    asked = [spots for term, spots in zip(scene.question.content, scene.places, strict=True) if not term.focus]
    held = sum(1 for spots in asked if any(first < i < last for i in spots))
    return 0.3 + 0.65 * (held / len(asked) if asked else 1.0)


def said(scene: Scene) -> Iterator[Candidate]:
    """What somebody says of the matter: the clause after the verb of saying, or the quotation, where it is theirs."""
    standing = _theirs(scene)
    if standing > 0:
        yield from _words_said(scene, standing)
        yield from _goes_on(scene)


def _goes_on(scene: Scene) -> Iterator[Candidate]:
    """What the same person says in the sentences after the one that names them: "Hun mener, at …"."""
    sentence, view = scene.scored.sentence, scene.scored.view
    asked = [t for t in _speakers(scene) if t.role == "name" or is_role(words.lemma(t.word))]
    for number in range(sentence.number + 1, min(len(view.sentences), sentence.number + 3)):
        other = view.sentences[number]
        if not asked or (other.part != sentence.part and other.zone is not sentence.zone):
            return
        found = quotations.speaker(view, other)
        if found is None or not found.person or not sentence.start <= found.start < sentence.end:
            continue
        scored = dataclasses.replace(scene.scored, sentence=other)
        there = scene_of(scene.question, scored, scene.lexis, view.mentions(other))
        for made in _words_said(there, 0.95):
            yield dataclasses.replace(made, also=(scene.scored,))


_QUOTED = re.compile(r"[»”“\"„]([^»«”“\"„]{8,})[«”“\"]")
_THAT = re.compile(r"[^.;\"»”]{0,40}?,?\s+at\s+")


def _words_said(scene: Scene, standing: float) -> Iterator[Candidate]:
    """The words of a sentence that are what its speaker says: a clause, what a verb governs, a quotation, the whole."""
    sentence = scene.scored.sentence
    text = sentence.text
    for start, end in quotations.verbs_of_saying(text):
        that = _THAT.match(text, end)
        made = _clause(scene, that.end(), 0.7 * standing) if that else _governed(scene, start, end, standing)
        if made and _news(scene, made.label):
            yield made
    for match in _QUOTED.finditer(text):
        label = tidy(match[1])
        start = sentence.start + match.start(1)
        if len(label.split()) > 3 and _news(scene, label):
            yield Candidate(label, label, "Text", start, start + len(match[1]), 0.68 * standing, scene.scored)
    telling = quotations.verbs_of_saying(text) or _QUOTED.search(text) or quotations.in_first_person(text)
    fit = 0.65 if sentence.zone is Zone.QUOTATION else 0.55
    if telling or sentence.zone is Zone.QUOTATION:
        yield _whole(scene, fit * standing)


def _governed(scene: Scene, start: int, end: int, standing: float) -> Candidate | None:
    """What stands after a verb that says how somebody stands to something: "savner *en plan for ansvaret*"."""
    text = scene.scored.sentence.text
    if text[max(0, start - 2) : start].rstrip().endswith((",", "”", "«", '"')):
        return None  # "…," siger hun
    object_ = re.match(r"\s+(?:også |derfor |i stedet |nu |selv |især |stadig |sig )*(?=[\w»”\"§])", text[end:])
    if object_ is None:
        return None
    asked = any(i for i in scene.verbs() if _offset(scene, i) == start)
    made = _clause(scene, end + object_.end(), (0.68 if asked else 0.58) * standing)
    return made if made is not None and len(made.label.split()) > 1 else None


def _offset(scene: Scene, at: int) -> int:
    """Where a token begins in its sentence's text."""
    return scene.tokens[at].start - scene.scored.sentence.start


def _theirs(scene: Scene) -> float:
    """How sure the sentence is said by the one asked about (1.0 where nobody in particular is)."""
    view, sentence = scene.scored.view, scene.scored.sentence
    if sentence.zone in (Zone.TITLE, Zone.HEADING):
        return 0.0
    speakers = _speakers(scene)
    if not speakers:
        return 1.0
    sure = [t for t in speakers if t.role == "name" or is_role(words.lemma(t.word))] or speakers
    found = quotations.speaker(view, sentence)
    if found is not None:
        told = _known_of(scene, found.name)
        if all(any(scene.lexis.alike(t.word).get(w, 0.0) >= 0.85 for w in told) for t in sure):
            return 1.0
        if any(t.role == "name" for t in sure) or found.person:
            return 0.0
    if _leads(scene, sure):
        return 0.85
    ours = quotations.in_first_person(sentence.text) and found is None
    return 0.85 if ours and all(_best_of(scene, t, view.head) >= 0.85 for t in sure) else 0.0


def _best_of(scene: Scene, term: Term, said: Iterable[str]) -> float:
    match = scene.lexis.alike(term.word)
    return max((match.get(w, 0.0) for w in said), default=0.0)


def _speakers(scene: Scene) -> list[Term]:
    """The terms that say whose words are asked for: the names and nouns before the topic."""
    stop = _topic_at(scene)
    return [t for t in scene.question.content if t.at < stop and t.role in ("name", "noun") and not t.focus]


def _leads(scene: Scene, speakers: Sequence[Term]) -> bool:
    """Do the names of those asked about stand before the sentence's verb?"""
    verb = next((i for i, t in enumerate(scene.tokens) if t.finite or t.pos in ("MODAL", "AUX")), len(scene.tokens))
    held = [spots for term, spots in zip(scene.question.content, scene.places, strict=True) if term in speakers]
    return all(any(i < verb for i in spots) for spots in held)


def _known_of(scene: Scene, name: str) -> list[str]:
    """What the document says of a person beside the name, anywhere: office and body."""
    view = scene.scored.view
    last = name.split()[-1]
    told = name
    for match in re.finditer(re.escape(last), view.text):
        told += " " + view.text[max(0, match.start() - 60) : match.end() + 40]
    return [w.casefold() for w in re.findall(r"[^\W\d_]+", told)]


_TOPIC = several("om ved til angående vedrørende som over mod imod at med på efter når hvis der")


def _topic_at(scene: Scene) -> int:
    """Where the question's topic begins: "om", "ved", "til" after the verb; names after it don't speak."""
    question = scene.question
    if question.focus_at > 0:  # "Lone Krags *svar* på …", "svaret fra Lone Krag"
        following = question.tokens[question.focus_at + 1 :]
        return question.focus_at if not following or following[0].low != "fra" else len(question.tokens)
    for i, token in enumerate(question.tokens):
        office = i and is_role(words.lemma(question.tokens[i - 1].low))  # "formanden i Havrådet"
        if i > 2 and (token.low in _TOPIC or (token.low == "i" and not office)):
            return i
    return len(question.tokens)
