"""Nouns that name what is done or how something is ("dannelse", "tryghed"), told from those that name bodies."""

from __future__ import annotations

import re

from . import question_cues, words
from .wordlists import several

_ABSTRACT = ("else", "ning", "hed", "tion", "itet", "isme", "ering", "skab")
_BODIES = several("""
    forening regering forvaltning afdeling ledelse styrelse bestyrelse besætning redaktion organisation institution
    administration kommission delegation myndighed virksomhed enhed selskab fællesskab forretning befolkning koalition
    opposition direktion nation fraktion kreds lærerstand mandskab naboskab broderskab søsterskab ministerskab ægteskab
    formandskab landsforening interesseorganisation kommunalbestyrelse efterretning inspektion delegering station
    menighed flertalsregering ensretning borgerskab lederskab personskab bekendtskab slægtning dronning yngling nævning
    flygtning viking beredskab forsyning offentlighed menneskehed majoritet minoritet hedning
""")


def abstract(noun: str) -> bool:
    """Does a noun name what is done or how something is, and neither people nor a body?"""
    if not noun.endswith(_ABSTRACT) or len(noun) < 6:
        return False
    if noun in _BODIES or noun in question_cues.WHO_NOUNS or words.headed(noun, _BODIES):
        return False
    return (
        re.search(r"(?:forening|styrelse|regering|afdeling|myndighed|virksomhed|organisation|selskab)$", noun) is None
    )
