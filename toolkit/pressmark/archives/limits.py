"""Says how much one input may hold, counts it over all that is packed in it, and names what is not read."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

_UNSUSPICIOUS = 1 << 24  # bytes that any archive may unpack to
_PASSABLE = 4  # times the bytes that may be unpacked


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one input may hold, archives in archives included; sizes in bytes."""

    bytes: int = 4_000_000_000
    members: int = 200_000
    ratio: int = 200  # unpacked to packed, beyond 16 MiB
    depth: int = 4  # archives in one another


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Refused:
    """An input that is not read, and why."""

    path: str
    sha256: str
    size: int
    reason: str


class UnreadError(Exception):
    """An archive of which nothing, or nothing more, is read."""


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one input is unpacked, to whatever depth."""

    limits: Limits
    packed: int  # the size of the input itself
    unpacked: int = field(default=0, init=False)
    _passed: int = field(default=0, init=False)
    _members: int = field(default=0, init=False)

    @property
    def most(self) -> int:
        """Returns how many bytes all members may have together."""
        return min(self.limits.bytes, max(_UNSUSPICIOUS, self.limits.ratio * self.packed))

    @property
    def left(self) -> int:
        """Returns how many bytes may still be unpacked."""
        return self.most - self.unpacked

    def pass_by(self, size: int) -> None:
        """Counts a member, and the bytes that have to be unpacked to get past it; raises UnreadError at the limit."""
        self._members += 1
        self._passed += size
        if self._members > self.limits.members:
            raise UnreadError(f"more than {self.limits.members} members; the rest is not read")
        if self._passed > _PASSABLE * self.most:
            raise UnreadError(f"unpacks to more than {_PASSABLE * self.most} bytes; the rest is not read")


def printable(name: str) -> str:
    """Returns a path in NFC whose control characters are percent-encoded, so that it stays one line and one name."""
    name = unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return "".join(f"%{ord(sign):02X}" if unicodedata.category(sign) == "Cc" else sign for sign in name)
