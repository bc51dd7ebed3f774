"""The words that `question.py` reads a question's kind and wrapping from, as data."""

from __future__ import annotations

import re

from .wordlists import several

WH = several("""
    hvem hvad hvornår hvornaar hvor hvilken hvilket hvilke hvorfor hvordan hvorledes hvis hva hvilkenslags
""")

# Stretches that are about the asking, not the asked: dropped where they stand before or after the question itself.
PERSONAL = re.compile(
    r"\b(jeg|mig|min|mit|vi|os|vores|du|dig|i må|hej|god ?dag|godmorgen|hallo|kære|tak|please|venligst|undskyld|kollega|kolleger|"
    r"notat|spørgsmål|hjælp|nysgerrig|mon|sig (?=mig|os)|forresten|altså|ok|okay|hjælpe|fortæl|bare|lige|kort (?=fortalt|sagt|spørgsmål|svar))\b",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"^\s*(?:(?:hej(?:sa)?(?: igen)?|hey|dav|halløj|godmorgen|god ?dag|god (?:morgen|aften|formiddag|eftermiddag)|hallo|kære alle|undskyld)"
    r"(?:\s*[,!.:–-]+\s*|\s+(?=hv)))+",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"^\s*(?:(?:hej(?:sa)?|hey|dav|halløj|godmorgen|god ?dag|god (?:morgen|aften|formiddag|eftermiddag)|hallo|kære alle|undskyld|øh|ok|okay|altså|forresten|nå)[ ,!.]+)*"
    r"(?:(?:kan|kunne|vil|ville|må|gider)\s+(?:du|i|jeg|man|nogen|vi|[a-zæøå]{4,}(?:en|et|erne)(?=\s+(?:fortælle|oplyse|svare)\b[^?]{0,12}\bhv))\s+(?:(?:måske|lige|venligst|godt|eventuelt|kort|helt|kortfattet)\s+)*"
    r"(?!(?:fortælle|sige)\s+(?:mig |os )?(?:noget|lidt) om (?!hv))(?:fortælle|sige|oplyse|hjælpe|svare|forklare|finde|spørge|høre|få at vide|undersøge|tjekke)\b"
    r"[^,:?]{0,40}?(?=\b(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan|om|,|:))|"
    r"(?:ved|husker|aner)\s+(?:du|i|nogen|man)\s*(?:mon|måske|tilfældigvis|noget om|godt)?\s*[,:]?\s*|"
    r"(?:jeg|vi)\s+(?:vil|ville|kunne|skal|skulle|har|er|sidder|leder|mangler|undrer|søger|tænker|prøver|forstår|kan)\b[^?]{0,90}?"
    r"(?=\b(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan)\b|[:–-]\s|, om\b| om \w+ )|"
    r"(?:er|findes) der (?:nogen|en|én)(?: her| i huset)?,? (?:der|som) (?:ved|husker|kan (?:sige|fortælle|oplyse))(?: mig| os)?,?\s+"
    r"(?=\b(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan|om)\b)|"
    r"(?:kan|kunne|må) (?:det|man|jeg|vi) (?:lige |måske )?(?:oplyses|bekræftes|få (?:at vide|oplyst|svar på|bekræftet))[, ]+"
    r"(?=\b(?:hvem|hvad|hvornår|hvor|hvilken|hvilket|hvilke|hvorfor|hvordan|om)\b)|"
    r"mon\s+|sig mig[ ,:]+|fortæl (?:mig|os)?[ ,:]*|spørgsmål[: ]+|hurtigt spørgsmål[: ]+|lige et spørgsmål[: ]+)+",
    re.IGNORECASE,
)
TRAILING = re.compile(
    r"[\s,.?!–-]*(?:\((?:\w+ )?tak\)|\b(?:på forhånd tak|mange tak|tak(?: for hjælpen)?|ved du det|kan du (?:sige"
    r"|hjælpe)(?: mig)?(?: med)?(?: det)?|"
    r"vh\b.*|mvh\b.*|hilsen\b.*|please|venligst)\b[\s.?!]*)+$",
    re.IGNORECASE,
)

