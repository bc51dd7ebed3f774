"""Questions for who wrote a text, put into one form: "hvem har skrevet artiklen om havnen?".

A writer is asked for in many ways, few of which say "skrive": "Hvem lavede den artikel om havnen?", "Hvis byline er der
på historien?", "Jeg skal citere lederen fra maj. Hvem skal jeg angive som forfatter?", "Havnen får en kaj – skribent?".
Each step is a pure function of the text; a question for the maker of anything but a text is left as it is.
"""

from __future__ import annotations

import re

from . import chunks

_SMALL = r"(?!(?:i|om|på|til|af|for|fra|med|bag|over|under|ved|hos|efter|der|som|at|og)\s)"
TEXT = (
    r"(?:(?:(?:nyhedsbrevs|avis)?leder(?:en)?|[a-zæøå]*(?:artik(?:el|len)|tekst(?:en)?|nyhed(?:en)?|notits(?:en)?"
    r"|indlæg(?:get)?|meddelelse(?:n)?|klumme(?:n)?|kronik(?:ken)?|omtale(?:n)?|portræt(?:tet)?|interview(?:et)?"
    r"|reportage(?:n)?|opslag(?:et)?|anmeldelse(?:n)?|læserbrev(?:et)?|nyhedsbrev(?:et)?|kommentar(?:en)?"
    r"|historie(?:n)?|stykke(?:t)?))\b)"
)
_IT = rf"(?:(?:den|det|denne|dette|en|et|de)\s+)?(?:{_SMALL}[\w-]+\s+){{0,2}}?{TEXT}(?:\s[^?]*?)?"
_PEN = (
    r"(?:skribent|forfatter|journalist|byline|ophavsmand|penneføreren?|penfører|bladmand|reporter|afsender"
    r"|klummeskribent|lederskribent|debattør)(?:en)?"
)
_DID = (
    r"(?:lave(?:de|t|r)|forfatte(?:de|t|r)|skrev|skrevet|skriver|begik|begået|bedrev|bedrevet|produceret|signere(?:de|t|r)"
    r"|penneført\w*|kreere(?:de|t)|nedfælde(?:de|t)|formulere(?:de|t)|udforme(?:de|t)|stod for|står for|stået for"
    r"|æren for|skyldes)"
)
_TOLD_OF = (
    r"(?:dække(?:de|t|r)|dækkede historien om|omtalte|omtalt|skildre(?:de|t|r)|(?:skrev|skrevet|skriver|fortalte"
    r"|fortalt|berettede|berettet|rapporterede|rapporteret)(?: (?:en )?(?:artikel|historie|tekst|nyhed))? om)"
)
_NAMES = r"(?:angive|nævne|anføre|skrive|kreditere|citere|opgive|sætte|føre på|henvise til)"
_BY = r"(?:til|på|bag|af|for|under|ved|over|i)"
_SO = r"(?:\s+(?:egentlig|mon|nu|så|så|helt præcist))?"

