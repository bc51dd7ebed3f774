"""Questions for the one who made a remark, told first and asked for after, put into the form "hvem sagde, at …".

"På mødet advarede et medlem mod at bygge. Hvem var det?", "Jeg har hørt om en fisker, der hellere ville sejle. Hvad
hedder han?", "Kritikken af broen, hvem kom med den?", "Hvem var det nu, der snakkede om støjen?": the one who is asked
for stands as somebody in what is told. Each step is a pure function of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.grammar import Token

from . import chunks, words
from .chunks import is_role
from .saying import ASKED
from .wordlists import several

_WHO_IS_IT = re.compile(
    r"^(?P<told>[^?]{12,}?)\s*[.!;–,-]+\s*(?:og |men )?(?:hvem (?:er|var|kan) (?:det|han|hun|vedkommende|personen)"
    r"(?: (?:mon|egentlig|nu|være))*|(?:hvad|hvordan) (?:hedder|hed) (?:det|han|hun|den|vedkommende|personen|\w+en)"
    r"|hvad er (?:hans|hendes|vedkommendes|personens) navn)\s*\?*$",
    re.I,
)
_PERSONS = several("person mand kvinde medlem deltager fyr dame stemme debattør ekspert")
_AGENTS = ("er", "ør", "or", "ist", "ent", "ant", "mand", "kvinde", "foged", "medlem", "præst", "deltager", "person")
_SOMEBODY = several("én nogen")
_LED_BY = re.compile(
    r"^(?:(?:jeg|vi|der|man)\b[^,]*?\b(?:om|efter|på|er|var|har|læst|hørt|husker|findes|fandtes|sad|stod)"
    r"|i \w+ \w+ er der)\s+(?P<np>(?:en|én|et|nogen|ham|hende|den|personen)(?:\s+[a-zæøå]+){0,2}?),?"
    r"\s+(?:der|som)\s+(?P<rest>.+)$",
    re.I,
)
_REMARK = (
    r"(?:citat|quote|udtalelse|udsagn|bemærkning|replik|formulering|påstand|ytring|budskab|vurdering|bekymring|kritik|ros"
    r"|advarsel|opfordring|indvending|pointe|sammenligning|tanke|holdning|ærgrelse|anke|klage|appel)"
    r"(?:[’']et|[’']en|et|en|n|ken|slen|men|sen)?"
)
_UTTERED = (
    r"(?:kom|kommer|er kommet|var kommet) med|(?:har )?(?:fremsat|fremsatte|fremsætter|luftede|luftet|ytrede|ytret"
    r"|udtalte|udtalt|udtrykte|udtrykt|leverede|leveret|rejste|rejst|fremførte|fremført"
    r"|gav udtryk for|givet udtryk for|nævnte|nævnt)|står bag|stod bag"
)
_OF = r"(?P<of>om|for|mod|til|af|over|på)"
_HAS_UTTERED = re.compile(_UTTERED, re.I)
_STEPS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        (
            rf"^(?:den |det )?{_REMARK} {_OF},? (?P<at>at )?(?P<said>[^?]{{6,}}?)\s*[,;.:–-]+\s*(?:og )?"
            rf"(?:hvem|hvilken \w+) (?:{_UTTERED}) (?:den|det)(?P<where>(?: (?:på|i|til|under|ved) [^?]+?)?)\s*\??$"
        ),
        (
            rf"^hvem (?:{_UTTERED}) (?:den |det |en )?{_REMARK} {_OF},? (?P<at>at )?(?P<said>[^?]{{6,}}?)"
            r"(?P<where>)\s*\??$"
        ),
        (
            r"^hvem (?:fandt på|kom med|sagde|siger|skrev|skriver|var|er) det (?:der )?(?P<of>med),? (?P<at>at )"
            r"(?P<said>[^?]{6,}?)(?P<where>)\s*\??$"
        ),
    )
)
_IT_IS = re.compile(
    r"^(?P<lead>.*?\b)?hvem (?:er|var) (?:det|han|hun|den (?:person|mand|kvinde)|personen|ham|hende)"
    r"(?: (?:nu|mon|egentlig|lige|så))*,? (?:der|som) (?P<rest>\w+\b.*)$",
    re.I,
)
_WHICH_PERSON = re.compile(
    r"^hvilke[nt] (?P<noun>[a-zæøå]+)(?P<of>(?: (?:af|i|fra|på|til|ved) [^,?]{2,40}?)??) "
    r"(?P<rest>(?:har |havde )?[a-zæøå]+\b.*)$",
    re.I,
)


def asked_of_somebody(text: str) -> str:
    """The question with the one who is asked for in the place of the somebody who is told of; else as it is.

    >>> asked_of_somebody("På mødet advarede et medlem mod at bygge. Hvem var det?")
    'hvem advarede mod at bygge på mødet?'
    >>> asked_of_somebody("Hvem var det nu, der snakkede om støjen?")
    'hvem snakkede om støjen?'
    """
    text = text.strip()
    match = _WHO_IS_IT.match(text)
    if match is not None and not re.search(r"\bhv(?:em|ad|or\w*|ilke\w*)\b", match["told"], re.I):
        told = re.split(r"(?<=\w{3}[.!])\s+(?=[A-ZÆØÅ])", match["told"])[-1]
        return _told_of(told) or text
    for pattern in _STEPS:
        match = pattern.match(text)
        if match is not None:
            clause = match["at"] and match["of"] in ("om", "for", "på", "med")
            verb = "sagde, at" if clause else f"taler om {match['at'] or ''}".strip()
            return f"hvem {verb} {match['said'].strip()}{match['where']}?"
    match = _IT_IS.match(text)
    if match is not None and _says(match["rest"]):
        return f"{match['lead'] or ''}hvem {_main(match['rest'])}"
    match = _WHICH_PERSON.match(text)
    if match is not None and _anybody(match["noun"]) and (_says(match["rest"]) or _HAS_UTTERED.match(match["rest"])):
        return f"hvem {match['rest'].rstrip('?. ')}{match['of']}?"
    return text


def _main(rest: str) -> str:
    """A relative clause as a main one, its verb first: "hellere ville sejle" is "ville hellere sejle"."""
    tokens = chunks.tag(rest, 0, len(rest))
    verb = next((i for i, t in enumerate(tokens) if _finite(t)), 0)
    if not 0 < verb <= _ADVERBS or any(t.pos in ("SCONJ", "REL", "PUNCT") for t in tokens[:verb]):
        return rest
    token = tokens[verb]
    return f"{token.text} {rest[: token.start].strip()}{rest[token.end :]}"


_ADVERBS = 4  # words that stand before the verb of a relative clause, at most


def _says(rest: str) -> bool:
    """Does a clause begin with a verb of saying: "snakkede om …", "har påpeget …"?"""
    return ASKED.match(f"hvem {rest}") is not None


def _anybody(noun: str) -> bool:
    """A person of no office: "hvilken deltager", "hvilket medlem", "hvilken mand"."""
    low = words.lemma(noun.casefold())
    return low in _PERSONS or (words.headed(low, _PERSONS) and not _office(low))


def _office(noun: str) -> bool:
    """ "Formand" and "minister", and no "landmand"."""
    low = words.lemma(noun.casefold())
    return is_role(low) and (not low.endswith("mand") or low.endswith("formand"))


def _told_of(told: str) -> str:
    """What is told of somebody, as a question for whom; "" where it tells of nobody."""
    led = _LED_BY.match(told)
    if led is not None:
        noun = led["np"].split()[-1]
        which = f"hvilken {noun}" if " " in led["np"] and _office(noun) else "hvem"
        return f"{which} {_main(led['rest']).rstrip(' .,')}?"
    tokens = chunks.tag(told, 0, len(told))
    first = _nobody_in_particular(tokens, 0)  # "*Et medlem* advarede mod …"
    if 0 < first < len(tokens) and _finite(tokens[first]):
        return f"hvem {told[tokens[first].start :].strip(' .,')}?"
    verb = next((i for i, t in enumerate(tokens) if _finite(t)), -1)
    if verb < 0:
        return ""
    behind = _nobody_in_particular(tokens, verb + 1)
    if behind > verb + 1:  # "På mødet advarede *et medlem* mod …"
        before = _lowered(told[: tokens[verb].start].strip())
        parts = ("hvem", tokens[verb].text, told[tokens[behind - 1].end :].strip(" .,"), before)
        return " ".join(filter(None, parts)) + "?"
    return ""


def _finite(token: Token) -> bool:
    return token.finite or token.pos in ("AUX", "MODAL")


def _nobody_in_particular(tokens: Sequence[Token], at: int) -> int:
    """Where a phrase for a person without a name ends: "en fisker", "et medlem af rådet", "én"; `at` where none is."""
    if at >= len(tokens):
        return at
    if tokens[at].low in _SOMEBODY:
        return at + 1
    if tokens[at].low not in ("en", "et"):
        return at
    head = at + 1
    while head < len(tokens) and tokens[head].pos == "ADJ":
        head += 1
    if head >= len(tokens) or tokens[head].pos == "PROPN":
        return at
    low = tokens[head].low
    if tokens[head].pos in ("NOUN", "VERB") and (low.endswith(_AGENTS) or is_role(low)):
        following = tokens[head + 1 : head + 3]
        of = len(following) == 2 and following[0].low in ("af", "i", "fra") and following[1].pos in ("NOUN", "PROPN")
        return head + 3 if of else head + 1
    return at


def _lowered(told: str) -> str:
    first = told.split(" ", 1)[0].casefold()
    return told[:1].lower() + told[1:] if words.known(first) or first in ("på", "i", "til") else told
