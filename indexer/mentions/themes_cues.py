"""What introduces a theme, and what a theme phrase may not begin or end with."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

# A word sequence (lemmas or forms) after which a noun phrase, or a list of them, is what the text is about.
AFTER = (
    "fokus på",
    "fokuserer på",
    "fokusere på",
    "fokuseres på",
    "fokuserede på",
    "vægt på",
    "særligt på",
    "områder som",
    "områder såsom",
    "områder er",
    "områderne",
    "områder inden for",
    "inden for områder som",
    "temaer som",
    "temaer er",
    "temaerne",
    "emner som",
    "emner er",
    "emnerne",
    "indsatsen omkring",
    "indsatsen for",
    "indsatsen over for",
    "indsats for",
    "indsatser inden for",
    "indsatser om",
    "initiativer om",
    "initiativer inden for",
    "initiativer på",
    "tiltag om",
    "tiltag inden for",
    "projekter om",
    "handler om",
    "handlede om",
    "omhandler",
    "vedrører",
    "drejer sig om",
    "handle om",
    "berører",
    "beskæftiger sig med",
    "tilgange til",
    "tilgang til",
    "arbejde med",
    "arbejdet med",
    "arbejder med",
    "samarbejde om",
    "samarbejdet om",
    "klarhed over",
    "anvendelse af",
    "brug af",
    "satse på",
    "satser på",
    "satsning på",
    "satsninger på",
    "investere i",
    "investerer i",
    "investeringer i",
    "udfordringer som",
    "udfordringer med",
    "udfordringer inden for",
    "prioriterer",
    "prioritere",
    "styrke",
    "styrker",
    "styrket",
    "styrkelse af",
    "fremme",
    "fremmer",
    "barrierer for",
    "nedbryde",
    "udviklingen af",
    "realiseringen af",
    "realisering af",
    "indførelse af",
    "indførelsen af",
    "udbredelse af",
    "udbredelsen af",
    "sætter ind over for",
    "sætter ind på",
    "sættes ind over for",
    "sættes der ind over for",
    "sættes der ind mod",
    "samler indsatsen mod",
    "indsatsen mod",
    "sigter på",
    "udvikling af",
    "udfordringer inden for",
    "aktiviteter inden for",
    "spor om",
    "oplæg til",
    "åbenhed om",
    "søgelyset mod",
    "blikket mod",
    "spotlyset på",
    "projektøren på",
    "temaet er",
    "emnet er",
    "kredser om",
    "sætter ind over for",
)
# Cues strong enough for a theme by themselves; the others count only for known themes and for telling compounds.
STRONG = frozenset(
    """fokus på|fokuserer på|fokusere på|fokuseres på|fokuserede på|vægt på|områder som|områder såsom|områder er
    |områderne|temaer som|temaer er|temaerne|emner som|emner er|emnerne|indsatsen omkring|indsatsen for
    |indsatser inden for|indsatser om|initiativer om|initiativer inden for|tiltag om|tiltag inden for|projekter om
    |handler om|handlede om|omhandler|vedrører|drejer sig om|handle om|berører|tilgange til|klarhed over
    |satse på|satser på|satsning på|områder inden for|inden for områder som|udfordringer inden for|spor om
    |søgelyset mod|blikket mod|spotlyset på|projektøren på|temaet er|emnet er|kredser om|samarbejde om|samarbejdet om|realiseringen af|udfordringer som|arbejde med""".replace(
        "\n", ""
    )
    .replace("    ", "")
    .split("|")
)
BEFORE = (
    "er et centralt emne",
    "er et centralt tema",
    "er i fokus",
    "er et fokusområde",
    "er et af fokusområderne",
    "er et gennemgående tema",
    "er et vigtigt tema",
    "er centralt",
    "er et indsatsområde",
    "er omdrejningspunktet",
    "har høj prioritet",
    "er hovedtemaet",
    "i centrum",
    "er på dagsordenen",
)
HEADINGS = ("fokusområde", "indsatsområde", "tema", "spor", "emne", "prioritet", "indsatsspor", "område", "pejlemærke")
# A definite compound with these heads is a policy field.
FIELDS = ("området", "områderne", "områder", "indsatsen", "indsats", "politikken", "sektoren")
NOT_FIELDS = frozenset(
    """området områderne områder indsatsen indsats indsatsområdet fokusområdet fokusområder indsatsområder sektoren
    indsatsområderne fokusområderne politikken kerneområder kerneområdet hovedområder hovedområderne ansvarsområde
    digitaliseringsindsatsen samarbejdsområder kompetenceområder delområder temaområder""".split()
)
LEADING = frozenset(
    """den det de en et mere bedre større flere øget øgede stærkere nye ny nyt bl.a bl.a. blandt andet både særligt især
    også fx f.eks f.eks. herunder at fælles nogle en række mange disse vores deres samt og på for""".split()
) - {"øget", "øgede", "fælles"}
EMPTY = frozenset(
    """det dette den de arbejde arbejdet indsats indsatsen område områder ting måde måder del dele række muligheder
    mulighed resultater løsninger initiativer tiltag projekter mål aftale strategi strategien plan planen samarbejde
    samarbejdet behov årene tid fremtiden år borgere virksomheder kommuner kommunerne regioner staten parterne
    indhold forslag udfordringer rammer brug anvendelse hvordan hvad udvikling udviklingen opgaver opgaven sager emner
    temaer forhold spørgsmål sammenhæng grundlag danmark landet verden hverdagen mennesker andre alle sig hinanden
    dag måned uge runde fundament oplæg gang plads sted elementer dialog initiativ grad række resten
    halvdelen""".split()
)
