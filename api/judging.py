"""Yes or no: a proposition held against the sentence that speaks of it."""

from __future__ import annotations

import dataclasses
import re

from . import chunks, dated_claims, denied_claims, limits, opposition, quantifiers, relief, scales, words
from .candidates import Scene
from .cut_number import number_word
from .polarity import NEGATION, asks_decided, negative, refuses, spared, turned_down, undecided
from .question import Term

_ONLY = re.compile(r"\b(kun|alene|udelukkende|blot|nogle få|ganske få|meget få|enkelte|det hele)\b", re.I)
_NOT_ONLY = re.compile(r"\b(?:ikke|hverken) (?:kun|alene|blot|udelukkende|bare)\b", re.I)
_OTHERS = re.compile(r"\b(?:andre|flere|mere end (?:én|ét|en|et)|også|yderligere)\b", re.I)
_ALONE = re.compile(
    r"\b(?:(?:det|den) eneste|som (?:det|den) eneste|kun (?:én|ét|en|et|den ene)|kun gælder|gælder kun|udelukkende)\b",
    re.I,
)
_EARLY = re.compile(
    r"\b(?:allerede|straks|med det samme|omgående|fra (?:første dag|starten|begyndelsen|dag ét|dag 1)"
    r"|til tiden|i tide|som (?:\w+ ){0,2}?(?:lovet|planlagt|aftalt"
    r"|ventet))\b",
    re.I,
)
_LATE = re.compile(
    r"\b(?:først (?:\w+ ){0,2}?(?:fra|i|til|den|efter|omkring|ved)|senere end|for sent|forsinke\w*"
    r"|tog (?:\w+ ){1,2}(?:dage|uger|måneder|år))\b",
    re.I,
)
_SOME = re.compile(
    r"\b(nogle|enkelte|flere af|en del af|halvdelen|kun|mange|visse|dele af|ikke alle|størstedelen"
    r"|hovedparten|stemme\w* mod \w+"
    r"|(?:\w+ )?af dem|\d+(?:,\d+)? (?:procent|pct)|tredjedel\w*|fjerdedel\w*)\b",
    re.I,
)
_EXCEPT = re.compile(r"\b(?:på nær|undtagen|bortset fra|med undtagelse af)\b", re.I)
_MORE = re.compile(r"\b(også|både|samt|desuden|yderligere|flere|foruden|derudover|alle|samtlige)\b", re.I)


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """`yes` or no, how sure (0-1), and in Danish what decided a no."""

    yes: bool
    sure: float
    why: str = ""


_CONDITION = re.compile(r"\b(?:selv\s?om|hvis|når|medmindre)\b[^,?]*", re.I)  # what it hangs on, not what is asked


_OF_REFUSAL = re.compile(r"\b(?:nej|afvis\w*|afslå\w*|afslog|nedstem\w*|stemt ned|forkast\w*|faldt|falde|imod)\b", re.I)


