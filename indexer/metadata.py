"""A document's bibliographic data: front matter, sidecar, what the format says, inference; tried in that order.

Each source is one function from what it reads to a `Found`; the first that knows a field gives it. What was inferred
from the text carries its place there, so that it can be a claim with a quote; so does a given field whose value the
text itself says too.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from . import zone_cues as cues
from .dates import day_of, parse_date
from .errors import UnreadableDocument
from .plain_layout import marker
from .safe_yaml import load_mapping
from .sentences import sentences
from .types import Metadata, RawText, Source, Span, Zone, ZoneSpan
from .zones_head import is_body_line

FIELDS = ("title", "publisher", "author", "date", "url", "language", "kind", "license")
_ALIASES = {
    "titel": "title", "overskrift": "title", "udgiver": "publisher", "forfatter": "author", "forfattere": "author",
    "authors": "author", "dato": "date", "published": "date", "udgivet": "date", "publiceret": "date",
    "sprog": "language",
    "lang": "language", "type": "kind", "genre": "kind", "licens": "license", "kilder": "sources", "link": "url",
}  # fmt: skip
_MAX_FIELD = 500
_TITLE_CHARS = 140
FRONT_MATTER = "front matter"


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What one source says: fields as text, the sources cited, and for what the text says, the place of each field."""

    fields: Mapping[str, str] = dataclasses.field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    spans: Mapping[str, Span] = dataclasses.field(default_factory=dict)


def describe(
    doc_id: str, raw: RawText, sidecar: Mapping[str, Any] | None, text: str, zones: Sequence[ZoneSpan]
) -> Metadata:
    """The metadata of a document. Raises UnreadableDocument where a given field is of a wrong type or no date."""
    inferred = from_text(doc_id, text, zones)
    tried = {
        FRONT_MATTER: from_mapping(raw.metadata.get(FRONT_MATTER) or {}, FRONT_MATTER),
        "sidecar": from_mapping(sidecar or {}, "sidecar-filen"),
        "format": from_format(raw.metadata),
        "inferred": inferred,
    }
    values: dict[str, str] = {}
    origin: dict[str, str] = {}
    for field in FIELDS:
        for name, found in tried.items():
            if found.fields.get(field):
                values[field], origin[field] = found.fields[field], name
                break
    sources = next((found.sources for found in tried.values() if found.sources), ())
    same = {f: span for f, span in inferred.spans.items() if _same(values.get(f), inferred.fields.get(f))}
    values["language"] = values.get("language", "da").replace("_", "-").split("-")[0].lower()[:8] or "da"
    return Metadata(**values, sources=sources, origin=origin, spans=same)


def _same(given: str | None, inferred: str | None) -> bool:
    return bool(given and inferred) and str(given).casefold().split() == str(inferred).casefold().split()


# ---- front matter and sidecar

