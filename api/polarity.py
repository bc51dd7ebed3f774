"""What denies: negations, words for being without or left out, verbs of refusing, stopping and putting off.

A question and a sentence are counted alike, so that "er X undtaget?" and "X er ikke omfattet" say the same.
"""

from __future__ import annotations

import re

NEGATION = re.compile(
    r"\b((?<!heller )ikke(?! (?:mindst|kun|blot|alene))|aldrig|ingen|intet|hverken|næppe|uden at|havde (?:håbet"
    r"|ønsket)|ville gerne have)\b",
    re.I,
)
_ABSENCE = re.compile(
    r"\b(?:uden(?! (?:for|om|at)\b)|slippe[rs]?|slap|undgå\w*|undgik|fri for|fritag\w*|lade[rt]? være|lod være"
    r"|springe[rs]? over|sprang over|holdt uden for|gratis|ulønne\w+|fri(?:plads|billet|adgang"
    r"|entré)\w*|fri (?:adgang|entré|plads))\b",
    re.I,
)
_REFUSAL = re.compile(
    r"\b(?:afvis\w*|afslå\w*|afslog|forkast\w*|fraråd\w*|undtag\w*|opgiv\w*|opgav\w*|opgået|droppe\w*|afskaff\w*"
    r"|udgå[rs]?|udgik|udgået|udskud\w*|udskød|udsat|udsættes|forhindr\w*|opsig\w*|opsagt\w*|nedlæg\w*|nedlagt\w*"
    r"|ophør\w*|bortfald\w*|nægt\w*|underkend\w*|forby\w*|forbud\w*|forbød|skrot\w*"
    r"|fastfrys\w*|stemte imod|(?:er|var|gik) imod|modsatte? sig|modsætter sig|taget? af bordet|tages? ud af"
    r"|taget ud af|sat i bero|slut med|skrinlagt\w*|udelukk\w*|nedstem\w*|trukket tilbage"
    r"|trak\w* .{0,30}tilbage|standse\w*|aflys\w*|langt fra|mangle[rs]?|manglede|st(?:år|od) uden ?for"
    r"|forlod|trådte? ud|meld(?:er|te) sig ud|stemt ned|stemte (?:det|den|dem) ned|trak sig|trukket sig|trækker sig"
    r"|tak(?:ket|kede|ker) nej|sag(?:t|de) nej|siger nej|udelo[dg]\w*|udelad\w*|udeladt\w*|afskåret|afskær\w*|udsatte"
    r"|spærret|blokere\w*)\b",
    re.I,
)
_FREE = re.compile(
    r"\b(?:uden (?:at betale|betaling|beregning|at det koster|udgift)|frit (?=(?:til|for)\b)|vederlagsfri\w*"
    r"|koster (?:ikke noget|ingenting))\b",
    re.I,
)
_TURNED_DOWN = re.compile(
    r"\b(?:forslag|ønske|krav|indstilling|tanken?|idé|ide|foresl|bad"
    r"|talte)\w*\b[^.;]{0,110}\b(?:faldt|kom ikke med|forkaste\w*"
    r"|nedstemt\w*|stemt ned|afvist\w*|afslået|fik nej|blev det ikke til noget|vandt ikke"
    r"|(?:sendt|sendte)\b[^.;]{0,20}\b(?:tilbage|retur|fornyet \w+))\b"
    r"|\bfaldt med \w+ stemmer\b|\b(?:blive|blev|blevet) (?:stemt ned|nedstemt)\b",
    re.I,
)
_UNDECIDED = re.compile(
    r"\b(?:ikke|endnu ikke|aldrig)(?: \w+){0,2} (?:taget stilling|besluttet|afgjort|vedtaget|bestemt|aftalt|på plads)\b"
    r"|\b(?:tager|tage|stemmer|træffe\w*|afgør\w*|beslutte\w*)\b(?: \w+){0,3}? (?:først|stilling)\b"
    r"|\bskal (?:\w+ ){0,3}?besluttes\b|\b(?:ikke|aldrig|ingen)(?: \w+){0,3} (?:beslutning|afgørelse|aftale)\b"
    r"|\b(?:vil|har|havde) (?:\w+ ){0,3}?(?:foreslå|foreslået)\b|\b(?:vil|må) vente\b|\bventer (?:endnu"
    r"|stadig|på)\b|\bafvente\w*\b"
    r"|\budsatte\b|\bfornyet (?:drøftelse|behandling)\b|\bsendt (?:tilbage|videre|i høring)\b"
    r"|\bforudsat\b|\bhvis\b|\bafhænger\b"
    r"|\bskal (?:\w+ ){0,4}?afklares\b|\bi gang med at (?:afklare|undersøge|forhandle|finde)\b|\bafklare,? hv\w+\b"
    r"|\bløfte sløret\b|\bovervejes?\b"
    r"|\bdrøftes\b|\båbent\b|\buafklaret\b|\btager stilling\b",
    re.I,
)
_ASKS_DECIDED = re.compile(
    r"\b(?:er|var|står|ligger|stod|lå|blev)\b(?:\s+\w+){0,7}?\s+(?:afgjort|besluttet|bestemt"
    r"|slået fast|sikkert|sikret|fast|i hus"
    r"|på plads|aftalt|endeligt)\b|\btaget stilling\b|\b(?:sagt|sige) (?:endeligt? )?ja\b",
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


def turned_down(text: str) -> bool:
    """Does a text speak of a proposal that was not carried?

    >>> turned_down("Et forslag om gratis sejlads faldt."), turned_down("Forslaget blev vedtaget, og prisen faldt.")
    (True, False)
    """
    match = _TURNED_DOWN.search(text)
    return match is not None and re.search(r"\b(?:vedtaget|godkendt|tiltrådt)\b", match.group(), re.I) is None


def asks_decided(asked: str) -> bool:
    """Does a question ask whether something is settled: "er det afgjort", "ligger det fast"?"""
    return _ASKS_DECIDED.search(asked) is not None


def undecided(text: str) -> bool:
    """Does a text leave a matter open?

    >>> undecided("Regionsrådet har ikke besluttet, om den skal forlænges."), undecided("Rådet forlængede den.")
    (True, False)
    """
    return _UNDECIDED.search(text) is not None
