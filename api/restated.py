"""What is wished for without a question, restated as one: "Datoen for åbningen bedes oplyst", "Prisen er:".

People leave a gap to be filled ("Rapporten er skrevet af"), say what they look for ("Jeg leder efter navnet på den, der
…"), or name the thing and ask after it ("Havneplanen – hvor mange mål i alt?"). Each step is a pure function of the
text; a text with a question of its own is left as it is.
"""

from __future__ import annotations

import re

from . import question_cues as cues
from . import words
from .chunks import is_role
from .wordlists import several

_WH = r"(?:hvem|hvad|hvornår|hvornaar|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan|hvorledes|hvis)"
# ", hvor borgerne …" and ", hvis ejer …" belong to what is described
_RELATIVE = r"(?:(?<=, )hvor\b(?! (?:mange|meget|stort?|store|langt?|længe|ofte|højt?|dyrt?)\b)|(?<=, )hvis\b)"
_ASKS = re.compile(rf"(?!{_RELATIVE})\b{_WH}\b", re.I)
_END = r"\s*[:.…_?]*$"
_TOLD = r"oplyst|forklaret|uddybet|beskrevet|præciseret|angivet|defineret|udleveret|tilsendt|bekræftet"
_VALUE = (
    r"(?:navne?t?(?:ene)?|datoen?|tidspunktet|antallet|årsag(?:en)?|grund(?:en)?|prisen|beløbet|budgettet|formålet|titlen|målet"
    r"|begrundelsen|fristen|deadlinen|størrelsen)"
)
_POLITE = re.compile(
    r"^(?:kan|kunne|vil|ville|må|gider)\s+(?:du|i|jeg|man|vi)\s+(?:(?:lige|venligst|måske|godt)\s+)*(?:oplyse|fortælle|give|finde"
    rf"|sende|få|nævne|vise|skaffe)(?:\s+(?:mig|os))?\s+(?P<it>(?:det |den )?(?:\w+ )?{_VALUE}\b[^?]+?)\s*[.?]*$",
    re.I,
)
_WILL_YOU = r"(?:(?:kan|kunne|vil|ville|gider)\s+(?:du|i|man|vi|nogen)\s+)?(?:(?:lige|venligst|måske|godt)\s+)*"
_COUNT = re.compile(rf"^{_WILL_YOU}tæl(?:le)?\s+(?P<it>[^?,]+?)(?:\s+(?:for (?:mig|os)|op|sammen))*\s*[.?!]*$", re.I)
_RECITE = re.compile(
    rf"^{_WILL_YOU}(?:op)?(?:remse?|ramse?|liste)\s+(?P<it>[^?]+?)(?:\s+op)?(?:\s+for (?:mig|os))?\s*[.?!]*$", re.I
)
_NAME_THOSE = re.compile(
    rf"^{_WILL_YOU}nævn(?:e)?\s+(?:mig |os )?(?:alle )?(?:dem|de|alle),?\s+(?:der|som)\s+(?P<it>[^?]+?)\s*[.?!]*$", re.I
)
_WISHED = re.compile(
    rf"^(?P<it>[^?]{{4,}}?),?\s+(?:ønskes|bedes|søges|efterlyses)(?:\s+\w+)??(?:\s+(?:{_TOLD}))?{_END}", re.I
)
_SEEKS = re.compile(
    r"^(?:jeg|vi)\s+(?:\w+\s+){0,4}?(?:leder efter|søger(?: efter)?|mangler|efterlyser|skal (?:\w+ )?bruge"
    r"|har (?:\w+ )?brug for"
    r"|(?:gerne )?(?:have|få|kende)(?: oplyst| at vide)?|ønsker(?: oplyst)?|skal finde|på jagt efter|prøver at finde"
    r"|efterspørger)\s+(?!ud\b|at\b|om\b)(?P<it>[^:?]{6,}?)\s*[.?!]*$",
    re.I,
)
_OPEN = re.compile(
    r"^(?P<it>[^?,]{4,}?)\s+(?:er|var|bliver|blev|udgør|udgjorde|andrager|androg|lyder på|lød på)"
    rf"(?:\s+(?:følgende|som følger))?(?P<source>\s+ifølge\s+[^?]+?)?{_END}",
    re.I,
)
_CALLED = re.compile(rf"^(?P<it>[^?]{{4,}}?)\s+(?:hedder|hed)(?P<source>\s+ifølge\s+[^?]+?)?{_END}", re.I)
_AGENT = re.compile(
    r"^(?P<it>[^?]{4,}?)\s+(?:er|var|bliver|blev|er blevet)\s+(?P<did>[a-zæøå]+(?:et|t))\s+af"
    rf"(?P<source>\s+ifølge\s+[^?]+?)?{_END}",
    re.I,
)
_REASON = re.compile(
    rf"^(?P<it>[^?]{{4,}}?)\s+(?:begrundes|forklares|begrundedes|skyldes|skyldtes)(?:\s+med)?{_END}", re.I
)
_AFTER = re.compile(
    r"^(?P<it>[^?,:]{4,}?)\s*[–:,-]+\s*hvor mange"
    r"(?:\s+(?:er|var|blev|bliver|findes|fandtes) (?:der|det|de))?(?:\s+i alt)?\s*\?*$",
    re.I,
)

