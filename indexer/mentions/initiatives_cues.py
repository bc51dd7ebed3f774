"""What introduces initiatives and solutions that have no telling head noun of their own."""

# ruff: noqa: SIM905 - words in a row read better than a list of strings

from __future__ import annotations

# What a strategy led to: the noun phrases after these are initiatives.
RESULTS = (
    "resulterede i",
    "resulteret i",
    "resulterer i",
    "førte til",
    "ført til",
    "fører til",
    "mundede ud i",
    "mundet ud i",
    "munder ud i",
    "affødte",
    "banede vej for",
    "førte med sig",
    "resultaterne er",
    "resultaterne var",
    "resultater er",
    "resultater som",
    "blandt initiativerne er",
    "blandt indsatserne er",
    "blandt tiltagene er",
    "blandt projekterne er",
    "blandt de nye initiativer er",
    "blandt de konkrete initiativer er",
)
# What is being worked on; a name after these counts when it has a capital or a telling compound.
WORKED_ON = (
    "arbejdet med",
    "arbejde med",
    "implementering af",
    "implementeringen af",
    "indførelse af",
    "indførelsen af",
    "etablering af",
    "etableringen af",
    "udvikling af",
    "udviklingen af",
    "udrulning af",
    "udrulningen af",
    "lancering af",
    "lanceringen af",
    "etablere",
    "udvikle",
    "implementere",
    "udrulle",
    "indføre",
    "lancere",
    "overgangen til",
    "overgang til",
    "ibrugtagning af",
    "travlt med",
    "oprettelse af",
    "oprettelsen af",
    "initiativer som",
    "initiativerne",
    "løsninger som",
    "løsningerne",
    "tiltag som",
    "projekter som",
    "projekterne",
    "systemer som",
    "initiativet",
    "projektet",
    "løsningen",
    "systemet",
    "portalen",
    "appen",
    "platformen",
    "kampagnen",
    "puljen",
    "tjenesten",
    "konceptet",
)
# Actions that a result names before the thing itself: "udbredelsen af telemedicin" is about telemedicin.
ACTION = (
    "udbredelse udbredelsen igangsættelse igangsættelsen etablering etableringen dannelse dannelsen indførelse indførelsen oprettelse "
    "oprettelsen udvikling udviklingen implementering implementeringen udrulning udrulningen lancering lanceringen konkurrenceudsættelse "
    "konkurrenceudsættelsen videreudvikling videreudviklingen realisering realiseringen udformning gennemførelse gennemførelsen styrkelse "
    "styrkelsen opbygning opbygningen udarbejdelse udarbejdelsen udbygning udbygningen ibrugtagning afvikling modernisering"
).split()
