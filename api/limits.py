"""Yes or no by figures: "mere end halvdelen", "flere end ti", "alle", held against what a sentence counts."""

from __future__ import annotations

import itertools
import re

from indexer.numbers import FoundNumber

from . import words
from .polarity import negative, refuses
from .quantities import numbers

_OVER = r"(?:mere|flere|længere|større|højere|dyrere|oftere) end|over|mindst|udover"
_UNDER = r"(?:mindre|færre|kortere|lavere|billigere|sjældnere|hurtigere) end|under|højst|inden for"
_LIMIT = re.compile(rf"\b(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))\s+(?:de |det |den |en )?$", re.I)
_MOST = re.compile(
    r"\b(?:de fleste|det meste|flertallet|størstedelen|hovedparten|langt de fleste|størsteparten"
    r"|(?P<few>de færreste|et mindretal|mindretallet))\b",
    re.I,
)
ALL = re.compile(r"\b(?:alle|samtlige|hele|fulde|fuldt ud|hver eneste|enhver|alt|enstemmigt?)\b", re.I)
_PART_FIRST = re.compile(r"\s*(?:ud )?(?:af|blandt)\s+(?:de |det |dem |i alt |vores |deres |sine )?$", re.I)
_PART_LAST = re.compile(r"\b(?:af|ud af|blandt)\s+(?:de |dem |i alt |vores |deres |sine )?$", re.I)
_STOPS = re.compile(r"[.;:,](?:\s|$)")
_PART_AFTER = re.compile(
    r"\b(?:heraf|deraf|hvoraf|af dem|af disse|herunder|men kun|indtil videre|svarer|siger)\b", re.I
)


def judged(asked: str, said: str) -> tuple[bool, str] | None:
    """Whether a sentence's figures bear a question out, and in Danish what they are; None where they don't tell.

    >>> judged("Er mere end halvdelen over 60 år?", "Systemet passes af ni ansatte, hvoraf fem er over 60 år.")
    (True, '5 af 9')
    >>> judged("Var der flere end ti kommuner med?", "Deltagende kommuner: 9")
    (False, '9')
    >>> judged("Er alle sigtede blevet dømt?", "63 sigtede, 29 dømt indtil videre")
    (False, '29 af 63')
    >>> judged("Kom der over hundrede gæster?", "Der kom 88 gæster.")
    (False, '88')
    >>> judged("Kom ventetiden under fire timer?", "Ventetiden er bragt ned fra 11 timer til under 4 timer.")
    (True, '4')
    >>> judged("Var der ti kommuner med?", "Der var ni kommuner med.") is None
    True
    """
    asked = _in_digits(asked)
    limit = _limit(asked)
    if limit is not None:
        number, over = limit
        return _held(number, over, said)
    within = _within(asked, said)
    if within is not None:
        return within
    most = _MOST.search(asked)
    if most is not None:
        part = _share(said)
        return None if part is None else ((part[0] > 0.5) != bool(most["few"]), part[1])
    if ALL.search(asked):
        part = _share(said)
        return (False, part[1]) if part is not None and 0 < part[0] < 1 and "af" in part[1] else None
    return None


_ROUND = re.compile(rf"\b(?P<limit>{_OVER}|{_UNDER})\s+(?P<word>hundrede?|tusinde?|en million)\b", re.I)
_DIGITS = {"h": "100", "t": "1000", "e": "1000000"}


def _in_digits(asked: str) -> str:
    """A question in digits where a bare round number or "hver tredje" stands behind a limit: "over hundrede" is "over
    100"."""
    asked = _ROUND.sub(lambda m: f"{m['limit']} {_DIGITS[m['word'][0].casefold()]}", asked)
    return _EVERY.sub(lambda m: f"{m['limit']} {_EVERY_NTH[m['word'].casefold()]} procent", asked)


_EVERY_NTH = {"anden": "50", "tredje": "33,3", "fjerde": "25", "femte": "20", "tiende": "10"}
_EVERY = re.compile(rf"\b(?P<limit>{_OVER}|{_UNDER})\s+hver (?P<word>{'|'.join(_EVERY_NTH)})\b", re.I)


_PAID_OR_SHARED = ("money", "percent")


