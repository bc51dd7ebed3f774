"""Lines with a label ("Ansvarlig: X", "Periode: 2020-2024") and tables whose heads say what the cells are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..mentions import enumerations
from ..types import Literal, Span, Statement, Zone
from . import nominal_cues as cues
from .clauses import owns
from .made import Maker
from .nominal import number_at
from .reading import ACTORS, THINGS, WORKS, Item, Page, Read
from .topics import topic

_LABELLED = re.compile(r"^\s*(?:[•*\-–]\s*)?(?:\*\*)?([A-ZÆØÅ][\wæøåÆØÅ /-]{1,30}?)(?:\*\*)?\s*:\s+(?=\S)")


def lines(page: Page, read: Read) -> Iterator[Statement]:
    """Statements of a line such as "Parter: regeringen, KL og Danske Regioner"."""
    match = _LABELLED.match(read.sentence.words)
    if match is None and (noun := enumerations.actor_list(read.sentence)) is not None:
        yield from _listed_actors(page, read, noun)
    if match is None or read.sentence.row is not None:
        return
    relation = cues.LABELS.get(match.group(1).casefold())
    if relation is None:
        return
    at = read.sentence.span.start + match.end()
    items = [i for i in read.items if i.span.start >= at]
    about = _about(page, read, at)
    if about is not None:
        yield from _values(page, read, about, relation, items, ())


def labelled(page: Page, read: Read) -> tuple[str, float] | None:
    """What a line such as "Økonomi: 20 mio. kr." speaks of, or None for other sentences."""
    match = _LABELLED.match(read.sentence.words) if read.sentence.row is None else None
    if match is None or match.group(1).casefold() not in cues.LABELS:
        return None
    about = _about(page, read, read.sentence.span.start + match.end())
    return (about, 0.85) if about else None


def _listed_actors(page: Page, read: Read, noun: str) -> Iterator[Statement]:
    """The bodies of a list under "Parterne bag" or "Deltagere"."""
    relation = (
        "agreedBy"
        if "part" in noun and "partner" not in noun
        else "responsibleActor"
        if noun == "ansvarlige"
        else "participates"
    )
    about = topic(page, read)
    title = enumerations.title_of(read.sentence)
    if about is not None and about[1] >= 0.6:
        yield from _values(page, read, about[0], relation, read.items[:1], (title,) if title else ())


def _about(page: Page, read: Read, at: int) -> str | None:
    """What a label speaks of: an initiative in the lines just above or in the heading, else the topic."""
    number = page.number(read)
    for earlier in reversed(page.reads[max(0, number - 8) : number]):
        if earlier.sentence.zone is Zone.HEADING or not _LABELLED.match(earlier.sentence.words):
            named = [i for i in earlier.items if i.type in THINGS and i.key]
            if named:
                return named[0].key
        if earlier.sentence.zone is Zone.HEADING:
            break
    found = topic(page, read, None, THINGS)
    if found is None or found[1] >= 0.7:
        return found[0] if found else None
    before = any(span.start < at for span in page.entities[found[0]].mentions)
    return found[0] if before else None  # "Sekretariat: X" before anything is named is of the meeting


def _values(
    page: Page, read: Read, subject: str, relation: str, items: Sequence[Item], context: tuple[Span, ...]
) -> Iterator[Statement]:
    maker = Maker(page, read)
    if relation in ("agreedBy", "launchedBy", "responsibleActor"):
        for item in items:
            if item.type in ACTORS and item.key and not owns(read.tokens, item.last):
                yield maker.make(subject, relation, item.key, confidence=0.9, context=context)
    elif relation == "participates":
        for item in items:
            if item.type in ACTORS and item.key:
                yield maker.make(item.key, relation, subject, confidence=0.85, context=context)
    elif relation == "eventDate" and page.entities[subject].type != "Event":
        return
    elif relation in ("targetDate", "launchedOn", "validTo", "validFrom", "eventDate"):
        for item in items:
            if item.type == "Date" and item.value and ("/" not in item.value or relation == "targetDate"):
                yield maker.make(
                    subject,
                    relation,
                    Literal(item.value.rpartition("/")[2], "date"),
                    confidence=0.9,
                    context=context,
                    reading=item.reading,
                )
                break
    elif relation == "period":
        yield from _period(maker, read, subject, context)
    elif relation == "initiativeCount":
        number = next((n for i in range(len(read.tokens)) if (n := number_at(read.tokens, i)) is not None), None)
        if number is not None and len(read.tokens) <= 6:
            yield maker.make(
                subject, relation, Literal(str(number), "number", "initiativer"), confidence=0.9, context=context
            )
    elif relation in ("succeeds", "precedes", "buildsOn", "partOf"):
        for item in items:
            if item.type in WORKS and item.key and item.key != subject:
                yield maker.make(subject, relation, item.key, confidence=0.85, context=context)
    elif relation == "concernsTheme":
        for item in items:
            if item.type == "Theme" and item.key:
                yield maker.make(subject, relation, item.key, confidence=0.8, context=context)


def _period(maker: Maker, read: Read, subject: str, context: tuple[Span, ...]) -> Iterator[Statement]:
    match = re.search(r"((?:19|20)\d\d)\s?(?:[-–—/]|til|og frem til)\s?((?:19|20)\d\d|\d\d)\b", read.sentence.words)
    if match:
        last = match.group(2) if len(match.group(2)) == 4 else match.group(1)[:2] + match.group(2)
        yield maker.make(subject, "validFrom", Literal(match.group(1), "date"), confidence=0.9, context=context)
        yield maker.make(subject, "validTo", Literal(last, "date"), confidence=0.9, context=context)


def tables(page: Page) -> Iterator[Statement]:
    """Statements of table cells: heads that name relations over rows that name things, or label and value side by
    side.
    """
    rows: dict[tuple[int, int], list[Read]] = {}
    heads: dict[int, list[Read]] = {}
    for read in page.reads:
        row = read.sentence.row
        if row is None:
            continue
        if row.header:
            heads.setdefault(row.table, []).append(read)
        else:
            rows.setdefault((row.table, row.span.start), []).append(read)
    for (table, _), cells in sorted(rows.items()):
        if table in heads:
            yield from _headed(page, heads[table], cells)
        if len(cells) == 2:
            yield from _pair(page, cells)


def _headed(page: Page, heads: Sequence[Read], cells: Sequence[Read]) -> Iterator[Statement]:
    names = {h.sentence.column: (h.sentence.words.strip().casefold(), h.sentence.span) for h in heads}
    goals = [
        c for c in cells if enumerations.cell_kind(names.get(c.sentence.column, ("", c.sentence.span))[0]) == "Goal"
    ]
    thing = next(
        (
            i
            for c in cells
            for i in (*c.items, *c.goals)
            if i.type in THINGS | {"Goal"}
            and i.key
            and cues.LABELS.get(names.get(c.sentence.column, ("", c.sentence.span))[0]) != "partOf"
        ),
        None,
    )
    thing = next((i for c in goals for i in c.goals), thing)
    thing = thing or _track(cells, names)
    if thing is None or thing.key is None or not _keys_row(cells, thing, names):
        return
    for cell in cells:
        if any(i is thing for i in (*cell.items, *cell.goals)):
            continue
        name, span = names.get(cell.sentence.column, ("", cell.sentence.span))
        relation = cues.LABELS.get(name)
        if relation:
            yield from _values(page, cell, thing.key, relation, cell.items, (span,))


_TRACK_HEAD = re.compile(r"(?:indsats|hoved)?spor|(?:indsats|fokus)?område|tema|pejlemærke|søjle|indsats")


def _track(cells: Sequence[Read], names: Mapping[int, tuple[str, Span]]) -> Item | None:
    """The theme in a row's first cell under "Spor" or the like: the row tells who carries it and by when."""
    first = next((c for c in cells if not _NUMBERED.fullmatch(c.sentence.words)), None)
    if first is None or not _TRACK_HEAD.fullmatch(names.get(first.sentence.column, ("", first.sentence.span))[0]):
        return None
    return next((i for i in first.items if i.type == "Theme" and i.key), None)


