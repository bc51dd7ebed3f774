"""What each stretch of canonical text is: structure first, then the words of `zone_cues`.

The passes run in this order, and a later one never overrules what an earlier one settled:
what the format says → stretches of furniture under their heading → single lines of furniture → the lines around the
title that say who and when → quotations and captions → headings and title → lists, and the rest is body.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from . import zone_cues as cues
from . import zones_head
from .canonical import CanonicalText, Piece
from .plain_layout import BULLET, NUMBERED, pieces
from .types import Zone, ZoneSpan

_BY_KIND = {
    "item": Zone.LIST,
    "row": Zone.TABLE,
    "quote": Zone.QUOTATION,
    "furniture": Zone.NAVIGATION,
    **{zone.value: zone for zone in Zone if zone not in (Zone.HEADING, Zone.BODY)},
}
_TOP = 8  # so many pieces from the start may hold title, byline and dateline
_HEADING_CHARS = 140
_HEADING_WORDS = 20


@dataclasses.dataclass(slots=True)
class _Unit:
    """A piece while its zone is being found; `gap` counts the line breaks before it (2: a blank line)."""

    piece: Piece
    text: str
    gap: int
    zone: Zone | None = None
    level: int = 0

    @property
    def words(self) -> int:
        return self.text.count(" ") + self.text.count("\n") + 1


def zone(canonical: CanonicalText) -> tuple[ZoneSpan, ...]:
    """The zones of a canonical text, one for each paragraph, heading, item and row, in order and apart.

    Together they cover every line that holds more than white space.
    """
    plain = not canonical.pieces
    units = _units(canonical, pieces(canonical.text) if plain else canonical.pieces)
    _from_format(units)
    _sections(units)
    _lines(units)
    if plain:
        _head(units)
    _around_title(units)
    _quotations(units)
    if plain or not any(unit.piece.kind == "heading" for unit in units):
        _infer_headings(units)
    _title(units)
    return tuple(_finished(unit) for unit in units)


def _units(canonical: CanonicalText, found: Sequence[Piece]) -> list[_Unit]:
    units: list[_Unit] = []
    before = 0
    for piece in found:
        gap = canonical.text.count("\n", before, piece.span.start) if units else 2
        units.append(_Unit(piece, piece.span.of(canonical.text), gap))
        before = piece.span.end
    return units


def _finished(unit: _Unit) -> ZoneSpan:
    piece = unit.piece
    found = unit.zone or (Zone.LIST if piece.kind == "item" else Zone.BODY)
    level = (unit.level or piece.level) if found in (Zone.TITLE, Zone.HEADING) else 0
    if found is not Zone.TABLE:
        return ZoneSpan(piece.span, found, level)
    return ZoneSpan(piece.span, found, 0, piece.cells, piece.header, piece.table)


def _from_format(units: list[_Unit]) -> None:
    """What the format says; items and paragraphs stay open, since cues may tell more about them."""
    for unit in units:
        kind = unit.piece.kind
        if kind == "heading":
            unit.level = unit.piece.level
        elif kind == "furniture":
            unit.zone = _furniture(unit)
        elif kind not in ("", "paragraph", "item"):
            unit.zone = _BY_KIND.get(kind)
            if unit.zone in (Zone.NAVIGATION, Zone.TEASER, Zone.ADVERT):
                unit.zone = _furniture_line(unit) or unit.zone


def _furniture(unit: _Unit) -> Zone:
    """Which furniture a piece is that its format calls furniture; navigation where no cue tells."""
    section = _section(unit.text)
    if section:
        return section
    return next((z for pattern, z, _ in cues.LINES if pattern.match(unit.text)), Zone.NAVIGATION)


def _section(text: str) -> Zone | None:
    """The furniture that a heading of these words opens."""
    bare = text.strip(" :.–-|»›>#*•\t\xa0").replace("\xa0", " ")
    if len(bare) > 60:
        return None
    return next((z for pattern, z in cues.SECTIONS if pattern.fullmatch(bare)), None)


def _sections(units: list[_Unit]) -> None:
    """Mark stretches of furniture under a heading that opens one, and what lies between article end and the first."""
    at = 0
    while at < len(units):
        opened = _section(units[at].text) if units[at].zone is None else None
        if opened is None or (at < 4 and zones_head.zone_of(units[at].text, at) is Zone.SOURCE):
            at += 1
            continue
        stop = _section_end(units, at)
        for unit in units[at:stop]:
            unit.zone = unit.zone if unit.zone is not None and unit.zone.is_furniture else opened
        at = stop
    _after_keywords(units)


def _section_end(units: list[_Unit], at: int) -> int:
    """Where the stretch that a furniture heading opens ends.

    At the next one; at a heading of the format on the same or a higher level; in the running text, where body text
    resumes: a paragraph of two sentences that is no dated teaser and not indented like one.
    """
    head = units[at]
    opened = _section(head.text)
    if opened in (Zone.NAVIGATION, Zone.FOOTER, Zone.ADVERT):
        return min(at + 1 + (head.piece.kind == "heading"), len(units))
    tail = _is_tail(units, at)
    if opened is Zone.NEWSLETTER and not tail:
        form = (i for i in range(at + 1, len(units)) if not _belongs_to_form(units[i]))
        return next(form, len(units))
    for stop in range(at + 1, len(units)):
        unit = units[stop]
        if unit.zone is None and _section(unit.text):
            return stop
        if unit.piece.kind == "heading" and (not head.level or unit.piece.level <= head.level) and not tail:
            return stop
        if not tail and _is_running_text(unit):
            return stop
    return len(units)


def _belongs_to_form(unit: _Unit) -> bool:
    """A line of a sign-up box: a button or a field's name, or words about the newsletter."""
    if unit.zone is not None or unit.piece.kind == "heading":
        return False
    return (unit.words <= 3 and unit.text[-1] not in ".:") or _furniture_line(unit) is Zone.NEWSLETTER


