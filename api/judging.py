"""Yes or no: a proposition held against the sentence that speaks of it."""

from __future__ import annotations

import dataclasses
import re

from . import chunks, words
from .candidates import Scene
from .cut_number import number_word

_NEGATION = re.compile(
    r"\b(ikke(?! (?:mindst|kun|blot|alene))|aldrig|ingen|intet|hverken|næppe|uden at|havde (?:håbet"
    r"|ønsket)|ville gerne have)\b",
    re.I,
)
_ONLY = re.compile(r"\b(kun|alene|udelukkende|blot|nogle få|ganske få|meget få|enkelte|det hele)\b", re.I)
_ALL = re.compile(r"\b(alle|samtlige|hver eneste|hele|enhver|alt)\b", re.I)
_SOME = re.compile(
    r"\b(nogle|enkelte|flere af|en del af|halvdelen|kun|mange|visse|dele af|ikke alle|størstedelen"
    r"|hovedparten|(?:\w+ )?af dem|\d+(?:,\d+)? (?:procent|pct)|tredjedel\w*|fjerdedel\w*)\b",
    re.I,
)
_MORE = re.compile(r"\b(også|både|samt|desuden|yderligere|flere|foruden|derudover|alle|samtlige)\b", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """`yes` or no, how sure (0-1), and in Danish what decided a no."""

    yes: bool
    sure: float
    why: str = ""


_ABSENCE = re.compile(r"\b(?:uden|slippe[rs]?|undgå\w*|fri for|fritaget)\b", re.I)


_CONDITION = re.compile(r"\b(?:selv\s?om|hvis|når|medmindre)\b[^,?]*", re.I)  # what it hangs on, not what is asked
_OWN_VERB = re.compile(r"\b(?:for|ved|om|af|med) (?:ikke|aldrig) at\b", re.I)


def negative(text: str) -> bool:
    """Does a text deny: "ikke", "ingen", "uden"? Two denials are none, and "for ikke at …" denies only its own verb."""
    text = _OWN_VERB.sub(" ", text)
    return (len(_NEGATION.findall(text)) + len(_ABSENCE.findall(text))) % 2 == 1


def judge(scene: Scene) -> Verdict:
    """Does the sentence say what the question puts forward?"""
    core, said = scene.question.core, scene.scored.sentence.text
    sure = scene.scored.own
    opposite = _opposite(scene)
    if opposite:
        turned = _turned(scene, opposite) != negative(core)
        return Verdict(turned, min(1.0, sure + 0.25), "" if turned else f"teksten siger »{opposite}«")
    number = _other_number(scene)
    if number:
        return Verdict(False, min(1.0, sure + 0.2), f"teksten siger {number}")
    asked_only, asked_all = bool(_ONLY.search(core)), bool(_ALL.search(core))
    asked_no = negative(_CONDITION.sub(" ", core))
    denied = _denied(scene)
    if asked_only and not _ONLY.search(said) and _coordinated(scene):
        return Verdict(asked_no, min(1.0, sure + 0.1), "teksten nævner flere")
    if asked_only and not _ONLY.search(said):
        return (
            Verdict(asked_no, sure, "teksten siger mere end det")
            if _MORE.search(said)
            else Verdict(not asked_no, sure * 0.7)
        )
    if asked_all and not _ALL.search(said) and _SOME.search(said):
        return Verdict(False, min(1.0, sure + 0.2), "teksten siger kun noget af det")
    if asked_no != denied:
        return Verdict(False, min(1.0, sure + (0.1 if _together(scene) else 0.0)), "teksten siger det modsatte")
    return Verdict(True, sure - (0.0 if _together(scene) else 0.15))


def _turned(scene: Scene, word: str) -> bool:
    """Is a word of the sentence itself denied right beside it: "tvinger *ingen*"?"""
    at = next((i for i, t in enumerate(scene.tokens) if t.text == word), -1)
    return at >= 0 and any(_NEGATION.fullmatch(t.low) for t in scene.tokens[max(0, at - 2) : at + 3])


def _together(scene: Scene) -> bool:
    """Do the question's verb and the names it speaks of stand in one clause of the sentence?"""
    verbs = [i for i in scene.verbs()]
    named = [
        i
        for term, spots in zip(scene.question.content, scene.places, strict=True)
        if term.role in ("name", "noun")
        for i in spots
    ]
    if not verbs or not named:
        return True
    cuts = [
        i
        for i, t in enumerate(scene.tokens)
        if i
        and scene.tokens[i - 1].text == ","
        and (t.pos in ("SCONJ", "REL") or t.low in ("men", "mens", "da", "hvor", "så"))
    ]

    def clause(i: int) -> int:
        return sum(1 for c in cuts if c <= i)

    return any(clause(v) == clause(n) for v in verbs for n in named)


def _coordinated(scene: Scene) -> bool:
    """Is something that the question names one of several in the sentence?"""
    found = scene.scored.sentence.phrases
    for n, phrase in enumerate(found):
        if not scene.asked(phrase.first, phrase.last):
            continue
        members = chunks.enumeration(scene.tokens, n, found)
        if len(members) > 1 and any(not scene.asked(a, b) for a, b in members):
            return True
    return False


_CONTRASTED = frozenset({"PREP", "NOUN", "PROPN", "DET", "ADJ"})


def _denied(scene: Scene) -> bool:
    """A negation in the sentence near the words that match."""
    spots = sorted(scene.matched)
    if not spots:
        return False
    if re.search(r"\bhavde (?:håbet|ønsket|regnet med)\b", scene.scored.sentence.text, re.I):
        return True
    tokens = scene.tokens
    for match in _NEGATION.finditer(scene.scored.sentence.text):
        at = scene.index(scene.scored.sentence.start + match.start())
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if following in ("mindst", "kun", "blot", "alene"):
            continue
        if at and tokens[at - 1].text == "," and at + 1 < len(tokens) and tokens[at + 1].pos in _CONTRASTED:
            end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in ",.;"), len(tokens))
            if not any(at < i < end for i in scene.solid):
                continue  # "fra A, ikke fra B" denies only B
        verbs = [i for i in spots if i in scene.verbs()]
        if any(abs(at - i) <= 6 for i in verbs) or min(abs(at - i) for i in spots) <= (2 if verbs else 4):
            return True
    return False


