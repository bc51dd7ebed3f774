"""Numbers with what they count: how many, how much, how large a share, how long."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from indexer.dates import parse_date
from indexer.grammar import Token
from indexer.types import Zone

from . import cut_when, figures_apart, items, words
from . import question_cues as cues
from .candidates import Candidate, Scene
from .wordlists import several

_WORDS = {
    "nul": 0,
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "syv": 7,
    "otte": 8,
    "ni": 9,
    "ti": 10,
    "elleve": 11,
    "tolv": 12,
    "tretten": 13,
    "fjorten": 14,
    "femten": 15,
    "seksten": 16,
    "sytten": 17,
    "atten": 18,
    "nitten": 19,
    "tyve": 20,
    "enogtyve": 21,
    "toogtyve": 22,
    "treogtyve": 23,
    "fireogtyve": 24,
    "femogtyve": 25,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
    "hundrede": 100,
    "tusind": 1000,
}
_UNITS = {name: value for name, value in _WORDS.items() if value < 10} | {"en": 1, "et": 1}
_FRACTIONS = {
    "halvdelen": ("halvdelen", "50"),
    "halv": ("halvdelen", "50"),
    "tredjedel": ("en tredjedel", "33"),
    "fjerdedel": ("en fjerdedel", "25"),
    "femtedel": ("en femtedel", "20"),
    "tiendedel": ("en tiendedel", "10"),
    "flertallet": ("flertallet", ""),
    "fordobling": ("en fordobling", ""),
    "kvart": ("en kvart", "25"),
}
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\w)|(?<![\w.,])\d+(?:,\d+)?(?![\w]|[.,]\d)")
_SCALE = {
    "mio": 6,
    "mio.": 6,
    "million": 6,
    "millioner": 6,
    "mia": 9,
    "mia.": 9,
    "milliard": 9,
    "milliarder": 9,
    "tusind": 3,
    "tusinde": 3,
}
_MONEY = frozenset(
    [
        "kr",
        "kr.",
        "kroner",
        "krone",
        "euro",
        "mio",
        "mia",
        "million",
        "millioner",
        "milliard",
        "milliarder",
        "mio.",
        "mia.",
    ]
)
_CURRENCY = frozenset(["kr", "kroner", "krone", "euro"])
_PERCENT = frozenset(["procent", "pct", "pct.", "%", "procentpoint"])
_TIMES = several("""
    år måneder måned uger uge dage dag timer time minutter minut årti årtier hverdage hverdag arbejdsdage arbejdsdag
    døgn kvartaler kvartal sekunder sekund skoleår