def _is_tail(units: list[_Unit], at: int) -> bool:
    """True where everything after `at` is furniture: dated teasers, or no running text that is not an item."""
    rest = units[at + 1 :]
    if any(unit.piece.kind in ("title", "heading") and unit.piece.level <= 1 for unit in rest):
        return False
    dated = sum(bool(cues.DATED_ITEM.match(unit.text)) and unit.words < 16 for unit in rest[:60])
    if dated >= 2:
        return True
    heads = sum(_section(unit.text) is not None for unit in rest[:20])
    return heads >= 1 and not any(_is_running_text(u) for u in rest[: _last_head(rest)])


def _last_head(rest: Sequence[_Unit]) -> int:
    return next((i for i, unit in enumerate(rest) if _section(unit.text)), 0)


def _is_running_text(unit: _Unit) -> bool:
    if unit.piece.kind in ("item", "row") or cues.DATED_ITEM.match(unit.text):
        return False
    return len(unit.text) > 140 and bool(re.search(r"[.!?][”\"]?\s*$", unit.text))


def _after_keywords(units: list[_Unit]) -> None:
    """The keyword line ends an article: what stands between it and the first furniture heading is the site's own."""
    for at, unit in enumerate(units):
        if unit.zone is not None or not cues.KEYWORDS.match(unit.text):
            continue
        unit.zone = Zone.KEYWORDS
        body_before = sum(u.zone is None and len(u.text) > 60 for u in units[:at])
        head = next((i for i in range(at + 1, min(at + 9, len(units))) if units[i].zone is not None), None)
        if body_before >= 2 and head is not None and units[head].zone is not Zone.KEYWORDS:
            for between in units[at + 1 : head]:
                between.zone = _furniture_line(between) or Zone.ADVERT


def _furniture_line(unit: _Unit) -> Zone | None:
    words, text = unit.words, unit.text.replace("\xa0", " ").strip()
    return next((z for pattern, z, most in cues.LINES if words <= most and pattern.match(text)), None)


def _lines(units: list[_Unit]) -> None:
    """Single lines of furniture, keywords and sources."""
    for at, unit in enumerate(units):
        if unit.zone is not None or unit.piece.kind == "heading":
            continue
        if cues.SOURCE.match(unit.text) and unit.words <= 25:
            unit.zone = Zone.SOURCE
        elif cues.CAPTION.match(unit.text):
            unit.zone = Zone.CAPTION
        elif at < 4 and cues.MASTHEAD.match(unit.text) and unit.words <= 25:
            unit.zone = Zone.DATELINE
        elif unit.piece.kind != "item" or unit.words <= 10:
            unit.zone = _furniture_line(unit)