_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"^(?:og |men )?{pattern}\s*[?.]*$", re.I), into)
    for pattern, into in (
        (
            rf"(?:hvem|hvilken {_PEN}) (?:er det,? )?(?:(?:der|som) )?(?:(?:har|havde) )?(?:egentlig )?{_DID}"
            rf"(?! under\b) (?P<it>{_IT})",
            "hvem har skrevet {it}?",
        ),
        (
            rf"hvem (?:skal|kan|bør|må) (?:(?:jeg|man|vi) )?(?:krediter(?:es|e)|{_NAMES})(?: som {_PEN})? {_BY} "
            rf"(?P<it>{_IT})",
            "hvem har skrevet {it}?",
        ),
        (
            r"(?:fra )?hvis (?:navn|byline|underskrift|signatur|pen|hånd|værk) (?:er|var|står|stod|kommer|stammer)"
            rf"(?: der)?(?: {_BY})? (?P<it>{_IT})(?: fra)?",
            "hvem har skrevet {it}?",
        ),
        (
            rf"hvem (?:har )?(?:førte|ført|holdt|holder|fører|svang) (?:i )?pennen {_BY} (?P<it>{_IT})",
            "hvem har skrevet {it}?",
        ),
        (
            rf"(?:hvad (?:er|hedder|var) |hvem (?:er|var) )?(?:navn(?:et)? på )?{_PEN}(?:s navn)?,? {_BY} "
            rf"(?P<it>{_IT})",
            "hvem har skrevet {it}?",
        ),
        (
            rf"(?:(?:kan|kunne|vil) (?:du|i|jeg|man|vi) (?:oplyse|give(?: mig)?|finde|få|fortælle(?: mig)?|sende) "
            rf"|(?:jeg|vi) (?:leder efter|mangler|søger|skal bruge) )?(?:hvad (?:er|hedder|var) |hvem (?:er|var) )?"
            rf"(?:navn(?:et)? på )?(?:(?:den|hvilken) )?{_PEN},? (?:(?:der|som) )?(?:(?:har|havde) )?{_TOLD_OF} "
            r"(?P<of>[^?,]{3,}?)",
            "hvem har skrevet {of}?",
        ),
        (
            r"hvem (?:er det,? )?(?:(?:der|som) )?(?:(?:har|havde) )?(?:skrev|skrevet) om (?P<of>[^?,]{3,}?)",
            "hvem har skrevet {of}?",
        ),
    )
)
_ASKED_AFTER = (
    rf"(?:af )?hvem (?:har|havde){_SO} (?:skrevet|forfattet|lavet|begået)(?: (?:den|det|teksten))?"
    rf"|hvem (?:skrev|forfattede|lavede)(?: (?:den|det|teksten))?"
    rf"|(?:af )?hvem (?:er|var) (?:den|det){_SO} (?:(?:skrevet|forfattet|lavet|signeret)(?: af)?|af|fra)"
    rf"|hvem (?:er|var){_SO} {_PEN}(?: (?:bag|til|på)(?: (?:den|det))?)?"
    rf"|hvem (?:står|stod) (?:der )?(?:som {_PEN}|bag(?: (?:den|det))?|under(?: (?:den|det))?)"
    r"|hvis (?:navn|byline|underskrift|signatur|pen|værk) (?:er|var|står|stod)(?: der)?(?: (?:det|den))?"
    r"(?: (?:på|under|over|ved|bag))?(?: (?:den|det))?"
    rf"|hvem (?:skal|kan|bør|må) (?:jeg|man|vi) {_NAMES}(?: som {_PEN})?"
    rf"|(?:hvad (?:er|hedder) )?(?:navn(?:et)? på )?{_PEN}(?:s navn)?"
    r"|hvem (?:har )?(?:førte|ført|holdt|holder) (?:i )?pennen"
)
_AFTER = re.compile(rf"^(?P<it>[^?]{{4,}}?)\s*[.?!:,–-]+\s*(?:og |men |altså )?(?P<ask>{_ASKED_AFTER})\s*[?.]*$", re.I)
_WRITES = re.compile(rf"\b(?:{_PEN}|skrevet|forfattet|skrev|forfattede|byline|pen|pennen)\b", re.I)
_NOUN = re.compile(rf"(?:(?<=\s)|^){TEXT}", re.I)
_QUESTION = re.compile(r"\b(?:hvem|hvad|hvor\w*|hvilke\w*|hvis)\b", re.I)
_HEADLINE = 4  # words of one, at least


def asked_for_writer(text: str) -> str:
    """The question as one for who has written a text, or as it is where it asks for no writer.

    >>> asked_for_writer("Jeg skal citere lederen fra maj. Hvem skal jeg angive som forfatter?")
    'hvem har skrevet lederen fra maj?'
    >>> asked_for_writer("hvem lavede kortet over havnen?")
    'hvem lavede kortet over havnen?'
    """
    bare = text.strip()
    for pattern, into in _FORMS:
        match = pattern.match(bare)
        if match is None:
            continue
        parts = match.groupdict()
        of = parts.get("of")
        if of is not None and _QUESTION.search(of):
            continue
        return into.format(it=parts.get("it"), of=_of(of) if of is not None else "")
    match = _AFTER.match(bare)
    if match is None or _QUESTION.search(match["it"]):
        return text
    named = _named(match["it"])
    if named:
        return f"hvem har skrevet {named}?"
    if not _WRITES.search(match["ask"]) or _OF_ONESELF.match(match["it"]):
        return text
    title = match["it"].strip(' »«”“"„')
    return f'hvem har skrevet teksten "{title}"?' if _is_headline(title) else f"hvem har skrevet {title}?"


def _of(matter: str) -> str:
    """What is written of, as a text that is: "aftalen om havnen" is "artiklen om aftalen om havnen"."""
    return matter if re.match(_IT, matter, re.I) else f"artiklen om {matter}"


def _named(told: str) -> str:
    """The text that is named in what an asker tells, with what is said of it; "" where none is."""
    match = _NOUN.search(told)
    if match is None:
        return ""
    if match.group().casefold() in ("leder", "historie", "stykke") and not told[: match.start()].strip():
        return told if match.group()[:1].isupper() else ""
    start = match.start()
    for token in reversed(chunks.tag(told, 0, start)):
        if token.pos not in ("DET", "ADJ", "NUM") and not (token.text[:1].isupper() and token.low.endswith("s")):
            break
        start = token.start
    return told[start:].strip(" .,:–-")


def _is_headline(title: str) -> bool:
    """ "Ravnsø får kaj til krydstogtskibe", "Ny kaj: 92 millioner til havnen": words over a text, and no name of it."""
    tokens = chunks.tag(title, 0, len(title))
    return len(title.split()) >= _HEADLINE and (":" in title or any(t.finite or t.pos == "MODAL" for t in tokens))


_OF_ONESELF = re.compile(r"(?:jeg|vi|man|der|nogen)\b", re.I)