# "Kan du oplyse budgettet for X?" asks for the budget, not whether somebody can.
ASKED_FOR = re.compile(
    r"^\s*(?:kan|kunne|vil|ville|må|gider)\s+(?:du|i|jeg|man|vi)\s+(?:lige\s+|venligst\s+)*"
    r"(?:oplyse|fortælle|give|finde|sende|få(?=\s+(?:mig|os|at vide|oplyst))|nævne|vise|skaffe"
    r"|sige(?=\s+(?:mig |os )?(?:lidt|noget)\b))"
    r"(?:\s+(?:mig|os))?(?:\s+(?:lidt|noget))?(?:\s+om)?\s+(?!om\b)",
    re.IGNORECASE,
)
PEOPLE_LIKE = several("ældre yngre unge voksne frivillige ledige syge ansatte udsatte døve blinde")
MEASURES = several("""
    hektar ton kilo kilometer km meter liter kvadratmeter kvadratkilometer timer minutter megawatt mw kubikmeter
""")

UNITS = several("mio mia kr dkk mill tkr")
# Adjectives that tell one thing from its like: which of several is meant hangs on them.
CONTRASTED = several("""
    gammel gamle tidligere hidtidig hidtidige nuværende daværende forrige foregående forhenværende oprindelig oprindelige
    anden andet tredje fjerde femte sjette syvende
""")

# What follows is said of the source, not of the thing: "ifølge lederen fra 2016", "i artiklen om skolemad".
GENRES = several("""
    artikel artiklen tekst teksten leder lederen nyhedsbrev nyhedsbrevet dokument dokumentet notat notatet rapport
    rapporten indlæg indlægget pressemeddelelse pressemeddelelsen referat referatet interview interviewet nyhed
    nyheden kilde kilden kilder kilderne side siden hjemmeside hjemmesiden udgivelse udgivelsen publikation
    publikationen nyhedsbrevslederen nyhedsbrevsleder omtale omtalen portræt portrættet evaluering evalueringen
    tidslinje tidslinjen materiale materialet tekster teksterne artikler artiklerne faq klumme klummen kronik kronikken
    debatindlæg debatindlægget blogindlæg blogindlægget vejledning vejledningen pjece pjecen brev brevet anmeldelse
    anmeldelsen bog bogen forord forordet
""")
SOURCED = re.compile(
    r"\b(ifølge|i følge|jf|jævnfør|fortæller|fremgår det af|står der i|nævner|nævnes|skriver|hedder det)\b", re.I
)

STOP = several("""
    den det de en et der som at er var været være bliver blev blevet blive har havde have haft og eller men i på af
    til for fra med om ved over under mod hos ud op ned ind frem hen hvem hvad hvornår hvor hvilken hvilket hvilke
    hvorfor hvordan hvis så da når sig sin sit sine deres dens dets hans hendes min mit mine din dit dine vores jeg
    du vi i man han hun dem os mig dig jer skal skulle vil ville kan kunne må måtte bør burde ikke også jo da vel
    mon egentlig lige nu her end ifølge ift ifm mht bl.a blandt andet andre noget nogen nogle alle hele selv selve samme
    denne dette disse dette hvert hver efter før inden siden mens både enten hvilke gør gøre gjorde får få fik fået
    går gå gik gået kommer komme kom tror mener se set hedder hed hedde hva fx the of and is mange meget flere mere
    mest stor stort store slags type ligger ligge står stå stod præcis præcist helt kun blot bare netop lidt faktisk
    overhovedet desuden kaldes længe slet tiden the paa faa gaa naar saa
""")
LIGHT = several("""
    indeholde rumme omfatte handle dreje nævne fortælle sige finde ske betyde tage sætte lave have give vise stå
    gælde foregå fremgå skrive omtale beskrive bestå høre kalde synes lyde hænge indgå arbejde mene forklare melde
    stille findes eksistere mangle lykkes vælge kalde benævne blive føre stå nå sidde ligge gå tage komme
""")

