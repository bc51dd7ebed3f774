"""How many made something together, where a sentence names them: "Lauget, havnen og Ørådet er enige om en plan"."""

from __future__ import annotations

from collections.abc import Sequence

from . import chunks, wording
from .candidates import Candidate, Scene, scene
from .cut_what import tidy
from .gapped import held
from .linking import Lexis, Linked
from .question import Kind
from .reading import Scored
from .wordlists import several

CONFIDENCE = 0.86
_PARTIES = several("part parter aktør aftalepart underskriver myndighed afsender organisation")
_LOOKED_AT = 12
_HELD = 0.45  # of the question's words, without the noun for those who are counted
_LEAST = 2


def read(linked: Linked, ranked: Sequence[Scored], lexis: Lexis) -> Candidate | None:
    """How many the first words of a sentence name as those who act; None where it names no several bodies."""
    question = linked.question
    if question.kind is not Kind.NUMBER or question.focus not in _PARTIES or linked.strangers:
        return None
    for scored in ranked[:_LOOKED_AT]:
        if held(question, scored) < _HELD:
            continue
        named = _named(scene(question, scored, lexis, scored.view.mentions(scored.sentence)))
        if len(named) >= _LEAST:
            first, last = named[0], named[-1]
            how = "talt op: " + wording.listed([c.label for c in named])
            value = str(len(named))
            return Candidate(value, value, "Number", first.start, last.end, 0.85, scored, how=how)
    return None


def _named(here: Scene) -> list[Candidate]:
    """The bodies that a sentence begins with, joined by commas and "og", before its verb."""
    tokens, found = here.tokens, here.scored.sentence.phrases
    verb = next((i for i, t in enumerate(tokens) if t.finite or t.pos in ("AUX", "MODAL")), 0)
    if not verb or not found or found[0].first > 1:
        return []
    members = [(a, b) for a, b in chunks.enumeration(tokens, 0, found) if b <= verb]
    bodies = [m.span.start for m in here.mentions if m.type == "Organisation"]
    named = any(tokens[a].start <= at < tokens[b - 1].end for a, b in members for at in bodies)
    if not named and not any(t.pos == "PROPN" for a, b in members for t in tokens[max(a, 1) : b]):
        return []
    made = []
    for a, b in members:
        label = tidy(here.between(a, b))
        made.append(Candidate(label, label, "Actor", tokens[a].start, tokens[b - 1].end, 0.8, here.scored))
    return made
