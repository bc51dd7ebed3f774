"""How a matter ended: "hvad blev der af forslaget", "hvad skete der med modellen", "hvordan endte sagen"."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from . import question_cues as cues
from .candidates import Candidate, Scene
from .cut_what import tidy
from .question import Question

# Words for what became of something.
_OUTCOME = re.compile(
    r"\b(?:afvis(?:t|te|er|es)|afslog|afslået|afslag|opgive[ts]|opgav|droppe[rt]|droppede|skrinlagt|skrinlægges|aflyst"
    r"|aflyses|nedlagt|nedlægges|lukke[rts]|lukkede|trukket|trak sig|trækkes|frafaldet|frikendt|dømt|tabte|vandt"
    r"|medhold|giver .{0,30}ret|gav .{0,30}ret|nej|ja|vedtaget|vedtog|godkendt|godkendte|tiltrådt|forkastet|nedstemt"
    r"|stemte|udskudt|udskydes|udsat|udsættes|flyttet|forlænge[ts]|forlængede|ændre[ts]|ændrede|omskolet|solgt|købt"
    r"|betalt tilbage|tilbagebetalt|overgivet|overdraget|fyret|ansat|erstattet|afløst|genoptaget|sat i bero"
    r"|sat på pause"
    r"|standset|stoppe[rt]|stoppede|slut|bedre|dårligere|færre|flere|faldt|faldet|steg|steget|sparede?|sparet|halveret"
    r"|fordoblet|uændret|ingen forskel|uden virkning|viste sig|resulterede|førte til|endte|lykkedes|mislykkedes|nåede"
    r"|overskred|indført|indføres|permanent|fortsætter|videreføres|bestået|bliver stående|tilbage)\b",
    re.I,
)
_FINDS = re.compile(
    r"\b(?:viste|viser|konkluderede|konkluderer|fandt|afgjorde|besluttede|beslutter|vedtog|vurderede|fastslog|fastslår)"
    r"(?: (?:dog|også|blandt andet|enstemmigt))?,? at ",
    re.I,
)
_PARTS = re.compile(
    r";\s+|,\s+(?=(?:men|mens|fordi|da|idet|eftersom|skønt|selv om|og (?:han|hun|de|den|det|\w+en) )\b)"
)
_BACK = re.compile(
    r"(?:men |og |siden |herefter |derefter |efter \w+ )?(?:den|det|de|han|hun|vi|dette|disse|her|begge|resultatet"
    r"|sagen"
    r"|[a-zæøå]+(?:en|et|erne|ene)\b)",
    re.I,
)


def asks(question: Question) -> bool:
    """Is it asked what became of something?

    >>> from .question import parse
    >>> asks(parse("Hvad blev der af forslaget om en fælles hotline?"))
    True
    """
    return cues.OUTCOME.search(question.core) is not None


def cut(scene: Scene) -> Iterator[Candidate]:
    """What the sentence, or one that takes it up, says became of the matter."""
    sentence, view = scene.scored.sentence, scene.scored.view
    yield from _told(scene, sentence.text, sentence.start, 0.55)
    if scene.scored.own < 0.2:
        return
    for other in view.sentences[sentence.number + 1 : sentence.number + 3]:
        if other.heading != sentence.heading or not _BACK.match(other.text):
            return
        if not _OUTCOME.search(other.text):
            continue
        moved = dataclasses.replace(scene.scored, sentence=other)
        for made in _told(dataclasses.replace(scene, scored=moved), other.text, other.start, 0.5):
            yield dataclasses.replace(made, also=(scene.scored,))


def _told(scene: Scene, text: str, offset: int, fit: float) -> Iterator[Candidate]:
    """The part of a sentence that tells an outcome."""
    found = _FINDS.search(text)
    if found is not None:
        label = tidy(text[found.end() :])
        yield Candidate(label, label, "Text", offset + found.end(), offset + len(text), fit + 0.1, scene.scored)
        return
    cuts = [0, *(m.end() for m in _PARTS.finditer(text)), len(text)]
    for first, last in itertools.pairwise(cuts):
        part = text[first:last]
        match = _OUTCOME.search(part)
        if match is None or len(part.split()) < 2:
            continue
        label = tidy(part)
        said = match.group().casefold()
        asked = any(scene.lexis.alike(t.word).get(said, 0.0) >= 0.85 for t in scene.question.content)
        yield Candidate(label, label, "Text", offset + first, offset + last, fit - 0.2 * asked, scene.scored)
