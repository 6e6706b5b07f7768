"""Shares the jobs of a conversion among processes, and waits for what they read in the order of the inputs."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from pressmark.stages._orders import Instructions
from pressmark.stages._parts import Job, Position
from pressmark.stages._slot import Slot

_LOOK = 0.2  # seconds between two looks at the clock


@dataclass(slots=True)
class _Stage:
    """How far a job has come, for whoever waits for its parts."""

    parts: int = 0
    done: bool = False


class Pool:
    """Reads jobs in their order, several at a time; `parts` waits for those of a job as they become whole."""

    def __init__(self, instructions: Instructions, workers: int) -> None:
        # The names of what is not whole yet: nothing that stays bears them.
        self._slots = [Slot(f"{uuid4().hex[:12]}-{number}", instructions) for number in range(workers)]
        self._waiting: deque[tuple[Job, int, Position]] = deque()
        self._stages: dict[str, _Stage] = {}
        self._change = threading.Condition()
        self._trouble: BaseException | None = None
        self._stopped = threading.Event()

    def begin(self) -> None:
        """Starts the first process before there is a job for it, since it has much to load."""
        self._slots[0].start()

    @contextmanager
    def reading(self, jobs: Iterable[tuple[Job, int, Position]]) -> Iterator[None]:
        """Reads jobs while the block runs: each from the position that its parts before a number reach."""
        for job, number, reached in jobs:
            done = reached.input == len(job.sources)
            self._stages[job.key] = _Stage(number, done)
            if not done:
                self._waiting.append((job, number, reached))
        slots = self._slots[: len(self._waiting)]
        threads = [threading.Thread(target=self._work, args=(slot,), daemon=True) for slot in slots]
        threads.append(threading.Thread(target=self._watch, daemon=True))
        try:
            for thread in threads:
                thread.start()
            yield
        finally:
            self.stop(threads)

    def stop(self, threads: Iterable[threading.Thread] = ()) -> None:
        """Ends all processes, whatever they do."""
        self._stopped.set()
        for slot in self._slots:
            slot.kill()
        for thread in threads:
            thread.join()

    def parts(self, job: Job) -> Iterator[int]:
        """Yields the number of each part of a job once it is whole; raises what keeps it from being read."""
        stage, number = self._stages[job.key], 0
        while True:
            with self._change:
                self._change.wait_for(lambda: stage.parts > number or stage.done or self._trouble)  # noqa: B023
                if self._trouble:
                    raise self._trouble
                if stage.parts <= number:
                    return
            yield number
            number += 1

    def _work(self, slot: Slot) -> None:
        try:
            while not self._stopped.is_set() and self._waiting:
                try:
                    job, number, reached = self._waiting.popleft()
                except IndexError:
                    return
                for whole in slot.read(job, number, reached):
                    self._tell(job, whole + 1, done=False)
                if self._stopped.is_set():
                    return
                self._tell(job, 0, done=True)
        except BaseException as trouble:  # noqa: BLE001 - it is raised where the parts are waited for
            with self._change:
                self._trouble = self._trouble or trouble
                self._change.notify_all()
        finally:
            slot.dismiss()

    def _tell(self, job: Job, parts: int, *, done: bool) -> None:
        with self._change:
            stage = self._stages[job.key]
            stage.parts, stage.done = max(stage.parts, parts), done
            self._change.notify_all()

    def _watch(self) -> None:
        while not self._stopped.wait(_LOOK):
            for slot in self._slots:
                slot.look(time.monotonic())


@contextmanager
def pool_of(instructions: Instructions, workers: int) -> Iterator[Pool]:
    """Yields the processes that read while the block runs."""
    pool = Pool(instructions, workers)
    try:
        pool.begin()
        yield pool
    finally:
        pool.stop()
