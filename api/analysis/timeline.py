"""Dates of strategies, plans and the rest in order: single moments with their quotes, and periods."""

from __future__ import annotations

import calendar
import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from indexer.errors import UsageError

from .. import wording
from . import views
from .frames import Rows
from .statements import Name, Quote, StatementRow, relations, statements
from .things import classes

if TYPE_CHECKING:
    from ..index import Index

MOMENTS = ("validFrom", "validTo", "launchedOn", "targetDate", "eventDate")
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}


def days(value: str) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day of an ISO year, month or day, or of an EDTF season; None for anything else.

    A winter is its December: that the rest lies in the next year is left out.

    >>> days("2016-05")
    (datetime.date(2016, 5, 1), datetime.date(2016, 5, 31))
    >>> days("i foråret") is None
    True
    """
    parts = value.split("-")
    if len(parts) > 3:
        return None
    try:
        year, rest = int(parts[0]), [int(part) for part in parts[1:]]
        if len(rest) == 2:
            day = datetime.date(year, *rest)
            return day, day
        first, last = _SEASONS.get(parts[1], (rest[0], rest[0])) if rest else (1, 12)
        return datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, TypeError):
        return None


@dataclasses.dataclass(frozen=True, slots=True)
class Moment:
    """A date that a claim gives a thing; `first` and `last` are the days it may mean (the same for a full date)."""

    subject: Name
    relation: str
    value: str
    first: datetime.date
    last: datetime.date
    modality: str
    quotes: tuple[Quote, ...]
    statement: str

    @property
    def text(self) -> str:
        """The moment as a plain line of Danish."""
        return wording.statement(self.subject.label, self.relation, wording.literal(self.value))


@dataclasses.dataclass(frozen=True, slots=True)
class Period:
    """How long a thing lasts, in whole days; `basis` is "udsagn" where claims say so, "navn" where its name does."""

    subject: Name
    first: datetime.date
    last: datetime.date
    basis: str
    quotes: tuple[Quote, ...]


class Periods(Rows[Period]):
    """Periods, the earliest first."""

    title = "perioder"

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """One row a thing."""
        return ("navn", "klasse", "fra", "til", "grundlag", "iri")

    def record(self, row: Period) -> dict[str, Any]:
        """One period as a dictionary; days are `datetime.date`."""
        values = (row.subject.label, row.subject.type, row.first, row.last, row.basis, row.subject.iri)
        return dict(zip(self.columns(), values, strict=True))


class Timeline(Rows[Moment]):
    """Moments in order of time."""

    title = "tidspunkter"

    def __init__(self, rows: Iterable[Moment], periods: Iterable[Period] = ()) -> None:
        super().__init__(rows)
        self._periods = tuple(periods)

    def _again(self, rows: Iterable[Moment]) -> Timeline:
        kept = tuple(rows)
        subjects = {row.subject.iri for row in kept}
        return Timeline(kept, (p for p in self._periods if p.subject.iri in subjects))

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """One row a claim; `fra` and `til` are the days the date may mean."""
        return ("fra", "til", "dato", "navn", "klasse", "relation", "modalitet", "citat", "dokument", "iri", "udsagn")

    def record(self, row: Moment) -> dict[str, Any]:
        """One moment as a dictionary; days are `datetime.date`."""
        quote = row.quotes[0] if row.quotes else None
        values = (
            row.first, row.last, row.value, row.subject.label, row.subject.type, row.relation, row.modality,
            quote.text if quote else None, quote.doc_id if quote else None, row.subject.iri, row.statement,
        )  # fmt: skip
        return dict(zip(self.columns(), values, strict=True))

    def heads(self) -> Sequence[str]:
        """The column heads of the HTML view."""
        return ("Dato", "Hvad", "Belæg")

    def _shown(self, row: Moment) -> Sequence[str]:
        quotes = "".join(views.quote(quote) for quote in row.quotes[:1])
        return (views.escape(wording.literal(row.value)), views.escape(row.text), quotes)

    def periods(self) -> Periods:
        """The period of each thing, from claims where there are any, else from its name."""
        return Periods(self._periods)


def timeline(index: Index, subject: str | None = None, type: str | None = None) -> Timeline:
    """The dates that claims give things of a class, or one thing; negated claims are left out.

    Raises NotFound for a name the graph lacks, UsageError for a class that does not exist.
    """
    if type is not None and type not in classes():
        raise UsageError(f"der er ingen klasse »{type}«; der er {wording.listed(sorted(classes()))}")
    wanted = classes().get(type) if type else None
    rows = statements(index, subject=subject, relation=MOMENTS).filter(
        lambda row: not row.negated and (wanted is None or row.subject.type in wanted)
    )
    moments = [moment for row in rows if (moment := _moment(row)) is not None]
    order = {name: place for place, name in enumerate(relations())}
    moments.sort(key=lambda m: (m.first, m.last, m.subject.label, order[m.relation], m.statement))
    return Timeline(moments, _periods(index, moments, subject, wanted))


def _moment(row: StatementRow) -> Moment | None:
    span = days(row.object.label)
    if span is None:
        return None
    return Moment(row.subject, row.relation, row.object.label, *span, row.modality, row.quotes, row.iri)


def _periods(
    index: Index, moments: Sequence[Moment], subject: str | None, wanted: frozenset[str] | None
) -> list[Period]:
    sides: dict[str, dict[str, Moment]] = defaultdict(dict)
    for moment in moments:
        if moment.relation in ("validFrom", "validTo") and moment.subject.iri:
            best = sides[moment.subject.iri].get(moment.relation)
            if best is None or len(moment.quotes) > len(best.quotes):
                sides[moment.subject.iri][moment.relation] = moment
    found = [_said(pair["validFrom"], pair["validTo"]) for pair in sides.values() if len(pair) == 2]
    said = {period.subject.iri for period in found}
    known = {moment.subject.iri for moment in moments}
    for entity in index.texts.entities():
        span = days(entity.start or ""), days(entity.end or "")
        chosen = entity.iri in known if subject is not None else wanted is None or entity.type in wanted
        if chosen and entity.iri not in said and span[0] and span[1]:
            found.append(Period(Name(entity.label, entity.iri, entity.type), span[0][0], span[1][1], "navn", ()))
    valid = [period for period in found if period.first <= period.last]
    return sorted(valid, key=lambda p: (p.first, p.last, p.subject.label, p.subject.iri or ""))


def _said(start: Moment, end: Moment) -> Period:
    return Period(start.subject, start.first, end.last, "udsagn", (*start.quotes, *end.quotes))
