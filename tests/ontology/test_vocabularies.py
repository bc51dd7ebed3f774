"""The vocabularies that ship: nothing for the linter to find, names that lead to the right thing, and no facts.

`cases/` holds one small vocabulary a planted fault; its `# expect:` lines name the rules that must speak, and of whom.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCTERMS

from ontology.gazetteer import SG, VOCABULARIES, Entry, Gazetteer, VocabularyError, load_gazetteer, vocabulary_files
from ontology.lint import IDS, RULES, lint, main

CASES = sorted((Path(__file__).parent / "cases").glob("*.ttl"))
ONTOLOGY = Path(__file__).parents[2] / "ontology"
FACTS = Path(__file__).parents[3] / "shared" / "facts"
SERIES = "den fællesoffentlige digitaliseringsstrategi"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.fixture(scope="module")
def graphs() -> dict[str, Graph]:
    files = (*vocabulary_files(), ONTOLOGY / "strategi.ttl")
    return {file.name: Graph().parse(file, format="turtle") for file in files}


def expected(case: Path) -> set[tuple[str, str]]:
    """The (rule, subject) pairs that the case's comments ask for."""
    return {(rule, subject) for rule, subject in re.findall(r"(?m)^# expect: (\S+) (\S+)$", case.read_text("utf-8"))}


# The linter


def test_nothing_to_find_in_ours(graphs: dict[str, Graph]) -> None:
    """The linter has nothing to say about the vocabularies and the ontology that ship."""
    assert [str(finding) for finding in lint(graphs)] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_planted_fault(case: Path) -> None:
    """Each planted fault is found by the rule that is meant for it, on the thing that has it, and nothing else is."""
    found = lint({case.name: Graph().parse(case, format="turtle")})
    assert {(finding.rule, finding.subject.removeprefix(IDS)) for finding in found} == expected(case)
    assert all(finding.file == case.name and finding.message for finding in found)


def test_every_rule_has_a_planted_fault() -> None:
    """No rule goes untested."""
    assert {rule for case in CASES for rule, _ in expected(case)} == set(RULES)


def test_fault_across_files() -> None:
    """A name that two files give to two things is found, and reported once, in the file of the first."""
    one = Graph().parse(data=_turtle("a", '"Datarådet"@da'), format="turtle")
    two = Graph().parse(data=_turtle("b", '"Datarådet"@da'), format="turtle")
    found = lint({"one.ttl": one, "two.ttl": two})
    assert [(finding.file, finding.rule) for finding in found] == [("one.ttl", "ambiguous"), ("one.ttl", "duplicate")]


