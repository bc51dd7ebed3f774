"""Holds a text's numbers, dates and names against the fact-base claims it says it uses.

Pure functions: text + metadata + facts in, findings out. What is checked, and against what:

- *claim ids*: each exists, and is not known as common knowledge only; each source id exists.
- *years, dates, year ranges*: stand under a property named in ``claims``, in the names of its entry, or (months and
  days) in the date of a listed source. A full date needs the full date, a range the range. A weekday before a full
  date must be the calendar's.
- *numbers above ten*, digits or words: stand there too, or in ``computed`` ("62 = 33 + 29"), whose operands
  must stand there and whose sum must be right. What can be counted counts too: the members of a list value, and
  the initiatives of a strategy that the document lists.
- *names*: a run of capitalised words stands in a named entry or is the name of any entry; a single capitalised word
  inside a sentence is a word the fact base knows. A line all in capitals is a heading and not read for names.

Exempt: the document's own date and title, list ordinals and heading numbers at line start, addresses (URLs),
counts up to ten.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
TEENS = {
    "elleve": 11,
    "tolv": 12,
    "tretten": 13,
    "fjorten": 14,
    "femten": 15,
    "seksten": 16,
    "sytten": 17,
    "atten": 18,
    "nitten": 19,
    "hundrede": 100,
    "tusind": 1000,
}
TENS = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}
ONES = {"en": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9}
WORD_NUMBERS = {**TEENS, **TENS, **{f"{o}og{t}": n + m for o, n in ONES.items() for t, m in TENS.items()}}
MONTH = "|".join(MONTHS)
YEAR = r"(?:19|20)\d\d"
URL = re.compile(r"CC BY 4\.0|https?://\S+|www\.\S+|\S+@\S+")
RANGE = re.compile(rf"(?<![\d.,-])({YEAR})\s?[-–/]\s?({YEAR}|\d\d)(?![\d-])")
ISO = re.compile(rf"(?<!\d)({YEAR})-(0[1-9]|1[0-2])(?:-(\d\d))?(?![\d-])")
NUMERIC = re.compile(rf"(?<!\d)(\d\d?)[./](\d\d?)[./ -]({YEAR}|\d\d)(?!\d)")
SPOKEN = re.compile(rf"(?:({'|'.join(WEEKDAYS)})(?: den)? )?(?<!\d)(\d\d?)\. ({MONTH})(?: ({YEAR}))?", re.IGNORECASE)
MONTH_YEAR = re.compile(rf"\b({MONTH}) ({YEAR})\b", re.IGNORECASE)
LONE_YEAR = re.compile(rf"(?<![\d.,])({YEAR})(?!\d|,\d|\.\d)")
ORDINAL = re.compile(rf"(?m)^\s*(?:\d{{1,3}}(?:\.\d{{1,2}})*[.)]|\d{{1,2}}\.\d{{1,2}})\s(?!(?:{MONTH})\b)")
LABEL = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}[a-z]?(?![\d.,]\d|\d)")
NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|(?<![\d.,])(?<![a-zæøå]-)\d+(?:,\d+)?(?!\d)")
WORD = re.compile(
    r"\b(" + "|".join(sorted(WORD_NUMBERS, key=len, reverse=True)) + r")(?:årig\w*|års\w*|ende|)\b", re.IGNORECASE
)
CAPITAL = r"[A-ZÆØÅÉ][\w&’'-]*(?:\.dk)?"
CAPITALS = re.compile(rf"(?<!\w){CAPITAL}(?: {CAPITAL})*")
SENTENCE_START = re.compile(r"(?:^|[.!?:;…·›|]|^\W+|[.!?:] ?[»«\"”“(’'–—-]+)\s*[»«\"”“(’'\-–—•*]*\s*$")
ENDINGS = ("s", "et", "en", "ets", "ens")
ORDINARY_WORDS = {
    "dansk",
    "danmark",
    "danmarks",
    "cc",
    "by",
    "strategigraf",
    "europa",
    "eu",
    "i",
    "de",
    "den",
    "det",
    "it",
    "pdf",
    "rss",
    "faq",
    "linkedin",
    "facebook",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a document that the facts do not carry: its kind, the text found, and why."""

    kind: str
    found: str
    why: str


