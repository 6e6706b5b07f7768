"""Unpacks archives, and archives in archives, within one budget for the whole input.

An archive is hostile until shown otherwise (CWE-22, CWE-59, CWE-409): a member whose path leaves the archive, a link, a
device, a bomb, a case collision or one nest too many is refused by name and the rest is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pressmark.archives.captures import Capture, captures, is_web_archive
from pressmark.archives.faults import BROKEN
from pressmark.archives.handed import is_handed_out, may_be_handed_out
from pressmark.archives.limits import Budget, Refused, UnreadError, printable
from pressmark.archives.members import Listing, Member, listing_of, suspicious
from pressmark.files import sha256_text
from pressmark.model.draft import Source

_MOST_OF_A_RECORD = 50_000_000  # bytes of a document in a web archive


def contents(source: Source, unpack_to: Path, budget: Budget, depth: int = 0) -> Iterator[Source | Refused]:
    """Yields a file itself, or what it holds where it is an archive; a web archive is both."""
    if is_web_archive(source.location):
        yield source
        yield from _documents(source, _folder(source, unpack_to), budget)
        return
    listing = listing_of(source.location, source.path.rpartition("!/")[2].rpartition("/")[2])
    if listing is None:
        yield source
    elif depth >= budget.limits.depth:
        yield Refused(source.path, source.sha256, source.size, f"more than {budget.limits.depth} archives in archives")
    else:
        yield from _members(source, listing, unpack_to, budget, depth)


def _folder(source: Source, unpack_to: Path) -> Path:
    folder = unpack_to / sha256_text(source.path)[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _members(
    source: Source, listing: Listing, unpack_to: Path, budget: Budget, depth: int
) -> Iterator[Source | Refused]:
    """Yields what an archive holds; where it goes on too long or breaks off, one refusal stands for the rest of it."""
    folder, seen = _folder(source, unpack_to), set[str]()
    try:
        for number, member in enumerate(listing()):
            budget.pass_by(member.passing)
            found = _judged(source.path, member, folder / str(number), seen, budget)
            yield from [found] if isinstance(found, Refused) else contents(found, unpack_to, budget, depth + 1)
        problem = None if seen else "holds no file"
    except UnreadError as why:
        problem = str(why)
    except BROKEN as broken:
        problem = f"broken archive: {type(broken).__name__}"
    if problem:
        yield Refused(f"{source.path}!/", source.sha256, source.size, problem)


def _judged(archive: str, member: Member, location: Path, seen: set[str], budget: Budget) -> Source | Refused:
    path, key = f"{archive}!/{printable(member.name)}", member.name.casefold()
    problem = member.problem or suspicious(member.name)
    if not problem and key in seen:
        problem = "name differs from another only by case"
    if not problem and (member.size or 0) > budget.left:
        problem = f"unpacks to more than {budget.most} bytes"
    seen.add(key)
    return (
        Refused(path, sha256_text(path), member.size or 0, problem)
        if problem
        else _unpacked(path, member, location, budget)
    )


def _unpacked(path: str, member: Member, location: Path, budget: Budget) -> Source | Refused:
    most = budget.left if member.size is None else member.size
    digest, written = hashlib.sha256(), 0
    with location.open("wb") as target:
        try:
            for block in _blocks(member):
                written += len(block)
                if written > most:
                    said = f"unpacks to more than {budget.most} bytes"
                    reason = said if member.size is None else "larger than the archive says"
                    return Refused(path, digest.hexdigest(), most, reason)
                digest.update(block)
                target.write(block)
        except _BrokenMemberError as broken:
            return Refused(path, digest.hexdigest(), member.size or written, f"broken member: {broken}")
    budget.unpacked += written
    return Source(path, location, digest.hexdigest(), written)


class _BrokenMemberError(Exception):
    """A member that cannot be unpacked, apart from a disk that cannot be written."""


def _blocks(member: Member) -> Iterator[bytes]:
    try:
        stream = member.open()
    except BROKEN as broken:
        raise _BrokenMemberError(type(broken).__name__) from None
    if stream is None:
        return
    with stream:
        while True:
            try:
                block = stream.read(1 << 20)
            except BROKEN as broken:
                raise _BrokenMemberError(type(broken).__name__) from None
            if not block:
                return
            yield block


def _documents(archive: Source, folder: Path, budget: Budget) -> Iterator[Source | Refused]:
    """Yields the documents in a web archive that are inputs of their own; its converter accounts for all else."""
    for number, found in enumerate(captures(archive.location, wanted=may_be_handed_out, most=_MOST_OF_A_RECORD)):
        if isinstance(found, Capture) and found.payload is not None and is_handed_out(found):
            yield _written(found, found.payload, archive, folder / str(number), budget)


def _written(found: Capture, payload: bytes, archive: Source, location: Path, budget: Budget) -> Source | Refused:
    path, digest = f"{archive.path}!/{printable(found.locator)}", hashlib.sha256(payload).hexdigest()
    if len(payload) > budget.left:
        return Refused(path, digest, len(payload), f"unpacks to more than {budget.most} bytes")
    budget.unpacked += len(payload)
    location.write_bytes(payload)
    return Source(path, location, digest, len(payload), url=found.uri, retrieved=found.date)
