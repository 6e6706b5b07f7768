"""Reads a text of a site generator: Markdown or reStructuredText below a header of fields.

Reads: one article a file as Jekyll, Hugo, Pelican, Hexo, Zola, Eleventy and Nikola keep it. The header in YAML between
`---`, TOML between `+++`, JSON, lines such as `Title: …` (Pelican, MultiMarkdown) or `:date: …` (reStructuredText);
its fields by the names that these use for title, authors in every shape, dates, language, tags and categories,
licence, copyright, addresses. Values stay words: `no` is no answer and `2016-08-11` keeps its wording. The body as
plain paragraphs, code and foot notes among them, with its links.

Keeps: title, byline, dates and copyright notice verbatim with their places; the day in the name of a file
(`2016-08-11-slug.md`) as the date where no other is given, else as a rival; the description as a claim, since it is no
lede. A draft, and what says `published: false`, is skipped with its reason. A header that is no valid YAML is read line
by line where it can be, with a claim that says so; where it cannot, the text is rejected with line and column.

Loses: marks of emphasis and headings, pictures, the shape of tables, what templates put in (`{{ … }}`, included files,
embedded media; what stands between a pair of tags stays), and fields whose names are not known. Addresses within the
site count as lost, since only the site can complete them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from pressmark.converters._front_matter.bodies import read_markdown, read_rst
from pressmark.converters._front_matter.drafting import Text, draft_of, unpublished
from pressmark.converters._front_matter.headers import read_header
from pressmark.converters._front_matter.meanings import TELLING, meaning_of
from pressmark.converters._front_matter.pieces import Header
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode, html_declarations
from pressmark.model.draft import Draft, Leftover, Reading, Source

version = "1.0.0"

_RST = frozenset({".rst", ".rest"})
_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mmd"})
_MARKUP = _RST | _MARKDOWN | {".txt", ".text", ".html", ".htm", ""}


def recognises(source: Source) -> int:
    """Returns how sure the beginning makes it that a header of fields stands there."""
    try:
        text = decode(source.head()).text
    except SourceError:
        return 0
    suffix = PurePosixPath(source.path).suffix.casefold()
    named = suffix in _MARKDOWN
    try:
        header = read_header(text)
    except SourceError:
        return 70 if text.startswith(("---", "+++")) and suffix in _MARKUP else 0
    if header is None:
        return 0
    body = text[header.body :].strip()
    # Without a text below it, or with another object there, it is data of another kind.
    other = {"json": not body or body[0] in "{[,", "lines": not body and not named}
    return 0 if other.get(header.form) else _sureness(header, suffix)


def _sureness(header: Header, suffix: str) -> int:
    meanings = [meaning for name in header.fields if (meaning := meaning_of(name))]
    telling = TELLING & set(meanings)
    if header.form == "rst":
        return 90 if len(header.fields) > 1 else 60 if suffix in _RST else 0
    if header.form == "lines":
        known = len(telling) >= 2 or (len(telling) == 1 and "title" in telling)
        return 96 if known else 92 if telling and suffix in _MARKUP else 0
    if header.form == "json":
        return 90 if telling else 0
    return 97 if telling else 75 if suffix in _MARKUP else 40


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the text's one article, or the reason why there is none."""
    rst = PurePosixPath(source.path).suffix.casefold() in _RST
    media_type = "text/x-rst" if rst else "text/markdown"
    if source.size > settings.max_bytes:
        return _left(source, media_type, f"larger than {settings.max_bytes} bytes")
    data = source.read_bytes()
    try:
        decoded = decode(data, html_declarations(data))
    except SourceError as error:
        return _left(source, "application/octet-stream", error.what)
    records: Iterator[Draft | Leftover] = iter((_record(source, decoded.text, settings, rst=rst),))
    return Reading(media_type=media_type, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _record(source: Source, text: str, settings: ConvertSettings, *, rst: bool) -> Draft | Leftover:
    if not text.strip():
        return _leftover(source, "empty")
    try:
        header = read_header(text) or Header({}, 0, "lines")
    except SourceError as error:
        return _leftover(source, f"the header {error.what}{f' at {error.where}' if error.where else ''}")
    if reason := unpublished(header):
        return _leftover(source, reason, outcome="skipped")
    body = (read_rst if rst or header.form == "rst" else read_markdown)(text[header.body :])
    parts = Text(source.path, source.sha256, text, header, body)
    draft = draft_of(parts, order=settings.date_order, language=settings.language)
    return draft if draft.title or draft.text else _leftover(source, "neither a title nor a text")


def _leftover(source: Source, reason: str, *, outcome: str = "rejected") -> Leftover:
    return Leftover(locator="char=0,", outcome=outcome, reason=reason, sha256=source.sha256)


def _left(source: Source, media_type: str, reason: str) -> Reading:
    records: Iterator[Draft | Leftover] = iter((_leftover(source, reason),))
    return Reading(media_type=media_type, encoding=None, bom=False, records=records)