def judge(scene: Scene) -> Verdict:
    """Does the sentence say what the question puts forward?"""
    core, said = scene.question.core, scene.scored.sentence.text
    sure = scene.scored.own
    if _claim_denied(scene):
        return Verdict(False, min(1.0, sure + 0.25), "teksten afviser det")
    if asks_decided(core) and undecided(said) and not _AGREED_TO.search(said):
        return Verdict(False, min(1.0, sure + 0.2), "det er ikke afgjort")
    if scene.matched and (stand := opposition.judged(core, said)) is not None:
        return Verdict(stand[0], min(1.0, sure + 0.25), "" if stand[0] else f"teksten siger »{stand[1]}«")
    if scene.matched and relief.judged(core, said):
        return Verdict(True, min(1.0, sure + 0.2))
    figures = limits.judged(core, said)
    most = figures is not None and figures[0] and bool(quantifiers.quantities(scene.question.tokens))
    if figures is not None and not most:
        return Verdict(figures[0] != negative(core), min(1.0, sure + 0.25), f"teksten siger {figures[1]}")
    told = [figures] if most and figures is not None else []
    told += [t for t in (quantifiers.judged(scene), dated_claims.judged(scene), _other_amount(scene)) if t is not None]
    if (other := next((said for holds, said in told if not holds), None)) is not None:
        return Verdict(False, min(1.0, sure + 0.25), f"teksten siger {other}")
    if turned_down(said) and not turned_down(core) and not _OF_REFUSAL.search(core):
        return Verdict(False, min(1.0, sure + 0.2), "det blev ikke vedtaget")
    asked, opposite = _opposite(scene)
    if opposite:
        turned = _turned(scene, opposite) != negative(re.sub(rf"\b{re.escape(asked)}\b", " ", core, flags=re.I))
        return Verdict(turned, min(1.0, sure + 0.25), "" if turned else f"teksten siger »{opposite}«")
    if far := scales.opposed(core, said):
        return Verdict(False, min(1.0, sure + 0.25), f"teksten siger »{far}«")
    claim = _ASIDE.sub(" ", _CONDITION.sub(" ", core))
    asked_no = negative(claim) != refuses(claim)
    aside = _ASIDE.search(core) is not None
    denied = _told_no(_ASIDE.sub(" ", said)) if aside and _ASIDE.search(said) is not None else _denied(scene)
    if told and asked_no == denied:
        return Verdict(True, min(1.0, sure + 0.25))
    number = _other_number(scene)
    if number:
        return Verdict(False, min(1.0, sure + 0.2), f"teksten siger {number}")
    if _EARLY.search(core) and _LATE.search(said) and not _LATE.search(core):
        return Verdict(negative(core), min(1.0, sure + 0.15), "teksten siger senere")
    if _OTHERS.search(core) and _alone(scene) and not _ONLY.search(core):
        return Verdict(negative(core), min(1.0, sure + 0.15), "teksten nævner kun den ene")
    asked_only, asked_all = bool(_ONLY.search(core)), bool(limits.ALL.search(core))
    if not asked_only and not asked_no and not denied and _for_others(scene):
        return Verdict(False, min(1.0, sure + 0.1), "teksten siger, at det kun gælder andre")
    if asked_only and _NOT_ONLY.search(said):
        return Verdict(asked_no, min(1.0, sure + 0.1), "teksten siger mere end det")
    if asked_only and not _ONLY.search(said) and _coordinated(scene):
        return Verdict(asked_no, min(1.0, sure + 0.1), "teksten nævner flere")
    if asked_only and not _ONLY.search(said):
        return (
            Verdict(asked_no, sure, "teksten siger mere end det")
            if _MORE.search(said)
            else Verdict(not asked_no, sure * 0.7)
        )
    if asked_all and (_EXCEPT.search(said) or (_SOME.search(said) and not limits.ALL.search(said))):
        return Verdict(False, min(1.0, sure + 0.2), "teksten siger kun noget af det")
    if asked_no != denied:
        return Verdict(False, min(1.0, sure + (0.1 if _together(scene) else 0.0)), "teksten siger det modsatte")
    return Verdict(True, sure - (0.0 if _together(scene) else 0.15))


def _claim_denied(scene: Scene) -> bool:
    """ "Årsagen er *ikke, at* firmaet er for langsomt": does most of what is asked stand in a clause that is denied?"""
    sentence = scene.scored.sentence
    denied = denied_claims.claim(sentence.text)
    if denied is None or not scene.solid:
        return False
    first, last = (scene.index(sentence.start + spot) for spot in denied)
    inside = sum(first <= spot <= last for spot in scene.solid)
    asked_no, told_no = (negative(t) for t in (scene.question.core, sentence.text[denied[0] : denied[1]]))
    return 2 * inside > len(scene.solid) and asked_no == told_no


_AGREED_TO = re.compile(r"\b(?:sagde|sagt|siger)\s+(?:[^\W\d]+\s+){0,2}ja\b", re.I)
# "Folk, *som ikke kan svømme*": who is meant, not what is asked of them
_ASIDE = re.compile(
    r"(?<=\w)(?<!\bså)(?<!\bat)(?<!\bom)(?<!\bda),?\s+(?:der|som)\s+(?:\w+\s+){0,1}?(?:ikke|aldrig)\b[^,;–?]*", re.I
)


