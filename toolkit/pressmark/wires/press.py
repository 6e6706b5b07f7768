"""Opens what press data bases export (plain text, HTML, RTF, DOCX) as lines with their places.

Places count the characters of the decoded text; of HTML, RTF and DOCX they count those of the plain text in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.evidence.rich_text import docx_text, is_rtf, rtf_text
from pressmark.evidence.text import normalise, one_line, word_count
from pressmark.evidence.xml_text import local_name
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.pages.article import begins_as_page
from pressmark.pages.fragment import BLOCKS
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.item import Item
from pressmark.wires.said import Said

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARKUP = re.compile(rb"<(?:html|head|body|div|table|p)[\s>]", re.IGNORECASE)
_LARGEST_PREVIEW = 5_000_000  # bytes of a packed document that are unpacked to recognise it
_WHOLE, _PART = 0.85, 0.5  # of the words that an export states
_WRAPPED = 100  # signs: where lines are no longer, a paragraph goes over several of them


@dataclass(frozen=True, slots=True)
class Export:
    """The plain text of an export; `origin` is that text as bytes where the file itself is no plain text."""

    text: str
    media_type: str
    encoding: str | None
    bom: bool
    origin: bytes | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line without white space around it, the place where it begins, and by how much it is indented."""

    text: str
    start: int
    indent: int = 0

    @property
    def end(self) -> int:
        """Returns where the line ends."""
        return self.start + len(self.text)

    def after(self, count: int) -> Line:
        """Returns what stands behind so many signs of the line."""
        rest = self.text[count:]
        return Line(rest.strip(), self.start + count + len(rest) - len(rest.lstrip()))


def preview(source: Source, hint: re.Pattern[bytes]) -> str:
    """Returns the beginning of an export as text, for recognition; nothing where it is none.

    `hint` is what its bytes have to hold, so that no page is taken apart that plainly is something else.
    """
    head = source.head()
    if not head.startswith(b"PK") and not hint.search(head.replace(b"\0", b"")):
        return ""
    try:
        if head.startswith(b"PK"):
            return docx_text(source.read_bytes())[:100_000] if source.size <= _LARGEST_PREVIEW else ""
        return _opened(head).text
    except SourceError:
        return ""


def open_export(source: Source, max_bytes: int) -> Export:
    """Returns an export as text; raises SourceError where it is none."""
    if source.size > max_bytes:
        raise SourceError(f"larger than {max_bytes} bytes")
    return _opened(source.read_bytes())


def _opened(data: bytes) -> Export:
    if data.startswith(b"PK"):
        return _extracted(docx_text(data), _DOCX)
    if is_rtf(data[:100]):
        return _extracted(rtf_text(data), "application/rtf")
    decoded = decode(data, html_declarations(data))
    if begins_as_page(data[:2000]) or len(_MARKUP.findall(data[:5000])) > 1:
        found = _extracted(_html_text(decoded.text), "text/html")
        return Export(found.text, found.media_type, decoded.encoding, decoded.bom, found.origin)
    return Export(decoded.text, "text/plain", decoded.encoding, decoded.bom)


def _extracted(text: str, media_type: str) -> Export:
    # Lone surrogates would not survive the way into bytes and back.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return Export(text, media_type, None, bom=False, origin=text.encode("utf-8"))


def _html_text(markup: str) -> str:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError:
        return ""
    text = "".join(_html_pieces(root))
    lines = [" ".join(cell for cell in line.split(" ") if cell).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _html_pieces(root: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = local_name(element).lower()
        if name in ("script", "style", "head"):
            if event == "start":
                walk.skip_subtree()
            continue
        if name in ("td", "th"):
            yield "\t" if event == "end" else ""
        elif name == "br":
            yield "\n" if event == "start" else ""
        elif name in BLOCKS:
            yield "\n\n"
        words = element.text if event == "start" else element.tail if element is not root else None
        yield re.sub(r"[\s\xa0]+", " ", words) if words else ""


def lines_of(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Returns the lines of a stretch of text; blank ones are empty."""
    lines, position = [], start
    for raw in text[start:end].splitlines(keepends=True):
        plain = raw.strip(" \t\r\n\f\v\x1c\x1d\x1e\x85\xa0\u2028\u2029\ufeff")
        indent = raw.index(plain) if plain else 0
        lines.append(Line(plain, position + indent, indent))
        position += len(raw)
    return lines


def said_of(text: str, lines: Sequence[Line]) -> Said | None:
    """Returns what lines say as one value, or None where they are blank."""
    filled = [line for line in lines if line.text]
    if not filled:
        return None
    start, end = filled[0].start, filled[-1].end
    return Said(one_line(text[start:end]), text[start:end], f"char={start},{end}")


def within(found: Said, start: int, end: int) -> Said:
    """Returns a part of what a line says, by its places in the wording."""
    first = int(found.place.removeprefix("char=").split(",")[0])
    verbatim = found.verbatim[start:end]
    return Said(one_line(verbatim), verbatim, f"char={first + start},{first + end}")


def paragraphs_of(lines: Sequence[Line]) -> str | None:
    """Returns lines as a text; where they are short, those without a blank line between them are one paragraph."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.text:
            blocks[-1].append(line.text)
        elif blocks[-1]:
            blocks.append([])
    filled = [block for block in blocks if block]
    several = [line for block in filled if len(block) > 1 for line in block[:-1]]
    wrapped = bool(several) and 40 <= median(map(len, several)) <= _WRAPPED
    return normalise("\n\n".join((" " if wrapped else "\n").join(block) for block in filled)) or None


def completeness(text: str | None, words: int | None) -> str:
    """Returns whether a text is whole by the number of words that its export states for it."""
    if not text or not words:
        return "unknown"
    share = word_count(text) / words
    return "full" if share >= _WHOLE else "partial" if share < _PART else "unknown"


def drafted(item: Item, record: Record, export: Export) -> Draft | Leftover:
    """Returns the draft of a document, or the reason why there is none."""
    if not item.titles and not item.text:
        reason = "neither a headline nor a text"
        return Leftover(locator=record.locator or "whole", outcome="rejected", reason=reason, sha256=record.sha256)
    return replace(draft_of(item, record), origin=export.origin)


def read_export(source: Source, max_bytes: int, records: Callable[[Export], Iterator[Draft | Leftover]]) -> Reading:
    """Returns the reading of an export with its records, or of a file that is none with the reason."""
    try:
        export = open_export(source, max_bytes)
    except SourceError as error:
        nothing = Leftover(locator="whole", outcome="rejected", reason=error.what, sha256=source.sha256)
        return Reading(media_type="application/octet-stream", encoding=None, bom=False, records=iter([nothing]))
    return Reading(media_type=export.media_type, encoding=export.encoding, bom=export.bom, records=records(export))
