"""Reads the records of a web archive (WARC or ARC), one at a time, and what they hold where it is wanted.

A record that is shorter than it says, and an archive that breaks off, are told with their place; what stood before is
given out. Nothing is held but one record, however large the archive is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecord

from pressmark.archives.arc import as_warc, is_arc
from pressmark.archives.packed import beginning, broken_member, next_member, packing, unpacked
from pressmark.archives.transfer import agrees, received

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_MOST_DAMAGES = 100  # places behind which an archive is read on
_OFFSET = re.compile(r"offset=(\d+)/rest")
_WARC = re.compile(rb"WARC/[0-9]")


_RESERVING = frozenset({"tdm-reservation", "tdm-policy", "x-robots-tag"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One record; `payload` is what it holds, without HTTP headers, chunks and compression, where it was wanted.

    `locator` is the record's id (`urn:uuid:…`), or its `offset=N` where it has none of its own.
    """

    locator: str
    offset: int
    kind: str  # warcinfo response resource request metadata revisit conversion continuation unknown
    uri: str | None = None
    date: str | None = None
    status: int | None = None  # of HTTP; None where the record holds no HTTP response
    media_type: str | None = None  # of the payload, as declared
    charset: str | None = None
    target: str | None = None  # where a redirect leads
    refers_to: str | None = None
    truncated: str | None = None  # why the crawler cut it, in its own word
    segment: int | None = None
    size: int = 0  # of the block or, where there are HTTP headers, of what follows them
    payload: bytes | None = None
    intact: bool | None = None  # whether the payload has its stated digest; None where none is stated
    reservations: tuple[tuple[str, str], ...] = ()  # HTTP headers that speak of mining, names in lower case
    unread: str | None = None  # why the payload is not given out


@dataclass(frozen=True, slots=True)
class Break:
    """The place at which an archive cannot be read further, or a record that lacks its end."""

    locator: str
    reason: str


Wanted = Callable[[Capture], bool]


def is_web_archive(location: Path) -> bool:
    """Returns whether a file, packed with gzip or Zstandard or not, begins as a WARC or an ARC does."""
    head = beginning(location, 512)
    return _WARC.match(head) is not None or is_arc(head)


def captures(location: Path, *, wanted: Wanted, most: int) -> Iterator[Capture | Break]:
    """Yields every record, in order, with its payload where `wanted` asks for it and it is of at most `most` bytes.

    Behind a packed record that is damaged it goes on with the next one that is whole, if there is one.
    """
    seen: set[str] = set()
    start: int | None = 0
    damages = 0
    while start is not None:
        broken: Break | None = None
        for found in _run(location, start, seen, wanted, most):
            broken = found if isinstance(found, Break) else None
            if broken is None:
                yield found
        place = _OFFSET.match(broken.locator) if broken else None
        damages += 1
        goes_on = place is not None and packing(location) == "gz" and damages < _MOST_DAMAGES
        start = next_member(location, int(place[1]) + 1) if place and goes_on else None
        if broken is not None and place is not None and start is not None:
            yield Break(f"offset={place[1]}/broken", f"{broken.reason}; it goes on at byte {start}")
        elif broken is not None:
            yield broken


def _run(location: Path, start: int, seen: set[str], wanted: Wanted, most: int) -> Iterator[Capture | Break]:
    """Yields the records from a byte on; a break is the last."""
    last, count, why = start, 0, None
    found: Capture | Break | None = None
    with closing(_stream(location, start)) as stream:
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                last = record.stream_pos
                found = _read(record, seen, wanted, most)
                count += 1
                yield found
        except (OSError, EOFError, ValueError) as broken:
            why = str(broken)
        except BaseException as panic:
            # What the Rust below did not foresee arrives beside Exception, and must not end the run.
            if type(panic).__name__ != "PanicException":
                raise
            why = "the record cannot be read"
    if isinstance(found, Break):
        return
    if packing(location) == "gz":
        # An archive can end inside a packed record before anything of it shows; zeros behind the last one are no harm.
        end = broken_member(location, last)
        if end is not None:
            last, why = end, why or "its last packed record lacks its end"
        elif count and "ecompress" in (why or ""):
            why = None
    if why or not count:
        after = f"after {count} record{'s' * (count != 1)}" if count else "before its first record"
        reason = f"the archive breaks off {after}, near byte {last}: {_CONTROLS.sub(' ', why or 'no record is found')}"
        yield Break(f"offset={last}/rest", reason)


