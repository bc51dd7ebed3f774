"""Questions for whose words something is, put into one form: "hvem sagde, at …".

The words are often told first and asked for after: "Jeg leder efter et citat om, at havnen er for alle. Hvem kom med
det?", or they are called somebody's: "Hvem er ophavsmand til ordene …". Each step is a pure function of the text.
"""

from __future__ import annotations

import re

from .authorship import TEXT

_WORDS = (
    r"(?:citat|udtalelse|udsagn|bemærkning|replik|formulering|sætning|påstand|ytring|hilsen|ord|budskab|vurdering)"
    r"(?:et|en|n|ene|e)?"
)
_SAID = (
    r"(?:kom|kommer|kom der|er kommet) (?:dog )?med|(?:har |havde )?(?:sagde|siger|sagt|skrev|skriver|skrevet|udtalte"
    r"|udtaler|udtalt|mente|mener|fortalte|fortæller)"
    r"|står bag|stod bag|er (?:ophavsmand|ophavet|afsender|manden|personen)"
    r"(?:en)? (?:til|bag|af|på)|kan (?:jeg|vi|man) (?:citere|tilskrive)|er citeret|har formuleret|formulerede|er det"
)
_IT = rf"(?:det|den|dem|dette|denne|sådan|dér|der|(?:de|disse|den|det) {_WORDS}|{_WORDS}|fra|for|ham|hende|\s)*"
_SOURCE = r"(?:ophavet?|ophavsmanden|kilden|afsenderen|navnet) (?:til|bag|på)"
_PERSON = r"(?:(?:navn(?:et)? (?:på )?)?person(?:en)?|hvem|af hvem)"
_MARK = r"[»”“\"„]"
_ANY = r"[^?]"

