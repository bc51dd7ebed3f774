"""What an index was made from, and so what is unchanged; and what its files are, by checksum."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import importlib.metadata
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

import ontology

from .errors import IndexDamaged
from .settings import Settings

NAME = "manifest.json"
SEAL = "manifest.sha256"  # so that a bit that flips in the manifest itself is seen
FORMAT = 2  # raised when the layout of a generation changes; an older one is then built anew
# RocksDB's own log and lock: rewritten by readers, no part of the data.
_VOLATILE = frozenset({"LOCK", "LOG", "lock"})
_CHUNK = 1 << 20


@dataclasses.dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as it was read: the fingerprint of bytes and sidecar; `kept` when its newest version is unreadable."""

    doc_id: str
    fingerprint: str
    kept: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class Manifest:
    """All that names one generation. `files` maps paths inside it to SHA-256."""

    format: int
    hash: str
    version: str
    analysis: str
    base: str
    encoder: str
    engine: str
    settings: dict[str, Any]
    documents: tuple[DocumentEntry, ...]
    counts: dict[str, Any]
    conforms: bool
    notes: tuple[str, ...] = ()
    files: dict[str, str] = dataclasses.field(default_factory=dict)


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes, as hex."""
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def fingerprint(data: bytes, sidecar: bytes | None) -> str:
    """What a document's bytes and its sidecar's are, as hex."""
    total = hashlib.sha256(data)
    total.update(b"\x1f" + hashlib.sha256(sidecar).digest() if sidecar is not None else b"")
    return total.hexdigest()


def version() -> str:
    """The installed version of the project."""
    try:
        return importlib.metadata.version("strategigraf")
    except importlib.metadata.PackageNotFoundError:
        return "0"


# Libraries whose work the first phase's results depend on.
_LIBRARIES = ("spacy", "simplemma", "snowballstemmer", "pypdf", "lxml", "trafilatura", "python-docx", "markdown-it-py")


def _library_versions() -> list[str]:
    found = []
    for name in _LIBRARIES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            found.append(f"{name} {importlib.metadata.version(name)}")
    return found


def _sources() -> Iterator[Path]:
    here = Path(__file__).parent
    yield from sorted(here.rglob("*.py"))
    for pattern in ("*.py", "*.ttl", "*.yaml", "*.json*"):
        yield from sorted(ontology.FOLDER.glob(pattern))


def analysis_version(settings: Settings) -> str:
    """A hash of all that the first phase depends on beside a document: code, vocabularies, lexicon and settings."""
    total = hashlib.sha256()
    for path in _sources():
        if path.name == ontology.CORRECTIONS.name:
            continue
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    total.update(repr((settings.vocabularies, settings.spacy_model, settings.max_bytes, _library_versions())).encode())
    return total.hexdigest()


def files_of(folder: Path) -> Iterator[Path]:
    """The files of a generation that its manifest speaks of, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _VOLATILE and path not in (folder / NAME, folder / SEAL):
            yield path


Inode = tuple[int, int]
"""What tells that two names are one file."""


def known_files(folder: Path, manifest: Manifest) -> dict[Inode, str]:
    """The checksums of a generation's files, by what they are rather than by what they are called.

    Good for a generation whose files were compared with them when it was opened, and for as long as it is there.
    """
    found = {}
    for name, mark in manifest.files.items():
        with contextlib.suppress(OSError):
            found[_inode(folder / name)] = mark
    return found


def _inode(path: Path) -> Inode:
    about = path.stat()
    return about.st_dev, about.st_ino


def write(folder: Path, manifest: Manifest, known: Mapping[Inode, str] | None = None) -> None:
    """Writes the manifest with the checksums of all other files; everything is on disk when it returns.

    `known` are the checksums of files that this generation may have taken over from another one, as they are.
    """
    files: dict[str, str] = {}
    for path in files_of(folder):
        mark = (known or {}).get(_inode(path))
        if mark is None:
            mark = file_hash(path)
            sync(path)
        files[path.relative_to(folder).as_posix()] = mark
    complete = dataclasses.replace(manifest, files=files)
    target = folder / NAME
    target.write_bytes(msgspec.json.format(msgspec.json.encode(complete, order="sorted"), indent=1))
    sync(target)
    seal = folder / SEAL
    seal.write_text(file_hash(target) + "\n", encoding="ascii")
    sync(seal)
    for inner in [folder, *(p for p in folder.rglob("*") if p.is_dir())]:
        sync(inner)


def sync(path: Path) -> None:
    """Asks the operating system to put a file or folder on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(folder: Path) -> Manifest:
    """The manifest of a generation. Raises IndexDamaged where it is missing or damaged."""
    try:
        data = (folder / NAME).read_bytes()
        seal = folder / SEAL
        if seal.exists() and seal.read_bytes().strip() != hashlib.sha256(data).hexdigest().encode("ascii"):
            raise IndexDamaged("indeksets manifest er beskadiget. Byg igen.")
        return msgspec.json.decode(data, type=Manifest)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexDamaged(f"indeksets manifest kan ikke læses ({error}). Byg igen.") from error


def damaged(folder: Path, manifest: Manifest) -> Iterable[str]:
    """The paths of a generation that are missing, or that are not what the manifest says."""
    for name, wanted in manifest.files.items():
        path = folder / name
        try:
            if file_hash(path) != wanted:
                yield name
        except OSError:
            yield name