def _opposite(scene: Scene) -> str:
    """The word of the sentence that turns a word of the question round, or ""."""
    table = words.opposites()
    for term, direct in zip(scene.question.content, scene.scored.direct, strict=True):
        if direct >= 0.85:
            continue
        others = table.get(words.keys(term.word).key)
        if not others:
            continue
        for token in scene.tokens:
            if words.keys(token.low).key in others:
                return str(token.text)
    return ""


def _other_number(scene: Scene) -> str:
    """The number that the sentence gives where the question gives another for the same noun, or ""."""
    asked = _counted([t.low for t in scene.question.tokens])
    said = _counted([t.low for t in scene.tokens])
    for noun, value in asked.items():
        for other, found in said.items():
            if words.alike(noun, other) >= 0.6 and found != value:
                return f"{found}"
    return ""


def _counted(lows: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for i, low in enumerate(lows):
        value = (
            low.replace(".", "")
            if re.fullmatch(r"\d[\d.]*", low)
            else (str(number_word(low)) if number_word(low) else "")
        )
        if not value or re.fullmatch(r"(19|20)\d\d", value):
            continue
        for word in lows[i + 1 : i + 4]:
            if word.isalpha() and len(word) > 2 and words.known(words.lemma(word)) and not word.endswith(("e", "ige")):
                found[word] = value
                break
            if word.isalpha() and len(word) > 3:
                found[word] = value
    return found
