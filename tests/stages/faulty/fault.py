"""Does what the first line of a document says, as a parser that a document overcomes.

Reads: lines of which each is a record, or a fault by its name in `FAULTS`.

Keeps: nothing.

Loses: everything.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import time
from collections.abc import Iterator
from typing import NoReturn

from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover, Reading, Source

version = "1.0.0"


def recognises(source: Source) -> int:
    if source.head().startswith(b"in recognition: crash"):
        os.abort()
    return 90 if source.head().startswith((b"record", b"fault")) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    lines = source.read_bytes().decode().splitlines()
    if lines[0] == "fault at once":
        os.kill(os.getpid(), 11)
    return Reading(media_type="text/plain", encoding="utf-8", bom=False, records=_records(source, lines))


def _records(source: Source, lines: list[str]) -> Iterator[Draft | Leftover]:
    for number, line in enumerate(lines, start=1):
        kind, _, what = line.partition(" ")
        if kind == "fault":
            FAULTS[what](source)
        elif what == "left":
            yield Leftover(locator=f"row={number}", outcome="skipped", reason="it says so")
        else:
            digest = hashlib.sha256(f"{source.path}{number}{line}".encode()).hexdigest()
            yield Draft(source_sha256=digest, locator=f"row={number}", title=what or line, text="The ferry sailed.")


def _crash(_: Source) -> None:
    ctypes.string_at(0)


def _leave(_: Source) -> None:
    os._exit(0)


def _hang(_: Source) -> None:
    while True:
        pass


def _sleep(_: Source) -> None:
    time.sleep(10_000)


def _swell(_: Source) -> None:
    held = []
    while True:
        held.append(bytearray(b"x" * 10_000_000))


def _recurse(source: Source) -> None:
    _recurse(source)


def _exit(_: Source) -> NoReturn:
    sys.exit(0)


def _raise(_: Source) -> NoReturn:
    raise ValueError("a private word")


def _vanish(source: Source) -> None:
    source.location.unlink()


def _grow(source: Source) -> None:
    with source.location.open("a") as stream:
        stream.write("more\n")


def _close(_: Source) -> None:
    os.closerange(3, 64)


def _print(_: Source) -> None:
    os.write(1, b"done\npart 7\n")


FAULTS = {
    "crash": _crash, "leave": _leave, "hang": _hang, "sleep": _sleep, "swell": _swell, "recurse": _recurse,
    "exit": _exit, "raise": _raise, "vanish": _vanish, "grow": _grow, "print": _print, "close": _close,
}  # fmt: skip