def _head(units: list[_Unit]) -> None:
    """The lines above the title that say who publishes the page and where on it one is, and the title under them."""
    top = [unit for unit in _top(units)[:_TOP] if unit.piece.kind == ""]
    for at, unit in enumerate(top):
        found = zones_head.zone_of(unit.text, at) if unit.zone in (None, Zone.NEWSLETTER) else None
        if found is None or _over_subtitle(unit, top[at + 1 : at + 2]):
            continue
        follows = any(u.zone is None and _looks_like_heading(u) for u in top[at + 1 :])
        precedes = any(u.zone is None and _looks_like_heading(u) for u in top[:at])
        if found is not Zone.SOURCE or follows or precedes:
            unit.zone = found
    named = [u for u in top if u.text.isupper() and u.words <= 5]
    for before, unit in itertools.pairwise(top):
        if before in named and before.zone is None and zones_head.LETTER.fullmatch(unit.text):
            before.zone = Zone.SOURCE  # "HAV & HAVN", then "Nyhedsbrev fra Havneforeningen"
    title = next((u for u in top if u.zone is None and u.text.casefold().strip(" :") not in cues.KIND_LINE), None)
    if title is None or not _looks_like_heading(title):
        return
    after = units[units.index(title) + 1 :][:4]
    called = title.words >= 3 or (title.text.isupper() and _over_subtitle(title, top[top.index(title) + 1 :][:1]))
    if called and not _is_dateline(title.text) and any(unit.gap >= 2 for unit in after):
        title.zone, title.level = Zone.TITLE, 1
        if after[0].gap < 2 and after[0].zone is None and after[0].text[0] in cues.OPEN_QUOTES and after[0].words <= 14:
            after[0].zone, after[0].level = Zone.HEADING, 2  # what the plan is called, right under what it is


def _over_subtitle(unit: _Unit, below: Sequence[_Unit]) -> bool:
    """Is a line in capitals what a plan is called, since the line right under it says what it is a plan for?"""
    return unit.text.isupper() and any(u.gap < 2 and zones_head.says_what_it_is(u.text) for u in below)


def _around_title(units: list[_Unit]) -> None:
    """Dateline and byline: near the top before the text begins, or in the last lines of it."""
    open_units = [unit for unit in units if unit.zone is None or unit.zone is Zone.SOURCE]
    top = _top(open_units)
    bottom = open_units[max(len(top), len(open_units) - 4) :]
    timeline = sum(bool(cues.DATELINE.fullmatch(u.text)) for u in open_units) >= 3
    headed = {id(unit) for before, unit in itertools.pairwise(open_units) if before.piece.kind == "heading"}
    for unit in [*top, *bottom]:
        if unit.zone is not None or unit.piece.kind in ("heading", "row"):
            continue
        under_heading = id(unit) in headed and len(open_units) > len(top) and any(unit is u for u in bottom)
        if _is_labelled_byline(unit.text):
            unit.zone = Zone.BYLINE
        elif not timeline and _is_dateline(unit.text) and not under_heading:
            unit.zone = Zone.DATELINE
        elif unit.text.casefold().strip(" :") in cues.KIND_LINE and (any(unit is u for u in top) or unit is units[-1]):
            unit.zone = Zone.SOURCE
    for before, unit in itertools.pairwise(open_units[-4:]):
        if unit.zone is None and (before.zone is Zone.BYLINE or cues.GREETING.fullmatch(before.text.strip(" ,."))):
            unit.zone = _name_line(unit.text)
            before.zone = unit.zone or before.zone
    for at, unit in enumerate(top):
        near = [*top[max(0, at - 1) : at], *top[at + 1 : at + 2]]
        if (
            unit.zone is None
            and unit.piece.kind != "heading"
            and any(u.zone in (Zone.DATELINE, Zone.BYLINE) for u in near)
        ):
            unit.zone = _name_line(unit.text)


