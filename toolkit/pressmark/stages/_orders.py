"""What passes between a conversion and the processes that read for it."""

from __future__ import annotations

import copyreg
import io
import pickle
from dataclasses import dataclass
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Any

from pressmark.converters.base import ConvertSettings
from pressmark.stages._limits import Limits
from pressmark.stages._parts import Job, Position

# The exit status by which a process says that a document wanted more memory than it may have.
OUT_OF_MEMORY = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the inputs are read whose path a pattern matches: by a converter that is named, or by recognition."""

    match: str
    forced: str | None
    settings: ConvertSettings

    def meets(self, path: str) -> bool:
        """Says whether the pattern matches the path of an input."""
        return fnmatchcase(path, self.match)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """What holds for all that a process reads, but for inputs that are read in a manner of their own."""

    shelf: str  # the package or the folder of modules that holds the converters
    settings: ConvertSettings
    forced: str | None
    limits: Limits
    manners: tuple[Manner, ...] = ()
    explained: bool = False  # whether it is told of each input how sure every converter is

    def of(self, path: str) -> tuple[str | None, ConvertSettings]:
        """Returns the converter that is named for an input, if any, and its settings."""
        own = next((manner for manner in self.manners if manner.meets(path)), None)
        return (self.forced, self.settings) if own is None else (own.forced, own.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A job to be read from a position on, in parts from a number on, under the name of a writer."""

    job: Job
    start: Position
    number: int
    writer: str


def _proxy(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {MappingProxyType: lambda proxy: (_proxy, (dict(proxy),))}


def packed(value: Instructions | Order) -> bytes:
    """Returns what a process is told, for its standard input."""
    stream = io.BytesIO()
    _Pickler(stream).dump(value)
    return stream.getvalue()
