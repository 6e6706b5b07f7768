"""Finds the inputs below what a user names: files, folders in a settled order, and what zip, tar and gzip files hold.

An archive is hostile until shown otherwise (CWE-22, CWE-59, CWE-409): a member whose path leaves the archive, a link, a
device, a bomb or a case collision is refused by name and the rest is read.
"""

from __future__ import annotations

import gzip
import hashlib
import lzma
import stat
import struct
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO

from pressmark.errors import SourceError
from pressmark.files import is_safe, sha256_of, sha256_text
from pressmark.model.draft import Source

# Whatever the standard library raises on archives that lie.
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, RuntimeError, ValueError, KeyError,
)  # fmt: skip
_UNSUSPICIOUS = 1 << 24  # bytes that any archive may unpack to
_PASSABLE = 4  # times the bytes that may be unpacked
_WINDOWS_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may hold; sizes in bytes."""

    bytes: int = 4_000_000_000
    members: int = 200_000
    ratio: int = 200  # unpacked to packed, beyond 16 MiB


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is not read, and why."""

    path: str
    sha256: str
    size: int
    reason: str


def walk(named: Sequence[Path], unpack_to: Path, limits: Limits = Limits()) -> Iterator[Source | Refused]:
    """Yields every input below the named files and folders, sorted by path, so that the order of arguments is nothing.

    Paths are relative to the folder that was named, or the file's own name. Hidden files, `pressmark.toml` and the
    collection's own ledgers are configuration and not inputs. Members of archives are unpacked below `unpack_to`.
    """
    found = sorted({entry for path in named for entry in _below(path)})
    seen: dict[str, Path] = {}
    for name, location in found:
        if seen.setdefault(name, location) != location:
            raise SourceError("two inputs have the same path", where=name, remedy="name the folder above them instead")
        yield from _opened(name, location, unpack_to, limits)


CONFIGURATION = frozenset({"pressmark.toml", "reviews.csv", "withdrawals.csv"})


