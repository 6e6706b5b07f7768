"""Reads the text messages of news agencies in IPTC 7901.

Reads: IPTC 7901, recognised by its first sign (SOH) and its header; one message, or several in one file. Headline,
byline, keywords, the time of sending, the agency that the header names, a copyright notice among the notes to
newsrooms.

Keeps: each wording and its place in characters; number, priority, category, count of words, take and remarks as claims.
Lines are joined to paragraphs; tables and lists keep their lines. Each message is a record, known by the hash of its
signs.

Loses: the notes to newsrooms behind the text (contacts, links for editors), which are not meant for publication; the
initials of the desk below the text; a time of sending whose month is no month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.converters._iptc_7901.message import HEADER, SENT, START, Message, messages, read_message
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.agencies import AGENCIES
from pressmark.evidence.encodings import decode
from pressmark.evidence.months import month_of
from pressmark.evidence.notices import is_notice
from pressmark.evidence.text import normalise, one_line
from pressmark.files import sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.item import Item, Moment
from pressmark.wires.said import Said

version = "1.0.0"

_MEDIA_TYPE = "text/plain"
_LEDGER = {"number": "message_number", "priority": "urgency", "category": "category", "words": "words"}
_CENTURY = 65  # of two figures: before it the twenty-first, since the format is younger
_BROKEN = re.compile(r"\S[ \t]{3,}\S")
_LISTED = re.compile(r"[ \t]*(?:[-*•]|\d{1,2}[.)])[ \t]")
_NO_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))
_INDENTED = re.compile(r"[ \t]{2,}\S")


def recognises(source: Source) -> int:
    """Returns how sure a header makes it; without its first sign, only the time of sending at the end tells."""
    try:
        head = decode(source.head()).text
    except SourceError:
        return 0
    begun = head.lstrip("\x00\x16\r\n ")
    if HEADER.match(begun.removeprefix(START)) is None:
        return 0
    return 95 if begun.startswith(START) else 80 if SENT.search(head[-200:]) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the messages of a file in their order."""
    if source.size > settings.max_bytes:
        return _refused(source, f"larger than {settings.max_bytes} bytes")
    try:
        decoded = decode(source.read_bytes())
    except SourceError as error:
        return _refused(source, error.what)
    records = _records(decoded.text, source, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _refused(source: Source, reason: str) -> Reading:
    rejected = Leftover(locator="char=0,", outcome="rejected", reason=reason, sha256=source.sha256)
    return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([rejected]))


def _records(text: str, source: Source, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    places = list(messages(text))
    if not places:
        yield Leftover(locator="char=0,", outcome="rejected", reason="empty", sha256=source.sha256)
    for start, end in places:
        sole = len(places) == 1
        sha256 = source.sha256 if sole else sha256_text(text[start:end])
        locator = None if sole else f"char={start},{end}"
        message = read_message(text, start, end)
        if message is None or not (message.headline or any(message.text)):
            reason = "no header of IPTC 7901" if message is None else "neither a headline nor a text"
            yield Leftover(locator=locator or "char=0,", outcome="rejected", reason=reason, sha256=sha256)
            continue
        record = Record(sha256=sha256, locator=locator, date_order=settings.date_order, language=settings.language)
        yield draft_of(_item(message), record)


def _item(message: Message) -> Item:
    agencies = () if message.service is None else _agency(message.service)
    claimed = [(name, said) for field, said in message.fields for name in [_LEDGER[field]]]
    claimed += [("slugline", said) for said in message.keywords]
    claimed += [("take", said) for said in message.takes]
    claimed += [("note_to_editors", said) for said in message.remarks]
    return Item(
        titles=(message.headline,) if message.headline else (),
        text=_text(message.text),
        bylines=message.bylines,
        publishers=agencies,
        published=_sent(message),
        notices=tuple(said for said in map(_unmarked, message.notes) if is_notice(said.value)),
        ledger=tuple(claimed),
    )


def _agency(service: Said) -> tuple[Said, ...]:
    """Returns the agency that a service is named for: `dpa`, and `dpa-tns` as well."""
    name = service.value.partition("-")[0].casefold()
    known = next((agency for agency, names in AGENCIES.items() if name in map(str.casefold, names)), None)
    return (Said(known, service.verbatim, service.place),) if known else ()


def _sent(message: Message) -> tuple[Moment, ...]:
    sent = message.sent
    if sent is None:
        return ()
    said = Said(one_line(sent[0]), sent[0], f"char={sent.start()},{sent.end()}")
    month, year = month_of(sent["month"]), int(sent["year"])
    if month is None:
        return (Moment(said=said, note="sent"),)
    century = 1900 if year >= _CENTURY else 2000
    day = f"{century + year}-{month:02}-{sent['day']} {sent['hour']}:{sent['minute']}"
    return (Moment(said=said, wording=f"{day} {sent['zone'] or ''}".strip(), note="sent"),)


def _unmarked(note: Said) -> Said:
    """Returns a note without the sign of a list before it."""
    mark = re.match(r"\s*[-*•]\s+", note.verbatim)
    begins, ends = (mark.end() if mark else 0), len(note.verbatim.rstrip())
    first = int(note.place.removeprefix("char=").partition(",")[0])
    verbatim = note.verbatim[begins:ends]
    return Said(one_line(verbatim), verbatim, f"char={first + begins},{first + ends}")


def _text(lines: tuple[str, ...]) -> str | None:
    """Returns the paragraphs: lines are joined, unless they are rows of a table or points of a list."""
    paragraphs: list[list[str]] = []
    is_open = False
    for line in lines:
        plain = one_line(line.translate(_NO_CONTROLS))
        is_row = _BROKEN.search(line) is not None or _LISTED.match(line) is not None
        if not plain or not is_open or _INDENTED.match(line):
            paragraphs.append([plain])
        elif is_row:
            paragraphs[-1].append(plain)
        else:
            paragraphs[-1][-1] += plain if _is_cut(paragraphs[-1][-1], plain) else f" {plain}"
        is_open = bool(plain)
    return normalise("\n\n".join("\n".join(rows) for rows in paragraphs)) or None


def _is_cut(before: str, after: str) -> bool:
    """Says whether a line ends within a compound: `Tribune-` and `owned`, but not after a dash."""
    return before[-1:] == "-" and before[-2:-1].isalpha() and after[:1].isalpha()
