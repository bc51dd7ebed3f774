"""The README tells the truth: its commands, settings and examples are the program's."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from api import Index
from api.cli import app
from indexer import settings as settings_module

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "tests" / "cases" / "readme"


def commands() -> list[str]:
    return sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", commands())
def test_every_command_is_in_the_table(name: str) -> None:
    """A command that users can call is described, with every option it has."""
    row = next((line for line in README.splitlines() if line.startswith(f"| `strategigraf {name}")), "")
    options = {
        option
        for parameter in typer.main.get_command(app).commands[name].params  # type: ignore[attr-defined]
        for option in parameter.opts
        if option.startswith("--") and option not in ("--data", "--help", "--out", "--file")
    }
    assert row and all(option in row for option in options)


def test_every_setting_is_in_the_table() -> None:
    """A setting that the environment can give is described."""
    source = Path(settings_module.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'"(STRATEGIGRAF_[A-Z_]+)"', source))
    assert named and all(f"`{name}`" in README for name in named)


def test_the_example_text_is_the_one_that_stands_there() -> None:
    """The text the README shows is the file the next test builds, but for its line breaks."""
    text = (EXAMPLE / "havnepagten.txt").read_text(encoding="utf-8")
    assert " ".join(text.split()) in " ".join(README.split())


def test_the_examples_print_what_stands_there(tmp_path: Path) -> None:
    """Each console line that asks or queries prints, on the example text, the lines that follow it in the README."""
    environment = {**os.environ, "STRATEGIGRAF_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    environment.pop("STRATEGIGRAF_VOCABULARIES", None)

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "api.cli", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        return done.stdout

    run("build", "--corpus", str(EXAMPLE))
    blocks = re.findall(r"```console\n(.*?)```", README, re.S)
    checked = 0
    for block in blocks:
        for shown in re.split(r"(?m)^\$ strategigraf ", block)[1:]:
            line, _, expected = shown.partition("\n")
            if not (match := re.match(r"""(ask|sparql) (["'])(.*)\2$""", line)):
                continue
            printed = [" ".join(row.split()) for row in run(match[1], match[3]).splitlines()]
            for wanted in (" ".join(row.split()) for row in expected.splitlines()):
                assert wanted == "…" or set(wanted) <= {"─", " "} or wanted in printed, (line, wanted, printed)
            checked += 1
    assert checked >= 3


def test_the_python_example_runs(shipped: Index, capsys: pytest.CaptureFixture[str]) -> None:
    """The Python block works as it stands on the shipped corpus."""
    block = re.search(r"```python\n(.*?)```", README, re.S)
    assert block
    code = block[1].replace('"data"', repr(str(shipped.snapshot.folder.parents[1])))
    exec(compile(code, "README.md", "exec"), {})
    assert "[1]" in capsys.readouterr().out


def test_the_settings_have_defaults_that_the_readme_names() -> None:
    """The default base in the README is the program's."""
    base = next(f.default for f in dataclasses.fields(settings_module.Settings) if f.name == "base")
    assert f"`{base}`" in README