_NUMBERED = re.compile(r"\W*(?:nr\.?|#)?\s*[\d.]+[a-z]?\W*", re.IGNORECASE)


def _keys_row(cells: Sequence[Read], thing: Item, names: Mapping[int, tuple[str, Span]]) -> bool:
    """True where a row is about a thing: it stands in the first cell, numbers apart, or in a column of its kind."""
    home = next(c for c in cells if any(i is thing for i in (*c.items, *c.goals)))
    first = next((c for c in cells if not _NUMBERED.fullmatch(c.sentence.words)), home)
    head = names.get(home.sentence.column, ("", home.sentence.span))[0]
    if home is first:
        return not _TIME_HEAD.fullmatch(head)
    return enumerations.cell_kind(head) is not None or enumerations.names_work(head)


# Rows that are told apart by when or by whom: what their first cell names is not what the row is about.
_TIME_HEAD = re.compile(r"tidspunkt|tid|dato|år|årstal|periode|hvornår|måned|kvartal|kilde|omtalt i|nævnt i")


def _pair(page: Page, cells: Sequence[Read]) -> Iterator[Statement]:
    label = cells[0].sentence.words.strip().casefold().rstrip(":")
    relation = cues.LABELS.get(label)
    about = topic(page, cells[1], None, THINGS) if relation not in (None, "partOf") else None
    subject = (
        page.main if (page.main and about is None) or (about and about[1] >= 0.8) else (about[0] if about else None)
    )
    if relation and subject:
        yield from _values(page, cells[1], subject, relation, cells[1].items, (cells[0].sentence.span,))
