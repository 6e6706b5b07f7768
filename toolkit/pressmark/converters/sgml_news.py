"""Reads collections of news in SGML, as they were handed out before XML: Reuters-21578, and those of TREC.

Reads: files of `<REUTERS>` or `<DOC>` elements, one after the other and with no root around them, whose end tags and
entities SGML let go: number of the document, headline, byline, date, dateline, text, topics, places, people,
organisations, exchanges, companies, and the other names that the collections of TREC have for them.

Keeps: each value's wording with its place (characters of the decoded file). A document is known by `id=` and its number
(`NEWID`, `DOCNO`). Paragraphs are those that are marked, or those that begin with an indented line. What the file says
about a document beyond its text (`LEWISSPLIT`, `TEXT TYPE`) is a claim.

Loses: marks inside a text, and tags that are not known. The publisher, which these files leave to their description,
stays empty; an agency's sign at the end of a text stays where it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import Decoded, decode
from pressmark.evidence.text import normalise, one_line
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source, Subject
from pressmark.pages.entry import Locators
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.item import Item, Moment
from pressmark.wires.said import Said

version = "1.0.0"

_MEDIA_TYPE = "text/sgml"
_BEFORE = re.compile(rb"(?:\s|(?><!DOCTYPE[^>]*>|<\?[^>]*>|<!--.*?-->))*+", re.DOTALL | re.IGNORECASE)
_DOCUMENT = re.compile(r"<(REUTERS|DOC)((?:\s[^>]*)?)>(.*?)(?:</\1\s*>|(?=<\1[\s>])|\Z)", re.DOTALL | re.IGNORECASE)
_OPENS = re.compile(rb"<(?:REUTERS\s[^>]*(?:NEWID|OLDID)|DOC(?:\s[^>]*)?>\s*<(?:DOCNO|DOCID|DOC)\b)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([A-Z]+)\s*=\s*\"([^\"]*)\"", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_CONTROLS = re.compile(r"&#(?:[0-8]|1[1-9]|2\d|3[01]|127);|[\x00-\x08\x0e-\x1f\x7f]")
# The sign of an agency is the last line, and stands alone.
_SIGNED = re.compile(r"(?<=[.!?\"'’”])[ \t]*\n[ \t]*(\w+)\s*\Z")
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("TITLE", "HEADLINE", "HEAD", "HL", "TTL", "TI", "H3"),
        "published": ("DATE_TIME", "DATETIME", "DATE", "DATE1", "PUBDATE", "DD"),
        "byline": ("BYLINE", "AUTHOR", "BY"),
        "publisher": ("SOURCE", "SO", "PUB"),
        "located": ("DATELINE",),
        "language": ("LANGUAGE", "LANG"),
        "identifier": ("DOCNO", "DOCID"),
        "text": ("BODY", "TEXT", "LEADPARA"),
    }
)
_SUBJECTS = MappingProxyType(
    {
        "TOPICS": "topic", "PLACES": "place", "PEOPLE": "person", "ORGS": "organization", "EXCHANGES": "exchange",
        "COMPANIES": "company", "SUBJECT": "subject", "KEYWORD": "keyword", "SECTION": "section",
    }
)  # fmt: skip


def recognises(source: Source) -> int:
    """Returns how surely the first bytes are a collection's: its first document with a number."""
    head = source.head()
    before = _BEFORE.match(head)
    return 97 if _OPENS.match(head, before.end() if before else 0) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the documents of a file in their order."""
    try:
        if source.size > settings.max_bytes:
            raise SourceError(f"larger than {settings.max_bytes} bytes")
        decoded = decode(source.read_bytes())
    except SourceError as error:
        nothing = Leftover(locator="whole", outcome="rejected", reason=error.what, sha256=source.sha256)
        return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([nothing]))
    records = _records(source, decoded, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _records(source: Source, decoded: Decoded, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    locators, found = Locators(), False
    for document in _DOCUMENT.finditer(decoded.text):
        found = True
        sha256 = sha256_text(document[0].strip())
        item = _item(decoded.text, document)
        number = next((said.value for name, said in item.ledger if name == "identifier"), None)
        locator = locators.next(number)
        if not item.titles and not item.text:
            reason = "neither a headline nor a text"
            yield Leftover(locator=locator, outcome="rejected", reason=reason, sha256=sha256)
            continue
        order, language = settings.date_order, settings.language
        yield draft_of(item, Record(sha256=sha256, locator=locator, date_order=order, language=language))
    if not found:
        yield Leftover(locator="whole", outcome="rejected", reason="holds no document", sha256=source.sha256)


def _item(text: str, document: re.Match[str]) -> Item:
    found = {name: _first(text, document, tags) for name, tags in _NAMES.items()}
    body = found["text"]
    said = {name: (one,) for name, one in found.items() if one is not None}
    attributes = _attributes(text, document)
    numbers = (
        *((name, one) for name, one in attributes if name == "identifier"),
        *_numbered(said.get("identifier", ())),
    )
    return Item(
        titles=said.get("title", ()),
        text=_paragraphs(body.verbatim) if body else None,
        languages=said.get("language", ()),
        bylines=said.get("byline", ()),
        publishers=said.get("publisher", ()),
        published=tuple(Moment(said=one, wording=one.value) for one in said.get("published", ())),
        subjects=tuple(_subjects(text, document)),
        ledger=(
            *numbers,
            *(("located", Said(one.value.rstrip(" -–—"), one.verbatim, one.place)) for one in said.get("located", ())),
            *((name, one) for name, one in attributes if name != "identifier"),
        ),
    )


def _numbered(said: tuple[Said, ...]) -> Iterator[tuple[str, Said]]:
    yield from (("identifier", one) for one in said)


def _first(text: str, document: re.Match[str], tags: tuple[str, ...]) -> Said | None:
    """Returns what the first of several elements holds that is there and not blank."""
    for tag in tags:
        for found in re.finditer(
            rf"<{tag}(?:\s[^>]*)?>(.*?)(?:</{tag}\s*>|(?=<{tag}[\s>])|\Z)", document[3], re.DOTALL | re.IGNORECASE
        ):
            start = document.start(3) + found.start(1)
            if (one := _said(text, start, start + len(found[1]))) is not None:
                return one
    return None


def _said(text: str, start: int, end: int) -> Said | None:
    verbatim = text[start:end]
    bare = verbatim.strip()
    if not _words(bare):
        return None
    start += verbatim.index(bare)
    return Said(_words(bare), bare, f"char={start},{start + len(bare)}")


def _words(markup: str) -> str:
    """Returns what markup says on one line, without the signs that steered a printer."""
    return one_line(html.unescape(_CONTROLS.sub("", _TAG.sub(" ", markup))))


def _paragraphs(markup: str) -> str | None:
    inside = markup
    for tag in (*_NAMES["title"], *_NAMES["located"], *_NAMES["byline"]):
        inside = re.sub(rf"<{tag}(?:\s[^>]*)?>.*?</{tag}\s*>", "\n", inside, flags=re.DOTALL | re.IGNORECASE)
    plain = html.unescape(
        _CONTROLS.sub("", _TAG.sub("", re.sub(r"</?P(?:\s[^>]*)?>", "\n\n", inside, flags=re.IGNORECASE)))
    )
    # Where no paragraph is marked, one begins with an indented line.
    marked = "\n\n" in plain.strip()
    plain = plain if marked else _SIGNED.sub(r"\n   \1", plain)
    paragraphs = re.split(r"\n\s*\n" if marked else r"\n(?=[ \t]{2,}\S)", plain)
    return normalise("\n\n".join(one_line(paragraph) for paragraph in paragraphs if paragraph.strip())) or None


def _attributes(text: str, document: re.Match[str]) -> list[tuple[str, Said]]:
    named = {"NEWID": "identifier", "LEWISSPLIT": "lewis_split"}
    found = []
    for attribute in _ATTRIBUTE.finditer(document[2]):
        if (name := named.get(attribute[1].upper())) and attribute[2]:
            start = document.start(2) + attribute.start(2)
            one = _said(text, start, start + len(attribute[2]))
            found += [(name, one)] if one else []
    return found


def _subjects(text: str, document: re.Match[str]) -> Iterator[Subject]:
    for tag, scheme in _SUBJECTS.items():
        said = _first(text, document, (tag,))
        if said is None:
            continue
        labels = re.findall(r"<D>(.*?)</D>", said.verbatim, re.DOTALL | re.IGNORECASE) or re.split(
            r"[;\n]", said.verbatim
        )
        for label in labels:
            if words := _words(label):
                yield Subject(scheme=scheme, label_verbatim=label.strip(), label=words)
