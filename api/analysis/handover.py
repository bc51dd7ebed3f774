"""Tables for other tools: documents, passages, entities, mentions, claims and evidence, with a data dictionary.

Each table is one CSV or Parquet file. `datapackage.json` describes every column in Danish by the Data Package standard
(https://datapackage.org), which R, Python and others read; `LAESMIG.md` says the same for eyes.
"""

from __future__ import annotations

import csv
import dataclasses
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from indexer.errors import UsageError

from .frames import need
from .statements import StatementRow, statements

if TYPE_CHECKING:
    from ..index import Index

Format = Literal["parquet", "csv"]
Row = tuple[Any, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type by the Table Schema standard, and what it means, in Danish."""

    name: str
    type: str
    meaning: str


@dataclasses.dataclass(frozen=True, slots=True)
class TableOut:
    """A table: its name, what a row is, its key, its columns, and the function that gives its rows in order."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Callable[[Index, Sequence[StatementRow]], Iterator[Row]]


def _documents(index: Index, claims: Sequence[StatementRow]) -> Iterator[Row]:
    for d in index.texts.documents():
        sources = "; ".join(filter(None, (s.get("url") or s.get("title") for s in d.sources)))
        yield (
            d.doc_id, d.iri, d.title, d.publisher, d.author, d.date, d.url, d.language, d.kind, d.license,
            sources or None, d.chars,
        )  # fmt: skip


def _passages(index: Index, claims: Sequence[StatementRow]) -> Iterator[Row]:
    for p in index.texts.all_passages():
        yield p.iri, p.doc_id, p.start, p.end, p.zone, p.heading or None, p.text


def _entities(index: Index, claims: Sequence[StatementRow]) -> Iterator[Row]:
    for e in index.texts.entities():
        names = "|".join(e.alt) or None
        yield e.iri, e.type, e.label, names, e.start, e.end, e.number, e.mentions, e.documents, e.known


def _mentions(index: Index, claims: Sequence[StatementRow]) -> Iterator[Row]:
    for document in index.texts.documents():
        record, keys = index.texts.record(document.doc_id), index.texts.keys(document.doc_id)
        text, passages = record.document.text, index.texts.passages_of(document.doc_id)
        found = sorted(
            (span.start, span.end, keys[entity.key])
            for entity in record.entities
            if entity.key in keys
            for span in entity.mentions
        )
        for start, end, iri in dict.fromkeys(found):
            passage = next((p.iri for p in passages if p.start <= start < p.end), None)
            yield document.doc_id, start, end, text[start:end], iri, passage


def _claims(index: Index, claims: Sequence[StatementRow]) -> Iterator[Row]:
    for c in claims:
        yield (
            c.iri, c.subject.iri, c.subject.label, c.relation, c.object.iri, c.object.label, c.object.type, c.unit,
            c.modality, c.negated, c.speaker.iri if c.speaker else None, c.confidence,
            "; ".join(c.readings) or None, " ".join(c.conflicts) or None,
        )  # fmt: skip


def _evidence(index: Index, claims: Sequence[StatementRow]) -> Iterator[Row]:
    for claim in claims:
        for role, quotes in (("belæg", claim.quotes), ("sammenhæng", claim.context)):
            for q in quotes:
                yield claim.iri, role, q.doc_id, q.start, q.end, q.text, q.passage, q.iri


def _columns(*lines: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*line) for line in lines)