def test_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`python -m ontology.lint FILE` prints a line a finding and fails; without findings it is silent and passes."""
    faulty, clean = (Path(__file__).parent / "cases" / name for name in ("period-order.ttl", "clean.ttl"))
    assert main([str(faulty)]) == 1
    assert capsys.readouterr().out == "period-order.ttl: strategi/a: period: ends in 2016, before its start in 2020\n"
    assert main([str(clean)]) == 0
    assert capsys.readouterr().out == ""


# What the vocabularies may say


def test_no_relations(graphs: dict[str, Graph]) -> None:
    """No vocabulary states a relation: those come from texts, with a quote."""
    relations = set(graphs["strategi.ttl"].subjects(RDF.type, URIRef(SG + "Relation")))
    said = {property_ for name in VOCABULARIES for property_ in graphs[f"{name}.ttl"].predicates()}
    assert relations
    assert said & relations == set()


def test_sources_are_addresses(graphs: dict[str, Graph]) -> None:
    """What is given as a source can be looked up, and nothing links to Wikidata, whose identifiers nobody verified."""
    addresses = [str(o) for name in VOCABULARIES for o in graphs[f"{name}.ttl"].objects(None, DCTERMS.source)]
    assert len(addresses) > 150
    assert [address for address in addresses if not address.startswith(("http://", "https://"))] == []
    assert not any("wikidata" in str(o) for graph in graphs.values() for o in graph.objects())


def test_codes_are_codes(gazetteer: Gazetteer) -> None:
    """KLE, FORM and EuroVoc appear by code alone; their wording is not ours to give."""
    codes = [code for entry in gazetteer.entries for code in entry.codes]
    assert len(codes) > 50
    assert [code for code in codes if not re.fullmatch(r"KLE \d\d(\.\d\d)*|FORM \d\d|EuroVoc \w+", code)] == []


# Names and identities


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Kommunernes Landsforening", "KL"),
        ("kombit a/s", "KOMBIT"),
        ("Sundheds- og Ældreministeriet", "Sundhedsministeriet"),
        ("Borgerblikket", "Mit Overblik"),
        ("Et stærkere og mere trygt digitalt samfund", "Den fællesoffentlige digitaliseringsstrategi 2016-2020"),
        ("FODS 2022-2025", "Den fællesoffentlige digitaliseringsstrategi 2022-2025"),
        ("Aftale om kommunernes økonomi for 2017", "Økonomiaftalen for 2017"),
        ("Sags- og ydelsesoverblik", "Overblik over egne sager og ydelser"),
        ("Århus", "Aarhus"),
        ("kunstig intelligens", "Kunstig intelligens"),
    ],
)
def test_other_names(gazetteer: Gazetteer, name: str, label: str) -> None:
    """Other names, abbreviations and titles lead to the one thing they mean, whatever the case."""
    assert [entry.label for entry in gazetteer.by_label(name)] == [label]


def test_unknown_name(gazetteer: Gazetteer) -> None:
    """A name that no vocabulary has leads nowhere."""
    assert gazetteer.by_label("Digitaliseringsrådet i Ringby") == ()


def test_every_name_leads_back(gazetteer: Gazetteer) -> None:
    """Each entry is found by its IRI and by every name it has."""
    for entry in gazetteer.entries:
        assert gazetteer.by_iri[entry.iri] is entry
        assert all(entry in gazetteer.by_label(name.upper()) for name in entry.names if "ß" not in name)


def test_seven_strategies(gazetteer: Gazetteer) -> None:
    """One generic name is seven strategies, told apart by their years; the bare name is none of them by itself."""
    strategies = gazetteer.by_series(SERIES)
    assert [entry.start for entry in strategies] == [2001, 2004, 2007, 2011, 2016, 2022, 2026]
    assert [[e.start for e in gazetteer.by_series(SERIES, year)] for year in (2003, 2018, 2021)] == [[2001], [2016], []]
    assert gazetteer.by_label(SERIES) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aktoer/den-digitale-taskforce", "aktoer/taskforce-for-kunstig-intelligens"),
        ("aktoer/styregruppen-for-tvaeroffentlige-samarbejder", "loesning/stoettesystemerne"),
        ("strategi/danmarks-digitaliseringsstrategi-2022", "strategi/lokal-og-digital-et-sammenhaengende-danmark"),
        (
            "strategi/danmarks-digitaliseringsstrategi-2022",
            "strategi/faellesoffentlig-digitaliseringsstrategi-2022-2025",
        ),
    ],
)
def test_look_alikes(gazetteer: Gazetteer, one: str, other: str) -> None:
    """Two task forces, two STS, two times 61 and two strategies for 2022 are declared different, with a note why."""
    first, second = gazetteer.by_iri[IDS + one], gazetteer.by_iri[IDS + other]
    assert second.iri in first.different_from
    assert first.iri in second.different_from
    assert first.notes and second.notes


@pytest.mark.parametrize(
    ("label", "name", "with_case"),
    [
        ("KL", "KL", True),
        ("KL", "Kommunernes Landsforening", False),
        ("Vejen", "Vejen", True),
        ("Aula", "Aula", True),
        ("Digitaliseringsstyrelsen", "DIGST", True),
        ("Digitaliseringsstyrelsen", "Digitaliseringsstyrelsen", False),
        ("kommunerne", "kommunerne", False),
    ],
)
def test_case_matters_where_a_word_looks_the_same(gazetteer: Gazetteer, label: str, name: str, with_case: bool) -> None:
    """Short names of capitals, and names that are common words, need their capitals; others don't."""
    assert gazetteer.by_label(label)[0].with_case(name) is with_case


def test_generic_actors(gazetteer: Gazetteer) -> None:
    """The actors that any text has are marked as such."""
    generic = {entry.label for entry in gazetteer.entries if entry.generic}
    assert generic == {"regeringen", "staten", "kommunerne", "regionerne", "Folketinget"}