@dataclass(slots=True)
class Support:
    """What the entries named by a document hold: dates as ISO text, year ranges, numbers, and one text of names."""

    dates: set[str] = field(default_factory=set)
    ranges: set[tuple[int, int]] = field(default_factory=set)
    numbers: set[float] = field(default_factory=set)
    text: str = " "


def plain(text: str) -> str:
    """Lower case, one space between words, no punctuation; for comparing names."""
    return " " + " ".join(re.findall(r"[^\W_]+", text.lower())) + " "


def number(text: str) -> float:
    """A Danish number: point between thousands, comma before decimals."""
    return float(text.replace(".", "").replace(",", "."))


def full_year(text: str, century_of: int = 2000) -> int:
    """A year of four digits as it is, of two digits in its century."""
    return int(text) if len(text) == 4 else century_of // 100 * 100 + int(text)


def take_dates(text: str) -> tuple[list[tuple[str, str, str]], list[tuple[str, tuple[int, int]]], str]:
    """Dates as (as written, ISO or ``--MM-DD``, weekday or ''), year ranges, and the text with both blanked out."""
    dates: list[tuple[str, str, str]] = []
    ranges: list[tuple[str, tuple[int, int]]] = []

    def iso(match: re.Match[str]) -> str:
        dates.append((match[0], match[0], ""))
        return " · "

    def numeric(match: re.Match[str]) -> str:
        if int(match[2]) > 12 or int(match[1]) > 31:
            return match[0]
        dates.append((match[0], f"{full_year(match[3])}-{int(match[2]):02}-{int(match[1]):02}", ""))
        return " · "

    def span(match: re.Match[str]) -> str:
        if (
            len(match[2]) == 2
            and 1 <= int(match[2]) <= 12
            and match[0][4] == "-"
            and int(match[2]) <= int(match[1][2:])
        ):
            return match[0]
        ranges.append((match[0], (int(match[1]), full_year(match[2], int(match[1])))))
        return " · "

    def spoken(match: re.Match[str]) -> str:
        month = MONTHS.index(match[3].lower()) + 1
        dates.append((match[0], f"{match[4] or '-'}-{month:02}-{int(match[2]):02}", (match[1] or "").lower()))
        return " · "

    def month_year(match: re.Match[str]) -> str:
        dates.append((match[0], f"{match[2]}-{MONTHS.index(match[1].lower()) + 1:02}", ""))
        return " · "

    def year(match: re.Match[str]) -> str:
        dates.append((match[0], match[1], ""))
        return " · "

    for pattern, take in (
        (re.compile(rf"{YEAR}-\d\d-\d\d"), iso),
        (RANGE, span),
        (ISO, iso),
        (NUMERIC, numeric),
        (SPOKEN, spoken),
        (MONTH_YEAR, month_year),
        (LONE_YEAR, year),
    ):
        text = pattern.sub(take, text)
    return dates, ranges, text


def strings(value: Any) -> Iterator[str]:
    """Every scalar inside a claim value, as text."""
    if isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
    elif isinstance(value, float):
        yield str(value).replace(".", ",")
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def date_forms(iso: str) -> set[str]:
    """A date and every coarser way to say it: the day without its year, its month, its year."""
    parts = iso.split("-")
    forms = {"-".join(parts[:n]) for n in range(1, len(parts) + 1)}
    return forms | ({f"--{parts[1]}-{parts[2]}"} if len(parts) == 3 and parts[0] else set())


def add_text(support: Support, text: str) -> None:
    """Adds what one text holds to the support."""
    support.text += plain(text)
    if ISO.fullmatch(text):
        support.dates |= date_forms(text)
        return
    dates, ranges, rest = take_dates(text)
    for _, iso, _weekday in dates:
        support.dates |= {iso} if iso.startswith("--") else date_forms(iso)
    for _, (start, end) in ranges:
        support.ranges.add((start, end))
        support.dates |= {str(start), str(end)}
    support.numbers |= {n for _, n in numbers_in(rest)}


def numbers_in(text: str) -> list[tuple[str, float]]:
    """Numbers in digits or words, as (as written, value); initiative numbers such as 7.3 are labels, kept apart."""
    found = [(m[0], number(m[0])) for m in NUMBER.finditer(LABEL.sub(" ", text))]
    found += [(m[0], float(WORD_NUMBERS[m[1].lower()])) for m in WORD.finditer(text)]
    return found