_PLACE = "tegn (Unicode-kodepunkter) i dokumentets kanoniske tekst, talt fra 0"
TABLES = (
    TableOut(
        "dokumenter", "Et dokument pr. række.", ("doc_id",),
        _columns(
            ("doc_id", "string", "Dokumentets navn: filens sti under korpusmappen"),
            ("iri", "string", "Dokumentets navn i grafen"),
            ("titel", "string", "Titel"),
            ("udgiver", "string", "Udgiver, som filen eller dens metadata siger"),
            ("forfatter", "string", "Forfatter"),
            ("dato", "string", "Dato efter ISO 8601; år eller måned, hvor dagen ikke kendes"),
            ("url", "string", "Hvor teksten blev hentet"),
            ("sprog", "string", "Sprogkode"),
            ("slags", "string", "Slags tekst, for eksempel strategi, nyhed eller referat"),
            ("licens", "string", "Licens"),
            ("kilder", "string", "De kilder, dokumentet selv nævner, adskilt af semikolon"),
            ("tegn", "integer", "Den kanoniske teksts længde i tegn"),
        ),
        _documents,
    ),
    TableOut(
        "tekststykker", "Et tekststykke pr. række: nogle hele sætninger; det, der søges i.", ("iri",),
        _columns(
            ("iri", "string", "Tekststykkets navn i grafen"),
            ("doc_id", "string", "Dokumentet, det står i"),
            ("start", "integer", f"Første {_PLACE}"),
            ("slut", "integer", f"Første tegn efter stykket; {_PLACE}"),
            ("zone", "string", "Hvad stykket er: body, list, table, heading, caption, teaser …"),
            ("overskrift", "string", "Overskrifterne over stykket"),
            ("tekst", "string", "Stykkets ordlyd"),
        ),
        _passages,
    ),
    TableOut(
        "ting", "En ting pr. række: strategi, plan, aftale, initiativ, aktør, tema …", ("iri",),
        _columns(
            ("iri", "string", "Tingens navn i grafen"),
            ("klasse", "string", "Klasse i ontologien, for eksempel Strategy eller Organisation"),
            ("navn", "string", "Det navn, der bruges"),
            ("andre_navne", "string", "Andre navne i teksterne, adskilt af lodret streg"),
            ("fra", "string", "Periodens begyndelse, som del af identiteten; ISO 8601"),
            ("til", "string", "Periodens slutning"),
            ("nummer", "string", "Nummer, for eksempel et initiativs"),
            ("omtaler", "integer", "Antal steder, tingen nævnes"),
            ("dokumenter", "integer", "Antal dokumenter, den nævnes i"),
            ("kendt", "boolean", "Sand, hvor ordlisterne gav identiteten; ellers er navnet fundet i teksten"),
        ),
        _entities,
    ),
    TableOut(
        "omtaler", "En omtale pr. række: et sted, hvor en ting nævnes.", ("doc_id", "start", "slut", "ting"),
        _columns(
            ("doc_id", "string", "Dokumentet"),
            ("start", "integer", f"Første {_PLACE}"),
            ("slut", "integer", f"Første tegn efter omtalen; {_PLACE}"),
            ("ord", "string", "Ordene, som de står"),
            ("ting", "string", "Tingens iri; dokumentets, hvor teksten taler om sig selv"),
            ("tekststykke", "string", "Tekststykkets iri"),
        ),
        _mentions,
    ),
    TableOut(
        "udsagn", "Et udsagn pr. række: at en eller flere tekster siger, at en relation gælder.", ("iri",),
        _columns(
            ("iri", "string", "Udsagnets navn i grafen"),
            ("subjekt", "string", "Subjektets iri"),
            ("subjekt_navn", "string", "Subjektets navn"),
            ("relation", "string", "Relationens navn i ontologien, for eksempel agreedBy"),
            ("objekt", "string", "Objektets iri; tomt for en værdi"),
            ("objekt_navn", "string", "Objektets navn, eller værdien: dato efter ISO 8601, tal i cifre, ord"),
            ("objekt_type", "string", "Objektets klasse, eller Date, Number, Text for en værdi"),
            ("enhed", "string", "Enhed for et tal, for eksempel kr. eller procent"),
            ("modalitet", "string", "besluttet, i gang, gennemført, forventet eller ønsket"),
            ("benaegtet", "boolean", "Sand, hvor teksten siger, at det ikke gælder"),
            ("afsender", "string", "Iri for den, der siger det, når det ikke er dokumentet selv"),
            ("sikkerhed", "number", "Reglens sikkerhed fra 0 til 1; ikke en sandsynlighed"),
            ("laesning", "string", "Hvorfor noget tvetydigt er læst sådan"),
            ("uenig_med", "string", "Iri'er for udsagn, der siger noget andet, adskilt af mellemrum"),
        ),
        _claims,
    ),
    TableOut(
        "belaeg", "Et belæg pr. række: ord i et dokument, som et udsagn hviler på.",
        ("udsagn", "rolle", "doc_id", "start", "slut"),
        _columns(
            ("udsagn", "string", "Udsagnets iri"),
            ("rolle", "string", "belæg: ordene siger det; sammenhæng: læsningen hviler også på dem"),
            ("doc_id", "string", "Dokumentet"),
            ("start", "integer", f"Første {_PLACE}"),
            ("slut", "integer", f"Første tegn efter citatet; {_PLACE}"),
            ("citat", "string", "Ordene, tegn for tegn som i dokumentet"),
            ("tekststykke", "string", "Tekststykkets iri"),
            ("iri", "string", "Belæggets navn i grafen"),
        ),
        _evidence,
    ),
)  # fmt: skip


