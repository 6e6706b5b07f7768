"""Decodes bytes: a byte order mark before valid UTF-8 before what is declared before what is detected.

Declarations are often wrong, and a sample misses the one byte that tells; so all bytes are judged. Names are those of
the WHATWG Encoding Standard, whose labels also say what web pages mean (`iso-8859-1` is windows-1252 there). Some East
Asian encodings write one sign in two ways (Big5 `a2cc` and `a451`): the text is exact; which way it was is not kept.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

import webencodings
from charset_normalizer import from_bytes

from pressmark.errors import SourceError


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its encoding's name, whether a byte order mark was cut off, and how many U+FFFD were put in."""

    text: str
    encoding: str
    bom: bool
    replaced: int


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32be", "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16be", "utf-16-be"),
)
_DECLARATION = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_FALLBACK = "windows-1252"
# What the Web means by these names is more than Python's codecs of them know: the euro sign, signs of later standards.
_WIDER = MappingProxyType({"big5": "cp950", "gbk": "gb18030", "euc-jp": "euc_jis_2004"})
# What stands in no text, apart from white space, escapes (ISO 2022) and the old end of file.
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\v\f\r\x1a\x1b")
_EBCDIC = bytes.fromhex("4C6FA794")  # `<?xm`
# Python's ways of writing Unicode down, in which any bytes make some text.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7", "mbcs"})


def decode(data: bytes, declared: Iterable[str] = ()) -> Decoded:
    """Returns bytes as text; what is declared is asked for only where that is in doubt.

    Raises:
        SourceError: where they are no text at all.
    """
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, codec, bom=True)
    if wide := _utf_32(data):
        return _decoded(data, wide, wide.replace("32", "32-"), bom=False)
    if sixteen := _utf_16(data):
        return _decoded(data, sixteen, sixteen.replace("16", "16-"), bom=False)
    if japanese := _iso_2022(data):
        return japanese
    if data.count(b"\0") > len(data) // 100:
        raise SourceError("is binary and no text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", bom=False, replaced=0)
    except UnicodeDecodeError as failure:
        return _legacy(data, declared, failure)


def _legacy(data: bytes, declared: Iterable[str], broken: UnicodeDecodeError) -> Decoded:
    """Returns bytes that are no valid UTF-8 as text: by a declaration, as UTF-8 with faults, or as is likeliest."""
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100:
        raise SourceError("is binary and no text")
    if data.startswith(_EBCDIC):
        raise SourceError("is written in EBCDIC, which is not read")
    for label in declared:
        if found := _by_label(data, label):
            return found
    if _mostly_utf_8(data, broken):
        return _decoded(data, "utf-8", "utf-8", bom=False)
    return _detected(data)


def _by_label(data: bytes, label: str) -> Decoded | None:
    named = _named(label)
    if named is None or named[0] == "utf-8":
        return None
    name, codec = named
    text = _strictly(data, codec)
    if text is None and name in _WIDER:
        text = _strictly(data, codecs.lookup(_WIDER[name]))
    if text is None:
        return None
    # An encoding in which the declaration itself cannot be read, as UTF-16 declared in ASCII, is none of this text.
    if label.encode("ascii", "replace") in data and label not in text:
        return None
    return Decoded(text, name, bom=False, replaced=0)


def _strictly(data: bytes, codec: codecs.CodecInfo) -> str | None:
    try:
        return codec.decode(data, "strict")[0]
    except UnicodeError:
        return None


def _named(label: str) -> tuple[str, codecs.CodecInfo] | None:
    """Returns the name and the codec of a label: the Web's, or Python's of what the Web leaves out (`cp850`)."""
    if encoding := webencodings.lookup(label):
        return encoding.name, encoding.codec_info
    try:
        codec = codecs.lookup(label)
        "".encode(codec.name)  # a codec from bytes to bytes, such as base64, is no encoding
    except (LookupError, ValueError):
        return None
    if codec.name in _NO_ENCODINGS:
        return None
    known = webencodings.lookup(codec.name)
    return (known.name, known.codec_info) if known else (codec.name, codec)


def _mostly_utf_8(data: bytes, broken: UnicodeDecodeError) -> bool:
    """Returns whether broken bytes are rare among good sequences of UTF-8: a cut, and not another encoding."""
    text = data.decode("utf-8", "replace")
    good = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    return good > 10 * text.count("\ufffd") or (broken.end >= len(data) - 3 and good > 0)


_SAME_ANYWHERE = bytes((*range(0x80), 0x84, 0x85, *range(0x91, 0x98), 0xA0, 0xAB, 0xBB))  # ASCII, dashes, quotes
_TELLING = 50  # one letter in so many has to lie beyond ASCII for its code page to be told


def _detected(data: bytes) -> Decoded:
    """Returns the text by what its letters tell; where they are few, or tell nothing else, by the usual code page."""
    usual = _by_label(data, _FALLBACK)
    if usual and _TELLING * len(data.translate(None, _SAME_ANYWHERE)) < len(data):
        return usual
    best = from_bytes(data, cp_exclusion=["utf_7", "utf_16", "utf_32"]).best()
    encoding = webencodings.lookup(best.encoding.replace("_", "-")) if best else None
    found = _by_label(data, encoding.name) if encoding else None
    if found and usual and usual.text == found.text:
        return usual
    return found or _decoded(data, _FALLBACK, "cp1252", bom=False)


def _iso_2022(data: bytes) -> Decoded | None:
    """Returns a text of ISO-2022-JP, whose bytes would pass for ASCII: its escapes tell it."""
    if b"\x1b$" not in data or not data.isascii():
        return None
    try:
        return Decoded(data.decode("iso2022_jp"), "iso-2022-jp", bom=False, replaced=0)
    except UnicodeDecodeError:
        return None


def _utf_32(data: bytes) -> str | None:
    """Returns the byte order of UTF-32 without a mark: three zeros stand beside most letters, at one side of them."""
    head = data[:4096]
    quarter = len(head) // 4
    if quarter < 2 or len(data) % 4 or head.count(0) < 2.5 * quarter:
        return None
    zeros = [head[at::4].count(0) for at in range(4)]
    if min(zeros[1:]) > quarter * 0.6 and zeros[0] < quarter * 0.05:
        return "utf-32le"
    return "utf-32be" if min(zeros[:3]) > quarter * 0.6 and zeros[3] < quarter * 0.05 else None


def _utf_16(data: bytes) -> str | None:
    """Returns the byte order of UTF-16 without a mark: zeros stand at one side of most pairs."""
    head = data[:4096]
    half = len(head) // 2
    if half < 2 or b"\0" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16le"
    return "utf-16be" if even > half * 0.6 and odd < half * 0.05 else None


def _decoded(data: bytes, name: str, codec: str, *, bom: bool) -> Decoded:
    text = data.decode(codec, "replace")
    return Decoded(text, name, bom, text.count("\ufffd"))


def html_declarations(data: bytes) -> Iterator[str]:
    """Yields the encodings that the head of a page declares, in its order."""
    for xml, meta in _DECLARATION.findall(data[:8192]):
        yield (xml or meta).decode("ascii")
