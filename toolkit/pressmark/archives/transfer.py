"""Undoes how a server sent a payload (chunks, compression), and compares a payload with its digest."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

_DEFLATED = {"gzip": 47, "x-gzip": 47, "deflate": 47}  # 47: the header of gzip or zlib tells which
_PLAIN = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit"})
_DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha512": hashlib.sha512, "md5": hashlib.md5}


@dataclass(frozen=True, slots=True)
class Sent:
    """A payload as it was meant: its bytes, whether they end before their end, and what could not be undone."""

    data: bytes
    cut: bool = False
    unread: str | None = None  # an encoding that is not read


def received(raw: bytes, *, transfer: str, content: str, most: int) -> Sent:
    """Returns a payload without chunks and compression, and no more than `most` bytes and one.

    A crawler often undoes both and keeps the headers that speak of them, so bytes that are not what a header calls them
    are taken as they are.
    """
    data = raw
    if "chunked" in transfer.lower():
        data = _unchunked(raw, most)
    names = [name.strip().lower() for name in content.split(",")]
    sent = Sent(data)
    for name in reversed([name for name in names if name not in _PLAIN]):
        sent = _unpacked(sent, name, most)
    return sent


def _unchunked(raw: bytes, most: int) -> bytes:
    reader = ChunkedReader(io.BytesIO(raw))
    parts, held = [], 0
    try:
        while held <= most and (part := reader.read(1 << 16)):
            parts.append(part)
            held += len(part)
    except OSError:
        return b"".join(parts) or raw
    return b"".join(parts)


def _unpacked(sent: Sent, name: str, most: int) -> Sent:
    if name in _DEFLATED:
        return _inflated(sent, _DEFLATED[name], most)
    if name not in ("br", "zstd"):
        return Sent(sent.data, sent.cut, name)
    reader = BrotliReader(io.BytesIO(sent.data)) if name == "br" else ZstdReader(io.BytesIO(sent.data))
    parts, held = [], 0
    try:
        while held <= most and (part := reader.read(1 << 16)):
            parts.append(part)
            held += len(part)
    except OSError:
        return Sent(b"".join(parts), cut=True) if parts else sent
    return Sent(b"".join(parts), sent.cut) if parts or not sent.data else sent


def _inflated(sent: Sent, window: int, most: int) -> Sent:
    for bits in (window, -15):  # deflate without a header, as some servers send it
        stream = zlib.decompressobj(bits)
        try:
            data = stream.decompress(sent.data, most + 1)
        except zlib.error:
            continue
        if data or stream.eof:
            return Sent(data, sent.cut or (not stream.eof and len(data) <= most))
    return sent


def agrees(stated: str, candidates: Iterable[bytes]) -> bool | None:
    """Returns whether one of several readings of a payload has the stated digest, or None where it cannot be told."""
    name, _, value = stated.strip().partition(":")
    algorithm = _DIGESTS.get(name.lower().replace("-", ""))
    wanted = _digits(value.strip(), algorithm().digest_size) if algorithm else None
    if algorithm is None:
        return None
    return wanted is not None and any(algorithm(data).digest() == wanted for data in candidates)


def _digits(value: str, size: int) -> bytes | None:
    """Returns a digest written in base 16, 32 or 64, or None where it is none."""
    for decode in (bytes.fromhex, _base32, _base64):
        try:
            digest = decode(value)
        except (ValueError, binascii.Error):
            continue
        if len(digest) == size:
            return digest
    return None


def _base64(value: str) -> bytes:
    return base64.b64decode(value.translate({ord("-"): "+", ord("_"): "/"}) + "=" * (-len(value) % 4))


def _base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))
