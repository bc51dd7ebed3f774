"""Danish numbers in running text: digits, number words, fractions, amounts, percentages, with what they count.

Light and linear; extraction and questions both use it. Dates are numbers too: pass their spans as `skip`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

_I = re.IGNORECASE
_UNITS = {
    "nul": 0, "en": 1, "et": 1, "én": 1, "ét": 1, "to": 2,
    "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8,
    "ni": 9,
    "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18,
    "nitten": 19,
}  # fmt: skip
_TENS = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "fyrretyve": 40, "halvtreds": 50, "halvtredsindstyve": 50, "tres": 60,
    "tresindstyve": 60, "halvfjerds": 70, "halvfjerdsindstyve": 70, "firs": 80, "firsindstyve": 80, "halvfems": 90,
    "halvfemsindstyve": 90,
}  # fmt: skip
_SCALES = {
    "mio": 10**6, "million": 10**6, "millioner": 10**6, "mia": 10**9, "milliard": 10**9, "milliarder": 10**9,
    "tusind": 1000, "tusinde": 1000, "tusinder": 1000, "hundrede": 100, "hundred": 100,
}  # fmt: skip
_PARTS = {
    "halv": 2, "tredjedel": 3, "fjerdedel": 4, "kvart": 4, "femtedel": 5,
    "sjettedel": 6, "syvendedel": 7, "ottendedel": 8,
    "niendedel": 9, "tiendedel": 10,
}  # fmt: skip
_EVERY = {"anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "ottende": 8, "tiende": 10}

_HEDGE = (
    r"(?:(?P<hedge>op mod|op til|tæt på|hen ved|i omegnen af|mere end|flere end|færre end|mindre end|ikke mindre end|"
    r"godt(?: og vel)?|knap(?:t)?|over|under|cirka|ca\.|omkring|omtrent|næsten|mindst|højst|maksimalt|minimum|små|"
    r"lidt over|lidt under|rundt regnet|foreløbig|i alt)\s+)?"
)
_DIGITS = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?:,\d{1,4})?|\d{1,12}(?:,\d{1,4})?"
_UNIT_WORDS = "|".join(sorted((w for w in _UNITS if w not in ("en", "et")), key=len, reverse=True))
_TEN_WORDS = "|".join(sorted(_TENS, key=len, reverse=True))
_WORD = rf"(?:(?:{_UNIT_WORDS}|en|et)?og(?:{_TEN_WORDS})|{_TEN_WORDS}|{_UNIT_WORDS})"
_WORDS = (
    rf"(?:(?:{_WORD}|et|en)\s?(?:tusinde?|hundrede?)(?:\s(?:og\s)?{_WORD}(?:\s?hundrede?(?:\s(?:og\s)?{_WORD})?)?)?|"
    rf"hundrede?(?:\s(?:og\s)?{_WORD})|halvanden|halvandet|et dusin|{_WORD})"
)
_SCALE = r"(?:\s*(?P<scale>mio\.?|mia\.?|millioner|million|milliarder|milliard|tusinde?)(?![\wæøå]))?"
_MONEY = r"(?:kr\.?|kroner|DKK|euro|EUR|€|dollars?|USD)(?![\wæøå])"
_PERCENT = r"(?:pct\.?|procentpoint|procent|%)(?:\s?-?point)?(?![\wæøå])"
_NUMBER = re.compile(
    rf"(?<![\w.,/§–-])(?<![\w]-)(?<!kl\. )(?<!§ ){_HEDGE}(?P<all>(?P<pre>kr\.?\s|DKK\s|€\s?|"
    rf"EUR\s)?(?P<n>{_DIGITS}|(?P<w>{_WORDS}))"
    rf"(?P<range>\s?[-–]\s?(?P<n2>{_DIGITS})|\s(?:til|eller)\s(?P<n3>{_DIGITS}|{_WORD}))?{_SCALE}(?:\s?(?P<unit>{_MONEY}|{_PERCENT}))?)"
    rf"(?![\wæøå]|[.,:/]\d|-\w|(?-i:\.\s?[a-zæøå]))",
    _I,
)
_FRACTION = re.compile(
    rf"(?<![\w-])(?<!\d[,.]){_HEDGE}(?P<all>(?:(?P<n>en|et|to|tre|fire|fem|seks|syv|otte|ni|\d)\s(?P<part>{'|'.join(_PARTS)})(?:e|en|s)?"
    rf"|halvdelen|(?:en|to|tre|fire|syv|otte|ni|\d{{1,4}}) ud af (?:tre|fire|fem|seks|otte|ti|\d{{1,4}})|"
    rf"hver(?:t)?\s(?P<every>{'|'.join(_EVERY)})"
    rf"|tre kvart))(?![\wæøå])",
    _I,
)
_DATE_LIKE = re.compile(
    r"\d{1,2}[./]\d{1,2}[./-]\d{2,4}|(?:\d{2} ){3}\d{2}\b|\+45 ?[\d ]{8,11}|\b\d{8}\b|"
    r"(?<!\S)\S{1,64}@\S{1,64}|https?://\S{1,300}|www\.\S{1,300}"
)


class FoundNumber(NamedTuple):
    """A number in a text: `text[start:end]` are its digits or words with scale and unit sign, without the noun.

    `value` has digits and a point; `kind` is "number", "money", "percent" or "fraction"; `unit` the noun phrase it
    counts ("konkrete initiativer") or the currency; `noun` the head of it; `reading` the hedge before it ("op mod").
    """

    start: int
    end: int
    value: str
    kind: str
    unit: str | None = None
    noun: str | None = None
    reading: str | None = None


def parse_numbers(text: str, skip: Iterable[tuple[int, int]] = ()) -> Iterator[FoundNumber]:
    """The numbers of a text in order and apart, without those that touch a span of `skip`.

    >>> [(n.value, n.unit) for n in parse_numbers("De 29 konkrete initiativer koster godt 2,5 mia. kr.")]
    [('29', 'konkrete initiativer'), ('2500000000', 'kr.')]
    """
    taken = [*((s[0], s[1]) for s in skip), *(m.span() for m in _DATE_LIKE.finditer(text))]
    found = [n for m in _FRACTION.finditer(text) for n in _fraction(text, m)]
    taken += [(n.start, n.end) for n in found]
    found += [n for m in _NUMBER.finditer(text) for n in _number(text, m)]
    taken.sort()
    marks = _Marks(taken)
    ours = len([n for n in found if n.kind == "fraction"])
    yield from sorted(n for i, n in enumerate(found) if i < ours or not marks.touch(n.start, n.end))


class _Marks:
    """Sorted spans, asked for overlap in logarithmic time."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        for _, end in spans:
            self._ends.append(max(end, self._ends[-1] if self._ends else 0))

    def touch(self, start: int, end: int) -> bool:
        import bisect

        before = bisect.bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def _number(text: str, match: re.Match[str]) -> Iterator[FoundNumber]:
    words = match["w"]
    if words is None and _is_marker(text, match):
        return
    value = word_value(words) if words else digit_value(match["n"])
    if value is None:
        return
    scale = _SCALES.get((match["scale"] or "").rstrip(".").lower(), 1)
    sign = (match["unit"] or match["pre"] or "").strip()
    kind = _kind(sign)
    start, end = match.span("all")
    unit, noun = (sign, None) if kind == "money" else _counted(text, end)
    if kind == "number" and noun is None and scale >= 10**6:
        kind, unit = "money", "kr."  # "7 mia. årligt": kroner go without saying
    if kind == "percent":
        unit = "procentpoint" if "point" in sign.lower() else "procent"
    other = match["n2"] or match["n3"]
    if other is None:
        yield FoundNumber(start, end, _plain(value * scale), kind, unit, noun, match["hedge"])
        return
    second = digit_value(other) if other[0].isdigit() else word_value(other)
    if second is None or (second <= value and match["n2"]):
        return
    low, high = match.span("n"), match.span("n2" if match["n2"] else "n3")
    yield FoundNumber(start, low[1], _plain(value * scale), kind, unit, noun, "fra")
    yield FoundNumber(high[0], end, _plain(second * scale), kind, unit, noun, "til")


