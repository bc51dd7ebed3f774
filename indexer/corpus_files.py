"""Which files under the corpus paths are documents, and what each is called."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from . import iris
from .errors import CorpusError, said

SUFFIXES = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")
SIDECAR = ".meta.yaml"
NOT_DOCUMENTS = ("readme.md",)  # what a folder says of itself


@dataclasses.dataclass(frozen=True, slots=True)
class CorpusFile:
    """A document's file: its doc_id, where it lies, and its sidecar where there is one."""

    doc_id: str
    path: Path
    sidecar: Path | None


@dataclasses.dataclass(frozen=True, slots=True)
class Skip:
    """A file that is not read, by its path as the user knows it, and why, in Danish."""

    path: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Corpus:
    """The files of all corpus paths in order of doc_id, those that are not read, and what a reader should know."""

    files: tuple[CorpusFile, ...]
    skipped: tuple[Skip, ...]
    notes: tuple[str, ...]


def scan(paths: Sequence[Path]) -> Corpus:
    """Finds the documents under the corpus paths. Raises CorpusError for a path that is missing or unreadable.

    A file's doc_id is its path relative to its corpus path. Where two corpus paths hold the same one, each gets a
    prefix made from its own corpus path. Links that lead out of their corpus path are not followed.
    """
    found: list[tuple[Path, str, CorpusFile]] = []
    skipped: list[Skip] = []
    for root in dict.fromkeys(paths):
        for item in _walk(root):
            if isinstance(item, Skip):
                skipped.append(item)
            else:
                found.append((root, item.doc_id, item))
    times = Counter(doc_id for _, doc_id, _ in found)
    files, notes = [], []
    for root, doc_id, file in found:
        if times[doc_id] > 1:
            file = dataclasses.replace(file, doc_id=f"{_prefix(root)}/{doc_id}")
            notes.append(f"{doc_id} findes under flere korpusstier; den fra {root} hedder her {file.doc_id}")
        files.append(file)
    files.sort(key=lambda file: file.doc_id)
    return Corpus(tuple(files), tuple(sorted(skipped, key=lambda s: s.path)), tuple(notes))


def _prefix(root: Path) -> str:
    """The folder's name and a piece of the hash of its full path: the same whatever else is built."""
    full = str(root.resolve())
    return f"{iris.slug(root.resolve().name) or 'korpus'}-{hashlib.sha256(full.encode()).hexdigest()[:6]}"


def _walk(root: Path) -> Iterator[CorpusFile | Skip]:
    try:
        real = root.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise CorpusError(f"korpusstien {root} findes ikke. Angiv en mappe eller en fil.") from error
    if real.is_file():
        yield from _file(real.parent, real, real.name)
        return
    if not os.access(real, os.R_OK | os.X_OK):
        raise CorpusError(f"korpusstien {root} kan ikke læses. Giv læseadgang, og prøv igen.")
    seen = {real}
    stack = [(real, "")]
    while stack:
        folder, prefix = stack.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Skip(prefix or str(root), f"mappen kan ikke læses: {said(error)}")
            continue
        for entry in entries:
            name, path = f"{prefix}{entry.name}", folder / entry.name
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_symlink() and not _inside(path, real):
                if path.suffix.lower() in SUFFIXES or path.is_dir():
                    yield Skip(_shown(name), "linket fører ud af korpusstien og følges ikke")
                continue
            if entry.is_dir():
                target = path.resolve()
                if target not in seen:
                    seen.add(target)
                    stack.append((path, f"{name}/"))
                continue
            yield from _file(real, path, name)


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8").replace("\n", "\\n").replace("\r", "\\r")


def _file(root: Path, path: Path, name: str) -> Iterator[CorpusFile | Skip]:
    if path.suffix.lower() not in SUFFIXES or path.name.lower() in NOT_DOCUMENTS:
        return
    if any(unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp") for c in name):
        yield Skip(_shown(name), "filnavnet har linjeskift eller styretegn. Omdøb filen, og byg igen.")
        return
    if not path.is_file():
        yield Skip(name, "er ikke en almindelig fil")
        return
    doc_id = unicodedata.normalize("NFC", name)
    yield CorpusFile(doc_id, path, _sidecar(root, path))


def _sidecar(root: Path, path: Path) -> Path | None:
    for candidate in (path.with_name(path.name + SIDECAR), path.with_name(path.stem + SIDECAR)):
        if candidate.is_file() and _inside(candidate, root):
            return candidate
    return None
