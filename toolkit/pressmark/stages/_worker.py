"""The process that reads: whatever a parser does to it, it does to this process and not to the conversion.

It takes instructions and orders on standard input, from the conversion that started it and from nobody else, writes
what it reads to parts on disk, and says in a line each which of them are whole.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from pressmark.files import sha256_of
from pressmark.model.draft import Leftover, Source
from pressmark.records.draft_lines import Row, encode
from pressmark.registry import Shelf
from pressmark.stages._limits import Meter
from pressmark.stages._orders import OUT_OF_MEMORY, Instructions, Order
from pressmark.stages._parts import PartWriter
from pressmark.stages._reading import FAILED, read_here, remarks_on, unknown
from pressmark.stages._recognition import sureness, surest

_Stamp = tuple[int, int, int, int]


def main() -> None:
    """Reads what it is told to until nothing more is said."""
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops a conversion stops its processes
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what a parser prints is no answer
    instructions: Instructions = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the conversion that began this process
    shelf = Shelf("converter", instructions.shelf)
    for name in shelf:
        shelf[name]
    gc.freeze()  # what is loaded stays, and need not be looked through again after every few documents
    reader = _Reader(instructions, shelf, Meter(instructions.limits), answers, parent)
    _say(answers, "ready")
    while True:
        try:
            order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
        except EOFError:
            return
        try:
            reader.read(order)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
        except OSError as failed:
            # Only the disk is left: what a converter raises has become a reason long before.
            _say(answers, "disk", json.dumps([failed.errno, failed.strerror, str(failed.filename or "the disk")]))
            return
        _say(answers, "done")


def _say(answers: BinaryIO, *words: str) -> None:
    answers.write(f"{' '.join(words)}\n".encode())


@dataclass(frozen=True, slots=True)
class _Reader:
    instructions: Instructions
    shelf: Shelf
    meter: Meter
    answers: BinaryIO
    parent: int

    def read(self, order: Order) -> None:
        part, fleeting = PartWriter(order.job, order.number, order.writer), False
        for index in range(order.start.input, len(order.job.sources)):
            skip = order.start.record if index == order.start.input else 0
            source = order.job.sources[index]
            self.meter.begin(source.size)
            for row in self._rows(index, source, skip):
                if part.full:
                    part = self._closed(part, order, fleeting)
                    fleeting = False
                fleeting |= row[0] == "fault"
                part.add(row)
                self.meter.tick()
        self._closed(part, order, fleeting)

    def _closed(self, part: PartWriter, order: Order, fleeting: bool) -> PartWriter:
        if os.getppid() != self.parent:
            os._exit(0)  # the conversion was killed, and another one may be at work in the same folder
        part.close(fleeting=fleeting)
        _say(self.answers, "part", str(part.number))
        return PartWriter(order.job, part.number + 1, order.writer)

    def _rows(self, index: int, source: Source, skip: int) -> Iterator[Row]:
        """Yields the rows of an input, without those of the records that are there already."""
        if not skip:
            yield ["input", index]
        before, trouble = _looked_at(source)
        if trouble:
            yield from _faulty(source, trouble, "rest" if skip else "whole")
            return
        yield from self._read(source, skip)
        if _looked_at(source, before)[1]:
            yield from _faulty(source, "changed while it was read", "rest")
            return
        yield ["end"]

    def _read(self, source: Source, skip: int) -> Iterator[Row]:
        explained = self.instructions.explained and not skip
        forced, settings = self.instructions.of(source.path)
        sure = sureness(source, self.shelf) if explained or not forced else {}
        if explained:
            yield ["sureness", *map(list, sure.items())]
        name = forced or surest(sure)
        if not name:
            yield encode(unknown(source))
            return
        converter = self.shelf[name]
        if not skip:
            yield ["converter", name, converter.version]
        reading = read_here(source, converter, settings)
        if not skip:
            yield ["facts", reading.media_type, reading.encoding, reading.bom]
        if explained:
            yield ["remarks", *remarks_on(source, converter, settings)]
        for record in islice(reading.records, skip, None):
            if isinstance(record, Leftover) and record.reason.startswith(FAILED):
                yield ["fault"]
            yield encode(record)


def _faulty(source: Source, reason: str, locator: str) -> Iterator[Row]:
    yield ["fault"]
    yield encode(Leftover(locator=locator, outcome="rejected", reason=reason, sha256=source.sha256))
    yield ["end"]


def _looked_at(source: Source, before: _Stamp | None = None) -> tuple[_Stamp | None, str | None]:
    """Returns how the file stands on the disk, and what is wrong where it is no longer the one that was found."""
    try:
        now = os.stat(source.location)  # noqa: PTH116 - one call for four figures
        stamp = (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
        if stamp != before and sha256_of(source.location) != source.sha256:
            return stamp, "changed since it was found"
    except FileNotFoundError:
        return None, "gone since it was found"
    except OSError as failed:
        return None, f"cannot be read: {(failed.strerror or type(failed).__name__).lower()}"
    return stamp, None
