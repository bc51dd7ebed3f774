"""What a sentence stands under beyond its heading: run-in titles, items of an agenda, the item above "Beslutning".

"4.E Fælles sluse. Én indgang til hjælp. Initiativet afhænger af …": the last sentence speaks of Fælles sluse. Minutes
repeat "Drøftelse" and "Beslutning" under each item; what is decided belongs to the item.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.dates import MONTHS, parse_date
from indexer.types import Zone

from .wordlists import several

if TYPE_CHECKING:
    from .views import Sentence

_MOST_WORDS = 12
_MOST_LED = 14  # sentences that one run-in title stands over
_GENERAL = several("""
    beslutning beslutninger drøftelse drøftelser sagsfremstilling indstilling baggrund økonomi konklusion opfølgning
    resumé resume vurdering bemærkninger høring bilag proces status tidsplan afgørelse referat sagen indledning
    kommunikation udtalelse behandling beslutningspunkter videre det formål indhold mål handling indsats
""")
_ITEM = re.compile(
    r"(?:pkt\.?|punkt|sag|ad|kapitel|initiativ|indsats|spor|mål|tema|§)?\s*\d+(?:\.\d+)*(?:\.?[A-Z])?\b", re.I
)
_BARE_ITEM = re.compile(r"(?:pkt\.?|punkt|sag|ad|stk\.?|nr\.?|§)?\s*\d+(?:\.\d+)*\s*[.):]?", re.I)


def topics(sentences: Sequence[Sentence], text: str) -> tuple[str, ...]:
    """For each sentence of a document the run-in titles and the wider heading that it stands under, or ""."""
    out: list[str] = []
    told: list[str] = []  # the run-in titles that stand over what follows
    item: list[str] = []  # the last item that has a name of its own: headings or run-in titles, one after the other
    carried = ""  # the item that a general heading belongs to
    heading, led = "", 0
    gathering = False
    dated = ""  # the day of the teaser
    for n, sentence in enumerate(sentences):
        if sentence.zone in (Zone.TITLE, Zone.HEADING):
            if not _general(sentence.text):
                item = [*item, sentence.text] if gathering and not told else [sentence.text]
                gathering = True
            told, heading = [], ""
        if sentence.zone not in (Zone.BODY, Zone.LIST):
            day = _day(sentence) if sentence.zone is Zone.TEASER else ""
            dated = "" if sentence.zone is not Zone.TEASER else day or dated
            out.append("" if day else dated)
            if sentence.zone is Zone.TABLE:
                told = []
            continue
        if sentence.heading != heading:
            heading, told, gathering = sentence.heading, [], False
            carried = " ".join(item) if _general(heading) else ""
        if _run_in(sentence, sentences[n - 1] if n else None, text):
            if _ITEM.match(sentence.text):
                carried = ""
            if not gathering or _ITEM.match(sentence.text):
                told = []
            told.append(sentence.text)
            item, gathering, led = list(told), True, 0
            out.append(carried)
            continue
        gathering, led = False, led + 1
        if led > _MOST_LED:
            told = []
        out.append(" ".join(filter(None, (carried, *told))))
    return tuple(out)


def _day(sentence: Sentence) -> str:
    """The day that a teaser's first line gives, in words: "14.02.17 Ledelse" dates the headline under it."""
    value = day_of_line(sentence.text, len(sentence.tokens))
    if not value:
        return ""
    year, month, day = value.split("-")
    return f"{int(day)}. {MONTHS[int(month) - 1]} {year}"


_MOST_BESIDE = 6  # words beside the day of a line that dates what stands under it


@functools.lru_cache(maxsize=4096)
def day_of_line(text: str, tokens: int) -> str:
    """The day (ISO) that a short line gives, else "": "14.02.17 Ledelse"."""
    if tokens > _MOST_BESIDE + 6:
        return ""
    for found in parse_date(text, None):
        rest = f"{text[: found.start]} {text[found.end :]}".split()
        if re.fullmatch(r"\d{4}-\d\d-\d\d", found.value) and len(rest) <= _MOST_BESIDE:
            return found.value
    return ""


def _last(heading: str) -> list[str]:
    lines = [line for line in re.split(r"\n| {2,}", heading) if line.strip()]
    return re.findall(r"[^\W\d_]+", lines[-1].casefold()) if lines else []


def _general(heading: str) -> bool:
    """True where a heading ends in a word that every item has: "Beslutning", "Drøftelse"."""
    said = _last(heading)
    return bool(said) and said[-1] in _GENERAL


def _run_in(sentence: Sentence, before: Sentence | None, text: str) -> bool:
    """True for a line's first words that name something and tell nothing of it: "4.E Fælles sluse."."""
    lead = text[text.rfind("\n", 0, sentence.start) + 1 : sentence.start].strip(" -–•*#_\t")
    if lead and not (before is not None and lead == before.text and _BARE_ITEM.fullmatch(lead)):
        return False
    if _BARE_ITEM.fullmatch(sentence.text):
        return True
    said = sum(low[0].isalnum() for low in sentence.lows)
    if not 0 < said <= _MOST_WORDS or sentence.text.endswith(("?", ",", "!")):
        return False
    tokens = [t for t in sentence.tokens if t.pos != "PUNCT"]
    if any(t.finite or t.pos in ("MODAL", "REL") for t in tokens) or not any(
        t.pos in ("NOUN", "PROPN") for t in tokens
    ):
        return False
    if tokens[0].pos == "PART" or (len(tokens) == 1 and tokens[0].low in _GENERAL):
        return False  # "Udsat til maj." tells something
    return sentence.text[:1].isupper() or sentence.text[:1].isdigit() or sentence.text[:1] in '»"“”*'
