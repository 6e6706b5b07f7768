"""Reads exports of Factiva (Dow Jones), with as many articles in one file as were marked there.

Reads: documents with the codes of their fields (`HD`, `BY`, `PD`, `SN`, `LP`, `TD` …), and without codes as they are
printed; as plain text, HTML, rich text or Word documents. Headline, byline, count of words, date and time, source,
section, page, language, copyright line, lead and text, subjects and regions, accession number.

Keeps: each value's wording with its place (characters of the decoded text; of HTML, rich text and Word documents those
of the plain text in them). The accession number (`AN`) is the identifier and the place of an article. The source is the
publisher, also where an agency wrote the text. The number of words that is stated is compared with those that are
there: a text that is much shorter is `partial`.

Loses: the codes of companies and industries, emphasis, and pictures. The lead is a part of the text, as Factiva splits
the two without regard to what was printed. The terms on which the data base lets its customers use an article are not
in an export: they bind whoever downloaded it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pressmark.converters._factiva.documents import ENDS, WORDS, Document, codes_in, document_of, spans
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.dates import find_dates
from pressmark.evidence.languages import named_language
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source, Subject
from pressmark.pages.entry import Locators
from pressmark.wires.drafting import Record
from pressmark.wires.item import Item, Moment
from pressmark.wires.press import Export, completeness, drafted, paragraphs_of, preview, read_export, said_of
from pressmark.wires.said import Said

version = "1.0.0"

_HINT = re.compile(rb"Document[ ][A-Z][A-Z0-9]{5,}[0-9a-z]{6,}|\bHD\b")
_NEAR = 20  # signs between a date and its time
_BRACKETED = re.compile(r"\((copyright .*)\)", re.IGNORECASE)
_SUBJECTS = {"NS": "subject", "RE": "region"}


def recognises(source: Source) -> int:
    """Returns how sure the beginning makes it that Factiva wrote it: its accession numbers, and its codes."""
    text = preview(source, _HINT)
    numbered, codes = ENDS.search(text) is not None, codes_in(text)
    if len(codes) > 3:
        return 97 if numbered or {"HD", "PD", "SN"} <= codes else 0
    return 96 if numbered and re.search(WORDS.pattern, text, re.IGNORECASE | re.MULTILINE) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the articles of an export in their order."""
    return read_export(source, settings.max_bytes, lambda export: _records(source, export, settings))


def _records(source: Source, export: Export, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    locators, found = Locators(), False
    for start, end in spans(export.text):
        found = True
        item = _item(document_of(export.text, start, end), export.text)
        number = next((one.value for name, one in item.ledger if name == "identifier"), None)
        record = Record(
            sha256=sha256_text(export.text[start:end].strip()),
            locator=locators.next(number),
            date_order=settings.date_order,
            language=settings.language,
        )
        yield drafted(item, record, export)
    if not found:
        yield Leftover(locator="whole", outcome="rejected", reason="holds no document", sha256=source.sha256)


def _item(document: Document, text: str) -> Item:
    said = {code: (found,) for code, lines in document.fields.items() if (found := said_of(text, lines))}
    body = paragraphs_of([*document.fields.get("LP", []), *document.fields.get("TD", [])])
    counted = next((WORDS.search(found.value) for found in said.get("WC", ())), None)
    return Item(
        titles=said.get("HD", ()),
        text=body,
        completeness=completeness(body, int(re.sub(r"\D", "", counted[1])) if counted else None),
        languages=tuple(_languages(said.get("LA", ()))),
        bylines=said.get("BY", ()),
        publishers=said.get("SN", ()),
        published=tuple(_published(document, text)),
        notices=tuple(_notices(document, text)),
        subjects=tuple(_subjects(document)),
        ledger=tuple(_ledger(said)),
    )


def _languages(declared: Sequence[Said]) -> Iterator[Said]:
    for found in declared:
        if tag := named_language(found.value):
            yield Said(tag, found.verbatim, found.place)


def _notices(document: Document, text: str) -> Iterator[Said]:
    """Yields the copyright line, without the brackets that Factiva puts around some."""
    for found in filter(None, [said_of(text, document.fields.get("CY", []))]):
        bare = _BRACKETED.fullmatch(found.value)
        yield Said(bare[1], found.verbatim, found.place) if bare else found


def _published(document: Document, text: str) -> Iterator[Moment]:
    """Yields the date; the time belongs to it where it stands right behind it, so that the wording holds both."""
    days = [line for line in document.fields.get("PD", []) if line.text]
    times = [line for line in document.fields.get("ET", []) if line.text]
    if not days:
        return
    together = bool(times) and 0 <= times[0].start - days[-1].end < _NEAR
    found = said_of(text, [*days, *times[:1]] if together else days)
    if found is not None:
        printed = " ".join(line.text for line in days)
        dates = find_dates(printed)
        day = printed[dates[0].start : dates[0].end] if dates else printed
        yield Moment(said=found, wording=f"{day} {times[0].text}" if together and dates else day)


def _subjects(document: Document) -> Iterator[Subject]:
    for code, scheme in _SUBJECTS.items():
        for line in document.fields.get(code, []):
            for label in line.text.split(" | "):
                # A code stands before its meaning: `gpol : Domestic Politics`.
                if plain := label.rpartition(" : ")[2].strip():
                    yield Subject(scheme=scheme, label_verbatim=label.strip(), label=plain)


def _ledger(said: Mapping[str, tuple[Said, ...]]) -> Iterator[tuple[str, Said]]:
    for code, name in (
        ("SE", "section_printed"),
        ("PG", "page"),
        ("ED", "edition"),
        ("CR", "credit"),
        ("PUB", "house"),
    ):
        for found in said.get(code, ()):
            yield name, found
    for found in said.get("AN", ()):
        yield "identifier", Said(found.value.split()[-1], found.verbatim, found.place)
