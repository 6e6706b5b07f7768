"""Holds one document to its time and its memory, where the system can; elsewhere the parent's clock alone does.

Time is the processor's, which another process on the machine does not use up; `resource` is there on Linux and macOS.
Memory is what a document takes beyond what its process had before it, which only Linux counts and bounds.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path

try:
    import resource
except ImportError:
    _BOUNDED = False  # Windows
else:
    _BOUNDED = True

_STATM = Path("/proc/self/statm")
_OFTEN = 0.25  # seconds of work after which the clock is set back


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may take; `timeout` in seconds, `memory` in megabytes."""

    timeout: int = 60
    memory: int = 1_000

    def seconds(self, size: int) -> int:
        """Returns the time until the next record of an input: as much again for every 50 MB that it has."""
        return self.timeout * max(1, math.ceil(size / 50_000_000))

    @property
    def too_long(self) -> str:
        """Returns the reason of a document that ran out of time."""
        return f"took longer than {self.timeout} s"

    @property
    def too_large(self) -> str:
        """Returns the reason of a document that ran out of memory."""
        whole = self.memory % 1000 == 0
        return f"needed more than {self.memory // 1000} GB" if whole else f"needed more than {self.memory} MB"


class Meter:
    """Sets the limits of this process anew for each document, and its clock for each record."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._seconds, self._set = 0, -math.inf
        if _BOUNDED:
            _lower(resource.RLIMIT_CORE, 0)

    def begin(self, size: int) -> None:
        """Begins a document of so many bytes."""
        self._seconds, self._set = self._limits.seconds(size), -math.inf
        self.tick()
        if _BOUNDED and _STATM.exists():
            pages = int(_STATM.read_text().split()[5])
            _lower(resource.RLIMIT_DATA, pages * resource.getpagesize() + self._limits.memory * 1_000_000)

    def tick(self) -> None:
        """Sets the clock back, since a record is done."""
        used = time.process_time()
        if _BOUNDED and used - self._set > _OFTEN:
            self._set = used
            _lower(resource.RLIMIT_CPU, math.ceil(used) + self._seconds)


def _lower(which: int, to: int) -> None:
    """Sets the soft limit only: the hard one could not be raised again for the next document."""
    hard = resource.getrlimit(which)[1]
    resource.setrlimit(which, (to if hard == resource.RLIM_INFINITY else min(to, hard), hard))
