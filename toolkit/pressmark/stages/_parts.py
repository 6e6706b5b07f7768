"""Keeps what was read in parts on disk, so that a run that was stopped goes on where it was.

A job is a few inputs, or one large one. What comes of it is written part by part: a file of JSON lines that ends with a
hash of itself, written under another name and renamed. A part is named by what it was made from (inputs by their hash,
settings, versions), so that it is found again when all of that is the same, and only then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pressmark.files import sha256_text
from pressmark.model.draft import Source
from pressmark.records.draft_lines import Row, from_line, to_line

FULL_RECORDS = 1_000
FULL_BYTES = 4_000_000
_MOST_INPUTS = 64
# An input whose hash ends so is the last of its job: an input that comes or goes moves no other boundary for long.
_LAST = frozenset("0")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """How far a job has come: the input, and how many of its records are written."""

    input: int = 0
    record: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """Inputs that one process reads one after the other; `key` names its parts in `folder`."""

    key: str
    sources: tuple[Source, ...]
    folder: Path

    def part(self, number: int) -> Path:
        """Returns where a part lies once it is whole."""
        return self.folder / self.key[:2] / f"{self.key[2:32]}-{number:06}.jsonl"

    def unfinished(self, number: int, writer: str) -> Path:
        """Returns where a writer writes a part before it is whole."""
        return self.part(number).with_suffix(f".{writer}")


def jobs_of(sources: Iterable[Source], settings_key: str, folder: Path) -> Iterator[Job]:
    """Yields the jobs of inputs in their order; where one ends is decided by the inputs and nothing else."""
    gathered: list[Source] = []
    for source in sources:
        gathered.append(source)
        if source.sha256[-1] in _LAST or len(gathered) == _MOST_INPUTS:
            yield _job(gathered, settings_key, folder)
            gathered = []
    if gathered:
        yield _job(gathered, settings_key, folder)


def _job(sources: Sequence[Source], settings_key: str, folder: Path) -> Job:
    named = "".join(f"{source.sha256} {source.size} {source.path}\n" for source in sources)
    return Job(sha256_text(f"{settings_key}\n{named}"), tuple(sources), folder)


@dataclass(frozen=True, slots=True)
class Part:
    """A whole part as it was read back; `end` is where the job stood when it was closed."""

    rows: tuple[Row, ...]
    end: Position
    fleeting: bool  # another run can come to something else: it is not gone on from


class PartWriter:
    """Writes one part line by line, without a buffer, so that what is written outlives the process."""

    def __init__(self, job: Job, number: int, writer: str) -> None:
        self.number = number
        self._whole = job.part(number)
        self._path = job.unfinished(number, writer)
        self._stream: BinaryIO | None = None
        self._digest = hashlib.sha256()
        self._bytes = self._records = 0

    @property
    def full(self) -> bool:
        """Returns whether it is time for the next part."""
        return self._records >= FULL_RECORDS or self._bytes >= FULL_BYTES

    def add(self, row: Row) -> None:
        """Writes a row."""
        self._write(to_line(row))
        self._records += row[0] in ("draft", "leftover")

    def close(self, *, fleeting: bool) -> None:
        """Ends the part with its hash and gives it its name."""
        self._digest.update(b"fleeting" if fleeting else b"lasting")
        self._write(to_line(["part", fleeting, self._digest.hexdigest()]))
        if self._stream:
            self._stream.close()
        self._path.replace(self._whole)

    def _write(self, line: bytes) -> None:
        if self._stream is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._stream = self._path.open("wb", buffering=0)
        rest = memoryview(line)
        try:
            while rest:
                rest = rest[self._stream.write(rest) or 0 :]
        except OSError as failed:
            raise OSError(failed.errno, failed.strerror, str(self._path)) from None
        self._digest.update(line)
        self._bytes += len(line)


def load(path: Path, start: Position) -> Part | None:
    """Returns a part that begins where `start` is, or None where it is absent, torn or not ours."""
    try:
        *lines, last = path.read_bytes().splitlines(keepends=True)
        said, fleeting, digest = from_line(last)
        whole = hashlib.sha256(b"".join(lines) + (b"fleeting" if fleeting else b"lasting")).hexdigest()
        if said != "part" or digest != whole:
            return None
        rows = tuple(map(from_line, lines))
    except (OSError, ValueError):
        return None
    return Part(rows, after(rows, start), fleeting)


def after(rows: Iterable[Row], start: Position) -> Position:
    """Returns where a job stands after more rows of it."""
    number, records = start.input, start.record
    for row in rows:
        if row[0] == "end":
            number, records = number + 1, 0
        elif row[0] in ("draft", "leftover"):
            records += 1
    return Position(number, records)


def salvaged(path: Path) -> list[Row]:
    """Returns the whole rows of a part that its writer did not live to close; the file is gone afterwards."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return []
    path.unlink()
    rows = [from_line(line) for line in data.splitlines(keepends=True) if line.endswith(b"\n")]
    return [row for row in rows if row[0] != "part"]


def kept(job: Job) -> tuple[int, Position]:
    """Returns how many parts of a job are there to go on from, and how far they reach; the rest of them are removed."""
    number, reached = 0, Position()
    while part := load(job.part(number), reached):
        if part.fleeting:
            break
        number, reached = number + 1, part.end
    for stale in job.part(0).parent.glob(f"{job.key[2:32]}-*") if job.part(0).parent.is_dir() else ():
        if stale not in {job.part(each) for each in range(number)}:
            stale.unlink()
    return number, reached
