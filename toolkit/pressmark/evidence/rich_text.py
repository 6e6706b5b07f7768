"""Takes the words out of rich text (RTF) and of Word documents (DOCX), paragraph by paragraph.

Only what is printed counts: fonts, styles, pictures, headers and footers, and the instructions of fields are left out.
RTF is read as its specification 1.9.1 has it, as far as words go; DOCX as WordprocessingML (ISO/IEC 29500).
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from pressmark.errors import SourceError

_PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MOST = 200_000_000  # bytes of a document's words with their markup
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_UNPRINTED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"fldinst listtable listoverridetable rsidtbl generator themedata datastore latentstyles xmlnstbl bkmkstart "
    b"bkmkend".split()
)
_SIGNS = {
    b"par": "\n\n", b"sect": "\n\n", b"page": "\n\n", b"row": "\n", b"line": "\n", b"cell": "\t", b"tab": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ",
}  # fmt: skip


def is_rtf(head: bytes) -> bool:
    """Returns whether first bytes are those of rich text."""
    return head.lstrip().startswith(b"{\\rtf")


def rtf_text(data: bytes) -> str:
    """Returns the words of rich text, one blank line between paragraphs."""
    return _tidied("".join(_Rtf().words(data)))


class _Rtf:
    """Where a reading stands: what holds in each group that is open."""

    def __init__(self) -> None:
        self._codec = "cp1252"
        self._silent = [False]
        self._skips = [1]  # how many signs stand in for one that is written as a number
        self._pending = 0
        self._high: int | None = None

    def words(self, data: bytes) -> Iterator[str]:
        for token in _TOKEN.finditer(data):
            word, number, escaped, sign, brace, plain = token.groups()
            if brace:
                self._group(brace)
            elif word:
                yield self._word(word, int(number) if number else None)
            elif escaped:
                yield self._bytes(bytes.fromhex(escaped.decode("ascii")))
            elif sign:
                yield self._sign(sign)
            elif plain:
                yield self._bytes(plain)

    def _group(self, brace: bytes) -> None:
        self._pending = 0
        if brace == b"{":
            self._silent.append(self._silent[-1])
            self._skips.append(self._skips[-1])
        elif len(self._silent) > 1:
            self._silent.pop()
            self._skips.pop()

    def _word(self, word: bytes, number: int | None) -> str:
        if word == b"ansicpg" and number:
            self._codec = _known(f"cp{number}") or self._codec
        elif word == b"uc" and number is not None:
            self._skips[-1] = number
        elif word in _UNPRINTED:
            self._silent[-1] = True
        elif word == b"u" and number is not None:
            self._pending = self._skips[-1]
            return "" if self._silent[-1] else self._unicode(number % 65536)
        return "" if self._silent[-1] else _SIGNS.get(word, "")

    def _unicode(self, number: int) -> str:
        if 0xD800 <= number < 0xDC00:
            self._high = number
            return ""
        high, self._high = self._high, None
        if 0xDC00 <= number < 0xE000:
            return chr(0x10000 + ((high - 0xD800) << 10) + number - 0xDC00) if high else "\ufffd"
        return chr(number)

    def _sign(self, sign: bytes) -> str:
        if sign == b"*":
            self._silent[-1] = True
        return (
            ""
            if self._silent[-1]
            else {b"~": " ", b"_": "-", b"\n": "\n\n", b"\r": "\n\n"}.get(sign, "")
            or (sign.decode("latin-1") if sign in b"\\{}" else "")
        )

    def _bytes(self, data: bytes) -> str:
        dropped = min(self._pending, len(data))
        self._pending -= dropped
        return "" if self._silent[-1] else data[dropped:].decode(self._codec, "replace")


def _known(codec: str) -> str | None:
    try:
        return codecs.lookup(codec).name
    except LookupError:
        return None


def docx_text(data: bytes) -> str:
    """Returns the words of a Word document, one blank line between paragraphs; raises SourceError where it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_PART) as stream:
            markup = stream.read(_MOST + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
        EOFError,
    ) as no:
        raise SourceError(f"is no Word document: {type(no).__name__}") from None
    if len(markup) > _MOST:
        raise SourceError(f"unpacks to more than {_MOST} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(markup, parser)
    if root is None:
        raise SourceError("is no Word document: its words are no XML")
    return _tidied("".join(_printed(root)))


def _printed(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        name = str(element.tag).removeprefix(_W).removeprefix(_STRICT)
        if name == "p":
            yield "\n\n"
        elif name == "t":
            yield element.text or ""
        elif name in ("br", "cr"):
            yield "\n"
        elif name in ("tab", "tc"):
            yield "\t"


def _tidied(text: str) -> str:
    lines = [line.strip(" \t\r\f\v") for line in text.replace("\xa0", " ").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"
