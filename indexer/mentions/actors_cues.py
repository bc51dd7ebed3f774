"""Organisations by form: head nouns, general bodies, and acronyms that name things rather than actors."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

# Compounds with these heads name a body ("Digitaliseringsstyrelsen", "Klimarådet", "socialministeriet").
BODY_HEADS = """ministeriet ministerium styrelsen styrelse rådet råd nævnet nævn udvalget udvalg kommissionen kommission
    foreningen forening forbundet forbund direktoratet direktorat instituttet institut tilsynet tilsyn agenturet
    agentur fonden fond selskabet selskab centret centeret center akademiet universitetet universitet museet
    hospitalet hospital banken sekretariatet sekretariat styregruppen styregruppe taskforcen taskforce alliancen
    alliance netværket netværk organisationen organisation sammenslutningen sammenslutning landsforeningen
    landsforening konsortiet bestyrelsen myndigheden biblioteket politiet retten enheden kancelliet arbejdsgruppen
    arbejdsgruppe partnerskabet partnerskab brancheforeningen fagforeningen landsråd panelet kommune kommunen
    kommunes region regionen kontaktudvalg ekspertgruppen ekspertgruppe direktionen departementet afdelingen
    forvaltningen afdeling forvaltning forum forummet politikreds politikredsen tænketanken tænketank
    landsforbundet landsforbund kontoret laboratoriet sygehuset sygehus plejehjemmet kollegiet fællesrådet fællesråd""".split()
# Of these, a lower-case indefinite compound is too weak to be a name.
NAMELESS = frozenset(
    "afdeling forvaltning råd center region kommune netværk alliance organisation myndigheden partnerskab fond selskab hospital".split()
)
NOT_BODIES = frozenset(
    """område området forråd råd på tilråd region nærområdet enheden enhed retten netværket netværk panel sygehusenheden
    befolkningen ordning center centeret helheden virkeligheden sikkerheden sundheden frihed friheden kvalitetsenheden
    myndigheden raad""".split()
)
# General actors that are entities of their own; the bare form counts in lists ("stat, kommuner og regioner").
GENERAL = {
    "regeringen": "Regeringen",
    "regering": "Regeringen",
    "kommunerne": "Kommunerne",
    "kommuner": "Kommunerne",
    "regionerne": "Regionerne",
    "regioner": "Regionerne",
    "staten": "Staten",
    "stat": "Staten",
    "folketinget": "Folketinget",
    "amterne": "Amterne",
    "amter": "Amterne",
    "eu": "EU",
    "fn": "FN",
    "oecd": "OECD",
    "europa-kommissionen": "Europa-Kommissionen",
    "eu-kommissionen": "Europa-Kommissionen",
    "ministerierne": "Ministerierne",
    "byrådet": "Byrådet",
    "byråd": "Byrådet",
    "regionsråd": "Regionsrådet",
    "regionsrådet": "Regionsrådet",
    "kommunalbestyrelsen": "Kommunalbestyrelsen",
    "borgerrepræsentationen": "Borgerrepræsentationen",
    "magistraten": "Magistraten",
    "oppositionen": "Oppositionen",
    "aftalepartierne": "Aftalepartierne",
    "forligspartierne": "Forligspartierne",
    "partierne": "Partierne",
    "fagbevægelsen": "Fagbevægelsen",
    "arbejdsmarkedets": "Arbejdsmarkedets parter",
    "arbejdsmarkedets parter": "Arbejdsmarkedets parter",
}
BARE_IN_LISTS = frozenset("regering kommuner regioner stat amter".split())
PARTIES = (
    "Socialdemokratiet",
    "Socialdemokraterne",
    "Venstre",
    "Det Konservative Folkeparti",
    "De Konservative",
    "Konservative",
    "Socialistisk Folkeparti",
    "SF",
    "Radikale Venstre",
    "De Radikale",
    "Det Radikale Venstre",
    "Enhedslisten",
    "Dansk Folkeparti",
    "Liberal Alliance",
    "Alternativet",
    "Moderaterne",
    "Danmarksdemokraterne",
    "Nye Borgerlige",
    "Kristendemokraterne",
)
# What only somebody can do: the doer of these is a person or a body, whatever its name looks like.
ACTS = frozenset(
    """lede styre drive varetage forestå koordinere finansiere lancere præsentere fremlægge offentliggøre
    vedtage godkende
    underskrive indgå stifte grundlægge oprette etablere nedsætte udvikle levere drifte udarbejde administrere forvalte
    gennemføre implementere arrangere støtte bidrage deltage opfordre kritisere anbefale foreslå betale købe
    sælge udbyde
    vinde overtage eje undersøge evaluere betjene varsle""".split()
)
TOGETHER = frozenset(
    "sammen samarbejde samarbejder samarbejdede samarbejdet aftale aftalen partnerskab kontrakt dialog".split()
)
# A role that acts for its office: "Finansministeren" is called on as the ministry would be.
OFFICE = ("ministeren", "borgmesteren", "kommissæren")
FIRST_WORDS = frozenset(
    """dansk danske danmarks nordisk nordiske det kommunernes landsforeningen foreningen forbundet styrelsen ministeriet
    rådet center centret institut nationalt nationale statens den""".split()
)
NATIONAL = frozenset("dansk danske danmarks nordisk nordiske de statens kommunernes landsforeningen foreningen".split())
FOR_NAMES = frozenset(
    """styrelsen ministeriet rådet center centret institut instituttet foreningen landsforeningen udvalget kommissionen
    sekretariatet fonden akademiet forbundet direktoratet nævnet taskforce styregruppen råd forening kontoret
    partnerskab partnerskabet videnscenter alliancen alliance netværk netværket
    forum tænketanken institut selskabet panelet""".split()
)
NAME_TAILS = frozenset(
    """kommune kommunes universitet universitets hospital fond forening forbund landsforening sammenslutning landsråd
    råd
    institut center museum bibliotek ministerium styrelse nævn selskab bank kommission netværk alliance akademi
    erhverv industri regioner kommuner board council agency foundation institute university tænketank energi
    sygeplejeråd
    professionshøjskole erhvervsakademi gymnasium skole forvaltning afdeling magistrat partnerskab videnscenter
    styregruppe taskforce udvalg akademi direktorat enhed ungeenhed politikreds sygehus forum forvaltning kreds fællesråd landsforbund tilsyn nævnet styrelsen rådet forsyning varmestue brandvæsen beredskab kontor""".split()
)
# Capitals that name a technique, a law or a unit rather than somebody who acts.
NOT_ACTORS = frozenset(
    """IT AI CPR CVR PDF GDPR KOL GD FOT CO2 DKK EUR USA SMS API XML HTML URL ICT IKT RPA ML DK UK OK TV NR PS
    FAQ BNP SU MITID
    NEMID
    OCES OIO DRG EPJ EOJ SSO SOA BBR ESR GIS ISBN ISSN COVID VVM SFO PPR STEM FGU EUD STX HF HHX HTX VEU AMU LÆS OGSÅ
    ANNONCE KODEKS FAKTA NB MIO MIA FMK ERP IOT PC CEO CIO CTO HR PR OSV DVS PCT KPI SDG ESG WWW KODEKS MED FOR II III
    IV
    VI VII VIII IX XI FODS PET-CT""".split()
)
GENERIC_REFERENCE = {
    "foreningen": ("forening", "forbund", "sammenslutning"),
    "ministeriet": ("ministeri",),
    "styrelsen": ("styrelse",),
    "rådet": ("råd",),
    "udvalget": ("udvalg",),
    "kommissionen": ("kommission",),
    "forbundet": ("forbund",),
    "fonden": ("fond",),
    "instituttet": ("institut",),
    "centret": ("center", "centr"),
    "centeret": ("center",),
    "kommunen": ("kommune",),
    "regionen": ("region",),
    "styregruppen": ("styregruppe",),
    "taskforcen": ("taskforce",),
    "selskabet": ("selskab",),
    "organisationen": ("organisation", "forening", "forbund"),
    "nævnet": ("nævn",),
    "agenturet": ("agentur",),
    "sekretariatet": ("sekretariat",),
    "universitetet": ("universitet",),
    "alliancen": ("alliance",),
    "partnerskabet": ("partnerskab",),
    "netværket": ("netværk",),
    "tilsynet": ("tilsyn",),
    "direktoratet": ("direktorat",),
    "banken": ("bank",),
    "museet": ("muse",),
    "arbejdsgruppen": ("arbejdsgruppe",),
    "ekspertgruppen": ("ekspertgruppe",),
    "følgegruppen": ("følgegruppe",),
    "tænketanken": ("tænketank",),
    "landsforeningen": ("landsforening", "forening"),
    "politikredsen": ("politikreds",),
    "forvaltningen": ("forvaltning",),
    "afdelingen": ("afdeling",),
}
