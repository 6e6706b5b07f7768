"""Keeps the receipt of a conversion: what became of every input and of every record in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pressmark.files import sha256_text
from pressmark.model.draft import Leftover

OUTCOMES = ("articles", "duplicates", "rejected", "skipped")


def source_id(path: str, sha256: str) -> str:
    """Returns the id of an input: `s-` and 16 hexadecimal digits of SHA-256 over its path, a line feed and its hash."""
    return f"s-{sha256_text(path + chr(10) + sha256)[:16]}"


@dataclass(slots=True)
class SourceReceipt:
    """The receipt of one input while it is read; `row` and `leftovers` are its rows in the end."""

    path: str
    sha256: str
    bytes: int
    facts: Mapping[str, Any]  # media_type, encoding, bom, converter, converter_version, converter_config
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    leftovers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def source_id(self) -> str:
        """Returns the id of the input."""
        return source_id(self.path, self.sha256)

    def article(self) -> None:
        """Counts a record that became an article."""
        self.counts["articles"] += 1

    def duplicate(self, locator: str | None, sha256: str, article_id: str) -> None:
        """Counts a record whose bytes an earlier record already holds."""
        self.counts["duplicates"] += 1
        self._leave(locator, "duplicate", "the same bytes as an earlier record", sha256, article_id)

    def leftover(self, found: Leftover) -> None:
        """Counts a record that becomes no article."""
        self.counts[found.outcome] += 1
        self._leave(found.locator, found.outcome, found.reason, found.sha256, None)

    def _leave(
        self, locator: str | None, outcome: str, reason: str, sha256: str | None, article_id: str | None
    ) -> None:
        place = {"source_id": self.source_id, "locator": locator or "whole"}
        self.leftovers.append(
            {**place, "outcome": outcome, "reason": reason, "sha256": sha256, "article_id": article_id}
        )

    @property
    def row(self) -> dict[str, Any]:
        """Returns the row of `sources`: the outcome is the best that a record of the input came to."""
        named = {"articles": "converted", "duplicates": "duplicate", "rejected": "rejected", "skipped": "skipped"}
        outcome = next((named[name] for name in OUTCOMES if self.counts[name]), "skipped")
        reason = None
        if outcome != "converted":
            reason = self.leftovers[0]["reason"] if self.leftovers else "holds no record"
        identity = {"source_id": self.source_id, "path": self.path, "sha256": self.sha256, "bytes": self.bytes}
        ending = {"outcome": outcome, "reason": reason, "records": sum(self.counts.values())}
        return {**identity, **self.facts, **ending, **self.counts}
