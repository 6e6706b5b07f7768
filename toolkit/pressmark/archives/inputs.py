"""Finds the inputs below what a user names: files, folders in a settled order, and what archives hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pressmark.archives.beside import Companions, part_of
from pressmark.archives.captures import is_web_archive
from pressmark.archives.limits import LIMITS, Budget, Limits, Refused, printable
from pressmark.archives.nested import contents
from pressmark.errors import SourceError
from pressmark.files import sha256_of, sha256_text
from pressmark.model.draft import Source

CONFIGURATION = frozenset({"pressmark.toml", "reviews.csv", "withdrawals.csv"})


def walk(named: Sequence[Path], unpack_to: Path, limits: Limits = LIMITS) -> Iterator[Source | Refused]:
    """Yields every input below the named files and folders, sorted by path, so that the order of arguments is nothing.

    Paths are relative to the folder that was named, or the file's own name. Hidden files, `pressmark.toml` and the
    collection's own ledgers are configuration and not inputs. Members of archives are unpacked below `unpack_to`.
    """
    found = sorted({entry for path in named for entry in _below(path)})
    seen: dict[str, Path] = {}
    companions = Companions(name for name, _ in found)
    for name, location in found:
        if seen.setdefault(name, location) != location:
            raise SourceError("two inputs have the same path", where=name, remedy="name the folder above them instead")
        if page := companions.page_of(name):
            yield _companion(name, location, page)
        else:
            yield from _opened(name, location, unpack_to, limits)


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


def _companion(name: str, location: Path, page: str) -> Refused:
    shown = printable(name)
    try:
        size = location.stat().st_size
    except OSError:
        size = 0
    return Refused(shown, sha256_text(shown), size, part_of(page))


def _opened(name: str, location: Path, unpack_to: Path, limits: Limits) -> Iterator[Source | Refused]:
    try:
        if location.is_file():
            location.open("rb").close()
    except OSError as failed:
        reason = f"cannot be read: {(failed.strerror or type(failed).__name__).lower()}"
        yield Refused(printable(name), sha256_text(printable(name)), 0, reason)
    else:
        yield from _known(name, location, unpack_to, limits)


def _known(name: str, location: Path, unpack_to: Path, limits: Limits) -> Iterator[Source | Refused]:
    shown = printable(name)
    if location.is_symlink():
        target = str(location.readlink())
        yield Refused(shown, sha256_text(target), 0, "symbolic link")
        return
    if not location.is_file():
        yield Refused(shown, sha256_text(shown), 0, "no regular file")
        return
    size = location.stat().st_size
    # A web archive is read record by record where it lies, so its size is no burden.
    if size > limits.bytes and not is_web_archive(location):
        yield Refused(shown, sha256_of(location), size, f"larger than {limits.bytes} bytes")
        return
    yield from contents(Source(shown, location, sha256_of(location), size), unpack_to, Budget(limits, size))
