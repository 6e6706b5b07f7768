"""Numbers of releases, as Semantic Versioning 2.0.0 orders them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.errors import ReleaseError

_NUMBER = "(0|[1-9][0-9]*)"
_PART = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_FORM = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}(?:-({_PART}(?:\.{_PART})*))?")
STEPS = ("patch", "minor", "major")


@dataclass(frozen=True, slots=True)
class SemVer:
    """A version: major, minor, patch, and a pre-release such as `rc.1` or an empty string."""

    major: int
    minor: int
    patch: int
    pre: str = ""

    def __str__(self) -> str:
        number = f"{self.major}.{self.minor}.{self.patch}"
        return f"{number}-{self.pre}" if self.pre else number

    @property
    def order(self) -> tuple[object, ...]:
        """Returns a key that sorts versions as the specification says; a pre-release comes before its release."""
        parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in self.pre.split(".")]
        return (self.major, self.minor, self.patch, not self.pre, parts if self.pre else [])

    @property
    def final(self) -> SemVer:
        """Returns the version that a pre-release comes before; a release itself."""
        return SemVer(self.major, self.minor, self.patch)

    def after(self, step: str) -> SemVer:
        """Returns the next version for a patch, minor or major step; while 0.y.z a major step raises the minor."""
        if self.pre:
            return self.final
        if step == "patch":
            return SemVer(self.major, self.minor, self.patch + 1)
        if step == "minor" or self.major == 0:
            return SemVer(self.major, self.minor + 1, 0)
        return SemVer(self.major + 1, 0, 0)


FIRST = SemVer(0, 1, 0)


def parse_version(text: str) -> SemVer:
    """Returns a version; raises ReleaseError where the text is none (`v2`, `1.0`)."""
    found = _FORM.fullmatch(text)
    if not found:
        raise ReleaseError(f"{text!r} is no version", remedy="write it as X.Y.Z, as Semantic Versioning does")
    return SemVer(int(found[1]), int(found[2]), int(found[3]), found[4] or "")
