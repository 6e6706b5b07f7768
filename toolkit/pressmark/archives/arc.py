"""Reads an ARC, the web archive before WARC (1996 to 2009), as the WARC that it would be: only heads are rewritten.

The format is the Internet Archive's: a line of address, IP address, time, media type and length before every block
(version 1), or of ten fields of which the last is the length (version 2).
"""

from __future__ import annotations

import io
import re
from typing import IO

_FIRST = re.compile(rb"filedesc://")
_LONGEST_LINE = 1 << 16
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")


def is_arc(head: bytes) -> bool:
    """Returns whether first bytes are those of an ARC, which describes itself first."""
    return _FIRST.match(head) is not None


def as_warc(stream: IO[bytes]) -> io.RawIOBase:
    """Returns an ARC as the stream of a WARC."""
    return _Rewritten(stream)


class _Rewritten(io.RawIOBase):
    """Gives out heads and blocks in turn; a head that cannot be read ends it with an error."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._head = b""
        self._left = 0
        self._position = 0  # in the ARC
        self._given = 0  # bytes of the WARC

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        return self._given

    def close(self) -> None:
        self._stream.close()
        super().close()

    def read(self, size: int | None = -1) -> bytes:
        given = self._some(size)
        self._given += len(given)
        return given

    def _some(self, size: int | None) -> bytes:
        wanted = size if size is not None and size >= 0 else 1 << 20
        if not self._head and not self._left:
            self._next()
        if self._head:
            given, self._head = self._head[:wanted], self._head[wanted:]
            return given
        if not self._left:
            return b""
        given = self._stream.read(min(wanted, self._left))
        self._position += len(given)
        self._left -= len(given)
        if not given:
            self._left = 0
        elif not self._left:
            self._head = b"\r\n\r\n"
        return given

    def _next(self) -> None:
        line = b"\n"
        while line.strip(b"\r\n\x00") == b"":
            offset = self._position
            line = self._stream.readline(_LONGEST_LINE)
            self._position += len(line)
            if not line:
                return
        self._head = _head(line.decode("latin-1").split(), offset)
        self._left = int(line.split()[-1])
        if not self._left:
            self._head += b"\r\n\r\n"


def _head(fields: list[str], offset: int) -> bytes:
    if len(fields) < 5 or not fields[-1].isdecimal():
        raise OSError(f"no head of an ARC record at byte {offset}")
    address, time, media_type = fields[0], fields[2], fields[3]
    when = _TIME.match(time)
    says_itself = address.startswith("filedesc:")
    over_http = address.lower().startswith(("http:", "https:"))
    lines = [
        "WARC/1.0",
        f"WARC-Record-ID: offset={offset}",
        f"WARC-Type: {'warcinfo' if says_itself else 'response'}",
        f"WARC-Target-URI: {address}",
        *([f"WARC-Date: {when[1]}-{when[2]}-{when[3]}T{when[4]}:{when[5]}:{when[6]}Z"] if when else []),
        f"Content-Type: {'application/http; msgtype=response' if over_http else media_type}",
        f"Content-Length: {fields[-1]}",
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
