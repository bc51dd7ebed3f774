"""The words that tell what a line is, apart from the logic that uses them.

All are common Danish of press rooms, authorities' pages and news sites; none names a site. Every pattern is matched on
one paragraph of bounded length and is linear.
"""

from __future__ import annotations

import re

from .types import Zone

_I = re.IGNORECASE
MONTH = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?"
)
WEEKDAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)"
DATE = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:d\.|den)?\s*"
    rf"(?:\d{{1,2}}\.?\s*{MONTH}\s*\d{{4}}|\d{{1,2}}[./-]\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}))"
)
TIME = r"(?:T?\s*(?:,|-|–|\||kl\.?)?\s*(?:kl\.?)?\s*\d{1,2}[.:]\d{2}(?::\d{2})?(?:\s*Z)?)"
NAME_WORD = r"[A-ZÆØÅÉÖÜÄ](?:[a-zæøåéèöüäáí]+|\.)(?:[-'’][A-ZÆØÅÉ]?[a-zæøåéöü]+)*"
PERSON = rf"{NAME_WORD}(?:\s+(?:(?:von|van|de|den|der|af|la)\s+)?{NAME_WORD}){{1,4}}"

DATE_WORD = (
    r"(?:publiceret|offentliggjort|udgivet|udgivelsesdato|opdateret|senest opdateret|sidst opdateret|senest redigeret|"
    r"dato|oprettet|udsendt|lagt ud|skrevet|bragt|mødedato)"
)
DATELINE = re.compile(
    rf"(?:{DATE_WORD}\s*(?:d\.|den)?\s*:?\s*|"
    rf"[^\W\d_][^\W\d_ .-]{{1,15}}(?:[ -][^\W\d_]{{1,15}}){{0,2}},\s+)?{DATE}{TIME}?"
    rf"(?:\s*[|·•,/–-]\s*[\w\sæøåÆØÅ-]{{2,30}})?\.?",
    _I,
)
MONTH_LINE = re.compile(rf"(?:{DATE_WORD}\s*:?\s*)?{MONTH}\s+\d{{4}}\.?", _I)
DATED_ITEM = re.compile(rf"(?:[•*·–-]\s*)?{DATE}\b", _I)

BYLINE_LABEL = re.compile(
    r"(?:af|skrevet af|tekst|tekst og foto|tekst & foto|forfatter(?:e|en)?|journalist|redaktør|red\.|fortalt af|"
    r"indlæg af|klumme af|kommentar af|kronik af|leder af|interview af|interview ved|referent|ved)\s*:?\s+",
    _I,
)
BYLINE_OPINION = re.compile(
    r"(?:leder|klumme|kommentar|kronik|debatindlæg|indlæg|artikel|nyhed|blogindlæg|lederartikel|synspunkt)\b[^.!?]{0,120}?"
    r"\b(?:af|fra|ved)\s+",
    _I,
)
# Roles are written small before a name: "kontorchef Pia Jensen".
ROLE = r"(?:[a-zæøå][a-zæøå-]+(?:\s+(?:og|for|i)\s+[a-zæøåA-ZÆØÅ][\wæøå-]+)*\s+){0,3}"
PERSON_LINE = re.compile(rf"{PERSON}")
# Lone lines that name a body, not a person.
BODY_WORD = re.compile(
    r"(?:\w*(?:ministeriet|styrelsen|kommune|kommuner|region|regioner|regeringen|forening|foreningen|forbund|forbundet|"
    r"rådet|råd|institut|universitet|fonden|akademi|center|centeret|sekretariatet|udvalget|direktoratet|danmark|"
    r"magasinet|avisen|bladet)|A/S|ApS)",
    _I,
)

# "Nyhedsbrev nr. 4 | Havnerådet | juni 2021": the head of a newsletter, which says when.
MASTHEAD = re.compile(rf"[^|·\n]{{2,60}}(?:\s[|·]\s[^|·\n]{{2,60}}){{0,3}}\s[|·]\s(?:{DATE}|{MONTH}\s+\d{{4}})\s*$", _I)
GREETING = re.compile(r"(?:med )?(?:venlig|mange|de bedste|bedste|kærlig)e? hilsen(?:er)?|hilsen|på .{3,60} vegne", _I)
SALUTATION = re.compile(r"(?:kære|hej|hejsa|til rette vedkommende|goddag)\b", _I)

