"""What a column holds, told by its header and its cells; and which words ask for a column of that sort."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.dates import parse_date

from .tables import Column, Sort
from .wordlists import several

_CUES: tuple[tuple[Sort, re.Pattern[str]], ...] = tuple(
    (sort, re.compile(pattern, re.I))
    for sort, pattern in (
        (Sort.PERCENT, r"%|\bpct\b|procent|\bandel\b|\bdækningsgrad\b|\bgrad\b"),
        (Sort.DATE, r"frist|deadline|termin|\bstart\w*|\bslut\w*|\bklar\b|færdig|tidspunkt|dato|tidsplan|ibrugtag"
                    r"|ikrafttræd|\bafslut\w*|hvornår|periode|løbetid|milepæl|idriftsæt|\budløb\w*|åbning(?:sdato)?$"),
        (Sort.MONEY, r"\bkr\b|kroner|\bmio\b|\bmia\b|budget|udgift|beløb|økonomi|bevilling|\bpris|omkostning|tilskud"
                     r"|\bramme|finansiering|forbrug\b|udgifter|investering|midler|besparelse|regnskab"),
        (Sort.ACTOR, r"ansvar|tovholder|\bejer|projektejer|udfører|udførende|leverandør|aktør|myndighed|\bpart\b"
                     r"|parter|\bhvem\b|trækker|organisation|forvaltning|\bcenter\b|enhed|afdeling|kontakt|leder\b"
                     r"|koordinator|operatør|drives af|forankr|ministerium|styrelse|samarbejdspartner|rolle"
                     r"|formand|ordfører|medlem\b|underskr|parti\b|kontor\b"),
        (Sort.VERDICT, r"status|vurdering|virkning|effekt|resultat|fremdrift|opfyld|karakter|lyskurv|trafiklys|udfald"
                       r"|konklusion|stade|\bstand\b|bedømmelse|tilstand"),
    )
)  # fmt: skip
_YEAR = re.compile(r"\b(?:B|R|F|BF)?((?:19|20)\d\d)\b", re.I)
TOTAL = re.compile(r"^\s*(?:i\s?alt|total\w*|samlet\w*|sum|hele perioden|tilsammen)\b", re.I)
UNIT = re.compile(
    r"\b(?P<u>(?:mio|mia)\.?\s*(?:kr\.?|kroner)|(?:millioner|milliarder)\s+kr(?:oner|\.)?|1\.000\s+kr\.?|t\.\s?kr\.?"
    r"|tusind\s+kr(?:oner|\.)?|mio\b\.?|mia\b\.?|kr\b\.?|kroner|pct\b\.?|procent|%)",
    re.I,
)

NUMBERS = re.compile(r"^(?:nr|nummer|id|#|pkt|punkt)\.?$", re.I)

RESPONSIBLE = several("""
    ansvar ansvarlig tovholder ejer projektejer stå lede drive styre varetage passe sørge skulle forankre bære trække
    løfte køre udføre gennemføre sidde spids hånd forankring ligge opgave leverandør levere myndighed enhed center aktør
    organisation skrive kontakte henvende kontakt spørge ledelse udfører
