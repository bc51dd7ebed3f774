"""The scales of everyday Danish: two ends each, and nothing that stands at both."""

from __future__ import annotations

import pytest

import ontology

SCALES = ontology.table("scales")["scales"]


@pytest.mark.parametrize("name", sorted(SCALES))
def test_a_scale_has_two_ends_apart(name: str) -> None:
    one, other = SCALES[name]
    assert one and other
    assert not set(one) & set(other)
    assert len(set(one)) == len(one) and len(set(other)) == len(other)
    assert all(isinstance(phrase, str) for phrase in (*one, *other))
