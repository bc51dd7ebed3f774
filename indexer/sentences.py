"""Danish sentences as spans: our own small splitter.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, an ordinal before a month or a noun, a
number or a web address, or the next word goes on in lower case. Over 36 awkward sentences this beat spaCy, pysbd and
simplemma; `tests/cases/sentences` holds others, half of them kept back when the rules were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .types import Span

# Never end a sentence: something is always to follow.
_LEADING = frozenset(
    re.findall(
        r"\S+",
        """
    bl fig adm afd ang bl.a ca cand cirk dir dr eks f.eks fhv fmd forf forts fr frk f.m hr ibid inc int jf kap
    kl kontorch kst kt lic lb lovbek lovf maks mdl medl mfl mr nr ndf nuv næstfmd off opr p.g.a pag pct.pt pgf
    pkt plk prof på.gr ref resp rk s.k s.u sml sek skt spec st str såk tidl tlf udg uds und ult vedr vejl vha
    vol v.h.a d.v.s dvs fx bek bkg evt incl inkl ekskl eksl h.h.v hhv i.e i.f.m ifm i.f.t ift i.h.t iht i.fht
    fht o.a.f s.a sst stk pr på.h.t m.h.p mhp m.h.t mht m.a.o n.br t.h t.v u.st p.t pt f.h.t gl nedenn ovenn
    oversk overs sdr ndr vestl østl d d.å c/o adr att bestyrelsesfmd dep dept direktionsfmd styrelsesch vicedir
    underdir ministersekr cand.polit cand.jur cand.merc cand.scient ph.d phd
    """,
    )
)
# May stand last in a sentence as well: then a capital (or the end) tells.
_TRAILING = frozenset(
    re.findall(
        r"\S+",
        """
    mv m.v mm m.m osv o.s.v o.a oa o.l ol o.lign m.fl mfl etc m.m.m kr mio mia pct a/s aps inkl.moms ff f kvm km
    t.o.m jan feb mar apr jun jul aug sep sept okt nov dec årg tusind o.fl s
    """,
    )
)
_MONTH = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec"
)
# Nouns that an ordinal counts: "den 3. strategi", "1. halvår", "2. udgave".
_COUNTED = (
    "halvår|kvartal|division|udgave|udg|behandling|kontor|afdeling|del|fase|generation|gang|runde|etape|led|sal|trin|"
    "kapitel|række|plads|juledag|påskedag|pinsedag|verdenskrig|person|strategi|klasse|linje|punktum|stykke|pkt|led"
)
_ORDINAL_NEXT = re.compile(rf"\s+(?:{_MONTH}|{_COUNTED})\b", re.IGNORECASE)
_STOP = re.compile(r"[.!?…]+")
_CLOSERS = "\"'”’»)]“«›"
_OPENERS = "\"'“”„«»([–—-‹›‘’"
_WORD_BEFORE = re.compile(r"[^\s()\[\]\"“”„«»]*$")
_LOWER_START = re.compile(r"[a-zæøåéäöü]")
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HARD_WRAP_MIN = 40
# Words that can't end a line of running text: "inden udgangen af", and then a year.
_OPEN = re.compile(r"\s(?:af|i|til|på|for|med|og|fra|ved|om|under|over|mod|samt|eller|end|inden|efter|før)$")


def sentences(text: str, span: Span, *, wrapped: bool = False) -> tuple[Span, ...]:
    """The sentences between span.start and span.end, in order, without white space at their ends.

    Together they hold every character of the span that is not white space. A line break ends a sentence; with
    `wrapped` (the span is known to be one paragraph) it is only a space. Linear in the span's length.

    >>> from indexer.types import Span
    >>> s = "Mødet er d. 3. maj kl. 9. KL deltager."
    >>> [x.of(s) for x in sentences(s, Span(0, len(s)))]
    ['Mødet er d. 3. maj kl. 9.', 'KL deltager.']
    """
    found: list[Span] = []
    for start, end in _stretches(text, span, wrapped):
        begin = start
        for stop in _stops(text, start, end):
            _add(found, text, begin, stop)
            begin = stop
        _add(found, text, begin, end)
    return tuple(found)


def continues(before: str, after: str) -> bool:
    """True where a line goes on in the next one: it is long, ends no sentence, and the next starts in lower case, or it
    ends with a word that something has to follow.

    >>> continues("Mellem strategien fra januar 2002 og den ligger den", "anden strategi.")
    True
    >>> continues("Alle færgelejer i hele landet har fået landstrøm inden udgangen af", "2027.")
    True
    """
    before, after = before.rstrip(), after.lstrip()
    if len(before) < _HARD_WRAP_MIN or before[-1] in ".!?:;…" or re.match(r"[a-zæøå][.)]\s", after):
        return False
    return bool(_LOWER_START.match(after)) or (_OPEN.search(before) is not None and after[:1].isdigit())


def _stretches(text: str, span: Span, wrapped: bool) -> Iterator[tuple[int, int]]:
    """The span cut at its hard line breaks."""
    if wrapped:
        yield span.start, span.end
        return
    start = line = span.start
    for match in _BREAK.finditer(text, span.start, span.end):
        following = _BREAK.search(text, match.end(), span.end)
        nxt = text[match.end() : following.start() if following else span.end]
        if not continues(text[line : match.start()] or " ", nxt or " "):
            yield start, match.start()
            start = match.end()
        line = match.end()
    yield start, span.end


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end between start and end: after the mark and the quotes or brackets that close with it."""
    for match in _STOP.finditer(text, start, end):
        stop = match.end()
        while stop < end and text[stop] in _CLOSERS:
            stop += 1
        if stop >= end:
            return
        if _ends_sentence(text, match, start, stop, end):
            yield stop


