"""Reads an e-mail message, as newsletters are kept (`.eml`).

Reads: one message a file: its subject as the title, its date as the date of publication, the words of its page or else
of its plain text, the language that it declares, and the address of the same text on the Web where it names one
(`List-Post`, `Archived-At`). Encoded words, quoted-printable and base64 are undone.

Keeps: the wordings of subject and date, with their places in the message as plain text; the sender's name as a claim,
since a newsletter's sender can be its author, its outlet or its mailing service.

Loses: addresses of e-mail, all other headers, attachments, pictures, and what marks one part of a letter from another:
greetings, buttons and the lines for leaving the list stand in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.item import Item, Moment
from pressmark.wires.letters import Letter, letter_of

version = "1.0.0"

_MEDIA_TYPE = "message/rfc822"
_HEADERS = re.compile(rb"\s*(?:[A-Za-z][\w-]{0,60}:[^\n]*\n(?:[ \t][^\n]*\n)*+){3,}")
_SENT = re.compile(rb"^(?:received|message-id|return-path|delivered-to|to):", re.IGNORECASE | re.MULTILINE)
_LETTER = tuple(
    re.compile(rb"^" + name + rb":", re.IGNORECASE | re.MULTILINE) for name in (b"from", b"subject", b"date")
)


def recognises(source: Source) -> int:
    """Returns how sure the headers make it that this is a message that was sent."""
    headers = _HEADERS.match(source.head())
    if headers is None or not _SENT.search(headers[0]):
        return 0
    return 96 if all(name.search(headers[0]) for name in _LETTER) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the one article of a message, or the reason why there is none."""
    if source.size > settings.max_bytes:
        return _refused(source, f"larger than {settings.max_bytes} bytes")
    letter = letter_of(source.read_bytes())
    if letter.subject is None and letter.body is None:
        return _refused(source, "neither a subject nor a text")
    return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=_records(source, letter, settings))


def _refused(source: Source, reason: str) -> Reading:
    nothing = Leftover(locator="whole", outcome="rejected", reason=reason, sha256=source.sha256)
    return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([nothing]))


def _records(source: Source, letter: Letter, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    item = Item(
        titles=(letter.subject,) if letter.subject else (),
        text=letter.body,
        languages=(letter.language,) if letter.language else (),
        published=(Moment(said=letter.day),) if letter.day else (),
        addresses=(letter.address,) if letter.address else (),
        ledger=(("sender", letter.sender),) if letter.sender else (),
    )
    order, language = settings.date_order, settings.language
    draft = draft_of(item, Record(sha256=source.sha256, locator=None, date_order=order, language=language))
    yield replace(draft, origin=letter.text.encode("utf-8", "replace"))