""")
_LENGTHS = several("kilometer km meter m hektar kvadratmeter cm")
_PARTS = several("del andel procentdel procent part")


def cut(scene: Scene) -> Iterator[Candidate]:
    """The numbers of the sentence that count what is asked for."""
    sentence, question = scene.scored.sentence, scene.question
    if question.wh in ("hvor ofte", "hvor tit", "hvor hyppigt"):
        yield from _often(scene)
        return
    text = sentence.text
    dated = [(d.start, d.end) for d in parse_date(text) if not re.fullmatch(r"\d{1,3}", text[d.start : d.end])]
    numbers = [n for n in _numbers(text, _wants(scene) == "time") if not any(a <= n[0] < b for a, b in dated)]
    fits = []
    for start, end, value in numbers:
        first, last = scene.index(sentence.start + start), scene.index(sentence.start + end - 1) + 1
        fit, unit, full = _fit(scene, first, last, value)
        if fit > 0.05 and not any(t.text == text[start:end] for t in question.tokens):
            fits.append((start, end, (first, last), fit, unit, full))
    shares = figures_apart.shares(scene, [place for _, _, place, *_ in fits])
    for (start, end, (first, last), fit, unit, full), share in zip(fits, shares, strict=True):
        fit += share + figures_apart.part_or_whole(scene, first, last) + figures_apart.then_or_now(scene, first)
        if fit <= 0.05:
            continue
        shown = text[start:end]
        made = Candidate(
            full,
            _shown(shown, unit),
            "Number",
            sentence.start + start,
            sentence.start + end,
            fit,
            scene.scored,
            unit=unit,
        )
        yield dataclasses.replace(made, fit=fit - _ANOTHER) if items.of_another(question, made) else made
    yield from _one_of(scene)
    counted = question.wh in ("hvor stor", "hvor store", "hvor mange", "andel", "procent", "procentdel")
    if (question.focus in _PARTS or counted or question.focus == "") and _wants(scene) != "money":
        yield from _fractions(scene)
    if question.wh in ("hvor længe", "hvor hurtigt"):
        yield from cut_when.limits(scene)


_OFTEN = re.compile(
    r"\bhver(?:t)?\s+(?:\w+\.?\s+)?(?:dag|uge|måned|år|kvartal|halvår|time|sommer|vinter|forår|efterår|mandag|tirsdag|onsdag|torsdag|fredag)\w*"
    r"|\bhver (?:anden|andet|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|\d+\.) \w+"
    r"|\b(?:\w+\s+gang(?:e)?|\d+ \w+)\s+(?:om|i|pr\.?|per)\s+\w+"
    r"|\b(?:dagligt|ugentligt|månedligt|årligt|kvartalsvis|løbende)\b",
    re.IGNORECASE,
)


def _often(scene: Scene) -> Iterator[Candidate]:
    """How often: "hver anden måned", "to gange om året"."""
    sentence = scene.scored.sentence
    for match in _OFTEN.finditer(sentence.text):
        start = sentence.start + match.start()
        at = scene.index(start)
        fit = 0.85 - min(0.3, 0.012 * scene.distance(at, at + 1))
        yield Candidate(match.group(), match.group(), "Number", start, start + len(match.group()), fit, scene.scored)


def _shown(number: str, unit: str) -> str:
    return f"{number} {unit}".strip()


_HALVES = re.compile(r"\b(?:(halvand(?:en|et))|((?:et|en) halvt?))\b", re.I)
_ONE = re.compile(r"\b(?:en|et|én|ét)(?= (?:time|dag|uge|måned|kvartal|år|minut|døgn)\b)", re.I)


@functools.lru_cache(maxsize=4096)
def _numbers(text: str, time: bool = False) -> tuple[tuple[int, int, str], ...]:
    """The numbers of a text with their values; `time` also reads "halvandet" and "en time"."""
    return tuple(_read_numbers(text, time))


def _read_numbers(text: str, time: bool) -> Iterator[tuple[int, int, str]]:
    for match in _HALVES.finditer(text) if time else ():
        yield match.start(), match.end(), "1.5" if match[1] else "0.5"
    for match in _ONE.finditer(text) if time else ():
        yield match.start(), match.end(), "1"
    for match in _NUMBER.finditer(text):
        if text[match.end() : match.end() + 2] == ".-":
            continue  # "0.-10. klasse": an ordinal
        if not time and re.match(r"-[a-zæøå]{3}", text[match.end() :]):
            continue  # "12-timersvagter": part of a word
        if re.match(r"[A-ZÆØÅ]\w+\.? $", text[: match.start()]) and re.match(r"\s*[:–.]\s", text[match.end() :]):
            continue  # "Initiativ 3: …": its own number
        if re.match(r"\.\s+\w", text[match.end() :]) and (
            match.start() == 0 or re.match(r"\.\s+[a-zæøå]", text[match.end() :])
        ):
            continue  # an ordinal, or the number of a list item
        yield match.start(), match.end(), match.group().replace(".", "").replace(",", ".")
    for match in re.finditer(r"\b([^\W\d_]{2,}?)(?:årig|årige|årigt|års|måneders|dages|ugers)\b", text):
        value = number_word(match.group(1).casefold()) or {"et": 1, "en": 1}.get(match.group(1).casefold())
        if value:
            yield match.start(), match.end(), str(value)
    for match in re.finditer(r"[^\W\d_]+", text):
        low = match.group().casefold()
        value = number_word(low)
        if value is not None:
            yield match.start(), match.end(), str(value)


@functools.lru_cache(maxsize=20_000)
def number_word(low: str) -> int | None:
    """The number that a Danish word says, or None: "fireogtredive" is 34."""
    if low in _WORDS:
        return _WORDS[low]
    match = re.fullmatch(r"(\w+)og(tyve|tredive|fyrre|halvtreds|tres|halvfjerds|firs|halvfems)", low)
    if match and match[1] in _UNITS:
        return _UNITS[match[1]] + _WORDS[match[2]]
    return None


_AFTER = re.compile(
    r"\s*(procent|pct\.|%|(?:mio|mia|millioner|milliarder|million|milliard|tusinde?)?\.?\s*(?:kr\.|kr\b|kroner|euro)?)",
    re.I,
)


def read_figure(text: str) -> tuple[int, int, str, str] | None:
    """The first figure of some words: (start, end, value, unit), its value multiplied out; None without one."""
    found = min(_numbers(text), default=None)
    if found is None:
        return None
    start, end, value = found
    after = _AFTER.match(text, end)
    unit = after.group(1).strip() if after else ""
    unit = "procent" if unit.casefold() in _PERCENT else unit
    power = _SCALE.get(unit.split(" ")[0].casefold(), 0) if unit else 0
    return start, end, scaled(value, power), unit


def _fit(scene: Scene, first: int, last: int, value: str) -> tuple[float, str, str]:
    """How well a number counts what is asked for; its unit; its value with mio. and mia. multiplied out."""
    tokens, question = scene.tokens, scene.question
    after = tokens[last : last + 7]
    lows = [t.low.rstrip(".") for t in after]
    scale = _SCALE.get(lows[0], 0) if lows else 0
    full = scaled(value, scale)
    named = [t.low for t in _governed(after[:4]) if t.low.rstrip(".") not in _MONEY]
    currency = any(low in _CURRENCY for low in lows[:4])
    money = currency or (bool(scale) and not named)
    percent = bool(lows[:1] and lows[0] in _PERCENT) or (last < len(tokens) and tokens[last].text == "%")
    time = bool(lows) and lows[0] in _TIMES
    unit = _unit(scene, last, money, bool(percent), time)
    wants = _wants(scene)
    if wants == "money":
        if not money and not (currency_near(scene, first, last) and _staged(scene, first, last)):
            return 0.0, unit, full
        partial = 0.0 if figures_apart.part_asked(question.core) else 1.5 * _partial(scene, first)
        fit = 0.8 - partial + _heads(scene, first) + timely(scene, first, last)
        return fit + _staged(scene, first, last) + _bounded(scene, first), unit or "", full
    if wants == "percent":
        fit = 0.8 - _of_others(scene, last + 1) + timely(scene, first, last) + _staged(scene, first, last)
        alone = (
            not money and _alone(scene, last) and not re.search(r"%|\bprocent\b|\bpct\b", scene.scored.sentence.text)
        )
        return (fit if percent else 0.42 if alone else 0.0), "procent", value
    if wants == "time":
        if question.wh.startswith("hvor lang") and lows and lows[0] in _LENGTHS:
            return 0.7 + (0.15 if any(low.startswith("lang") for low in lows[:3]) else 0.0), lows[0], value
        if re.search(r"(?:årig|årige|årigt|års)$", tokens[first].low) and question.focus in ("år", "tid", ""):
            return 0.8, "år", value
        close = any(low and words.lemma(low) == question.focus for low in lows[:2])
        open_ = question.focus in ("", "periode") or question.focus.endswith("tid") or question.wh == "hvor længe"
        bare = 0.42 if not time and open_ and _alone(scene, last) and _TIME_SAID.search(_around(scene)) else 0.0
        return (0.85 if close else 0.6 if time and open_ else bare), unit, value
    if money and question.focus:
        tallied = any(words.alike(question.focus, low) >= 0.5 for low in lows[1:4])
        part = currency and (question.focus in _PARTS or question.wh.startswith(("hvor meget", "hvor stor")))
        return (0.6 if tallied else 0.48 if part else 0.0), unit, full
    if percent:
        return (
            (
                0.75 - _of_others(scene, last + 1) + timely(scene, first, last) + _staged(scene, first, last)
                if question.focus in _PARTS
                else 0.6 + timely(scene, first, last)
                if not question.focus and question.wh.startswith("hvor ") and question.wh != "hvor mange"
                else 0.42
            ),
            "procent",
            value,
        )
    if question.focus in _PARTS:
        return 0.0, unit, value
    if question.focus:
        partitive = bool(re.search(r"\bhvor mange af\b", question.core, re.I))
        counted = _counts(scene, first, last)
        fit = max(0.0, counted - 0.35) if partitive else max(0.0, counted - _out_of(scene, first))
        fit = max(fit, _elliptic(scene, first, last, partitive))
        fit = fit or _unnamed(scene, first, last, time)
        return fit + timely(scene, first, last) + _staged(scene, first, last), unit, full
    far = min(0.15, 0.02 * scene.distance(first, last))
    return (0.6 if money else 0.4 if not time else 0.3) - far + timely(scene, first, last), unit, full


def _governed(after: Sequence[Token]) -> list[Token]:
    """The noun and adjectives that a figure counts: none in "7 mia. *årligt på it*", where another phrase begins."""
    stop = next((i for i, t in enumerate(after) if t.pos == "PREP"), len(after))
    return [t for t in after[:stop] if t.pos in ("NOUN", "PROPN", "ADJ") and not t.low.endswith("ligt")]


_ONE_OF = re.compile(r"\b(?:é|e|ee)(?:n|t)(?: eneste| enkelt)? af (?:de |vores |alle )?", re.I)


def _one_of(scene: Scene) -> Iterator[Candidate]:
    """ "*Ét* af de 29 initiativer skal …", where it is asked how many of them."""
    sentence, question = scene.scored.sentence, scene.question
    if not re.search(r"\bhvor mange af\b", question.core, re.I) or not question.focus:
        return
    for match in _ONE_OF.finditer(sentence.text):
        at = scene.index(sentence.start + match.end())
        counted = [t.low for t in scene.tokens[at : at + 4] if t.pos == "NOUN"]
        if any(words.alike(question.focus, low) >= _SAME_NOUN for low in counted):
            start = sentence.start + match.start()
            end = start + len(match.group().split()[0])
            yield Candidate(
                "1", sentence.text[match.start() : end - sentence.start], "Number", start, end, 0.9, scene.scored
            )


_SAME_NOUN = 0.6
_TIME_SAID = re.compile(r"\b\w*(?:tid|tiden|dage|uger|måneder|timer|minutter|år)\b", re.I)


def _around(scene: Scene) -> str:
    """The sentence with its heading and the one before."""
    sentence, all_ = scene.scored.sentence, scene.scored.view.sentences
    before = all_[sentence.number - 1].text if sentence.number else ""
    return f"{before} {sentence.text} {scene.question.core}"


_NO_NOUN = frozenset({"PUNCT", "PREP", "CCONJ", "VERB", "AUX", "MODAL", "PART", "ADV", "REL"})


def _alone(scene: Scene, last: int) -> bool:
    """Does a number stand without a noun of its own: "i dag går der i snit *23*"?"""
    following = scene.tokens[last] if last < len(scene.tokens) else None
    if following is not None and following.pos == "PART" and last + 1 < len(scene.tokens):
        return not scene.tokens[last + 1].finite  # "3.800 *ansatte* var"
    return following is None or following.pos in _NO_NOUN


def _unnamed(scene: Scene, first: int, last: int, time: bool) -> float:
    """A number that counts what the question calls otherwise, or nothing that is said: weak, but a sentence that holds
    all else that is asked may carry it. A bound ("færre end 70 pullerter") counts nothing."""
    at = next((i for i, term in enumerate(scene.question.content) if term.focus), -1)
    if at >= 0 and scene.places[at] and min(scene.places[at]) > last + 2:
        return 0.0  # what is counted is named later, and for itself
    bound = first > 0 and scene.tokens[first - 1].low in _BOUNDS
    if time or (bound and not _alone(scene, last)):
        return 0.0
    return 0.4 if _alone(scene, last) else 0.38


_ANOTHER = 0.3  # what a figure loses where its neighbour is said of the one that the question names
_BOUNDS = several("end over under mindst højst omkring maksimalt minimum")


def _heads(scene: Scene, first: int) -> float:
    """ "Ud af en *bevilling på* 52 mio. kr.": the sum that the noun asked for names itself."""
    asked = (
        [scene.question.focus] if scene.question.focus else [t.word for t in scene.question.content if _is_sum(t.word)]
    )
    near = scene.tokens[max(0, first - 4) : first]
    return 0.12 if any(words.alike(word, t.low) >= 0.95 for word in asked for t in near) else 0.0


def _is_sum(word: str) -> bool:
    base = words.lemma(word)
    return (words.split(base) or ("", base))[1] in _SUMS


_MOST = re.compile(r"\b(?:max|maks|maksim\w*|højst|højest|op til|loft\w*)\b", re.I)
_LEAST = re.compile(r"\b(?:min|minim\w*|mindst|som minimum)\b", re.I)


def _bounded(scene: Scene, first: int) -> float:
    """ "Man kan højst få 150.000 kr.": the bound, where a bound is asked for."""
    before = " ".join(t.low for t in scene.tokens[max(0, first - 3) : first])
    for bound in (_MOST, _LEAST):
        if bound.search(scene.question.core):
            return 0.15 if bound.search(before) else 0.0
    return 0.0


def _out_of(scene: Scene, first: int) -> float:
    """ "87 ud af 98 kommuner svarede": the second number is all there are, not those that did."""
    before = [t.low for t in scene.tokens[max(0, first - 4) : first]]
    whole = re.search(r"\b(i alt|samlet|findes|eksisterer)\b", scene.question.core, re.I)
    return 0.35 if before[-2:] == ["ud", "af"] and any(w.isdigit() for w in before) and not whole else 0.0


def _partial(scene: Scene, first: int) -> float:
    """ "Heraf", "de fleste af": a part of the amount, not the amount."""
    before = " ".join(t.low for t in scene.tokens[max(0, first - 7) : first])
    return (
        0.2
        if re.search(r"\b(heraf|deraf|hvoraf|de fleste af|resten|en del af|størstedelen af|alene)\b", before)
        else 0.0
    )


def _of_others(scene: Scene, at: int) -> float:
    """ "64 procent af eleverne" says nothing of the teachers."""
    tokens, asked = scene.tokens, scene.question.tokens
    wanted = next((asked[i + 1 : i + 5] for i, t in enumerate(asked) if t.low == "af" and i + 1 < len(asked)), ())
    nouns = [t.low for t in wanted if t.pos in ("NOUN", "PROPN")][:1]
    if not nouns:
        return 0.0
    if at + 1 >= len(tokens) or tokens[at].low not in ("af", "for"):
        return 0.0 if any(words.alike(nouns[0], t.low) >= 0.45 for t in tokens) else 0.4
    said = [t.low for t in tokens[at + 1 : at + 6] if t.pos in ("NOUN", "PROPN")]
    return 0.0 if not said or any(words.alike(nouns[0], low) >= 0.45 for low in said) else 0.6


_NOW = frozenset(["nu", "dag", "aktuelt", "øjeblikket"])
_WHOLE = re.compile(r"\b(?:samlet|i alt|tilsammen|frem (?:til|mod)|hele perioden|sammenlagt|totalt?)\b", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")


def timely(scene: Scene, first: int, last: int) -> float:
    """Where a sentence gives a number for then and one for now, the one beside the time that is asked for.

    "640 mio. kr. (2027: 95 mio. kr., 2028: 205 mio. kr.)": asked for 2028 it is the number that "2028:" stands before.
    """
    asked = {t.low for t in scene.question.tokens if t.low in _NOW} | set(scene.question.years)
    tokens = scene.tokens
    if _WHOLE.search(scene.question.core):
        labelled = first >= 2 and tokens[first - 1].text == ":" and bool(_YEAR.fullmatch(tokens[first - 2].low))
        return -0.2 if labelled else _in_all(scene, first, last)
    if not asked:
        return 0.0
    labelled = first >= 2 and tokens[first - 1].text == ":" and bool(_YEAR.fullmatch(tokens[first - 2].low))
    if labelled:
        return 0.15 if tokens[first - 2].low in asked else -0.4
    if any(_YEAR.fullmatch(tokens[i].low) and tokens[i + 1].text == ":" for i in range(len(tokens) - 1)):
        named = {tokens[i].low for i in range(len(tokens) - 1) if tokens[i + 1].text == ":"}
        if named & asked:
            return -0.3  # the sum of all years
    here = _times(scene, first, last)
    return 0.15 if here & asked else -0.25 if here else 0.0


def _in_all(scene: Scene, first: int, last: int) -> float:
    """ "85.000 kr. årligt, *i alt* 425.000": the sum, where the whole is asked for, not what comes each year."""
    before = " ".join(t.low for t in scene.tokens[max(0, first - 3) : first])
    after = " ".join(t.low for t in scene.tokens[last : last + 4])
    if re.search(r"\b(?:i alt|samlet|tilsammen|sammenlagt)\b", before):
        return 0.15
    return -0.25 if re.search(r"\b(?:årlig\w*|om året|pr\.? år|per år|hvert år)", after) else 0.0


def _times(scene: Scene, first: int, last: int) -> set[str]:
    """The years and words for now beside a number: before it, or after its unit and a preposition."""
    tokens = scene.tokens
    near = list(range(max(0, first - 3), first)) + list(range(last, min(len(tokens), last + 6)))
    found: set[str] = set()
    for i in near:
        low = tokens[i].low
        if i >= last and (tokens[i].text in ",;" or tokens[i].low in ("og", "til", "mod")):
            break
        if low in _NOW or _YEAR.fullmatch(low):
            found.add(low)
    return found


_TARGET = re.compile(
    r"\b(?:skal|mål|målet|mod|nå|når|ender|ende|op på|ned på|op til|ned til|ventes|forventes|bliver|fremover|sigt|hæves"
    r"|sættes op|ny|nye|efter|udgangen|højst|mindst)\b|\btil\W*$",
    re.I,
)
_ORIGIN = re.compile(
    r"\b(?:i dag|nu|før|tidligere|oprindelig\w*|udgangspunkt\w*|hidtil|starten|begyndelsen|var)\b", re.I
)


def _staged(scene: Scene, first: int, last: int) -> float:
    """ "Stiger fra 71 pct. i dag til 85 pct.": what is to be, or what was where that is asked for."""
    tokens = scene.tokens
    before = tokens[first - 1].low if first else ""
    if before in ("mindst", "højst", "omkring", "cirka") and first > 1:
        before = tokens[first - 2].low
    if before not in ("fra", "til"):
        return 0.0
    others = range(last, min(len(tokens), last + 9)) if before == "fra" else range(max(0, first - 10), first - 1)
    pair = "til" if before == "fra" else "fra"
    if not any(tokens[i].low == pair and i + 1 < len(tokens) and _numeric(tokens[i + 1].low) for i in others):
        return 0.0
    core = scene.question.core
    origin = bool(_ORIGIN.search(core)) and not _TARGET.search(core)
    return 0.12 if (before == "til") != origin else -0.12


def _numeric(low: str) -> bool:
    return low[:1].isdigit() or number_word(low) is not None


def currency_near(scene: Scene, first: int, last: int) -> bool:
    """ "Hæves fra 21 til 26 mio. kr.": the first number has the unit of the second."""
    tokens = scene.tokens
    return (
        last + 1 < len(tokens)
        and tokens[last].low == "til"
        and any(t.low.rstrip(".") in _MONEY for t in tokens[last + 2 : last + 5])
    )


def scaled(value: str, power: int) -> str:
    """A number multiplied out: 2.2 and 6 give 2200000."""
    if not power:
        return value
    number = float(value) * 10**power
    return str(int(number)) if number == int(number) else str(number)


def _unit(scene: Scene, last: int, money: bool, percent: bool, time: bool) -> str:
    tokens = scene.tokens
    if percent:
        return "procent"
    if money:
        sentence = scene.scored.sentence
        rest = sentence.text[tokens[last - 1].end - sentence.start :]
        found = re.match(r"\s*((?:mio|mia|millioner|milliarder|million|milliard)?\.?\s*(?:kr\.|kr|kroner|euro)?)", rest)
        return found.group(1).strip() if found else ""
    if time:
        return tokens[last].text
    return ""


_SUMS = frozenset(
    ["budget", "bevilling", "pris", "sum", "tilskud", "ramme", "regning", "udgift", "pulje", "støtte", "beløb"]
)


def _wants(scene: Scene) -> str:
    question = scene.question
    parts = words.split(question.focus)
    focus = (
        parts[1] if parts and parts[1] in ("budget", "bevilling", "pris", "sum", "tilskud", "ramme") else question.focus
    )
    if (
        question.wh == "hvad koster"
        or words.headed(question.focus, cues.SUM_HEADS)
        or focus
        in (
            "krone",
            "beløb",
            "budget",
            "bevilling",
            "pris",
            "million",
            "milliard",
            "udgift",
            "omkostning",
            "økonomi",
            "tilskud",
            "sum",
            "ramme",
            "penge",
            "euro",
            "finansiering",
            "pulje",
            "mio",
            "kr",
            "midler",
        )
    ):
        return "money"
    if question.wh in ("andel", "procent", "procentdel") or focus in ("procent", "procentdel", "pct", "andel"):
        return "percent"
    if words.headed(focus, frozenset({"procent"})):
        return "percent"
    if focus in _TIMES or question.wh in ("hvor længe", "hvor lang", "hvor lange", "hvor hurtigt") or focus == "tid":
        return "time"
    if focus in ("sats", "takst", "gebyr", "løn", "omsætning", "kontingent"):
        return "money"
    if parts and parts[1] == "tid":
        return "time"
    if not focus and question.wh in ("hvor stor", "hvor stort", "hvor meget", "hvor høj", "hvor højt"):
        heads = {(words.split(low) or ("", low))[1] for low in (words.lemma(t.word) for t in question.content)}
        if heads & _SUMS:
            return "money"
        if heads & {"andel", "procentdel", "procent"}:
            return "percent"
    if question.wh == "hvor meget" and not focus:
        return (
            "money"
            if re.search(r"\b(koste\w*|betal\w*|afs\w+t|bevilg\w*|invester\w*|penge|støtte\w*)\b", question.core, re.I)
            else ""
        )
    return ""


def _counts(scene: Scene, first: int, last: int) -> float:
    """How sure the number counts the noun asked for: "29 konkrete initiativer", or a table's "Initiativer: 29"."""
    tokens, focus = scene.tokens, scene.question.tokens[scene.question.focus_at].low
    for step, token in enumerate(tokens[last : last + 5]):
        if token.pos in ("NOUN", "PROPN") or words.alike(focus, token.low) >= 0.5:
            likeness = words.alike(focus, token.low)
            if likeness >= 0.45:
                return 0.6 + 0.35 * likeness - 0.02 * step
            if token.low in ("mio", "millioner", "mia", "tusind") or (token.low == "af" and step < 2):
                continue
            break
        if token.text == "." and step and tokens[last + step - 1].low in _SCALE:
            continue
        if token.pos in ("PUNCT",) or token.finite:
            break
    if scene.scored.sentence.zone in (Zone.TABLE, Zone.LIST) or re.search(
        r"\bantal\w*\b", scene.scored.sentence.text, re.I
    ):
        near = [i for i in range(len(tokens)) if words.alike(focus, tokens[i].low) >= 0.5]
        if near:
            return 0.6
    before = [t for t in tokens[max(0, first - 6) : first] if words.alike(focus, t.low) >= 0.5]
    if before and any(
        t.low in ("er", "var", "på", "til", "udgør", "nåede", ":", "blev") for t in tokens[max(0, first - 3) : first]
    ):
        return 0.5
    return 0.0


