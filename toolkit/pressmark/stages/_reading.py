"""Reads inputs through the converters, each by the one that knows it best, in one process or in several."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from types import ModuleType

from pressmark.archives import Refused
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import Witness, is_of_table
from pressmark.model.draft import Claim, Draft, Leftover, Reading, Source
from pressmark.records.receipt import SourceReceipt
from pressmark.stages._captured import with_capture
from pressmark.stages._recognition import CONVERTERS, recognise, unrecognised

# Tables stream through this process: their rows are cheap to read and dear to send. Web archives do, as one record is
# held at a time, and so does what is too large to be sent in one piece.
_STREAMED = frozenset({"table", "warc"})
_STREAMED_BYTES = 32_000_000
# A source is held whole while statements are compared with it; larger ones hold places that their converters counted.
_COMPARED_BYTES = 64_000_000
_CHUNK = 16
_WORTH_A_POOL = 64

Records = Iterable[Draft | Leftover]


@dataclass(frozen=True, slots=True)
class _Task:
    source: Source
    converter: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A reading that can travel between processes."""

    media_type: str | None
    encoding: str | None
    bom: bool
    records: tuple[Draft | Leftover, ...]


def read_sources(
    found: Sequence[Source | Refused],
    settings: ConvertSettings,
    *,
    config_sha256: str,
    forced: str | None,
    workers: int,
) -> Iterator[tuple[SourceReceipt, Records]]:
    """Yields each input in order with its receipt begun and its records; the number of workers changes nothing else."""
    tasks = [task if isinstance(task, Refused) else _Task(task, forced or recognise(task)) for task in found]
    for task, reading in _readings(tasks, settings, workers):
        if isinstance(task, Refused):
            yield _receipt(task, None, None, config_sha256), [_refusal(task)]
        elif reading is None:
            yield _receipt(task.source, None, None, config_sha256), [unknown(task.source)]
        else:
            yield _receipt(task.source, task.converter, reading, config_sha256), reading.records


def _readings(
    tasks: Sequence[_Task | Refused], settings: ConvertSettings, workers: int
) -> Iterator[tuple[_Task | Refused, Reading | _Read | None]]:
    pooled = sum(isinstance(task, _Task) and not _is_streamed(task) for task in tasks)
    if workers == 1 or pooled < _WORTH_A_POOL:
        yield from ((task, _read_task(task, settings)) for task in tasks)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from _pooled(tasks, settings, pool, window=4 * workers)


def _pooled(
    tasks: Sequence[_Task | Refused], settings: ConvertSettings, pool: ProcessPoolExecutor, window: int
) -> Iterator[tuple[_Task | Refused, Reading | _Read | None]]:
    pending: deque[tuple[list[_Task | Refused], Future[list[_Read | None]]]] = deque()
    for start in range(0, len(tasks), _CHUNK):
        chunk = list(tasks[start : start + _CHUNK])
        pending.append((chunk, pool.submit(_read_chunk, chunk, settings)))
        if len(pending) > window:
            yield from _finished(*pending.popleft(), settings)
    while pending:
        yield from _finished(*pending.popleft(), settings)


def _finished(
    chunk: list[_Task | Refused], future: Future[list[_Read | None]], settings: ConvertSettings
) -> Iterator[tuple[_Task | Refused, Reading | _Read | None]]:
    for task, reading in zip(chunk, future.result(), strict=True):
        yield task, _read_task(task, settings) if _is_streamed(task) else reading


def _read_chunk(tasks: list[_Task | Refused], settings: ConvertSettings) -> list[_Read | None]:
    return [None if _is_streamed(task) else _whole(_read_task(task, settings)) for task in tasks]


def _is_streamed(task: _Task | Refused) -> bool:
    return isinstance(task, _Task) and (task.converter in _STREAMED or task.source.size > _STREAMED_BYTES)


def _whole(reading: Reading | None) -> _Read | None:
    if reading is None:
        return None
    return _Read(reading.media_type, reading.encoding, reading.bom, tuple(reading.records))


def _read_task(task: _Task | Refused, settings: ConvertSettings) -> Reading | None:
    if isinstance(task, Refused) or not task.converter:
        return None
    return read_here(task.source, CONVERTERS[task.converter], settings)


def read_here(source: Source, converter: ModuleType, settings: ConvertSettings) -> Reading:
    """Returns what a converter reads of an input; what it raises becomes the reason why there is no more of it."""
    try:
        reading: Reading = converter.read(source, settings)
    except Exception as failure:  # noqa: BLE001 - one document that a parser cannot bear must not cost the others
        broken = _broken(source, failure)
        return Reading(media_type="application/octet-stream", encoding=None, bom=False, records=iter([broken]))
    return replace(reading, records=_guarded(source, reading.records))


def _guarded(source: Source, records: Iterator[Draft | Leftover]) -> Iterator[Draft | Leftover]:
    own: list[Witness] = []
    try:
        for record in records:
            yield with_capture(_witnessed(record, source, own), source) if isinstance(record, Draft) else record
    except Exception as failure:  # noqa: BLE001 - as above, for records that are read as they are asked for
        yield _broken(source, failure)


def _witnessed(draft: Draft, source: Source, own: list[Witness]) -> Draft:
    """Returns a draft with a claim against its provenance where a statement is not what its source prints.

    `own` holds the witness of the source's own bytes, once a draft has needed it.
    """
    printed = [(found.slot, found.verbatim, found.locator) for found in draft.statements]
    held = draft.origin is not None or source.size <= _COMPARED_BYTES
    in_place = [place for place in printed if held and not is_of_table(place[2])]
    if in_place and draft.origin is None and not own:
        own.append(Witness(source.read_bytes()))
    witness = own[0] if draft.origin is None and own else Witness(draft.origin or b"")
    wrong = sorted(set(witness.unfaithful(in_place)))
    draft = replace(draft, origin=None)
    if not wrong:
        return draft
    note = f"differ from the source at their places: {', '.join(wrong)}"
    return replace(
        draft, claims=(*draft.claims, Claim(claim="provenance", value="broken", basis="inferred", note=note))
    )


def _broken(source: Source, failure: Exception) -> Leftover:
    reason = f"the converter failed: {type(failure).__name__}"
    return Leftover(locator="rest", outcome="rejected", reason=reason, sha256=source.sha256)


def _refusal(refused: Refused) -> Leftover:
    return Leftover(locator="whole", outcome="skipped", reason=refused.reason, sha256=refused.sha256)


def unknown(source: Source) -> Leftover:
    """Returns why an input that no converter recognises is left."""
    if not source.size:
        return Leftover(locator="whole", outcome="rejected", reason="empty", sha256=source.sha256)
    return Leftover(locator="whole", outcome="skipped", reason=unrecognised(source), sha256=source.sha256)


def _receipt(
    source: Source | Refused, converter: str | None, reading: Reading | _Read | None, config_sha256: str
) -> SourceReceipt:
    facts = {
        "media_type": reading.media_type if reading else None,
        "encoding": reading.encoding if reading else None,
        "bom": reading.bom if reading else False,
        "converter": converter,
        "converter_version": CONVERTERS[converter].version if converter else None,
        "converter_config": config_sha256 if converter else None,
    }
    return SourceReceipt(source.path, source.sha256, source.size, facts)
