"""A printed wording without its inline marks, which remembers where each character of it stood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """A hyperlink: the part of the plain wording that it covers, and its target as printed (None where left empty)."""

    start: int
    end: int
    target: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the plain wording from `plain` on, and the run of the source that it was printed as."""

    plain: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A run of the source, `source[start:end]`, and what is left of it without its inline marks."""

    start: int
    end: int
    plain: str
    pieces: tuple[Piece, ...]
    anchors: tuple[Anchor, ...] = ()
    italic: bool = False  # the whole of it, from its first character to its last

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Returns where the non-empty `plain[start:end]` stands in the source, the marks inside it included."""
        first, last = self._piece(start), self._piece(end - 1)
        after = self.pieces[last + 1].plain if last + 1 < len(self.pieces) else len(self.plain)
        tail = self.pieces[last]
        stop = tail.end if end == after else min(tail.start + end - tail.plain, tail.end)
        head = self.pieces[first]
        return min(head.start + start - head.plain, head.end - 1), stop

    def _piece(self, index: int) -> int:
        return bisect_right(self.pieces, index, key=lambda piece: piece.plain) - 1

    def anchored(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Returns the hyperlinks that cover some of `plain[start:end]`."""
        return tuple(anchor for anchor in self.anchors if anchor.start < end and start < anchor.end)