def _elliptic(scene: Scene, first: int, last: int, partitive: bool) -> float:
    """ "Ved udgangen af 2021 var 900 udskiftet": what is counted stands before."""
    tokens, question = scene.tokens, scene.question
    following = tokens[last] if last < len(tokens) else None
    if following is not None and not (
        following.pos in ("PART", "VERB", "PUNCT", "PREP") or following.low in ("af", "og", "som", "i")
    ):
        return 0.0
    if following is not None and following.low in ("%", "procent"):
        return 0.0
    at = next((i for i, term in enumerate(question.content) if term.focus), -1)
    if at < 0:
        return 0.0
    if scene.scored.direct[at] >= 0.5:
        earlier = any(i < first for i in scene.places[at])
        return 0.75 if earlier and (partitive or first - max(i for i in scene.places[at] if i < first) <= 6) else 0.0
    said = scene.verbs() or any(i in scene.matched for i in range(last, last + 2))
    return 0.5 if scene.scored.near[at] >= 0.4 and said else 0.0


# "Hver tiende sag" is a share; "hver anden uge" is not.
_EVERY = re.compile(
    r"\b(hver (?:anden|tredje|fjerde|femte|sjette|syvende|ottende|niende|tiende|tyvende))\b"
    r"(?! (?:time|dag|uge|måned|år|kvartal|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|gang)\b)",
    re.I,
)