_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), into)
    for pattern, into in (
        # "… et citat om, at X. Hvem kom med det?"
        (
            rf"^{_ANY}*?\b{_WORDS}\b(?:\s+(?:der|som)\s+(?:lyder|går på|siger|handler om)|\s+med)?,?\s*"
            rf"(?:om,?|på,?|:|,)?\s*"
            rf"at\s+(?P<said>{_ANY}{{8,}}?)[.!:;–-]+\s*(?:og )?hvem\s+(?:{_SAID})\s*{_IT}\??$",
            r"hvem sagde, at \g<said>?",
        ),
        (
            rf"^{_ANY}*?\b{_WORDS}\b\s+om\s+(?P<said>{_ANY}{{4,}}?)[.!:;–-]+\s*(?:og )?hvem\s+(?:{_SAID})\s*{_IT}\??$",
            r"hvem taler om \g<said>?",
        ),
        # "Der er en, der taler om X. Hvem er det?"
        (
            r"^(?:[^?.]{0,40}?\b)?(?:der er|der var|vi har|jeg har læst(?: om)?|jeg husker)\s+(?:en|én|nogen)\b"
            rf"[^,?.]{{0,40}},?\s+(?:der|som)\s+(?P<said>{_ANY}{{6,}}?)[.!;–-]+\s*"
            r"hvem (?:er|var) (?:det|han|hun|vedkommende)\s*\??$",
            r"hvem \g<said>?",
        ),
        # "X" – hvem sagde det?
        (
            rf"^(?P<said>{_MARK}[^?]{{6,}}{_MARK})\W*hvem\s+(?:{_SAID})\s*{_IT}\??$",
            r"hvem sagde: \g<said>?",
        ),
        (
            rf"^(?P<said>(?!.*\b(?:hvad|hvor\w*|hvilke\w*|hvis)\b){_ANY}{{16,}}?)\s*[–:.!-]+\s*hvem"
            r"\s+(?:har sagt|sagde|siger|skrev|har skrevet|udtalte|udtaler) (?:det|dette|sådan|det her|de ord)\s*\??$",
            r"hvem sagde: \g<said>?",
        ),
        # "Udtalelsen om X – hvem kan den tilskrives?", "Ordene om X – hvis er de?"
        (
            rf"^(?:de |den |det )?{_WORDS}\b\s+om\s+(?:at\s+)?(?P<said>{_ANY}{{4,}}?)\s*[–:.-]+\s*"
            r"(?:hvis (?:er|var) (?:de|det|den)|hvem (?:kan|skal|må) (?:den|det|de|man) (?:tilskrives?|citeres? for)"
            r"|hvem (?:står|stod) bag|hvem siger det|hvem (?:er|var) det)\s*(?:fra)?\s*\??$",
            r"hvem taler om \g<said>?",
        ),
        (
            rf"^hvem (?:kan|skal|må) (?:man )?(?:den |det |de )?{_WORDS}\s+om\s+(?:at\s+)?(?P<said>[^?]{{4,}}?)\s+"
            r"(?:tilskrives?|citeres(?: for)?|tillægges)\s*\??$",
            r"hvem taler om \g<said>?",
        ),
        # "hvad er ophavet til udtalelsen om X", "hvad er kilden til ordene »X«"
        (
            rf"^hvad er {_SOURCE} (?:de |den |det )?{_WORDS}\s+om\s+(?:at\s+)?"
            rf"(?P<said>[^?]{{4,}}?)\s*\??$",
            r"hvem taler om \g<said>?",
        ),
        (
            rf"^hvad er {_SOURCE} (?:de |den |det )?{_WORDS}\s*:?\s*"
            rf"(?P<said>{_MARK}[^?]+)\??$",
            r"hvem sagde: \g<said>?",
        ),
        # "Udtalelsen »X« er fremsat af" (as `restated` asks it)
        (
            rf"^hvem har \w+ (?:de |den |det )?(?!{TEXT})\w+ (?P<said>{_MARK}[^»«”“\"„?]{{8,}}{_MARK})\s*\??$",
            r"hvem sagde: \g<said>?",
        ),
        # "citat »X« person"
        (
            rf"^{_WORDS}:?\s+(?P<said>{_MARK}[^»«”“\"„?]{{4,}}{_MARK})[\s,:-]*"
            rf"(?:{_PERSON}|afsender|navn)\s*\??$",
            r"hvem sagde: \g<said>?",
        ),
        (
            rf"^{_WORDS}:?\s+(?P<said>[^»«”“\"„?]{{8,}}?)[\s,:-]+{_PERSON}\s*\??$",
            r"hvem taler om \g<said>?",
        ),
        (
            rf"^(?:fra )?hvem {_WORDS}\s+(?P<said>{_MARK}?[^?]{{4,}}?{_MARK}?)\s+(?:stammer|kommer|er)"
            r"(?:\s+fra)?\s*\??$",
            r"hvem sagde: \g<said>?",
        ),
        # "X" – hvis ord er det?
        (
            rf"^(?P<said>{_MARK}[^?]{{6,}}{_MARK})\W*hvis\s+{_WORDS}\s+(?:er|var)\s+{_IT}\??$",
            r"hvem sagde: \g<said>?",
        ),
        # "hvem er ophavsmand til ordene X"
        (
            rf"\bhvem (?:er|var) (?:ophavsmand(?:en)?|ophav(?:et)?|afsender(?:en)?|manden|kvinden|personen) "
            rf"(?:til|bag|af|på|for) (?:de |disse |det |dette )?{_WORDS}\b(?:\s+om)?\s*[:,]?\s*",
            "hvem sagde: ",
        ),
        (
            rf"\b(?:fra )?hvem (?:stammer|kommer|er|lyder) {_WORDS}\b\s*(?P<said>[^?]+?)(?:\s+fra)?\s*\??$",
            r"hvem sagde: \g<said>?",
        ),
        (rf"\bhvem (?:står|stod) bag {_WORDS}\b\s*(?:om,?\s*)?(?=at\b)", "hvem sagde, "),
        (rf"\bhvem (?:står|stod) bag {_WORDS}\b\s*om\s+", "hvem taler om "),
        (rf"\bhvem (?:står|stod) bag {_WORDS}\b\s*:?\s*(?={_MARK})", "hvem sagde: "),
        (r"^hvem sagde: at\s+", "hvem sagde, at "),
    )
)


def asked_for_speaker(text: str) -> str:
    """The question with its words told after "hvem sagde", or as it is where it asks for no speaker.

    >>> asked_for_speaker("Jeg leder efter et citat om, at havnen er for alle. Hvem kom med det?")
    'hvem sagde, at havnen er for alle?'
    """
    for pattern, into in _STEPS:
        text = pattern.sub(into, text)
    return text
