"""What a verification says of a release: what differs, and where, as far as it can be known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A part of a file: rows of its table from 1, lines from 1, and bytes from 0; each with the last one included."""

    file: str
    table: str | None = None
    rows: tuple[int, int] | None = None
    lines: tuple[int, int] | None = None
    bytes: tuple[int, int] | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.lines:
            parts.append(_span("line", self.lines))
        elif self.rows:
            parts.append(_span("row", self.rows))
        if self.column:
            parts.append(f"column {self.column}")
        if self.bytes:
            parts.append(f"({_span('byte', self.bytes)})")
        return " ".join(parts)


def _span(unit: str, ends: tuple[int, int]) -> str:
    first, last = ends
    return f"{unit} {first}" if first == last else f"{unit}s {first}-{last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as the release says of itself; `regions` are where it may be, the likeliest first."""

    kind: str
    message: str
    regions: tuple[Region, ...] = ()
    article_id: str | None = None

    def __str__(self) -> str:
        where = " or ".join(map(str, self.regions))
        whose = f" [{self.article_id}]" if self.article_id else ""
        return f"{where}{whose}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A release and all that was computed of it again.

    `content_root` is None where a table cannot be read; `against` names what vouches for the release.
    """

    name: str
    version: str
    differences: tuple[Difference, ...]
    files: int = 0
    records: int = 0
    texts: int = 0
    content_root: str | None = None
    against: tuple[str, ...] = ()

    @property
    def verified(self) -> bool:
        """Returns whether nothing differs."""
        return not self.differences
