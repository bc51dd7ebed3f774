"""Danish for the pages: class names in the plural, dates and numbers as Danes write them, zones, modalities."""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
SEASONS = {"21": "foråret", "22": "sommeren", "23": "efteråret", "24": "vinteren"}  # EDTF, level 1

# Class: singular, plural, the colour group its marks belong to.
CLASSES = {
    "Strategy": ("strategi", "strategier", "strategi"),
    "ActionPlan": ("handlingsplan", "handlingsplaner", "strategi"),
    "Agreement": ("aftale", "aftaler", "strategi"),
    "Initiative": ("initiativ", "initiativer", "initiativ"),
    "Programme": ("program", "programmer", "initiativ"),
    "Solution": ("løsning", "løsninger", "initiativ"),
    "Organisation": ("organisation", "organisationer", "aktoer"),
    "Person": ("person", "personer", "aktoer"),
    "Role": ("rolle", "roller", "aktoer"),
    "Theme": ("tema", "temaer", "tema"),
    "Goal": ("mål", "mål", "tema"),
    "Event": ("begivenhed", "begivenheder", "andet"),
    "Place": ("sted", "steder", "andet"),
    "Publication": ("udgivelse", "udgivelser", "andet"),
    "Quotation": ("citat", "citater", "andet"),
    "Document": ("dokument", "dokumenter", "andet"),
    "Claim": ("udsagn", "udsagn", "andet"),
    "Passage": ("tekststykke", "tekststykker", "andet"),
    "Evidence": ("belæg", "belæg", "andet"),
}
GROUPS = {
    "strategi": "Strategier, planer og aftaler",
    "initiativ": "Initiativer, programmer og løsninger",
    "aktoer": "Organisationer, personer og roller",
    "tema": "Temaer og mål",
    "andet": "Begivenheder, steder og udgivelser",
}
ZONES = {
    "title": "titel", "heading": "overskrift", "body": "brødtekst", "list": "liste", "table": "tabel",
    "caption": "billedtekst", "quotation": "citat", "byline": "forfatterlinje", "dateline": "datolinje",
    "source": "kildelinje", "keywords": "emneord", "teaser": "teaser", "advert": "annonce",
    "comment_rules": "kommentarregler", "navigation": "navigation", "newsletter": "nyhedsbrev",
    "footer": "sidefod eller cookiebesked",
}  # fmt: skip
FACETS = {"publisher": "Udgiver", "year": "År", "kind": "Teksttype", "theme": "Tema", "actor": "Aktør"}
REASONS = {
    "unknown_entity": "Spørgsmålet nævner noget, som dokumenterne ikke kender.",
    "not_stated": "Dokumenterne nævner det, der spørges om, men siger ikke svaret.",
    "outside_period": "Dokumenterne dækker ikke den periode, der spørges om.",
    "false_premise": "Spørgsmålet går ud fra noget, som dokumenterne ikke bekræfter.",
    "ambiguous": "Spørgsmålet kan forstås på flere måder.",
    "off_topic": "Spørgsmålet handler om noget andet end de dokumenter, der er indekseret.",
}


def class_name(type_: str, count: int = 1) -> str:
    """A class in Danish, in the number that the count asks for.

    >>> class_name("Strategy", 2)
    'strategier'
    """
    one, many, _ = CLASSES.get(type_, ("ting", "ting", "andet"))
    return one if count == 1 else many


def group(type_: str) -> str:
    """The colour group of a class."""
    return CLASSES.get(type_, ("", "", "andet"))[2]


def number(value: float | int | str) -> str:
    """A number as Danes write it.

    >>> number("1234567.5"), number(33)
    ('1.234.567,5', '33')
    """
    text = str(value)
    match = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?", text)
    if not match:
        return text
    sign, whole, part = match.groups()
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{grouped}" + (f",{part}" if part else "")


def date(value: str | None) -> str:
    """An ISO date, month, year or EDTF season in Danish; anything else as it stands.

    >>> date("2016-05-12"), date("2016-05"), date("2016"), date("2011-21")
    ('12. maj 2016', 'maj 2016', '2016', 'foråret 2011')
    """
    if not value:
        return ""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value)
    if not match:
        return value
    year, month, day = match.groups()
    if month in SEASONS and not day:
        return f"{SEASONS[month]} {year}"
    if not month or not 1 <= int(month) <= 12:
        return value
    name = MONTHS[int(month) - 1]
    return f"{int(day)}. {name} {year}" if day else f"{name} {year}"


def dates(text: str) -> str:
    """A text whose ISO dates are written as Danes write them, without a full stop at its end.

    >>> dates("regnet fra dokumentets dato 2016-05-13")
    'regnet fra dokumentets dato 13. maj 2016'
    """
    return re.sub(r"\b\d{4}-\d{2}-\d{2}\b", lambda match: date(match[0]), text).rstrip(". ")


def count(value: int, one: str, many: str) -> str:
    """A number with its noun: `count(2, "række", "rækker")`."""
    return f"{number(value)} {one if value == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Words as a Danish list.

    >>> listed(["stat", "regioner", "kommuner"])
    'stat, regioner og kommuner'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}" if words else ""


def period(start: str | None, end: str | None) -> str:
    """A period's years: "2016–2020", "fra 2016", "til 2020" or nothing."""
    first, last = (start or "")[:4], (end or "")[:4]
    if first and last:
        return first if first == last else f"{first}–{last}"
    return f"fra {first}" if first else f"til {last}" if last else ""
