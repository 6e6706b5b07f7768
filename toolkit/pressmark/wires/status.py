"""Tells from the status that a provider gives an item whether it may be shown at all."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.wires.said import Said

_EMBARGOED = frozenset({"embargoed"})
_TAKEN_DOWN = frozenset({"canceled", "cancelled", "withheld", "killed", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The wordings that hold an item back; None where nothing does."""

    embargo: Said | None = None
    takedown: Said | None = None


def standing(status: Said | None, until: Said | None = None) -> Standing:
    """Returns what holds an item back: its status (`stat:withheld`, `Canceled`), or the end of an embargo.

    Whether the end of an embargo is past is not for a converter to say, since it knows no clock.
    """
    word = status.value.rpartition(":")[2].casefold() if status else ""
    return Standing(
        embargo=until or (status if word in _EMBARGOED else None), takedown=status if word in _TAKEN_DOWN else None
    )