""")
ASKS: dict[Sort, frozenset[str]] = {
    Sort.ACTOR: RESPONSIBLE,
    Sort.DATE: several("""
        frist deadline termin senest færdig klar slutte afslutte ende nå levere udløb udløbe gennemføre udføre ibrugtage
        implementere klare stå ligge være dato tidspunkt starte begynde igangsætte opstart periode løbe åbne tage drift
        tidsplan planlægge forvente skulle slut start færdiggøre afholde sætte gang bruge komme
    """),
    Sort.MONEY: several("""
        koste penge krone kr mio mia million milliard budget bevilling udgift beløb økonomi afsætte bevilge pris
        finansiering finansiere tilskud ramme bruge betale omkostning midler sætte få fordele dyr forbrug investere
        investering afsat gå sum tildele modtage skulle forbruge
    """),
    Sort.VERDICT: several("""
        gå virkning virke effekt status vurdering vurdere resultat langt lykkes opnå nå være blive få komme stå ende
        bedømme karakter fremdrift
    """),
    Sort.COUNT: several("antal være have findes få tal ligge komme give skulle ligge rumme indeholde"),
    Sort.PERCENT: several("procent andel pct være have nå få skulle ligge stor"),
    Sort.TEXT: frozenset(),
    Sort.NAME: frozenset(),
}  # fmt: skip
STARTS = re.compile(r"\b(start\w*|begynd\w*|opstart\w*|igangs\w*|går i gang|gik i gang|går det i gang)\b", re.I)


def header(names: Sequence[str], cells: Sequence[Sequence[str]], told: str) -> tuple[Column, ...]:
    """The columns of a table from their headers, their cells (one sequence a column) and what stands over the table."""
    units = [_unit(name) for name in names]
    over = "" if re.search(rf"\d\s*{UNIT.pattern}", told, re.I) else _unit(told)
    own, lone = units[0] if names and not _is_label(names[0]) else "", _lone(units)
    shared, of_all = own or lone or over, own or over
    return tuple(
        _column(name, said, unit, shared, of_all) for name, said, unit in zip(names, cells, units, strict=True)
    )


def cued(name: str) -> bool:
    """True for a word that columns are headed with: "Ansvarlig", "Frist"."""
    return any(cue.search(name) for _, cue in _CUES)


def _lone(units: Sequence[str]) -> str:
    """The unit that stands once for all of them: "I alt (mio. kr.)" after columns of bare years."""
    found = {u for u in units if u}
    return found.pop() if len(found) == 1 else ""


def _is_label(name: str) -> bool:
    return UNIT.sub("", name).strip(" ().,:") != ""


def _unit(name: str) -> str:
    match = UNIT.search(name)
    if match is None:
        return ""
    unit = " ".join(match["u"].split())
    unit = unit[:1].lower() + unit[1:]
    low = unit.casefold()
    if low.startswith(("mio", "mia")) and "kr" not in low:
        return f"{low[:3]}. kr."
    return {"kr": "kr.", "kroner": "kr.", "%": "pct.", "procent": "pct.", "pct": "pct."}.get(low, unit)


def _column(name: str, cells: Sequence[str], unit: str, shared: str, of_all: str) -> Column:
    """A column; `shared` is the unit that its neighbours may have from one of them, `of_all` the whole table's."""
    years = _YEAR.findall(name)
    total = bool(TOTAL.match(name))
    if NUMBERS.match(name.strip()):
        return Column(name, Sort.TEXT)
    numeric = (
        _share(cells, r"(?:ca\.?\s*)?[-−]?\d[\d.,]*\s*(?:%|pct\.?|mio\.?|mia\.?|kr\.?|kroner)*\s*[–-]?|[–-]") >= 0.7
    )
    year = years[0] if len(years) == 1 and numeric else ""
    bare = re.sub(r"[^\w]", "", _YEAR.sub("", name)) == ""
    sort = _sort(name, cells, numeric)
    if numeric and (year or total):
        own = unit or (shared if bare or total else of_all)  # "Både 2021" takes no unit of "Andel med motor (pct.)"
        percent = own.startswith("pct") or _share(cells, r".*(?:%|pct).*") >= 0.5
        money = "kr" in own or sort is Sort.MONEY or _share(cells, r".*\bkr\b.*") >= 0.5
        sort = Sort.PERCENT if percent else Sort.MONEY if money else Sort.COUNT
    unit = unit or (shared if sort is Sort.MONEY and not shared.startswith("pct") else "")
    return Column(name, sort, year if (bare or year) else "", unit or ("pct." if sort is Sort.PERCENT else ""), total)


def _sort(name: str, cells: Sequence[str], numeric: bool) -> Sort:
    dated = _share(cells, r".*(?:19|20)\d\d.*") >= 0.5 and sum(bool(list(parse_date(c))) for c in cells if c) > 0
    for sort, cue in _CUES:
        if not cue.search(name):
            continue
        if sort is Sort.DATE and numeric and not dated:
            continue
        if sort in (Sort.MONEY, Sort.PERCENT) and not numeric and _share(cells, r".*\d.*") < 0.4:
            continue
        if sort in (Sort.ACTOR, Sort.VERDICT) and numeric and sort is Sort.ACTOR:
            continue
        return sort
    if dated and _share(cells, r".{0,40}") >= 0.9:
        return Sort.DATE
    if numeric:
        if _share(cells, r".*(?:%|pct).*") >= 0.5:
            return Sort.PERCENT
        return Sort.MONEY if _share(cells, r".*\b(?:kr|mio|mia)\b.*") >= 0.5 else Sort.COUNT
    if _share(cells, r".*\d\s*(?:(?:mio|mia)\.?\s*)?kr\b.*") >= 0.6:
        return Sort.MONEY
    return Sort.TEXT


def _share(cells: Sequence[str], pattern: str) -> float:
    said = [c for c in cells if c.strip()]
    return sum(bool(re.fullmatch(pattern, c.strip(), re.I | re.S)) for c in said) / len(said) if said else 0.0
