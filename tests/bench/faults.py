"""Kills and faults: builds shot at any moment, and an index with any of its files broken.

    python tests/bench/faults.py kills --count 200
    python tests/bench/faults.py index --count 200

`kills` builds the one of two corpora that is not indexed, and sends SIGKILL after a random part of the time that takes,
until `--count` builds died of it. After each, the index must open, be that of the one corpus or the other, and answer a
search as a clean build of it does. `index` truncates, removes or flips one
random bit in a random file of a copy of a good index: opening it must give one clear line, or the index must answer
as before. Prints figures as JSON; exits 1 where anything was silently wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import corpus
from api import Index, open_index
from indexer.build import build
from indexer.errors import IndexDamaged, IndexMissing
from indexer.settings import Settings

FIRST = ("nyheder/2016-05-13-ny-strategi-er-lanceret.md", "nyheder/2012-10-31-aftale-om-grunddata.md")
SECOND = (*FIRST, "nyheder/2019-03-25-marts-maaned.md", "nyheder/2022-03-22-ny-digital-post.md")
_VOLATILE = {"LOCK", "LOG", "lock"}


def copy(names: tuple[str, ...], folder: Path) -> Path:
    """A corpus of shipped documents in a folder of its own."""
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(corpus.FOLDER / name, target)
    return folder


def says(index: Index) -> str:
    """What an index answers: its hash, its documents, a search, a count of its graph."""
    hits = [(hit.passage, hit.score) for hit in index.search("digital post og grunddata", k=10)]
    count = index.graph.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"].value
    texts = [index.texts.text(row.doc_id)[:200] for row in index.texts.documents()]
    return json.dumps([index.hash, index.base, hits, count, texts])


def answer(data: Path) -> str:
    """What the index of a data directory answers."""
    with open_index(data) as index:
        return says(index)


def built(folder: Path, data: Path) -> str:
    """What a clean build of a corpus answers."""
    build([folder], dataclasses.replace(Settings(), data=data))
    return answer(data)


def kills(count: int, seed: int) -> int:
    """Shoots builds until `count` of them died of it; gives 1 where the index was ever wrong afterwards."""
    dice, seen, found = random.Random(seed), Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        root = Path(home)
        folders = [copy(FIRST, root / "a"), copy(SECOND, root / "b")]
        right = {built(folder, root / f"clean{n}"): n for n, folder in enumerate(folders)}
        data = root / "data"
        built(folders[0], data)
        began = time.monotonic()
        subprocess.run(command(folders[1], data), check=True, capture_output=True)
        took = time.monotonic() - began
        now, whole = 1, {0: took, 1: took}  # the corpus that is indexed; seconds that the change to each takes
        while seen["killed"] < count:
            to, began = 1 - now, time.monotonic()
            process = subprocess.Popen(command(folders[to], data), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(dice.uniform(0.0, 1.05 * whole[to]))
            process.kill()
            _, said = process.communicate()
            seen["finished" if process.returncode == 0 else "killed"] += 1
            if process.returncode == 0:
                whole[to] = time.monotonic() - began
            if b"Traceback" in said:
                found[f"traceback: {said.decode(errors='replace').strip().splitlines()[-1]}"[:200]] += 1
                print(said.decode(errors="replace"), file=sys.stderr)
            try:
                now = right[answer(data)]
                found[f"new after {'the end' if process.returncode == 0 else 'a kill'}" if now == to else "old"] += 1
                if process.returncode == 0 and now != to:
                    found["wrong: old after a build that ended"] += 1
            except Exception as error:  # whatever is wrong is counted, and the next build is tried
                found[f"wrong: {type(error).__name__} {error}"[:200]] += 1
        left = len(list((data / "generations").iterdir()))
        subprocess.run(command(folders[0], data), check=True, capture_output=True)
        swept = len(list((data / "generations").iterdir()))
    wrong = sum(n for what, n in found.items() if what.startswith(("wrong", "traceback")))
    print(
        json.dumps(
            {"builds": seen, "found": found, "left_before_last_build": left, "left_after": swept, "wrong": wrong},
            indent=1,
        )
    )
    return 1 if wrong or swept > 1 else 0


def command(folder: Path, data: Path) -> list[str]:
    """The command that builds."""
    return [sys.executable, "-m", "api.cli", "build", "--data", str(data), "--corpus", str(folder), "--json"]


def broken(path: Path, dice: random.Random) -> str:
    """Breaks a file in one of three ways and says which."""
    size = path.stat().st_size
    kind = dice.choice(("truncate", "flip", "flip", "remove"))
    if kind == "remove":
        path.unlink()
    elif kind == "truncate":
        with path.open("r+b") as stream:
            stream.truncate(dice.randrange(size) if size else 0)
    elif size:
        with path.open("r+b") as stream:
            at = dice.randrange(size)
            stream.seek(at)
            byte = stream.read(1)[0]
            stream.seek(at)
            stream.write(bytes([byte ^ (1 << dice.randrange(8))]))
    return kind


def index_faults(count: int, seed: int) -> int:
    """Breaks an index; gives 1 where it then answered otherwise than before without saying so."""
    dice, seen, wrong = random.Random(seed), Counter[str](), []
    with tempfile.TemporaryDirectory() as home:
        root = Path(home)
        good = root / "good"
        right = built(copy(SECOND, root / "corpus"), good)
        for _ in range(count):
            data = root / "broken"
            shutil.copytree(good, data)
            files = [p for p in sorted(data.rglob("*")) if p.is_file() and p.name not in _VOLATILE]
            path = dice.choice(files)
            what = f"{broken(path, dice)} {path.relative_to(data)}"
            try:
                seen["as before" if answer(data) == right else "wrong"] += 1
                if answer(data) != right:
                    wrong.append(what)
            except (IndexDamaged, IndexMissing) as error:
                seen["one line"] += 1
                if "\n" in str(error):
                    wrong.append(f"{what}: more than a line")
            except Exception as error:
                wrong.append(f"{what}: {type(error).__name__}: {error}"[:200])
            shutil.rmtree(data)
    print(json.dumps({"seen": seen, "wrong": wrong}, indent=1))
    return 1 if wrong else 0


def main() -> int:
    """Reads the arguments and runs one of the two."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("kills", "index"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    return {"kills": kills, "index": index_faults}[given.what](given.count, given.seed)


if __name__ == "__main__":
    sys.exit(main())