def _stream(location: Path, start: int) -> Any:
    if is_arc(beginning(location, 512)):
        return as_warc(unpacked(location))
    stream = location.open("rb")
    stream.seek(start)
    return stream


def _read(record: WarcRecord, seen: set[str], wanted: Wanted, most: int) -> Capture | Break:
    found = _described(record, seen)
    size = record.content_length
    headers = record.headers
    if headers.get("Content-Length") is None:
        record.consume()
        return Break(found.locator, "the archive ends inside the headers of this record")
    if not headers.get("WARC-Payload-Digest") and headers.get("WARC-Block-Digest") and size <= most:
        found = replace(found, intact=record.verify_block_digest())
    if found.kind in ("response", "request", "revisit", "resource"):
        found = _with_http(record, found)
        size = record.content_length
    found = replace(found, size=size)
    if size > most or not wanted(found):
        got = record.consume()
        if size > most and wanted(found):
            found = replace(found, unread=f"larger than {most} bytes")
    else:
        raw = record.reader.read()
        got = len(raw)
        found = _with_payload(record, found, raw, most)
    return found if got == size else Break(found.locator, f"the archive ends inside this record: {got} of {size} bytes")


def _described(record: WarcRecord, seen: set[str]) -> Capture:
    headers = record.headers
    identifier = _line(headers.get("WARC-Record-ID") or "").strip("<> ")
    locator = identifier if identifier and identifier not in seen else f"offset={record.stream_pos}"
    seen.add(locator)
    others = (headers.get(f"WARC-{name}") for name in ("Refers-To-Target-URI", "Refers-To", "Concurrent-To"))
    segment = headers.get("WARC-Segment-Number") or ""
    declared = headers.get("Content-Type") or ""
    return Capture(
        locator=locator,
        offset=record.stream_pos,
        kind=_line(headers.get("WARC-Type") or "unknown").lower(),
        uri=_line(headers.get("WARC-Target-URI") or "").strip("<> ") or None,
        date=_line(headers.get("WARC-Date") or "") or None,
        media_type=_media_type(declared),
        charset=_charset(declared),
        refers_to=next((_line(other).strip("<> ") for other in others if other), None),
        truncated=_line(headers.get("WARC-Truncated") or "") or None,
        segment=int(segment) if segment.isdecimal() else None,
    )


def _with_http(record: WarcRecord, found: Capture) -> Capture:
    """Returns a record with what its HTTP headers say; a resource has none, and a look-up of a name neither."""
    if not record.is_http:
        return found
    try:
        record.parse_http(quirks_mode=True)
    except (OSError, ValueError):
        return replace(found, media_type=None, charset=None)
    if not record.is_http_parsed:
        return replace(found, media_type=None, charset=None)
    headers = record.http_headers
    declared = headers.get("Content-Type") or ""
    return replace(
        found,
        status=headers.status_code,
        media_type=_media_type(declared),
        charset=_charset(declared),
        target=_line(headers.get("Location") or "") or None,
        reservations=tuple(
            (name.lower(), _line(value)) for name, value in headers.items() if name.lower() in _RESERVING
        ),
    )


def _with_payload(record: WarcRecord, found: Capture, raw: bytes, most: int) -> Capture:
    headers = record.http_headers if record.is_http_parsed else None
    said = {name: (headers.get(name) or "") if headers else "" for name in ("Transfer-Encoding", "Content-Encoding")}
    whole = received(raw, transfer=said["Transfer-Encoding"], content=said["Content-Encoding"], most=most)
    unread = f"its Content-Encoding {_line(whole.unread)} is not read" if whole.unread else None
    if len(whole.data) > most:
        unread = f"larger than {most} bytes"
    stated = record.headers.get("WARC-Payload-Digest") if found.kind != "revisit" else None  # a revisit's is of another
    plain = received(raw, transfer=said["Transfer-Encoding"], content="", most=most).data if stated else b""
    return replace(
        found,
        payload=None if unread else whole.data,
        intact=agrees(stated, (raw, plain, whole.data)) if stated else found.intact,
        truncated=found.truncated or ("its compressed bytes end before their end" if whole.cut else None),
        unread=unread,
    )


def _media_type(declared: str) -> str | None:
    return _line(declared.partition(";")[0]).lower() or None


def _charset(declared: str) -> str | None:
    found = _CHARSET.search(declared)
    return found[1] if found else None


def _line(value: str) -> str:
    return _CONTROLS.sub(" ", value.encode("utf-8", "replace").decode("utf-8")).strip()