_ABOUT = re.compile(r"\b(?:omkring|cirka|ca\.?|knap|godt|næsten|omtrent|rundt regnet|op mod)\s+$", re.I)
_NEARLY = 0.1  # how far apart, as a share, two figures are that are about the same


def differing(asked: str, said: str) -> str:
    """The amount or share that a sentence gives where the question puts forward another; "" where it gives the same,
    none, or several.

    >>> differing("Blev der givet 60 mio. kr. til hallen?", "Hallen fik 40 mio. kr.")
    '40 mio. kr.'
    >>> differing("Steg prisen med 4 procent?", "Prisen steg fra 20 kr. til 21 kr.")
    ''
    """
    own = [n for n in numbers(asked) if n.kind in _PAID_OR_SHARED]
    if len(own) != 1:
        return ""
    alike = [n for n in numbers(said) if n.kind == own[0].kind]
    if len(alike) != 1 or float(alike[0].value) == float(own[0].value):
        return ""
    apart = abs(float(alike[0].value) - float(own[0].value))
    if _ABOUT.search(asked[: own[0].start]) and apart <= _NEARLY * float(own[0].value):
        return ""
    return said[alike[0].start : alike[0].end]


_BOUND_AFTER = re.compile(
    r"\s*(?:\w+\.?\s+){0,2}?(?:(?:eller|og) (?:(?P<over>derover|opefter)|(?P<under>derunder))"
    r"|eller (?:(?P<more>mere|flere|ældre)|(?P<less>mindre|færre|yngre)))\b",
    re.I,
)
_BOUND_BEFORE = re.compile(
    r"(?P<no>\b(?:ikke|aldrig)\s+(?:\w+\s+){0,2}?)?\b(?:(?P<over>over|mindst|(?:mere|flere|større|ældre) end)"
    r"|(?P<under>under|højst|op til|indtil|mindre end|færre end|yngre end|inden for))\s+(?:de |det |den |en )?$",
    re.I,
)


_RULED = re.compile(
    r"\b(?:skal|må|kan|får|slipper|fritag\w*|omfatte\w*|gælder|kræve[rs]?|krav\w*|hvis|når|regnes|tæller|undtag\w*|bortfalder"
    r"|berettige\w*)\b",
    re.I,
)
_ASKS_RULE = re.compile(
    r"\b(?:skal|må|kan|får|slipper|regnes|gælder|opfylder|mister|tæller|fritaget|omfattet|undtaget|hvis|nok"
    r"|berettiget|ret til)\b",
    re.I,
)


def _within(asked: str, said: str) -> tuple[bool, str] | None:
    """Whether a figure of the question is on the side of a limit that a rule speaks of, so that what is asked (but for
    a denial in the question) holds: "Skal et skib på 60 meter melde sig?", "Skibe over 45 meter skal melde sig."

    >>> _within("Skal et skib på 60 meter melde sig?", "Skibe skal melde sig, hvis de er over 45 meter.")
    (True, 'over 45 meter')
    >>> _within("Skal en gård på 3 hektar være med?", "Gårde under 5 hektar er ikke omfattet.")
    (False, 'under 5 hektar')
    >>> _within("Vi er 60 medlemmer, er det nok?", "Foreninger skal have mindst 50 medlemmer.")
    (True, 'over 50 medlemmer')
    """
    if not (_RULED.search(said) and _ASKS_RULE.search(asked)):
        return None
    bounds = [(n, b) for n in numbers(said) if (b := _bound(n, said)) is not None]
    if len(bounds) != 1:
        return None
    number, over = bounds[0]
    alike = [n for n in numbers(asked) if n.kind == number.kind and _same_noun(number, n, asked)]
    if len(alike) != 1 or float(alike[0].value) == float(number.value):
        return None
    holds = _beyond(alike[0], number, over)
    shown = said[number.start : number.end] + (f" {number.noun}" if number.kind == "number" and number.noun else "")
    near = re.split(r", (?:og|men|mens)\b|;", said[number.end :])[0]
    clause = _BOUND_BEFORE.sub(" ", said[: number.start]) + near  # what denies the limit denies nothing else
    free = negative(clause) or refuses(clause)
    return (holds != free) != refuses(asked), f"{'over' if over else 'under'} {shown}"