def _top(units: list[_Unit]) -> list[_Unit]:
    """The units before running text begins, at most `_TOP`."""
    stop = next((i for i, unit in enumerate(units[:_TOP]) if _is_body_text(unit)), min(_TOP, len(units)))
    return units[: stop + 2] if stop <= 1 else units[:stop]


def _is_body_text(unit: _Unit) -> bool:
    return len(unit.text) > 160 and not _is_labelled_byline(unit.text)


def _is_dateline(text: str) -> bool:
    bare = text.replace("\xa0", " ").strip()
    return len(bare) <= 90 and bool(cues.DATELINE.fullmatch(bare) or cues.MONTH_LINE.fullmatch(bare))


def _is_labelled_byline(text: str) -> bool:
    """ "Af Pia Jensen, kontorchef", "Leder … fra kontorchef Pia Færch." """
    if len(text) > 200:
        return False
    label = cues.BYLINE_LABEL.match(text)
    if label and len(text) <= 100:
        return _names_person(text[label.end() :])
    opinion = cues.BYLINE_OPINION.match(text)
    return bool(opinion and _names_person(text[opinion.end() :]) and not re.search(r"[.!?]\s+[A-ZÆØÅ]", text))


_ROLED = re.compile(rf"{cues.ROLE}{cues.PERSON}")


def _names_person(text: str) -> bool:
    match = _ROLED.match(text)
    return bool(match) and not cues.BODY_WORD.fullmatch(match.group().split()[-1] if match else "")


def _name_line(text: str) -> Zone | None:
    """A lone name beside the dateline: of a person (byline) or of a body (source)."""
    bare = text.strip(" .,|")
    if len(bare) > 80 or re.search(r"[.!?:;]\s", bare):
        return None
    if any(cues.BODY_WORD.fullmatch(word.strip(",")) for word in bare.split()) and len(bare.split()) <= 5:
        return Zone.SOURCE
    if re.fullmatch(rf"{_ROLED.pattern}(?:,\s[\w\sæøåÆØÅ/.&-]{{2,50}})?", bare):
        return Zone.BYLINE
    return None


def _quotations(units: list[_Unit]) -> None:
    """Paragraphs that are somebody's words: in quotation marks, or after the dash that opens a line of speech."""
    begun = False  # something has been said: a short line in quotation marks is no longer what the text is called
    for at, unit in enumerate(units):
        if unit.zone is not None or unit.piece.kind in ("heading", "row"):
            begun = begun or unit.piece.kind == "heading"
            continue
        quoted = unit.text[0] in cues.OPEN_QUOTES and _is_mostly_quoted(unit.text)
        title = not begun and unit.piece.kind == "" and _looks_like_heading(unit)
        if (quoted and not title) or (unit.piece.kind == "item" and _is_spoken(units, at)):
            unit.zone = Zone.QUOTATION
        begun = True


def _is_mostly_quoted(text: str) -> bool:
    if text.count(" ") < 5:
        return False
    close = max(text.rfind(mark) for mark in cues.CLOSE_QUOTES)
    rest = text[close + 1 :].strip()
    if close <= 0 or not rest.strip(" ."):
        return True  # the quotation goes on in the next paragraph, or ends here
    return close > 0.4 * len(text) and bool(cues.SPEECH.match(rest))


def _is_spoken(units: list[_Unit], at: int) -> bool:
    """A dash before a whole sentence, apart from its neighbours, none of which is an item of a list."""
    text = units[at].text
    if (
        text[0] not in "–—-"
        or (text.count(" ") < 8 and not _asks(units, at - 1))
        or not re.search(r"[.!?]\s*$", text)
        or not text[1:].lstrip()[:1].isupper()
    ):
        return False
    before = units[at - 1] if at else None
    after = units[at + 1] if at + 1 < len(units) else None
    apart = units[at].gap >= 2 or _asks(units, at - 1)
    if not apart or (after is not None and after.gap < 2):
        return False
    listed = [u for u in (before, after) if u is not None and u.piece.kind == "item" and u.zone is not Zone.QUOTATION]
    return not listed


def _asks(units: list[_Unit], at: int) -> bool:
    return at >= 0 and units[at].text.rstrip().endswith("?")