def _ends_sentence(text: str, match: re.Match[str], start: int, stop: int, end: int) -> bool:
    if not text[stop].isspace():
        return False
    follow = stop
    while follow < end and text[follow].isspace():
        follow += 1
    if follow >= end:
        return False
    first = follow
    while first < end and (text[first] in _OPENERS or text[first].isspace()):
        first += 1
    if first < end and text[first].islower():
        # "– siger han" after a question, "f.eks. data": the sentence goes on.
        return False
    if match.group() != "." or stop > match.end():
        return True
    return _full_stop_ends(text, match.start(), start, stop, end)


def _full_stop_ends(text: str, dot: int, start: int, stop: int, end: int) -> bool:
    """Whether a single full stop before a capital, a digit or a quotation mark ends the sentence."""
    found = _WORD_BEFORE.search(text, max(start, dot - 40), dot)
    word = found.group() if found else ""
    low = word.lower().lstrip("–-")
    if low in _TRAILING:
        return not _goes_on_after_unit(text, low, stop, end)
    if len(word) > 1 and word.isupper() and text[stop : stop + 2].strip()[:1].isalpha():
        return True  # "… mellem staten og KL. I en klumme": a name, where "kl. 9" is an hour
    if low in _LEADING or low.rsplit("/", 1)[-1] in _LEADING:
        return False
    if re.fullmatch(r"(?:[A-ZÆØÅ]|[A-ZÆØÅ]\.-?[A-ZÆØÅ]|[A-Z][a-z]?\.-[A-Z])", word):
        return False  # initials: "H. C. Andersen"
    if re.fullmatch(r"[a-zæøå](?:\.[a-zæøå]){1,3}", low):
        return False  # an abbreviation nobody listed: "u.å."
    if re.fullmatch(r"(?:§+\s?)?\d{1,2}", word) or re.fullmatch(r"[ivx]{1,4}", low):
        return _numeral_ends(text, dot - len(word), start, stop, end)
    return not (
        dot == start
        or (
            dot - len(word) == start
            and re.fullmatch(
                r"\d+(?:\.\d+)*|"
                r"[a-zA-Z]",
                word,
            )
            is not None
        )
    )


def _goes_on_after_unit(text: str, word: str, stop: int, end: int) -> bool:
    """ "10 mio. Kroner" and "3 kr. (2016)" go on; a digit after a month or an amount does too."""
    follow = text[stop : min(end, stop + 20)].lstrip()
    if word in ("mio", "mia"):
        return bool(re.match(r"(?:DKK|EUR|Kr)\b", follow))
    if word in ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"):
        return follow[:1].isdigit()
    if word in ("a/s", "aps"):
        return False
    return follow[:1] in "(&" and follow[:1] != ""


def _numeral_ends(text: str, number_start: int, start: int, stop: int, end: int) -> bool:
    """Whether a numeral's full stop ends the sentence: not in "3. maj", "1. halvår", "den 4. Titel"."""
    if not text[start:number_start].strip():
        return False
    if _ORDINAL_NEXT.match(text, stop, end):
        return False
    before = text[max(start, number_start - 14) : number_start].rstrip().lower()
    return not re.search(
        r"(?:^|\s)(?:den|det|de|d|nr|kap|kapitel|tabel|figur|boks|bilag|afsnit|fase|trin|del|"
        r"spor|bind|artikel|punkt|side|§)\.?$",
        before,
    )
