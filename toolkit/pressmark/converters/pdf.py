"""Reads a PDF that holds one article: a web page that was printed, or an article of a journal.

Reads: the text layer, with PDFium. Where the document is tagged, as browsers and word processors tag what they print,
its own tree tells headings, paragraphs, items and cells and their order; the article is the element that holds most
prose, without asides, captions, branches of links and what readers wrote. Elsewhere lines become paragraphs by where
they stand, over the ends of columns and pages and what parts them there; two columns are read one after the other;
the boxes of links tell menus and teasers. What runs along the edges of the pages (heads, feet, numbers, what a
browser prints there) is taken out by its repetition and its place. A hyphen at the end of a line is undone where the
document's own words do not speak for it (`e-mail` and `Anglo-Saxon` keep theirs). The title is the first heading or
the largest type on the first page, unless the window or the document call themselves by other printed words; bylines,
dates, publishers, notices and permissions are read as the print view reads them, from the lines above and below the
article.

Keeps: wordings with their page (`page=2`); the items of lists, with their numbers, and the rows of tables, their
cells parted by ` | `; the address that a browser prints as the article's; the moment of printing as `retrieved` and
never as a date of publication; the document's own title, author and moment as claims. Its author is taken only where
the first page prints the whole name, and its title only where a browser wrote it. A letter that is drawn and has no
name in the document stands as U+FFFD.

Loses: pictures, captions, links, emphasis, the signs of lists, foot notes' places, watermarks, and menus and teasers
around the article. A document without a text layer is rejected, and so is one that is encrypted, broken, or too long.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.converters._pdf.drafting import Document, draft_of
from pressmark.converters._pdf.lines import read_page
from pressmark.converters._pdf.paragraphs import paragraphs
from pressmark.converters._pdf.running import part_running
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.pdf_text import PdfPages, is_pdf, opened
from pressmark.model.draft import Draft, Leftover, Reading, Source

version = "1.0.0"

_MOST_PAGES = 300
_MOST_LINES = 60_000


def recognises(source: Source) -> int:
    """Returns how sure the first bytes make it that this is a PDF."""
    return 98 if is_pdf(source.head(1024)) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the document's one article, or the reason why there is none."""
    record = _record(source, settings)
    records: Iterator[Draft | Leftover] = iter((record,))
    return Reading(media_type="application/pdf", encoding=None, bom=False, records=records)


def _record(source: Source, settings: ConvertSettings) -> Draft | Leftover:
    if source.size > settings.max_bytes:
        return _rejected(source, f"larger than {settings.max_bytes} bytes")
    try:
        document = _document(source, source.read_bytes())
    except SourceError as error:
        return _rejected(source, error.what)
    draft = draft_of(document, settings)
    return draft if draft.title or draft.text else _rejected(source, "neither a title nor an article text")


def _document(source: Source, data: bytes) -> Document:
    with opened(data) as document:
        if len(document) > _MOST_PAGES:
            raise SourceError(f"has more than {_MOST_PAGES} pages")
        pages = []
        for number in range(1, len(document) + 1):
            pages.append(read_page(document, number))
            if sum(len(page.lines) for page in pages) > _MOST_LINES:
                raise SourceError(f"has more than {_MOST_LINES} lines")
        info = {name: str(value) for name, value in document.get_metadata_dict(skip_empty=True).items()}
    bare, running = part_running(pages)
    found = tuple(paragraphs(bare))
    if not found:
        raise SourceError("holds no text (a scan)" if not any(page.lines for page in pages) else "holds no article")
    return Document(source.sha256, found, running, info, PdfPages(data))


def _rejected(source: Source, reason: str) -> Leftover:
    return Leftover(locator="page=1", outcome="rejected", reason=reason, sha256=source.sha256)