# Adverbs and such that say nothing of the matter; a dictionary takes many of them for nouns.
FILLERS = several("""
    længe næsten cirka ca omkring omtrent indtil endnu allerede altid aldrig ofte sjældent samtidig derefter derpå ovenpå
    oven tilbage sammen selv ja nej forhold enkelt enkelte stadig slet nemlig som minimum maksimum mindst højst højest
    nogensinde igen sådan således dengang dermed derfor hvorvidt undervejs egentligt tilsammen ellers måske efterfølgende
    hidtil senere tidligere tidligt snart straks ligefrem direkte konkret konkrete specifikt reelt rent simpelthen
    foreløbig foreløbigt efterhånden herefter hertil hermed deraf heraf dertil derudover ydermere endvidere ligeledes
    tværtimod alligevel dog imidlertid trods ellers vedkommende pågældende førnævnte omtalte nævnte sikker sikkert vist
    nok ret temmelig ganske ægte rigtig rigtigt virkelig virkeligt netop lidt helst gerne ad hoc mv osv alene sidenhen
    angående vedrørende vedr mht kort fortalt kortfattet altså max maks maksimalt minimalt oveni væk oprindelig
    oprindeligt fremadrettet fremover eventuelt sådan årligt månedligt ugentligt paa
""")

ROLES = several("""
    formand næstformand direktør chef kontorchef afdelingschef sekretariatschef minister finansminister
    statsminister borgmester rådmand leder projektleder programleder ordfører generalsekretær kommissær forfatter
    redaktør professor forsker rektor skoleleder talsmand talsperson konsulent chefkonsulent rådgiver formandskab
    direktion overlæge udvalgsformand forperson regionsrådsformand kommunaldirektør vicedirektør journalist
    specialkonsulent medlem bestyrelsesformand områdechef centerchef teamleder koordinator projektchef
    udviklingschef skolechef inspektør havnechef bibliotekschef kulturchef sundhedschef fagchef stabschef
    museumsinspektør ingeniør vært kaptajn
""")
ROLE_ENDINGS = (
    "minister",
    "chef",
    "direktør",
    "formand",
    "leder",
    "borgmester",
    "konsulent",
    "ordfører",
    "forsker",
    "læge",
    "rådgiver",
    "koordinator",
    "redaktør",
    "medarbejder",
    "sekretær",
    "inspektør",
    "lærer",
    "planlægger",
    "mand",
    "ingeniør",
    "biolog",
)
WHO_NOUNS = several("""
    person personer part parter partner partnere organisation organisationer myndighed myndigheder aktør aktører
    ministerium ministerier styrelse styrelser parti partier forening foreninger virksomhed virksomheder kommune
    kommuner region regioner selskab fond fonde institution institutioner råd udvalg leverandør firma politiker
    politikere afsender ophavsmand instans instanser enhed bank universitet museum medie medier avis aviser blad
    konsulenthus konsulenthuse redaktion netværk forbund konsortium interesseorganisation fagforening fraktion
    operatør entreprenør producent udbyder bygherre skole hospital sygehus bibliotek center institut
""")
# Keywords that ask for a person or body: "leverandør sundpost".
WHO_KEYWORDS = several("""
    forfatter afsender skribent ansvarlig ansvar tovholder ejer leverandør producent databehandler kontaktperson person
    dirigent ordstyrer referent operatør udbyder arkitekt entreprenør bygherre selskab udgiver
""")
# Those that only say what sort of body or person is asked for: the text seldom repeats them.
WHO_TYPES = several("""
    person part aktør instans afsender organisation myndighed firma virksomhed selskab enhed institution ministerium
    styrelse forening brancheforening organ medie avis blad konsulenthus konsulentfirma forbund netværk parti
""")
WHEN_NOUNS = several(
    "år årstal dato datoen dag ugedag måned tidspunkt tidspunktet frist fristen deadline termin"
    " periode tidsrum klokkeslæt årti kvartal sæson lanceringsdato startdato slutdato udløbsdato ikrafttræden"
)
WHERE_NOUNS = several("sted steder by byer land lande lokation lokalitet havn havne landsdel adresse")
NUMBER_NOUNS = several("""
    antal antallet procent procentdel andel beløb beløbet pris prisen sum summen tal tallet størrelse
""")
AMOUNT_NOUNS = several("""
    budget budgettet bevilling økonomi ramme udgift udgifter omkostning omkostninger finansiering tilskud beløb
    beløbet pris prisen regning regningen
""")
# Nouns that a number alone answers: "hvad er aldersgrænsen", "hvad var medlemstallet".
MEASURED = several("""
    alder areal længde kapacitet sats takst gebyr løn omsætning kontingent medlemstal folketal befolkningstal indbyggertal
    aldersgrænse minimumspris rente kvote elevtal
""")
# What a compound's last part tells of what is asked for: "tilmeldingsfrist", "merudgift", "fejlprocent".
DAY_HEADS = several("""
    frist dato tidspunkt deadline termin start udløb lancering ikrafttrædelse ikrafttræden indvielse premiere
""")
SUM_HEADS = several("""
    pris sum udgift regning overskridelse bod bøde tillæg tilskud omkostning bevilling budget gebyr takst
""")
SHARE_HEADS = several("procent deltagelse alder vægt")

