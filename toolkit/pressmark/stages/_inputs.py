"""Gives the inputs of a conversion in their order, each with its receipt begun and its records, as they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from pressmark.archives import Refused
from pressmark.errors import PressmarkError
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.records.draft_lines import Row, decode
from pressmark.records.receipt import SourceReceipt
from pressmark.stages._parts import Job, Position, jobs_of, kept, load
from pressmark.stages._pool import Pool
from pressmark.stages._reading import UNREAD

Records = Iterable[Draft | Leftover]
Inputs = Iterator[tuple[SourceReceipt, Records]]
_RECORDS = ("draft", "leftover")


@dataclass(frozen=True, slots=True)
class Reader:
    """What is being read; `before` counts the inputs that an earlier run had read.

    `sureness` and `remarks` hold by the path of an input, once it is begun, how sure each converter is of it and what
    its own says of the whole, where that was asked for.
    """

    found: Sequence[Source | Refused]
    jobs: Sequence[Job]
    pool: Pool
    config_sha256: str
    before: int
    sureness: dict[str, dict[str, int]] = field(default_factory=dict)
    remarks: dict[str, list[str]] = field(default_factory=dict)

    def inputs(self) -> Inputs:
        """Yields each input; the records of one are to be taken before the next. It can be asked for again."""
        read = chain.from_iterable(self._job(job) for job in self.jobs)
        for each in self.found:
            yield (self._receipt(each, ()), [_refusal(each)]) if isinstance(each, Refused) else next(read)

    def _job(self, job: Job) -> Inputs:
        rows = self._rows(job)
        for source in job.sources:
            head: list[Row] = []
            row = next(rows)
            while row[0] not in (*_RECORDS, "end"):
                head.append(row)
                row = next(rows)
            records = _records(row, rows)
            yield self._receipt(source, head), records
            for _ in records:
                pass

    def _rows(self, job: Job) -> Iterator[Row]:
        reached = Position()
        for number in self.pool.parts(job):
            part = load(job.part(number), reached)
            if part is None:
                raise PressmarkError(
                    "a part of what was read is gone", where=str(job.part(number)), remedy="convert again"
                )
            reached = part.end
            yield from part.rows

    def _receipt(self, source: Source | Refused, head: Iterable[Row]) -> SourceReceipt:
        said = {row[0]: row[1:] for row in head}
        name, version = said.get("converter", (None, None))
        if "sureness" in said:
            self.sureness[source.path] = {str(converter): int(sure) for converter, sure in said["sureness"]}
        if "remarks" in said:
            self.remarks[source.path] = said["remarks"]
        unread = (UNREAD if name else None, None, False)
        media_type, encoding, bom = said.get("facts", unread)
        facts = {
            "media_type": media_type,
            "encoding": encoding,
            "bom": bom,
            "converter": name,
            "converter_version": version,
            "converter_config": self.config_sha256 if name else None,
        }
        return SourceReceipt(source.path, source.sha256, source.size, facts)


def _records(row: Row, rows: Iterator[Row]) -> Iterator[Draft | Leftover]:
    while row[0] != "end":
        if row[0] in _RECORDS:
            yield decode(row)
        row = next(rows)


def _refusal(refused: Refused) -> Leftover:
    return Leftover(locator="whole", outcome="skipped", reason=refused.reason, sha256=refused.sha256)


@contextmanager
def reading(
    found: Sequence[Source | Refused],
    pool: Pool,
    *,
    key: str,
    parts: Path,
    config_sha256: str,
) -> Iterator[Reader]:
    """Yields the reader of inputs while the block runs; what lies in `parts` under `key` is not read again."""
    jobs = list(jobs_of((each for each in found if isinstance(each, Source)), key, parts))
    begun = [(job, *kept(job)) for job in jobs]
    with pool.reading(begun):
        before = sum(reached.input for _, _, reached in begun)
        yield Reader(found, jobs, pool, config_sha256, before)
