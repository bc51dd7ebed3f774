"""What denies: negations, words for being without or left out, verbs of refusing, stopping and putting off.

A question and a sentence are counted alike, so that "er X undtaget?" and "X er ikke omfattet" say the same.
"""

from __future__ import annotations

import re

NEGATION = re.compile(
    r"\b(ikke(?! (?:mindst|kun|blot|alene))|aldrig|ingen|intet|hverken|næppe|uden at|havde (?:håbet"
    r"|ønsket)|ville gerne have)\b",
    re.I,
)
_ABSENCE = re.compile(
    r"\b(?:uden(?! (?:for|om|at)\b)|slippe[rs]?|slap|undgå\w*|undgik|fri for|fritag\w*|lade[rt]? være|lod være"
    r"|springe[rs]? over|sprang over|holdt uden for|gratis)\b",
    re.I,
)
_REFUSAL = re.compile(
    r"\b(?:afvis\w*|afslå\w*|afslog|forkast\w*|fraråd\w*|undtag\w*|opgiv\w*|opgav\w*|opgået|droppe\w*|afskaff\w*"
    r"|udgå[rs]?|udgik|udgået|udskud\w*|udskød|udsat|udsættes|forhindr\w*|opsig\w*|opsagt\w*|nedlæg\w*|nedlagt\w*"
    r"|ophør\w*|bortfald\w*|nægt\w*|underkend\w*|forby\w*|forbud\w*|forbød|skrot\w*"
    r"|fastfrys\w*|stemte imod|(?:er|var|gik) imod|modsatte? sig|modsætter sig|taget? af bordet|tages? ud af"
    r"|taget ud af|sat i bero|slut med|skrinlagt\w*|udelukk\w*|nedstem\w*|trukket tilbage"
    r"|trak\w* .{0,30}tilbage|standse\w*|aflys\w*|langt fra|mangle[rs]?|manglede|st(?:år|od) uden ?for"
    r"|forlod|trådte? ud|meld(?:er|te) sig ud)\b",
    re.I,
)
_FREE = re.compile(
    r"\b(?:uden (?:at betale|betaling|beregning|at det koster|udgift)|frit (?=(?:til|for)\b)|vederlagsfri\w*"
    r"|koster (?:ikke noget|ingenting))\b",
    re.I,
)
_OWN_VERB = re.compile(r"\b(?:for|ved|om|af|med) (?:ikke|aldrig) at\b", re.I)


def negative(text: str) -> bool:
    """Does a text deny: "ikke", "ingen", "uden"? Two denials are none, and "for ikke at …" denies only its own verb.

    >>> negative("Er lærerne fri for at svare?"), negative("De behøver ikke svare.")
    (True, True)
    >>> negative("Er man ikke fri for at svare?")
    False
    """
    text = _OWN_VERB.sub(" ", _FREE.sub("gratis ", text))
    return (len(NEGATION.findall(text)) + len(_ABSENCE.findall(text))) % 2 == 1


def refuses(text: str) -> bool:
    """Does a text speak of something that is refused, stopped, left out or put off?

    >>> refuses("Ministeriet er enig i det første, men afviser det andet."), refuses("Ministeriet er enig.")
    (True, False)
    """
    return _REFUSAL.search(text) is not None


def spared(text: str) -> bool:
    """Does a text speak of being free of something: "slipper", "fritaget", "men uden"?

    >>> spared("Ordningen fortsætter, men uden lyd."), spared("Hun blev genvalgt uden modkandidat.")
    (True, False)
    """
    return any(
        match[0].casefold() != "uden" or text[: match.start()].endswith("men ") for match in _ABSENCE.finditer(text)
    )
