"""Closed word classes and the verbs of public policy, as data for `grammar.py`."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

DETERMINERS = frozenset(
    """den det de en et denne dette disse hver hvert enhver ethvert begge alle al alt mange flere få færre nogle nogen
    noget ingen intet enkelte visse samtlige diverse adskillige min mit mine din dit dine sin sit sine hans hendes dens
    dets vores vor vort vore jeres deres hvilken hvilket hvilke samme anden andet andre øvrige én ét""".split()
)
PRONOUNS = frozenset(
    """jeg mig du dig han ham hun hende vi os i jer man sig hinanden hvem hvad dem de den det dette denne
    disse""".split()
)
PREPOSITIONS = frozenset(
    """af på i til for med om fra ved efter under over mellem hos mod uden inden omkring gennem igennem langs siden før
    indenfor udenfor inklusive ifølge blandt vedrørende angående trods via pr per frem hen overfor ud ift ifm ad bag
    foran samt""".split()
) - {"samt", "frem", "ud", "hen"}
COORDINATORS = frozenset("og eller samt men både såvel henholdsvis hhv &".split())
SUBORDINATORS = frozenset("at hvis når da fordi mens selvom skønt idet eftersom medmindre så hvorefter hvorved".split())
RELATIVES = frozenset("som der hvor hvilket hvis hvori hvoraf hvorfra hvormed".split())
NEGATIONS = frozenset("ikke aldrig ej næppe hverken ingen intet uden".split()) - {"uden"}
ADVERBS = frozenset(
    """nu dermed derfor også bl.a bl.a. blandt fx f.eks f.eks. herunder især særligt samtidig dog netop allerede fortsat
    endda endnu stadig altid ofte således samlet senest først dernæst derudover desuden endvidere endelig hermed her
    dér igen videre sammen frem ud op ned ind over jo vel nok blot kun bare meget mere mest ganske helt ca cirka omkring
    mindst højst over knap tidligere senere siden herefter derefter imidlertid derimod alligevel tværtimod eksempelvis
    ligeledes tillige typisk primært både hen hjem fremover fremadrettet løbende bedst godt formentlig måske gerne
    sidste alene ca. adm. jf. vedr. evt. dvs. nemlig herefter derved straks snart ellers videre rundt tæt
    tilbage""".split()
)
MODALS = {
    "skal": "shall",
    "skulle": "should",
    "vil": "will",
    "ville": "would",
    "kan": "can",
    "kunne": "could",
    "må": "may",
    "måtte": "might",
    "bør": "ought",
    "burde": "ought",
    "tør": "dare",
}
HAVE = frozenset("har havde have haft".split())
BE = frozenset("er var være været".split())
BECOME = frozenset("bliver blev blive blevet".split())

# Infinitive, present, past, participle of verbs that the regular endings do not give.
IRREGULAR = """
fratræde fratræder fratrådte fratrådt|efterlade efterlader efterlod efterladt|udskyde udskyder udskød udskudt|afhænge afhænger afhang afhængt
indgå indgår indgik indgået|gå går gik gået|foregå foregår foregik foregået|afgå afgår afgik afgået
omgå omgår omgik omgået|fremgå fremgår fremgik fremgået|overgå overgår overgik overgået|opnå opnår opnåede opnået
nå når nåede nået|vedtage vedtager vedtog vedtaget|tage tager tog taget|deltage deltager deltog deltaget
modtage modtager modtog modtaget|foretage foretager foretog foretaget|overtage overtager overtog overtaget
varetage varetager varetog varetaget|inddrage inddrager inddrog inddraget
underskrive underskriver underskrev underskrevet
skrive skriver skrev skrevet|beskrive beskriver beskrev beskrevet|drive driver drev drevet|blive bliver blev blevet
give giver gav givet|udgive udgiver udgav udgivet|afgive afgiver afgav afgivet|ligge ligger lå ligget
lægge lægger lagde lagt|fremlægge fremlægger fremlagde fremlagt|pålægge pålægger pålagde pålagt
fastlægge fastlægger fastlagde fastlagt|planlægge planlægger planlagde planlagt
forelægge forelægger forelagde forelagt
tilrettelægge tilrettelægger tilrettelagde tilrettelagt|sætte sætter satte sat
iværksætte iværksætter iværksatte iværksat
igangsætte igangsætter igangsatte igangsat|søsætte søsætter søsatte søsat|fastsætte fastsætter fastsatte fastsat
nedsætte nedsætter nedsatte nedsat|afsætte afsætter afsatte afsat|ansætte ansætter ansatte ansat
omsætte omsætter omsatte omsat|fortsætte fortsætter fortsatte fortsat|udsætte udsætter udsatte udsat
forudsætte forudsætter forudsatte forudsat|opsætte opsætter opsatte opsat|bestå består bestod bestået
stå står stod stået|forestå forestår forestod forestået|opstå opstår opstod opstået|indstå indstår indstod indstået
indeholde indeholder indeholdt indeholdt|holde holder holdt holdt|afholde afholder afholdt afholdt
fastholde fastholder fastholdt fastholdt|overholde overholder overholdt overholdt
opretholde opretholder opretholdt opretholdt
løbe løber løb løbet|udløbe udløber udløb udløbet|forløbe forløber forløb forløbet|gælde gælder gjaldt gældt
træde træder trådte trådt|tiltræde tiltræder tiltrådte tiltrådt|udtræde udtræder udtrådte udtrådt
bede beder bad bedt|sige siger sagde sagt|gøre gør gjorde gjort
offentliggøre offentliggør offentliggjorde offentliggjort
muliggøre muliggør muliggjorde muliggjort|tydeliggøre tydeliggør tydeliggjorde tydeliggjort
bringe bringer bragte bragt|anbringe anbringer anbragte anbragt|frembringe frembringer frembragte frembragt|vide ved vidste vidst|bære bærer bar båret
få får fik fået|hjælpe hjælper hjalp hjulpet|følge følger fulgte fulgt|efterfølge efterfølger efterfulgte efterfulgt
vælge vælger valgte valgt|bygge bygger byggede bygget|opbygge opbygger opbyggede opbygget
være er var været|have har havde haft|se ser så set|finde finder fandt fundet|vinde vinder vandt vundet
komme kommer kom kommet|fremkomme fremkommer fremkom fremkommet|trække trækker trak trukket|binde binder bandt bundet
forbinde forbinder forbandt forbundet|udkomme udkommer udkom udkommet|ske sker skete sket
finansiere finansierer finansierede finansieret
tilslutte tilslutter tilsluttede tilsluttet|hedde hedder hed heddet|kalde kalder kaldte kaldt|lade lader lod ladet
knytte knytter knyttede knyttet|tilknytte tilknytter tilknyttede tilknyttet|skyde skyder skød skudt
strikke strikker strikkede strikket|sidde sidder sad siddet|synes synes syntes syntes|tro tror troede troet
bidrage bidrager bidrog bidraget|betyde betyder betød betydet|fortælle fortæller fortalte fortalt
forstå forstår forstod forstået|angå angår angik angået|strække strækker strakte strakt|række rækker rakte rakt
falde falder faldt faldet|bortfalde bortfalder bortfaldt bortfaldet|fremstå fremstår fremstod fremstået
stige stiger steg steget|binde binder bandt bundet|skære skærer skar skåret|anerkende anerkender anerkendte anerkendt
påtage påtager påtog påtaget|optage optager optog optaget|udpege udpeger udpegede udpeget
lyde lyder lød lydt|kræve kræver krævede krævet|turde tør turde turdet|byde byder bød budt
indbyde indbyder indbød indbudt
udbyde udbyder udbød udbudt|tilbyde tilbyder tilbød tilbudt|forpligte forpligter forpligtede forpligtet
foreslå foreslår foreslog foreslået|slå slår slog slået|fastslå fastslår fastslog fastslået
træffe træffer traf truffet
gribe griber greb grebet|drage drager drog draget|overdrage overdrager overdrog overdraget
spørge spørger spurgte spurgt
sælge sælger solgte solgt|anlægge anlægger anlagde anlagt|tillægge tillægger tillagde tillagt
bistå bistår bistod bistået
rådgive rådgiver rådgav rådgivet|videregive videregiver videregav videregivet|fremsætte fremsætter fremsatte fremsat
hjemtage hjemtager hjemtog hjemtaget|undgå undgår undgik undgået|se ser så set|besidde besidder besad besiddet
forbyde forbyder forbød forbudt|udvælge udvælger udvalgte udvalgt|afslå afslår afslog afslået
tælle tæller talte talt|skyldes skyldes skyldtes skyldtes
overlade overlader overlod overladt|bifalde bifalder bifaldt bifaldet|fortsætte fortsætter fortsatte fortsat
enes enes enedes enedes|lykkes lykkes lykkedes lykkedes|mødes mødes mødtes mødtes|findes findes fandtes fandtes
"""
# Regular verbs; `:t` takes -te/-t, the others -ede/-et.
REGULAR = """
regne frygte takke beslutte spare slutte ændre stoppe fyre indstille søge:t tabe:t berette forsinke aflyse:t udveksle
udøve udbetale:t indbetale:t
lancere præsentere aftale:t godkende:t forhandle realisere udmønte implementere gennemføre:t udføre:t indføre:t
videreføre:t
erstatte afløse:t stifte grundlægge oprette etablere danne starte begynde:t afslutte standse ophøre:t ophæve udvikle
understøtte støtte fremme styrke forbedre øge udvide udbrede:t sikre skabe bane forenkle reducere nedbringe sænke
halvere
fordoble effektivisere modernisere digitalisere omstille udrulle rulle rumme omfatte dække handle omhandle vedrøre:t
fokusere prioritere berøre:t adressere behandle:te koncentrere satse investere bevilge afsende:t koste:de
opfordre anmode appellere kræve efterlyse:t udtale:t mene:t understrege fremhæve pointere forklare vurdere tilføje
oplyse:t konstatere forsikre anslå bemærke påpege erklære meddele:t slå love foreslå foreslå anbefale ønske håbe
forvente
resultere føre:t munde lede:t medføre:t afføde:t udløse:t afstedkomme basere bygge hvile tage samarbejde arbejde
medvirke repræsentere koordinere forvalte administrere styre:t drifte varetage forankre organisere betjene:t
invitere mødes drøfte diskutere evaluere undersøge:t analysere måle:t følge opgøre udarbejde formulere definere
skitsere varsle annoncere udpege udnævne:t ansætte konstituere overrække indvie åbne lukke nedlægge sammenlægge
fusionere omdanne omdøbe:t kende:t kendetegne præge rette sigte stile målrette tilpasse integrere anvende:t bruge:t
benytte udnytte dele:t genbruge:t indsamle opbevare beskytte forebygge forsyne uddanne undervise:t ruste klæde:t
inddrage involvere engagere tilslutte bakke hilse:t glæde:t anerkende ærgre undre kritisere rose:t advare afvise:t
nægte
imødekomme imødese udtrykke:t signere ratificere tiltræde vedtage anlægge afskaffe fjerne mindske begrænse løfte hæve
bevare opdatere revidere justere forlænge forny supplere komplementere sammenkoble koble samle gentænke udfordre
publicere udsende:t udkomme trykke:t nævne:t vise:t pege optrappe opruste ressourcesætte kortlægge afdække afklare
accelerere rykke flytte overføre:t samtænke skifte placere høre:t tilhøre:t rejse:t bebude revurdere dokumentere
igangsætte undertegne parafere stemme:t indkalde:t ansøge:t udlodde uddele:t fordele:t tildele:t dedikere reservere
forene samordne mobilisere kickstarte teste afprøve pilotere skalere udbygge anskaffe købe:t sælge leve:de overleve
savne mangle hævde supplere uddybe notere argumentere tilføre:t arrangere facilitere huse samle kombinere
udfase skaffe skrue
veje honorere anføre:t påvise:t beregne bevæge
sende:t melde:t hente læse:t kigge besøge:t afvikle betale:t spille tegne stille sprede vokse bestemme:t udforme bemande betro parafere tænde:t udfase
udspille
kræve efterspørge optimere automatisere standardisere harmonisere konsolidere centralisere decentralisere
professionalisere
evaluere monitorere rapportere registrere certificere akkreditere validere dokumentere orientere informere kommunikere
rådgive vejlede:t undervise:t træne oplære:t opkvalificere rekruttere fastansætte afskedige aflønne belønne motivere
inspirere udvælge kåre præmiere dele:t fejre markere indlede:t runde bede svare spørge diskutere debattere kritisere
anbefale udpege bekræfte afkræfte benægte indrømme erkende:t indse forudse forudsige garantere forsøge:t lykkes
mislykkes
forhindre hindre undgå modvirke imødegå håndtere løse:t klare overvåge kontrollere inspicere revidere godkende:t afslå
tillade forbyde pålægge lovgive regulere deregulere liberalisere privatisere udlicitere hjemtage outsource indkøbe:t
leje eje besidde råde:t bo flytte rejse:t køre:t cykle transportere sejle flyve producere fremstille forbruge:t
genanvende:t
forurene rense bevare frede naturgenoprette plante høste fiske bygge:de renovere isolere opvarme køle belyse
elektrificere
helbrede behandle visitere henvise:t indlægge udskrive screene vaccinere pleje ældes pensionere forsørge:t
forpligte gribe opstille indarbejde indlægge forme sammensætte bekæmpe:t nå kulegrave kalde muliggøre udspringe
"""