SOURCE = re.compile(
    r"(?:kilde|kilder|udgiver|udgivet af|afsender|udsendt af|pressemeddelelse fra|nyhed fra)\s*:?\s+\S", _I
)
KEYWORDS = re.compile(r"(?:emneord|nøgleord|stikord|søgeord|tags?|emner|keywords|kategori(?:er)?)\s*:", _I)
CAPTION = re.compile(
    r"(?:foto(?:graf)?|billede|billedtekst|illustration|grafik|arkivfoto|pressefoto)\s*:|"
    r"(?:figur|fig\.|tabel|boks|kort|diagram)\s+\d{1,3}(?:\.\d+)?\s*[.:–-]",
    _I,
)
KIND_LINE = {
    "pressemeddelelse": "pressemeddelelse",
    "leder": "leder",
    "klumme": "klumme",
    "kronik": "kronik",
    "debat": "debatindlæg",
    "debatindlæg": "debatindlæg",
    "kommentar": "kommentar",
    "referat": "referat",
    "nyhed": "nyhed",
    "nyheder": "nyhed",
    "nyhedsbrev": "nyhedsbrev",
    "notat": "notat",
    "faq": "faq",
    "spørgsmål og svar": "faq",
    "høringssvar": "høringssvar",
    "interview": "interview",
    "portræt": "portræt",
    "rapport": "rapport",
    "faktaark": "faktaark",
    "handlingsplan": "handlingsplan",
    "aftale": "aftale",
    "aftaletekst": "aftale",
    "strategi": "strategi",
    "evaluering": "evaluering",
    "artikel": "artikel",
    "tale": "tale",
    "blog": "blogindlæg",
    "dagsorden": "dagsorden",
}

# Headings that open a stretch of furniture, and what the stretch is.
SECTIONS: tuple[tuple[re.Pattern[str], Zone], ...] = (
    (
        re.compile(
            r"(?:\d+\s+)?kommentarer(?:\s*\(\d+\))?|(?:bring|skriv|tilføj|giv|efterlad) (?:en |din )?kommentar|"
            r"(?:kodeks|regler|retningslinjer) for (?:kommentarer|kommentarfeltet|debatten?|god debat)|"
            r"debatregler|kommentarregler|"
            r"deltag i debatten",
            _I,
        ),
        Zone.COMMENT_RULES,
    ),
    (
        re.compile(
            r"(?:mest|senest|nyest)e? (?:læste|sete|delte|populære|nyt|nye|nyheder|artikler|kommentarer|"
            r"indlæg|debat|job)|"
            r"seneste|mest læst|(?:læs|se|hør) også|relatere(?:t|de)(?: \w+)?|mere om (?:emnet|samme emne)|"
            r"(?:flere|andre|lignende) (?:artikler|nyheder|historier)(?: om \w+)?|anbefalet til dig|læs videre|"
            r"populært lige nu|andre læser(?: også)?",
            _I,
        ),
        Zone.TEASER,
    ),
    (re.compile(r"(?:annoncer?|reklamer?|annoncørbetalt indhold|sponsoreret(?: indhold)?|"
        r"jobannoncer)", _I), Zone.ADVERT),
    (
        re.compile(
            r"(?:tilmeld(?: dig)? |få |modtag |abonnér på |abonner på )?(?:vores |vort )?(?:nyhedsbrev(?:et|"
            r"e)?|nyhedsmail)"
            r"(?: fra [\wæøåÆØÅ. -]{2,30})?",
            _I,
        ),
        Zone.NEWSLETTER,
    ),
    (
        re.compile(r"(?:menu|navigation|genveje|hovedmenu|sidens indhold|brødkrummesti|du er her|"
            r"del(?: (?:artiklen|siden|på .*))?|"
                   r"følg os(?: på .*)?|hop til indhold|spring til indhold)", _I),
        Zone.NAVIGATION,
    ),
    (re.compile(r"(?:om (?:hjemmesiden|websitet|cookies)|cookies?|privatlivspolitik|"
        r"tilgængelighedserklæring)", _I), Zone.FOOTER),
)  # fmt: skip

