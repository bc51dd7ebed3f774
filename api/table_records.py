"""Tables told as records: an initiative with its heading, and under it "Ansvarlig: …", "Frist: …", "Økonomi: …".

The records of a document that share labels are one table; its columns are the labels.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from . import table_columns
from .tables import MOST_LINES, NUMBERED, Cell, Column, Row, Sort, Span, Table, named
from .views import View, content

_LABEL = (
    r"ansvarlig\w*|ansvar|tovholder\w*|ejer|projektejer|udfører|udførende|leverandør|aktør(?:er)?|part(?:er)?|frist"
    r"|deadline|termin|færdig|start|slut|tidsplan|tidspunkt|periode|løbetid|økonomi|budget|bevilling|udgift|beløb|pris"
    r"|finansiering|ramme|status|vurdering|effekt|virkning|resultat|fremdrift|målgruppe|sted|samarbejdspartner\w*"
    r"|opfølgning|måling|indikator|mål|milepæl\w*|forankring|kontakt|klar|antal|hvem|hvornår|pris"
)
_FIELD = re.compile(
    rf"(?:^|(?<=[.;,(|·•])\s*|(?<=\s)[–—-]\s+|\s{{2,}}|\t)[-•*_ ]*(?P<label>(?:{_LABEL})(?:\s+(?:for\s+)?[a-zæøå]+)?)[*_]*\s*:[*_]*\s*(?=\S)",
    re.I,
)
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"\.\s+(?=[A-ZÆØÅ])|;\s+")
_ABBREVIATED = re.compile(r"\b(?:kr|mio|mia|pct|mv|m\.v|kv)\.$", re.I)
MOST_LABEL = 160
MOST_UNDER = 12  # lines between a record's heading and its fields


@dataclasses.dataclass(slots=True)
class Record:
    """A record as it is read: the stretch of its label, and its fields by label."""

    label: Span
    line: Span
    fields: dict[str, Cell]


def tables(view: View) -> Iterator[Table]:
    """The records of a document as one table, where there are at least two that share a label."""
    records = [r for r in _records(view) if r.fields]
    shared = {name for r in records for name in r.fields if sum(name in o.fields for o in records) > 1}
    kept = [r for r in records if shared & set(r.fields)]
    if len(kept) < 2:
        return
    names = list(dict.fromkeys(name for r in kept for name in r.fields))
    said = [[r.fields[name].text if name in r.fields else "" for r in kept] for name in names]
    fields = table_columns.header(names, said, "")
    rows = tuple(_row(view, r, names) for r in kept)
    heading = next((s.heading for s in view.sentences if s.start >= kept[0].label[0]), "")
    yield Table((Column("", Sort.NAME), *fields), rows, None, 0, f"{heading} {_kinds(view, kept)}", kept[0].label[0])


def _kinds(view: View, records: Sequence[Record]) -> str:
    """What the records call themselves: "Initiativ 1", "Spor 2"."""
    words = [re.match(r"[A-Za-zæøåÆØÅ]{3,}(?=\s+\d)", view.text[r.label[0] : r.label[1]]) for r in records]
    return " ".join(dict.fromkeys(m.group() for m in words if m))


def _records(view: View) -> Iterator[Record]:
    """The records in order: every line that heads something, with the fields up to the next."""
    heads = {s.start for s in view.sentences if s.zone.value in ("heading", "title", "caption")}
    record: Record | None = None
    blank, since = True, 0
    last_end = -2
    for match in [*_LINE.finditer(view.text)][:MOST_LINES]:
        start, line = match.start(), match.group()
        blank = start - last_end > 1
        last_end = match.end()
        if not line.strip():
            continue
        found = _fields(line, start) if "|" not in line else []
        lead = found[0][1] - start if found else len(line)
        opening = line[:lead].strip(" -–•*#_.:")
        numbered = NUMBERED.match(line.strip(" -–•*#_")) is not None
        bare = start + len(line) - len(line.lstrip(" -–•*#_"))
        if opening and (bare in heads or numbered or (blank and not found and len(line) < MOST_LABEL)) and lead:
            if record is not None:
                yield record
            stop = _label_end(line, bare - start, lead)
            record = Record((bare, start + stop), (bare, start + len(line.rstrip())), {})
            since = 0
        elif record is None or (since := since + 1) > MOST_UNDER:
            continue
        for name, _, a, b in found:
            record.fields.setdefault(name, Cell(view.text[a:b], a, b, (bare, start + len(line.rstrip()))))
    if record is not None:
        yield record


def _label_end(line: str, start: int, lead: int) -> int:
    """Where a record's name ends in its line: at its fields, or at its first sentence's end."""
    skip = NUMBERED.match(line[start:])
    begin = start + (skip.end() if skip else 0)
    stop = re.compile(r"[.:;](?:\s|$)|\s[–—]\s|\(").search(line, begin + 2, lead)
    end = stop.start() if stop else lead
    while end > begin and line[end - 1] in " -–•*_.:(":
        end -= 1
    return max(end, begin + 1)


def _fields(line: str, start: int) -> list[tuple[str, int, int, int]]:
    """The fields of a line: label, where it starts, its value's span in the document."""
    found = [*_FIELD.finditer(line)]
    out = []
    for n, match in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(line.rstrip())
        value = line[match.end() : end]
        if n + 1 == len(found) and (cut := _SENTENCE.search(value)) and len(found) > 1:
            value = value[: cut.start()]
        value = value.rstrip(" ;,–—-(|·•)" if n + 1 < len(found) else " ;")
        value = value if _ABBREVIATED.search(value) else value.rstrip(" .")
        name = re.split(r"\s+for\s+", match["label"].strip())[0]
        if value.strip():
            out.append(
                (
                    name[:1].upper() + name[1:].casefold(),
                    start + match.start(),
                    start + match.end(),
                    start + match.end() + len(value),
                )
            )
    return out


def _row(view: View, record: Record, names: Sequence[str]) -> Row:
    a, b = record.label
    text = view.text[a:b]
    label = Cell(text, a, b, record.line)
    number, name = named(text.strip("*_ "))
    cells = (label, *(record.fields.get(n) for n in names))
    return Row(label, name, number, cells, frozenset(content(name)))