_FENCE = re.compile(r"\ufeff?---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


def parse_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The YAML between `---` lines at the head of a text, and the text after it; ({}, text) where there is none.

    A first line of dashes that no mapping follows is a rule, not front matter. Raises UnreadableDocument.
    """
    match = _FENCE.match(text)
    if not match or not re.match(r"\s*(?:#[^\n]*\n\s*)*[\w\"' -]+:", match.group(1) or ""):
        return {}, text
    return load_mapping(match.group(1), FRONT_MATTER), text[match.end() :]


def parse_sidecar(data: bytes) -> dict[str, Any]:
    """The mapping in a sidecar's bytes. Raises UnreadableDocument."""
    try:
        return load_mapping(data.decode("utf-8-sig"), "sidecar-filen")
    except UnicodeDecodeError:
        raise UnreadableDocument("kan ikke læses: sidecar-filen er ikke UTF-8") from None


def sidecar_names(name: str) -> tuple[str, str]:
    """What a document's sidecar may be called: "a/plan.pdf" → ("a/plan.meta.yaml", "a/plan.pdf.meta.yaml").

    Where both exist the longer name, which is meant for this ending alone, counts.
    """
    path = PurePosixPath(name)
    return str(path.with_name(path.stem + ".meta.yaml")), f"{name}.meta.yaml"


def from_mapping(mapping: Mapping[str, Any], what: str) -> Found:
    """The fields of front matter or a sidecar; unknown keys are left alone. Raises UnreadableDocument."""
    fields: dict[str, str] = {}
    sources: tuple[Source, ...] = ()
    for key, value in mapping.items():
        name = _ALIASES.get(key.strip().lower(), key.strip().lower())
        if value is None or value in ("", [], {}):
            continue
        if name == "sources":
            sources = _sources(value, what)
        elif name == "date":
            fields[name] = _date(value, what)
        elif name in FIELDS:
            fields.setdefault(name, _words(value, name, what))
    return Found(fields, sources)


def _words(value: Any, name: str, what: str) -> str:
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        value = ", ".join(str(item) for item in value)
    if isinstance(value, bool) or not isinstance(value, str | int | float | datetime.date):
        raise UnreadableDocument(f"kan ikke læses: feltet «{name}» i {what} skal være tekst")
    text = _one_line(str(value))
    if name == "url" and not re.match(r"(?:https?|urn|doi):\S+$", text):
        raise UnreadableDocument(f"kan ikke læses: feltet «url» i {what} er ikke en adresse")
    return text


def _one_line(text: str) -> str:
    clean = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(clean.split())[:_MAX_FIELD]


def _date(value: Any, what: str) -> str:
    """ISO 8601 of a YAML date, a year, or words like "12. maj 2016"."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str | int) and not isinstance(value, bool):
        found = _plain_date(str(value).strip())
        if found:
            return found
    raise UnreadableDocument(f"kan ikke læses: feltet «date» i {what} er ikke en dato: {_one_line(str(value))[:60]!r}")


def _plain_date(text: str) -> str | None:
    """A year, month or day from a text that holds one date; a season or stretch gives its year."""
    match = re.match(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T.*)?$", text)
    value = match.group(1) if match else next((d.value for d in parse_date(text[:200])), None)
    days = day_of(value) if value else None
    if value is None or days is None:
        return None
    return value if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", value) else str(days[0].year)


def _sources(value: Any, what: str) -> tuple[Source, ...]:
    if not isinstance(value, list):
        value = [value]
    found = []
    for number, item in enumerate(value, 1):
        if isinstance(item, str | int):
            item = {"title": str(item)}
        if not isinstance(item, dict):
            raise UnreadableDocument(f"kan ikke læses: feltet «sources» i {what} skal være en liste af kilder")
        title = _one_line(str(item.get("title") or item.get("url") or item.get("id") or ""))
        url = item.get("url")
        found.append(Source(_one_line(str(item.get("id") or number)), title, _one_line(str(url)) if url else None))
    return tuple(found)


# ---- what the format says


def from_format(said: Mapping[str, Any]) -> Found:
    """What HTML's meta tags or a file's properties say; what is no date or empty is left out, never an error."""
    fields = {}
    for name in FIELDS:
        value = said.get(name)
        if not isinstance(value, str | int | datetime.date) or isinstance(value, bool):
            continue
        if name == "date":
            found = value.isoformat()[:10] if isinstance(value, datetime.date) else _plain_date(str(value).strip())
        else:
            found = _one_line(str(value))
        if found:
            fields[name] = found
    return Found(fields)


# ---- inference from the text


def from_text(doc_id: str, text: str, zones: Sequence[ZoneSpan]) -> Found:
    """What the text itself says: title, dateline, byline, source line, kind; each with its place."""
    spans: dict[str, Span] = {}
    fields: dict[str, str] = {}
    for name, found in (
        ("title", _title(text, zones)),
        ("date", _dateline(text, zones)),
        ("author", _author(text, zones)),
        ("publisher", _publisher(text, zones)),
        ("kind", _kind(text, zones)),
    ):
        if found:
            fields[name], span = found
            if span:
                spans[name] = span
    if _is_english(text):
        fields["language"] = "en"
    fields.setdefault("title", _one_line(PurePosixPath(doc_id).stem.replace("_", " ")) or "Uden titel")
    return Found(fields, (), spans)


_ENGLISH = re.compile(r"\b(?:the|and|of|to|with|that|is|are|by|from)\b", re.IGNORECASE)
_NORDIC = re.compile(r"\b(?:og|at|af|av|til|der|det|den|med|på|som|er|ikke|för|och)\b", re.IGNORECASE)


def _is_english(text: str) -> bool:
    """True where small English words are three times as many as Nordic ones."""
    sample = text[:20_000]
    return len(_ENGLISH.findall(sample)) > 3 * len(_NORDIC.findall(sample)) + 5


_Value = tuple[str, Span | None] | None


def _title(text: str, zones: Sequence[ZoneSpan]) -> _Value:
    """The title zone; without one the first sentence of the text, cut where it is long."""
    for piece in zones:
        if piece.zone is Zone.TITLE and _one_line(piece.span.of(text)):
            span = Span(piece.span.start + marker(piece.span.of(text)), piece.span.end)
            return _one_line(span.of(text)), span
    if zones and cues.MASTHEAD.match(zones[0].span.of(text)):
        return _one_line(zones[0].span.of(text)), zones[0].span
    for piece in zones:
        if piece.zone in (Zone.BODY, Zone.HEADING, Zone.QUOTATION) and not cues.SALUTATION.match(piece.span.of(text)):
            first = sentences(text, piece.span, wrapped=True)[:1]
            words = _one_line(first[0].of(text)) if first else ""
            if not any(c.isalnum() for c in words):
                continue
            if len(words) <= _TITLE_CHARS:
                bare = words.rstrip(".:;, ")
                return bare, Span(first[0].start, first[0].start + len(first[0].of(text).rstrip(".:;, ")))
            return words[:_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(",;:") + " …", None
    return None


def _dateline(text: str, zones: Sequence[ZoneSpan]) -> _Value:
    """The date of the first dateline; one that says "opdateret" counts only where there is no other."""
    lines = [piece.span for piece in zones if piece.zone is Zone.DATELINE]
    lines += [piece.span for piece in zones if piece.zone in (Zone.BYLINE, Zone.SOURCE)]
    lines.sort(key=lambda span: bool(re.search(r"opdateret|redigeret|mødedato", span.of(text), re.IGNORECASE)))
    for span in lines:
        for found in parse_date(span.of(text)):
            days = day_of(found.value)
            if days and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", found.value) and days[0].month == days[1].month:
                return found.value, Span(span.start + found.start, span.start + found.end)
    return _day_of(text, zones)


_CONCLUDED = re.compile(r"\s*(?:[Ii]ndgået|[Vv]edtaget|[Gg]odkendt|[Uu]nderskrevet|[Tt]iltrådt)\b")
_MEETING = re.compile(r"møde|referat|dagsorden", re.IGNORECASE)


def _day_of(text: str, zones: Sequence[ZoneSpan]) -> _Value:
    """The day of what a text without a dateline is of, without a place: nobody says that it was published then.

    Minutes have it in their title, an agreement in the line that says when it was concluded.
    """
    for piece in zones[:6]:
        line = piece.span.of(text)
        if (piece.zone is Zone.TITLE and _MEETING.search(line)) or _CONCLUDED.match(line):
            found = next((d.value for d in parse_date(line[:200]) if re.fullmatch(r"\d{4}-\d\d-\d\d", d.value)), None)
            if found:
                return found, None
    return None


_AND_PERSONS = re.compile(rf"{cues.PERSON}(?:(?:,\s*|\s+og\s+|,?\s*&\s*){cues.PERSON})*")


def _author(text: str, zones: Sequence[ZoneSpan]) -> _Value:
    for piece in zones:
        if piece.zone not in (Zone.BYLINE, Zone.DATELINE):
            continue
        line = piece.span.of(text)
        at = 0
        if piece.zone is Zone.DATELINE:
            by = re.search(r"(?:^|[|·–,-]\s*)(?:af|skrevet af|tekst:)\s+", line, re.IGNORECASE)
            if not by:
                continue
            at = by.end()
        for label in (cues.BYLINE_LABEL, cues.BYLINE_OPINION):
            match = label.match(line)
            at = match.end() if match else at
        found = _AND_PERSONS.search(line, at)
        if found:
            end = _before_body(line, found.start(), found.end())
            span = Span(piece.span.start + found.start(), piece.span.start + end)
            return _one_line(span.of(text)), span
    return None


def _before_body(line: str, start: int, end: int) -> int:
    """Where the persons end and the body they come from begins: "Pia Holm, Region Hav"."""
    for comma in re.finditer(r",\s*", line[start:end]):
        after = line[start + comma.end() : end]
        if any(cues.BODY_WORD.fullmatch(word.strip(",")) for word in after.split()):
            return start + comma.start()
    return end


_SOURCE_LABEL = re.compile(
    r"(?:[a-zæøå ]{3,30}?\bfra|kilder?|udgiver|udgivet af|afsender|udsendt af)\s*:?\s+", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?,?\s*", re.IGNORECASE)
_PUBLISHER_END = re.compile(
    rf"[.;|(\n]|\s(?:nr|nummer)\.?\s*\d|,\s(?:den|d\.)?\s?\d|\s[–-]\s|,?\s(?={cues.MONTH}\s+\d{{4}})|,\s(?=(?:19|20)\d\d)"
)


_OFFICE = re.compile(r"(?i:af)\s+(?:[^.,|\d]{3,40},\s*)?(?P<body>[A-ZÆØÅ][^.,|\d]{2,60}?)\s*[.,|]")


def _says_publisher(line: str) -> bool:
    """True for a line with a label ("Udgivet af X") or that is a body's name, not a paper's."""
    return bool(_SOURCE_LABEL.match(line)) or is_body_line(line)


def _publisher(text: str, zones: Sequence[ZoneSpan]) -> _Value:
    """The source line at the head or the end of the text, else the holder of the copyright."""
    kept = [piece for piece in zones if not piece.zone.is_furniture]
    edge = [*kept[:8], *kept[-4:]]
    lines = [
        piece.span
        for piece in edge
        if piece.zone is Zone.SOURCE and piece.span.of(text).casefold().strip(" :") not in cues.KIND_LINE
    ]
    for span in sorted(lines, key=lambda span: not _says_publisher(span.of(text))):
        return _name_after(text, span, _SOURCE_LABEL)
    for piece in edge:
        office = _OFFICE.match(piece.span.of(text)) if piece.zone is Zone.DATELINE else None
        if office:
            span = Span(piece.span.start + office.start("body"), piece.span.start + office.end("body"))
            return _one_line(span.of(text)), span
    for piece in zones:
        if piece.zone is Zone.FOOTER and _COPYRIGHT.match(piece.span.of(text)):
            return _name_after(text, piece.span, _COPYRIGHT)
    return None


def _name_after(text: str, span: Span, label: re.Pattern[str]) -> _Value:
    line = span.of(text)
    match = label.match(line)
    start = match.end() if match else 0
    stop = _PUBLISHER_END.search(line, start)
    end = stop.start() if stop else len(line)
    name = line[start:end].rstrip(" ,.:")
    if not name or len(name) > 100 or not name[0].isupper():
        return None
    return _one_line(name), Span(span.start + start, span.start + start + len(name))


def _kind(text: str, zones: Sequence[ZoneSpan]) -> _Value:
    """From the form: a line "Pressemeddelelse", "Leder til …", a title "Referat af …" or "Spørgsmål og svar om …"."""
    for piece in zones[:10]:
        if piece.zone not in (Zone.TITLE, Zone.SOURCE, Zone.BYLINE, Zone.DATELINE):
            continue
        line = piece.span.of(text)
        for word, kind in cues.KIND_LINE.items():
            if line[: len(word)].casefold() == word and not line[len(word) : len(word) + 1].isalnum():
                if piece.zone is Zone.TITLE and word in (
                    "kommentar",
                    "tale",
                    "nyheder",
                    "debat",
                    "aftale",
                    "strategi",
                    "blog",
                ):
                    continue
                return kind, Span(piece.span.start, piece.span.start + len(word))
    return None