def _infer_headings(units: list[_Unit]) -> None:
    """Short lines without a full stop that stand before text, in formats that mark no headings."""
    content = [u for u in units if u.zone is None or u.zone.carries_statements]
    looks = [u.zone is None and _looks_like_heading(u) for u in content]
    number = 0
    for at, unit in enumerate(content):
        if looks[at] and (_leads_text(content, looks, at) or _next_section(content, at, number)):
            unit.zone = Zone.HEADING
            unit.level = unit.level or 2
            number = _section_number(unit) or number


_SECTION_NUMBER = re.compile(r"(\d{1,2})\.?\s+(?=\D)")


def _section_number(unit: _Unit) -> int:
    """The number that a line begins with: 2 for "2. Mål"; 0 for none."""
    match = _SECTION_NUMBER.match(unit.text)
    return int(match[1]) if match is not None else 0


def _next_section(content: list[_Unit], at: int, before: int) -> bool:
    """Does a line alone between blank ones bear the number after the last numbered heading's: "2. Mål" over bullets?

    Not where it is an item of a list, whose next number comes right after it or whose last stands right before.
    """
    unit, number = content[at], _section_number(content[at])
    if not before or number != before + 1 or unit.gap < 2 or at + 1 >= len(content) or content[at + 1].gap < 2:
        return False
    beside = [_section_number(u) for u in content[at - 1 : at] + content[at + 1 : at + 2] if u.piece.kind == "item"]
    return number - 1 not in beside and number + 1 not in beside


def _looks_like_heading(unit: _Unit) -> bool:
    text = unit.text.replace("\xa0", " ").strip()
    if len(text) > _HEADING_CHARS or unit.words > _HEADING_WORDS or text[-1] in ".:;,!":
        return False
    if unit.piece.kind == "item" and text.endswith("?") and text[0] in "-–—":
        return True  # the dash of an interviewer
    if BULLET.match(text) or cues.SALUTATION.match(text):
        return False
    if unit.piece.kind == "item" and not (NUMBERED.match(text) and len(text) <= 80):
        return False
    return (
        bool(re.match(r"[\"'”“»„(]?[a-z]?[A-ZÆØÅÉÖÄ0-9§]", text)) and any(c.isalpha() for c in text)
    ) or _is_dateline(text)


_AGENDA = re.compile(r"(?:Pkt\.?|Punkt|PKT\.?|Dagsordenspunkt)\s*\d{1,2}[.:]?\s+\S")


def _leads_text(content: list[_Unit], looks: list[bool], at: int) -> bool:
    """A heading stands after a blank line, and within two more headings text follows.

    A numbered one must be followed by text at once, else it is an item of a list.
    """
    unit = content[at]
    if unit.gap < 2:
        return False
    if _AGENDA.match(unit.text) and at + 1 < len(content):
        return True
    follow = at + 1
    while follow < len(content) and looks[follow] and follow - at <= 2:
        follow += 1
    if follow >= len(content) or looks[follow]:
        return False
    if unit.piece.kind == "item":
        after, before = content[at + 1], content[at - 1] if at else None
        asked = unit.text.endswith("?")
        apart = after.gap >= 2 or asked or (unit.words <= 8 and after.text[-1] in ".:?!")
        return apart and after.piece.kind != "item" and (before is None or before.piece.kind != "item")
    return (
        content[at + 1].gap >= 2
        or len(content[at + 1].text) > 1.5 * len(unit.text)
        or content[at + 1].piece.kind == "item"
    )


def _title(units: list[_Unit]) -> None:
    """The first heading is the title where no running text stands before it; a format's headings keep their level."""
    if any(unit.zone is Zone.TITLE for unit in units):
        first = next(unit for unit in units if unit.zone is Zone.TITLE)
        for unit in units:
            unit.zone = Zone.HEADING if unit.zone is Zone.TITLE and unit is not first else unit.zone
    for unit in units:
        if unit.piece.kind == "heading" and unit.zone is None:
            unit.zone = Zone.HEADING
    if any(unit.zone is Zone.TITLE for unit in units):
        return
    for unit in units:
        if unit.zone is Zone.HEADING:
            unit.zone, unit.level = Zone.TITLE, 1
            return
        if unit.zone is None and unit.text[-1] in ".:!?" and len(unit.text) > 60:
            return
        if unit.zone is None and len(unit.text) > _HEADING_CHARS:
            return
