"""Reads exports of ProQuest, with as many articles in one file as were marked there.

Reads: the documents between rules of underscores, with labelled fields (`Author:`, `Publication title:`, `Full text:`
…), as plain text, HTML, rich text or Word documents. Title, authors (`Lee, Ann; March, John`), publication and
publishing house, date, section, language, copyright line, subjects, locations, text, numbers of the data base.

Keeps: each value's wording with its place (characters of the decoded text; of HTML, rich text and Word documents those
of the plain text in them). The publication without its editions and towns is the publisher. `ProQuest document ID` is
the identifier and the place of an article. An article without a full text is kept with its abstract as a claim, not as
its text. The address of a document in the data base is a claim, since it is not the article's own.

Loses: companies, people and other terms of the index, emphasis, and pictures. What stands before the first document
and after the last is skipped with its reason. The terms on which the data base lets its customers use an article are
not in an export: they bind whoever downloaded it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from pressmark.converters._proquest.documents import RULED, Document, document_of, is_document, label_of, spans
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.dates import find_dates
from pressmark.evidence.inverted import read_names
from pressmark.evidence.languages import named_language
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source, Subject
from pressmark.pages.entry import Locators
from pressmark.wires.drafting import Record
from pressmark.wires.item import Item, Moment, Party
from pressmark.wires.press import (
    Export,
    completeness,
    drafted,
    paragraphs_of,
    preview,
    read_export,
    said_of,
    within,
)
from pressmark.wires.said import Said

version = "1.0.0"

_HINT = re.compile(rb"ProQuest|Publication (?:title|info):")
Fields = Mapping[str, tuple[Said, ...]]
_UNNAMED = re.compile(r"(?:anonymous|anon|no author)\W*", re.IGNORECASE)
_NO_TEXT = re.compile(r"(?:not available|full text (?:is )?not available|none)\W*", re.IGNORECASE)
_BRACKETED = re.compile(r"\(?((?:copyright|©|\(c\)) ?.*?)\)?", re.IGNORECASE)
_HELD = re.compile(
    r"\(?(?:copyright|©|\(c\))\s+(?P<holder>[^\d(][^()]*?),?\s+"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, )(?P<year>(?:19|20)\d\d)\W*",
    re.IGNORECASE,
)
_INFO_DATE = "publication info"
_CLAIMED = MappingProxyType(
    {
        "proquest document id": "identifier",
        "document url": "database_url",
        "publisher": "house",
        "dateline": "located",
        "abstract": "abstract",
        "abstract (summary)": "abstract",
        "first page": "page",
        "issn": "issn",
        "document type": "document_type",
        "credit": "credit",
        "last updated": "database_updated",
        "edition": "edition",
    }
)


def recognises(source: Source) -> int:
    """Returns how sure the beginning makes it that ProQuest wrote it: its rules, its name and its labels."""
    text = preview(source, _HINT)
    labels = {found[0] for line in text.split("\n") if (found := label_of(line.strip()))}
    marks = (RULED.search(text) is not None) + ("ProQuest" in text) + bool(labels & {"proquest document id"})
    if len(labels) < 4 or not labels & {"full text", "publication title", "publication info"}:
        return 0
    return 97 if marks > 1 else 60 if marks else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the articles of an export in their order."""
    return read_export(source, settings.max_bytes, lambda export: _records(source, export, settings))


