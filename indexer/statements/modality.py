"""How sure a clause is of what it says: decided, going on, done, expected or wished for."""

from __future__ import annotations

from ..types import Modality
from .clauses import Clause

_WISHES = frozenset(
    [
        "ønske",
        "håbe",
        "foreslå",
        "anbefale",
        "opfordre",
        "bede",
        "kræve",
        "efterlyse",
        "overveje",
        "anmode",
        "drømme",
        "forestille",
    ]
)
_PLANS = frozenset(["forvente", "planlægge", "bebude", "varsle", "love", "imødese"])
_CONDITIONS = frozenset(("hvis", "medmindre", "såfremt"))


def modality(clause: Clause) -> Modality:
    """The modality of a clause: "skal" decides, "vil" expects, "bør" wishes, the past is done, the present goes on.

    A stative present ("indeholder", "bygger på") counts as decided: it holds.
    """
    over = clause.parent
    for _ in range(3):
        if over is None:
            break
        if clause.kind in ("inf", "sub") and over.lemma in _WISHES:
            return Modality.WISHED
        if clause.kind in ("inf", "sub") and over.lemma in _PLANS:
            return Modality.EXPECTED
        over = over.parent if over.kind in ("inf", "sub") else None
    if clause.opener in _CONDITIONS:
        return Modality.EXPECTED
    if clause.modal in ("vil", "ville", "skulle", "kan"):
        return Modality.EXPECTED
    if clause.modal in ("bør", "burde", "kunne", "må", "måtte"):
        return Modality.WISHED
    if clause.modal == "skal":
        return Modality.DECIDED
    if clause.kind == "inf":
        return (clause.parent and clause.parent is not clause and modality(clause.parent)) or Modality.DECIDED
    if clause.past or clause.perfect:
        return Modality.DONE
    return Modality.DECIDED
