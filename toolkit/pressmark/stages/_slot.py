"""Reads jobs in a process of its own, so that a parser that crashes, hangs or swells costs one document.

The document at which a process ends is read once more, as the first of a fresh process; where that ends too, the
document is rejected and the rest of its job goes on behind it. So the verdict depends on the document alone, and not on
what was read before it, on how many processes there are, or on which of them got it. Only a document that needs nearly
as much as it may have can come to something else on another machine.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from pressmark.errors import PressmarkError
from pressmark.model.draft import Leftover
from pressmark.records.draft_lines import Row, encode
from pressmark.stages._limits import Limits
from pressmark.stages._orders import OUT_OF_MEMORY, Instructions, Order, packed
from pressmark.stages._parts import Job, PartWriter, Position, after, load, salvaged

_BEGIN = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from pressmark.stages._worker import main; main()"
# Where the system counts the time of the processor, the clock on the wall is only for who waits and does nothing.
_PATIENCE = 4 if os.name == "posix" else 1


@dataclass(slots=True)
class Slot:
    """One process at a time, and the next one where it has died."""

    name: str
    instructions: Instructions
    process: subprocess.Popen[bytes] | None = None
    fresh: bool = True
    killed: bool = False  # by the clock
    closed: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)
    order: Order | None = None
    seen: tuple[int, int] = (0, 0)
    since: float = 0.0

    @property
    def limits(self) -> Limits:
        return self.instructions.limits

    def start(self) -> subprocess.Popen[bytes]:
        """Returns the process that runs, or begins one."""
        with self.lock:
            if self.process is None:
                if self.closed:
                    raise InterruptedError
                command = [sys.executable, "-c", _BEGIN, json.dumps(sys.path)]
                # In a session of its own: a key that stops the conversion is for the conversion to hear.
                self.process = subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=os.name == "posix"
                )
                self.fresh, self.killed = True, False
                _send(self.process, self.instructions)
            return self.process

    def read(self, job: Job, number: int, start: Position) -> Iterator[int]:
        """Yields the number of each part of a job that is whole, until the job is done."""
        while start.input < len(job.sources):
            order = Order(job=job, start=start, number=number, writer=self.name)
            fresh = self.fresh
            finished = False
            for word, said in self._answers(order):
                if word == "part":
                    part = load(job.part(number), start)
                    if part is None:
                        raise PressmarkError("a part of what was read is gone", where=str(job.part(number)))
                    number, start = number + 1, part.end
                    yield int(said)
                finished = word == "done"
            if finished or self.closed:
                return
            verdict = self._ended()
            # Fresh is who has read nothing else: it was begun with the very document that it ended at.
            rows, start = self._judged(order, number, start, verdict, fresh=fresh)
            if rows:
                writer = PartWriter(job, number, self.name)
                for row in rows:
                    writer.add(row)
                writer.close(fleeting=True)
                yield number
                number += 1

    def _judged(
        self, order: Order, number: int, start: Position, verdict: str, *, fresh: bool
    ) -> tuple[list[Row], Position]:
        """Returns what is to be kept of an unfinished part, and from where on to read."""
        job = order.job
        rows = salvaged(job.unfinished(number, self.name))
        at = after(rows, start)
        begun = max((place for place, row in enumerate(rows) if row[0] == "input"), default=-1)
        if not (fresh and at.input == order.start.input):
            if begun >= 0 and not any(row[0] in ("end", "draft", "leftover") for row in rows[begun:]):
                rows = rows[:begun]
            return rows, at
        if begun < 0 and at.record == 0:
            rows.append(["input", at.input])
        source = job.sources[at.input]
        left = Leftover(
            locator="rest" if at.record else "whole", outcome="rejected", reason=verdict, sha256=source.sha256
        )
        return [*rows, encode(left), ["end"]], Position(at.input + 1)

    def _answers(self, order: Order) -> Iterator[tuple[str, str]]:
        """Gives an order and yields what the process says of it, until it is done or dead."""
        process = self.start()
        try:
            if self.fresh and not _ready(process):
                if self.closed:
                    return
                raise PressmarkError("the process that reads the inputs does not start", where=sys.executable)
            self.fresh = False
            self._watched(order)
            _send(process, order)
            assert process.stdout is not None
            for line in process.stdout:
                word, _, said = line.decode().strip().partition(" ")
                if word == "disk":
                    raise OSError(*json.loads(said))
                if word == "part":
                    self._watched(Order(job=order.job, start=order.start, number=int(said) + 1, writer=order.writer))
                yield word, said
                if word == "done":
                    return
        except BrokenPipeError:
            return
        finally:
            with self.lock:
                self.order = None

    def _watched(self, order: Order) -> None:
        with self.lock:
            self.order, self.seen, self.since = order, (0, -1), time.monotonic()

    def look(self, now: float) -> None:
        """Ends the process where it has written nothing for too long."""
        with self.lock:
            if self.order is None or self.process is None:
                return
            job = self.order.job
            seen = (self.order.number, _size(job, self.order.number, self.name))
            if seen != self.seen:
                self.seen, self.since = seen, now
            elif now - self.since > _PATIENCE * self.limits.seconds(max(source.size for source in job.sources)):
                self.killed = True
                self.process.kill()

    def _ended(self) -> str:
        """Returns why the process ended, and takes leave of it."""
        process = self.start()
        code = process.wait()
        killed = self.killed
        self.dismiss()
        if killed or (os.name == "posix" and code == -signal.SIGXCPU):
            return self.limits.too_long
        return self.limits.too_large if code == OUT_OF_MEMORY else "the parser crashed"

    def kill(self) -> None:
        """Ends the process for good; none is begun after it."""
        with self.lock:
            self.closed = True
            if self.process:
                self.process.kill()

    def dismiss(self) -> None:
        """Lets the process end where it has not."""
        with self.lock:
            if self.process is None:
                return
            for stream in (self.process.stdin, self.process.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()
            self.process.kill()
            self.process.wait()
            self.process, self.fresh = None, True


def _size(job: Job, number: int, writer: str) -> int:
    try:
        return job.unfinished(number, writer).stat().st_size
    except OSError:
        return -1


def _send(process: subprocess.Popen[bytes], value: Instructions | Order) -> None:
    assert process.stdin is not None
    try:
        process.stdin.write(packed(value))
        process.stdin.flush()
    except BrokenPipeError:
        return


def _ready(process: subprocess.Popen[bytes]) -> bool:
    assert process.stdout is not None
    return process.stdout.readline() == b"ready\n"