def _is_marker(text: str, match: re.Match[str]) -> bool:
    """True for the number of a list item, a section or a clock time: "1. Titel" at a line's start, "kl. 9"."""
    start, end = match.span("all")
    if text[end : end + 1] in (".", ")") and not text[max(0, text.rfind("\n", 0, start)) : start].strip():
        return True
    return bool(
        re.search(
            r"(?:\bkl\.?|§|\bn(?:umme)?r\.?|\bside|\bs\.|\bkapitel|\buge|\bartikel|\bbilag|\b(?:del)?spor|\binitiativ|\bfase|\btrin|\btabel|"
            r"\bfigur|\bboks|\bversion|\bdel)\s?$",
            text[max(0, start - 11) : start],
            _I,
        )
    )


def _kind(sign: str) -> str:
    if not sign:
        return "number"
    return "money" if re.fullmatch(_MONEY, sign, _I) else "percent"


def _fraction(text: str, match: re.Match[str]) -> Iterator[FoundNumber]:
    words = match["all"].lower()
    if words == "halvdelen":
        value = Decimal(1) / 2
    elif match["every"]:
        value = Decimal(1) / _EVERY[match["every"].lower()]
    elif " ud af " in words:
        value = _ratio(words)
    elif words == "tre kvart":
        value = Decimal(3) / 4
    else:
        amount = match["n"].lower()
        value = Decimal(int(amount) if amount.isdigit() else _UNITS[amount]) / _PARTS[match["part"].lower()]
    start, end = match.span("all")
    if 0 < value < 10:
        yield FoundNumber(
            start, end, _plain(value.quantize(Decimal("0.0001"))), "fraction", *_share(text, end), match["hedge"]
        )