# A single paragraph that is furniture, wherever it stands. `at most` so many words, so that no body text is taken.
LINES: tuple[tuple[re.Pattern[str], Zone, int], ...] = (
    (re.compile(r"(?:læs|se|hør) også\b\s*[:–-]", _I), Zone.TEASER, 40),
    (re.compile(r"(?:læs også|se også|hør også)\s+\S", _I), Zone.TEASER, 20),
    (re.compile(r".{0,160}\bfølg (?:med|udviklingen|os)\b.{0,80}\b(?:her|temaside|tema-side|facebook|linkedin|"
        r"twitter|x)\.?$", _I), Zone.TEASER, 30),
    (re.compile(r"annonce(?:r|ørbetalt indhold)?$|reklame$|sponsoreret\b", _I), Zone.ADVERT, 4),
    (
        re.compile(
            r".{0,200}\b(?:bliv(?:e)? (?:udgiver|abonnent|medlem|annoncør|partner)\b|køb abonnement|"
            r"prøv (?:gratis|nu)\b|"
            r"prøveabonnement|få adgang til alle artikler|annoncér (?:her|hos)\b)",
            _I,
        ),
        Zone.ADVERT,
        45,
    ),
    (
        re.compile(
            r"(?:ja tak,? )?(?:tilmeld dig\b.{0,80}\b(?:nyhedsbrev|nyhedsmail|mailingliste)|"
            r"er du (?:endnu )?ikke tilmeldt\b.{0,60}nyhed|"
            r"abonn[ée]r på\b.{0,60}(?:nyhed|vores)|få (?:vores )?(?:nyhedsbrev|nyheder(?:ne)?\b.{0,40}(?:ind|"
            r"mail)bakke)|"
            r"modtag (?:vores )?nyhed|tilmeld (?:dig )?nyhed|(?:afmeld|frameld)\b.{0,40}nyhed|"
            r"nyhedsbrevet fra [\wæøåÆØÅ. -]{2,40}$|skriv dig op til\b.{0,60}nyhed)",
            _I,
        ),
        Zone.NEWSLETTER,
        40,
    ),
    (
        re.compile(
            r"(?:læs|se|hent|find|download|klik|gå til|bestil|print|udskriv|tilmeld dig)\b[^.!?]{0,140}\b"
            r"(?:her|temaside|tema-side|hjemmeside|website|link|pdf\)?|linket|mere)[.!]?\s*(?:[»›>→(]*|\([^)]{1,30}\))$",
            _I,
        ),
        Zone.NAVIGATION,
        22,
    ),
    (
        re.compile(
            r"(?:læs|se|vis) (?:mere|flere|alle|hele)\b[^.!?]{0,80}(?:[.…»›>→]*)$|"
            r"(?:tilbage til|til toppen|del (?:på|artiklen|siden)|udskriv|print|søg|log (?:ind|på|ud)|kontakt os|"
            r"forside(?:n)?|menu|næste|forrige|hop til|spring til)\b[^.!?]{0,30}$",
            _I,
        ),
        Zone.NAVIGATION,
        8,
    ),
    (
        re.compile(
            r"\W*(?:(?:referatet|teksten|artiklen|notatet|siden) er )?(?:skrevet|gengivet|sammenskrevet|bearbejdet"
            r"|resumeret) af \S[^.!?]{1,80}? (?:på (?:grundlag|baggrund) af|ud fra|efter)\s",
            _I,
        ),
        Zone.FOOTER,
        40,
    ),
    (re.compile(r"[^·\n]{1,60}(?:\s·\s[^·\n]{1,60}){2,8}$"), Zone.FOOTER, 30),
    (re.compile(r"[^|›»>\n]{1,40}(?:\s[|›»>]\s[^|›»>\n]{1,40}){2,12}$"), Zone.NAVIGATION, 30),
    (
        re.compile(
            r"©|\(c\) |copyright\b|alle rettigheder forbeholdes|ophavsret\b.{0,40}$|cvr(?:-nr|nr|-nummer)?\.?:?\s*\d|"
            r"ean(?:-nr)?\.?:?\s*\d|(?:vi|denne (?:side|hjemmeside)|hjemmesiden|siden) (?:bruger|"
            r"anvender) cookies|cookiepolitik|"
            r"privatlivspolitik|tilgængelighedserklæring|(?:side|s\.)\s*\d{1,4}(?:\s*(?:af|/)\s*\d{1,4})?$|"
            r"\d{1,4}$|- ?\d{1,4} ?-$",
            _I,
        ),
        Zone.FOOTER,
        25,
    ),
)  # fmt: skip

# A text cut off by its site: "… stilles til rådighed..."
CUT_OFF = re.compile(r"(?:\.\.\.|…)$")
# What follows a quotation that somebody says: ", siger Pia Jensen", "– lyder det fra …".
SPEECH = re.compile(
    r"(?:[,.–-]\s*)?(?:siger|sagde|udtaler|udtalte|fortæller|fortalte|forklarer|forklarede|mener|lyder|lød|skriver|skrev|understreger|"
    r"tilføjer|slår|fastslår|konstaterer|vurderer|oplyser|svarer|påpeger|spørger|pointerer|supplerer|uddyber|fortsætter|erklærer|"
    r"hedder)\b",
    _I,
)
OPEN_QUOTES = '”"“„»«'
CLOSE_QUOTES = '”"“«»'
