"""Reads exports of LexisNexis, Nexis Uni and Nexis, with as many articles in one file as were marked there.

Reads: the old exports (`1 of 100 DOCUMENTS`, labels in capitals, plain text or HTML) and those of today (`End of
Document`, Word or rich text, or the plain text that was made of them), with the labels of the interfaces in English,
German, French, Spanish, Italian, Dutch and Portuguese. A document's headline, source, date, edition, byline, section,
length, highlight, text, language, address, subjects and copyright line. A list of the documents at the beginning is
skipped and named.

Keeps: each value's wording with its place (characters of the decoded text; of HTML, rich text and Word documents those
of the plain text in them). The source is the publisher. The number of words that the export states is compared with
those that are there: a text that is much shorter is `partial`. The highlight is the lede. The day on which the data
base loaded the article is a rival date and never that of publication. Each of several articles has its number as its
place.

Loses: emphasis, pictures and their captions, the terms of the classification but for subjects, and the order of an
article's lines beyond its paragraphs. The terms on which the data base lets its customers use an article are not in an
export: they bind whoever downloaded it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressmark.converters._nexis.documents import Document, cover_of, document_of, spans
from pressmark.converters._nexis.labels import COUNTED, ENDED, label_of
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.dates import find_dates
from pressmark.evidence.languages import named_language
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source, Subject
from pressmark.wires.drafting import Record
from pressmark.wires.item import Item, Moment
from pressmark.wires.press import (
    Export,
    Line,
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

_HINT = re.compile(rb"LexisNexis|DOCUMENT|DOKUMENT|End of Document|LENGTH:|Length:|(?i:load-date)|UPDATE:")
_OWN = frozenset({"length", "load-date", "publication-type"})  # labels that other data bases have not
_LENGTH = re.compile(r"\d[\d.,]*")
_HELPED = re.compile(r"[;.]\s*[^;]*\b(?:contribut(?:ed|ing)|reporting by|assisted)\b", re.IGNORECASE)
_SHARE = re.compile(r"\s*\(\d{1,3}\s?%\)\s*$")


def recognises(source: Source) -> int:
    """Returns how sure the beginning makes it that LexisNexis wrote it: its marks between documents, and its labels."""
    text = preview(source, _HINT)
    marks = bool(COUNTED.search(text)) + bool(ENDED.search(text)) + ("LexisNexis" in text)
    labels = {label[0] for line in text.split("\n") if (label := label_of(line.strip()))}
    if COUNTED.search(text) or ENDED.search(text):
        return 97 if len(labels) >= 3 and labels & _OWN else 60 if labels & _OWN else 0
    return 96 if len(labels & {*_OWN, "byline", "section"}) >= 3 and labels & _OWN else 30 * (marks > 1)


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the articles of an export in their order."""
    return read_export(source, settings.max_bytes, lambda export: _records(source, export, settings))


def _records(source: Source, export: Export, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    if cover := cover_of(export.text) * (not COUNTED.search(export.text)):
        reason = "the list of the documents that follow"
        yield Leftover(locator=f"char=0,{cover}", outcome="skipped", reason=reason)
    held = [(start, end) for start, end in spans(export.text) if export.text[start:end].strip()]
    if not held:
        yield Leftover(locator="whole", outcome="rejected", reason="empty", sha256=source.sha256)
    for number, (start, end) in enumerate(held, start=1):
        document = document_of(export.text, start, end)
        record = Record(
            sha256=sha256_text(export.text[start:end].strip()),
            locator=f"row={number}" if len(held) > 1 else None,
            date_order=settings.date_order,
            language=settings.language,
        )
        yield drafted(_item(document, export.text), record, export)


def _item(document: Document, text: str) -> Item:
    def said(lines: Sequence[Line]) -> tuple[Said, ...]:
        return (found,) if (found := said_of(text, lines)) else ()

    labelled = {meaning: said(lines) for meaning, lines in document.labelled.items()}
    body = paragraphs_of(document.body)
    highlight = labelled.get("highlight", ())
    length = next((_LENGTH.search(found.value) for found in labelled.get("length", ())), None)
    return Item(
        titles=(*labelled.get("headline", ()), *said(document.headline)),
        lede=highlight[0].value if highlight and highlight[0].value not in (body or "") else None,
        text=body,
        completeness=completeness(body, int(re.sub(r"\D", "", length[0])) if length else None),
        languages=tuple(_languages(labelled.get("language", ()))),
        bylines=tuple(_alone(found) for found in labelled.get("byline", ())),
        publishers=(*said(document.source), *labelled.get("source", ())),
        published=tuple(_published(said(document.dates))),
        undated=tuple(
            Moment(said=found, note="when the data base loaded it") for found in labelled.get("load-date", ())
        ),
        notices=tuple(found for line in document.notices for found in said([line])),
        addresses=labelled.get("url", ()),
        subjects=(
            *_subjects("section", labelled.get("section", ())),
            *_subjects("subject", labelled.get("subject", ())),
        ),
        ledger=tuple(
            (meaning, found)
            for meaning, held in (
                ("located", labelled.get("dateline", ())),
                ("edition", said(document.edition)),
                ("credit", tuple(_helpers(labelled.get("byline", ())))),
            )
            for found in held
        ),
    )


def _alone(byline: Said) -> Said:
    """Returns a byline without the sentence on who helped: they wrote something else."""
    helped = _HELPED.search(byline.verbatim)
    return within(byline, 0, helped.start()) if helped and helped.start() else byline


def _helpers(bylines: Sequence[Said]) -> Iterator[Said]:
    for byline in bylines:
        if (alone := _alone(byline)) is not byline:
            rest = byline.verbatim[len(alone.verbatim) :]
            start = len(byline.verbatim) - len(rest.lstrip(";. "))
            yield within(byline, start, len(byline.verbatim))


def _languages(declared: Sequence[Said]) -> Iterator[Said]:
    for found in declared:
        if tag := named_language(re.split(r"[;,]", found.value)[0]):
            yield Said(tag, found.verbatim, found.place)


def _published(printed: Sequence[Said]) -> Iterator[Moment]:
    for found in printed:
        dates = find_dates(found.value)
        yield Moment(said=found, wording=found.value[dates[0].start : dates[0].end] if dates else None)


def _subjects(scheme: str, printed: Sequence[Said]) -> Iterator[Subject]:
    for found in printed:
        for label in re.split(r";", found.value):
            if plain := _SHARE.sub("", label).strip():
                yield Subject(scheme=scheme, label_verbatim=label.strip(), label=plain)
