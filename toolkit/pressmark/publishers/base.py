"""What every publisher is: a plan that can be read before anything happens, and its delivery step by step."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a delivery does, in words and for the machine."""

    action: str  # copy, index
    source: Path
    target: Path

    def __str__(self) -> str:
        return f"{self.action} {self.source.name} to {self.target}"


class Publisher(Protocol):
    """A module on the shelf `pressmark.publishers`; its docstring is its page: Needs, Does, Undo."""

    def recognises(self, place: str) -> bool:
        """Returns whether a place is of this kind."""

    def plan(self, release: Path, place: str) -> tuple[Step, ...]:
        """Returns what a delivery would do; changes nothing."""

    def deliver(self, step: Step) -> None:
        """Does one step; doing it again changes nothing."""