def _below(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.exists():
        raise SourceError("does not exist", where=str(path), remedy="check the path")
    if path.is_file():
        yield path.name, path
        return
    for location in path.rglob("*"):
        relative = location.relative_to(path)
        hidden = any(part.startswith(".") for part in relative.parts)
        configuration = len(relative.parts) == 1 and location.name in CONFIGURATION
        if not hidden and not configuration and (location.is_symlink() or not location.is_dir()):
            yield relative.as_posix(), location


def _opened(name: str, location: Path, unpack_to: Path, limits: Limits) -> Iterator[Source | Refused]:
    shown = printable(name)
    if location.is_symlink():
        target = str(location.readlink())
        yield Refused(shown, sha256_text(target), 0, "symbolic link")
    elif not location.is_file():
        yield Refused(shown, sha256_text(shown), 0, "no regular file")
    elif location.stat().st_size > limits.bytes:
        yield Refused(shown, sha256_of(location), location.stat().st_size, f"larger than {limits.bytes} bytes")
    elif zipfile.is_zipfile(location) and _begins(location, b"PK"):
        yield from _members(shown, location, unpack_to, limits, _zip_members)
    elif _is_tar(location):
        yield from _members(shown, location, unpack_to, limits, _tar_members)
    elif _begins(location, b"\x1f\x8b"):
        yield from _members(shown, location, unpack_to, limits, partial(_gzip_member, limits=limits))
    else:
        yield Source(shown, location, sha256_of(location), location.stat().st_size)


def printable(name: str) -> str:
    """Returns a path in NFC whose control characters are percent-encoded, so that it stays one line and one name."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return "".join(f"%{ord(sign):02X}" if unicodedata.category(sign) == "Cc" else sign for sign in name)


def _begins(location: Path, magic: bytes) -> bool:
    with location.open("rb") as stream:
        return stream.read(len(magic)) == magic


def _is_tar(location: Path) -> bool:
    try:
        return tarfile.is_tarfile(location)
    except _BROKEN:
        return False


@dataclass(frozen=True, slots=True)
class _Member:
    """One file in an archive; `passing` is how many bytes have to be unpacked to get past it."""

    name: str
    size: int
    passing: int
    problem: str | None
    open: Callable[[], IO[bytes] | gzip.GzipFile | None]


def _zip_members(location: Path) -> Iterator[_Member]:
    with zipfile.ZipFile(location) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            kind = stat.S_IFMT(info.external_attr >> 16)
            problem = "link or device in an archive" if kind not in (0, stat.S_IFREG) else None
            problem = problem or ("encrypted member" if info.flag_bits & 1 else None)
            yield _Member(info.filename, info.file_size, 0, problem, partial(archive.open, info))


def _tar_members(location: Path) -> Iterator[_Member]:
    with tarfile.open(location) as archive:
        for info in archive:
            if info.isdir():
                continue
            problem = None if info.isreg() else "link or device in an archive"
            yield _Member(info.name, info.size, info.size, problem, partial(archive.extractfile, info))


def _gzip_member(location: Path, limits: Limits) -> Iterator[_Member]:
    """Yields the one file that a gzip file holds, under its name without the ending; its size is not known before."""
    most = min(limits.bytes, max(_UNSUSPICIOUS, limits.ratio * location.stat().st_size))
    inner = location.name[: -len(".gz")] if location.name.casefold().endswith(".gz") else location.name
    yield _Member(inner, most, 0, None, partial(gzip.open, location))


def _members(
    name: str, location: Path, unpack_to: Path, limits: Limits, members: Callable[[Path], Iterator[_Member]]
) -> Iterator[Source | Refused]:
    """Yields what an archive holds; where it goes on too long or breaks off, one refusal stands for the rest of it."""
    folder = unpack_to / sha256_text(name)[:16]
    folder.mkdir(parents=True, exist_ok=True)
    limits = replace(limits, bytes=min(limits.bytes, max(_UNSUSPICIOUS, limits.ratio * location.stat().st_size)))
    try:
        yield from _judged(name, members(location), folder, limits)
    except _UnreadError as why:
        yield Refused(f"{name}!/", sha256_of(location), location.stat().st_size, str(why))
    except _BROKEN as broken:
        yield Refused(
            f"{name}!/", sha256_of(location), location.stat().st_size, f"broken archive: {type(broken).__name__}"
        )


class _UnreadError(Exception):
    """An archive of which nothing, or nothing more, is read."""


def _judged(name: str, members: Iterator[_Member], folder: Path, limits: Limits) -> Iterator[Source | Refused]:
    unpacked, passed, seen = 0, 0, set[str]()
    for number, member in enumerate(members):
        passed += member.passing
        if number >= limits.members:
            raise _UnreadError(f"more than {limits.members} members; the rest is not read")
        if passed > _PASSABLE * limits.bytes:
            raise _UnreadError(f"unpacks to more than {_PASSABLE * limits.bytes} bytes; the rest is not read")
        path = f"{name}!/{printable(member.name)}"
        problem = member.problem or _problem(member, unpacked + member.size, seen, limits)
        seen.add(member.name.casefold())
        if problem:
            yield Refused(path, sha256_text(path), member.size, problem)
        else:
            unpacked += member.size
            yield _unpacked(path, member, folder / str(number))
    if not seen:
        raise _UnreadError("holds no file")


def _problem(member: _Member, total: int, seen: set[str], limits: Limits) -> str | None:
    parts = member.name.casefold().split("/")
    checks = {
        "path leaves the archive": not is_safe(member.name),
        "device name": any(part.split(".")[0] in _WINDOWS_DEVICES for part in parts),
        "name differs from another only by case": member.name.casefold() in seen,
        "archive in an archive": parts[-1].endswith((".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")),
        f"unpacks to more than {limits.bytes} bytes": total > limits.bytes,
    }
    return next((reason for reason, wrong in checks.items() if wrong), None)


def _unpacked(path: str, member: _Member, location: Path) -> Source | Refused:
    digest, written = hashlib.sha256(), 0
    with location.open("wb") as target:
        try:
            for block in _blocks(member):
                written += len(block)
                if written > member.size:
                    return Refused(path, digest.hexdigest(), member.size, "larger than the archive says")
                digest.update(block)
                target.write(block)
        except _BrokenMemberError as broken:
            return Refused(path, digest.hexdigest(), member.size, f"broken member: {broken}")
    return Source(path, location, digest.hexdigest(), written)


class _BrokenMemberError(Exception):
    """A member that cannot be unpacked, apart from a disk that cannot be written."""


def _blocks(member: _Member) -> Iterator[bytes]:
    try:
        stream = member.open()
    except _BROKEN as broken:
        raise _BrokenMemberError(type(broken).__name__) from None
    while stream is not None:
        try:
            block = stream.read(1 << 20)
        except _BROKEN as broken:
            raise _BrokenMemberError(type(broken).__name__) from None
        if not block:
            return
        yield block
