"""Finds the one bit of a file that was flipped, by trying each until the file has its recorded checksum again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

# Bytes to hash at most: a second or two. A file of 15 kB is tried in full, of larger ones the rows that are known.
BUDGET = 1_000_000_000


def flipped_bit(content: bytes, sha256: str, spans: Iterable[tuple[int, int]]) -> int | None:
    """Returns the place of the byte in which one bit was flipped, or None where that is not what happened.

    Args:
        content: The whole file as it is.
        sha256: The checksum that it had, in hexadecimal.
        spans: The parts to try, first byte and the one after the last; one that is too large to try is left out.
    """
    left = BUDGET
    for first, end in spans:
        cost = 8 * (end - first) * (len(content) - first)
        if cost > left:
            continue
        left -= cost
        found = _within(memoryview(content), bytes.fromhex(sha256), first, end)
        if found is not None:
            return found
    return None


def repaired(content: bytes, sha256: str, place: int) -> bytes:
    """Returns a file with the bit in one byte flipped that gives it its checksum."""
    for bit in range(8):
        whole = content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]
        if hashlib.sha256(whole).hexdigest() == sha256:
            return whole
    raise ValueError("no bit of this byte gives the checksum")


def _within(content: memoryview, wanted: bytes, first: int, end: int) -> int | None:
    before = hashlib.sha256(content[:first])
    for place in range(first, end):
        for bit in range(8):
            tried = before.copy()
            tried.update(bytes([content[place] ^ 1 << bit]))
            tried.update(content[place + 1 :])
            if tried.digest() == wanted:
                return place
        before.update(content[place : place + 1])
    return None