# What became of a matter is asked for.
OUTCOME = re.compile(
    r"^\W*(?:og |men )?hvad (?:sker|skete|er der sket|er sket|skal der ske|bliver der gjort|blev der gjort)\b"
    r"|^\W*hvad (?:blev|bliver|er) der (?:blevet |siden |så )?(?:af|ud af)\b"
    r"|^\W*hvad (?:kom|kommer|fik|har|opnåede|får)\b.*\bud af\b|^\W*hvad opnåede\b"
    r"|^\W*hvordan (?:endte|ender|gik|er det gået|gik det|faldt .* ud|forløb|lød afgørelsen)\b"
    r"|^\W*hvad (?:endte|landede|resulterede|mundede|førte)\b.*\b(?:med|på|i|til)\b"
    r"|^\W*hvad (?:er|var|blev) (?:resultatet|udfaldet|konklusionen|afgørelsen|udbyttet|virkningen|effekten|følgen)\b"
    r"|^\W*hvad (?:viste|viser|konkluderede|besluttede|afgjorde|vedtog)\b",
    re.I,
)
OUTCOME_WORDS = several("""
    ende ske blive komme resultere lande føre opnå gøre gå vise konkludere beslutte resultat udfald konklusion udbytte
    virkning effekt følge få
""")
WHY_NOUNS = several("årsag årsagen årsager begrundelse begrundelsen grund grunden baggrund baggrunden")
PURPOSE_NOUNS = several("formål formålet hensigt hensigten mål målet sigte sigtet idé ideen idéen")
LIST_VERBS = re.compile(
    r"^\s*(nævn|list|oplist|opremse|opremses|remse?|angiv|opregn|giv|vis|find)\b(?:\s+(?:mig|os|alle|venligst|op|over"
    r"|samtlige|navnene|navnet|på|en liste over))*",
    re.I,
)
COMPARE = re.compile(
    r"\b(flest|færrest|først|sidst|senest|tidligst|størst|mindst|længst|kortest|ældst|nyest|højest|lavest|forskel(?:len)?|"
    r"flere|færre|mere|mindre|større|længere|kortere|tidligere|senere|før|efter|højere|lavere|samme|billigere|dyrere)\b",
    re.IGNORECASE,
)
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