def _records(source: Source, export: Export, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    locators, found = Locators(), False
    for start, end in spans(export.text):
        found = True
        sha256 = sha256_text(export.text[start:end].strip())
        if not is_document(export.text, start, end):
            reason = "no document: what stands around the documents of an export"
            yield Leftover(locator=f"char={start},{end}", outcome="skipped", reason=reason, sha256=sha256)
            continue
        item = _item(document_of(export.text, start, end), export.text)
        number = next((one.value for name, one in item.ledger if name == "identifier"), None)
        order, language = settings.date_order, settings.language
        record = Record(sha256=sha256, locator=locators.next(number), date_order=order, language=language)
        yield drafted(item, record, export)
    if not found:
        yield Leftover(locator="whole", outcome="rejected", reason="holds no document", sha256=source.sha256)


def _item(document: Document, text: str) -> Item:
    fields = {name: (found,) for name, lines in document.fields.items() if (found := said_of(text, lines))}
    headline = said_of(text, document.headline[: _first_block(document)])
    body = paragraphs_of(document.fields.get("full text", []))
    body = None if body is None or _NO_TEXT.fullmatch(body) else body
    counted = next((int(found.value) for found in fields.get("word count", ()) if found.value.isdecimal()), None)
    return Item(
        titles=(*fields.get("title", ()), *([headline] if headline else [])),
        text=body,
        completeness=completeness(body, counted),
        languages=tuple(_languages([*fields.get("language of publication", ()), *fields.get("language", ())])),
        parties=tuple(_authors(fields.get("author", ()))),
        publishers=tuple(_publishers(fields)),
        published=tuple(_published(fields)),
        notices=tuple(_notices(fields.get("copyright", ()))),
        holders=tuple(_held(fields.get("copyright", ()), "holder")),
        years=tuple(_held(fields.get("copyright", ()), "year")),
        subjects=tuple(_subjects(fields)),
        ledger=tuple(_ledger(fields)),
    )


def _first_block(document: Document) -> int:
    """Returns how many lines the headline takes: those before the first blank one behind it."""
    lines = document.headline
    first = next((at for at, line in enumerate(lines) if line.text), 0)
    return next((at for at, line in enumerate(lines) if at > first and not line.text), len(lines))


def _languages(declared: Sequence[Said]) -> Iterator[Said]:
    for found in declared:
        if tag := named_language(found.value):
            yield Said(tag, found.verbatim, found.place)


def _authors(printed: Sequence[Said]) -> Iterator[Party]:
    """Yields the persons of a field in which names are parted by semicolons and their family names stand first."""
    for found in printed:
        for part in re.finditer(r"[^;]+", found.verbatim):
            start = part.start() + len(part[0]) - len(part[0].lstrip())
            for name in () if _UNNAMED.fullmatch(part[0].strip()) else read_names(part[0].strip().rstrip(".")):
                said = within(found, start, part.end())
                yield Party(role="author", said=said, name=_turned(name.name, name.given, name.family), kind=name.kind,
                            given=name.given, family=name.family)  # fmt: skip


def _turned(name: str, given: str | None, family: str | None) -> str:
    return f"{given} {family}" if given and family and name.startswith(f"{family},") else name


def _publishers(fields: Fields) -> Iterator[Said]:
    for name in ("publication title", _INFO_DATE):
        for found in fields.get(name, ()):
            end = re.search(r"[;,(\[:]|\s*$", found.verbatim)
            if end and end.start():
                yield within(found, 0, end.start())


def _published(fields: Fields) -> Iterator[Moment]:
    for name in ("publication date", _INFO_DATE):
        for found in fields.get(name, ()):
            dates = find_dates(found.value)
            if dates:
                yield Moment(said=found, wording=found.value[dates[0].start : dates[0].end])
            elif name == "publication date":
                yield Moment(said=found)
    if not fields.get("publication date") and not fields.get(_INFO_DATE):
        for found in fields.get("publication year", fields.get("year", ())):
            yield Moment(said=found)


def _notices(printed: Sequence[Said]) -> Iterator[Said]:
    for found in printed:
        bare = _BRACKETED.fullmatch(found.value)
        yield Said(bare[1], found.verbatim, found.place) if bare else found


def _held(printed: Sequence[Said], part: str) -> Iterator[Said]:
    """Yields the holder or the year of a copyright line that ends with the day of the issue."""
    for found in printed:
        if dated := _HELD.fullmatch(found.verbatim):
            yield within(found, *dated.span(part))


def _subjects(fields: Fields) -> Iterator[Subject]:
    for name, scheme in (("subject", "subject"), ("location", "location"), ("section", "section")):
        for found in fields.get(name, ()):
            for label in re.split(r";", found.value):
                if plain := label.strip():
                    yield Subject(scheme=scheme, label_verbatim=label.strip(), label=plain)


def _ledger(fields: Fields) -> Iterator[tuple[str, Said]]:
    for label, name in _CLAIMED.items():
        for found in fields.get(label, ()):
            yield name, found