def test_all_municipalities(gazetteer: Gazetteer) -> None:
    """The 98 municipalities are there as authorities and as places, each pair once."""
    authorities = [entry for entry in gazetteer.of_type("Organisation") if entry.kind == "kommune"]
    places = [entry for entry in gazetteer.of_type("Place") if entry.kind == "kommune"]
    assert len(authorities) == len(places) == 98
    assert {place for place in places if not any(_names_authority(place, a) for a in authorities)} == set()


def test_initiatives_belong_to_strategies(gazetteer: Gazetteer) -> None:
    """Every initiative points at a strategy, plan, agreement or programme of ours, and numbers are unique within it."""
    initiatives = gazetteer.of_type("Initiative")
    homes = {gazetteer.by_iri[entry.within or ""].type for entry in initiatives}
    numbered = [(entry.within, entry.number) for entry in initiatives if entry.number]
    assert homes <= {"Strategy", "ActionPlan", "Agreement", "Programme"}
    assert len(initiatives) > 120
    assert len(set(numbered)) == len(numbered) > 40


# Loading


def test_emptied_vocabularies() -> None:
    """A setting may leave vocabularies out, down to none."""
    assert {entry.type for entry in load_gazetteer(only=("themes",)).entries} == {"Theme"}
    assert load_gazetteer(only=()).entries == ()


def test_users_own_vocabulary(tmp_path: Path) -> None:
    """A user's file beside ours adds things, and adds names to ours."""
    own = tmp_path / "mine.ttl"
    own.write_text(
        _turtle("havnestyrelsen", '"Havnestyrelsen"@da')
        + '<https://w3id.org/strategigraf/id/aktoer/kl> skos:altLabel "K L"@da .',
        encoding="utf-8",
    )
    gazetteer = load_gazetteer(extra=[own])
    assert gazetteer.by_label("Havnestyrelsen")[0].type == "Organisation"
    assert gazetteer.by_label("K L") == gazetteer.by_label("KL")
    assert [entry.label for entry in load_gazetteer([own], only=()).entries if "havne" in entry.iri] == [
        "Havnestyrelsen"
    ]


def test_changed_file_is_read_again(tmp_path: Path) -> None:
    """A vocabulary that was edited since the last load is read anew."""
    own = tmp_path / "mine.ttl"
    own.write_text(_turtle("a", '"Det ene råd"@da'), encoding="utf-8")
    assert load_gazetteer([own]).entries[0].label == "Det ene råd"
    own.write_text(_turtle("a", '"Det helt andet råd"@da'), encoding="utf-8")
    assert load_gazetteer([own]).entries[0].label == "Det helt andet råd"


def test_order_of_files_does_not_matter() -> None:
    """The same entries come out, in the same order, whichever file is read first."""
    files = vocabulary_files()
    forward, backward = load_gazetteer(files), load_gazetteer(files[::-1])
    assert [entry.iri for entry in forward.entries] == [entry.iri for entry in backward.entries]
    assert forward.entries == backward.entries


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("aktoer:a a", r"mine\.ttl is not Turtle: .*line 1"),
        (None, r"can't read the vocabulary .*mine\.ttl"),
        ("\x00\x01", r"mine\.ttl is not Turtle"),
    ],
    ids=["cut off", "missing", "binary"],
)
def test_bad_file(tmp_path: Path, turtle: str | None, message: str) -> None:
    """A vocabulary that can't be read is one clear line that names the file."""
    own = tmp_path / "mine.ttl"
    if turtle is not None:
        own.write_text(turtle, encoding="utf-8")
    with pytest.raises(VocabularyError, match=message) as caught:
        load_gazetteer([own])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("label", "rest", "message"),
    [
        ('"Council"@en', "", "no skos:prefLabel in Danish"),
        ('"Rådet"@da', '; sg:knownStart "i fjor"', "a year of four digits is wanted"),
    ],
    ids=["no Danish name", "no year"],
)
def test_bad_entry(tmp_path: Path, label: str, rest: str, message: str) -> None:
    """An entry that lacks its name, or whose year is none, is one clear line that names the entry."""
    own = tmp_path / "mine.ttl"
    own.write_text(_turtle("a", label, rest), encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"id/aktoer/a>.*{message}"):
        load_gazetteer([own])