def export_tables(index: Index, folder: str | os.PathLike[str], format: Format = "parquet") -> list[Path]:
    """Writes all tables, `datapackage.json` and `LAESMIG.md` into a folder, and returns the files.

    Raises UsageError for a format that does not exist, ModelMissing where Parquet is asked for without pyarrow.
    """
    if format not in ("parquet", "csv"):
        raise UsageError(f"tabeller kan skrives som parquet eller csv, ikke {format}")
    write = _write_parquet if format == "parquet" else _write_csv
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    claims = tuple(statements(index))
    files, counts = [], {}
    for table in TABLES:
        rows = list(table.rows(index, claims))
        path = home / f"{table.name}.{format}"
        write(path, table, rows)
        files.append(path)
        counts[table.name] = len(rows)
    files.append(_write_text(home / "datapackage.json", _package(index, format, counts)))
    files.append(_write_text(home / "LAESMIG.md", _readme(index, format, counts)))
    return files


def _write_csv(path: Path, table: TableOut, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(column.name for column in table.columns)
        writer.writerows([_plain(value) for value in row] for row in rows)


def _plain(value: Any) -> Any:
    return ("true" if value else "false") if isinstance(value, bool) else value


def _write_parquet(path: Path, table: TableOut, rows: Sequence[Row]) -> None:
    arrow, parquet = need("pyarrow", "Parquet"), need("pyarrow.parquet", "Parquet")
    kinds = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_()}
    fields = [arrow.field(c.name, kinds[c.type], metadata={"beskrivelse": c.meaning}) for c in table.columns]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields)
    arrays = [arrow.array(values, type=field.type) for values, field in zip(columns, fields, strict=True)]
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=arrow.schema(fields)), path)


def _write_text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _package(index: Index, format: Format, counts: dict[str, int]) -> str:
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.{format}",
            "format": format,
            "description": table.meaning,
            "rowCount": counts[table.name],
            **({"encoding": "utf-8"} if format == "csv" else {}),
            "schema": {
                "fields": [{"name": c.name, "type": c.type, "description": c.meaning} for c in table.columns],
                "primaryKey": list(table.key),
            },
        }
        for table in TABLES
    ]
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "strategigraf",
        "title": "Strategigraf: udsagn med ordret belæg fra danske strategitekster",
        "version": index.hash,
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _readme(index: Index, format: Format, counts: dict[str, int]) -> str:
    lines = [
        "# Tabeller fra strategigraf",
        "",
        f"Skrevet af indekset `{index.hash}`. Tomme felter betyder, at teksten ikke siger det.",
    ]
    for table in TABLES:
        lines += ["", f"## `{table.name}.{format}`", "", f"{table.meaning} {counts[table.name]} rækker.", ""]
        lines += ["| kolonne | type | betydning |", "| --- | --- | --- |"]
        lines += [f"| `{c.name}` | {c.type} | {c.meaning} |"
                  for c in table.columns]  # fmt: skip
    return "\n".join(lines) + "\n"
