"""Opens what one stream is packed in: gzip, bzip2, xz or Zstandard, told by its first bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from fastwarc.stream_io import ZstdReader

from pressmark.archives.faults import BROKEN

_OPENERS: tuple[tuple[bytes, str, Callable[[Path], Any]], ...] = (
    (b"\x1f\x8b", "gz", gzip.open),
    (b"BZh", "bz2", bz2.open),
    (b"\xfd7zXZ\x00", "xz", lzma.open),
    (b"\x28\xb5\x2f\xfd", "zst", lambda location: ZstdReader(location.open("rb"))),
)

_MEMBER = b"\x1f\x8b\x08"
_PEEKED = 4096  # bytes of a member that show how it begins


def packing(location: Path) -> str | None:
    """Returns how a file is packed, by the usual ending of such files, or None where it is not."""
    with location.open("rb") as stream:
        head = stream.read(6)
    return next((ending for magic, ending, _ in _OPENERS if head.startswith(magic)), None)


def unpacked(location: Path) -> IO[bytes]:
    """Returns the stream inside a packed file, or the file itself where it is not packed."""
    ending = packing(location)
    opener = next((opener for _, name, opener in _OPENERS if name == ending), None)
    stream: IO[bytes] = opener(location) if opener else location.open("rb")
    return stream


def beginning(location: Path, count: int) -> bytes:
    """Returns the first bytes inside a file, unpacked; nothing where it cannot be unpacked."""
    try:
        stream = unpacked(location)
        try:
            return stream.read(count)
        finally:
            stream.close()
    except BROKEN:
        return b""


def broken_member(location: Path, offset: int) -> int | None:
    """Returns where the first gzip member begins that is not whole, looking from a member on; None where all are.

    Zeros behind the last member are padding. Where no member begins at `offset`, the look begins with the file.
    """
    with location.open("rb") as stream:
        stream.seek(offset)
        start = offset if stream.read(2) == b"\x1f\x8b" else 0
        stream.seek(start)
        member, held = zlib.decompressobj(31), b""
        fed = 0  # bytes of the member so far
        while True:
            block = held or stream.read(1 << 20)
            if not block:
                return start if fed else None
            if not fed:
                padded = len(block) - len(block.lstrip(b"\0"))
                start, block, held = start + padded, block[padded:], b""
                if not block:
                    continue
            try:
                while block and not member.eof:
                    member.decompress(block, 1 << 20)
                    fed, block = fed + len(block) - len(_rest(member)), _rest(member)
            except zlib.error:
                return start
            held = block
            if member.eof:
                start, fed, member = start + fed, 0, zlib.decompressobj(31)


def next_member(location: Path, offset: int, begins: bytes = b"WARC/") -> int | None:
    """Returns where the next gzip member begins, from a byte on, that can be unpacked and begins so, if one does."""
    with location.open("rb") as stream:
        stream.seek(offset)
        held, position = b"", offset
        while block := stream.read(1 << 20):
            held += block
            at = held.find(_MEMBER)
            while at >= 0 and at + _PEEKED <= len(held):
                if _begins(held[at : at + _PEEKED], begins):
                    return position + at
                at = held.find(_MEMBER, at + 1)
            kept = at if at >= 0 else max(0, len(held) - len(_MEMBER) + 1)
            held, position = held[kept:], position + kept
        places = (at for at in range(len(held)) if held.startswith(_MEMBER, at))
        return next((position + at for at in places if _begins(held[at:], begins)), None)


def _begins(data: bytes, begins: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, len(begins)) == begins
    except zlib.error:
        return False


def _rest(member: zlib._Decompress) -> bytes:
    return member.unused_data if member.eof else member.unconsumed_tail
