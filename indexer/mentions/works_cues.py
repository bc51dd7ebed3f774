"""Head nouns of strategies, plans, agreements, programmes and initiatives, and the adjectives that tell none apart."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

# Head noun (a compound's last part) → class. A longer head wins over a shorter one inside it.
HEADS = {
    "strategi": "Strategy",
    "strateg": "Strategy",
    "handlingsplan": "ActionPlan",
    "handleplan": "ActionPlan",
    "køreplan": "ActionPlan",
    "plan": "ActionPlan",
    "masterplan": "ActionPlan",
    "aftale": "Agreement",
    "pagt": "Agreement",
    "forlig": "Agreement",
    "overenskomst": "Agreement",
    "charter": "Agreement",
    "partnerskabsaftale": "Agreement",
    "program": "Programme",
    "initiativ": "Initiative",
    "projekt": "Initiative",
    "kampagne": "Initiative",
    "pulje": "Initiative",
    "reform": "Initiative",
    "portal": "Solution",
    "platform": "Solution",
    "løsning": "Solution",
    "register": "Solution",
    "ordning": "Initiative",
    "udspil": "Initiative",
}
GROUP_TYPES = ("Strategy", "ActionPlan", "Agreement", "Programme")

# Endings a head may carry: (ending, form). "def" makes "strategien" a reference to one that is known.
ENDINGS = {
    "": "sg",
    "s": "sg",
    "en": "def",
    "ens": "def",
    "et": "def",
    "ets": "def",
    "n": "def",
    "ns": "def",
    "met": "def",
    "mets": "def",
    "mer": "pl",
    "merne": "pl",
    "er": "pl",
    "ers": "pl",
    "erne": "pl",
    "ernes": "pl",
    "r": "pl",
    "rne": "pl",
    "ene": "pl",
    "ne": "pl",
    "e": "pl",
    "t": "def",
    "ts": "def",
    "ret": "def",
    "rets": "def",
    "re": "pl",
}
NOT_WORKS = frozenset(
    """plant planlægning planet forordning forordningen anordning anordningen opløsning opløsningen forløsning
    niveauplan plane planer plans hovedpart platforme""".split()
)
# Compounds that are no policy: a timetable, an employment contract, a television programme.
NOT_TOPICS = frozenset(
    """tids rejse vagt grund sæde etage bord lys skema stol bane ansættelses leje køre databehandler brugs licens
    samhandels
    lån låne computer tv fjernsyns radio skriveblok regneark møde dags styre tekstbehandlings antivirus køkken kost
    træne
    trænings lands verdens drifts budget års hverdags ferie afbetalings betalings lektions undervisnings lektie stillings idé projekt""".split()
)
# Words before the head that say nothing about which one it is.
GENERIC = frozenset(
    """ny nye nyt nyeste den det de en et denne dette disse samlet samlede ambitiøs ambitiøse kommende aktuel aktuelle
    nuværende gældende seneste forrige tidligere sidste næste første anden tredje fjerde femte sjette syvende ottende niende tiende særlig særlige
    konkret konkrete omfattende bred brede stor store større vigtig vigtige egen egne eget hele hel vores deres sin sit
    dansk danske fremtidig fremtidige endelig endelige ovennævnte nævnte pågældende langsigtet langsigtede opdateret
    opdaterede revideret reviderede færdig færdige eksisterende gammel gamle flerårig flerårige toårig treårig fireårig
    femårig toårige treårige fireårige femårige samme to tre fire fem hver hans hendes begge god gode mange
    årets foregående daværende hidtidige oprindelige afsluttede nærværende foreliggende indeværende
    politisk politiske""".split()
)
ORDINALS = {"første": 1, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7,
            "ottende": 8, "niende": 9, "tiende": 10}  # fmt: skip
EARLIER = frozenset("forrige tidligere sidste gamle foregående daværende hidtidige afsluttede".split())
LATER = frozenset("kommende næste ny nye nyt fremtidige".split())

OPENING = "”“\"»„‘'«›"
CLOSING = "”“\"«»’'‹"
