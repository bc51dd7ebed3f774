"""The lines above a plain text's title: who publishes it, the path of the page, its menu.

A lone line that names a body, a masthead with a tagline or a row of menu words is not what the text is called; the
title is the first line after them that looks like one.
"""

from __future__ import annotations

import re

from . import zone_cues as cues
from .types import Zone

_MENU = re.compile(r"\S+(?: \S+)?(?:(?:\t|\s{2,})\S+(?: \S+)?){2,12}")
_MASTHEAD = re.compile(r"[^|\n.:!?]{2,50}\s\|\s[^|\n.:!?\d]{4,80}")
LETTER = re.compile(r"(?i:nyhedsbrev(?:et)?\s+(?:fra|udgivet af))\s+[A-ZÆØÅ][^.!?]{2,60}")
# "Havnebladet nr. 4, august 2023"
_ISSUE = re.compile(
    rf"(?!.*[Mm]øde)[A-ZÆØÅ][^.:!?|]{{3,50}}\s(?:nr|nummer)\.?\s*\d{{1,3}}[,/ ]+(?:(?i:{cues.MONTH})\s*)?\d{{4}}"
)
_SHOUTED = re.compile(r"[A-ZÆØÅ&. -]{2,40}")
_WHEN = rf"(?:,?\s+(?:den\s+)?(?i:{cues.DATE}|{cues.MONTH}\s+\d{{4}}|\d{{4}}))?"
_BODY = (
    r"(?:[\wæøåÆØÅ-]*(?i:ministeriet|styrelsen|direktoratet|rådet|foreningen|forbundet|instituttet|fonden|centret|centeret|sekretariatet"
    r"|udvalget|nævnet|tilsynet|akademiet|selskabet|universitetet|hospitalet|kommissionen|agenturet|museet|region|center|institut|råd"
    r"|forening|landsforeningen|foreningen|alliancen|netværket|tænketanken))"
)
# "Region Hav", "Ministeriet for Havne og Broer", "Slots- og Havnestyrelsen", "Bro Kommune", "Dansk Havneforening"
_BODY_LINE = re.compile(
    rf"(?:{_BODY}(?:\s+(?:for|af|i|på|og)?\s*[A-ZÆØÅ][\w-]*(?:,?\s+(?:og\s+)?[A-ZÆØÅ][\w-]*)*)*"
    rf"|(?:[A-ZÆØÅ][\w-]*-?\s+(?:og\s+)?){{1,4}}(?i:kommune|region|forening|forbund|råd|institut|center|universitet|fond|hospital|ministerium"
    rf"|styrelse|erhverv|industri|{_BODY})){_WHEN}"
)
_BY_OFFICE = re.compile(
    rf"af\s+[A-ZÆØÅ][^.|]{{3,80}}[.,|]\s+{cues.DATE_WORD}\s*:?\s*(?:d\.|den)?\s*{cues.DATE}\.?", re.IGNORECASE
)


def zone_of(text: str, at: int) -> Zone | None:
    """What a line is that stands among the first of a page, or None: it may be the title, or text.

    `at` counts the lines from the start of the page. Whether a title follows is for the caller to see.
    """
    line = text.replace("\xa0", " ").strip()
    if len(line) > 120:
        return None
    if _MENU.fullmatch(line):
        return Zone.NAVIGATION
    if _BY_OFFICE.fullmatch(line):
        return Zone.DATELINE
    if at < 2 and _ISSUE.fullmatch(line):
        return Zone.SOURCE
    if at < 2 and line.isupper() and _SHOUTED.fullmatch(line) and not _names_work(line):
        return Zone.SOURCE
    if at < 4 and LETTER.fullmatch(line):
        return Zone.SOURCE
    if at < 2 and _MASTHEAD.fullmatch(line) and not re.search(cues.DATE, line, re.IGNORECASE):
        return Zone.SOURCE
    return Zone.SOURCE if is_body_line(line) else None


def _names_work(line: str) -> bool:
    """True for "HANDLINGSPLAN FOR GRØNNE HAVNE": what the text is, in capitals; also for a kind ("REFERAT")."""
    low = line.casefold().strip(" :")
    return low in cues.KIND_LINE or any(word.endswith(_WORKS) for word in low.split()) or len(low.split()) > 5


_SUBTITLE = re.compile(
    r"(?!nyhedsbrev\b|referat\b)(?:\w+\s+){0,4}?\w*(?:strategi|handlingsplan|handleplan|plan|aftale|program|politik|pagt|forlig|vision)"
    r"\b[^.!?:]{0,70}",
    re.IGNORECASE,
)
_LEAST_TOLD = 2  # words of a subtitle: "Strategi 2014-2020"


def says_what_it_is(line: str) -> bool:
    """Does a line say what the plan above it is: "Strategi for kyst og vand 2014-2020", "Bro Kommunes klimaplan"?"""
    line = line.strip()
    told = re.search(r"\s(?:er|var|har|skal|vil|kan|bliver|blev|får|fik)\s", line)
    return told is None and len(line.split()) >= _LEAST_TOLD and _SUBTITLE.fullmatch(line) is not None


_WORKS = (
    "strategi",
    "plan",
    "aftale",
    "program",
    "politik",
    "evaluering",
    "rapport",
    "referat",
    "pagt",
    "forlig",
    "notat",
    "nyhed",
    "vision",
)


def is_body_line(line: str) -> bool:
    """True for a line that names a body and no more than that, with or without a month or date behind it."""
    told = re.search(r"\s(?:er|var|har|havde|skal|vil|kan|bliver|blev|får|fik)\s", line)
    return line[:1].isupper() and not told and len(line.split()) <= 10 and bool(_BODY_LINE.fullmatch(line))