def add_value(support: Support, value: Any) -> None:
    """Adds a claim value; a dict with start and end is a year range too."""
    if isinstance(value, list):
        support.numbers.add(float(len(value)))
    if isinstance(value, dict) and {"start", "end"} <= value.keys():
        years = [str(value[key])[:4] for key in ("start", "end")]
        if all(year.isdigit() for year in years):
            support.ranges.add((int(years[0]), int(years[1])))
    for text in strings(value):
        add_text(support, text)


def entry_id(claim: str, entries: dict[str, Any]) -> str | None:
    """The entry a claim id speaks of: ids may hold dots, the property is what follows the last one."""
    if claim in entries:
        return claim
    head = claim.rpartition(".")[0]
    return head if head in entries else None


def check_claims(meta: dict[str, Any], facts: dict[str, Any]) -> list[Finding]:
    """Claim ids and source ids that do not exist or may not be used."""
    found: list[Finding] = []
    entries = facts["entries"]
    for claim in meta.get("claims") or []:
        entry = entry_id(claim, entries)
        if entry is None:
            found.append(Finding("claim", claim, "no such entry"))
        elif entry != claim:
            found.extend(check_property(claim, entries[entry]))
        elif entries[entry]["claims"] and not entry.startswith("conflicts/"):
            found.append(Finding("claim", claim, "names no property"))
    for source in meta.get("sources") or []:
        if source.get("id") not in facts["sources"]:
            found.append(Finding("source", str(source.get("id")), "no such source"))
    return found


def check_property(claim: str, entry: dict[str, Any]) -> list[Finding]:
    """A property the entry does not hold, or holds as common knowledge only."""
    name = claim.rpartition(".")[2]
    if name in entry["general"]:
        return [Finding("claim", claim, "common knowledge only")]
    if name not in entry["claims"] and name not in entry["head"] and name != "name":
        return [Finding("claim", claim, "no such property")]
    return []


def support_for(meta: dict[str, Any], facts: dict[str, Any]) -> Support:
    """What the entries and sources a document lists hold, with the document's own date and computed numbers."""
    support = Support()
    entries = facts["entries"]
    claims = [str(claim) for claim in meta.get("claims") or []]
    named = {entry_id(claim, entries) for claim in claims}
    for name in sorted(n for n in named if n):
        properties = {c.rpartition(".")[2] for c in claims if entry_id(c, entries) == name and c != name}
        add_entry(support, entries[name], properties)
    add_counts(support, [entries[name] for name in named if name and name.startswith("initiatives/")])
    for source in meta.get("sources") or []:
        known = facts["sources"].get(source.get("id"), {})
        add_source(support, known)
    support.dates |= date_forms(str(meta.get("date", "")))
    support.text += plain(str(meta.get("title", "")))
    for line in meta.get("computed") or []:
        add_computed(support, str(line))
    return support


def add_source(support: Support, source: dict[str, Any]) -> None:
    """Adds a source's title and publisher as names, and its date where it is known to the month at least."""
    support.text += plain(f"{source.get('title')} | {source.get('publisher')}")
    date = str(source.get("date"))
    support.dates |= date_forms(date) - {date[:4]}


def add_entry(support: Support, entry: dict[str, Any], properties: set[str]) -> None:
    """Adds what an entry holds under the properties named (all where none is): names, head, values and notes."""
    add_value(support, entry["names"])
    add_value(support, entry["head"])
    for name, claims in entry["claims"].items():
        for claim in claims if not properties or name in properties else []:
            add_value(support, claim.get("value"))
            add_value(support, claim.get("note", ""))


def add_counts(support: Support, initiatives: list[dict[str, Any]]) -> None:
    """Adds how many initiatives of each strategy the document lists, and how many of them with a sourced title."""
    for strategy in {entry["head"].get("strategy") for entry in initiatives}:
        listed = [entry for entry in initiatives if entry["head"].get("strategy") == strategy]
        support.numbers |= {float(len(listed)), float(sum("title" in entry["claims"] for entry in listed))}


def add_computed(support: Support, line: str) -> None:
    """Adds the left side of "62 = 33 + 29" where the sum is right and every operand is supported."""
    left, _, right = line.partition("=")
    signed = re.findall(r"([+-]?)\s*(\d+(?:,\d+)?)", right)
    values = [number(digits) for _, digits in signed]
    supported = all(v <= 10 or v in support.numbers or str(int(v)) in support.dates for v in values)
    total = sum(-v if sign == "-" else v for (sign, _), v in zip(signed, values, strict=True))
    if values and supported and abs(total - number(left.strip())) < 1e-6:
        support.numbers.add(total)


