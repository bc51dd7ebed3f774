"""Roles that go before or after a person's name, and first names common in Denmark."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

# Endings of role nouns; compounds such as "kontorchef" and "it-direktør" are covered.
ROLE_HEADS = (
    "minister formand forperson forkvinde direktør chef borgmester rådmand ordfører leder præsident konsulent professor "
    "kommissær redaktør talsmand talsperson talskvinde rektor koordinator forsker sekretær lektor analytiker økonom "
    "næstformand viceborgmester rådgiver journalist forfatter fuldmægtig projektleder overlæge læge inspektør ambassadør "
    "statssekretær generalsekretær medstifter stifter arkitekt udviklingschef specialkonsulent medlem bestyrelsesformand "
    "afdelingsleder kontorchef vicedirektør formanden direktøren chefen ministeren borgmesteren lederen rådmanden "
    "ordføreren rektoren professoren koncernchef koncerndirektør regionsrådsformand udvalgsformand politiker "
    "biolog sociolog psykolog økolog geolog antropolog sygeplejerske pædagog ingeniør advokat jurist præst planlægger "
    "landmand gårdejer fisker iværksætter politidirektør vicepræsident "
    "observatør referent mødeleder ordstyrer forbundsformand skoleleder kredsformand programleder dekan provst biskop dommer ombudsmand"
).split()

FIRST_NAMES = frozenset(
    """aage abdul abdullah adnan agneta ahmad ahmed aida aisha albin alf alfons ali alvin amanda amina amir anisa
    annabel anneli annelie annemarie annemette antonius arendse arnold arvid asbjørn aslak asmus atle august aya
    ayse azra bastian beate benedicte benedikte bernhard berit berta bertil betina betty birger birte bjarke
    bjørk bolette boris børge børre calle casper catharina cathrin celina christa christoffer cilla cille
    cornelia daisy diana didde dion dorrit ea edvard eigil eik eileen elisa elise elias ellinor elsa elvira
    emanuel emine emmy erland ervin eskil eske esther evald eyvind fabian farah faruk fatma felix filip folmer
    franciska frants frantz fredrik fritz fritze georgine gerd gerhard gerner gitta gorm gudrun gunhild gunvor
    gustaf gyda halfdan hamza hanna hassan hedvig heike helen helga helmuth hemming herbert herluf herman
    hjalmar hjørdis hugo hussein huxi ib ilse imran inez ingelise ingolf ingvar irma isak ismail ivar iver
    izabella jakup jacobine jamal janni jannie jari jasmin jasper jeanne joakim joan joanna jon jonna josef
    josefina josephina judith judy juliane julia julius kaja kalle kamma kamran kari karna kaya keld ken kenny
    kerstin khaled kitty kjartan kjell klaes klavs konrad konstantin kristen kristjan lana lara laila laurids
    laurine lea leah lena leon leopold leyla lili lillemor lina linea linnea liselotte lisette liva loa lola
    lorens lorenz lotta lukas luna lydia mahmoud maibritt majken malik malthe manfred mariam marina mario marion
    marlene marlon marta marvin mary matti mathilda maya medine mehmet melanie michala michaela mie mike mikala
    mikkeline mila milla mille milo milton mina minna minnie miriam mischa mohammad mohammed muhammad muhammed
    mustapha naima nadine naomi natalie nathalie nelly niclas nicolaus nicole niklas nikita nikolas nima njal
    noa nora olaf olav oline olivia omar ophelia orla osman otilie otilia ottilie paula petrea petrine poula
    ragna ragnhild ralf randi regner regnar renate rene rené reza ricardo richard rigmor roald robin rolf ronja
    ronni ronnie ronny rosita rosemarie roy rudi rudolf runa runi sabrina sally salma sami samir sana sandie
    sascha selma serkan severin sheila sidsel siff sif sigga sigmund silas silja silje simona sina siri sissel
    siv sixten sofus solvej sonny sophia sophus stella stephan stephanie steve steven suleyman susann susie svea
    svenja svante syrine tabita tage tara tarik tatiana terkel terese teresa terje thale theo theodora thilde
    thit thomasine thora thorbjørn thorbjørg thorvald thue thure thyge thyra tilde timm toke tomas tonny tor
    torkil torkild torleif torsten trygve turid turan tuva tyge tyra ursel uno vagner valborg valerie verner
    vibe victoria vigga vigdis viktoria vilja vilma vitus walid walter werner wenche wilfred willads willy xenia
    yahya yasin yasmina yasmine younes youssef ysabel yusuf zahra zaki zara zeynep zoe øjvind ørnulf øystein
    ågot kjerstin jørgine adam agnes aksel albert alberte alex alexander alfred alice allan alma amalie anders
    andrea andreas anette anita anja ann anna anne anni anton arne arthur asger astrid axel bendt bent benjamin
    benny bente bertel birgit birgitte birthe bjarne bjørn bo bodil brian britta bruno camilla carina carl
    carsten caroline cathrine cecilie charlotte christian christina christine claus connie dagmar dan daniel
    david dennis ditte dorte dorthe ebbe edith egon einar elin elisabeth ella ellen elna else elsebeth emil
    emilie emma erik erling ernst esben ester eva fie finn flemming frank frede frederik frederikke freja frida
    gerda gert gitte grete grethe gunnar gustav hanne hans harald hardy heidi heine helena helene helge helle
    henning henriette henrik henny herdis holger ida inga inge ingeborg inger ingrid irene iris isabella ivan
    jacob jakob jan jane janne janus jannik jens jeppe jeanette jes jesper jette jim joachim johan johanne
    johannes john johnny jonas jonathan josefine julie jytte jørgen jørn kaare kai kaj kamilla karen karin
    karina karl karla karoline karsten kasper katja katrine kathrine kenneth kent kim kirsten kirstine kjeld
    klara klaus knud kresten kristian kristina kristine kristoffer kurt lars lasse laura laurits laust leif lene
    leo lennart lilian lillian linda line lisa lisbet lisbeth lise lis liv lone lotte louise lucas ludvig lykke
    lærke mads magnus maja majbritt maiken malene malou marc marcus maren margit margrete margrethe maria
    mariane marianne marie mark markus martha martin mathias mathilde matilde merete mette mia michael michelle
    mikael mikkel mogens mona monica morten naja nanna natasja nick nicklas nicolai nicolaj niels nikolaj
    nikoline nina noah ole oliver oluf olga oscar oskar otto palle pauline paw peder per pernille peter philip
    pia poul preben rasmus rebecca regitze rikke rie rita robert rosa ruben rune ruth sabine sandra sanne sara
    sarah sebastian signe sigrid sigurd simon simone sine sisse sofia sofie solveig sonja sophie steen steffen
    sten stig stine susan susanne sussie svend sven søren tanja theis theodor thomas thor thorkild thorsten tim
    tina tine tobias tom tommy torben tore tove troels trine tue uffe ulf ulla ulrich ulrik ursula vagn valdemar
    vera natasha merlin aaja alexandra ane annette annelise asta barbara bettina bertram bitten carla christel
    clara dina elly fatima freddy gabriel georg gry ibrahim johannah josephine kaspar leila leonora magda malte
    manu mai marcela margot marlena mattias mira mohamed mustafa nana nadia nicolas ove petra philippa pil
    rasmine roger rosalina samira samuel sila storm sune svenning sylvester ditlev thea theresa ulrike vanessa
    wilhelm yasmin zenia vibeke victor viggo viktor vilhelm villads villy vivi vivian william winnie yrsa yvonne
    zacharias åge åse""".split()
)
SAYS = frozenset(
    """sige udtale forklare mene understrege fremhæve pointere tilføje fortælle vurdere oplyse konstatere bemærke påpege
    erklære slå lyde erkende indrømme hævde anføre supplere
    uddybe gentage notere opsummere argumentere fortsætte svare skrive kommentere fastslå kalde advare forsikre
    konkludere udtrykke""".split()
)
