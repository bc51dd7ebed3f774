"""What introduces a goal: nouns before "at" or "om", headings over lists, and verbs that state a purpose."""

from __future__ import annotations

import re

# "målet om, at de første områder …", "med det mål at", "har som mål at", "formålet med planen er at"
INTRODUCES = re.compile(
    r"\b(?:(?:del)?mål(?:et|ene|sætning(?:en|er|erne)?)?|formål(?:et)?|ambition(?:en|er|erne)?|sigte(?:t)?|vision(?:en)?|hensigt(?:en)?)\b"
    r"(?P<between>[^.:;\n]{0,80}?)\b(?P<at>at)\s+(?P<goal>[^\n;]{6,300})",
    re.IGNORECASE,
)
# "målet om 70 procents reduktion", "målsætningerne om etablering af en fælles portal"
NOUN_GOAL = re.compile(
    r"\b(?:(?:del)?mål(?:et|ene|sætning(?:en|er|erne)?)|ambition(?:en|er|erne)?)\s+om\s+(?!at\b)(?P<goal>[^\n.;:]{8,160})",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    r"^\s*(?:(?:med|for|bag|i|om|er|var|blev|har|været|det|den|de|nye?|fælles|overordnede?|og|,|–|-|som|kaldt)\s*|[\wæøå’'-]+(?:en|et|s|erne|i|plan|strategi|aftale)\s*){0,9}[,:]?\s*$",
    re.IGNORECASE,
)
# "skal bidrage til at skabe X", "skal sikre X", "skal gøre det lettere at": the purpose of a work or of a list item
PURPOSE = re.compile(
    r"\b(?:skal|vil)\s+(?:(?:også|bl\.a\.|blandt andet|især|samlet|tilsammen)\s+)?(?P<goal>"
    r"(?:bidrage|medvirke|være med|føre)\s+til\s+(?:at\s+)?[^\n]{5,250}|(?:sikre|styrke|fremme|øge|reducere|nedbringe|forbedre|skabe|gøre|løfte|halvere|mindske|forebygge|ske|give|have|være|foregå|blive|kunne)\s+[^\n]{5,250})",
    re.IGNORECASE,
)
HEADINGS = re.compile(
    r"\b(?:del|hoved)?mål(?:ene|sætning(?:er|erne)?|et)?\b|\bsigtelinjer\b|\bambitioner(?:ne)?\b|\bpejlemærker\b|\bvisioner?\b",
    re.IGNORECASE,
)
NOT_HEADINGS = re.compile(r"\bmålgrupper?\b|\bmåling", re.IGNORECASE)
# "Pejlemærket er klart nok: Ni ud af ti borgere skal …", "Målet er 50 godkendte projekter om året fra 2025"
ANNOUNCED = re.compile(
    r"\b(?:pejlemærket|målet|ambitionen|løftet|målsætningen|visionen)\b(?:[^.:\n]{0,40}:\s+|\s+er\s+(?=(?:mindst\s+|højst\s+)?\d))(?P<goal>[^\n;]{10,250})",
    re.IGNORECASE,
)
# "med et løfte om, at forbruget skal ned med 30 procent inden 2032"
PROMISED = re.compile(
    r"\b(?:løfte|løftet|krav|kravet|forpligtelse|forpligtelsen|enige)\s+om,?\s+at\s+(?P<goal>[^\n;]{6,80}?\bskal\b[^\n;]{4,200})",
    re.IGNORECASE,
)
# "Inden 2027 er omme, skal mindst 300.000 fuldmagter være oprettet"
TWO_THINGS = re.compile(
    r"\b(?:to|tre|fire|flere)\s+(?:ting|spor|retninger|resultater|(?:del)?mål|målsætninger|ambitioner|formål)\s*:\s+at\s+(?P<goal>[^\n;]{6,300})",
    re.IGNORECASE,
)
BY_YEAR = re.compile(
    r"\b(?:inden|senest|ved|i)\s+(?:udgangen\s+af\s+)?(?:19|20)\d\d[^.;\n]{0,25}?\bskal\s+(?P<goal>(?:mindst|højst|alle|ingen|hver|\d)[^.,;\n]{8,160})",
    re.IGNORECASE,
)
# "80 pct. af kommunikationen skal foregå digitalt ved udgangen af 2015"
QUANTIFIED = re.compile(
    r"(?P<goal>\b(?:mindst\s+|omkring\s+|cirka\s+|ca\.\s+)?(?:\d+(?:,\d+)?\s*(?:pct\.?|procent|%)\s+af|(?:ni|otte|syv|seks|fire|to)\s+ud\s+af\s+(?:ti|fem|tre))\s+[^.\n]{5,160}?\bskal\b[^.\n]{4,160})",
    re.IGNORECASE,
)
# "skal reducere udledningen med 70 procent inden 2030": a change with a figure is a goal whoever says it
CHANGES = re.compile(
    r"\b(?:skal|vil)\s+(?:[\wæøå]+\s+){0,4}?(?P<goal>(?:reducere|øge|halvere|nedbringe|sænke|fordoble|hæve|mindske|stige|falde|reduceres|øges|sænkes|"
    r"nedbringes|halveres|fordobles|forbedre)\s+(?:[^\n.;]|(?<=mia)\.|(?<=mio)\.|(?<=pct)\.|(?<=kr)\.|(?<=ca)\.|(?<=\d)\.(?=\d)){3,200})",
    re.IGNORECASE,
)
# "Desuden skal antallet af ulykker halveres": the subject stands behind "skal"
INVERTED_CHANGE = re.compile(
    r"\b(?:skal|vil)\s+(?P<goal>[a-zæøåÆØÅ0-9-]*(?:en|et|erne|tallet|andelen)\s+[^.,;\n]{0,90}?\b(?:halveres|fordobles|reduceres|øges|sænkes|nedbringes|falde|stige|ned\s+(?:på|med|under)|op\s+på)\b"
    r"(?:[^.,;\n]|(?<=mia)\.|(?<=mio)\.|(?<=pct)\.|(?<=\d)[.,](?=\d)){0,100})",
    re.IGNORECASE,
)
# "Kommunen skal udlede 72 procent mindre CO2 i 2030"
BY_SHARE = re.compile(
    r"\bskal\s+(?P<goal>[a-zæøå]+e\s+(?:mindst\s+|op\s+til\s+)?\d+(?:,\d+)?\s*(?:procent|pct\.?|%)\s+(?:mindre|mere|færre|flere|lavere|højere)\b[^.,;\n]{0,100})",
    re.IGNORECASE,
)
# "Delmål 2: Alle registre skal være samlet i 2028"
LABELLED = re.compile(
    r"^\s*(?:[•*–-]\s*)?(?:del|hoved|effekt)?mål(?:sætning)?\s*\d{0,2}[a-z]?\s*:\s+(?P<goal>[^\n]{10,250})",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d|\bhalve|\bfordobl|\btredjedel|\bfjerdedel", re.IGNORECASE)
# Verbs whose object or "at"-clause is what a goal is for, cut off to give the goal's short name.
SHORTENS = re.compile(
    r"^.{0,120}?\b(?:skal|vil)\s+(?:også\s+|bl\.a\.\s+|blandt andet\s+|samlet\s+|kunne\s+)?(?:(?:bidrage|medvirke|være med|føre)\s+til\s+)?(?:at\s+)?"
    r"(?:skabe|sikre|gøre\s+det|give|opnå|styrke|ske\s+med|have|udvikle|levere|være)?\s*(?P<rest>.{5,})$",
    re.IGNORECASE,
)
