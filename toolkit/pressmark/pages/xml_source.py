"""Opens an input that is XML: in what encoding it is, and its bytes in UTF-8 block by block."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from pressmark.errors import SourceError
from pressmark.evidence.encodings import Decoded, decode, html_declarations
from pressmark.evidence.xml_records import Blocks
from pressmark.model.draft import Source

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class XmlSource:
    """An input's encoding as a `Reading` names it, and its bytes in UTF-8, each time they are asked for anew."""

    encoding: str
    bom: bool
    blocks: Blocks


def open_xml(source: Source, max_bytes: int) -> XmlSource:
    """Returns an input to be read; raises SourceError where it is no text.

    What is valid UTF-8 is never held whole; another encoding is told from all bytes, and so it has to fit in memory.
    """
    marked = source.head(3) == codecs.BOM_UTF8
    if b"\0" not in source.head(1024) and _is_utf_8(source):
        return XmlSource("utf-8", marked, partial(_blocks, source, len(codecs.BOM_UTF8) if marked else 0))
    decoded = read_text(source, max_bytes)
    return XmlSource(decoded.encoding, decoded.bom, partial(_of_text, decoded.text))


def read_text(source: Source, max_bytes: int) -> Decoded:
    """Returns the whole input as text; raises SourceError where it is none, or larger than is held in memory."""
    if source.size > max_bytes:
        raise SourceError(f"larger than {max_bytes} bytes")
    data = source.read_bytes()
    return decode(data, html_declarations(data))


def _is_utf_8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(source, 0):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _blocks(source: Source, start: int) -> Iterator[bytes]:
    with source.location.open("rb") as stream:
        stream.seek(start)
        while block := stream.read(_BLOCK):
            yield block


def _of_text(text: str) -> Iterable[bytes]:
    return (text[start : start + _BLOCK].encode("utf-8", "replace") for start in range(0, len(text), _BLOCK))
