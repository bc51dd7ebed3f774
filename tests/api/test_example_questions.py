"""The start page of any index asks about what it holds, and every question it offers has the claim's own answer."""

from __future__ import annotations

import doctest
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from api import Index, example_questions, examples, open_index

TEXT = """Ny pagt om grønne havne

4. juni 2024

Klimaministeriet og Danske Havnebyer indgik i går Havnepagten 2024-2028. Pagten indeholder 12 initiativer, og
Kystdirektoratet har ansvaret for Landstrømsprogrammet.

Havnepagten afløser Havneaftalen 2019-2023.
"""


def test_examples_in_docstrings_are_true() -> None:
    """The module's doctests pass."""
    found = doctest.testmod(example_questions)
    assert found.attempted and not found.failed


def test_somebody_elses_documents_get_questions_of_their_own(
    build_texts: Callable[[Mapping[str, str]], Any], tmp_path: Path
) -> None:
    """None of ours, which name what is not there; those made from claims are answered with the claims' values."""
    build_texts({"havn.txt": TEXT})
    with open_index(tmp_path / "data") as index:
        assert [question for question in examples.questions() if examples.answered(index, question)] == []
        made = {example.question: example.answer for example in example_questions.from_claims(index)}
        assert len(made) >= 4 and len(set(made)) == len(made)
        assert made["Hvor mange initiativer har Havnepagten 2024-2028?"].startswith("12 ")
        assert "Klimaministeriet" in made["Hvem indgik Havnepagten 2024-2028?"]


def test_our_questions_fit_our_corpus(shipped: Index) -> None:
    """Every one that we wrote names only what the shipped texts have."""
    assert [question for question in examples.questions() if not example_questions.fits(shipped, question)] == []
