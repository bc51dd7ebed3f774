"""What announces that named initiatives follow, and what stands around each of them."""

from __future__ import annotations

import re

# Nouns whose plural announces the members of a plan, by their last part.
KINDS = (
    r"(?:initiativ|tiltag|indsats|projekt|aktivitet|løsning|program|pulje|kampagne|forslag|spor|element|greb|ordning|værktøj|forløb|"
    r"delprojekt|handling|nyskabelse|redskab|tilbud|skridt|forsøg|ben|leverance)"
)
_PLURAL = rf"(?:[a-zæøå-]*{KINDS}(?:mer|er|e)?(?:ne|ene|erne)?)"
_SINGULAR = rf"(?:[a-zæøå-]*{KINDS})"

# "strategien består af seks indsatser", "blandt de mere håndfaste er", "de tre største:"
ANNOUNCES = re.compile(
    rf"\b(?:blandt\s+(?:de|planens|strategiens|aftalens|andet|de\s+mest)\b|(?:to|tre|fire|fem|seks|syv|otte|ni|ti|\d{{1,2}}|flere|en\s+række|nye|konkrete|af)\s+"
    rf"(?:[a-zæøå-]+\s+){{0,2}}?{_PLURAL}\b|{_PLURAL}\s+(?:er|tæller|omfatter|hedder)\b)",
    re.IGNORECASE,
)
# What opens a sentence that goes on with the next member.
GOES_ON = re.compile(
    rf"(?:(?:der|her)til\s+kommer|(?:desuden|endelig|derudover|endvidere|samtidig|herudover|dernæst|også)\s+(?:er\s+der|kommer(?:\s+der)?|indgår|rummer\s+\w+|får\s+\w+)"
    rf"|(?:det|den)\s+(?:første|andet|anden|tredje|fjerde|femte|største|vigtigste|dyreste|mest\s+\w+|sidste|mindste|nyeste)(?:\s+{_SINGULAR})?\s+(?:er|hedder|bliver|kaldes)"
    rf"|(?:et|én|en|ét)\s+af\s+(?:dem|{_PLURAL}|(?:de\s+)?\w+\s+{_PLURAL})\s+(?:er|hedder|bliver|kaldes)"
    rf"|(?:som\s+led\s+i|med|via|gennem|i|under)\s+(?:den\s+nye\s+)?(?:aftalen|strategien|planen|programmet|handlingsplanen|udspillet|reformen|pagten|forliget)\s+"
    rf"(?:lanceres|oprettes|etableres|indføres|igangsættes|iværksættes|skabes|kommer|følger|indgår|får\s+\w+|åbnes|etablerer\s+\w+|søsættes|udvikles|udbredes|afsættes\s+der\s+penge\s+til)(?:\s+der)?)\s+",
    re.IGNORECASE,
)
# Verbs that bring something into being, before its name: "Desuden oprettes en Omstillingspulje".
BRINGS = re.compile(
    r"\b(?:lanceres|oprettes|etableres|indføres|igangsættes|iværksættes|søsættes|udvikles|stiftes|nedsættes|åbnes|udrulles|videreføres|kommer|kommer\s+også|sættes\s+gang\s+i|"
    r"lancerer|opretter|etablerer|indfører|igangsætter|iværksætter|søsætter|udvikler|åbner|udruller|"
    r"lancerede|oprettede|etablerede|indførte|igangsatte|iværksatte|søsatte|udviklede)\s+"
    r"(?:(?:der|vi|man|regionen|kommunen|regeringen|staten|parterne|partierne|byrådet|også|samtidig|desuden|nu|derfor)\s+){0,2}"
)
ARTICLES = r"(?:(?:en|et|den|det|de)\s+)?(?:[a-zæøå-]+(?:e|t|ig|sk|el|al|ny|ende)\s+|ny\s+){0,2}?"
# A heading or a line that numbers an initiative: "Initiativ 3: Ladekaj", "Indsats 2.1 – Grøn skolevej".
NUMBERED = re.compile(
    r"\s*(?:#+\s*)?(?P<noun>(?:del|hoved)?(?:initiativ|indsats|tiltag|projekt|aktivitet|handling|delprojekt|leverance|spor))\s+(?:nr\.?\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})?[a-z]?)\s*(?:[:.–—-]\s*|\s)(?P<name>[A-ZÆØÅ»”\"].{2,110})$",
    re.IGNORECASE,
)
END = r"(?=\s*(?:[,.;:!?)(]|–|$)|\s(?:og|samt|der|som|hvor|eller)\s)"
TELLS = re.compile(r",\s+(?:der|som|hvor|hvis|en|et|kaldet)\s")
