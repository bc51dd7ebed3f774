"""Mints every IRI; no other file builds one from strings.

An IRI is made from content, so that it is the same in any order of work. Parts are joined by U+001F, which canonical
text cannot contain, and hashed with SHA-256; 80 bits of it, in base 32, name the thing. Things live under `base`
(CONTRACT.md, "Names"): `id/<kind>/<slug or hash>`.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
import unicodedata
import urllib.parse

NS = "https://w3id.org/strategigraf/ns#"
BASE = "https://w3id.org/strategigraf/id/"

_SEPARATOR = "\x1f"
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "&": " og ", "+": " plus "})

KINDS = {
    "Strategy": "strategi",
    "ActionPlan": "plan",
    "Agreement": "aftale",
    "Initiative": "initiativ",
    "Programme": "program",
    "Solution": "loesning",
    "Organisation": "aktoer",
    "Person": "person",
    "Role": "rolle",
    "Event": "begivenhed",
    "Theme": "tema",
    "Goal": "maal",
    "Place": "sted",
    "Publication": "udgivelse",
    "Quotation": "citat",
}


def is_base(base: str) -> bool:
    """True for an absolute IRI that things can live under: http, https or urn, and no sign that an IRI can't hold.

    >>> is_base(BASE), is_base("https://e x/"), is_base("data/")
    (True, False, False)
    """
    return bool(
        re.fullmatch(r"(?:https?://[^/?#@]+|urn:[^/?#]+).*", base) and not re.search(r'[\s<>"{}|\\^`\x00-\x20]', base)
    )


def digest(*parts: str) -> str:
    """Sixteen characters of base 32 that name the parts: 80 bits of their SHA-256, order and borders kept.

    >>> digest("a", "b") == digest("ab")
    False
    """
    raw = hashlib.sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).digest()[:10]
    return base64.b32encode(raw).decode("ascii").lower()


def slug(text: str, limit: int = 80) -> str:
    """A label as a path segment of a-z, 0-9 and hyphens; æ, ø and å are spelled out.

    A label longer than limit is cut and made unique by its digest; one with no letter at all is its digest.

    >>> slug("Den fællesoffentlige digitaliseringsstrategi 2016-2020")
    'den-faellesoffentlige-digitaliseringsstrategi-2016-2020'
    """
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_FOLD))
    cleaned = re.sub(r"[^a-z0-9]+", "-", folded.encode("ascii", "ignore").decode()).strip("-")
    if not cleaned:
        return digest(text)
    return cleaned if len(cleaned) <= limit else f"{cleaned[:limit].rstrip('-')}-{digest(text)}"


def term(name: str) -> str:
    """A class or property of our ontology: `term("agreedBy")`."""
    return NS + name


def document(base: str, doc_id: str) -> str:
    """The IRI of a document: its doc_id, percent-encoded, slashes kept."""
    return f"{base}dokument/{urllib.parse.quote(doc_id, safe='/-._~')}"


def passage(base: str, doc_id: str, start: int, end: int, text: str) -> str:
    """The IRI of a passage, from where it stands and what it says."""
    return f"{base}passage/{digest(doc_id, str(start), str(end), text)}"


def entity(base: str, type_: str, label: str, *distinguishing: str | None) -> str:
    """The IRI of an entity that no vocabulary knows: its kind, its label and what tells it from its namesakes.

    `distinguishing` are a period's years, a number, the strategy it belongs to; None and "" are left out.
    """
    tail = "-".join(slug(part) for part in distinguishing if part)
    return f"{base}{KINDS.get(type_, 'ting')}/{slug(label)}" + (f"-{tail}" if tail else "")


def claim(base: str, *parts: str) -> str:
    """The IRI of a claim: subject, relation, object, modality, speaker, polarity."""
    return f"{base}udsagn/{digest(*parts)}"


def evidence(base: str, doc_id: str, start: int, end: int, quote: str) -> str:
    """The IRI of a piece of evidence: one stretch of one document, shared by the claims it carries."""
    return f"{base}belaeg/{digest(doc_id, str(start), str(end), quote)}"


def selector(evidence_iri: str, kind: str) -> str:
    """The IRI of one of an evidence's two selectors, "position" or "citat"."""
    return f"{evidence_iri}/{kind}"


def quantity(claim_iri: str) -> str:
    """The IRI of the amount that a claim gives, with its unit."""
    return f"{claim_iri}/maengde"


def membership(person: str, evidence_iri: str) -> str:
    """The IRI of an office that a person holds, as one piece of evidence has it."""
    return f"{evidence_iri}/hverv-{digest(person)}"


def role(base: str, title: str) -> str:
    """The IRI of an office, whoever holds it: its title."""
    return f"{base}{KINDS['Role']}/{slug(title)}"


def run(base: str, doc_id: str, version: str) -> str:
    """The IRI of the activity that read a document with a version of the code and vocabularies."""
    return f"{base}koersel/{digest(doc_id, version)}"


def period(thing_iri: str, start: str | None, end: str | None) -> str:
    """The IRI of the period of time that a thing is known by."""
    return f"{thing_iri}/periode-{start or ''}-{end or ''}"


@functools.lru_cache(maxsize=64)
def modality(name: str) -> str:
    """The IRI of a modality, a concept of our ontology: `modality("i gang")` is `…ns#modalitet-i-gang`."""
    return f"{NS}modalitet-{slug(name)}"


def local(base: str, iri: str) -> str | None:
    """The part of an IRI behind base, or None when it is not one of ours."""
    return iri[len(base) :] if iri.startswith(base) else None
