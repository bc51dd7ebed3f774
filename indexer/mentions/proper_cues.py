"""What tells the kind of a proper name that has no head noun of its own: the class noun before it, by its last part."""

from __future__ import annotations

# Heads of class nouns, in the forms that stand before a name: "fagforbundet X", "projektet X", "rapporten X".
HEADS: dict[str, tuple[str, ...]] = {
    "Organisation": (
        "forening", "forbund", "organisation", "firma", "selskab", "virksomhed", "råd", "udvalg", "styrelse", "institut",
        "center", "fond", "universitet", "sygehus", "hospital", "netværk", "forum", "klub", "laug", "bureau", "myndighed",
        "enhed", "hus", "parti", "fællesskab", "agentur", "koncern", "bank", "skole", "leverandør", "tænketank", "kæde", "kreds", "klinik", "sammenslutning", "gruppe", "kooperativ", "landsbylaug", "højskole", "centrum",
        "konsortium", "alliance", "laboratorium", "butik", "gård", "hjem", "menighed", "lokalforening", "operatør",
    ),
    "ActionPlan": ("plan",),
    "Strategy": ("strategi", "politik", "vision"),
    "Agreement": ("aftale", "pagt", "forlig", "overenskomst", "charter"),
    "Programme": ("program", "partnerskabsprogram"),
    "Initiative": (
        "initiativ", "projekt", "indsats", "ordning", "pulje", "tilbud", "kampagne", "forsøg", "løsning", "portal", "platform",
        "app", "system", "register", "linje", "værktøj", "tjeneste", "forløb", "kursus", "model", "koncept", "tiltag",
    ),
    "Publication": ("rapport", "publikation", "avis", "blad", "magasin", "nyhedsbrev", "hvidbog", "undersøgelse", "analyse", "bog"),
}  # fmt: skip
DEFINITE = ("erne", "ene", "en", "et", "n", "t")

# Between a class noun and its name: "planen hedder X", "aftalen, der har fået navnet X", "under navnet X".
NAMED = (
    r"(?:,?\s+(?:der|som))?\s+(?:hedder|hed|kaldes|kaldtes|er døbt|blev døbt|bærer navnet|bærer titlen"
    r"|(?:har |fik |får |har fået )?(?:navnet|titlen))"
    r"|\s+(?:med|under)\s+(?:navnet|titlen|overskriften)|\s+(?:kaldet|døbt|ved navn)"
)

# Suffixes of single names that stand for a body, a place or a text rather than for something done.
NOT_DONE = (
    "rådet", "nævnet", "udvalget", "styrelsen", "ministeriet", "direktoratet", "kommunen", "regionen", "retten", "tinget",
    "manden", "domstolen", "kirken", "partiet", "foreningen", "forbundet", "selskabet", "politiet", "banken", "huset",
    "forsorgen", "revisionen", "væsenet", "borgen", "loven", "kongen", "dronningen", "øen", "byen", "havnen", "skoven",
    "stationen", "gaden", "vejen", "torvet", "skolen", "universitetet", "hospitalet", "sygehuset", "museet", "fjorden",
    "tidende", "avisen", "posten", "bladet", "kredsen", "kontoret", "landet", "danskerne", "kommunerne", "regionerne", "enheden",
)  # fmt: skip
