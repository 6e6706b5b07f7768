"""What can be wrong with a request, as one tree.

    PressmarkError            the request cannot be done: one line, exit status 2
    ├── SourceError           an input cannot be read, or is unsafe to unpack
    ├── ConfigurationError    pressmark.toml, reviews.csv or withdrawals.csv is wrong
    ├── PackageError          a package or a release is not what it says
    │   └── IntegrityError    a file differs from its recorded checksum
    ├── ReleaseError          a release is refused
    └── UnknownNameError      no converter, rule, describer … has that name

Findings are values, never exceptions; a bug is any other exception.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PressmarkError(Exception):
    """Says what cannot be done, where, and what to do about it."""

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{remedy}"


class SourceError(PressmarkError):
    """Marks an input that cannot be read or must not be unpacked."""


class ConfigurationError(PressmarkError):
    """Marks a configuration, a review or a withdrawal that is wrong."""


class PackageError(PressmarkError):
    """Marks a package or a release that is not what it says."""


class IntegrityError(PackageError):
    """Marks a file whose bytes differ from the recorded checksum."""


class ReleaseError(PressmarkError):
    """Marks a release that is refused."""


class UnknownNameError(PressmarkError):
    """Marks a name that no shelf holds, and offers the nearest one."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        near = nearest(name, known)
        remedy = f"did you mean {near!r}?" if near else f"`pressmark list {kind}s` names them"
        super().__init__(f"no {kind} is called {name!r}", remedy=remedy)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Returns the known name most like `name`, or None where nothing is alike."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return found[0] if found else None
