"""How many processes a command reads with, where nobody says it."""

from __future__ import annotations

import os


def processors() -> int:
    """Returns how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
