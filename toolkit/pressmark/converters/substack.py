"""Reads the export of a newsletter at Substack, one record a published post.

Reads: the ZIP that Substack makes, unopened: `posts.csv` with title, subtitle, date, kind and audience of each post,
and the texts in `posts/`. Of an export that was unpacked, the list is a table of metadata (`--metadata posts.csv`).

Keeps: title, date with its offset, text, and as claims the subtitle, the last part of the address (`slug`), the kind
of the post, and the audience where that is not everyone. A post is known by `id=` and its number. Drafts are skipped
with their reason, as are texts that the list does not name. The export names neither author nor newsletter: both stay
empty, unless a table of metadata or a description of the site names them.

Loses: pictures with their captions, buttons, players and other embedded things. What the export says of subscribers
(addresses, openings, deliveries) is skipped unread.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.html import fragment_fromstring

from pressmark.archives.faults import BROKEN
from pressmark.archives.publications import listed_in
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode
from pressmark.files import sha256_text
from pressmark.model.draft import Claim, Draft, Leftover, Reading, Source
from pressmark.pages.entry import Channel, Entry, Locators, rejected
from pressmark.pages.entry_drafting import draft_of
from pressmark.pages.feed_dates import settle
from pressmark.pages.found import Found, plain_text
from pressmark.pages.fragment import element_text

version = "1.0.0"

_MEDIA_TYPE = "application/zip"
_BESIDE = re.compile(r"button|subscription-widget|captioned-image|digest-post-embed|poll-embed|paywall")
_CLAIMED = {"subtitle": "description", "type": "post_type"}


def recognises(source: Source) -> int:
    """Returns how surely a ZIP is such an export: by the names of its members."""
    if not source.head(2).startswith(b"PK"):
        return 0
    try:
        with zipfile.ZipFile(source.location) as archive:
            return 97 if listed_in(archive.namelist()) else 0
    except BROKEN:
        return 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the posts of an export in the order of its list."""
    return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=_records(source, settings))


def _records(source: Source, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    try:
        archive = zipfile.ZipFile(source.location)
    except BROKEN as broken:
        reason = f"broken archive: {type(broken).__name__}"
        yield Leftover(locator="whole", outcome="rejected", reason=reason, sha256=source.sha256)
        return
    with archive:
        names = [info.filename for info in archive.infolist() if not info.is_dir()]
        listed = listed_in(names)
        if listed is None:
            yield Leftover(locator="whole", outcome="rejected", reason="holds no posts", sha256=source.sha256)
            return
        texts = {name.rpartition("/")[2].removesuffix(".html"): name for name in names if name.endswith(".html")}
        locators = Locators()
        try:
            rows = _rows(_member(archive, listed, settings))
        except SourceError as error:
            yield Leftover(locator=listed, outcome="rejected", reason=error.what)
            return
        for row in rows:
            name = texts.pop(row.get("post_id", ""), None)
            yield _record(row, name, archive, locators, settings)
        for name in sorted(each for each in names if each != listed and not each.endswith(".html")):
            reason = "says something of readers, and is no post" if name.endswith(".csv") else "is no post"
            yield Leftover(locator=name, outcome="skipped", reason=reason)
        for name in sorted(texts.values()):
            yield Leftover(locator=name, outcome="skipped", reason=f"{listed} does not name it")


def _rows(text: str) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return [{str(name): value for name, value in row.items() if isinstance(value, str)} for row in rows]


def _member(archive: zipfile.ZipFile, name: str, settings: ConvertSettings) -> str:
    """Returns a member as text; raises SourceError where it is too large, broken, or none."""
    try:
        with archive.open(name) as stream:
            data = stream.read(settings.max_bytes + 1)
    except BROKEN as broken:
        raise SourceError(f"broken member: {type(broken).__name__}") from None
    if len(data) > settings.max_bytes:
        raise SourceError(f"larger than {settings.max_bytes} bytes")
    return decode(data).text


def _record(
    row: Mapping[str, str], name: str | None, archive: zipfile.ZipFile, locators: Locators, settings: ConvertSettings
) -> Draft | Leftover:
    number, _, slug = row.get("post_id", "").partition(".")
    locator = locators.next(number or None)
    if row.get("is_published", "true").strip().lower() not in ("true", "1"):
        return Leftover(
            locator=locator, outcome="skipped", reason="is a draft", sha256=sha256_text(str(sorted(row.items())))
        )
    try:
        markup = _member(archive, name, settings) if name else ""
    except SourceError as error:
        return Leftover(locator=locator, outcome="rejected", reason=error.what)
    entry = _entry({**row, "text": markup}, number, slug, settings)
    if not entry.titles and not entry.text:
        return rejected(locator, "neither a title nor a text", entry)
    return draft_of(entry, Channel(), locator=locator, language=settings.language)


def _entry(row: Mapping[str, str], number: str, slug: str, settings: ConvertSettings) -> Entry:
    def said(name: str) -> list[Found]:
        value = row.get(name, "").strip()
        return [Found(plain_text(value), value, None, "feed")] if value else []

    text = _text(row["text"])
    audience = row.get("audience", "everyone").strip()
    claims = [
        Claim(claim=claim, value=found.value, basis="feed") for name, claim in _CLAIMED.items() for found in said(name)
    ]
    claims += [Claim(claim="slug", value=slug, basis="feed")] if slug else []
    if audience not in ("", "everyone"):
        note = "the newsletter sent it to some readers only"
        claims.append(Claim(claim="visibility", value=audience, basis="feed", note=note))
    return Entry(
        fields={name: value for name, value in row.items() if value},
        identifier=Found(number, number, None, "feed") if number else None,
        titles=tuple(said("title")),
        published=settle("published", said("post_date"), order=settings.date_order),
        claims=tuple(claims),
        text=text,
        completeness="full" if text else "unknown",
    )


def _text(markup: str) -> str | None:
    """Returns the text of a post without the buttons and widgets between its paragraphs."""
    if not markup.strip():
        return None
    try:
        root = fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    for element in root.xpath("//*[@class]"):
        if _BESIDE.search(element.get("class")) and element.getparent() is not None:
            element.drop_tree()
    return element_text(root)