def check_dates(dates: Iterable[tuple[str, str, str]], support: Support) -> list[Finding]:
    """Dates no named entry holds, and weekdays the calendar does not give."""
    found = []
    for written, iso, weekday in dates:
        if iso not in support.dates:
            found.append(Finding("date", written, f"{iso} stands in no entry named"))
        elif weekday and len(iso) == 10 and not iso.startswith("-"):
            right = WEEKDAYS[datetime.date.fromisoformat(iso).weekday()]
            if right != weekday:
                found.append(Finding("weekday", written, f"{iso} was a {right}"))
    return found


def check_numbers(text: str, support: Support) -> list[Finding]:
    """Numbers above ten that no named entry holds."""
    return [
        Finding("number", written, "stands in no entry named")
        for written, value in numbers_in(text)
        if not (value <= 10 and value == int(value)) and value not in support.numbers
    ]


def check_labels(text: str, support: Support) -> list[Finding]:
    """Initiative numbers such as 7.3 that no named entry holds."""
    return [
        Finding("label", label, "stands in no entry named")
        for label in LABEL.findall(text)
        if plain(label) not in support.text
    ]


def name_forms(words: list[str]) -> tuple[str, str]:
    """A name as it stands and with a genitive ending taken off, in comparable form."""
    joined = " ".join(words)
    return plain(joined), plain(re.sub(r"(?:['’]s|['’]|s)$", "", joined))


class Names:
    """The names of the whole fact base, by word and whole, in comparable form."""

    def __init__(self, facts: dict[str, Any]) -> None:
        names = [plain(name) for entry in facts["entries"].values() for name in entry["names"]]
        self.whole = set(names)
        self.text = "|".join(names)
        everything = " ".join(text for entry in facts["entries"].values() for text in strings(list(entry.values())))
        sources = " ".join(text for source in facts["sources"].values() for text in strings(list(source.values())))
        self.words = set(plain(everything + " " + sources).split()) | ORDINARY_WORDS

    def knows_word(self, word: str) -> bool:
        """Whether each part of a capitalised word is a word of the fact base, genitive or compound aside."""
        capital = [part for part in word.split("-") if part[:1].isupper()]
        parts = plain(" ".join(capital)).split()
        return all({p, p + "et", *(p.removesuffix(end) for end in ENDINGS)} & self.words or p.isdigit() for p in parts)

    def knows_run(self, words: list[str], support: Support) -> bool:
        """Whether a run of capitalised words is a known name, or names side by side."""
        if any(form in support.text or form in self.text for form in name_forms(words)):
            return True
        return any(
            any(form in self.whole for form in name_forms(words[:cut])) and self.knows_run(words[cut:], support)
            for cut in range(1, len(words))
        )


@cache
def _is_start(before: str) -> bool:
    return bool(SENTENCE_START.search(before))


def check_names(text: str, support: Support, names: Names) -> list[Finding]:
    """Capitalised runs that are no name of the fact base, line by line."""
    found = []
    for line in text.split("\n"):
        if line.isupper():
            continue
        for match in CAPITALS.finditer(line):
            words = match[0].split(" ")
            starts = _is_start(line[max(0, match.start() - 8) : match.start()])
            if starts and (len(words) == 1 or (names.knows_run(words[1:], support) and names.knows_word(words[1]))):
                continue
            known = names.knows_word(words[0]) if len(words) == 1 else names.knows_run(words, support)
            if not known:
                found.append(Finding("name", match[0], "no name of the fact base"))
    return found


def check(text: str, meta: dict[str, Any], facts: dict[str, Any], names: Names | None = None) -> list[Finding]:
    """All findings in one document; an empty list says the facts carry it as far as a machine can see."""
    support = support_for(meta, facts)
    body = URL.sub(" ", text)
    found = check_claims(meta, facts) + check_names(body, support, names or Names(facts))
    dates, ranges, rest = take_dates(ORDINAL.sub("\n", body))
    found += check_dates(dates, support)
    found += [
        Finding("period", written, "stands in no entry named") for written, span in ranges if span not in support.ranges
    ]
    return found + check_labels(rest, support) + check_numbers(rest, support)
