"""Who acts and who is acted on, told by voice, "af" and the order of words; and answers that keep them apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from api import chunks, open_index
from api.roles import _said
from indexer.build import Built
from indexer.grammar import verb_of
from indexer.settings import Settings

SENTENCES = [
    ("Havnestyrelsen blev oprettet i 2011.", "oprettet", "Havnestyrelsen", "patient"),
    ("I 2011 oprettedes netværket.", "oprettedes", "netværket", None),
    ("Netværket er oprettet af Havnestyrelsen og Kystforum.", "oprettet", "Havnestyrelsen", "agent"),
    ("Rådet er i 2019 nedsat af Havnestyrelsen.", "nedsat", "Havnestyrelsen", "agent"),
    ("Ministeriet oprettede Havnestyrelsen i 2011.", "oprettede", "Havnestyrelsen", "patient"),
    ("I 2018 købte Havnestyrelsen et værft.", "købte", "Havnestyrelsen", "agent"),
    ("I 2018 åbnede Havnestyrelsen for alle.", "åbnede", "Havnestyrelsen", None),
    ("Havnestyrelsen købte et værft.", "købte", "Havnestyrelsen", "agent"),
    ("I 2018 blev Havnestyrelsen nedlagt af ministeriet.", "nedlagt", "Havnestyrelsen", "patient"),
    ("Loven blev ændret af Folketinget, efter at Havnestyrelsen klagede.", "ændret", "Folketinget", "agent"),
    ("Havnestyrelsens plan blev vedtaget i maj.", "vedtaget", "plan", "patient"),
    ("Hos Havnestyrelsen blev planen vedtaget.", "vedtaget", "Havnestyrelsen", None),
    ("Havnestyrelsen åbnede i 2011.", "åbnede", "Havnestyrelsen", None),  # it opened, or was opened
]


@pytest.mark.parametrize(("text", "verb", "name", "role"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_a_sentence_gives_a_name_its_role(text: str, verb: str, name: str, role: str | None) -> None:
    """None where the order of words leaves a doubt."""
    tokens = chunks.tag(text, 0, len(text))
    words = [token.text for token in tokens]
    assert _said(tokens, words.index(verb), words.index(name)) == role


TEXTS = {
    "netvaerk.txt": "Netværket Åbne Havne\n\nNetværket blev oprettet af Havnestyrelsen i 2023.\n",
    "vaerft.txt": "Et salg\n\nI 2018 købte Nordværft et mindre rederi. Nordværft blev i 2021 købt af Fjordfonden.\n",
}


def test_what_a_body_did_is_not_what_was_done_to_it(
    build_texts: Callable[[Mapping[str, str]], Built], settings: Settings
) -> None:
    """The year in which it founded something else is not the year it was founded."""
    build_texts(TEXTS)
    with open_index(settings.data) as index:
        assert index.ask("Hvornår blev Havnestyrelsen oprettet?").status == "no_answer"
        assert index.ask("Hvem købte Nordværft?").values[0].value == "Fjordfonden"
        assert index.ask("Hvornår blev Nordværft købt?").values[0].value == "2021"


OFFICES = {
    "handel.txt": """Kommunernes indkøb samles

Nu bliver det nemt at handle sammen, lyder det fra VBF's formand Tove Friis, da planen for HANDIT blev lagt frem.
Der er lært af arbejdet med Indkøbsporten/ Min Handel, fælles kataloger og meget andet. Dannelsen af HANDIT har
sparet kommunerne for 60 udbud.
""",
    "bad.txt": """Badehuset åbner

Landsforeningen for Vinterbadere (LFV) har overtaget huset. LFV's formand Kaj Rønne glæder sig.
""",
}


def test_an_office_is_the_body_s_that_holds_it(
    build_texts: Callable[[Mapping[str, str]], Built], settings: Settings
) -> None:
    """Another's chair is not the chair of a body that the sentence names as well; a body's short name is the body."""
    build_texts(OFFICES)
    with open_index(settings.data) as index:
        assert index.ask("Hvem er formand for HANDIT?").status == "no_answer"
        assert index.ask("Hvilken leverandør har udviklet Min Handel?").status == "no_answer"
        assert index.ask("Hvem er formand for VBF?").values[0].value == "Tove Friis"
        assert index.ask("Hvem er formand for Landsforeningen for Vinterbadere?").values[0].value == "Kaj Rønne"


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("nedlagt", "nedlægge", "part"),
        ("frasolgt", "frasælge", "part"),
        ("opdelt", "opdele", "part"),
        ("indbragte", "indbringe", "past"),
        ("genforhandles", "genforhandle", "pass"),
        ("undergik", "undergå", "past"),
    ],
)
def test_a_verb_with_a_particle_is_read_by_the_verb_in_it(form: str, lemma: str, kind: str) -> None:
    """Danish makes such verbs freely; no list holds them all."""
    verb = verb_of(form)
    assert verb is not None and (verb.lemma, verb.form) == (lemma, kind)


@pytest.mark.parametrize("noun", ["samfundet", "ansvaret", "indsatser", "medarbejder", "områder", "afløb", "indgreb"])
def test_a_noun_with_a_particle_is_no_verb(noun: str) -> None:
    """Nouns that look like such verbs stay nouns."""
    assert verb_of(noun) is None
