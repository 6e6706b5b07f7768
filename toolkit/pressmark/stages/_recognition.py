"""Asks every converter how sure it is of an input, and settles which one reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from pressmark.archives.signatures import kind_of
from pressmark.model.draft import Source
from pressmark.registry import Shelf

CONVERTERS = Shelf("converter", "pressmark.converters")


def sureness(source: Source, shelf: Mapping[str, ModuleType] = CONVERTERS) -> dict[str, int]:
    """Returns how sure each converter is of an input, from 0 to 100, the surest first and equals by their names."""
    sure = {name: _sureness(kind, source) for name, kind in shelf.items()}
    return dict(sorted(sure.items(), key=lambda found: (-found[1], found[0])))


def surest(sure: Mapping[str, int]) -> str:
    """Returns the name of the surest converter, or an empty string where none knows the input."""
    best = min(sure, key=lambda name: (-sure[name], name), default="")
    return best if best and sure[best] > 0 else ""


def recognise(source: Source, shelf: Mapping[str, ModuleType] = CONVERTERS) -> str:
    """Returns the name of the converter that is surest of an input, or an empty string where none knows it."""
    return surest(sureness(source, shelf))


def unrecognised(source: Source) -> str:
    """Returns why no converter reads an input, with what it plainly is."""
    what = kind_of(source.location)
    return f"no converter recognises it: {what}" if what else "no converter recognises it"


def _sureness(kind: ModuleType, source: Source) -> int:
    try:
        return max(0, min(100, int(kind.recognises(source))))
    except MemoryError:
        raise
    except BaseException:  # noqa: BLE001 - what a converter cannot even look at, it does not know
        return 0
