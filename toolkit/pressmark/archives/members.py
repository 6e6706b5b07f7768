"""Lists what an archive holds, one form of archive a function, without unpacking it."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from pressmark.archives.beside import Companions, part_of
from pressmark.archives.faults import BROKEN
from pressmark.archives.packed import packing, unpacked
from pressmark.archives.publications import is_publication
from pressmark.archives.signatures import document_in
from pressmark.files import is_safe

_WINDOWS_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
_WACZ = frozenset({"datapackage.json", "pages/pages.jsonl"})
_WACZ_INDEXES = ("indexes/", "pages/", "datapackage.json", "datapackage-digest.json")


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive; `size` is None where it shows only at the end.

    `passing` is how many bytes have to be unpacked to get past it.
    """

    name: str
    size: int | None
    passing: int
    problem: str | None
    open: Callable[[], IO[bytes] | None]


Listing = Callable[[], Iterator[Member]]


def listing_of(location: Path, name: str) -> Listing | None:
    """Returns how to list what a file holds, or None where it is no archive; the content decides, and not the name.

    A ZIP that is the container of a document (DOCX, EPUB, JAR …), or the export of one publication, is no archive.
    """
    with location.open("rb") as stream:
        begins_as_zip = stream.read(2) == b"PK"
    if begins_as_zip and zipfile.is_zipfile(location):
        return None if document_in(location) or is_publication(location) else partial(_zip_members, location)
    if _is_tar(location):
        return partial(_tar_members, location)
    ending = packing(location)
    return partial(_single_member, location, name, ending) if ending else None


def suspicious(name: str) -> str | None:
    """Returns what is wrong with the name of a member, or None."""
    if not is_safe(name):
        return "path leaves the archive"
    parts = name.casefold().split("/")
    return "device name" if any(part.split(".")[0] in _WINDOWS_DEVICES for part in parts) else None


def _is_tar(location: Path) -> bool:
    with location.open("rb") as stream:
        # The header of a tar is padded with zeros; no text holds one, and what is packed begins as such.
        if b"\0" not in stream.read(tarfile.BLOCKSIZE) and packing(location) is None:
            return False
    try:
        return tarfile.is_tarfile(location)
    except BROKEN:
        return False


def _zip_members(location: Path) -> Iterator[Member]:
    with zipfile.ZipFile(location) as archive:
        names = archive.namelist()
        is_wacz = set(names) >= _WACZ
        companions = Companions(names)
        for info in archive.infolist():
            if info.is_dir():
                continue
            kind = stat.S_IFMT(info.external_attr >> 16)
            problem = "link or device in an archive" if kind not in (0, stat.S_IFREG) else None
            problem = problem or ("encrypted member" if info.flag_bits & 1 else None)
            if is_wacz and info.filename.startswith(_WACZ_INDEXES):
                problem = problem or "an index of the web archive beside it"
            if page := companions.page_of(info.filename):
                problem = problem or part_of(page)
            yield Member(info.filename, info.file_size, 0, problem, partial(archive.open, info))


def _tar_members(location: Path) -> Iterator[Member]:
    with tarfile.open(location) as archive:
        for info in archive:
            if info.isdir():
                continue
            problem = None if info.isreg() else "link or device in an archive"
            yield Member(info.name, info.size, info.size, problem, partial(archive.extractfile, info))


def _single_member(location: Path, name: str, ending: str) -> Iterator[Member]:
    """Yields the one file that a packed file holds, under its name without the ending; its size is not known before."""
    dotted = f".{ending}"
    inner = name[: -len(dotted)] if name.casefold().endswith(dotted) and len(name) > len(dotted) else name
    yield Member(inner, None, 0, None, partial(unpacked, location))
