"""Nouns that carry a relation: what is counted, what a work is a condition for, labels of lines and table heads."""

from __future__ import annotations

COUNTED = (
    "initiativ tiltag indsats indsatsområde digitaliseringsinitiativ projekt aktivitet delinitiativ hovedinitiativ anbefaling "
    "handling pejlemærke fokusområde delmål målsætning forslag indsatsspor spor tema del punkt element løfte milepæl reform"
).split()
# What counts as an initiative for initiativeCount; the rest of COUNTED does not.
INITIATIVES = ("initiativ", "tiltag", "projekt", "indsats", "aktivitet", "handling", "delprojekt", "initiativspor", "forslag", "indsatsområde")
CONTAINS = frozenset(
    """indeholde bestå rumme omfatte have tælle fremlægge præsentere indebære lægge dække samle udgøre lancere igangsætte
    iværksætte være byde opstille komme sætte stå""".split()
)
NUMBER_WORDS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
    "tretten": 13, "fjorten": 14, "femten": 15, "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19, "tyve": 20,
    "enogtyve": 21, "toogtyve": 22, "treogtyve": 23, "fireogtyve": 24, "femogtyve": 25, "seksogtyve": 26, "syvogtyve": 27,
    "otteogtyve": 28, "niogtyve": 29, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70,
    "firs": 80, "halvfems": 90, "hundrede": 100, "enogtredive": 31, "toogtredive": 32, "treogtredive": 33,
}
# Label of a line or column head → relation, and what is expected beside it.
LABELS = {
    "ansvarlig": "responsibleActor", "ansvarlige": "responsibleActor", "ansvar": "responsibleActor", "ejer": "responsibleActor",
    "projektejer": "responsibleActor", "tovholder": "responsibleActor", "hovedansvarlig": "responsibleActor",
    "ansvarlig myndighed": "responsibleActor", "ansvarlig part": "responsibleActor", "sekretariat": "responsibleActor",
    "ressortministerium": "responsibleActor", "myndighed": "responsibleActor", "initiativejer": "responsibleActor",
    "ansvarlig aktør": "responsibleActor", "ansvarlige aktører": "responsibleActor",
    "parter": "agreedBy", "aftaleparter": "agreedBy", "part": "agreedBy", "indgået af": "agreedBy", "vedtaget af": "agreedBy",
    "aftalt mellem": "agreedBy", "afsender": "launchedBy", "udgiver": "launchedBy", "lanceret af": "launchedBy",
    "deltagere": "participates", "deltager": "participates", "samarbejdspartnere": "participates", "aktører": "participates",
    "involverede parter": "participates", "interessenter": "participates", "deltagende parter": "participates",
    "frist": "targetDate", "deadline": "targetDate", "slutdato": "targetDate", "færdig": "targetDate", "tidsfrist": "targetDate",
    "afsluttes": "targetDate", "klar": "targetDate", "implementeret": "targetDate", "forventet afsluttet": "targetDate",
    "tidshorisont": "targetDate", "målår": "targetDate", "realiseres": "targetDate",
    "lanceret": "launchedOn", "lancering": "launchedOn", "start": "launchedOn", "indgået": "launchedOn", "vedtaget": "launchedOn",
    "igangsat": "launchedOn", "startdato": "launchedOn", "opstart": "launchedOn", "præsenteret": "launchedOn",
    "periode": "period", "løbetid": "period", "gyldighed": "period", "strategiperiode": "period", "gælder": "period",
    "programperiode": "period", "aftaleperiode": "period", "år": "period",
    "udløb": "validTo", "udløber": "validTo", "gælder til": "validTo", "gælder fra": "validFrom", "ikrafttræden": "validFrom",
    "initiativer": "initiativeCount", "antal initiativer": "initiativeCount", "tiltag": "initiativeCount",
    "tema": "concernsTheme", "temaer": "concernsTheme", "fokusområder": "concernsTheme", "fokusområde": "concernsTheme",
    "indsatsområder": "concernsTheme", "indsatsområde": "concernsTheme", "område": "concernsTheme", "emne": "concernsTheme",
    "emner": "concernsTheme", "afløser": "succeeds", "erstatter": "succeeds", "forgænger": "succeeds", "efterfølger": "precedes",
    "afløst af": "precedes", "bygger på": "buildsOn", "del af": "partOf", "hører under": "partOf", "strategi": "partOf",
    "mål": "hasGoal", "formål": "hasGoal", "målsætning": "hasGoal", "delmål": "hasGoal", "vision": "hasGoal",
    "sted": "eventPlace", "tid": "eventDate", "tidspunkt": "eventDate", "budget": "budget", "økonomi": "budget", "bevilling": "budget",
}
# Words beside an amount that make it a work's money.
FUNDS = frozenset("afsætte bevilge koste investere finansiere budget pulje ramme bevilling midler økonomi tilføre reservere løfte råde milliarder".split())
FUND_STEMS = ("bevilling", "investering", "budget", "finansiering", "pulje", "afsat", "midler", "rammebeløb", "økonomisk")
