"""What stands right before and behind a name in capitals when it is a plan's, when an initiative's, when a body's."""

from __future__ import annotations

import re

_I = re.IGNORECASE
_ADVERBS = r"(?:(?:nu|dermed|også|derfor|allerede|officielt|ikke|fortsat|samlet|i alt|så)\s+)?"

# Before the name of a strategy, plan, agreement or programme.
WORK_BEFORE = re.compile(
    r"(?:\bnavne?\s+under|\bja\s+til|\bgod\s+for|\benige?\s+om|\bvedtog|\bvedtaget|\bgodkendte?|\bunderskrev|\bindgik|\bafløses|\bafløste|\bafløser|\berstatter|\berstattede|"
    r"\bforgængeren,?|\bforløberen(?:\s+for)?,?|\befterfølgeren,?|\bforlængelse\s+af|\bi\s+stedet\s+for|\bbakker\s+op\s+om|\bled\s+i|\bdel\s+af|\bi\s+regi\s+af|"
    r"\bført\s+videre\s+i|\b(?:initiativer|indsatser|tiltag|projekter|mål)\s+i|\brammerne\s+af|\bsom\s+i|\bforhandlingerne\s+om|\bramme\s+i|\btalte|"
    r"\bendemålet\s+med|\bmålet\s+med|\bformålet\s+med|\bhensigten\s+med|\bevaluering(?:en)?\s+af|\bhøringen\s+(?:af|om)|\bpartierne\s+bag|\bparterne\s+bag|\bkr\.\s+til)\s+[»”“\"*]?$",
    _I,
)
# Behind it.
WORK_AFTER = re.compile(
    rf"[«”“\"*]?(?:\s+\(?(?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d|,?\s+(?:(?:der|som)\s+)?{_ADVERBS}(?:løber|løb|gælder|gjaldt|udløber|udløb|dækker|rummer|rummede|indeholder|indeholdt|består\s+af|bestod\s+af|"
    r"omfatter|omfattede|afløser|afløste|erstatter|erstattede|træder\s+i\s+kraft|trådte\s+i\s+kraft|tæller|strækker\s+sig|sætter\s+(?:mål|retning|rammen)|"
    r"(?:er|blev|bliver)\s+(?:(?:i|den|dag|\d|[\wæøå.]+)\s+){0,4}?(?:vedtaget|godkendt|underskrevet|udtjent|tiltrådt|forhandlet))\b"
    r"|[,\s]+(?:strategiens|planens|aftalens))",
    _I,
)
# Before the name of something that is done, built or used.
THING_BEFORE = re.compile(
    r"(?:\b(?:finansieringen|lanceringen|udrulningen|ibrugtagningen|indførelsen|brugen|driften|udviklingen|ansvaret|tøjlerne|opgaven|regningen|arbejdet|afprøvningen|erfaringerne|"
    r"undervisning|kurser|webinar|grundlaget|ejerskabet|brugere|brugerne)\s+(?:af|for|med|fra|i|om)|\b(?:hedder|døbt|kaldt|kaldet|erfaringer\s+fra|motor\s+bag|holdet\s+bag|brug\s+for|"
    r"afhængig[et]?\s+af|adgang\s+til|tilmeldt|tilsluttet|koblet\s+på|logger?\s+på|åbne|åbner|indføre|indfører|bruge|bruger|teste|tester|afprøver|afprøve|udrulle|udruller|lancerer|lancerede|"
    r"lancere|tage|driver|ejer|ledede|bygger|opgivne\s+er|skyldes|videreføres\s+i|kender|kendt\s+som))\s+[»”“\"*]?$",
    _I,
)
THING_AFTER = re.compile(
    rf"[«”“\"*]?(?:\s[–—-]\s(?:en|et|den|det)\s|,\s+(?:en|et)\s+(?:[a-zæøå]+\s+){{0,3}}[a-zæøå]+|,?\s+(?:(?:der|som)\s+)?{_ADVERBS}(?:skal\s+(?:gøre|samle|give|hjælpe|sikre|være|afløse|indføres|rulles|klare|lette)|åbner|åbnede|åbnes|går\s+i\s+luften|gik\s+i\s+luften|"
    r"tages\s+i\s+brug|tændes|lukkes|slukkes|benyttes|bruges|anvendes|afprøves|drives|ejes|udvikles|lanceres|lanceredes|forankres|rulles\s+ud|kører|kom\s+til\s+verden|kom\s+i\s+gang|ligger\s+hos|"
    r"(?:er|blev|bliver)\s+(?:(?:i|den|dag|\d|[\wæøå.]+)\s+){0,3}?(?:lanceret|søsat|udviklet|taget\s+i\s+brug|sat\s+på\s+pause|sat\s+i\s+(?:gang|søen)|bygget|åbnet|gennemført|afprøvet|rullet\s+ud|lavet|født|"
    r"grøn|gul|rød|forsinket|indført|klar|færdig|opgivet|lukket|udskudt))\b)",
    _I,
)
# What a person or a body does, or how one stands in a text: then it is neither.
ACTOR = re.compile(
    r"[«”“\"*]?(?:,?\s+(?:siger|mener|udtaler|oplyser|skriver|vurderer|anbefaler|opfordrer|kritiserer|har\s+(?:bedt|anbefalet|kritiseret|opfordret|udarbejdet|vundet)|deltog|deltager|foreslår|"
    r"ønsker|frygter|advarer|forklarer|bidrager|bidrog|står\s+for|får\s+ansvaret|leverer|leverede|betaler|ansætter)\b|\s+(?:A/S|ApS|Kommune|Region)\b|s\s+(?:direktør|formand|rektor|bestyrelse|leder|"
    r"medlemmer|borgmester)\b)",
    _I,
)
ACTOR_BEFORE = re.compile(
    r"\b(?:ifølge|hos|formand\s+(?:for|i)|direktør\s+(?:for|i|hos)|ansat\s+(?:i|hos)|sammen\s+med|samarbejde\s+med|medlem\s+af|mellem|fra)\s+$",
    _I,
)
PLACE_BEFORE = re.compile(
    r"\b(?:bor|holdes|afholdes|afholdt|ligger|mødes|sted|borgere|byen|øen|nær|nord\s+for|syd\s+for|rundt|hjemme)\s+(?:i|på|ved|om)?\s*$",
    _I,
)
# The noun by which a text calls the plan it never names otherwise, and what class it is.
CALLED = (
    ("Strategy", re.compile(r"\b(?:strategien|strategiens|strategi)\b", _I)),
    ("ActionPlan", re.compile(r"\b(?:handlingsplanen|planen|planens|handleplanen)\b", _I)),
    ("Agreement", re.compile(r"\b(?:aftalen|aftalens|forliget|pagten|aftaleteksten)\b", _I)),
    ("Programme", re.compile(r"\b(?:programmet|programmets)\b", _I)),
)
