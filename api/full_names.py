"""People by the longest name that their text has for them: "Else Marie var den første" names Else Marie Krogh."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .candidates import Candidate
    from .views import Sentence, View


class FullName(NamedTuple):
    """A name in full, where it stands in its document, and its sentence."""

    name: str
    start: int
    end: int
    sentence: Sentence


def longer(view: View, name: str) -> FullName | None:
    """The one longer name of a person that begins or ends with a shorter; None where a text has several, or none."""
    found: dict[str, FullName] = {}
    for sentence in view.sentences:
        for mention in view.mentions(sentence):
            full = mention.text
            if mention.type == "Person" and (full.startswith(name + " ") or full.endswith(" " + name)):
                found.setdefault(full, FullName(full, mention.span.start, mention.span.end, sentence))
    return next(iter(found.values())) if len(found) == 1 else None


def whole(candidate: Candidate) -> Candidate:
    """A person's value, or a list of people, by full names; the sentences that have these are cited too."""
    if candidate.type != "Actor":
        return candidate
    members = [_whole(member) for member in (candidate, *candidate.more)]
    first, *others = members
    also = {id(s.sentence): s for s in (*candidate.also, *(s for m in members for s in m.also))}
    also.pop(id(first.scored.sentence), None)
    return dataclasses.replace(first, more=tuple(others), also=tuple(also.values()))


def _whole(member: Candidate) -> Candidate:
    view = member.scored.view
    if not member.value[:1].isupper() or any(
        m.text == member.value and m.type != "Person" for m in view.mentions(member.scored.sentence)
    ):
        return member
    full = longer(view, member.value)
    if full is None:
        return member
    apart = full.sentence is not member.scored.sentence
    beside = (dataclasses.replace(member.scored, sentence=full.sentence),) if apart else ()
    return dataclasses.replace(member, value=full.name, label=full.name, also=(*member.also, *beside))
