"""Hashes files, writes them whole or not at all, and settles JSON, so that equal content has equal bytes."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pressmark.errors import IntegrityError, PackageError

MANIFEST = "manifest-sha256.txt"
MISSING, NOT_LISTED, DIFFERS = "is missing", f"is not listed in {MANIFEST}", "differs from its checksum"
_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Returns the SHA-256 of a file in hexadecimal, read in blocks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_text(text: str) -> str:
    """Returns the SHA-256 of a string in UTF-8; a lone surrogate, which has no UTF-8, counts as U+FFFD."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def canonical_json(value: Mapping[str, Any]) -> str:
    """Returns the JSON of strings, booleans, integers, lists and mappings as RFC 8785 writes it.

    Keys are sorted by UTF-16 code units. Floats are not accepted: the contract has none.
    """
    return json.dumps(_sorted(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _sorted(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        # In ASCII, code units have the order of code points.
        keys = sorted(value) if "".join(value).isascii() else sorted(value, key=_utf16)
        return {key: _sorted(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_sorted(item) for item in value]
    if isinstance(value, float):
        raise TypeError("a float has no settled form in the contract")
    return value


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def settled_json(value: Any) -> str:
    """Returns JSON for files that people read: given order, two spaces, UTF-8, one line feed at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def write_whole(path: Path, text: str) -> None:
    """Writes a text file whole or not at all, in UTF-8 with the line ends that `text` has."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(target: Path, *, replace: bool, within: Path | None = None) -> Iterator[Path]:
    """Yields an empty folder that becomes `target` when the block ends well, and is gone when it does not.

    Without `replace` an existing `target` raises PackageError before anything is written. With it the old folder stays
    in place until the new one is whole. The folder grows beside `target`, or `within` another on the same disk.
    """
    if target.exists() and not replace:
        raise PackageError(
            "already exists", where=target.name, remedy="a release is never edited; choose another version"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=within or target.parent, prefix=f".{target.name}.part-"))
    try:
        work.chmod(0o755)
        yield work
        _settle(work)
        _swap(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _settle(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def _swap(work: Path, target: Path) -> None:
    if not target.exists():
        work.rename(target)
        return
    if _exchanged(work, target):
        shutil.rmtree(work, ignore_errors=True)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.old-")) / "old"
    target.rename(old)
    try:
        work.rename(target)
    except BaseException:
        old.rename(target)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step where the system can, so that no moment has neither; returns whether it did."""
    if os.name != "posix":
        return False
    library = ctypes.CDLL(None)
    first, second = os.fsencode(one.absolute()), os.fsencode(other.absolute())
    if hasattr(library, "renameat2"):  # Linux: RENAME_EXCHANGE
        return bool(library.renameat2(-100, first, -100, second, 2) == 0)
    if hasattr(library, "renamex_np"):  # macOS: RENAME_SWAP
        return bool(library.renamex_np(first, second, 2) == 0)
    return False


def listed_files(folder: Path) -> list[str]:
    """Returns the POSIX paths of all files below a folder, sorted by code point."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write_manifest(folder: Path) -> None:
    """Writes `manifest-sha256.txt` (RFC 8493 form) over every file but itself."""
    names = [name for name in listed_files(folder) if name != MANIFEST]
    write_whole(folder / MANIFEST, "".join(f"{sha256_of(folder / name)}  {name}\n" for name in names))


def read_manifest(folder: Path) -> dict[str, str]:
    """Returns path to SHA-256; raises PackageError where the manifest is absent or malformed."""
    path = folder / MANIFEST
    if not path.is_file():
        raise PackageError(f"no {MANIFEST}", where=folder.name, remedy="is this the folder of a release?")
    entries: dict[str, str] = {}
    for number, digest, name in manifest_lines(folder):
        if name is None:
            raise PackageError("not a manifest line", where=f"{MANIFEST} line {number}")
        entries[name] = digest
    return entries


def manifest_lines(folder: Path) -> Iterator[tuple[int, str, str | None]]:
    """Yields the number of each line of the manifest, its SHA-256 and its path, which is None where it is malformed."""
    said = (folder / MANIFEST).read_text("utf-8", errors="replace")
    for number, entry in enumerate(said.splitlines(), start=1):
        digest, separator, name = entry.partition("  ")
        known = re.fullmatch("[0-9a-f]{64}", digest) and separator and is_safe(name)
        yield number, digest, name if known else None


def verify_manifest(folder: Path) -> None:
    """Raises IntegrityError naming the first file that is changed, missing or not listed."""
    for name, wrong in manifest_breaks(folder, read_manifest(folder)):
        remedy = "remove it; a release is never edited" if wrong == NOT_LISTED else "fetch the release again"
        raise IntegrityError(wrong, where=name, remedy=remedy)


def manifest_breaks(folder: Path, entries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yields each file that is missing, not listed or not as listed, and which of the three it is; sorted by name."""
    present = set(listed_files(folder)) - {MANIFEST}
    for name in sorted(set(entries) | present):
        if name not in present:
            yield name, MISSING
        elif name not in entries:
            yield name, NOT_LISTED
        elif sha256_of(folder / name) != entries[name]:
            yield name, DIFFERS


def is_safe(name: str) -> bool:
    """Returns whether a path stays below its folder on every system: relative, POSIX, no `..`, no drive, no control."""
    parts = name.split("/")
    forbidden = "\\" in name or ":" in name or any(ord(sign) < 32 for sign in name)
    return bool(name) and not name.startswith("/") and not forbidden and not {"", ".", ".."} & set(parts)


def swhid(folder: Path) -> str:
    """Returns the intrinsic identifier of a folder, `swh:1:dir:…` (SWHID 1.2, a git tree)."""
    return f"swh:1:dir:{_tree(folder).hex()}"


def _tree(folder: Path) -> bytes:
    entries = [(path.name + ("/" if path.is_dir() else ""), path) for path in folder.iterdir()]
    body = b""
    for _, path in sorted(entries, key=lambda entry: entry[0].encode()):
        mode, digest = (b"40000", _tree(path)) if path.is_dir() else (_mode(path), _blob(path))
        body += mode + b" " + path.name.encode() + b"\0" + digest
    return hashlib.sha1(b"tree %d\0" % len(body) + body, usedforsecurity=False).digest()


def _mode(path: Path) -> bytes:
    return b"100755" if path.stat().st_mode & 0o100 else b"100644"


def _blob(path: Path) -> bytes:
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.digest()