def test_unknown_vocabulary() -> None:
    """A vocabulary name that does not exist is refused, with those that do."""
    with pytest.raises(VocabularyError, match="no vocabulary is called persons; there are actors"):
        load_gazetteer(only=("persons",))


# Against the fact base, where it lies beside the checkout

needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the fact base is not beside this checkout")
CLASSES = {
    "actors": ("Organisation", "Place"),
    "solutions": ("Solution",),
    "strategies": ("Strategy", "ActionPlan", "Agreement", "Programme"),
    "initiatives": ("Initiative",),
    "concepts": ("Theme",),
}

OUR_WORDS = {
    "digital-forvaltning-2004": "Den fællesoffentlige strategi for digital forvaltning 2004-06",
    "strategi-digital-velfaerd-2013-2020": "Den fællesoffentlige strategi for digital velfærd 2013-2020",
    "fods16-1.2": "Brugervenlige selvbetjeningsløsninger",
    "fods16-1.4": "Bedre digital kommunikation",
    "fods16-1.5": "Bedre hjælp og vejledning",
    "fods16-7.1": "Styr på informationssikkerheden",
}
"""What the fact base calls by an unchecked title or a remark, and the name that we gave it instead."""


@needs_facts
@pytest.mark.parametrize("kind", CLASSES)
def test_every_fact_has_an_entry(gazetteer: Gazetteer, kind: str) -> None:
    """Every actor, solution, strategy, initiative and theme of the fact base is in a vocabulary, in the right class."""
    facts = _facts("themes" if kind == "concepts" else kind)[kind]
    known = {
        name.casefold(): entry for entry in gazetteer.of_type(*CLASSES[kind]) for name in (*entry.names, *entry.hidden)
    }
    missing = [
        fact["id"] for fact in facts if not any(name.casefold() in known for name in _fact_names(fact, OUR_WORDS))
    ]
    assert len(facts) >= 40
    assert missing == []


@needs_facts
def test_no_unchecked_titles(gazetteer: Gazetteer) -> None:
    """A title that stands in the fact base as unchecked common knowledge only is no name in the vocabularies."""
    titles = [
        (claim["confidence"], str(claim["value"]).casefold())
        for kind in ("strategies", "initiatives")
        for fact in _facts(kind)[kind]
        for claim in fact["claims"]
        if claim["property"] == "title"
    ]
    unchecked = {title for confidence, title in titles if confidence == "general"}
    unchecked -= {title for confidence, title in titles if confidence != "general"}
    assert unchecked
    assert {title for title in unchecked if gazetteer.by_label(title)} == set()


def _facts(name: str) -> dict[str, Any]:
    loaded = yaml.load(
        (FACTS / f"{name}.yaml").read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    assert isinstance(loaded, dict)
    return loaded


def _fact_names(fact: dict[str, Any], ours: dict[str, str]) -> set[str]:
    """What a fact is called, remarks in brackets taken off and titles cut at their dash; or the name we gave it."""
    if fact["id"] in ours:
        return {ours[fact["id"]]}
    given = [fact.get(key) for key in ("name", "title", "prefLabel_da", "abbreviation")]
    titles = [claim["value"] for claim in fact.get("claims", ()) if claim["property"] == "title"]
    texts = {str(text) for text in (*given, *titles, *fact.get("alt_names", ())) if text}
    bare = {re.sub(r"\s*\([^)]*\)", "", text) for text in texts}
    parts = {part for text in bare for part in re.split(r" – |, | / |/| og ", text)}
    return {text.strip() for text in (*texts, *bare, *parts)}


def _turtle(slug: str, label: str, rest: str = "") -> str:
    return (
        f"@prefix sg: <{SG}> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f"<{IDS}aktoer/{slug}> a sg:Organisation ; skos:prefLabel {label} {rest} .\n"
    )


def _names_authority(place: Entry, authority: Entry) -> bool:
    return any(f"{name}{s} Kommune" in authority.names for name in place.names for s in ("", "s"))