def _told_no(said: str) -> bool:
    """Does a text deny or refuse?"""
    return negative(said) != refuses(said)


def _alone(scene: Scene) -> bool:
    """ "Loven gælder *kun ét valg*": is what the question asks more of the only one, by the sentence?"""
    sentence = scene.scored.sentence
    for match in _ALONE.finditer(sentence.text):
        at = scene.index(sentence.start + match.end() - 1)
        if any(at < spot <= at + 3 for spot in scene.matched):
            return True
    return False


_RESERVED = re.compile(r"\b(?:kun|alene|udelukkende|forbeholdt|må nøjes med|måtte nøjes med)\b", re.I)
_NO_THING = frozenset(
    {"hvis", "når", "at", "hvor", "da", "én", "et", "en", "ét", "gang", "lige", "ca", "omkring", "fra"}
)


def _for_others(scene: Scene) -> bool:
    """ "Puljen giver *kun* penge til skoler": does what comes after the word say nothing of what is asked about?"""
    sentence = scene.scored.sentence
    if _NOT_ONLY.search(sentence.text):
        return False
    for match in _RESERVED.finditer(sentence.text):
        at = scene.index(sentence.start + match.end() - 1) + 1
        end = next((i for i in range(at, min(at + 8, len(scene.tokens))) if scene.tokens[i].text in ",.;:|"), at + 8)
        told = scene.tokens[at:end]
        if not told or told[0].low in _NO_THING or told[0].text[0].isdigit() or number_word(told[0].low) is not None:
            continue
        before = sentence.text[: match.start()]
        if (cut := re.search(r",\s+(?:men|og|mens)\s", before)) is not None and any(
            spot < scene.index(sentence.start + cut.start()) for spot in scene.matched
        ):
            continue  # another clause speaks of what is asked about
        nouns = [t for t in told if t.pos in ("NOUN", "PROPN")]
        if nouns and not any(at <= spot < end for spot in scene.matched):
            return True
    return False


def _turned(scene: Scene, word: str) -> bool:
    """Is a word of the sentence itself denied right beside it: "tvinger *ingen*"?"""
    at = next((i for i, t in enumerate(scene.tokens) if t.text == word), -1)
    near = scene.tokens[max(0, at - 4) : at]
    return at >= 0 and (
        any(NEGATION.fullmatch(t.low) for t in scene.tokens[max(0, at - 2) : at + 3])
        or spared(" ".join(t.low for t in near))
    )


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


_BUT = re.compile(r",?\s+men\s+(?!også\b)", re.I)


def _in_clause(scene: Scene, spots: list[int]) -> bool | None:
    """ "De kan ikke optages, *men* er velkomne": the denial of the clause that speaks of what is asked; None where
    both or none deny, or one takes up what the other says."""
    sentence = scene.scored.sentence
    cuts = list(_BUT.finditer(sentence.text))
    if len(cuts) != 1 or not spots:
        return None
    parts = sentence.text[: cuts[0].start()], sentence.text[cuts[0].end() :]
    denied = [negative(part) != (refuses(part) or spared(part)) for part in parts]
    if denied[0] == denied[1]:
        return None
    at = scene.index(sentence.start + cuts[0].start())
    first, second = sum(spot <= at for spot in spots), sum(spot > at for spot in spots)
    if first == second:
        return None
    told = 0 if first > second else 1
    if denied[1] and bool(told) == bool(re.match(r"(?:ikke|aldrig)\b", parts[1], re.I)):
        return None  # "deltog i forhandlingerne, men trak sig"; "men ikke af studerende" denies only those
    return denied[told]


_SHORT = 16  # tokens of a sentence in which any negation denies what is asked, whatever words it shares with it
_CONTRASTED = frozenset({"PREP", "NOUN", "PROPN", "DET", "ADJ"})


