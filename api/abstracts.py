"""Nouns that name what is done or how something is ("dannelse", "tryghed"), told from those that name bodies."""

from __future__ import annotations

from . import question_cues, words
from .wordlists import several

_ABSTRACT = ("else", "ning", "hed", "tion", "itet", "isme", "ering", "skab")
_BODIES = several("""
    forening regering forvaltning ledelse styrelse bestyrelse besætning redaktion organisation institution
    administration delegation myndighed virksomhed enhed selskab fællesskab forretning befolkning koalition
    opposition direktion nation fraktion mandskab naboskab broderskab søsterskab ministerskab formandskab
    interesseorganisation kommunalbestyrelse efterretning inspektion station menighed flertalsregering
    borgerskab lederskab personskab bekendtskab slægtning dronning nævning flygtning beredskab forsyning
    offentlighed menneskehed majoritet minoritet hedning
""")


def abstract(noun: str) -> bool:
    """Does a noun name what is done or how something is, and neither people nor a body?"""
    if not noun.endswith(_ABSTRACT) or len(noun) < 6:
        return False
    return not (noun in _BODIES or noun in question_cues.WHO_NOUNS or words.headed(noun, _BODIES))