_MADE_UP: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), into)
    for pattern, into in (
        (r"^hvad er (?:begrebet|ordet|udtrykket|betegnelsen|termen)\s+", "hvad er "),
        (
            r"^hvad er (?:en |den )?(?:\w+ )?(?:forklaring|definition|beskrivelse|præsentation|introduktion)(?:en)?"
            r" (?:på|af|til) (?!hvorfor|at\b)(?=[»”“\"„A-ZÆØÅ])",
            "hvad er ",
        ),
        (r"^hvad er (?:det )?(?:samlede |præcise |nøjagtige |endelige |totale )?antal(?:let)?(?: af)? ", "hvor mange "),
        (r"\bnavnet på (?:ham|hende|den|dem),? (?=(?:der|som)\b)", "personen, "),
        (r"^hvad er (?:navnet på )?(?:den |det )?person(?:en)?,? (?=(?:der|som)\b)", "hvem er den person, "),
    )
)
_NAME_OF = re.compile(
    r"^hvad er (?:navnet|navnene) på (?:den|det|de|en|et) (?P<noun>(?:\w+ )?\w+),? (?:der|som) (?P<rest>.+)$", re.I
)
_PERSONS = several("person mand kvinde skribent forfatter journalist politiker fyr dame ansatte medarbejder ophavsmand")


def restated(text: str) -> str:
    """The text as a question, where it leaves open or wishes for what a question would ask; else as it is.

    >>> restated("Datoen for åbning af havnen bedes oplyst.")
    'hvad er datoen for åbning af havnen?'
    >>> restated("Rapporten om havnen er skrevet af")
    'hvem har skrevet rapporten om havnen?'
    >>> restated("Jeg leder efter navnet på det firma, der byggede broen.")
    'hvilken firma byggede broen?'
    """
    rest = cues.GREETING.sub("", text, count=1).strip()
    if _ASKS.search(rest):
        match = _AFTER.match(rest)
        return (
            f"hvor mange {_inside(match['it'].strip())}?"
            if match is not None and not _ASKS.search(match["it"])
            else text
        )
    for pattern, form in _FORMS:
        match = pattern.match(rest)
        if match is not None and not _several_sentences(match["it"]):
            parts = {k: _inside(v or "") for k, v in match.groupdict().items()}
            return _made_up(form.format(**parts))
    return text


_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_COUNT, "hvad er antallet af {it}?"),
    (_RECITE, "hvad er {it}?"),
    (_NAME_THOSE, "hvem {it}?"),
    (_SEEKS, "hvad er {it}?"),
    (_POLITE, "hvad er {it}?"),
    (_WISHED, "hvad er {it}?"),
    (_AGENT, "hvem har {did} {it}{source}?"),
    (_REASON, "hvad er begrundelsen for {it}?"),
    (_CALLED, "hvad hedder {it}{source}?"),
    (_OPEN, "hvad er {it}{source}?"),
)


def _made_up(question: str) -> str:
    """A question as people would put it: "hvad er antallet af mål" is "hvor mange mål"."""
    for pattern, into in _MADE_UP:
        question = pattern.sub(into, question)
    match = _NAME_OF.match(question)
    if match is None:
        return f"hvem{question[4:]}" if _asks_who(question) else question
    asked = "hvem" if match["noun"].casefold() in _PERSONS else f"hvilken {match['noun']}"
    return f"{asked} {match['rest']}"


_WHAT_IS = re.compile(r"^hvad er (?P<de>de )?(?P<noun>\w+)\b", re.I)


def _asks_who(question: str) -> bool:
    """ "Hvad er aftaleparterne", "hvad er de fremmødte": people and bodies, by the noun that is asked for."""
    match = _WHAT_IS.match(question)
    if match is None:
        return False
    noun = words.lemma(match["noun"].casefold())
    parts = words.split(noun)
    of_people = {noun, parts[1] if parts is not None else noun} & cues.WHO_NOUNS
    return (
        bool(of_people) or is_role(noun) or (match["de"] is not None and noun.endswith(("ende", "mødte", "inviterede")))
    )


def _inside(text: str) -> str:
    """What began a sentence, as it stands inside one: a capital stays where no dictionary knows the word without."""
    first = re.match(r"[A-ZÆØÅ][a-zæøå]+\b(?! [A-ZÆØÅ])", text)
    if first is None or not (words.known(first[0].lower()) or words.known(words.lemma(first[0].lower()))):
        return text
    return text[0].lower() + text[1:]


def _several_sentences(text: str) -> bool:
    return re.search(r"\w{3,}[.!]\s+[A-ZÆØÅ]", text) is not None