def _bound(number: FoundNumber, said: str) -> bool | None:
    """True where a number is a lower limit, False where an upper one, None where it is none."""
    after = _BOUND_AFTER.match(said, number.end)
    if after is not None:
        return (after["over"] or after["more"]) is not None
    before = _BOUND_BEFORE.search(said[: number.start])
    return None if before is None else (before["over"] is not None) != bool(before["no"])


def _limit(asked: str) -> tuple[FoundNumber, bool] | None:
    """The number that a question sets as a limit, and whether more is asked for."""
    for number in numbers(asked):
        found = _LIMIT.search(asked[: number.start])
        if found is not None and not _BESIDES.search(asked[: number.start]):
            return number, found["over"] is not None
    return None


_BESIDES = re.compile(r"\bud ?over (?:de|den|det) $", re.I)  # "ud over de 640 mio. kr.": besides a sum that is known


def _held(limit: FoundNumber, over: bool, said: str) -> tuple[bool, str] | None:
    if limit.kind in ("fraction", "percent"):
        part = _share(said)
        if part is None:
            return None
        least = float(limit.value) / (100 if limit.kind == "percent" else 1)
        return (part[0] > least) == over and part[0] != least, part[1]
    alike = [n for n in numbers(said) if n.kind == limit.kind and _same_noun(limit, n, said)]
    alike = [n for n in alike if not _LEFT.search(said[: n.start])] or alike  # "fra 11 timer til under 4"
    beyond = {_beyond(n, limit, over) or (n.value == limit.value and _bound(n, said) is over) for n in alike}
    alike = [n for n in alike if not _AGAINST.search(said[: n.start])] or alike  # "4 timer, mod 11 før"
    return (beyond.pop(), said[alike[-1].start : alike[-1].end]) if len(beyond) == 1 else None


_AGAINST = re.compile(r"\b(?:mod|imod)\s+(?:\w+\s+)?$", re.I)
_LEFT = re.compile(r"\bfra\s+(?:omkring |ca\.? |cirka |godt |knap )?$", re.I)


def _beyond(number: FoundNumber, limit: FoundNumber, over: bool) -> bool:
    one, other = float(number.value), float(limit.value)
    return one > other if over else one < other


def _same_noun(one: FoundNumber, other: FoundNumber, said: str) -> bool:
    """Does a number count what the limit counts? One without a noun does where its sentence names it."""
    if one.kind != "number" or not one.noun:
        return True
    named = [other.noun] if other.noun is not None else re.findall(r"\w+", said)
    return any(words.alike(one.noun.casefold(), name.casefold()) >= 0.5 for name in named)


def _share(said: str) -> tuple[float, str] | None:
    """The part of a whole that a sentence gives (0-1) and its words; None where it gives none, or several."""
    found = numbers(said)
    for one, other in itertools.pairwise(found):
        if one.kind not in ("number", "money") or other.kind not in ("number", "money"):
            continue
        a, b, between = float(one.value), float(other.value), said[one.end : other.start]
        if _PART_FIRST.search(between) and 0 <= a <= b and b:
            return a / b, f"{a:g} af {b:g}"
        if (
            _PART_LAST.search(said[: one.start])
            and one.kind == other.kind
            and 0 <= b <= a
            and not _STOPS.search(between)
        ):
            return b / a, f"{b:g} af {a:g}"  # "af de 60 er 48 i brug"
        scale = 1.0
        if one.kind == "money" and other.kind == "number":
            scale = 1e9 if "mia" in said[one.start : one.end] else 1e6 if "mi" in said[one.start : one.end] else 1.0
        rest = between + said[other.end : other.end + 30]
        if _PART_AFTER.search(rest) and 0 <= b * scale < a and len(between) < 80:
            whole, part = said[one.start : one.end], said[other.start : other.end]
            return (b * scale / a, f"{part} af {whole}" if one.kind == "money" else f"{b:g} af {a:g}")
    shares = [n for n in found if n.kind in ("fraction", "percent")]
    if len(shares) == 1:
        value = float(shares[0].value) / (100 if shares[0].kind == "percent" else 1)
        return value, said[shares[0].start : shares[0].end]
    most = _MOST.search(said)
    if most is not None and not shares:
        return (0.25 if most["few"] else 0.75), most.group()
    return None