def _denied(scene: Scene) -> bool:
    """A negation in the sentence near the words that match, or words of refusing or of being without."""
    spots = sorted(scene.matched)
    said = scene.scored.sentence.text
    apart = _in_clause(scene, spots)
    if apart is not None:
        return apart
    if refuses(said) or spared(said):
        return not (refuses(said) and negative(said))
    if not spots or len(scene.tokens) <= _SHORT:
        return negative(said) and not _contrasted(scene)
    if re.search(r"\bhavde (?:håbet|ønsket|regnet med)\b", said, re.I):
        return True
    tokens = scene.tokens
    for match in NEGATION.finditer(said):
        at = scene.index(scene.scored.sentence.start + match.start())
        following = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if following in ("mindst", "kun", "blot", "alene"):
            continue
        if _denies_another(scene, at):
            continue
        verbs = [i for i in spots if i in scene.verbs()]
        if any(abs(at - i) <= 6 for i in verbs) or min(abs(at - i) for i in spots) <= (2 if verbs else 4):
            return True
    return False


def _denies_another(scene: Scene, at: int) -> bool:
    """ "Fra A, *ikke* fra B" and "fejl og *ikke* snyd" deny only what comes after, unless the question asks of that."""
    tokens = scene.tokens
    before = at > 0 and tokens[at - 1].low in (",", "og")
    if not before or at + 1 >= len(tokens) or tokens[at + 1].pos not in _CONTRASTED:
        return False
    end = next((i for i in range(at + 1, len(tokens)) if tokens[i].text in ",.;"), len(tokens))
    return not any(at < i < end for i in scene.solid)


def _contrasted(scene: Scene) -> bool:
    """Do all negations of a sentence deny only another thing than what is asked about?"""
    sentence = scene.scored.sentence
    found = [scene.index(sentence.start + match.start()) for match in NEGATION.finditer(sentence.text)]
    return bool(found) and all(_denies_another(scene, at) for at in found)


def _opposite(scene: Scene) -> tuple[str, str]:
    """A word of the question and the word of the sentence that turns it round, both "" where there is none."""
    table = words.opposites()
    for term, direct in zip(scene.question.content, scene.scored.direct, strict=True):
        if turned := _without(scene, term):
            return term.word, turned
        if direct >= 0.85:
            continue
        others = table.get(words.keys(term.word).key)
        if not others:
            continue
        for token in scene.tokens:
            if (token.pos != "PREP" or term.role == "other") and words.keys(token.low).key in others:
                return term.word, str(token.text)
    return "", ""


def _without(scene: Scene, term: Term) -> str:
    """The word of the sentence that is the question's with "u-" before it, or without: "tæt" and "utæt"; else ""."""
    if term.role not in ("adj", "verb", "other"):
        return ""
    own = words.lemma(term.word.casefold())
    if any(words.lemma(t.low) == own for t in scene.tokens):
        return ""
    for token in scene.tokens:
        low = words.lemma(token.low) if token.pos != "ADJ" else token.low
        longer, shorter = (low, own) if len(low) > len(own) else (own, low)
        turned = longer.startswith("u") and len(shorter) >= _BASE and words.known(shorter)
        if turned and words.lemma(longer[1:]) == words.lemma(shorter):
            return str(token.text)
    return ""


_BASE = 3  # letters of a word that "u-" turns round


def _other_amount(scene: Scene) -> tuple[bool, str] | None:
    """No, with the amount or share that the sentence gives, where the question puts forward another of its kind."""
    other = limits.differing(scene.question.core, scene.scored.sentence.text)
    return (False, other) if other else None


def _other_number(scene: Scene) -> str:
    """The number that the sentence gives where the question gives another for the same noun, or ""."""
    asked = _counted([t.low for t in scene.question.tokens])
    said = _counted([t.low for t in scene.tokens])
    for noun, values in asked.items():
        alike = [value for other, found in said.items() if words.alike(noun, other) >= 0.6 for value in found]
        if alike and not set(values) & set(alike):
            return alike[0]
    return ""


def _counted(lows: list[str]) -> dict[str, list[str]]:
    """The nouns that stand by numbers, each with all of them: "640 mio. kr., heraf 95 mio. kr." has two of "kr"."""
    found: dict[str, list[str]] = {}
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
                found.setdefault(word, []).append(value)
                break
            if word.isalpha() and len(word) > 3:
                found.setdefault(word, []).append(value)
    return found
