"""Reads an input through the converter that knows it best, and compares its statements with what it prints."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import Witness, is_of_table
from pressmark.model.draft import Claim, Draft, Leftover, Reading, Source
from pressmark.stages._captured import with_capture
from pressmark.stages._recognition import unrecognised

FAILED = "the converter failed: "
# What is wrong with the machine and not with the document: no space, no more files.
_MACHINE = frozenset({errno.ENOSPC, errno.EFBIG, errno.EMFILE, errno.ENFILE, getattr(errno, "EDQUOT", errno.ENOSPC)})
UNREAD = "application/octet-stream"  # the media type of what no converter has made out
# A source is held whole while statements are compared with it; larger ones hold places that their converters counted.
_COMPARED_BYTES = 64_000_000


def read_here(source: Source, converter: ModuleType, settings: ConvertSettings) -> Reading:
    """Returns what a converter reads of an input; what it raises becomes the reason why there is no more of it."""
    try:
        reading: Reading = converter.read(source, settings)
    except MemoryError:
        raise
    except BaseException as failure:  # noqa: BLE001 - one document that a parser cannot bear must not cost the others
        _blame(failure)
        return Reading(media_type=UNREAD, encoding=None, bom=False, records=iter([_broken(source, failure)]))
    return replace(reading, records=_guarded(source, reading))


def remarks_on(source: Source, converter: ModuleType, settings: ConvertSettings) -> list[str]:
    """Returns what a converter has to say of a whole input for an explanation; nothing where it cannot."""
    if not hasattr(converter, "remarks"):
        return []
    try:
        return list(converter.remarks(source, settings))
    except MemoryError:
        raise
    except BaseException as failure:  # noqa: BLE001 - as above
        _blame(failure)
        return []


def _guarded(source: Source, reading: Reading) -> Iterator[Draft | Leftover]:
    own = [Witness(b"", reading.resolve)] if reading.resolve else []
    try:
        for record in reading.records:
            yield with_capture(_witnessed(record, source, own), source) if isinstance(record, Draft) else record
    except (GeneratorExit, MemoryError):
        raise
    except BaseException as failure:  # noqa: BLE001 - as above, for records that are read as they are asked for
        _blame(failure)
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


def _blame(failure: BaseException) -> None:
    """Raises what is the machine's fault: it ends the run, and no document is rejected for it."""
    if isinstance(failure, OSError) and failure.errno in _MACHINE:
        raise failure


def _broken(source: Source, failure: BaseException) -> Leftover:
    reason = f"{FAILED}{type(failure).__name__}"
    return Leftover(locator="rest", outcome="rejected", reason=reason, sha256=source.sha256)


def unknown(source: Source) -> Leftover:
    """Returns why an input that no converter recognises is left."""
    if not source.size:
        return Leftover(locator="whole", outcome="rejected", reason="empty", sha256=source.sha256)
    return Leftover(locator="whole", outcome="skipped", reason=unrecognised(source), sha256=source.sha256)
