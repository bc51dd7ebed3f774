"""The dictionary's file says what simplemma says, and is done without where it is not there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import simplemma
from hypothesis import given, settings
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

from indexer import word_forms
from indexer.word_forms import FormsFile, write

WORDS = st.dictionaries(st.text(min_size=1, max_size=80), st.text(max_size=80), max_size=60)


@settings(max_examples=30, deadline=None)
@given(forms=WORDS, other=st.text(max_size=20))
def test_a_file_gives_back_every_word_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, forms: dict[str, str], other: str
) -> None:
    """What was written is what is found, however the hashes fall."""
    forms = {key: value for key, value in forms.items() if max(len(key.encode()), len(value.encode())) < 256}
    path = tmp_path_factory.mktemp("forms") / "forms"
    write(path, forms)
    found = FormsFile(path)
    assert {key: found[key] for key in found} == forms and len(found) == len(forms)
    assert found.get(other) == forms.get(other) and found.get("æ" * 300) is None
    with pytest.raises(KeyError):
        found["\0nowhere"]


def test_words_of_one_hash_are_told_apart(tmp_path: Path) -> None:
    """A full table of few slots has many collisions."""
    forms = {f"ord{n}": f"form{n}" for n in range(5000)}
    write(tmp_path / "forms", forms)
    assert dict(FormsFile(tmp_path / "forms").items()) == forms


def test_the_kept_file_says_what_simplemma_says() -> None:
    """Every fiftieth word of the dictionary, and words that are in no dictionary."""
    word_forms.keep()
    kept, own = FormsFile(word_forms.place()), DEFAULT_DICTIONARY_FACTORY.get_dictionary("da")
    words = list(own)[::50]
    assert len(kept) == len(own) and [kept.get(word) for word in words] == [own.get(word) for word in words]
    for word in ("digitaliseringsstrategierne", "kommunernes", "Havnepagten", "zyxw", "e-handel", "År"):
        assert word_forms.lemmatize(word) == simplemma.lemmatize(word, lang="da")
        assert word_forms.known(word) == simplemma.is_known(word, lang="da")


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "other"])
def test_a_damaged_file_is_done_without(tmp_path: Path, damage: str) -> None:
    """A question is answered by simplemma's own dictionary where the file is no good."""
    path = tmp_path / "forms"
    write(path, {"strategierne": "strategi"})
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "cut": whole[:-3], "other": b"x" * len(whole)}[damage])
    code = (
        "import pathlib, sys; from indexer import word_forms\n"
        "word_forms.place = lambda: pathlib.Path(sys.argv[1])\n"
        "print(word_forms.lemmatize('kommunerne'))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.stderr) == ("kommune\n", "")


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is raised where the file can't be made, and nothing half-made is left."""
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(word_forms, "place", lambda: tmp_path / "file" / "forms")
    word_forms.keep()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
