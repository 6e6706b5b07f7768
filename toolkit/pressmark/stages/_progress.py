"""Keeps what a conversion has read beside its target until the package is whole, and lets one run at a time there.

The folder is `.<target>.partial`: hidden, on the disk of the target, and gone when the package is there. What another
version, another configuration or other inputs left in it is never taken, and is swept.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path
from typing import IO

import pressmark
from pressmark.errors import PackageError
from pressmark.files import canonical_json, sha256_text

_LOCK = "lock"
_PARTS = "parts"
# What decides how pages and tables are read, beside Pressmark itself.
_READERS = (
    *("charset-normalizer", "fastwarc", "feedparser", "htmldate", "lxml", "polars", "py3langid", "pypdfium2"),
    *("pyyaml", "trafilatura", "webencodings"),
)


def settings_key(*said: str) -> str:
    """Returns a hash of all that decides what is read from an input: what was said, and which versions read it."""
    guests = sorted(
        f"{point.name} {point.value} {point.dist.version if point.dist else ''}"
        for point in entry_points(group="pressmark.converters")
    )
    versions = [f"{name} {_version(name)}" for name in _READERS]
    # A development version changes under the same number.
    home = Path(pressmark.__file__).parent
    sources = [
        f"{path.relative_to(home).as_posix()} {path.stat().st_size} {path.stat().st_mtime_ns}"
        for path in sorted(home.rglob("*.py"))
    ]
    told = {"said": said, "guests": guests, "versions": versions, "sources": sources, "python": sys.version}
    return sha256_text(canonical_json({**told, "pressmark": pressmark.__version__}))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@contextmanager
def progress_of(target: Path, key: str, *, fresh: bool) -> Iterator[Path]:
    """Yields the folder beside a target where a conversion works; it is swept when the block ends well.

    Where it does not, `parts` stays if something is in it, for the next run with the same `key`; `fresh` begins anew.

    Raises:
        PackageError: where another conversion is writing to the same target.
    """
    folder = target.resolve().with_name(f".{target.resolve().name}.partial")
    with _locked(folder, target) as lock:
        _sweep(folder, keep=None if fresh else key)
        (folder / _PARTS / key).mkdir(parents=True, exist_ok=True)
        (folder / "scratch").mkdir()
        try:
            yield folder
        except BaseException:
            _sweep(folder, keep=key)
            if not any(path.is_file() for path in (folder / _PARTS).rglob("*")):
                shutil.rmtree(folder, ignore_errors=True)
            raise
        lock.flush()
        shutil.rmtree(folder, ignore_errors=True)


def parts_of(progress: Path, key: str) -> Path:
    """Returns the folder of the parts."""
    return progress / _PARTS / key


def _sweep(folder: Path, keep: str | None) -> None:
    for path in folder.iterdir():
        if path.name == _PARTS:
            for other in path.iterdir():
                if other.name != keep:
                    _remove(other)
        elif path.name != _LOCK:
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path, target: Path) -> Iterator[IO[bytes]]:
    """Yields the lock of a folder; the system takes it back from a process that is killed."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOCK).open("ab") as stream:
            try:
                _lock(stream)
            except BlockingIOError:
                remedy = "wait for it, or choose another folder for --to"
                raise PackageError("another conversion is writing to it", where=str(target), remedy=remedy) from None
            # The one before may have ended, and taken the folder along, between the opening and the lock.
            with suppress(FileNotFoundError):
                if os.path.samestat((folder / _LOCK).stat(), os.fstat(stream.fileno())):
                    yield stream
                    return


def _lock(stream: IO[bytes]) -> None:
    """Locks a file, where its disk knows of locks; raises BlockingIOError where another process has it."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as taken:
            raise BlockingIOError from taken
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:
        return