def _fractions(scene: Scene) -> Iterator[Candidate]:
    sentence = scene.scored.sentence
    for i, token in enumerate(scene.tokens):
        found = _FRACTIONS.get(token.low)
        if found is None or (token.low == "halv" and i and scene.tokens[i - 1].low not in ("en",)):
            continue
        label = found[0]
        many = scene.tokens[i - 1].low if i else ""
        if token.low.endswith(("del", "dele")) and many in ("to", "tre", "fire"):
            label = f"{many} {token.low}"
        fit = 0.7 - 0.02 * scene.distance(i, i + 1) - (0.15 if scene.question.focus == "procent" else 0.0)
        start = scene.tokens[i - 1].start if label.startswith(many + " ") and i else token.start
        yield Candidate(label, label, "Number", start, token.end, fit, scene.scored)
    for match in () if _WHOLE.search(scene.question.core) else _EVERY.finditer(sentence.text):
        start = sentence.start + match.start()
        at = scene.index(start)
        fit = 0.7 - min(0.25, 0.02 * scene.distance(at, at + 2))
        label = match[1].casefold()
        yield Candidate(label, label, "Number", start, start + len(match[1]), fit, scene.scored)
    for match in re.finditer(r"\b(to|tre|fire|ni) (tredjedele|fjerdedele|femtedele|tiendedele)\b", sentence.text, re.I):
        yield Candidate(
            match.group().casefold(),
            match.group().casefold(),
            "Number",
            sentence.start + match.start(),
            sentence.start + match.end(),
            0.7,
            scene.scored,
        )