def _ratio(words: str) -> Decimal:
    first, _, second = words.partition(" ud af ")
    a, b = (digit_value(w) if w[0].isdigit() else word_value(w) for w in (first, second))
    return a / b if a is not None and b else Decimal(0)


def _share(text: str, end: int) -> tuple[str | None, str | None]:
    """What a share is taken of: "halvdelen af alle kommuner" → "kommuner"."""
    match = re.compile(r"(?:\s+af\s+(?:alle\s+|de\s+|landets\s+)?|\s(?=[a-zæøå]))").match(text, end)
    return _counted(text, match.end() - 1) if match else (None, None)


_NEXT = re.compile(r"[ \u00a0]([a-zæøåé][\wæøåé-]*|[A-ZÆØÅ]{2,}-[\wæøå-]+|it-[\wæøå-]+)")
_ADJECTIVE = re.compile(
    r"\w*(?:ske|lige|ede|ende|ige|elle|ale|ive|ære|øse|able|ible|fulde|løse|bare|somme|rede|ente|ante|ete|rne)$|"
    r"(?:nye|store|små|fælles|flere|vigtige|konkrete|gode|andre|første|sidste|største|mindre|større|åbne|fri|kendte|brede|"
    r"tværgående|helt|meget|såkaldte|øvrige|ekstra|danske|årlige|hele|unge|ældre|grønne|stærke|tætte|korte|lange|høje|lave)$"
)
_STOP = frozenset(
    re.findall(
        r"\S+",
        """
    i på af til fra for med om og eller men som der den det de en et at er var blev bliver har havde skal skulle
    vil ville kan kunne må måtte ved hos over under mellem efter før inden siden når hvis så også ikke kun blot
    bare mod end ud op ned ind per pr hvor årligt ugentligt dagligt månedligt hvilket sig sin sit sine vi jeg
    han hun man deres hans hendes dens dets alle samt både enten via uden gennem trods heraf dermed derfor dog
    igen nu da år
    """,
    )
) - {"år"}


def _counted(text: str, end: int) -> tuple[str | None, str | None]:
    """The noun phrase after a number, adjectives included, and its noun; (None, None) where no noun follows."""
    at = end
    taken: list[str] = []
    while len(taken) < 4:
        match = _NEXT.match(text, at)
        if not match or match.group(1).lower() in _STOP:
            break
        taken.append(match.group(1))
        at = match.end()
        if not _ADJECTIVE.match(taken[-1]):
            break
    return (" ".join(taken), taken[-1]) if taken else (None, None)


def digit_value(digits: str) -> Decimal | None:
    """ "1.234,5" → 1234.5; None for what has no value in Danish ("2.0")."""
    plain = re.sub(r"[.\u00a0 ](?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    try:
        return Decimal(plain)
    except ArithmeticError:
        return None


@functools.lru_cache(maxsize=4096)
def word_value(words: str) -> Decimal | None:
    """The value of a Danish numeral in words: "femogtyve" → 25, "to hundrede og ti" → 210, "halvanden" → 1.5.

    None for other words.

    >>> word_value("syvoghalvfjerds")
    Decimal('77')
    """
    low = " ".join(words.lower().split())
    if low in ("halvanden", "halvandet"):
        return Decimal("1.5")
    if low == "et dusin":
        return Decimal(12)
    total = group = 0
    for part in re.findall(r"tusinde?|hundrede?|[a-zæøåé]+?(?=tusinde?|hundrede?|\s|$)", low):
        if part == "og":
            continue
        if part.startswith("tusind"):
            total, group = total + (group or 1) * 1000, 0
        elif part.startswith("hundred"):
            group = (group or 1) * 100
        else:
            small = _below_hundred(part)
            if small is None:
                return None
            group += small
    return Decimal(total + group) if low else None


def _below_hundred(word: str) -> int | None:
    if word in _UNITS:
        return _UNITS[word]
    if word in _TENS:
        return _TENS[word]
    first, joint, tens = word.partition("og")
    if joint and tens in _TENS and first in _UNITS and 1 <= _UNITS[first] <= 9:
        return _UNITS[first] + _TENS[tens]
    return None


def _plain(value: Decimal) -> str:
    """Digits with a point, without needless zeros: 2500000000, 0.5."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
