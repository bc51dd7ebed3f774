"""A data directory: its layout, opening it as a Snapshot, and the atomic switch from one generation to the next.

    data/
    ├── current                   the name of the generation that readers open; replaced by one rename
    ├── build.lock                held by the one build that may write
    └── generations/
        └── 000003-1f2e3d4c/
            ├── manifest.json     what it was made from, and the SHA-256 of every file
            ├── manifest.sha256   the SHA-256 of the manifest
            ├── lock              held shared by its readers, so that no build removes it under them
            ├── texts.sqlite      documents, passages, entities, the first phase's records
            ├── carried.sqlite    what the next build continues from
            ├── graph/            the RDF graph (pyoxigraph)
            ├── vectors/          the dense index (FAISS) and the keys of its texts
            └── lexical/          the word index (tantivy)

A reader keeps the generation it opened. Graph, vectors and texts always come from the same one. Tables of the graph and
segments of the word index may be links to those of the generation before: neither RocksDB nor tantivy ever changes a
file of that kind once it is written.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from . import manifest as manifests
from .errors import BuildBusy, IndexDamaged, IndexMissing
from .manifest import Manifest
from .store import Graph
from .texts import Texts

if TYPE_CHECKING:
    from ontology.gazetteer import Gazetteer

    from .embedding import Encoder
    from .lexical import LexicalIndex
    from .vectors import VectorIndex

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, which we do not serve, has no advisory locks of this kind
    fcntl = None  # type: ignore[assignment]

POINTER = "current"
GENERATIONS = "generations"


def _locked(stream: IO[bytes], *, shared: bool) -> bool:
    if fcntl is None:
        return True
    try:
        fcntl.flock(stream, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


class Snapshot:
    """One generation, opened for reading; safe to share between threads. Heavy parts are opened when first used."""

    def __init__(self, folder: Path, manifest: Manifest, lock: IO[bytes] | None) -> None:
        self.folder = folder
        self.manifest = manifest
        self._lock = lock
        self._opening = threading.RLock()
        self.texts = Texts(folder / "texts.sqlite")

    @property
    def generation(self) -> str:
        """The generation's name."""
        return self.folder.name

    @property
    def hash(self) -> str:
        """The hash that names this state of the index."""
        return self.manifest.hash

    @property
    def base(self) -> str:
        """Where the IRIs of things live."""
        return self.manifest.base

    @functools.cached_property
    def graph(self) -> Graph:
        """The RDF graph."""
        with self._opening:
            return Graph.open(self.folder / "graph")

    @functools.cached_property
    def vectors(self) -> VectorIndex:
        """The dense index."""
        from . import vectors

        with self._opening:
            return vectors.load(self.folder / "vectors")

    @functools.cached_property
    def lexical(self) -> LexicalIndex:
        """The word index."""
        from . import lexical

        with self._opening:
            return lexical.load(self.folder / "lexical")

    @functools.cached_property
    def encoder(self) -> Encoder:
        """The encoder of questions: the model that made the vectors. Raises ModelMissing."""
        from . import embedding

        with self._opening:
            found = embedding.open_encoder(str(self.manifest.settings["encoder"]))
        if found.name != self.manifest.encoder:
            raise IndexDamaged(
                f"indekset er bygget med modellen {self.manifest.encoder}, men {found.name} er installeret. Byg igen."
            )
        return found

    @functools.cached_property
    def gazetteer(self) -> Gazetteer:
        """The names that the vocabularies of this index know."""
        from ontology.gazetteer import load_gazetteer

        with self._opening:
            return load_gazetteer(only=tuple(self.manifest.settings["vocabularies"]))

    def close(self) -> None:
        """Lets a build remove this generation."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def current(data: Path) -> str | None:
    """The name of the generation that readers open now, or None where there is none."""
    try:
        name = (data / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name and "/" not in name and name not in (".", "..") else None


def open_snapshot(data: Path, *, check: bool = True) -> Snapshot:
    """The current generation of a data directory; `check` compares every file with its checksum.

    Raises IndexMissing where nothing is built, IndexDamaged where a file is not what was built.
    """
    for _ in range(5):  # a build may replace and remove the generation between two of our steps
        name = current(data)
        if name is None:
            break
        try:
            return _open(data / GENERATIONS / name, check=check)
        except IndexDamaged:
            if current(data) == name:
                raise
    raise IndexMissing(f"der er intet indeks i {data}. Byg et: strategigraf build --data {data}")


def _open(folder: Path, *, check: bool) -> Snapshot:
    lock: IO[bytes] | None = None
    with contextlib.suppress(OSError):
        lock = (folder / "lock").open("rb")
    try:
        if lock is not None and not _locked(lock, shared=True):  # a build is removing it: another one is current
            raise IndexDamaged("indekset er ved at blive fjernet. Prøv igen.")
        manifest = manifests.read(folder)
        if manifest.format != manifests.FORMAT:
            raise IndexDamaged("indekset er bygget af en anden udgave af strategigraf. Byg igen.")
        if check:
            wrong = next(iter(manifests.damaged(folder, manifest)), None)
            if wrong is not None:
                raise IndexDamaged(f"indeksets fil {wrong} mangler eller er beskadiget. Byg igen.")
        return Snapshot(folder, manifest, lock)
    except BaseException:
        if lock is not None:
            lock.close()
        raise


@contextlib.contextmanager
def writing(data: Path) -> Iterator[None]:
    """Holds the data directory for one build. Raises BuildBusy while another one does."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "build.lock").open("ab") as stream:
        if not _locked(stream, shared=False):
            raise BuildBusy(f"en anden build skriver i {data}. Vent, til den er færdig, og prøv igen.")
        yield


@contextlib.contextmanager
def new_generation(data: Path) -> Iterator[Path]:
    """A folder for a generation in the making; it is removed where the block fails. Call inside `writing`."""
    home = data / GENERATIONS
    home.mkdir(parents=True, exist_ok=True)
    folder = home / f"tmp-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def switch(data: Path, folder: Path, hash_: str) -> Path:
    """Gives a finished generation its name and makes it the current one, by one rename."""
    home = data / GENERATIONS
    numbers = [int(path.name[:6]) for path in home.iterdir() if path.name[:6].isdigit()]
    target = home / f"{max(numbers, default=0) + 1:06d}-{hash_[:8]}"
    folder.rename(target)
    manifests.sync(home)
    pointer = data / f"{POINTER}.new"
    pointer.write_text(target.name + "\n", encoding="utf-8")
    manifests.sync(pointer)
    pointer.replace(data / POINTER)
    manifests.sync(data)
    return target


def remove_unread(data: Path) -> None:
    """Removes every generation that is neither current nor held by a reader, and what killed builds left.

    Call inside `writing`.
    """
    for folder in sorted((data / GENERATIONS).iterdir()):
        remove(data, folder.name)


def remove(data: Path, name: str) -> None:
    """Removes the generation of this name, unless it is current or held by a reader."""
    folder = data / GENERATIONS / name
    if name == current(data):
        return
    with contextlib.suppress(OSError), contextlib.ExitStack() as stack:
        lock = folder / "lock"
        if lock.exists():
            stream = stack.enter_context(lock.open("rb"))
            if not _locked(stream, shared=False):
                return
        shutil.rmtree(folder)
